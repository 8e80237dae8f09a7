//! Units from here: "last week", "that year", "three weeks ago", "a year later".

use super::calendar::{add_days, add_units, per_year, step};
use super::expression::{Base, Count, Node, Unit, Vague};
use super::reason::Policy;
use super::resolve::{Meaning, Resolver};
use super::sign::Tense;
use super::value::Kind;
use super::{Genre, TimexType};
use crate::when::{Clock, Granularity, When};

impl Resolver<'_> {
    pub(super) fn relative(&mut self, unit: Unit, offset: i32, base: Base) -> Option<Meaning> {
        let vague = match offset {
            0 => Vague::Present,
            1.. => Vague::Future,
            _ => Vague::Past,
        };
        let Some(granularity) = unit.granularity() else {
            if base == Base::Story && offset == 0 {
                let when = self.base(base, unit);
                if unit == Unit::Period {
                    return Some(Meaning::valued(TimexType::Date, Kind::None, when));
                }
                return Some(when.map_or(Meaning::vague(Vague::Past, None), Meaning::calendar));
            }
            self.reason.policy = Policy::Vague;
            return Some(Meaning::vague(vague, None));
        };
        if unit == Unit::Quarter && base == Base::Story && offset == 0 {
            // "the quarter" of a report is the one that it told, else the last that is over.
            let told = self.quarter.or_else(|| step(When::containing(self.reference.date?, Granularity::Quarter)?, -1));
            self.reason.policy = Policy::Around;
            return told.map(Meaning::calendar);
        }
        // "For the full year" of a report on the fourth quarter is the year of that quarter.
        let quarter = self.quarter.filter(|_| unit == Unit::Year && base == Base::Place);
        // "the start of the month" in a sentence that has told a year is not of that year.
        let told = self.base(base, unit).filter(|told| base != Base::Place || told.granularity() <= granularity);
        let told = told.or_else(|| if base == Base::Place { self.base(Base::Document, unit) } else { None });
        // "The month after the flag was raised" goes on from the date before; "on the day of the vote"
        // is no date where nobody knows it.
        let told = match (base, told) {
            (Base::Happening, None) if offset == 0 => return None,
            (Base::Happening, None) => self.base(Base::Story, unit),
            (_, told) => told,
        };
        let Some(around) = quarter.or(told) else {
            return Some(Meaning::valued(TimexType::Date, Kind::Any(unit), None));
        };
        if let (Unit::Quarter, Some(told)) = (unit, self.quarter)
            && around.granularity().is_day_or_finer()
            && matches!(base, Base::Node(_))
        {
            // "the quarter ended Sept. 30" of a company that told that it is its first.
            return Some(Meaning::calendar(told));
        }
        // "… as it has since 1950; the same evening": a year has no evening, the day told before it has.
        let coarse = base == Base::Story && around.granularity() > Granularity::Week && granularity.is_day_or_finer();
        let around = if coarse { (self.day_told)().unwrap_or(around) } else { around };
        self.reason.policy = if offset == 0 { Policy::Around } else { Policy::Stepped };
        // A year told last has no day: "that day" then hangs in the air.
        if around.granularity() > granularity
            && around.granularity() > Granularity::Week
            && base != Base::Document
            && quarter.is_none()
        {
            return Some(Meaning::valued(TimexType::Date, Kind::Any(unit), None));
        }
        let when = step(When::containing(around.from(), granularity)?, offset)?;
        Some(Meaning::calendar(when))
    }

    pub(super) fn shift(&mut self, base: Base, count: Count, unit: Unit, sign: i32) -> Option<Meaning> {
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        // "up from a year earlier" said twice compares twice with the same year.
        let again = self.compared && unit == Unit::Year && sign < 0 && self.reference.genre == Genre::News;
        let base = if again && base == Base::Story { Base::Document } else { base };
        let around = self.base(base, unit);
        self.reason.policy = Policy::Counted;
        // "48 hours later" is two days later where no hour was told; "on call since Monday … eleven
        // minutes later" counts from the minute told before.
        let (unit, count, around) = match (unit, count, around) {
            (Unit::Hour | Unit::Minute, Count::Exact(number), Some(told))
                if told.clock().is_none() && base == Base::Story =>
            {
                if unit == Unit::Hour && number % 24.0 == 0.0 && told.granularity().is_day_or_finer() {
                    (Unit::Day, Count::Exact(number / 24.0), around)
                } else {
                    (unit, count, (self.clocked)().filter(|_| sign > 0).or(around))
                }
            }
            other => other,
        };
        let Count::Exact(number) = count else {
            if base == Base::Happening {
                return Some(Meaning::valued(TimexType::Duration, Kind::Length(count, unit), None));
            }
            // "years ago": nobody knows how many.
            return Some(Meaning::vague(vague, None));
        };
        let Some(around) = around else {
            return Some(Meaning::valued(TimexType::Duration, Kind::Length(count, unit), None));
        };
        let Some(granularity) = unit.granularity() else {
            if let Some(moment) = moment(around, number * f64::from(sign), unit) {
                return Some(Meaning { kind: TimexType::Time, ..Meaning::calendar(moment) });
            }
            let when = When::day(around.from()).filter(|_| around.granularity().is_day_or_finer());
            return Some(Meaning::vague(vague, when));
        };
        if unit == Unit::Year
            && number == 1.0
            && !matches!(base, Base::Node(_))
            && let Some(quarter) = self.quarter
        {
            return step(quarter, per_year(quarter.granularity()) * sign).map(Meaning::calendar);
        }
        // "A week earlier" than some day of 2010 is still in 2010.
        let start = if sign < 0 && around.granularity() > granularity { around.last_day() } else { around.from() };
        // A week lies in the year, and counts from the day, that its Thursday does.
        let start = if around.granularity() == Granularity::Week { add_days(start, 3)? } else { start };
        let Some(date) = add_units(start, number * f64::from(sign), unit) else {
            // "66 million years ago": before the calendar.
            return Some(Meaning::vague(vague, None));
        };
        let node = if let Base::Node(id) = base { Some(self.node(id)) } else { None };
        let from_a_day = matches!(node, Some(Node::Relative { unit: Unit::Day, .. } | Node::Nearest { .. }))
            && around.granularity().is_day_or_finer();
        // "forty years ago this week"
        let from_a_stretch = matches!(node, Some(Node::Relative { unit: Unit::Week | Unit::Month, .. }));
        if base == Base::Story
            && sign > 0
            && self.reference.date.is_some_and(|document| date > document)
            && self.reference.genre == Genre::News
            && self.told_past()
        {
            // "… and left a decade later": whatever it was counted from, it has happened.
            return Some(Meaning::valued(TimexType::Date, Kind::None, None));
        }
        if let Some(document) = self.reference.date
            && base == Base::Story
            && sign > 0
            && self.story.is_none()
            && date > document
            && self.reference.genre == Genre::News
            && (self.tense)() == Tense::Unknown
        {
            // "Ten years on, the village still waits": so long after what everybody knows is now.
            return When::containing(document, granularity).map(Meaning::calendar);
        }
        let granularity = match granularity {
            // "a year ago today"
            _ if from_a_day => Granularity::Day,
            _ if from_a_stretch => around.granularity(),
            // "a year and a half ago" is told to the month.
            Granularity::Year if number.fract() != 0.0 => Granularity::Month,
            // From a day told in the text, weeks lead to a day; from "now" only to a week.
            Granularity::Week if base != Base::Document && around.granularity().is_day_or_finer() => Granularity::Day,
            Granularity::Decade => Granularity::Year,
            // "half a century ago"
            Granularity::Century if number.fract() != 0.0 => Granularity::Year,
            Granularity::Weekend => Granularity::Week,
            granularity => granularity,
        };
        Some(Meaning::calendar(When::containing(date, granularity.max(coarse(around.granularity())))?))
    }
}

