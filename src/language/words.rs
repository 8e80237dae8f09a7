//! Words found quickly: eight bytes of a text are looked at together, as one number.
//!
//! Most words of a text are no longer than that, so that their small letters are a number too, and
//! looking one up is a multiplication instead of a loop over its letters.

use rustc_hash::FxHashMap;
use std::ops::Range;

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = 0x80 * ONES;

/// Eight bytes of a text, the first one lowest.
#[derive(Clone, Copy)]
pub(crate) struct Chunk(u64);

impl Chunk {
    /// The bytes from a place of the text on, and zeros behind its end.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Chunk {
        let rest = bytes.get(at..).unwrap_or_default();
        Chunk(match rest.first_chunk::<8>() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => rest.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        })
    }

    /// One of the bytes.
    #[inline]
    pub fn byte(self, place: usize) -> u8 {
        (self.0 >> (8 * place)) as u8
    }

    /// True if the first `count` bytes, or all, are ASCII.
    #[inline]
    fn is_ascii(self, count: usize) -> bool {
        let unused = 64 - 8 * count.clamp(1, 8) as u32;
        (self.0 << unused) & HIGH == 0
    }

    /// How many bytes from the first one on are ASCII letters.
    #[inline]
    pub fn letters(self) -> usize {
        // The highest bit of each byte tells what the byte is; adding never carries into the next
        // one, since the highest bits are away.
        let small = (self.0 | (0x20 * ONES)) & !HIGH;
        let from_a = small + (0x80 - u64::from(b'a')) * ONES;
        let behind_z = small + (0x7F - u64::from(b'z')) * ONES;
        let others = !(from_a & !behind_z & !self.0) & HIGH;
        others.trailing_zeros() as usize / 8
    }

    /// The first `count` bytes, which are letters and digits, in small letters.
    #[inline]
    pub fn key(self, count: usize) -> Key {
        let unused = 64 - 8 * count.clamp(1, 8) as u32;
        Key((self.0 | (0x20 * ONES)) << unused >> unused)
    }
}

/// A word of at most eight ASCII letters and digits, or the first eight of a longer one, in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(u64);

/// Words with a value each, found whatever the case of their letters.
#[derive(Debug)]
pub(crate) struct Words<V> {
    /// Keeps out most words that are none of these.
    gate: Gate,
    short: FxHashMap<Key, V>,
    long: FxHashMap<Box<[u8]>, V>,
}

impl<V> Default for Words<V> {
    fn default() -> Words<V> {
        Words { gate: Gate::new(), short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

/// The longest word that is looked up, in bytes.
const LONGEST_WORD: usize = 32;

impl<V: Default> Words<V> {
    /// The value of a word, which is made if there is none yet.
    pub fn entry(&mut self, word: &str) -> &mut V {
        let word = if word.is_ascii() { word.to_ascii_lowercase() } else { word.chars().flat_map(small).collect() };
        self.gate.add(&word);
        if (1..=8).contains(&word.len()) && word.is_ascii() {
            self.short.entry(Chunk::at(word.as_bytes(), 0).key(word.len())).or_default()
        } else {
            self.long.entry(word.into_bytes().into()).or_default()
        }
    }
}

impl<V> Words<V> {
    /// The values of all words, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.short.values_mut().chain(self.long.values_mut())
    }

    /// The value of a word.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<&V> {
        self.at(word, 0..word.len())
    }

    /// The value of the word in these bytes of a text; quicker than taking it out of the text.
    #[inline]
    pub fn at(&self, text: &[u8], word: Range<usize>) -> Option<&V> {
        if word.is_empty() {
            return None;
        }
        let chunk = Chunk::at(text, word.start);
        if chunk.is_ascii(word.len()) {
            let key = chunk.key(word.len());
            if !self.gate.lets_pass(key) {
                return None;
            }
            if word.len() <= 8 {
                return self.short.get(&key);
            }
        }
        self.get_long(text.get(word)?)
    }

    /// The value of a word that is long or has letters beyond ASCII.
    fn get_long(&self, word: &[u8]) -> Option<&V> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        let mut lower = [0u8; LONGEST_WORD];
        if word.is_ascii() {
            let lower = &mut lower[..word.len()];
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            return self.long.get(&*lower);
        }
        let mut length = 0;
        for letter in std::str::from_utf8(word).ok()?.chars().flat_map(small) {
            let place = lower.get_mut(length..length + letter.len_utf8())?;
            length += letter.encode_utf8(place).len();
        }
        self.long.get(&lower[..length])
    }
}

