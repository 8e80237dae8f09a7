//! A small made-up timeline for the tests of this room and the next ones.

use super::Timeline;
use crate::article::{Article, Body, DateOrigin, Editing, Format};
use crate::config::Config;
use crate::event::{Event, Kind, Report, Status};
use crate::language::Language;
use crate::text::Text;
use crate::when::When;

/// An article with a body of plain paragraphs.
pub(crate) fn article(path: &str, date: &str, body: &[&str]) -> Article {
    let body = body.join("\n\n");
    let text = Text::from_plain(&body, Language::english());
    Article {
        path: path.into(),
        title: path.trim_end_matches(".md").into(),
        date: date.parse().expect("a date"),
        date_origin: DateOrigin::Key,
        language: "en".into(),
        tags: vec!["harbour".into()],
        publisher: Some("Harbour Herald".into()),
        author: None,
        original: Some("https://example.org/story".into()),
        fingerprint: xxhash_rust::xxh3::xxh3_64(text.plain.as_bytes()),
        text: text.into(),
        editing: Editing::default(),
        body: Body { format: Format::Plain, range: 0..body.len() },
    }
}

/// A report of the sentence that holds `expression`.
pub(crate) fn report(articles: &[Article], index: usize, expression: &str, when: When) -> Report {
    let text = &articles[index].text;
    let start = text.plain.find(expression).expect("the expression stands in the article");
    let sentence = text.sentences[text.sentence_at(start).expect("a sentence")].clone();
    Report {
        id: format!("r{index}{}", expression.replace(' ', "")).into(),
        article: index,
        sentence: sentence.into(),
        expression: Some((start..start + expression.len()).into()),
        when,
        headline: format!("What came about {expression}").into(),
        status: Status::Happened,
        reason: format!("“{expression}” says so").into(),
        goes_on: Vec::new(),
        salience: 0.5,
        edited: None,
    }
}

/// An event of reports; the first gives its id and headline.
pub(crate) fn event(reports: Vec<Report>) -> Event {
    Event {
        id: reports[0].id.to_string(),
        aliases: reports[1..].iter().map(|report| report.id.to_string()).collect(),
        kind: Kind::Event,
        status: reports[0].status,
        when: reports[0].when,
        conflict: false,
        headline: reports[0].headline.to_string(),
        tags: vec!["harbour".into()],
        people: Vec::new(),
        weight: 1.0,
        reports,
        listed: None,
    }
}

/// One event a date, all from one article.
pub(crate) fn of_dates(dates: &[When]) -> (Timeline, Vec<Article>) {
    let said: Vec<String> = (0..dates.len()).map(|index| format!("It happened on date{index} <b>.")).collect();
    let body: Vec<&str> = said.iter().map(String::as_str).collect();
    let articles = vec![article("harbour.md", "2024-03-15", &body)];
    let events = dates.iter().enumerate();
    let events =
        events.map(|(index, when)| event(vec![report(&articles, 0, &format!("date{index}"), *when)])).collect();
    (Timeline::new(events, &articles, &Config::default()), articles)
}
