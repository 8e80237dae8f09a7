//! A list of periods: what a page shows of the timeline.

use super::Context;
use super::chunk::Part;
use super::event_view::{EventView, Place};
use super::sequence::{Order, Section, day_of, groups, period_anchor, ranges, sections};
use crate::language::PageWords;
use crate::when::{Granularity, When};
use askama::Template;
use std::cell::Cell;

#[derive(Template)]
#[template(path = "period_list.html", whitespace = "minimize")]
pub(super) struct PeriodList<'a> {
    words: &'a PageWords,
    periods: Vec<PeriodView<'a>>,
    /// About how many bytes the page will have.
    pub(super) length: usize,
}

/// About how many bytes an event takes that is told in full, and one that leads to where it is.
const IN_FULL: usize = 2200;
const IN_BRIEF: usize = 900;

/// A year, or a coarser unit with what is known no better.
struct PeriodView<'a> {
    /// None where the year started in the part before.
    anchor: Option<String>,
    name: String,
    count: String,
    rows: String,
    sections: Vec<SectionView<'a>>,
}

/// A month, or the head of a year.
struct SectionView<'a> {
    anchor: String,
    name: String,
    count: String,
    rows: String,
    /// True for the head of a year: what it holds says so itself.
    is_head: bool,
    groups: Vec<GroupView<'a>>,
}

/// The events of one date.
struct GroupView<'a> {
    label: String,
    /// The whole of it, where the label and the headings leave it open.
    said: Option<String>,
    datetime: Option<String>,
    shape: &'static str,
    /// The first day, since 1 January 1970, and how many there are where it is not one.
    days: String,
    /// Why its events have it; empty where no source is told in full.
    why: String,
    events: Vec<EventView<'a>>,
}

/// A part, which the page writes that it stands on.
pub(super) fn of_part<'a>(context: &'a Context, part: &Part, place: Place<'a>) -> PeriodList<'a> {
    let view = View { context, place, shown: Cell::new(0) };
    let same_year = |a: &Section, b: &Section| a.period.when == b.period.when;
    let years = part.sections.chunk_by(same_year).enumerate();
    let periods = years.map(|(index, sections)| view.period(sections, index == 0 && part.continues)).collect();
    let each = if matches!(place, Place::Timeline(_)) { IN_FULL } else { IN_BRIEF };
    PeriodList { words: &context.language.page, periods, length: view.shown.get() * each }
}

/// All that a timeline holds, for a page without parts.
pub(super) fn of_all<'a>(context: &'a Context, order: Order, place: Place<'a>) -> PeriodList<'a> {
    let sections = sections(context.timeline, order);
    of_part(context, &Part::whole(sections), place)
}

struct View<'a> {
    context: &'a Context<'a>,
    place: Place<'a>,
    /// How many events are made.
    shown: Cell<usize>,
}

/// So many events fill the first screen. The browser draws these at once; of the others it first
/// guesses the height, and what it guessed would shift them.
const AT_ONCE: usize = 12;

impl<'a> View<'a> {
    fn period(&self, sections: &[Section], continues: bool) -> PeriodView<'a> {
        let language = self.context.language;
        let period = sections[0].period;
        PeriodView {
            anchor: (!continues).then(|| period_anchor(&period.when)),
            name: language.raised(&language.when(&period.when)),
            count: language.count_of_events(period.events.len()),
            rows: ranges(&period.events.clone().collect::<Vec<usize>>()),
            sections: sections.iter().map(|section| self.section(section)).collect(),
        }
    }

    fn section(&self, section: &Section) -> SectionView<'a> {
        let language = self.context.language;
        let entries = &self.context.timeline.events;
        let is_head = section.month.is_none();
        let name = if is_head { language.label(section.when()) } else { language.when(section.when()) };
        SectionView {
            anchor: section.anchor(),
            name: language.piece(&name, section.piece),
            count: language.number(section.rows.len()),
            rows: ranges(&section.rows),
            is_head,
            groups: groups(entries, &section.rows).map(|rows| self.group(rows)).collect(),
        }
    }

    fn group(&self, rows: &[usize]) -> GroupView<'a> {
        let language = self.context.language;
        let when = day_of(&self.context.timeline.events[rows[0]].when);
        let shape = shape(&when);
        GroupView {
            label: language.label(&when),
            said: (!matches!(shape, "day" | "month")).then(|| language.when(&when)),
            datetime: datetime(&when),
            shape,
            days: match (when.from().to_epoch_days(), when.days()) {
                (from, 1) => from.to_string(),
                (from, days) => format!("{from} {days}"),
            },
            why: match self.place {
                Place::Timeline(_) => language.why(&self.context.date_in_words(&when)),
                Place::Collection => String::new(),
            },
            events: rows.iter().map(|row| self.event(*row)).collect(),
        }
    }

    fn event(&self, row: usize) -> EventView<'a> {
        self.shown.set(self.shown.get() + 1);
        EventView::new(self.context, row, self.place, self.shown.get() <= AT_ONCE)
    }
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
