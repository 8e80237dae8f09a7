// The events as columns to search in, fetched on first use: a long timeline has them in files beside the page.
"use strict";

(function () {
  var form = dateline.one("#filter-form");
  var path = form && form.dataset.index;
  if (!path) return;
  var address = path;

  /** @param {string} path */
  async function file(path) {
    var answer = await fetch(path);
    if (!answer.ok) throw new Error(path);
    return answer.json();
  }

  /** The words of a slice; the browser gets its turn between some hundred lines. @param {string} text @returns {Promise<string>} */
  async function words(text) {
    var lines = text.split("\n"), out = [];
    for (var at = 0; at < lines.length; at += 250) {
      await dateline.turn();
      out.push(dateline.plain(lines.slice(at, at + 250).join("\n")));
    }
    return out.join("\n");
  }

  /** @returns {Promise<Rows>} */
  async function read() {
    var head = await file(address);
    var base = address.slice(0, address.lastIndexOf("/") + 1);
    /** @type {string[]} */
    var names = head.slices;
    /** The next slices, on their way: all of them at once would leave the browser no turn. @type {Promise<any>[]} */
    var coming = [];
    function ask() {
      var name = names.shift();
      if (!name) return;
      var answer = file(base + name);
      // One that fails before it is awaited is heard of when it is.
      answer.catch(function () {});
      coming.push(answer);
    }
    ask();
    ask();
    /** @type {Rows} */
    var rows = { count: head.count, from: [], until: [], tag: [], about: [], source: [], article: [], slices: [] };
    /** One list for each choice of values that occurs: most events share theirs. @type {Map<string, string[]>} */
    var shared = new Map();
    /** @param {"tag"|"about"|"source"} column @param {string} picks */
    function named(column, picks) {
      var list = shared.get(column + picks);
      if (!list) {
        list = picks ? picks.split(" ").map(function (pick) { return head[column][Number(pick)]; }) : [];
        shared.set(column + picks, list);
      }
      return list;
    }
    while (coming.length) {
      var slice = await coming.shift();
      ask();
      /** @type {number[]} */
      var from = slice.from;
      var first = rows.from.length;
      for (var row = 0; row < from.length; row += 1) {
        rows.from.push(from[row]);
        rows.until.push(from[row] + slice.days[row]);
        rows.tag.push(named("tag", slice.tag[row]));
        rows.about.push(named("about", slice.about[row]));
        rows.source.push(named("source", slice.source[row]));
        rows.article.push(slice.article.includes(row));
      }
      rows.slices.push({ first: first, count: from.length, text: await words(slice.text) });
    }
    return rows;
  }

  /** @type {Promise<Rows>|null} */
  var promise = null;
  dateline.rows = function () {
    if (!promise) {
      promise = read();
      // What could not be fetched may be there the next time.
      promise.catch(function () { promise = null; });
    }
    return promise;
  };
})();
