//! The TIMEX3 value of an expression: a calendar date, a length, a recurring time, or now.

use super::expression::{Count, Partial, Unit, Vague};
use crate::when::{Clock, PartOfDay, When};
use std::fmt;

/// A TIMEX3 value; `Display` writes it as the attribute `value` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value(pub(super) Kind);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Kind {
    /// There is no value.
    #[default]
    None,
    /// A date of the calendar.
    Calendar(When),
    /// A date whose year or month nobody knows: `XXXX-10`, `XXXX-WXX-5`.
    Open(Partial, Option<Clock>),
    /// A length: `P5Y`, `PT2H`, `PXD`.
    Length(Count, Unit),
    /// Two lengths: `P1Y6M`.
    Lengths((Count, Unit), (Count, Unit)),
    /// Any unit of its kind: `XXXX-WXX`, the value of "twice a week".
    Any(Unit),
    /// Each part of a day.
    AnyPart(PartOfDay),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(Vague),
}

impl Value {
    /// True for a date or time of the calendar.
    pub(super) fn is_calendar(&self) -> bool {
        matches!(self.0, Kind::Calendar(_))
    }

    /// True for `PAST_REF`, `PRESENT_REF` and `FUTURE_REF`, which name no date at all.
    pub(crate) fn is_vague(&self) -> bool {
        matches!(self.0, Kind::Vague(_))
    }

    /// True if there is no value.
    pub fn is_empty(&self) -> bool {
        self.0 == Kind::None
    }
}

impl Value {
    /// True for `FUTURE_REF`, some time after what was told: "minutes later".
    pub(crate) fn is_later(&self) -> bool {
        matches!(self.0, Kind::Vague(Vague::Future))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::None => Ok(()),
            Kind::Calendar(when) => f.write_str(&when.timex3()),
            Kind::Open(partial, clock) => open(f, &partial, clock),
            // "a short time" has a length that nobody tells.
            Kind::Length(_, Unit::Period) => Ok(()),
            Kind::Length(count, unit) => length(f, "", (count, unit)),
            Kind::Lengths(first, second) => {
                let (first, second) = (in_units(first), in_units(second));
                length(f, "", first)?;
                let time = first.1.letters().0;
                let (mark, letter) = second.1.letters();
                if mark != time {
                    f.write_str(mark)?;
                }
                number(f, second.0)?;
                f.write_str(letter)
            }
            Kind::Any(unit) => f.write_str(match unit {
                Unit::Day | Unit::Night => "XXXX-XX-XX",
                Unit::Weekend => "XXXX-WXX-WE",
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Half => "XXXX-HX",
                Unit::Hour => "XXXX-XX-XXTXX",
                Unit::Minute | Unit::Second => "XXXX-XX-XXTXX:XX",
                _ => "XXXX",
            }),
            Kind::AnyPart(part) => write!(f, "XXXX-XX-XXT{}", part.timex3()),
            Kind::Vague(Vague::Past) => f.write_str("PAST_REF"),
            Kind::Vague(Vague::Present) => f.write_str("PRESENT_REF"),
            Kind::Vague(Vague::Future) => f.write_str("FUTURE_REF"),
        }
    }
}

/// A length in units that ISO 8601 has: "two decades" are twenty years. What has no number, "for decades", keeps its unit.
fn in_units((count, unit): (Count, Unit)) -> (Count, Unit) {
    let Count::Exact(number) = count else { return (count, unit) };
    let (times, smaller) = match unit {
        Unit::Decade => (10.0, Unit::Year),
        Unit::Century => (100.0, Unit::Year),
        Unit::Millennium => (1000.0, Unit::Year),
        _ => return (count, unit),
    };
    let product = number * times;
    if product.fract() == 0.0 { (Count::Exact(product), smaller) } else { (count, unit) }
}

fn length(f: &mut fmt::Formatter<'_>, before: &str, of: (Count, Unit)) -> fmt::Result {
    let (count, unit) = in_units(of);
    let (time, letter) = unit.letters();
    f.write_str(before)?;
    f.write_str("P")?;
    f.write_str(time)?;
    number(f, count)?;
    f.write_str(letter)
}

fn number(f: &mut fmt::Formatter<'_>, count: Count) -> fmt::Result {
    match count {
        Count::Exact(number) => write!(f, "{number}"),
        Count::Some => f.write_str("X"),
    }
}

fn open(f: &mut fmt::Formatter<'_>, partial: &Partial, clock: Option<Clock>) -> fmt::Result {
    match (partial.year, partial.year_of_century) {
        (Some(year), _) => write!(f, "{year:04}")?,
        (None, Some(year)) => write!(f, "XX{year:02}")?,
        _ => f.write_str("XXXX")?,
    }
    if let Some(season) = partial.season {
        let name = match season {
            3 => "SP",
            6 => "SU",
            9 => "FA",
            _ => "WI",
        };
        write!(f, "-{name}")?;
    } else if let Some(quarter) = partial.quarter {
        write!(f, "-Q{quarter}")?;
    } else if let Some(half) = partial.half {
        write!(f, "-H{half}")?;
    } else if partial.weekend {
        f.write_str("-WXX-WE")?;
    } else if let Some(weekday) = partial.weekday.filter(|_| partial.day.is_none()) {
        write!(f, "-WXX-{weekday}")?;
    } else if let Some(week) = partial.week {
        write!(f, "-W{week:02}")?;
    } else {
        match (partial.month, partial.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}")?,
            (Some(month), None) => write!(f, "-{month:02}")?,
            (None, Some(day)) => write!(f, "-XX-{day:02}")?,
            (None, None) if clock.is_some() => f.write_str("-XX-XX")?,
            (None, None) => {}
        }
    }
    clock.map_or(Ok(()), |clock| f.write_str(&clock.timex3()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_the_units_of_the_standard() {
        let of = |count, unit| Value(Kind::Length(count, unit)).to_string();
        assert_eq!(of(Count::Exact(2.0), Unit::Decade), "P20Y");
        assert_eq!(of(Count::Exact(0.5), Unit::Century), "P50Y");
        assert_eq!(of(Count::Exact(0.5), Unit::Hour), "PT0.5H");
        assert_eq!(of(Count::Exact(2.5), Unit::Hour), "PT2.5H");
        assert_eq!(of(Count::Some, Unit::Decade), "PXDE");
    }

    #[test]
    fn lengths_keep_their_units() {
        let value = |count, unit| Value(Kind::Length(count, unit)).to_string();
        assert_eq!(value(Count::Exact(24.0), Unit::Hour), "PT24H");
        assert_eq!(value(Count::Exact(12.0), Unit::Month), "P12M");
        assert_eq!(value(Count::Exact(2.5), Unit::Year), "P2.5Y");
        assert_eq!(value(Count::Some, Unit::Week), "PXW");
        let both = Kind::Lengths((Count::Exact(1.0), Unit::Hour), (Count::Exact(30.0), Unit::Minute));
        assert_eq!(Value(both).to_string(), "PT1H30M");
    }

    #[test]
    fn what_is_not_known_is_an_x() {
        let weekday = Partial { weekday: Some(5), ..Partial::default() };
        assert_eq!(Value(Kind::Open(weekday, None)).to_string(), "XXXX-WXX-5");
        let month = Partial { month: Some(10), ..Partial::default() };
        assert_eq!(Value(Kind::Open(month, None)).to_string(), "XXXX-10");
    }
}
