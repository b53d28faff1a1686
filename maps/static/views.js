/* What the page shows: the answer itself, one matter, or one hour; never two of them.

   A view is { kind: "any" }, { kind: "matter", matter } or { kind: "hour", day, hour, booked }. */
(function () {
  var ANY = { kind: "any" }, COVERED = 0, UNCOVERED = 1, UNKNOWN = 2;

  quankan.viewsOn = function (data) {
    var chosen = ANY, shown = ANY, listeners = [], pages = {}, sums = null;

    function tell() { listeners.forEach(function (listener) { listener(shown, chosen); }); }

    function slice(view) {
      var of = view || shown;
      if (of.kind === "matter") { return data.slices.matters[of.matter]; }
      if (of.kind === "hour") {
        return data.slices.week[of.day][of.booked ? "booked" : "hours"][of.hour];
      }
      return data.slices.base;
    }

    /* The status of each resident drawn. */
    function codes() {
      var residents = data.residents;
      if (!residents) { return []; }
      if (shown.kind === "any") { return residents.status; }
      var page = slice().page;
      pages[page] = pages[page] || quankan.unpacked(data.slices.pages[page], residents.id.length);
      return pages[page];
    }

    /* One entry an area: bounds of its share, their texts, people by status; null: not known. */
    function areas() {
      if (shown.kind === "any") { return data.areas; }
      if (!data.slices.sums) { return data.areas.map(function () { return null; }); }
      var page = slice().page;
      if (!sums || sums.page !== page) { sums = { page: page, areas: summed(data, codes()) }; }
      return sums.areas;
    }

    return {
      /* Shown until something else is chosen. */
      choose: function (view) { chosen = shown = view || ANY; tell(); },
      /* Shown for as long as somebody points at it. */
      preview: function (view) {
        if (shown === (view || chosen)) { return; }
        shown = view || chosen;
        tell();
      },
      listen: function (listener) { listeners.push(listener); },
      renew: tell,
      shown: function () { return shown; },
      chosen: function () { return chosen; },
      slice: slice,
      codes: codes,
      areas: areas
    };
  };

  function summed(data, codes) {
    var count = data.areas.length, people = data.residents.people, homes = data.slices.homes;
    var by = [COVERED, UNCOVERED, UNKNOWN].map(function () { return quankan.sums(count); });
    var most = quankan.sums(count);
    Object.keys(homes).forEach(function (level) {
      homes[level].forEach(function (area, i) {
        if (area < 0) { return; }
        by[codes[i]].add(area, people[i] || 0);
        if (codes[i] !== UNCOVERED) { most.add(area, people[i] || 0); }
      });
    });
    return data.areas.map(function (area, i) {
      return figures(area, by[COVERED].of(i), by[UNCOVERED].of(i), by[UNKNOWN].of(i), most.of(i));
    });
  }

  /* How many they are and how many of them are modelled hangs on no slice. */
  function figures(area, covered, uncovered, unknown, most) {
    if (!area.share) { return area; }
    var total = area.people[0], low = covered / total, high = most / total;
    return {
      share: [low, high],
      text: [quankan.interval(low, high), quankan.percent(unknown / total), area.text[2]],
      people: [total, covered, uncovered, unknown]
    };
  }
}());
