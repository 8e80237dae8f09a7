//! A text with one stretch of it marked.

use std::ops::Range;

/// The three parts of a text: before the mark, the marked words and what follows.
pub(super) struct Marked<'a> {
    pub(super) before: &'a str,
    pub(super) mark: &'a str,
    pub(super) after: &'a str,
}

impl<'a> Marked<'a> {
    /// A text without a mark where `span` is none or no stretch of it.
    pub(super) fn new(text: &'a str, span: Option<Range<usize>>) -> Marked<'a> {
        let parts =
            span.and_then(|span| Some((text.get(..span.start)?, text.get(span.clone())?, text.get(span.end..)?)));
        let (before, mark, after) = parts.unwrap_or((text, "", ""));
        Marked { before, mark, after }
    }
}
