//! What the word before a date makes of it: a preposition, a mark, a determiner, a verb.

use super::super::clause::Clause;
use super::super::untold::Untold;
use super::super::verb::Verb;
use super::barred::{barred, postpones, with_adverbs};
use super::beside::{
    after_background, after_gerund, after_infinitive, after_participle, bare, goes_on_with_dates, names_a_kind,
    premodifies,
};
use super::inside::after;
use super::place::{Finding, Place, is_a_day};
use super::{Role, when_after};
use crate::language::Classes as C;
use crate::timex::TimexType;
use crate::when::Granularity;
use chrono::Datelike;

/// "It was not until Friday that …", "Not until 1994 did the road open"
pub(super) fn not_until(place: &Place) -> Option<Finding> {
    let &Place { tokens, clause, at, end, left, .. } = place;
    if !place.previous()?.is(C::BACKGROUND) {
        return None;
    }
    // "did not open until 1994", "was not made keeper until May"
    let verb = clause.verb.as_ref().filter(|verb| verb.negated && verb.span.end < left && !verb.state);
    if verb.is_some() && tokens[left - 1].is(C::CLOSING) && !tokens[left..end].iter().any(|token| token.mark) {
        return Some(place.does(Role::NotUntil, left - 1..end));
    }
    let negated = left >= 2 && tokens[left - 2].is(C::NEGATION);
    let that = place.next().is_some_and(|next| next.is(C::COMPLEMENTISER.or(C::WHEN)));
    let phrase = if that { left - 1..end } else { at..at };
    (negated && (left == 2 || that)).then(|| place.does(Role::NotUntil, phrase))
}

/// "quickly, not just next summer"
pub(super) fn denied(place: &Place) -> Option<Finding> {
    let &Place { tokens, clause, left, .. } = place;
    let beside_verb = |index: usize| clause.verb.as_ref().is_none_or(|verb| !verb.span.contains(&index));
    let denies = |index: usize| tokens[index].is(C::NEGATION) && beside_verb(index);
    (left.saturating_sub(2)..left).any(denies).then_some(Err(Untold::Not))
}

/// "spent the last weekend of May at the mill"
pub(super) fn spent(place: &Place) -> Option<Finding> {
    let spends = |verb: &Verb| verb.span.end == place.left && place.tokens[verb.head].is(C::SPENDING);
    let date = place.timex.kind == TimexType::Date && place.clause.verb.as_ref().is_some_and(spends);
    date.then(|| place.does(Role::Clause, place.left..place.end))
}

/// The date opens the sentence.
pub(super) fn nothing(place: &Place) -> Option<Finding> {
    place.previous().is_none().then(|| unless_a_name(place, 0))
}

/// "won in 2012 and 2013", "in 2004, 2011 and 2016"
pub(super) fn another_date(place: &Place) -> Option<Finding> {
    let goes_on = goes_on_with_dates(place.tokens, place.timexes, place.left, place.when.granularity());
    goes_on.then(|| place.does(Role::Clause, place.left..place.end))
}

/// A date in brackets is one of a line, and of a noun elsewhere.
pub(super) fn bracket(place: &Place) -> Option<Finding> {
    place.previous().filter(|previous| previous.mark_of("(["))?;
    let alone = place.line.listed && place.next().is_some_and(|next| next.mark_of(")]"));
    Some(if alone { place.does(Role::Clause, place.left - 1..place.end + 1) } else { Err(Untold::Noun) })
}

/// ", last year", "set a record, 2:21:40": an hour alone, without a preposition, is none.
pub(super) fn mark(place: &Place) -> Option<Finding> {
    place.previous().filter(|previous| previous.mark)?;
    let hour = place.dayless && !place.line.listed;
    Some(if hour { Err(Untold::Noun) } else { unless_a_name(place, place.left) })
}

