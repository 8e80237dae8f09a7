//! For tests: articles whose dates are written into the text, `[[on what words|2023-03-29]]`, so that
//! the rules of events are tested without those of dates.

use super::{Report, merge, reports};
use crate::article::{Article, DateOrigin};
use crate::language::Language;
use crate::text::Text;
use crate::timex::{Timex, TimexType};
use crate::when::When;
use chrono::{Datelike, NaiveDate};

/// An article of a day and its marked dates.
pub(super) fn article(path: &str, day: &str, marked: &str) -> (Article, Vec<Timex>) {
    let mut plain = String::new();
    let mut timexes = Vec::new();
    let mut rest = marked;
    let language = Language::english();
    while let Some((before, after)) = rest.split_once("[[") {
        plain.push_str(before);
        let (words, after) = after.split_once('|').expect("a marked date has a bar");
        let (date, after) = after.split_once("]]").expect("a marked date ends");
        let start = plain.len();
        plain.push_str(words);
        timexes.push((start..plain.len(), when(date)));
        rest = after;
    }
    plain.push_str(rest);
    let timexes = timexes
        .into_iter()
        .map(|(span, when)| Timex {
            span,
            kind: TimexType::Date,
            value: String::new(),
            modifier: when.modifier(),
            quant: None,
            freq: None,
            when: Some(when),
            reason: String::new(),
        })
        .collect();
    let article = Article {
        path: path.into(),
        title: "A title".into(),
        date: day.parse().expect("a date"),
        date_origin: DateOrigin::Key,
        language: "en".into(),
        tags: Vec::new(),
        publisher: None,
        original: None,
        text: Text::from_plain(&plain, &language.sentences),
    };
    (article, timexes)
}

/// `2023`, `2023-03`, `2023-03-29`, `198X`.
fn when(date: &str) -> When {
    if let Some(decade) = date.strip_suffix('X') {
        return When::decade(decade.parse::<i32>().expect("a decade") * 10).expect("in range");
    }
    match date.len() {
        4 => When::year(date.parse().expect("a year")),
        7 => {
            let first: NaiveDate = format!("{date}-01").parse().expect("a month");
            When::month(first.year(), first.month())
        }
        _ => When::day(date.parse().expect("a day")),
    }
    .expect("in range")
}

/// The reports of one article of 2024-05-10 as "date status headline".
pub(super) fn told(marked: &str) -> Vec<String> {
    let (article, timexes) = article("a.md", "2024-05-10", marked);
    reports(0, &article, &timexes, Language::english()).iter().map(line).collect()
}

/// A report as "date status headline".
fn line(report: &Report) -> String {
    format!("{} {:?}: {}", report.when.edtf(), report.status, report.headline)
}

/// The events of several articles as "date (reports) headline", sorted.
pub(super) fn merged(articles: &[(&str, &str, &str)]) -> Vec<String> {
    let (articles, timexes): (Vec<_>, Vec<_>) =
        articles.iter().map(|(path, day, marked)| article(path, day, marked)).unzip();
    let all = articles
        .iter()
        .zip(&timexes)
        .enumerate()
        .flat_map(|(index, (article, timexes))| reports(index, article, timexes, Language::english()))
        .collect();
    let mut lines: Vec<String> = merge(&articles, all)
        .iter()
        .map(|event| {
            let conflict = if event.conflict { "!" } else { "" };
            format!("{}{conflict} ({}) {}", event.when.edtf(), event.reports.len(), event.headline)
        })
        .collect();
    lines.sort();
    lines
}
