//! Parts of a long timeline: stretches of one to three hundred events, each with a page of its own.
//!
//! A busy month is split, sparse decades are joined. Up to [`WHOLE`] events there is one part.

use super::index::Index;
use super::sequence::{Order, Section, period_anchor, sections};
use crate::timeline::Timeline;
use crate::when::When;
use rustc_hash::FxHashMap;

/// A timeline of so many events still stands on one page.
const WHOLE: usize = 500;
/// A part holds no more than this.
const MOST: usize = 300;
/// A part that has this many ends with its year.
const ENOUGH: usize = 100;
/// The pieces of a busy month are about this long.
const GOOD: usize = 290;
/// The first part stands on the first page itself, which must be light.
const FIRST: usize = 140;

/// A stretch of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// Its page, relative to the output folder.
    path: String,
    pub(super) sections: Vec<Section<'a>>,
    /// True if the part before it ends in the year with which this one starts.
    pub(super) continues: bool,
}

/// The parts of a timeline in one order.
pub(super) struct Parts<'a> {
    pub(super) order: Order,
    pub(super) parts: Vec<Part<'a>>,
}

/// A timeline in parts, in both orders, with what the scripts fetch of it.
pub(super) struct Chunks<'a> {
    pub(super) newest: Parts<'a>,
    pub(super) oldest: Parts<'a>,
    /// None where the timeline stands on one page.
    pub(super) index: Option<Index<'a>>,
    /// The index of the part, with the newest first, that holds each event, by its id.
    parts: FxHashMap<&'a str, usize>,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(timeline: &'a Timeline) -> Chunks<'a> {
        let (newest, oldest) =
            rayon::join(|| Parts::new(timeline, Order::NewestFirst), || Parts::new(timeline, Order::OldestFirst));
        let mut parts = FxHashMap::default();
        for (index, part) in newest.parts.iter().enumerate().skip(1) {
            parts.extend(part.rows().into_iter().map(|row| (timeline.events[row].id.as_str(), index)));
        }
        Chunks { index: (!newest.is_whole()).then(|| Index::new(timeline)), newest, oldest, parts }
    }

    /// The page on which an event stands, relative to the output folder.
    pub(super) fn page_of(&self, id: &str) -> &str {
        self.parts.get(id).map_or("index.html", |part| self.newest.parts[*part].path())
    }
}

