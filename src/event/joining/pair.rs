//! Pairs of reports that may be one happening.

use super::Joining;
use super::likeness::{Likeness, STORY_MAX};
use super::profile::Stem;
use crate::event::Report;
use crate::when::{Granularity, When};
use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use xxhash_rust::xxh3::Xxh3Default;

/// How alike two reports of one date must be.
const SAME_DATE: f32 = 0.36;
/// How alike, if one's date only contains the other's.
const COARSE_DATE: f32 = 0.56;
/// How alike, if one is only dated by a year or more: much happens in a year.
const YEAR: f32 = 0.70;
/// How alike, if their days are next to each other: the articles contradict each other.
const OTHER_DATE: f32 = 0.70;
/// What articles on the same story lend to the likeness of their reports.
const STORY: f32 = 0.2;
/// What they lend if one is only dated by a year or more.
const STORY_OF_YEARS: f32 = 0.1;
/// Articles less alike than this have nothing to do with each other.
const OTHER_STORY: f32 = 0.05;
/// How alike, if one article tells both.
const SAME_ARTICLE: f32 = 0.60;
/// What so many reports share is no longer looked for by one
const MANY: usize = 16;
/// that shares so many other words with fewer.
const ENOUGH: u8 = 3;
/// With so many others that share a date and a word a report is compared.
const NEIGHBOURS: usize = 24;
/// With so many in a year: much happens in one, and what is the same shares another word as well.
const NEIGHBOURS_OF_YEAR: usize = 8;

/// What joins two reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    /// How alike they must be.
    likeness: f32,
    /// So much of it their articles may lend if they are on one story.
    story: f32,
}

/// What joins two reports by how their dates lie to each other; none if nothing does.
fn need(a: &When, b: &When) -> Option<Need> {
    let need = |likeness: f32| Some(Need { likeness, story: STORY });
    let fine = |when: &When| when.granularity().is_day_or_finer() && when.days() == 1;
    if fine(a) && fine(b) {
        return match (a.from() - b.from()).num_days().abs() {
            0 => need(SAME_DATE),
            1 => need(OTHER_DATE),
            _ => None,
        };
    }
    let coarser = a.granularity().max(b.granularity());
    // Articles on one story tell much of a year, and seldom the same.
    let story = if coarser > Granularity::Season { STORY_OF_YEARS } else { STORY };
    if (a.from(), a.until()) == (b.from(), b.until()) {
        // Two happenings of one year are seldom the same.
        let likeness = if a.granularity() > Granularity::Month { COARSE_DATE } else { SAME_DATE };
        return Some(Need { likeness, story });
    }
    let likeness = if coarser > Granularity::Season { YEAR } else { COARSE_DATE };
    (a.contains(b) || b.contains(a)).then_some(Need { likeness, story })
}

/// Two reports that may be one happening; the likest pairs come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// By how much their likeness is more than what they need, in millionths.
    pub(super) surplus: Reverse<u32>,
    pub(super) first: u32,
    pub(super) second: u32,
}

/// A report in a unit of time in which it is looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stay {
    unit: Unit,
    /// It belongs to another unit, and stays here to meet those that belong here: two guests are not
    /// compared, as they meet where one of them belongs.
    guest: bool,
    report: u32,
}

