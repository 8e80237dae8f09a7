//! What each date of a sentence belongs to: its clause, a noun, a plan, or nothing that happened.

use super::clause::{Clause, ClauseKind, Clauses};
use super::heads::Head;
use super::verb::{Tense, verb_at};
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use crate::timex::{Policy, Timex, TimexType};
use crate::when::{Granularity, Modifier, When};
use std::ops::Range;

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Says when the clause happened: "on Friday".
    Clause,
    /// Says from when on something holds: "from Friday".
    Opens,
    /// Dates what is told of a noun in passing: ", published on Friday,".
    Passing,
    /// Only dates the clause that follows: "until 1978, when he died".
    When,
    /// Is what is planned or the new date of what was put off: "scheduled for Friday".
    Planned,
    /// Stands at the head of a line of a chronology: "March 5 – …".
    Head,
    /// Stands over the sentence: in a heading, in a row of a table.
    Over,
}

/// A date that may date a happening.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// The date's word.
    pub(super) token: usize,
    /// The temporal expression.
    pub(super) timex: usize,
    /// Both ends of a range in one.
    pub(super) when: When,
    /// The date with its preposition and adverbs: what a headline leaves out.
    pub(super) phrase: Range<usize>,
    /// What it does.
    pub(super) role: Role,
    /// A time of day whose day the sentence does not tell: "at noon".
    pub(super) dayless: bool,
}

impl Dated {
    /// A date that stands over the sentence, not in it.
    pub(super) fn over(head: &Head) -> Dated {
        Dated { token: 0, timex: head.timex, when: head.when, phrase: 0..0, role: Role::Over, dayless: false }
    }
}

/// The dates of a sentence that may date a happening; the others only belong to a noun, are
/// deadlines, lengths, starts of conditions, or stand in a quotation.
pub(super) fn dates(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    listed: bool,
    words: &EventWords,
) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = end_of_date(tokens, timexes, at);
        if tokens[at].date.is_some()
            && let Some(dated) = dated(tokens, clauses, timexes, at, next, listed, words)
        {
            found.push(dated);
        }
        at = next;
    }
    found
}

/// The word after a date, or after the second end of a range that begins at `at`.
fn end_of_date(tokens: &[Token], timexes: &[Timex], at: usize) -> usize {
    if tokens[at].date.is_none() {
        return at + 1;
    }
    let joined = tokens.get(at + 1).is_some_and(|token| token.dash() || token.is(C::CLOSING))
        && tokens.get(at + 2).is_some_and(|token| token.date.is_some());
    let opened = at > 0 && tokens[at - 1].is(C::OPENING);
    let dashed = tokens.get(at + 1).is_some_and(Token::dash);
    if joined && (opened || dashed) && range(tokens, timexes, at).is_some() { at + 3 } else { at + 1 }
}

/// The stretch from the date at `at` to the one two words on.
fn range(tokens: &[Token], timexes: &[Timex], at: usize) -> Option<When> {
    let first = timexes[tokens[at].date?].when?;
    let last = timexes[tokens.get(at + 2)?.date?].when?;
    if first.from() <= last.from() { first.through(last) } else { None }
}

