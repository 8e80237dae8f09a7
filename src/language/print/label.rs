//! Short dates beside a section of the timeline that names the year and the month.

use super::{ENDS, Language};
use crate::language::pattern_text::{check, fill};
use crate::when::{Granularity, When};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    day: String,
    week: String,
    weekend: String,
    days: String,
    days_of_months: String,
    month: String,
    month_of_year: String,
}

impl Labels {
    pub(super) fn check(&self) -> Result<(), String> {
        [&self.day, &self.week, &self.weekend, &self.days, &self.days_of_months, &self.month, &self.month_of_year]
            .into_iter()
            .try_for_each(|pattern| check(pattern, ENDS))
    }
}

impl Language {
    /// A date beside a section that names its year and month: `Thu 14`, `12–18`, `Week of 18`,
    /// `Sometime in March`, `Early March`, `Sometime in 2024`. The time of day is left out.
    pub(crate) fn label(&self, when: &When) -> String {
        let (print, labels) = (&self.print, &self.print.labels);
        let (first, last) = (when.from(), when.last_day());
        let part = print.part(when.modifier());
        let ends = |pattern: &str| print.ends(self, pattern, first, last, part);
        let bound = print.bound(when.modifier());
        let single = when.is_single();
        let date = match when.granularity() {
            unit if unit.is_day_or_finer() && single => ends(&labels.day),
            Granularity::Weekend if single => ends(&labels.weekend),
            Granularity::Week if single => ends(&labels.week),
            Granularity::Month if single && bound.is_none() => {
                let month = ends(&labels.month);
                if part.is_empty() { self.sometime_in(&month) } else { month }
            }
            unit if unit < Granularity::Month && first.year() == last.year() => {
                ends(if first.month() == last.month() { &labels.days } else { &labels.days_of_months })
            }
            unit if unit >= Granularity::Year && single && when.modifier().is_none() => {
                self.sometime_in(&self.when(when))
            }
            _ => return self.raised(&self.when(&without_clock(when))),
        };
        self.raised(&bound.map_or(date.clone(), |pattern| fill(pattern, &[("date", &date)])))
    }

    /// A month and its year in short: `Mar 2023`.
    pub(crate) fn short_month_of_year(&self, date: NaiveDate) -> String {
        self.print.ends(self, &self.print.labels.month_of_year, date, date, "")
    }

    /// A text with a capital at its head, as a label or heading wants it. An abbreviation of one
    /// letter stays small: `c. 2019`.
    pub(crate) fn raised(&self, text: &str) -> String {
        let mut letters = text.chars();
        match (letters.next(), letters.as_str()) {
            (Some(first), rest) if !rest.starts_with('.') => first.to_uppercase().collect::<String>() + rest,
            _ => text.to_string(),
        }
    }
}

fn without_clock(when: &When) -> When {
    let granularity = when.granularity().max(Granularity::Day);
    When::new(when.from(), when.until(), granularity).map_or(*when, |day| day.with_modifier(when.modifier()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::{Clock, Modifier};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_label_leaves_out_what_its_section_says() {
        let range = |from, until| When::new(day(from), day(until), Granularity::Day);
        let with = |when: Option<When>, modifier| when.map(|when| when.with_modifier(Some(modifier)));
        let cases = [
            (When::day(day("2024-03-14")), "Thu 14"),
            (When::day(day("2024-03-14")).map(|day| day.at(Clock::Hour(9))), "Thu 14"),
            (with(When::day(day("2024-03-14")), Modifier::Approx), "c. Thu 14"),
            (with(When::day(day("2024-03-14")), Modifier::Before), "Before Thu 14"),
            (range("2024-03-12", "2024-03-19"), "12–18"),
            (range("2024-03-28", "2024-04-04"), "28 Mar – 3 Apr"),
            (range("2023-12-28", "2024-01-04"), "28 December 2023 – 3 January 2024"),
            (When::week_of(day("2024-03-20")), "Week of 18"),
            (When::weekend_of(day("2024-03-20")), "Weekend of 23"),
            (When::month(2024, 3), "Sometime in March"),
            (with(When::month(2024, 3), Modifier::Start), "Early March"),
            (with(When::month(2024, 3), Modifier::Before), "Before March 2024"),
            (When::season(2024, 3), "Spring 2024"),
            (When::quarter(2024, 3), "Third quarter of 2024"),
            (When::year(2024), "Sometime in 2024"),
            (with(When::year(2024), Modifier::Mid), "Mid-2024"),
            (with(When::year(2024), Modifier::Approx), "c. 2024"),
            (When::decade(1980), "Sometime in the 1980s"),
        ];
        for (when, label) in cases {
            assert_eq!(Language::english().label(&when.expect("in range")), label);
        }
    }
}
