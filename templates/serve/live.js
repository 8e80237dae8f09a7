// Follows the site while it is written: loads the page anew when there is a newer state of it, at the
// place where the reader was, and shows what is wrong. Only `dateline serve` adds this to its pages.
"use strict";

(function () {
  /**
   * @typedef {{message: string, place?: string, line?: string, help?: string}} Trouble
   * @typedef {{page: string, y: number, id: string, row: number, top: number, open: string[], field: string}} Place
   */
  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  var edition = script.dataset.edition;
  var key = "dateline-live-place";
  /** @type {EventSource|null} */
  var source = null;

  /** @returns {string} */
  function page() { return location.pathname + location.search; }

  /** @param {string} selector @returns {HTMLElement[]} */
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  /** Takes down where the reader is: the first thing in the window that has an id, and how far from its head. */
  function remember() {
    var first = scrollY < 1 ? undefined : all("main [id]").find(function (element) {
      var box = element.getBoundingClientRect();
      return box.height > 0 && box.bottom > 1;
    });
    var focus = /** @type {HTMLElement|null} */ (document.activeElement);
    /** @type {Place} */
    var place = {
      page: page(), y: scrollY,
      id: first ? first.id : "", row: first ? Number(first.dataset.row || -1) : -1,
      top: first ? first.getBoundingClientRect().top : 0,
      open: all("[id] details[open]").map(function (part) { return /** @type {Element} */ (part.closest("[id]")).id; }),
      field: focus && focus.matches("input[type=search]") ? "input[type=search]" : "",
    };
    try { sessionStorage.setItem(key, JSON.stringify(place)); } catch (refused) { /* then the page starts at its head */ }
  }

  /** @returns {Place|null} */
  function remembered() {
    try {
      var text = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      var place = text ? JSON.parse(text) : null;
      return place && place.page === page() ? place : null;
    } catch (refused) {
      return null;
    }
  }

  /** Brings the reader back, and holds the place while what is around it takes its height. @param {Place} place */
  function bring(place) {
    var until = performance.now() + 3000, free = false, asked = false, still = 0;
    ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (name) {
      addEventListener(name, function () { free = true; }, { once: true, passive: true });
    });
    place.open.forEach(function (id) {
      var whole = document.getElementById(id);
      if (whole) whole.querySelectorAll("details").forEach(function (part) { part.open = true; });
    });
    var field = place.field ? /** @type {HTMLInputElement|null} */ (document.querySelector(place.field)) : null;
    if (field) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    }
    (function again() {
      if (free || performance.now() > until) return;
      var element = place.id ? document.getElementById(place.id) : null;
      if (element && element.offsetParent) {
        var off = element.getBoundingClientRect().top - place.top;
        if (Math.abs(off) > 1) {
          scrollBy({ top: off, behavior: "instant" });
          still = 0;
        }
        still += 1;
        if (still > 20) return;
      } else {
        scrollTo({ top: place.y, behavior: "instant" });
        // It stands in a part of the timeline that is not loaded yet.
        if (!asked && place.row >= 0 && typeof dateline !== "undefined" && dateline.bring) {
          asked = true;
          dateline.bring(place.row);
        }
        if (!place.id) {
          still += 1;
          if (still > 20) return;
        }
      }
      requestAnimationFrame(again);
    })();
  }

  /** @param {string} name @param {string} text @param {Element} inside */
  function add(name, text, inside) {
    var element = document.createElement(name);
    element.textContent = text;
    inside.append(element);
    return element;
  }

  /** Shows what is wrong over the page, or takes it away. @param {Trouble[]} troubles */
  function show(troubles) {
    var old = document.querySelector(".dateline-troubles");
    if (old) old.remove();
    if (!troubles.length) return;
    var box = document.createElement("section");
    box.className = "dateline-troubles";
    box.setAttribute("role", "alert");
    box.lang = "en";
    box.dir = "ltr";
    add("h2", troubles.length === 1 ? "An error" : troubles.length + " errors", box);
    troubles.slice(0, 20).forEach(function (trouble) {
      var one = add("div", "", box);
      add("p", trouble.message, one);
      if (trouble.place) add("code", trouble.place, one);
      if (trouble.line) add("pre", trouble.line, one);
      if (trouble.help) add("p", trouble.help, one).className = "help";
    });
    if (troubles.length > 20) add("p", "… and " + (troubles.length - 20) + " more", box);
    add("p", "The site is shown as it was before.", box).className = "help";
    var close = add("button", "Hide", box);
    close.setAttribute("type", "button");
    close.addEventListener("click", function () { box.remove(); });
    document.body.append(box);
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/-dateline/news");
    source.onmessage = function (message) {
      var news = /** @type {{edition: string, troubles: Trouble[]}} */ (JSON.parse(message.data));
      if (news.edition === edition) {
        show(news.troubles);
        return;
      }
      hush();
      remember();
      history.scrollRestoration = "manual";
      location.reload();
    };
  }

  function hush() {
    if (source) source.close();
    source = null;
  }

  // A browser keeps but a few connections to a server: pages that nobody sees hold none.
  document.addEventListener("visibilitychange", function () { if (document.hidden) hush(); else listen(); });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/-dateline/live.css";
  document.head.append(style);
  history.scrollRestoration = "auto";
  var place = remembered();
  if (place) bring(place);
  listen();
})();
