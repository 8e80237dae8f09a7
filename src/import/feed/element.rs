//! An XML document as a tree, up to the byte at which it breaks.

use crate::article::decode_entities;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper elements are children of the last one that is not.
const DEEPEST: usize = 100;

/// An element: its name in lower case, with its prefix unless that is the root's own.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
    /// Its first byte in the document.
    pub(super) offset: usize,
    /// Whether its end was seen.
    pub(super) closed: bool,
}

#[derive(Debug)]
enum Node {
    Text(String),
    Element(Element),
}

/// Reads a document: an element without a name that holds the root, and where it breaks.
pub(super) fn read(text: &str) -> (Element, Option<(usize, String)>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    let mut tree = Tree { open: vec![Element::default()], prefix: None };
    let broken = loop {
        let offset = position(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => break None,
            Ok(event) => tree.add(event, offset),
            Err(error) => break Some((position(reader.error_position()), error.to_string())),
        }
    };
    let unclosed = tree.open.len() > 1;
    let broken =
        broken.or_else(|| unclosed.then(|| (text.len(), "the document ends before its elements do".to_owned())));
    while tree.open.len() > 1 {
        tree.close(false);
    }
    (tree.open.pop().unwrap_or_default(), broken)
}

fn position(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

struct Tree {
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    /// The prefix of the root, which all elements of its kind have.
    prefix: Option<String>,
}

impl Tree {
    fn add(&mut self, event: Event, offset: usize) {
        match event {
            Event::Start(start) => self.open(&start, offset),
            Event::Empty(start) => {
                self.open(&start, offset);
                self.close(true);
            }
            Event::End(end) => {
                let name = self.own_name(end.trim());
                // An end that closes no element that is open is noise; one that closes an outer one ends the inner.
                let inner = self.open.iter().enumerate().skip(1).rev().take(2 * DEEPEST);
                let at = inner.into_iter().find(|(_, element)| element.name == name).map(|(at, _)| at);
                if let Some(at) = at {
                    while self.open.len() > at {
                        self.close(true);
                    }
                }
            }
            Event::Text(text) => self.text(&text),
            Event::CData(text) => self.text(&text),
            Event::GeneralRef(reference) => self.text(&decode_entities(&format!("&{};", &*reference))),
            _ => {}
        }
    }

    fn open(&mut self, start: &BytesStart, offset: usize) {
        let written = start.name().as_ref().to_owned();
        if self.open.len() == 1 && self.prefix.is_none() {
            self.prefix = Some(
                written.split_once(':').map(|(prefix, _)| format!("{prefix}:").to_lowercase()).unwrap_or_default(),
            );
        }
        let mut written_attributes = start.html_attributes();
        let attributes = written_attributes
            .with_checks(false)
            .flatten()
            .map(|attribute| (attribute.key.as_ref().to_lowercase(), decode_entities(&attribute.value)));
        let element = Element {
            name: self.own_name(&written),
            attributes: attributes.collect(),
            nodes: Vec::new(),
            offset,
            closed: false,
        };
        self.open.push(element);
    }

    fn own_name(&self, written: &str) -> String {
        let name = written.to_lowercase();
        match self.prefix.as_deref() {
            Some(prefix) if !prefix.is_empty() => name.strip_prefix(prefix).map(str::to_owned).unwrap_or(name),
            _ => name,
        }
    }

    fn close(&mut self, closed: bool) {
        let Some(mut element) = self.open.pop().filter(|_| !self.open.is_empty()) else { return };
        element.closed = closed;
        let depth = self.open.len();
        let Some(parent) = self.open.last_mut() else { return };
        if depth > DEEPEST {
            // Kept flat: nothing that is read lies so deep.
            let Element { nodes, .. } = element;
            parent.nodes.extend(nodes);
        } else {
            parent.nodes.push(Node::Element(element));
        }
    }

    fn text(&mut self, text: &str) {
        let Some(element) = self.open.last_mut() else { return };
        match element.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

impl Element {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first child of the first of these names that is there.
    pub(super) fn child(&self, names: &[&str]) -> Option<&Element> {
        names.iter().find_map(|name| self.elements().find(|element| element.name == *name))
    }

    /// The text of the first child of these names that has any.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        let mut found = names.iter().flat_map(|name| self.elements().filter(move |element| element.name == *name));
        found.find_map(|element| Some(element.all_text()).filter(|text| !text.is_empty()))
    }

    /// The texts of all children of a name.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.elements()
            .filter(|element| element.name == name)
            .map(Element::all_text)
            .filter(|text| !text.is_empty())
            .collect()
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// All text in it, without white space at its ends.
    pub(super) fn all_text(&self) -> String {
        fn gather(element: &Element, out: &mut String) {
            for node in &element.nodes {
                match node {
                    Node::Text(text) => out.push_str(text),
                    Node::Element(element) => gather(element, out),
                }
            }
        }
        let mut out = String::new();
        gather(self, &mut out);
        out.trim().to_owned()
    }

    /// What it holds as HTML: for texts in XHTML.
    pub(super) fn html(&self) -> String {
        fn write(element: &Element, out: &mut String) {
            for node in &element.nodes {
                match node {
                    Node::Text(text) => out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
                    Node::Element(inner) => {
                        let name = inner.local();
                        out.push_str(&format!("<{name}"));
                        for (key, value) in &inner.attributes {
                            out.push_str(&format!(" {key}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;")));
                        }
                        out.push('>');
                        write(inner, out);
                        if !matches!(name, "br" | "img" | "hr" | "wbr") {
                            out.push_str(&format!("</{name}>"));
                        }
                    }
                }
            }
        }
        let mut out = String::new();
        write(self, &mut out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_up_to_where_it_breaks() {
        let (document, broken) = read("<a><b x='1&amp;2'>T &eacute; &x; &amp; <![CDATA[<c>]]></b><d/></a>");
        let root = document.elements().next().expect("a root");
        let b = root.child(&["b"]).expect("an element");
        assert_eq!((b.attribute("x"), b.all_text().as_str(), b.closed), (Some("1&2"), "T é &x; & <c>", true));
        assert_eq!(broken, None);

        let (document, broken) = read("<a><b>one</b><b>tw");
        let root = document.elements().next().expect("a root");
        assert_eq!(root.children("b").map(|b| b.closed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(broken.map(|broken| broken.0), Some(18));
    }

    #[test]
    fn deep_documents_stay_shallow() {
        let (document, _) = read(&format!("{}text", "<a>".repeat(100_000)));
        assert_eq!(document.all_text(), "text");
        let _ = document.html();
    }

    #[test]
    fn the_prefix_of_the_root_is_left_out() {
        let (document, _) = read("<atom:feed><atom:entry><dc:date>x</dc:date></atom:entry></atom:feed>");
        let feed = document.child(&["feed"]).expect("a feed");
        assert_eq!(feed.child(&["entry"]).and_then(|entry| entry.text(&["dc:date"])).as_deref(), Some("x"));
    }
}
