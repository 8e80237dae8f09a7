//! The values of a term: numbers, units, modifiers, holidays, and what is made of them.

use super::expression::{Base, Count, Holiday, NodeId, Quant, Unit, Vague};
use crate::when::{Clock, Modifier, PartOfDay, Zone};

/// A value's place among those of an island. Values are told by their places, since a number is
/// handed on more quickly than a value of many forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermId(pub u32);

impl TermId {
    /// The place of [`Term::Nil`].
    pub const NIL: TermId = TermId(0);
}

/// A value in a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Term {
    /// What an optional part of a match is when it is not there.
    Nil,
    Int(i32),
    Number(f64),
    /// "several"
    Several,
    Node(NodeId),
    Unit(Unit),
    Modifier(Modifier),
    Part(PartOfDay),
    Clock(Clock),
    Zone(Zone),
    Holiday(Holiday),
    Vague(Vague),
    Quant(Quant),
    Base(Base),
}

impl Term {
    /// The value that a name stands for in a pack.
    pub fn constant(name: &str) -> Option<Term> {
        let unit = match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "night" => Unit::Night,
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "season" => Unit::Season,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            "millennium" => Unit::Millennium,
            "period" => Unit::Period,
            _ => return Term::other_constant(name),
        };
        Some(Term::Unit(unit))
    }

    fn other_constant(name: &str) -> Option<Term> {
        if let Some(modifier) = Modifier::from_timex3(name) {
            return Some(Term::Modifier(modifier));
        }
        if let Some(part) = PartOfDay::from_timex3(name) {
            return Some(Term::Part(part));
        }
        Some(match name {
            "nil" => Term::Nil,
            "several" => Term::Several,
            "document" => Term::Base(Base::Document),
            "story" => Term::Base(Base::Story),
            "place" => Term::Base(Base::Place),
            "happening" => Term::Base(Base::Happening),
            "PAST_REF" => Term::Vague(Vague::Past),
            "PRESENT_REF" => Term::Vague(Vague::Present),
            "FUTURE_REF" => Term::Vague(Vague::Future),
            "EVERY" => Term::Quant(Quant::Every),
            "EACH" => Term::Quant(Quant::Each),
            "UTC" => Term::Zone(Zone::Utc),
            _ => {
                if let Some(hours) = name.strip_prefix("UTC") {
                    return Some(Term::Zone(Zone::Offset((hours.parse::<f64>().ok()? * 60.0) as i16)));
                }
                return holiday(name).map(Term::Holiday);
            }
        })
    }
}

/// A holiday's rule: `12-25`, `easter+1`, `eastern`, `nth 11 4 4` (month, weekday, which), `nth 11 4 4 +1`,
/// `islamic 9`, `islamic 10 1`, `once 2001 9 11`.
fn holiday(rule: &str) -> Option<Holiday> {
    let mut words = rule.split_whitespace();
    let first = words.next()?;
    let numbers: Option<Vec<i16>> = words.map(|word| word.parse().ok()).collect();
    let numbers = numbers?;
    Some(match (first, &numbers[..]) {
        ("nth", [month, weekday, n, rest @ ..]) => Holiday::Nth {
            month: u8::try_from(*month).ok()?,
            weekday: u8::try_from(*weekday).ok()?,
            n: i8::try_from(*n).ok()?,
            after: rest.first().map_or(Some(0), |after| i8::try_from(*after).ok())?,
        },
        ("islamic", [month]) => Holiday::Islamic(u8::try_from(*month).ok()?, 0),
        ("islamic", [month, day]) => Holiday::Islamic(u8::try_from(*month).ok()?, u8::try_from(*day).ok()?),
        ("once", [year, month, day]) => Holiday::Once(*year, u8::try_from(*month).ok()?, u8::try_from(*day).ok()?),
        (eastern, []) if eastern.starts_with("eastern") => {
            Holiday::EasternEaster(days_after(&eastern["eastern".len()..])?)
        }
        (easter, []) if easter.starts_with("easter") => Holiday::Easter(days_after(&easter["easter".len()..])?),
        (date, []) => {
            let (month, day) = date.split_once('-')?;
            Holiday::Fixed(month.parse().ok()?, day.parse().ok()?)
        }
        _ => return None,
    })
}

/// The days behind a feast: nothing, `+1`, `-2`.
fn days_after(text: &str) -> Option<i16> {
    if text.is_empty() { Some(0) } else { text.parse().ok() }
}

pub(super) fn small(term: &Term, range: std::ops::RangeInclusive<i32>) -> Option<u8> {
    match term {
        Term::Int(number) if range.contains(number) => u8::try_from(*number).ok(),
        _ => None,
    }
}

pub(super) fn number(term: &Term) -> Option<f64> {
    match term {
        Term::Int(number) => Some(f64::from(*number)),
        Term::Number(number) => Some(*number),
        _ => None,
    }
}

pub(super) fn count(term: &Term) -> Option<Count> {
    match term {
        Term::Several => Some(Count::Some),
        _ => number(term).map(Count::Exact),
    }
}

/// Whole numbers stay whole, so that they can be years and days.
pub(super) fn tidy(number: f64) -> Term {
    if number.fract() == 0.0 && number.abs() < 1e9 { Term::Int(number as i32) } else { Term::Number(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_have_rules() {
        assert_eq!(holiday("12-25"), Some(Holiday::Fixed(12, 25)));
        assert_eq!(holiday("easter-2"), Some(Holiday::Easter(-2)));
        assert_eq!(holiday("eastern"), Some(Holiday::EasternEaster(0)));
        assert_eq!(holiday("eastern+1"), Some(Holiday::EasternEaster(1)));
        assert_eq!(holiday("easterly"), None);
        assert_eq!(holiday("nth 11 4 4"), Some(Holiday::Nth { month: 11, weekday: 4, n: 4, after: 0 }));
        assert_eq!(holiday("nonsense"), None);
    }
}
