//! The order in which pages show the events: sections, each a month or the head of a year.

use crate::timeline::{Entry, Month, Period, Timeline};
use crate::when::{Granularity, When};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// Which end of time comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    NewestFirst,
    OldestFirst,
}

/// A month, or the head of a year: the events of it that are known to no month.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    pub(super) period: &'a Period,
    /// None for the head.
    pub(super) month: Option<&'a Month>,
    /// The indices of its events, in the order of the page.
    pub(super) rows: Vec<usize>,
    /// Which piece it is and of how many: a busy month stands on several pages.
    pub(super) piece: (usize, usize),
}

impl Section<'_> {
    /// The month, or the year of the head.
    pub(super) fn when(&self) -> &When {
        self.month.map_or(&self.period.when, |month| &month.when)
    }

    /// The anchor that leads to it.
    pub(super) fn anchor(&self) -> String {
        let whole = match self.month {
            Some(month) => month_anchor(&month.when),
            None => format!("{}-head", period_anchor(&self.period.when)),
        };
        if self.piece.0 == 1 { whole } else { format!("{whole}.{}", self.piece.0) }
    }
}

/// All events of a timeline in the order asked for.
pub(super) fn sections(timeline: &Timeline, order: Order) -> Vec<Section<'_>> {
    let mut sections = Vec::new();
    for period in sorted(&timeline.periods, order) {
        if !period.head.is_empty() {
            sections.push(Section { period, month: None, rows: rows(timeline, &period.head, order), piece: (1, 1) });
        }
        let months: Vec<&Month> = match order {
            Order::NewestFirst => period.months.iter().rev().collect(),
            Order::OldestFirst => period.months.iter().collect(),
        };
        sections.extend(months.into_iter().map(|month| Section {
            period,
            month: Some(month),
            rows: rows(timeline, &month.events, order),
            piece: (1, 1),
        }));
    }
    sections
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

/// The events of a section by their dates; those that are known to no day stay at its head.
fn rows(timeline: &Timeline, events: &Range<usize>, order: Order) -> Vec<usize> {
    let all = &timeline.events;
    let mut rows: Vec<usize> = events.clone().collect();
    if order == Order::OldestFirst {
        return rows;
    }
    let same_day = |a: &usize, b: &usize| day_of(&all[*a].when) == day_of(&all[*b].when);
    let coarse = |group: &&[usize]| all[group[0]].when.granularity() >= Granularity::Month;
    let head = rows.chunk_by(same_day).take_while(coarse).map(<[usize]>::len).sum();
    rows[head..].reverse();
    for group in rows.chunk_by_mut(same_day) {
        group.sort_by(|a, b| all[*b].when.chronological(&all[*a].when).then(a.cmp(b)));
    }
    rows
}

/// The events of one date stand together.
pub(super) fn groups<'a>(entries: &'a [Arc<Entry>], rows: &'a [usize]) -> impl Iterator<Item = &'a [usize]> {
    rows.chunk_by(|a, b| day_of(&entries[*a].when) == day_of(&entries[*b].when))
}

/// A date without its time of day: the events of one day stand together.
pub(super) fn day_of(when: &When) -> When {
    if when.clock().is_none() {
        return *when;
    }
    When::new(when.from(), when.until(), Granularity::Day).map_or(*when, |day| day.with_modifier(when.modifier()))
}

/// The anchor of a year or coarser unit. Ids of events do not begin so.
pub(super) fn period_anchor(when: &When) -> String {
    format!("y-{}", when.edtf())
}

/// The anchor of a month.
pub(super) fn month_anchor(when: &When) -> String {
    format!("m-{}", when.edtf())
}

/// Rows as the scripts read them: `3-7,9`.
pub(super) fn ranges(rows: &[usize]) -> String {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a + 1 == *b);
    let runs = runs.map(|run| match run {
        [only] => only.to_string(),
        _ => format!("{}-{}", run[0], run[run.len() - 1]),
    });
    runs.collect::<Vec<String>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_as_ranges() {
        assert_eq!(ranges(&[]), "");
        assert_eq!(ranges(&[9, 7, 3, 4, 5, 6]), "3-7,9");
        assert_eq!(ranges(&[2]), "2");
    }
}
