//! The machine that turns the functions of a term into nodes of an expression.

use super::expression::{Base, Count, Node, NodeId, Partial, Unit, Way};
use super::function::Function;
use super::term::{Term, TermId, count, number, small, tidy};
use crate::when::Clock;
use std::ops::RangeInclusive;

/// No finer part of a unit is told: "3/16 inch" is the finest on most rules.
const FINEST: f64 = 16.0;

/// More arguments than this no function has.
pub(super) const MOST_ARGUMENTS: usize = 4;

/// Values and nodes as they are made.
pub(super) struct Machine<'a> {
    pub terms: &'a mut Vec<Term>,
    pub nodes: &'a mut Vec<Node>,
}

/// The number of an astronomical year as it is told: 490 for 490 BC.
fn ordinal(year: i32) -> i32 {
    if year > 0 { year } else { 1 - year }
}

fn real_day(partial: &Partial) -> bool {
    let (Some(month), Some(day)) = (partial.month, partial.day) else { return true };
    // 29 February is a day of some years only; without the year it may stand.
    let year = partial.year.unwrap_or(2000);
    chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).is_some()
}

impl Machine<'_> {
    #[inline]
    fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// Adds a value.
    pub fn value(&mut self, term: Term) -> Option<TermId> {
        self.terms.push(term);
        Some(TermId(self.terms.len() as u32 - 1))
    }

    fn new_node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() as u32 - 1)
    }

    fn add(&mut self, node: Node) -> Option<TermId> {
        let node = self.new_node(node);
        self.value(Term::Node(node))
    }

    /// The same value as a node.
    fn told_node(&mut self, id: TermId) -> Option<TermId> {
        match self.term(id) {
            Term::Node(_) => Some(id),
            _ => {
                let node = self.node(id)?;
                self.value(Term::Node(node))
            }
        }
    }

    fn number(&self, id: TermId) -> Option<f64> {
        number(self.term(id))
    }

    fn count(&self, id: TermId) -> Option<Count> {
        count(self.term(id))
    }

    fn small(&self, id: TermId, range: RangeInclusive<i32>) -> Option<u8> {
        small(self.term(id), range)
    }

    fn partial(&mut self, partial: Partial) -> Option<TermId> {
        self.add(Node::Partial(partial))
    }

    fn node(&mut self, id: TermId) -> Option<NodeId> {
        match *self.term(id) {
            Term::Node(id) => Some(id),
            Term::Holiday(holiday) => Some(self.new_node(Node::Holiday(holiday))),
            Term::Unit(unit) => Some(self.new_node(Node::Unit(unit))),
            _ => None,
        }
    }

    fn base(&mut self, id: TermId) -> Option<Base> {
        match *self.term(id) {
            Term::Base(base) => Some(base),
            Term::Nil => Some(Base::Document),
            _ => self.node(id).map(Base::Node),
        }
    }

    /// What a function makes of its arguments; none where they make no date.
    pub fn call(&mut self, function: Function, [a, b, c, d]: [TermId; MOST_ARGUMENTS]) -> Option<TermId> {
        let default = Partial::default();
        match function {
            Function::Add => self.value(tidy(self.number(a)? + self.number(b)?)),
            Function::Times => self.value(tidy(self.number(a)? * self.number(b)?)),
            Function::Fraction => {
                let (part, whole) = (self.number(a)?, self.number(b)?);
                // "30/40 minutes" are thirty to forty.
                let part_of_one = 0.0 < part && part < whole && whole <= FINEST;
                if part_of_one { self.value(tidy(part / whole)) } else { None }
            }
            Function::Above => (self.number(a)? > self.number(b)?).then_some(a),
            Function::Or => Some(if *self.term(a) == Term::Nil { b } else { a }),
            Function::Same => Some(a),
            Function::Year => match *self.term(a) {
                Term::Int(year) if (1..=9999).contains(&year) => self.partial(Partial { year: Some(year), ..default }),
                _ => None,
            },
            Function::ShortYear => self.partial(Partial { year_of_century: Some(self.small(a, 0..=99)?), ..default }),
            Function::Bc => match *self.term(a) {
                // 1 BC is the astronomical year 0.
                Term::Int(year) if (1..=10_000).contains(&year) => {
                    self.partial(Partial { year: Some(1 - year), ..default })
                }
                _ if self.number(a)? > 10_000.0 => self.add(Node::Beyond),
                _ => None,
            },
            Function::LaterYear => match (*self.term(a), *self.term(b)) {
                // "1998-02": the first year behind the other that ends so.
                (Term::Int(first), Term::Int(short)) if (0..=99).contains(&short) => {
                    let year = first - first % 100 + short;
                    let year = if year > first { year } else { year + 100 };
                    (year - first < 50).then(|| self.partial(Partial { year: Some(year), ..default }))?
                }
                _ => None,
            },
            Function::Years => match (*self.term(a), *self.term(b)) {
                // "1985's" is no decade.
                (Term::Unit(Unit::Decade), Term::Int(first)) if ordinal(first) % 10 != 0 => None,
                (Term::Unit(unit), Term::Int(first)) => {
                    self.partial(Partial { year: Some(first), years: Some(unit), ..default })
                }
                _ => None,
            },
            // "the 1800s" are a century, "the 1900s" mostly the years before the first war.
            Function::Hundreds => match *self.term(a) {
                Term::Int(first) if first % 100 == 0 && first < 1900 => {
                    self.partial(Partial { year: Some(first + 1), years: Some(Unit::Century), ..default })
                }
                _ => None,
            },
            Function::Month => self.partial(Partial { month: Some(self.small(a, 1..=12)?), ..default }),
            Function::Day => self.partial(Partial { day: Some(self.small(a, 1..=31)?), ..default }),
            Function::Weekday => self.partial(Partial { weekday: Some(self.small(a, 1..=7)?), ..default }),
            Function::Quarter => self.partial(Partial { quarter: Some(self.small(a, 1..=4)?), ..default }),
            Function::Half => self.partial(Partial { half: Some(self.small(a, 1..=2)?), ..default }),
            Function::Season => self.partial(Partial { season: Some(self.small(a, 1..=12)?), ..default }),
            Function::Week => self.partial(Partial { week: Some(self.small(a, 1..=53)?), ..default }),
            Function::Weekend => self.partial(Partial { weekend: true, ..default }),
            Function::And => self.and(&[a, b, c, d]),
            Function::Relative => match (*self.term(a), *self.term(b)) {
                (Term::Unit(unit), Term::Int(offset)) => {
                    let base = self.base(c)?;
                    self.add(Node::Relative { unit, offset, base })
                }
                _ => None,
            },
            Function::Last => self.nearest(a, Way::Last, b),
            Function::Next => self.nearest(a, Way::Next, b),
            Function::Deadline => self.nearest(a, Way::Deadline, b),
            Function::This => self.nearest(a, Way::This, b),
            Function::Shift => match (*self.term(c), *self.term(d)) {
                (Term::Unit(unit), Term::Int(sign)) => {
                    let base = self.base(a)?;
                    self.add(Node::Shift { base, count: self.count(b)?, unit, sign })
                }
                _ => None,
            },
            Function::Within => {
                if *self.term(b) == Term::Nil {
                    return Some(a);
                }
                let (inner, scope) = (self.node(a)?, self.node(b)?);
                self.add(Node::Within { inner, scope })
            }
            Function::Nth => match *self.term(a) {
                Term::Int(n) => {
                    let (inner, scope) = (self.node(b)?, self.node(c)?);
                    self.add(Node::Nth { n, inner, scope })
                }
                _ => None,
            },
            Function::UnitNode => self.told_node(a),
            Function::At => self.at(a, b),
            Function::ClockTime => self.clock(a, b, c, d),
            Function::Hour => self.add(Node::Hour(self.small(a, 1..=12)?)),
            Function::Part => match *self.term(a) {
                Term::Part(part) => self.value(Term::Clock(Clock::Part(part))),
                _ => None,
            },
            Function::ClockNode => match *self.term(a) {
                Term::Clock(clock) => self.add(Node::Clock(clock)),
                _ => None,
            },
            Function::With => match *self.term(a) {
                Term::Modifier(modifier) => {
                    let of = self.node(b)?;
                    self.add(Node::Modified { of, modifier })
                }
                Term::Nil => self.told_node(b),
                _ => None,
            },
            Function::Duration => match *self.term(b) {
                Term::Unit(unit) => self.add(Node::Duration { count: self.count(a)?, unit }),
                _ => None,
            },
            Function::Plus => {
                let (first, second) = (self.node(a)?, self.node(b)?);
                // "2 hours, 10 minutes" is one length; "3 minutes, 10 minutes" and "18 months and 200 hours" are two.
                let unit = |node: NodeId| match self.nodes[node.0 as usize] {
                    Node::Duration { unit, count: Count::Exact(_) } => Some(unit),
                    _ => None,
                };
                let (larger, smaller) = (unit(first)?, unit(second)?);
                if smaller >= larger || larger > Unit::Day && smaller < Unit::Day {
                    return None;
                }
                self.add(Node::Sum { first, second })
            }
            Function::Set => {
                let quant = match *self.term(b) {
                    Term::Quant(quant) => Some(quant),
                    _ => None,
                };
                let freq = self.small(c, 1..=99);
                let of = self.node(a)?;
                self.add(Node::Set { of, quant, freq })
            }
            Function::VagueRef => match *self.term(a) {
                Term::Vague(vague) => self.add(Node::Vague(vague)),
                _ => None,
            },
            Function::HolidayNode => self.told_node(a),
            Function::Range => {
                let (first, last) = (self.node(a)?, self.node(b)?);
                self.begin_before_noon(first, last);
                self.add(Node::Range { first, last })
            }
            Function::Listed => match self.small(a, 1..=31) {
                Some(day) => self.add(Node::Listed(day)),
                None => {
                    let of = self.node(a)?;
                    self.add(Node::Recurring(of))
                }
            },
            Function::Reported => {
                let of = self.node(a)?;
                self.add(Node::Reported(of))
            }
            Function::Beyond => (self.number(a)? > 9999.0).then(|| self.add(Node::Beyond))?,
            Function::Nothing => self.add(Node::Nothing),
        }
    }

    fn nearest(&mut self, target: TermId, way: Way, base: TermId) -> Option<TermId> {
        let target = self.node(target)?;
        let base = self.base(base)?;
        self.add(Node::Nearest { target, way, base })
    }

    /// "From 11:30 to 1 p.m." begins in the morning, though the half of the day is told once for both.
    fn begin_before_noon(&mut self, first: NodeId, last: NodeId) {
        const NOON: u8 = 12;
        let (Node::Clock(end) | Node::At { clock: end, .. }) = self.nodes[last.0 as usize] else { return };
        let (Node::Clock(begin) | Node::At { clock: begin, .. }) = &mut self.nodes[first.0 as usize] else { return };
        if let (Clock::Time { hour, minute, .. }, Clock::Time { hour: last_hour, minute: last_minute, .. }) =
            (begin, end)
            && (*hour, *minute) > (last_hour, last_minute)
            && last_hour >= NOON
            && *hour > NOON
        {
            *hour -= NOON;
        }
    }

    fn at(&mut self, date: TermId, time: TermId) -> Option<TermId> {
        match (*self.term(date), *self.term(time)) {
            (Term::Nil, Term::Clock(clock)) => self.add(Node::Clock(clock)),
            (_, Term::Nil) => self.told_node(date),
            (_, Term::Clock(clock)) => {
                let date = self.node(date)?;
                self.add(Node::At { date, clock })
            }
            _ => None,
        }
    }

    /// All fields of several dates in one; none if they contradict each other or make no day.
    fn and(&mut self, terms: &[TermId]) -> Option<TermId> {
        let mut all = Partial::default();
        let mut holiday = None;
        for term in terms {
            let id = match self.term(*term) {
                Term::Nil => continue,
                _ => self.node(*term)?,
            };
            match self.nodes[id.0 as usize] {
                Node::Partial(partial) => {
                    merge(&mut all.year, partial.year)?;
                    merge(&mut all.year_of_century, partial.year_of_century)?;
                    merge(&mut all.years, partial.years)?;
                    merge(&mut all.quarter, partial.quarter)?;
                    merge(&mut all.half, partial.half)?;
                    merge(&mut all.season, partial.season)?;
                    merge(&mut all.month, partial.month)?;
                    merge(&mut all.week, partial.week)?;
                    merge(&mut all.day, partial.day)?;
                    merge(&mut all.weekday, partial.weekday)?;
                    all.weekend |= partial.weekend;
                }
                Node::Holiday(_) if holiday.is_none() => holiday = Some(id),
                _ => return None,
            }
        }
        if !real_day(&all) {
            return None;
        }
        match holiday {
            Some(inner) => {
                let scope = self.new_node(Node::Partial(all));
                self.add(Node::Within { inner, scope })
            }
            None => self.partial(all),
        }
    }

    /// Hour, minute, half of the day (0 before noon, 12 after) and zone.
    fn clock(&mut self, hour: TermId, minute: TermId, meridiem: TermId, zone: TermId) -> Option<TermId> {
        let zone = match *self.term(zone) {
            Term::Zone(zone) => Some(zone),
            _ => None,
        };
        let (mut hour, minute, second, zone) = match *self.term(hour) {
            Term::Clock(Clock::Time { hour, minute, second, zone: own }) => (hour, minute, second, own.or(zone)),
            _ => {
                let told = *self.term(minute) != Term::Nil;
                let minute = if told { self.small(minute, 0..=59)? } else { 0 };
                (self.small(hour, 0..=24)?, minute, None, zone)
            }
        };
        if let Term::Int(half) = *self.term(meridiem) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + u8::try_from(half).ok()?;
        }
        self.value(Term::Clock(Clock::Time { hour, minute, second, zone }))
    }
}

fn merge<T: PartialEq>(field: &mut Option<T>, other: Option<T>) -> Option<()> {
    match (&field, other) {
        (Some(one), Some(other)) if *one != other => None,
        (None, other) => {
            *field = other;
            Some(())
        }
        _ => Some(()),
    }
}
