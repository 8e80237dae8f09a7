//! What stands beside a date: a noun that it belongs to, a participle or an infinitive whose date it is,
//! a figure with which another is compared.

use super::super::clause::{Clause, ClauseKind, Clauses};
use super::super::verb::verb_at;
use super::super::words::Token;
use crate::language::{Classes as C, EventWords};
use crate::timex::Timex;
use crate::when::{Granularity, When};
use std::ops::Range;

/// "This Week in Sailing", "Today in History: …": the title of a series.
pub(super) fn is_a_name(tokens: &[Token], clauses: &Clauses, at: usize, end: usize, words: &EventWords) -> bool {
    let mut parts = tokens[at].text.split_whitespace();
    let Some(first) = parts.next().filter(|first| first.starts_with(char::is_uppercase)) else { return false };
    let lower = first.to_lowercase();
    let pointing = words.classes(&lower).any(C::DETERMINER.or(C::DEICTIC));
    let next = tokens.get(end);
    match parts.next() {
        Some(unit) => {
            pointing
                && unit.starts_with(char::is_uppercase)
                && words.classes(&unit.to_lowercase()).any(C::TIMES)
                && next.is_some_and(|next| next.capital() || next.is(C::PREPOSITION))
        }
        None => {
            pointing
                && at == 0
                && clauses.at(at).verb.is_none()
                && next.is_some_and(|next| next.is(C::DATING))
                && tokens.get(end + 1).is_some_and(Token::capital)
        }
    }
}

/// Whether a date without a preposition can date a clause: "Friday", "last year", not the year of
/// "Expo 2025" nor the month of "Fair May 2024".
pub(super) fn bare(tokens: &[Token], at: usize, end: usize, when: When) -> bool {
    if when.granularity().is_day_or_finer() {
        return true;
    }
    // "60 years ago" is no name, "Fair 2024" and "Fair May 2024" are.
    let capital = tokens[at]
        .text
        .split_whitespace()
        .all(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()));
    let head = at == 0 && tokens.get(end).is_some_and(|next| next.mark);
    // "Last October" at the head of a sentence has a capital too.
    let words = tokens[at].text.split_whitespace().count();
    let relative = at == 0 && words > 1 && !tokens[at].text.contains(|c: char| c.is_ascii_digit());
    !capital || head || relative
}

/// "a huge January storm": an article before, a noun after.
pub(super) fn premodifies(tokens: &[Token], at: usize, end: usize) -> bool {
    let noun = tokens.get(end).is_some_and(|next| {
        let small = C::PREPOSITION.or(C::ADVERB).or(C::COORDINATOR).or(C::SUBORDINATOR).or(C::DETERMINER);
        !next.mark && !next.is(small.or(C::PRONOUN)) && verb_at(tokens, end).is_none_or(|verb| verb.weak)
    });
    // "the spring break"
    let whole = tokens[at].text.split_once(' ').is_some_and(|(_, unit)| !unit.contains(' '));
    let season = whole
        && tokens[at].article
        && tokens.get(end + 1).is_some_and(|next| next.mark || verb_at(tokens, end + 1).is_some());
    let plain = |token: &Token| token.classes == C::default();
    if noun && season && tokens.get(end).is_some_and(plain) {
        return true;
    }
    noun && tokens[..at]
        .iter()
        .enumerate()
        .rev()
        .take(4)
        .take_while(|(index, token)| !token.mark && verb_at(tokens, *index).is_none() && !token.is(C::PREPOSITION))
        .any(|(_, token)| token.is(C::DETERMINER) || token.possessive)
}

/// "after opening a shop in 2010": the date is the gerund's; the word that opens it.
pub(super) fn after_gerund(tokens: &[Token], clauses: &Clauses, at: usize) -> Option<usize> {
    for index in (0..at).rev() {
        let token = &tokens[index];
        if clauses.of[index] != clauses.of[at] || token.mark {
            return None;
        }
        let opener = index.checked_sub(1).filter(|&opener| tokens[opener].is(C::PREPOSITION.or(C::SUBORDINATOR)));
        // "their uprising in February", "on crumbling roads in May"
        let before = index.checked_sub(1).map(|before| &tokens[before]);
        let noun = before.is_some_and(|before| before.is(C::DETERMINER) || before.possessive)
            || opener.is_some_and(|opener| tokens[opener].is(C::DATING))
                && tokens.get(index + 1).is_some_and(|next| next.is(C::PLURAL));
        // "resigned as managing director on Thursday"
        let role = opener.is_some_and(|opener| tokens[opener].is(C::COMMENT));
        if token.is(C::PROGRESSIVE) && (noun || role) {
            continue;
        }
        if token.is(C::PROGRESSIVE) {
            // "tore a knee ligament in training on Friday": a noun.
            let noun = index + 1 == at && opener.is_some_and(|opener| tokens[opener].is(C::DATING));
            return opener.filter(|_| !noun);
        }
        // "after being hit by a car", but "came into being in May"
        if token.is(C::BE_OTHER) && index + 1 < at && opener.is_some_and(|opener| !tokens[opener].is(C::INFINITIVE)) {
            return opener;
        }
        if clauses.at(index).verb.as_ref().is_some_and(|verb| verb.span.contains(&index)) {
            return None;
        }
    }
    None
}

