// A link to an event by its id or another id of it: the event is shown, scrolled to and focused.
"use strict";

(function () {
  /** @type {HTMLElement|null} */
  var last = null;

  function follow() {
    if (last) last.classList.remove("is-target");
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var event = /** @type {HTMLElement|null} */ (target && target.closest(".event"));
    last = event;
    if (!event) return;
    if (event.hidden) dateline.choose({ query: "", tags: [] }, false);
    event.classList.add("is-target");
    event.tabIndex = -1;
    event.focus({ preventScroll: true });
    event.scrollIntoView({ block: "start" });
  }

  addEventListener("hashchange", follow);
  // The browser itself looks for the target until all is loaded, and takes the focus from an event
  // that it knows by another id.
  if (document.readyState === "complete") follow();
  else addEventListener("load", function () { setTimeout(follow); });
})();
