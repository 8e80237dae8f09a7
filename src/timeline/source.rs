//! Who tells an event, where and in which words.

use super::Excerpt;
use crate::article::{Article, Link, ListedEvent};
use crate::event::{Kind, Report};
use crate::when::When;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// One article's telling of an event. Keys without a value are left out of the JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The path, relative to the content folder, of the article; for a hand-made event that of its list.
    pub article: Arc<str>,
    /// The line of the file on which the sentence, or the row of the list, starts, from 1.
    pub line: u32,
    /// Who published the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Arc<str>>,
    /// The article's title; for a hand-made event what its list calls the source, empty without a name.
    pub title: Arc<str>,
    /// The article's day; none for a source that only a list names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article_date: Option<NaiveDate>,
    /// The address of the original.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Arc<str>>,
    /// The date that this article gives: EDTF.
    #[serde(rename = "date", serialize_with = "edtf")]
    pub when: When,
    /// The sentence; none for an article's own entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Excerpt>,
    /// The expression that dates it; none for an article's own entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression: Option<Excerpt>,
    /// Why this date, for people; none for an article's own entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The id of the report: the anchor on the article's page, and one of the event's ids.
    #[serde(skip)]
    pub(crate) id: String,
    /// The index of the article; none for a source that only a list names.
    #[serde(skip)]
    pub(crate) index: Option<usize>,
    /// The bytes of the expression in the article's plain text; those of the sentence where there is none.
    #[serde(skip)]
    pub(crate) span: Range<usize>,
    /// The bytes of the expression in the sentence.
    #[serde(skip)]
    pub(crate) mark: Option<Range<usize>>,
}

/// What the sources of one article have in common.
pub(super) struct Teller {
    path: Arc<str>,
    title: Arc<str>,
    publisher: Option<Arc<str>>,
    url: Option<Arc<str>>,
}

impl Teller {
    pub(super) fn new(article: &Article) -> Teller {
        let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
        Teller {
            path: article.path.as_str().into(),
            title: article.title.as_str().into(),
            publisher: shared(&article.publisher),
            url: shared(&article.original),
        }
    }
}

impl Source {
    /// None if the report points to no article of `articles`, to each of which belongs one of `tellers`.
    pub(super) fn new(report: Report, kind: Kind, articles: &[Article], tellers: &[Teller]) -> Option<Source> {
        let (article, teller) = articles.get(report.article).zip(tellers.get(report.article))?;
        let plain = &article.text.plain;
        let told = kind == Kind::Event;
        let expression = report.expression.clone().filter(|span| told && plain.get(span.clone()).is_some());
        let inside = |span: &Range<usize>| report.sentence.start <= span.start && span.end <= report.sentence.end;
        Some(Source {
            article: Arc::clone(&teller.path),
            line: article.text.position(report.sentence.start).0,
            publisher: teller.publisher.clone(),
            title: Arc::clone(&teller.title),
            article_date: Some(article.date),
            url: teller.url.clone(),
            when: report.when,
            sentence: told.then(|| Excerpt::of(&article.text, report.sentence.clone())).flatten(),
            expression: expression.clone().and_then(|span| Excerpt::of(&article.text, span)),
            reason: Some(report.reason).filter(|_| told),
            id: report.id,
            index: Some(report.article),
            span: expression.clone().unwrap_or_else(|| report.sentence.clone()),
            mark: expression
                .filter(inside)
                .map(|span| span.start - report.sentence.start..span.end - report.sentence.start),
        })
    }

    /// Who published it, where its title does not say so.
    pub(crate) fn publisher_beside(&self) -> Option<&str> {
        self.publisher.as_deref().filter(|name| self.article_date.is_some() || **name != *self.title)
    }

    /// A source that a list names.
    pub(super) fn of_list(link: &Link, event: &ListedEvent) -> Source {
        let name = link.name.as_deref().map(Cow::Borrowed);
        let name = name.or_else(|| link.url.as_deref().map(|url| Cow::Owned(shown_host(url))));
        let name: Option<Arc<str>> = name.map(|name| name.as_ref().into());
        Source {
            article: event.place.file.as_str().into(),
            line: event.place.line,
            title: name.clone().unwrap_or_default(),
            publisher: name,
            article_date: None,
            url: link.url.as_deref().map(Arc::from),
            when: event.when,
            sentence: None,
            expression: None,
            reason: None,
            id: String::new(),
            index: None,
            span: 0..0,
            mark: None,
        }
    }
}

fn edtf<S: Serializer>(when: &When, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&when.edtf())
}

/// `https://www.example.org/story` as `example.org`.
fn shown_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
