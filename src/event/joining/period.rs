//! What many articles tell of in one period says little of a single happening in it.
//!
//! How often a word stands in the whole collection would say so, too, but then an article on
//! anything whatever could part or join what others tell, and with it change an id. Here only what
//! shares a word and a month counts (for what is dated more coarsely, a year): whether two reports
//! are joined depends on these two, their articles, and on what else is told of that period in their
//! words.

use super::profile::{Profile, Stem};
use crate::event::Report;
use crate::when::When;
use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// So many articles may tell of a word in a period before it counts less: they may all tell one happening.
const FEW: u32 = 3;

/// How many articles tell of a word in a period, where they are more than a few.
pub(super) struct Periods(FxHashMap<u64, u32>);

impl Periods {
    /// Those of all reports, of which those of an article come together.
    pub(super) fn of(reports: &[Report], profiles: &[Profile]) -> Periods {
        let mut order: Vec<(i32, u32)> = (0..).zip(reports).map(|(at, report)| (year(&report.when), at)).collect();
        order.par_sort_unstable();
        let years: Vec<&[(i32, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
        let tellers = years.into_par_iter().flat_map_iter(|year| {
            // The words of a year are few enough to be counted without reaching far into memory.
            let mut tellers: FxHashMap<u64, Tellers> = FxHashMap::default();
            for &(year, at) in year {
                let (report, profile) = (&reports[at as usize], &profiles[at as usize]);
                let month = Some(own(&report.when)).filter(|own| *own != year);
                for period in [Some(year), month].into_iter().flatten() {
                    for word in &profile.words {
                        tellers.entry(key(period, word.stem)).or_default().add(report.article);
                    }
                }
            }
            tellers.into_iter().filter(|(_, tellers)| tellers.count > FEW).map(|(key, tellers)| (key, tellers.count))
        });
        Periods(tellers.collect::<Vec<(u64, u32)>>().into_iter().collect())
    }

    /// What a word counts in a report of a date: 1 if only a few articles tell of it in that
    /// period, a half from twice as many, a third from four times as many.
    pub(super) fn part(&self, when: &When, stem: Stem) -> f32 {
        let count = self.0.get(&key(own(when), stem)).copied().unwrap_or(FEW);
        1.0 / (1 + (count / FEW).ilog2()) as f32
    }
}

/// The articles that tell of a word in a period.
#[derive(Default)]
struct Tellers {
    count: u32,
    last: usize,
}

impl Tellers {
    /// Adds one, all of whose reports come together.
    fn add(&mut self, article: usize) {
        self.count += u32::from(self.count == 0 || self.last != article);
        self.last = article;
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
