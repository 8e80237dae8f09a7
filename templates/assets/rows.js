// The events as columns to search in: read off a page that holds all of them, else fetched on first use.
"use strict";

(function () {
  var form = dateline.one("#filter-form");
  if (!form) return;
  var index = form.dataset.index;

  /** @param {string} text @returns {string} without case, accents and typographic quotation marks */
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  }
  dateline.plain = plain;

  /** @returns {Rows} */
  function ofPage() {
    /** @type {Rows} */
    var rows = { count: 0, from: [], until: [], tag: [], source: [], article: [], slices: [] };
    /** @type {string[]} */
    var lines = [];
    dateline.all("main .event").forEach(function (event) {
      var row = Number(event.dataset.row);
      var date = /** @type {HTMLElement} */ (event.closest(".date"));
      var days = String(date.dataset.days).split(" ").map(Number);
      rows.count += 1;
      rows.from[row] = days[0];
      rows.until[row] = days[1];
      rows.tag[row] = JSON.parse(event.dataset.tag || "[]");
      rows.source[row] = JSON.parse(event.dataset.source || "[]");
      rows.article[row] = event.classList.contains("is-article");
      var words = dateline.all("h4, .text, .names, .tag, blockquote, .from", event);
      lines[row] = words.map(function (part) { return part.textContent; }).join(" ").replace(/\s+/g, " ");
    });
    rows.slices.push({ first: 0, count: rows.count, text: plain(lines.join("\n")) });
    return rows;
  }

  /** @param {string} path */
  async function file(path) {
    var answer = await fetch(path);
    if (!answer.ok) throw new Error(path);
    return answer.json();
  }

  /** A turn for the browser between two slices. */
  function pause() {
    return new Promise(function (go) { setTimeout(go); });
  }

  /** @param {string} path @returns {Promise<Rows>} */
  async function ofIndex(path) {
    var head = await file(path);
    var base = path.slice(0, path.lastIndexOf("/") + 1);
    /** @type {Promise<any>[]} */
    var files = head.slices.map(function (/** @type {string} */ name) { return file(base + name); });
    /** @type {Rows} */
    var rows = { count: head.count, from: [], until: [], tag: [], source: [], article: [], slices: [] };
    /** One list for each choice of values that occurs: most events share theirs. @type {Map<string, string[]>} */
    var shared = new Map();
    /** @param {string[]} names @param {string} picks */
    function named(names, picks) {
      var list = shared.get(names[0] + picks);
      if (!list) {
        list = picks ? picks.split(" ").map(function (pick) { return names[Number(pick)]; }) : [];
        shared.set(names[0] + picks, list);
      }
      return list;
    }
    for (var at = 0; at < files.length; at += 1) {
      var slice = await files[at];
      /** @type {number[]} */
      var from = slice.from;
      var first = rows.from.length;
      for (var row = 0; row < from.length; row += 1) {
        rows.from.push(from[row]);
        rows.until.push(from[row] + slice.days[row]);
        rows.tag.push(named(head.tag, slice.tag[row]));
        rows.source.push(named(head.source, slice.source[row]));
        rows.article.push(slice.article.includes(row));
      }
      rows.slices.push({ first: first, count: from.length, text: plain(slice.text) });
      await pause();
    }
    return rows;
  }

  /** @type {Promise<Rows>|null} */
  var promise = null;
  dateline.rows = function () {
    if (!promise) {
      promise = index ? ofIndex(index) : Promise.resolve(ofPage());
      // What could not be fetched may be there the next time.
      promise.catch(function () { promise = null; });
    }
    return promise;
  };
})();
