//! Plain text with its blocks, its sentences and a map back to line and column of the file.
//!
//! A [`Text`] is made once, when an article is read, and never changed: all later rooms speak of
//! it in bytes of [`Text::plain`], and [`Text::position`] says where in the file a byte stands.

mod builder;
mod file_text;
mod remainder;
mod sentences;
mod span;

pub(crate) use builder::TextBuilder;
pub use file_text::FileText;
pub(crate) use sentences::split_sentences;
pub use span::Span;

use crate::language::Language;
use remainder::Remainder;
use std::ops::Range;

/// What a block of text is; headings, captions and tables are read differently from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// Running prose.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quotation,
    /// A caption of a figure or table.
    Caption,
    /// A cell of a table, with the number of its row among all rows of the text.
    Cell(u32),
}

/// A paragraph, heading, list item …: its kind and its bytes in the plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the plain text.
    pub span: Range<usize>,
    /// Its sentences: indices into [`Text::sentences`].
    pub sentences: Range<usize>,
}

/// Plain text of an article: blocks are parted by a blank line, addresses and blocks of code are
/// left out, every run of white space within a block is one space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The plain text.
    pub plain: String,
    /// Its blocks in order; no two overlap.
    pub blocks: Vec<Block>,
    /// Its sentences in order: bytes of the plain text, without white space at the ends.
    pub sentences: Vec<Range<usize>>,
    /// Stretches of the plain text and where they stand in the file, in order of the plain text.
    #[doc(hidden)]
    pub pieces: Vec<Piece>,
    /// Code within the prose, in order: kept, so that its sentence can be read, but no date is
    /// taken from it.
    #[doc(hidden)]
    pub code: Vec<Range<usize>>,
    /// Stretches of the plain text to which the file gives a date of its own, in order.
    #[doc(hidden)]
    pub marked: Vec<Marked>,
    remainder: Remainder,
}

/// A stretch of the plain text whose date the file says beside the words, as
/// `<time datetime="2022-10">last October</time>` does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub struct Marked {
    /// Its bytes in the plain text.
    pub span: Range<usize>,
    /// The date as it is written.
    pub date: String,
    /// Where in the file the mark stands.
    pub source: usize,
}

/// A stretch of the plain text and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub struct Piece {
    plain: u32,
    source: u32,
    shared: u32,
}

impl Piece {
    fn new(plain: usize, source: usize) -> Piece {
        let place = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Piece { plain: place(plain), source: place(source), shared: 0 }
    }

    /// The first byte in the plain text.
    pub fn plain(self) -> usize {
        self.plain as usize
    }

    /// The byte of the file from which it comes.
    pub fn source(self) -> usize {
        self.source as usize
    }

    /// How many bytes from there the two have in common, as far as only the plain text keeps them.
    fn shared(self) -> usize {
        self.shared as usize
    }

    /// Notes that the plain text alone keeps the first bytes; false if there are none.
    fn share(&mut self, bytes: usize) -> bool {
        self.shared = u32::try_from(bytes).unwrap_or(0);
        self.shared > 0
    }
}

impl Text {
    /// The text of a plain file: blank lines part paragraphs.
    ///
    /// ```
    /// use dateline::{language::Language, text::Text};
    ///
    /// let text = Text::from_plain("It rained.\nDr. Low left.\n\nThe end", Language::english());
    /// assert_eq!(text.plain, "It rained. Dr. Low left.\n\nThe end");
    /// assert_eq!(text.sentences, [0..10, 11..24, 26..33]);
    /// assert_eq!(text.position(15), (2, 5));
    /// ```
    pub fn from_plain(source: &str, language: &Language) -> Text {
        let mut builder = TextBuilder::new(&language.sentences);
        builder.push_plain(source, 0);
        builder.finish(&FileText::new(source.to_owned()))
    }

    /// The text of the file from which it comes, put together anew with each call.
    ///
    /// ```
    /// use dateline::{language::Language, text::Text};
    ///
    /// let text = Text::from_plain("It  rained.\n\nThe end\n", Language::english());
    /// assert_eq!(text.plain, "It rained.\n\nThe end");
    /// assert_eq!(text.file().as_str(), "It  rained.\n\nThe end\n");
    /// ```
    pub fn file(&self) -> FileText {
        FileText::new(self.written())
    }

    /// [`file`](Self::file) for who asks for no lines.
    pub(crate) fn written(&self) -> String {
        self.remainder.file(&self.plain, &self.pieces)
    }

