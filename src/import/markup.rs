//! HTML becomes Markdown that dateline reads as the same text.
//!
//! Our own walk: what matters here is not the look but that the text stays what it was – no date
//! becomes a list's number, no brace a template tag – and that `<time>` and captions keep what they
//! mean. (htmd, the crate for it, brings a second HTML parser.)

mod escape;
mod inline;
mod table;

use super::tree::{self, attribute, name};
use dom_query::NodeRef;
use inline::Inline;
use url::Url;

/// A text in Markdown, and what could not come along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup {
    /// The blocks, parted by blank lines.
    pub(super) text: String,
    /// The words of it.
    pub(super) words: usize,
    /// Pictures that have no address on the web.
    pub(super) local_pictures: usize,
    /// Films, sounds and frames.
    pub(super) media: usize,
}

/// Elements that are blocks of their own.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
    "th",
];

/// Elements without text of the article.
const SILENT: [&str; 18] = [
    "script", "style", "noscript", "template", "svg", "button", "input", "select", "textarea", "head", "title",
    "dialog", "canvas", "map", "link", "meta", "option", "math",
];

/// Elements that show something that is no text.
const MEDIA: [&str; 6] = ["iframe", "video", "audio", "object", "embed", "frame"];

/// The Markdown of a piece of HTML. `base` is the address of the page, from which relative ones
/// count; a first heading that is only its `title` again is left out. None if it is nested too deep.
pub(super) fn of_html(html: &str, base: Option<&Url>, title: Option<&str>) -> Option<Markup> {
    let document = tree::of_fragment(html)?;
    Some(of_node(&document.root(), base, title))
}

/// The Markdown of what an element holds.
pub(super) fn of_node(node: &NodeRef, base: Option<&Url>, title: Option<&str>) -> Markup {
    let mut walk = Walk { base, markup: Markup::default() };
    let mut blocks = walk.blocks(node);
    if let (Some(title), Some(first)) = (title, blocks.first()) {
        let letters =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        if first.starts_with('#') && letters(first) == letters(title) {
            blocks.remove(0);
        }
    }
    let words = |text: &str| text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let mut markup = walk.markup;
    // The address of a picture is no word.
    markup.words = blocks.iter().filter(|block| !block.starts_with("![")).map(|block| words(block)).sum();
    markup.text = blocks.join("\n\n");
    markup
}

/// The lines of a text, one a block, without any markup: for lists by year.
pub(super) fn plain_of(node: &NodeRef) -> Option<String> {
    let mut inline = Inline::plain();
    Walk { base: None, markup: Markup::default() }.inline_children(node, &mut inline);
    let text = inline.paragraphs().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The same without the lists that stand within.
pub(super) fn plain_without_lists(node: &NodeRef) -> Option<String> {
    let mut inline = Inline::plain();
    let mut walk = Walk { base: None, markup: Markup::default() };
    for child in node.children_it(false) {
        let name = name(&child);
        if !matches!(name.as_str(), "ul" | "ol" | "dl") {
            walk.inline(&child, &name, &mut inline);
        }
    }
    let text = inline.paragraphs().join(" ");
    (!text.is_empty()).then_some(text)
}

struct Walk<'u> {
    base: Option<&'u Url>,
    markup: Markup,
}

/// Whether an element is a block of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether an element that is no block holds one: `<a><h3>…</h3></a>`.
fn holds_block(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| is_block(&name(&inner)))
}

