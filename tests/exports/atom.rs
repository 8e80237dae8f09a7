//! Atom: what RFC 4287 asks of a feed and of each entry (sections 4.1 and 4.2), read by quick-xml.

use super::{ADDRESS, sites};
use chrono::DateTime;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::collections::{BTreeMap, BTreeSet};

/// An element of a feed.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    #[track_caller]
    fn one(&self, name: &str) -> &Element {
        let found: Vec<&Element> = self.children.iter().filter(|child| child.name == name).collect();
        assert_eq!(found.len(), 1, "exactly one {name} in {self:#?}");
        found[0]
    }
}

/// Reads a document in which every element is Atom's.
fn document(text: &str) -> Element {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        let (space, event) = reader.read_resolved_event().unwrap_or_else(|error| panic!("{error}: {text}"));
        let top = open.last_mut().expect("the root");
        match event {
            Event::Start(start) => {
                assert!(matches!(space, ResolveResult::Bound(name) if name.0 == "http://www.w3.org/2005/Atom"));
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let key = attribute.key.0.to_owned();
                    (key, quick_xml::escape::unescape(&attribute.value).expect("a value").into_owned())
                });
                let name = start.local_name().as_ref().to_owned();
                let attributes = attributes.collect();
                open.push(Element { name, attributes, ..Element::default() });
            }
            Event::End(_) => {
                let closed = open.pop().expect("it was opened");
                open.last_mut().expect("the root").children.push(closed);
            }
            Event::Text(words) => top.text.push_str(&words),
            Event::GeneralRef(reference) => {
                let name = reference.to_string();
                match reference.resolve_char_ref().expect("a character") {
                    Some(letter) => top.text.push(letter),
                    None => top.text.push_str(quick_xml::escape::resolve_predefined_entity(&name).expect("known")),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().expect("the root");
    root.one("feed");
    root.children.into_iter().next().expect("the feed")
}

/// What feed and entry have alike.
fn common(element: &Element, known: &[&str], name: &str) {
    for child in &element.children {
        assert!(known.contains(&child.name.as_str()), "{name}: no {} here", child.name);
    }
    let id = &element.one("id").text;
    assert!(url::Url::parse(id).is_ok(), "{name}: the id `{id}` is an address by itself");
    element.one("title");
    for moment in element.all("updated").chain(element.all("published")) {
        assert!(DateTime::parse_from_rfc3339(&moment.text).is_ok(), "{name}: {}", moment.text);
    }
    element.one("updated");
    for author in element.all("author") {
        assert!(!author.one("name").text.trim().is_empty(), "{name}: an author has a name");
    }
    for category in element.all("category") {
        assert!(category.attributes.contains_key("term"), "{name}");
    }
    let mut alternates = BTreeSet::new();
    for link in element.all("link") {
        let address = &link.attributes["href"];
        assert!(!address.is_empty() && !address.contains(char::is_whitespace), "{name}: {address}");
        if link.attributes["rel"] == "alternate" {
            let kind = (link.attributes.get("type"), link.attributes.get("hreflang"));
            assert!(alternates.insert(kind), "{name}: no two alternates of one kind");
        }
    }
}

#[test]
fn feeds_are_what_their_specification_asks() {
    let mut entries = 0;
    for site in sites() {
        for (name, text) in site.ending("feed.xml") {
            let feed = document(text);
            let of_feed = ["author", "category", "entry", "generator", "id", "link", "subtitle", "title", "updated"];
            common(&feed, &of_feed, &name);
            assert_eq!(feed.all("link").filter(|link| link.attributes["rel"] == "self").count(), 1, "{name}");
            if site.name.contains(ADDRESS) {
                for link in feed.all("link") {
                    assert!(link.attributes["href"].starts_with(ADDRESS), "{name}: {link:?}");
                }
            }
            let has_author = feed.all("author").count() > 0;
            let mut ids = BTreeSet::new();
            for entry in feed.all("entry") {
                let of_entry = ["author", "category", "content", "id", "link", "published", "title", "updated"];
                common(entry, &of_entry, &name);
                assert!(has_author || entry.all("author").count() > 0, "{name}: who wrote it is known");
                assert_eq!(entry.one("content").attributes["type"], "html", "{name}");
                let alternate = entry.all("link").find(|link| link.attributes["rel"] == "alternate");
                assert!(alternate.is_some(), "{name}: an entry leads to the page");
                assert!(ids.insert(entry.one("id").text.clone()), "{name}: each entry has an id of its own");
                entries += 1;
            }
            let reader = feed_rs::parser::Builder::new().base_uri(Some(ADDRESS)).build();
            assert_eq!(reader.parse(text.as_bytes()).expect("a feed").entries.len(), ids.len(), "{name}");
        }
    }
    assert!(entries > 50, "{entries} entries were looked at");
}
