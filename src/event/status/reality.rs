//! What did not happen, or only may: denials, conditions, hopes, what was called off.

use super::super::clause::{Clause, ClauseKind, Clauses};
use super::super::dating::Role;
use super::super::untold::Untold;
use super::super::verb::{Tense, Verb};
use super::super::words::Token;
use super::case::{Case, Verdict, only_if};
use crate::language::Classes as C;
use crate::when::Granularity;

/// What stands around the clause denies it, doubts it or puts it under a condition.
pub(super) fn doubted(case: &Case) -> Option<Verdict> {
    let &Case { tokens, clauses, clause, index, .. } = case;
    if denied(tokens, clauses, index) {
        return Some(Err(Untold::Not));
    }
    // "rumours that a tank had exploded on Friday": somebody says so.
    let claim = clause.opener.and_then(|opener| opener.checked_sub(1)).map(|noun| &tokens[noun]);
    let claimed =
        clause.kind == ClauseKind::Relative && clause.opener.is_some_and(|at| tokens[at].is(C::COMPLEMENTISER));
    if claimed && !clauses.subject(index).is_empty() && claim.is_some_and(|noun| noun.is(C::CLAIM)) {
        return Some(Err(Untold::Speech));
    }
    if untrue(case) {
        return Some(Err(Untold::Not));
    }
    conditional(case).map(Err)
}

/// "Reports that a tank had exploded on Friday were untrue."
fn untrue(case: &Case) -> bool {
    let &Case { tokens, clause, verb, .. } = case;
    let said = matches!(clause.kind, ClauseKind::Relative | ClauseKind::Complement)
        && clause.opener.is_some_and(|at| tokens[at].is(C::COMPLEMENTISER));
    let is = |token: &Token| token.is(C::BE_PAST.or(C::BE_PRESENT));
    said && tokens[verb.span.end..].windows(2).any(|pair| is(&pair[0]) && pair[1].is(C::UNTRUE))
}

/// The verb is denied, or says what may happen.
pub(super) fn denied_or_possible(case: &Case) -> Option<Verdict> {
    let &Case { tokens, clauses, index, verb, dated, span, .. } = case;
    // "could not pay by card on Tuesday" tells what went wrong.
    let failed = verb.tense == Tense::Modal && case.first().is(C::ABILITY) && verb.negated;
    if failed && span.fine() && !span.ahead && verb.head > verb.span.start {
        return Some(Ok(span.status()));
    }
    let past = matches!(verb.tense, Tense::Past | Tense::Perfect);
    let until = dated.role == Role::NotUntil && past && !verb.state;
    if verb.negated && !until || tells_of_none(case) {
        return Some(Err(Untold::Not));
    }
    // "From Monday passengers can book online": from that day on they can.
    if verb.tense == Tense::Modal {
        return Some(only_if(opens(case), span.status(), Untold::Perhaps));
    }
    // "If all goes well, it will be back by May"
    let provided = |other: &Clause| {
        other.kind == ClauseKind::Subordinate
            && other.parent == index
            && other.opener.is_some_and(|opener| opener == 0 && tokens[opener].is(C::CONDITION))
    };
    // "If successful, it is to be back by May"
    let opened = tokens[0].is(C::CONDITION) && verb.tense != Tense::Past && verb.span.start > 1;
    let provided = verb.tense == Tense::Future && clauses.list.iter().any(provided);
    (provided || opened).then_some(Err(Untold::Perhaps))
}

/// "we hope there are more in 2020", "we look forward to 2020": what somebody thinks of a time to come.
pub(super) fn hoped(case: &Case) -> Option<Verdict> {
    let behind = |classes: C| case.behind().is_some_and(|next| next.is(classes));
    let opinion = case.head().is(C::PLANNING_VERB) && case.verb.span.len() == 1;
    let thinks = opinion && behind(C::PRONOUN.or(C::EXISTENTIAL));
    (thinks || case.head().is(C::AWAITING) && behind(C::PARTICLE)).then_some(Err(Untold::Perhaps))
}

