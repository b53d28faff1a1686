/* The chosen matter: who handles it and how, who may use it, whether it needs a walk at all. */
(function () {
  function tag(text) { return quankan.element("span", text, "tag"); }

  /* How many stations on the map handle a matter in each of the ways that count. */
  function waysCounted(data, matter) {
    var counts = data.services.map(function () { return 0; });
    (data.stations ? data.stations.rows : []).forEach(function (station) {
      var how = quankan.countsBy(data, station, matter);
      if (how >= 0) { counts[how] += 1; }
    });
    return counts;
  }

  function ways(data, matter) {
    var list = quankan.element("p", undefined, "ways");
    waysCounted(data, matter).forEach(function (count, how) {
      if (!count) { return; }
      var service = data.services[how], part = list.appendChild(quankan.element("span"));
      part.appendChild(quankan.element("i", quankan.said(service.letter), "badge how-" + service.id));
      part.appendChild(document.createTextNode(quankan.said(service.text) + " " + count));
    });
    return list;
  }

  function handledBy(data, slice) {
    function said(name) { return quankan.said(data.words[name]); }
    var surely = slice.stations[0], may = slice.stations[1];
    if (!surely && !may) { return quankan.element("p", said("nobody_handles_long"), "notice"); }
    var text = surely + " " + said("stations_unit") + (may ? " + " + may + " " + said("stations_may") : "");
    return quankan.element("p", said("handled_by") + (quankan.language() ? ": " : "：") + text);
  }

  /* The three percentages of each way of handling, were it the only one. */
  function byService(data, slice) {
    var table = quankan.element("table"), names = Object.keys(slice.services);
    var head = table.createTHead().insertRow();
    ["only_by", "covered", "unknown", "modelled"].forEach(function (name) {
      head.appendChild(quankan.element("th", quankan.said(data.words[name]))).scope = "col";
    });
    var body = table.createTBody();
    names.forEach(function (name) {
      var row = body.insertRow(), service = data.services.filter(function (s) { return s.id === name; })[0];
      row.appendChild(quankan.element("th", quankan.said(service.text))).scope = "row";
      slice.services[name].forEach(function (text) { row.insertCell().textContent = text; });
    });
    return table;
  }

  function tags(data, matter) {
    var m = data.matters, line = quankan.element("p", undefined, "tags");
    [m.themes[m.theme[matter]], m.audience[matter] && quankan.said(m.audience[matter]),
      m.scope[matter] && quankan.said(m.scope[matter])].forEach(function (text) {
      if (text) { line.appendChild(tag(text)); }
    });
    if (m.cases[matter] !== null) {
      line.appendChild(tag(quankan.said(data.words.cases) + " " + quankan.whole(m.cases[matter])));
    }
    return line;
  }

  quankan.matterCardOn = function (data) {
    var card = document.getElementById("matter-card");
    return function (view) {
      if (!card) { return; }
      card.hidden = view.kind !== "matter";
      if (card.hidden) { return; }
      var slice = data.slices.matters[view.matter], heading = quankan.element("h4");
      heading.appendChild(quankan.element("bdi", data.matters.names[view.matter]));
      card.replaceChildren(
        heading, tags(data, view.matter), handledBy(data, slice), ways(data, view.matter),
        quankan.onlineLine(data, view.matter), byService(data, slice)
      );
    };
  };
}());