fn dated(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    at: usize,
    end: usize,
    listed: bool,
    words: &EventWords,
) -> Option<Dated> {
    let index = tokens[at].date?;
    let timex = &timexes[index];
    // "now" and "these days" say when somebody writes, not when something happened.
    let vague = timex.reason.policy == Policy::Vague;
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) || tokens[at].quoted || vague {
        return None;
    }
    let when = if end > at + 1 { range(tokens, timexes, at)? } else { timex.when? };
    let open = matches!(
        when.modifier(),
        Some(Modifier::Before | Modifier::After | Modifier::OnOrBefore | Modifier::OnOrAfter)
    );
    // "after 2019" is no date of a happening; "shortly after midnight" still tells its day.
    if open && when.clock().is_none() {
        return None;
    }
    let dayless = timex.reason.policy == Policy::Clock;
    let make = |phrase: Range<usize>, role| Some(Dated { token: at, timex: index, when, phrase, role, dayless });
    let next = tokens.get(end);
    if at == 0 && listed && next.is_some_and(|next| next.dash() || next.mark_of(":")) {
        return make(at..end + 1, Role::Head);
    }
    // "1911 The mill opens": a line of a chronology without a mark.
    if at == 0 && listed && next.is_some_and(|next| next.capital() && next.is(C::DETERMINER)) {
        return make(at..end, Role::Head);
    }
    let clause = clauses.at(at);
    if clause.reduced.iter().any(|reduced| reduced.contains(&at)) {
        // "In an order issued on Friday, the court …" tells of Friday, "a man arrested on Friday" need not.
        let opening = tokens[clause.start].is(C::PREPOSITION) && next.is_some_and(|next| next.mark_of(","));
        return if opening { make(at..at, Role::Passing) } else { None };
    }
    // ", opened in 1998," only says more of a noun; ", killing two on Friday" goes on telling.
    if clause.kind == ClauseKind::Participle
        && tokens[clause.start..at].iter().find(|token| !token.mark).is_some_and(|token| !token.is(C::PROGRESSIVE))
    {
        return make(at..at, Role::Passing);
    }

    let mut left = at;
    while left > 0 && (tokens[left - 1].is(C::DATE_ADVERB) || tokens[left - 1].date.is_some()) {
        left -= 1;
    }
    // "until at least Friday"
    if left >= 2 && tokens[left - 1].is(C::HEDGE) {
        left -= 2;
    }
    // "2020 saw a recovery", "The day ended with a dance": the date is the subject.
    let verb = clause.verb.as_ref().filter(|verb| verb.span.start == end);
    let free = left.checked_sub(1).is_none_or(|before| tokens[before].mark);
    if free
        && verb.is_some()
        && clauses.subject(clauses.of[at]).all(|index| index == at || tokens[index].is(C::DATE_ADVERB))
    {
        return make(at..at, Role::Clause);
    }
    let previous = left.checked_sub(1).map(|index| &tokens[index]);
    if next.is_some_and(|next| next.possessive && next.mark) {
        // "at Friday's meeting the council voted", but "Friday's vote surprised nobody"
        return if previous.is_some_and(|token| token.is(C::AT_EVENT)) { make(at..at, Role::Clause) } else { None };
    }
    let Some(previous) = previous else {
        return if bare(tokens, at, end, when) { make(0..end, Role::Clause) } else { None };
    };
    if previous.mark_of("([") {
        let alone = next.is_some_and(|next| next.mark_of(")]"));
        return if alone && listed { make(left - 1..end + 1, Role::Clause) } else { None };
    }
    if previous.mark {
        return if bare(tokens, at, end, when) { make(left..end, Role::Clause) } else { None };
    }
    // "walked out last week", "took over last week"
    let belongs_to_verb = previous.is(C::PARTICLE) && !previous.is(C::DATING)
        || previous.is(C::WITH_ARTICLE) && !tokens[at].article && !tokens[at].capital();
    if belongs_to_verb {
        return make(left..end, Role::Clause);
    }
    if previous.is(C::OPENING) {
        return make(left - 1..end, Role::Opens);
    }
    if previous.is(C::DATING) {
        if after_gerund(tokens, clauses, left - 1)
            || after_participle(tokens, clauses, left - 1)
            || after_background(tokens, clause, left - 1)
        {
            return None;
        }
        return make(with_adverbs(tokens, left - 1)..end, Role::Clause);
    }
    if previous.is(C::BARRING) {
        let role = barred(tokens, clauses, left - 1);
        let role = role.or_else(|| when_after(tokens, end).map(|_| (left - 1, Role::When)));
        return role.and_then(|(from, role)| make(from..end, role));
    }
    if previous.is(C::PREPOSITION) {
        return None;
    }
    // "began the week with a release": the date is the object.
    let article = tokens[at].text.split_once(' ').filter(|(_, rest)| !rest.contains(' '));
    let bare_unit = article.is_some_and(|(first, _)| words.classes(&first.to_lowercase()).any(C::ARTICLE));
    let spent = next.is_some_and(|next| next.is(C::PROGRESSIVE));
    if bare_unit
        && !spent
        && left == at
        && !tokens[at].text.contains(|c: char| c.is_ascii_digit())
        && clause.verb.as_ref().is_some_and(|verb| verb.span.end == at && !verb.passive)
    {
        return None;
    }
    // "takes over from her next week"
    let first = tokens[at].text.split(' ').next().unwrap_or_default().to_lowercase();
    let adverb = words.classes(&first).any(C::DEICTIC);
    if (previous.is(C::DETERMINER) && !adverb) || previous.possessive {
        // "on the Friday": the article belongs to the date unless a noun follows.
        let closed = next.is_none_or(|next| next.mark || next.is(C::PREPOSITION.or(C::COORDINATOR)));
        let dating = left >= 2 && tokens[left - 2].is(C::DATING);
        return if closed && dating && !previous.possessive { make(left - 2..end, Role::Clause) } else { None };
    }
    let adverbial = bare(tokens, at, end, when)
        && !premodifies(tokens, at, end)
        && !after_gerund(tokens, clauses, at)
        && !after_participle(tokens, clauses, left);
    if adverbial { make(left..end, Role::Clause) } else { None }
}

