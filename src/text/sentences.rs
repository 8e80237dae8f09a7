//! Parts a block into sentences: terminator, abbreviation behind, capital ahead, in one pass.

use super::character_start;
use crate::language::{FullStop, SentenceWords};
use std::ops::Range;

/// Appends the sentences of one block of `plain`, without white space at their ends.
///
/// `code` are the stretches of code, in order: a sentence may begin with one in lower case
/// ("`cargo` now reads …").
pub fn split_sentences(
    plain: &str,
    block: Range<usize>,
    words: &SentenceWords,
    code: &[Range<usize>],
    out: &mut Vec<Range<usize>>,
) {
    let bytes = &plain.as_bytes()[..block.end];
    let mut start = skip_white(bytes, block.start);
    let mut at = start;
    while let Some(found) = possible_end(&bytes[at.min(block.end)..]) {
        at += found;
        let length = terminator(bytes, at);
        if length == 0 {
            at += 1;
            continue;
        }
        let (first, first_end) = (at, at + length);
        let mut end = first_end;
        while terminator(bytes, end) > 0 {
            end += terminator(bytes, end);
        }
        let single_stop = bytes[first] == b'.' && end == first + 1;
        let wide = bytes[first] == 0xE3 || bytes[first] == 0xEF;
        at = skip_closers(plain, end, block.end);
        if at >= block.end {
            break;
        }
        // A terminator within a word: "3.5", "a.m.,", "example.org". The wide ones take no space after them.
        if !wide && !is_white(bytes, at) {
            continue;
        }
        let next = skip_white(bytes, at);
        if next >= block.end {
            break;
        }
        if begins_sentence(&plain[next..block.end], next, code)
            && !(single_stop && is_within(plain, start, first, &plain[next..block.end], words))
        {
            push(plain, start..at, out);
            start = next;
        }
        at = next.max(at);
    }
    let end = start + plain[start.min(block.end)..block.end].trim_end().len();
    if end > start {
        push(plain, start..end, out);
    }
}

