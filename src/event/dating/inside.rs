//! A date inside what is told in few words: a shortened clause, a participle, a gap where a verb was.

use super::super::clause::ClauseKind;
use super::super::untold::Untold;
use super::super::verb::{Tense, Verb};
use super::super::words::Token;
use super::Role;
use super::beside::{after_gerund, after_infinitive, after_participle, bare, dates_what_is_said, premodifies};
use super::place::{Finding, Place, is_whole};
use crate::language::Classes as C;

/// "a man arrested on Friday", "In an order issued on Friday, the court …"
pub(super) fn reduced_clause(place: &Place) -> Option<Finding> {
    let &Place { tokens, clause, at, end, .. } = place;
    let reduced = clause.reduced.iter().find(|reduced| reduced.contains(&at))?;
    if dates_what_is_said(tokens, clause, reduced) {
        return Some(place.does(Role::Clause, reduced.start..end));
    }
    // "In an order issued on Friday, the court …" tells of Friday, "a man arrested on Friday" need not.
    let opening = tokens[clause.start].is(C::PREPOSITION) && place.next().is_some_and(|next| next.mark_of(","));
    Some(if opening { place.does(Role::Passing, at..at) } else { Err(Untold::Passing) })
}

/// ", opened in 1998," only says more of a noun; ", killing two on Friday" goes on telling.
pub(super) fn participle_clause(place: &Place) -> Option<Finding> {
    let &Place { tokens, clause, at, end, .. } = place;
    // ", finally passing the budget in May"
    let small = |token: &&Token| token.mark || token.is(C::ADVERB) && !token.is(C::PARTICIPLE.or(C::PROGRESSIVE));
    let kind = clause.kind == ClauseKind::Participle;
    let first = tokens[clause.start..at].iter().find(|token| !small(token)).filter(|_| kind)?;
    if first.is(C::PROGRESSIVE) {
        return None;
    }
    // "Born in Oslo on 3 May 1950, Ada Low studied law": the one participle that begins a life.
    let before = at.checked_sub(1).filter(|_| first.is(C::BIRTH)).map(|before| &tokens[before]);
    if before.is_some_and(|before| before.is(C::DATING)) {
        return Some(place.does(Role::Opener, at - 1..end));
    }
    // "Born April 8, 1918, in Oslo, Ada Low …"
    if before.is_some_and(|before| before.is(C::BIRTH)) {
        return Some(place.does(Role::Opener, at..end));
    }
    Some(place.does(Role::Passing, at..at))
}

/// "lifted eleven axes; last Thursday, under the stern, a bead": of the bead, whose verb is left out.
pub(super) fn left_out_verb(place: &Place) -> Option<Finding> {
    let verb = place.clause.verb.as_ref().filter(|verb| verb.span.end <= place.at)?;
    let gap = place.tokens[verb.span.end..place.at].iter().any(|token| token.mark_of(";"));
    gap.then_some(Err(Untold::NoVerb))
}

/// "A man has died after falling from a bridge Saturday": fresh news, told in passing.
pub(super) fn gerund(place: &Place) -> Option<Finding> {
    let opener = after_gerund(place.tokens, place.clauses, place.at)?;
    Some(after(place, opener, place.left))
}

/// What a gerund tells before the date, which begins at `from` with all that belongs to it: news if it is what
/// led to what the sentence tells.
pub(super) fn after(place: &Place, opener: usize, from: usize) -> Finding {
    let aftermath = place.tokens[opener].is(C::AFTERMATH);
    if aftermath { place.does(Role::Passing, from..place.end) } else { Err(Untold::Passing) }
}

/// A date that nothing ties to a word: an adverb of its clause, if it can be one.
pub(super) fn adverb(place: &Place) -> Finding {
    let &Place { tokens, clauses, clause, at, end, left, when, .. } = place;
    if after_participle(tokens, clauses, left) || after_infinitive(tokens, clause, left) {
        return Err(Untold::Passing);
    }
    if captions(place) {
        return Err(Untold::Caption);
    }
    let adverbial = bare(tokens, at, end, when) && !premodifies(tokens, at, end);
    if adverbial { place.does(Role::Clause, left..end) } else { Err(Untold::Noun) }
}

/// "A man carries a child from a burning house in Ostry July 20, 2011.": a present tense that ends with a whole date,
/// as agencies write under a picture.
fn captions(place: &Place) -> bool {
    const DIGITS: usize = 5;
    let &Place { tokens, clauses, clause, end, .. } = place;
    let date = place.date().text;
    let last = tokens[end..].iter().all(|token| token.mark);
    let year = || date.chars().filter(char::is_ascii_digit).count() >= DIGITS;
    let present = |verb: &Verb| matches!(verb.tense, Tense::Present | Tense::Progressive);
    let verbs = || [&clauses.list[0], clause].into_iter().filter_map(|clause| clause.verb.as_ref());
    last && year() && is_whole(date) && verbs().next().is_some() && verbs().all(present)
}
