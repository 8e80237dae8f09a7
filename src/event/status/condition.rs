//! Habits and conditions: what happens again and again, and how things are.

use super::super::dating::Role;
use super::super::untold::Untold;
use super::super::verb::Tense;
use super::super::words::Token;
use super::case::{Case, Verdict};
use crate::language::Classes as C;
use crate::timex::TimexType;
use crate::when::Granularity;

/// A plain "is" or "was".
const BE: C = C::BE_PRESENT.or(C::BE_PAST).or(C::BE_OTHER);

/// "The vote is on 28 January": the date is all that "is" says.
pub(super) fn is_on_the_day(case: &Case) -> Option<Verdict> {
    let &Case { tokens, verb, dated, span, .. } = case;
    let copula = verb.state && verb.span.end == verb.head + 1 && case.head().is(BE);
    let out = case.behind().is_some_and(|next| next.is(C::PARTICLE) && !next.is(C::DATING));
    let end = verb.span.end + usize::from(out);
    let on = |at: usize| tokens[at].is(C::DATING) || out && tokens[at].date.is_some();
    let told = copula && end == dated.phrase.start && on(end) && dated.role == Role::Clause;
    told.then_some(Ok(span.status()))
}

/// What happens again and again; but "From Friday the café opens on Sundays too": from then on it does.
pub(super) fn habit(case: &Case) -> Option<Verdict> {
    let verb = case.verb;
    let begins = || super::reality::opens(case) && verb.tense == Tense::Present && !verb.state;
    (case.reading.repeats(case.index) && !begins()).then_some(Err(Untold::Habit))
}

/// "Today, the tool will check it by itself", "Today, libraries are built by hand": how things are these days; but
/// "Today, we are opening" tells of the day.
pub(super) fn nowadays(case: &Case) -> Option<Verdict> {
    let &Case { tokens, verb, dated, span, .. } = case;
    let today = span.when.days() == 1 && span.when.from() == span.today;
    let opens = dated.token == 0 && tokens.get(1).is_some_and(|next| next.mark_of(","));
    let lasts =
        matches!(verb.tense, Tense::Progressive | Tense::Future) || verb.tense == Tense::Present && verb.passive;
    let performs = case.head().is(C::PERFORMING.or(C::SAYING).or(C::STATING));
    let own = || case.subject().iter().chain([case.first()]).any(|token| token.is(C::FIRST_PERSON));
    (today && opens && lasts && !performs && !own()).then_some(Err(Untold::Present))
}

/// How things are or were.
pub(super) fn state(case: &Case) -> Option<Verdict> {
    (case.verb.state && !comes_to_a_day(case) || measures(case)).then_some(Err(Untold::State))
}

/// "in 2015 it took 41 days on average": of a year what took how long is a figure.
fn measures(case: &Case) -> bool {
    let long = case.span.when.granularity() >= Granularity::Year && case.verb.span.len() == 1;
    let length = |next: &Token| next.date.is_some_and(|timex| case.reading.timexes[timex].kind == TimexType::Duration);
    long && case.head().is(C::TAKING) && case.behind().is_some_and(length)
}

/// Of a decade only what is certainly an act is told.
pub(super) fn of_a_decade(case: &Case) -> Option<Verdict> {
    let strong_past = case.verb.tense == Tense::Past && !case.verb.weak;
    (case.span.when.granularity() >= Granularity::Decade && !strong_past).then_some(Err(Untold::State))
}

/// Whether a condition has a day of its own, which makes it a happening.
fn comes_to_a_day(case: &Case) -> bool {
    let &Case { verb, dated, span, .. } = case;
    // "was still closed on Friday"
    if case.tokens[verb.span.clone()].iter().any(|token| token.is(C::LASTING)) {
        return false;
    }
    let (when, ahead) = (span.when, span.ahead);
    let day = when.days() == 1;
    let next = case.behind();
    let head = case.head();
    let past = verb.tense == Tense::Past;
    // "The service was down for two hours on Friday": what has a length has come and gone.
    let passed = past && day && case.reading.lasts(case.index);
    // "had her first show in Oslo last month", "has its first night on Friday": what has a day is no possession.
    let has = head.is(C::HAVE) && verb.head == verb.span.start && verb.span.end == verb.head + 1;
    let had = has && when.granularity() <= Granularity::Month && when.days() <= 31;
    let singular = next.is_some_and(|next| next.is(C::ARTICLE.or(C::ANAPHORIC)));
    let takes_place = had && singular && (past || head.is(C::PAST) || ahead);
    // "We will be at the fair on Saturday", "the museum will be closed from 4 to 6 May"
    let will_be = verb.tense == Tense::Future && ahead && when.days() <= 31;
    // "was named coach on Friday", "was used to seal the well on 15 July"
    let named = verb.passive && past && day && !head.is(C::SETTLED);
    let copula = verb.span.end == verb.head + 1 && head.is(BE);
    // "The report is on Radio 4 on Thursday", "The tram is back on Monday", "The fair is in Oslo, 3 to 5 May"
    let place = next.is_some_and(|next| next.is(C::PREPOSITION.or(C::PARTICLE))) && dated.token > verb.span.end;
    let days = when.granularity() == Granularity::Day && when.days() <= 31;
    let is_then = copula && ahead && place && (day || days) && verb.tense == Tense::Present;
    // "The mill was on fire on Monday"
    let befallen = next.is_some_and(|next| next.is(C::PREPOSITION))
        && case.tokens.get(verb.span.end + 1).is_some_and(|after| after.is(C::CALAMITY));
    let befallen = copula && befallen && past && day;
    // "Yesterday was the annual meeting"
    let the = next.is_some_and(|next| next.is(C::ARTICLE) && next.is(C::POINTING));
    let is_the = copula && the && day && dated.phrase.is_empty() && dated.token + 1 == verb.span.start;
    passed || takes_place || will_be || named || is_then || befallen || is_the && (past || ahead)
}