/// "an interview to be broadcast on Sunday": the date is the noun's.
pub(super) fn after_infinitive(tokens: &[Token], clause: &Clause, at: usize) -> bool {
    let Some(to) = at.checked_sub(3) else { return false };
    let whole =
        tokens[to].is(C::INFINITIVE) && tokens[to + 1].is(C::BE_OTHER) && tokens[to + 2].is(C::PARTICIPLE) && to > 0;
    // "is expected to be opened", "agreed to be interviewed"
    let own = clause.verb.as_ref().is_none_or(|verb| verb.span.contains(&(to + 1)) || verb.span.end == to);
    whole && !own && !tokens[to - 1].mark
}

/// "closed since a flood in 2021": the flood has the date.
pub(super) fn after_background(tokens: &[Token], clause: &Clause, at: usize) -> bool {
    let from = clause.verb.as_ref().map_or(clause.start, |verb| verb.span.end);
    let opens = |index: usize| {
        // "went ahead on Friday"
        let particle = tokens.get(index + 1).is_some_and(|next| next.is(C::DATING)) || index + 1 == at;
        // "extended it to all that was made since May on Monday": the start has its date.
        tokens[index].is(C::BACKGROUND) && !particle && tokens[index..at].iter().all(|token| token.date.is_none())
    };
    (from..at).rev().take_while(|&index| !tokens[index].mark).any(opens)
}

/// "sued over a patent filed in 1997": a participle after a noun has the date, not the clause's verb.
pub(super) fn after_participle(tokens: &[Token], clauses: &Clauses, at: usize) -> bool {
    // "the code written back in 2018"
    let adverb = |index: &usize| tokens[*index].is(C::DATE_ADVERB.or(C::ADVERB)) && !tokens[*index].is(C::PARTICIPLE);
    let Some(before) = (0..at).rev().find(|index| !adverb(index)) else { return false };
    let clause = clauses.at(before);
    let own = clause.verb.as_ref().is_none_or(|verb| verb.span.end > before);
    // "ran unopposed in 2013": how it ran.
    let how =
        clause.verb.as_ref().is_some_and(|verb| verb.span.end == before) && !tokens[before].is(C::PAST_OR_PRESENT);
    !own && !how && tokens[before].is(C::PARTICIPLE)
        // "who came from Split in 2012"
        && !tokens[before].capital()
        && before > 0
        && !tokens[before - 1].mark
        // "fewer loans than expected in May"
        && (!tokens[before - 1].is(C::BARRING) || tokens[before - 1].is(C::OF))
        && !tokens[before - 1].is(C::COORDINATOR.or(C::AUXILIARY).or(C::BE_OTHER).or(C::DETERMINER).or(C::INFINITIVE))
}

/// "said in a letter published on Friday that", "A review finished on Friday found that": a participle dates what
/// says something.
pub(super) fn dates_what_is_said(tokens: &[Token], clause: &Clause, participle: &Range<usize>) -> bool {
    let Some(verb) = clause.verb.as_ref().filter(|verb| tokens[verb.head].is(C::SAYING.or(C::STATING))) else {
        return false;
    };
    if participle.start >= verb.span.end {
        return true;
    }
    // "A man arrested on Friday said"
    let subject = tokens.get(clause.start..participle.start).unwrap_or_default();
    let indefinite = subject.first().is_some_and(|first| first.is(C::ARTICLE) && !first.is(C::POINTING));
    let thing = |token: &Token| !token.mark && !token.is(C::ROLE.or(C::PREPOSITION)) && !token.capital();
    let small = |token: &Token| token.date.is_some() || token.is(C::DATING.or(C::DATE_ADVERB));
    !verb.passive
        && indefinite
        && subject.iter().skip(1).all(thing)
        && tokens[participle.start + 1..verb.span.start].iter().all(small)
}

