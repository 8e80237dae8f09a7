//! What a pattern means: a term such as `shift(document, count, unit, -1)` over the names bound in
//! its match, and the small machine that turns it into nodes.

use super::expression::{Base, Count, Holiday, Node, NodeId, Partial, Unit, Vague, Way};
use crate::when::{Clock, Modifier, PartOfDay, Zone};

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
    Quant(&'static str),
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
            "PAST_REF" => Term::Vague(Vague::Past),
            "PRESENT_REF" => Term::Vague(Vague::Present),
            "FUTURE_REF" => Term::Vague(Vague::Future),
            "EVERY" => Term::Quant("EVERY"),
            "EACH" => Term::Quant("EACH"),
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

/// A holiday's rule: `12-25`, `easter+1`, `nth 11 4 4` (month, weekday, which), `nth 11 4 4 +1`,
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
        (easter, []) if easter.starts_with("easter") => {
            Holiday::Easter(easter[6..].parse().ok().or((easter.len() == 6).then_some(0))?)
        }
        (date, []) => {
            let (month, day) = date.split_once('-')?;
            Holiday::Fixed(month.parse().ok()?, day.parse().ok()?)
        }
        _ => return None,
    })
}

/// A term as it is written in a pack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Means {
    Constant(Term),
    /// The name's place among the names of the pattern.
    Name(usize),
    Call(Function, Vec<Means>),
}

macro_rules! functions {
    ($($name:literal => $function:ident),* $(,)?) => {
        /// What a term can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Function { $($function),* }

        impl Function {
            /// The names of all functions.
            #[cfg(test)]
            pub const NAMES: &[&str] = &[$($name),*];

            fn find(name: &str) -> Option<Function> {
                match name { $($name => Some(Function::$function),)* _ => None }
            }
        }
    };
}

functions! {
    "add" => Add, "times" => Times, "or" => Or,
    "year" => Year, "short_year" => ShortYear, "bc" => Bc, "years" => Years, "later_year" => LaterYear,
    "month" => Month, "day" => Day, "weekday" => Weekday, "quarter" => Quarter, "half" => Half,
    "season" => Season, "week" => Week, "weekend" => Weekend, "and" => And,
    "relative" => Relative, "last" => Last, "next" => Next, "deadline" => Deadline, "this" => This,
    "shift" => Shift, "within" => Within, "nth" => Nth, "unit" => UnitNode,
    "at" => At, "clock" => ClockTime, "part" => Part, "with" => With, "clock_node" => ClockNode,
    "duration" => Duration, "plus" => Plus, "set" => Set,
    "vague" => VagueRef, "holiday" => HolidayNode, "range" => Range, "nothing" => Nothing, "same" => Same,
}

impl Means {
    /// Reads a term; `names` are the names bound in the match.
    ///
    /// # Errors
    /// Says what is wrong in the term.
    pub fn parse(text: &str, names: &[String]) -> Result<Means, String> {
        let (means, rest) = Means::parse_some(text.trim(), names)?;
        if rest.trim().is_empty() { Ok(means) } else { Err(format!("`{rest}` is left over in `{text}`")) }
    }

    fn parse_some<'a>(text: &'a str, names: &[String]) -> Result<(Means, &'a str), String> {
        let text = text.trim_start();
        let length = text.find(['(', ')', ',']).unwrap_or(text.len());
        let (word, mut rest) = (text[..length].trim(), &text[length..]);
        if !rest.starts_with('(') {
            let means = if let Ok(number) = word.parse::<i32>() {
                Means::Constant(Term::Int(number))
            } else if let Ok(number) = word.parse::<f64>() {
                Means::Constant(Term::Number(number))
            } else if let Some(place) = names.iter().position(|name| name == word) {
                Means::Name(place)
            } else {
                Means::Constant(
                    Term::constant(word).ok_or_else(|| format!("`{word}` is neither bound in the match nor known"))?,
                )
            };
            return Ok((means, rest));
        }
        let function = Function::find(word).ok_or_else(|| format!("there is no function `{word}`"))?;
        let mut arguments = Vec::new();
        rest = rest[1..].trim_start();
        while !rest.starts_with(')') {
            let (argument, after) = Means::parse_some(rest, names)?;
            arguments.push(argument);
            rest = after.trim_start();
            match rest.strip_prefix(',') {
                Some(after) => rest = after.trim_start(),
                None if rest.starts_with(')') => {}
                None => return Err(format!("`)` is missing in `{text}`")),
            }
        }
        Ok((Means::Call(function, arguments), &rest[1..]))
    }

    /// What the term comes to; none where the numbers make no date (`31 February`).
    pub fn evaluate(&self, bound: &dyn Fn(usize) -> Term, nodes: &mut Vec<Node>) -> Option<Term> {
        match self {
            Means::Constant(term) => Some(*term),
            Means::Name(place) => Some(bound(*place)),
            Means::Call(function, arguments) => {
                let mut terms = [Term::Nil; 5];
                for (term, argument) in terms.iter_mut().zip(arguments) {
                    *term = argument.evaluate(bound, nodes)?;
                }
                Machine { nodes }.call(*function, terms)
            }
        }
    }
}

