//! The day of a happening that is named, not dated: "three days after the fire".

use super::letter::{is_letter, word_end};
use super::lexicon::Lexicon;
use super::{Anchor, Timex};
use crate::when::When;
use std::ops::Range;

/// In bytes: so far from its date a happening is told.
const NEAR: usize = 60;

/// So many of the first and of the last dates of a text are looked at.
const DATES: usize = 48;

/// The day of what stands behind the expression at these bytes: of the dates to the day beside which
/// the text tells it, "the fire of 14 August". None where two days are told of it.
pub(super) fn day_of(text: &str, span: &Range<usize>, found: &[Timex], lexicon: &Lexicon) -> Option<When> {
    let stem = stem(text, span.end, lexicon)?;
    // "On 14 August, two weeks after the fire": what the same sentence tells is another day.
    let sentence = text[..span.start].rfind(['.', '!', '?', '\n']).unwrap_or(0);
    let found = &found[..found.partition_point(|timex| timex.span.end <= sentence)];
    let (first, last) = (found.iter().take(DATES), found.iter().skip(DATES.max(found.len().saturating_sub(DATES))));
    let mut days = first.chain(last).filter(|timex| tells(text, timex, stem)).filter_map(|timex| timex.when);
    let day = days.next()?;
    days.all(|other| other.from() == day.from()).then_some(day)
}

/// True if a date to the day has a word with this beginning beside it, in its clause.
fn tells(text: &str, timex: &Timex, stem: &str) -> bool {
    const MARKS: [char; 7] = ['.', '!', '?', ';', ':', '\n', ','];
    // "four days after the fire" is no day of the fire.
    let counted = matches!(timex.reason.anchor, Anchor::Story(_));
    if counted || !timex.when.is_some_and(|when| when.granularity().is_day_or_finer()) {
        return false;
    }
    let floor = (timex.span.start.saturating_sub(NEAR)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let ceiling = (timex.span.end + NEAR..).find(|at| *at >= text.len() || text.is_char_boundary(*at));
    let before = &text[floor..timex.span.start];
    let before = before.rfind(MARKS).map_or(before, |mark| &before[mark..]);
    let behind = &text[timex.span.end..ceiling.map_or(text.len(), |at| at.min(text.len()))];
    let behind = behind.find(MARKS).map_or(behind, |mark| &behind[..mark]);
    let begins =
        |word: &str| word.len() >= stem.len() && word.as_bytes()[..stem.len()].eq_ignore_ascii_case(stem.as_bytes());
    let words = |part: &str| part.split(|letter: char| !letter.is_alphabetic()).any(begins);
    words(before) || words(behind)
}

/// How the word begins that says what happened: "fire" of "after the fire," where nothing more is
/// said of it, not a word that the pack knows.
fn stem<'t>(text: &'t str, end: usize, lexicon: &Lexicon) -> Option<&'t str> {
    /// "after the fire"
    const WORDS: usize = 3;
    /// In bytes.
    const SHORTEST: usize = 4;
    const STEM: usize = 5;
    let bytes = text.as_bytes();
    let mut at = end;
    for _ in 0..WORDS {
        if bytes.get(at) != Some(&b' ') || !bytes.get(at + 1).is_some_and(|byte| is_letter(*byte)) {
            return None;
        }
        let word = at + 1..word_end(bytes, at + 1);
        at = word.end;
        if word.len() >= SHORTEST && !lexicon.knows(bytes, word.clone()) {
            let ends =
                text[at..].chars().next().is_none_or(|next| matches!(next, '.' | ',' | ';' | ')' | '\n' | '!' | '?'));
            let length = (0..=STEM.min(word.len())).rev().find(|length| text.is_char_boundary(word.start + length))?;
            return text.get(word.start..word.start + length).filter(|_| ends);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    fn values(text: &str) -> Vec<String> {
        sample::values("2023-05-20", text)
    }

    #[test]
    fn days_are_counted_from_what_the_text_has_dated() {
        let text = "The blaze of 14 August 2019 gutted the mill.\n\nThe keeper died four days after the blaze. \
            The week before the blaze, he had asked for a hose.";
        assert_eq!(values(text), ["2019-08-14", "2019-08-18", "2019-W32"]);
    }

    #[test]
    fn what_is_not_dated_leaves_a_length() {
        let text =
            "The mill was sold on 3 May 2019. It opened four days after the flood. On the day of the flood, it rained.";
        assert_eq!(values(text), ["2019-05-03", "P4D"]);
    }
}
