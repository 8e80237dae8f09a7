//! Which kind of block the text at hand stands in, and whether it is to be read at all.
//!
//! Markdown's containers and the tags of raw HTML share one stack, since articles mix them.

use crate::text::BlockKind;

/// What an element means for the text within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Parts the text before from the text after.
    Block,
    /// A list or table: parts the text, and bounds what a new item or cell closes.
    Bound,
    Item,
    Quotation,
    Row,
    Cell,
    Caption,
    Heading(u8),
    /// Not read: scripts, blocks of code, form fields, the page's own furniture.
    Hidden,
    /// Within a line and not read: text that was struck out, alternative texts, addresses.
    HiddenInline,
    /// Within a line: code.
    Code,
    /// A line break.
    Break,
    /// Says nothing of its text: emphasis, links, unknown elements.
    Other,
}

/// The name that Markdown's reader gives to an image's alternative text.
pub(super) const ALTERNATIVE: &str = "dateline-alternative";

fn role(name: &str, page: bool) -> Role {
    match name {
        "li" | "dt" | "dd" => Role::Item,
        "ul" | "ol" | "dl" | "table" => Role::Bound,
        "blockquote" => Role::Quotation,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "caption" | "figcaption" | "dateline-caption" => Role::Caption,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "pre" | "script" | "style" | "textarea" | "title" | "head" | "xmp" | "iframe" | "noembed" | "object"
        | "svg" | "math" | "template" | "noscript" | "select" | "video" | "audio" | "canvas" => Role::Hidden,
        "nav" | "footer" | "aside" | "form" if page => Role::Hidden,
        "del" | "s" | "strike" | "button" | ALTERNATIVE => Role::HiddenInline,
        "code" | "tt" => Role::Code,
        "br" => Role::Break,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "thead" | "tbody"
        | "tfoot" | "form" | "fieldset" | "hr" | "address" | "details" | "summary" | "center" | "figure" | "body"
        | "html" | "hgroup" | "search" => Role::Block,
        _ => Role::Other,
    }
}

/// Hidden elements round which the line goes on.
fn stands_in_line(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "object"
            | "svg"
            | "math"
            | "template"
            | "noscript"
            | "select"
            | "video"
            | "audio"
            | "canvas"
    )
}

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// A block ends here.
    Block,
    /// A line ends here.
    Break,
    /// Nothing.
    None,
}

#[derive(Clone, Debug)]
struct Element {
    name: String,
    role: Role,
    /// What holds for the text within.
    kind: BlockKind,
    hidden: bool,
    code: bool,
}

/// The open elements.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    stack: Vec<Element>,
    page: bool,
    /// How many rows of tables have begun.
    rows: u32,
}

/// A closing tag looks no further than this for what it closes: articles may nest ten thousand deep.
const REACH: usize = 64;

impl Elements {
    /// No open elements; `page` tells a whole page, whose navigation is not read, from an article's body.
    pub(super) fn new(page: bool) -> Elements {
        Elements { stack: Vec::new(), page, rows: 0 }
    }

    /// The kind of block in which text stands now.
    pub(super) fn kind(&self) -> BlockKind {
        self.stack.last().map_or(BlockKind::Paragraph, |element| element.kind)
    }

    /// True where text is not read.
    pub(super) fn is_hidden(&self) -> bool {
        self.stack.last().is_some_and(|element| element.hidden)
    }

    /// True within code.
    pub(super) fn is_code(&self) -> bool {
        self.stack.last().is_some_and(|element| element.code)
    }

    pub(super) fn open(&mut self, name: &str) -> Effect {
        let role = role(name, self.page);
        match role {
            Role::Block => return Effect::Block,
            Role::Break => return Effect::Break,
            Role::Other => return Effect::None,
            Role::Row => {
                self.rows = self.rows.saturating_add(1);
                return Effect::Block;
            }
            // An item or a cell ends the one before it, closed or not.
            Role::Item | Role::Cell => {
                let since = self.stack.len().saturating_sub(REACH);
                let bound = self.stack[since..].iter().rposition(|element| element.role == Role::Bound);
                let from = bound.map_or(since, |at| since + at + 1);
                if bound.is_some()
                    && let Some(open) = self.stack[from..].iter().position(|element| element.role == role)
                {
                    self.stack.truncate(from + open);
                }
            }
            _ => {}
        }
        let outer = self.kind();
        let kind = match role {
            Role::Heading(level) => BlockKind::Heading(level),
            Role::Caption => BlockKind::Caption,
            Role::Cell => BlockKind::Cell(self.rows),
            Role::Quotation => BlockKind::Quotation,
            Role::Item if !matches!(outer, BlockKind::Quotation | BlockKind::Cell(_)) => BlockKind::ListItem,
            _ => outer,
        };
        let inline = matches!(role, Role::HiddenInline | Role::Code);
        self.stack.push(Element {
            name: name.to_owned(),
            role,
            kind,
            hidden: self.is_hidden() || matches!(role, Role::Hidden | Role::HiddenInline),
            code: role == Role::Code || self.is_code(),
        });
        if inline || stands_in_line(name) { Effect::None } else { Effect::Block }
    }

    pub(super) fn close(&mut self, name: &str) -> Effect {
        let effect = match role(name, self.page) {
            Role::Other => return Effect::None,
            Role::Block | Role::Row => return Effect::Block,
            // Browsers read `</br>` as `<br>`.
            Role::Break => return Effect::Break,
            Role::HiddenInline | Role::Code => Effect::None,
            _ if stands_in_line(name) => Effect::None,
            _ => Effect::Block,
        };
        let since = self.stack.len().saturating_sub(REACH);
        if let Some(open) = self.stack[since..].iter().rposition(|element| element.name == name) {
            self.stack.truncate(since + open);
        }
        effect
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Forgets what a paragraph opened and did not close, if nothing in it is read: one `<math>`
    /// without an end would hide the rest of the article.
    pub(super) fn end_of_paragraph(&mut self, depth: usize) {
        if let Some(first) = self.stack.iter().skip(depth).position(|element| element.role == Role::Hidden) {
            self.stack.truncate(depth + first);
        }
    }

    /// Forgets elements of a line that its block left open, so that one slip does not hide the rest.
    pub(super) fn end_of_block(&mut self) {
        while self.stack.last().is_some_and(|element| matches!(element.role, Role::HiddenInline | Role::Code)) {
            self.stack.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_close_items_but_not_those_of_the_list_around() {
        let mut elements = Elements::default();
        for name in ["ul", "li", "blockquote", "ul", "li", "li"] {
            assert_eq!(elements.open(name), Effect::Block);
        }
        assert_eq!(elements.kind(), BlockKind::Quotation);
        assert_eq!(elements.stack.len(), 5);
        elements.close("ul");
        elements.close("ul");
        assert_eq!(elements.kind(), BlockKind::Paragraph);
    }

    #[test]
    fn what_is_hidden_stays_hidden_until_it_ends() {
        let mut elements = Elements::default();
        assert_eq!(elements.open("svg"), Effect::None);
        elements.open("code");
        assert!(elements.is_hidden() && elements.is_code());
        elements.close("svg");
        assert!(!elements.is_hidden() && !elements.is_code());
        elements.open("del");
        elements.end_of_block();
        assert!(!elements.is_hidden());
        assert_eq!(
            (elements.open("br"), elements.open("b"), elements.close("nosuch")),
            (Effect::Break, Effect::None, Effect::None)
        );
        assert_eq!((elements.open("nav"), elements.is_hidden()), (Effect::Block, false));
        let mut page = Elements::new(true);
        page.open("nav");
        assert!(page.is_hidden());
    }
}
