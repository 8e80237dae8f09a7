//! Dates and times written in digits, the same in every language: ISO 8601, `3/5/2021`, `15:30`.

use super::expression::Partial;
use crate::config::DateOrder;
use crate::language::Digits;
use crate::when::{Clock, Zone};
use chrono::{Datelike, NaiveDate};

/// A run of digits as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub end: usize,
    /// None for what is too long to count with.
    pub value: Option<f64>,
    pub digits: usize,
    /// "2.5"
    pub fraction: bool,
    /// "1,000"
    pub grouped: bool,
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The number in `bytes[at..at + count]`, at most nine digits.
fn value(bytes: &[u8], at: usize, count: usize) -> u32 {
    bytes[at..at + count].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'))
}

/// A number with groups of thousands ("1,000") or a fraction ("2.5"), in the marks of the language.
pub(super) fn integer(bytes: &[u8], at: usize, marks: Digits) -> Number {
    let mark_at = |at: usize, mark: Option<char>| {
        bytes.get(at).is_some_and(|byte| mark.is_some_and(|mark| char::from(*byte) == mark))
    };
    let count = digits(bytes, at);
    let mut number = Number { end: at + count, value: None, digits: count, fraction: false, grouped: false };
    if count > 9 {
        return number;
    }
    let mut total = f64::from(value(bytes, at, count));
    let mut end = at + count;
    if count <= 3 && bytes[at] != b'0' {
        while mark_at(end, marks.thousands) && digits(bytes, end + 1) == 3 && total < 1e9 {
            total = total * 1000.0 + f64::from(value(bytes, end + 1, 3));
            end += 4;
            number.grouped = true;
        }
    }
    if bytes.get(end) == Some(&b'.') && !number.grouped {
        let places = digits(bytes, end + 1);
        let version =
            bytes.get(end + 1 + places) == Some(&b'.') && bytes.get(end + 2 + places).is_some_and(u8::is_ascii_digit);
        if version {
            // A version number such as 1.88.0 counts nothing.
            let mut stop = end;
            while stop < bytes.len()
                && (bytes[stop].is_ascii_digit() || (bytes[stop] == b'.' && digits(bytes, stop + 1) > 0))
            {
                stop += 1;
            }
            return Number { end: stop, value: None, digits: 0, fraction: false, grouped: false };
        }
    }
    if mark_at(end, marks.decimal) {
        let places = digits(bytes, end + 1);
        if (1..=4).contains(&places) {
            total += f64::from(value(bytes, end + 1, places)) / 10f64.powi(places as i32);
            end += 1 + places;
            number.fraction = true;
        }
    }
    if !number.fraction
        && let Some(part) = vulgar_fraction(&bytes[end..])
    {
        total += part;
        end += 2;
        number.fraction = true;
    }
    number.end = end;
    number.value = Some(total);
    number
}

/// `½`, `¼`, `¾`
fn vulgar_fraction(bytes: &[u8]) -> Option<f64> {
    match bytes {
        [0xC2, 0xBC, ..] => Some(0.25),
        [0xC2, 0xBD, ..] => Some(0.5),
        [0xC2, 0xBE, ..] => Some(0.75),
        _ => None,
    }
}

/// `7.30`: hour and minute with a full stop between them.
pub(super) fn dotted_clock(bytes: &[u8], at: usize) -> Option<Clock> {
    let first = digits(bytes, at);
    let dotted = (1..=2).contains(&first) && bytes.get(at + first) == Some(&b'.') && digits(bytes, at + first + 1) == 2;
    dotted.then(|| time(value(bytes, at, first), value(bytes, at + first + 1, 2)))?
}

/// `730`, `2359`: hour and minute with nothing between them.
pub(super) fn glued_clock(number: u32) -> Option<Clock> {
    time(number / 100, number % 100)
}

fn time(hour: u32, minute: u32) -> Option<Clock> {
    let real = hour < 24 && minute < 60;
    real.then_some(Clock::Time { hour: hour as u8, minute: minute as u8, second: None, zone: None })
}

fn ends_here(bytes: &[u8], end: usize) -> bool {
    let more = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric());
    if more(end) {
        return false;
    }
    // Neither a longer path or version nor a name goes on behind it.
    !(matches!(bytes.get(end), Some(b'-' | b'/' | b'_' | b'.' | b':' | b'@')) && more(end + 1))
}

fn real(year: u32, month: u32, day: u32) -> bool {
    chrono::NaiveDate::from_ymd_opt(year as i32, month, day).is_some()
}

fn date_partial(year: u32, month: u32, day: u32) -> Partial {
    Partial { year: Some(year as i32), month: Some(month as u8), day: Some(day as u8), ..Partial::default() }
}