/// The time so many hours or minutes from a told time of day: "shut at 05:40 and reopened three hours later".
fn moment(from: When, count: f64, unit: Unit) -> Option<When> {
    const DAY: i32 = 24 * 60;
    /// In hours: from further away nobody counts to the minute.
    const FARTHEST: f64 = 100.0;
    let minutes = match unit {
        Unit::Hour if count.abs() < FARTHEST => count * 60.0,
        Unit::Minute if count.abs() < FARTHEST * 60.0 => count,
        // A clock that tells no seconds is read to the minute.
        Unit::Second if count.abs() < FARTHEST * 3600.0 => (count / 60.0).trunc(),
        _ => return None,
    };
    let Clock::Time { hour, minute, second, zone } = from.clock()? else { return None };
    let at = i32::from(hour) * 60 + i32::from(minute) + minutes.round() as i32;
    let (hour, minute) = ((at.rem_euclid(DAY) / 60) as u8, (at.rem_euclid(60)) as u8);
    Some(step(When::day(from.from())?, at.div_euclid(DAY))?.at(Clock::Time { hour, minute, second, zone }))
}

/// A month counted from a year stays a year; below a week the unit counted decides.
fn coarse(granularity: Granularity) -> Granularity {
    if granularity >= Granularity::Month { granularity } else { Granularity::Minute }
}
