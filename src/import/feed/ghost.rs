//! Ghost's export: its database in JSON.

use super::Feed;
use super::entry::{Body, Entry};
use crate::import::Left;
use serde_json::Value;

/// Reads an export of Ghost; none if the document is none.
pub(super) fn read(value: &Value) -> Option<Feed> {
    let data = value.pointer("/db/0/data").or_else(|| value.get("data"))?;
    let posts = data.get("posts")?.as_array()?;
    let mut feed = Feed { title: setting(data, "title"), ..Feed::default() };
    for post in posts {
        let is_page = text(post, "type").as_deref() == Some("page") || post.get("page").is_some_and(is_true);
        if is_page {
            feed.left.push(Left::StandingPage);
            continue;
        }
        let status = text(post, "status");
        feed.entries.push(Entry {
            title: text(post, "title"),
            address: text(post, "canonical_url"),
            dates: [("published_at", "published_at"), ("created_at", "created_at")]
                .into_iter()
                .filter_map(|(key, name)| Some((key, text(post, name)?)))
                .collect(),
            authors: joined(data, post, "posts_authors", "author_id", "users"),
            tags: joined(data, post, "posts_tags", "tag_id", "tags"),
            content: text(post, "html").map(Body::Html).or_else(|| text(post, "plaintext").map(Body::Plain)),
            summary: text(post, "custom_excerpt").map(Body::Plain),
            draft: status.is_some_and(|status| status != "published"),
            ..Entry::default()
        });
    }
    Some(feed)
}

/// The names of the rows to which a table between joins a post; `#` marks Ghost's own tags.
fn joined(data: &Value, post: &Value, between: &str, key: &str, table: &str) -> Vec<String> {
    let rows = |name: &str| data.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let id = post.get("id");
    let ids =
        rows(between).iter().filter(|row| id.is_some() && row.get("post_id") == id).filter_map(|row| row.get(key));
    ids.filter_map(|id| rows(table).iter().find(|row| row.get("id") == Some(id)))
        .filter_map(|row| text(row, "name"))
        .filter(|name| !name.starts_with('#'))
        .collect()
}

fn setting(data: &Value, key: &str) -> Option<String> {
    let settings = data.get("settings")?.as_array()?;
    settings.iter().find(|row| text(row, "key").as_deref() == Some(key)).and_then(|row| text(row, "value"))
}

fn is_true(value: &Value) -> bool {
    value.as_bool() == Some(true) || value.as_i64() == Some(1)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
