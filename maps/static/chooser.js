/* The matter chooser: a search field over a list of matters, each with its covered share. */
(function () {
  function find(id) { return document.getElementById(id); }

  /* Matters that were asked, in the order wished; those that match all words of the search. */
  function matching(data, words, order) {
    var m = data.matters, asked = data.slices.matters, found = [];
    m.names.forEach(function (name, i) {
      var text = [name, m.themes[m.theme[i]], m.id[i]].join(" ").toLowerCase();
      if (asked[i] && words.every(function (word) { return text.indexOf(word) >= 0; })) { found.push(i); }
    });
    function share(i) { return asked[i].share ? asked[i].share[0] : 2; }
    return found.sort(function (a, b) {
      return order === "theme" ? m.theme[a] - m.theme[b] || a - b : share(a) - share(b) || a - b;
    });
  }

  function shares(data, text) {
    function said(name) { return quankan.said(data.words[name]); }
    return said("unknown") + " " + text[1] + " · " + said("modelled") + " " + text[2];
  }

  function bar(slice) {
    var made = quankan.element("span", undefined, "bar");
    if (!slice.people) { return made; }
    [1, 3, 2].forEach(function (k, at) {
      var part = quankan.element("i", undefined, ["covered", "unknown", "uncovered"][at]);
      part.style.flexGrow = slice.people[k];
      made.appendChild(part);
    });
    return made;
  }

  function option(data, matter, chosen) {
    var any = matter < 0, slice = any ? data.slices.base : data.slices.matters[matter];
    var item = quankan.element("li"), notes = [];
    item.id = "matter-" + (any ? "any" : matter);
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(chosen));
    item.dataset.matter = matter;
    item.appendChild(quankan.element("bdi", any ? quankan.said(data.base_title) : data.matters.names[matter]));
    item.appendChild(quankan.element("b", slice.text ? slice.text[0] : "—"));
    item.appendChild(bar(slice));
    if (slice.text) { notes.push(shares(data, slice.text)); }
    if (!any && nobody(slice)) { notes.push(quankan.said(data.words.nobody_handles)); }
    if (!any && data.matters.online[matter]) { notes.push(quankan.said(data.words.online)); }
    item.appendChild(quankan.element("small", notes.join(" · ")));
    return item;
  }

  function nobody(slice) { return slice.stations[0] + slice.stations[1] === 0; }

  function themeHeading(data, theme) {
    var text = data.matters.themes[theme] || quankan.said(data.words.theme_none);
    var item = quankan.element("li", undefined, "theme");
    item.setAttribute("role", "presentation");
    item.appendChild(quankan.element("bdi", text));
    return item;
  }

  function fill(data, views, list, field, order) {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), theme = null;
    var chosen = views.chosen(), found = matching(data, words, order);
    list.replaceChildren();
    if (!words.length) { list.appendChild(option(data, -1, chosen.kind !== "matter")); }
    found.forEach(function (matter) {
      if (order === "theme" && data.matters.theme[matter] !== theme) {
        theme = data.matters.theme[matter];
        list.appendChild(themeHeading(data, theme));
      }
      list.appendChild(option(data, matter, chosen.kind === "matter" && chosen.matter === matter));
    });
    if (!list.childElementCount) {
      list.appendChild(quankan.element("li", quankan.said(data.words.no_match), "theme"));
    }
  }

  quankan.chooserOn = function (data, views) {
    var field = find("matter-search"), box = find("matter-box"), list = find("matter-list");
    if (!field) { return function () { /* nothing to choose */ }; }
    var active = null;

    function order() { return box.querySelector("input:checked").value; }
    function refill() { fill(data, views, list, field, order()); mark(null); }
    function open(wanted) {
      if (wanted && box.hidden) { refill(); }
      box.hidden = !wanted;
      field.setAttribute("aria-expanded", String(wanted));
      if (!wanted) { mark(null); }
    }
    function mark(item) {
      if (active) { active.classList.remove("active"); }
      active = item;
      if (!item) { field.removeAttribute("aria-activedescendant"); return; }
      item.classList.add("active");
      item.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", item.id);
    }
    function step(by) {
      var items = list.querySelectorAll("[role=option]");
      var at = Array.prototype.indexOf.call(items, active) + by;
      if (items.length) { mark(items[Math.max(0, Math.min(items.length - 1, at))]); }
    }
    function take(item) {
      var matter = Number(item.dataset.matter);
      field.value = "";
      open(false);
      views.choose(matter < 0 ? null : { kind: "matter", matter: matter });
      field.scrollIntoView({ block: "nearest" });
    }
    var keys = {
      ArrowDown: function () { open(true); step(1); },
      ArrowUp: function () { open(true); step(-1); },
      Enter: function () { if (active) { take(active); } else { open(true); step(1); } },
      Escape: function () { field.value = ""; open(false); }
    };
    field.addEventListener("focus", function () { open(true); });
    field.addEventListener("click", function () { open(true); });
    field.addEventListener("input", function () { open(true); refill(); });
    field.addEventListener("keydown", function (event) {
      if (!keys[event.key] || event.isComposing) { return; }
      event.preventDefault();
      keys[event.key]();
    });
    box.addEventListener("change", refill);
    list.addEventListener("mousedown", function (event) {
      if (event.target !== list) { event.preventDefault(); } // the field keeps the keys
    });
    list.addEventListener("click", function (event) {
      var item = event.target.closest("[role=option]");
      if (item) { take(item); }
    });
    find("chooser").addEventListener("focusout", function (event) {
      if (event.relatedTarget && !find("chooser").contains(event.relatedTarget)) { open(false); }
    });
    return function () {
      field.placeholder = quankan.said(data.words.search_matter);
      list.setAttribute("aria-label", quankan.said(data.words.matters));
      if (!box.hidden) { refill(); }
    };
  };
}());
