// Search and tags: what does not fit is hidden, and so is a date, month or year of which nothing is left.
"use strict";

(function () {
  var form = /** @type {HTMLFormElement|null} */ (document.getElementById("filter-form"));
  if (!form) return;
  var query = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  var boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll("input[name=tag]")));
  var facet = /** @type {HTMLDetailsElement|null} */ (form.querySelector(".facet"));
  var chosen = /** @type {HTMLElement|null} */ (form.querySelector(".chosen"));
  var found = /** @type {HTMLElement} */ (form.querySelector(".found"));
  var clear = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));
  var choice = dateline.read();

  /** @param {string} text @returns {string} without case and accents */
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  }

  /** @type {{element: HTMLElement, tags: string[], text: string}[]} */
  var events = Array.from(document.querySelectorAll(".event"), function (element) {
    var event = /** @type {HTMLElement} */ (element);
    return { element: event, tags: JSON.parse(event.dataset.tags || "[]"), text: "" };
  });

  var language = document.documentElement.lang;
  var rail = document.querySelector(".rail");

  /** Dates, months and years: their events, the numbers that count them, the line of the rail that leads to them. */
  var parts = Array.from(document.querySelectorAll(".date, .section, .period"), function (element) {
    var link = rail && element.id ? rail.querySelector('a[href="#' + element.id + '"]') : null;
    var counts = [element.querySelector(":scope > :is(h2, h3) > .count"), link && link.querySelector(".number")];
    return {
      element: /** @type {HTMLElement} */ (element),
      events: /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll(".event"))),
      link: link && link.parentElement,
      counts: counts.flatMap(function (count) { return count ? [{ element: count, text: count.textContent }] : []; }),
    };
  });

  /** @param {{element: HTMLElement, text: string}} event @returns {string} the words to be searched */
  function words(event) {
    if (!event.text) {
      var parts = event.element.querySelectorAll("h4, .text, .names, .tag, blockquote, .from");
      event.text = plain(Array.from(parts, function (part) { return part.textContent; }).join("\n")) + "\n";
    }
    return event.text;
  }

  /** @param {Choice} next */
  function show(next) {
    choice = next;
    var wanted = plain(next.query).split(/\s+/).filter(Boolean);
    var all = !wanted.length && !next.tags.length;
    var count = 0;
    events.forEach(function (event) {
      var fits = all ||
        ((!next.tags.length || next.tags.some(function (tag) { return event.tags.includes(tag); })) &&
          wanted.every(function (word) { return words(event).includes(word); }));
      event.element.hidden = !fits;
      if (fits) count += 1;
    });
    parts.forEach(function (part) {
      var left = all ? part.events.length : part.events.filter(function (event) { return !event.hidden; }).length;
      part.element.hidden = !left;
      part.counts.forEach(function (count) {
        count.element.textContent = all ? count.text : left.toLocaleString(language);
      });
      if (part.link) part.link.hidden = !left;
    });
    if (rail) rail.classList.toggle("is-filtered", !all);
    document.querySelectorAll(".order a").forEach(function (link) {
      /** @type {HTMLAnchorElement} */ (link).search = dateline.search(next);
    });
    if (query.value !== next.query) query.value = next.query;
    boxes.forEach(function (box) { box.checked = next.tags.includes(box.value); });
    if (chosen) {
      chosen.hidden = !next.tags.length;
      chosen.textContent = String(next.tags.length);
    }
    clear.hidden = all;
    found.textContent = all ? "" : String(count ? form.dataset.found : form.dataset.none)
      .replace("{count}", count.toLocaleString(language))
      .replace("{total}", events.length.toLocaleString(language));
  }

  // A tag of an event is a link that chooses it; without scripts it is a word.
  document.querySelectorAll(".event .tag").forEach(function (tag) {
    var link = document.createElement("a");
    link.className = "tag";
    link.textContent = tag.textContent;
    link.href = dateline.search({ query: "", tags: [String(tag.textContent)] });
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dateline.choose({ query: choice.query, tags: [String(link.textContent)] }, true);
      scrollTo(0, 0);
    });
    tag.replaceWith(link);
  });

  query.addEventListener("input", function () {
    dateline.choose({ query: query.value, tags: choice.tags }, false);
  });
  boxes.forEach(function (box) {
    box.addEventListener("change", function () {
      var tags = boxes.filter(function (other) { return other.checked; }).map(function (other) { return other.value; });
      dateline.choose({ query: choice.query, tags: tags }, true);
    });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    dateline.choose({ query: "", tags: [] }, true);
    query.focus();
  });
  document.addEventListener("click", function (event) {
    if (facet && facet.open && !facet.contains(/** @type {Node} */ (event.target))) facet.open = false;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !facet || !facet.open) return;
    var inside = facet.contains(document.activeElement);
    facet.open = false;
    if (inside) /** @type {HTMLElement} */ (facet.querySelector("summary")).focus();
  });

  dateline.listen(show);
})();
