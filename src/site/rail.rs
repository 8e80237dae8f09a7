//! The list of years and months beside the timeline.

use super::Context;
use super::chunk::Parts;
use super::sequence::{Order, month_anchor, period_anchor, ranges, sorted};
use crate::timeline::Period;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A year of the list.
pub(super) struct RailPeriod {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) count: String,
    pub(super) rows: String,
    pub(super) months: Vec<RailMonth>,
}

pub(super) struct RailMonth {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) count: String,
    pub(super) rows: String,
    /// The length of its bar, 1 to [`LONGEST_BAR`].
    pub(super) bar: usize,
}

const LONGEST_BAR: usize = 40;
/// So many months are named; the years that come after them stand without theirs.
const MONTHS: usize = 36;

/// The years in the order of the page. What stands on the page is led to there, the rest on its own page.
pub(super) fn rail(context: &Context, parts: &Parts) -> Vec<RailPeriod> {
    let language = context.language;
    let addresses = Addresses::new(parts);
    let months = context.timeline.periods.iter().flat_map(|period| &period.months);
    let busiest = months.map(|month| month.events.len()).max().unwrap_or(1).max(1);
    let rows = |events: &Range<usize>| ranges(&events.clone().collect::<Vec<usize>>());
    let mut named = 0;
    let mut entry = |period: &Period| {
        let room = named < MONTHS;
        named += period.months.len();
        let shown = if room { period.months.as_slice() } else { &[] };
        let mut months: Vec<RailMonth> = shown
            .iter()
            .map(|month| RailMonth {
                address: addresses.of(&month_anchor(&month.when)),
                name: language.short_month(month.when.from()).to_string(),
                count: language.number(month.events.len()),
                rows: rows(&month.events),
                bar: (month.events.len() * LONGEST_BAR).div_ceil(busiest),
            })
            .collect();
        if parts.order == Order::NewestFirst {
            months.reverse();
        }
        RailPeriod {
            address: addresses.of(&period_anchor(&period.when)),
            name: language.raised(&language.when(&period.when)),
            count: language.number(period.events.len()),
            rows: rows(&period.events),
            months,
        }
    };
    sorted(&context.timeline.periods, parts.order).into_iter().map(&mut entry).collect()
}

/// Where the anchors of years and months stand.
pub(super) struct Addresses<'a> {
    parts: &'a Parts<'a>,
    anchors: FxHashMap<String, usize>,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(parts: &'a Parts<'a>) -> Addresses<'a> {
        Addresses { parts, anchors: parts.anchors() }
    }

    /// The place of an anchor: on the first page, or on that of its part.
    pub(super) fn of(&self, anchor: &str) -> String {
        match self.anchors.get(anchor) {
            Some(part) if *part > 0 => format!("{}#{anchor}", self.parts.parts[*part].path()),
            _ => format!("#{anchor}"),
        }
    }
}
