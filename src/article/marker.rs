//! Sets the signs of marks into the text of a page; what they stand for comes after cleaning.

use super::cleaned::Cleaned;
use super::html::{Token, Tokens, attribute};
use crate::text::character_start;
use std::ops::Range;

/// A stretch of a mark that stands within one element: "last *October*" is two fragments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The index of the mark.
    pub mark: usize,
    /// True for the first fragment of its mark, which may carry an id.
    pub first: bool,
    /// True within a link, in which no other may stand.
    pub in_link: bool,
}

/// A fragment's beginning in the HTML is `OPEN index END`, its end `CLOSE index END`: characters
/// that are for no text, and that survive cleaning.
pub(super) const OPEN: char = '\u{fdd0}';
pub(super) const END: char = '\u{fdd1}';
pub(super) const CLOSE: char = '\u{fdd2}';

/// Elements that hold nothing, so that nothing is nested in them.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Sets the signs of marks into text.
pub(super) struct Marker {
    /// The marks as bytes of the file.
    marks: Vec<Range<usize>>,
    /// The first mark that is not behind.
    next: usize,
    /// The open fragment.
    open: Option<usize>,
    pub(super) fragments: Vec<Fragment>,
    pub(super) in_link: bool,
    /// How many elements of raw HTML are open, and the most that ever were.
    depth: usize,
    pub(super) deepest: usize,
}

impl Marker {
    pub(super) fn new(marks: Vec<Range<usize>>) -> Marker {
        Marker { marks, next: 0, open: None, fragments: Vec::new(), in_link: false, depth: 0, deepest: 0 }
    }

    /// Writes text that stands at a byte of the file, with the signs of its marks.
    pub(super) fn text(&mut self, text: &str, source: usize, out: &mut String) {
        let mut at = 0;
        let end = source + text.len();
        while self.marks.get(self.next).is_some_and(|mark| mark.end <= source) {
            self.close(out);
            self.next += 1;
        }
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.start < end).cloned() {
            let from = character_start(text, mark.start.saturating_sub(source)).max(at);
            let to = character_start(text, mark.end - source).max(from);
            out.push_str(&text[at..from]);
            if self.open.is_none() && to > from {
                self.begin(out);
            }
            out.push_str(&text[from..to]);
            at = to;
            if mark.end > end {
                break;
            }
            self.close(out);
            self.next += 1;
        }
        out.push_str(&text[at..]);
    }

    fn begin(&mut self, out: &mut String) {
        let first = self.fragments.last().is_none_or(|fragment| fragment.mark != self.next);
        let index = self.fragments.len();
        self.fragments.push(Fragment { mark: self.next, first, in_link: self.in_link });
        self.open = Some(index);
        out.extend([OPEN]);
        out.push_str(&index.to_string());
        out.push(END);
    }

    /// Ends the open fragment: an element begins or ends here.
    pub(super) fn close(&mut self, out: &mut String) {
        if let Some(index) = self.open.take() {
            out.push(CLOSE);
            out.push_str(&index.to_string());
            out.push(END);
        }
    }

    /// Raw HTML with the signs of its marks, and an alternative text for each picture.
    pub(super) fn raw(&mut self, tokens: &mut Tokens, chunk: &str, start: usize, cleaned: &Cleaned) -> String {
        let mut out = String::with_capacity(chunk.len() + 16);
        let mut written = 0;
        tokens.feed(chunk, |token| match token {
            Token::Text(range) => {
                self.close(&mut out);
                out.push_str(&chunk[written..range.start]);
                written = range.end;
                for (stretch, source) in cleaned.stretches(start + range.start..start + range.end) {
                    self.text(&chunk[stretch.start - start..stretch.end - start], source, &mut out);
                }
                self.close(&mut out);
            }
            Token::Open { name, tag, range } => {
                if !VOID.contains(&name.as_str()) {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                }
                match name.as_str() {
                    "a" => self.in_link = true,
                    "img" if attribute(tag, "alt").is_none() => {
                        out.push_str(&chunk[written..range.start]);
                        out.push_str("<img alt=\"\"");
                        written = range.start + "<img".len();
                    }
                    _ => {}
                }
            }
            Token::Close(name) => {
                self.depth = self.depth.saturating_sub(1);
                self.in_link &= name != "a";
            }
        });
        out.push_str(&chunk[written..]);
        out
    }
}
