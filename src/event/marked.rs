//! For tests: articles whose dates are written into the text, `[[on what words|2023-03-29]]`, so that
//! the rules of events are tested without those of dates.

use super::{Report, merge, reports};
use crate::article::{self, Article, SourceFile};
use crate::config::Config;
use crate::language::Language;
use crate::timex::{Reason, Timex, TimexType, Value};
use crate::when::When;
use chrono::{Datelike, NaiveDate};

/// An article of a day and its marked dates; the text is Markdown.
pub(super) fn article(path: &str, day: &str, marked: &str) -> (Article, Vec<Timex>) {
    let mut source = format!("---\ntitle: A title\ndate: {day}\n---\n");
    let mut dates = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        source.push_str(before);
        let (words, after) = after.split_once('|').expect("a marked date has a bar");
        let (date, after) = after.split_once("]]").expect("a marked date ends");
        source.push_str(words);
        dates.push((words, when(date)));
        rest = after;
    }
    source.push_str(rest);
    let file = SourceFile { path: path.into(), bytes: source.into_bytes() };
    let (article, _) = article::read(&file, &Config::default());
    let article = article.expect("a dated article");
    let mut from = 0;
    let timexes = dates
        .into_iter()
        .map(|(words, when)| {
            let start = from + article.text.plain[from..].find(words).expect("the date is in the text");
            from = start + words.len();
            Timex { when: Some(when), ..empty(start..from) }
        })
        .collect();
    (article, timexes)
}

/// An expression without a value: events mind only its place, its type and its interval.
fn empty(span: std::ops::Range<usize>) -> Timex {
    Timex {
        span,
        kind: TimexType::Date,
        value: Value::default(),
        modifier: None,
        quant: None,
        freq: None,
        when: None,
        range: None,
        reason: Reason::default(),
    }
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
    reports(0, &article, &timexes, Language::english(), false).iter().map(line).collect()
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
        .flat_map(|(index, (article, timexes))| reports(index, article, timexes, Language::english(), false))
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

/// Checks many sentences at once and shows all that differ.
pub(super) fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (marked, expected) in cases {
        let found = told(marked);
        if found != *expected {
            wrong.push(format!("{marked}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
