//! Text within a block: words, links, emphasis, pictures.

use super::{MEDIA, Walk, escape, hidden, is_block, is_silent};
use crate::article::is_marked_date;
use crate::import::tree::{self, attribute, name};
use dom_query::NodeRef;

/// A forced line break, until it is known whether two of them part paragraphs.
const BREAK: char = '\u{e000}';

/// The text of a block as it grows.
#[derive(Default)]
pub(super) struct Inline {
    out: String,
    /// Whether white space is due before the next word.
    space: bool,
    /// No markup at all.
    plain: bool,
    /// Inside a link: no other link may stand there.
    linked: bool,
}

impl Inline {
    pub(super) fn plain() -> Inline {
        Inline { plain: true, ..Inline::default() }
    }

    /// An inline text that goes on as this one does.
    fn inner(&self) -> Inline {
        Inline { plain: self.plain, linked: self.linked, ..Inline::default() }
    }

    pub(super) fn push_words(&mut self, text: &str) {
        let clean: String = text.chars().filter(|letter| !matches!(*letter, BREAK | '\u{200b}' | '\u{ad}')).collect();
        for (index, word) in clean.split(is_white).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.before_word();
                let escaped =
                    if self.plain { word.to_owned() } else { escape::text(word, self.out.chars().next_back()) };
                self.out.push_str(&escaped);
            }
        }
    }

    /// Markup that is no text of its own.
    fn push_markup(&mut self, markup: &str) {
        self.before_word();
        // "Wow!" before a link is no picture.
        if markup.starts_with('[') && self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push_str(markup);
    }

    fn before_word(&mut self) {
        if self.space && !self.out.is_empty() && !self.out.ends_with(BREAK) {
            self.out.push(' ');
        }
        self.space = false;
    }

    fn push_break(&mut self) {
        self.out.push(BREAK);
        self.space = false;
    }

    /// The text as one line for what stands within a line; its outer white space goes to the one around.
    fn line(&self) -> String {
        self.out.replace(BREAK, " ").trim().to_owned()
    }

    /// The paragraphs: two breaks in a row part them.
    pub(super) fn paragraphs(self) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let doubled: String = [BREAK, BREAK].iter().collect();
        for paragraph in self.out.split(doubled.as_str()) {
            let lines: Vec<String> = paragraph
                .split(BREAK)
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| if self.plain || is_markup(line) { line.to_owned() } else { escape::line_start(line) })
                .collect();
            if !lines.is_empty() {
                paragraphs.push(lines.join(if self.plain { " " } else { "\\\n" }));
            }
        }
        paragraphs
    }
}

/// No-break spaces stay: they mean something between a number and its unit.
fn is_white(letter: char) -> bool {
    letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}'
}

/// A line that begins with markup of ours is escaped already.
fn is_markup(line: &str) -> bool {
    line.starts_with(['[', '!', '*', '`', '<'])
}

