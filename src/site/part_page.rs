//! The page of a part of a long timeline: what the timeline loads as the reader nears it, and
//! what its link leads to where no script runs.

use super::Context;
use super::chunk::{Part, Parts};
use super::event_view::Place;
use super::page::{Frame, rendered_long};
use super::period_list::{self, PeriodList};
use super::sequence::Order;
use crate::language::{Controls, PageWords};
use askama::Template;
use chrono::Datelike;

#[derive(Template)]
#[template(path = "part.html", whitespace = "minimize")]
struct PartPage<'a> {
    frame: Frame<'a>,
    words: &'a PageWords,
    controls: &'a Controls,
    site: &'a str,
    home: &'a str,
    name: String,
    count: String,
    before: Option<Step>,
    after: Option<Step>,
    periods: PeriodList<'a>,
}

/// A way to the part before or after.
struct Step {
    address: String,
    said: String,
}

pub(super) fn render(context: &Context, parts: &Parts, index: usize) -> String {
    let (language, part) = (context.language, &parts.parts[index]);
    let newest_first = parts.order == Order::NewestFirst;
    let home = if newest_first { "../index.html" } else { "../oldest.html" };
    let name = part_name(context, part);
    let step = |part: Option<&Part>, newer: bool| {
        let part = part?;
        let said = if newer { &language.page.controls.newer } else { &language.page.controls.older };
        Some(Step { address: format!("../{}", part.path()), said: language.named(said, &part_name(context, part)) })
    };
    let count = language.count_of_events(part.len());
    let title = format!("{name} · {}", context.timeline.title);
    let mut frame = context.frame(part.path(), title, format!("{name}: {count}"), context.root);
    frame.scripts = &context.assets.part_scripts;
    let periods = period_list::of_part(context, part, Place::Timeline(home));
    let room = periods.length;
    let page = PartPage {
        frame,
        words: &language.page,
        controls: &language.page.controls,
        site: &context.timeline.title,
        home,
        name,
        count,
        before: step(index.checked_sub(1).and_then(|before| parts.parts.get(before)), newest_first),
        after: step(parts.parts.get(index + 1), !newest_first),
        periods,
    };
    rendered_long(&page, room)
}

/// `March 2024`, `March 2024, 2 of 3`, `Jan 2024 – Mar 2024`, `1962 – 1975`.
pub(super) fn part_name(context: &Context, part: &Part) -> String {
    let language = context.language;
    if let [section] = part.sections.as_slice() {
        let when = section.when();
        let name = if section.month.is_some() { language.when(when) } else { language.label(when) };
        return language.piece(&name, section.piece);
    }
    let first = part.sections.iter().map(|section| section.when().from()).min();
    let last = part.sections.iter().map(|section| section.when().last_day()).max();
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    let one_year = first.year() == last.year();
    let months = part.sections.iter().filter_map(|section| section.month.map(|month| month.when.from()));
    match (months.clone().min(), months.max()) {
        (Some(first), Some(last)) if one_year => {
            language.span(&language.short_month_of_year(first), &language.short_month_of_year(last))
        }
        _ => language.span(&language.year(first.year()), &language.year(last.year())),
    }
}
