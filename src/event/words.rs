//! A sentence as words: the pack's classes for each, every date one word, quotations marked.

use crate::language::{Classes, EventWords};
use crate::timex::Timex;
use std::borrow::Cow;
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
    pub(super) fn is(&self, classes: Classes) -> bool {
        !self.quoted && self.classes.any(classes)
    }

    /// Written with a capital.
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// A number in digits.
    pub(super) fn number(&self) -> bool {
        self.date.is_none() && self.text.starts_with(|first: char| first.is_ascii_digit())
    }

    /// One of these marks.
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
    // A word of English and the space behind it take six bytes.
    let mut tokens = Vec::with_capacity(range.len() / 5);
    let mut next = timexes.partition_point(|timex| timex.span.start < range.start);
    let mut at = range.start;
    while at < range.end {
        while timexes.get(next).is_some_and(|timex| timex.span.start < at) {
            next += 1;
        }
        if let Some(timex) = timexes.get(next).filter(|timex| timex.span.start == at && timex.span.end > at) {
            let end = timex.span.end.min(range.end);
            tokens.push(token(plain, at..end, Some(next), quotations, words));
            at = end;
            let possessive = words.possessive_at_start(&plain[at..range.end]);
            let apart = !plain[at + possessive..range.end].starts_with(char::is_alphanumeric);
            if possessive > 0 && apart {
                let mut ending = token(plain, at..at + possessive, None, quotations, words);
                ending.possessive = true;
                tokens.push(ending);
                at += possessive;
            }
            continue;
        }
        let limit = timexes.get(next).map_or(range.end, |timex| timex.span.start.min(range.end));
        let rest = &plain[at..limit];
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first.is_alphanumeric() {
            let end = at + word_length(rest);
            tokens.push(token(plain, at..end, None, quotations, words));
            at = end;
        } else {
            tokens.push(token(plain, at..at + first.len_utf8(), None, quotations, words));
            at += first.len_utf8();
        }
    }
    tokens
}

fn token<'t>(
    plain: &'t str,
    span: Range<usize>,
    date: Option<usize>,
    quotations: &[Range<usize>],
    words: &EventWords,
) -> Token<'t> {
    let text = &plain[span.clone()];
    let mark = date.is_none() && !text.starts_with(char::is_alphanumeric);
    let after = quotations.partition_point(|quotation| quotation.end <= span.start);
    let quoted = quotations.get(after).is_some_and(|quotation| quotation.start <= span.start);
    let mut token =
        Token { article: false, classes: Classes::default(), text, span, date, mark, possessive: false, quoted };
    if date.is_some() {
        let first = text.split(' ').next().unwrap_or(text);
        token.article = words.classes(&first.to_lowercase()).any(Classes::DETERMINER);
    } else if !mark {
        let lower = lower(text);
        token.possessive = words.is_possessive(&lower);
        token.classes = words.classes(&lower);
    }
    token
}

/// A word in lower case; most are already.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// How many bytes the word takes with which a text begins: letters and digits, and between them
/// apostrophes, hyphens, full stops and the like; "ministers’" keeps its apostrophe.
pub(super) fn word_length(text: &str) -> usize {
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
    let mut open: Option<(usize, char)> = None;
    for (offset, character) in plain[block.clone()].char_indices() {
        // A block is long, and no pack writes quotations with letters.
        if character.is_ascii_alphanumeric() || character == ' ' {
            continue;
        }
        let at = block.start + offset;
        match open {
            Some((start, close)) if character == close => {
                found.push(start..at + character.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => {
                open = words.quotation_marks().iter().find(|pair| pair.0 == character).map(|pair| (at, pair.1));
            }
        }
    }
    // A lone straight mark is as often the sign for inches as a quotation that goes on, but not at the head.
    let opens = |start: usize| start == block.start;
    if let Some((start, _)) = open.filter(|(start, close)| opens(*start) || !plain[*start..].starts_with(*close)) {
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
    }
}
