//! Joins the reports of one happening.
//!
//! The date is the strong signal; the words split a day and bridge a coarse date. Pairs of reports
//! are looked for only where they share a date and a rare word, so that the work grows with the
//! number of reports and not with its square. Pairs are joined by falling likeness; two groups
//! become one only if their reports are alike on the average and no two of their dates exclude
//! each other: a month never joins two days, a chain never joins what its ends keep apart.

use super::likeness::{Joining, Likeness};
use super::{Event, Kind, Report, Status, weight};
use crate::article::Article;
use crate::when::{Granularity, When};
use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// How alike two reports of one date must be.
const SAME_DATE: f32 = 0.36;
/// How alike, if one's date only contains the other's.
const COARSE_DATE: f32 = 0.54;
/// How alike, if one is only dated by a year or more: much happens in a year.
const YEAR: f32 = 0.70;
/// How alike, if their days are next to each other: the articles contradict each other.
const OTHER_DATE: f32 = 0.70;
/// What articles on the same story lend to the likeness of their reports.
const STORY: f32 = 0.2;
/// Articles this much alike are on the same story.
const STORY_MAX: f32 = 0.14;
/// Articles less alike than this have nothing to do with each other.
const OTHER_STORY: f32 = 0.05;
/// How alike, if one article tells both.
const SAME_ARTICLE: f32 = 0.60;
/// By so much the average of two groups may lie below what their reports need.
const SLACK: f32 = 0.08;
/// By so many of its rarest words a report is looked for.
const KEYS: usize = 8;
/// With so many others that share a date and a word a report is compared.
const NEIGHBOURS: usize = 48;

/// Joins reports of one happening; the events come in chronological order.
///
/// The outcome does not depend on the order of `reports`. `articles` are those to which the
/// reports' indices point; several articles with one text count once.
pub fn merge(articles: &[Article], reports: Vec<Report>) -> Vec<Event> {
    merge_again(&mut Joining::default(), articles, reports)
}

/// [`merge`], in which those reports are not looked through again that `joining` knows.
pub fn merge_again(joining: &mut Joining, articles: &[Article], mut reports: Vec<Report>) -> Vec<Event> {
    let place = |report: &Report| (report.sentence.start, report.expression.as_ref().map(|span| span.start));
    reports.sort_by(|a, b| {
        let (one, two) = (&articles[a.article], &articles[b.article]);
        (one.date, &one.path, place(a), &a.id).cmp(&(two.date, &two.path, place(b), &b.id))
    });
    unique_ids(&mut reports);
    let likeness = Likeness::new(articles, &reports, joining);
    let mut groups = Groups::new(&reports, &likeness);
    for (_, first, second) in pairs(&reports, &likeness) {
        groups.join(first, second);
    }
    let mut grouped = groups.into_members();
    let mut slots: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
    let mut events: Vec<Event> = grouped
        .drain(..)
        .map(|members| {
            let reports = members.into_iter().filter_map(|member| slots[member].take()).collect();
            event(articles, reports)
        })
        .collect();
    events.sort_by(|a, b| a.when.chronological(&b.when).then_with(|| a.id.cmp(&b.id)));
    events
}

/// Two reports never answer to one id; the later one in order gets a number.
fn unique_ids(reports: &mut [Report]) {
    // Each id with the next number that it gives: a sentence may stand in a text ten thousand times.
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for report in reports {
        if let Some(next) = seen.get(&report.id).copied() {
            let free = (next..).map(|number| (number, format!("{}-{number}", report.id)));
            if let Some((number, id)) = free.into_iter().find(|(_, id)| !seen.contains_key(id)) {
                seen.insert(std::mem::replace(&mut report.id, id), number + 1);
            }
        }
        seen.insert(report.id.clone(), 2);
    }
}

/// How two dates lie to each other, as the likeness that joins them; none if nothing does.
fn threshold(a: &When, b: &When) -> Option<f32> {
    let fine = |when: &When| when.granularity().is_day_or_finer() && when.days() == 1;
    if fine(a) && fine(b) {
        return match (a.from() - b.from()).num_days().abs() {
            0 => Some(SAME_DATE),
            1 => Some(OTHER_DATE),
            _ => None,
        };
    }
    if (a.from(), a.until()) == (b.from(), b.until()) {
        // Two happenings of one year are seldom the same.
        return Some(if a.granularity() > Granularity::Month { COARSE_DATE } else { SAME_DATE });
    }
    let coarse = if a.granularity().max(b.granularity()) > Granularity::Season { YEAR } else { COARSE_DATE };
    (a.contains(b) || b.contains(a)).then_some(coarse)
}