impl<'a> Part<'a> {
    /// One without a page of its own.
    pub(super) fn whole(sections: Vec<Section<'a>>) -> Part<'a> {
        Part { path: String::new(), sections, continues: false }
    }

    pub(super) fn len(&self) -> usize {
        self.sections.iter().map(|section| section.rows.len()).sum()
    }

    /// The indices of its events, in the order of the page.
    pub(super) fn rows(&self) -> Vec<usize> {
        self.sections.iter().flat_map(|section| section.rows.iter().copied()).collect()
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

impl<'a> Parts<'a> {
    pub(super) fn new(timeline: &'a Timeline, order: Order) -> Parts<'a> {
        let sections = sections(timeline, order);
        let stretches = if timeline.events.len() <= WHOLE { vec![sections] } else { split(sections) };
        let mut uses: FxHashMap<String, usize> = FxHashMap::default();
        let mut before: Option<When> = None;
        let parts = stretches.into_iter().map(|sections| {
            let mut name = name(&sections);
            let count = uses.entry(name.clone()).or_insert(0);
            *count += 1;
            if *count > 1 {
                name = format!("{name}.{count}");
            }
            if order == Order::OldestFirst {
                name.push_str("-oldest");
            }
            let continues = before.is_some() && before == sections.first().map(|section| section.period.when);
            before = sections.last().map(|section| section.period.when);
            Part { path: format!("parts/{name}.html"), sections, continues }
        });
        Parts { order, parts: parts.collect() }
    }

    /// True if the timeline stands on one page.
    pub(super) fn is_whole(&self) -> bool {
        self.parts.len() <= 1
    }

    /// Where each section and each year starts: its anchor and the index of its part.
    pub(super) fn anchors(&self) -> FxHashMap<String, usize> {
        let mut anchors = FxHashMap::default();
        for (index, part) in self.parts.iter().enumerate() {
            for section in &part.sections {
                anchors.entry(section.anchor()).or_insert(index);
                anchors.entry(period_anchor(&section.period.when)).or_insert(index);
            }
        }
        anchors
    }
}

fn split(sections: Vec<Section>) -> Vec<Vec<Section>> {
    let mut parts: Vec<Vec<Section>> = Vec::new();
    let mut open: Vec<Section> = Vec::new();
    let mut length = 0;
    for section in sections {
        let count = section.rows.len();
        let new_year = open.last().is_some_and(|last| last.period.when != section.period.when);
        let full = length + count > MOST && !parts.is_empty();
        let enough = length >= ENOUGH && (new_year || length + count > limit(&parts).min(GOOD));
        if !open.is_empty() && (full || enough) {
            parts.push(std::mem::take(&mut open));
            length = 0;
        }
        if length + count <= limit(&parts) {
            length += count;
            open.push(section);
            continue;
        }
        let room = if parts.is_empty() { FIRST - length } else { GOOD };
        let mut pieces = pieces(section, count.div_ceil(room)).into_iter();
        open.extend(pieces.next());
        parts.push(std::mem::take(&mut open));
        parts.extend(pieces.map(|piece| vec![piece]));
        length = 0;
    }
    if !open.is_empty() {
        parts.push(open);
    }
    parts
}

fn limit(parts: &[Vec<Section>]) -> usize {
    if parts.is_empty() { FIRST } else { MOST }
}

/// A section in `count` pieces of nearly one length.
fn pieces(section: Section, count: usize) -> Vec<Section> {
    let length = section.rows.len().div_ceil(count).max(1);
    let rows: Vec<Vec<usize>> = section.rows.chunks(length).map(<[usize]>::to_vec).collect();
    let count = rows.len();
    let piece = |(index, rows)| Section { rows, piece: (index + 1, count), ..section.clone() };
    rows.into_iter().enumerate().map(piece).collect()
}

/// `2024-03`, or for several months and years the first and the last of them: `1962_1975-11`.
fn name(sections: &[Section]) -> String {
    // An EDTF date has letters, digits and hyphens: it is the name of a file as it stands.
    let names = sections.iter().map(|section| (section.when().from(), section.when().edtf()));
    let (first, last) = (names.clone().min(), names.max());
    match (first, last) {
        (Some((_, first)), Some((_, last))) if first == last => first,
        (Some((_, first)), Some((_, last))) => format!("{first}_{last}"),
        _ => "none".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;
    use std::collections::BTreeSet;

    /// `count` events on the first days of a month.
    fn month(year: i32, month: u32, count: usize) -> Vec<When> {
        let day = |index: usize| chrono::NaiveDate::from_ymd_opt(year, month, (index % 28) as u32 + 1);
        (0..count).filter_map(|index| When::day(day(index)?)).collect()
    }

    fn timeline(months: &[(i32, u32, usize)]) -> Timeline {
        let dates: Vec<When> = months.iter().flat_map(|(year, at, count)| month(*year, *at, *count)).collect();
        sample::of_dates(&dates).0
    }

    fn name_of<'p>(part: &'p Part) -> &'p str {
        part.path.trim_start_matches("parts/").trim_end_matches(".html")
    }

    fn shape(parts: &Parts) -> Vec<(String, usize)> {
        parts.parts.iter().map(|part| (name_of(part).to_owned(), part.len())).collect()
    }

    #[test]
    fn five_hundred_events_stand_on_one_page() {
        let timeline = timeline(&[(2024, 3, 250), (2024, 4, 250)]);
        assert!(Parts::new(&timeline, Order::NewestFirst).is_whole());
    }

    #[test]
    fn a_busy_month_is_split_and_sparse_decades_are_joined() {
        let mut months = vec![(2024, 3, 700), (2024, 4, 120)];
        months.extend((1962..1990).map(|year| (year, 6, 5)));
        let timeline = timeline(&months);
        let parts = Parts::new(&timeline, Order::NewestFirst);
        let expected = [("2024-04", 120), ("2024-03", 234), ("2024-03.2", 234), ("2024-03.3", 232)];
        let shape = shape(&parts);
        assert_eq!(shape[..4], expected.map(|(name, count)| (name.to_string(), count)));
        assert!(shape.len() <= 6, "{shape:?}");
        assert!(shape[4].0.contains('_'), "{shape:?}");
    }

    #[test]
    fn every_event_is_in_one_part_and_no_part_is_too_long() {
        let mut months: Vec<(i32, u32, usize)> = Vec::new();
        for year in 1990..2025 {
            months.extend((1..=12).map(|month| (year, month, (year as usize * 7 + month as usize * 31) % 97)));
        }
        months.push((2025, 1, 1000));
        let timeline = timeline(&months);
        for order in [Order::NewestFirst, Order::OldestFirst] {
            let parts = Parts::new(&timeline, order);
            let mut rows: Vec<usize> = parts.parts.iter().flat_map(Part::rows).collect();
            rows.sort_unstable();
            assert!(rows.iter().copied().eq(0..timeline.events.len()));
            assert!(parts.parts.iter().all(|part| part.len() <= MOST));
            assert!(parts.parts[0].len() <= FIRST);
            let small = parts.parts.iter().filter(|part| part.len() < ENOUGH).count();
            assert!(small * 10 <= parts.parts.len(), "{:?}", shape(&parts));
            let names: BTreeSet<&str> = parts.parts.iter().map(name_of).collect();
            assert_eq!(names.len(), parts.parts.len());
        }
    }
}
