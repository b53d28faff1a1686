/* The week strip: four days of 24 full hours. Pointing at an hour shows it, a click keeps it. */
(function () {
  var HOURS = 24;

  function find(id) { return document.getElementById(id); }

  function part(name, share) {
    var made = quankan.element("i", undefined, name);
    made.style.height = (share * 100).toFixed(2) + "%";
    return made;
  }

  /* From below: covered, what appointments add, not known. */
  function cell(data, d, h) {
    var day = data.slices.week[d], open = day.hours[h], booked = day.booked[h];
    var made = quankan.element("div", undefined, "hour");
    made.setAttribute("role", "gridcell");
    made.dataset.day = d;
    made.dataset.hour = h;
    made.tabIndex = -1;
    if (!open.share) { return made; }
    made.appendChild(part("maybe", booked.share[1] - booked.share[0]));
    if (booked.share[0] > open.share[0]) {
      made.appendChild(part("booked", booked.share[0] - open.share[0]));
      made.classList.add("bookable");
    }
    made.appendChild(part("sure share-" + quankan.classOf(data, open.share[0]), open.share[0]));
    return made;
  }

  function hourNames() {
    var row = quankan.element("div", undefined, "day names");
    row.setAttribute("aria-hidden", "true");
    row.appendChild(quankan.element("span"));
    for (var h = 0; h < HOURS; h += 1) {
      row.appendChild(quankan.element("span", h % 3 ? "" : String(h)));
    }
    row.appendChild(quankan.element("span"));
    return row;
  }

  function dayRow(data, d) {
    var row = quankan.element("div", undefined, "day"), name = quankan.element("div", undefined, "day-name");
    row.setAttribute("role", "row");
    name.setAttribute("role", "rowheader");
    name.appendChild(quankan.element("b"));
    name.appendChild(quankan.element("small", data.slices.week[d].date));
    row.appendChild(name);
    for (var h = 0; h < HOURS; h += 1) { row.appendChild(cell(data, d, h)); }
    row.appendChild(quankan.element("span", undefined, "day-any")).setAttribute("role", "gridcell");
    return row;
  }

  function viewOf(target) {
    var hour = target && target.closest && target.closest("#week-grid .hour");
    if (!hour) { return null; }
    return {
      kind: "hour", day: Number(hour.dataset.day), hour: Number(hour.dataset.hour),
      booked: find("week-booked").checked
    };
  }

  function same(a, b) {
    return a && b && a.kind === b.kind && a.day === b.day && a.hour === b.hour && a.booked === b.booked;
  }

  function cellOf(grid, view) {
    return grid.querySelector('.hour[data-day="' + view.day + '"][data-hour="' + view.hour + '"]');
  }

  /* Pointer, finger and keys. */
  function listen(data, views, grid) {
    function preview(view) { if (!same(view, views.shown())) { views.preview(view); } }
    function under(event) { return viewOf(document.elementFromPoint(event.clientX, event.clientY)); }
    grid.addEventListener("pointermove", function (event) { preview(under(event)); });
    grid.addEventListener("pointerleave", function () { preview(null); });
    grid.addEventListener("pointercancel", function () { preview(null); });
    grid.addEventListener("pointerup", function (event) {
      var view = under(event);
      if (view) { views.choose(same(view, views.chosen()) ? null : view); }
    });
    grid.addEventListener("focusin", function (event) {
      if (event.target.matches(":focus-visible")) { preview(viewOf(event.target)); }
    });
    grid.addEventListener("focusout", function () { preview(null); });
    grid.addEventListener("keydown", function (event) {
      var view = viewOf(event.target), step = STEPS[event.key];
      if (!view) { return; }
      if (step) {
        move(grid, view, step);
      } else if (event.key === "Enter" || event.key === " ") {
        views.choose(same(view, views.chosen()) ? null : view);
      } else if (event.key === "Escape") {
        views.choose(null);
      } else {
        return;
      }
      event.preventDefault();
    });
  }

  var STEPS = {
    ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
    Home: [0, -HOURS], End: [0, HOURS]
  };

  function move(grid, view, step) {
    var days = grid.querySelectorAll("[role=row]").length;
    var to = cellOf(grid, {
      day: Math.max(0, Math.min(days - 1, view.day + step[0])),
      hour: Math.max(0, Math.min(HOURS - 1, view.hour + step[1]))
    });
    makeReachable(grid, to);
    to.focus();
  }

  /* One cell of the grid is reached by Tab, the others from it by the arrows. */
  function makeReachable(grid, cell) {
    Array.prototype.forEach.call(grid.querySelectorAll('.hour[tabindex="0"]'), function (other) {
      other.tabIndex = -1;
    });
    cell.tabIndex = 0;
  }

  function mark(grid, name, view) {
    var before = grid.querySelector("." + name);
    if (before) { before.classList.remove(name); }
    if (view.kind === "hour") { cellOf(grid, view).classList.add(name); }
  }

  function figures(data, d, h, booked) {
    var day = data.slices.week[d], slice = (booked ? day.booked : day.hours)[h];
    function said(name) { return quankan.said(data.words[name]); }
    if (!slice.text) { return "—"; }
    return said("covered") + " " + slice.text[0] + " · " + said("unknown") + " " + slice.text[1] +
      " · " + said("modelled") + " " + slice.text[2];
  }

  function named(data, view) {
    return quankan.viewTitle(data, view) + (quankan.language() ? ": " : "：") +
      figures(data, view.day, view.hour, view.booked);
  }

  function writeNames(data, grid) {
    var booked = find("week-booked").checked;
    Array.prototype.forEach.call(grid.querySelectorAll("[role=row]"), function (row, d) {
      var any = data.slices.week[d].any[booked ? 1 : 0];
      row.querySelector(".day-name b").textContent = quankan.said(data.slices.week[d].title);
      row.querySelector(".day-any").textContent = quankan.whole(any);
      Array.prototype.forEach.call(row.querySelectorAll(".hour"), function (cell) {
        cell.setAttribute("aria-label", named(data, viewOf(cell)));
      });
    });
    grid.setAttribute("aria-label", quankan.said(data.words.hour));
  }

  /* Folded away on a phone; the map takes the room. */
  quankan.foldWeek = function (map) {
    var week = find("week");
    if (!week) { return; }
    week.open = !window.matchMedia("(max-width: 760px)").matches;
    map.invalidateSize({ animate: false });
    week.addEventListener("toggle", function () { map.invalidateSize({ animate: false }); });
  };

  quankan.weekOn = function (data, views) {
    var grid = find("week-grid"), language = -1;
    if (!grid) { return function () { /* no week was asked */ }; }
    grid.appendChild(hourNames());
    data.slices.week.forEach(function (_, d) { grid.appendChild(dayRow(data, d)); });
    makeReachable(grid, cellOf(grid, { day: 0, hour: 9 }));
    listen(data, views, grid);
    find("week-booked").addEventListener("change", function (event) {
      var chosen = views.chosen();
      language = -1;
      views.choose(chosen.kind === "hour"
        ? Object.assign({}, chosen, { booked: event.target.checked }) : chosen);
    });
    return function (view, chosen) {
      if (language !== quankan.language()) { writeNames(data, grid); }
      language = quankan.language();
      mark(grid, "shown", view);
      mark(grid, "chosen", chosen);
      find("week-now").textContent = view.kind === "hour" ? named(data, view) : "";
    };
  };
}());
