//! The sentences of one article as words, each read once, when it is first asked for: the one that tells
//! something, those that go on with it, and those further up in which a pronoun finds its name.

use super::words::{self, Token};
use crate::language::EventWords;
use crate::text::Text;
use crate::timex::Timex;
use std::cell::OnceCell;
use std::ops::Range;

/// The sentences of an article.
pub(super) struct Sentences<'a> {
    text: &'a Text,
    timexes: &'a [Timex],
    words: &'a EventWords,
    /// The quotations of each block: a block of a thousand sentences is looked through once.
    quotations: Vec<OnceCell<Vec<Range<usize>>>>,
    tokens: Vec<OnceCell<Vec<Token<'a>>>>,
}

impl<'a> Sentences<'a> {
    /// Those of a text; `timexes` are its expressions in order.
    pub(super) fn new(text: &'a Text, timexes: &'a [Timex], words: &'a EventWords) -> Sentences<'a> {
        let quotations = vec![OnceCell::new(); text.blocks.len()];
        let tokens = text.sentences.iter().map(|_| OnceCell::new()).collect();
        Sentences { text, timexes, words, quotations, tokens }
    }

    /// The words of a sentence; `block` and `sentence` are the places of both in the text.
    pub(super) fn tokens(&self, block: usize, sentence: usize) -> &[Token<'a>] {
        self.tokens[sentence].get_or_init(|| {
            let range = self.text.sentences[sentence].clone();
            words::tokens(&self.text.plain, range, self.timexes, self.quotations(block), self.words)
        })
    }

    fn quotations(&self, block: usize) -> &[Range<usize>] {
        self.quotations[block]
            .get_or_init(|| words::quotations(&self.text.plain, self.text.blocks[block].span.clone(), self.words))
    }
}
