//! The strip over the timeline: how many events when, a link a period.

mod axis;
mod density;

use super::Context;
use super::chunk::Parts;
use super::page::rendered;
use super::rail::Addresses;
use super::sequence::{month_anchor, period_anchor};
use crate::language::{Controls, Language};
use crate::timeline::{Entry, Timeline};
use crate::when::{Granularity, When};
use askama::Template;
use axis::{Axis, Stretch, WIDTH};
use chrono::{Datelike, NaiveDate};

/// Ticks closer than this are left out, on a desktop and on a telephone.
const TICKS: [f64; 2] = [80.0, 240.0];
/// Folds closer than this share one label on a telephone.
const FOLDS: f64 = 200.0;
/// A period narrower than this can be neither seen nor met with the pointer.
const NARROW: f64 = 4.0;
/// Up to so many months each is a link of its own.
const MONTHS: usize = 48;

#[derive(Template)]
#[template(path = "strip.html", whitespace = "minimize")]
struct Strip<'a> {
    controls: &'a Controls,
    caption: String,
    /// The first and the last month, `2024-03`.
    first: String,
    last: String,
    scales: Vec<Scale>,
}

/// The strip at one scale: with folds, or true.
struct Scale {
    is_folded: bool,
    /// Days and their places, between which the axis is even.
    axis: String,
    path: String,
    folds: Vec<Fold>,
    links: Vec<Link>,
    ticks: Vec<Tick>,
}

struct Fold {
    start: f64,
    /// In per cent.
    middle: String,
    label: String,
    /// False for one whose label a narrow screen has no room for.
    is_major: bool,
}

struct Link {
    address: String,
    title: String,
    start: String,
    width: String,
}

struct Tick {
    /// In per cent.
    place: String,
    label: String,
    /// False for those that a narrow screen has no room for.
    is_major: bool,
}

/// The strip of a timeline; empty where there is nothing to choose, in a single month.
pub(super) fn render(context: &Context, parts: &Parts) -> String {
    let timeline = context.timeline;
    let Some((first, last)) = timeline.span().filter(|(first, last)| month(*first) != month(*last)) else {
        return String::new();
    };
    let (from, until) = (month_of(first).0, month_of(last).1);
    let mut days: Vec<i32> = timeline.events.iter().map(|entry| middle(entry)).collect();
    days.sort_unstable();
    let edges = |day: i32| NaiveDate::from_epoch_days(day).map_or((day, day), month_of);
    let folded = Axis::folded(from, until, &days, edges);
    let mut axes = vec![Axis::plain(from, until)];
    if folded.folds().next().is_some() {
        axes.insert(0, folded);
    }
    let language = context.language;
    let span = language.span(&language.short_month_of_year(first), &language.short_month_of_year(last));
    let addresses = Addresses::new(parts);
    rendered(&Strip {
        controls: &language.page.controls,
        caption: language.strip_of(&span),
        first: month(first),
        last: month(last),
        scales: axes.iter().map(|axis| scale(context, axis, &addresses)).collect(),
    })
}

fn scale(context: &Context, axis: &Axis, addresses: &Addresses) -> Scale {
    let language = context.language;
    let mut points: Vec<String> =
        axis.stretches.iter().map(|stretch| format!("{} {}", stretch.from, round(stretch.start))).collect();
    let end = axis.stretches[axis.stretches.len() - 1].until;
    points.push(format!("{end} {WIDTH}"));
    let mut last = f64::NEG_INFINITY;
    let fold = |stretch: &Stretch| {
        let is_major = stretch.start - last >= FOLDS;
        if is_major {
            last = stretch.start;
        }
        Fold {
            start: stretch.start.round(),
            middle: percent(stretch.start + stretch.width / 2.0),
            label: language.left_out(i64::from(stretch.until - stretch.from)),
            is_major,
        }
    };
    Scale {
        is_folded: axis.folds().next().is_some(),
        axis: points.join(","),
        path: density::path(axis, &context.timeline.events),
        folds: axis.folds().map(fold).collect(),
        links: links(context, axis, addresses),
        ticks: ticks(language, axis),
    }
}