/// Whether a date without a preposition can date a clause: "Friday", "last year", not the year of
/// "Expo 2025" nor the month of "Fair May 2024".
fn bare(tokens: &[Token], at: usize, end: usize, when: When) -> bool {
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
fn premodifies(tokens: &[Token], at: usize, end: usize) -> bool {
    let noun = tokens.get(end).is_some_and(|next| {
        let small = C::PREPOSITION.or(C::ADVERB).or(C::COORDINATOR).or(C::SUBORDINATOR).or(C::DETERMINER);
        !next.mark && !next.is(small.or(C::PRONOUN)) && verb_at(tokens, end).is_none_or(|verb| verb.weak)
    });
    noun && tokens[..at]
        .iter()
        .enumerate()
        .rev()
        .take(4)
        .take_while(|(index, token)| !token.mark && verb_at(tokens, *index).is_none() && !token.is(C::PREPOSITION))
        .any(|(_, token)| token.is(C::DETERMINER) || token.possessive)
}

/// "after opening a shop in 2010": the date is the gerund's.
fn after_gerund(tokens: &[Token], clauses: &Clauses, at: usize) -> bool {
    for index in (0..at).rev() {
        let token = &tokens[index];
        if clauses.of[index] != clauses.of[at] || token.mark {
            return false;
        }
        if token.is(C::PROGRESSIVE) {
            return index > 0 && tokens[index - 1].is(C::PREPOSITION.or(C::SUBORDINATOR));
        }
        if clauses.at(index).verb.as_ref().is_some_and(|verb| verb.span.contains(&index)) {
            return false;
        }
    }
    false
}

/// "closed since a flood in 2021": the flood has the date.
fn after_background(tokens: &[Token], clause: &Clause, at: usize) -> bool {
    let from = clause.verb.as_ref().map_or(clause.start, |verb| verb.span.end);
    from < at && tokens[from..at].iter().rev().take_while(|token| !token.mark).any(|token| token.is(C::BACKGROUND))
}

/// "sued over a patent filed in 1997": a participle after a noun has the date, not the clause's verb.
fn after_participle(tokens: &[Token], clauses: &Clauses, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let clause = clauses.at(before);
    let own = clause.verb.as_ref().is_none_or(|verb| verb.span.end > before);
    !own && tokens[before].is(C::PARTICIPLE)
        && before > 0
        && !tokens[before - 1].mark
        && !tokens[before - 1].is(C::COORDINATOR.or(C::AUXILIARY).or(C::BE_OTHER).or(C::DETERMINER).or(C::INFINITIVE))
}

/// The "when" that follows a date: "until 1978, when he died".
pub(super) fn when_after(tokens: &[Token], end: usize) -> Option<usize> {
    let at = if tokens.get(end)?.mark_of(",") { end + 1 } else { end };
    tokens.get(at).is_some_and(|token| token.is(C::WHEN)).then_some(at)
}

/// Adverbs before the preposition fall with the date: "later on Friday", "especially in January".
fn with_adverbs(tokens: &[Token], mut from: usize) -> usize {
    while from > 0 && tokens[from - 1].is(C::DATE_ADVERB) {
        from -= 1;
    }
    from
}

/// What a date after a preposition such as "of", "for", "to" does after all.
fn barred(tokens: &[Token], clauses: &Clauses, at: usize) -> Option<(usize, Role)> {
    // "at the end of 2020"
    let mut left = at;
    while left > 0 && tokens[left - 1].is(C::TIMES.or(C::DATE_ADVERB)) {
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
            return Some((with_adverbs(tokens, left - 1), Role::Clause));
        }
        return None;
    }
    let verb = clauses.at(at).verb.as_ref()?;
    // "was scheduled for Friday"
    if at > 0 && tokens[at - 1].is(C::PLANNING) && tokens[at].is(C::OPENING.or(C::BARRING)) {
        return Some((at, Role::Planned));
    }
    // "has been called for Friday", "called a strike for Friday"
    let day = tokens.get(at + 1).is_some_and(|next| next.date.is_some()) && at >= verb.span.end;
    if day && tokens[at].is(C::APPOINTING) && verb.tense != Tense::Present {
        return Some((at, Role::Planned));
    }
    // "was put off until Friday"
    let put_off = tokens[verb.span.start..verb.span.end].iter().any(|token| token.is(C::POSTPONING));
    (put_off && tokens[at].is(C::CLOSING)).then_some((at, Role::Planned))
}

/// Of two dates of one clause the better: the finer, then the one nearer to the verb.
pub(super) fn better(first: &Dated, second: &Dated, verb: usize) -> bool {
    if (first.role == Role::Passing) != (second.role == Role::Passing) {
        return second.role == Role::Passing;
    }
    let heads = |dated: &Dated| matches!(dated.role, Role::Head | Role::Over);
    if heads(first) != heads(second) {
        return heads(first);
    }
    let fineness = |dated: &Dated| dated.when.granularity().max(Granularity::Day);
    let distance = |dated: &Dated| dated.token.abs_diff(verb);
    if first.dayless != second.dayless {
        return second.dayless;
    }
    if first.when.contains(&second.when) != second.when.contains(&first.when) {
        return second.when.contains(&first.when);
    }
    (distance(first), fineness(first)) < (distance(second), fineness(second))
}
