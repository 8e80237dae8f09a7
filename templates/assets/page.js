// What the page's scripts share: one namespace, and the reader's choice, which stands in the address.
// The scripts are classic ones, a concern each: browsers refuse modules on file://.
"use strict";

/**
 * What the reader has chosen. `from` and `to` are months such as 2024-03, or empty.
 * @typedef {{q: string, from: string, to: string, tag: string[], about: string[], source: string[], articles: string}} Choice
 */

/**
 * The events as columns, by row: the place of an event on the timeline, oldest first.
 * @typedef {object} Rows
 * @property {number} count
 * @property {number[]} from first days, since 1970
 * @property {number[]} until the days after the last
 * @property {string[][]} tag
 * @property {string[][]} about the people and places
 * @property {string[][]} source
 * @property {boolean[]} article
 * @property {Slice[]} slices
 */

/**
 * The words of a run of events, a line each, without case and accents.
 * @typedef {{first: number, count: number, text: string}} Slice
 */

/**
 * @typedef {object} Dateline
 * @property {(selector: string, inside?: ParentNode) => HTMLElement[]} all
 * @property {(selector: string, inside?: ParentNode) => HTMLElement|null} one
 * @property {() => Choice} read
 * @property {(choice: Choice) => string} search
 * @property {(change: Partial<Choice>, step: boolean) => void} choose
 * @property {(listener: (choice: Choice) => void) => void} listen
 * @property {() => boolean} reduced true if the reader wants no movement
 * @property {() => Promise<Rows>} [rows]
 * @property {(text: string) => string} plain without case, accents and typographic signs
 * @property {() => Promise<void>} turn leaves the browser a turn
 * @property {Uint8Array|null} [fits] by row whether it fits the choice; null if all do
 * @property {(rows: string) => number} [count] how many of the rows fit
 * @property {(inside: ParentNode) => void} [mark] hides what does not fit
 * @property {Promise<void>} [shown] the choice of the address, once the page shows it
 * @property {() => void} [refit] tells the parts that the choice has changed
 * @property {(row: number) => Promise<void>} [bring] loads the part that holds a row
 * @property {(change: (count: Uint16Array) => void) => void} [bins]
 * @property {(id: string) => Promise<boolean>} [go] to the element of an id or alias
 */

var dateline = /** @type {Dateline} */ ((function () {
  /** @type {Array<(choice: Choice) => void>} */
  var listeners = [];

  /** @returns {Choice} what the address says */
  function read() {
    var address = new URLSearchParams(location.search);
    /** @param {string} name */
    function get(name) { return address.get(name) || ""; }
    /** @param {string} name */
    function month(name) { return /^\d{4,6}-(0[1-9]|1[0-2])$/.test(get(name)) ? get(name) : ""; }
    return {
      q: get("q"), from: month("from"), to: month("to"), articles: get("articles"),
      tag: address.getAll("tag"), about: address.getAll("about"), source: address.getAll("source"),
    };
  }

  /** @param {Choice} choice @returns {string} the query string for it, empty for no choice */
  function search(choice) {
    var address = new URLSearchParams();
    Object.entries(choice).forEach(function (entry) {
      /** @type {string[]} */ ([]).concat(entry[1]).forEach(function (value) {
        if (value.trim()) address.append(entry[0], value);
      });
    });
    var text = address.toString();
    return text ? "?" + text : "";
  }

  /** @param {Choice} choice */
  function tell(choice) {
    listeners.forEach(function (listener) { listener(choice); });
  }

  addEventListener("popstate", function () { tell(read()); });

  /** The choice where the address cannot change. @type {Choice|null} */
  var kept = null;

  return {
    all: function (/** @type {string} */ selector, /** @type {ParentNode} */ inside) {
      return Array.from((inside || document).querySelectorAll(selector));
    },
    one: function (/** @type {string} */ selector, /** @type {ParentNode} */ inside) {
      return (inside || document).querySelector(selector);
    },
    read: function () { return kept || read(); },
    search: search,
    choose: function (/** @type {Partial<Choice>} */ change, /** @type {boolean} */ step) {
      var choice = Object.assign(dateline.read(), change);
      var address = location.pathname + search(choice) + (step ? "" : location.hash);
      try {
        history[step ? "pushState" : "replaceState"](null, "", address);
      } catch (refused) {
        // Some browsers let no page of file:// change its address; the choice holds all the same.
        kept = choice;
      }
      tell(choice);
    },
    listen: function (/** @type {(choice: Choice) => void} */ listener) {
      listeners.push(listener);
    },
    plain: function (/** @type {string} */ text) {
      if (/[^\0-\x7f]/.test(text)) {
        // What is left then are letters of one byte, of which a browser keeps twice as many.
        text = text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[‘’]/g, "'").replace(/[“”„]/g, '"')
          .replace(/[–—−]/g, "-").replace(/…/g, "...");
      }
      return text.toLowerCase();
    },
    turn: function () { return new Promise(function (go) { setTimeout(go); }); },
    reduced: function () { return matchMedia("(prefers-reduced-motion: reduce)").matches; },
  };
})());
