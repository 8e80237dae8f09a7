//! Builds a [`Text`] from stretches of a file, folding white space and keeping the map.

use super::remainder::Remainder;
use super::{Block, BlockKind, FileText, Marked, Piece, Text, split_sentences};
use crate::language::SentenceWords;

/// Takes the stretches of an article in order and makes its [`Text`].
///
/// White space is folded: within a block every run of it is one space, also where it runs over
/// two stretches; no block begins or ends with it.
#[derive(Debug)]
pub struct TextBuilder<'a> {
    text: Text,
    words: &'a SentenceWords,
    /// The kind of the open block and its first byte.
    open: Option<(BlockKind, usize)>,
    /// Where in the file the white space stands that will become a space if text follows.
    space: Option<usize>,
}

impl<'a> TextBuilder<'a> {
    /// An empty text whose sentences will be parted with the words of a language.
    pub fn new(words: &'a SentenceWords) -> TextBuilder<'a> {
        TextBuilder { text: Text::default(), words, open: None, space: None }
    }

    /// Adds a stretch of text that stands at the byte `source` of the file. The first visible
    /// character after [`close`](Self::close) opens a block of this kind.
    pub fn push(&mut self, kind: BlockKind, text: &str, source: usize) {
        let bytes = text.as_bytes();
        let mut from = 0;
        let mut at = 0;
        // Up to here each byte is looked at by itself.
        let mut apart = 0;
        while at < bytes.len() {
            if at > from && at >= apart {
                if is_folded(&bytes[at..]) {
                    at += STRETCH;
                    continue;
                }
                apart = at + STRETCH;
            }
            // Most bytes are letters of ASCII, or a single space before one: no new piece is needed.
            if bytes[at].is_ascii_graphic()
                || (bytes[at] == b' ' && at > from && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic))
            {
                at += 1;
                continue;
            }
            let Some(character) = text[at..].chars().next() else { break };
            let next = at + character.len_utf8();
            let invisible = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
            let white = !invisible && (character.is_whitespace() || character.is_control());
            if invisible || white {
                if at > from {
                    self.append(kind, &text[from..at], source + from);
                }
                if white {
                    self.space.get_or_insert(source + at);
                }
                from = next;
            }
            at = next;
        }
        if from < bytes.len() {
            self.append(kind, &text[from..], source + from);
        }
    }

    /// Adds code that stands within the prose.
    pub fn push_code(&mut self, kind: BlockKind, code: &str, source: usize) {
        let before = self.text.plain.len();
        self.push(kind, code, source);
        let start = before + (self.text.plain[before..].starts_with(' ') as usize);
        if start < self.text.plain.len() {
            self.text.code.push(start..self.text.plain.len());
        }
    }

    /// How many bytes the plain text has so far.
    pub fn length(&self) -> usize {
        self.text.plain.len()
    }

    /// Notes that the text since its byte `from` has a date of its own, written at the byte `source`
    /// of the file.
    pub fn mark_date(&mut self, from: usize, date: String, source: usize) {
        let plain = &self.text.plain[from..];
        let start = from + (plain.len() - plain.trim_start().len());
        if start < self.text.plain.len() {
            self.text.marked.push(Marked { span: start..self.text.plain.len(), date, source });
        }
    }

    /// Adds white space that stands at the byte `source` of the file.
    pub fn push_space(&mut self, source: usize) {
        self.space.get_or_insert(source);
    }

