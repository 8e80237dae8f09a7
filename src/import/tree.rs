//! The tree of a page.

use crate::article::{Token, Tokens};
use dom_query::{Document, NodeRef};

/// No page of people is nested deeper; what is would be walked too deep.
const DEEPEST: usize = 400;

/// More elements than these open at once are not even parsed: the parser looks through all of them
/// at each new one.
const MOST_OPEN: usize = 4000;

/// So far is "near", in bytes.
const NEAR: usize = 4000;

/// Elements that end by themselves.
const SELF_ENDING: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
];

/// The tree of a page; none if it is nested too deep to be walked.
pub(super) fn of(html: &str) -> Option<Document> {
    walkable(html, |html| Document::from(html))
}

/// The tree of a piece of HTML; none if it is nested too deep to be walked.
pub(super) fn of_fragment(html: &str) -> Option<Document> {
    walkable(html, |html| Document::fragment(html))
}

fn walkable(html: &str, parse: impl FnOnce(&str) -> Document) -> Option<Document> {
    let (mut open, mut most) = (0_usize, 0_usize);
    Tokens::default().feed(html, |token| match token {
        Token::Open { name, tag, .. } if !SELF_ENDING.contains(&name.as_str()) && !tag.ends_with('/') => {
            open += 1;
            most = most.max(open);
        }
        Token::Close(name) if !SELF_ENDING.contains(&name.as_str()) => open = open.saturating_sub(1),
        _ => {}
    });
    if most > MOST_OPEN {
        return None;
    }
    let document = parse(html);
    is_walkable(&document.root()).then_some(document)
}

fn is_walkable(root: &NodeRef) -> bool {
    let (mut node, mut depth) = (root.first_child(), 1_usize);
    while let Some(here) = node {
        if depth > DEEPEST {
            return false;
        }
        node = here.first_child();
        if node.is_some() {
            depth += 1;
            continue;
        }
        let mut up = Some(here);
        while let Some(this) = up {
            if let Some(next) = this.next_sibling() {
                node = Some(next);
                break;
            }
            depth = depth.saturating_sub(1);
            up = this.parent().filter(|parent| parent.id != root.id);
        }
    }
    true
}

/// The element's name in lower case; empty for what is no element.
pub(super) fn name(node: &NodeRef) -> String {
    node.node_name().map_or(String::new(), |name| name.to_string())
}

/// An attribute that is there and not blank.
pub(super) fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The text of an element, white space folded; none if there is none.
pub(super) fn text(node: &NodeRef) -> Option<String> {
    let text = folded(&node.text());
    (!text.is_empty()).then_some(text)
}

/// Whether a part of a page mostly leads elsewhere.
pub(super) fn is_menu(part: &NodeRef) -> bool {
    let links: usize = part.descendants_it().filter(|inner| name(inner) == "a").map(|link| letters(&link.text())).sum();
    let all = letters(&part.text());
    all < 400 && links * 2 > all
}

/// The letters and digits of a text.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// Where a text is found near the beginning of another: what opens and never closes is not looked for
/// over and over to the end of a file.
pub(super) fn near(text: &str, wanted: &str) -> Option<usize> {
    let window = &text.as_bytes()[..text.len().min(NEAR)];
    memchr::memmem::find(window, wanted.as_bytes())
}

/// White space folded.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_nested_too_deep_has_no_tree() {
        assert!(of(&"<div>".repeat(DEEPEST / 2)).is_some());
        assert!(of(&"<div>".repeat(100_000)).is_none());
        assert!(of(&"<p>a</p>".repeat(DEEPEST * 2)).is_some(), "siblings are not nested");
        let both = format!("{}{}", "<div>".repeat(100), "</div>".repeat(100)).repeat(20);
        assert!(of(&both).is_some());
    }
}
