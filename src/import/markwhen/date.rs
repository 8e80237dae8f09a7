//! Markwhen's dates: EDTF, ISO 8601, American numbers, months in words; and ranges of them.

use crate::article::{edtf_as_written, parse_date};
use crate::config::DateOrder;
use crate::import::Options;
use crate::timex::{Reference, Tagger, TimexType};
use crate::when::{Granularity, When};
use chrono::{Days, Months};

/// What stands before the colon of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Written {
    /// In EDTF.
    Date(String),
    /// A date that recurs, or that counts from today or from another event.
    Relative,
    /// No date.
    Nothing,
}

/// One end of a range, or a date alone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Point {
    Date(When),
    Relative,
    Nothing,
}

/// Reads the dates of a timeline.
#[derive(Debug)]
pub(super) struct Dates<'t> {
    tagger: &'t Tagger,
    order: DateOrder,
}

/// What joins the two ends of a range.
const JOINTS: [&str; 5] = [" - ", " – ", " — ", " / ", "/"];

impl<'t> Dates<'t> {
    pub(super) fn new(options: &Options<'t>, day_first: bool) -> Dates<'t> {
        let order = if day_first { DateOrder::Dmy } else { DateOrder::Mdy };
        // The names of months in markwhen are English, whatever the words around them.
        Dates { tagger: options.taggers.of("en"), order }
    }

    pub(super) fn read(&self, text: &str) -> Written {
        let text = text.trim();
        if text.is_empty() || text.len() > 120 {
            return Written::Nothing;
        }
        let lower = text.to_lowercase();
        let (dated, recurs) = match lower.find(" every ") {
            Some(at) => (&text[..at], true),
            None => match lower.rsplit_once(" x") {
                Some((before, count)) if !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) => {
                    (&text[..before.len()], true)
                }
                _ => (text, false),
            },
        };
        match self.span(dated) {
            Written::Date(_) if recurs => Written::Relative,
            Written::Nothing if recurs && self.span(dated) != Written::Nothing => Written::Relative,
            found => found,
        }
    }

    fn span(&self, text: &str) -> Written {
        match self.point(text) {
            Point::Nothing => {}
            Point::Date(when) => return Written::Date(when.edtf()),
            Point::Relative => return Written::Relative,
        }
        for joint in JOINTS {
            for (at, _) in text.match_indices(joint).take(4) {
                let (first, last) = (text[..at].trim(), text[at + joint.len()..].trim());
                match (self.point(first), self.point(last)) {
                    // Each end stays as fine as it is told.
                    (Point::Date(first), Point::Date(last)) => {
                        let whole = first.through(last);
                        return whole
                            .map_or(Written::Nothing, |_| Written::Date(format!("{}/{}", first.edtf(), last.edtf())));
                    }
                    // "2020-01-01 / 5 days"
                    (Point::Date(first), Point::Relative) => {
                        return self.lasting(first, last).map_or(Written::Relative, |when| Written::Date(when.edtf()));
                    }
                    (Point::Relative, Point::Date(_) | Point::Relative) => return Written::Relative,
                    _ => {}
                }
            }
        }
        Written::Nothing
    }

