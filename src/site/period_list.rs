//! A list of periods: what a page (or a part of one) shows of the timeline.

use super::Context;
use super::correction::Correction;
use super::marked::Marked;
use super::page::rendered;
use crate::event::{Kind, Status};
use crate::language::PageWords;
use crate::timeline::{Entry, Period, Source};
use crate::when::{Granularity, When};
use askama::Template;
use std::cmp::Reverse;
use std::ops::Range;

/// Which end of time comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    NewestFirst,
    OldestFirst,
}

#[derive(Template)]
#[template(path = "period_list.html", whitespace = "minimize")]
struct PeriodList<'a> {
    words: &'a PageWords,
    periods: Vec<PeriodView<'a>>,
}

/// A year, or a coarser unit with what is known no better.
struct PeriodView<'a> {
    anchor: String,
    name: String,
    count: String,
    sections: Vec<SectionView<'a>>,
}

/// A month, or the head of a year.
struct SectionView<'a> {
    anchor: String,
    name: String,
    count: String,
    /// True for the head of a year: what it holds says so itself.
    is_head: bool,
    groups: Vec<GroupView<'a>>,
}

/// The events of one date.
struct GroupView<'a> {
    label: String,
    said: String,
    datetime: Option<String>,
    shape: &'static str,
    events: Vec<EventView<'a>>,
}

struct EventView<'a> {
    entry: &'a Entry,
    permalink: String,
    clock: Option<String>,
    planned: bool,
    article: bool,
    page: String,
    sentence: Marked<'a>,
    names: Vec<NameView<'a>>,
    more: Option<String>,
    why: String,
    tags: String,
    /// Its tags and the page of each that has one.
    tag_pages: Vec<(&'a str, Option<String>)>,
    tellings: Vec<SourceView<'a>>,
}

/// A source by its short name.
struct NameView<'a> {
    name: &'a str,
    address: String,
}

/// A source in full.
struct SourceView<'a> {
    source: &'a Source,
    address: String,
    article_of: String,
    /// A hand-made event only names its sources.
    listed: bool,
    sentence: Option<Marked<'a>>,
    original: Option<String>,
    date: String,
    correction: Option<Correction>,
}

/// How many sources an event names before it counts the others.
const NAMED: usize = 2;

/// The HTML of periods in the order asked for.
pub(super) fn render(context: &Context, periods: &[Period], order: Order) -> String {
    let view = View { context, order };
    let periods = sorted(periods, order).into_iter().map(|period| view.period(period)).collect();
    rendered(&PeriodList { words: &context.language.page, periods })
}

/// Periods in the order asked for.
pub(super) fn sorted(periods: &[Period], order: Order) -> Vec<&Period> {
    let mut sorted: Vec<&Period> = periods.iter().collect();
    if order == Order::NewestFirst {
        // "The 1980s" stands before 1989, as it stands before 1980 where the oldest comes first.
        sorted.sort_by_key(|period| (Reverse(period.when.until()), Reverse(period.when.granularity())));
    }
    sorted
}

/// The anchor of a year or coarser unit. Ids of events have no hyphen.
pub(super) fn period_anchor(when: &When) -> String {
    format!("y-{}", when.edtf())
}

/// The anchor of a month.
pub(super) fn month_anchor(when: &When) -> String {
    format!("m-{}", when.edtf())
}

struct View<'a> {
    context: &'a Context<'a>,
    order: Order,
}

