/* Popups of residents and areas: elements with text in them, in the language of the moment. */
(function () {
  var word = quankan.word = function (data, name) { return quankan.said(data.words[name]); };

  var heading = quankan.popupHeading = function (text) {
    var made = quankan.element("h4");
    made.appendChild(quankan.element("bdi", text));
    return made;
  };

  var row = quankan.popupRow = function (list, title, value) {
    if (value === undefined || value === null || value === "") { return; }
    list.appendChild(quankan.element("dt", title));
    var cell = quankan.element("dd");
    cell.appendChild(quankan.element("bdi", String(value)));
    list.appendChild(cell);
  };

  var counted = quankan.counted = function (data, value) {
    var unit = word(data, "people_unit");
    return quankan.number(value) + (unit ? " " + unit : "");
  };

  function minutes(data, tenths) {
    if (tenths < 0) { return word(data, "no_path"); }
    return (tenths / 10).toFixed(1) + " " + word(data, "minutes_unit");
  }

  /* Status in what is shown; then what is known of any station. */
  quankan.residentPopup = function (data, i, views) {
    var r = data.residents, box = quankan.element("div", undefined, "popup");
    var list = quankan.element("dl"), view = views.shown(), code = views.codes()[i];
    box.appendChild(heading(r.name[i] || r.id[i]));
    if (r.people[i] !== null) { row(list, quankan.said(data.group), counted(data, r.people[i])); }
    if (view.kind !== "any") {
      box.appendChild(quankan.element("p", quankan.viewTitle(data, view), "kind"));
      row(list, word(data, "status"), quankan.said(data.statuses[code].text));
    }
    box.appendChild(list);
    if (view.kind !== "any") {
      box.appendChild(quankan.element("h5", quankan.said(data.base_title)));
      list = box.appendChild(quankan.element("dl"));
    }
    walkRows(data, list, i);
    if (r.modelled[i]) {
      box.appendChild(quankan.element("p", word(data, "modelled_row"), "notice"));
    }
    if (code) { beside(data, box, view); }
    return box;
  };

  function walkRows(data, list, i) {
    var r = data.residents, station = r.station[i];
    row(list, word(data, "status"), quankan.said(data.statuses[r.status[i]].text));
    if (r.reason[i] >= 0) { row(list, word(data, "reason"), quankan.said(data.reasons[r.reason[i]])); }
    row(list, word(data, "minutes"), minutes(data, r.tenths_min[i]));
    if (station >= 0) {
      var found = data.stations.rows[station];
      row(list, word(data, "nearest"), found.name || found.id);
      row(list, word(data, "tier_served"), quankan.said(data.tier_titles[found.tier]));
    }
    if (r.within[i] >= 0) { row(list, word(data, "stations_within"), r.within[i]); }
  }

  /* Beside a gap stands what needs no walk. */
  function beside(data, box, view) {
    var online = quankan.onlineBeside(data, view);
    if (online) { box.appendChild(online); }
  }

  quankan.areaPopup = function (data, i, views) {
    var area = data.areas[i], figures = views.areas()[i], view = views.shown();
    var box = quankan.element("div", undefined, "popup"), list = quankan.element("dl");
    box.appendChild(heading(area.name || area.id));
    if (view.kind !== "any") {
      box.appendChild(quankan.element("p", quankan.viewTitle(data, view), "kind"));
    }
    row(list, word(data, "level"), quankan.said(data.levels[area.level]));
    if (!figures) {
      row(list, quankan.said(data.group), word(data, "not_summed"));
    } else if (figures.text && !figures.share) {
      row(list, quankan.said(data.group), word(data, "no_people"));
    } else if (figures.text) {
      areaRows(data, list, figures);
    }
    box.appendChild(list);
    if (figures && figures.people && figures.people[2] > 0) { beside(data, box, view); }
    return box;
  };

  function areaRows(data, list, figures) {
    row(list, word(data, "covered"), figures.text[0]);
    row(list, word(data, "unknown"), figures.text[1]);
    row(list, word(data, "modelled"), figures.text[2]);
    row(list, quankan.said(data.group), counted(data, figures.people[0]));
    data.statuses.forEach(function (status, s) {
      row(list, quankan.said(status.text), counted(data, figures.people[s + 1]));
    });
  }

  /* Keys go to the popup; Escape closes it, and whoever came by keyboard goes on from where they
     were. */
  function takeFocus(popup, origin) {
    var box = popup.getElement();
    box.querySelector(".leaflet-popup-close-button").focus({ preventScroll: true });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { popup.close(); }
    });
    // What is unfolded must not grow out of the map.
    box.addEventListener("toggle", function () { popup.update(); }, true);
    popup.on("remove", function () {
      if (origin && origin.isConnected) { origin.focus({ preventScroll: true }); }
    });
  }

  /* One popup at a time; it remembers how it was built so that a switch of language renews it. */
  quankan.popupsOn = function (map, data, views) {
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
        build = function () { return builder(data, i, views); };
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
