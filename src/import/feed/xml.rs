//! Feeds in XML: RSS in all its versions, and Atom.
//!
//! Read with quick-xml rather than feed-rs: the latter gives moments in UTC, and the day as written
//! counts here; it drops WordPress's fields; and one bad byte costs it the whole feed.

use super::element::{self, Element};
use super::entry::{Body, Entry};
use super::{Feed, word_press};

/// Reads a feed; none if the document is none.
pub(super) fn read(text: &str) -> Option<Feed> {
    let (document, broken) = element::read(text);
    let root = document.elements().find(|element| matches!(element.local(), "rss" | "rdf" | "feed" | "channel"))?;
    let mut feed = if root.local() == "feed" { atom(root) } else { rss(root) };
    feed.broken = broken;
    Some(feed)
}

fn rss(root: &Element) -> Feed {
    let channel = root.child(&["channel"]).unwrap_or(root);
    let exported = channel.child(&["wp:wxr_version"]).is_some();
    let mut feed = Feed {
        title: channel.text(&["title"]),
        address: channel.text(&["link"]),
        language: channel.text(&["language", "dc:language"]),
        ..Feed::default()
    };
    // RSS 1.0 has its items beside the channel.
    let items = channel.children("item").chain(root.children("item").filter(|_| !std::ptr::eq(channel, root)));
    for item in items.filter(|item| item.closed) {
        let mut entry = item_of(item);
        if exported && let Some(left) = word_press::complete(item, &mut entry) {
            feed.left.push(left);
            continue;
        }
        feed.entries.push(entry);
    }
    feed
}

fn item_of(item: &Element) -> Entry {
    let mut authors: Vec<String> = item.texts("dc:creator");
    if authors.is_empty() {
        authors = item.texts("author").iter().map(|author| name_of(author)).collect();
    }
    // A link to itself that is no permalink is no address.
    let id = item.child(&["guid"]).filter(|guid| guid.attribute("ispermalink") != Some("false"));
    let html = |names: &[&str]| item.text(names).map(Body::guessed);
    let dates =
        [("pubDate", "pubdate"), ("dc:date", "dc:date"), ("published", "published"), ("updated", "atom:updated")];
    Entry {
        title: item.text(&["title", "dc:title"]).map(plain),
        address: item
            .text(&["feedburner:origlink", "link"])
            .or_else(|| item.child(&["atom:link"]).and_then(|link| link.attribute("href")).map(str::to_owned)),
        id: id.map(Element::all_text),
        dates: dates.iter().filter_map(|(key, name)| Some((*key, item.text(&[name])?))).collect(),
        authors,
        tags: item.texts("category").into_iter().chain(item.texts("dc:subject")).map(plain).collect(),
        content: html(&["content:encoded", "content", "xhtml:body"])
            .or_else(|| item.child(&["body"]).map(|body| Body::Html(body.html()))),
        summary: html(&["description", "itunes:summary", "summary"]),
        language: item.text(&["dc:language"]),
        publisher: item.text(&["dc:publisher"]).or_else(|| item.text(&["source"])),
        draft: false,
        offset: Some(item.offset),
    }
}

fn atom(root: &Element) -> Feed {
    let mut feed = Feed {
        title: root.text(&["title"]).map(plain),
        address: link(root),
        language: root.attribute("xml:lang").map(str::to_owned),
        ..Feed::default()
    };
    let own_author: Vec<String> = root.children("author").filter_map(|author| author.text(&["name"])).collect();
    for entry in root.children("entry").filter(|entry| entry.closed) {
        let authors: Vec<String> = entry.children("author").filter_map(|author| author.text(&["name"])).collect();
        let categories = entry.children("category").filter_map(|category| {
            category.attribute("label").or_else(|| category.attribute("term")).map(str::to_owned)
        });
        // Blogger marks what an entry is as a category.
        let tags = categories.filter(|tag| !tag.starts_with("http")).collect();
        let dates = [
            ("published", ["published", "issued"]),
            ("created", ["created", "dc:date"]),
            ("updated", ["updated", "modified"]),
        ];
        feed.entries.push(Entry {
            title: entry.child(&["title"]).map(|title| {
                plain(match body(title) {
                    Body::Html(text) | Body::Plain(text) => text,
                })
            }),
            address: link(entry),
            id: entry.text(&["id"]),
            dates: dates.iter().filter_map(|(key, names)| Some((*key, entry.text(names)?))).collect(),
            authors: if authors.is_empty() { own_author.clone() } else { authors },
            tags,
            content: entry.child(&["content"]).map(body).filter(|body| *body != Body::Plain(String::new())),
            summary: entry.child(&["summary", "media:description"]).map(body).or_else(|| {
                // Films have their description in a group of media.
                entry.child(&["media:group"])?.text(&["media:description"]).map(Body::Plain)
            }),
            language: entry.attribute("xml:lang").map(str::to_owned),
            publisher: entry.child(&["source"]).and_then(|source| source.text(&["title"])),
            draft: entry.child(&["app:control"]).and_then(|control| control.text(&["app:draft"])).as_deref()
                == Some("yes"),
            offset: Some(entry.offset),
        });
    }
    feed
}

/// A text construct of Atom: `text`, `html` or `xhtml`.
fn body(element: &Element) -> Body {
    let kind = element.attribute("type").unwrap_or("text");
    let whole = || element.all_text();
    match kind {
        "xhtml" | "application/xhtml+xml" => Body::Html(element.html()),
        "html" | "text/html" => Body::Html(whole()),
        // Content elsewhere, or that is no text.
        _ if element.attribute("src").is_some() || kind.starts_with("image/") => Body::Plain(String::new()),
        _ if element.elements().next().is_some() => Body::Html(element.html()),
        _ => Body::Plain(whole()),
    }
}

/// The address of an entry: of its links the one to itself as a page.
fn link(element: &Element) -> Option<String> {
    let rank = |link: &&Element| match (link.attribute("rel"), link.attribute("type")) {
        (None | Some("alternate"), None | Some("text/html")) => 0,
        (None | Some("alternate"), _) => 1,
        _ => 2,
    };
    let best = element.children("link").filter(|link| rank(link) < 2).min_by_key(rank)?;
    best.attribute("href").map(str::to_owned).or_else(|| Some(best.all_text()))
}

/// `ada@h.example (Ada Pier)` is Ada Pier.
fn name_of(author: &str) -> String {
    match author.split_once('(').and_then(|(_, rest)| rest.split_once(')')) {
        Some((name, _)) if author.contains('@') && !name.trim().is_empty() => name.trim().to_owned(),
        _ => author.to_owned(),
    }
}

/// A text that may hold tags and references, in one line.
fn plain(text: String) -> String {
    let Body::Html(html) = Body::guessed(text.clone()) else { return super::super::tree::folded(&text) };
    let read = crate::import::tree::of_fragment(&html).map(|tree| tree.root().text().to_string());
    super::super::tree::folded(&read.unwrap_or(text))
}
