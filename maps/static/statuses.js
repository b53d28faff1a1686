/* Reads statuses as `maps/status_codes.py` packs them: base64, four residents a byte. */
quankan.unpacked = function (text, count) {
  var bytes = atob(text), codes = new Uint8Array(count);
  for (var i = 0; i < count; i += 1) {
    codes[i] = (bytes.charCodeAt(i >> 2) >> (2 * (i & 3))) & 3;
  }
  return codes;
};
