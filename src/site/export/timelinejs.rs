//! The data of a TimelineJS timeline (<https://timeline.knightlab.com/docs/json-format.html>).
//!
//! It takes texts for HTML, so they are escaped; a date that is known to the month is given as one.

use super::Context;
use crate::timeline::Entry;
use crate::when::{Granularity, When};
use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

pub(super) fn render(context: &Context) -> String {
    let events: Vec<Value> = context.timeline.events.iter().map(|entry| slide(context, entry)).collect();
    let title = json!({ "headline": escaped(&context.timeline.title), "text": escaped(&context.config.description) });
    let data = json!({ "scale": "human", "title": { "text": title }, "events": events });
    serde_json::to_string(&data).expect("texts and numbers are JSON") + "\n"
}

fn slide(context: &Context, entry: &Entry) -> Value {
    let mut text = String::new();
    if !entry.text.is_empty() {
        text.push_str(&format!("<p>{}</p>", escaped(&entry.text)));
    }
    let mut names: Vec<String> = Vec::new();
    for source in &entry.sources {
        let name = escaped(source.publisher.as_deref().unwrap_or(&source.title));
        let link = match source.url.as_deref().and_then(super::super::address_of_web) {
            Some(address) => format!("<a href=\"{}\">{name}</a>", escaped(address)),
            None => name,
        };
        if !names.contains(&link) {
            names.push(link);
        }
    }
    text.push_str(&format!("<p>{}</p>", names.join(", ")));
    let mut slide = json!({
        "unique_id": entry.id,
        "start_date": date(entry.when.from(), &entry.when),
        "display_date": escaped(&context.language.when(&entry.when)),
        "text": { "headline": escaped(&entry.title), "text": text },
    });
    // What TimelineJS would show as an instant at its beginning lasts until the end of its last unit.
    if !entry.when.is_single() || !matches!(entry.when.granularity(), unit if unit <= Granularity::Day) {
        slide["end_date"] = date(entry.when.last_day(), &entry.when);
    }
    if let Some(tag) = entry.tags.first() {
        slide["group"] = Value::String(escaped(tag));
    }
    slide
}

/// A day as far as it is known.
fn date(day: NaiveDate, when: &When) -> Value {
    let mut date = Map::new();
    date.insert("year".into(), day.year().into());
    if when.granularity() < Granularity::Year {
        date.insert("month".into(), day.month().into());
    }
    if when.granularity() < Granularity::Month {
        date.insert("day".into(), day.day().into());
    }
    Value::Object(date)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut out, text).expect("a string takes all that is written");
    out
}
