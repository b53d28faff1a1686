/* Paper has another width than the screen: the map is fitted to it before printing, and back after.

   A canvas is printed by repeating what was drawn on it, and wiping it clean prints as white over
   all that lies below. So paper gets copies, onto which each picture is drawn once. */
(function () {
  function copied(canvas) {
    var copy = canvas.cloneNode();
    copy.classList.add("copy");
    copy.getContext("2d").drawImage(canvas, 0, 0);
    canvas.parentNode.insertBefore(copy, canvas);
  }

  function each(map, selector, action) {
    Array.prototype.forEach.call(map.getContainer().querySelectorAll(selector), action);
  }

  quankan.drawForPrint = function (map, bounds) {
    var centre, zoom;
    window.addEventListener("beforeprint", function () {
      centre = map.getCenter();
      zoom = map.getZoom();
      document.body.classList.add("printing");
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(bounds, { padding: [8, 8], animate: false });
      each(map, "canvas", copied);
    });
    window.addEventListener("afterprint", function () {
      each(map, "canvas.copy", function (copy) { copy.remove(); });
      document.body.classList.remove("printing");
      map.invalidateSize({ animate: false, pan: false });
      map.setView(centre, zoom, { animate: false });
    });
  };
}());
