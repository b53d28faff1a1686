/* What lies under every siting map, each layer in a pane of its own so that order never changes. */
(function () {
  var PANES = ["pieces", "buildings", "streets", "boundaries", "zones", "features", "lines", "site", "labels"];
  var BOUNDARIES = {
    district: { weight: 2.6, color: "#3f4550", opacity: 0.9 },
    subdistrict: { weight: 1.1, color: "#6b7280", opacity: 0.75, dashArray: "7 4" },
    community: { weight: 0.6, color: "#8b919c", opacity: 0.6, dashArray: "2 3" }
  };

  quankan.sitingPanes = function (map, reachable) {
    PANES.forEach(function (name, i) {
      var pane = map.createPane(name);
      pane.style.zIndex = 410 + 10 * i;
      pane.style.pointerEvents = (reachable || []).indexOf(name) < 0 ? "none" : "";
    });
  };

  function canvas(pane) { return L.canvas({ pane: pane, padding: 0.2 }); }

  quankan.sitingBase = function (map, base) {
    var streets = canvas("streets"), bounds = canvas("boundaries"), houses = canvas("buildings");
    function lines(set, style) {
      L.polyline(quankan.decoded(set), Object.assign(
        { renderer: streets, pane: "streets", interactive: false }, style)).addTo(map);
    }
    quankan.decoded(base.buildings).forEach(function (shape) {
      L.polygon(shape, {
        renderer: houses, pane: "buildings", interactive: false, weight: 0.5, color: "#b9b4aa",
        fillColor: "#e6e2d9", fillOpacity: 0.9
      }).addTo(map);
    });
    lines(base.streets.other, { color: "#8d9096", weight: 1, opacity: 0.55 });
    lines(base.streets.main, { color: "#6f737b", weight: 2.2, opacity: 0.65 });
    quankan.decodedShapes(base.areas).forEach(function (shape, i) {
      var area = base.areas[i];
      L.polygon(shape, Object.assign({
        renderer: bounds, pane: "boundaries", interactive: false, fill: false
      }, BOUNDARIES[area.level])).addTo(map);
      if (area.level === "subdistrict" && area.name) {
        quankan.mapLabel([area.label[1] / 1e6, area.label[0] / 1e6], area.name, "label small").addTo(map);
      }
    });
  };

  quankan.mapLabel = function (at, text, className) {
    return L.marker(at, {
      pane: "labels", interactive: false, keyboard: false,
      icon: L.divIcon({ className: className, iconSize: null, html: quankan.element("bdi", text) })
    });
  };

  /* Labels stand above their places, or as they are lifted; those that would hide one another move down. */
  quankan.spreadLabels = function (labels) {
    var taken = [];
    labels.forEach(function (each) {
      var label = each && each.getElement();
      if (!label) { return; }
      var lift = each.lift === undefined ? -16 : each.lift;
      label.style.marginTop = lift + "px";
      if (label.classList.contains("back")) { return; }
      var box = (label.firstElementChild || label).getBoundingClientRect(), down = 0;
      taken.forEach(function (other) {
        var beside = box.right <= other.left || other.right <= box.left;
        var apart = box.top + down >= other.bottom || box.bottom + down <= other.top;
        if (!beside && !apart) { down = other.bottom - box.top + 2; }
      });
      label.style.marginTop = down + lift + "px";
      taken.push({ left: box.left, right: box.right, top: box.top + down, bottom: box.bottom + down });
    });
  };

  /* A GeoJSON geometry in a pane of its own. */
  quankan.geometry = function (shape, style) {
    return L.geoJSON(shape, {
      interactive: false, style: style, pane: style.pane,
      pointToLayer: function (_, at) {
        return L.circleMarker(at, Object.assign({ radius: 6 }, style));
      }
    });
  };

  /* Scale, zoom, way back; returns what renews their words. */
  quankan.sitingControls = function (map, data) {
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    var zoom = L.control.zoom({ position: "topleft" }).addTo(map), box = zoom.getContainer();
    var home = L.DomUtil.create("a", "leaflet-control-home", box);
    home.href = "#";
    home.setAttribute("role", "button");
    home.textContent = "⌂";
    L.DomEvent.on(home, "click", function (event) {
      L.DomEvent.stop(event);
      map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    });
    return function () {
      [[".leaflet-control-zoom-in", "zoom_in"], [".leaflet-control-zoom-out", "zoom_out"],
        [".leaflet-control-home", "whole"]].forEach(function (entry) {
        var button = box.querySelector(entry[0]), text = quankan.said(data.words[entry[1]]);
        button.title = text;
        button.setAttribute("aria-label", text);
      });
    };
  };

  /* What is folded on the screen is read on paper, and folded again afterwards. */
  function unfoldForPrint() {
    var folded = [];
    window.addEventListener("beforeprint", function () {
      folded = Array.prototype.slice.call(document.querySelectorAll("details[data-paper], .parts, [data-outcome]:not([data-outcome='pass']) > tr .basis"));
      folded = folded.filter(function (each) { return !each.open; });
      folded.forEach(function (each) { each.open = true; });
    });
    window.addEventListener("afterprint", function () {
      folded.forEach(function (each) { each.open = false; });
    });
  }

  /* Opens the map of a page: base, controls, languages, paper. `writers` renew what they wrote. */
  quankan.openSiting = function (map, data, writers) {
    map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    quankan.sitingBase(map, data.base);
    quankan.drawSwatches(data);
    var all = [quankan.sitingControls(map, data)].concat(writers);
    function write() { all.forEach(function (writer) { writer(); }); }
    document.getElementById("language").addEventListener("click", function () {
      quankan.switchLanguage(data.title, write);
    });
    write();
    unfoldForPrint();
    quankan.drawForPrint(map, data.bounds);
  };
}());
