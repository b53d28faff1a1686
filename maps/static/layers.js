/* Leaflet layers of the coverage map, each in a pane of its own so that order never changes. */
(function () {
  var PANES = ["shares", "circles", "streets", "boundaries", "residents", "gates", "labels"];

  quankan.makePanes = function (map) {
    PANES.forEach(function (name, i) {
      var pane = map.createPane(name);
      pane.style.zIndex = 410 + 10 * i;
      pane.style.pointerEvents = "none";
    });
  };

  function canvas(pane) { return L.canvas({ pane: pane, padding: 0.2 }); }

  quankan.streetLayer = function (streets) {
    var renderer = canvas("streets");
    function lines(set, style) {
      style.renderer = renderer;
      style.pane = "streets";
      style.interactive = false;
      return L.polyline(quankan.decoded(set), style);
    }
    return L.layerGroup([
      lines(streets.other, { color: "#8d9096", weight: 0.8, opacity: 0.5 }),
      lines(streets.main, { color: "#6f737b", weight: 1.9, opacity: 0.65 })
    ]);
  };

  /* Small dots, the darker the fewer may pass; null where the page has no gates. */
  quankan.gateLayer = function (gates) {
    if (!gates) { return null; }
    var renderer = canvas("gates");
    return L.layerGroup(quankan.decoded(gates.at).map(function (at, i) {
      return L.circleMarker(at, {
        renderer: renderer, pane: "gates", interactive: false, radius: 3, weight: 1.2,
        color: "#1f2329", fillColor: gates.fills[gates.use[i]], fillOpacity: 1
      });
    }));
  };

  quankan.circleLayer = function (bands) {
    var renderer = canvas("circles");
    var shapes = quankan.decodedShapes(bands.slice().reverse()).reverse();
    return L.layerGroup(bands.map(function (band, i) {
      return L.polygon(shapes[i], {
        renderer: renderer, pane: "circles", interactive: false, fillColor: band.fill,
        fillOpacity: 0.8, color: "#4a86b0", weight: 0.4, opacity: 0.6
      });
    }));
  };

  function classOf(data, share) {
    var found = 0;
    data.class_bounds.forEach(function (low, i) { if (share >= low) { found = i; } });
    return found;
  }

  quankan.classOf = classOf;

  function shareFill(data, figures) {
    if (!figures || !figures.share) { return quankan.pattern("hatch", "#f4f4f4", data.no_people, 45); }
    var low = classOf(data, figures.share[0]), high = classOf(data, figures.share[1]);
    if (low === high) { return data.classes[low]; }
    return quankan.pattern("class-" + low + "-" + high, data.classes[low], data.classes[high], -45);
  }

  /* Areas shaded by their covered share: level to layer, and how to shade them anew. */
  quankan.shareLayers = function (data, shapes) {
    var renderer = L.svg({ pane: "shares" }), layers = {};
    var drawn = data.areas.map(function (area, i) {
      layers[area.level] = layers[area.level] || L.layerGroup();
      return L.polygon(shapes[i], {
        renderer: renderer, pane: "shares", interactive: false, fillOpacity: 0.72, stroke: false
      }).addTo(layers[area.level]);
    });
    return {
      layers: layers,
      paint: function (figures) {
        drawn.forEach(function (polygon, i) {
          var fill = shareFill(data, figures[i]);
          if (polygon.options.fillColor !== fill) { polygon.setStyle({ fillColor: fill }); }
        });
      }
    };
  };

  var BOUNDARIES = {
    district: { weight: 2.6, color: "#3f4550" },
    subdistrict: { weight: 1.4, color: "#555c69", dashArray: "7 4" },
    community: { weight: 0.6, color: "#7c828d", dashArray: "2 3" },
    grid: { weight: 0.4, color: "#7c828d" },
    park: { weight: 1.2, color: "#2e6b3f", dashArray: "5 3" }
  };

  quankan.boundaryLayer = function (data, shapes) {
    var renderer = canvas("boundaries"), group = L.layerGroup();
    data.areas.forEach(function (area, i) {
      var style = BOUNDARIES[area.level];
      L.polygon(shapes[i], Object.assign({
        renderer: renderer, pane: "boundaries", interactive: false, fill: false, opacity: 0.9
      }, style)).addTo(group);
      if (area.level !== "district" && area.level !== "grid") { label(area).addTo(group); }
    });
    return group;
  };

  function label(area) {
    var small = area.level === "subdistrict" ? "" : " small";
    return L.marker([area.label[1] / 1e6, area.label[0] / 1e6], {
      pane: "labels", interactive: false, keyboard: false,
      icon: L.divIcon({
        className: "label" + small, iconSize: null, html: quankan.element("bdi", area.name)
      })
    });
  }
}());