/// The small form of a letter. The two small sigmas are one, since a capital one may stand for either.
fn small(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().map(|letter| if letter == 'ς' { 'σ' } else { letter })
}

/// Tells of most words by one look that they are not among those added.
#[derive(Debug)]
pub(crate) struct Gate(Box<[u64; Gate::SIZE]>);

impl Gate {
    const SIZE: usize = 256;

    pub fn new() -> Gate {
        Gate(Box::new([0; Gate::SIZE]))
    }

    /// The word of the table and the bit in it that belong to a key.
    #[inline]
    fn place(key: Key) -> (usize, u64) {
        // Multiplying by the golden ratio spreads the letters over the highest bits.
        let hash = key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> 56) as usize % Gate::SIZE, 1 << (hash >> 50 & 63))
    }

    /// Lets a word pass, which is known by its first eight bytes. One that has others than ASCII
    /// among them has no key, so that the gate must not be asked.
    pub fn add(&mut self, word: &str) {
        let (place, bit) = Gate::place(Chunk::at(word.as_bytes(), 0).key(word.len()));
        self.0[place] |= bit;
    }

    /// False if a word with this key was certainly not added.
    #[inline]
    pub fn lets_pass(&self, key: Key) -> bool {
        let (place, bit) = Gate::place(key);
        self.0[place] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_up_to_the_first_other_byte() {
        let letters = |text: &str| Chunk::at(text.as_bytes(), 0).letters();
        assert_eq!(letters("Monday, "), 6);
        assert_eq!(letters("azAZ@[`{"), 4);
        assert_eq!(letters("longwords"), 8);
        assert_eq!(letters("May"), 3);
        assert_eq!(letters("März 2021"), 1);
        for first in ["", "1", "@", "[", "`", "{", "é", "\u{7f}", "\0", " "] {
            assert_eq!(letters(first), 0, "{first:?}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_length() {
        let mut words = Words::default();
        for word in ["may", "december", "wednesday", "märz", "μάρτιος", "20th"] {
            *words.entry(word) = word;
        }
        let found = |word: &str| words.get(word.as_bytes()).copied();
        assert_eq!(found("MAY"), Some("may"));
        assert_eq!(found("December"), Some("december"));
        assert_eq!(found("WEDNESDAY"), Some("wednesday"));
        assert_eq!(found("MÄRZ"), Some("märz"));
        assert_eq!(found("ΜΆΡΤΙΟΣ"), Some("μάρτιος"));
        assert_eq!(found("20TH"), Some("20th"));
        for word in ["", "ma", "mayo", "decembers", "wednesdays", &"x".repeat(40)] {
            assert_eq!(found(word), None, "{word}");
        }
    }

    #[test]
    fn the_gate_refuses_most_words() {
        let mut gate = Gate::new();
        let passes = |gate: &Gate, word: &str| gate.lets_pass(Chunk::at(word.as_bytes(), 0).key(word.len()));
        gate.add("may");
        gate.add("wednesday");
        assert!(passes(&gate, "May") && passes(&gate, "WEDNESDAY"));
        let others = ["the", "minister", "said", "port", "of", "a", "ma", "mayor"];
        assert!(others.iter().filter(|word| passes(&gate, word)).count() < 2);
    }
}
