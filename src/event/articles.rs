//! Every article is on the timeline: one without an event of its own stands at its day.
//!
//! "Announcing Quay 1.15" may tell one dated thing, that a proposal was accepted two years before.
//! That is no reason to miss the article where a reader looks for it, so an event is an article's
//! own where it lies near its day. A narrative tells its story at other times than its day's, and
//! any event of it is its own.

use super::{Event, Kind, Report, Status};
use crate::article::Article;
use crate::text::Span;
use crate::timex::Genre;
use crate::when::{Granularity, When};
use chrono::{Days, NaiveDate};
use xxhash_rust::xxh3::xxh3_64;

/// How many days before an article's day an event still stands for it: what a monthly tells.
const BEFORE: Days = Days::new(31);
/// How many days after it: what an announcement calls "next Thursday". A release that says when
/// the following one is planned is news of its own.
const AFTER: Days = Days::new(7);

/// Adds an entry for each article that tells no event of its own, and keeps the chronological order.
pub fn add_articles(articles: &[Article], genre: Genre, events: &mut Vec<Event>) {
    let mut told = vec![false; articles.len()];
    for report in events.iter().flat_map(|event| &event.reports) {
        told[report.article] |= genre == Genre::Narrative || is_near(&report.when, articles[report.article].date);
    }
    for (index, article) in articles.iter().enumerate().filter(|(index, _)| !told[*index]) {
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

/// True if a reader who looks for the day sees the event. That something was done in a year, be it
/// the year of the day, is said of the year.
fn is_near(when: &When, day: NaiveDate) -> bool {
    let reaches = |date: NaiveDate| date.checked_sub_days(AFTER).is_none_or(|first| first <= day);
    let lasts = |date: NaiveDate| date.checked_add_days(BEFORE).is_none_or(|end| day < end);
    when.granularity() <= Granularity::Month && reaches(when.from()) && lasts(when.until())
}

fn id_of_path(path: &str) -> String {
    super::identity::short(xxh3_64(path.as_bytes()))
}
