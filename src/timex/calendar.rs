//! Arithmetic on the calendar: units before and after, holidays of a year.

use super::expression::{Holiday, Partial, Unit};
use crate::when::{Granularity, When};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The unit that lies `offset` units after `when`, which is a single unit of its granularity.
pub(super) fn step(when: When, offset: i32) -> Option<When> {
    let from = when.from();
    let date = match when.granularity() {
        Granularity::Minute | Granularity::Hour | Granularity::PartOfDay | Granularity::Day => add_days(from, offset)?,
        Granularity::Weekend | Granularity::Week => add_days(from, offset.checked_mul(7)?)?,
        granularity => add_months(from, offset.checked_mul(months(granularity)?)?)?,
    };
    When::containing(date, when.granularity())
}

/// How many months a unit has; none for those shorter than a month.
pub(super) fn months(granularity: Granularity) -> Option<i32> {
    Some(match granularity {
        Granularity::Month => 1,
        Granularity::Season | Granularity::Quarter => 3,
        Granularity::Half => 6,
        Granularity::Year => 12,
        Granularity::Decade => 120,
        Granularity::Century => 1200,
        Granularity::Millennium => 12_000,
        _ => return None,
    })
}

/// A day some days later, or earlier.
pub(super) fn add_days(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let count = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

/// The same day some months later, or the last of that month.
pub(super) fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

/// `count` units after a day, or before it with a negative count; fractions are counted in the next smaller unit.
pub(super) fn add_units(date: NaiveDate, count: f64, unit: Unit) -> Option<NaiveDate> {
    // Beyond this no date is left in the calendar, and the multiplications below stay in range.
    if count.abs() > 1e7 {
        return None;
    }
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Period => None,
        Unit::Night | Unit::Day => add_days(date, count.round() as i32),
        Unit::Weekend | Unit::Week => add_days(date, (count * 7.0).round() as i32),
        _ => {
            let each = f64::from(months(unit.granularity()?)?);
            add_months(date, (count * each).round() as i32)
        }
    }
}

/// The stretch that fields with a known year name; none if they make no date.
pub(super) fn build(partial: &Partial, year: i32) -> Option<When> {
    if let Some(unit) = partial.years {
        return match unit {
            Unit::Decade => When::decade(year),
            Unit::Century => When::century(year),
            Unit::Millennium => When::millennium(year),
            _ => When::year(year),
        };
    }
    if let (Some(month), Some(day)) = (partial.month, partial.day) {
        return When::day(NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?);
    }
    if let Some(month) = partial.month {
        return When::month(year, u32::from(month));
    }
    if let Some(season) = partial.season {
        return When::season(year, u32::from(season));
    }
    if let Some(quarter) = partial.quarter {
        return When::quarter(year, u32::from(quarter));
    }
    if let Some(half) = partial.half {
        return When::half(year, u32::from(half));
    }
    if let Some(week) = partial.week {
        return When::week_of(NaiveDate::from_isoywd_opt(year, u32::from(week), chrono::Weekday::Mon)?);
    }
    if partial.day.is_some() || partial.weekday.is_some() || partial.weekend {
        return None;
    }
    When::year(year)
}

/// A holiday in a year; none where it did not fall into that year.
pub(super) fn holiday(holiday: Holiday, year: i32) -> Option<When> {
    match holiday {
        Holiday::Fixed(month, day) => When::day(NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?),
        Holiday::Easter(after) => When::day(add_days(easter(year)?, i32::from(after))?),
        Holiday::EasternEaster(after) => When::day(add_days(eastern_easter(year)?, i32::from(after))?),
        Holiday::Nth { month, weekday, n, after } => When::day(add_days(
            nth_weekday(year, u32::from(month), u32::from(weekday), i32::from(n))?,
            i32::from(after),
        )?),
        Holiday::Islamic(month, day) => islamic(year, i64::from(month), i64::from(day)),
        Holiday::Once(its_year, month, day) => {
            let date = NaiveDate::from_ymd_opt(i32::from(its_year), u32::from(month), u32::from(day))?;
            (i32::from(its_year) == year).then(|| When::day(date))?
        }
    }
}

