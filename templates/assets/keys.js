// Single keys: to the next event, period and source. The help on them has a switch that turns them off.
"use strict";

(function () {
  var help = /** @type {HTMLDialogElement|null} */ (dateline.one("#keys"));
  if (!help) return;
  var dialog = help;
  var toggle = /** @type {HTMLInputElement} */ (dateline.one("#keys-switch"));
  var toast = /** @type {HTMLElement} */ (dateline.one(".toast"));
  var query = dateline.one("input[type=search]");

  /** The reader's settings, the only thing that is kept. @param {string} [value] @returns {string|null} */
  function setting(value) {
    try {
      if (value !== undefined) localStorage.setItem("dateline-keys", value);
      return localStorage.getItem("dateline-keys");
    } catch (refused) {
      return null;
    }
  }
  toggle.checked = setting() !== "off";
  toggle.addEventListener("change", function () { setting(toggle.checked ? "on" : "off"); });
  dateline.all(".keys-open").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { dialog.showModal(); });
  });

  /** @param {string} selector @returns {HTMLElement[]} those that are shown */
  function shown(selector) {
    return dateline.all(selector).filter(function (element) { return element.offsetParent; });
  }

  /** The line under the bar that stays at the head of the window. */
  function head() {
    return parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  }

  /** @returns {HTMLElement|null} the event that has the focus */
  function current() {
    return document.activeElement && document.activeElement.closest(".event");
  }

  /** @param {HTMLElement|undefined} element */
  function to(element) {
    if (!element) return;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: element.matches(".event") ? "center" : "start", behavior: dateline.reduced() ? "instant" : "auto" });
  }

  /** The next of some elements, or the one before, seen from the focus or the head of the window. @param {string} selector @param {boolean} on */
  function step(selector, on) {
    var all = shown(selector), here = document.activeElement;
    var focused = all.filter(function (element) { return element === here || selector === ".event" && element.contains(here); })[0];
    var top = focused ? 0 : head();
    var next = all.filter(function (element) {
      if (focused) {
        return focused !== element &&
          Boolean(focused.compareDocumentPosition(element) & (on ? 4 : 2));
      }
      var place = element.getBoundingClientRect().top;
      return on ? place > top - 2 : place < top - 2;
    });
    to(on ? next[0] : next[next.length - 1]);
  }

  /** The event that is nearest to today, of those on the page. */
  function today() {
    var now = Date.now() / 864e5, best = Infinity;
    /** @type {HTMLElement|undefined} */
    var nearest;
    shown(".date").forEach(function (date) {
      var far = Math.abs(Number(String(date.dataset.days).split(" ")[0]) - now);
      var event = far < best && dateline.one(".event:not([hidden])", date);
      if (event) { best = far; nearest = event; }
    });
    to(nearest);
  }

  /** @param {HTMLElement} event the whole address of an event */
  function address(event) {
    var home = document.body.dataset.home || location.pathname;
    return new URL(home + "#" + event.id, location.href).href;
  }

  async function copy() {
    var event = current();
    if (!event) return;
    try {
      await navigator.clipboard.writeText(address(event));
      toast.textContent = String(dialog.dataset.copied);
    } catch (refused) {
      // Without the right to the clipboard the address itself is what can be copied.
      toast.textContent = address(event);
    }
    setTimeout(function () { toast.textContent = ""; }, 4000);
  }

  /** @type {Record<string, () => void>} */
  var keys = {
    j: function () { step(".event", true); },
    k: function () { step(".event", false); },
    "]": function () { step("main .section, main .part", true); },
    "[": function () { step("main .section, main .part", false); },
    "/": function () { if (query) query.focus(); },
    o: function () {
      var link = dateline.one("h4 a:not(.permalink), .names a, .from a", current() || undefined);
      if (link && current()) link.click();
    },
    c: copy,
    t: today,
    "?": function () { dialog.showModal(); },
  };

  document.addEventListener("keydown", function (event) {
    var target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && target === query && !/** @type {HTMLInputElement} */ (query).value) query.blur();
    var typing = target.closest("input, select, textarea, [role=slider]");
    if (!toggle.checked || typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    var act = Object.prototype.hasOwnProperty.call(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