/// "walked out last week", "took over last week"
pub(super) fn particle(place: &Place) -> Option<Finding> {
    let &Place { tokens, left, .. } = place;
    let previous = place.previous()?;
    let date = place.date();
    // "flags at half-staff through Sunday"
    let through = previous.is(C::BARRING);
    let belongs_to_verb = previous.is(C::PARTICLE) && !previous.is(C::DATING) && !through
        || previous.is(C::WITH_ARTICLE) && !date.article && !date.capital() && left > 1 && !tokens[left - 2].mark;
    belongs_to_verb.then(|| place.does(Role::Clause, left..place.end))
}

/// "from Friday", "starting in May"
pub(super) fn opening(place: &Place) -> Option<Finding> {
    let &Place { tokens, clause, end, left, .. } = place;
    place.previous().filter(|previous| previous.is(C::OPENING))?;
    let moved = clause.verb.as_ref().is_some_and(|verb| postpones(tokens, verb));
    // "was moved from June", "moved from June to May"
    let was = moved && tokens[left - 1].is(C::STARTING_FIGURE);
    // "led the firm from 2008 until it was sold"
    let until = place.next().is_some_and(|next| next.is(C::BACKGROUND));
    Some(if was || until { Err(Untold::Bound) } else { place.does(Role::Opens, left - 1..end) })
}

/// "on Friday", "in May"
pub(super) fn dating(place: &Place) -> Option<Finding> {
    let &Place { tokens, clauses, clause, at, end, left, .. } = place;
    place.previous().filter(|previous| previous.is(C::DATING))?;
    if is_of_a_figure(place, clause) {
        return Some(Err(Untold::Bound));
    }
    if names_a_kind(tokens, clause, at, end) {
        return Some(Err(Untold::Noun));
    }
    if let Some(opener) = after_gerund(tokens, clauses, left - 1) {
        return Some(after(place, opener, left - 1));
    }
    let passing = after_infinitive(tokens, clause, left - 1)
        || after_participle(tokens, clauses, left - 1)
        || after_background(tokens, clause, left - 1);
    Some(if passing { Err(Untold::Passing) } else { of_the_clause(place) })
}

/// "an overspend at 31 December": as things stood.
fn is_of_a_figure(place: &Place, clause: &Clause) -> bool {
    let &Place { tokens, left, when, .. } = place;
    let figure = left.checked_sub(2).is_some_and(|before| {
        let before = &tokens[before];
        before.number() || before.nominal() && !before.is(C::PAST.or(C::PARTICIPLE))
    });
    // What a firm has is told at the end of a month; "it was built at 3 May" is a day like any other.
    let closing = when.until().day() == 1 || clause.verb.is_none();
    let digits = place.date().text.contains(|c: char| c.is_ascii_digit());
    tokens[left - 1].is(C::AT_EVENT) && is_a_day(&when) && figure && closing && digits
}

/// "before dawn on Wednesday", "shortly after midnight": it still tells the day.
pub(super) fn around(place: &Place) -> Option<Finding> {
    place.previous().filter(|previous| previous.is(C::AROUND))?;
    (place.timex.kind == TimexType::Time && !place.dayless).then(|| of_the_clause(place))
}

/// "by Friday", "until Friday", unless the date is what was planned.
pub(super) fn barring(place: &Place) -> Option<Finding> {
    let &Place { tokens, clauses, end, left, .. } = place;
    place.previous().filter(|previous| previous.is(C::BARRING))?;
    let role = barred(tokens, clauses, left - 1);
    let role = role.or_else(|| when_after(tokens, end).map(|_| (left - 1, Role::When)));
    Some(role.map_or(Err(Untold::Bound), |(from, role)| place.does(role, from..end)))
}

/// "with 2019", "near Easter"
pub(super) fn preposition(place: &Place) -> Option<Finding> {
    place.previous()?.is(C::PREPOSITION).then_some(Err(Untold::Bound))
}

/// "between the end of term and Friday"
pub(super) fn end_of_a_stretch(place: &Place) -> Option<Finding> {
    const NEAR: usize = 8;
    let &Place { tokens, left, .. } = place;
    place.previous().filter(|previous| previous.is(C::COORDINATOR) && previous.is(C::CLOSING))?;
    let mut opens = tokens[left.saturating_sub(NEAR)..left - 1].iter().rev().take_while(|token| !token.mark);
    let between = opens.any(|token| token.is(C::OPENING) && token.is(C::BARRING) && !token.is(C::STARTING_FIGURE));
    between.then_some(Err(Untold::Bound))
}

