/* Sums and shares as `geo/tally.py`, `data/percent.py` and `maps/shares.py` make them, so that
   what the page adds up reads like what was counted. */
(function () {
  var WHOLE = 1 - 1e-9;

  /* Sums of numbers by index, each corrected for what rounding took away (Neumaier). */
  quankan.sums = function (count) {
    var sum = new Float64Array(count), lost = new Float64Array(count);
    return {
      add: function (i, value) {
        var next = sum[i] + value;
        lost[i] += Math.abs(sum[i]) >= Math.abs(value) ? sum[i] - next + value : value - next + sum[i];
        sum[i] = next;
      },
      of: function (i) { return sum[i] + lost[i]; }
    };
  };

  /* One decimal. Of two equally near the even digit, as Python does; only x.25 differs. */
  function oneDecimal(value) {
    return ((value * 4) % 4 === 1 ? value - 0.05 : value).toFixed(1);
  }

  quankan.percent = function (share) {
    if (share === null) { return "—"; }
    if (share > 0 && share < 0.0005) { return "<0.1%"; }
    if (share >= 0.9995 && share < WHOLE) { return ">99.9%"; }
    return oneDecimal(share * 100) + "%";
  };

  quankan.interval = function (low, high) {
    var first = quankan.percent(low), last = quankan.percent(high);
    return first === last ? first : first + "–" + last;
  };
}());
