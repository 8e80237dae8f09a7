//! Tables: those of data stay tables, those of layout are parted into what they hold.

use super::{Walk, hidden, inline::Inline};
use crate::import::tree::{self, attribute, name};
use dom_query::NodeRef;

impl Walk<'_> {
    pub(super) fn table(&mut self, node: &NodeRef, blocks: &mut Vec<String>) {
        let rows = rows(node);
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let nested = node.descendants_it().any(|inner| matches!(name(&inner).as_str(), "table" | "ul" | "ol" | "pre"));
        let laid_out = attribute(node, "role").is_some_and(|role| matches!(role.as_str(), "presentation" | "none"));
        if widest < 2 || nested || laid_out {
            // What stands beside the text on old pages is mostly links.
            for cell in rows.iter().flatten().filter(|cell| !tree::is_menu(cell)) {
                blocks.extend(self.blocks(cell));
            }
            return;
        }
        let caption =
            node.children_it(false).find(|child| name(child) == "caption").and_then(|caption| tree::text(&caption));
        if let Some(caption) = caption {
            let mut inline = Inline::default();
            inline.push_words(&caption);
            blocks.extend(inline.paragraphs());
        }
        let mut lines: Vec<String> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            cells.resize(widest, String::new());
            lines.push(format!("| {} |", cells.join(" | ")));
            if index == 0 {
                lines.push(format!("|{}", " --- |".repeat(widest)));
            }
        }
        blocks.push(lines.join("\n"));
    }

    fn cell(&mut self, cell: &NodeRef) -> String {
        let mut inline = Inline::default();
        self.inline_children(cell, &mut inline);
        inline.paragraphs().join(" ").replace("\\\n", " ").replace('|', "\\|")
    }
}

/// The cells of each row that has any; those of tables within are not looked into.
pub(super) fn rows<'n>(table: &NodeRef<'n>) -> Vec<Vec<NodeRef<'n>>> {
    let mut rows = Vec::new();
    for part in table.children_it(false) {
        match name(&part).as_str() {
            "tr" => rows.push(part),
            "thead" | "tbody" | "tfoot" => rows.extend(part.children_it(false).filter(|row| name(row) == "tr")),
            _ => {}
        }
    }
    rows.iter()
        .filter(|row| !hidden(row))
        .map(|row| {
            row.children_it(false).filter(|cell| matches!(name(cell).as_str(), "td" | "th") && !hidden(cell)).collect()
        })
        .filter(|cells: &Vec<_>| !cells.is_empty())
        .collect()
}
