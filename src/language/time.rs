//! The section `[time]`: the words of time, the patterns over them, tense, holidays, as data.
//!
//! Nothing is compiled here; `timex` turns this into its tables.

use super::pattern_text::check;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What the temporal engine knows of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWords {
    /// Day or month first in `3/5/2021`, where nothing else decides.
    pub(crate) date_order: crate::config::DateOrder,
    /// How plurals end; a number before one counts things.
    #[serde(default)]
    pub(crate) plural_endings: Vec<String>,
    /// What streets are called, in small letters: a number before such a name is a house.
    #[serde(default)]
    pub(crate) streets: Vec<String>,
    /// How numbers are written.
    #[serde(default)]
    pub(crate) digits: Digits,
    /// What makes a genitive behind an apostrophe: "s", as in "year's".
    #[serde(default)]
    pub(crate) genitive_endings: Vec<String>,
    /// Classes of words, by name.
    #[doc(hidden)]
    pub class: BTreeMap<String, WordClass>,
    /// Patterns over classes, in the order of the file.
    pub(crate) pattern: Vec<Pattern>,
    /// Words that show the tense of a clause.
    pub(crate) tense: TenseWords,
    /// Templates of the reasons given to people, by name.
    pub(crate) reason: BTreeMap<String, String>,
}

/// The marks within a number; without them a number is its digits. Only ASCII marks are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digits {
    /// Before the fraction: `2.5`.
    pub decimal: Option<char>,
    /// Between groups of three: `1,000`.
    pub thousands: Option<char>,
}

impl super::Language {
    /// Says that the editor of an article gave a date; none without words for it.
    pub(crate) fn edited(&self, when: &crate::when::When) -> Option<String> {
        Some(self.time.reason.get("edited")?.replace("{date}", &self.when(when)))
    }

    /// Says that sentences without a date go on with a dated one.
    pub(crate) fn goes_on(&self) -> &str {
        self.time.reason.get("goes_on").map_or("", String::as_str)
    }

    /// Says that a sentence has no date of its own: it goes on with one that has this expression.
    pub(crate) fn carried_on(&self, expression: &str) -> String {
        self.time.reason.get("carried_on").map_or_else(String::new, |words| words.replace("{expression}", expression))
    }
}

const NONE: &str = include_str!("none.toml");

/// The templates of `[time.reason]` and the values that each may ask for.
pub(crate) const REASONS: [(&str, &[&str]); 36] = [
    ("sentence", &["expression", "tense", "anchor", "date", "rule"]),
    ("anchor_document", &["date"]),
    ("anchor_story", &["date"]),
    ("tense_past", &[]),
    ("tense_future", &[]),
    ("named", &[]),
    ("century", &[]),
    ("around", &[]),
    ("stepped", &[]),
    ("counted", &[]),
    ("last_over", &[]),
    ("next_after", &[]),
    ("latest", &[]),
    ("coming", &[]),
    ("nearest", &[]),
    ("story_nearest", &[]),
    ("clock", &[]),
    ("set", &[]),
    ("vague", &[]),
    ("beyond", &[]),
    ("site_word", &[]),
    ("marked", &[]),
    ("edited", &["date"]),
    ("goes_on", &[]),
    ("carried_on", &["expression"]),
    ("month_first", &["other"]),
    ("day_first", &["other"]),
    ("if_happened", &["date"]),
    ("if_planned", &["date"]),
    ("if_week_before", &["date"]),
    ("if_week_after", &["date"]),
    ("if_year_before", &["date"]),
    ("if_year_after", &["date"]),
    ("if_day_first", &["date"]),
    ("if_month_first", &["date"]),
    ("if_century", &["date"]),
];

impl TimeWords {
    /// Names a reason that is missing or that nobody asks for, and one that asks for a value which it cannot get.
    pub(super) fn check(&self) -> Result<(), String> {
        let known = |name: &&String| REASONS.iter().any(|(known, _)| known == name);
        if let Some(name) = self.reason.keys().find(|name| !known(name)) {
            return Err(format!("`{name}` is no reason of `[time.reason]`"));
        }
        for (name, values) in REASONS {
            let template = self.reason.get(name).ok_or_else(|| format!("`[time.reason]` says nothing for `{name}`"))?;
            check(template, values)?;
        }
        Ok(())
    }

    /// What can be read without knowing the language: dates in ISO 8601.
    pub(crate) fn without_language() -> &'static TimeWords {
        static WORDS: OnceLock<TimeWords> = OnceLock::new();
        WORDS.get_or_init(|| toml::from_str(NONE).expect("the words of no language are tested to load"))
    }
}

/// A class of words: each word with its value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// Whether one of its words makes the engine look closer; text without such a word is never looked at again.
    #[serde(default)]
    pub trigger: bool,
    /// Words behind which one of the class opens an island where a day has just been told: "at nine".
    #[serde(default)]
    pub behind: Vec<String>,
    /// The words. One written with a capital must have it in the text too ("May"); one with a full
    /// stop at its end may have it ("Sept.").
    pub words: BTreeMap<String, WordValue>,
}

/// The value of a word in a class: a number, or a name that the engine knows (`year`, `APPROX`, `12-25` …).
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum WordValue {
    /// A whole number: the number of the month, of the weekday (Monday is 1) ….
    Number(i32),
    /// A number with a fraction: `half` is 0.5.
    Fraction(f64),
    /// A unit, a modifier, a part of the day, a holiday's rule.
    Name(String),
}

