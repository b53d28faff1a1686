/* Drawings: stations by tier, stripes and hatches. */
(function () {
  var SVG = "http://www.w3.org/2000/svg";

  function svg(name, attributes) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  var OUTLINES = {
    circle: "M0-9.4A9.4 9.4 0 1 1-.01-9.4Z",
    square: "M-7-9H7A2 2 0 0 1 9-7V7A2 2 0 0 1 7 9H-7A2 2 0 0 1-9 7V-7A2 2 0 0 1-7-9Z",
    diamond: "M0-10 10 0 0 10-10 0Z",
    star: "M0-10.5 3.2-6.4 8.2-7.8 6.8-2.8 10.5 0 6.8 2.8 8.2 7.8 3.2 6.4 0 10.5-3.2 6.4-8.2 7.8-6.8 2.8-10.5 0-6.8-2.8-8.2-7.8-3.2-6.4Z"
  };

  /* The drawing of a station of one tier, its letter in the present language. */
  quankan.stationDrawing = function (tier, size) {
    var drawing = svg("svg", { viewBox: "-11 -11 22 22", width: size, height: size, "aria-hidden": "true" });
    drawing.appendChild(svg("path", {
      d: OUTLINES[tier.shape], fill: tier.colour, stroke: "#fff", "stroke-width": 1.6
    }));
    var letter = svg("text", { "font-size": tier.shape === "square" ? 12 : 10.5 });
    letter.textContent = quankan.said(tier.letter);
    drawing.appendChild(letter);
    return drawing;
  };

  /* Stripes of two class colours, or a grey hatch, as a fill that an SVG path can name. */
  quankan.pattern = function (id, first, second, angle) {
    if (!document.getElementById(id)) {
      var sheet = svg("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
      var stripes = svg("pattern", {
        id: id, width: 10, height: 10, patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(" + angle + ")"
      });
      stripes.appendChild(svg("rect", { width: 10, height: 10, fill: first }));
      stripes.appendChild(svg("rect", { width: 5, height: 10, fill: second }));
      sheet.appendChild(stripes);
      document.body.appendChild(sheet);
    }
    return "url(#" + id + ")";
  };
}());
