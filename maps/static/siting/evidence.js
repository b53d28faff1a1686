/* The site and what was found around it: measured lines, features, zones and thresholds. */
(function () {
  var LOOK = {
    feature: { color: "#3f4550", weight: 1.6, fillColor: "#3f4550", fillOpacity: 0.28, pane: "features" },
    overlap: { color: "#8f3200", weight: 2, fillColor: "#e0763a", fillOpacity: 0.5, pane: "zones" },
    threshold: { color: "#1d2430", weight: 1.4, dashArray: "6 5", fill: false, pane: "zones" }
  };

  var SHORT_PX = 110, BELOW_PX = 22;

  function drawSite(map, site) {
    if (site.halo) {
      quankan.geometry(site.halo, {
        pane: "site", color: "#7a0f2b", weight: 1, opacity: 0.8, fillColor: "#7a0f2b", fillOpacity: 0.12
      }).addTo(map);
    }
    quankan.geometry(site.shape, {
      pane: "site", color: "#fff", weight: 2, fillColor: "#7a0f2b", fillOpacity: 0.9, radius: 7
    }).addTo(map);
    if (site.doors) {
      quankan.geometry(site.doors, {
        pane: "site", color: "#7a0f2b", weight: 2, fillColor: "#fff", fillOpacity: 1, radius: 4
      }).addTo(map);
    }
  }

  /* Measured lines that end at the same place carry one label, with the rules they are for. */
  function lineSets(findings) {
    var sets = {};
    findings.forEach(function (finding, i) {
      finding.lines.forEach(function (line) {
        var key = JSON.stringify(line.at) + line.text[0];
        sets[key] = sets[key] || { line: line, findings: [] };
        sets[key].findings.push(i);
      });
    });
    return Object.keys(sets).map(function (key) { return sets[key]; });
  }

  function drawLine(map, data, set) {
    var mark = data.outcomes[data.findings[set.findings[0]].outcome];
    var under = quankan.geometry(set.line.at, { pane: "lines", color: "#fff", weight: 6, opacity: 0.85 });
    var over = quankan.geometry(set.line.at, {
      pane: "lines", color: mark.line, weight: 2.6, dashArray: set.line.dashed ? "9 6" : null
    });
    set.layer = L.featureGroup([under, over]).addTo(map);
    var box = under.getBounds();
    set.label = box.isValid() ? quankan.mapLabel(box.getCenter(), "", "measure").addTo(map) : null;
    return set;
  }

  function labelText(data, set) {
    var rules = set.findings.map(function (i) { return data.findings[i].rule; });
    return quankan.said(set.line.text) + " · " + rules.join("\u00a0");
  }

  /* The shapes of a finding; a threshold says how far it lies. */
  function shapesOf(finding) {
    var group = L.featureGroup(), rings = [];
    finding.shapes.forEach(function (shape) {
      var drawn = quankan.geometry(shape.at, LOOK[shape.role] || LOOK.feature).addTo(group);
      var box = drawn.getBounds();
      if (shape.role !== "threshold" || !box.isValid()) { return; }
      rings.push({ text: shape.text, label: quankan.mapLabel([box.getNorth(), box.getCenter().lng], "", "ring") });
      rings[rings.length - 1].label.addTo(group);
    });
    return { group: group, rings: rings };
  }

  /* Draws all findings; `choose(i)` brings one forward and the others back, `choose(-1)` what decided. */
  quankan.evidenceOn = function (map, data) {
    drawSite(map, data.site);
    var sets = lineSets(data.findings).map(function (set) { return drawLine(map, data, set); });
    var shapes = data.findings.map(shapesOf);

    function decides(i) { return data.findings[i].outcome === data.verdict; }
    function write() {
      sets.forEach(function (set) {
        if (set.label) { set.label.getElement().replaceChildren(quankan.element("bdi", labelText(data, set))); }
      });
      shapes.forEach(function (shape) {
        shape.rings.forEach(function (ring) {
          var holder = ring.label.getElement();
          if (holder) { holder.replaceChildren(quankan.element("bdi", quankan.said(ring.text))); }
        });
      });
      spread();
    }

    function choose(chosen) {
      data.findings.forEach(function (finding, i) {
        if (chosen < 0 ? decides(i) : i === chosen) { shapes[i].group.addTo(map); } else { shapes[i].group.remove(); }
      });
      sets.forEach(function (set) {
        var on = chosen < 0 ? set.findings.some(decides) : set.findings.indexOf(chosen) >= 0;
        set.layer.setStyle({ opacity: on ? 1 : 0.15 });
        if (set.label) { set.label.getElement().classList.toggle("back", !on); }
      });
      write();
    }

    function boundsOf(i) {
      var box = L.latLngBounds([]);
      box.extend(L.geoJSON(data.site.shape).getBounds());
      sets.forEach(function (set) {
        if (set.findings.indexOf(i) >= 0) { box.extend(set.layer.getBounds()); }
      });
      if (!data.findings[i].lines.length && data.findings[i].shapes.length) { box.extend(shapes[i].group.getBounds()); }
      return box;
    }

    function spread() {
      sets.forEach(function (set) {
        if (!set.label) { return; }
        /* The label of a short line stands below it: it would hide what it tells of. */
        var box = set.layer.getBounds();
        var high = map.latLngToLayerPoint(box.getSouthWest()).y - map.latLngToLayerPoint(box.getNorthEast()).y;
        set.label.lift = high < SHORT_PX ? high / 2 + BELOW_PX : -BELOW_PX;
      });
      quankan.spreadLabels(sets.map(function (set) { return set.label; }));
    }
    map.on("zoomend moveend resize", spread);

    choose(-1);
    return { choose: choose, boundsOf: boundsOf, write: write };
  };
}());
