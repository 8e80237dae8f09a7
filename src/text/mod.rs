//! Plain text with its blocks, its sentences and a map back to line and column of the file.

use std::ops::Range;

/// What a block of text is; headings, captions and tables are read differently from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// A cell of a table.
    Cell,
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

/// Plain text of an article: blocks are parted by a blank line, code and addresses are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The plain text.
    pub plain: String,
    /// Its blocks in order; no two overlap.
    pub blocks: Vec<Block>,
    /// Its sentences in order: bytes of the plain text, without white space at the ends.
    pub sentences: Vec<Range<usize>>,
    /// Stretches of the plain text and where they stand in the file, in order of the plain text.
    pub pieces: Vec<Piece>,
}

/// A stretch of the plain text and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The first byte in the plain text.
    pub plain: usize,
    /// The byte of the file from which it comes.
    pub source: usize,
}
