//! [`When`] as EDTF, the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1), and back.

use super::timex3::{iso_day, iso_year};
use super::{Clock, Granularity, Modifier, When, YEARS, Zone};
use chrono::{Datelike, NaiveDate};

/// Why a text is no date in EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EdtfError {
    /// It is written otherwise, for instance as "5 March 2021".
    #[error("`{0}` is no date: write it as `2023-03-29`, `2022-10`, `2019`, `198X`, or `2004-06/2006-08`")]
    Form(String),
    /// It names a month, season, day or time that there is not.
    #[error("`{0}` is not in the calendar")]
    NotInCalendar(String),
    /// It lies before 10,000 BC or after AD 9999.
    #[error("`{0}` is out of range: years go from -9999 to 9999")]
    OutOfRange(String),
    /// The end of an interval lies before its start.
    #[error("`{0}` ends before it starts")]
    Backwards(String),
    /// An interval has only one end.
    #[error("`{0}` has no end: name both its first and its last date")]
    Open(String),
}

/// No date is longer, in bytes; errors name no more of one that is.
const LONGEST: usize = 80;

impl When {
    /// Reads a date in EDTF (ISO 8601-2:2019), what it calls levels 0 and 1, as far as a [`When`]
    /// can hold it: a day, month, year (`-0489` is 490 BC), a decade or century with digits left
    /// open, a season (21 is spring, 24 winter, which starts in that December), each with `~`, `?`
    /// or `%` for what is uncertain; an interval of two of them; a day with a time.
    ///
    /// ```
    /// use dateline::when::{EdtfError, When};
    ///
    /// let blitz = When::from_edtf("1940-09-07/1941-05-11")?;
    /// assert_eq!((blitz.from().to_string(), blitz.days()), ("1940-09-07".to_string(), 247));
    /// assert_eq!(When::from_edtf("201X")?.edtf(), "201X");
    /// assert_eq!(When::from_edtf("2001-21")?.timex3(), "2001-SP");
    /// assert_eq!(When::from_edtf("5 March"), Err(EdtfError::Form("5 March".into())));
    /// # Ok::<(), EdtfError>(())
    /// ```
    ///
    /// # Errors
    /// Says what is wrong with the text, and names it.
    pub fn from_edtf(text: &str) -> Result<When, EdtfError> {
        let text = text.trim();
        if text.len() > LONGEST {
            let shown: String = text.chars().take(LONGEST / 2).collect();
            return Err(EdtfError::Form(shown + "…"));
        }
        let Some((first, last)) = text.split_once('/') else { return single(text) };
        if [first, last].iter().any(|end| matches!(*end, "" | "..")) {
            return Err(EdtfError::Open(text.to_owned()));
        }
        let (first, last) = (single(first)?, single(last)?);
        if last.from() < first.from() {
            return Err(EdtfError::Backwards(text.to_owned()));
        }
        let whole = first.through(last).ok_or_else(|| EdtfError::OutOfRange(text.to_owned()))?;
        Ok(whole.with_modifier(first.modifier().or(last.modifier())))
    }

    /// The date in EDTF at the precision known: `2023-03-29`, `2022-10`, `2019~`, `198X`, `18XX`, `-0489`;
    /// a stretch that is no single day, month, year, decade or century as `first/last`:
    /// `2024-02-19/2024-02-25`, `2020-07/2020-09`. The time of day is left out.
    pub fn edtf(&self) -> String {
        let mark = if self.modifier() == Some(Modifier::Approx) { "~" } else { "" };
        let (first, last) = (self.from(), self.last_day());
        let year = first.year();
        let single = self.is_single();
        let date = match self.granularity() {
            Granularity::Minute | Granularity::Hour | Granularity::PartOfDay | Granularity::Day if single => {
                iso_day(first)
            }
            Granularity::Month if single => month(first),
            Granularity::Year if single => iso_year(year),
            Granularity::Decade if single && year >= 0 => format!("{:03}X", year / 10),
            Granularity::Century if single && year >= 0 => format!("{:02}XX", year / 100),
            Granularity::Millennium if single && year >= 0 => format!("{}XXX", year / 1000),
            granularity => {
                // "2004 to August 2006" is known to the year, but ends with a month.
                let end = |date: NaiveDate, edge: NaiveDate| match granularity {
                    Granularity::Year | Granularity::Decade | Granularity::Century | Granularity::Millennium
                        if edge.ordinal() == 1 =>
                    {
                        iso_year(date.year())
                    }
                    _ if granularity >= Granularity::Month && edge.day() == 1 => month(date),
                    _ => iso_day(date),
                };
                return format!("{}{mark}/{}{mark}", end(first, first), end(last, self.until()));
            }
        };
        format!("{date}{mark}")
    }
}

