//! Headlines: at most twelve words of the sentence's own, in its order.
//!
//! What stays is the clause that tells the happening, without its date, without who passed it on
//! and without the opening that ties it to the sentence before. What is still too long loses
//! parentheses, relative clauses, appositions and tails, then phrases from its end; an ellipsis
//! is the last resort.

use super::clause::{ClauseKind, Clauses};
use super::words::Token;
use crate::language::{Classes as C, EventWords};
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
    /// The date phrases of the sentence.
    pub(super) phrases: Vec<Range<usize>>,
    pub(super) words: &'a EventWords,
    /// Whom a pronoun at the head of the sentence can mean.
    pub(super) before: Option<Name>,
}

/// The subject of an earlier sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words.
    pub(super) text: String,
    /// Whether it can be a person.
    pub(super) person: bool,
}

/// The headline of a clause; empty if nothing of it is left.
pub(super) fn headline(telling: &Telling) -> String {
    let mut draft = Draft::of(telling, passed_on(telling, telling.clause));
    if draft.count() > MOST_WORDS
        && let Some(inner) = said(telling, draft.clause)
    {
        draft = Draft::of(telling, inner);
    }
    draft.shorten();
    draft.write()
}

/// The happening that a clause only says: where there is no room for both, it is the news.
fn said(telling: &Telling, clause: usize) -> Option<usize> {
    let clauses = telling.clauses;
    let verb = clauses.list[clause].verb.as_ref().filter(|verb| telling.tokens[verb.head].is(C::SAYING))?;
    clauses.list.iter().position(|inner| {
        let happening = inner.verb.as_ref().is_some_and(|verb| !verb.state && !verb.negated);
        inner.kind == ClauseKind::Complement && inner.parent == clause && happening && inner.start >= verb.span.end
    })
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
    let Some(inner) = inner.filter(|inner| *inner != clause && says) else { return clause };
    let subject = &telling.tokens[clauses.subject(clause)];
    // "it was announced that"
    let nobody = verb.passive && subject.iter().any(|token| token.is(C::IMPERSONAL));
    let weak = telling.tokens[verb.head].is(C::SAYING);
    let source =
        weak && subject.iter().filter(|token| !token.mark).all(|token| {
            token.date.is_some() || token.is(C::SOURCE.or(C::DETERMINER).or(C::PREPOSITION)) || !token.capital()
        }) && subject.iter().any(|token| token.is(C::SOURCE));
    if nobody || source { inner } else { clause }
}

/// The subject of a sentence, if a pronoun of the next one can mean it.
pub(super) fn name_of_subject(plain: &str, tokens: &[Token], clauses: &Clauses, words: &EventWords) -> Option<Name> {
    clauses.list[0].verb.as_ref()?;
    let mut subject: Vec<&Token> =
        clauses.subject(0).filter(|index| clauses.of[*index] == 0).map(|index| &tokens[index]).collect();
    let lower: Vec<String> = subject.iter().map(|token| token.text.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    subject.drain(..words.connective(&lower));
    // "For his part, the minister": the subject follows the last comma, unless that opens an apposition.
    if subject.first().is_some_and(|token| token.is(C::PREPOSITION) || token.date.is_some() || token.mark) {
        let comma = subject.iter().position(|token| token.mark_of(","))?;
        subject.drain(..=comma);
    }
    if let Some(comma) = subject.iter().position(|token| token.mark_of(",(")) {
        subject.truncate(comma);
    }
    while subject.last().is_some_and(|token| token.is(C::ADVERB)) {
        subject.pop();
    }
    let (first, last) = (subject.first()?, subject.last()?);
    if subject.len() > 6 || subject.iter().any(|token| token.is(C::PRONOUN.or(C::PREPOSITION)) || token.date.is_some())
    {
        return None;
    }
    // The first word of a sentence has a capital without being a name.
    let named = subject.iter().skip(usize::from(first.span.start == tokens[0].span.start)).any(|token| token.capital());
    let article = first.is(C::DETERMINER);
    (named || article).then(|| Name {
        text: plain[first.span.start..last.span.end].to_owned(),
        person: named && !article && subject.iter().rev().take(2).all(|token| token.capital()),
    })
}

struct Draft<'a> {
    telling: &'a Telling<'a>,
    clause: usize,
    /// Which words stay.
    kept: Vec<bool>,
    /// Words put before the first: the subject that the clause shares, the name that a pronoun means.
    lead: Option<String>,
}

