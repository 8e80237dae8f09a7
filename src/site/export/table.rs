//! The events as a table: CSV after RFC 4180, its lines ended by CRLF, its first row the columns' names.

use super::Context;
use crate::timeline::Entry;
use crate::when::Modifier;
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 20] = [
    "id",
    "kind",
    "status",
    "date",
    "from",
    "until",
    "precision",
    "approximate",
    "conflict",
    "title",
    "text",
    "tags",
    "people",
    "source_count",
    "publisher",
    "article",
    "line",
    "article_date",
    "url",
    "reason",
];

/// What parts the values of a cell that holds several.
const BETWEEN: &str = "; ";

pub(super) fn write(context: &Context, out: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS)?;
    for entry in &context.timeline.events {
        writer.write_record(row(entry).iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

fn row(entry: &Entry) -> [Cow<'_, str>; COLUMNS.len()] {
    let (from, until) = entry.when.interval();
    let first = entry.sources.first();
    let of_first = |value: Option<&str>| Cow::Owned(harmless(value.unwrap_or_default()).into_owned());
    [
        Cow::Borrowed(&entry.id),
        Cow::Borrowed(entry.kind.name()),
        Cow::Borrowed(entry.status.name()),
        Cow::Owned(entry.when.edtf()),
        Cow::Owned(from),
        Cow::Owned(until),
        Cow::Borrowed(entry.when.granularity().name()),
        Cow::Owned((entry.when.modifier() == Some(Modifier::Approx)).to_string()),
        Cow::Owned(entry.conflict.to_string()),
        harmless(&entry.title),
        harmless(&entry.text),
        Cow::Owned(harmless(&entry.tags.join(BETWEEN)).into_owned()),
        Cow::Owned(harmless(&entry.people.join(BETWEEN)).into_owned()),
        Cow::Owned(entry.sources.len().to_string()),
        of_first(first.and_then(|source| source.teller.publisher.as_deref())),
        of_first(first.map(|source| source.teller.article.as_str())),
        Cow::Owned(first.map_or_else(String::new, |source| source.line.to_string())),
        Cow::Owned(
            first.and_then(|source| source.teller.article_date).map_or_else(String::new, |date| date.to_string()),
        ),
        of_first(first.and_then(|source| source.teller.url.as_deref())),
        of_first(first.and_then(|source| source.reason.as_deref())),
    ]
}

/// A text that no spreadsheet takes for a formula: an article's title "=cmd|…" would be run. An
/// apostrophe before it, which spreadsheets do not show, makes it text.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
