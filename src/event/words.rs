//! A sentence as words: the pack's classes for each, every date one word, quotations marked.

use crate::language::{Chunk, Classes, EventWords};
use crate::timex::Timex;
use std::ops::Range;

/// A word, a mark of punctuation or a whole temporal expression.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// Its bytes in the article's plain text.
    pub(super) span: Range<usize>,
    /// As written.
    pub(super) text: &'t str,
    /// What the pack knows of it; nothing for dates and punctuation.
    pub(super) classes: Classes,
    /// The index of the temporal expression that it is.
    pub(super) date: Option<usize>,
    /// A mark of punctuation.
    pub(super) mark: bool,
    /// "Friday's", or the "'s" after a date.
    pub(super) possessive: bool,
    /// Inside quotation marks.
    pub(super) quoted: bool,
    /// A date that begins with an article: "the weekend".
    pub(super) article: bool,
}

impl Token<'_> {
    /// True for something that is read as a word of a clause: no mark, no date, nothing quoted.
    #[inline]
    pub(super) fn is(&self, classes: Classes) -> bool {
        !self.quoted && self.classes.any(classes)
    }

    /// Written with a capital.
    #[inline]
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// A number in digits.
    #[inline]
    pub(super) fn number(&self) -> bool {
        self.date.is_none() && self.text.starts_with(|first: char| first.is_ascii_digit())
    }

    /// One of these marks.
    #[inline]
    pub(super) fn mark_of(&self, marks: &str) -> bool {
        self.mark && marks.contains(self.text)
    }

    /// No verb, particle or mark: something that can have a date of its own.
    pub(super) fn nominal(&self) -> bool {
        let other = Classes::PARTICLE.or(Classes::PAST).or(Classes::PARTICIPLE).or(Classes::ADVERB);
        let other = other.or(Classes::PREPOSITION).or(Classes::PROGRESSIVE).or(Classes::BE_OTHER);
        !self.mark && self.date.is_none() && !self.is(other.or(Classes::AUXILIARY))
    }

    /// A dash that parts two clauses, not the hyphen of a word.
    #[inline]
    pub(super) fn dash(&self) -> bool {
        self.mark_of("–—-")
    }
}

/// The words of `range`; `timexes` are all of the text's expressions with their indices.
pub(super) fn tokens<'t>(
    plain: &'t str,
    range: Range<usize>,
    timexes: &[Timex],
    quotations: &[Range<usize>],
    words: &EventWords,
) -> Vec<Token<'t>> {
    let mut reader = Words { plain, quotations, words };
    // A word of English and the space behind it take six bytes.
    let mut tokens = Vec::with_capacity(range.len() / 5);
    let mut next = timexes.partition_point(|timex| timex.span.start < range.start);
    let mut at = range.start;
    while at < range.end {
        if plain.as_bytes()[at] == b' ' {
            at += 1;
            continue;
        }
        while timexes.get(next).is_some_and(|timex| timex.span.start < at) {
            next += 1;
        }
        if let Some(timex) = timexes.get(next).filter(|timex| timex.span.start == at && timex.span.end > at) {
            let end = timex.span.end.min(range.end);
            tokens.push(reader.date(at..end, next));
            at = end;
            let possessive = words.possessive_at_start(&plain[at..range.end]);
            let apart = !plain[at + possessive..range.end].starts_with(char::is_alphanumeric);
            if possessive > 0 && apart {
                let ending = at..at + possessive;
                let word = plain[ending.clone()].starts_with(char::is_alphanumeric);
                let ending = if word { reader.word(ending) } else { reader.mark(ending) };
                tokens.push(Token { possessive: true, ..ending });
                at += possessive;
            }
            continue;
        }
        let limit = timexes.get(next).map_or(range.end, |timex| timex.span.start.min(range.end));
        let rest = &plain[at..limit];
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
        } else {
            let word = first.is_alphanumeric();
            let end = at + if word { word_length(rest) } else { first.len_utf8() };
            tokens.push(if word { reader.word(at..end) } else { reader.mark(at..end) });
            at = end;
        }
    }
    tokens
}

/// Reads the words of a sentence, from left to right.
struct Words<'t, 'q> {
    plain: &'t str,
    /// The quotations that do not end before the next word.
    quotations: &'q [Range<usize>],
    words: &'q EventWords,
}

