//! The section `[page.controls]`: the words of what a reader works the timeline with.

use crate::language::Language;
use crate::language::pattern_text::{check, fill};
use serde::Deserialize;

/// The words of the timeline's controls.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controls {
    pub from: String,
    pub to: String,
    pub sources: String,
    pub people: String,
    pub articles: String,
    pub searching: String,
    pub offline: String,
    pub unreachable: String,
    piece: String,
    pub newer: String,
    pub older: String,
    pub whole: String,
    pub strip: String,
    fold_years: super::Plural,
    fold_months: super::Plural,
    fold_days: super::Plural,
    pub true_scale: String,
    pub keys: Keys,
}

/// What the help on keys says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    pub title: String,
    pub switch: String,
    pub close: String,
    pub event: String,
    pub period: String,
    pub search: String,
    pub open: String,
    pub copy: String,
    pub copied: String,
    pub today: String,
    pub help: String,
}

impl Controls {
    pub(super) fn check(&self) -> Result<(), String> {
        check(&self.piece, &["name", "number", "total"])?;
        check(&self.newer, &["name"])?;
        check(&self.older, &["name"])?;
        for plural in [&self.fold_years, &self.fold_months, &self.fold_days] {
            check(&plural.one, &["count"])?;
            check(&plural.other, &["count"])?;
        }
        check(&self.strip, &["span"])
    }
}

impl Language {
    /// A piece of something that is too long for one page: `March 2024, 2 of 3`. The name alone where it is all.
    pub(crate) fn piece(&self, name: &str, (number, total): (usize, usize)) -> String {
        if total == 1 {
            return name.to_string();
        }
        let values = [("name", name), ("number", &self.number(number)), ("total", &self.number(total))];
        fill(&self.page.controls.piece, &values)
    }

    /// Puts a name into one of the pack's texts: `Older: March 2024`.
    pub(crate) fn named(&self, pattern: &str, name: &str) -> String {
        fill(pattern, &[("name", name)])
    }

    /// How much time a break of the axis leaves out: `41 years`, `7 months`, `12 days`.
    pub(crate) fn left_out(&self, days: i64) -> String {
        let controls = &self.page.controls;
        let (plural, length) = match days {
            730.. => (&controls.fold_years, 365.25),
            61.. => (&controls.fold_months, 30.44),
            _ => (&controls.fold_days, 1.0),
        };
        self.counted(plural, (days as f64 / length).round() as usize)
    }

    /// What the strip shows: `How many events when, 1962 – Nov 2026`.
    pub(crate) fn strip_of(&self, span: &str) -> String {
        fill(&self.page.controls.strip, &[("span", span)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_named_where_there_are_several() {
        let english = Language::english();
        assert_eq!(english.piece("March 2024", (1, 1)), "March 2024");
        assert_eq!(english.piece("March 2024", (2, 3)), "March 2024, 2 of 3");
        assert_eq!(
            [15_000, 730, 365, 61, 1].map(|days| english.left_out(days)),
            ["41 years", "2 years", "12 months", "2 months", "1 day"]
        );
    }
}
