//! Whether the clause round an expression tells of the past or of what is to come.

use super::token::{is_letter, letter_before, word_end};
use super::words::Words;
use crate::language::TimeWords;

/// The tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "opened", "was", "said".
    Past,
    /// "will open", "plans".
    Future,
    /// Nothing tells.
    Unknown,
}

/// The words that show the tense.
#[derive(Debug)]
pub(super) struct Tenses {
    /// None for a word that ends like a verb and tells nothing.
    words: Words<Option<Tense>>,
    endings: Vec<String>,
}

/// A longer word, in bytes, shows no tense.
const LONGEST: usize = 24;

/// As far as a clause is looked through, in bytes.
const REACH: usize = 160;

impl Tenses {
    pub fn new(words: &TimeWords) -> Tenses {
        let mut all = Words::default();
        for (list, tense) in [
            (&words.tense.past, Some(Tense::Past)),
            (&words.tense.future, Some(Tense::Future)),
            (&words.tense.no_past, None),
        ] {
            for word in list {
                *all.entry(word) = tense;
            }
        }
        Tenses { words: all, endings: words.tense.past_endings.clone() }
    }

    /// The tense at the bytes `start..end` of a text: that of the nearest telling word before in the
    /// sentence, else of the first one behind.
    pub fn at(&self, text: &str, start: usize, end: usize) -> Tense {
        self.before(text, start).or_else(|| self.behind(text, end)).unwrap_or(Tense::Unknown)
    }

    fn before(&self, text: &str, start: usize) -> Option<Tense> {
        let bytes = text.as_bytes();
        let limit = start.saturating_sub(REACH);
        let mut at = start;
        while at > limit {
            if let Some(mut letter) = letter_before(bytes, at) {
                let end = at;
                while let Some(before) = letter_before(bytes, letter).filter(|before| *before >= limit) {
                    letter = before;
                }
                if let Some(tense) = self.word(&text[letter..end]) {
                    // "to be held", "will be named": the participle is not past.
                    let passive = tense == Tense::Past && self.word_before(text, letter) == Some(Tense::Future);
                    return Some(if passive { Tense::Future } else { tense });
                }
                at = letter;
            } else {
                if ends_sentence(bytes, at - 1) {
                    return None;
                }
                at -= 1;
            }
        }
        None
    }

    /// The tense of the word that one space parts from the word at `start`.
    fn word_before(&self, text: &str, start: usize) -> Option<Tense> {
        let before = text[..start].strip_suffix(|gap: char| gap.is_ascii() && !gap.is_ascii_alphanumeric())?;
        let mut first = before.len();
        while let Some(letter) = letter_before(before.as_bytes(), first) {
            if before.len() - letter > LONGEST {
                return None;
            }
            first = letter;
        }
        self.word(&before[first..])
    }

    fn behind(&self, text: &str, end: usize) -> Option<Tense> {
        let bytes = text.as_bytes();
        let limit = (end + REACH).min(bytes.len());
        let mut at = end;
        while at < limit {
            if is_letter(bytes[at]) {
                let stop = word_end(bytes, at);
                if let Some(tense) = self.word(&text[at..stop]) {
                    return Some(tense);
                }
                at = stop;
            } else {
                if ends_sentence(bytes, at) {
                    return None;
                }
                at += 1;
            }
        }
        None
    }

    fn word(&self, word: &str) -> Option<Tense> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        if let Some(known) = self.words.get(word.as_bytes()) {
            return *known;
        }
        let bytes = word.as_bytes();
        let ends_with = |ending: &str| {
            bytes.len() >= ending.len() && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        };
        // A name ends like a verb too ("Reed"), so only words in small letters count.
        let verb = word.len() > 3
            && word.starts_with(char::is_lowercase)
            && self.endings.iter().any(|ending| ends_with(ending));
        verb.then_some(Tense::Past)
    }
}

/// A mark that ends a sentence: a full stop before white space, not one in "U.S. troops".
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'!' | b'?' | b';' => true,
        b'.' => {
            let single = at >= 2 && !bytes[at - 2].is_ascii_alphanumeric();
            !single && bytes.get(at + 1).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | 0xE2))
        }
        b'\n' => bytes.get(at + 1) == Some(&b'\n') || at > 0 && bytes[at - 1] == b'\n',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_clause_that_is_cut_anywhere_shows_its_tense_or_none() {
        let tenses = Tenses::new(&Language::english().time);
        // The reach ends within a word, and before it within a character.
        for filler in 150..165 {
            for word in ["was", "éwas", "日本was", "will be named", "will “named"] {
                let text = format!("{}{word}{}", "é日".repeat(20), ", ".repeat(filler / 2) + &" ".repeat(filler % 2));
                tenses.at(&text, text.len(), text.len());
            }
        }
        assert_eq!(tenses.at("It will be named on", 19, 19), Tense::Future);
        assert_eq!(tenses.at("It was named on", 15, 15), Tense::Past);
    }
}