/// "fell from 94 percent in 2009 to 81 percent last year", "against 31 million a year earlier": the date
/// of one of two figures.
pub(super) fn compared(tokens: &[Token], at: usize) -> bool {
    const LONGEST: usize = 4;
    let from = at.saturating_sub(LONGEST + 1);
    let end = if at > 0 && tokens[at - 1].is(C::DATING) { at - 1 } else { at };
    let figure = |index: usize| {
        tokens[index].is(C::STARTING_FIGURE)
            && tokens[index + 1].number()
            && !tokens[index + 1..end].iter().any(|token| token.mark || token.is(C::PREPOSITION))
    };
    let first = (from..end.saturating_sub(1)).any(figure);
    // "… to 81 percent last year"
    let second = || {
        let to = (from..end.saturating_sub(1)).rev().find(|&index| tokens[index].is(C::INFINITIVE));
        to.is_some_and(|to| {
            tokens[to + 1].number()
                && (to.saturating_sub(2 * LONGEST)..to).any(|index| {
                    tokens[index].is(C::STARTING_FIGURE)
                        && tokens[index + 1].number()
                        && tokens[index + 1..to].iter().any(|token| token.date.is_some())
                })
        })
    };
    first || second() || compared_with(tokens, end)
}

/// "income of 11 million, compared with 18 million, or 52 cents a share, in 2018": the date before `end`.
fn compared_with(tokens: &[Token], end: usize) -> bool {
    const FARTHEST: usize = 14;
    let verbal = |at: usize| verb_at(tokens, at).is_some_and(|verb| !verb.weak && !verb.bare);
    let near = (end.saturating_sub(FARTHEST)..end.saturating_sub(1)).rev().take_while(|&at| !verbal(at));
    near.clone()
        .any(|at| tokens[at].is(C::STARTING_FIGURE) && !tokens[at].is(C::OPENING) && tokens[at + 1].is(C::PREPOSITION))
}

/// Whether the date at `at` goes on with those before it: "in 2012 (and 2013)".
pub(super) fn goes_on_with_dates(tokens: &[Token], timexes: &[Timex], mut at: usize, granularity: Granularity) -> bool {
    let like = |token: &Token| {
        let when = token.date.and_then(|timex| timexes[timex].when);
        when.is_some_and(|when| when.granularity() == granularity)
    };
    let mut before = 0;
    while at >= 2 && (tokens[at - 1].is(C::COORDINATOR) || tokens[at - 1].mark_of(",")) && like(&tokens[at - 2]) {
        at -= 2;
        before += 1;
    }
    before > 0 && at > 0 && tokens[at - 1].is(C::DATING)
}

/// "a rise in first-quarter profit", "fell in morning trading", "in January sales": behind the verb a date
/// before a noun says which kind of thing is meant.
pub(super) fn names_a_kind(tokens: &[Token], clause: &Clause, at: usize, end: usize) -> bool {
    // "in morning trading", but "died on Monday leaving two sons"
    let closed = tokens.get(end + 1).is_none_or(|after| after.mark || after.is(C::PREPOSITION));
    let noun = |next: &Token| next.nominal() || closed && next.is(C::PROGRESSIVE);
    let Some(next) = tokens.get(end).filter(|next| noun(next) && !next.capital() && !next.number()) else {
        return false;
    };
    let small = C::DETERMINER.or(C::PRONOUN).or(C::COORDINATOR).or(C::SUBORDINATOR).or(C::RELATIVE).or(C::TIMES);
    // "agreed on 7 June not to reopen it"
    if next.is(small.or(C::STATE).or(C::DATE_ADVERB).or(C::NEGATION)) {
        return false;
    }
    // "A man who was hurt on Friday remains in hospital": the verb of another clause.
    let whole = matches!(clause.kind, ClauseKind::Main | ClauseKind::Complement);
    let behind = whole && clause.verb.as_ref().is_some_and(|verb| verb.span.end < at);
    let common = !tokens[at].capital() && !tokens[at].number();
    let kind = common && !tokens[at].article || next.is(C::PLURAL);
    let rest = || (end..tokens.len()).take_while(|&at| !tokens[at].mark);
    behind && kind && rest().all(|at| verb_at(tokens, at).is_none_or(|verb| verb.weak))
}