/// The `n`th weekday (Monday is 1) of a month; −1 is the last.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: u32, n: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    if n < 0 {
        let last = add_months(first, 1)?.pred_opt()?;
        let back = (last.weekday().number_from_monday() + 7 - weekday) % 7;
        return add_days(last, -(back as i32) + (n + 1) * 7).filter(|date| date.month() == month);
    }
    let ahead = (weekday + 7 - first.weekday().number_from_monday()) % 7;
    add_days(first, ahead as i32 + (n - 1) * 7).filter(|date| date.month() == month)
}

/// Before this year Easter was kept by the Julian calendar.
const FIRST_GREGORIAN_EASTER: i32 = 1583;

/// Easter Sunday of the Western church: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    if year < FIRST_GREGORIAN_EASTER {
        return julian_easter(year);
    }
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let month = (h + l - 7 * m + 114).div_euclid(31);
    let day = (h + l - 7 * m + 114).rem_euclid(31) + 1;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Easter Sunday of the Julian calendar, written as those who keep it write it: the same chapter.
fn julian_easter(year: i32) -> Option<NaiveDate> {
    let d = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114).div_euclid(31), (d + e + 114).rem_euclid(31) + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Easter Sunday of the Eastern churches, which keep the Julian computus, in the calendar of the time.
fn eastern_easter(year: i32) -> Option<NaiveDate> {
    let centuries = year.div_euclid(100);
    let behind = if year < FIRST_GREGORIAN_EASTER { 0 } else { centuries - centuries.div_euclid(4) - 2 };
    add_days(julian_easter(year)?, behind)
}

/// A day, or with day 0 a month, of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7,
/// 10, 13, 16, 18, 21, 24, 26, 29); sightings of the moon may differ by a day.
fn islamic(year: i32, month: i64, day: i64) -> Option<When> {
    // The first of Muharram of year 1 is 19 July 622 in the proleptic Gregorian calendar.
    let epoch = NaiveDate::from_ymd_opt(622, 7, 19)?;
    let date = |hijri: i64, month: i64, day: i64| {
        let days = (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + 29 * (month - 1) + month / 2 + day - 1;
        add_days(epoch, i32::try_from(days).ok()?)
    };
    let about = (i64::from(year) - 622) * 33 / 32;
    (about - 1..=about + 2).find_map(|hijri| {
        let first = date(hijri, month, day.max(1))?;
        if first.year() != year {
            return None;
        }
        if day > 0 {
            return When::day(first);
        }
        let (next_year, next_month) = if month == 12 { (hijri + 1, 1) } else { (hijri, month + 1) };
        When::new(first, date(next_year, next_month, 1)?, Granularity::Day)
    })
}

/// How many halves or quarters a year has.
pub(super) fn per_year(granularity: Granularity) -> i32 {
    if granularity == Granularity::Half { 2 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn holidays_fall_on_their_days() {
        assert_eq!(easter(2024), Some(day("2024-03-31")));
        assert_eq!(easter(2023), Some(day("2023-04-09")));
        assert_eq!(easter(1583), Some(day("1583-04-10")));
        assert_eq!(easter(1461), Some(day("1461-04-05")), "in the Julian calendar");
        for (year, eastern) in [(1950, "1950-04-09"), (2005, "2005-05-01"), (2023, "2023-04-16"), (2024, "2024-05-05")]
        {
            assert_eq!(eastern_easter(year), Some(day(eastern)));
        }
        assert_eq!(easter(1204), Some(day("1204-04-25")), "in the Julian calendar");
        assert_eq!(nth_weekday(1999, 11, 4, 4), Some(day("1999-11-25")));
        assert_eq!(nth_weekday(2024, 5, 1, -1), Some(day("2024-05-27")));
        assert_eq!(nth_weekday(2024, 2, 1, 5), None);
        let ramadan = holiday(Holiday::Islamic(9, 0), 2023).expect("a month");
        assert_eq!(ramadan.from(), day("2023-03-23"));
        assert_eq!(ramadan.until(), day("2023-04-22"));
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(add_units(day("2024-03-31"), -1.0, Unit::Month), Some(day("2024-02-29")));
        assert_eq!(add_units(day("2024-03-15"), -1.5, Unit::Year), Some(day("2022-09-15")));
        assert_eq!(add_units(day("2024-03-15"), 1e12, Unit::Year), None);
        assert_eq!(step(When::season(2010, 12).expect("a season"), -1), When::season(2010, 9));
    }
}