/// ISO 8601: `2021-03-05`, `2021-03`, `2021-W09`, `2021-03-05T15:30:00+02:00`.
pub(super) fn iso(bytes: &[u8], at: usize) -> Option<(usize, Partial, Option<Clock>)> {
    if digits(bytes, at) != 4 || bytes.get(at + 4) != Some(&b'-') {
        return None;
    }
    let year = value(bytes, at, 4);
    if bytes.get(at + 5) == Some(&b'W') && digits(bytes, at + 6) == 2 {
        let week = value(bytes, at + 6, 2) as u8;
        if bytes.get(at + 8) == Some(&b'-') && digits(bytes, at + 9) == 1 && ends_here(bytes, at + 10) {
            let weekday = chrono::Weekday::try_from(bytes[at + 9].checked_sub(b'1')?).ok()?;
            let day = NaiveDate::from_isoywd_opt(year as i32, u32::from(week), weekday)?;
            return Some((at + 10, date_partial(u32::try_from(day.year()).ok()?, day.month(), day.day()), None));
        }
        if !ends_here(bytes, at + 8) {
            return None;
        }
        let partial = Partial { year: Some(year as i32), week: Some(week), ..Partial::default() };
        return (1..=53).contains(&week).then_some((at + 8, partial, None));
    }
    if digits(bytes, at + 5) != 2 {
        return None;
    }
    let month = value(bytes, at + 5, 2);
    if bytes.get(at + 7) != Some(&b'-') {
        // "2019-21" is a range of years, not a month.
        let partial = Partial { year: Some(year as i32), month: Some(month as u8), ..Partial::default() };
        return ((1..=12).contains(&month) && ends_here(bytes, at + 7)).then_some((at + 7, partial, None));
    }
    if digits(bytes, at + 8) != 2 {
        return None;
    }
    let day = value(bytes, at + 8, 2);
    if !real(year, month, day) {
        return None;
    }
    let date = date_partial(year, month, day);
    if matches!(bytes.get(at + 10), Some(b'T' | b' '))
        && let Some((end, clock)) = clock(bytes, at + 11)
    {
        return Some((end, date, Some(clock)));
    }
    ends_here(bytes, at + 10).then_some((at + 10, date, None))
}

/// The two years of "the 2007-08 season", which is written like a month: the second follows the first.
pub(super) fn year_span(month: &Partial) -> Option<(Partial, Partial)> {
    let Partial { year: Some(year), month: Some(short), day: None, .. } = *month else { return None };
    let of = |year| Partial { year: Some(year), ..Partial::default() };
    ((year + 1).rem_euclid(100) == i32::from(short)).then(|| (of(year), of(year + 1)))
}

/// `3/5/2021`, `5.3.2021`, `2021/3/5`, `3-5-2021`: where the numbers leave a choice, `order` decides;
/// with full stops the day comes first everywhere.
pub(super) fn date(bytes: &[u8], at: usize, order: DateOrder) -> Option<(usize, Partial)> {
    let first = digits(bytes, at);
    let mark = *bytes.get(at + first)?;
    if !matches!(mark, b'/' | b'.' | b'-') || first > 4 {
        return None;
    }
    let second_at = at + first + 1;
    let second = digits(bytes, second_at);
    if !(1..=2).contains(&second) || bytes.get(second_at + second) != Some(&mark) {
        return None;
    }
    let third_at = second_at + second + 1;
    let third = digits(bytes, third_at);
    let end = third_at + third;
    if third == 0 || third > 4 || !ends_here(bytes, end) {
        return None;
    }
    let (a, b, c) = (value(bytes, at, first), value(bytes, second_at, second), value(bytes, third_at, third));
    if first == 4 && third <= 2 && mark != b'.' {
        return real(a, b, c).then(|| (end, date_partial(a, b, c)));
    }
    if first > 2 || !(third == 4 || (third == 2 && mark == b'/')) {
        return None;
    }
    // Scores and part numbers have such forms too: `8.2.2850` is no day that anybody plans for.
    if third == 4 && !(1000..=2200).contains(&c) {
        return None;
    }
    // Two digits of a year: 00 to 49 are this century's, as POSIX has it up to 68 and news has it.
    let year = if third == 4 {
        c
    } else if c < 50 {
        2000 + c
    } else {
        1900 + c
    };
    let day_first = mark == b'.' || order == DateOrder::Dmy;
    let readings = if day_first { [(b, a), (a, b)] } else { [(a, b), (b, a)] };
    let tries = if mark == b'.' { &readings[..1] } else { &readings[..] };
    let (month, day) = *tries.iter().find(|(month, day)| real(year, *month, *day))?;
    Some((end, date_partial(year, month, day)))
}

/// Both days that a date in digits can be, the month read first and the day read first; none if the
/// digits leave no choice, or both are one.
pub(super) fn both_orders(bytes: &[u8]) -> Option<(NaiveDate, NaiveDate)> {
    let starts = |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[at - 1].is_ascii_digit());
    let day = |at, order| {
        let (_, partial) = date(bytes, at, order)?;
        NaiveDate::from_ymd_opt(partial.year?, u32::from(partial.month?), u32::from(partial.day?))
    };
    let (month_first, day_first) =
        (0..bytes.len()).filter(starts).find_map(|at| Some((day(at, DateOrder::Mdy)?, day(at, DateOrder::Dmy)?)))?;
    (month_first != day_first).then_some((month_first, day_first))
}

