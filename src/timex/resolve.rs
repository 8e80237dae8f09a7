//! From what is said to what it comes to: expression × reference → interval and TIMEX3 value.

use super::announcing::Announced;
use super::calendar::{add_days, build, nth_weekday, per_year, step};
use super::chronicle::Chronicle;
use super::expression::{Base, Count, Node, NodeId, Partial, Quant, Unit, Vague, Way};
use super::leaning::Bearing;
use super::narrative::Years;
use super::reason::{Anchor, Policy, Reason};
use super::sign::Tense;
use super::value::{Kind, Value};
use super::{Genre, Reference, TimexType};
use crate::when::{Clock, Granularity, Modifier, When};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// No bounds.
pub(super) const ANY_DAY: RangeInclusive<NaiveDate> = NaiveDate::MIN..=NaiveDate::MAX;

/// What an expression comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub kind: TimexType,
    pub value: Value,
    pub when: Option<When>,
    pub modifier: Option<Modifier>,
    pub quant: Option<&'static str>,
    pub freq: Option<u8>,
}

impl Meaning {
    pub fn calendar(when: When) -> Meaning {
        Meaning::valued(TimexType::Date, Kind::Calendar(when), Some(when))
    }

    pub(super) fn valued(kind: TimexType, value: Kind, when: Option<When>) -> Meaning {
        Meaning { kind, value: Value(value), when, modifier: None, quant: None, freq: None }
    }

    pub(super) fn vague(vague: Vague, when: Option<When>) -> Meaning {
        Meaning::valued(TimexType::Date, Kind::Vague(vague), when)
    }
}

