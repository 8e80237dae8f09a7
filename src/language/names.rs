//! The section `[names]`: what is no part of a name though it has a capital, and what is one without.

use super::phrases::Phrases;
use super::words::Words;
use serde::Deserialize;
use std::ops::Range;

/// What the words of names can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameClasses(u16);

impl NameClasses {
    /// May stand inside a name in lower case: "de".
    pub const INNER: NameClasses = NameClasses(1);
    /// Ties a name to what it is of.
    pub const OF: NameClasses = NameClasses(2);
    /// May stand inside a name behind a head: "and".
    pub const BETWEEN: NameClasses = NameClasses(4);
    /// What many names are called by: "Ministry".
    pub const HEAD: NameClasses = NameClasses(8);
    /// Makes another place of a place: "South".
    pub const DIRECTION: NameClasses = NameClasses(16);
    /// Of a people: "Norwegian".
    pub const PEOPLE: NameClasses = NameClasses(32);
    /// Follows a name: "Jr".
    pub const ENDING: NameClasses = NameClasses(64);

    /// A title may begin with it.
    const TITLE: NameClasses = NameClasses(128);
    /// What is no name may begin with it.
    const OTHER: NameClasses = NameClasses(256);

    /// Ties a name to what follows.
    pub const TIE: NameClasses = NameClasses(2 | 4);
    /// Said of everything in some country or quarter.
    pub const OF_ALL: NameClasses = NameClasses(16 | 32);
    /// May stand inside a name in lower case.
    pub const INNER_OR_TIE: NameClasses = NameClasses(1 | 2 | 4);

    /// True if it has one of the classes of `other`.
    #[inline]
    pub fn any(self, other: NameClasses) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a language says of names. A language without the section has none to offer.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Lists")]
pub struct NameWords {
    classes: Words<NameClasses>,
    titles: Phrases,
    others: Phrases,
    /// Examples, each of which is a test: a text and the names in it.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and tests"))]
    pub(crate) yes: Vec<String>,
    /// Texts without a name.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and tests"))]
    pub(crate) no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    inner: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    between: Vec<String>,
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default)]
    directions: Vec<String>,
    #[serde(default)]
    peoples: Vec<String>,
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl From<Lists> for NameWords {
    fn from(lists: Lists) -> NameWords {
        let mut classes: Words<NameClasses> = Words::default();
        for (phrases, class) in [(&lists.titles, NameClasses::TITLE), (&lists.others, NameClasses::OTHER)] {
            for phrase in phrases {
                classes.entry(phrase.split(' ').next().unwrap_or(phrase)).0 |= class.0;
            }
        }
        for (list, class) in [
            (lists.inner, NameClasses::INNER),
            (lists.of, NameClasses::OF),
            (lists.between, NameClasses::BETWEEN),
            (lists.heads, NameClasses::HEAD),
            (lists.directions, NameClasses::DIRECTION),
            (lists.peoples, NameClasses::PEOPLE),
            (lists.endings, NameClasses::ENDING),
        ] {
            for word in list {
                classes.entry(&word).0 |= class.0;
            }
        }
        let (titles, others) = (Phrases::new(&lists.titles), Phrases::new(&lists.others));
        NameWords { classes, titles, others, yes: lists.yes, no: lists.no }
    }
}

impl NameWords {
    /// What a word (in lower case) can be in a name.
    pub fn classes(&self, word: &str) -> NameClasses {
        self.classes.get(word.as_bytes()).copied().unwrap_or_default()
    }

    /// What the word in these bytes of a text can be in a name, whatever the case of its letters.
    pub fn classes_at(&self, text: &str, word: Range<usize>) -> NameClasses {
        self.classes.at(text.as_bytes(), word).copied().unwrap_or_default()
    }

    /// How many of the words (in lower case) are a title with which they begin; of the first one it is known
    /// what it can be.
    pub fn title_at<'w>(&self, first: NameClasses, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        if first.any(NameClasses::TITLE) { self.titles.length(words) } else { 0 }
    }

    /// How many of the words (in lower case) are a title with which they begin.
    pub fn title<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        self.titles.length(words)
    }

    /// True if the words (in lower case) are a thing that is no name to choose by; of the first one it is known
    /// what it can be.
    pub fn is_other<'w>(&self, first: NameClasses, words: impl ExactSizeIterator<Item = &'w str> + Clone) -> bool {
        first.any(NameClasses::OTHER) && self.others.length(words.clone()) == words.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    #[test]
    fn the_longest_title_counts() {
        let words = &Language::english().names;
        let title = |text: &str| words.title(text.split(' '));
        assert_eq!([title("prime minister low"), title("minister of state low"), title("low")], [2, 3, 0]);
        let other = |one: &str, two: &str| words.is_other(words.classes(one), [one, two].into_iter());
        assert!(other("world", "war") && !other("world", "bank"));
    }
}
