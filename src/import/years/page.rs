//! The lines of a list on a page.

use super::line::{Line, LineKind};
use crate::import::{main_text, markup, tree};
use dom_query::{Document, NodeRef};

/// The lines of what the page is about.
pub(super) fn lines(page: &Document) -> Vec<Line> {
    // What stands round the list is taken out, and the page is needed whole afterwards.
    let page = page.clone();
    let mut lines = Vec::new();
    if let Some(part) = main_text::list(&page) {
        walk(&part, 0, &mut lines);
    }
    lines
}

fn walk(node: &NodeRef, depth: usize, lines: &mut Vec<Line>) {
    for child in node.children_it(false).filter(NodeRef::is_element) {
        let name = tree::name(&child);
        let mut push = |kind: LineKind, text: Option<String>| {
            lines.extend(text.map(|text| Line { kind, text, ..Line::default() }));
        };
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                push(LineKind::Heading(name.as_bytes()[1] - b'0'), markup::plain_of(&child));
            }
            "p" | "blockquote" => push(LineKind::Text, markup::plain_of(&child)),
            "dt" => push(LineKind::Item(depth), markup::plain_of(&child)),
            "li" | "dd" => {
                let depth = depth + usize::from(name == "dd");
                push(LineKind::Item(depth), markup::plain_without_lists(&child));
                let inner =
                    child.children_it(false).filter(|inner| matches!(tree::name(inner).as_str(), "ul" | "ol" | "dl"));
                inner.for_each(|list| walk(&list, depth + 1, lines));
            }
            "tr" => {
                let cells: Vec<NodeRef> =
                    child.children_it(false).filter(|cell| matches!(tree::name(cell).as_str(), "td" | "th")).collect();
                let head = cells.iter().all(|cell| tree::name(cell) == "th");
                let cells: Vec<String> = cells.iter().map(|cell| markup::plain_of(cell).unwrap_or_default()).collect();
                lines.push(Line { kind: LineKind::Row, cells, head, ..Line::default() });
            }
            _ => walk(&child, depth, lines),
        }
    }
}