/// The pairs of reports that may be one happening, the likest first.
fn pairs(reports: &[Report], likeness: &Likeness) -> Vec<(Reverse<u32>, usize, usize)> {
    let mut pairs: Vec<(Reverse<u32>, usize, usize)> = candidates(reports, likeness)
        .into_par_iter()
        .filter_map(|(first, second)| {
            let (first, second) = (first as usize, second as usize);
            let threshold = may_join(&reports[first], &reports[second])?;
            let words = likeness.of_words(first, second);
            // Whatever their articles have in common is not enough: most pairs need no closer look.
            if words + STORY < threshold {
                return None;
            }
            let surplus = surplus_of(words, likeness, first, second, threshold);
            (surplus >= 0.0).then_some((Reverse((surplus * 1e6) as u32), first, second))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs
}

/// The pairs of reports that share a unit of time and a rare word, each once, the earlier first.
fn candidates(reports: &[Report], likeness: &Likeness) -> Vec<(u32, u32)> {
    let rarest: Vec<Vec<u64>> = (0..reports.len()).into_par_iter().map(|index| likeness.rarest(index, KEYS)).collect();
    let places = |coarse: bool| {
        let rarest = &rarest;
        reports.iter().enumerate().flat_map(move |(index, report)| {
            let units = units(&report.when).into_iter().filter(move |unit| unit.1 == coarse);
            units.flat_map(move |(unit, _)| rarest[index].iter().map(move |&stem| (unit, stem, !coarse, index as u32)))
        })
    };
    let mut found: Vec<(Unit, u64, bool, u32)> = places(true).collect();
    // In a month and a year only those meet of which one is known no better.
    let coarse: FxHashSet<(Unit, u64)> = found.iter().map(|place| (place.0, place.1)).collect();
    found.extend(places(false).filter(|place| matches!(place.0, Unit::Day(_)) || coarse.contains(&(place.0, place.1))));
    found.par_sort_unstable();
    let buckets: Vec<&[(Unit, u64, bool, u32)]> = found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
    let mut candidates: Vec<(u32, u32)> = buckets
        .into_par_iter()
        .flat_map_iter(|bucket| {
            let days = matches!(bucket[0].0, Unit::Day(_));
            bucket.iter().enumerate().filter(move |(_, place)| days || !place.2).flat_map(|(at, place)| {
                let others = bucket[at + 1..].iter().take(NEIGHBOURS);
                others.map(|other| (place.3.min(other.3), place.3.max(other.3)))
            })
        })
        .collect();
    candidates.par_sort_unstable();
    candidates.dedup();
    candidates
}

/// By how much the likeness of two reports is more than what they need. What articles on one story
/// tell of one date is likely one happening, so its words may be less alike.
fn surplus(likeness: &Likeness, one: usize, two: usize, threshold: f32) -> f32 {
    surplus_of(likeness.of_words(one, two), likeness, one, two, threshold)
}

/// [`surplus`], where the likeness of the words is known.
fn surplus_of(words: f32, likeness: &Likeness, one: usize, two: usize, threshold: f32) -> f32 {
    if likeness.one_article(one, two) {
        return words - threshold;
    }
    let Some(articles) = likeness.of_articles(one, two) else { return words - threshold };
    // "Work will begin in May" is told of many a building.
    if articles < OTHER_STORY && !likeness.share_a_name(one, two) {
        return -threshold;
    }
    words + STORY * articles.min(STORY_MAX) / STORY_MAX - threshold
}

/// A unit of time in which reports are looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unit {
    Day(i32),
    Month(i32),
    Year(i32),
}

/// The units in which a date looks for others, and whether it is as coarse as the unit. A day stands
/// also in the bucket of the next one, where it meets those that contradict it.
fn units(when: &When) -> Vec<(Unit, bool)> {
    let month = |date: chrono::NaiveDate| Unit::Month(date.year() * 12 + date.month0() as i32);
    let (from, last) = (when.from(), when.last_day());
    let year = Unit::Year(from.year());
    if when.days() == 1 {
        let day = from.num_days_from_ce();
        return vec![(Unit::Day(day), false), (Unit::Day(day + 1), false), (month(from), false), (year, false)];
    }
    if when.days() > 31 {
        return vec![(year, true)];
    }
    let mut units = vec![(month(from), true), (year, false)];
    if month(last) != month(from) {
        units.push((month(last), true));
    }
    units
}

/// The likeness that two reports need; none if they cannot be one happening.
fn may_join(a: &Report, b: &Report) -> Option<f32> {
    let threshold = threshold(&a.when, &b.when)?;
    if a.article != b.article {
        return Some(threshold);
    }
    // Two clauses of one sentence tell two things. An article does not contradict itself, and a list
    // of yearly returns looks as if it did; what it tells twice it tells in the same words.
    (a.sentence != b.sentence && threshold != OTHER_DATE).then_some(threshold.max(SAME_ARTICLE))
}

/// Groups of reports that grow by joining.
struct Groups<'a> {
    reports: &'a [Report],
    likeness: &'a Likeness,
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// Groups that were not alike, and of how many reports that was seen: where many reports say
    /// much the same, the same two groups meet by each pair of theirs.
    unlike: FxHashMap<(usize, usize), (usize, usize)>,
}