fn month(date: NaiveDate) -> String {
    format!("{}-{:02}", iso_year(date.year()), date.month())
}

/// A date that is no interval, with its mark of doubt.
fn single(text: &str) -> Result<When, EdtfError> {
    let plain = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
    // EDTF tells doubt about the source from a guess of the date; a timeline shows both as "about".
    let modifier = (plain.len() < text.len()).then_some(Modifier::Approx);
    let (date, time) = match plain.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (plain, None),
    };
    let when = calendar(date, text)?;
    let Some(time) = time else { return Ok(when.with_modifier(modifier)) };
    let form = || EdtfError::Form(text.to_owned());
    if when.granularity() != Granularity::Day {
        return Err(form());
    }
    let clock = clock(time).ok_or_else(form)?;
    match clock {
        Clock::Time { hour, minute, second, .. } if hour > 24 || minute > 59 || second.is_some_and(|s| s > 60) => {
            Err(EdtfError::NotInCalendar(text.to_owned()))
        }
        clock => Ok(when.at(clock).with_modifier(modifier)),
    }
}

/// `2023-03-29`, `2022-10`, `2001-21`, `2019`, `201X`, `2004-XX`; `whole` is what errors name.
fn calendar(date: &str, whole: &str) -> Result<When, EdtfError> {
    let form = || EdtfError::Form(whole.to_owned());
    let absent = || EdtfError::NotInCalendar(whole.to_owned());
    let (sign, rest) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
    // A year of more than four digits has a Y before it.
    if let Some(long) = rest.strip_prefix('Y').or_else(|| date.strip_prefix('Y')) {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let all_digits = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if all_digits { EdtfError::OutOfRange(whole.to_owned()) } else { form() });
    }
    let mut fields = rest.split('-');
    let (year, month, day) = (fields.next().unwrap_or(""), fields.next(), fields.next());
    if year.len() != 4 || fields.next().is_some() || [month, day].iter().flatten().any(|field| field.len() != 2) {
        return Err(form());
    }
    let open = year.bytes().rev().take_while(|byte| *byte == b'X').count();
    if open > 0 {
        let first: i32 = match year.get(..4 - open) {
            Some(known) if !known.is_empty() => number(known).ok_or_else(form)?,
            _ => return Err(form()),
        };
        // The decade and the century before the year 0 have no agreed digits.
        if sign < 0 || month.is_some() {
            return Err(form());
        }
        // There is no year 0 in "the first century": `00XX` begins with the year 1.
        let when = match open {
            1 => When::decade((first * 10).max(1)),
            2 => When::century((first * 100).max(1)),
            _ => When::millennium((first * 1000).max(1)),
        };
        return when.ok_or_else(|| EdtfError::OutOfRange(whole.to_owned()));
    }
    let year = sign * number(year).ok_or_else(form)?;
    if !YEARS.contains(&year) {
        return Err(EdtfError::OutOfRange(whole.to_owned()));
    }
    // What is left open widens the date: `2004-XX` is some month of 2004.
    let Some(month) = month.filter(|month| *month != "XX") else {
        return if day.is_none_or(|day| day == "XX") { When::year(year).ok_or_else(absent) } else { Err(form()) };
    };
    let month: u32 = number(month).ok_or_else(form)?.unsigned_abs();
    match (month, day.filter(|day| *day != "XX")) {
        (1..=12, Some(day)) => {
            let day = number(day).ok_or_else(form)?.unsigned_abs();
            NaiveDate::from_ymd_opt(year, month, day).and_then(When::day).ok_or_else(absent)
        }
        (1..=12, None) => When::month(year, month).ok_or_else(absent),
        (21..=24, None) if day.is_none() => When::season(year, (month - 20) * 3).ok_or_else(absent),
        _ => Err(absent()),
    }
}

