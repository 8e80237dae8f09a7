//! Times of day, with their day or without one.

use super::calendar::step;
use super::expression::{Base, Node, NodeId, Unit};
use super::reason::{Anchor, Policy};
use super::resolve::{Meaning, Resolver};
use super::value::Kind;
use super::{Genre, TimexType};
use crate::when::{Clock, PartOfDay, When};

impl Resolver<'_> {
    /// A day with a time of day.
    pub(super) fn at(&mut self, date: NodeId, clock: Clock) -> Option<Meaning> {
        let target = self.node(date);
        let meaning = self.resolve(target)?;
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

    /// A time of day alone: of the day just told, else of the article's.
    pub(super) fn clock(&mut self, clock: Clock) -> Option<Meaning> {
        let told = self.day.filter(|_| self.reference.genre == Genre::News);
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
            // Midnight ends a day; the one that an article tells as past began its day, and the one
            // after an evening begins the next.
            Clock::Time { hour: 24, minute, second, zone } if self.told_past() => {
                if let Some(Clock::Part(PartOfDay::Evening | PartOfDay::Night)) = told.and_then(|told| told.clock()) {
                    day = step(day, 1)?;
                }
                Clock::Time { hour: 0, minute, second, zone }
            }
            clock => clock,
        };
        let mut meaning = Meaning::calendar(day.at(clock));
        meaning.kind = TimexType::Time;
        Some(meaning)
    }
}
