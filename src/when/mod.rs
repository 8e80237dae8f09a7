//! When something happened: a half-open interval of days with its granularity, a modifier and,
//! where the text tells it, the time of day.
//!
//! Sorting, overlap, precision and the formats of dates (TIMEX3 values, EDTF) all come from
//! [`When`]. The calendar is the proleptic Gregorian one with astronomical years (year 0 is 1 BC),
//! as in ISO 8601. A day stays the day as written: time zones shift nothing.

mod clock;
mod edtf;
mod timex3;

pub use clock::{Clock, PartOfDay, Zone};
pub use edtf::EdtfError;

use chrono::{Datelike, Days, Months, NaiveDate};
use std::cmp::Ordering;

/// The first and the last year that a text may name: 10,000 BC (astronomical −9999) to AD 9999.
pub const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

/// How finely a date is known, from a minute to a millennium.
///
/// The order is from fine to coarse, so `a < b` reads "a is more precise than b".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A clock time such as 15:00, or finer.
    Minute,
    /// An hour named without minutes.
    Hour,
    /// Morning, afternoon, evening, night of a day.
    PartOfDay,
    /// A calendar day.
    Day,
    /// Saturday and Sunday of an ISO week.
    Weekend,
    /// An ISO 8601 week, Monday first.
    Week,
    /// A calendar month.
    Month,
    /// Three months: spring from March, summer from June, autumn from September, winter from December.
    Season,
    /// A quarter of a calendar year.
    Quarter,
    /// A half of a calendar year.
    Half,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
    /// A hundred years from a year that ends in 00.
    Century,
    /// A thousand years from a year that ends in 000.
    Millennium,
}

impl Granularity {
    /// True for a day and everything finer.
    pub fn is_day_or_finer(self) -> bool {
        self <= Granularity::Day
    }

    /// The word used for it in `events.json` and in the templates: `minute`, `day`, `month` ….
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Minute => "minute",
            Granularity::Hour => "hour",
            Granularity::PartOfDay => "part-of-day",
            Granularity::Day => "day",
            Granularity::Weekend => "weekend",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Season => "season",
            Granularity::Quarter => "quarter",
            Granularity::Half => "half",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Century => "century",
            Granularity::Millennium => "millennium",
        }
    }
}

/// What a modifier says of a date: the `mod` attribute of TIMEX3 (TimeML 1.2.1, table of `mod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// "before 2019"
    Before,
    /// "after 2019"
    After,
    /// "no later than Friday"
    OnOrBefore,
    /// "no earlier than Friday"
    OnOrAfter,
    /// "less than three weeks"
    LessThan,
    /// "more than three weeks"
    MoreThan,
    /// "up to three weeks"
    EqualOrLess,
    /// "at least three weeks"
    EqualOrMore,
    /// "early 2019"
    Start,
    /// "mid-2019"
    Mid,
    /// "late 2019"
    End,
    /// "about 2019"
    Approx,
}

impl Modifier {
    /// The value of the TIMEX3 attribute `mod`.
    pub fn timex3(self) -> &'static str {
        match self {
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Approx => "APPROX",
        }
    }

    /// The modifier that a TIMEX3 attribute `mod` names, if it is one.
    pub fn from_timex3(name: &str) -> Option<Modifier> {
        const ALL: [Modifier; 12] = [
            Modifier::Before,
            Modifier::After,
            Modifier::OnOrBefore,
            Modifier::OnOrAfter,
            Modifier::LessThan,
            Modifier::MoreThan,
            Modifier::EqualOrLess,
            Modifier::EqualOrMore,
            Modifier::Start,
            Modifier::Mid,
            Modifier::End,
            Modifier::Approx,
        ];
        ALL.into_iter().find(|modifier| modifier.timex3() == name)
    }
}

/// A stretch of days, how finely it is known, and what else is said of it.
///
/// ```
/// use dateline::when::{Granularity, When};
///
/// let october = When::month(2022, 10).unwrap();
/// assert_eq!(october.edtf(), "2022-10");
/// assert_eq!(october.timex3(), "2022-10");
/// assert_eq!(october.from().to_string(), "2022-10-01");
/// assert_eq!(october.until().to_string(), "2022-11-01");
/// assert_eq!(october.granularity(), Granularity::Month);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    from: NaiveDate,
    until: NaiveDate,
    granularity: Granularity,
    modifier: Option<Modifier>,
    clock: Option<Clock>,
}

impl When {
    /// The interval from `from` to, and not with, `until`; none if it is empty or out of [`YEARS`].
    pub fn new(from: NaiveDate, until: NaiveDate, granularity: Granularity) -> Option<When> {
        let inside = from.year() >= *YEARS.start() && from.year() <= *YEARS.end();
        (from < until && inside).then_some(When { from, until, granularity, modifier: None, clock: None })
    }

