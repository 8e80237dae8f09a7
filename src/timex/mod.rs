//! The temporal tagger: text, reference date and language in, expressions with their values out.
//!
//! Four small machines in a row:
//! 1. `scan` passes once over the bytes and stops at triggers (a month, a weekday, a unit, a number
//!    like a year); round each it opens an island of neighbouring words that the language knows.
//! 2. `matcher` lays the patterns of the language pack over the island: the leftmost, then the longest.
//! 3. `means` turns the match into an expression: what is said, free of any language.
//! 4. `resolve` turns the expression and the reference into an interval, a TIMEX3 value and a reason.
//!
//! ```
//! use dateline::language::Language;
//! use dateline::timex::{Reference, Tagger};
//!
//! let tagger = Tagger::new(Language::english())?;
//! let reference = Reference { date: "2023-03-31".parse().ok(), ..Reference::default() };
//! let text = "The minister visited the port last October.";
//! let found = tagger.tag(text, &reference);
//! assert_eq!(&text[found[0].span.clone()], "last October");
//! assert_eq!(found[0].value.to_string(), "2022-10");
//! # Ok::<(), dateline::error::Error>(())
//! ```

mod address;
mod alternative;
mod announcing;
mod before;
mod bygone;
mod calendar;
mod chronicle;
mod counted;
#[cfg(test)]
mod examples;
mod expression;
mod function;
mod given;
mod growth;
mod happening;
mod leaning;
mod letter;
mod lexicon;
mod log;
mod machine;
mod matcher;
mod means;
mod narrative;
mod nearest;
mod numeric;
mod pass;
mod pattern;
mod reason;
mod resolve;
#[cfg(test)]
mod sample;
mod scan;
mod sentence_words;
mod sets;
mod sign;
mod site_words;
mod starts;
mod story;
mod supposing;
mod taggers;
mod tense;
mod term;
mod times;
mod token;
mod trie;
mod value;

pub use crate::config::{DateOrder, Genre};
pub use alternative::Alternative;
pub use reason::{Anchor, Policy, Reason};
pub use sign::Tense;
pub use supposing::Supposing;
pub use taggers::Taggers;
pub use value::Value;

use crate::error::Error;
use crate::language::{Language, TimeWords};
use crate::when::{Modifier, When};
use chrono::NaiveDate;
use lexicon::{Lexicon, Symbols};
use pass::Pass;
use pattern::Patterns;
use site_words::SiteWords;
use std::collections::BTreeMap;
use std::ops::Range;
use story::Story;
use tense::Tenses;

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A day or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// The value of the TIMEX3 attribute `type`.
    pub fn timex3(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// To what the expressions of a text are anchored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The day on which the text was written; without it only absolute dates get an interval.
    pub date: Option<NaiveDate>,
    /// News or narrative.
    pub genre: Genre,
}

/// One of the two ends of "from 3 to 5 March", with the whole stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeEnd {
    /// The first date; the last one is the next expression.
    First(When),
    /// The last date; the first one is the expression before.
    Last(When),
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The TIMEX3 type.
    pub kind: TimexType,
    /// The TIMEX3 value.
    pub value: Value,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 attribute `quant`: `EVERY`, `EACH`.
    pub quant: Option<&'static str>,
    /// The TIMEX3 attribute `freq`, the number of its `X`: 2 for "twice a week".
    pub freq: Option<u8>,
    /// The interval of days; none for durations, sets, "recently", and dates without an anchor.
    pub when: Option<When>,
    /// Set where two expressions name the ends of one stretch.
    pub range: Option<RangeEnd>,
    /// How it was resolved; [`Timex::explain`] says it.
    pub reason: Reason,
}

/// What a site decides for itself.
#[derive(Clone, Debug, Default)]
pub struct TaggerOptions {
    /// Day or month first in `3/5/2021`; where it is unset, the language decides.
    pub date_order: Option<DateOrder>,
    /// Words of the site's own with their dates: "the Blitz". They are taken as they are written,
    /// as whole words, before anything that the language makes of them.
    pub words: BTreeMap<String, When>,
}

/// A tagger for one language, compiled from its pack; shared freely between threads.
#[derive(Debug)]
pub struct Tagger {
    lexicon: Lexicon,
    patterns: Patterns,
    tenses: Tenses,
    site_words: SiteWords,
}

impl Tagger {
    /// Compiles the patterns of a language pack.
    ///
    /// # Errors
    /// Names the pattern of the pack that is wrong, and what is wrong with it.
    pub fn new(language: &Language) -> Result<Tagger, Error> {
        Tagger::with_options(language, &TaggerOptions::default())
    }

    /// The same with what the site decides for itself.
    ///
    /// ```
    /// use dateline::language::Language;
    /// use dateline::timex::{Reference, Tagger, TaggerOptions};
    /// use dateline::when::When;
    ///
    /// let blitz = When::from_edtf("1940-09-07/1941-05-11")?;
    /// let options = TaggerOptions { words: [("the Blitz".into(), blitz)].into(), ..TaggerOptions::default() };
    /// let tagger = Tagger::with_options(Language::english(), &options)?;
    /// let found = tagger.tag("The library burnt down in the Blitz.", &Reference::default());
    /// assert_eq!(found[0].when, Some(blitz));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn with_options(language: &Language, options: &TaggerOptions) -> Result<Tagger, Error> {
        Tagger::from_words(&language.code, &language.time, options)
    }

    /// A tagger for texts in a language that no pack knows: it takes dates in ISO 8601 and the words
    /// of the site, and nothing else, so that no date is invented.
    pub fn without_language(options: &TaggerOptions) -> Tagger {
        Tagger::from_words("none", TimeWords::without_language(), options)
            .expect("the words of no language are tested to compile")
    }

    /// A tagger from the section `[time]` alone of a language pack, whose name errors give.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn from_words(pack: &str, words: &TimeWords, options: &TaggerOptions) -> Result<Tagger, Error> {
        let mut symbols = Symbols::default();
        let mut lexicon = Lexicon::new(pack, words, options.date_order, &mut symbols)?;
        let patterns = Patterns::new(pack, words, &mut lexicon, &mut symbols)?;
        Ok(Tagger { lexicon, patterns, tenses: Tenses::new(words), site_words: SiteWords::new(&options.words) })
    }

    /// The words and numbers of a text that may be part of an expression, in order: where the tagger
    /// looks closer. A text without any has no expression but the site's own words.
    ///
    /// ```
    /// use dateline::language::Language;
    /// use dateline::timex::Tagger;
    ///
    /// let tagger = Tagger::new(Language::english())?;
    /// let text = "Five boats sank in May, and the second was lost.";
    /// let words: Vec<&str> = tagger.triggers(text).map(|span| &text[span]).collect();
    /// assert_eq!(words, ["May", "second"]);
    /// # Ok::<(), dateline::error::Error>(())
    /// ```
    #[doc(hidden)]
    pub fn triggers(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (start, end) = scan::next_trigger(text, at, &self.lexicon)?;
            at = end;
            Some(start..end)
        })
    }

    fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// The expressions of a text in order; no two overlap.
    ///
    /// Linear in the length of the text. Never panics: what makes no date of the calendar is no expression.
    pub fn tag(&self, text: &str, reference: &Reference) -> Vec<Timex> {
        let (found, story) = Pass::new(self, text, reference, Story::default()).over(0..text.len());
        match story.years_off(reference.date) {
            0 => found,
            years_off => {
                Pass::new(self, text, reference, Story { years_off, ..Story::default() }).over(0..text.len()).0
            }
        }
    }
}