    /// Adds plain text in which blank lines part paragraphs.
    pub fn push_plain(&mut self, text: &str, source: usize) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() {
                self.close();
            } else {
                self.push(BlockKind::Paragraph, line, source + start);
            }
            start += line.len();
        }
        self.close();
    }

    /// Ends the open block, if there is one; the next text opens another.
    pub fn close(&mut self) {
        self.space = None;
        let Some((kind, start)) = self.open.take() else { return };
        let span = start..self.text.plain.len();
        let first = self.text.sentences.len();
        split_sentences(&self.text.plain, span.clone(), self.words, &self.text.code, &mut self.text.sentences);
        self.text.blocks.push(Block { kind, span, sentences: first..self.text.sentences.len() });
    }

    /// The text that was built from `file`.
    pub fn finish(mut self, file: &FileText) -> Text {
        self.close();
        self.text.remainder = Remainder::new(file, &self.text.plain, &mut self.text.pieces);
        // A site holds the texts of all its articles at once: room that was kept for more goes.
        self.text.plain.shrink_to_fit();
        self.text.blocks.shrink_to_fit();
        self.text.sentences.shrink_to_fit();
        self.text.pieces.shrink_to_fit();
        self.text
    }

    /// Appends text without white space at its ends.
    fn append(&mut self, kind: BlockKind, text: &str, source: usize) {
        let space = self.space.take();
        if self.open.is_none() {
            if !self.text.plain.is_empty() {
                self.text.plain.push_str("\n\n");
            }
            self.open = Some((kind, self.text.plain.len()));
        } else if let Some(space) = space {
            self.map(space);
            self.text.plain.push(' ');
        }
        self.map(source);
        self.text.plain.push_str(text);
    }

    /// Notes where the next byte of the plain text comes from, unless the last piece says so already.
    fn map(&mut self, source: usize) {
        let plain = self.text.plain.len();
        let known = self.text.pieces.last().is_some_and(|last| last.source() + (plain - last.plain()) == source);
        if !known {
            self.text.pieces.push(Piece::new(plain, source));
        }
    }
}

/// In bytes: what is looked at together, which is quicker than one after the other.
const STRETCH: usize = 32;

/// True if a text goes on with a stretch of letters of ASCII and single spaces, and a letter behind it.
fn is_folded(bytes: &[u8]) -> bool {
    let (Some(stretch), Some(next)) = (bytes.first_chunk::<STRETCH>(), bytes[1..].first_chunk::<STRETCH>()) else {
        return false;
    };
    let folds = |(byte, next): (&u8, &u8)| !matches!(byte, b' '..=b'~') | (*byte == b' ') & !next.is_ascii_graphic();
    !stretch.iter().zip(next).fold(false, |any, pair| any | folds(pair))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn white_space_is_folded_over_stretches() {
        let mut builder = TextBuilder::new(&Language::english().sentences);
        builder.push(BlockKind::Paragraph, "on ", 10);
        builder.push(BlockKind::Paragraph, "\u{a0}31\u{202f}March", 20);
        builder.push_space(30);
        builder.close();
        builder.push(BlockKind::ListItem, "so\u{ad}le", 40);
        let text = builder.finish(&FileText::new(" ".repeat(60)));
        assert_eq!(text.plain, "on 31 March\n\nsole");
        assert_eq!(text.source_offset(0), 10);
        assert_eq!(text.source_offset(3), 22);
        assert_eq!(text.source_offset(6), 27);
        assert_eq!(text.source_offset(15), 44);
        assert_eq!(text.blocks[1].kind, BlockKind::ListItem);
    }

    #[test]
    fn code_in_prose_is_kept_and_known() {
        let mut builder = TextBuilder::new(&Language::english().sentences);
        builder.push(BlockKind::Paragraph, "run ", 0);
        builder.push_code(BlockKind::Paragraph, "may 2020", 5);
        builder.push(BlockKind::Paragraph, " today", 14);
        let text = builder.finish(&FileText::new(" ".repeat(20)));
        assert_eq!(text.plain, "run may 2020 today");
        assert_eq!(&text.plain[text.code[0].clone()], "may 2020");
        assert!(text.touches_code(&(8..12)) && text.touches_code(&(0..5)));
        assert!(!text.touches_code(&(0..4)) && !text.touches_code(&(13..18)));
    }

    #[test]
    fn one_piece_serves_a_line() {
        let mut builder = TextBuilder::new(&Language::english().sentences);
        builder.push(BlockKind::Paragraph, "a line of six short words", 3);
        let text = builder.finish(&FileText::new(" ".repeat(40)));
        assert_eq!(text.pieces, [Piece::new(0, 3)]);
    }
}