/// The pairs of reports that may be one happening, the likest first, each once.
pub(super) fn pairs(reports: &[Report], likeness: &Likeness, joining: &mut Joining) -> Vec<Pair> {
    let mut stays: Vec<Stay> = (0..reports.len() as u32)
        .into_par_iter()
        .flat_map_iter(|report| {
            let units = units(&reports[report as usize].when).into_iter();
            units.map(move |(unit, guest)| Stay { unit, guest, report })
        })
        .collect();
    stays.par_sort_unstable();
    let units: Vec<&[Stay]> =
        stays.chunk_by(|a, b| a.unit == b.unit).filter(|unit| unit.len() > 1 && !unit[0].guest).collect();
    let found = joining.units.recall(
        units.len(),
        |at| key(units[at], likeness),
        |at| compared(units[at], reports, likeness).into(),
    );
    let of_units = units.iter().zip(&found);
    let mut pairs: Vec<Pair> = of_units.flat_map(|(unit, found)| found.iter().map(|pair| pair.within(unit))).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

impl Pair {
    /// The pair of reports, of one that names places in a unit.
    fn within(self, unit: &[Stay]) -> Pair {
        let (one, two) = (unit[self.first as usize].report, unit[self.second as usize].report);
        Pair { surplus: self.surplus, first: one.min(two), second: one.max(two) }
    }
}

/// A hash of all on which the pairs of a unit depend.
fn key(unit: &[Stay], likeness: &Likeness) -> u128 {
    let mut hash = Xxh3Default::new();
    for stay in unit {
        hash.update(&likeness.mark(stay.report as usize).to_le_bytes());
        hash.update(&[u8::from(stay.guest)]);
    }
    hash.digest128()
}

/// The pairs of a unit, as places in it. Compared are those that share a telling word.
fn compared(unit: &[Stay], reports: &[Report], likeness: &Likeness) -> Vec<Pair> {
    let foremost = |at: usize| likeness.foremost(unit[at].report as usize);
    let hosts = unit.partition_point(|stay| !stay.guest);
    let mut places: Vec<(Stem, u32)> =
        (0..hosts).flat_map(|at| foremost(at).iter().map(move |stem| (*stem, at as u32))).collect();
    let known: FxHashSet<Stem> = places.iter().map(|(stem, _)| *stem).collect();
    let guests = (hosts..unit.len()).flat_map(|at| foremost(at).iter().map(move |stem| (*stem, at as u32)));
    places.extend(guests.filter(|(stem, _)| known.contains(stem)));
    places.par_sort_unstable();
    let places = enough(&places, unit.len());
    let neighbours = if matches!(unit[0].unit, Unit::Year(_)) { NEIGHBOURS_OF_YEAR } else { NEIGHBOURS };
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    for bucket in places.chunk_by(|a, b| a.0 == b.0) {
        let hosts = bucket.partition_point(|(_, at)| (*at as usize) < hosts);
        for (place, (_, one)) in bucket[..hosts].iter().enumerate() {
            candidates.extend(bucket[place + 1..].iter().take(neighbours).map(|(_, two)| (*one, *two)));
        }
    }
    candidates.par_sort_unstable();
    candidates.dedup();
    let compare = |(first, second): (u32, u32)| {
        let report = |at: u32| unit[at as usize].report as usize;
        let (one, two) = (report(first), report(second));
        let need = may_join(&reports[one], &reports[two])?;
        let words = likeness.of_words(one, two);
        // Whatever their articles have in common is not enough: most pairs need no closer look.
        if words + need.story < need.likeness {
            return None;
        }
        let surplus = surplus_of(words, likeness, one, two, need);
        (surplus >= 0.0).then_some(Pair { surplus: Reverse((surplus * 1e6) as u32), first, second })
    };
    candidates.into_par_iter().with_min_len(64).filter_map(compare).collect()
}

/// Of the words by which reports are looked for those that are worth it: where a report shares enough
/// words with a few, one that many share finds nothing more, and costs the most.
fn enough(places: &[(Stem, u32)], reports: usize) -> Vec<(Stem, u32)> {
    let buckets = || places.chunk_by(|a, b| a.0 == b.0);
    let mut shared = vec![0_u8; reports];
    for (_, at) in buckets().filter(|bucket| (2..=MANY).contains(&bucket.len())).flatten() {
        shared[*at as usize] = shared[*at as usize].saturating_add(1);
    }
    let worth = |bucket: &[(Stem, u32)], at: u32| bucket.len() <= MANY || shared[at as usize] < ENOUGH;
    buckets().flat_map(|bucket| bucket.iter().filter(|(_, at)| worth(bucket, *at))).copied().collect()
}

/// By how much the likeness of two reports is more than what they need. What articles on one story
/// tell of one date is likely one happening, so its words may be less alike.
pub(super) fn surplus(likeness: &Likeness, one: usize, two: usize, need: Need) -> f32 {
    surplus_of(likeness.of_words(one, two), likeness, one, two, need)
}

/// [`surplus`], where the likeness of the words is known.
fn surplus_of(words: f32, likeness: &Likeness, one: usize, two: usize, need: Need) -> f32 {
    if likeness.one_article(one, two) {
        return words - need.likeness;
    }
    let story = likeness.of_articles(one, two);
    // "Work will begin in May" is told of many a building.
    if story.whole < OTHER_STORY && !likeness.share_a_name(one, two) {
        return -need.likeness;
    }
    words + need.story * story.beside.min(STORY_MAX) / STORY_MAX - need.likeness
}

/// A unit of time in which reports are looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unit {
    Day(i32),
    Month(i32),
    Year(i32),
}

/// The units in which a date looks for others, and whether it is a guest there: it belongs to a day,
/// or to a month or year if it is as coarse. A day is a guest of the next one, too, where it meets
/// those that contradict it.
fn units(when: &When) -> Vec<(Unit, bool)> {
    let month = |date: chrono::NaiveDate| Unit::Month(date.year() * 12 + date.month0() as i32);
    let (from, last) = (when.from(), when.last_day());
    let year = Unit::Year(from.year());
    if when.days() == 1 {
        let day = from.num_days_from_ce();
        return vec![(Unit::Day(day), false), (Unit::Day(day + 1), true), (month(from), true), (year, true)];
    }
    if when.days() > 31 {
        return vec![(year, false)];
    }
    let mut units = vec![(month(from), false), (year, true)];
    if month(last) != month(from) {
        units.push((month(last), false));
    }
    units
}

/// What joins two reports; none if they cannot be one happening.
pub(super) fn may_join(a: &Report, b: &Report) -> Option<Need> {
    let need = need(&a.when, &b.when)?;
    if a.article != b.article {
        return Some(need);
    }
    // Two clauses of one sentence tell two things. An article does not contradict itself, and a list
    // of yearly returns looks as if it did; what it tells twice it tells in the same words.
    (a.sentence != b.sentence && need.likeness != OTHER_DATE)
        .then_some(Need { likeness: need.likeness.max(SAME_ARTICLE), ..need })
}
