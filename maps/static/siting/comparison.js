/* The page of a comparison: all sites on one map, each with its number and its measured lines. */
(function () {
  var CLOSEST_ZOOM = 18;

  quankan.drawComparison = function (map) {
    var data = JSON.parse(document.getElementById("payload").textContent);
    quankan.sitingPanes(map);
    map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    var drawn = data.sites.map(function (site) { return drawSite(map, data, site); });
    Array.prototype.forEach.call(document.querySelectorAll("[data-site]"), function (button) {
      button.addEventListener("click", function () {
        var chosen = drawn[Number(button.dataset.site)];
        drawn.forEach(function (site) { site.show(site === chosen); });
        map.fitBounds(chosen.bounds, { padding: [60, 60], maxZoom: CLOSEST_ZOOM, animate: false });
        quankan.spreadLabels(chosen.labels);
      });
    });
    quankan.openSiting(map, data, drawn.map(function (site) { return site.write; }));
  };

  /* Measurements of all sites at once would hide the sites: only those of the chosen are told. */
  function drawSite(map, data, site) {
    var mark = data.outcomes[site.verdict];
    var shape = quankan.geometry(site.shape, {
      pane: "site", color: mark.line, weight: 2, fillColor: mark.fill, fillOpacity: 0.6, radius: 4
    }).addTo(map);
    var bounds = shape.getBounds().pad(0.2), centre = shape.getBounds().getCenter();
    var labels = site.lines.map(function (line) {
      var drawn = quankan.geometry(line.at, {
        pane: "lines", color: data.outcomes[line.outcome].line, weight: 2.2, dashArray: line.dashed ? "8 5" : null
      }).addTo(map);
      bounds.extend(drawn.getBounds());
      return quankan.mapLabel(drawn.getBounds().getCenter(), "", "measure back").addTo(map);
    });
    site.nearest.forEach(function (place) {
      var hope = quankan.geometry(place.at, {
        pane: "features", radius: 6, color: "#0067a3", weight: 3, fillColor: "#fff", fillOpacity: 1
      }).addTo(map);
      quankan.mapLabel(hope.getBounds().getCenter(), place.name, "hope").addTo(map);
    });
    number(map, centre, site, mark);
    return {
      bounds: bounds,
      labels: labels,
      show: function (on) {
        labels.forEach(function (label) { label.getElement().classList.toggle("back", !on); });
      },
      write: function () {
        labels.forEach(function (label, i) {
          var line = site.lines[i], text = quankan.said(line.text) + " · " + line.rule;
          label.getElement().replaceChildren(quankan.element("bdi", text));
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
}());
