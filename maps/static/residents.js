/* Residents on one canvas: a filled circle, a cross or a hollow triangle, by the status shown. */
(function () {
  var TOLERANCE_PX = 8, TAU = 2 * Math.PI;

  /* The covered are drawn first: who lacks something is never hidden. */
  var Canvas = L.Canvas.extend({
    _draw: function () {
      this.coveredOnly = true;
      L.Canvas.prototype._draw.call(this);
      this.coveredOnly = false;
      L.Canvas.prototype._draw.call(this);
    },
    redrawAll: function () {
      /* Without a mark there is no canvas to draw on. */
      if (!this._ctx) { return; }
      this._redrawBounds = null;
      this._redrawRequest = this._redrawRequest || L.Util.requestAnimFrame(this._redraw, this);
    }
  });

  var DRAW = {
    circle: function (context, p, r, colour) {
      context.globalAlpha = 0.6;
      context.fillStyle = colour;
      context.arc(p.x, p.y, r, 0, TAU);
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = "#fff";
      context.lineWidth = 0.4;
      context.stroke();
    },
    cross: function (context, p, r, colour) {
      context.moveTo(p.x - r, p.y - r);
      context.lineTo(p.x + r, p.y + r);
      context.moveTo(p.x - r, p.y + r);
      context.lineTo(p.x + r, p.y - r);
      context.strokeStyle = "#ffffffb0"; // a rim that lifts the cross off any shading
      context.lineWidth = Math.min(2.4, 0.8 * r) + 2;
      context.stroke();
      context.strokeStyle = colour;
      context.lineWidth = Math.min(2.4, 0.8 * r);
      context.stroke();
    },
    triangle: function (context, p, r, colour) {
      context.moveTo(p.x, p.y - r * 1.2);
      context.lineTo(p.x + r * 1.1, p.y + r * 0.9);
      context.lineTo(p.x - r * 1.1, p.y + r * 0.9);
      context.closePath();
      context.fillStyle = "#ffffffd9";
      context.fill();
      context.strokeStyle = colour;
      context.lineWidth = Math.min(1.7, 0.5 * r);
      context.stroke();
    }
  };

  var Mark = L.CircleMarker.extend({
    _updatePath: function () {
      var renderer = this._renderer, look = this.look;
      if (!renderer._drawing || !look || this._empty()) { return; }
      if (!look.shown || renderer.coveredOnly !== look.covered) { return; }
      var r = look.covered ? this._radius * this.options.whenCovered : this._radius;
      renderer._ctx.beginPath();
      DRAW[look.shape](renderer._ctx, this._point, r, look.colour);
    }
  });

  /* The number of people at which a mark has its full size: nearly the largest, so that one
     place of a million does not shrink all others. */
  function fullSize(people) {
    var known = people.filter(function (n) { return n > 0; }).sort(function (a, b) { return a - b; });
    return known.length ? known[Math.floor((known.length - 1) * 0.98)] : 1;
  }

  function marksOf(data, renderer) {
    var residents = data.residents;
    if (!residents) { return []; }
    var full = fullSize(residents.people);
    return quankan.decoded(residents.at).map(function (point, i) {
      var part = Math.sqrt(Math.min((residents.people[i] || 0) / full, 1));
      var mark = new Mark(point, {
        renderer: renderer, pane: "residents", interactive: false
      });
      mark.options.fullRadius = 1.9 + 4.6 * part;
      mark.options.whenCovered = (1.2 + 3.9 * part) / mark.options.fullRadius;
      return mark;
    });
  }

  /* Marks grow with the zoom, so that a whole district is not one blot. */
  function sizeWith(map, marks) {
    function size() {
      var scale = Math.max(0.55, Math.min(1.5, 0.55 + (map.getZoom() - 12) * 0.22));
      marks.forEach(function (mark) { mark.setRadius(mark.options.fullRadius * scale); });
    }
    map.on("zoomend", size);
    size();
  }

  quankan.residentsOn = function (map, data) {
    var renderer = new Canvas({ pane: "residents", padding: 0.2 }), marks = marksOf(data, renderer);
    var looks = data.statuses.map(function (status) {
      return {
        covered: status.id === "covered", shape: status.shape, colour: status.colour, shown: false
      };
    });
    marks.forEach(function (mark) { mark.addTo(map); });
    sizeWith(map, marks);

    function show(look, wanted) {
      look.shown = wanted;
      renderer.redrawAll();
    }
    return {
      /* One a status, to be shown and hidden like a layer. */
      layers: looks.map(function (look) {
        return {
          addTo: function () { show(look, true); },
          remove: function () { show(look, false); }
        };
      }),
      paint: function (codes) {
        marks.forEach(function (mark, i) { mark.look = looks[codes[i]]; });
        renderer.redrawAll();
      },
      place: function (i) { return marks[i].getLatLng(); },
      /* The mark nearest to a point of the screen, within reach of a finger; -1 if none. */
      nearest: function (point) {
        var best = -1, least = TOLERANCE_PX;
        marks.forEach(function (mark, i) {
          if (!mark._point || !mark.look || !mark.look.shown) { return; }
          var apart = mark._point.distanceTo(point) - mark.getRadius();
          if (apart < least) {
            least = apart;
            best = i;
          }
        });
        return best;
      }
    };
  };
}());