/// A pattern: what matches, what it means, and examples of both, each of which is a test.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// What the pattern is called in explanations.
    pub name: String,
    /// What it makes: the name that other patterns use for it in angle brackets. Without it, a whole expression.
    #[serde(default = "expression")]
    pub makes: String,
    /// The ways to say it.
    #[serde(rename = "match")]
    pub matches: Vec<String>,
    /// The meaning, a term over the names bound in the match.
    pub means: String,
    /// Conditions on what stands around, by name.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Wins over another pattern of the same length with a lower number.
    #[serde(default)]
    pub priority: i32,
    /// Examples that it must match: `text`, `text = value`, `text = value @ date of the document`.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and tests"))]
    pub yes: Examples,
    /// Examples in which nothing may be found.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and tests"))]
    pub no: Examples,
}

#[cfg(test)]
type Examples = Vec<String>;
#[cfg(not(test))]
type Examples = serde::de::IgnoredAny;

fn expression() -> String {
    "expression".into()
}

/// Words that show the tense of a clause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenseWords {
    /// Words before a verb, or verbs, that point ahead: "will", "plans".
    pub future: Vec<String>,
    /// Verb forms and auxiliaries that point back: "was", "said".
    pub past: Vec<String>,
    /// Endings of past verb forms: "ed".
    pub past_endings: Vec<String>,
    /// Words that end in a past ending and are no verbs: "need", "hundred".
    pub no_past: Vec<String>,
    /// What stands before an infinitive: "to".
    #[serde(default)]
    pub infinitive: Vec<String>,
    /// Words that point ahead before an infinitive: "set to open", "is to open".
    #[serde(default)]
    pub ahead: Vec<String>,
    /// Words that with a past participle tell no past: "is closed".
    #[serde(default)]
    pub passive: Vec<String>,
    /// Present forms that have their date ahead if nothing else tells: "there is a fair on Friday".
    #[serde(default)]
    pub present: Vec<String>,
    /// Words that make a plan a past one: "had been due to open".
    #[serde(default)]
    pub perfect: Vec<String>,
    /// Present forms that tell of a plan: "the two meet on Monday".
    #[serde(default)]
    pub scheduled: Vec<String>,
    /// Those that do so only behind a plural: "sales start on Monday".
    #[serde(default)]
    pub scheduled_behind_plural: Vec<String>,
    /// Forms that tell of a plan behind one of `passive`: "she is speaking on Monday".
    #[serde(default)]
    pub progressive: Vec<String>,
    /// Words that point ahead in small letters and are others with a capital: "may".
    #[serde(default)]
    pub small: Vec<String>,
    /// What points ahead right before a date, a word or more: "set for", "ahead of".
    #[serde(default)]
    pub leading: Vec<String>,
    /// What points back right before a date: "lasted until".
    #[serde(default)]
    pub leading_past: Vec<String>,
    /// Before a weekday that is no genitive they point ahead: "a vote for Monday".
    #[serde(default)]
    pub appointing: Vec<String>,
    /// Words that point ahead to the date right behind them: "until".
    #[serde(default)]
    pub bounds: Vec<String>,
    /// What points ahead from what is told: "would".
    #[serde(default)]
    pub conditional: Vec<String>,
    /// What tells with a negation what did not happen: "could".
    #[serde(default)]
    pub able: Vec<String>,
    /// "not", as in "could not be reached".
    #[serde(default)]
    pub negation: Vec<String>,
    /// What stands between a verb and its date: "sank in May", "on Friday".
    #[serde(default)]
    pub on: Vec<String>,
    /// What ties a noun to the words before it, so that it is no verb: "a sign of foul play".
    #[serde(default)]
    pub governing: Vec<String>,
    /// Words that point ahead right before an infinitive: "have to open".
    #[serde(default)]
    pub obliging: Vec<String>,
    /// What makes the future of a verb, so that a past form behind it tells none: "will have finished".
    #[serde(default)]
    pub auxiliary: Vec<String>,
    /// What joins two verbs: "printed in January and posted in March".
    #[serde(default)]
    pub joining: Vec<String>,
    /// What opens a clause of its own behind a comma: "…, though on Saturday he told a friend".
    #[serde(default)]
    pub subordinating: Vec<String>,
    /// Past forms that tell what was made to happen: "forced the work to be put off".
    #[serde(default)]
    pub causing: Vec<String>,
    /// Words that before a gerund tell the past: "after joining on Wednesday".
    #[serde(default)]
    pub after: Vec<String>,
    /// Words behind which no verb stands that tells: "the planned merger", "let go".
    #[serde(default)]
    pub articles: Vec<String>,
    /// Words that make a plan of then of what points ahead behind them: "was due on Monday".
    #[serde(default)]
    pub bygone: Vec<String>,
    /// What is traded for a month to come: "the December contract".
    #[serde(default)]
    pub contracts: Vec<String>,
    /// Present forms that tell of a plan right before its date: "comes on Monday".
    #[serde(default)]
    pub arriving: Vec<String>,
    /// What only measures from the date behind it: "since 1453".
    #[serde(default)]
    pub measuring: Vec<String>,
    /// What points to the month in which something ends: "through January".
    #[serde(default)]
    pub through: Vec<String>,
    /// What is held on a day: "a meeting on Tuesday".
    #[serde(default)]
    pub appointments: Vec<String>,
    /// Words over a list by which all that it names is to come: "upcoming meetings".
    #[serde(default)]
    pub announcing: Vec<String>,
    /// Endings of gerunds: "ing".
    #[serde(default)]
    pub gerund_endings: Vec<String>,
    /// With an infinitive behind it, that tells what happened: "the latest to be closed".
    #[serde(default)]
    pub ranking: Vec<String>,
    /// What makes a noun of a present form behind it: "the vote", "its plays".
    #[serde(default)]
    pub determiners: Vec<String>,
}