impl<'t> Words<'t, '_> {
    /// A temporal expression.
    fn date(&mut self, span: Range<usize>, timex: usize) -> Token<'t> {
        let first = self.plain[span.clone()].split(' ').next().map_or(span.end, |first| span.start + first.len());
        let article = self.words.classes_at(self.plain, span.start..first).any(Classes::DETERMINER);
        Token { date: Some(timex), article, ..self.bare(span) }
    }

    fn word(&mut self, span: Range<usize>) -> Token<'t> {
        let (classes, possessive) = self.words.read(self.plain, span.clone());
        Token { classes, possessive, ..self.bare(span) }
    }

    fn mark(&mut self, span: Range<usize>) -> Token<'t> {
        Token { mark: true, ..self.bare(span) }
    }

    fn bare(&mut self, span: Range<usize>) -> Token<'t> {
        while let Some((_, rest)) = self.quotations.split_first().filter(|(first, _)| first.end <= span.start) {
            self.quotations = rest;
        }
        Token {
            text: &self.plain[span.clone()],
            quoted: self.quotations.first().is_some_and(|quotation| quotation.start <= span.start),
            span,
            classes: Classes::default(),
            date: None,
            mark: false,
            possessive: false,
            article: false,
        }
    }
}

/// How many bytes the word takes with which a text begins: letters and digits, and between them
/// apostrophes, hyphens, full stops and the like; "ministers’" keeps its apostrophe.
pub(super) fn word_length(text: &str) -> usize {
    // Most words are letters of ASCII from end to end.
    let bytes = text.as_bytes();
    let letters = Chunk::at(bytes, 0).letters();
    let letters = letters + bytes[letters..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let joins = |at: usize| bytes.get(at).is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii());
    match bytes.get(letters) {
        None => return letters,
        Some(b'\'' | 0x80..) => {}
        Some(b'-' | b'.' | b',' | b'&' | b'/' | b'+' | b'@' | b'_') if joins(letters + 1) => {}
        Some(_) => return letters,
    }
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character.is_alphanumeric() {
            end = at + character.len_utf8();
        } else if "'’-–.,&/+@_".contains(character) {
            let joins = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            let number = text[..at].ends_with(|last: char| last.is_ascii_digit());
            // "2–1" is one word, and so is "10,000".
            if joins && (!",–".contains(character) || number) {
                continue;
            }
            if !joins && "'’".contains(character) && text[..at].ends_with('s') {
                end = at + character.len_utf8();
            }
            break;
        } else {
            break;
        }
    }
    end
}

/// The stretches of a block inside quotation marks, marks included. An opening mark without its
/// closing one holds to the end of the block, as newspapers open each paragraph of a long quotation.
pub(super) fn quotations(plain: &str, block: Range<usize>, words: &EventWords) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut from = block.start;
    let next = |from: usize| {
        let at = from + plain.as_bytes()[from..block.end].iter().position(|byte| words.may_quote(*byte))?;
        Some((at, &plain[at..block.end]))
    };
    while let Some((at, rest)) = next(from) {
        from = at + rest.chars().next().map_or(1, char::len_utf8);
        match open {
            Some((start, close)) if rest.starts_with(close) => {
                from = at + close.len();
                found.push(start..from);
                open = None;
            }
            Some(_) => {}
            None => {
                let pair = words.quotation_marks().iter().find(|pair| rest.starts_with(&*pair.0));
                from = pair.map_or(from, |pair| at + pair.0.len());
                open = pair.map(|pair| (at, &*pair.1));
            }
        }
    }
    // A lone straight mark is as often the sign for inches as a quotation that goes on, but not at the head.
    let opens = |start: usize| start == block.start;
    if let Some((start, _)) = open.filter(|&(start, close)| opens(start) || !plain[start..].starts_with(close)) {
        found.push(start..block.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn written(plain: &str) -> Vec<&str> {
        let words = &Language::english().events;
        tokens(plain, 0..plain.len(), &[], &[], words).iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_keep_what_joins_them() {
        assert_eq!(
            written("Iran's anti-war vote, 10,000 strong."),
            ["Iran's", "anti-war", "vote", ",", "10,000", "strong", "."]
        );
        assert_eq!(written("the ministers’ plan"), ["the", "ministers’", "plan"]);
        assert_eq!(written("(it closed)"), ["(", "it", "closed", ")"]);
    }

    #[test]
    fn quotations_end_with_their_mark_or_the_block() {
        let words = &Language::english().events;
        let plain = "He said “yes” and “no. Then";
        let found = quotations(plain, 0..plain.len(), words);
        assert_eq!(found.iter().map(|span| &plain[span.clone()]).collect::<Vec<_>>(), ["“yes”", "“no. Then"]);
        assert!(quotations("a 5\" pipe", 0..9, words).is_empty());
        let plain = "``We can't,'' she said, ``go";
        let found = quotations(plain, 0..plain.len(), words);
        assert_eq!(found.iter().map(|span| &plain[span.clone()]).collect::<Vec<_>>(), ["``We can't,''", "``go"]);
    }
}
