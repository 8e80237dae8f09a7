//! The section `[print]`: how dates are said to people, at the precision known.

mod label;

use super::Language;
use super::pattern_text::{check, fill, fill_into};
use crate::when::{Clock, Granularity, Modifier, PartOfDay, When, Zone};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::fmt::Write;

/// Names of months and weekdays and the patterns of dates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Print {
    months: [String; 12],
    short_months: [String; 12],
    weekdays: [String; 7],
    short_weekdays: [String; 7],
    seasons: [String; 4],
    ordinals: [String; 4],
    ordinal_endings: Vec<(String, String)>,
    years: Years,
    units: Units,
    ranges: Ranges,
    labels: label::Labels,
    parts: Parts,
    bounds: Bounds,
    clock: Clocks,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    plain: String,
    below_thousand: String,
    before_christ: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    full_day: String,
    day: String,
    weekend: String,
    week: String,
    month: String,
    season: String,
    season_over_new_year: String,
    quarter: String,
    half: String,
    year: String,
    decade: String,
    decade_before_christ: String,
    century: String,
    century_before_christ: String,
    millennium: String,
    millennium_before_christ: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranges {
    days: String,
    days_of_months: String,
    days_of_years: String,
    months: String,
    months_of_years: String,
    years: String,
    other: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    start: String,
    mid: String,
    end: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    before: String,
    after: String,
    on_or_before: String,
    on_or_after: String,
    approx: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clocks {
    at: String,
    time: String,
    second: String,
    utc: String,
    offset: String,
    hour: String,
    morning: String,
    midday: String,
    afternoon: String,
    evening: String,
    night: String,
    daytime: String,
}

/// The values that a pattern gets from the first and the last day of a stretch.
const ENDS: &[&str] = &[
    "modifier",
    "weekday",
    "short_weekday",
    "day",
    "month",
    "short_month",
    "year",
    "last_day",
    "last_month",
    "last_short_month",
    "last_year",
];

impl Print {
    /// Names every pattern that asks for a value which it cannot get.
    pub(super) fn check(&self) -> Result<(), String> {
        let (units, ranges, bounds, clock) = (&self.units, &self.ranges, &self.bounds, &self.clock);
        for pattern in [&self.years.plain, &self.years.below_thousand, &self.years.before_christ] {
            check(pattern, &["number"])?;
        }
        for pattern in [&units.full_day, &units.day, &units.weekend, &units.week, &units.month, &units.year] {
            check(pattern, ENDS)?;
        }
        for pattern in [&units.season, &units.season_over_new_year] {
            check(pattern, &["modifier", "season", "year", "short_next_year"])?;
        }
        for pattern in [&units.quarter, &units.half] {
            check(pattern, &["modifier", "ordinal", "year"])?;
        }
        for pattern in [
            &units.decade,
            &units.decade_before_christ,
            &units.century,
            &units.century_before_christ,
            &units.millennium,
            &units.millennium_before_christ,
        ] {
            check(pattern, &["modifier", "number"])?;
        }
        for pattern in [
            &ranges.days,
            &ranges.days_of_months,
            &ranges.days_of_years,
            &ranges.months,
            &ranges.months_of_years,
            &ranges.years,
        ] {
            check(pattern, ENDS)?;
        }
        check(&ranges.other, &["first", "last"])?;
        self.labels.check()?;
        for pattern in [&bounds.before, &bounds.after, &bounds.on_or_before, &bounds.on_or_after, &bounds.approx] {
            check(pattern, &["date"])?;
        }
        check(&clock.at, &["date", "time"])?;
        for pattern in [&clock.time, &clock.second, &clock.hour] {
            check(pattern, &["hour", "minute", "second"])?;
        }
        check(&clock.utc, &["time"])?;
        check(&clock.offset, &["time", "offset"])
    }

    fn ordinal_number(&self, number: i32) -> String {
        let digits = number.to_string();
        let ending = self.ordinal_endings.iter().find(|(digits_at_end, _)| digits.ends_with(digits_at_end.as_str()));
        format!("{digits}{}", ending.map_or("", |(_, ending)| ending))
    }

    fn part(&self, modifier: Option<Modifier>) -> &str {
        match modifier {
            Some(Modifier::Start) => &self.parts.start,
            Some(Modifier::Mid) => &self.parts.mid,
            Some(Modifier::End) => &self.parts.end,
            _ => "",
        }
    }

    fn bound(&self, modifier: Option<Modifier>) -> Option<&str> {
        Some(match modifier? {
            Modifier::Start | Modifier::Mid | Modifier::End => return None,
            Modifier::Before => &self.bounds.before,
            Modifier::After => &self.bounds.after,
            Modifier::OnOrBefore => &self.bounds.on_or_before,
            Modifier::OnOrAfter => &self.bounds.on_or_after,
            // "less than three weeks ago" leaves the date open on one side only by its length.
            Modifier::LessThan
            | Modifier::MoreThan
            | Modifier::EqualOrLess
            | Modifier::EqualOrMore
            | Modifier::Approx => &self.bounds.approx,
        })
    }

    /// Fills a pattern from the first and the last day of a stretch.
    fn ends(&self, language: &Language, pattern: &str, first: NaiveDate, last: NaiveDate, part: &str) -> String {
        let mut text = String::with_capacity(pattern.len() + part.len());
        fill_into(&mut text, pattern, |name, text| {
            let day = |date: NaiveDate, text: &mut String| _ = write!(text, "{}", date.day());
            match name {
                "modifier" => text.push_str(part),
                "weekday" => text.push_str(language.weekday(first)),
                "short_weekday" => text.push_str(language.short_weekday(first)),
                "day" => day(first, text),
                "month" => text.push_str(language.month(first)),
                "short_month" => text.push_str(language.short_month(first)),
                "year" => language.add_year(first.year(), text),
                "last_day" => day(last, text),
                "last_month" => text.push_str(language.month(last)),
                "last_short_month" => text.push_str(language.short_month(last)),
                "last_year" => language.add_year(last.year(), text),
                _ => return false,
            }
            true
        });
        text
    }
}

/// Dates for people.
///
/// ```
/// use dateline::language::Language;
/// use dateline::when::When;
///
/// let english = Language::english();
/// let day = When::day("2023-03-31".parse().unwrap()).unwrap();
/// assert_eq!(english.when(&day), "Friday 31 March 2023");
/// assert_eq!(english.when(&When::month(2022, 10).unwrap()), "October 2022");
/// assert_eq!(english.when(&When::decade(1980).unwrap()), "the 1980s");
/// ```
impl Language {
    /// The name of the month of a day: `March`.
    pub(crate) fn month(&self, date: NaiveDate) -> &str {
        &self.print.months[date.month0() as usize]
    }

    /// The short name of the month of a day: `Mar`.
    pub(crate) fn short_month(&self, date: NaiveDate) -> &str {
        &self.print.short_months[date.month0() as usize]
    }

    /// The name of the weekday of a day: `Friday`.
    pub(crate) fn weekday(&self, date: NaiveDate) -> &str {
        &self.print.weekdays[date.weekday().num_days_from_monday() as usize]
    }

    /// The short name of the weekday of a day: `Fri`.
    pub(crate) fn short_weekday(&self, date: NaiveDate) -> &str {
        &self.print.short_weekdays[date.weekday().num_days_from_monday() as usize]
    }

    /// An astronomical year as people count: `2019`, `AD 79`, `490 BC` for −489.
    pub(crate) fn year(&self, year: i32) -> String {
        let mut text = String::new();
        self.add_year(year, &mut text);
        text
    }

    fn add_year(&self, year: i32, text: &mut String) {
        let years = &self.print.years;
        let (pattern, number) = match year {
            ..=0 => (&years.before_christ, 1 - year),
            1..1000 => (&years.below_thousand, year),
            _ => (&years.plain, year),
        };
        fill_into(text, pattern, |name, text| name == "number" && write!(text, "{number}").is_ok());
    }

    /// A day with its weekday: `Friday 31 March 2023`.
    pub(crate) fn full_day(&self, date: NaiveDate) -> String {
        self.print.ends(self, &self.print.units.full_day, date, date, "")
    }

    /// A day without its weekday: `31 March 2023`.
    pub(crate) fn day(&self, date: NaiveDate) -> String {
        self.print.ends(self, &self.print.units.day, date, date, "")
    }

    /// A date at the precision known: `October 2022`, `early 2019`, `c. 2019`, `the 1980s`,
    /// `12–18 March 2024`, `Friday 31 March 2023, evening`.
    pub fn when(&self, when: &When) -> String {
        let part = self.print.part(when.modifier());
        let date = if when.is_single() { self.unit(when, part) } else { self.stretch(when, part) };
        let date = match when.clock() {
            Some(clock) => fill(&self.print.clock.at, &[("date", &date), ("time", &self.clock(clock))]),
            None => date,
        };
        match self.print.bound(when.modifier()) {
            Some(pattern) => fill(pattern, &[("date", &date)]),
            None => date,
        }
    }

    /// A time of day: `15:00`, `15:00 UTC`, `evening`.
    pub(crate) fn clock(&self, clock: Clock) -> String {
        let words = &self.print.clock;
        match clock {
            Clock::Part(PartOfDay::Morning) => words.morning.clone(),
            Clock::Part(PartOfDay::Midday) => words.midday.clone(),
            Clock::Part(PartOfDay::Afternoon) => words.afternoon.clone(),
            Clock::Part(PartOfDay::Evening) => words.evening.clone(),
            Clock::Part(PartOfDay::Night) => words.night.clone(),
            Clock::Part(PartOfDay::Daytime) => words.daytime.clone(),
            Clock::Hour(hour) => fill(&words.hour, &[("hour", &hour.to_string()), ("minute", ""), ("second", "")]),
            Clock::Time { hour, minute, second, zone } => {
                let pattern = if second.is_some() { &words.second } else { &words.time };
                let time = fill(
                    pattern,
                    &[
                        ("hour", &hour.to_string()),
                        ("minute", &format!("{minute:02}")),
                        ("second", &format!("{:02}", second.unwrap_or(0))),
                    ],
                );
                match zone {
                    None => time,
                    Some(Zone::Utc) => fill(&words.utc, &[("time", &time)]),
                    Some(Zone::Offset(minutes)) => {
                        let sign = if minutes < 0 { '−' } else { '+' };
                        let minutes = minutes.unsigned_abs();
                        let offset = format!("{sign}{}:{:02}", minutes / 60, minutes % 60);
                        fill(&words.offset, &[("time", &time), ("offset", &offset)])
                    }
                }
            }
        }
    }

    /// One unit of its granularity.
    fn unit(&self, when: &When, part: &str) -> String {
        let (print, units) = (&self.print, &self.print.units);
        let (first, last, year) = (when.from(), when.last_day(), when.from().year());
        let numbered = |pattern: &str, number: &str| fill(pattern, &[("modifier", part), ("number", number)]);
        let counted = |pattern: &str, count: u32| {
            let ordinal = &print.ordinals[count as usize % 4];
            fill(pattern, &[("modifier", part), ("ordinal", ordinal), ("year", &self.year(year))])
        };
        // The ordinal year that ends a unit before Christ is the smallest: 501–402 BC hold 4xx.
        let ordinal = if year < 0 { -last.year() } else { year };
        match when.granularity() {
            Granularity::Minute | Granularity::Hour | Granularity::PartOfDay | Granularity::Day => self.full_day(first),
            Granularity::Weekend => print.ends(self, &units.weekend, first, last, part),
            Granularity::Week => print.ends(self, &units.week, first, last, part),
            Granularity::Month => print.ends(self, &units.month, first, last, part),
            Granularity::Season => {
                let over_new_year = last.year() != year && year > 0;
                let pattern = if over_new_year { &units.season_over_new_year } else { &units.season };
                let season = &print.seasons[(first.month() as usize / 3 + 3) % 4];
                let short = format!("{:02}", last.year().rem_euclid(100));
                let values =
                    [("modifier", part), ("season", season), ("year", &self.year(year)), ("short_next_year", &short)];
                fill(pattern, &values)
            }
            Granularity::Quarter => counted(&units.quarter, first.month0() / 3),
            Granularity::Half => counted(&units.half, first.month0() / 6),
            Granularity::Year => print.ends(self, &units.year, first, last, part),
            Granularity::Decade => {
                let pattern = if year < 0 { &units.decade_before_christ } else { &units.decade };
                numbered(pattern, &(ordinal / 10 * 10).to_string())
            }
            Granularity::Century => {
                let pattern = if year < 0 { &units.century_before_christ } else { &units.century };
                numbered(pattern, &print.ordinal_number(ordinal / 100 + 1))
            }
            Granularity::Millennium => {
                let pattern = if year < 0 { &units.millennium_before_christ } else { &units.millennium };
                numbered(pattern, &print.ordinal_number(ordinal / 1000 + 1))
            }
        }
    }

    /// A stretch of several units, in the coarsest one whose bounds it keeps.
    fn stretch(&self, when: &When, part: &str) -> String {
        let (print, ranges) = (&self.print, &self.print.ranges);
        let (first, last) = (when.from(), when.last_day());
        let whole_months = when.from().day() == 1 && when.until().day() == 1;
        let whole_years = whole_months && when.from().month() == 1 && when.until().month() == 1;
        let pattern = if whole_years && when.granularity() >= Granularity::Year {
            let units = [first, last].map(|day| When::containing(day, when.granularity()));
            if when.granularity() > Granularity::Year
                && let [Some(first_unit), Some(last_unit)] = units
                && first_unit.from() == first
                && last_unit.until() == when.until()
            {
                let (first, last) = (self.unit(&first_unit, part), self.unit(&last_unit, ""));
                return fill(&ranges.other, &[("first", &first), ("last", &last)]);
            }
            if first.year() <= 0 {
                let (first, last) = (self.year(first.year()), self.year(last.year()));
                return fill(&ranges.other, &[("first", &first), ("last", &last)]);
            }
            &ranges.years
        } else if whole_months && when.granularity() >= Granularity::Month {
            if first.year() == last.year() { &ranges.months } else { &ranges.months_of_years }
        } else if first.year() != last.year() {
            &ranges.days_of_years
        } else if first.month() != last.month() {
            &ranges.days_of_months
        } else {
            &ranges.days
        };
        print.ends(self, pattern, first, last, part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn range(from: &str, until: &str, granularity: Granularity) -> Option<When> {
        When::new(day(from), day(until), granularity)
    }

    #[test]
    fn dates_are_said_at_the_precision_known() {
        use Granularity::{Day, Decade, Month, Quarter, Week, Year};
        let with = |when: Option<When>, modifier| when.map(|when| when.with_modifier(Some(modifier)));
        let cases = [
            (When::day(day("2023-03-31")), "Friday 31 March 2023"),
            (When::week_of(day("2024-02-23")), "week of 19 February 2024"),
            (When::weekend_of(day("2024-02-23")), "weekend of 24 February 2024"),
            (When::month(2022, 10), "October 2022"),
            (When::season(2010, 3), "spring 2010"),
            (When::season(2010, 9), "autumn 2010"),
            (When::season(2010, 12), "winter 2010–11"),
            (When::quarter(2020, 3), "third quarter of 2020"),
            (When::half(2020, 1), "first half of 2020"),
            (When::half(2020, 2), "second half of 2020"),
            (When::year(2019), "2019"),
            (When::year(79), "AD 79"),
            (When::year(-489), "490 BC"),
            (When::decade(1980), "the 1980s"),
            (When::decade(-490), "the 480s BC"),
            (When::century(1800), "the 19th century"),
            (When::century(1000), "the 11th century"),
            (When::century(2000), "the 21st century"),
            (When::century(-450), "the 5th century BC"),
            (When::millennium(2000), "the 3rd millennium"),
            (with(When::year(2019), Modifier::Start), "early 2019"),
            (with(When::month(2019, 3), Modifier::Mid), "mid-March 2019"),
            (with(When::decade(1980), Modifier::End), "the late 1980s"),
            (with(When::year(2019), Modifier::Approx), "c. 2019"),
            (with(When::day(day("2023-03-31")), Modifier::Before), "before Friday 31 March 2023"),
            (with(When::year(2019), Modifier::OnOrAfter), "from 2019 on"),
            (range("2024-03-12", "2024-03-19", Day), "12–18 March 2024"),
            (range("2024-03-28", "2024-04-04", Day), "28 March – 3 April 2024"),
            (range("2023-12-28", "2024-01-04", Day), "28 December 2023 – 3 January 2024"),
            (range("2024-02-19", "2024-03-04", Week), "19 February – 3 March 2024"),
            (range("2024-03-01", "2024-06-01", Month), "March–May 2024"),
            (range("2023-12-01", "2024-03-01", Month), "December 2023 – February 2024"),
            (range("2020-01-01", "2020-10-01", Quarter), "January–September 2020"),
            (range("2019-01-01", "2022-01-01", Year), "2019–2021"),
            (range("-0489-01-01", "-0478-01-01", Year), "490 BC – 480 BC"),
            (range("1980-01-01", "2000-01-01", Decade), "the 1980s – the 1990s"),
            (range("2024-03-15", "2024-05-02", Month), "15 March – 1 May 2024"),
        ];
        for (when, said) in cases {
            assert_eq!(Language::english().when(&when.expect("in range")), said);
        }
    }

    #[test]
    fn the_time_of_day_follows_the_day() {
        let at = |clock| Language::english().when(&When::day(day("2023-03-31")).expect("a day").at(clock));
        let time = |zone| Clock::Time { hour: 15, minute: 0, second: None, zone };
        assert_eq!(at(Clock::Part(PartOfDay::Evening)), "Friday 31 March 2023, evening");
        assert_eq!(at(Clock::Hour(9)), "Friday 31 March 2023, 9:00");
        assert_eq!(at(time(None)), "Friday 31 March 2023, 15:00");
        assert_eq!(at(time(Some(Zone::Utc))), "Friday 31 March 2023, 15:00 UTC");
        assert_eq!(at(time(Some(Zone::Offset(-210)))), "Friday 31 March 2023, 15:00 UTC−3:30");
        let second = Clock::Time { hour: 3, minute: 4, second: Some(5), zone: None };
        assert_eq!(at(second), "Friday 31 March 2023, 3:04:05");
    }

    #[test]
    fn no_day_of_twelve_thousand_years_panics() {
        for year in [-9999, -1, 0, 1, 999, 9999] {
            for granularity in [Granularity::Weekend, Granularity::Season, Granularity::Decade, Granularity::Millennium]
            {
                for month in [1, 12] {
                    let date = NaiveDate::from_ymd_opt(year, month, 28).expect("a day");
                    if let Some(when) = When::containing(date, granularity) {
                        assert!(!Language::english().when(&when).contains('{'));
                    }
                }
            }
        }
    }
}