impl<'a> Draft<'a> {
    fn of(telling: &'a Telling<'a>, clause: usize) -> Draft<'a> {
        let mut draft = Draft { telling, clause, kept: vec![false; telling.tokens.len()], lead: None };
        draft.take();
        draft.open();
        draft
    }

    fn tokens(&self) -> &'a [Token<'a>] {
        self.telling.tokens
    }

    fn kind(&self, token: usize) -> ClauseKind {
        self.telling.clauses.at(token).kind
    }

    fn first(&self) -> Option<usize> {
        self.kept.iter().position(|kept| *kept)
    }

    fn drop(&mut self, range: Range<usize>) {
        self.kept[range].fill(false);
    }

    fn count(&self) -> usize {
        let own = (0..self.kept.len()).filter(|&at| self.kept[at]).map(|at| self.word_count(at)).sum::<usize>();
        own + self.lead.as_deref().map_or(0, |lead| lead.split_whitespace().count())
    }

    fn word_count(&self, at: usize) -> usize {
        let token = &self.tokens()[at];
        // The "'s" after a date is written onto it.
        if token.mark { 0 } else { token.text.split_whitespace().count() }
    }

    /// The words of the clause and of what stands in it, without dates, labels and attributions.
    fn take(&mut self) {
        let clauses = self.telling.clauses;
        for at in 0..self.kept.len() {
            let inside = clauses.within(clauses.of[at], self.clause);
            let told = self.telling.attributed || self.kind(at) != ClauseKind::Attribution;
            let joined = self.shares_subject(clauses.of[at]);
            self.kept[at] = inside && told || joined;
        }
        let phrases = self.telling.phrases.clone();
        for phrase in phrases {
            self.drop_phrase(phrase);
        }
        let clause = &clauses.list[self.clause];
        if let Some(opener) = clause.opener {
            self.kept[opener] = false;
        }
        self.drop_label();
        self.drop_dated_parentheses();
    }

    /// "on Wednesday (May 8)": what is left of a date goes too.
    fn drop_dated_parentheses(&mut self) {
        for open in 0..self.kept.len() {
            if !self.kept[open] || !self.tokens()[open].mark_of("([") {
                continue;
            }
            let close = (open..self.kept.len()).find(|&at| self.tokens()[at].mark_of(")]"));
            if let Some(close) = close
                && self.tokens()[open..close].iter().any(|token| token.date.is_some())
            {
                self.drop(open..close + 1);
            }
        }
    }

    /// "met and declared an emergency": the second half has no subject and no date of its own.
    fn shares_subject(&self, clause: usize) -> bool {
        let other = &self.telling.clauses.list[clause];
        let coordinate = other.kind == ClauseKind::Main
            && other.parent == self.clause
            && clause != self.clause
            && other.opener.is_some_and(|opener| self.tokens()[opener].is(C::COORDINATOR));
        let undated =
            || (0..self.kept.len()).all(|at| self.telling.clauses.of[at] != clause || self.tokens()[at].date.is_none());
        coordinate
            && other.verb.as_ref().is_some_and(|verb| !verb.state)
            && self.telling.clauses.subject(clause).all(|at| self.tokens()[at].is(C::ADVERB))
            && !self.telling.dated.contains(&clause)
            && undated()
    }

    /// What only shares the subject goes first.
    fn drop_joined(&mut self) -> bool {
        let mut dropped = false;
        for at in 0..self.kept.len() {
            if self.kept[at] && self.shares_subject(self.telling.clauses.of[at]) {
                self.kept[at] = false;
                dropped = true;
            }
        }
        dropped
    }

    /// A date phrase goes with the commas that part it off.
    fn drop_phrase(&mut self, phrase: Range<usize>) {
        if phrase.is_empty() || !phrase.clone().any(|at| self.kept[at]) {
            return;
        }
        let before = phrase.start.checked_sub(1).filter(|&at| self.tokens()[at].mark_of(","));
        let after = Some(phrase.end).filter(|&at| self.tokens().get(at).is_some_and(|token| token.mark_of(",")));
        if let (Some(before), Some(after)) = (before, after) {
            self.kept[before] = false;
            self.kept[after] = false;
        } else if let Some(after) = after
            .filter(|&at| self.tokens().get(at + 1).is_some_and(|next| next.is(C::SUBORDINATOR.or(C::COORDINATOR))))
        {
            self.kept[after] = false;
        }
        self.drop(phrase);
    }

    /// "What happened: …"
    fn drop_label(&mut self) {
        let Some(first) = self.first() else { return };
        let colon = (first..self.kept.len()).find(|&at| self.tokens()[at].mark_of(":"));
        if let Some(colon) = colon.filter(|colon| *colon - first <= 4 && self.kept[*colon]) {
            self.drop(first..colon + 1);
        }
    }

    /// Mends the beginning: connectives and clauses before the subject go, the subject is named.
    fn open(&mut self) {
        self.drop_connectives();
        self.drop_leading_clauses();
        self.drop_connectives();
        let clauses = self.telling.clauses;
        let clause = &clauses.list[self.clause];
        let Some(verb) = &clause.verb else { return };
        let Some(first) = self.first() else { return };
        let opener = clause.opener.map(|opener| &self.tokens()[opener]);
        if clause.kind == ClauseKind::Relative {
            if let Some(opener) = clause.opener {
                self.lead = self.antecedent(opener);
                // "a rise, which the union rejected"
                self.kept[opener] = !clauses.subject(self.clause).is_empty();
            }
        } else if first == verb.span.start && opener.is_some_and(|opener| opener.is(C::COORDINATOR)) {
            self.lead = self.subject_of(clause.parent);
        } else if self.tokens()[first].is(C::PERSONAL.or(C::IMPERSONAL)) && first + 1 == verb.span.start {
            let personal = self.tokens()[first].is(C::PERSONAL);
            let beside = clause.kind == ClauseKind::Main && clause.parent != self.clause && personal;
            let outer = (clause.kind == ClauseKind::Complement || beside)
                .then(|| self.subject_of(clause.parent))
                .flatten()
                .filter(|lead| lead.split_whitespace().count() <= 6)
                .filter(|lead| !beside || lead.split_whitespace().all(|word| word.starts_with(char::is_uppercase)));
            let before = (clause.kind != ClauseKind::Complement)
                .then_some(self.telling.before.as_ref())
                .flatten()
                .filter(|name| name.person == personal)
                .map(|name| name.text.clone());
            if let Some(name) = outer.or(before) {
                self.kept[first] = false;
                self.lead = Some(name);
            }
        }
    }

    fn drop_connectives(&mut self) {
        while let Some(first) = self.first() {
            let tokens = self.tokens();
            if tokens[first].mark && !tokens[first].mark_of("“\"«„") {
                self.kept[first] = false;
                continue;
            }
            let lower: Vec<String> = tokens[first..].iter().take(5).map(|token| token.text.to_lowercase()).collect();
            let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
            let length = self.telling.words.connective(&lower);
            let after = tokens.get(first + length);
            let coordinator = length == 1 && tokens[first].is(C::COORDINATOR);
            // "First Minister …" and "Later chapters …" are no connectives: a comma or a date follows one.
            let comma = after.is_some_and(|after| after.mark_of(",") || after.date.is_some());
            if length == 0 || !(comma || coordinator || length > 1) {
                return;
            }
            self.drop(first..first + length);
        }
    }

    /// "When the mill burned, the inn closed": only the inn.
    fn drop_leading_clauses(&mut self) {
        let Some(start) = self.start_of_subject() else { return };
        for at in 0..start {
            if self.telling.clauses.of[at] != self.clause && self.kind(at) != ClauseKind::Relative {
                self.kept[at] = false;
            }
        }
    }

    /// The first word of the clause that belongs to no other.
    fn start_of_subject(&self) -> Option<usize> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        let own = |&at: &usize| self.telling.clauses.of[at] == self.clause && !self.tokens()[at].mark;
        (0..=verb.span.start).filter(|&at| self.kept[at]).find(own)
    }

    /// The words of the subject of a clause, its own openings and dates left out.
    fn subject_of(&self, clause: usize) -> Option<String> {
        let clauses = self.telling.clauses;
        let inner = Telling {
            plain: self.telling.plain,
            tokens: self.telling.tokens,
            clauses,
            clause,
            attributed: false,
            dated: self.telling.dated,
            phrases: self.telling.phrases.clone(),
            words: self.telling.words,
            before: self.telling.before.clone(),
        };
        let mut draft = Draft::of(&inner, clause);
        let verb = clauses.list[clause].verb.as_ref()?;
        draft.kept[verb.span.start..].fill(false);
        let mut text = draft.write();
        // "A trial, against the chairwoman, (was …)": one comma opens what a second closed.
        if text.matches(", ").count() == 1 {
            text.truncate(text.find(", ").unwrap_or(text.len()));
        }
        (!text.is_empty()).then_some(text)
    }

    /// What "who" or "which" stands for: the words before it back to a mark, a verb or a preposition.
    fn antecedent(&self, opener: usize) -> Option<String> {
        let tokens = self.tokens();
        let end = if opener > 0 && tokens[opener - 1].mark_of(",") { opener - 1 } else { opener };
        let mut start = end;
        while start > 0 {
            let token = &tokens[start - 1];
            let verb = self.telling.clauses.at(start - 1).verb.as_ref();
            if token.mark
                || self.telling.phrases.iter().any(|phrase| phrase.contains(&(start - 1)))
                || token.is(C::PREPOSITION.or(C::SUBORDINATOR).or(C::COORDINATOR).without(C::OF)) && !token.is(C::OF)
                || verb.is_some_and(|verb| verb.span.contains(&(start - 1)))
            {
                break;
            }
            start -= 1;
            // "a rise of the fee" begins with the first article.
            if token.is(C::DETERMINER) && !(start > 0 && tokens[start - 1].is(C::OF)) {
                break;
            }
        }
        (start < end).then(|| self.telling.plain[tokens[start].span.start..tokens[end - 1].span.end].to_owned())
    }

    /// Takes away, in this order, what a headline can do without, until it is short enough.
    fn shorten(&mut self) {
        self.while_long(Draft::drop_joined);
        self.while_long(Draft::drop_parentheses);
        self.while_long(|draft| draft.drop_inner(ClauseKind::Relative));
        self.while_long(|draft| draft.drop_inner(ClauseKind::Participle));
        self.while_long(|draft| draft.drop_inner(ClauseKind::Subordinate));
        self.while_long(Draft::drop_apposition);
        self.while_long(Draft::drop_opening_phrase);
        self.while_long(Draft::drop_after_comma);
        self.while_long(Draft::drop_last_phrase);
        self.while_long(Draft::drop_phrase_of_subject);
        self.drop_loose_length();
    }

    /// Repeats a step for as long as the headline is too long and the step takes something away.
    fn while_long(&mut self, step: impl Fn(&mut Draft<'a>) -> bool) {
        while self.count() > MOST_WORDS && step(self) {}
    }

    fn drop_parentheses(&mut self) -> bool {
        let Some(open) = (0..self.kept.len()).find(|&at| self.kept[at] && self.tokens()[at].mark_of("([")) else {
            return false;
        };
        let close = (open..self.kept.len()).find(|&at| self.tokens()[at].mark_of(")]")).unwrap_or(open);
        self.drop(open..close + 1);
        true
    }

    /// Drops the last clause of a kind that stands in this one.
    fn drop_inner(&mut self, kind: ClauseKind) -> bool {
        let clauses = self.telling.clauses;
        for inner in (0..clauses.list.len()).rev() {
            if inner == self.clause || clauses.list[inner].kind != kind {
                continue;
            }
            let mut dropped = false;
            for at in 0..self.kept.len() {
                if self.kept[at] && clauses.within(clauses.of[at], inner) {
                    self.kept[at] = false;
                    dropped = true;
                }
            }
            if dropped {
                return true;
            }
        }
        false
    }

    /// "The mayor, a former teacher, opened …"
    fn drop_apposition(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let Some(start) = self.start_of_subject() else { return false };
        let commas: Vec<usize> =
            (start..verb.span.start).filter(|&at| self.kept[at] && self.tokens()[at].mark_of(",")).collect();
        let [first, .., last] = commas[..] else { return false };
        self.drop(first..last + 1);
        true
    }

    /// "During the ceremony in the old town, the mayor …"
    fn drop_opening_phrase(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let Some(first) = self.first().filter(|&first| self.tokens()[first].is(C::PREPOSITION)) else { return false };
        let comma = (first..verb.span.start).rev().find(|&at| self.kept[at] && self.tokens()[at].mark_of(","));
        let Some(comma) = comma else { return false };
        self.drop(first..comma + 1);
        true
    }

    /// "The court in the northern town …": only the court.
    fn drop_phrase_of_subject(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let Some(start) = self.start_of_subject() else { return false };
        let own = |&at: &usize| self.kept[at] && self.telling.clauses.of[at] == self.clause;
        let opens = |&at: &usize| self.tokens()[at].is(C::PREPOSITION) && !self.tokens()[at].is(C::OF);
        let Some(from) = (start + 1..verb.span.start).filter(own).find(opens) else { return false };
        self.drop(from..verb.span.start);
        true
    }

    /// What follows the last comma after the verb.
    fn drop_after_comma(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let comma = (verb.span.end + 1..self.kept.len()).rev().find(|&at| {
            let token = &self.tokens()[at];
            self.kept[at] && !token.quoted && (token.mark_of(",;:") || token.mark_of("–—"))
        });
        let Some(comma) = comma else { return false };
        let end = self.kept.len();
        self.drop(comma..end);
        true
    }

    /// The last phrase that a preposition opens, unless it is all that the verb has.
    fn drop_last_phrase(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        // A passive is whole without a phrase; "voted to build" is not.
        let from = if verb.passive { verb.span.end } else { verb.span.end + 1 };
        let last = (from..self.kept.len()).rev().find(|&at| {
            let token = &self.tokens()[at];
            self.kept[at] && token.is(C::PREPOSITION.or(C::COMPLEMENTISER).or(C::COORDINATOR)) && !token.mark
        });
        let Some(mut last) = last else { return false };
        let end = self.kept.len();
        let near = |last: usize, classes: C| {
            (from.max(last.saturating_sub(3))..last).rev().find(|&at| self.kept[at] && self.tokens()[at].is(classes))
        };
        // "an office that belong(s) to …" and "at the start of …" fall whole.
        if let Some(relative) = near(last, C::COMPLEMENTISER.or(C::RELATIVE)) {
            last = relative;
        } else if self.tokens()[last].is(C::OF)
            && let Some(outer) = near(last, C::PREPOSITION)
            && !self.tokens()[outer - 1].is(C::PARTICIPLE)
        {
            last = outer;
        }
        self.drop(last..end);
        true
    }

    /// ", more than thirty years (after they met)": a length whose clause has gone goes too.
    fn drop_loose_length(&mut self) {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return };
        let Some(end) = (0..self.kept.len()).rev().find(|&at| self.kept[at] && !self.tokens()[at].mark) else { return };
        let comma = (verb.span.end..end).rev().find(|&at| self.kept[at] && self.tokens()[at].mark_of(","));
        if let Some(comma) = comma.filter(|_| self.tokens()[end].date.is_some()) {
            self.drop(comma..end + 1);
        }
    }

    fn write(&self) -> String {
        let mut text = self.lead.clone().unwrap_or_default();
        let mut words = text.split_whitespace().count();
        let mut cut = false;
        let mut previous: Option<usize> = None;
        for at in (0..self.kept.len()).filter(|&at| self.kept[at]) {
            let token = &self.tokens()[at];
            let length = self.word_count(at);
            if words + length > MOST_WORDS {
                cut = true;
                break;
            }
            words += length;
            let touches = previous.is_some_and(|last| {
                let gap = &self.telling.plain[self.tokens()[last].span.end..token.span.start];
                (last + 1 == at && gap.is_empty()) || token.mark_of(",;:.!?)]”»’")
            });
            if !text.is_empty() && !touches {
                text.push(' ');
            }
            // A comma before a comma, or one whose word has gone.
            if token.mark_of(",;:.") && (text.is_empty() || text.ends_with([',', ';', ':'])) {
                continue;
            }
            text.push_str(token.text);
            previous = Some(at);
        }
        if cut {
            while self.ends_with_small_word(&text) {
                let end = text.rfind(' ').unwrap_or(0);
                text.truncate(end);
            }
        }
        // "with intros and": what followed was a date.
        while let Some((head, last)) = text.trim_end_matches([',', '.', ' ']).rsplit_once(' ')
            && self
                .telling
                .words
                .classes(&last.to_lowercase())
                .any(C::COORDINATOR.or(C::DETERMINER).or(C::COMPLEMENTISER))
        {
            text.truncate(head.len());
        }
        finish(text, cut, self.telling.words)
    }

    /// Nothing is cut after "of the".
    fn ends_with_small_word(&self, text: &str) -> bool {
        let Some((_, last)) = text.rsplit_once(' ') else { return false };
        let small = C::PREPOSITION.or(C::DETERMINER).or(C::COORDINATOR).or(C::AUXILIARY).or(C::COMPLEMENTISER);
        last.ends_with(',') || self.telling.words.classes(&last.to_lowercase()).any(small)
    }
}

/// Balanced quotation marks, no mark at the end, a capital at the head.
fn finish(mut text: String, cut: bool, words: &EventWords) -> String {
    for &(open, close) in words.quotation_marks() {
        let opened = text.matches(open).count();
        let balanced = if open == close { opened % 2 == 0 } else { opened == text.matches(close).count() };
        if !balanced {
            text.retain(|character| character != open && character != close);
        }
    }
    if text.matches('(').count() != text.matches(')').count() {
        text.retain(|character| character != '(' && character != ')');
    }
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ".,;:-–—".contains(c));
    let mut characters = trimmed.chars();
    let Some(first) = characters.next() else { return String::new() };
    // A name such as "openSUSE" or "iPhone" keeps its small letter.
    let rest = characters.as_str();
    let own_case = first.is_lowercase()
        && rest
            .split_whitespace()
            .next()
            .is_some_and(|rest| rest.chars().any(char::is_uppercase) && !rest.contains('-'));
    let mut headline: String = if own_case { first.to_string() } else { first.to_uppercase().collect() };
    headline.push_str(rest);
    if cut {
        headline.push('…');
    }
    headline
}
