//! The section `[sentences]`: what the sentence splitter needs to know.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Abbreviations after which a full stop ends no sentence.
#[derive(Debug, Default, Deserialize)]
pub struct SentenceWords {
    abbreviations: FxHashSet<String>,
}

impl SentenceWords {
    /// True if `word` (as written, without its full stop) is an abbreviation such as `Dr` or `Sept`.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }
}
