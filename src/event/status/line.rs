//! Lines without a verb: "March 5 – Spring fair", "Next meeting: 5 March".

use super::super::clause::ClauseKind;
use super::super::dating::{Dated, Role};
use super::super::reading::Reading;
use super::super::{Status, untold::Untold};
use super::case::{Span, Verdict, only_if};
use crate::language::Classes as C;
use crate::text::BlockKind;
use crate::when::Granularity;

/// What a clause without a verb tells.
pub(super) fn line(reading: &Reading, index: usize, dated: &Dated, span: Span) -> Verdict {
    let &Reading { tokens, clauses, kind, .. } = reading;
    // "Version 3.2, released today, fixes forty bugs", whatever the verb.
    if dated.role == Role::Passing {
        let words = tokens.iter().filter(|token| !token.mark && token.date.is_none()).count();
        let whole = tokens.last().is_some_and(|token| token.mark_of(".!"));
        let told = span.fresh && whole && words >= 5 && clauses.list[index].kind == ClauseKind::Main;
        return only_if(told, Status::Happened, Untold::Passing);
    }
    let stands_over = matches!(dated.role, Role::Head | Role::Over);
    // "9:12 A walk through the code" stands in a table of contents; "Ada Low 2:24:51" is a result: an hour
    // alone dates nothing.
    let contents = dated.dayless && dated.role != Role::Over;
    // "21 April: Spring fair" has two words, one of them a season.
    let own = |at: usize| at != dated.token || dated.role == Role::Over;
    let words = (0..tokens.len()).filter(|&at| !tokens[at].mark && own(at)).count();
    // "7.1.2 - 2025-03-12": the number of a version is enough.
    let cell = dated.role == Role::Over && matches!(kind, BlockKind::Cell(_));
    let telling = words >= 2 || cell || dated.role == Role::Head && dated.token > 0;
    // "From 1 May: open-air gym"
    let opens = dated.role == Role::Opens && dated.phrase.start == 0 && span.ahead;
    let listed = kind == BlockKind::ListItem && (dated.role != Role::Opens || opens) || stands_over;
    // "Next meeting: 5 March, 7.30pm": a line on its own.
    let before = &tokens[..dated.phrase.start];
    let line = span.ahead && before.len() <= 6 && dated.role == Role::Clause;
    // "Next summary: Sunday"
    if line && before.len() <= 4 && before.windows(2).any(|pair| pair[0].is(C::NEXT) && pair[1].is(C::DOCUMENT)) {
        return Err(Untold::Document);
    }
    if line && before.len() > 1 && before.last().is_some_and(|last| last.mark_of(":")) {
        return Ok(Status::Planned);
    }
    // "2021: 95 customers", and over a section "2021: the long year"
    let year = dated.when.granularity() >= Granularity::Year;
    let figure = tokens.iter().enumerate().any(|(at, token)| at != dated.token && token.number());
    if year && (matches!(kind, BlockKind::Heading(_)) || figure) {
        return Err(Untold::NoVerb);
    }
    if listed && reading.repeats(index) {
        return Err(Untold::Habit);
    }
    only_if(listed && telling && !contents, span.status(), Untold::NoVerb)
}
