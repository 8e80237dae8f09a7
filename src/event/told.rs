//! Which clauses of a sentence tell a happening at a date, and whether as past or as planned.

use super::Status;
use super::clause::{ClauseKind, Clauses};
use super::dating::{self, Dated, Role};
use super::gap::{self, Gap};
use super::reading::Reading;
use super::status::status;
use super::untold::{Silences, Untold};
use super::verb::{Tense, Verb};
use super::words::Token;
use crate::language::Classes as C;
use crate::when::Granularity;
use chrono::NaiveDate;

/// A clause that tells a happening, and its date.
pub(super) struct Told<'d> {
    pub(super) clause: usize,
    pub(super) dated: &'d Dated,
    pub(super) status: Status,
    /// The happening is that someone said it: "the mill could close, a minister said on Friday".
    pub(super) statement: bool,
    /// What it has of its own where it shares the verb with the happening before.
    pub(super) gap: Option<Gap>,
}

/// The clauses of a sentence that tell a dated happening.
pub(super) fn told<'d>(reading: &Reading, dates: &'d [Dated]) -> (Vec<Told<'d>>, Silences) {
    let &Reading { tokens, clauses, today, .. } = reading;
    let mut told: Vec<Told> = Vec::new();
    let mut untold = Silences::new();
    for dated in dates {
        let clause = target(tokens, clauses, dated);
        let own = clauses.of[dated.token];
        if dated.role == Role::When && clause == own {
            untold.push((dated.timex, Untold::Bound));
            continue;
        }
        let attributed = clauses.list[own].kind == ClauseKind::Attribution;
        let (clause, status) = told_by(reading, clause, dated);
        // What is only said to come or to be possible happens on the day on which it is said.
        let uncertain = clauses.list[clause].verb.as_ref().is_some_and(|verb| uncertain(verb.tense));
        let statement = attributed && (uncertain || !matches!(status, Ok(Status::Happened)));
        let status = if statement { status_of_saying(dated, today) } else { status };
        let status = match status {
            Ok(status) => status,
            Err(why) => {
                untold.push((dated.timex, why));
                continue;
            }
        };
        // "An altar was stolen in 2011, a prosecutor said on Friday": the news and what it is about.
        if attributed
            && status == Status::Happened
            && !statement
            && let Some(other) = told.iter().rev().find(|other| other.clause == clause)
            && clauses.of[other.dated.token] != own
            && !other.dated.when.contains(&dated.when)
            && !dated.when.contains(&other.dated.when)
            && status_of_saying(dated, today).is_ok()
        {
            told.push(Told { clause, dated, status, statement: true, gap: None });
            continue;
        }
        let gap = told.iter().rev().find(|other| other.clause == clause && !statement && !other.statement);
        let gap = gap.and_then(|other| gap::gap(tokens, clauses, clause, other.dated, dated));
        if gap.is_some() {
            told.push(Told { clause, dated, status, statement, gap });
            continue;
        }
        match told.iter_mut().rev().find(|other| other.clause == clause) {
            // "the staff will walk out on Monday, their union announced on Friday": the news and the plan.
            Some(other) if statement != other.statement => {
                told.push(Told { clause, dated, status, statement, gap: None });
            }
            Some(other) if both(tokens, clauses, clause, other.dated, dated, today) => {
                told.push(Told { clause, dated, status, statement, gap: None });
            }
            Some(other) => {
                let verb = clauses.list[clause].verb.as_ref().map_or(0, |verb| verb.head);
                let mut worse = dated;
                if dating::better(dated, other.dated, verb) {
                    worse = other.dated;
                    *other = Told { clause, dated, status, statement, gap: None };
                }
                untold.push((worse.timex, Untold::OtherDate));
            }
            None => told.push(Told { clause, dated, status, statement, gap: None }),
        }
    }
    (told, untold)
}

/// Whether a clause tells the happening of a date or, where it does not, the one that "when" opens behind the
/// date: "she could ask on Monday, when the board meets".
fn told_by(reading: &Reading, clause: usize, dated: &Dated) -> (usize, Result<Status, Untold>) {
    let clauses = reading.clauses;
    let first = status(reading, clause, dated);
    let after = dated.phrase.end.max(dated.token + 1);
    let when = dating::when_after(reading.tokens, after).filter(|_| first.is_err() && dated.role == Role::Clause);
    let inner = when.map(|when| clauses.of[when]).filter(|&inner| inner != clauses.of[dated.token]);
    let settled = |inner: &usize| tells_of_a_subject(clauses, *inner);
    match inner.filter(settled) {
        Some(inner) => (inner, status(reading, inner, dated)),
        None => (clause, first),
    }
}

/// "when asked why": a participle without a subject.
fn is_reduced(clauses: &Clauses, clause: usize) -> bool {
    clauses.list[clause].verb.as_ref().is_some_and(|verb| verb.bare) && clauses.subject(clause).is_empty()
}

/// "when the board meets"; "when asked why" has no subject of its own.
fn tells_of_a_subject(clauses: &Clauses, clause: usize) -> bool {
    clauses.list[clause].verb.as_ref().is_some_and(|verb| !verb.state) && !is_reduced(clauses, clause)
}

/// What is only said to come or to be possible.
pub(super) fn uncertain(tense: Tense) -> bool {
    matches!(tense, Tense::Future | Tense::Would | Tense::Modal)
}

