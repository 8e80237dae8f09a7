//! The ids that links are made of: short hashes that no better rule and no other article changes.

use super::Report;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The id of a report: of its article's path and the words of its sentence and its expression.
/// White space, punctuation and letter case may change without changing it; so may date and headline.
pub(super) fn of_report(path: &str, sentence: &str, expression: &str) -> String {
    let mut hashed = Vec::with_capacity(path.len() + sentence.len() + expression.len() + 16);
    hashed.extend_from_slice(path.as_bytes());
    for text in [sentence, expression] {
        // A byte that no UTF-8 text holds parts what is hashed.
        hashed.push(0xff);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if word.is_ascii() {
                hashed.extend(word.bytes().map(|letter| letter.to_ascii_lowercase()));
            } else {
                hashed.extend_from_slice(word.to_lowercase().as_bytes());
            }
            hashed.push(0xfe);
        }
    }
    short(xxh3_64(&hashed))
}

/// The id of a hand-made event: of its list's path and the words that tell it from the others there.
pub(super) fn of_listed(path: &str, words: &[&str]) -> String {
    let mut hash = Xxh3::new();
    for text in [path].iter().chain(words) {
        hash.update(text.to_lowercase().as_bytes());
        hash.update(&[0xff]);
    }
    short(hash.digest())
}

/// Where a sentence stands twice in an article, or a date tells two things, the later ones get a number.
pub(super) fn disambiguate(reports: &mut [Report]) {
    let mut seen: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for report in reports {
        let count = seen.entry(report.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            report.id = format!("{}-{count}", report.id).into();
        }
    }
}

/// Ten characters of base 32 (Crockford's digits), the first always a letter, so that it is a
/// good fragment of an address and a good HTML id.
pub(super) fn short(hash: u64) -> String {
    const LETTERS: &[u8; 22] = b"abcdefghjkmnpqrstvwxyz";
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut id = String::with_capacity(10);
    id.push(char::from(LETTERS[(hash % 22) as usize]));
    let mut rest = hash / 22;
    for _ in 0..9 {
        id.push(char::from(DIGITS[(rest % 32) as usize]));
        rest /= 32;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_ten_characters_and_starts_with_a_letter() {
        for hash in [0, 1, u64::MAX, 0x1234_5678_9abc_def0] {
            let id = short(hash);
            assert_eq!(id.len(), 10);
            assert!(id.starts_with(|first: char| first.is_ascii_lowercase()), "{id}");
        }
        assert_ne!(short(1), short(2));
    }
}
