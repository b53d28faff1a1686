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
      var dots = L.layerGroup();
      drawn.bindTooltip(function () { return told(data, piece); }, { sticky: true, opacity: 0.96 });
      drawn.on("mouseover", function () { drawn.setStyle({ color: mark.line, weight: 2 }).bringToFront(); });
      drawn.on("mouseout", function () { drawn.setStyle({ color: mark.fill, weight: 0.6 }); });
      drawn.on("click", function (event) {
        drawn.closeTooltip();
        var near = nearest(piece, event.latlng);
        near.forEach(function (each) {
          L.circleMarker(each.at, {
            pane: "features", interactive: false, radius: 4, weight: 2, color: "#fff", fillColor: "#000", fillOpacity: 1
          }).addTo(dots);
        });
        dots.addTo(map);
        L.popup({ minWidth: 290, maxWidth: 330, maxHeight: 380 }).setLatLng(event.latlng)
          .setContent(asked(data, piece, near, event.latlng))
          .on("remove", function () { dots.clearLayers().remove(); }).openOn(map);
      });
      layers[piece.outcome] = layers[piece.outcome] || L.layerGroup().addTo(map);
      layers[piece.outcome].addLayer(drawn);
    });
    return layers;
  }

  /* For each rule what was found at the place nearest to a click. */
  function nearest(piece, clicked) {
    var best = {};
    piece.found.forEach(function (found) {
      var at = L.latLng(found[3] / 1e6, found[2] / 1e6), away = at.distanceTo(clicked);
      if (!best[found[0]] || away < best[found[0]].away) {
        best[found[0]] = { rule: found[0], text: found[1], at: at, away: away };
      }
    });
    return Object.keys(best).map(function (rule) { return best[rule]; });
  }

  function heading(data, piece) {
    var box = quankan.element("div", undefined, "rules-tip");
    box.appendChild(quankan.element("h4", quankan.said(data.outcomes[piece.outcome].text)));
    if (piece.approximate) { box.appendChild(quankan.element("small", quankan.said(data.words.approximate))); }
    if (!piece.rules.length) { box.appendChild(quankan.element("p", quankan.said(data.words.none_decides))); }
    return box;
  }

  /* In passing: which rules decide. */
  function told(data, piece) {
    var box = heading(data, piece);
    piece.rules.slice(0, 3).forEach(function (at) {
      var line = quankan.element("p");
      line.appendChild(quankan.element("b", data.rules[at].id + " "));
      line.appendChild(quankan.element("bdi", quankan.said(data.rules[at].text)));
      box.appendChild(line);
    });
    if (piece.rules.length > 3) {
      box.appendChild(quankan.element("p", piece.rules.slice(3).map(function (at) { return data.rules[at].id; }).join(" ")));
    }
    return box;
  }

  /* Asked why: for every rule that decides its article and what was found. */
  function asked(data, piece, near, clicked) {
    var box = heading(data, piece), found = {};
    near.forEach(function (each) { found[each.rule] = each; });
    piece.rules.forEach(function (at) {
      var rule = data.rules[at], line = quankan.element("p");
      line.appendChild(quankan.element("b", rule.id + " "));
      line.appendChild(quankan.element("bdi", quankan.said(rule.text)));
      line.appendChild(quankan.element("small", rule.article));
      if (found[at]) {
        var said = quankan.element("span", quankan.said(data.words.found), "found");
        said.appendChild(quankan.element("bdi", quankan.said(data.found[found[at].text])));
        line.appendChild(said);
      }
      box.appendChild(line);
    });
    if (near.length) { box.appendChild(quankan.element("small", quankan.said(data.words.example))); }
    box.appendChild(quankan.element("small", quankan.said(data.words.clicked) + " " + clicked.lng.toFixed(6) + "," +
      clicked.lat.toFixed(6) + " (WGS 84): " + quankan.said(data.words.ask_there)));
    box.appendChild(quankan.element("small", quankan.said(data.words.area) + " " + piece.area + " km²"));
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
