/* Leaflet layers of the coverage map, each in a pane of its own so that order never changes. */
(function () {
  var PANES = ["shares", "circles", "streets", "boundaries", "covered", "residents", "labels"];

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

  function shareFill(data, area) {
    if (!area.share) { return quankan.pattern("hatch", "#f4f4f4", data.no_people, 45); }
    var low = classOf(data, area.share[0]), high = classOf(data, area.share[1]);
    if (low === high) { return data.classes[low]; }
    return quankan.pattern("class-" + low + "-" + high, data.classes[low], data.classes[high], -45);
  }

  /* Level to layer: areas shaded by their covered share. */
  quankan.shareLayers = function (data, shapes) {
    var renderer = L.svg({ pane: "shares" }), layers = {};
    data.areas.forEach(function (area, i) {
      layers[area.level] = layers[area.level] || L.layerGroup();
      L.polygon(shapes[i], {
        renderer: renderer, pane: "shares", interactive: false, fillColor: shareFill(data, area),
        fillOpacity: 0.72, stroke: false
      }).addTo(layers[area.level]);
    });
    return layers;
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

  /* The number of people at which a mark has its full size: nearly the largest, so that one
     place of a million does not shrink all others. */
  function fullSize(people) {
    var known = people.filter(function (n) { return n > 0; }).sort(function (a, b) { return a - b; });
    return known.length ? known[Math.floor((known.length - 1) * 0.98)] : 1;
  }

  /* Marks grow with the zoom, so that a whole district is not one blot. */
  quankan.sizeResidents = function (map, marks) {
    function size() {
      var scale = Math.max(0.55, Math.min(1.5, 0.55 + (map.getZoom() - 12) * 0.22));
      marks.forEach(function (mark) { mark.setRadius(mark.options.fullRadius * scale); });
    }
    map.on("zoomend", size);
    size();
  };

  /* The covered lie on a canvas below the others: who lacks something is never hidden.
     One group of marks a status; `marks[i]` is the mark of resident i. */
  quankan.residentLayers = function (data) {
    var residents = data.residents, panes = { covered: canvas("covered"), other: canvas("residents") };
    var groups = data.statuses.map(function () { return L.layerGroup(); });
    if (!residents) { return { groups: groups, marks: [] }; }
    var points = quankan.decoded(residents.at), full = fullSize(residents.people);
    var marks = points.map(function (point, i) {
      var status = data.statuses[residents.status[i]];
      var part = Math.sqrt(Math.min((residents.people[i] || 0) / full, 1));
      var style = quankan.statusStyle(status);
      return new quankan.StatusMark(point, Object.assign({
        renderer: panes[status.id] || panes.other, pane: (panes[status.id] || panes.other).options.pane,
        interactive: false, shape: status.shape, fullRadius: status.id === "covered" ? 1.2 + 3.9 * part : 1.9 + 4.6 * part
      }, style)).addTo(groups[residents.status[i]]);
    });
    return { groups: groups, marks: marks };
  };

  /* One group a tier; reached by Tab and opened by Enter. */
  quankan.stationLayers = function (data, open) {
    var groups = data.tiers.map(function () { return L.layerGroup(); });
    if (!data.stations) { return groups; }
    var points = quankan.decoded(data.stations.at);
    data.stations.rows.forEach(function (station, i) {
      var tier = data.tiers[station.tier], holder = quankan.element("span");
      holder.dataset.tier = tier.id;
      holder.appendChild(quankan.stationDrawing(tier, tier.size));
      var marker = L.marker(points[i], {
        title: station.name || station.id, riseOnHover: true,
        zIndexOffset: 1000 * (data.tiers.length - station.tier),
        icon: L.divIcon({
          className: "station tier-" + tier.id + (station.note ? " aside" : ""),
          iconSize: [tier.size, tier.size], html: holder
        })
      });
      marker.on("click keypress", function (event) {
        if (event.type === "click" || event.originalEvent.key === "Enter") { open(i, points[i]); }
      });
      marker.on("add", function () {
        marker.getElement().setAttribute("aria-label", station.name || station.id);
      });
      marker.addTo(groups[station.tier]);
    });
    return groups;
  };
}());
