//! What is told of many dates of one period says little of a single happening in it.
//!
//! How many articles tell of a word would not do: where all of a folder are on one topic, what they all
//! tell of one day is told in the same few words, and these must not count the less the more tell it.
//!
//! How often a word stands in the whole collection would say so, too, but then an article on
//! anything whatever could part or join what others tell, and with it change an id. Here only what
//! shares a word and a month counts (for what is dated more coarsely, a year): whether two reports
//! are joined depends on these two, their articles, and on what else is told of that period in their
//! words.

use super::profile::{Profile, Stem};
use crate::event::Report;
use crate::when::When;
use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Of so many dates of a period a word may be told before it counts less: a happening, its month, and a day
/// that somebody got wrong.
const FEW: u32 = 3;
/// By so much it counts less with each time that the dates are twice as many.
const LESS: f32 = 1.5;

/// Of how many dates of a period a word is told, where they are more than a few.
pub(super) struct Periods(FxHashMap<u64, u32>);

impl Periods {
    /// Those of all reports.
    pub(super) fn of(reports: &[Report], profiles: &[Profile]) -> Periods {
        let place = |(at, report): (u32, &Report)| (year(&report.when), interval(&report.when), at);
        let mut order: Vec<(i32, Interval, u32)> = (0..).zip(reports).map(place).collect();
        order.par_sort_unstable();
        let years: Vec<&[(i32, Interval, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
        let dates = years.into_par_iter().flat_map_iter(|year| {
            // The words of a year are few enough to be counted without reaching far into memory.
            let mut dates: FxHashMap<u64, Dates> = FxHashMap::default();
            for &(year, date, at) in year {
                let (report, profile) = (&reports[at as usize], &profiles[at as usize]);
                let month = Some(own(&report.when)).filter(|own| *own != year);
                for period in [Some(year), month].into_iter().flatten() {
                    for word in &profile.words {
                        dates.entry(key(period, word.stem)).or_default().add(date);
                    }
                }
            }
            dates.into_iter().filter(|(_, dates)| dates.count > FEW).map(|(key, dates)| (key, dates.count))
        });
        Periods(dates.collect::<Vec<(u64, u32)>>().into_iter().collect())
    }

    /// What a word counts in a report of a date: 1 if it is told of only a few dates of that period, two
    /// fifths if of twice as many, a quarter if of four times as many.
    pub(super) fn part(&self, when: &When, stem: Stem) -> f32 {
        let count = self.0.get(&key(own(when), stem)).copied().unwrap_or(FEW);
        1.0 / (1.0 + LESS * (count / FEW).ilog2() as f32)
    }
}

/// The first day of a date, and the one behind its last.
type Interval = (NaiveDate, NaiveDate);

fn interval(when: &When) -> Interval {
    (when.from(), when.until())
}

/// The dates of which a word is told in a period.
#[derive(Default)]
struct Dates {
    count: u32,
    last: Option<Interval>,
}

impl Dates {
    /// Adds one; they come in order.
    fn add(&mut self, date: Interval) {
        self.count += u32::from(self.last != Some(date));
        self.last = Some(date);
    }
}

/// The period of a date: its month, or its year if it is coarser.
fn own(when: &When) -> i32 {
    if when.days() > 31 { year(when) } else { year(when) + 1 + when.from().month0() as i32 }
}

/// Of a date the number that stands for its year; those of its months follow.
fn year(when: &When) -> i32 {
    when.from().year() * 13
}

fn key(period: i32, stem: Stem) -> u64 {
    u64::from(period as u32) << 32 | u64::from(stem)
}
