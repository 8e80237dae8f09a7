//! The order of importance, for when not all events can be shown.
//!
//! What a chronicle of a story keeps is what many tell and what is still told later: the number of
//! texts that speak of a date and the time over which they do so choose dates better than anything
//! that stands in one text (Kessler et al., "Finding Salient Dates for Building Thematic Timelines",
//! 2012). So the weight of an event is the sum of
//!
//! - `log2(1 + texts)`: how many different texts tell it;
//! - `log2(1 + days)`: on how many days of publication its day was spoken of, whatever else was told
//!   of it: the happenings of a day are mostly parts of one story, and seldom worded alike. All of them
//!   count for what most texts tell of that day, a part of them for what fewer do. A date coarser than a
//!   day holds much that has nothing to do with each other: of such an event only its own reports count;
//! - up to .5 for how prominently it is told: never more than a second text or a second day counts;
//! - up to .4 for how precisely it is dated.
//!
//! Logarithms, since the second teller says more of an event's importance than the twentieth. Where
//! each article tells of its own day only, all have one day and one text, and what is told first
//! comes first.

use super::{Event, Report};
use crate::article::Article;
use crate::when::{Granularity, When};
use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What prominence counts for at the most.
const PROMINENCE: f64 = 0.5;

/// What articles speak of, and when they did.
pub(super) struct Attention<'a> {
    articles: &'a [Article],
    /// Of each text the day on which it was first published: a copy of an article is no new voice.
    published: FxHashMap<u64, NaiveDate>,
    /// Of each day of which something is told, on how many days of publication that was.
    days: FxHashMap<NaiveDate, usize>,
}

impl<'a> Attention<'a> {
    /// That of all reports.
    pub(super) fn new(articles: &'a [Article], reports: &[Report]) -> Attention<'a> {
        let mut published: FxHashMap<u64, NaiveDate> = FxHashMap::default();
        for article in articles {
            let first = published.entry(article.fingerprint).or_insert(article.date);
            *first = article.date.min(*first);
        }
        let mut attention = Attention { articles, published, days: FxHashMap::default() };
        let dated = reports.iter().filter_map(|report| Some((day(&report.when)?, attention.published(report))));
        let mut told: Vec<(NaiveDate, NaiveDate)> = dated.collect();
        told.sort_unstable();
        told.dedup();
        for (day, _) in told {
            *attention.days.entry(day).or_insert(0) += 1;
        }
        attention
    }

    /// Says how much each event matters, by those who tell it and its date. The figure only orders events; to
    /// two decimals, so that the same events give the same bytes everywhere.
    pub(super) fn weigh(&self, events: &mut [Event]) {
        let texts: Vec<usize> = events.par_iter().map(|event| self.texts(&event.reports)).collect();
        let mut most: FxHashMap<NaiveDate, usize> = FxHashMap::default();
        for (event, texts) in events.iter().zip(&texts) {
            if let Some(day) = day(&event.when) {
                let most = most.entry(day).or_insert(0);
                *most = (*most).max(*texts);
            }
        }
        events.par_iter_mut().zip(texts).for_each(|(event, texts)| {
            let most = day(&event.when).and_then(|day| most.get(&day).copied());
            event.weight = self.weight(event, texts, most.unwrap_or(texts));
        });
    }

    /// The weight of an event that so many texts tell, where the best told one of its day has so many.
    fn weight(&self, event: &Event, texts: usize, most: usize) -> f64 {
        let reports = &event.reports;
        let own = reports.iter().map(|report| self.published(report)).collect::<FxHashSet<NaiveDate>>().len() as f64;
        let day = day(&event.when).and_then(|day| self.days.get(&day).copied());
        // The day's attention is owed to what most tell of it: what is told once in passing has its share.
        let days = day.map_or(own, |days| own.max(days as f64 * texts as f64 / most.max(1) as f64));
        let prominence = reports.iter().map(|report| report.salience).fold(0.0, f64::max);
        weight(texts as f64, days, prominence, event.when.granularity())
    }

    /// How many different texts tell something.
    fn texts(&self, reports: &[Report]) -> usize {
        match reports {
            [_] => 1,
            _ => {
                reports.iter().map(|report| self.articles[report.article].fingerprint).collect::<FxHashSet<u64>>().len()
            }
        }
    }

    fn published(&self, report: &Report) -> NaiveDate {
        let article = &self.articles[report.article];
        self.published.get(&article.fingerprint).copied().unwrap_or(article.date)
    }
}

/// The weight of a hand-made event whose list gives it none: as if the list and each of its sources
/// told it, at the head of an article.
pub(super) fn of_listed(sources: usize, granularity: Granularity) -> f64 {
    weight(1.0 + sources as f64, 1.0, 1.0, granularity)
}

fn weight(texts: f64, days: f64, prominence: f64, granularity: Granularity) -> f64 {
    let told = |count: f64| (1.0 + count).log2();
    let weight = told(texts) + told(days) + PROMINENCE * prominence + precision(granularity);
    (weight * 100.0).round() / 100.0
}

fn precision(granularity: Granularity) -> f64 {
    match granularity {
        granularity if granularity.is_day_or_finer() => 0.4,
        granularity if granularity <= Granularity::Month => 0.2,
        granularity if granularity <= Granularity::Year => 0.1,
        _ => 0.0,
    }
}

/// The day of a date that is known to one.
fn day(when: &When) -> Option<NaiveDate> {
    (when.granularity().is_day_or_finer() && when.days() == 1).then(|| when.from())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Kind, marked, reports};
    use crate::language::Language;