    /// A single day.
    pub fn day(date: NaiveDate) -> Option<When> {
        When::new(date, date.checked_add_days(Days::new(1))?, Granularity::Day)
    }

    /// The ISO 8601 week, Monday first, in which a day lies.
    pub fn week_of(date: NaiveDate) -> Option<When> {
        let monday = monday_of(date)?;
        When::new(monday, monday.checked_add_days(Days::new(7))?, Granularity::Week)
    }

    /// Saturday and Sunday of the ISO week in which a day lies.
    pub fn weekend_of(date: NaiveDate) -> Option<When> {
        let monday = monday_of(date)?;
        let saturday = monday.checked_add_days(Days::new(5))?;
        When::new(saturday, monday.checked_add_days(Days::new(7))?, Granularity::Weekend)
    }

    /// A calendar month; `month` is 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<When> {
        When::months(year, month, 1, Granularity::Month)
    }

    /// A quarter of a calendar year; `quarter` is 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<When> {
        (1..=4).contains(&quarter).then(|| When::months(year, quarter * 3 - 2, 3, Granularity::Quarter))?
    }

    /// A half of a calendar year; `half` is 1 or 2.
    pub fn half(year: i32, half: u32) -> Option<When> {
        (1..=2).contains(&half).then(|| When::months(year, half * 6 - 5, 6, Granularity::Half))?
    }

    /// A season by the month in which it starts: 3 spring, 6 summer, 9 autumn, 12 winter (which ends in the next year).
    pub fn season(year: i32, first_month: u32) -> Option<When> {
        When::months(year, first_month, 3, Granularity::Season)
    }

    /// A calendar year; year 0 is 1 BC, −489 is 490 BC.
    pub fn year(year: i32) -> Option<When> {
        When::months(year, 1, 12, Granularity::Year)
    }

    /// The decade in which a year lies: 1980 to 1989, 499 to 490 BC. Those next to the birth of Christ
    /// have nine years.
    pub fn decade(year: i32) -> Option<When> {
        let first = if year > 0 { year / 10 * 10 } else { -((1 - year) / 10 * 10) - 8 };
        When::unit_of_years(year, first, 10, Granularity::Decade)
    }

    /// The century in which a year lies: 1800 to 1899, but 500 to 401 BC. The first one has 99 years.
    pub fn century(year: i32) -> Option<When> {
        When::unit_of_years(year, first_of(year, 100), 100, Granularity::Century)
    }

    /// The millennium in which a year lies, counted as the centuries are.
    pub fn millennium(year: i32) -> Option<When> {
        When::unit_of_years(year, first_of(year, 1000), 1000, Granularity::Millennium)
    }

    /// The unit of so many years from `first` in which `year` lies; none of its years is on the other
    /// side of the birth of Christ.
    fn unit_of_years(year: i32, first: i32, years: i32, granularity: Granularity) -> Option<When> {
        let last = first + years - 1;
        let (first, last) = if year > 0 { (first.max(1), last) } else { (first, last.min(0)) };
        When::months(first, 1, u32::try_from((last - first + 1) * 12).ok()?, granularity)
    }

    fn months(year: i32, month: u32, count: u32, granularity: Granularity) -> Option<When> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        When::new(from, from.checked_add_months(Months::new(count))?, granularity)
    }

    /// The unit of `granularity` in which `date` lies: its week, month, year ….
    pub fn containing(date: NaiveDate, granularity: Granularity) -> Option<When> {
        let (year, month) = (date.year(), date.month());
        match granularity {
            Granularity::Minute | Granularity::Hour | Granularity::PartOfDay | Granularity::Day => When::day(date),
            Granularity::Weekend => When::weekend_of(date),
            Granularity::Week => When::week_of(date),
            Granularity::Month => When::month(year, month),
            Granularity::Season => match month {
                1 | 2 => When::season(year - 1, 12),
                12 => When::season(year, 12),
                _ => When::season(year, month / 3 * 3),
            },
            Granularity::Quarter => When::quarter(year, month.div_ceil(3)),
            Granularity::Half => When::half(year, month.div_ceil(6)),
            Granularity::Year => When::year(year),
            Granularity::Decade => When::decade(year),
            Granularity::Century => When::century(year),
            Granularity::Millennium => When::millennium(year),
        }
    }

    /// From the first day of `self` to the last of `last`, at the coarser of both granularities.
    pub fn through(self, last: When) -> Option<When> {
        When::new(self.from, last.until, self.granularity.max(last.granularity))
    }

    /// The same with a modifier.
    pub fn with_modifier(mut self, modifier: Option<Modifier>) -> When {
        self.modifier = modifier;
        self
    }

    /// The same day at a time of day; the granularity becomes that of the clock time.
    pub fn at(mut self, clock: Clock) -> When {
        self.granularity = clock.granularity();
        self.clock = Some(clock);
        self
    }

    /// The first day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The day after the last.
    pub fn until(&self) -> NaiveDate {
        self.until
    }

    /// The last day.
    pub fn last_day(&self) -> NaiveDate {
        self.until.pred_opt().unwrap_or(self.from)
    }

    /// How finely it is known.
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// "early", "about", "before" ….
    pub fn modifier(&self) -> Option<Modifier> {
        self.modifier
    }

    /// The time of day, where the text tells one.
    pub fn clock(&self) -> Option<Clock> {
        self.clock
    }

    /// How many days it spans, at least 1.
    pub fn days(&self) -> i64 {
        (self.until - self.from).num_days()
    }

    /// True if it is exactly one unit of its granularity: one day, one month, not "3 to 5 March".
    pub fn is_single(&self) -> bool {
        When::containing(self.from, self.granularity)
            .is_some_and(|unit| unit.from == self.from && unit.until == self.until)
    }

    /// True if both share a day.
    pub fn overlaps(&self, other: &When) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// True if every day of `other` lies in `self`.
    pub fn contains(&self, other: &When) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    /// The order of a timeline: by the first day; where that is the same the coarser first, so that
    /// "sometime in March" stands at the head of March; then by time of day; then the longer first.
    pub fn chronological(&self, other: &When) -> Ordering {
        let rank = |when: &When| if when.granularity.is_day_or_finer() { Granularity::Day } else { when.granularity };
        (self.from.cmp(&other.from))
            .then(rank(other).cmp(&rank(self)))
            .then_with(|| minute_of_day(self).cmp(&minute_of_day(other)))
            .then(other.until.cmp(&self.until))
    }
}

