/* What can be done without a walk: named beside every gap. */
(function () {
  function said(data, name) { return quankan.said(data.words[name]); }

  /* Whether one matter can be done wholly online, as a line of text. */
  quankan.onlineLine = function (data, matter) {
    var online = data.matters.online[matter];
    var name = online === null ? "online_unknown" : online ? "online_yes" : "online_no";
    return quankan.element("p", said(data, name), online ? "online" : "kind");
  };

  /* Those of the matters asked that can be, or of all where none was asked by name, folded away;
     of one matter asked whether it can; null where there is nothing to say. */
  quankan.onlineList = function (data) {
    var asked = data.asked_matters;
    if (asked.length === 1) { return quankan.onlineLine(data, asked[0]); }
    var names = data.matters.names.filter(function (_, i) {
      return data.matters.online[i] && (!asked.length || asked.indexOf(i) >= 0);
    });
    if (!names.length) { return null; }
    var box = quankan.element("details", undefined, "online-list");
    var list = quankan.element("ul", undefined, "names");
    box.appendChild(quankan.element("summary", said(data, "online_list") + " (" + names.length + ")"));
    list.tabIndex = 0;
    names.forEach(function (name) {
      var item = list.appendChild(quankan.element("li"));
      item.appendChild(quankan.element("bdi", name));
    });
    box.appendChild(list);
    return box;
  };

  /* Beside the gap in view: of the chosen matter, else the list; null where nothing is to say. */
  quankan.onlineBeside = function (data, view) {
    return view.kind === "matter" ? quankan.onlineLine(data, view.matter) : quankan.onlineList(data);
  };
}());