    #[test]
    fn more_articles_weigh_more_than_a_finer_date() {
        assert!(weight(3.0, 1.0, 0.0, Granularity::Month) > weight(1.0, 1.0, 0.0, Granularity::Day));
        assert!(weight(1.0, 1.0, 0.0, Granularity::Day) > weight(1.0, 1.0, 0.0, Granularity::Month));
    }

    /// The articles of these days, each with one report.
    fn told(texts: &[(&str, &str)]) -> (Vec<Article>, Vec<Report>) {
        let mut articles = Vec::new();
        let mut all = Vec::new();
        for (number, (day, text)) in texts.iter().enumerate() {
            let (article, timexes) = marked::article(&format!("{number}.md"), day, text);
            all.extend(reports(number, &article, &timexes, Language::english(), false));
            articles.push(article);
        }
        assert_eq!(all.len(), texts.len());
        (articles, all)
    }

    /// What events weigh, of which each has these reports.
    fn weighed(articles: &[Article], groups: &[&[Report]]) -> Vec<f64> {
        let reports = groups.concat();
        let event = |reports: &&[Report]| Event {
            id: reports[0].id.to_string(),
            aliases: Vec::new(),
            kind: Kind::Event,
            status: reports[0].status,
            when: reports[0].when,
            conflict: false,
            headline: String::new(),
            tags: Vec::new(),
            people: Vec::new(),
            weight: 0.0,
            reports: reports.to_vec(),
            listed: None,
        };
        let mut events: Vec<Event> = groups.iter().map(event).collect();
        Attention::new(articles, &reports).weigh(&mut events);
        events.iter().map(|event| event.weight).collect()
    }

    /// What each report weighs if it is an event of its own.
    fn weights(texts: &[(&str, &str)]) -> Vec<f64> {
        let (articles, reports) = told(texts);
        weighed(&articles, &reports.chunks(1).collect::<Vec<_>>())
    }

    #[test]
    fn what_few_tell_of_a_great_day_has_only_its_share() {
        let (articles, reports) = told(&[
            ("2024-05-04", "The quay opened on [[3 May|2024-05-03]]."),
            ("2024-05-05", "They opened the quay on [[3 May|2024-05-03]]."),
            ("2024-05-06", "The quay was opened on [[3 May|2024-05-03]]."),
            ("2024-05-04", "The mayor fell ill on [[3 May|2024-05-03]]."),
            ("2024-05-11", "The ferry left on [[10 May|2024-05-10]]."),
        ]);
        let weights = weighed(&articles, &[&reports[..3], &reports[3..4], &reports[4..]]);
        assert!(weights[0] > weights[1] + 1.0 && weights[1] >= weights[2], "{weights:?}");
    }

    #[test]
    fn a_day_that_is_still_spoken_of_later_weighs_more() {
        let weights = weights(&[
            ("2024-05-04", "The quay opened on [[Friday|2024-05-03]]."),
            ("2024-05-11", "The mayor fell ill on [[3 May|2024-05-03]]."),
            ("2024-05-11", "The ferry left on [[Friday|2024-05-10]]."),
        ]);
        assert!(weights[0] == weights[1] && weights[1] > weights[2], "{weights:?}");
    }

    #[test]
    fn what_else_happened_in_a_year_does_not_count() {
        let weights = weights(&[
            ("2024-05-04", "The quay opened in [[2021|2021]]."),
            ("2024-05-11", "The mayor fell ill in [[2021|2021]]."),
            ("2024-05-18", "The ferry left in [[2020|2020]]."),
        ]);
        assert_eq!(weights[0], weights[2]);
    }

    #[test]
    fn a_copy_is_no_new_voice() {
        let text = "The quay opened on [[3 May|2024-05-03]].";
        let (mut articles, reports) = told(&[("2024-05-04", text), ("2024-05-11", text)]);
        let copied = weighed(&articles, &[&reports]);
        assert_eq!(copied, weighed(&articles, &[&reports[..1]]));
        articles[1].fingerprint += 1;
        assert!(weighed(&articles, &[&reports]) > copied);
    }
}
