//! One date of one clause, of which it is asked whether it tells a happening.

use super::super::clause::{Clause, Clauses};
use super::super::dating::Dated;
use super::super::reading::Reading;
use super::super::verb::Verb;
use super::super::words::Token;
use super::super::{Status, untold::Untold};
use crate::text::BlockKind;
use crate::when::{Granularity, Modifier, When};
use chrono::{NaiveDate, TimeDelta};

/// Whether a clause tells its date's happening, and whether as past or as planned; else why not.
pub(in super::super) type Verdict = Result<Status, Untold>;

/// Days after which a date told in passing is no news.
const FRESH: i64 = 7;

/// A date of a clause, and all around it that decides whether a happening is told.
pub(super) struct Case<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: &'a Clauses,
    /// The place of the clause among the clauses.
    pub(super) index: usize,
    pub(super) clause: &'a Clause,
    pub(super) verb: &'a Verb,
    pub(super) dated: &'a Dated,
    pub(super) span: Span,
}

/// Where a date lies, seen from the article's day.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) when: When,
    pub(super) today: NaiveDate,
    /// It begins after the article's day.
    pub(super) ahead: bool,
    /// What has just been published or found is the news; what was founded long ago is not.
    pub(super) fresh: bool,
}

/// The first day of what is meant: "late January" begins with its last third.
fn begins(when: When) -> NaiveDate {
    let thirds = match when.modifier() {
        Some(Modifier::Mid) => 1,
        Some(Modifier::End) => 2,
        _ => 0,
    };
    when.from() + TimeDelta::days(when.days() * thirds / 3)
}

impl Span {
    pub(super) fn new(when: When, today: NaiveDate) -> Span {
        let ahead = begins(when) > today;
        let near = (today - when.from()).num_days() <= FRESH;
        Span { when, today, ahead, fresh: !ahead && when.granularity().is_day_or_finer() && near }
    }

    /// What happens then is past or planned.
    pub(super) fn status(&self) -> Status {
        if self.ahead { Status::Planned } else { Status::Happened }
    }

    /// A present tense tells a happening of its day; of a whole year or month it tells a condition.
    pub(super) fn fine(&self) -> bool {
        self.ahead || self.when.granularity() <= Granularity::Week
    }

    /// It ended more than a few days ago.
    pub(super) fn over(&self) -> bool {
        (self.today - self.when.until()).num_days() >= FRESH
    }
}

impl<'a> Case<'a> {
    /// The word that carries the meaning of the verb.
    pub(super) fn head(&self) -> &'a Token<'a> {
        &self.tokens[self.verb.head]
    }

    /// The first word of the verb.
    pub(super) fn first(&self) -> &'a Token<'a> {
        &self.tokens[self.verb.span.start]
    }

    /// The word behind the verb.
    pub(super) fn behind(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.verb.span.end)
    }

    /// The words of the subject.
    pub(super) fn subject(&self) -> &'a [Token<'a>] {
        &self.tokens[self.clauses.subject(self.index)]
    }

    /// Whether the date stands in the clause itself.
    pub(super) fn own(&self) -> bool {
        self.clauses.of[self.dated.token] == self.index
    }

    /// Whether the date stands before the verb.
    pub(super) fn before(&self) -> bool {
        self.dated.token < self.verb.span.start
    }

    /// In a list, a table or a heading.
    pub(super) fn listed(&self) -> bool {
        !matches!(self.reading.kind, BlockKind::Paragraph)
    }
}

/// `status` if it is told, else why not.
pub(super) fn only_if(told: bool, status: Status, why: Untold) -> Verdict {
    if told { Ok(status) } else { Err(why) }
}