/// So many reports of a group stand for all.
const SAMPLE: usize = 24;

impl<'a> Groups<'a> {
    fn new(reports: &'a [Report], likeness: &'a Likeness) -> Groups<'a> {
        let members = (0..reports.len()).map(|index| vec![index]).collect();
        Groups { reports, likeness, of: (0..reports.len()).collect(), members, unlike: FxHashMap::default() }
    }

    /// Joins the groups of two reports if all their dates allow it and they are alike on the average.
    fn join(&mut self, first: usize, second: usize) {
        let (one, two) = (self.of[first], self.of[second]);
        if one == two {
            return;
        }
        let pair = (one.min(two), one.max(two));
        let count = |group: usize| self.members[group].len().min(SAMPLE);
        let seen = (count(pair.0), count(pair.1));
        if self.unlike.get(&pair) == Some(&seen) {
            return;
        }
        if !self.alike(one, two) {
            // Two reports meet but once.
            if seen != (1, 1) {
                self.unlike.insert(pair, seen);
            }
            return;
        }
        let (keep, give) = if self.members[one].len() >= self.members[two].len() { (one, two) } else { (two, one) };
        let moved = std::mem::take(&mut self.members[give]);
        for &member in &moved {
            self.of[member] = keep;
        }
        self.members[keep].extend(moved);
    }

    fn alike(&self, one: usize, two: usize) -> bool {
        let (mut sum, mut count) = (0.0, 0.0);
        for &first in self.members[one].iter().take(SAMPLE) {
            for &second in self.members[two].iter().take(SAMPLE) {
                let Some(threshold) = may_join(&self.reports[first], &self.reports[second]) else { return false };
                let surplus = surplus(self.likeness, first, second, threshold);
                if surplus < 0.0 && self.likeness.one_article(first, second) {
                    return false;
                }
                sum += surplus;
                count += 1.0;
            }
        }
        // The average of a group may lie a little lower than that of the pair that joins it.
        sum >= -SLACK * count
    }

    /// The members of the groups, each in the order of the reports.
    fn into_members(self) -> Vec<Vec<usize>> {
        let mut members: Vec<Vec<usize>> = self.members.into_iter().filter(|group| !group.is_empty()).collect();
        for group in &mut members {
            group.sort_unstable();
        }
        members.sort_unstable();
        members
    }
}

/// One event of the reports that tell it, which come in order of article date, path and place.
fn event(articles: &[Article], reports: Vec<Report>) -> Event {
    let telling = |when: &When| {
        reports
            .iter()
            .filter(|report| when.contains(&report.when) || report.when.contains(when))
            .map(|report| articles[report.article].fingerprint)
            .collect::<FxHashSet<u64>>()
            .len()
    };
    // The date on which most texts agree, then the finest, then the first told.
    let mut when = reports[0].when;
    let mut best = (telling(&when), Reverse(when.days()), Reverse(when.granularity()));
    // Of reports with one date the first speaks for all: counting them costs as much as they are many.
    let mut ranked = vec![when];
    for report in &reports[1..] {
        if ranked.contains(&report.when) {
            continue;
        }
        ranked.push(report.when);
        let rank = (telling(&report.when), Reverse(report.when.days()), Reverse(report.when.granularity()));
        if rank > best {
            (when, best) = (report.when, rank);
        }
    }
    let conflict = reports.iter().any(|report| !report.when.overlaps(&when));
    let headline = reports
        .iter()
        .rev()
        .max_by_key(|report| quality(report, &when))
        .map_or_else(String::new, |best| best.headline.clone());
    let happened = reports.iter().any(|report| report.status == Status::Happened);
    let mut tags: Vec<String> = Vec::new();
    for tag in reports.iter().flat_map(|report| &articles[report.article].tags) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    let distinct: FxHashSet<u64> = reports.iter().map(|report| articles[report.article].fingerprint).collect();
    Event {
        id: reports[0].id.clone(),
        aliases: reports[1..].iter().map(|report| report.id.clone()).collect(),
        kind: Kind::Event,
        status: if happened { Status::Happened } else { Status::Planned },
        when,
        conflict,
        headline,
        tags,
        people: Vec::new(),
        weight: weight::weight(distinct.len(), &reports, when.granularity()),
        reports,
        listed: None,
    }
}

/// Which report's headline an event gets: told as happened, whole, named, neither too short nor cut.
fn quality(report: &Report, when: &When) -> (bool, bool, bool, u32, Reverse<usize>) {
    let words = report.headline.split_whitespace().count();
    let whole = !report.headline.ends_with('…');
    let good_length = (4..=12).contains(&words);
    let agrees = report.when.overlaps(when);
    let prominence = (report.salience * 100.0) as u32;
    (agrees && report.status == Status::Happened, whole, good_length, prominence, Reverse(report.sentence.start))
}