    /// Line and column in the file of a byte of the plain text; both from 1, the column in characters.
    /// Who asks for many asks the [`file`](Self::file), by [`source_offset`](Self::source_offset).
    pub fn position(&self, plain: usize) -> (u32, u32) {
        self.file().position(self.source_offset(plain))
    }

    /// The line in the file of a byte of the plain text, from 1.
    pub fn line(&self, plain: usize) -> u32 {
        self.remainder.line(self.source_offset(plain))
    }

    /// The byte of the file from which a byte of the plain text comes.
    pub fn source_offset(&self, plain: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.plain() <= plain);
        let Some(piece) = after.checked_sub(1).map(|index| self.pieces[index]) else { return 0 };
        let source = piece.source() + (plain - piece.plain());
        // One decoded character may stand for a longer entity or a run of white space, never for
        // what follows it.
        match self.pieces.get(after) {
            Some(next) if next.source > piece.source => source.min(next.source()),
            _ => source.min(self.remainder.length()),
        }
    }

    /// The bytes of the file from which a stretch of the plain text comes.
    pub fn source_range(&self, plain: Range<usize>) -> Range<usize> {
        let start = self.source_offset(plain.start);
        let end = match plain.end.checked_sub(1) {
            Some(last) if last >= plain.start => {
                let last = character_start(&self.plain, last);
                let source = self.source_offset(last);
                let next = self.pieces.partition_point(|piece| piece.plain() <= last);
                match self.pieces.get(next) {
                    // An entity such as `&nbsp;` ends where the next piece begins.
                    Some(piece) if piece.plain() == plain.end && piece.source() > source => piece.source(),
                    _ => source + (plain.end - last),
                }
            }
            _ => start,
        };
        start..end.clamp(start, self.remainder.length().max(start))
    }

    /// The index of the sentence in which a byte of the plain text stands.
    pub fn sentence_at(&self, plain: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.start <= plain).checked_sub(1)?;
        (plain < self.sentences[index].end).then_some(index)
    }

    /// True if a stretch of the plain text touches code; no date is taken from there.
    pub(crate) fn touches_code(&self, span: &Range<usize>) -> bool {
        let index = self.code.partition_point(|code| code.end <= span.start);
        self.code.get(index).is_some_and(|code| code.start < span.end)
    }
}

/// The first byte of the character in which a byte stands; the end of the text if it is beyond.
pub(crate) fn character_start(text: &str, offset: usize) -> usize {
    let mut start = offset.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn text(source: &str) -> Text {
        Text::from_plain(source, Language::english())
    }

    #[test]
    fn blank_lines_part_paragraphs_and_line_ends_are_spaces() {
        let text = text("\n\n One \t two\r\nthree \r\n \r\n\r\nFour");
        assert_eq!(text.plain, "One two three\n\nFour");
        let spans: Vec<_> = text.blocks.iter().map(|block| (block.span.clone(), block.sentences.clone())).collect();
        assert_eq!(spans, [(0..13, 0..1), (15..19, 1..2)]);
    }

    #[test]
    fn a_position_counts_characters_in_the_line_of_the_file() {
        let text = text("Ärger – heute.\n\n  Größe und Maß");
        let offset = text.plain.find("und").expect("is in the text");
        assert_eq!(text.position(offset), (3, 9));
        assert_eq!(text.position(0), (1, 1));
        assert_eq!(text.position(text.plain.len()), (3, 16));
    }

    #[test]
    fn the_range_in_the_file_leaves_out_what_was_folded() {
        let text = text("last\n    October  came");
        assert_eq!(text.plain, "last October came");
        assert_eq!(text.source_range(0..12), 0..16);
        assert_eq!(text.source_range(0..4), 0..4);
        assert_eq!(text.source_range(5..12), 9..16);
    }

    #[test]
    fn sentences_are_found_by_their_bytes() {
        let text = text("It rained. It snowed.");
        assert_eq!(text.sentence_at(0), Some(0));
        assert_eq!(text.sentence_at(10), None);
        assert_eq!(text.sentence_at(11), Some(1));
        assert_eq!(text.sentence_at(400), None);
    }

    #[test]
    fn an_empty_text_has_no_blocks() {
        for source in ["", "\n \n", "\u{feff}"] {
            let text = text(source);
            assert!(text.plain.is_empty() && text.blocks.is_empty() && text.sentences.is_empty());
            assert_eq!(text.position(0), (1, 1));
        }
    }
}
