//! What is said of the text itself, of another one, or by somebody: no happening of the date beside it.

use super::super::Status;
use super::super::clause::{Clause, ClauseKind, Clauses};
use super::super::dating::Dated;
use super::super::untold::Untold;
use super::super::verb::{Tense, Verb};
use super::super::words::Token;
use super::case::{Case, Verdict, only_if};
use crate::language::Classes as C;

/// "Join us on Friday", "Today we will look at its menus": the reader is asked for something, or told what
/// the text is about.
pub(super) fn to_the_reader(case: &Case) -> Option<Verdict> {
    if asks(case.tokens) {
        return Some(Err(Untold::Request));
    }
    // "Today we're going to learn how …"
    let own = case.subject().iter().chain([case.first()]).any(|token| token.is(C::FIRST_PERSON));
    let shows = case.head().is(C::COVERING) && case.verb.tense == Tense::Future;
    let today = case.span.when.from() == case.span.today && case.span.when.days() == 1;
    (own && shows && today).then_some(Err(Untold::Document))
}

/// "This post covers what changed last year" tells of the post.
pub(super) fn of_a_document(case: &Case) -> Option<Verdict> {
    let this =
        case.subject().windows(2).any(|pair| pair[0].is(C::DEMONSTRATIVE.or(C::NEXT)) && pair[1].is(C::DOCUMENT));
    let says = || says_of_a_document(case.tokens, case.clause, case.verb, case.dated);
    (this || says()).then_some(Err(Untold::Document))
}

/// Somebody is quoted, and nothing else is told.
pub(super) fn quoted(case: &Case) -> Option<Verdict> {
    // "At 12:51 pm on 10 June, Ken wrote: …" is the head of a comment.
    let colon = case.behind().is_some_and(|next| next.mark_of(":"));
    let comment = case.head().is(C::SAYING) && colon && case.span.when.clock().is_some();
    if comment {
        return Some(Err(Untold::Speech));
    }
    // What somebody said a few days ago is news, whatever it was.
    let speech = only_quotes(case.tokens, case.clauses, case.index, case.verb);
    speech.then_some(only_if(case.span.fresh && case.own(), Status::Happened, Untold::Speech))
}

/// "Do it today!", "Join us on Friday": the reader is asked for something.
fn asks(tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else { return false };
    let object = second.is(C::DETERMINER.or(C::PRONOUN).or(C::OBJECT).or(C::IMPERSONAL));
    (first.is(C::IMPERATIVE) || first.is(C::DO) && !first.is(C::NEGATION)) && object
}

/// "The ministry's statement on Friday said", "An article on Monday gave the wrong year": what is
/// written is no happening of that day.
fn says_of_a_document(tokens: &[Token], clause: &Clause, verb: &Verb, dated: &Dated) -> bool {
    let between = clause.start < dated.phrase.start && dated.token < verb.span.start;
    // "In a statement on Friday, the ministry said": the ministry does.
    if tokens[clause.start].is(C::PREPOSITION) {
        return false;
    }
    // "Page 14: in May 2010, 312 children sat a test": a label is no subject.
    let label = (clause.start..dated.phrase.start).rev().find(|&at| tokens[at].mark_of(":"));
    let subject = || &tokens[label.unwrap_or(clause.start)..dated.phrase.start];
    between
        && !verb.passive
        // "Low Paper Corp. today reported …" is a name.
        && subject().iter().any(|token| token.is(C::DOCUMENT) && (!token.capital() || token.span.start == tokens[0].span.start))
        && !subject().iter().any(|token| token.mark_of(","))
}

/// “We had forty children,” the teacher said: nothing is told but the quotation.
fn only_quotes(tokens: &[Token], clauses: &Clauses, index: usize, verb: &Verb) -> bool {
    const QUOTATION: usize = 3;
    let inner = |clause: &Clause| clause.kind == ClauseKind::Complement && clause.parent == index;
    tokens[verb.head].is(C::SAYING)
        && !verb.passive
        && tokens.iter().filter(|token| token.quoted && !token.mark).count() >= QUOTATION
        && tokens.first().is_some_and(|token| token.quoted)
        && !clauses.list.iter().any(inner)
}