impl Walk<'_> {
    pub(super) fn inline_children(&mut self, node: &NodeRef, inline: &mut Inline) {
        for child in node.children_it(false) {
            let child_name = name(&child);
            self.inline(&child, &child_name, inline);
        }
    }

    /// One node within a line of text.
    pub(super) fn inline(&mut self, node: &NodeRef, name: &str, inline: &mut Inline) {
        if node.is_text() {
            inline.push_words(&node.text());
            return;
        }
        if !node.is_element() || hidden(node) {
            return;
        }
        match name {
            "br" => inline.push_break(),
            "wbr" => {}
            "img" | "amp-img" => {
                let shown = self.picture(node);
                if let (Some((address, alt)), false) = (shown, inline.plain) {
                    let alt = escape::text(&alt, None);
                    inline.push_markup(&format!("![{alt}]({})", destination(&address)));
                }
            }
            "a" => self.link(node, inline),
            "strong" | "b" => self.emphasis(node, "**", inline),
            "em" | "i" | "cite" => self.emphasis(node, "*", inline),
            "code" | "kbd" | "samp" | "tt" => code(&node.text(), inline),
            "time" => self.time(node, inline),
            "q" => self.quotation(node, inline),
            // The number of a note, and the way back from it, are no words of the text.
            "sup" if is_note(node) => {}
            _ if MEDIA.contains(&name) => self.markup.media += 1,
            _ if is_silent(name) => {}
            // A block where none is expected parts words.
            _ if is_block(name) => {
                inline.space = true;
                self.inline_children(node, inline);
                inline.space = true;
            }
            _ => self.inline_children(node, inline),
        }
    }

    /// What an element holds, and whether white space stands before and after it.
    fn within(&mut self, node: &NodeRef, linked: bool, inline: &Inline) -> (String, bool, bool) {
        let mut inner = inline.inner();
        inner.linked |= linked;
        self.inline_children(node, &mut inner);
        let text = node.text();
        (inner.line(), text.starts_with(is_white), text.ends_with(is_white))
    }

    fn link(&mut self, node: &NodeRef, inline: &mut Inline) {
        let (text, before, after) = self.within(node, true, inline);
        if text.is_empty() {
            inline.space |= before || after;
            return;
        }
        let address = attribute(node, "href").filter(|_| !inline.plain && !inline.linked);
        // A note's arrow back to the text.
        let within = attribute(node, "href").is_some_and(|href| href.starts_with('#'));
        if within && !text.chars().any(char::is_alphanumeric) {
            return;
        }
        inline.space |= before;
        match address.and_then(|address| self.address(&address)) {
            Some(address) => inline.push_markup(&format!("[{text}]({})", destination(&address))),
            None => inline.push_markup(&text),
        }
        inline.space |= after;
    }

    fn emphasis(&mut self, node: &NodeRef, mark: &str, inline: &mut Inline) {
        let (text, before, after) = self.within(node, false, inline);
        inline.space |= before;
        // Marks beside a letter or at punctuation would not be read as such.
        let last = if inline.space { None } else { inline.out.chars().next_back() };
        let free = last.is_none_or(|last| !last.is_alphanumeric() && last != '*');
        let wordy = text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
        if !text.is_empty() {
            let marked = free && wordy && !inline.plain && !text.contains('*');
            inline.push_markup(&if marked { format!("{mark}{text}{mark}") } else { text });
        }
        inline.space |= after;
    }

    /// A date that the page gives to words is kept: it counts before what the words say.
    fn time(&mut self, node: &NodeRef, inline: &mut Inline) {
        let (text, before, after) = self.within(node, false, inline);
        inline.space |= before;
        let date = attribute(node, "datetime").filter(|date| !inline.plain && is_marked_date(date));
        match date {
            Some(date) if !text.is_empty() => {
                inline.push_markup(&format!("<time datetime=\"{}\">{text}</time>", escape::html(&date)));
            }
            _ if !text.is_empty() => inline.push_markup(&text),
            _ => {}
        }
        inline.space |= after;
    }

    /// Quotation marks, which browsers draw.
    fn quotation(&mut self, node: &NodeRef, inline: &mut Inline) {
        let (text, before, after) = self.within(node, false, inline);
        inline.space |= before;
        if !text.is_empty() {
            inline.push_markup(&format!("“{text}”"));
        }
        inline.space |= after;
    }
}

fn code(text: &str, inline: &mut Inline) {
    let text = tree::folded(text);
    if text.is_empty() {
        return;
    }
    if inline.plain {
        inline.push_markup(&text);
        return;
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    inline.push_markup(&format!("{fence}{pad}{text}{pad}{fence}"));
}

fn is_note(node: &NodeRef) -> bool {
    let text = node.text();
    let short = text.trim().chars().count() <= 12;
    let linked = node
        .descendants_it()
        .any(|inner| name(&inner) == "a" && attribute(&inner, "href").is_some_and(|href| href.contains('#')));
    node.has_class("reference") || short && linked
}

/// An address within parentheses.
fn destination(address: &str) -> String {
    if address.contains(['(', ')', ' ', '<', '>', '{']) {
        let plain = address.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20").replace('{', "%7B");
        return format!("<{plain}>");
    }
    address.to_owned()
}
