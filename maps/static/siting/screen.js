/* The page of a screening: pieces by outcome, the rules that decide each, places that qualify. */
(function () {
  quankan.drawScreen = function (map) {
    var data = JSON.parse(document.getElementById("payload").textContent);
    quankan.sitingPanes(map, ["pieces"]);
    map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    var layers = drawPieces(map, data), openPlace = drawPlaces(map, data);
    connectOutcomes(map, layers);
    Array.prototype.forEach.call(document.querySelectorAll("[data-place]"), function (button) {
      button.addEventListener("click", function () { openPlace(Number(button.dataset.place)); });
    });
    quankan.openSiting(map, data, [function () { map.closePopup(); }]);
  };

  function drawPieces(map, data) {
    var renderer = L.svg({ pane: "pieces" }), layers = {};
    quankan.decodedShapes(data.pieces).forEach(function (shape, i) {
      var piece = data.pieces[i], mark = data.outcomes[piece.outcome];
      var drawn = L.polygon(shape, {
        renderer: renderer, pane: "pieces", smoothFactor: 0.3, color: mark.fill, weight: 0.6,
        fillColor: quankan.outcomeFill(piece.outcome, mark, piece.approximate), fillOpacity: 0.85
      });
      drawn.bindTooltip(function () { return said(data, piece, false); }, { sticky: true, opacity: 0.96 });
      drawn.bindPopup(function () { return said(data, piece, true); }, { minWidth: 280, maxWidth: 320, maxHeight: 340 });
      drawn.on("mouseover", function () { drawn.setStyle({ color: mark.line, weight: 2 }).bringToFront(); });
      drawn.on("mouseout", function () { drawn.setStyle({ color: mark.fill, weight: 0.6 }); });
      drawn.on("popupopen", function () { drawn.closeTooltip(); });
      layers[piece.outcome] = layers[piece.outcome] || L.layerGroup().addTo(map);
      layers[piece.outcome].addLayer(drawn);
    });
    return layers;
  }

  /* What decides a piece; `full` adds articles and the area. */
  function said(data, piece, full) {
    var box = quankan.element("div", undefined, "rules-tip");
    box.appendChild(quankan.element("h4", quankan.said(data.outcomes[piece.outcome].text)));
    if (piece.approximate) { box.appendChild(quankan.element("small", quankan.said(data.words.approximate))); }
    piece.rules.forEach(function (at) {
      var rule = data.rules[at], line = quankan.element("p");
      line.appendChild(quankan.element("b", rule.id + " "));
      line.appendChild(quankan.element("bdi", quankan.said(rule.text)));
      line.appendChild(quankan.element("small", rule.article));
      if (full || piece.rules.length <= 3) { box.appendChild(line); }
    });
    if (!full && piece.rules.length > 3) {
      box.appendChild(quankan.element("p", piece.rules.map(function (at) { return data.rules[at].id; }).join(" ")));
    }
    if (!piece.rules.length) { box.appendChild(quankan.element("p", quankan.said(data.words.none_decides))); }
    if (full) { box.appendChild(quankan.element("small", quankan.said(data.words.area) + " " + piece.area + " km²")); }
    return box;
  }

  function connectOutcomes(map, layers) {
    document.getElementById("outcomes").addEventListener("change", function (event) {
      var layer = layers[event.target.value];
      if (!layer) { return; }
      if (event.target.checked) { layer.addTo(map); } else { layer.remove(); }
    });
  }

  /* Places as outlines, with a dot so that they are seen from afar. */
  function drawPlaces(map, data) {
    var renderer = L.canvas({ pane: "features" }), label = null, shown = -1;
    var drawn = quankan.decodedShapes(data.places).map(function (shape, i) {
      var place = data.places[i], at = [place.at[1] / 1e6, place.at[0] / 1e6];
      var style = { renderer: renderer, pane: "features", interactive: false, color: "#1d2430", weight: 1.6, fill: false };
      var outline = shape.length ? L.polygon(shape, style) : L.circleMarker(at, style);
      L.featureGroup([outline, L.circleMarker(at, {
        renderer: renderer, pane: "features", interactive: false, radius: 2.6, weight: 1,
        color: "#fff", fillColor: "#1d2430", fillOpacity: 1
      })]).addTo(map);
      return { at: at, outline: outline };
    });
    return function (i) {
      var place = drawn[i];
      if (shown >= 0) { drawn[shown].outline.setStyle({ color: "#1d2430", weight: 1.6 }); }
      shown = i;
      place.outline.setStyle({ color: "#d81b60", weight: 4 });
      if (place.outline.getBounds) {
        map.fitBounds(place.outline.getBounds(), { maxZoom: 17, padding: [60, 60], animate: false });
      } else {
        map.setView(place.at, 17, { animate: false });
      }
      if (label) { label.remove(); }
      label = quankan.mapLabel(place.at, data.places[i].name, "label chosen-place").addTo(map);
      document.querySelector(".map").scrollIntoView({ block: "nearest" });
    };
  }
}());
