//! A sentence as it is read for what it tells.

use super::clause::Clauses;
use super::words::Token;
use crate::language::Classes as C;
use crate::text::BlockKind;
use crate::timex::{Timex, TimexType};
use chrono::NaiveDate;

/// A sentence as it is read: its words, its clauses, and where and when it stands.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: &'a Clauses,
    pub(super) timexes: &'a [Timex],
    pub(super) kind: BlockKind,
    /// The article's day.
    pub(super) today: NaiveDate,
}

impl Reading<'_> {
    /// Whether a clause tells what happens again and again: "usually", "every Sunday".
    pub(super) fn repeats(&self, clause: usize) -> bool {
        self.holds(clause, TimexType::Set)
            || (0..self.tokens.len()).any(|at| self.clauses.of[at] == clause && self.tokens[at].is(C::GENERIC))
    }

    /// Whether a clause says how long it went on: "for two hours".
    pub(super) fn lasts(&self, clause: usize) -> bool {
        self.holds(clause, TimexType::Duration)
    }

    fn holds(&self, clause: usize, kind: TimexType) -> bool {
        let of = |at: usize| self.clauses.of[at] == clause && !self.tokens[at].quoted;
        let timex = |at: usize| self.tokens[at].date.map(|timex| self.timexes[timex].kind);
        (0..self.tokens.len()).any(|at| of(at) && timex(at) == Some(kind))
    }
}