struct Machine<'a> {
    nodes: &'a mut Vec<Node>,
}

fn small(term: Term, range: std::ops::RangeInclusive<i32>) -> Option<u8> {
    match term {
        Term::Int(number) if range.contains(&number) => u8::try_from(number).ok(),
        _ => None,
    }
}

fn number(term: Term) -> Option<f64> {
    match term {
        Term::Int(number) => Some(f64::from(number)),
        Term::Number(number) => Some(number),
        _ => None,
    }
}

fn count(term: Term) -> Option<Count> {
    match term {
        Term::Several => Some(Count::Some),
        _ => number(term).map(Count::Exact),
    }
}

/// Whole numbers stay whole, so that they can be years and days.
fn tidy(number: f64) -> Term {
    if number.fract() == 0.0 && number.abs() < 1e9 { Term::Int(number as i32) } else { Term::Number(number) }
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
    fn add(&mut self, node: Node) -> Option<Term> {
        self.nodes.push(node);
        Some(Term::Node(NodeId(self.nodes.len() as u32 - 1)))
    }

    fn partial(&mut self, partial: Partial) -> Option<Term> {
        self.add(Node::Partial(partial))
    }

    fn node(&mut self, term: Term) -> Option<NodeId> {
        match term {
            Term::Node(id) => Some(id),
            Term::Holiday(holiday) => match self.add(Node::Holiday(holiday))? {
                Term::Node(id) => Some(id),
                _ => None,
            },
            Term::Unit(unit) => match self.add(Node::Unit(unit))? {
                Term::Node(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    fn base(&mut self, term: Term) -> Option<Base> {
        match term {
            Term::Base(base) => Some(base),
            Term::Nil => Some(Base::Document),
            _ => self.node(term).map(Base::Node),
        }
    }

    fn call(&mut self, function: Function, [a, b, c, d, _e]: [Term; 5]) -> Option<Term> {
        let default = Partial::default();
        match function {
            Function::Add => Some(tidy(number(a)? + number(b)?)),
            Function::Times => Some(tidy(number(a)? * number(b)?)),
            Function::Or => Some(if a == Term::Nil { b } else { a }),
            Function::Same => Some(a),
            Function::Year => match a {
                Term::Int(year) if (1..=9999).contains(&year) => self.partial(Partial { year: Some(year), ..default }),
                _ => None,
            },
            Function::ShortYear => self.partial(Partial { year_of_century: Some(small(a, 0..=99)?), ..default }),
            Function::Bc => match a {
                // 1 BC is the astronomical year 0.
                Term::Int(year) if (1..=10_000).contains(&year) => {
                    self.partial(Partial { year: Some(1 - year), ..default })
                }
                _ => None,
            },
            Function::LaterYear => match (a, b) {
                // "1998-02": the first year behind the other that ends so.
                (Term::Int(first), Term::Int(short)) if (0..=99).contains(&short) => {
                    let year = first - first % 100 + short;
                    let year = if year > first { year } else { year + 100 };
                    (year - first < 50).then(|| self.partial(Partial { year: Some(year), ..default }))?
                }
                _ => None,
            },
            Function::Years => match (a, b) {
                // "1985's" is no decade.
                (Term::Unit(Unit::Decade), Term::Int(first)) if ordinal(first) % 10 != 0 => None,
                (Term::Unit(unit), Term::Int(first)) => {
                    self.partial(Partial { year: Some(first), years: Some(unit), ..default })
                }
                _ => None,
            },
            Function::Month => self.partial(Partial { month: Some(small(a, 1..=12)?), ..default }),
            Function::Day => self.partial(Partial { day: Some(small(a, 1..=31)?), ..default }),
            Function::Weekday => self.partial(Partial { weekday: Some(small(a, 1..=7)?), ..default }),
            Function::Quarter => self.partial(Partial { quarter: Some(small(a, 1..=4)?), ..default }),
            Function::Half => self.partial(Partial { half: Some(small(a, 1..=2)?), ..default }),
            Function::Season => self.partial(Partial { season: Some(small(a, 1..=12)?), ..default }),
            Function::Week => self.partial(Partial { week: Some(small(a, 1..=53)?), ..default }),
            Function::Weekend => self.partial(Partial { weekend: true, ..default }),
            Function::And => self.and(&[a, b, c, d]),
            Function::Relative => match (a, b) {
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
            Function::Shift => match (c, d) {
                (Term::Unit(unit), Term::Int(sign)) => {
                    let base = self.base(a)?;
                    self.add(Node::Shift { base, count: count(b)?, unit, sign })
                }
                _ => None,
            },
            Function::Within => {
                if b == Term::Nil {
                    return Some(a);
                }
                let (inner, scope) = (self.node(a)?, self.node(b)?);
                self.add(Node::Within { inner, scope })
            }
            Function::Nth => match a {
                Term::Int(n) => {
                    let (inner, scope) = (self.node(b)?, self.node(c)?);
                    self.add(Node::Nth { n, inner, scope })
                }
                _ => None,
            },
            Function::UnitNode => self.node(a).map(Term::Node),
            Function::At => self.at(a, b),
            Function::ClockTime => clock(a, b, c, d),
            Function::Part => match a {
                Term::Part(part) => Some(Term::Clock(Clock::Part(part))),
                _ => None,
            },
            Function::ClockNode => match a {
                Term::Clock(clock) => self.add(Node::Clock(clock)),
                _ => None,
            },
            Function::With => match a {
                Term::Modifier(modifier) => {
                    let of = self.node(b)?;
                    self.add(Node::Modified { of, modifier })
                }
                Term::Nil => self.node(b).map(Term::Node),
                _ => None,
            },
            Function::Duration => match b {
                Term::Unit(unit) => self.add(Node::Duration { count: count(a)?, unit }),
                _ => None,
            },
            Function::Plus => {
                let (first, second) = (self.node(a)?, self.node(b)?);
                // "2 hours, 10 minutes" is one length; "3 minutes, 10 minutes" are two.
                let unit = |node: NodeId| match self.nodes[node.0 as usize] {
                    Node::Duration { unit, .. } => Some(unit),
                    _ => None,
                };
                if unit(second)? >= unit(first)? {
                    return None;
                }
                self.add(Node::Sum { first, second })
            }
            Function::Set => {
                let quant = match b {
                    Term::Quant(quant) => Some(quant),
                    _ => None,
                };
                let freq = small(c, 1..=99);
                let of = self.node(a)?;
                self.add(Node::Set { of, quant, freq })
            }
            Function::VagueRef => match a {
                Term::Vague(vague) => self.add(Node::Vague(vague)),
                _ => None,
            },
            Function::HolidayNode => self.node(a).map(Term::Node),
            Function::Range => {
                let (first, last) = (self.node(a)?, self.node(b)?);
                self.add(Node::Range { first, last })
            }
            Function::Nothing => self.add(Node::Nothing),
        }
    }

    fn nearest(&mut self, target: Term, way: Way, base: Term) -> Option<Term> {
        let target = self.node(target)?;
        let base = self.base(base)?;
        self.add(Node::Nearest { target, way, base })
    }

    fn at(&mut self, date: Term, time: Term) -> Option<Term> {
        match (date, time) {
            (Term::Nil, Term::Clock(clock)) => self.add(Node::Clock(clock)),
            (_, Term::Nil) => self.node(date).map(Term::Node),
            (_, Term::Clock(clock)) => {
                let date = self.node(date)?;
                self.add(Node::At { date, clock })
            }
            _ => None,
        }
    }

    /// All fields of several dates in one; none if they contradict each other or make no day.
    fn and(&mut self, terms: &[Term]) -> Option<Term> {
        let mut all = Partial::default();
        let mut holiday = None;
        for term in terms {
            let id = match term {
                Term::Nil => continue,
                term => self.node(*term)?,
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
        let partial = self.partial(all)?;
        match (holiday, partial) {
            (Some(inner), Term::Node(scope)) => self.add(Node::Within { inner, scope }),
            _ => Some(partial),
        }
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

/// Hour, minute, half of the day (0 before noon, 12 after) and zone.
fn clock(hour: Term, minute: Term, meridiem: Term, zone: Term) -> Option<Term> {
    let zone = match zone {
        Term::Zone(zone) => Some(zone),
        _ => None,
    };
    let (mut hour, minute, second, zone) = match hour {
        Term::Clock(Clock::Time { hour, minute, second, zone: own }) => (hour, Some(minute), second, own.or(zone)),
        _ => (small(hour, 0..=24)?, if minute == Term::Nil { None } else { Some(small(minute, 0..=59)?) }, None, zone),
    };
    if let Term::Int(half) = meridiem {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + u8::try_from(half).ok()?;
    }
    Some(Term::Clock(Clock::Time { hour, minute: minute.unwrap_or(0), second, zone }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_and_say_what_is_wrong() {
        let names = vec!["count".to_string(), "unit".to_string()];
        assert!(Means::parse("shift(document, count, unit, -1)", &names).is_ok());
        assert!(Means::parse("shift(document, count", &names).is_err());
        assert!(Means::parse("nonsense(count)", &names).is_err_and(|message| message.contains("nonsense")));
        assert!(Means::parse("month(june)", &names).is_err_and(|message| message.contains("june")));
    }

    #[test]
    fn holidays_have_rules() {
        assert_eq!(holiday("12-25"), Some(Holiday::Fixed(12, 25)));
        assert_eq!(holiday("easter-2"), Some(Holiday::Easter(-2)));
        assert_eq!(holiday("nth 11 4 4"), Some(Holiday::Nth { month: 11, weekday: 4, n: 4, after: 0 }));
        assert_eq!(holiday("nonsense"), None);
    }

    #[test]
    fn no_day_is_made_that_is_not_in_the_calendar() {
        let mut nodes = Vec::new();
        let means = Means::parse("and(day(31), month(2))", &[]).expect("a term");
        assert_eq!(means.evaluate(&|_| Term::Nil, &mut nodes), None);
    }
}
