// A link to an event by its id or an alias: the event is brought onto the page, shown, scrolled to and focused.
"use strict";

(function () {
  /** @type {HTMLElement|null} */
  var last = null;
  var ids = document.body.dataset.ids;

  /** @param {string} id @returns {Promise<number>} the row of an event that is not on the page, -1 for none */
  async function find(id) {
    if (!ids || location.protocol === "file:") return -1;
    var sum = 0;
    for (var at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) % 65521;
    try {
      var rows = await (await fetch("data/ids/" + sum % Number(ids) + ".json")).json();
      return id in rows ? rows[id] : -1;
    } catch (error) {
      return -1;
    }
  }

  /** Holds an element at the head of the window while what is around it takes its height. @param {HTMLElement} element */
  function hold(element) {
    var frames = 0, free = false;
    ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (name) {
      addEventListener(name, function () { free = true; }, { once: true, passive: true });
    });
    (function again() {
      if (free || frames > 20) return;
      frames += 1;
      element.scrollIntoView({ block: "start", behavior: "instant" });
      requestAnimationFrame(again);
    })();
  }

  dateline.go = async function (id) {
    await dateline.shown;
    var target = document.getElementById(id);
    if (!target && dateline.bring) {
      var row = await find(id);
      if (row < 0) return false;
      await dateline.bring(row);
      target = document.getElementById(id);
      // What the reader has chosen hides it.
      if (!target && dateline.fits) {
        dateline.choose({ q: "", from: "", to: "", tag: [], source: [], articles: "" }, false);
        await dateline.shown;
        await dateline.bring(row);
        target = document.getElementById(id);
      }
    }
    var event = /** @type {HTMLElement|null} */ (target && target.closest(".event"));
    if (last) last.classList.remove("is-target");
    last = event;
    if (!target) return false;
    if (event && event.hidden) {
      dateline.choose({ q: "", from: "", to: "", tag: [], source: [], articles: "" }, false);
    }
    if (event) event.classList.add("is-target");
    var place = event || target;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    hold(place);
    return true;
  };

  function follow() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (!id || !dateline.go) return;
    dateline.go(id).then(function (found) {
      // Since the link was made, the event may have come to stand in another part.
      var home = document.body.dataset.home;
      if (!found && home) location.replace(home + location.hash);
    });
  }

  // A long text shows only its beginning, until the reader asks for the rest.
  document.addEventListener("click", function (click) {
    var text = /** @type {Element} */ (click.target).closest(".event > .text");
    if (text) /** @type {Element} */ (text.parentElement).classList.add("is-open");
  });

  addEventListener("hashchange", follow);
  // The browser itself looks for the target until all is loaded, and takes the focus from an event
  // that it knows by another id.
  if (document.readyState === "complete") follow();
  else addEventListener("load", function () { setTimeout(follow); });
})();
