/* Patterns of outcomes: areas stay apart without colour, on a grey print as well. */
(function () {
  var SVG = "http://www.w3.org/2000/svg";
  var DRAWN = {
    plain: "",
    lines: "M0 4.5H12M0 10.5H12",
    dots: "M2 3h2v2h-2zM8 9h2v2h-2z",
    hatch: "M-2 6 6 -2M-2 18 18 -2M6 14 14 6",
    cross: "M0 0 12 12M12 0 0 12"
  };

  function svg(name, attributes) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
  quankan.svg = svg;

  /* The fill of an outcome, drawn once into the page; `approximate` lays white bars over it. */
  quankan.outcomeFill = function (word, mark, approximate) {
    var id = "outcome-" + word + (approximate ? "-approximate" : "");
    if (!document.getElementById(id)) {
      var sheet = svg("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
      var tile = svg("pattern", { id: id, width: 12, height: 12, patternUnits: "userSpaceOnUse" });
      tile.appendChild(svg("rect", { width: 12, height: 12, fill: mark.fill }));
      tile.appendChild(svg("path", {
        d: DRAWN[mark.pattern], stroke: mark.line, fill: mark.pattern === "dots" ? mark.line : "none",
        "stroke-width": mark.pattern === "dots" ? 0 : 1, "stroke-opacity": 0.55
      }));
      if (approximate) {
        tile.appendChild(svg("path", { d: "M3 0V12M9 0V12", stroke: "#fff", "stroke-width": 1.6 }));
      }
      sheet.appendChild(tile);
      document.body.appendChild(sheet);
    }
    return "url(#" + id + ")";
  };

  /* A swatch of the legend for every element that asks for one. */
  quankan.drawSwatches = function (data) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-swatch]"), function (holder) {
      var word = holder.dataset.swatch, box = svg("svg", { width: 26, height: 15, "aria-hidden": "true" });
      box.appendChild(svg("rect", {
        width: 26, height: 15, stroke: data.outcomes[word].line,
        fill: quankan.outcomeFill(word, data.outcomes[word], holder.dataset.approximate === "yes")
      }));
      holder.replaceChildren(box);
    });
  };
}());
