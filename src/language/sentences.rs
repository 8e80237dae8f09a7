//! The section `[sentences]`: what the sentence splitter needs to know.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Abbreviations after which a full stop may end no sentence, and words that begin one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceWords {
    /// After these no sentence ends: `Dr`.
    abbreviations: FxHashSet<String>,
    /// After these no sentence ends if a number follows: `No`, `Jan`.
    #[serde(default)]
    before_number: FxHashSet<String>,
    /// After these a sentence ends only if a word of `starters` follows: `Inc`, `a.m`.
    #[serde(default)]
    may_end: FxHashSet<String>,
    /// Words that, with a capital, begin a sentence rather than a name: `The`.
    #[serde(default)]
    starters: FxHashSet<String>,
}

/// What a full stop after a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FullStop {
    /// It belongs to the word: `Dr.`
    Never,
    /// It belongs to the word where a number follows: `Jan. 5`.
    BeforeNumber,
    /// What follows decides: `p.m. The`, `p.m. Monday`.
    Either,
    /// The word is no known abbreviation.
    Unknown,
}

impl SentenceWords {
    /// What a full stop after `word` (as written, without that full stop) says.
    pub fn full_stop(&self, word: &str) -> FullStop {
        if self.abbreviations.contains(word) {
            FullStop::Never
        } else if self.before_number.contains(word) {
            FullStop::BeforeNumber
        } else if self.may_end.contains(word) {
            FullStop::Either
        } else {
            FullStop::Unknown
        }
    }

    /// True if `word`, written with a capital, begins a sentence rather than a name.
    pub fn begins_sentence(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_pack_knows_its_abbreviations() {
        let words = &Language::english().sentences;
        assert_eq!(words.full_stop("Dr"), FullStop::Never);
        assert_eq!(words.full_stop("Jan"), FullStop::BeforeNumber);
        assert_eq!(words.full_stop("a.m"), FullStop::Either);
        assert_eq!(words.full_stop("rain"), FullStop::Unknown);
        assert!(
            words.full_stop("Sept") != FullStop::Unknown
                && words.begins_sentence("The")
                && !words.begins_sentence("Monday")
        );
    }
}
