//! Sentences that stand word for word in article after article, each time at another date, are
//! labels: "New this week.", "Updated on Friday.".

use super::Report;
use crate::article::Article;
use crate::when::When;
use rustc_hash::{FxHashMap, FxHashSet};

/// In so many articles, at as many dates, a sentence stands before it is a label.
const MOST: usize = 3;

/// Leaves out what only labels tell. What an editor has corrected stays.
pub fn drop_labels(articles: &[Article], reports: &mut Vec<Report>) {
    let mut dates: FxHashMap<&str, FxHashSet<When>> = FxHashMap::default();
    for report in reports.iter() {
        dates.entry(sentence(articles, report)).or_default().insert(report.when);
    }
    dates.retain(|_, dates| dates.len() >= MOST);
    if dates.is_empty() {
        return;
    }
    // A yearly report may say "In 2019, 2020 and 2021 sales rose" each time: the articles differ, too.
    let mut tellers: FxHashMap<&str, FxHashSet<usize>> = FxHashMap::default();
    for report in reports.iter().filter(|report| dates.contains_key(sentence(articles, report))) {
        tellers.entry(sentence(articles, report)).or_default().insert(report.article);
    }
    reports.retain(|report| {
        report.edited.is_some() || tellers.get(sentence(articles, report)).is_none_or(|tellers| tellers.len() < MOST)
    });
}

fn sentence<'a>(articles: &'a [Article], report: &Report) -> &'a str {
    articles[report.article].text.plain.get(report.sentence.clone()).unwrap_or_default()
}