    fn point(&self, text: &str) -> Point {
        let lower = text.to_lowercase();
        let refers = ["now", "after ", "before ", "by ", "!", "today"].iter().any(|word| lower.starts_with(word));
        let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return if refers { Point::Relative } else { Point::Nothing };
        }
        if refers {
            return Point::Relative;
        }
        if let Some(when) = self.numbers(text) {
            return Point::Date(when);
        }
        // What is left with one of these is a range.
        if JOINTS.iter().any(|joint| text.contains(joint)) {
            return Point::Nothing;
        }
        if let Ok(when) = edtf_as_written(text) {
            return Point::Date(when);
        }
        // "2020-01-01T10:00:00Z": the day counts.
        if let Some(day) = parse_date(text, Some(self.order)).and_then(When::day) {
            return Point::Date(day);
        }
        let found = self.tagger.tag(text, &Reference::default());
        let [only] = found.as_slice() else { return Point::Nothing };
        let whole = only.span.len() * 10 >= text.len() * 9;
        match only.when {
            Some(when) if whole && letters > 0 => Point::Date(when),
            None if whole && matches!(only.kind, TimexType::Duration | TimexType::Time) => Point::Relative,
            _ => Point::Nothing,
        }
    }

    /// `12/2012`, and `12/31/2012` in the order of the header.
    fn numbers(&self, text: &str) -> Option<When> {
        let parts: Vec<&str> = text.split('/').map(str::trim).collect();
        if !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        match parts.as_slice() {
            [month, year] if month.len() <= 2 && year.len() == 4 => {
                When::month(year.parse().ok()?, month.parse().ok()?)
            }
            [_, _, year] if year.len() == 4 => parse_date(&parts.join("/"), Some(self.order)).and_then(When::day),
            _ => None,
        }
    }

    /// The stretch that begins on a day and lasts for a length told in words.
    fn lasting(&self, first: When, length: &str) -> Option<When> {
        let found = self.tagger.tag(length, &Reference::default());
        let [only] = found.as_slice() else { return None };
        let value = only.value.to_string();
        let (count, unit) = value.strip_prefix('P')?.split_at(value.len().checked_sub(2)?);
        let count: u32 = count.parse().ok().filter(|count| *count > 0)?;
        let from = first.from();
        let until = match unit {
            "D" => from.checked_add_days(Days::new(u64::from(count)))?,
            "W" => from.checked_add_days(Days::new(u64::from(count) * 7))?,
            "M" => from.checked_add_months(Months::new(count))?,
            "Y" => from.checked_add_months(Months::new(count.checked_mul(12)?))?,
            _ => return None,
        };
        let first = When::containing(from, Granularity::Day)?;
        first.through(When::day(until.pred_opt()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::timex::{TaggerOptions, Taggers};

    #[test]
    fn dates_and_ranges_are_read() {
        let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
        let options = Options { kind: None, date: None, config: &config, taggers: &taggers };
        let dates = Dates::new(&options, false);
        for (written, edtf) in [
            ("2020-01-01", "2020-01-01"),
            ("2020-01", "2020-01"),
            ("2020", "2020"),
            ("2020-01-06/2020-03", "2020-01-06/2020-03"),
            ("2020-01 / 2020-03", "2020-01/2020-03"),
            ("12/2012 - 12/2013", "2012-12/2013-12"),
            ("1/2/2020", "2020-01-02"),
            ("1/2/2020 - 1/5/2020", "2020-01-02/2020-01-05"),
            ("Dec 1 2012", "2012-12-01"),
            ("Dec 2012 - Feb 2013", "2012-12/2013-02"),
            ("2020-01-01T10:00:00Z", "2020-01-01"),
            ("1945 - 1949", "1945/1949"),
            ("2020-01-01 / 5 days", "2020-01-01/2020-01-05"),
            ("2020-01-31 - 1 month", "2020-01-31/2020-02-28"),
        ] {
            let read = dates.read(written);
            assert_eq!(read, Written::Date(edtf.to_owned()), "{written}");
        }
        for relative in
            ["now", "now - 10 years", "after !a 3 weeks", "3 weeks", "2020-01 every 2 weeks", "2020-01-01 x9"]
        {
            assert_eq!(dates.read(relative), Written::Relative, "{relative}");
        }
        for nothing in ["title", "", "Note", "the 3 boats", "https", "2020-13-01", "1.2.3"] {
            assert_eq!(dates.read(nothing), Written::Nothing, "{nothing}");
        }
        let german = Dates::new(&options, true);
        assert_eq!(german.read("1/2/2020"), Written::Date("2020-02-01".into()));
    }
}
