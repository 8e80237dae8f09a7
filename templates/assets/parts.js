// The parts of a long timeline: brought in as the reader nears them, with their height reserved,
// and let go when they are far. Without this script, and from the disk, their links lead to them.
"use strict";

(function () {
  /**
   * @typedef {object} Part
   * @property {HTMLElement} element
   * @property {HTMLElement} heading
   * @property {string} address
   * @property {string} rows
   * @property {boolean} near
   * @property {Promise<void>|null} loading none while the part is only a heading
   */
  /** @type {Part[]} */
  var parts = dateline.all(".part").map(function (element) {
    var heading = /** @type {HTMLElement} */ (element.firstElementChild);
    var link = /** @type {HTMLElement} */ (dateline.one("a", heading));
    return {
      element: element, heading: heading, address: String(link.getAttribute("href")),
      rows: String(element.dataset.rows), near: false, loading: null,
    };
  });
  if (!parts.length || location.protocol === "file:") return;

  /** @returns {number} the height of an event, in pixels */
  function height() {
    var tall = 0, count = 0;
    dateline.all("main > .period").forEach(function (period) {
      tall += period.offsetHeight;
      count += dateline.all(".event:not([hidden])", period).length;
    });
    return count > 20 ? tall / count : 130;
  }

  /** @param {Part} part @param {number} each the height of an event */
  function reserve(part, each) {
    var count = dateline.count ? dateline.count(part.rows) : 0;
    part.element.style.minBlockSize = Math.round(count * each) + "px";
  }

  /** @param {Part} part */
  async function load(part) {
    var answer = await fetch(part.address);
    if (!answer.ok) throw new Error(part.address);
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    var list = /** @type {HTMLElement} */ (page.querySelector("main"));
    // The page of a part stands a folder deeper than this one.
    dateline.all("a[href^='../']", list).forEach(function (link) {
      link.setAttribute("href", String(link.getAttribute("href")).replace(/^\.\.\/((index|oldest)\.html(?=#))?/, ""));
    });
    if (dateline.fits && dateline.mark) {
      dateline.mark(list);
      dateline.all("[hidden]", list).forEach(function (left) { if (!left.closest("h2, h3, summary")) left.remove(); });
    }
    await new Promise(requestAnimationFrame);
    if (!part.loading) return;
    var bottom = part.element.getBoundingClientRect().bottom;
    part.heading.hidden = true;
    part.element.append.apply(part.element, Array.from(list.children));
    part.element.style.minBlockSize = "";
    // Where the browser does not itself hold what is read in its place.
    if (bottom < 0 && !CSS.supports("overflow-anchor", "auto")) {
      scrollBy(0, part.element.getBoundingClientRect().bottom - bottom);
    }
  }

  /** @param {Part} part @returns {Promise<void>} */
  function fill(part) {
    if (!part.loading) {
      part.element.setAttribute("aria-busy", "true");
      part.loading = load(part).catch(function () { part.loading = null; }).finally(function () {
        part.element.removeAttribute("aria-busy");
      });
    }
    return part.loading;
  }

  /** @param {Part} part */
  function empty(part) {
    if (!part.loading) return;
    part.loading = null;
    part.heading.hidden = false;
    while (part.element.lastElementChild !== part.heading) {
      /** @type {Element} */ (part.element.lastElementChild).remove();
    }
  }

  /** @param {string} margin @param {(part: Part, near: boolean) => void} change */
  function watch(margin, change) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var part = parts.find(function (part) { return part.element === entry.target; });
        if (part) change(part, entry.isIntersecting);
      });
    }, { rootMargin: margin });
    parts.forEach(function (part) { observer.observe(part.element); });
  }

  function reserveAll() {
    var each = height();
    parts.forEach(function (part) { if (!part.loading) reserve(part, each); });
  }

  /** @type {Part|undefined} the part that a link leads to: it stays, though its event has no focus yet */
  var sought;
  var waiting = 0;
  dateline.refit = function () {
    parts.forEach(empty);
    reserveAll();
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      parts.forEach(function (part) { if (part.near && !part.element.hidden) fill(part); });
    }, 150);
  };

  dateline.bring = function (row) {
    sought = parts.find(function (part) {
      return part.rows.split(",").some(function (range) {
        var ends = range.split("-").map(Number);
        return ends[0] <= row && row <= ends[ends.length - 1];
      });
    });
    return sought ? fill(sought) : Promise.resolve();
  };

  addEventListener("load", function () {
    reserveAll();
    watch("1000px 0px", function (part, near) {
      part.near = near;
      if (near) fill(part);
    });
    watch("5000px 0px", function (part, near) {
      if (near || !part.loading || part === sought || part.element.contains(document.activeElement)) return;
      part.element.style.minBlockSize = part.element.offsetHeight + "px";
      empty(part);
    });
    var width = innerWidth;
    addEventListener("resize", function () {
      if (width !== innerWidth) reserveAll();
      width = innerWidth;
    });
  });

  // A link to a part, or to a month in it, leads to its place on this page.
  document.addEventListener("click", function (event) {
    var link = /** @type {Element} */ (event.target).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    var address = String(link.getAttribute("href")).split("#");
    var part = parts.find(function (part) { return part.address === address[0]; });
    if (!part || !dateline.go) return;
    event.preventDefault();
    var found = sought = part;
    fill(part).then(function () {
      var first = dateline.one("[id]", found.element);
      var id = address[1] || (first ? first.id : "");
      if (id) history.pushState(null, "", location.search + "#" + id);
      if (id && dateline.go) dateline.go(id);
    });
  });
})();
