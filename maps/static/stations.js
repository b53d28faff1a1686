/* Stations: a small drawing by tier, and for a chosen matter who handles it and how. */
(function () {
  /* One group a tier; each station is reached by Tab and opened by Enter. */
  quankan.stationsOn = function (data, open) {
    var groups = data.tiers.map(function () { return L.layerGroup(); }), holders = [];
    var points = data.stations ? quankan.decoded(data.stations.at) : [];
    points.forEach(function (point, i) {
      var station = data.stations.rows[i], tier = data.tiers[station.tier];
      holders.push(holderOf(tier));
      marker(data, station, point, holders[i], function () { open(i, point); })
        .addTo(groups[station.tier]);
    });
    return {
      layers: groups,
      place: function (i) { return points[i]; },
      paint: function (view) { holders.forEach(paint.bind(null, data, view)); }
    };
  };

  function holderOf(tier) {
    var holder = quankan.element("span", undefined, "holder"), drawn = quankan.element("span");
    drawn.dataset.tier = tier.id;
    drawn.appendChild(quankan.stationDrawing(tier, tier.size));
    holder.appendChild(drawn);
    return holder;
  }

  function marker(data, station, point, holder, open) {
    var tier = data.tiers[station.tier];
    var made = L.marker(point, {
      title: station.name || station.id, riseOnHover: true, zIndexOffset: 1000 * (data.tiers.length - station.tier),
      icon: L.divIcon({
        className: "station tier-" + tier.id + (station.note ? " aside" : ""),
        iconSize: [tier.size, tier.size], html: holder
      })
    });
    made.on("click keypress", function (event) {
      if (event.type === "click" || event.originalEvent.key === "Enter") { open(); }
    });
    made.on("add", function () {
      made.getElement().setAttribute("aria-label", station.name || station.id);
    });
    return made;
  }

  function asked(data, how) {
    var id = data.services[how].id;
    return id === "" || data.asked_services.indexOf(id) >= 0;
  }

  /* How a station handles a matter: an index into the services, -1 where it does not. Of several
     ways the first that was asked for. */
  quankan.howHandled = function (data, station, matter) {
    var set = station.matters === undefined ? [] : data.matters.sets[station.matters], found = -1;
    for (var i = 0; i < set.length; i += 2) {
      if (set[i] === matter && (found < 0 || !asked(data, found))) { found = set[i + 1]; }
    }
    return found;
  };

  /* The way that makes a station count for a matter; -1 where none does, or nothing it does. */
  quankan.countsBy = function (data, station, matter) {
    var how = quankan.howHandled(data, station, matter);
    return how < 0 || station.note || !asked(data, how) ? -1 : how;
  };

  /* The matter chosen, or the one that was asked; -1 where there is none. */
  function matterIn(data, view) {
    if (view.kind === "matter") { return view.matter; }
    return view.kind === "any" && data.asked_matters.length === 1 ? data.asked_matters[0] : -1;
  }

  function paint(data, view, holder, i) {
    var badge = holder.querySelector(".badge"), matter = matterIn(data, view);
    var how = matter < 0 ? -1 : quankan.countsBy(data, data.stations.rows[i], matter);
    holder.classList.toggle("dimmed", matter >= 0 && how < 0);
    if (how < 0) {
      if (badge) { badge.remove(); }
      return;
    }
    if (!badge) { badge = holder.appendChild(quankan.element("i")); }
    badge.className = "badge how-" + data.services[how].id;
    badge.textContent = quankan.said(data.services[how].letter);
  }
}());
