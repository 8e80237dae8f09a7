// Search, tags, people and places, sources, range: what does not fit is hidden, and so is a date, month or year of which nothing is left.
"use strict";

(function () {
  var form = /** @type {HTMLFormElement|null} */ (dateline.one("#filter-form"));
  if (!form || !dateline.rows) return;
  var search = form, rowsOf = dateline.rows;
  // The range is the strip's.
  var fields = /** @type {HTMLInputElement[]} */ (dateline.all("input:not([type=month])", form));
  var query = fields.filter(function (field) { return field.name === "q"; })[0];
  var facets = /** @type {HTMLDetailsElement[]} */ (dateline.all(".facet", form));
  var found = /** @type {HTMLElement} */ (dateline.one(".found", form));
  var clear = /** @type {HTMLElement} */ (dateline.one("button[type=reset]", form));
  var language = document.documentElement.lang;
  var total = Number(form.dataset.total);
  /** How many of the rows before each fit. @type {Int32Array|null} */
  var sums = null;
  /** What the page says of all events. @type {WeakMap<Element, string|null>} */
  var said = new WeakMap();

  dateline.fits = null;
  dateline.count = function (rows) {
    return rows.split(",").reduce(function (sum, range) {
      var ends = range.split("-").map(Number), last = ends[ends.length - 1] + 1;
      return sum + (sums ? sums[last] - sums[ends[0]] : last - ends[0]);
    }, 0);
  };

  /** @param {Element} element @param {string} rows @returns {boolean} whether any of the rows fit */
  function tell(element, rows) {
    if (!said.has(element)) said.set(element, element.textContent);
    var count = /** @type {NonNullable<Dateline["count"]>} */ (dateline.count)(rows);
    element.textContent = sums ? count.toLocaleString(language) : String(said.get(element));
    return count > 0;
  }

  dateline.mark = function (inside) {
    var fits = dateline.fits;
    dateline.all(".event", inside).forEach(function (event) {
      event.hidden = Boolean(fits && !fits[Number(event.dataset.row)]);
    });
    [".date", ".section", ".period"].forEach(function (selector) {
      dateline.all(selector, inside).forEach(function (part) {
        part.hidden = Boolean(fits && !dateline.one(".event:not([hidden])", part));
      });
    });
    dateline.all("[data-rows]", inside).forEach(function (element) {
      var rows = String(element.dataset.rows);
      var count = dateline.one(":scope > :is(h2, h3) > .count", element);
      var any = tell(count || element, rows);
      if (element.matches(".part")) element.hidden = !any;
      else if (!count) /** @type {HTMLElement} */ (element.closest("li")).hidden = !any;
    });
  };

  /** @param {string} month such as 2024-03 @param {number} more months @returns {number} its first day since 1970 */
  function day(month, more) {
    var parts = month.split("-").map(Number);
    return Date.UTC(parts[0], parts[1] - 1 + more) / 864e5;
  }

  /** @param {Rows} rows @param {Choice} choice @returns {Uint8Array} */
  function chosen(rows, choice) {
    var fits = new Uint8Array(rows.count);
    var from = choice.from ? day(choice.from, 0) : -Infinity;
    var to = choice.to ? day(choice.to, 1) : Infinity;
    /** @param {string[]} wanted @param {string[]} has */
    function any(wanted, has) {
      return !wanted.length || wanted.some(function (value) { return has.includes(value); });
    }
    for (var row = 0; row < rows.count; row += 1) {
      fits[row] = Number(rows.from[row] < to && rows.until[row] > from && !(choice.articles === "0" && rows.article[row]) &&
        any(choice.tag, rows.tag[row]) && any(choice.about, rows.about[row]) && any(choice.source, rows.source[row]));
    }
    return fits;
  }

  /** Leaves those rows of a slice that have the word. @param {Slice} slice @param {string} word @param {Uint8Array} fits */
  function scan(slice, word, fits) {
    var text = slice.text, at = text.indexOf(word), end = 0;
    for (var row = slice.first; row < slice.first + slice.count; row += 1) {
      end = text.indexOf("\n", end);
      if (end < 0) end = text.length;
      if (at < 0 || at >= end) fits[row] = 0;
      else at = text.indexOf(word, end);
      end += 1;
    }
  }

  /** The number of the last choice: an older one that is still scanned stops. */
  var last = 0;

  /** @param {Uint8Array|null} fits */
  function show(fits) {
    dateline.fits = fits;
    var count = 0;
    sums = fits && new Int32Array(fits.length + 1);
    if (fits && sums) for (var row = 0; row < fits.length; row += 1) sums[row + 1] = count += fits[row];
    /** @type {NonNullable<Dateline["mark"]>} */ (dateline.mark)(document);
    document.body.classList.toggle("is-filtered", Boolean(fits));
    found.textContent = !fits ? "" : String(count ? search.dataset.found : search.dataset.none)
      .replace("{count}", count.toLocaleString(language)).replace("{total}", total.toLocaleString(language));
    if (dateline.refit) dateline.refit();
    document.dispatchEvent(new Event("fits"));
  }

  /** @param {Choice} choice */
  async function apply(choice) {
    var number = last += 1;
    fields.forEach(function (field) {
      var value = choice[/** @type {keyof Choice} */ (field.name)];
      if (field.type === "checkbox") field.checked = value.includes(field.value);
      else if (field.value !== value) field.value = String(value);
    });
    facets.forEach(function (facet) {
      var mark = /** @type {HTMLElement} */ (dateline.one(".chosen", facet));
      var count = dateline.all("input:checked", facet).length;
      mark.hidden = !count;
      mark.textContent = String(count);
    });
    dateline.all(".order a").forEach(function (link) {
      /** @type {HTMLAnchorElement} */ (link).search = dateline.search(choice);
    });
    var all = !dateline.search(choice);
    clear.hidden = all;
    if (all) {
      if (dateline.fits || found.textContent) show(null);
      return;
    }
    if (search.dataset.index && location.protocol === "file:") {
      found.textContent = String(search.dataset.offline);
      return;
    }
    if (!found.textContent) found.textContent = String(search.dataset.searching);
    try {
      var rows = await rowsOf();
    } catch (error) {
      if (number === last) found.textContent = String(search.dataset.unreachable);
      return;
    }
    if (number !== last) return;
    var fits = chosen(rows, choice);
    var words = dateline.plain(choice.q).split(/\s+/).filter(Boolean);
    var start = performance.now();
    for (var slice of words.length ? rows.slices : []) {
      for (var word of words) scan(slice, word, fits);
      if (performance.now() - start < 8) continue;
      await dateline.turn();
      if (number !== last) return;
      start = performance.now();
    }
    show(fits);
  }

  query.addEventListener("input", function () { dateline.choose({ q: query.value }, false); });
  form.addEventListener("change", function (event) {
    var field = /** @type {HTMLInputElement} */ (event.target);
    if (field.type !== "checkbox") return;
    var values = fields.filter(function (other) { return other.name === field.name && other.checked; })
      .map(function (other) { return other.value; });
    dateline.choose({ [field.name]: field.name === "articles" ? values[0] || "" : values }, true);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    dateline.choose({ q: "", from: "", to: "", tag: [], about: [], source: [], articles: "" }, true);
    query.focus();
  });
  // A tag of an event chooses it.
  document.addEventListener("click", function (event) {
    var target = /** @type {Element} */ (event.target);
    facets.forEach(function (facet) { if (facet.open && !facet.contains(target)) facet.open = false; });
    var tag = target.closest("main a.tag");
    if (!tag || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dateline.choose({ tag: [String(tag.textContent)] }, true);
    scrollTo(0, 0);
  });
  document.addEventListener("keydown", function (event) {
    facets.forEach(function (facet) {
      if (event.key !== "Escape" || !facet.open) return;
      var inside = facet.contains(document.activeElement);
      facet.open = false;
      if (inside) /** @type {HTMLElement} */ (dateline.one("summary", facet)).focus();
    });
  });

  dateline.listen(function (choice) { dateline.shown = apply(choice); });
  dateline.shown = apply(dateline.read());
})();