/// The first year of a unit of so many years: 1800 of the 19th century, -499 (500 BC) of the 5th before Christ.
fn first_of(year: i32, years: i32) -> i32 {
    if year > 0 { year / years * years } else { -(-year / years * years) - years + 1 }
}

fn minute_of_day(when: &When) -> u32 {
    when.clock.map_or(0, |clock| clock.order())
}

/// The Monday of the ISO week in which a day lies.
pub(crate) fn monday_of(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn coarse_dates_stand_before_the_days_they_hold() {
        let month = When::month(2023, 3).expect("a month");
        let first = When::day(day("2023-03-01")).expect("a day");
        let year = When::year(2023).expect("a year");
        let new_year = When::day(day("2023-01-01")).expect("a day");
        assert_eq!(month.chronological(&first), Ordering::Less);
        assert_eq!(year.chronological(&new_year), Ordering::Less);
        assert_eq!(year.chronological(&month), Ordering::Less);
    }

    #[test]
    fn winter_belongs_to_the_year_of_its_december() {
        let winter = When::containing(day("2011-02-03"), Granularity::Season).expect("a season");
        assert_eq!(winter.from(), day("2010-12-01"));
        assert_eq!(winter.until(), day("2011-03-01"));
    }

    #[test]
    fn units_of_years_end_at_the_birth_of_christ() {
        let years = |when: Option<When>| when.map(|when| (when.from().year(), when.last_day().year()));
        assert_eq!(years(When::decade(1985)), Some((1980, 1989)));
        assert_eq!(years(When::decade(-489)), Some((-498, -489)), "the 490s BC: 499 to 490 BC");
        assert_eq!(years(When::decade(5)), Some((1, 9)));
        assert_eq!(years(When::decade(-5)), Some((-8, 0)));
        assert_eq!(years(When::century(1850)), Some((1800, 1899)));
        assert_eq!(years(When::century(-489)), Some((-499, -400)), "the 5th century BC: 500 to 401 BC");
        assert_eq!(years(When::century(0)), Some((-99, 0)));
        assert_eq!(years(When::century(70)), Some((1, 99)));
        assert_eq!(years(When::millennium(-2000)), Some((-2999, -2000)), "the third millennium BC");
        for year in [-9000, -489, -400, -8, 0, 1, 9, 99, 100, 2023] {
            for unit in [When::decade(year), When::century(year), When::millennium(year)] {
                assert!(unit.expect("in range").is_single(), "{year}");
            }
        }
    }

    #[test]
    fn years_out_of_range_are_refused() {
        assert!(When::year(9999).is_some());
        assert!(When::year(10_000).is_none());
        assert!(When::year(-9999).is_some());
        assert!(When::year(-10_000).is_none());
    }
}
