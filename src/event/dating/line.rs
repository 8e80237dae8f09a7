//! A date at the head of a line: of a chronology, of a log, over what is new in a release.

use super::super::words::Token;
use super::Role;
use super::place::{Finding, Place, is_whole};
use crate::language::Classes as C;
use crate::when::Granularity;

/// The date has digits and is no coarser than a month.
fn digits(place: &Place) -> bool {
    place.date().text.contains(|c: char| c.is_ascii_digit()) && place.when.granularity() <= Granularity::Month
}

/// "March 5 – the mill opens". A chronology may also stand in one paragraph, sentence after sentence.
pub(super) fn with_a_mark(place: &Place) -> Option<Finding> {
    let head = place.at == 0 && (place.line.listed || digits(place));
    let mark = place.next().is_some_and(|next| next.dash() || next.mark_of(":"));
    (head && mark).then(|| place.does(Role::Head, place.at..place.end + 1))
}

/// "1911 The mill opens", "2012 Exports overtake home sales": a line of a chronology without a mark.
pub(super) fn without_a_mark(place: &Place) -> Option<Finding> {
    let chronology = place.line.chronology;
    let opens = |next: &Token| next.capital() && (next.is(C::DETERMINER) || chronology && !next.is(C::PREPOSITION));
    let whole = digits(place) && is_whole(place.date().text);
    let next = place.next()?;
    let head = place.at == 0 && (place.line.listed || whole && next.is(C::DETERMINER));
    (head && opens(next)).then(|| place.does(Role::Head, place.at..place.end))
}

/// "7.1.2 - 2025-03-12" over what is new in it.
pub(super) fn of_a_release(place: &Place) -> Option<Finding> {
    let &Place { tokens, at, end, .. } = place;
    let version = |token: &Token| token.number() && token.text.contains('.');
    let dash = at >= 2 && tokens[at - 1].dash() && place.when.granularity() == Granularity::Day;
    let over = place.line.heading && dash && tokens[..at - 1].iter().any(version);
    over.then(|| place.does(Role::Head, at - 1..end))
}