/// Resolves the expressions of one text in its order.
pub(super) struct Resolver<'a> {
    pub nodes: &'a [Node],
    pub reference: &'a Reference,
    /// The last date that the text told.
    pub story: Option<When>,
    /// The month that the text speaks of, that of "the 15th", looked up only where it decides.
    pub month: &'a dyn Fn() -> Option<When>,
    /// Where bare months and days of a narrative are looked for.
    pub place: Option<When>,
    /// The day that the text has just told: the day of a clock time without one.
    pub day: &'a dyn Fn() -> Option<When>,
    /// The day told last in the same paragraph.
    pub day_told: &'a dyn Fn() -> Option<When>,
    /// The day under which the expression stands, in a log or under a heading.
    pub day_over: Option<When>,
    /// The same, if its line or heading is not far away.
    pub day_logged: &'a dyn Fn() -> Option<When>,
    /// The day with which the line opens.
    pub day_labelled: &'a dyn Fn() -> Option<When>,
    /// The day of what stands behind the expression, if the text has told it, looked up only where it decides.
    pub happening: &'a dyn Fn() -> Option<When>,
    /// The last time of a day told in the same paragraph.
    pub clocked: &'a dyn Fn() -> Option<When>,
    /// True where a perfect tells of the writer's own time, looked up only where it decides.
    pub perfect: &'a dyn Fn() -> bool,
    /// True if the expression tells when, behind "in" or "at", looked up only where it decides.
    pub placed: &'a dyn Fn() -> bool,
    /// The time that the line before told, in a log.
    pub logged: Option<When>,
    /// The day of the incident that the text is about, and whether the expression opens a line.
    pub incident: &'a dyn Fn() -> Option<(When, bool)>,
    /// The last quarter or half of a year that the text told: what "a year earlier" is compared with
    /// in the report of a company.
    pub quarter: Option<When>,
    /// The last date of the text was counted from another: "a year earlier" tells what is compared.
    pub compared: bool,
    /// The year of the heading over the expression.
    pub over: Option<When>,
    /// A date long before the document that the text has just told; in a narrative the year right before.
    pub past: Option<When>,
    /// Where a text has got to that tells of nothing but what is long over.
    pub bygone: Option<When>,
    /// The year, counted from the writer's, with which the clause opened, looked up only where it decides.
    pub year_opened: &'a dyn Fn() -> Option<When>,
    /// The days on which it can begin: one end of a range is bounded by the other.
    pub begins: RangeInclusive<NaiveDate>,
    /// True if the expression opens a line of a chronology, or is one.
    pub label: bool,
    /// The chronology so far.
    pub chronicle: Option<Chronicle>,
    /// The line is one of a list of what is to come.
    pub to_come: Option<Announced>,
    /// True if the expression opens a line or a sentence of a log.
    pub entry: bool,
    /// By how many years the lines of a chronology without years are moved.
    pub years_off: i32,
    /// The day of which the text has just given the number, for the next ones of a list.
    pub listed: Option<When>,
    /// The expression stands beside a recurring weekday: "every Monday, Wednesday and Friday".
    pub recurring: bool,
    /// The tense of the clause, looked up only where it decides.
    pub tense: &'a dyn Fn() -> Tense,
    /// The tense of the verb that the expression belongs to beyond doubt, looked up only where it decides.
    pub governed: &'a dyn Fn() -> Option<Tense>,
    /// True behind "until" and "would", which point ahead from where the story is, looked up only where it decides.
    pub ahead_of_then: &'a dyn Fn() -> bool,
    /// True for a weekday for which something is appointed, looked up only where it decides.
    pub appointed: &'a dyn Fn() -> bool,
    /// True right behind a present form that tells of a plan, looked up only where it decides.
    pub scheduled: &'a dyn Fn() -> bool,
    /// True for a date that a note names without a verb, looked up only where it decides.
    pub noted: &'a dyn Fn() -> bool,
    /// True if the clause tells beyond doubt of what is to come, looked up only where it decides.
    pub firmly_ahead: &'a dyn Fn() -> bool,
    /// True right behind the future of a verb, looked up only where it decides.
    pub will: &'a dyn Fn() -> bool,
    /// True if a verb stands right before the preposition, looked up only where it decides.
    pub verb_before: &'a dyn Fn() -> bool,
    /// True if a clause of past tense may speak of the day after, looked up only where it decides.
    pub leans_ahead: &'a dyn Fn() -> bool,
    /// What a month says of a clause of past tense, looked up only where it decides.
    pub bearing: &'a dyn Fn() -> Option<Bearing>,
    /// The day has an hour: "Saturday 8 pm" of which no verb tells is announced.
    pub announced: bool,
    /// True if the sentence has told a day that is to come, or tells what is, looked up only where it decides.
    pub planned: &'a dyn Fn() -> bool,
    /// The date that the sentence has named for what the expression's verb goes on from, looked up
    /// only where it decides.
    pub mentioned: &'a dyn Fn() -> Option<When>,
    /// A date to come that the sentence has told, looked up only where it decides.
    pub plans: &'a dyn Fn() -> Option<When>,
    /// The last date that named its year, no longer than a month.
    pub named: Option<When>,
    /// The years told before and behind, looked up only where they decide.
    pub years_told: &'a dyn Fn() -> Years,
    /// How the last expression was resolved.
    pub reason: Reason,
}

