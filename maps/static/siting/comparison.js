/* The page of a comparison: all sites on one map, each with its number and its measured lines. */
(function () {
  var CLOSE_ZOOM = 16;

  quankan.drawComparison = function (map) {
    var data = JSON.parse(document.getElementById("payload").textContent);
    quankan.sitingPanes(map);
    map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    var drawn = data.sites.map(function (site) { return drawSite(map, data, site); });
    Array.prototype.forEach.call(document.querySelectorAll("[data-site]"), function (button) {
      button.addEventListener("click", function () {
        var at = drawn[Number(button.dataset.site)];
        map.fitBounds(at.bounds, { padding: [60, 60], maxZoom: CLOSE_ZOOM + 2, animate: false });
      });
    });
    quankan.openSiting(map, data, drawn.map(function (site) { return site.write; }));
  };

  function drawSite(map, data, site) {
    var mark = data.outcomes[site.verdict], labels = [];
    var shape = quankan.geometry(site.shape, {
      pane: "site", color: mark.line, weight: 2, fillColor: mark.fill, fillOpacity: 0.6, radius: 4
    }).addTo(map);
    var bounds = shape.getBounds().pad(0.2), centre = shape.getBounds().getCenter();
    site.lines.forEach(function (line) {
      var style = { pane: "lines", color: data.outcomes[line.outcome].line, weight: 2.2, dashArray: line.dashed ? "8 5" : null };
      var drawn = quankan.geometry(line.at, style).addTo(map);
      bounds.extend(drawn.getBounds());
      labels.push({ line: line, layer: quankan.mapLabel(drawn.getBounds().getCenter(), "", "measure") });
    });
    site.nearest.forEach(function (place) {
      var hope = quankan.geometry(place.at, {
        pane: "features", radius: 6, color: "#0067a3", weight: 3, fillColor: "#fff", fillOpacity: 1
      }).addTo(map);
      quankan.mapLabel(hope.getBounds().getCenter(), place.name, "hope").addTo(map);
    });
    number(map, centre, site, mark);
    showNear(map, labels);
    return {
      bounds: bounds,
      write: function () {
        labels.forEach(function (each) {
          var text = quankan.said(each.line.text) + " · " + each.line.rule;
          each.text = text;
          var element = each.layer.getElement();
          if (element) { element.replaceChildren(quankan.element("bdi", text)); }
        });
      }
    };
  }

  function number(map, at, site, mark) {
    var holder = quankan.element("div", String(site.number), "site-number");
    holder.style.background = mark.fill;
    holder.style.borderColor = mark.line;
    L.marker(at, {
      pane: "labels", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", iconSize: null, html: holder })
    }).addTo(map);
  }

  /* Measurements are read from near by; from afar they would hide the sites. */
  function showNear(map, labels) {
    function look() {
      var near = map.getZoom() >= CLOSE_ZOOM;
      labels.forEach(function (each) {
        if (near && !map.hasLayer(each.layer)) {
          each.layer.addTo(map);
          each.layer.getElement().replaceChildren(quankan.element("bdi", each.text || ""));
        } else if (!near) {
          each.layer.remove();
        }
      });
    }
    map.on("zoomend", look);
    look();
  }
}());
