//! The data of a TimelineJS timeline (<https://timeline.knightlab.com/docs/json-format.html>).
//!
//! It takes texts for HTML, so they are escaped; a date that is known to the month is given as one.

use super::Context;
use crate::timeline::Entry;
use crate::when::{Granularity, When};
use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The keys of each object are in order of their names.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(serialize_with = "slides")]
    events: &'a Context<'a>,
    scale: &'static str,
    title: Title,
}

#[derive(Serialize)]
struct Title {
    text: Text,
}

#[derive(Serialize)]
struct Slide {
    display_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    start_date: Date,
    text: Text,
    unique_id: String,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// A day as far as it is known.
#[derive(Serialize)]
struct Date {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    year: i32,
}

pub(super) fn write(context: &Context, out: &mut impl Write) -> io::Result<()> {
    let text = Text { headline: escaped(&context.timeline.title), text: escaped(&context.config.description) };
    serde_json::to_writer(&mut *out, &Data { events: context, scale: "human", title: Title { text } })?;
    out.write_all(b"\n")
}

fn slides<S: Serializer>(context: &Context, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(context.timeline.events.iter().map(|entry| slide(context, entry)))
}

fn slide(context: &Context, entry: &Entry) -> Slide {
    let mut text = String::new();
    if !entry.text.is_empty() {
        text.push_str(&format!("<p>{}</p>", escaped(&entry.text)));
    }
    let mut names: Vec<String> = Vec::new();
    for source in &entry.sources {
        let name = escaped(source.teller.publisher.as_deref().unwrap_or(&source.teller.title));
        let link = match source.teller.url.as_deref().and_then(super::super::address_of_web) {
            Some(address) => format!("<a href=\"{}\">{name}</a>", escaped(address)),
            None => name,
        };
        if !names.contains(&link) {
            names.push(link);
        }
    }
    text.push_str(&format!("<p>{}</p>", names.join(", ")));
    // What TimelineJS would show as an instant at its beginning lasts until the end of its last unit.
    let lasts = !entry.when.is_single() || entry.when.granularity() > Granularity::Day;
    Slide {
        display_date: escaped(&context.language.when(&entry.when)),
        end_date: lasts.then(|| date(entry.when.last_day(), &entry.when)),
        group: entry.tags.first().map(|tag| escaped(tag)),
        start_date: date(entry.when.from(), &entry.when),
        text: Text { headline: escaped(&entry.title), text },
        unique_id: entry.id.clone(),
    }
}

fn date(day: NaiveDate, when: &When) -> Date {
    Date {
        day: (when.granularity() < Granularity::Month).then(|| day.day()),
        month: (when.granularity() < Granularity::Year).then(|| day.month()),
        year: day.year(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut out, text).expect("a string takes all that is written");
    out
}
