//! Why an expression has its date: the rule, the anchor and the tense, kept as they were decided and
//! said in the words of the language pack.

use super::sign::Tense;
use super::supposing::Supposing;
use super::{Tagger, Timex};
use crate::language::{Language, fill};
use crate::when::When;
use chrono::NaiveDate;

/// To what an expression was anchored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Anchor {
    /// To nothing: the expression names its date.
    #[default]
    None,
    /// To the day on which the text was written.
    Document(NaiveDate),
    /// To the date that the text told before.
    Story(When),
}

macro_rules! policies {
    ($($(#[$documentation:meta])* $policy:ident => $name:literal,)*) => {
        /// The rule by which one date was taken of the many that an expression can mean.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Policy { $($(#[$documentation])* $policy),* }

        impl Policy {
            /// All of them.
            pub const ALL: &[Policy] = &[$(Policy::$policy),*];

            /// The policy's name in the section `[time.reason]` of a language pack.
            pub fn name(self) -> &'static str {
                match self { $(Policy::$policy => $name),* }
            }
        }
    };
}

policies! {
    /// The expression names the date.
    #[default]
    Named => "named",
    /// Two digits of a year: the nearest one.
    Century => "century",
    /// The unit round the anchor: "this week", "that year".
    Around => "around",
    /// So many units from the anchor's: "yesterday", "next year".
    Stepped => "stepped",
    /// Counted from the anchor: "three weeks ago".
    Counted => "counted",
    /// The latest that is over: "last October".
    LastOver => "last_over",
    /// The first after: "next Friday".
    NextAfter => "next_after",
    /// The latest up to the anchor: "on Wednesday" of what happened.
    Latest => "latest",
    /// The first from the anchor on: "on Friday" of what is to come.
    Coming => "coming",
    /// The nearest.
    Nearest => "nearest",
    /// In a narrative the nearest to the date told last.
    StoryNearest => "story_nearest",
    /// A time of day without a day.
    Clock => "clock",
    /// A recurring time.
    Set => "set",
    /// Nothing more exact is said.
    Vague => "vague",
    /// The year lies beyond the calendar: before 10,000 BC or after AD 9999.
    Beyond => "beyond",
    /// The site's own words name the date: [`TaggerOptions::words`](super::TaggerOptions::words).
    SiteWord => "site_word",
    /// The article says the date beside the words.
    Marked => "marked",
}

/// The number of no pattern.
pub(super) const NO_PATTERN: u16 = u16::MAX;

/// How an expression was resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The number of the pattern in the pack.
    pub(super) pattern: u16,
    /// To what it was anchored.
    pub anchor: Anchor,
    /// The tense seen, where it was asked for.
    pub tense: Option<Tense>,
    /// The rule.
    pub policy: Policy,
}

impl Timex {
    /// Says why the expression of `text` has its date, in the words of the language pack:
    /// “last October” in an article of Friday 31 March 2023 → October 2022. Rule: the latest one that is over.
    pub fn explain(&self, text: &str, language: &Language) -> String {
        let words = |name: &str| language.time.reason.get(name).map_or("", String::as_str);
        let anchor = match self.reason.anchor {
            Anchor::None => String::new(),
            Anchor::Document(date) => fill(words("anchor_document"), &[("date", &language.full_day(date))]),
            Anchor::Story(when) => fill(words("anchor_story"), &[("date", &language.when(&when))]),
        };
        let tense = match self.reason.tense {
            Some(Tense::Past) => words("tense_past"),
            Some(Tense::Future) => words("tense_future"),
            _ => "",
        };
        let date = self.when.map_or_else(|| self.value.to_string(), |when| language.when(&when));
        let said: Vec<&str> = text.get(self.span.clone()).unwrap_or("").split_whitespace().collect();
        let rule = self.rule(text, language);
        fill(
            words("sentence"),
            &[
                ("expression", said.join(" ").as_str()),
                ("tense", tense),
                ("anchor", &anchor),
                ("date", &date),
                ("rule", &rule),
            ],
        )
    }
}

impl Timex {
    /// The rule by which the expression of `text` has its date, in the words of the language pack;
    /// with what else it could be where "3/5/2021" leaves the order open.
    pub fn rule(&self, text: &str, language: &Language) -> String {
        let words = |name: &str| language.time.reason.get(name).map_or("", String::as_str);
        let name = match self.other_order(text).filter(|_| self.reason.policy == Policy::Named) {
            Some((other, supposing)) => {
                let name = if supposing == Supposing::DayFirst { "month_first" } else { "day_first" };
                let other = When::day(other).map_or_else(String::new, |when| language.when(&when));
                return words(name).replace("{other}", &other);
            }
            None => self.reason.policy.name(),
        };
        words(name).to_owned()
    }
}

impl Tagger {
    /// The name of the pattern that found an expression; empty for a word of the site's own.
    #[doc(hidden)]
    pub fn pattern_name(&self, timex: &Timex) -> &str {
        self.patterns().rules.get(usize::from(timex.reason.pattern)).map_or("", |rule| &rule.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::REASONS;

    #[test]
    fn every_rule_has_its_words_in_the_packs() {
        for policy in Policy::ALL {
            assert!(REASONS.iter().any(|(name, _)| *name == policy.name()), "{policy:?}");
        }
        for supposing in Supposing::ALL {
            assert!(REASONS.iter().any(|(name, _)| *name == supposing.name()), "{supposing:?}");
        }
    }
}