/// "on the Friday", "during the 2012 campaign", but "the January attack"
pub(super) fn determiner(place: &Place) -> Option<Finding> {
    let &Place { tokens, at, end, left, .. } = place;
    let (previous, next) = (place.previous()?, place.next());
    // "takes over from her next week"
    let adverb = place.deictic();
    // "a meeting at St Chad's next Wednesday"
    let ends = next.is_none_or(|next| next.mark || next.is(C::PREPOSITION));
    let owner = previous.possessive && !(adverb && ends && place.alone() && tokens[at].text.contains(' '));
    if !(previous.is(C::DETERMINER) && !adverb || owner) {
        return None;
    }
    if let Some(finding) = meeting(place) {
        return Some(finding);
    }
    // "on the Friday": the article belongs to the date unless a noun follows.
    let closed = next.is_none_or(|next| next.mark || next.is(C::PREPOSITION.or(C::COORDINATOR)));
    let dating = left >= 2 && tokens[left - 2].is(C::DATING);
    // "swung past Venus that December"
    let points = previous.is(C::COMPLEMENTISER.or(C::DEMONSTRATIVE)) && closed && !previous.possessive;
    if points && left >= 2 && !tokens[left - 2].is(C::PREPOSITION) {
        return Some(place.does(Role::Clause, left - 1..end));
    }
    // "on a Tuesday": on some.
    let some = previous.is(C::ARTICLE) && !previous.is(C::POINTING);
    let own = closed && dating && !previous.possessive && !some;
    Some(if own { place.does(Role::Clause, left - 2..end) } else { Err(Untold::Noun) })
}

/// "argued at a May 3 hearing", "mocked it during the 2012 campaign"
fn meeting(place: &Place) -> Option<Finding> {
    let &Place { tokens, at, end, left, .. } = place;
    let previous = place.previous()?;
    let meeting = previous.is(C::ARTICLE) && left >= 2 && tokens[left - 2].is(C::AT_EVENT) && place.alone();
    let day = place.when.granularity() == Granularity::Day;
    let games = place.when.granularity() == Granularity::Year && previous.is(C::POINTING);
    let noun = place.next().is_some_and(|next| next.nominal() || next.is(C::PROGRESSIVE));
    if !(meeting && noun && (day || games)) {
        return None;
    }
    // "During the 2012 campaign he mocked it": the noun goes with its date.
    let words = tokens[end..].iter();
    let own = words.take_while(|token| token.nominal() && !token.capital() && !token.is(C::PRONOUN.or(C::DETERMINER)));
    let noun = own.count();
    let opens = games && left == 2 && tokens.get(end + noun).is_some_and(|next| next.is(C::PRONOUN));
    Some(place.does(Role::Clause, if opens { 0..end + noun } else { at..end }))
}

/// "on a wet Tuesday"; "on a cool evening" is one of many.
pub(super) fn description(place: &Place) -> Option<Finding> {
    let &Place { tokens, at, end, left, when, .. } = place;
    let described = left >= 3 && tokens[left - 2].is(C::ARTICLE) && tokens[left - 3].is(C::DATING);
    let day = described && !place.dayless && when.granularity().is_day_or_finer();
    (day && !premodifies(tokens, at, end)).then(|| place.does(Role::Clause, left - 3..end))
}

/// The date with its preposition and the adverbs that go with it dates the clause.
fn of_the_clause(place: &Place) -> Finding {
    place.does(Role::Clause, with_adverbs(place.tokens, place.clause, place.left - 1)..place.end)
}

/// A date without a preposition, which `from` begins, dates the clause unless it names something.
fn unless_a_name(place: &Place, from: usize) -> Finding {
    let dates = bare(place.tokens, place.at, place.end, place.when);
    if dates { place.does(Role::Clause, from..place.end) } else { Err(Untold::Noun) }
}