/// What was called off, and what somebody denies to have done.
pub(super) fn called_off(case: &Case) -> Option<Verdict> {
    let &Case { verb, span, .. } = case;
    // "Friday's match was cancelled", but "the line will be dropped in June": so it will be, then.
    let before = case.before();
    let dropped = case.head().is(C::CANCELLING) && (verb.passive || span.ahead);
    if dropped && (before || span.ahead && verb.tense != Tense::Future) {
        return Some(Err(Untold::Not));
    }
    // "denies having promised it in January"
    let refused = object(case).is_some_and(|next| next.is(C::PROGRESSIVE.or(C::HAVE)));
    (case.head().is(C::DENYING) && refused && !before).then_some(Err(Untold::Not))
}

/// The first word behind the verb, an aside between two commas left out: "denied, through her, having sold it".
fn object<'a>(case: &Case<'a>) -> Option<&'a Token<'a>> {
    const LONGEST: usize = 5;
    let end = case.verb.span.end;
    let next = case.tokens.get(end)?;
    let rest = case.tokens.get(end + 1..).unwrap_or_default();
    let close = || rest.iter().take(LONGEST).position(|token| token.mark_of(","));
    if next.mark_of(",") { rest.get(close()? + 1) } else { Some(next) }
}

/// "From Monday …", of a day that is near or to come.
pub(super) fn opens(case: &Case) -> bool {
    let &Case { dated, span, .. } = case;
    dated.role == Role::Opens && dated.phrase.start == 0 && (span.fresh || span.ahead)
}

/// "nobody came", "there will be none", "heard no complaint"; not "no fewer than ten".
fn tells_of_none(case: &Case) -> bool {
    let &Case { tokens, clauses, index, verb, .. } = case;
    let mut subject = clauses.subject(index).filter(|&at| !tokens[at].mark && tokens[at].date.is_none());
    let first = subject.find(|&at| !tokens[at].is(C::PREPOSITION.or(C::EXISTENTIAL)));
    let none = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is(C::NONE) && (at == 0 || !token.capital()))
            && !tokens.iter().skip(at + 1).take(2).any(|next| next.is(C::COMPARING) || next.number())
    };
    first.is_some_and(none) || none(verb.span.end)
}

/// In what someone denied or refused nothing happened.
fn denied(tokens: &[Token], clauses: &Clauses, index: usize) -> bool {
    let mut clause = index;
    while matches!(clauses.list[clause].kind, ClauseKind::Complement) {
        clause = clauses.list[clause].parent;
        let refuses = |verb: &Verb| tokens[verb.head].is(C::DENYING) || verb.negated;
        if clauses.list[clause].verb.as_ref().is_some_and(refuses) {
            return true;
        }
    }
    false
}

/// "if it opened", "as we wrote in May", "since records began in 1931"; but "since the club won in May" tells of May.
fn conditional(case: &Case) -> Option<Untold> {
    let &Case { tokens, clause, dated, .. } = case;
    let at = clause.opener?;
    let opener = &tokens[at];
    let said = || clause.verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::SAYING.or(C::STATING)));
    if opener.is(C::CONDITION) {
        Some(Untold::Perhaps)
    } else if opener.is(C::FREE_RELATIVE) || opener.is(C::COMMENT) && said() && (at == 0 || tokens[at - 1].mark) {
        Some(Untold::Document)
    } else {
        // ", since the council agreed last week": why, not since when.
        let why = at > 0 && tokens[at - 1].mark_of(",");
        let records = || case.subject().iter().all(|token| token.is(C::DOCUMENT) && token.is(C::PLURAL));
        let granularity = dated.when.granularity();
        let open = granularity > Granularity::Year || !granularity.is_day_or_finer() && records();
        (opener.is(C::BACKGROUND) && !why && open).then_some(Untold::Bound)
    }
}
