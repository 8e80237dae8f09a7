//! The timeline: `index.html` with the newest first, `oldest.html` the other way round.

use super::page::{Frame, rendered};
use super::period_list::{self, Order, month_anchor, period_anchor};
use super::{Context, Format, export};
use crate::event::Kind;
use crate::language::PageWords;
use crate::timeline::Period;
use crate::when::{Granularity, When};
use askama::Template;
use chrono::Datelike;

#[derive(Template)]
#[template(path = "timeline.html", whitespace = "minimize")]
struct TimelinePage<'a> {
    frame: Frame<'a>,
    words: &'a PageWords,
    name: &'a str,
    description: &'a str,
    counts: Vec<String>,
    newest_first: bool,
    tags: Vec<TagView<'a>>,
    total: usize,
    rail: Vec<RailPeriod>,
    periods: String,
}

struct TagView<'a> {
    name: &'a str,
    count: String,
}

/// A period of the list beside the timeline.
struct RailPeriod {
    anchor: String,
    name: String,
    count: String,
    months: Vec<RailMonth>,
}

struct RailMonth {
    anchor: String,
    name: String,
    count: String,
    /// The length of its bar, 1 to [`LONGEST_BAR`].
    bar: usize,
}

const LONGEST_BAR: usize = 40;

pub(super) fn render(context: &Context, order: Order) -> String {
    let (timeline, language) = (context.timeline, context.language);
    let newest_first = order == Order::NewestFirst;
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
    frame.scripts = &context.assets.scripts;
    frame.feed = Some((timeline.title.clone(), Format::Atom.file().into()));
    frame.data = export::of_timeline(context);
    rendered(&TimelinePage {
        frame,
        words: &language.page,
        name: &timeline.title,
        description: &context.config.description,
        counts,
        newest_first,
        tags: tags(context),
        total: timeline.events.len(),
        rail: rail(context, order),
        periods: period_list::render(context, &timeline.periods, order),
    })
}

/// What the head says of the timeline: how many events, articles and sources, and from when to when.
fn counts(context: &Context) -> Vec<String> {
    let (timeline, language) = (context.timeline, context.language);
    let events = timeline.events.iter().filter(|entry| entry.kind != Kind::Article).count();
    let mut counts = vec![language.count_of_events(events), language.count_of_articles(context.articles.len())];
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

fn tags<'a>(context: &Context<'a>) -> Vec<TagView<'a>> {
    let tags = context.timeline.tags().into_iter();
    tags.map(|(name, count)| TagView { name, count: context.language.number(count) }).collect()
}

fn rail(context: &Context, order: Order) -> Vec<RailPeriod> {
    let language = context.language;
    let months = context.timeline.periods.iter().flat_map(|period| &period.months);
    let busiest = months.map(|month| month.events.len()).max().unwrap_or(1).max(1);
    let entry = |period: &Period| {
        let mut months: Vec<RailMonth> = period
            .months
            .iter()
            .map(|month| RailMonth {
                anchor: month_anchor(&month.when),
                name: language.short_month(month.when.from()).to_string(),
                count: language.number(month.events.len()),
                bar: (month.events.len() * LONGEST_BAR).div_ceil(busiest),
            })
            .collect();
        if order == Order::NewestFirst {
            months.reverse();
        }
        RailPeriod {
            anchor: period_anchor(&period.when),
            name: language.raised(&language.when(&period.when)),
            count: language.number(period.events.len()),
            months,
        }
    };
    period_list::sorted(&context.timeline.periods, order).into_iter().map(entry).collect()
}
