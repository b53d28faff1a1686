/* The two languages. A text is a pair: Chinese, English. */
quankan.language = function () {
  return document.documentElement.lang === "en" ? 1 : 0;
};

quankan.said = function (pair) {
  return pair[quankan.language()];
};

/* Switches the page; `changed` then renews what scripts have written. */
quankan.switchLanguage = function (title, changed) {
  document.documentElement.lang = quankan.language() ? "zh-CN" : "en";
  document.title = quankan.said(title);
  changed();
};

quankan.number = function (value) {
  var rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
};

/* People or things in whole numbers, as `maps/plain.py` writes them. */
quankan.whole = function (value) {
  var rounded = value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
};

/* An element with text in it. Text from data comes only this way: it is never read as HTML. */
quankan.element = function (name, text, className) {
  var made = document.createElement(name);
  if (text !== undefined) { made.textContent = text; }
  if (className) { made.className = className; }
  return made;
};
