//! The timeline: `index.html` with the newest first, `oldest.html` the other way round, `embed.html`
//! for a frame in a page of another site.

use super::chunk::{Part, Parts};
use super::event_view::Place;
use super::facet::{Facet, facets};
use super::index::Index;
use super::page::{Frame, rendered};
use super::part_page::part_name;
use super::period_list::{self, PeriodList};
use super::rail::{RailPeriod, rail};
use super::sequence::{Order, ranges};
use super::{Context, Format, export, strip};
use crate::event::Kind;
use crate::language::{Controls, PageWords};
use crate::when::{Granularity, When};
use askama::Template;
use chrono::Datelike;

#[derive(Template)]
#[template(path = "timeline.html", whitespace = "minimize")]
struct TimelinePage<'a> {
    frame: Frame<'a>,
    words: &'a PageWords,
    controls: &'a Controls,
    name: &'a str,
    description: &'a str,
    counts: Vec<String>,
    newest_first: bool,
    /// True to leave out the head and the foot: they stand around the frame.
    embedded: bool,
    facets: Vec<Facet<'a>>,
    total: usize,
    rail: Vec<RailPeriod>,
    periods: Option<PeriodList<'a>>,
    parts: Vec<PartView>,
    strip: String,
    /// The address of the index, where the timeline has parts.
    index: Option<&'a Index<'a>>,
    has_articles: bool,
    /// The first and the last month, `2024-03`.
    months: (String, String),
}

/// A part that is not on the page: where it is, and how much.
struct PartView {
    address: String,
    name: String,
    count: String,
    rows: String,
}

/// The page for a frame.
pub(super) const EMBED: &str = "embed.html";

pub(super) fn render(context: &Context, parts: &Parts, embedded: bool) -> String {
    let (timeline, language) = (context.timeline, context.language);
    let newest_first = parts.order == Order::NewestFirst;
    let path = if newest_first { "index.html" } else { "oldest.html" };
    let title = if newest_first {
        timeline.title.clone()
    } else {
        format!("{} · {}", timeline.title, language.page.oldest_first)
    };
    let counts = counts(context);
    let description =
        if context.config.description.is_empty() { counts.join(" · ") } else { context.config.description.clone() };
    let mut frame = context.frame(path, title, description, "");
    frame.scripts = if parts.is_whole() { &context.assets.whole_scripts } else { &context.assets.long_scripts };
    // Search engines show the page that stands for itself.
    frame.is_listed = !embedded;
    frame.feed = Some((timeline.title.clone(), Format::Atom.file().into()));
    frame.data = export::of_timeline(context, &frame.description);
    let place = Place::Timeline("");
    let first = parts.parts.first();
    let part = |part: &Part| PartView {
        address: part.path().into(),
        name: part_name(context, part),
        count: language.count_of_events(part.len()),
        rows: ranges(&part.rows()),
    };
    rendered(&TimelinePage {
        frame,
        words: &language.page,
        controls: &language.page.controls,
        name: &timeline.title,
        description: &context.config.description,
        counts,
        newest_first,
        embedded,
        facets: facets(context),
        total: timeline.events.len(),
        rail: rail(context, parts),
        periods: first.map(|first| period_list::of_part(context, first, place)),
        parts: parts.parts.iter().skip(1).map(part).collect(),
        strip: strip::render(context, parts),
        months: timeline.span().map(|(first, last)| (strip::month(first), strip::month(last))).unwrap_or_default(),
        index: context.chunks.index.as_ref(),
        has_articles: timeline.events.iter().any(|entry| entry.kind == Kind::Article),
    })
}

/// What the head says of the timeline: how many events, articles and sources, and from when to when.
fn counts(context: &Context) -> Vec<String> {
    let (timeline, language) = (context.timeline, context.language);
    let events = timeline.events.iter().filter(|entry| entry.kind != Kind::Article).count();
    let mut counts = vec![language.count_of_events(events)];
    if !context.articles.is_empty() {
        counts.push(language.count_of_articles(context.articles.len()));
    }
    let first = timeline.events.iter().min_by_key(|entry| entry.when.from());
    let last = timeline.events.iter().max_by_key(|entry| entry.when.until());
    if let (Some(first), Some(last)) = (first, last) {
        let said = |when: &When, end: &When| {
            let known_by_month = when.granularity() <= Granularity::Month;
            if known_by_month { language.short_month_of_year(end.from()) } else { language.year(end.from().year()) }
        };
        let last_day = When::day(last.when.last_day()).unwrap_or(last.when);
        counts.push(language.span(&said(&first.when, &first.when), &said(&last.when, &last_day)));
    }
    let publishers = timeline.publishers().len();
    if publishers > 0 {
        counts.push(language.count_of_sources(publishers));
    }
    counts
}
