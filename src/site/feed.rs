//! Feeds: what the latest articles tell, as Atom (RFC 4287) and as JSON Feed 1.1.
//!
//! A feed is dated by its articles, not by what they tell: a reader of feeds wants what is new. Its
//! ids are made of the events' own, so that they hold wherever the site stands.

use super::Context;
use super::page::rendered;
use crate::timeline::{Entry, Timeline};
use askama::Template;
use chrono::NaiveDate;
use serde::Serialize;
use std::cmp::Reverse;
use xxhash_rust::xxh3::xxh3_128;

/// How many events a feed holds.
const NEWEST: usize = 50;

/// A feed of some of a timeline's events.
#[derive(Template)]
#[template(path = "feed.xml", whitespace = "minimize")]
pub(super) struct Feed<'a> {
    id: String,
    title: String,
    subtitle: String,
    /// The feed's own file and the page that it follows, relative to the feed.
    file: String,
    page: String,
    own_address: Option<String>,
    page_address: Option<String>,
    updated: String,
    language: &'a str,
    author: String,
    items: Vec<Item>,
}

/// An event of a feed.
struct Item {
    id: String,
    title: String,
    /// The event on the site, where the site's address is known.
    address: Option<String>,
    /// The event on the site, relative to the feed.
    link: String,
    original: Option<String>,
    html: String,
    published: String,
    updated: String,
    authors: Vec<String>,
    tags: Vec<String>,
}

#[derive(Template)]
#[template(path = "feed_item.html", whitespace = "minimize")]
struct ItemHtml<'a> {
    entry: &'a Entry,
    sources: Vec<SourceLine<'a>>,
}

struct SourceLine<'a> {
    publisher: Option<&'a str>,
    article: &'a str,
    address: Option<String>,
    reason: Option<&'a str>,
}

