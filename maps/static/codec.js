/* Reads geometry as `maps/encoding.py` writes it: steps in millionths of a degree. */
"use strict";
var quankan = {};

/* Nested lists of steps become nested lists of [lat, lon]; the position runs through all of them. */
quankan.decoded = function (nested) {
  var lon = 0, lat = 0;
  function line(steps) {
    var points = [];
    for (var i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      points.push([lat / 1e6, lon / 1e6]);
    }
    return points;
  }
  function walk(part) {
    return typeof part[0] === "number" ? line(part) : part.map(walk);
  }
  return walk(nested);
};

/* One entry a shape of a list whose shapes were encoded one after the other. */
quankan.decodedShapes = function (entries) {
  return quankan.decoded(entries.map(function (entry) { return entry.shape; }));
};
