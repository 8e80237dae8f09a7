//! What each date of a sentence belongs to: its clause, a noun, a plan, or nothing that happened.

mod barred;
mod before;
mod beside;
mod inside;
mod line;
mod noun;
mod place;
mod role;
#[cfg(test)]
mod tests;

use super::clause::Clauses;
use super::untold::{Silences, Untold};
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use crate::timex::{Policy, Timex, TimexType};
use crate::when::{Granularity, When};
pub(super) use barred::postpones;
use place::{Finding, Place};
pub(super) use role::{Dated, Role};

/// What stands around a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// It opens an item, a heading or a paragraph that begins with a date.
    pub(super) listed: bool,
    /// It is a heading.
    pub(super) heading: bool,
    /// Several paragraphs of the text begin with a date in digits and a capital: "2012 Exports double".
    pub(super) chronology: bool,
}

/// The dates of a sentence that may date a happening; the others only belong to a noun, are
/// deadlines, lengths, starts of conditions, or stand in a quotation.
pub(super) fn dates(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    line: Line,
    words: &EventWords,
) -> (Vec<Dated>, Silences) {
    let (mut found, mut untold) = (Vec::new(), Vec::new());
    let mut last: Option<Untold> = None;
    let mut at = 0;
    while at < tokens.len() {
        let mut next = end_of_date(tokens, timexes, at);
        // "moved from 20 February to 11 September": two dates, not a stretch.
        let moved = next > at + 1
            && tokens[at + 1].is(C::INFINITIVE)
            && clauses.at(at).verb.as_ref().is_some_and(|verb| postpones(tokens, verb));
        if moved {
            next = at + 1;
        } else if let Some(other) = tokens.get(at + 2).filter(|_| next > at + 1).and_then(|token| token.date) {
            untold.push((other, Untold::OtherEnd));
        }
        if let Some(timex) = tokens[at].date {
            // "pictures taken on 28 October and 10 November": the second is what the first is.
            let joined = at >= 2 && tokens[at - 1].is(C::COORDINATOR) && tokens[at - 2].date.is_some();
            let like = last.filter(|_| joined).map_or(Ok(()), Err);
            match like.and_then(|()| dated(tokens, clauses, timexes, (at, next), line, words)) {
                Ok(dated) => {
                    last = None;
                    found.push(dated);
                }
                Err(why) => {
                    last = matches!(why, Untold::Passing).then_some(why);
                    untold.push((timex, why));
                }
            }
        }
        at = next;
    }
    (found, untold)
}

/// The word after a date, or after the second end of a range that begins at `at`.
fn end_of_date(tokens: &[Token], timexes: &[Timex], at: usize) -> usize {
    if tokens[at].date.is_none() {
        return at + 1;
    }
    let joined = tokens.get(at + 1).is_some_and(|token| token.dash() || token.is(C::CLOSING))
        && tokens.get(at + 2).is_some_and(|token| token.date.is_some());
    let opened = at > 0 && tokens[at - 1].is(C::OPENING);
    let dashed = tokens.get(at + 1).is_some_and(Token::dash);
    // "on 1 and 2 February" is one stretch.
    let neighbours = || {
        let first = tokens[at].date.and_then(|timex| timexes[timex].when);
        let last = tokens[at + 2].date.and_then(|timex| timexes[timex].when);
        first.zip(last).is_some_and(|(first, last)| {
            // "won in 2012 and 2013": once in each.
            let years = first.granularity() == Granularity::Year;
            first.until() == last.from() && first.clock().is_none() && !years
        })
    };
    // "takes place 17 May through 20 May"; "a claim of May 2012 to 3 June" is no stretch.
    let alike = || {
        let granularity = |at: usize| Some(timexes[tokens[at].date?].when?.granularity());
        granularity(at) == granularity(at + 2)
    };
    let together = match tokens.get(at + 1) {
        _ if opened || dashed => true,
        Some(closing) if joined && closing.is(C::COORDINATOR) => neighbours(),
        _ => joined && alike(),
    };
    if joined && together && stretch(tokens, timexes, at).is_some() { at + 3 } else { at + 1 }
}

/// The stretch from the date at `at` to the one two words on.
fn stretch(tokens: &[Token], timexes: &[Timex], at: usize) -> Option<When> {
    let first = timexes[tokens[at].date?].when?;
    let last = timexes[tokens.get(at + 2)?.date?].when?;
    if first.from() <= last.from() { first.through(last) } else { None }
}

/// The questions that are asked of a date, in this order: the first answer counts, and where none has
/// one the date may date its clause like any adverb.
const QUESTIONS: [fn(&Place) -> Option<Finding>; 29] = [
    line::with_a_mark,
    line::without_a_mark,
    line::of_a_release,
    inside::reduced_clause,
    inside::participle_clause,
    inside::left_out_verb,
    before::not_until,
    before::denied,
    noun::subject,
    noun::within_the_subject,
    noun::of_a_thing,
    noun::possessive,
    before::spent,
    before::nothing,
    before::another_date,
    before::bracket,
    before::mark,
    before::particle,
    before::opening,
    before::dating,
    before::around,
    before::barring,
    before::preposition,
    before::end_of_a_stretch,
    noun::object,
    before::determiner,
    inside::gerund,
    before::description,
    noun::described,
];

/// What the date at `at`, whose words end at `end`, does in its sentence.
fn dated(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    (at, end): (usize, usize),
    line: Line,
    words: &EventWords,
) -> Finding {
    let place = Place::new(tokens, clauses, timexes, (at, end), line, words)?;
    QUESTIONS.iter().find_map(|question| question(&place)).unwrap_or_else(|| inside::adverb(&place))
}

/// "minutes later", "three hours later": some moment after what was told before it.
pub(super) fn carries_on(timex: &Timex) -> bool {
    let counted = timex.reason.policy == Policy::Counted && timex.kind == TimexType::Time;
    counted || timex.value.is_later() && timex.reason.policy != Policy::Vague
}

/// The "when" that follows a date: "until 1978, when he died".
pub(super) fn when_after(tokens: &[Token], end: usize) -> Option<usize> {
    let at = if tokens.get(end)?.mark_of(",") { end + 1 } else { end };
    tokens.get(at).is_some_and(|token| token.is(C::WHEN)).then_some(at)
}

/// Of two dates of one clause the better: the finer, then the one nearer to the verb.
pub(super) fn better(first: &Dated, second: &Dated, verb: usize) -> bool {
    if (first.role == Role::Passing) != (second.role == Role::Passing) {
        return second.role == Role::Passing;
    }
    // "15:30 The premier will visit Oslo on Wednesday": the hour is when it was said.
    let heads = |dated: &Dated| matches!(dated.role, Role::Head | Role::Over) && dated.when.clock().is_none();
    if heads(first) != heads(second) {
        return heads(first);
    }
    let fineness = |dated: &Dated| dated.when.granularity().max(Granularity::Day);
    let distance = |dated: &Dated| dated.token.abs_diff(verb);
    if first.dayless != second.dayless {
        return second.dayless;
    }
    if first.when.contains(&second.when) != second.when.contains(&first.when) {
        return second.when.contains(&first.when);
    }
    (distance(first), fineness(first)) < (distance(second), fineness(second))
}
