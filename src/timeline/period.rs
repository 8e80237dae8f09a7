//! Years and months as stretches of the ordered events.

use super::Entry;
use crate::when::{Granularity, When};
use std::ops::Range;
use std::sync::Arc;

/// A year with its events, or a decade, century or millennium with those that are known no better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The year, decade ….
    pub when: When,
    /// All its events.
    pub events: Range<usize>,
    /// Those that are known to no month: they stand at its head.
    pub head: Range<usize>,
    /// Its months that have events, in order.
    pub months: Vec<Month>,
}

/// A month with its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month.
    pub when: When,
    /// Its events; those known to no day come first.
    pub events: Range<usize>,
}

/// The periods of events that are in chronological order.
pub(super) fn periods(entries: &[Arc<Entry>]) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let when = period_of(&entry.when);
        if periods.last().is_none_or(|last| last.when != when) {
            periods.push(Period { when, events: index..index, head: index..index, months: Vec::new() });
        }
        let Some(period) = periods.last_mut() else { continue };
        period.events.end = index + 1;
        // A year stands before its January, so the head is one stretch; a year that follows a month
        // ("2019–2021" told from a day in June on) stands in that month.
        if entry.when.granularity() >= Granularity::Year && period.months.is_empty() {
            period.head.end = index + 1;
            continue;
        }
        let month = unit(&entry.when, Granularity::Month);
        match period.months.last_mut().filter(|last| last.when == month) {
            Some(last) => last.events.end = index + 1,
            None => period.months.push(Month { when: month, events: index..index + 1 }),
        }
    }
    periods
}

/// The year of a date, or the whole decade, century … of a date that is known no better.
fn period_of(when: &When) -> When {
    if when.granularity() > Granularity::Year {
        let whole = unit(when, when.granularity());
        if whole.from() == when.from() {
            return whole;
        }
    }
    unit(when, Granularity::Year)
}

fn unit(when: &When, granularity: Granularity) -> When {
    // Only a week may start before the first year of the calendar, and no period is a week.
    When::containing(when.from(), granularity).unwrap_or_else(|| when.with_modifier(None))
}
