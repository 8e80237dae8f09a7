//! Phrases of a pack, which are looked for at the head of a text.

use rustc_hash::FxHashMap;

/// Phrases by their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases(FxHashMap<String, Vec<Vec<String>>>);

impl Phrases {
    pub(super) fn new(list: &[String]) -> Phrases {
        let mut phrases = Phrases::default();
        for phrase in list {
            let mut words = phrase.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            phrases.0.entry(first).or_default().push(words.collect());
        }
        for rests in phrases.0.values_mut() {
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        phrases
    }

    /// How many of the words are the longest phrase with which they begin.
    pub(super) fn length<'w>(&self, mut words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let Some(rests) = words.next().and_then(|first| self.0.get(first)) else { return 0 };
        let begins = |rest: &&Vec<String>| {
            let mut after = words.clone();
            rest.iter().all(|word| after.next().is_some_and(|next| next == word))
        };
        rests.iter().find(begins).map_or(0, |rest| 1 + rest.len())
    }
}
