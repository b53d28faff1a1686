/* The figures of the panel for what is shown: headline, legend, table of areas. */
(function () {
  var PARTS = ["covered", "unknown", "modelled"];

  /* What is shown, in one line. */
  quankan.viewTitle = function (data, view) {
    function said(name) { return quankan.said(data.words[name]); }
    if (view.kind === "matter") { return said("matter") + " · " + data.matters.names[view.matter]; }
    if (view.kind !== "hour") { return quankan.said(data.base_title); }
    var day = data.slices.week[view.day];
    return quankan.said(day.title) + " " + quankan.clock(view.hour) + " " + said("arriving") +
      (view.booked ? " · " + said("booked_counts") : "");
  };

  quankan.clock = function (hour) { return (hour < 10 ? "0" : "") + hour + ":00"; };

  function find(selector) { return document.querySelector(selector); }

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  function writeShares(slice) {
    if (!slice.text) { return; }
    PARTS.forEach(function (part, i) {
      each('#headline [data-part="' + part + '"]', function (cell) { cell.textContent = slice.text[i]; });
    });
    each("#headline .bar i", function (bar) {
      bar.style.flexGrow = slice.people[quankan.statusIndex(bar.className) + 1];
    });
    each("#legend [data-count]", function (cell) {
      var people = slice.people[quankan.statusIndex(cell.dataset.count) + 1];
      cell.textContent = quankan.whole(people);
    });
  }

  quankan.statusIndex = function (name) {
    return ["covered", "uncovered", "unknown"].indexOf(name);
  };

  function writeAreas(data, figures) {
    each("[data-area]", function (button) {
      var area = figures[Number(button.dataset.area)], cells = button.closest("tr").cells;
      PARTS.forEach(function (_, i) {
        cells[i + 1].textContent = area && area.text ? area.text[i] : "—";
      });
    });
  }

  quankan.headlineOn = function (data, views) {
    var title = find("#view-title"), reset = find("#view-reset");
    reset.addEventListener("click", function () { views.choose(null); });
    return function (view) {
      title.textContent = quankan.viewTitle(data, view);
      title.title = title.textContent;
      reset.hidden = views.chosen().kind === "any";
      reset.setAttribute("aria-label", quankan.said(data.words.back_to_any));
      document.querySelector("main").classList.toggle("sliced", view.kind !== "any");
      writeShares(views.slice());
      writeAreas(data, views.areas());
    };
  };
}());
