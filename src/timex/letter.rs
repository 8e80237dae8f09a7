//! Letters in a text, by its bytes.

use crate::language::Chunk;

/// The first byte of a letter: an ASCII letter, or the first byte of any character beyond ASCII but
/// those of the Latin-1 signs (C2) and of general punctuation (E2).
#[inline]
pub(crate) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || (byte >= 0xC3 && byte != 0xE2)
}

/// The byte behind the letters that start at `at`.
#[inline]
pub(crate) fn word_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    loop {
        let letters = Chunk::at(bytes, end).letters();
        end += letters;
        if letters < 8 {
            end += match bytes.get(end) {
                Some(first @ 0x80..) if is_letter(*first) => match first {
                    ..0xE0 => 2,
                    ..0xF0 => 3,
                    _ => 4,
                },
                _ => return end,
            };
        }
    }
}

/// The byte at which the letter starts that ends before `at`; none if no letter ends there.
#[inline]
pub(crate) fn letter_before(bytes: &[u8], at: usize) -> Option<usize> {
    let mut start = at.checked_sub(1)?;
    if bytes[start] < 0x80 {
        return bytes[start].is_ascii_alphabetic().then_some(start);
    }
    while start > 0 && (0x80..0xC0).contains(&bytes[start]) {
        start -= 1;
    }
    is_letter(bytes[start]).then_some(start)
}
