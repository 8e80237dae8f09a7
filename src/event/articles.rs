//! Every article is on the timeline: one without an event of its own stands at its day.

use super::{Event, Kind, Report, Status};
use crate::article::Article;
use crate::text::Span;
use crate::when::When;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

/// Adds an entry for each article that tells no event, and keeps the chronological order.
pub fn add_articles(articles: &[Article], events: &mut Vec<Event>) {
    let telling: FxHashSet<usize> =
        events.iter().flat_map(|event| event.reports.iter().map(|report| report.article)).collect();
    for (index, article) in articles.iter().enumerate().filter(|(index, _)| !telling.contains(index)) {
        // A date outside the calendar of the timeline has been refused by the reader.
        let Some(when) = When::day(article.date) else { continue };
        let id = id_of_path(&article.path);
        let report = Report {
            id: id.as_str().into(),
            article: index,
            sentence: Span::default(),
            expression: None,
            when,
            headline: article.title.as_str().into(),
            status: Status::Happened,
            reason: "".into(),
            goes_on: Vec::new(),
            salience: 0.0,
            edited: None,
        };
        events.push(Event {
            id,
            aliases: Vec::new(),
            kind: Kind::Article,
            status: Status::Happened,
            when,
            conflict: false,
            headline: article.title.clone(),
            tags: article.tags.clone(),
            people: Vec::new(),
            weight: 0.0,
            reports: vec![report],
            listed: None,
        });
    }
    events.sort_unstable_by(|a, b| a.when.chronological(&b.when).then_with(|| a.id.cmp(&b.id)));
}

fn id_of_path(path: &str) -> String {
    super::identity::short(xxh3_64(path.as_bytes()))
}
