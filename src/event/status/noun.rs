//! Dates that belong to a noun, or to what is told in passing: they only say which one is meant.

use super::super::Status;
use super::super::clause::{ClauseKind, Clauses};
use super::super::dating::Role;
use super::super::untold::Untold;
use super::super::verb::Tense;
use super::super::words::Token;
use super::case::{Case, Verdict, only_if};
use crate::language::Classes as C;

/// The clause itself stands in passing: "a war it said on Friday could spread", "iPad (released in 2011)".
pub(super) fn aside(case: &Case) -> Option<Verdict> {
    let &Case { tokens, clause, verb, dated, .. } = case;
    if clause.kind == ClauseKind::Relative && clause.opener.is_none() {
        return Some(Err(Untold::Identifies));
    }
    if verb.span.start > 0 && tokens[verb.span.start - 1].mark_of("([") {
        return Some(Err(Untold::Passing));
    }
    // "In a paper published in March, the team describes …"
    let comma = tokens.get(dated.phrase.end).is_some_and(|next| next.mark_of(","));
    let opening = comma && dated.role == Role::Clause && clause.opens_with_participle(tokens);
    opening.then_some(Err(Untold::Passing))
}

/// "Two men have been charged over the blaze in 2019": what "has" happened has no day that is long over, so
/// the date is the blaze's; but "has won it in 1987, 1990 and 2004".
pub(super) fn beside_the_perfect(case: &Case) -> Option<Verdict> {
    let &Case { tokens, verb, dated, span, .. } = case;
    let first = case.first();
    let perfect = verb.tense == Tense::Perfect && first.is(C::HAVE) && !first.is(C::PAST);
    let joins = |token: Option<&Token>| token.is_some_and(|token| token.is(C::COORDINATOR) || token.mark_of(","));
    let another = |at: usize| tokens.get(at).is_some_and(|token| token.date.is_some());
    let listed = joins(tokens.get(dated.token + 1)) && another(dated.token + 2)
        || dated.token >= 2 && joins(tokens.get(dated.token - 1)) && another(dated.token - 2);
    (perfect && span.over() && !listed && dated.token > verb.head).then_some(Err(Untold::Noun))
}

/// What is told in passing is news for a few days: ", published on Friday,".
pub(super) fn in_passing(case: &Case) -> Option<Verdict> {
    let told = case.span.fresh && !case.verb.state && case.clause.kind == ClauseKind::Main;
    (case.dated.role == Role::Passing).then_some(only_if(told, Status::Happened, Untold::Passing))
}

/// The date of a noun of the clause.
pub(super) fn of_a_noun(case: &Case) -> Option<Verdict> {
    let &Case { tokens, clauses, index, verb, dated, span, .. } = case;
    // "published an image from 3 May": the date belongs to the image.
    let lone = dated.role == Role::Opens && tokens.get(dated.token + 1).is_none_or(|next| !next.is(C::CLOSING));
    let noun = dated.phrase.start.checked_sub(1).map(|before| &tokens[before]);
    let lone = lone && case.own();
    // "Our recording from 2017 was played"
    let subject = clauses.subject(index);
    let recording = case.before() && subject.start < dated.phrase.start;
    let recording = recording && noun.is_some_and(|noun| noun.is(C::PROGRESSIVE));
    if lone && !span.ahead && verb.tense != Tense::Future && (recording || noun.is_some_and(Token::nominal)) {
        return Some(Err(Untold::Noun));
    }
    // "The performance on the 9th is sold out": of the performance.
    let of_subject = case.before()
        && !dated.phrase.is_empty()
        && dated.phrase.start > subject.start
        && case.own()
        && noun.is_some_and(Token::nominal)
        && !tokens[subject.start..dated.phrase.start].iter().any(|token| token.mark);
    (of_subject && verb.tense == Tense::Present && (verb.state || verb.passive)).then_some(Err(Untold::Noun))
}

/// "a breakfast that our guest on Monday described": says which one is meant.
pub(super) fn identifies(case: &Case) -> Option<Verdict> {
    let says = case.head().is(C::SAYING) && case.own();
    (says && only_identifies(case.tokens, case.clauses, case.index)).then_some(Err(Untold::Identifies))
}

/// "are still looking for witnesses to a burglary on Monday": the date is the burglary's.
pub(super) fn beside_what_goes_on(case: &Case) -> Option<Verdict> {
    let goes_on = case.first().is(C::BE_PRESENT.or(C::BE_CONTRACTED)) && !case.head().is(C::PERFORMING);
    let going = case.verb.tense == Tense::Progressive && goes_on;
    (going && case.span.when.until() <= case.span.today).then_some(Err(Untold::Noun))
}

/// "the tram line that the council approved last week": says which line is meant.
pub(super) fn only_identifies(tokens: &[Token], clauses: &Clauses, index: usize) -> bool {
    let clause = &clauses.list[index];
    let Some(opener) = clause.opener.filter(|_| clause.kind == ClauseKind::Relative) else { return false };
    // ", which", ", for which"
    let before = opener.checked_sub(1).filter(|&before| tokens[before].is(C::PREPOSITION)).unwrap_or(opener);
    let apart = before > 0 && tokens[before - 1].mark;
    !apart && !clauses.subject(index).is_empty()
}
