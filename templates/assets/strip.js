// The strip: a range of months is chosen with two thumbs or by drawing over it.
"use strict";

(function () {
  var figure = dateline.one(".strip"), form = dateline.one("#filter-form");
  if (!figure || !form) return;
  var scale = /** @type {HTMLElement} */ (dateline.one(".scale", figure));
  var first = month(String(figure.dataset.first)), last = month(String(figure.dataset.last));
  var says = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });

  /** @param {string} text such as 2024-03 @returns {number} months since the year 0 */
  function month(text) {
    var parts = /^(-?\d+)-(\d+)$/.exec(text);
    return parts ? Number(parts[1]) * 12 + Number(parts[2]) - 1 : NaN;
  }

  /** @param {number} number of a month @returns {string} such as 2024-03 */
  function name(number) {
    return String(Math.floor(number / 12)).padStart(4, "0") + "-" + String(number % 12 + 1).padStart(2, "0");
  }

  /** @param {number} number of a month @returns {number} its first day since 1970 */
  function day(number) {
    return new Date(0).setUTCFullYear(Math.floor(number / 12), number % 12, 1) / 864e5;
  }

  /** @returns {number[][]} the days and places, 0 to 1000, between which the axis is even */
  function axis() {
    var shown = dateline.all("svg[data-axis]", scale).filter(function (svg) { return getComputedStyle(svg).display !== "none"; })[0];
    return String(shown.dataset.axis).split(",").map(function (point) { return point.split(" ").map(Number); });
  }

  /** @param {number} value @param {0|1} known which of day and place it is @param {number[][]} [points] @returns {number} the other */
  function along(value, known, points) {
    points = points || axis();
    var other = 1 - known, at = 1;
    while (at < points.length - 1 && value > points[at][known]) at += 1;
    var from = points[at - 1], to = points[at];
    var part = Math.min(1, Math.max(0, (value - from[known]) / (to[known] - from[known])));
    return from[other] + part * (to[other] - from[other]);
  }

  /** @param {number} x in the window @returns {number} the month there */
  function at(x) {
    var box = scale.getBoundingClientRect();
    var date = new Date(along((x - box.left) / box.width * 1000, 1) * 864e5);
    return limit(date.getUTCFullYear() * 12 + date.getUTCMonth());
  }

  /** @param {number} number */
  function limit(number) { return Math.min(last, Math.max(first, number)); }

  /** The months chosen; those of the strip where none are. */
  function range() {
    var choice = dateline.read();
    var from = choice.from ? limit(month(choice.from)) : first, to = choice.to ? limit(month(choice.to)) : last;
    return from <= to ? [from, to] : [to, from];
  }

  /** @param {number[]} months @param {boolean} step */
  function choose(months, step) {
    dateline.choose({ from: months[0] > first ? name(months[0]) : "", to: months[1] < last ? name(months[1]) : "" }, step);
  }

  var inputs = /** @type {HTMLInputElement[]} */ (dateline.all("input[type=month]", form));
  inputs.forEach(function (input, end) {
    input.addEventListener("change", function () {
      var months = range(), given = month(input.value);
      months[end] = isNaN(given) ? [first, last][end] : limit(given);
      choose(months[0] <= months[1] ? months : [months[1], months[0]], true);
    });
  });

  var span = document.createElement("div");
  span.className = "span";
  scale.append(span);
  var thumbs = [figure.dataset.from, figure.dataset.to].map(function (label, end) {
    var thumb = document.createElement("div");
    thumb.className = "thumb";
    thumb.tabIndex = 0;
    thumb.setAttribute("role", "slider");
    thumb.setAttribute("aria-label", String(label));
    thumb.setAttribute("aria-valuemin", String(first));
    thumb.setAttribute("aria-valuemax", String(last));
    thumb.addEventListener("keydown", function (event) {
      /** @type {Record<string, number>} */
      var steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -1e9, End: 1e9 };
      var step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      var months = range();
      months[end] = limit(months[end] + step);
      if (months[0] <= months[1]) choose(months, false);
    });
    scale.append(thumb);
    return thumb;
  });

  /** @param {number[]} months */
  function draw(months) {
    var places = [along(day(months[0]), 0), along(day(months[1] + 1), 0)];
    thumbs.forEach(function (thumb, end) {
      thumb.style.left = places[end] / 10 + "%";
      inputs[end].value = name(months[end]);
      thumb.setAttribute("aria-valuenow", String(months[end]));
      thumb.setAttribute("aria-valuetext", says.format(day(months[end]) * 864e5));
    });
    span.style.left = places[0] / 10 + "%";
    span.style.width = (places[1] - places[0]) / 10 + "%";
    span.hidden = months[0] === first && months[1] === last;
  }

  // Drawing: a press that moves sideways chooses; one that does not is a click on a link.
  /** @type {{x: number, end: number, months: number[]|null}|null} */
  var drag = null;
  scale.addEventListener("pointerdown", function (event) {
    if (event.button) return;
    drag = { x: event.clientX, end: thumbs.indexOf(/** @type {HTMLDivElement} */ (event.target)), months: null };
  });
  scale.addEventListener("pointermove", function (event) {
    if (!drag || !drag.months && Math.abs(event.clientX - drag.x) < 5) return;
    if (!drag.months) scale.setPointerCapture(event.pointerId);
    var months = range(), here = at(event.clientX), start = drag.end < 0 ? at(drag.x) : months[1 - drag.end];
    drag.months = [Math.min(start, here), Math.max(start, here)];
    draw(drag.months);
  });
  scale.addEventListener("pointerup", function () {
    if (drag && drag.months) choose(drag.months, true);
    setTimeout(function () { drag = null; });
  });
  scale.addEventListener("pointercancel", function () {
    drag = null;
    draw(range());
  });
  scale.addEventListener("click", function (event) {
    if (!drag || !drag.months) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  scale.addEventListener("dragstart", function (event) { event.preventDefault(); });

  /** Over the events of all, those that fit the choice. */
  async function overlay() {
    var old = dateline.all(".fitting", scale);
    old.forEach(function (path) { path.remove(); });
    scale.classList.toggle("is-filtered", Boolean(dateline.fits));
    var fits = dateline.fits, rows = fits && dateline.rows && await dateline.rows();
    var surface = scale.querySelector(dateline.one("#true-scale:checked") ? ".even .density" : ".density");
    await dateline.turn();
    if (!fits || !rows || !surface || fits !== dateline.fits) return;
    var columns = new Float64Array(250), most = 0, points = axis();
    var months = range(), start = day(months[0]), end = day(months[1] + 1);
    for (var row = 0; row < fits.length; row += 1) {
      if (!fits[row]) continue;
      // A year that reaches out of the range counts where it lies in it.
      var middle = (Math.max(start, rows.from[row]) + Math.min(end, rows.until[row])) / 2;
      columns[Math.min(249, Math.floor(along(middle, 0, points) / 4))] += 1;
    }
    columns.forEach(function (count) { most = Math.max(most, count); });
    var path = /** @type {Element} */ (surface.cloneNode());
    path.setAttribute("class", "fitting");
    path.setAttribute("d", "M0 40" + Array.from(columns, function (count, at) {
      return "H" + at * 4 + "V" + (count ? Math.round(38 - 38 * Math.sqrt(count / most)) : 40);
    }).join("") + "H1000V40Z");
    surface.after(path);
  }

  var even = dateline.one("#true-scale");
  if (even) even.addEventListener("change", function () { draw(range()); overlay(); });
  document.addEventListener("fits", overlay);
  dateline.listen(function () { draw(range()); });
  draw(range());
  // What stands in the address may have been chosen before this script came.
  overlay();
})();
