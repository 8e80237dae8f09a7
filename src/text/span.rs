//! A stretch of a text.

use std::ops::Range;

/// Bytes of a text, as a `Range<usize>` has them, in half the room: a site holds as many as there are
/// happenings told.
///
/// A place beyond four gigabytes is the last one below; no article is as long.
///
/// ```
/// use dateline::text::Span;
///
/// let span = Span::from(4..8);
/// assert_eq!(&"The quay opened."[span.range()], "quay");
/// assert_eq!((span.start(), span.end()), (4, 8));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte behind the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// True if all bytes of another are among its own.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        let place = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: place(range.start), end: place(range.end) }
    }
}
