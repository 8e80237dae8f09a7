//! JSON Feed, version 1 and 1.1.

use super::Feed;
use super::entry::{Body, Entry};
use serde_json::Value;

/// Reads a JSON Feed; none if the document is none.
pub(super) fn read(value: &Value) -> Option<Feed> {
    let version = value.get("version").and_then(Value::as_str).unwrap_or("");
    let items = value.get("items")?.as_array()?;
    let is_feed = version.contains("jsonfeed.org") || items.iter().any(|item| item.get("content_html").is_some());
    is_feed.then(|| Feed {
        title: text(value, "title"),
        address: text(value, "home_page_url"),
        language: text(value, "language"),
        entries: items.iter().map(|item| entry(item, value)).collect(),
        ..Feed::default()
    })
}

fn entry(item: &Value, feed: &Value) -> Entry {
    let html = text(item, "content_html").map(Body::Html);
    let own = authors(item);
    Entry {
        title: text(item, "title"),
        address: text(item, "url").or_else(|| text(item, "external_url")),
        id: text(item, "id"),
        dates: [("date_published", "date_published"), ("date_modified", "date_modified")]
            .into_iter()
            .filter_map(|(key, name)| Some((key, text(item, name)?)))
            .collect(),
        authors: if own.is_empty() { authors(feed) } else { own },
        tags: item.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(of_text).collect(),
        content: html.or_else(|| text(item, "content_text").map(Body::Plain)),
        summary: text(item, "summary").map(Body::Plain),
        language: text(item, "language"),
        ..Entry::default()
    }
}

fn authors(value: &Value) -> Vec<String> {
    let many = value.get("authors").and_then(Value::as_array).into_iter().flatten();
    many.chain(value.get("author")).filter_map(|author| text(author, "name")).collect()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(of_text)
}

fn of_text(value: &Value) -> Option<String> {
    value.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
