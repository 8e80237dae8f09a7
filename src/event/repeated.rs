//! Sentences that stand word for word in article after article, each time at another date, are
//! labels: "New this week.", "Updated on Friday.".

use super::{Event, Report};
use crate::article::Article;
use crate::when::When;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_128;

/// In so many articles, at as many dates, a sentence stands before it is a label.
const MOST: usize = 3;

/// What only labels told: the ids that it had, with the article of each.
#[derive(Debug, Default)]
pub struct Labels(Vec<(usize, Box<str>)>);

impl Labels {
    /// Lets the first event that each article tells answer to the ids of its labels, so that a link to
    /// what turned out to be a label with the third article that has it leads to its article.
    pub fn leave_ids(self, events: &mut [Event]) {
        if self.0.is_empty() {
            return;
        }
        let mut first: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
        for (index, event) in events.iter().enumerate() {
            for report in &event.reports {
                let place = (report.sentence.start(), index);
                let least = first.entry(report.article).or_insert(place);
                *least = place.min(*least);
            }
        }
        for (article, id) in self.0 {
            if let Some((_, index)) = first.get(&article) {
                events[*index].aliases.push(id.into());
            }
        }
    }
}

/// Leaves out what only labels tell. What an editor has corrected stays.
pub fn drop_labels(articles: &[Article], reports: &mut Vec<Report>) -> Labels {
    // Sentences go by a hash of 128 bits, which no two of a site's share.
    let sentences: Vec<u128> = reports.par_iter().map(|report| xxh3_128(sentence(articles, report))).collect();
    // Most sentences stand but once: a second date is looked for before all dates are kept.
    let mut first: FxHashMap<u128, When> = FxHashMap::default();
    let mut dates: FxHashMap<u128, FxHashSet<When>> = FxHashMap::default();
    first.reserve(reports.len());
    for (sentence, report) in sentences.iter().zip(reports.iter()) {
        let one = *first.entry(*sentence).or_insert(report.when);
        if one != report.when {
            dates.entry(*sentence).or_insert_with(|| [one].into_iter().collect()).insert(report.when);
        }
    }
    dates.retain(|_, dates| dates.len() >= MOST);
    if dates.is_empty() {
        return Labels::default();
    }
    // A yearly report may say "In 2019, 2020 and 2021 sales rose" each time: the articles differ, too.
    let mut tellers: FxHashMap<u128, FxHashSet<usize>> = FxHashMap::default();
    for (sentence, report) in sentences.iter().zip(reports.iter()).filter(|(sentence, _)| dates.contains_key(sentence))
    {
        tellers.entry(*sentence).or_default().insert(report.article);
    }
    let is_label = |sentence: &u128| tellers.get(sentence).is_some_and(|tellers| tellers.len() >= MOST);
    let mut sentences = sentences.iter();
    let mut labels = Labels::default();
    reports.retain_mut(|report| {
        let stays = !sentences.next().is_some_and(is_label) || report.edited.is_some();
        if !stays {
            labels.0.push((report.article, std::mem::take(&mut report.id)));
        }
        stays
    });
    labels
}

fn sentence<'a>(articles: &'a [Article], report: &Report) -> &'a [u8] {
    articles[report.article].text.plain.get(report.sentence.range()).unwrap_or_default().as_bytes()
}
