//! Dates behind a preposition that bars most of them: "was scheduled for Friday", "was put back to May".

use super::super::clause::{Clause, Clauses};
use super::super::verb::{Tense, Verb};
use super::super::words::Token;
use super::role::Role;
use crate::language::Classes as C;

/// Adverbs before the preposition fall with the date: "later on Friday", "especially in January".
pub(super) fn with_adverbs(tokens: &[Token], clause: &Clause, mut from: usize) -> usize {
    while from > 0 && falls_with_date(tokens, clause, from - 1) {
        from -= 1;
    }
    from
}

/// An adverb of the date, "back in 1998", not of the verb, "came back on Friday".
pub(super) fn falls_with_date(tokens: &[Token], clause: &Clause, at: usize) -> bool {
    let of_verb = || tokens[at].is(C::PARTICLE) && clause.verb.as_ref().is_some_and(|verb| verb.span.end == at);
    tokens[at].is(C::DATE_ADVERB) && !of_verb()
}

/// What a date after a preposition such as "of", "for", "to" does after all.
pub(super) fn barred(tokens: &[Token], clauses: &Clauses, at: usize) -> Option<(usize, Role)> {
    // "as late as Friday", "as recently as March"
    let so = |index: usize| {
        index
            .checked_sub(1)
            .filter(|&adverb| tokens[adverb].is(C::ADVERB.or(C::DATE_ADVERB)) || tokens[adverb].date.is_some())
    };
    if tokens[at].is(C::COMMENT)
        && let Some(adverb) = so(at).filter(|&adverb| adverb > 0 && tokens[adverb - 1].is(C::COMMENT))
    {
        return Some((adverb - 1, Role::Clause));
    }
    // "at the end of 2020"
    let mut left = at;
    while left > 0 && (tokens[left - 1].is(C::TIMES) || falls_with_date(tokens, clauses.at(at), left - 1)) {
        left -= 1;
    }
    if left < at {
        if left > 0 && tokens[left - 1].is(C::DETERMINER) {
            left -= 1;
        }
        if left == 0 {
            return Some((0, Role::Clause));
        }
        if tokens[left - 1].is(C::DATING) {
            return Some((with_adverbs(tokens, clauses.at(at), left - 1), Role::Clause));
        }
        return None;
    }
    let verb = clauses.at(at).verb.as_ref()?;
    // "joins the board as of today"
    if tokens[at].is(C::OF) && at > 0 && tokens[at - 1].is(C::COMMENT) && verb.tense == Tense::Present && !verb.state {
        return Some((at - 1, Role::Clause));
    }
    // "was scheduled for Friday"; "are due by Friday" is a deadline.
    if at > 0 && tokens[at - 1].is(C::PLANNING) && tokens[at].is(C::DEADLINE) {
        return None;
    }
    if at > 0 && tokens[at - 1].is(C::PLANNING) && tokens[at].is(C::OPENING.or(C::BARRING)) {
        // "called off the stoppage planned for Friday": of the stoppage.
        let own = verb.span.contains(&(at - 1)) || verb.span.start >= at;
        return own.then_some((at, Role::Planned));
    }
    // "has been called for Friday", "called a strike for Friday"
    let day = tokens.get(at + 1).is_some_and(|next| next.date.is_some()) && at >= verb.span.end;
    // "would move back in time for Easter"
    let fixed = at >= 2 && tokens[at - 2].is(C::PREPOSITION) && !tokens[at - 1].capital();
    if day && !fixed && tokens[at].is(C::APPOINTING) && verb.tense != Tense::Present {
        return Some((at, Role::Planned));
    }
    let put_off = postpones(tokens, verb);
    // "moved from 20 May to 8 June"
    let old = at >= 2 && tokens[at - 1].date.is_some() && tokens[at - 2].is(C::OPENING);
    (put_off && tokens[at].is(C::CLOSING)).then_some((if old { at - 2 } else { at }, Role::Planned))
}

/// "was postponed until Friday", "has been put back to May".
pub(in super::super) fn postpones(tokens: &[Token], verb: &Verb) -> bool {
    // "moved that the reading be put off"
    if tokens.get(verb.span.end).is_some_and(|next| next.is(C::COMPLEMENTISER)) {
        return false;
    }
    let phrasal = || tokens.get(verb.span.end).is_some_and(|next| next.is(C::PARTICLE));
    tokens[verb.span.clone()].iter().any(|token| token.is(C::POSTPONING))
        || tokens[verb.head].is(C::DEFERRING) && phrasal()
}