impl Walk<'_> {
    /// The blocks that an element holds, each without a blank line at its ends.
    fn blocks(&mut self, node: &NodeRef) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut inline = Inline::default();
        for child in node.children_it(false) {
            let child_name = name(&child);
            let block =
                child.is_element() && (is_block(&child_name) || (!is_silent(&child_name) && holds_block(&child)));
            if !block {
                self.inline(&child, &child_name, &mut inline);
                continue;
            }
            blocks.extend(std::mem::take(&mut inline).paragraphs());
            self.block(&child, &child_name, &mut blocks);
        }
        blocks.extend(inline.paragraphs());
        blocks
    }

    fn block(&mut self, node: &NodeRef, name: &str, blocks: &mut Vec<String>) {
        if hidden(node) {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                // The page's own title is the first level.
                let level = usize::from(name.as_bytes()[1] - b'0').clamp(2, 6);
                let text = self.text_of(node).join(" ").replace("\\\n", " ");
                if !text.is_empty() {
                    blocks.push(format!("{} {text}", "#".repeat(level)));
                }
            }
            "ul" | "ol" => blocks.extend(self.list(node, name == "ol")),
            "blockquote" => blocks.extend(quoted(&self.blocks(node))),
            "pre" => blocks.extend(code_block(node)),
            "table" => self.table(node, blocks),
            "hr" => blocks.push("---".into()),
            "figure" => self.figure(node, blocks),
            "dt" => blocks.extend(self.text_of(node)),
            "nav" => {}
            _ => blocks.extend(self.blocks(node)),
        }
    }

    /// The paragraphs of an element whose blocks do not matter.
    fn text_of(&mut self, node: &NodeRef) -> Vec<String> {
        let mut inline = Inline::default();
        self.inline_children(node, &mut inline);
        inline.paragraphs()
    }

    fn list(&mut self, node: &NodeRef, ordered: bool) -> Option<String> {
        let mut number = attribute(node, "start").and_then(|start| start.parse::<u32>().ok()).unwrap_or(1);
        let mut items: Vec<String> = Vec::new();
        let mut loose = false;
        for child in node.children_it(false).filter(|child| child.is_element() && !hidden(child)) {
            let child_name = name(&child);
            // A list within a list without an item of its own, as old editors write it.
            let blocks = match child_name.as_str() {
                "ul" | "ol" => self.list(&child, child_name == "ol").into_iter().collect(),
                _ if is_silent(&child_name) => continue,
                _ => self.blocks(&child),
            };
            let Some(first) = blocks.first() else { continue };
            let marker = if ordered { format!("{number}. ") } else { "- ".to_owned() };
            number = number.saturating_add(1);
            // A paragraph and a list within may stand close together.
            let tight =
                blocks.len() == 1 || blocks.len() == 2 && blocks[1].starts_with(['-', '1']) && !first.starts_with('-');
            loose |= !tight;
            let inside = blocks.join(if tight { "\n" } else { "\n\n" });
            let indent = " ".repeat(marker.len());
            let inside = inside.lines().enumerate().map(|(index, line)| match (index, line.is_empty()) {
                (0, _) => line.to_owned(),
                (_, true) => String::new(),
                _ => format!("{indent}{line}"),
            });
            items.push(format!("{marker}{}", inside.collect::<Vec<_>>().join("\n")));
        }
        (!items.is_empty()).then(|| items.join(if loose { "\n\n" } else { "\n" }))
    }

    /// A picture with its caption stays HTML: so a caption is still one to the reader.
    fn figure(&mut self, node: &NodeRef, blocks: &mut Vec<String>) {
        let inside = |selector: &str| node.descendants_it().find(|inner| name(inner) == selector);
        let caption = inside("figcaption").and_then(|caption| tree::text(&caption));
        let (Some(caption), Some(picture), None) = (caption, inside("img"), inside("table").or_else(|| inside("pre")))
        else {
            blocks.extend(self.blocks(node));
            return;
        };
        let escaped = |text: &str| escape::html(text);
        match self.picture(&picture) {
            Some((address, alt)) => blocks.push(format!(
                "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                escaped(&address),
                escaped(&alt),
                escaped(&caption)
            )),
            None => blocks.push(format!("<figure><figcaption>{}</figcaption></figure>", escaped(&caption))),
        }
    }

    /// The address and the description of a picture; none for one that cannot come along.
    fn picture(&mut self, node: &NodeRef) -> Option<(String, String)> {
        let tiny = |key: &str| attribute(node, key).is_some_and(|length| matches!(length.as_str(), "0" | "1"));
        if tiny("width") || tiny("height") {
            return None;
        }
        let lazy = ["data-src", "data-original", "data-lazy-src", "data-full-url", "src"];
        let of_set = ["data-srcset", "srcset"].into_iter().find_map(|key| largest(&attribute(node, key)?));
        let addresses = lazy.into_iter().filter_map(|key| attribute(node, key)).chain(of_set);
        let mut local = false;
        let address = addresses.into_iter().find_map(|address| {
            let resolved = self.address(&address);
            local |= resolved.is_none() && !address.starts_with("data:");
            resolved
        });
        if address.is_none() && local {
            self.markup.local_pictures += 1;
        }
        let alt = attribute(node, "alt").map(|alt| tree::folded(&alt)).unwrap_or_default();
        Some((address?, alt))
    }

    /// A link's address on the web; none for what leads nowhere.
    fn address(&self, written: &str) -> Option<String> {
        let written = written.trim();
        // A browser that saves a page puts its pictures beside it.
        let address = match Url::parse(written) {
            Ok(address) => address,
            Err(_) if written.starts_with("./") || written.contains("_files/") || written.starts_with('#') => {
                return None;
            }
            Err(_) => self.base?.join(written).ok()?,
        };
        matches!(address.scheme(), "http" | "https" | "mailto").then(|| address.to_string())
    }
}

fn is_silent(name: &str) -> bool {
    SILENT.contains(&name) || MEDIA.contains(&name)
}

fn hidden(node: &NodeRef) -> bool {
    node.has_attr("hidden")
        || attribute(node, "style").is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"))
        || node.has_class("mw-editsection")
}

/// The last address of `srcset`, which lists pictures by size.
fn largest(set: &str) -> Option<String> {
    let of = |candidate: &str| {
        let mut parts = candidate.split_whitespace();
        let address = parts.next()?.to_owned();
        let size = parts.next().and_then(|size| size.trim_end_matches(['w', 'x']).parse::<f64>().ok()).unwrap_or(1.0);
        Some((address, size))
    };
    // A comma parts candidates only before white space: addresses hold commas, too.
    let all = set.split(", ").flat_map(|part| part.split(",\n")).filter_map(of);
    all.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(address, _)| address)
}

fn quoted(blocks: &[String]) -> Option<String> {
    let text = blocks.join("\n\n");
    let lines: Vec<String> =
        text.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn code_block(node: &NodeRef) -> Option<String> {
    let code = node.text().to_string();
    let code = code.trim_matches('\n').trim_end();
    if code.trim().is_empty() {
        return None;
    }
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    Some(format!("{fence}\n{code}\n{fence}"))
}

#[cfg(test)]
mod tests;
