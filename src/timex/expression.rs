//! What an expression says, typed and free of any language: `Copy` nodes in an arena.

use crate::when::{Clock, Granularity, Modifier};

/// A node's place in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(pub u32);

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
    /// A stretch whose length nobody tells: "period", "time".
    Period,
}

impl Unit {
    /// The granularity of a date told in this unit; none for what is finer than a day or has no length.
    pub fn granularity(self) -> Option<Granularity> {
        Some(match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Period => return None,
            Unit::Night | Unit::Day => Granularity::Day,
            Unit::Weekend => Granularity::Weekend,
            Unit::Week => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Season => Granularity::Season,
            Unit::Quarter => Granularity::Quarter,
            Unit::Half => Granularity::Half,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
            Unit::Millennium => Granularity::Millennium,
        })
    }

    /// The letters of an ISO 8601 duration, with the units that TIMEX2 added to it.
    pub fn letters(self) -> (&'static str, &'static str) {
        match self {
            Unit::Second => ("T", "S"),
            Unit::Minute => ("T", "M"),
            Unit::Hour => ("T", "H"),
            Unit::Night => ("T", "NI"),
            Unit::Day => ("", "D"),
            Unit::Weekend => ("", "WE"),
            Unit::Week => ("", "W"),
            Unit::Month => ("", "M"),
            Unit::Season => ("", "SE"),
            Unit::Quarter => ("", "Q"),
            Unit::Half => ("", "H"),
            Unit::Year => ("", "Y"),
            Unit::Decade => ("", "DE"),
            Unit::Century => ("", "CE"),
            Unit::Millennium => ("", "ML"),
            Unit::Period => ("", "X"),
        }
    }
}

/// Which members of a set are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quant {
    Every,
    Each,
}

impl Quant {
    /// The value of the TIMEX3 attribute `quant`.
    pub fn timex3(self) -> &'static str {
        match self {
            Quant::Every => "EVERY",
            Quant::Each => "EACH",
        }
    }
}

/// A number of units: exact, or "several".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Count {
    Exact(f64),
    Some,
}

/// The fields of the calendar that an expression names; the rest comes from the reference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Partial {
    /// The astronomical year.
    pub year: Option<i32>,
    /// Two digits of a year ("'98"); the century is the reference's.
    pub year_of_century: Option<u8>,
    /// The unit that starts with `year`: decade, century, millennium.
    pub years: Option<Unit>,
    /// 1 to 4
    pub quarter: Option<u8>,
    /// 1 or 2
    pub half: Option<u8>,
    /// The month in which a season starts: 3, 6, 9, 12.
    pub season: Option<u8>,
    /// 1 to 12
    pub month: Option<u8>,
    /// The ISO week, 1 to 53.
    pub week: Option<u8>,
    /// 1 to 31
    pub day: Option<u8>,
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// A weekend.
    pub weekend: bool,
}

impl Partial {
    /// True for "1894" alone.
    pub fn is_year(&self) -> bool {
        *self == Partial { year: self.year, ..Partial::default() }
    }

    /// True for "Fri 3": a weekday and the number of the day, no more.
    pub fn is_numbered_weekday(&self) -> bool {
        self.weekday.is_some() && self.day.is_some() && self.month.is_none() && self.year.is_none()
    }
}

/// That to which something is relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The document's day.
    Document,
    /// The last date that the text told.
    Story,
    /// Where the text has got to: the date that a report looks back to, else the document's day.
    Place,
    /// The day of what stands behind the expression, "three days after the fire", if the text has told it.
    Happening,
    /// Another expression.
    Node(NodeId),
}

/// Which of the many Octobers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The latest that is over.
    Last,
    /// The first that is to come.
    Next,
    /// The first that is to come, unless the tense is past.
    Deadline,
    /// The one of the current unit around it.
    This,
    /// Not told: by tense and nearness.
    Bare,
}

/// A day by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// Days after that of the Eastern churches.
    EasternEaster(i16),
    /// The `n`th (−1: the last) weekday of a month, and days after it.
    Nth { month: u8, weekday: u8, n: i8, after: i8 },
    /// A day of the Islamic calendar: month and day; day 0 is the whole month.
    Islamic(u8, u8),
    /// A single day in history, or more: year, month, day.
    Once(i16, u8, u8),
}

/// What is vague about a reference to the present, the past, the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

/// One step of what an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Node {
    /// Fields of the calendar: "5 March 2021", "October", "Wednesday".
    Partial(Partial),
    /// A day by rule: "Christmas".
    Holiday(Holiday),
    /// A unit so many units away from the one that holds the base: "yesterday", "last week", "that year".
    Relative { unit: Unit, offset: i32, base: Base },
    /// One of many: "last October", "next Friday", "the previous October".
    Nearest { target: NodeId, way: Way, base: Base },
    /// Counted from a base: "three weeks ago" (`sign` −1), "two years later".
    Shift { base: Base, count: Count, unit: Unit, sign: i32 },
    /// A date inside a stretch: "Friday next week", "July last year".
    Within { inner: NodeId, scope: NodeId },
    /// The `n`th unit or weekday of a stretch; −1 is the last: "first Monday of March".
    Nth { n: i32, inner: NodeId, scope: NodeId },
    /// The unit, as what `Nth` counts: "the last week of".
    Unit(Unit),
    /// A further day of a list: the 14th of "May 13, 14 and 15".
    Listed(u8),
    /// A further weekday of a list of recurring ones: "every Mon, Wed, Thu".
    Recurring(NodeId),
    /// A date that is told only of a report: "the first half" of a text that tells of quarters.
    Reported(NodeId),
    /// A date and a time of day.
    At { date: NodeId, clock: Clock },
    /// A time of day alone.
    Clock(Clock),
    /// An hour that nothing but the time told before says to be one: "at nine".
    Hour(u8),
    /// "early", "about" ….
    Modified { of: NodeId, modifier: Modifier },
    /// A length.
    Duration { count: Count, unit: Unit },
    /// Two lengths together: "two hours and ten minutes".
    Sum { first: NodeId, second: NodeId },
    /// A recurring time.
    Set { of: NodeId, quant: Option<Quant>, freq: Option<u8> },
    /// Now, the past, the future.
    Vague(Vague),
    /// From one year to another, told in one: "2007-08".
    Span { first: NodeId, last: NodeId },
    /// From one date to another.
    Range { first: NodeId, last: NodeId },
    /// A year that no calendar here has: before 10,000 BC or after AD 9999.
    Beyond,
    /// No date at all.
    Nothing,
}