impl<'a> Feed<'a> {
    /// The feed of the whole timeline.
    pub(super) fn whole(context: &Context<'a>) -> Feed<'a> {
        Feed::new(context, context.timeline.title.clone(), "feed.xml", "index.html")
    }

    /// A feed of the timeline in the context, in a file beside a page (both relative to the output folder).
    pub(super) fn new(context: &Context<'a>, title: String, file: &str, page: &str) -> Feed<'a> {
        let events = &context.timeline.events;
        let mut newest: Vec<&Entry> =
            newest_told(context.timeline, 0..events.len()).into_iter().map(|index| events[index].as_ref()).collect();
        newest.sort_by_key(|entry| key(entry));
        let updated = newest.first().map_or_else(NaiveDate::default, |entry| told(entry).1);
        Feed {
            id: urn(&format!("feed {file} {}", context.timeline.title)),
            title: plain(&title),
            subtitle: plain(&context.config.description),
            page: format!("{}{page}", context.root),
            own_address: context.absolute(file),
            page_address: context.absolute(page),
            file: file.rsplit('/').next().unwrap_or(file).to_owned(),
            updated: moment(updated),
            language: &context.language.code,
            author: plain(&context.timeline.title),
            items: newest.iter().map(|entry| Item::new(context, entry)).collect(),
        }
    }

    /// The feed as Atom.
    pub(super) fn atom(&self) -> String {
        rendered(self)
    }

    /// The feed as JSON.
    pub(super) fn json(&self) -> String {
        let named = |name: &String| JsonAuthor { name: name.clone() };
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: self.page_address.as_deref(),
            feed_url: self.own_address.as_deref().map(|address| address.replace("feed.xml", "feed.json")),
            description: Some(self.subtitle.as_str()).filter(|text| !text.is_empty()),
            language: self.language,
            authors: vec![named(&self.author)],
            items: self
                .items
                .iter()
                .map(|item| JsonItem {
                    id: &item.id,
                    url: item.address.as_deref(),
                    external_url: item.original.as_deref(),
                    title: &item.title,
                    content_html: &item.html,
                    date_published: &item.published,
                    date_modified: &item.updated,
                    authors: item.authors.iter().map(named).collect(),
                    tags: &item.tags,
                })
                .collect(),
        };
        serde_json::to_string_pretty(&feed).expect("texts are JSON") + "\n"
    }
}

impl Item {
    fn new(context: &Context, entry: &Entry) -> Item {
        let language = context.language;
        let (first, last) = told(entry);
        let mut authors: Vec<String> = Vec::new();
        for publisher in entry.sources.iter().filter_map(|source| source.teller.publisher.as_deref()) {
            let name = plain(publisher);
            if !authors.contains(&name) && !name.trim().is_empty() {
                authors.push(name);
            }
        }
        let sources = entry.sources.iter().map(|source| SourceLine {
            publisher: source.publisher_beside(),
            article: context.said(source),
            address: source.teller.url.as_deref().and_then(super::address_of_web).map(str::to_owned).or_else(|| {
                let page = context.addresses.page(source.teller.index?);
                context.absolute(page)
            }),
            reason: source.reason.as_deref(),
        });
        Item {
            id: urn(&format!("event {}", entry.id)),
            title: plain(&language.dated_title(&context.date_in_words(&entry.when), &entry.title)),
            address: context.absolute_event(entry),
            link: context.event_address(entry).to_string(),
            original: entry.sources.iter().find_map(|source| source.teller.url.as_deref()).map(plain),
            html: plain(&rendered(&ItemHtml { entry, sources: sources.collect() })),
            published: moment(first),
            updated: moment(last),
            authors,
            tags: entry.tags.iter().map(|tag| plain(tag)).collect(),
        }
    }
}

/// Of some events of a timeline, given by their indices, those that a feed holds, in order of the indices.
pub(super) fn newest_told(timeline: &Timeline, events: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut newest: Vec<_> = events.map(|index| (key(&timeline.events[index]), index)).collect();
    if newest.len() > NEWEST {
        newest.select_nth_unstable(NEWEST);
        newest.truncate(NEWEST);
    }
    let mut newest: Vec<usize> = newest.into_iter().map(|(_, index)| index).collect();
    newest.sort_unstable();
    newest
}

/// The order of a feed: what was told last comes first.
fn key(entry: &Entry) -> (Reverse<NaiveDate>, Reverse<NaiveDate>) {
    (Reverse(told(entry).1), Reverse(entry.when.from()))
}

/// The days of the first and the last article that tell an event; for one that only a list tells its own.
fn told(entry: &Entry) -> (NaiveDate, NaiveDate) {
    let days = || entry.sources.iter().filter_map(|source| source.teller.article_date);
    days().min().zip(days().max()).unwrap_or((entry.when.from(), entry.when.from()))
}

/// A day as the moment of RFC 3339 at which it begins; years that it cannot write become the nearest that it can.
fn moment(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year().clamp(0, 9999), day.month(), day.day())
}

/// An id that needs no address of the web: a UUID of version 8 (RFC 9562), made of a name.
fn urn(name: &str) -> String {
    let bits = xxh3_128(name.as_bytes());
    let bits = bits & !(0xf << 76) | (8 << 76);
    let bits = bits & !(0x3 << 62) | (2 << 62);
    let digits = format!("{bits:032x}");
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

/// A text without the characters that XML has no way to write.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| match letter {
            '\t' | '\n' | '\r' => true,
            '\u{fffe}' | '\u{ffff}' => false,
            letter => *letter >= ' ',
        })
        .collect()
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<JsonAuthor>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_of_version_8_and_holds() {
        let id = urn("event abc");
        assert_eq!(id, urn("event abc"));
        assert_ne!(id, urn("event abd"));
        let digits = id.strip_prefix("urn:uuid:").expect("a URN");
        let lengths: Vec<usize> = digits.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(digits.as_bytes()[14], b'8', "{digits}");
        assert!(matches!(digits.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{digits}");
    }

    #[test]
    fn a_moment_is_one_of_rfc_3339() {
        assert_eq!(moment("2023-03-31".parse().expect("a day")), "2023-03-31T00:00:00Z");
        assert_eq!(moment("-0489-03-31".parse().expect("a day")), "0000-03-31T00:00:00Z");
    }

    #[test]
    fn what_xml_cannot_write_is_left_out() {
        assert_eq!(plain("a\u{0}b\u{1b}c\td\u{ffff}é\u{1f600}"), "abc\tdé\u{1f600}");
    }
}
