//! Who tells an event, where and in which words.

use crate::article::{Article, Link, ListedEvent};
use crate::event::{Kind, Report};
use crate::text::{Span, Text};
use crate::when::When;
use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::ops::Range;
use std::sync::Arc;

/// One article's telling of an event.
///
/// Its JSON has the keys `article`, `line`, `publisher`, `title`, `article_date`, `url`, `date` (EDTF), `sentence`,
/// `expression` and `reason`, those without a value left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Who tells it: one for all that an article tells.
    pub teller: Arc<Teller>,
    /// The line of the file on which the sentence, or the row of the list, starts, from 1.
    pub line: u32,
    /// The date that this article gives.
    pub when: When,
    /// Why this date, for people; none for an article's own entry.
    pub reason: Option<Box<str>>,
    /// The id of the report: the anchor on the article's page, and one of the event's ids.
    pub(crate) id: Box<str>,
    /// The sentence, if it quotes one.
    told: Span,
    /// The expression that dates it.
    dating: Option<Span>,
    /// False for an article's own entry and for a source that a list names: neither quotes anything.
    quotes: bool,
}

/// An article, or what a list says of one.
#[derive(Debug, PartialEq)]
pub struct Teller {
    /// The path, relative to the content folder, of the article; for a hand-made event that of its list.
    pub article: String,
    /// Who published the article.
    pub publisher: Option<String>,
    /// The article's title; for a hand-made event what its list calls the source, empty without a name.
    pub title: String,
    /// The article's day; none for a source that only a list names.
    pub article_date: Option<NaiveDate>,
    /// The address of the original.
    pub url: Option<String>,
    /// The index of the article; none for a source that only a list names.
    pub(crate) index: Option<usize>,
    text: Arc<Text>,
}

impl Teller {
    pub(super) fn new(index: usize, article: &Article) -> Teller {
        Teller {
            article: article.path.clone(),
            publisher: article.publisher.clone(),
            title: article.title.clone(),
            article_date: Some(article.date),
            url: article.original.clone(),
            index: Some(index),
            text: Arc::clone(&article.text),
        }
    }
}

impl Source {
    /// None if the report points to none of `tellers`, of which each article has one.
    pub(super) fn new(report: Report, kind: Kind, tellers: &[Arc<Teller>]) -> Option<Source> {
        let teller = tellers.get(report.article)?;
        let quotes = kind == Kind::Event;
        Some(Source {
            teller: Arc::clone(teller),
            line: teller.text.line(report.sentence.start()),
            when: report.when,
            reason: Some(report.reason).filter(|_| quotes),
            id: report.id,
            told: report.sentence,
            dating: report.expression.filter(|span| quotes && teller.text.plain.get(span.range()).is_some()),
            quotes,
        })
    }

    /// The sentence; none for an article's own entry.
    pub fn sentence(&self) -> Option<&str> {
        self.quotes.then(|| self.teller.text.plain.get(self.told.range()))?
    }

    /// The expression that dates it; none for an article's own entry.
    pub fn expression(&self) -> Option<&str> {
        self.teller.text.plain.get(self.dating?.range())
    }

    /// The bytes of the expression in the article's plain text; those of the sentence where there is none.
    pub(crate) fn span(&self) -> Range<usize> {
        self.dating.unwrap_or(self.told).range()
    }

    /// The bytes of the expression in the sentence, if it stands there.
    pub(crate) fn mark(&self) -> Option<Range<usize>> {
        let dating = self.dating.filter(|dating| self.told.holds(*dating))?;
        Some(dating.start() - self.told.start()..dating.end() - self.told.start())
    }

    /// Who published it, where its title does not say so.
    pub(crate) fn publisher_beside(&self) -> Option<&str> {
        let Teller { publisher, title, article_date, .. } = &*self.teller;
        publisher.as_deref().filter(|name| article_date.is_some() || name != title)
    }

    /// A source that a list names.
    pub(super) fn of_list(link: &Link, event: &ListedEvent) -> Source {
        let name = link.name.clone().or_else(|| link.url.as_deref().map(shown_host));
        let teller = Teller {
            article: event.place.file.clone(),
            title: name.clone().unwrap_or_default(),
            publisher: name,
            article_date: None,
            url: link.url.clone(),
            index: None,
            text: Arc::default(),
        };
        Source {
            teller: teller.into(),
            line: event.place.line,
            when: event.when,
            reason: None,
            id: "".into(),
            told: Span::default(),
            dating: None,
            quotes: false,
        }
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Teller { article, publisher, title, article_date, url, .. } = &*self.teller;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("article", article)?;
        map.serialize_entry("line", &self.line)?;
        some(&mut map, "publisher", publisher.as_ref())?;
        map.serialize_entry("title", title)?;
        some(&mut map, "article_date", article_date.as_ref())?;
        some(&mut map, "url", url.as_ref())?;
        map.serialize_entry("date", &self.when.edtf())?;
        some(&mut map, "sentence", self.sentence())?;
        some(&mut map, "expression", self.expression())?;
        some(&mut map, "reason", self.reason.as_deref())?;
        map.end()
    }
}

/// Writes what there is a value of.
fn some<M: SerializeMap>(map: &mut M, key: &str, value: Option<&(impl Serialize + ?Sized)>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, value))
}

/// `https://www.example.org/story` as `example.org`.
fn shown_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
