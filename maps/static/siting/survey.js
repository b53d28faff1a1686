/* The page of a survey: a row of the table brings its line forward on the map. */
(function () {
  quankan.drawSurvey = function (map) {
    var data = JSON.parse(document.getElementById("payload").textContent);
    quankan.sitingPanes(map);
    map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
    var evidence = quankan.evidenceOn(map, data), chosen = -1;
    var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-finding]"));

    function choose(i) {
      chosen = i;
      rows.forEach(function (row) {
        var on = Number(row.dataset.finding) === i;
        row.classList.toggle("chosen", on);
        row.querySelector("button").setAttribute("aria-pressed", String(on));
      });
      evidence.choose(i);
      if (i < 0) {
        map.fitBounds(data.bounds, { padding: [16, 16], animate: false });
      } else {
        map.fitBounds(evidence.boundsOf(i), { padding: [48, 48], maxZoom: 18, animate: false });
      }
    }

    rows.forEach(function (row) {
      row.addEventListener("click", function (event) {
        if (event.target.closest("details")) { return; }
        var i = Number(row.dataset.finding), picked = i === chosen ? -1 : i;
        if (String(window.getSelection())) { return; }
        choose(picked);
        if (picked >= 0) { document.querySelector(".map").scrollIntoView({ block: "nearest" }); }
      });
    });
    /* Paper shows what decided, whatever is chosen on the screen. */
    window.addEventListener("beforeprint", function () { if (chosen >= 0) { choose(-1); } });
    quankan.openSiting(map, data, [evidence.write]);
  };
}());
