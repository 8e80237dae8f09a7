//! The words of a sentence round a byte of it: where they begin, where they end, where the sentence does.

use super::letter::{is_letter, letter_before, word_end};
use std::ops::Range;

/// The last word of the sentence that ends at or before a byte and begins at the limit or behind it.
pub(super) fn word_before(text: &str, end: usize, limit: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = end;
    while at > limit {
        if letter_before(bytes, at).is_none() {
            if ends_sentence(bytes, at - 1) {
                return None;
            }
            at -= 1;
            continue;
        }
        let first = letters_start(bytes, at, limit);
        if first == at {
            return None; // the reach ends within this letter
        }
        // "won't" is one word.
        let joined = apostrophe_before(text, first).map(|mark| letters_start(bytes, mark, limit));
        return Some(joined.unwrap_or(first)..at);
    }
    None
}

/// Where the letters that end at `end` begin; not before the limit.
pub(super) fn letters_start(bytes: &[u8], end: usize, limit: usize) -> usize {
    let mut start = end;
    while let Some(before) = letter_before(bytes, start).filter(|before| *before >= limit) {
        start = before;
    }
    start
}

/// The start of an apostrophe between two letters.
fn apostrophe_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix(['\'', '’'])?;
    letter_before(text.as_bytes(), before.len()).map(|_| before.len())
}

/// The end of a word with what an apostrophe joins to it.
pub(super) fn contracted_end(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    match text[end..].strip_prefix(['\'', '’']) {
        Some(rest) if rest.bytes().next().is_some_and(is_letter) => word_end(bytes, text.len() - rest.len()),
        _ => end,
    }
}

/// A mark that ends a sentence: a full stop before white space, not one in "U.S. troops" or "Gen. Ortiz".
pub(super) fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'!' | b'?' | b';' => true,
        b'.' => {
            let word = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            // "U.S.", "Mr.", "Gen.", "Nov.", "no. 12"
            let numbered =
                || bytes[at..].iter().find(|byte| **byte != b'.' && **byte != b' ').is_some_and(u8::is_ascii_digit);
            let short = word == 1
                || matches!(bytes[at - word..at], [first, second, ..] if word <= 3
                    && (first.is_ascii_uppercase() && second.is_ascii_lowercase() || word == 2 && numbered()));
            !short && bytes.get(at + 1).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | 0xE2))
        }
        b'\n' => bytes.get(at + 1) == Some(&b'\n') || at > 0 && bytes[at - 1] == b'\n',
        _ => false,
    }
}
