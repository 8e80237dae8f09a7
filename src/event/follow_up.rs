//! Sentences without a date that go on telling the dated one before them.
//!
//! "Fire broke out on Tuesday. Crews fought it for four hours. Nobody was hurt." Half of all news
//! happenings have no date word in their sentence. Such a sentence enriches the text of the event that it
//! follows; nothing but what stands directly behind a dated happening of one day, in the same paragraph and
//! tense, and is tied to it by its first words, is taken for one.

use super::clause::ClauseKind;
use super::reading::Reading;
use super::verb::Tense;
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use std::ops::Range;

/// So many sentences follow one event at most.
pub(super) const MOST: usize = 3;

/// How an undated sentence goes on with what the one before it told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GoesOn {
    /// It tells something that happened: the clause.
    Tells(usize),
    /// It says how things were.
    Describes,
}

/// Whether a sentence without a date goes on with a happening; `before` are the words of the sentence
/// that told it.
pub(super) fn goes_on(reading: &Reading, before: &[Token], words: &EventWords) -> Option<GoesOn> {
    let &Reading { tokens, clauses, .. } = reading;
    let statement = tokens.last().is_some_and(|last| last.mark_of(".!")) && !tokens.iter().any(|token| token.quoted);
    let clause = (0..clauses.list.len()).find(|&at| {
        clauses.list[at].kind == ClauseKind::Main
            && clauses.list[at].verb.is_some()
            && clauses.list[at].opener.is_none()
    })?;
    let verb = clauses.list[clause].verb.as_ref()?;
    if !statement || verb.tense != Tense::Past || reading.repeats(clause) {
        return None;
    }
    let subject = clauses.subject(clause);
    let sequel = sequel(tokens, words);
    // "Crews fought it for hours"
    let object = (0..tokens.len()).any(|at| clauses.of[at] == clause && tokens[at].is(C::IMPERSONAL));
    if !(sequel || object || tied(tokens, subject, before)) {
        return None;
    }
    let head = &tokens[verb.head];
    let tells = !verb.state && !verb.negated && !verb.weak && !head.is(C::SAYING.or(C::DENYING).or(C::INTENDING));
    Some(if tells { GoesOn::Tells(clause) } else { GoesOn::Describes })
}

/// "Hours later, …", "Soon afterwards …"
fn sequel(tokens: &[Token], words: &EventWords) -> bool {
    words.sequel(tokens.iter().take(6).flat_map(|token| token.text.split(' '))) > 0
}

/// "Hours later, …": what a headline leaves out.
pub(super) fn opening(tokens: &[Token]) -> Vec<Range<usize>> {
    let date = tokens.first().is_some_and(|first| first.date.is_some());
    let comma = tokens.get(1).is_some_and(|next| next.mark_of(","));
    date.then_some(0..if comma { 2 } else { 1 }).into_iter().collect()
}

/// Whether a subject can only be understood by what was told: "it", "the crew", "both", or a name that
/// stood there.
fn tied(tokens: &[Token], subject: Range<usize>, before: &[Token]) -> bool {
    let Some(first) = tokens[subject.clone()].iter().find(|token| !token.mark && !token.is(C::ADVERB)) else {
        return false;
    };
    let points = first.is(C::PRONOUN.or(C::POINTING)) || first.number();
    let named = tokens[subject].iter().any(|token| {
        token.capital()
            && !token.is(C::DETERMINER.or(C::PREPOSITION))
            && before.iter().any(|other| other.capital() && other.text == token.text)
    });
    points || named
}

/// The undated sentences that follow a report, for as long as they go on with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thread {
    /// The place of the report among those found.
    pub(super) report: usize,
    /// The sentence that told it, by its place in the text.
    pub(super) sentence: usize,
    /// How many sentences have followed.
    pub(super) followed: usize,
}
