//! Words of a site's own, such as "the Blitz", and where they stand in a text.

use crate::when::When;
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::ops::Range;

/// The words with their dates.
#[derive(Debug, Default)]
pub(super) struct SiteWords(Vec<(Finder<'static>, When)>);

/// Where one of the words stands, and its date.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SiteWord {
    pub span: Range<usize>,
    pub when: When,
}

impl SiteWords {
    pub fn new(words: &BTreeMap<String, When>) -> SiteWords {
        let finder = |(word, when): (&String, &When)| (Finder::new(word).into_owned(), *when);
        SiteWords(words.iter().filter(|(word, _)| !word.is_empty()).map(finder).collect())
    }

    /// The words in a text, in order: as they are written, whole, and where two overlap the one
    /// that begins first, then the longer one.
    pub fn find(&self, text: &str) -> Vec<SiteWord> {
        let mut all: Vec<SiteWord> = Vec::new();
        for (finder, when) in &self.0 {
            let length = finder.needle().len();
            let spans = finder.find_iter(text.as_bytes()).map(|start| start..start + length);
            all.extend(spans.filter(|span| is_whole(text, span)).map(|span| SiteWord { span, when: *when }));
        }
        all.sort_by_key(|word| (word.span.start, std::cmp::Reverse(word.span.end)));
        let mut end = 0;
        all.retain(|word| {
            let free = word.span.start >= end;
            end = if free { word.span.end } else { end };
            free
        });
        all
    }
}

/// True if no letter or digit joins the span on either side.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let joins = |before: Option<char>, after: Option<char>| {
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    let (before, word, after) = (&text[..span.start], &text[span.clone()], &text[span.end..]);
    let joined_before = joins(before.chars().next_back(), word.chars().next());
    let joined_after = joins(word.chars().next_back(), after.chars().next());
    !joined_before && !joined_after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<String> {
        let year = When::year(1940).expect("a year");
        let words = words.iter().map(|word| ((*word).to_owned(), year)).collect();
        SiteWords::new(&words).find(text).into_iter().map(|word| text[word.span].to_owned()).collect()
    }

    #[test]
    fn words_are_whole_and_as_written() {
        assert_eq!(found(&["the Blitz"], "In the Blitz, the Blitz's end; the blitz, lathe Blitz"), ["the Blitz"; 2]);
        assert_eq!(found(&["Ü"], "Ü Übel, (Ü) zÜ"), ["Ü"; 2]);
        assert_eq!(found(&[""], "x").len(), 0);
    }

    #[test]
    fn the_first_and_longest_counts() {
        assert_eq!(
            found(&["Low Water", "Water Fair", "Low Water Fair"], "Low Water Fair, Low Water"),
            ["Low Water Fair", "Low Water"]
        );
    }
}
