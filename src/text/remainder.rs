//! What remains of a file without the plain text that was made from it.

use super::{FileText, Piece};

/// The text of a file, without what stands in the plain text, too: a site holds the texts of all its
/// articles at once, and the two are nearly the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remainder {
    /// The stretches that no piece shares, one after the other.
    rest: Box<str>,
    /// The first byte of each line of the file after the first.
    lines: Box<[u32]>,
    /// How many bytes the file has.
    length: usize,
}

impl Remainder {
    /// What remains of a file without `plain`; notes in the pieces how much of each they share.
    pub fn new(file: &FileText, plain: &str, pieces: &mut [Piece]) -> Remainder {
        let text = file.as_str();
        let (mut rest, mut end) = (String::new(), 0);
        for index in 0..pieces.len() {
            let next = pieces.get(index + 1).map_or(plain.len(), |next| next.plain());
            let piece = &mut pieces[index];
            let words = plain.get(piece.plain()..next).unwrap_or_default();
            // Footnotes may come before what the file has earlier: they are not shared.
            let Some(between) = text.get(end..piece.source()) else { continue };
            let shared = common_start(words, &text[piece.source()..]);
            if piece.share(shared) {
                rest.push_str(between);
                end = piece.source() + shared;
            }
        }
        rest.push_str(&text[end..]);
        let lines = file.lines().iter().map(|&line| u32::try_from(line).unwrap_or(u32::MAX)).collect();
        Remainder { rest: rest.into(), lines, length: text.len() }
    }

    /// The text of the file, from the same plain text and pieces.
    pub fn file(&self, plain: &str, pieces: &[Piece]) -> String {
        let mut text = String::with_capacity(self.length);
        let mut used = 0;
        for piece in pieces.iter().filter(|piece| piece.shared() > 0) {
            let until = used + (piece.source() - text.len());
            text.push_str(&self.rest[used..until]);
            text.push_str(&plain[piece.plain()..piece.plain() + piece.shared()]);
            used = until;
        }
        text.push_str(&self.rest[used..]);
        text
    }

    /// How many bytes the file has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The line of the file in which a byte of it stands, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        let line = self.lines.partition_point(|&start| start as usize <= offset);
        u32::try_from(line + 1).unwrap_or(u32::MAX)
    }
}

/// How many bytes of whole characters two texts have in common at their beginnings.
fn common_start(a: &str, b: &str) -> usize {
    const AT_ONCE: usize = 16;
    let (a_bytes, b_bytes) = (a.as_bytes(), b.as_bytes());
    let (a_chunks, b_chunks) = (a_bytes.as_chunks::<AT_ONCE>().0, b_bytes.as_chunks::<AT_ONCE>().0);
    let mut end = a_chunks.iter().zip(b_chunks).take_while(|(a, b)| a == b).count() * AT_ONCE;
    end += a_bytes[end..].iter().zip(&b_bytes[end..]).take_while(|(a, b)| a == b).count();
    while !(a.is_char_boundary(end) && b.is_char_boundary(end)) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::{BlockKind, Text, TextBuilder};

    #[test]
    fn what_both_have_lies_in_memory_once() {
        let source = "The quay opened on Monday;\n   Ada Lów saw it – twice.\r\n\r\n\u{ad}It rained.\n";
        let text = Text::from_plain(source, Language::english());
        assert_eq!(text.plain, "The quay opened on Monday; Ada Lów saw it – twice.\n\nIt rained.");
        assert_eq!(text.file().as_str(), source);
        assert_eq!(&*text.remainder.rest, "\n   \r\n\r\n\u{ad}\n");
        assert_eq!([0, 27, 55].map(|at| text.line(at)), [1, 2, 4]);
    }

    #[test]
    fn what_stands_earlier_in_the_file_or_elsewhere_is_not_shared() {
        let file = "one two three four";
        let mut builder = TextBuilder::new(&Language::english().sentences);
        builder.push(BlockKind::Paragraph, "three", 8);
        builder.close();
        builder.push(BlockKind::Paragraph, "one", 0);
        builder.close();
        builder.push(BlockKind::Paragraph, "fowl", 14);
        builder.push(BlockKind::Paragraph, "beyond", 400);
        let text = builder.finish(&FileText::new(file.into()));
        assert_eq!(text.plain, "three\n\none\n\nfowlbeyond");
        assert_eq!(text.file().as_str(), file);
    }

    #[test]
    fn characters_are_not_parted() {
        assert_eq!(common_start("aé", "aè"), 1);
        assert_eq!(common_start("été, the summer of 1911, was hot", "été, the summer of 1921"), 23);
        assert_eq!(common_start("", "x"), 0);
    }
}
