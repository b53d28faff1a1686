/* Popups: built of elements with text in them, in the language of the moment. */
(function () {
  function word(data, name) { return quankan.said(data.words[name]); }

  function heading(text) {
    var made = quankan.element("h4");
    made.appendChild(quankan.element("bdi", text));
    return made;
  }

  function row(list, title, value) {
    if (value === undefined || value === null || value === "") { return; }
    list.appendChild(quankan.element("dt", title));
    var cell = quankan.element("dd");
    cell.appendChild(quankan.element("bdi", String(value)));
    list.appendChild(cell);
  }

  function counted(data, value) {
    var unit = word(data, "people_unit");
    return quankan.number(value) + (unit ? " " + unit : "");
  }

  function minutes(data, tenths) {
    if (tenths < 0) { return word(data, "no_path"); }
    return (tenths / 10).toFixed(1) + " " + word(data, "minutes_unit");
  }

  quankan.residentPopup = function (data, i) {
    var r = data.residents, box = quankan.element("div", undefined, "popup");
    var list = quankan.element("dl"), station = r.station[i];
    box.appendChild(heading(r.name[i] || r.id[i]));
    if (r.people[i] !== null) { row(list, quankan.said(data.group), counted(data, r.people[i])); }
    row(list, word(data, "status"), quankan.said(data.statuses[r.status[i]].text));
    if (r.reason[i] >= 0) { row(list, word(data, "reason"), quankan.said(data.reasons[r.reason[i]])); }
    row(list, word(data, "minutes"), minutes(data, r.tenths_min[i]));
    if (station >= 0) {
      var rows = data.stations.rows;
      row(list, word(data, "nearest"), rows[station].name || rows[station].id);
    }
    if (r.within[i] >= 0) { row(list, word(data, "stations_within"), r.within[i]); }
    box.appendChild(list);
    if (r.modelled[i]) {
      box.appendChild(quankan.element("p", word(data, "modelled_row"), "notice"));
    }
    return box;
  };

  quankan.areaPopup = function (data, i) {
    var area = data.areas[i], box = quankan.element("div", undefined, "popup");
    var list = quankan.element("dl");
    box.appendChild(heading(area.name || area.id));
    row(list, word(data, "level"), quankan.said(data.levels[area.level]));
    if (area.text && !area.share) {
      row(list, quankan.said(data.group), word(data, "no_people"));
    } else if (area.text) {
      row(list, word(data, "covered"), area.text[0]);
      row(list, word(data, "unknown"), area.text[1]);
      row(list, word(data, "modelled"), area.text[2]);
      row(list, quankan.said(data.group), counted(data, area.people[0]));
      data.statuses.forEach(function (status, s) {
        row(list, quankan.said(status.text), counted(data, area.people[s + 1]));
      });
    }
    box.appendChild(list);
    return box;
  };

  quankan.stationPopup = function (data, i) {
    var s = data.stations.rows[i], box = quankan.element("div", undefined, "popup");
    var list = quankan.element("dl"), kinds = [quankan.said(data.tier_titles[s.tier])];
    if (s.kind) { kinds.push(quankan.said(s.kind)); }
    box.appendChild(heading(s.name || s.id));
    box.appendChild(quankan.element("p", kinds.join(" · "), "kind"));
    if (s.note) { box.appendChild(quankan.element("p", quankan.said(s.note), "notice")); }
    row(list, word(data, "hours"), s.hours && quankan.said(s.hours));
    row(list, word(data, "address"), s.address);
    row(list, word(data, "phone"), s.phone);
    row(list, word(data, "windows"), s.windows);
    row(list, word(data, "network"), s.network && quankan.said(s.network));
    row(list, word(data, "in_district"), s.district);
    if (s.reach) { row(list, word(data, "reach"), range(data, s.reach)); }
    if (s.nearest !== undefined) { row(list, word(data, "nearest_to"), counted(data, s.nearest)); }
    box.appendChild(list);
    box.appendChild(matterList(data, s));
    return box;
  };

  function range(data, bounds) {
    var low = quankan.number(bounds[0]), high = quankan.number(bounds[1]);
    return low === high ? counted(data, bounds[0]) : low + "–" + counted(data, bounds[1]);
  }

  /* Theme to [matter, how] pairs of one station. */
  function byTheme(data, set) {
    var themes = {};
    for (var i = 0; i < set.length; i += 2) {
      var theme = data.matters.theme[set[i]];
      (themes[theme] = themes[theme] || []).push([set[i], set[i + 1]]);
    }
    return themes;
  }

  function matterList(data, station) {
    if (station.matters === undefined) {
      return quankan.element("p", word(data, "matters_none"), "kind");
    }
    var set = data.matters.sets[station.matters], themes = byTheme(data, set);
    var box = quankan.element("details"), scroller = quankan.element("div", undefined, "matters");
    box.open = true;
    scroller.tabIndex = 0;
    box.appendChild(quankan.element("summary", word(data, "matters") + " (" + set.length / 2 + ")"));
    Object.keys(themes).forEach(function (theme) {
      var title = data.matters.themes[theme] || word(data, "theme_none");
      scroller.appendChild(quankan.element("h5", title + " (" + themes[theme].length + ")"));
      var list = quankan.element("ul");
      themes[theme].forEach(function (entry) { list.appendChild(matter(data, entry)); });
      scroller.appendChild(list);
    });
    box.appendChild(scroller);
    return box;
  }

  function matter(data, entry) {
    var item = quankan.element("li"), how = [quankan.said(data.services[entry[1]])];
    if (data.matters.online[entry[0]]) { how.push(word(data, "online")); }
    item.appendChild(quankan.element("bdi", data.matters.names[entry[0]]));
    item.appendChild(quankan.element("span", " · " + how.join(" · "), "how"));
    return item;
  }

  /* Keys go to the popup; Escape closes it, and whoever came by keyboard goes on from where they
     were. */
  function takeFocus(popup, origin) {
    var box = popup.getElement();
    box.querySelector(".leaflet-popup-close-button").focus({ preventScroll: true });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { popup.close(); }
    });
    popup.on("remove", function () {
      if (origin && origin.isConnected) { origin.focus({ preventScroll: true }); }
    });
  }

  /* One popup at a time; it remembers how it was built so that a switch of language renews it. */
  quankan.popupsOn = function (map, data) {
    var popup = null, build = null;
    function renew() {
      if (!popup || !popup.isOpen()) { return; }
      popup.setContent(build());
      popup.getElement().querySelector(".leaflet-popup-close-button")
        .setAttribute("aria-label", word(data, "close"));
    }
    function opener(builder) {
      return function (i, at) {
        var size = map.getSize(), width = Math.min(320, size.x - 56);
        build = function () { return builder(data, i); };
        popup = L.popup({
          minWidth: Math.min(300, width), maxWidth: width, maxHeight: size.y - 110,
          autoPanPadding: [12, 48]
        });
        var origin = document.activeElement;
        popup.setLatLng(at).setContent(build()).openOn(map);
        renew();
        takeFocus(popup, origin);
      };
    }
    return {
      openArea: opener(quankan.areaPopup),
      openResident: opener(quankan.residentPopup),
      openStation: opener(quankan.stationPopup),
      renew: renew
    };
  };
}());
