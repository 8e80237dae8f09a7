//! A sentence as it is read for what it tells.

use super::clause::Clauses;
use super::verb::Verb;
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
    /// It is a line of a chronology, in which the present tense tells what has happened.
    pub(super) chronicle: bool,
}

impl Reading<'_> {
    /// Whether a clause tells what happens again and again: "usually", "every Sunday".
    pub(super) fn repeats(&self, clause: usize) -> bool {
        (0..self.tokens.len()).any(|at| {
            let token = &self.tokens[at];
            self.clauses.of[at] == clause
                && (token.is(C::GENERIC) && self.stands_by_the_verb(clause, at)
                    || !token.quoted && token.date.is_some_and(|timex| self.is_habit(timex, at)))
        })
    }

    /// "every Sunday"; but "its monthly meeting tomorrow": of a thing that recurs, one is told.
    fn is_habit(&self, timex: usize, at: usize) -> bool {
        let timex = &self.timexes[timex];
        let small = C::PREPOSITION.or(C::ADVERB).or(C::COORDINATOR).or(C::DETERMINER).or(C::PRONOUN).or(C::AUXILIARY);
        let noun = |next: &Token| !next.mark && next.date.is_none() && !next.is(small);
        let adjective = !self.tokens[at].text.contains(' ') && self.tokens.get(at + 1).is_some_and(noun);
        // "On the second morning, 7 March": the day is named.
        let named = self.tokens.get(at + 1).is_some_and(|next| next.mark_of(","))
            && self
                .tokens
                .get(at + 2)
                .and_then(|next| next.date)
                .is_some_and(|timex| self.timexes[timex].when.is_some());
        // "its first night", "the second morning": one of several.
        let one = timex.quant.is_none() && timex.freq.is_none() && self.tokens[at].text.contains(' ');
        timex.kind == TimexType::Set && !adjective && !named && !one
    }

    /// "It usually rains", "Normally it rains"; not "the town, normally a quiet place, rioted", "with
    /// typically small parcels".
    fn stands_by_the_verb(&self, clause: usize, at: usize) -> bool {
        let this = &self.clauses.list[clause];
        let first = this.opener.map_or(this.start, |opener| opener + 1);
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.mark);
        let beside = |verb: &Verb| at + 1 >= verb.span.start && at <= verb.span.end;
        at == first || ends || this.verb.as_ref().is_none_or(beside)
    }

    /// Whether a clause says how long it went on: "for two hours".
    pub(super) fn lasts(&self, clause: usize) -> bool {
        let of = |at: usize| self.clauses.of[at] == clause && !self.tokens[at].quoted;
        let kind = |at: usize| self.tokens[at].date.map(|timex| self.timexes[timex].kind);
        (0..self.tokens.len()).any(|at| of(at) && kind(at) == Some(TimexType::Duration))
    }
}
