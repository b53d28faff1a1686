/* The panel beside the map: its inputs show and hide layers, its table leads to areas. */
(function () {
  function show(map, layer, wanted) {
    if (!layer) { return; }
    if (wanted) { layer.addTo(map); } else { layer.remove(); }
  }

  function choose(map, layers, input) {
    var value = input.value;
    if (input.name === "fill") {
      show(map, layers.circles, value === "circles");
      Object.keys(layers.shares).forEach(function (level) {
        show(map, layers.shares[level], level === value);
      });
      keys("circles", value === "circles");
      keys("shares", value !== "circles" && value !== "");
    } else if (input.name === "base") {
      show(map, layers[value], input.checked);
      keys(value, input.checked);
    } else {
      show(map, layers[input.name][value], input.checked);
    }
  }

  function keys(name, wanted) {
    var list = document.querySelector('.keys[data-key="' + name + '"]');
    if (list) { list.hidden = !wanted; }
  }

  /* Layers as the inputs stand, now and whenever one changes. */
  quankan.connectLegend = function (map, layers) {
    var form = document.getElementById("legend");
    form.addEventListener("change", function (event) { choose(map, layers, event.target); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    Array.prototype.forEach.call(form.querySelectorAll("input"), function (input) {
      if (input.checked || input.type === "checkbox") { choose(map, layers, input); }
    });
  };

  quankan.connectAreas = function (open) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-area]"), function (button) {
      button.addEventListener("click", function () { open(Number(button.dataset.area)); });
    });
  };

  /* Lines of the panel that name a station lead to it. */
  quankan.connectStations = function (open) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-station]"), function (button) {
      button.addEventListener("click", function () { open(Number(button.dataset.station)); });
    });
  };

  /* Circles are drawn around any station. While something else is shown they step aside, and
     areas are shaded in their place; they come back with the view they belong to. */
  quankan.circlesAside = function (map) {
    var pane = map.getPane("circles"), taken = false;
    function fill(value) { return document.querySelector('input[name="fill"][value="' + value + '"]'); }
    function check(input) {
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return function (view, chosen) {
      var circles = fill("circles"), level = fill("community") || fill("subdistrict");
      pane.style.display = view.kind === "any" ? "" : "none";
      if (!circles || !level) { return; }
      if (chosen.kind !== "any" && circles.checked) {
        taken = true;
        check(level);
      } else if (chosen.kind === "any" && taken) {
        taken = false;
        if (level.checked) { check(circles); }
      }
    };
  };

  /* Draws each tier's mark, in the panel and on the map, with the letter of the language. */
  quankan.drawTiers = function (data) {
    data.tiers.forEach(function (tier) {
      var places = document.querySelectorAll('[data-tier="' + tier.id + '"]');
      Array.prototype.forEach.call(places, function (place) {
        place.replaceChildren(quankan.stationDrawing(tier, tier.size));
      });
    });
  };
}());
