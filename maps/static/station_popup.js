/* The popup of a station: what it is, whom it serves, who depends on it, what it handles. */
(function () {
  var word = quankan.word, row = quankan.popupRow, counted = quankan.counted;

  quankan.stationPopup = function (data, i, views) {
    var s = data.stations.rows[i], box = quankan.element("div", undefined, "popup");
    var list = quankan.element("dl"), kinds = [quankan.said(data.tier_titles[s.tier])];
    if (s.kind) { kinds.push(quankan.said(s.kind)); }
    box.appendChild(quankan.popupHeading(s.name || s.id));
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
    if (views.shown().kind === "matter") { row(list, word(data, "this_matter"), how(data, s, views.shown().matter)); }
    dependRows(data, list, s.needed);
    box.appendChild(list);
    box.appendChild(matterList(data, s));
    return box;
  };

  function how(data, station, matter) {
    var found = quankan.howHandled(data, station, matter);
    return found < 0 ? word(data, "handles_not") : quankan.said(data.services[found].text);
  }

  /* Who depends on it: people who reach no other, who would find none open that day, matters. */
  function dependRows(data, list, needed) {
    if (!needed) { return; }
    row(list, word(data, "here_alone"), counted(data, needed[0]));
    if (needed[1] !== null) { row(list, word(data, "here_day"), counted(data, needed[1])); }
    if (needed[2] !== null) {
      row(list, word(data, "here_matters"), needed[2] + " " + word(data, "matters_unit"));
    }
  }

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
    var item = quankan.element("li"), how = [quankan.said(data.services[entry[1]].text)];
    if (data.matters.online[entry[0]]) { how.push(word(data, "online")); }
    item.appendChild(quankan.element("bdi", data.matters.names[entry[0]]));
    item.appendChild(quankan.element("span", " · " + how.join(" · "), "how"));
    return item;
  }
}());
