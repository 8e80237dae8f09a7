// The events as columns to search in, read off a page that holds all of them.
"use strict";

(function () {
  if (!dateline.one("#filter-form")) return;

  /** @param {string} selector @param {Element} event @returns {string[]} what its parts say, each once */
  function texts(selector, event) {
    return Array.from(new Set(dateline.all(selector, event).map(function (part) { return part.textContent.trim(); })));
  }

  /** @type {Rows|null} */
  var known = null;

  /** @returns {Rows} */
  function read() {
    /** @type {Rows} */
    var rows = { count: 0, from: [], until: [], tag: [], about: [], source: [], article: [], slices: [] };
    /** @type {string[]} */
    var lines = [];
    dateline.all("main .event").forEach(function (event) {
      var row = Number(event.dataset.row);
      var date = /** @type {HTMLElement} */ (event.closest(".date"));
      var days = String(date.dataset.days).split(" ").map(Number);
      rows.count += 1;
      rows.from[row] = days[0];
      rows.until[row] = days[0] + (days[1] || 1);
      rows.tag[row] = texts(".tag", event);
      rows.about[row] = (event.dataset.about || "").split("\n");
      rows.source[row] = texts(".names > *, .publisher, .listed", event);
      rows.article[row] = event.classList.contains("is-article");
      lines[row] = texts("h4, .text, .names, .tag, blockquote, .from", event).join(" ").replace(/\s+/g, " ");
    });
    rows.slices.push({ first: 0, count: rows.count, text: dateline.plain(lines.join("\n")) });
    return rows;
  }

  dateline.rows = async function () {
    known = known || read();
    return known;
  };
})();
