//! Phrases of a pack, which are looked for at the head of a text.

use super::words::Words;

/// Phrases by their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases(Words<Vec<Vec<String>>>);

impl Phrases {
    pub(super) fn new(list: &[String]) -> Phrases {
        let mut phrases = Phrases::default();
        for phrase in list {
            let mut words = phrase.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let rests = phrases.0.entry(&first);
            rests.push(words.collect());
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        phrases
    }

    /// How many of the words are the longest phrase with which they begin, whatever the case of their letters.
    pub(super) fn length<'w>(&self, mut words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let Some(rests) = words.next().and_then(|first| self.0.get(first.as_bytes())) else { return 0 };
        let begins = |rest: &&Vec<String>| {
            let mut after = words.clone();
            rest.iter().all(|word| after.next().is_some_and(|next| same(next, word)))
        };
        rests.iter().find(begins).map_or(0, |rest| 1 + rest.len())
    }
}

/// True if a text says a word of the pack, which is in small letters.
fn same(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word) || !text.is_ascii() && text.to_lowercase() == word
}
