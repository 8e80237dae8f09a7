//! Plans: what is scheduled for a day, and what had been meant and never came.

use super::super::Status;
use super::super::clause::ClauseKind;
use super::super::dating::{Role, postpones};
use super::super::untold::Untold;
use super::super::verb::Tense;
use super::case::{Case, Verdict, only_if};
use super::noun::only_identifies;
use crate::language::Classes as C;
use crate::when::{Granularity, Modifier};

/// Plans that are told as past.
pub(super) fn given_up(case: &Case) -> Option<Verdict> {
    let future = case.verb.tense == Tense::Future;
    // "the break, which was to start on Friday, is cancelled": a plan that is told in passing as past.
    let past_plan = case.first().is(C::BE_PAST.or(C::HAVE)) && case.clause.kind == ClauseKind::Relative;
    // "had hoped to reopen it this week": it did not come to that.
    let hoped = case.head().is(C::INTENDING) && case.first().is(C::HAVE) && case.first().is(C::PAST);
    (future && (past_plan || hoped)).then_some(Err(Untold::OldPlan))
}

/// The date is that of the plan: "was scheduled for Friday", "put off until May".
pub(super) fn planned(case: &Case) -> Option<Verdict> {
    let &Case { reading, tokens, clauses, index, verb, dated, span, .. } = case;
    let condition = verb.state && !verb.passive;
    let planned = dated.role == Role::Planned && !condition;
    if !planned || reading.repeats(index) || only_identifies(tokens, clauses, index) {
        return None;
    }
    let when = span.when;
    let fine = when.granularity() <= Granularity::Week || verb.tense == Tense::Future || postpones(tokens, verb);
    // "is promised for the end of the month"
    let ahead = span.ahead || when.modifier() == Some(Modifier::End) && when.until() > span.today;
    Some(only_if(ahead && fine, Status::Planned, Untold::OldPlan))
}
