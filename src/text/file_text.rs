//! The text of a file and the way from a byte to its line and column.

/// Characters are counted from marks this many bytes apart, so that a line of ten megabytes with
/// a thousand dates in it costs no more than a thousand short lines.
const STEP: usize = 1024;

/// The text of a file with what is needed to name a place in it by line and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileText {
    text: String,
    /// The first byte of each line after the first.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    characters: Vec<usize>,
}

impl FileText {
    /// Counts the lines and characters of a file's text. A line ends with LF, CRLF or a lone CR.
    pub fn new(text: String) -> FileText {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&end| bytes[end] == b'\n' || bytes.get(end + 1) != Some(&b'\n'));
        let mut lines = Vec::with_capacity(bytes.len() / 64);
        lines.extend(ends.map(|end| end + 1));
        lines.shrink_to_fit();
        let mut total = 0;
        let characters = bytes
            .chunks(STEP)
            .map(|chunk| {
                let before = total;
                total += count_characters(chunk);
                before
            })
            .collect();
        FileText { text, lines, characters }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first byte of each line after the first.
    pub(super) fn lines(&self) -> &[usize] {
        &self.lines
    }

    /// Line and column of a byte; both from 1, the column in characters. A byte beyond the end is the end.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).map_or(0, |index| self.lines[index]);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        (u32::try_from(line + 1).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// A line without its end, by its number from 1; empty where there is none.
    pub fn line(&self, number: u32) -> &str {
        let number = number as usize;
        let start = match number {
            0 => return "",
            1 => Some(&0),
            _ => self.lines.get(number - 2),
        };
        let Some(&start) = start else { return "" };
        let end = self.lines.get(number - 1).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(step).copied().unwrap_or(0);
        before + count_characters(&self.text.as_bytes()[(step * STEP).min(offset)..offset])
    }
}

fn count_characters(bytes: &[u8]) -> usize {
    // Most texts have no others, and that is seen many bytes at a time.
    if bytes.is_ascii() {
        return bytes.len();
    }
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let file = FileText::new("a\nb\r\nc\rd".into());
        assert_eq!([1, 2, 3, 4, 5].map(|number| file.line(number)), ["a", "b", "c", "d", ""]);
        assert_eq!([0, 2, 5, 7, 99].map(|offset| file.position(offset)), [(1, 1), (2, 1), (3, 1), (4, 1), (4, 2)]);
    }

    #[test]
    fn columns_of_a_long_line_agree_with_counting() {
        let text: String = "naïve – day ".repeat(700);
        let file = FileText::new(text.clone());
        for (count, (offset, _)) in text.char_indices().enumerate().step_by(997) {
            assert_eq!(file.position(offset), (1, count as u32 + 1));
        }
        assert_eq!(file.position(text.len()), (1, text.chars().count() as u32 + 1));
    }
}
