//! The temporal tagger: text, reference date and language in, expressions with their values out.

use crate::language::Language;
use crate::when::{Modifier, When};
use chrono::NaiveDate;
use std::ops::Range;

pub use crate::config::{DateOrder, Genre};

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

/// To what the expressions of a text are anchored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The day on which the text was written; without it only absolute dates get an interval.
    pub date: Option<NaiveDate>,
    /// News or narrative.
    pub genre: Genre,
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The TIMEX3 type.
    pub kind: TimexType,
    /// The TIMEX3 value; empty where there is none.
    pub value: String, // to become a Copy type with Display
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 attribute `quant`.
    pub quant: Option<String>,
    /// The TIMEX3 attribute `freq`.
    pub freq: Option<String>,
    /// The interval of days; none for durations, sets, "now", and dates without an anchor.
    pub when: Option<When>,
    /// Why this date, for people: «“Wednesday”, past tense, article of Friday 31 March 2023: …».
    pub reason: String,
}

impl Timex {
    /// Why this date, for people. (to come)
    pub fn explain(&self, _text: &str, _language: &Language) -> String {
        self.reason.clone()
    }
}

/// A tagger for one language. (to come)
pub struct Tagger<'a> {
    _language: &'a Language,
}

impl<'a> Tagger<'a> {
    /// A tagger.
    pub fn new(language: &'a Language) -> Tagger<'a> {
        Tagger { _language: language }
    }

    /// The expressions of a text in order; no two overlap.
    pub fn tag(&self, _text: &str, _reference: &Reference) -> Vec<Timex> {
        Vec::new()
    }
}