/// `15:30`, `9:05:30`, with a zone: `15:30Z`, `15:30+02:00`.
pub(super) fn clock(bytes: &[u8], at: usize) -> Option<(usize, Clock)> {
    let first = digits(bytes, at);
    if !(1..=2).contains(&first) || bytes.get(at + first) != Some(&b':') || digits(bytes, at + first + 1) != 2 {
        return None;
    }
    let (hour, minute) = (value(bytes, at, first), value(bytes, at + first + 1, 2));
    if hour > 24 || minute > 59 {
        return None;
    }
    let mut end = at + first + 3;
    let mut second = None;
    if bytes.get(end) == Some(&b':') && digits(bytes, end + 1) == 2 {
        let told = value(bytes, end + 1, 2);
        if told > 60 {
            return None;
        }
        second = Some(told as u8);
        end += 3;
        if bytes.get(end) == Some(&b'.') && digits(bytes, end + 1) > 0 {
            end += 1 + digits(bytes, end + 1);
        }
    }
    let mut zone = None;
    // "21:00-04:00" goes from one time to the other; only behind a date is it a zone.
    let behind_date = at > 0 && bytes[at - 1] == b'T';
    match bytes.get(end) {
        Some(b'-') if !behind_date => {}
        Some(b'Z') => {
            zone = Some(Zone::Utc);
            end += 1;
        }
        Some(sign @ (b'+' | b'-')) if digits(bytes, end + 1) == 2 => {
            let hours = value(bytes, end + 1, 2) as i16;
            let colon = usize::from(bytes.get(end + 3) == Some(&b':'));
            let minutes = if digits(bytes, end + 3 + colon) == 2 { value(bytes, end + 3 + colon, 2) as i16 } else { 0 };
            if colon == 1 || digits(bytes, end + 3) == 2 {
                let offset = hours * 60 + minutes;
                zone = Some(Zone::Offset(if *sign == b'-' { -offset } else { offset }));
                end += 5 + colon;
            }
        }
        _ => {}
    }
    // "08:02: first alarms" is a time with a colon behind it, "8:02:113" is none.
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if digit(end) || bytes.get(end) == Some(&b':') && digit(end + 1) {
        return None;
    }
    Some((end, Clock::Time { hour: hour as u8, minute: minute as u8, second, zone }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Digits = Digits { decimal: Some('.'), thousands: Some(',') };

    fn ymd(text: &str, order: DateOrder) -> Option<(i32, u8, u8)> {
        let (_, partial) = date(text.as_bytes(), 0, order)?;
        Some((partial.year?, partial.month?, partial.day?))
    }

    #[test]
    fn the_order_decides_only_where_the_numbers_leave_a_choice() {
        assert_eq!(ymd("3/5/2021", DateOrder::Mdy), Some((2021, 3, 5)));
        assert_eq!(ymd("3/5/2021", DateOrder::Dmy), Some((2021, 5, 3)));
        assert_eq!(ymd("13/5/2021", DateOrder::Mdy), Some((2021, 5, 13)));
        assert_eq!(ymd("5.3.2021", DateOrder::Mdy), Some((2021, 3, 5)));
        assert_eq!(ymd("2021/3/5", DateOrder::Dmy), Some((2021, 3, 5)));
    }

    #[test]
    fn versions_paths_and_impossible_days_are_no_dates() {
        for text in ["4.15.2016", "8.2.2850", "1.88.0", "31/2/2021", "3/5/2021/7", "10/11", "1/2/3"] {
            assert_eq!(ymd(text, DateOrder::Mdy), None, "{text}");
        }
        assert_eq!(integer(b"1.88.0 is out", 0, ENGLISH).value, None);
    }

    #[test]
    fn a_clock_time_keeps_its_zone() {
        let time = |hour, minute, zone| Clock::Time { hour, minute, second: None, zone };
        assert_eq!(clock(b"15:30Z", 0), Some((6, time(15, 30, Some(Zone::Utc)))));
        assert_eq!(clock(b"9:05+02:00", 0), Some((10, time(9, 5, Some(Zone::Offset(120))))));
        assert_eq!(clock(b"25:00", 0), None);
        assert_eq!(clock(b"3:2", 0), None);
        assert_eq!(clock(b"08:02: first alarms", 0), Some((5, time(8, 2, None))));
        assert_eq!(clock(b"8:02:113", 0), None);
    }

    #[test]
    fn a_number_has_groups_and_a_fraction() {
        assert_eq!(integer(b"1,250,000 people", 0, ENGLISH).value, Some(1_250_000.0));
        assert_eq!(integer(b"2.5 years", 0, ENGLISH).value, Some(2.5));
        let other = Digits { decimal: Some(','), thousands: Some('.') };
        assert_eq!(integer(b"1.250.000,5", 0, other).value, Some(1_250_000.5));
        assert_eq!(integer(b"2,5", 0, Digits::default()).value, Some(2.0));
        assert_eq!(
            integer(b"2021.", 0, ENGLISH),
            Number { end: 4, value: Some(2021.0), digits: 4, fraction: false, grouped: false }
        );
        assert_eq!(integer(&[b'9'; 40], 0, ENGLISH).value, None);
    }
}
