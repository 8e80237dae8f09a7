//! What makes two spellings one name.

use icu_normalizer::DecomposingNormalizerBorrowed;
use std::num::NonZeroU64;
use xxhash_rust::xxh3::xxh3_64;

/// A hash of a name, whatever its case, accents, hyphens, full stops, apostrophes and the initials in
/// its middle: "George W. Stone" and "George Stone" have one, and so have "Erdoğan" and "Erdogan".
///
/// None of them is 0, so that what may have none needs no more room: a collection has a hundred thousand.
pub(super) type Key = NonZeroU64;

/// A word, by half of its key: enough to count how many articles have it.
pub(super) type Word = u32;

/// The word of which one has the key.
pub(super) fn word(key: Key) -> Word {
    key.get() as Word
}

/// The keys of a name and of its words.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// Where the words end that count.
    ends: Vec<usize>,
}

impl Folded {
    /// Of a name in lower case.
    pub(super) fn new(name: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(name.len()), ends: Vec::new() };
        let mut rest = name;
        while !rest.is_empty() {
            let end = rest.find([' ', '-']).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            let initial = !folded.ends.is_empty()
                && after.starts_with(' ')
                && part.trim_end_matches('.').chars().nth(1).is_none();
            if !initial && !part.is_empty() {
                if !folded.text.is_empty() {
                    folded.text.push(' ');
                }
                fold(part, &mut folded.text);
                folded.ends.push(folded.text.len());
            }
            rest = after.get(1..).unwrap_or_default();
        }
        folded
    }

    /// That of the whole name.
    pub(super) fn key(&self) -> Key {
        key(self.text.as_bytes())
    }

    /// That of its last word, if it has several.
    pub(super) fn last(&self) -> Option<Key> {
        let before = self.ends.len().checked_sub(2).map(|at| self.ends[at])?;
        Some(key(&self.text.as_bytes()[before + 1..]))
    }

    /// Its first word.
    pub(super) fn first(&self) -> Word {
        word(key(&self.text.as_bytes()[..self.ends.first().copied().unwrap_or(0)]))
    }

    /// How many words count.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// That of a word in lower case without marks and accents.
pub(super) fn key(folded: &[u8]) -> Key {
    NonZeroU64::new(xxh3_64(folded)).unwrap_or(NonZeroU64::MIN)
}

fn fold(word: &str, out: &mut String) {
    let is_mark = |letter: char| matches!(letter, '.' | '\'' | '’' | '‘' | 'ʼ' | '`');
    if word.is_ascii() {
        out.extend(word.chars().filter(|letter| !is_mark(*letter)));
        return;
    }
    let normalizer = const { DecomposingNormalizerBorrowed::new_nfd() };
    let letters = normalizer.normalize_iter(word.chars());
    out.extend(letters.filter(|letter| letter.is_alphanumeric() && !is_mark(*letter)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Key {
        Folded::new(&name.to_lowercase()).key()
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (one, two) in [
            ("Erdoğan", "Erdogan"),
            ("al-Nour", "Al Nour"),
            ("U.S", "US"),
            ("George W. Stone", "George Stone"),
            ("O’Neill", "O'Neill"),
            ("NATO", "Nato"),
        ] {
            assert_eq!(of(one), of(two), "{one}, {two}");
        }
        assert_ne!(of("Ada Low"), of("Ida Low"));
    }

    #[test]
    fn the_last_word_is_known_by_itself() {
        let folded = Folded::new("ada o’low");
        assert_eq!((folded.last(), folded.len()), (Some(of("O'Low")), 2));
        assert_eq!(Folded::new("low").last(), None);
    }
}
