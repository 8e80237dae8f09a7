//! One date of a sentence, of which it is asked what it does there.

use super::super::clause::{Clause, Clauses};
use super::super::untold::Untold;
use super::super::words::Token;
use super::barred::falls_with_date;
use super::beside::{compared, is_a_name};
use super::{Dated, Line, Role, carries_on, stretch};
use crate::language::{Classes as C, EventWords};
use crate::timex::{Policy, Timex, TimexType};
use crate::when::{Granularity, Modifier, When};
use std::ops::Range;

/// What a date does in its sentence, or why it dates nothing.
pub(super) type Finding = Result<Dated, Untold>;

/// A date and all around it that decides what it does.
pub(super) struct Place<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: &'a Clauses,
    /// The clause in which it stands.
    pub(super) clause: &'a Clause,
    pub(super) timexes: &'a [Timex],
    pub(super) words: &'a EventWords,
    pub(super) line: Line,
    /// The word that is the date.
    pub(super) at: usize,
    /// The word behind it, or behind the second end of its stretch.
    pub(super) end: usize,
    /// The first of the lengths and adverbs that fall with it: "for two days last week".
    pub(super) left: usize,
    pub(super) timex: &'a Timex,
    index: usize,
    /// Both ends of a stretch in one.
    pub(super) when: When,
    /// A time of day whose day the sentence does not tell: "at noon".
    pub(super) dayless: bool,
}

impl<'a> Place<'a> {
    /// # Errors
    /// Says why an expression that names no date, or that somebody else names, dates nothing.
    pub(super) fn new(
        tokens: &'a [Token<'a>],
        clauses: &'a Clauses,
        timexes: &'a [Timex],
        (at, end): (usize, usize),
        line: Line,
        words: &'a EventWords,
    ) -> Result<Place<'a>, Untold> {
        let index = tokens[at].date.ok_or(Untold::NoDate)?;
        let timex = &timexes[index];
        // "now" and "these days" say when somebody writes, not when something happened.
        let vague = timex.reason.policy == Policy::Vague;
        if !matches!(timex.kind, TimexType::Date | TimexType::Time) || vague {
            return Err(Untold::NoDate);
        }
        if tokens[at].quoted {
            return Err(Untold::Quotation);
        }
        if carries_on(timex) {
            return Err(Untold::FollowUp);
        }
        if is_a_name(tokens, clauses, at, end, words) || in_a_compound(tokens, at, end) {
            return Err(Untold::Noun);
        }
        if is_compared(tokens, at, end) {
            return Err(Untold::Bound);
        }
        let when = if end > at + 1 { stretch(tokens, timexes, at) } else { timex.when }.ok_or(Untold::NoDate)?;
        if ends_a_period(tokens, at) {
            return Err(Untold::Bound);
        }
        let when = without_doubt(when, timex);
        let open = matches!(
            when.modifier(),
            Some(Modifier::Before | Modifier::After | Modifier::OnOrBefore | Modifier::OnOrAfter)
        );
        // "after 2019" is no date of a happening; "shortly after midnight" still tells its day.
        if open && when.clock().is_none() {
            return Err(Untold::Open);
        }
        let clause = clauses.at(at);
        let left = with_lengths(tokens, clause, timexes, at);
        let dayless = timex.reason.policy == Policy::Clock;
        Ok(Place { tokens, clauses, clause, timexes, words, line, at, end, left, timex, index, when, dayless })
    }

    /// The date does this, and a headline leaves out these words.
    pub(super) fn does(&self, role: Role, phrase: Range<usize>) -> Finding {
        Ok(Dated { token: self.at, timex: self.index, when: self.when, phrase, role, dayless: self.dayless })
    }

    /// The word that is the date.
    pub(super) fn date(&self) -> &'a Token<'a> {
        &self.tokens[self.at]
    }

    /// The word behind the date.
    pub(super) fn next(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.end)
    }

    /// The word before the date and what falls with it.
    pub(super) fn previous(&self) -> Option<&'a Token<'a>> {
        self.left.checked_sub(1).map(|before| &self.tokens[before])
    }

    /// The date's first word opens dates that take no article: "next", "last".
    pub(super) fn deictic(&self) -> bool {
        let first = self.date().text.split(' ').next().unwrap_or_default().to_lowercase();
        self.words.classes(&first).any(C::DEICTIC)
    }

    /// The date alone, without a length or an adverb that falls with it.
    pub(super) fn alone(&self) -> bool {
        self.left == self.at
    }
}

/// "record third-quarter profit"
fn in_a_compound(tokens: &[Token], at: usize, end: usize) -> bool {
    let text = tokens[at].text;
    let joined = text.starts_with(char::is_alphabetic) && text.contains('-') && !text.contains(' ');
    joined && tokens.get(end).is_some_and(|next| next.nominal() && !next.capital())
}

/// "a day later than expected", "from 109 million in 2017": what something is compared with.
/// "sold more in June than a year earlier" tells of June.
fn is_compared(tokens: &[Token], at: usize, end: usize) -> bool {
    let other = || tokens[end + 1..].iter().take(2).any(|token| token.date.is_some());
    tokens.get(end).is_some_and(|next| next.is(C::COMPARING)) && !other() || compared(tokens, at)
}

/// "net income for the quarter ended 30 June"
fn ends_a_period(tokens: &[Token], at: usize) -> bool {
    let dating = |index: usize| tokens[index].is(C::DATING);
    let ends = at.checked_sub(1).map(|before| if dating(before) { before.saturating_sub(1) } else { before });
    let period = ends.filter(|&ends| ends > 0 && tokens[ends].is(C::PERIOD_END)).map(|ends| &tokens[ends - 1]);
    period.is_some_and(|period| period.date.is_some() || period.is(C::TIMES))
}

fn without_doubt(when: When, timex: &Timex) -> When {
    // "at about 4.15pm on 21 July": the hour is uncertain, the day is not.
    let hour = when.clock().is_some() && when.modifier() == Some(Modifier::Approx);
    let when = if hour { when.with_modifier(None) } else { when };
    // "about a month ago", "almost two years ago" is no more exact without its first word; "more than a year ago"
    // may be earlier.
    match when.modifier() {
        Some(Modifier::Approx | Modifier::After) if timex.reason.policy == Policy::Counted => when.with_modifier(None),
        Some(Modifier::Before) if timex.reason.policy == Policy::Counted => when.with_modifier(Some(Modifier::Approx)),
        _ => when,
    }
}

/// Where the words begin that fall with the date.
fn with_lengths(tokens: &[Token], clause: &Clause, timexes: &[Timex], at: usize) -> usize {
    let mut left = at;
    // "struck for two days last week": the length is no part of the date.
    let other_date = |at: usize| tokens[at].date.is_some_and(|timex| timexes[timex].kind != TimexType::Duration);
    while left > 0 && (falls_with_date(tokens, clause, left - 1) || other_date(left - 1)) {
        left -= 1;
    }
    // "until at least Friday"
    if left >= 2 && tokens[left - 1].is(C::HEDGE) {
        left -= 2;
    }
    left
}

/// Whether a date names its year, month and day: three parts, as "24 September 2011" has.
pub(super) fn is_whole(date: &str) -> bool {
    let parts = date.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).count();
    parts >= 3 && !date.contains(':')
}

/// Whether a date is told to the day, and the day alone.
pub(super) fn is_a_day(when: &When) -> bool {
    when.granularity() == Granularity::Day && when.clock().is_none() && when.days() == 1
}