/// A link a month where there are few, else a link a year.
fn links(context: &Context, axis: &Axis, addresses: &Addresses) -> Vec<Link> {
    let (timeline, language) = (context.timeline, context.language);
    let link = |when: &When, anchor: String, count: usize| {
        let start = axis.place(when.from().to_epoch_days());
        let width = axis.place(when.until().to_epoch_days()) - start;
        (width >= NARROW).then(|| Link {
            address: addresses.of(&anchor),
            title: format!("{} · {}", language.raised(&language.when(when)), language.count_of_events(count)),
            start: round(start).to_string(),
            width: round(width).to_string(),
        })
    };
    let by_month = months(timeline) <= MONTHS;
    let mut links = Vec::new();
    for period in &timeline.periods {
        if by_month && !period.months.is_empty() {
            let months = &period.months;
            links.extend(
                months.iter().filter_map(|month| link(&month.when, month_anchor(&month.when), month.events.len())),
            );
        } else if period.when.granularity() == Granularity::Year {
            links.extend(link(&period.when, period_anchor(&period.when), period.events.len()));
        }
    }
    links
}

fn months(timeline: &Timeline) -> usize {
    timeline.periods.iter().map(|period| period.months.len()).sum()
}

/// Years, or months where the whole is short; as many as there is room for.
fn ticks(language: &Language, axis: &Axis) -> Vec<Tick> {
    let plain: i32 = axis.stretches.iter().filter(|stretch| !stretch.folded).map(|s| s.until - s.from).sum();
    let by_month = plain < 3 * 366;
    let mut ticks: Vec<Tick> = Vec::new();
    let mut last = [f64::NEG_INFINITY; 2];
    for stretch in axis.stretches.iter().filter(|stretch| !stretch.folded) {
        let mut day = NaiveDate::from_epoch_days(stretch.from).unwrap_or_default();
        let mut starts = true;
        while day.to_epoch_days() < stretch.until {
            let whole = by_month || day.month() == 1;
            let place = axis.place(day.to_epoch_days());
            if (whole || starts) && place - last[0] >= TICKS[0] && place < WIDTH - TICKS[0] / 2.0 {
                let label = if by_month { language.short_month_of_year(day) } else { language.year(day.year()) };
                let is_major = place - last[1] >= TICKS[1];
                last = [place, if is_major { place } else { last[1] }];
                ticks.push(Tick { place: percent(place), label, is_major });
            }
            starts = false;
            let months = if by_month || day.month() != 1 { 1 } else { years_between(plain) * 12 };
            let Some(next) = day.with_day(1).and_then(|day| day.checked_add_months(chrono::Months::new(months))) else {
                break;
            };
            day = next;
        }
    }
    ticks
}

/// How many years apart ticks may stand on an axis of so many days: a round number.
fn years_between(days: i32) -> u32 {
    let years = f64::from(days) / 365.25 * TICKS[0] / WIDTH;
    [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| f64::from(*step) >= years).unwrap_or(1000)
}

/// The middle day of an event.
fn middle(entry: &Entry) -> i32 {
    let (from, until) = (entry.when.from().to_epoch_days(), entry.when.until().to_epoch_days());
    from + (until - from) / 2
}

/// The first day of a day's month and of the month after it.
fn month_of(day: NaiveDate) -> (i32, i32) {
    let month = When::containing(day, Granularity::Month);
    month.map_or((day.to_epoch_days(), day.to_epoch_days() + 1), |month| {
        (month.from().to_epoch_days(), month.until().to_epoch_days())
    })
}

/// `2024-03`
pub(super) fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn percent(place: f64) -> String {
    format!("{}%", round(place / WIDTH * 100.0))
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_do_not_crowd() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date").to_epoch_days();
        let english = Language::english();
        let spans = [("1962-01-01", "2027-01-01"), ("2023-11-01", "2024-02-01"), ("-0490-01-01", "2024-01-01")];
        for (from, until) in spans {
            let ticks = ticks(english, &Axis::plain(day(from), day(until)));
            let places: Vec<f64> =
                ticks.iter().map(|tick| tick.place.trim_end_matches('%').parse().expect("a number")).collect();
            assert!(ticks.len() >= 3 && ticks.len() <= 14, "{from}: {}", ticks.len());
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 7.9), "{places:?}");
        }
    }
}