/// `15:30`, `15:30:05`, with `Z` or an offset.
fn clock(time: &str) -> Option<Clock> {
    let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(end);
    let zone = match zone.as_bytes() {
        [] => None,
        [b'Z'] => Some(Zone::Utc),
        [sign @ (b'+' | b'-'), ..] => {
            let (hours, minutes) = zone[1..].split_once(':').unwrap_or((&zone[1..], "00"));
            let minutes = two_digits(hours)? * 60 + two_digits(minutes)?;
            Some(Zone::Offset(if *sign == b'-' { -minutes } else { minutes }))
        }
        _ => return None,
    };
    let mut fields = time.split(':');
    let mut next = || fields.next().map(|field| two_digits(field).and_then(|number| u8::try_from(number).ok()));
    let (hour, minute, second) = (next()??, next()??, next());
    let second = match second {
        Some(second) => Some(second?),
        None => None,
    };
    fields.next().is_none().then_some(Clock::Time { hour, minute, second, zone })
}

fn two_digits(text: &str) -> Option<i16> {
    if text.len() == 2 { number(text).and_then(|number| i16::try_from(number).ok()) } else { None }
}

/// Digits only: `parse` would take a sign.
fn number(digits: &str) -> Option<i32> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_at_the_precision_known() {
        let day = |text: &str| text.parse().expect("a date");
        let cases = [
            (When::day(day("2023-03-29")), "2023-03-29"),
            (When::month(2022, 10), "2022-10"),
            (When::week_of(day("2024-02-23")), "2024-02-19/2024-02-25"),
            (When::weekend_of(day("2024-02-23")), "2024-02-24/2024-02-25"),
            (When::quarter(2020, 3), "2020-07/2020-09"),
            (When::season(2010, 12), "2010-12/2011-02"),
            (When::year(2019), "2019"),
            (When::year(-489), "-0489"),
            (When::decade(1980), "198X"),
            (When::century(1800), "18XX"),
            (When::year(2019).map(|year| year.with_modifier(Some(Modifier::Approx))), "2019~"),
            (When::new(day("2023-03-03"), day("2023-03-06"), Granularity::Day), "2023-03-03/2023-03-05"),
        ];
        for (when, edtf) in cases {
            assert_eq!(when.expect("in range").edtf(), edtf);
        }
    }

    #[test]
    fn a_stretch_ends_where_it_ends() {
        for edtf in ["2004/2006-08", "2004-06/2006", "2019-11-05/2020", "2004-06-02/2006-08"] {
            let when = When::from_edtf(edtf).expect("a date");
            let again = When::from_edtf(&when.edtf()).expect("a date");
            assert_eq!((again.from(), again.until()), (when.from(), when.until()), "{edtf}: {}", when.edtf());
        }
    }

    #[test]
    fn the_first_units_of_our_era_read_back() {
        for when in [When::decade(1), When::century(1), When::millennium(1)] {
            let edtf = when.expect("in range").edtf();
            assert_eq!(When::from_edtf(&edtf).ok(), when, "{edtf}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_date_is_named_in_short() {
        let message = When::from_edtf(&"é".repeat(1000)).expect_err("no date").to_string();
        assert!(message.contains("é…`"), "{message}");
    }

    #[test]
    fn dates_are_read_at_every_precision() {
        let cases = [
            ("2023-03-29", "2023-03-29", Granularity::Day, "2023-03-29", 1),
            ("2022-10", "2022-10", Granularity::Month, "2022-10-01", 31),
            ("2019", "2019", Granularity::Year, "2019-01-01", 365),
            ("2019~", "2019~", Granularity::Year, "2019-01-01", 365),
            ("1985?", "1985~", Granularity::Year, "1985-01-01", 365),
            ("2004-06%", "2004-06~", Granularity::Month, "2004-06-01", 30),
            ("201X", "201X", Granularity::Decade, "2010-01-01", 3652),
            ("18XX", "18XX", Granularity::Century, "1800-01-01", 36524),
            ("1XXX", "1XXX", Granularity::Millennium, "1000-01-01", 365_242),
            ("-0489", "-0489", Granularity::Year, "-0489-01-01", 365),
            ("0000", "0000", Granularity::Year, "0000-01-01", 366),
            ("2004-XX", "2004", Granularity::Year, "2004-01-01", 366),
            ("2004-02-XX", "2004-02", Granularity::Month, "2004-02-01", 29),
            ("2001-21", "2001-03/2001-05", Granularity::Season, "2001-03-01", 92),
            ("2001-22", "2001-06/2001-08", Granularity::Season, "2001-06-01", 92),
            ("2001-23", "2001-09/2001-11", Granularity::Season, "2001-09-01", 91),
            ("2001-24", "2001-12/2002-02", Granularity::Season, "2001-12-01", 90),
            ("2004-06/2006-08", "2004-06/2006-08", Granularity::Month, "2004-06-01", 822),
            ("1940-09-07/1941-05-11", "1940-09-07/1941-05-11", Granularity::Day, "1940-09-07", 247),
            ("2004-02-01/2005", "2004-02/2005", Granularity::Year, "2004-02-01", 700),
            ("1914~/1918", "1914~/1918~", Granularity::Year, "1914-01-01", 1826),
            (" 2019 ", "2019", Granularity::Year, "2019-01-01", 365),
        ];
        for (text, back, granularity, from, days) in cases {
            let when = When::from_edtf(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(when.edtf(), back, "{text}");
            assert_eq!((when.granularity(), iso_day(when.from()).as_str()), (granularity, from), "{text}");
            assert_eq!(when.days(), days, "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_time() {
        let when = |text| When::from_edtf(text).map(|when| when.timex3());
        assert_eq!(when("2023-03-31T15:30").as_deref(), Ok("2023-03-31T15:30"));
        assert_eq!(when("2023-03-31T15:30:05Z").as_deref(), Ok("2023-03-31T15:30:05Z"));
        assert_eq!(when("2023-03-31T15:30-04").as_deref(), Ok("2023-03-31T15:30-04:00"));
        assert_eq!(when("2023-03-31T25:00"), Err(EdtfError::NotInCalendar("2023-03-31T25:00".into())));
        assert_eq!(when("2023-03T15:30"), Err(EdtfError::Form("2023-03T15:30".into())));
    }

    #[test]
    fn what_is_no_date_says_why() {
        for text in [
            "",
            "~",
            "5 March",
            "19",
            "20190",
            "2019-3",
            "2019-03-1",
            "2019-03-01-01",
            "XXXX",
            "2X19",
            "19X5",
            "-201X",
            "201X-05",
            "2019-XX-05",
            "20+9",
            "2019~~",
            "Y2019",
            "２０１９",
            "2019T10:00",
            "2019-03-01T1",
            "a/b",
        ] {
            assert!(matches!(When::from_edtf(text), Err(EdtfError::Form(_))), "{text}: {:?}", When::from_edtf(text));
        }
        for text in ["2019-13", "2019-00", "2019-02-30", "2019-25", "2019-21-01", "2019-02-00"] {
            assert!(matches!(When::from_edtf(text), Err(EdtfError::NotInCalendar(_))), "{text}");
        }
        for text in ["2019/", "/2019", "2019/..", "../2019", "/"] {
            assert!(matches!(When::from_edtf(text), Err(EdtfError::Open(_))), "{text}");
        }
        assert!(matches!(When::from_edtf("Y170000002"), Err(EdtfError::OutOfRange(_))));
        assert!(matches!(When::from_edtf("Y-17000"), Err(EdtfError::OutOfRange(_))));
        assert!(matches!(When::from_edtf("2019/2018"), Err(EdtfError::Backwards(_))));
        let said = When::from_edtf("2019-13").expect_err("no such month").to_string();
        assert_eq!(said, "`2019-13` is not in the calendar");
    }
}
