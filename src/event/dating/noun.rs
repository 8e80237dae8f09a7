//! A date that is a noun of its sentence or belongs to one: the subject, the object, "Friday's vote".

use super::super::untold::Untold;
use super::super::verb::verb_at;
use super::super::words::Token;
use super::Role;
use super::place::{Finding, Place, is_whole};
use crate::language::Classes as C;

/// "2020 saw a recovery", "The day ended with a dance": the date is the subject.
pub(super) fn subject(place: &Place) -> Option<Finding> {
    let &Place { tokens, clauses, at, end, .. } = place;
    place.clause.verb.as_ref().filter(|verb| verb.span.start == end)?;
    let free = place.previous().is_none_or(|before| before.mark || before.is(C::COORDINATOR));
    let mut subject = clauses.subject(clauses.of[at]);
    let alone = free && subject.all(|index| index == at || tokens[index].is(C::DATE_ADVERB));
    alone.then(|| place.does(Role::Clause, at..at))
}

/// "For older residents the week has stirred memories"
pub(super) fn within_the_subject(place: &Place) -> Option<Finding> {
    const WORDS: usize = 2;
    let &Place { tokens, clauses, at, end, left, .. } = place;
    place.clause.verb.as_ref().filter(|verb| verb.span.start == end && tokens[at].article)?;
    let rest = || {
        tokens[clauses.subject(clauses.of[at])].iter().take_while(|token| token.span.start < tokens[left].span.start)
    };
    let opens = rest().next().is_some_and(|first| first.is(C::PREPOSITION));
    let plain = opens
        && !rest().any(|token| token.mark || token.date.is_some())
        && rest().filter(|token| token.is(C::DETERMINER.or(C::PREPOSITION))).count() <= WORDS;
    plain.then_some(Err(Untold::Noun))
}

/// "charged in the May 3, 2012, bombing"
pub(super) fn of_a_thing(place: &Place) -> Option<Finding> {
    let &Place { tokens, end, .. } = place;
    let the = place.previous().is_some_and(|token| token.is(C::ARTICLE) && token.is(C::POINTING)) && place.alone();
    let nominal = |token: &Token| token.nominal() || token.is(C::PROGRESSIVE);
    let noun = || place.next().is_some_and(|next| next.mark_of(",")) && tokens.get(end + 1).is_some_and(nominal);
    let thing = the && is_whole(place.date().text) && noun() && verb_at(tokens, end + 1).is_none();
    thing.then_some(Err(Untold::Noun))
}

/// "at Friday's meeting the council voted", but "Friday's vote surprised nobody"
pub(super) fn possessive(place: &Place) -> Option<Finding> {
    let &Place { tokens, at, left, .. } = place;
    place.next().filter(|next| next.possessive && next.mark)?;
    let event = C::AT_EVENT.or(C::IN_MEETING);
    // "at one of Friday's protests"
    let one = left >= 3 && tokens[left - 1].is(C::OF) && tokens[left - 3].is(event);
    let dates = one || place.previous().is_some_and(|token| token.is(event));
    Some(if dates { place.does(Role::Clause, at..at) } else { Err(Untold::Noun) })
}

/// "found the year of a quake": which year it was; "began the week with a release": the date is the object.
pub(super) fn object(place: &Place) -> Option<Finding> {
    let &Place { clause, words, at, .. } = place;
    let (date, next) = (place.date(), place.next());
    if !place.alone() {
        return None;
    }
    if next.is_some_and(|next| next.is(C::OF)) && !date.number() && date.article {
        return Some(Err(Untold::Noun));
    }
    let article = date.text.split_once(' ').filter(|(_, rest)| !rest.contains(' '));
    let bare_unit = article.is_some_and(|(first, _)| words.classes(&first.to_lowercase()).any(C::ARTICLE));
    let spent = next.is_some_and(|next| next.is(C::PROGRESSIVE));
    // "spent the rest of the week in the office"
    let part = date.article && date.text.split(' ').any(|word| words.classes(word).any(C::OF));
    let object = (bare_unit || part)
        && !spent
        && !date.text.contains(|c: char| c.is_ascii_digit())
        && clause.verb.as_ref().is_some_and(|verb| verb.span.end == at && !verb.passive);
    object.then_some(Err(Untold::Noun))
}

/// "On election night", "It was a warm winter": described, and no preposition before it.
pub(super) fn described(place: &Place) -> Option<Finding> {
    let &Place { tokens, words, left, .. } = place;
    let (date, previous) = (place.date(), place.previous()?);
    if !place.alone() {
        return None;
    }
    let part = !date.capital() && words.classes(date.text).any(C::TIMES);
    if part && previous.nominal() && !previous.capital() && previous.classes == C::default() {
        return Some(Err(Untold::Noun));
    }
    let small = |token: &Token| token.mark || token.is(C::ADVERB.or(C::PREPOSITION).or(C::PAST).or(C::PROGRESSIVE));
    let unit = !date.article && !place.deictic() && !date.capital() && !date.number() && !date.text.contains(' ');
    let a = left >= 2 && tokens[left - 2].is(C::ARTICLE);
    (unit && a && !small(previous)).then_some(Err(Untold::Noun))
}
