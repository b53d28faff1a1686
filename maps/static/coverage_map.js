/* The coverage map: draws the payload of the page on the map that folium made. */
(function () {
  var FAR_ZOOM = 13.5, STATION_ZOOM = 15;

  quankan.drawCoverage = function (map) {
    var data = JSON.parse(document.getElementById("payload").textContent);
    var views = quankan.viewsOn(data), shapes = quankan.decodedShapes(data.areas);
    var popups = quankan.popupsOn(map, data, views);
    quankan.makePanes(map);
    quankan.foldWeek(map);
    map.fitBounds(data.bounds, { padding: [8, 8], animate: false });
    var residents = quankan.residentsOn(map, data), shares = quankan.shareLayers(data, shapes);
    var stations = quankan.stationsOn(data, popups.openStation);
    quankan.connectLegend(map, {
      streets: quankan.streetLayer(data.streets),
      circles: data.bands.length ? quankan.circleLayer(data.bands) : null,
      shares: shares.layers,
      boundaries: quankan.boundaryLayer(data, shapes),
      gates: quankan.gateLayer(data.gates),
      status: byId(data.statuses, residents.layers),
      tier: byId(data.tiers, stations.layers)
    });
    connectPanel(map, data, shapes, stations, popups);
    [
      function () { residents.paint(views.codes()); shares.paint(views.areas()); },
      stations.paint, quankan.headlineOn(data, views), quankan.chooserOn(data, views),
      quankan.matterCardOn(data), quankan.weekOn(data, views), quankan.circlesAside(map), popups.renew
    ].forEach(views.listen);
    answerClicks(map, data, shapes, residents, popups);
    simplifyFarAway(map);
    connectLanguage(data, [quankan.drawTiers.bind(null, data), controls(map, data), onlineOnPanel(data), views.renew]);
    quankan.drawForPrint(map, data.bounds);
  };

  /* Lines of the panel lead to places on the map. */
  function connectPanel(map, data, shapes, stations, popups) {
    quankan.connectAreas(function (i) {
      map.fitBounds(L.latLngBounds(shapes[i].flat(2)), { padding: [24, 24], animate: false });
      var at = data.areas[i].label;
      popups.openArea(i, [at[1] / 1e6, at[0] / 1e6]);
    });
    quankan.connectStations(function (i) {
      map.setView(stations.place(i), Math.max(map.getZoom(), STATION_ZOOM), { animate: false });
      popups.openStation(i, stations.place(i));
    });
  }

  function onlineOnPanel(data) {
    var place = document.getElementById("online");
    return function () {
      var list = place && quankan.onlineList(data);
      if (list) { place.replaceChildren(list); }
    };
  }

  function answerClicks(map, data, shapes, residents, popups) {
    map.on("click", function (event) {
      var i = residents.nearest(event.layerPoint), area = areaAt(data, shapes, event.latlng);
      if (i >= 0) {
        popups.openResident(i, residents.place(i));
      } else if (area >= 0) {
        popups.openArea(area, event.latlng);
      }
    });
    map.on("mousemove", function (event) {
      var over = residents.nearest(event.layerPoint) >= 0;
      map.getContainer().style.cursor = over ? "pointer" : "";
    });
  }

  /* From afar small stations lose their letter and small areas their name. */
  function simplifyFarAway(map) {
    function look() { map.getContainer().classList.toggle("far", map.getZoom() < FAR_ZOOM); }
    map.on("zoomend", look);
    look();
  }

  /* Whatever scripts have written is written now and anew at each switch. */
  function connectLanguage(data, writers) {
    function write() { writers.forEach(function (writer) { writer(); }); }
    document.getElementById("language").addEventListener("click", function () {
      quankan.switchLanguage(data.title, write);
    });
    write();
  }

  function byId(entries, groups) {
    var found = {};
    entries.forEach(function (entry, i) { found[entry.id] = groups[i]; });
    return found;
  }

  /* Scale and zoom; returns what renews their words. */
  function controls(map, data) {
    L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
    var zoom = L.control.zoom({ position: "topleft" }).addTo(map), box = zoom.getContainer();
    return function () {
      [["in", "zoom_in"], ["out", "zoom_out"]].forEach(function (entry) {
        var button = box.querySelector(".leaflet-control-zoom-" + entry[0]);
        var text = quankan.said(data.words[entry[1]]);
        button.title = text;
        button.setAttribute("aria-label", text);
      });
    };
  }

  /* The area that is shown and holds the place: of the level shaded, else the smallest known. */
  function areaAt(data, shapes, latlng) {
    var chosen = document.querySelector('input[name="fill"]:checked'), found = -1;
    var level = chosen ? chosen.value : "";
    data.areas.forEach(function (area, i) {
      var wanted = area.level === level || (!(level in { subdistrict: 1, community: 1, grid: 1, park: 1 }) &&
        area.level === "subdistrict");
      if (wanted && inside(shapes[i], latlng)) { found = i; }
    });
    return found;
  }

  /* Even-odd rule over all rings of all parts. */
  function inside(parts, at) {
    var odd = false;
    parts.forEach(function (rings) {
      rings.forEach(function (ring) {
        for (var i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
          var a = ring[i], b = ring[j];
          if ((a[0] > at.lat) !== (b[0] > at.lat) &&
              at.lng < (b[1] - a[1]) * (at.lat - a[0]) / (b[0] - a[0]) + a[1]) {
            odd = !odd;
          }
        }
      });
    });
    return odd;
  }
}());
