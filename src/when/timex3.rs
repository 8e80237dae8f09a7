//! [`When`] as a TIMEX3 value (TimeML 1.2.1) and as the two ends of an interval in ISO 8601.

use super::{Clock, Granularity, When};
use chrono::{Datelike, NaiveDate};

impl When {
    /// The TIMEX3 `value`: `2023-03-29`, `2024-W08`, `2024-W08-WE`, `2020-Q3`, `2020-H1`, `2010-WI`,
    /// `198` (the 1980s), `18` (the 19th century), `BC0490`, `2023-03-31TEV`.
    ///
    /// A stretch of several units has no value of its own in TIMEX3; it gets that of its first unit.
    pub fn timex3(&self) -> String {
        let (from, year) = (self.from(), self.from().year());
        match self.granularity() {
            Granularity::Minute | Granularity::Hour | Granularity::PartOfDay => {
                format!("{}{}", timex3_day(from), self.clock().map_or(String::new(), Clock::timex3))
            }
            Granularity::Day => timex3_day(from),
            Granularity::Week => format!("{:04}-W{:02}", from.iso_week().year(), from.iso_week().week()),
            Granularity::Weekend => format!("{:04}-W{:02}-WE", from.iso_week().year(), from.iso_week().week()),
            Granularity::Month => format!("{}-{:02}", timex3_year(year), from.month()),
            Granularity::Season => {
                let season = match from.month() {
                    3..=5 => "SP",
                    6..=8 => "SU",
                    9..=11 => "FA",
                    _ => "WI",
                };
                format!("{}-{season}", timex3_year(year))
            }
            Granularity::Quarter => format!("{}-Q{}", timex3_year(year), from.month().div_ceil(3)),
            Granularity::Half => format!("{}-H{}", timex3_year(year), from.month().div_ceil(6)),
            Granularity::Year => timex3_year(year),
            Granularity::Decade => shortened(year, 10),
            Granularity::Century => shortened(year, 100),
            Granularity::Millennium => shortened(year, 1000),
        }
    }

    /// The two ends in ISO 8601, half-open: days, or minutes where a clock time is known.
    pub fn interval(&self) -> (String, String) {
        if let Some(Clock::Time { hour, minute, .. }) = self.clock() {
            let start = u32::from(hour) * 60 + u32::from(minute);
            return (self.minute_after_midnight(start), self.minute_after_midnight(start + 1));
        }
        if let Some(Clock::Hour(hour)) = self.clock() {
            let start = u32::from(hour) * 60;
            return (self.minute_after_midnight(start), self.minute_after_midnight(start + 60));
        }
        (iso_day(self.from()), iso_day(self.until()))
    }

    fn minute_after_midnight(&self, minutes: u32) -> String {
        let day = self.from() + chrono::Days::new(u64::from(minutes / 1440));
        let minutes = minutes % 1440;
        format!("{}T{:02}:{:02}", iso_day(day), minutes / 60, minutes % 60)
    }
}

/// A day in ISO 8601 with astronomical years: `2023-03-29`, `-0489-01-01`.
pub(super) fn iso_day(date: NaiveDate) -> String {
    let mut text = iso_year(date.year());
    for number in [date.month(), date.day()] {
        text.push('-');
        push_digits(&mut text, number, 10);
    }
    text
}

/// A year in ISO 8601 with at least four digits: `0079`, `-0489`.
pub(super) fn iso_year(year: i32) -> String {
    // As long as a day, which most years become. The exports write one for each date that they hold.
    let mut text = String::with_capacity(11);
    if year < 0 {
        text.push('-');
    }
    push_digits(&mut text, year.unsigned_abs(), 1000);
    text
}

/// Writes a number with leading zeros, the first digit counting as much as `unit` (a power of ten); one that
/// needs more digits gets them.
fn push_digits(text: &mut String, number: u32, unit: u32) {
    let mut unit = unit;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

fn timex3_year(year: i32) -> String {
    // TimeML writes years before Christ as BC and the ordinal year: astronomical 0 is 1 BC.
    if year <= 0 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") }
}

fn timex3_day(date: NaiveDate) -> String {
    format!("{}-{:02}-{:02}", timex3_year(date.year()), date.month(), date.day())
}

fn shortened(year: i32, unit: i32) -> String {
    let digits = match unit {
        10 => 3,
        100 => 2,
        _ => 1,
    };
    if year <= 0 {
        // 490–499 BC is "BC049", the 5th century BC "BC04", as the 5th of our era is "04". `year` is
        // the first one; its ordinal, one more in astronomical count, is 499 or 500.
        return format!("BC{:0digits$}", -year / unit);
    }
    format!("{:0digits$}", year / unit)
}

#[cfg(test)]
mod tests {
    use super::super::{PartOfDay, Zone};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn values_follow_the_table_of_conventions() {
        let cases = [
            (When::day(day("2023-03-29")), "2023-03-29"),
            (When::week_of(day("2024-02-23")), "2024-W08"),
            (When::weekend_of(day("2024-02-23")), "2024-W08-WE"),
            (When::quarter(2020, 3), "2020-Q3"),
            (When::half(2020, 1), "2020-H1"),
            (When::season(2010, 12), "2010-WI"),
            (When::decade(1980), "198"),
            (When::century(1800), "18"),
            (When::year(-489), "BC0490"),
            (When::year(79), "0079"),
        ];
        for (when, value) in cases {
            assert_eq!(when.expect("in range").timex3(), value);
        }
    }

    #[test]
    fn a_clock_time_is_an_interval_of_a_minute() {
        let clock = Clock::Time { hour: 15, minute: 0, second: None, zone: Some(Zone::Utc) };
        let when = When::day(day("2023-03-31")).expect("a day").at(clock);
        assert_eq!(when.timex3(), "2023-03-31T15:00Z");
        assert_eq!(when.interval(), ("2023-03-31T15:00".into(), "2023-03-31T15:01".into()));
        let evening = When::day(day("2023-03-31")).expect("a day").at(Clock::Part(PartOfDay::Evening));
        assert_eq!(evening.timex3(), "2023-03-31TEV");
        assert_eq!(evening.interval(), ("2023-03-31".into(), "2023-04-01".into()));
    }

    #[test]
    fn midnight_at_the_end_of_a_day_is_the_next_one() {
        let clock = Clock::Time { hour: 24, minute: 0, second: None, zone: None };
        let when = When::day(day("2023-12-31")).expect("a day").at(clock);
        assert_eq!(when.interval().0, "2024-01-01T00:00");
    }
}
