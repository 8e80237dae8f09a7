//! From reports to events: the order of the reports, their ids, and what an event takes from those
//! that tell it.

use super::Joining;
use super::central::central;
use super::group::groups;
use super::likeness::Likeness;
use super::pair::pairs;
use crate::article::Article;
use crate::event::weight::Attention;
use crate::event::{Event, Kind, Report, Status};
use crate::language::{Classes, Language};
use crate::text::Span;
use crate::when::When;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use xxhash_rust::xxh3::xxh3_128;

/// Joins reports of one happening; the events come in chronological order.
///
/// The outcome does not depend on the order of `reports`. `articles` are those to which the
/// reports' indices point; several articles with one text count once.
pub fn merge(articles: &[Article], reports: Vec<Report>) -> Vec<Event> {
    merge_again(&mut Joining::default(), articles, reports)
}

/// [`merge`], in which those reports are not looked through again that `joining` knows.
pub fn merge_again(joining: &mut Joining, articles: &[Article], mut reports: Vec<Report>) -> Vec<Event> {
    let ranks = ranks(articles);
    let place = |report: &Report| (report.sentence.start(), report.expression.map(Span::start));
    // In place: a copy of all reports for a while would be the most that a build ever holds.
    reports.par_sort_unstable_by(|a, b| (ranks[a.article], place(a), &a.id).cmp(&(ranks[b.article], place(b), &b.id)));
    unique_ids(&mut reports);
    let (groups, central) = {
        // Words and pairs are many: they go before the events come.
        let likeness = Likeness::new(articles, &reports, joining);
        let pairs = pairs(&reports, &likeness, joining);
        let groups = groups(&reports, &likeness, &pairs, joining);
        let central = central(reports.len(), &groups, &likeness);
        (groups, central)
    };
    let attention = Attention::new(articles, &reports);
    let grouped = grouped(reports, groups, &central);
    let mut events: Vec<Event> = grouped.into_par_iter().map(|told| event(articles, told)).collect();
    attention.weigh(&mut events);
    // In place, as above; no two events have one id.
    events.par_sort_unstable_by(|a, b| a.when.chronological(&b.when).then_with(|| a.id.cmp(&b.id)));
    events
}

/// The reports that tell one happening.
struct Told {
    reports: Vec<Report>,
    /// Of each how much it says what the others say.
    central: Vec<u32>,
}

/// The reports of each group.
fn grouped(reports: Vec<Report>, groups: Vec<Vec<u32>>, central: &[u32]) -> Vec<Told> {
    let mut reports: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
    let mut taken = |members: Vec<u32>| -> Told {
        let central = members.iter().map(|&member| central[member as usize]).collect();
        Told { reports: members.into_iter().filter_map(|member| reports[member as usize].take()).collect(), central }
    };
    groups.into_iter().map(&mut taken).collect()
}

/// The place of each article among all by day and path.
fn ranks(articles: &[Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let key = |article: usize| (articles[article].date, articles[article].path.as_str());
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    let mut ranks = vec![0; articles.len()];
    for (rank, article) in order.into_iter().enumerate() {
        ranks[article] = rank;
    }
    ranks
}

/// Two reports never answer to one id; the later one in order gets a number.
fn unique_ids(reports: &mut [Report]) {
    // Each id, by its hash, with the next number that it gives: a sentence may stand in a text ten
    // thousand times.
    let hash = |id: &str| xxh3_128(id.as_bytes());
    let mut seen: FxHashMap<u128, usize> = FxHashMap::default();
    seen.reserve(reports.len());
    for report in reports {
        let own = hash(&report.id);
        let Some(next) = seen.get(&own).copied() else {
            seen.insert(own, 2);
            continue;
        };
        let free = (next..).map(|number| (number, format!("{}-{number}", report.id)));
        if let Some((number, id)) = free.into_iter().find(|(_, id)| !seen.contains_key(&hash(id))) {
            seen.insert(own, number + 1);
            seen.insert(hash(&id), 2);
            report.id = id.into();
        }
    }
}

/// The date that those of most texts contain, then the finest, then the first told. A finer one speaks for no
/// coarser one: a week would gain by each day in it, whichever of them contradict each other.
fn agreed(articles: &[Article], reports: &[Report]) -> When {
    let mut when = reports[0].when;
    if reports.iter().all(|report| report.when == when) {
        return when;
    }
    let telling = |when: &When| {
        let agreeing = reports.iter().filter(|report| report.when.contains(when));
        agreeing.map(|report| articles[report.article].fingerprint).collect::<FxHashSet<u64>>().len()
    };
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
    when
}

/// One event, not weighed yet, of the reports that tell it, which come in order of article date, path and place.
fn event(articles: &[Article], told: Told) -> Event {
    let Told { reports, central } = told;
    let when = agreed(articles, &reports);
    let conflict = reports.iter().any(|report| !report.when.overlaps(&when));
    let best = match &reports[..] {
        [only] => Some(only),
        several => {
            let told = several.iter().zip(central).rev();
            let quality = |report: &Report, central| quality(report, &articles[report.article], central, &when);
            told.max_by_key(|(report, central)| quality(report, *central)).map(|(report, _)| report)
        }
    };
    let headline = best.map_or_else(String::new, |best| best.headline.to_string());
    let happened = reports.iter().any(|report| report.status == Status::Happened);
    let mut tags: Vec<String> = Vec::new();
    for tag in reports.iter().flat_map(|report| &articles[report.article].tags) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    Event {
        id: reports[0].id.to_string(),
        aliases: reports[1..].iter().map(|report| report.id.to_string()).collect(),
        kind: Kind::Event,
        status: if happened { Status::Happened } else { Status::Planned },
        when,
        conflict,
        headline,
        tags,
        people: Vec::new(),
        weight: 0.0,
        reports,
        listed: None,
    }
}

/// Which report's headline an event gets: told as happened, whole, understood without its article, neither
/// too short nor cut, then saying what most say, then the most prominent.
fn quality(report: &Report, article: &Article, central: u32, when: &When) -> impl Ord + use<> {
    let words = report.headline.split_whitespace().count();
    let told = report.when.overlaps(when) && report.status == Status::Happened;
    let whole = !report.headline.ends_with('…');
    let good_length = (4..=12).contains(&words);
    let prominence = (report.salience * 100.0) as u32;
    let first = report.headline.split_whitespace().next().unwrap_or_default().to_lowercase();
    let language = Language::find(&article.language);
    // "It sank", "They agreed on it": the article says who, the headline does not.
    let named = language.is_none_or(|language| !language.events.classes(&first).any(Classes::PRONOUN));
    (told, whole, named, good_length, central, prominence, Reverse(report.sentence.start()))
}