/// Appends a sentence; one that nobody can have written as one, such as a list without a full stop
/// or a table that lost its lines, in parts: what is read in a sentence grows faster than its length.
fn push(plain: &str, mut sentence: Range<usize>, out: &mut Vec<Range<usize>>) {
    const LONGEST: usize = 2000;
    while sentence.len() > LONGEST {
        let least = character_start(plain, sentence.start + LONGEST / 2);
        let most = character_start(plain, sentence.start + LONGEST);
        let window = &plain[least..most];
        let cut = ["; ", ", ", " "].iter().find_map(|mark| Some(window.rfind(mark)? + mark.len()));
        let end = cut.map_or(most, |cut| least + cut);
        out.push(sentence.start..sentence.start + plain[sentence.start..end].trim_end().len());
        sentence.start = skip_white(&plain.as_bytes()[..sentence.end], end);
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

/// The first byte with which a terminator may begin.
fn possible_end(bytes: &[u8]) -> Option<usize> {
    /// In bytes: what is looked at together, which is quicker than one after the other.
    const STRETCH: usize = 32;
    let may_end = |byte: &u8| matches!(byte, b'.' | b'?' | b'!' | 0xE2 | 0xE3 | 0xEF);
    let none = |stretch: &&[u8]| !stretch.iter().fold(false, |any, byte| any | may_end(byte));
    let from = bytes.len().min(bytes.chunks(STRETCH).take_while(none).count() * STRETCH);
    Some(from + bytes[from..].iter().position(may_end)?)
}

/// The length of the terminator that begins here, 0 where none does: `.`, `?`, `!`, `…`, `。`, `！`, `？`.
fn terminator(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'.' | b'?' | b'!') => 1,
        Some(0xE2 | 0xE3 | 0xEF) => match bytes.get(at..at + 3) {
            Some([0xE2, 0x80, 0xA6] | [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F]) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

fn is_white(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_whitespace)
}

fn skip_white(bytes: &[u8], mut at: usize) -> usize {
    while is_white(bytes, at) {
        at += 1;
    }
    at
}

/// Skips closing quotes and brackets, and notes such as `[3]`.
fn skip_closers(plain: &str, mut at: usize, end: usize) -> usize {
    while let Some(character) = plain[at..end].chars().next() {
        match character {
            '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '*' | '_' => {
                at += character.len_utf8();
            }
            '[' => {
                let inside = plain[at + 1..end].bytes().take_while(u8::is_ascii_digit).count();
                if inside == 0 || plain.as_bytes().get(at + 1 + inside) != Some(&b']') {
                    break;
                }
                at += inside + 2;
            }
            _ => break,
        }
    }
    at
}

fn skip_openers(text: &str) -> &str {
    text.trim_start_matches(['"', '\'', '(', '[', '“', '‘', '«', '‹', '„', '¿', '¡', '*', '_'])
}

/// True if what stands ahead can begin a sentence: anything but a small letter or a mark that goes on.
fn begins_sentence(ahead: &str, offset: usize, code: &[Range<usize>]) -> bool {
    let inner = skip_openers(ahead);
    let Some(character) = inner.chars().next() else { return false };
    if character.is_lowercase() {
        let at = offset + (ahead.len() - inner.len());
        return code.binary_search_by_key(&at, |range| range.start).is_ok();
    }
    !matches!(character, ',' | ';' | ':' | '.' | '?' | '!' | '…' | ')' | ']' | '”' | '’')
}

/// True if the full stop at `stop` belongs to the word before it and ends no sentence.
fn is_within(plain: &str, start: usize, stop: usize, ahead: &str, words: &SentenceWords) -> bool {
    let before = &plain[start..stop];
    let word_start = before
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’')))
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let word = &before[word_start..];
    let Some(first) = word.chars().next() else { return false };
    // The number of a list that is written as prose: "1. The committee …".
    if word_start == 0 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let initial = first.is_uppercase() && word.chars().count() == 1;
    let dotted = word.contains('.') && first.is_alphabetic() && word.split('.').all(|part| part.chars().count() <= 2);
    match words.full_stop(word) {
        FullStop::Never => true,
        FullStop::BeforeNumber => ahead.starts_with(|c: char| c.is_ascii_digit()),
        FullStop::Either => !words.begins_sentence(first_word(ahead)),
        FullStop::Unknown => (initial || dotted) && !words.begins_sentence(first_word(ahead)),
    }
}

fn first_word(ahead: &str) -> &str {
    let ahead = skip_openers(ahead);
    let end = ahead.find(|c: char| !c.is_alphanumeric()).unwrap_or(ahead.len());
    &ahead[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn sentences(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split_sentences(text, 0..text.len(), &Language::english().sentences, &[], &mut out);
        out.into_iter().map(|span| &text[span]).collect()
    }

    /// Each line is a block; `|` is where it is to be parted.
    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cases = "\
            It rained on Monday. |The match was moved. |Nobody minded.
            Was it late? |Yes! |Very late… |Nobody came.
            Dr. Low met Gen. Ash and Mrs. J. R. Smith at noon. |They left early.
            The bill rose by 3.5 percent, to 4.25 million. |Version 1.88.0 is out.
            It opened at 9 a.m. Monday and closed at 5 p.m. |The queue was long.
            The U.S. Senate met. |He flew to the U.S. |The talks went on.
            “We are ready.” |The crowd cheered. |(It was small.) |He left.
            “Are we ready?” she asked. |Nobody spoke.
            It grew... slowly. |Then it fell.
            The firm, Acme Inc., was sold on Jan. 5, 2019. |It made tools.
            It was founded in Sept. 2004. |No. 10 said nothing.
            It ended in the war.[3] |Peace came later.
            See example.org/2020.html for more. |It is long.
            1. The committee met. |2. The vote was held.
            Was that all? |No. |He stayed.
            She works at Yahoo! and lives in Bern.
            The plan (see fig. 3) was kept, e.g. by the U.N. and the E.U. |In May it failed.
            会議は月曜日に開かれた。|結果は未定だ。";
        for line in cases.lines().map(str::trim) {
            let text = line.replace('|', "");
            let expected: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), expected, "{line}");
        }
    }

    #[test]
    fn a_sentence_may_begin_with_code() {
        let text = "It was done. cargo is next.";
        let mut out = Vec::new();
        split_sentences(text, 0..text.len(), &Language::english().sentences, std::slice::from_ref(&(13..18)), &mut out);
        assert_eq!(out, [0..12, 13..27]);
        assert_eq!(sentences(text).len(), 1);
    }

    #[test]
    fn white_space_and_marks_alone_do_no_harm() {
        for text in ["", "   ", "...", "…", ". . .", "”", "?!", "a.", "[", "Mr.", "x[1"] {
            for sentence in sentences(text) {
                assert_eq!(sentence, sentence.trim(), "{text:?}");
            }
        }
    }

    #[test]
    fn what_no_sentence_can_be_is_parted() {
        let clause = "the mill opened in May and the größte inn closed";
        for (mark, text) in [
            ("; ", format!("{clause}; ").repeat(200)),
            (" ", format!("{clause} ").repeat(200)),
            ("ö", "ö".repeat(9000)),
        ] {
            let parts = sentences(text.trim_end());
            assert!(parts.len() > 4 && parts.iter().all(|part| part.len() <= 2000 && part.trim() == *part), "{mark}");
            let joined: String = parts.concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""), "nothing is lost");
            assert!(mark != "; " || parts.iter().all(|part| part.ends_with([';', 'd'])));
        }
    }
}