fn status_of_saying(dated: &Dated, today: NaiveDate) -> Result<Status, Untold> {
    if dated.when.from() <= today && dated.role == Role::Clause { Ok(Status::Happened) } else { Err(Untold::Speech) }
}

/// Whether two dates of one clause are two happenings: "threatened it in July and again in October",
/// "agreed on Friday to vote on 28 January".
fn both(tokens: &[Token], clauses: &Clauses, clause: usize, first: &Dated, second: &Dated, today: NaiveDate) -> bool {
    // "in 2012 and 2013" is once in each year, "on Friday and Saturday" one stretch.
    let years = first.when.granularity() >= Granularity::Year;
    let before = |one: &Dated, other: &Dated| {
        let (end, start) = (one.when.until(), other.when.from());
        end < start || years && end == start
    };
    let apart = before(first, second) || before(second, first);
    if !apart || first.role != Role::Clause || second.role != Role::Clause || second.phrase.is_empty() {
        return false;
    }
    let between = first.phrase.end.max(first.token + 1)..second.phrase.start;
    if between.is_empty() {
        return false;
    }
    let between = &tokens[between];
    // "in 1919, 1968 and 2003": the last two are joined by a word, the others by commas.
    let goes_on = tokens[second.token + 1..]
        .iter()
        .take_while(|token| token.mark_of(",") || token.is(C::COORDINATOR.or(C::DATING)) || token.date.is_some());
    let listed =
        goes_on.clone().any(|token| token.is(C::COORDINATOR)) && goes_on.clone().any(|token| token.date.is_some());
    let joined = (listed || between.iter().any(|token| token.is(C::COORDINATOR)))
        && between.iter().all(|token| token.mark_of(",") || token.is(C::COORDINATOR.or(C::DATE_ADVERB)));
    // "in 1968 and, by two votes, in 2003", "on Friday and again, in the west, on Monday"
    let added = || {
        let mut rest = between.iter().skip_while(|token| token.mark_of(","));
        rest.next().is_some_and(|token| token.is(C::COORDINATOR))
            && between.last().is_some_and(|last| last.mark_of(","))
            && rest.find(|token| !token.is(C::DATE_ADVERB)).is_some_and(|token| token.mark_of(","))
    };
    // "failed in 1919, in 1968"
    let dating = |dated: &Dated| tokens[dated.phrase.start].is(C::DATING);
    let repeated = between.len() == 1
        && between[0].mark_of(",")
        && first.when.granularity() == second.when.granularity()
        && !first.phrase.is_empty()
        && dating(first)
        && dating(second);
    let joined = joined || repeated || added();
    let verb = clauses.list[clause].verb.as_ref().map_or(0, |verb| verb.span.end);
    let plans = clauses.list[clause].verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::STATING));
    let planned = plans
        && second.when.from() > today
        && first.when.from() <= today
        && second.token > verb
        && between.iter().any(|token| token.is(C::INFINITIVE));
    joined || planned
}

/// The clause that a date dates: its own, or the one that "when" opens after it, or for the date
/// of an attribution what is attributed.
fn target(tokens: &[Token], clauses: &Clauses, dated: &Dated) -> usize {
    let own = clauses.of[dated.token];
    let after = dated.phrase.end.max(dated.token + 1);
    let stages = clauses.list[own].verb.as_ref().is_some_and(|verb| verb.state || tokens[verb.head].is(C::STAGING));
    let state = clauses.list[own].verb.as_ref().is_some_and(|verb| verb.state);
    if let Some(when) = dating::when_after(tokens, after)
        && (dated.role == Role::When || state || clauses.list[own].verb.is_none() || stages && when == after)
        && clauses.of[when] != own
        && !is_reduced(clauses, clauses.of[when])
    {
        return clauses.of[when];
    }
    // "It was in 1994 that the road was paved"
    let subject = &tokens[clauses.subject(own)];
    let cleft = state || dated.role == Role::NotUntil;
    if cleft
        && subject.iter().all(|token| token.is(C::IMPERSONAL))
        && !subject.is_empty()
        && tokens.get(after).is_some_and(|next| next.is(C::COMPLEMENTISER))
        && clauses.of[after] != own
    {
        return clauses.of[after];
    }
    if dated.role == Role::Opener {
        return own;
    }
    // "until the sale is closed, which the firms expect in June": the sale.
    let relative = &clauses.list[own];
    let expects = |verb: &Verb| tokens[verb.head].is(C::PLANNING_VERB) && verb.span.end == dated.phrase.start;
    if relative.kind == ClauseKind::Relative
        && relative.verb.as_ref().is_some_and(expects)
        && !clauses.subject(own).is_empty()
    {
        return relative.parent;
    }
    // "In a paper that appeared in 2003 Low argued that …": the date is that of what is said there.
    let document = relative.opener.filter(|&opener| opener >= 3 && tokens[opener - 1].is(C::DOCUMENT));
    if relative.kind == ClauseKind::Relative
        && document.is_some_and(|opener| {
            tokens[opener - 2].is(C::DETERMINER) && tokens[opener - 3].is(C::PREPOSITION)
                || tokens[opener - 2].is(C::DETERMINER) && opener == 3
        })
        && clauses.list[relative.parent].verb.as_ref().is_some_and(|verb| !verb.state)
    {
        return relative.parent;
    }
    let mut clause = own;
    while matches!(clauses.list[clause].kind, ClauseKind::Attribution | ClauseKind::Participle) {
        clause = clauses.list[clause].parent;
    }
    clause
}
