//! The lines of a list, whatever it is written in.

/// A line without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) text: String,
    /// The cells of a row.
    pub(super) cells: Vec<String>,
    /// Whether a row is a table's head.
    pub(super) head: bool,
    /// From 1; 0 where lines mean nothing.
    pub(super) line: u32,
    /// Whether it follows the line before without a blank one.
    pub(super) continues: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A heading and its level, the title's being 1.
    Heading(u8),
    /// An item of a list and its depth, the outermost being 0.
    Item(usize),
    /// A line of text.
    #[default]
    Text,
    /// A row of a table.
    Row,
}
