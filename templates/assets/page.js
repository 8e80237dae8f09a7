// What the page's scripts share. They are classic scripts, a concern each: browsers refuse modules on file://.
"use strict";

/**
 * What the reader has chosen; it stands in the page's address.
 * @typedef {{query: string, tags: string[]}} Choice
 */

var dateline = (function () {
  /** @type {Array<(choice: Choice) => void>} */
  var listeners = [];

  /** @returns {Choice} what the address says */
  function read() {
    var address = new URLSearchParams(location.search);
    return { query: address.get("q") || "", tags: address.getAll("tag") };
  }

  /**
   * @param {Choice} choice
   * @returns {string} the query string for it, empty for no choice
   */
  function search(choice) {
    var address = new URLSearchParams();
    if (choice.query.trim()) address.set("q", choice.query);
    choice.tags.forEach(function (tag) { address.append("tag", tag); });
    var text = address.toString();
    return text ? "?" + text : "";
  }

  /** @param {Choice} choice */
  function tell(choice) {
    listeners.forEach(function (listener) { listener(choice); });
  }

  /**
   * Takes a choice: shows it and writes it into the address.
   * @param {Choice} choice
   * @param {boolean} step true for a step of its own in the browser's history
   */
  function choose(choice, step) {
    var address = location.pathname + search(choice) + (step ? "" : location.hash);
    try {
      history[step ? "pushState" : "replaceState"](null, "", address);
    } catch (refused) {
      // Some browsers let no page of file:// change its address; the choice holds all the same.
    }
    tell(choice);
  }

  addEventListener("popstate", function () { tell(read()); });

  return {
    read: read,
    search: search,
    choose: choose,
    /** @param {(choice: Choice) => void} listener called with each choice, and once at the start */
    listen: function (listener) {
      listeners.push(listener);
      listener(read());
    },
  };
})();