impl<'a> View<'a> {
    fn period(&self, period: &Period) -> PeriodView<'a> {
        let language = self.context.language;
        let name = language.raised(&language.when(&period.when));
        let anchor = period_anchor(&period.when);
        let mut sections = Vec::with_capacity(period.months.len() + 1);
        for month in &period.months {
            sections.push(SectionView {
                anchor: month_anchor(&month.when),
                name: language.when(&month.when),
                count: language.number(month.events.len()),
                is_head: false,
                groups: self.groups(month.events.clone()),
            });
        }
        if self.order == Order::NewestFirst {
            sections.reverse();
        }
        if !period.head.is_empty() {
            let head = SectionView {
                anchor: format!("{anchor}-head"),
                name: language.label(&period.when),
                count: language.number(period.head.len()),
                is_head: true,
                groups: self.groups(period.head.clone()),
            };
            sections.insert(0, head);
        }
        PeriodView { anchor, name, count: language.count_of_events(period.events.len()), sections }
    }

    /// The events of a section by their dates; those that are known to no day stay at its head.
    fn groups(&self, events: Range<usize>) -> Vec<GroupView<'a>> {
        let entries = &self.context.timeline.events[events];
        let mut groups: Vec<&[Entry]> = entries.chunk_by(|a, b| day_of(&a.when) == day_of(&b.when)).collect();
        if self.order == Order::NewestFirst {
            let head = groups.iter().take_while(|group| group[0].when.granularity() >= Granularity::Month).count();
            groups[head..].reverse();
        }
        groups.into_iter().map(|group| self.group(group)).collect()
    }

    fn group(&self, entries: &'a [Entry]) -> GroupView<'a> {
        let language = self.context.language;
        let when = day_of(&entries[0].when);
        let mut events: Vec<&Entry> = entries.iter().collect();
        if self.order == Order::NewestFirst {
            events.sort_by(|a, b| b.when.chronological(&a.when));
        }
        GroupView {
            label: language.label(&when),
            said: language.when(&when),
            datetime: datetime(&when),
            shape: shape(&when),
            events: events.into_iter().map(|entry| self.event(entry)).collect(),
        }
    }

    fn event(&self, entry: &'a Entry) -> EventView<'a> {
        let language = self.context.language;
        let article = entry.kind == Kind::Article;
        let first = entry.sources.first();
        let date = self.context.date_in_words(&entry.when);
        let mut names: Vec<NameView> = Vec::new();
        for source in &entry.sources {
            // An article's own entry has its title for a headline.
            let Some(name) = source.publisher.as_deref().or((!article).then_some(&source.title)) else { continue };
            if names.iter().all(|known| known.name != name) {
                names.push(NameView { name, address: self.address(source, article) });
            }
        }
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        EventView {
            entry,
            permalink: language.permalink(&entry.title),
            clock: entry.when.clock().map(|clock| language.clock(clock)),
            planned: entry.status == Status::Planned,
            article,
            page: first.map_or_else(String::new, |source| self.address(source, article)),
            sentence: Marked::new(&entry.text, first.and_then(|source| source.mark.as_ref())),
            names,
            more: (more > 0).then(|| language.more_sources(more)),
            why: match entry.kind {
                Kind::Article | Kind::Manual => language.page.why_article.clone(),
                Kind::Event => language.why(&date),
            },
            tags: serde_json::to_string(&entry.tags).expect("a list of strings is JSON"),
            tag_pages: entry.tags.iter().map(|tag| (tag.as_str(), self.context.tag_page(tag))).collect(),
            tellings: entry.sources.iter().map(|source| self.telling(entry, source, article)).collect(),
        }
    }

    fn telling(&self, entry: &'a Entry, source: &'a Source, article: bool) -> SourceView<'a> {
        let language = self.context.language;
        // What the event itself shows is not said again.
        let sentence = source.sentence.as_deref().filter(|text| entry.sources.len() > 1 || *text != entry.text);
        SourceView {
            source,
            address: self.address(source, article),
            article_of: source.said(language),
            listed: source.index.is_none(),
            sentence: sentence.map(|text| Marked::new(text, source.mark.as_ref())),
            original: source.url.as_deref().and_then(host).map(|host| language.original_at(host)),
            date: language.when(&source.when),
            correction: Correction::new(self.context, entry, source),
        }
    }

    /// The place of a source on its article's page; the address of one that only a list names, if it has one.
    fn address(&self, source: &Source, article: bool) -> String {
        let Some(index) = source.index else { return source.url.clone().unwrap_or_default() };
        let page = self.context.article_address(index);
        if article { page } else { format!("{page}#{}", source.id) }
    }
}

/// A date without its time of day: the events of one day stand together.
fn day_of(when: &When) -> When {
    if when.clock().is_none() {
        return *when;
    }
    When::new(when.from(), when.until(), Granularity::Day).map_or(*when, |day| day.with_modifier(when.modifier()))
}

/// The value of `<time datetime>`; none where HTML has no form for it (a range, a decade, a year before Christ).
fn datetime(when: &When) -> Option<String> {
    use chrono::Datelike;
    if !when.is_single() || when.from().year() < 1 {
        return None;
    }
    let bare = when.with_modifier(None);
    match when.granularity() {
        Granularity::Day | Granularity::Month | Granularity::Year => Some(bare.edtf()),
        Granularity::Week => Some(bare.timex3()),
        _ => None,
    }
}

/// The form of the dot beside a date: its words say the same.
fn shape(when: &When) -> &'static str {
    match when.granularity() {
        unit if unit.is_day_or_finer() && when.is_single() => "day",
        unit if unit < Granularity::Month => "range",
        Granularity::Month if when.is_single() => "month",
        _ => "year",
    }
}

/// The host of an address of the web; none for any other.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}
