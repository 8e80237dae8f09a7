//! Headlines: at most twelve words of the sentence's own, in its order; only of a relative clause
//! the thing of which it tells goes behind its verb: "the mill that Ada Low sold", "Ada Low sold the mill".
//!
//! What stays is the clause that tells the happening, without its date, without who passed it on
//! and without the opening that ties it to the sentence before. What is still too long loses
//! parentheses, relative clauses, appositions and tails, then phrases from its end; an ellipsis
//! is the last resort. As an editor's, it begins without its article ("council sold the mill"), and "was"
//! goes where the verb alone can mean nothing else ("mayor arrested"). A pronoun at its head is named where
//! the text leaves no choice whom it means: an unnamed "he" is better than a wrong name.

mod auxiliary;
mod cut;
mod draft;
mod earlier;
mod loose;
mod name;
mod opening;
mod relative;
mod shorten;
mod subject;
#[cfg(test)]
mod tests;
mod whole_name;
mod write;

pub(super) use earlier::{Earlier, KnownNames};
pub(super) use name::{Name, Pronoun};

use super::clause::{ClauseKind, Clauses};
use super::gap::Gap;
use super::told::uncertain;
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use draft::Draft;
use std::ops::Range;

/// The length that a headline never exceeds.
pub(super) const MOST_WORDS: usize = 12;

/// A clause that tells a happening, with all that its headline is made of.
pub(super) struct Telling<'a> {
    pub(super) plain: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: &'a Clauses,
    pub(super) clause: usize,
    /// Whether it is told that someone said it; then who said it stays.
    pub(super) attributed: bool,
    /// The clauses that tell something dated of their own.
    pub(super) dated: &'a [usize],
    /// What the happening has of its own where it shares the verb with the one before, and all such words.
    pub(super) gap: Option<&'a Gap>,
    pub(super) gaps: &'a [Gap],
    /// The date phrases of the sentence.
    pub(super) phrases: Vec<Range<usize>>,
    pub(super) words: &'a EventWords,
    /// Whom a pronoun at the head of the sentence can mean.
    pub(super) before: &'a dyn Fn(Pronoun) -> Option<Name>,
    /// The first and the last name of whom the article calls by the last one.
    pub(super) whole: &'a dyn Fn(&str) -> Option<String>,
}

/// The headline of a clause; empty if nothing of it is left.
pub(super) fn headline(telling: &Telling) -> String {
    let mut draft = Draft::of(telling, passed_on(telling, telling.clause));
    draft.drop_article();
    let inner = said(telling, draft.clause).filter(|_| draft.count() > MOST_WORDS);
    draft.shorten();
    // "The minister said the pit had been closed": who says it stays for as long as there is room for both.
    if let Some(inner) = inner
        && !(draft.count() <= MOST_WORDS
            && telling.clauses.list[inner].verb.as_ref().is_some_and(|verb| draft.keeps(verb)))
    {
        draft = Draft::of(telling, inner);
        draft.drop_article();
        draft.shorten();
    }
    draft.drop_loose_prepositions();
    draft.drop_broken_clause();
    draft.drop_loose_end();
    draft.keep_negation();
    draft.drop_auxiliary();
    draft.drop_loose_saying();
    draft.drop_lone_comma();
    // What stood before the subject may have gone.
    draft.drop_article();
    draft.write_whole_name();
    draft.write()
}

/// The happening that a clause only says: where there is no room for both, it is the news.
fn said(telling: &Telling, clause: usize) -> Option<usize> {
    let clauses = telling.clauses;
    let verb = clauses.list[clause].verb.as_ref().filter(|verb| telling.tokens[verb.head].is(C::SAYING))?;
    clauses
        .list
        .iter()
        .position(|inner| {
            let happening =
                inner.verb.as_ref().is_some_and(|verb| !verb.state && !verb.negated && !uncertain(verb.tense));
            inner.kind == ClauseKind::Complement && inner.parent == clause && happening && inner.start >= verb.span.end
        })
        .filter(|&inner| !points_back(telling, inner) && !telling.dated.contains(&inner))
}

/// "(said) its forces had seized the fort": whose, only the one who says it tells.
fn points_back(telling: &Telling, clause: usize) -> bool {
    telling.tokens[telling.clauses.subject(clause)].first().is_some_and(|first| first.is(C::ANAPHORIC))
}

/// What a source only passed on: of "police said that the mill burned" the inner clause.
fn passed_on(telling: &Telling, clause: usize) -> usize {
    let clauses = telling.clauses;
    let Some(verb) = &clauses.list[clause].verb else { return clause };
    let says = telling.tokens[verb.head].is(C::SAYING.or(C::STATING));
    let inner = clauses
        .list
        .iter()
        .position(|inner| inner.kind == ClauseKind::Complement && inner.parent == clause && inner.verb.is_some());
    // What is said is told at a date of its own.
    let apart = |inner: &usize| *inner == clause || telling.dated.contains(inner);
    let Some(inner) = inner.filter(|inner| says && !apart(inner)) else { return clause };
    let subject = &telling.tokens[clauses.subject(clause)];
    // "it was announced that"
    let nobody = verb.passive && subject.iter().any(|token| token.is(C::IMPERSONAL));
    let weak = telling.tokens[verb.head].is(C::SAYING);
    let source =
        weak && subject.iter().filter(|token| !token.mark).all(|token| {
            token.date.is_some() || token.is(C::SOURCE.or(C::DETERMINER).or(C::PREPOSITION)) || !token.capital()
        }) && subject.iter().any(|token| token.is(C::SOURCE));
    let foretold = clauses.list[inner].verb.as_ref().is_some_and(|verb| uncertain(verb.tense));
    if nobody || source && !foretold && !points_back(telling, inner) { inner } else { clause }
}
