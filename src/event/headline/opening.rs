//! What goes before the subject: connectives, openings, dates, articles.

use super::super::clause::ClauseKind;
use super::super::verb::Tense;
use super::super::words::Token;
use super::draft::Draft;
use crate::language::Classes as C;
use std::ops::Range;

impl Draft<'_> {
    /// "2020 saw a recovery", "Thursday will be a feast day": what a date has for its verb says no more
    /// than the date itself.
    pub(super) fn drop_verb_of_date(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(date) = verb.span.start.checked_sub(1).filter(|&at| tokens[at].date.is_some()) else { return };
        let head = &tokens[verb.head];
        // "In 1998 came the crash"
        let turned = head.is(C::INVERTING) && date > 0 && tokens[date - 1].is(C::DATING);
        let before = date.checked_sub(1).map(|before| &tokens[before]);
        let free = turned || before.is_none_or(|before| before.mark || before.is(C::DETERMINER.or(C::COORDINATOR)));
        let empty = turned || head.is(C::SEEING) || verb.tense == Tense::Future && head.is(C::BE_OTHER);
        // "Yesterday was the annual meeting"
        let next = tokens.get(verb.span.end);
        let was = verb.span.len() == 1 && head.is(C::BE_PAST.or(C::BE_PRESENT));
        let empty = empty || was && next.is_some_and(|next| next.is(C::ARTICLE) && next.is(C::POINTING));
        let object = tokens.get(verb.span.end).is_some_and(|next| {
            next.is(C::DETERMINER) || next.number() || next.capital() || !next.mark && next.classes == C::default()
        });
        if free && empty && object && !verb.negated {
            self.drop(0..verb.span.end);
        }
    }

    pub(super) fn drop_connectives(&mut self) {
        // "According to the indictment, the founders …"
        if let Some(first) =
            self.first().filter(|&at| self.tokens()[at].is(C::SAYING) && self.tokens()[at].is(C::NOT_PROGRESSIVE))
            && let Some(comma) = (first..self.kept.len()).find(|&at| self.tokens()[at].mark_of(","))
        {
            self.drop(first..comma + 1);
        }
        // "(Adds quotes) The minister …"
        if let Some(first) = self.first().filter(|&at| self.tokens()[at].mark_of("(["))
            && let Some(close) = (first..self.kept.len()).find(|&at| self.tokens()[at].mark_of(")]"))
            && close + 1 < self.kept.len()
        {
            self.drop(first..close + 1);
        }
        // "Once (again in 2020), Ada Low won": what went with the date.
        if let Some(first) = self.first().filter(|&at| self.tokens()[at].is(C::ADVERB))
            && self.kept.get(first + 1) == Some(&false)
            && let Some(comma) = (first + 1..self.kept.len()).find(|&at| self.kept[at])
            && self.tokens()[comma].mark_of(",")
        {
            self.kept[first] = false;
        }
        // "Ideally, the mill will be sold"
        if let Some(first) = self.first().filter(|&at| self.tokens()[at].is(C::ADVERB.without(C::NEGATION)))
            && self.kept.get(first + 1) == Some(&true)
            && self.tokens()[first + 1].mark_of(",")
        {
            self.drop(first..first + 2);
        }
        while let Some(first) = self.first() {
            let tokens = self.tokens();
            if tokens[first].mark && !tokens[first].mark_of("“\"«„") {
                self.kept[first] = false;
                continue;
            }
            let length = self.telling.words.connective(tokens[first..].iter().take(5).map(|token| token.text));
            let after = tokens.get(first + length);
            let coordinator = length == 1 && tokens[first].is(C::COORDINATOR);
            // "First Minister …" and "Later chapters …" are no connectives: a comma or a date follows one.
            let dropped = self.telling.phrases.iter().any(|phrase| phrase.contains(&(first + length)));
            let comma = dropped || after.is_some_and(|after| after.mark_of(",") || after.date.is_some());
            // "In addition to our interns, two firms …" is no connective.
            let alone = length > 1 && !after.is_some_and(|after| after.is(C::PREPOSITION));
            if length == 0 || !(comma || coordinator || alone) {
                return;
            }
            self.drop(first..first + length);
        }
    }

    /// "When the mill burned, the inn closed": only the inn.
    pub(super) fn drop_leading_clauses(&mut self) {
        let Some(start) = self.start_of_subject() else { return };
        for at in 0..start {
            if self.telling.clauses.of[at] != self.clause && self.kind(at) != ClauseKind::Relative {
                self.kept[at] = false;
            }
        }
    }

    /// "After a meeting with the union yesterday we …", "Three weeks after the fire, today the mill …": where
    /// a date ends the opening, the subject follows it.
    pub(super) fn drop_before_date(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(first) = self.first().filter(|&first| first < verb.span.start) else { return };
        let own = |at: usize| self.telling.clauses.of[at] == self.clause;
        let opening = tokens[self.telling.clauses.list[self.clause].start].is(C::PREPOSITION);
        let ends = |phrase: &&Range<usize>| {
            let (start, end) = (phrase.start, phrase.end);
            let comma = start > 0 && tokens[start - 1].mark_of(",") && own(start - 1);
            let subject = end < verb.span.start && !tokens[end].mark && !tokens[end].is(C::PREPOSITION);
            let subject = subject && !phrase.is_empty();
            start > first && subject && own(end) && (comma || opening)
        };
        if let Some(end) = self.telling.phrases.iter().filter(ends).map(|phrase| phrase.end).max() {
            self.drop(first..end);
        }
    }

    /// "In the old town a second plaque was put up", "Within a week the club met": an article behind a noun
    /// begins the subject.
    pub(super) fn drop_opening_without_comma(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(first) = self.first().filter(|&at| tokens[at].is(C::PREPOSITION) && !tokens[at].is(C::OF)) else {
            return;
        };
        let own = |at: usize| self.telling.clauses.of[at] == self.clause && self.kept[at];
        let small = C::PREPOSITION.or(C::DETERMINER).or(C::COORDINATOR).or(C::ADVERB);
        let subject = (first + 2..verb.span.start).rev().find(|&at| {
            tokens[at].is(C::ARTICLE) && own(at) && own(at - 1) && !tokens[at - 1].mark && !tokens[at - 1].is(small)
        });
        if let Some(subject) = subject {
            self.drop(first..subject);
        }
    }

    /// "A German, he was sent abroad", "On a dare, she sang": the pronoun is the whole subject.
    pub(super) fn drop_before_pronoun(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(first) = self.first().filter(|&first| first < verb.span.start) else { return };
        let small = |at: &usize| tokens[*at].is(C::ADVERB) && !tokens[*at].is(C::PRONOUN);
        let Some(subject) = (first + 1..verb.span.start).rev().find(|at| !small(at)) else { return };
        let subject_pronoun = C::PERSONAL.or(C::IMPERSONAL).or(C::SEVERAL).or(C::FIRST_PERSON);
        let own = self.telling.clauses.of[subject] == self.clause && self.kept[subject];
        let apart = tokens[subject - 1].mark_of(",") || tokens[subject - 1].date.is_some();
        // "On the far side of the hill I saw …": none of these is what a preposition governs.
        let nominative = tokens[subject].is(C::PERSONAL.or(C::SEVERAL).or(C::FIRST_PERSON));
        let joined = tokens[subject - 1].is(C::COORDINATOR);
        let apart = apart || nominative && !joined && tokens[first].is(C::PREPOSITION);
        if own && apart && tokens[subject].is(subject_pronoun) && !tokens[first].is(C::NEGATION) {
            self.drop(first..subject);
        }
    }

    /// "Today we're selling it", "After much talk we've sold it": the subject stands in the verb.
    pub(super) fn drop_before_contraction(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(first) = self.first().filter(|&first| first < verb.span.start) else { return };
        let own = |at: &usize| self.kept[*at] && self.telling.clauses.of[*at] == self.clause;
        let pronoun = |at: &usize| {
            let token = &tokens[*at];
            let start = token.text.find(['\'', '’']).map_or("", |end| &token.text[..end]).to_lowercase();
            !token.quoted && !start.is_empty() && self.telling.words.classes(&start).any(C::PRONOUN)
        };
        let subject = (first + 1..=verb.span.start).rev().filter(own).find(pronoun);
        let opening = tokens[first].date.is_some() || tokens[first].is(C::PREPOSITION.or(C::ADVERB).or(C::DETERMINER));
        if let Some(subject) = subject.filter(|_| opening) {
            self.drop(first..subject);
        }
    }

    /// "There was a fire at the mill": "Fire at the mill".
    pub(super) fn drop_existential(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let happens = matches!(verb.tense, Tense::Past | Tense::Perfect | Tense::Future);
        let there = verb.span.start.checked_sub(1).filter(|&at| verb.existential && self.first() == Some(at));
        let (Some(there), true) = (there, happens && !verb.negated) else { return };
        // "was now a riot", but "was long talk"
        let determines = |at: usize| tokens.get(at).is_some_and(|token| token.is(C::DETERMINER));
        let small = |at: usize| tokens.get(at).is_some_and(|token| token.is(C::ADVERB) || token.date.is_some());
        let end = verb.span.end;
        let thing = if small(end) && determines(end + 1) { end + 1 } else { end };
        if !self.kept.get(thing).is_some_and(|kept| *kept) || tokens[thing].mark || tokens[thing].is(C::PREPOSITION) {
            return;
        }
        if (thing..tokens.len()).filter(|&at| self.kept[at] && !tokens[at].mark).count() > 1 {
            self.drop(there..thing);
        }
    }

    /// "Its head, Ruth Amber, apologised": the name says who it is, "its" would not.
    pub(super) fn drop_before_name(&mut self) {
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(start) = self.start_of_subject().filter(|&at| self.tokens()[at].is(C::ANAPHORIC)) else { return };
        let commas: Vec<usize> =
            (start..verb.span.start).filter(|&at| self.kept[at] && self.tokens()[at].mark_of(",")).collect();
        let [open, close] = commas[..] else { return };
        let name = &self.tokens()[open + 1..close];
        let whole = close + 1 == verb.span.start && name.len() >= 2 && name.len() <= 5;
        if whole && name.iter().all(Token::capital) {
            self.drop(start..open + 1);
            self.kept[close] = false;
        }
    }

    /// "A ferry sank": "Ferry sank", as headlines are written; "a few", "The Hague" and "the last" stay.
    pub(super) fn drop_article(&mut self) {
        if let Some(lead) = &mut self.lead {
            let mut words = lead.split(' ').map(|word| self.telling.words.classes(&word.to_lowercase()));
            let article = words.next().is_some_and(|first| first.any(C::ARTICLE));
            let needed = words.next().is_none_or(|next| {
                next.any(C::NEEDS_ARTICLE) || next.any(C::STANDS_WITH_ARTICLE) && words.next().is_none()
            });
            if article && !needed {
                let noun = lead.find(' ').map_or(0, |space| space + 1);
                lead.drain(..noun);
            }
            return;
        }
        let tokens = self.tokens();
        let Some(first) = self.first().filter(|&first| tokens[first].is(C::ARTICLE)) else { return };
        let Some(noun) = tokens.get(first + 1).filter(|noun| self.kept[first + 1] && !noun.mark) else { return };
        let verb = self.telling.clauses.list[self.clause].verb.as_ref();
        let alone = verb.is_some_and(|verb| verb.span.start == first + 2)
            || tokens.get(first + 2).is_none_or(|next| next.mark || next.is(C::PREPOSITION));
        let needed = noun.is(C::NEEDS_ARTICLE) || noun.is(C::STANDS_WITH_ARTICLE) && alone;
        // "A is now B" is about a letter, and "the vote" would be a single word.
        let letter = verb.is_some_and(|verb| verb.span.start == first + 1);
        let says = |&at: &usize| self.kept[at] && !tokens[at].mark && !tokens[at].is(C::AUXILIARY.or(C::BE_OTHER));
        if !needed && !letter && (first + 1..tokens.len()).filter(says).nth(1).is_some() {
            self.kept[first] = false;
        }
    }

    /// The first word of the clause that belongs to no other.
    pub(super) fn start_of_subject(&self) -> Option<usize> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        let own = |&at: &usize| self.telling.clauses.of[at] == self.clause && !self.tokens()[at].mark;
        (0..=verb.span.start).filter(|&at| self.kept[at]).find(own)
    }
}
