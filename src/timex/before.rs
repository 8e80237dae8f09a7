//! The words before a date in its sentence, and what each tells of the tense.

use super::sentence_words::word_before;
use super::sign::{Sign, SignWords};
use std::cell::RefCell;
use std::ops::Range;

/// The words before a date in its sentence, the nearest first, each read once and only when it is asked for.
pub(super) struct Before<'a> {
    tells: &'a SignWords,
    pub text: &'a str,
    /// Where the date begins.
    pub start: usize,
    /// No word is sought before this byte.
    pub limit: usize,
    words: RefCell<Known<'a>>,
}

/// Those that were asked for.
#[derive(Default)]
struct Known<'a> {
    words: Vec<Word<'a>>,
    /// No other lies before them.
    all: bool,
}

/// A word: where it stands, and what it tells.
#[derive(Clone, Copy)]
struct Word<'a> {
    start: usize,
    end: usize,
    sign: &'a Sign,
}

impl<'a> Before<'a> {
    /// So many words are seldom asked for.
    const MANY: usize = 12;

    /// Those before a byte of a text and behind another.
    pub fn new(tells: &'a SignWords, text: &'a str, limit: usize, start: usize) -> Before<'a> {
        Before { tells, text, start, limit, words: RefCell::default() }
    }

    /// The same where the nearest is known.
    pub fn with_nearest(self, word: Range<usize>, sign: &'a Sign) -> Before<'a> {
        let nearest = Word { start: word.start, end: word.end, sign };
        self.words.borrow_mut().words.push(nearest);
        self
    }

    /// A word, counted from the date, and what it tells.
    pub fn word(&self, place: usize) -> Option<(Range<usize>, &'a Sign)> {
        self.known(place).map(|Word { start, end, sign }| (start..end, sign))
    }

    fn known(&self, place: usize) -> Option<Word<'a>> {
        let known = &mut *self.words.borrow_mut();
        if let Some(word) = known.words.get(place) {
            return Some(*word);
        }
        if known.words.capacity() == 0 {
            known.words.reserve(Before::MANY);
        }
        while !known.all {
            let end = known.words.last().map_or(self.start, |word| word.start);
            let Some(Range { start, end }) = word_before(self.text, end, self.limit) else {
                known.all = true;
                break;
            };
            let word = Word { start, end, sign: self.tells.sign(&self.text[start..end]) };
            known.words.push(word);
            if known.words.len() > place {
                return Some(word);
            }
        }
        None
    }

    /// What a word tells: nothing where there is none.
    pub fn sign(&self, place: usize) -> &'a Sign {
        self.known(place).map_or(self.tells.no_sign(), |word| word.sign)
    }

    /// What each tells.
    pub fn signs(&self) -> impl Iterator<Item = &'a Sign> {
        (0..).map_while(|place| self.known(place)).map(|word| word.sign)
    }
}