impl Resolver<'_> {
    pub(super) fn node(&self, id: NodeId) -> Node {
        self.nodes[id.0 as usize]
    }

    /// What a node comes to; none if it comes to no date that there is.
    pub fn resolve(&mut self, node: Node) -> Option<Meaning> {
        match node {
            Node::Partial(partial) if self.recurring && partial.weekday.is_some() && partial.day.is_none() => {
                self.reason.policy = Policy::Set;
                let set = Meaning::valued(TimexType::Set, Kind::Open(partial, None), None);
                Some(Meaning { quant: Some(Quant::Every.timex3()), ..set })
            }
            Node::Partial(partial) => self.partial(partial),
            Node::Holiday(_) => self.nearest(node, Way::Bare, Base::Document),
            Node::Relative { unit, offset, base } => self.relative(unit, offset, base),
            Node::Nearest { target, way, base } => self.nearest(self.node(target), way, base),
            Node::Shift { base, count, unit, sign } => self.shift(base, count, unit, sign),
            Node::Within { inner, scope } => self.within(inner, scope),
            Node::Nth { n, inner, scope } => self.nth(n, inner, scope),
            Node::Unit(unit) => Some(Meaning::valued(TimexType::Duration, Kind::Length(Count::Exact(1.0), unit), None)),
            Node::At { date, clock } => self.at(date, clock),
            Node::Listed(day) => self.listed(day),
            Node::Recurring(of) if self.recurring => self.resolve(self.node(of)),
            Node::Reported(of) => {
                let year = self.quarter?.from().year();
                match self.node(of) {
                    // "the first half" of a report on the fourth quarter is that of its year.
                    Node::Partial(partial) => self.partial(Partial { year: Some(year), ..partial }),
                    of => self.resolve(of),
                }
            }
            Node::Clock(clock) => self.clock(clock),
            Node::Hour(hour) => self.hour(hour),
            Node::Modified { of, modifier } => {
                let of = match self.node(of) {
                    // "shortly after midnight on Friday" is at the beginning of that day.
                    Node::At { date, clock: Clock::Time { hour: 24, minute, second, zone } }
                        if modifier == Modifier::After =>
                    {
                        Node::At { date, clock: Clock::Time { hour: 0, minute, second, zone } }
                    }
                    of => of,
                };
                let mut meaning = self.resolve(of)?;
                let modifier = match of {
                    Node::Shift { sign, .. } => point(modifier, sign),
                    _ => modifier,
                };
                meaning.modifier = Some(modifier);
                meaning.when = meaning.when.map(|when| when.with_modifier(Some(modifier)));
                Some(meaning)
            }
            Node::Duration { count, unit } => {
                Some(Meaning::valued(TimexType::Duration, Kind::Length(count, unit), None))
            }
            Node::Sum { first, second } => {
                let (Node::Duration { count: a, unit: b }, Node::Duration { count: c, unit: d }) =
                    (self.node(first), self.node(second))
                else {
                    return None;
                };
                Some(Meaning::valued(TimexType::Duration, Kind::Lengths((a, b), (c, d)), None))
            }
            Node::Set { of, quant, freq } => self.set(of, quant, freq),
            Node::Vague(vague) => {
                self.reason.policy = Policy::Vague;
                Some(Meaning::vague(vague, None))
            }
            Node::Span { first, last } => {
                let (first, last) = (self.resolve(self.node(first))?.when?, self.resolve(self.node(last))?.when?);
                first.through(last).map(Meaning::calendar)
            }
            Node::Beyond => {
                self.reason.policy = Policy::Beyond;
                Some(Meaning::valued(TimexType::Date, Kind::None, None))
            }
            Node::Range { .. } | Node::Recurring(_) | Node::Nothing => None,
        }
    }

    pub(super) fn document(&mut self) -> Option<When> {
        let date = self.reference.date?;
        self.reason.anchor = Anchor::Document(date);
        When::day(date)
    }

    /// The stretch to which something is relative.
    pub(super) fn base(&mut self, base: Base, unit: Unit) -> Option<When> {
        match base {
            // "this year" of a narrative is the story's; only a day ("today") is the writer's own.
            Base::Document if self.reference.genre == Genre::News || unit == Unit::Day => self.document(),
            Base::Place => match self.looks_back() {
                // "the end of the month", in a report that has got to June of the year
                Some(told) => self.story.filter(|story| told.contains(story)).or(Some(told)),
                None => self.base(Base::Document, unit),
            },
            Base::Document | Base::Story => match self.story {
                Some(story) => {
                    self.reason.anchor = Anchor::Story(story);
                    Some(story)
                }
                None => self.document(),
            },
            Base::Happening => {
                let day = (self.happening)()?;
                self.reason.anchor = Anchor::Story(day);
                Some(day)
            }
            Base::Node(id) => self.resolve(self.node(id))?.when,
        }
    }

    /// "In 1525 the town rose. On 3 June …": the date that a report looks back to, in whose year it stays.
    pub(super) fn looks_back(&mut self) -> Option<When> {
        if self.reference.genre == Genre::Narrative {
            let year = self.past?;
            self.reason.anchor = Anchor::Story(year);
            return Some(year);
        }
        // "8 Feb.: the trial, set to begin on 15 May, is put off"
        const LATE: i64 = 100;
        let document = self.reference.date;
        let late = |day: &When| document.is_some_and(|document| (document - day.from()).num_days() > LATE);
        if let Some(line) = (self.day_labelled)().filter(late) {
            self.reason.anchor = Anchor::Story(line);
            return Some(line);
        }
        let over = self.over.filter(|_| (self.ahead_of_then)() || (self.tense)() != Tense::Future);
        // "The council gave in in 2011. The pool has been shut since 8 February"
        let past = self.past.filter(|_| !(self.perfect)());
        let told = over.or_else(|| past.filter(|_| (self.ahead_of_then)() || self.told_past()));
        // In a text that tells of nothing but what is over a heading, too, is of then: "Spring".
        let bygone = || self.bygone.filter(|_| self.chronicle.is_none() && (self.tense)() != Tense::Future);
        let told = told.or_else(bygone).or_else(|| (self.mentioned)().filter(|_| self.told_past()))?;
        self.reason.anchor = Anchor::Story(told);
        Some(told)
    }

    /// Where bare dates are looked for: round the document's day in news, round the story in a narrative.
    pub(super) fn bare_base(&mut self) -> Option<When> {
        match self.reference.genre {
            Genre::News => self.document(),
            Genre::Narrative => match self.place {
                Some(place) => {
                    self.reason.anchor = Anchor::Story(place);
                    Some(place)
                }
                None => self.base(Base::Story, Unit::Year),
            },
        }
    }

    pub(super) fn partial(&mut self, partial: Partial) -> Option<Meaning> {
        if let Some(year) = partial.year {
            self.reason.policy = Policy::Named;
            let when = build(&partial, year)?;
            return Some(Meaning::calendar(when));
        }
        if let Some(short) = partial.year_of_century {
            // '98 is the year nearest to the reference among those up to 20 years ahead of it.
            let base = self.bare_base().map_or(2000, |base| base.from().year());
            let year = (base - 79..=base + 20).find(|year| year.rem_euclid(100) == i32::from(short))?;
            self.reason.policy = Policy::Century;
            return Some(Meaning::calendar(build(&Partial { year: Some(year), ..partial }, year)?));
        }
        self.nearest(Node::Partial(partial), Way::Bare, Base::Document)
    }

    pub(super) fn open(&self, node: Node, clock: Option<Clock>) -> Meaning {
        let partial = match node {
            Node::Partial(partial) => partial,
            Node::Holiday(super::expression::Holiday::Fixed(month, day)) => {
                Partial { month: Some(month), day: Some(day), ..Partial::default() }
            }
            _ => Partial::default(),
        };
        let kind = if clock.is_some() { TimexType::Time } else { TimexType::Date };
        Meaning::valued(kind, Kind::Open(partial, clock), None)
    }

    /// True if the tense is past, which the reason then tells.
    pub(super) fn told_past(&mut self) -> bool {
        let past = (self.tense)() == Tense::Past;
        if past {
            self.reason.tense = Some(Tense::Past);
        }
        past
    }

    /// A further day of a list, in the month of the one before it.
    fn listed(&mut self, day: u8) -> Option<Meaning> {
        let before = self.listed.filter(|before| before.from().day() < u32::from(day))?;
        self.reason.anchor = Anchor::Story(before);
        self.reason.policy = Policy::Around;
        When::day(before.from().with_day(u32::from(day))?).map(Meaning::calendar)
    }

    fn within(&mut self, inner: NodeId, scope: NodeId) -> Option<Meaning> {
        let scope_meaning = self.resolve(self.node(scope))?;
        let Some(stretch) = scope_meaning.when else { return Some(self.open(self.node(inner), None)) };
        let target = self.node(inner);
        if let Node::Relative { unit: Unit::Quarter, offset: 0, base: Base::Story } = target {
            // "the 1988 quarter" is the one with which that of the report is compared.
            let Some(quarter) = self.quarter else { return Some(scope_meaning) };
            let years = stretch.from().year() - quarter.from().year();
            return step(quarter, per_year(quarter.granularity()) * years).map(Meaning::calendar);
        }
        if let Node::Partial(partial) = target
            && partial.month.is_none()
            && (partial.weekday.is_some() || partial.day.is_some())
        {
            let fits = |day: &NaiveDate| {
                partial.weekday.is_none_or(|weekday| day.weekday().number_from_monday() == u32::from(weekday))
                    && partial.day.is_none_or(|number| day.day() == u32::from(number))
            };
            let day = stretch.from().iter_days().take(400).take_while(|day| *day < stretch.until()).find(fits)?;
            return When::day(day).map(Meaning::calendar);
        }
        if let Node::Partial(partial) = target
            && partial.year.is_some()
        {
            return self.partial(partial);
        }
        let candidates = self.candidates(target, stretch.from().year());
        let best = candidates
            .iter()
            .find(|when| stretch.contains(when))
            .or_else(|| candidates.iter().find(|when| when.overlaps(&stretch) && when.from() >= stretch.from()))?;
        Some(Meaning::calendar(*best))
    }

    fn nth(&mut self, n: i32, inner: NodeId, scope: NodeId) -> Option<Meaning> {
        let Some(stretch) = self.resolve(self.node(scope))?.when else {
            return Some(Meaning::valued(TimexType::Date, Kind::None, None));
        };
        match self.node(inner) {
            Node::Partial(Partial { weekday: Some(weekday), .. }) => {
                let weekday = u32::from(weekday);
                if stretch.granularity() == Granularity::Month {
                    let day = nth_weekday(stretch.from().year(), stretch.from().month(), weekday, n)?;
                    return When::day(day).map(Meaning::calendar);
                }
                let of = |day: NaiveDate| day.weekday().number_from_monday();
                let day = if n < 0 {
                    let back = (of(stretch.last_day()) + 7 - weekday) % 7;
                    add_days(stretch.last_day(), (n + 1) * 7 - back as i32)?
                } else {
                    let ahead = (weekday + 7 - of(stretch.from())) % 7;
                    add_days(stretch.from(), ahead as i32 + (n - 1) * 7)?
                };
                (stretch.from() <= day && day < stretch.until()).then(|| When::day(day).map(Meaning::calendar))?
            }
            Node::Unit(unit) => {
                let granularity = unit.granularity()?;
                let first = When::containing(if n < 0 { stretch.last_day() } else { stretch.from() }, granularity)?;
                // The first full weekend, month … that starts in the stretch, the last that starts before its end.
                // A week is one of the month in which its Thursday lies.
                let days = if granularity == Granularity::Week { 3 } else { 0 };
                let begins = add_days(first.from(), days)?;
                let first = if n > 0 && begins < stretch.from() {
                    step(first, 1)?
                } else if begins >= stretch.until() {
                    step(first, -1)?
                } else {
                    first
                };
                let when = step(first, if n < 0 { n + 1 } else { n - 1 })?;
                when.overlaps(&stretch).then(|| Meaning::calendar(when))
            }
            _ => None,
        }
    }

    fn set(&mut self, of: NodeId, quant: Option<Quant>, freq: Option<u8>) -> Option<Meaning> {
        self.reason.policy = Policy::Set;
        let value = match self.node(of) {
            Node::Unit(unit) if freq.is_some() => Kind::Any(unit),
            Node::Unit(unit) => Kind::Length(Count::Exact(1.0), unit),
            Node::Duration { count, unit } => Kind::Length(count, unit),
            Node::Partial(partial) => Kind::Open(partial, None),
            Node::Clock(Clock::Part(part)) => Kind::AnyPart(part),
            Node::At { date, clock } => match self.node(date) {
                Node::Partial(partial) => Kind::Open(partial, Some(clock)),
                _ => Kind::Open(Partial::default(), Some(clock)),
            },
            Node::Holiday(_) => self.open(self.node(of), None).value.0,
            _ => return None,
        };
        let mut meaning = Meaning::valued(TimexType::Set, value, None);
        meaning.quant = quant.map(Quant::timex3);
        meaning.freq = freq;
        Some(meaning)
    }
}

/// What a modifier of a length says of the date that is counted with it (TIDES 2003, table of `MOD`):
/// "more than a year ago" lies before that date, "less than a year ago" after it.
fn point(modifier: Modifier, sign: i32) -> Modifier {
    match (modifier, sign < 0) {
        (Modifier::MoreThan, true) | (Modifier::LessThan, false) => Modifier::Before,
        (Modifier::LessThan, true) | (Modifier::MoreThan, false) => Modifier::After,
        (Modifier::EqualOrMore, true) | (Modifier::EqualOrLess, false) => Modifier::OnOrBefore,
        (Modifier::EqualOrLess, true) | (Modifier::EqualOrMore, false) => Modifier::OnOrAfter,
        (other, _) => other,
    }
}
