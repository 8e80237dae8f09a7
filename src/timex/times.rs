//! Times of day, with their day or without one.

use super::calendar::step;
use super::expression::{Base, Node, NodeId, Unit};
use super::reason::{Anchor, Policy};
use super::resolve::{Meaning, Resolver};
use super::sign::Tense;
use super::value::Kind;
use super::{Genre, TimexType};
use crate::when::{Clock, PartOfDay, When};

impl Resolver<'_> {
    /// A day with a time of day.
    pub(super) fn at(&mut self, date: NodeId, clock: Clock) -> Option<Meaning> {
        let target = self.node(date);
        self.announced = matches!(clock, Clock::Time { .. });
        let meaning = self.resolve(target);
        self.announced = false;
        if meaning.is_none() && matches!(target, Node::Relative { base: Base::Happening, .. }) {
            // "on the night of the fire", of which nothing tells when it was
            return if (self.day)().is_some() {
                self.clock(clock)
            } else {
                Some(self.open(Node::Nothing, Some(clock)))
            };
        }
        let meaning = meaning?;
        let Some(day) = meaning.when else {
            return Some(match meaning.value.0 {
                Kind::Open(partial, _) => Meaning::valued(TimexType::Time, Kind::Open(partial, Some(clock)), None),
                _ => Meaning { kind: TimexType::Time, ..meaning },
            });
        };
        if !day.granularity().is_day_or_finer() {
            return Some(Meaning { kind: TimexType::Time, ..meaning });
        }
        let mut at = Meaning::calendar(day.at(clock));
        at.kind = TimexType::Time;
        at.modifier = meaning.modifier;
        Some(at)
    }

    /// True if a clock time of this clause cannot lie on a day that was told before: "the raid was a
    /// year ago today; a bell will be rung at noon".
    fn contradicts(&self, told: &When) -> bool {
        let Some(document) = self.reference.date else { return false };
        match (self.tense)() {
            Tense::Future => told.until() <= document,
            Tense::Past => told.from() > document,
            Tense::Unknown => false,
        }
    }

    /// A bare hour behind a day: "On Friday the crews met at nine and left at two" is nine and fourteen o'clock.
    pub(super) fn hour(&mut self, hour: u8) -> Option<Meaning> {
        const NOON: u8 = 12;
        const DAY: u8 = 24;
        let told = (self.day)().filter(|told| told.clock().is_some() || (self.verb_before)())?;
        if self.contradicts(&told) {
            return None;
        }
        let earliest = match told.clock() {
            None => hour,
            Some(Clock::Time { hour, .. } | Clock::Hour(hour)) => hour,
            Some(Clock::Part(part)) => match part {
                PartOfDay::Morning => 5,
                PartOfDay::Midday | PartOfDay::Afternoon => NOON,
                PartOfDay::Evening => 16,
                PartOfDay::Night => 18,
                PartOfDay::Daytime => 8,
            },
        };
        let hour = (hour % NOON..=3 * NOON).step_by(usize::from(NOON)).find(|hour| *hour >= earliest)?;
        self.reason.anchor = Anchor::Story(told);
        self.reason.policy = Policy::Clock;
        let day = step(When::day(told.from())?, i32::from(hour / DAY))?;
        let clock = Clock::Time { hour: hour % DAY, minute: 0, second: None, zone: None };
        Some(Meaning { kind: TimexType::Time, ..Meaning::calendar(day.at(clock)) })
    }

    /// The day of the incident that a text is about: of the lines of its log, and of an hour that is told as past.
    fn of_incident(&self, clock: Clock) -> Option<When> {
        let hour = matches!(clock, Clock::Time { .. });
        let (told, line) = hour.then(|| (self.incident)()).flatten()?;
        (line || (self.tense)() == Tense::Past).then_some(told)
    }

    /// A time of day alone: of the day just told, else of the article's.
    pub(super) fn clock(&mut self, clock: Clock) -> Option<Meaning> {
        /// In hours: a log that goes back by so many has gone on overnight.
        const OVERNIGHT: u8 = 8;
        // A line of a log goes on from the line before, not from a day long past that was told in passing.
        let logged = self.logged.filter(|_| self.entry);
        let passing = (self.day)().filter(|told| self.entry || !self.contradicts(told));
        let before = passing.filter(|day| logged.is_none_or(|logged| day.from() > logged.from())).or(logged);
        let told = self.day_over.or(before);
        let told = told.or_else(|| self.of_incident(clock));
        let told = told.filter(|_| self.reference.genre == Genre::News);
        let day = match (told, self.reference.genre) {
            (Some(told), _) => {
                self.reason.anchor = Anchor::Story(told);
                When::day(told.from())
            }
            (None, Genre::News) => self.document(),
            (None, Genre::Narrative) => {
                self.base(Base::Story, Unit::Day).filter(|story| story.granularity().is_day_or_finer())
            }
        };
        self.reason.policy = Policy::Clock;
        let Some(mut day) = day else { return Some(self.open(Node::Nothing, Some(clock))) };
        let clock = match clock {
            // Midnight ends a day; the one that an article tells as past began its day.
            Clock::Time { hour: 24, minute, second, zone } if self.told_past() => {
                Clock::Time { hour: 0, minute, second, zone }
            }
            clock => clock,
        };
        // "At 8 p.m. the spire was gone; by 3 a.m. the fire was out": after an evening it is the next day.
        let before = told.or(self.story.filter(|_| self.reference.genre == Genre::Narrative));
        let after_midnight = match before.and_then(|before| before.clock()) {
            // "16:10 All is quiet. 07:30 The crew is back."
            Some(Clock::Time { hour: last, .. })
                if logged.is_some() && matches!(clock, Clock::Time { hour, .. } if hour + OVERNIGHT <= last) =>
            {
                true
            }
            // "left at midnight on Sunday and landed at 6:05"
            Some(Clock::Time { hour: 24, .. }) => matches!(clock, Clock::Time { hour: 0..=23, .. }),
            Some(Clock::Time { hour: 18..=23, .. }) => {
                matches!(clock, Clock::Time { hour: 0..=5, .. } | Clock::Part(PartOfDay::Morning))
            }
            Some(Clock::Part(PartOfDay::Evening | PartOfDay::Night)) => {
                matches!(clock, Clock::Time { hour: 0..=4, .. } | Clock::Part(PartOfDay::Morning))
            }
            _ => false,
        };
        if after_midnight {
            day = step(day, 1)?;
        }
        let mut meaning = Meaning::calendar(day.at(clock));
        meaning.kind = TimexType::Time;
        Some(meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn bare_hours_go_on_from_the_time_told() {
        let values = |text: &str| sample::values("2023-03-31", text);
        let hours = |text: &str| values(text)[1..].to_vec();
        assert_eq!(hours("On Thursday the crews met at nine."), ["2023-03-30T09:00"]);
        assert_eq!(
            hours("They left at 7:30 on Thursday night, broke down at nine and were home at two."),
            ["2023-03-30T21:00", "2023-03-31T02:00"]
        );
        assert_eq!(hours("The show is on Saturday evening; doors open at seven."), ["2023-04-01T19:00"]);
        assert_eq!(hours("The bus left at 8:15 today. At ten it stood at the quay."), ["2023-03-31T10:00"]);
        for none in [
            "On Thursday the toll stood at nine.",
            "On Thursday at noon the toll stood at nine and rose.",
            "On Thursday the mayor put the number at nine.",
            "It fell on Thursday. Work at nine sites goes on.",
            "It fell on Thursday. Work at nine of them goes on.",
            "It fell on Thursday. Prices are at ten there.",
            "It fell on Thursday.\n\nThey met at nine.",
        ] {
            assert_eq!(hours(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn hours_of_an_incident_are_of_its_day() {
        let values = |text: &str| sample::values("2025-06-18", text);
        let report = "On Friday, 13 June, at 15:20 UTC the queue was moved.\n\n15:41 The first pump stops.\n";
        assert_eq!(values(report)[1], "2025-06-13T15:41");
        let log =
            "It began on 13 June at about 20:00.\n\n## Log\n\n- 23:09: a user signs up\n- 00:40: all is removed\n";
        assert_eq!(values(log)[1..], ["2025-06-13T23:09", "2025-06-14T00:40"]);
        let told = "On 13 June the alarm was raised.\n\n\
            14:02 Crew called out. 16:50 All quiet. 23:50 Fire is back. 00:20 Crew leaves. 07:10 Gate shut.";
        let days = ["13T14:02", "13T16:50", "13T23:50", "14T00:20", "14T07:10"].map(|time| format!("2025-06-{time}"));
        assert_eq!(values(&told.replace("\n\n", " "))[1..], days);
        // An hour to come is not of a day that is over.
        let plan = "The raid began on 13 June at 6:10.\n\nThe council will meet at 18:30.\n";
        assert_eq!(values(plan)[1], "2025-06-18T18:30");
    }
}
