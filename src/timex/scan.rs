//! One pass over the bytes: finds the triggers and around each the island of known words.
//! Everything else is skipped without a hash.

use super::letter::{is_letter, letter_before, word_end};
use super::lexicon::Lexicon;
use super::token::initials;
use crate::language::Chunk;

/// The byte where the next island's trigger starts at or after `from`, and the byte behind it; none
/// at the end of the text.
pub(crate) fn next_trigger(text: &str, from: usize, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let chunk = Chunk::at(bytes, at);
        let letters = chunk.letters();
        if letters > 0 {
            let mut end = at + letters;
            let mut behind = chunk.byte(letters % 8);
            // The gate knows words by their first eight letters; a shorter word that goes on beyond
            // ASCII has no key.
            let mut possible = true;
            if letters == 8 || behind >= 0x80 {
                end = word_end(bytes, end);
                behind = bytes.get(end).copied().unwrap_or_default();
            }
            if letters == 8 || end == at + letters {
                possible = lexicon.may_be_trigger(chunk.key(letters));
            }
            if possible && lexicon.is_trigger(bytes, at..end) {
                return Some((at, end));
            }
            // What stands behind a word is mostly a space.
            if behind == b' ' {
                at = end + 1;
                continue;
            }
            // "p.m.", "B.C.": the letters without their full stops are one word.
            if behind == b'.'
                && end == at + 1
                && let Some(letters) = initials(bytes, at)
                && lexicon.is_trigger(letters.as_bytes(), 0..letters.length)
            {
                return Some((at, at + 2 * letters.length - 1));
            }
            at = end;
            continue;
        }
        let byte = chunk.byte(0);
        if byte.is_ascii_digit() {
            let mut end = at + 1;
            while end < bytes.len() && bytes[end].is_ascii_digit() {
                end += 1;
            }
            if opens_date(bytes, at, end) {
                return Some((at, end));
            }
            at = end;
        } else if is_letter(byte) {
            let end = word_end(bytes, at);
            if lexicon.is_trigger(bytes, at..end) {
                return Some((at, end));
            }
            at = end;
        } else {
            at += 1;
        }
    }
    None
}

/// True for digits that may be a date of themselves: a year, `5/3/2021`, `15:30`, `5th`, `1980s`, `'98`.
fn opens_date(bytes: &[u8], at: usize, end: usize) -> bool {
    match end - at {
        3 | 4 => true,
        1 | 2 => {
            match bytes.get(end) {
                Some(b'/' | b'.' | b'-' | b':') if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => return true,
                // "5th", "80s", "9pm": the letters decide.
                Some(byte) if byte.is_ascii_alphabetic() => return true,
                _ => {}
            }
            at > 0 && (bytes[at - 1] == b'\'' || bytes[..at].ends_with("\u{2019}".as_bytes()))
        }
        _ => false,
    }
}

/// Where the island of a trigger starts: back over known words and marks, at most to `limit`.
pub(crate) fn island_start(text: &str, trigger: usize, limit: usize, lexicon: &Lexicon) -> usize {
    /// As many words as the longest phrases have before their first trigger.
    const MOST_WORDS: usize = 10;
    let bytes = text.as_bytes();
    let mut start = trigger;
    for _ in 0..MOST_WORDS {
        let mut at = start;
        // What stands between two words: white space, at most one mark, white space.
        let mut lines = 0;
        let mut marks = 0;
        while at > limit {
            match bytes[at - 1] {
                b'\n' => lines += 1,
                b' ' | b'\t' | b'\r' => {}
                b',' | b'-' | b'.' | b'/' | b'\'' | b':' | b'(' | b')' | b'+' | b'~' | b'&' => marks += 1,
                // The second and third byte of curly apostrophes, dashes and spaces beyond ASCII.
                0x80..=0xBF if at >= limit + 3 && bytes[at - 3] == 0xE2 && bytes[at - 2] == 0x80 => {
                    marks += 1;
                    at -= 2;
                }
                0xA0 if at >= limit + 2 && bytes[at - 2] == 0xC2 => at -= 1,
                _ => break,
            }
            at -= 1;
            if lines > 1 || marks > 2 || start - at > 64 {
                return start;
            }
        }
        let end = at;
        while at > limit && end - at < 32 {
            match letter_before(bytes, at) {
                Some(before) if before >= limit => at = before,
                _ if bytes[at - 1].is_ascii_digit() => at -= 1,
                // "2½": a quarter, a half or three quarters behind digits.
                _ if at >= limit + 3 && matches!(bytes[at - 3..at], [b'0'..=b'9', 0xC2, 0xBC..=0xBE]) => at -= 2,
                _ => break,
            }
        }
        if at == end || end - at >= 32 {
            return start;
        }
        // Digits and letters that touch ("5th", "Q3") are two words; the pack knows the letters.
        let word = &bytes[at..end];
        let first = at + word.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let first = if matches!(bytes[first..end], [0xC2, _]) { end } else { first };
        let last = end - word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let known = first >= last || lexicon.knows(bytes, first..last);
        if !known {
            return start;
        }
        start = at;
    }
    start
}
