//! What the tests of the rules ask of a text.

use super::{Reference, Tagger};
use crate::language::Language;

/// The TIMEX3 values of an English text of news of a day, in its order.
pub(super) fn values(date: &str, text: &str) -> Vec<String> {
    let tagger = Tagger::new(Language::english()).expect("the pack compiles");
    let reference = Reference { date: date.parse().ok(), ..Reference::default() };
    tagger.tag(text, &reference).iter().map(|timex| timex.value.to_string()).collect()
}
