//! The words of a clause, of which a headline keeps some.

use super::super::clause::ClauseKind;
use super::super::dating::when_after;
use super::super::verb::{Tense, Verb, verb_at};
use super::super::words::Token;
use super::Telling;
use crate::language::Classes as C;
use std::ops::Range;

pub(super) struct Draft<'a> {
    pub(super) telling: &'a Telling<'a>,
    pub(super) clause: usize,
    /// Which words stay.
    pub(super) kept: Vec<bool>,
    /// Words put before the first: the subject that the clause shares, the name that a pronoun means.
    pub(super) lead: Option<String>,
    /// Whether the words before the first are a person's own name.
    pub(super) person: bool,
    /// Words put behind the verb: what a relative clause says more of, "(the mill) that Ada Low sold".
    pub(super) object: Option<String>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(telling: &'a Telling<'a>, clause: usize) -> Draft<'a> {
        let mut draft =
            Draft { telling, clause, kept: vec![false; telling.tokens.len()], lead: None, person: false, object: None };
        draft.take();
        draft.open();
        draft
    }

    pub(super) fn tokens(&self) -> &'a [Token<'a>] {
        self.telling.tokens
    }

    pub(super) fn kind(&self, token: usize) -> ClauseKind {
        self.telling.clauses.at(token).kind
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.kept.iter().position(|kept| *kept)
    }

    /// Whether a verb and at least a word behind it stay.
    pub(super) fn keeps(&self, verb: &Verb) -> bool {
        self.kept[verb.head] && (verb.passive || self.kept.get(verb.span.end) == Some(&true))
    }

    pub(super) fn drop(&mut self, range: Range<usize>) {
        self.kept[range].fill(false);
    }

    pub(super) fn count(&self) -> usize {
        let own = (0..self.kept.len()).filter(|&at| self.kept[at]).map(|at| self.word_count(at)).sum::<usize>();
        let put = self.lead.iter().chain(&self.object).map(|words| words.split_whitespace().count());
        own + put.sum::<usize>()
    }

    pub(super) fn word_count(&self, at: usize) -> usize {
        let token = &self.tokens()[at];
        match token.date {
            Some(_) => token.text.split_whitespace().count(),
            // The "'s" after a date is written onto it.
            None => usize::from(!token.mark),
        }
    }

    /// The words of the clause and of what stands in it, without dates, labels and attributions.
    pub(super) fn take(&mut self) {
        let clauses = self.telling.clauses;
        for at in 0..self.kept.len() {
            let inside = clauses.within(clauses.of[at], self.clause);
            let told = !self.within_attribution(at) || self.telling.attributed && !self.by_pronoun(at);
            let joined = self.shares_subject(clauses.of[at]);
            self.kept[at] = inside && told || joined;
        }
        let phrases = self.telling.phrases.clone();
        for mut phrase in phrases {
            // "three weeks later than usual" falls whole.
            if self.tokens().get(phrase.end).is_some_and(|next| next.is(C::COMPARING)) {
                let rest = phrase.end..self.kept.len();
                phrase.end = rest.clone().find(|&at| self.tokens()[at].mark).unwrap_or(rest.end);
            }
            // "In the fourth quarter alone the group …"
            let adverb = self.tokens().get(phrase.end).is_some_and(|next| next.is(C::DATE_ADVERB));
            let subject = self.tokens().get(phrase.end + 1);
            if adverb
                && !phrase.is_empty()
                && subject.is_some_and(|next| next.is(C::DETERMINER.or(C::PRONOUN)) || next.mark)
            {
                phrase.end += 1;
            }
            self.drop_phrase(phrase);
        }
        self.drop_clauses_of_other_dates();
        self.drop_verb_of_spending();
        self.drop_joining_dates();
        self.fill_gap();
        let clause = &clauses.list[self.clause];
        if let Some(opener) = clause.opener {
            self.kept[opener] = false;
        }
        self.drop_background();
        self.drop_loose_relatives();
        self.drop_after_date();
        self.drop_clause_of_date();
        if clause.reduced.iter().any(|reduced| reduced.clone().any(|at| self.tokens()[at].date.is_some())) {
            self.drop_opening_phrase();
        }
        self.drop_label();
        self.drop_dated_parentheses();
    }

    /// "The choir sang Elijah on Friday and Messiah on Sunday": "Choir sang Elijah" and "Choir sang Messiah".
    fn fill_gap(&mut self) {
        let telling = self.telling;
        let Some(verb) = &telling.clauses.list[self.clause].verb else { return };
        for gap in telling.gaps.iter().filter(|gap| telling.gap != Some(gap)) {
            self.drop(gap.words.clone());
            let joins = gap.words.start.checked_sub(1).filter(|&at| telling.tokens[at].is(C::COORDINATOR));
            if let Some(joins) = joins {
                self.kept[joins] = false;
            }
        }
        let Some(gap) = telling.gap else { return };
        let end = self.kept.len();
        if gap.subject {
            let own = &telling.tokens[gap.words.clone()];
            if let (Some(first), Some(last)) = (own.first(), own.last()) {
                self.lead = Some(telling.plain[first.span.start..last.span.end].to_owned());
            }
            self.drop(0..verb.span.start);
            self.drop(gap.words.start.saturating_sub(1)..end);
        } else {
            self.drop(verb.span.end..gap.words.start);
            self.drop(gap.words.end..end);
        }
    }

    /// "let herself in with a key they had been given in 1961, when the belfry was rebuilt": what says more of
    /// another date.
    fn drop_clauses_of_other_dates(&mut self) {
        let (tokens, clauses) = (self.tokens(), self.telling.clauses);
        for date in (0..tokens.len()).filter(|&at| tokens[at].date.is_some() && clauses.of[at] != self.clause) {
            let Some(inner) = when_after(tokens, date + 1).map(|when| clauses.of[when]) else { continue };
            if clauses.within(self.clause, inner) || clauses.list[inner].start <= date {
                continue;
            }
            for at in (date + 1..tokens.len()).filter(|&at| clauses.within(clauses.of[at], inner)) {
                self.kept[at] = false;
            }
        }
    }

    /// "The choir spent (last weekend) at the old mill": without its date the verb has no object.
    fn drop_verb_of_spending(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let end = verb.span.end;
        if tokens[verb.head].is(C::SPENDING) && self.telling.phrases.iter().any(|phrase| phrase.start == end) {
            self.drop(verb.span.clone());
        }
    }

    /// "on the 4th and 5th of April", "in 1968 and, by two votes, in 2003": what stands between two dates
    /// goes with them.
    fn drop_joining_dates(&mut self) {
        const LONGEST: usize = 12;
        let telling = self.telling;
        for pair in telling.phrases.windows(2) {
            let between = pair[0].end..pair[1].start;
            if pair[0].is_empty() || pair[1].is_empty() || between.is_empty() || between.len() > LONGEST {
                continue;
            }
            let words = &telling.tokens[between.clone()];
            let joins = |token: &Token| token.is(C::COORDINATOR) || token.mark_of("&");
            let first = words.iter().find(|token| !token.mark_of(","));
            let lone = words.iter().all(|token| joins(token) || token.mark_of(","));
            let apart = first.is_some_and(joins)
                && words.last().is_some_and(|last| last.mark_of(","))
                && words.iter().enumerate().all(|(at, _)| verb_at(telling.tokens, between.start + at).is_none());
            if lone || apart {
                self.drop(between);
            }
        }
    }

    /// ", police said", ", according to a man who was there"
    fn within_attribution(&self, at: usize) -> bool {
        let list = &self.telling.clauses.list;
        let mut clause = self.telling.clauses.of[at];
        while clause != self.clause {
            let this = &list[clause];
            if this.kind == ClauseKind::Attribution {
                return true;
            }
            if this.parent == clause || this.kind == ClauseKind::Main {
                return false;
            }
            clause = this.parent;
        }
        list[clause].kind == ClauseKind::Attribution
    }

    /// "A boy who was brought here on 3 May remains in bed": where the clause around a relative one has no
    /// verb that was seen, what follows the date is told by that one.
    fn drop_after_date(&mut self) {
        let clauses = self.telling.clauses;
        let clause = &clauses.list[self.clause];
        let outer = &clauses.list[clause.parent];
        let Some(verb) = clause.verb.as_ref().filter(|_| clause.kind == ClauseKind::Relative) else { return };
        if outer.verb.is_some() || clause.opener.is_none() {
            return;
        }
        let phrase = self.telling.phrases.iter().find(|phrase| phrase.start >= verb.span.end && !phrase.is_empty());
        // "the strike that began on 3 May at the mill", "who saw on 3 May the mill": these may belong to it.
        let end = phrase.map(|phrase| phrase.end).filter(|&end| end < self.kept.len());
        let belongs = |next: &Token| next.is(C::PREPOSITION.or(C::DETERMINER)) || next.number() || next.capital();
        if let Some(end) = end.filter(|&end| !belongs(&self.tokens()[end])) {
            self.drop(end..self.kept.len());
        }
    }

    /// "in 1950, in the year the mill was finished": a clause without a word before it that says which year.
    fn drop_clause_of_date(&mut self) {
        let clauses = self.telling.clauses;
        let Some(verb) = &clauses.list[self.clause].verb else { return };
        let tokens = self.telling.tokens;
        let own = |at: usize| clauses.of[at] == self.clause && !tokens[at].mark;
        for phrase in self.telling.phrases.iter().filter(|phrase| phrase.start >= verb.span.end) {
            let end = (phrase.end..tokens.len()).find(|&at| !own(at)).unwrap_or(tokens.len());
            let opens = |first: &Token| first.is(C::DETERMINER.or(C::PRONOUN)) || first.capital();
            let tells = |at: usize| verb_at(tokens, at).is_some_and(|verb| !verb.weak && !verb.bare);
            if phrase.end < end && opens(&tokens[phrase.end]) && (phrase.end + 1..end).any(tells) {
                self.kept[phrase.end..end].fill(false);
            }
        }
    }

    /// ", it announced" names nobody.
    fn by_pronoun(&self, at: usize) -> bool {
        let own = self.telling.clauses.subject(self.telling.clauses.of[at]);
        self.tokens()[own].iter().all(|token| token.mark || token.is(C::PRONOUN))
    }

    /// "The altar, carved around 1480, was found": a date in passing goes with all that it dates.
    fn drop_background(&mut self) {
        let clauses = self.telling.clauses;
        for (index, inner) in clauses.list.iter().enumerate() {
            let passing = inner.kind == ClauseKind::Participle
                && self.tokens()[inner.start..]
                    .iter()
                    .find(|token| !token.mark)
                    .is_some_and(|token| !token.is(C::PROGRESSIVE));
            let apart =
                inner.kind == ClauseKind::Relative && inner.start > 0 && self.tokens()[inner.start - 1].mark_of(",");
            if !(passing || apart) || clauses.within(self.clause, index) {
                continue;
            }
            let own: Vec<usize> = (0..self.kept.len()).filter(|&at| clauses.within(clauses.of[at], index)).collect();
            if !own.iter().any(|&at| self.tokens()[at].date.is_some()) {
                continue;
            }
            for &at in &own {
                self.kept[at] = false;
            }
            for comma in
                own.first().and_then(|first| first.checked_sub(1)).into_iter().chain(own.last().map(|last| last + 1))
            {
                if self.tokens().get(comma).is_some_and(|token| token.mark_of(",")) {
                    self.kept[comma] = false;
                }
            }
        }
    }

    /// "on Wednesday (May 8)": what is left of a date goes too.
    pub(super) fn drop_dated_parentheses(&mut self) {
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

    /// "in 1997, the year in which the brewery closed": what says more of a date goes with it.
    fn drop_loose_relatives(&mut self) {
        let clauses = self.telling.clauses;
        for (index, inner) in clauses.list.iter().enumerate() {
            let Some(opener) = inner.opener.filter(|_| inner.kind == ClauseKind::Relative && index != self.clause)
            else {
                continue;
            };
            if !self.kept[opener] {
                continue;
            }
            let way = opener.checked_sub(1).filter(|&way| self.tokens()[way].is(C::PREPOSITION)).unwrap_or(opener);
            let noun = way.checked_sub(1).filter(|&at| self.tokens()[at].date.is_some() && !self.kept[at]);
            if noun.is_some() {
                self.kept[way] = false;
                for at in (0..self.kept.len()).filter(|&at| clauses.within(clauses.of[at], index)) {
                    self.kept[at] = false;
                }
            }
        }
    }

    /// "met and declared an emergency": the second half has no subject and no date of its own.
    pub(super) fn shares_subject(&self, clause: usize) -> bool {
        let other = &self.telling.clauses.list[clause];
        let coordinate = other.kind == ClauseKind::Main
            && other.parent == self.clause
            && clause != self.clause
            && other.opener.is_some_and(|opener| self.tokens()[opener].is(C::COORDINATOR));
        let undated =
            || (0..self.kept.len()).all(|at| self.telling.clauses.of[at] != clause || self.tokens()[at].date.is_none());
        // "was built and carries", "entered politics and has brought down": another time.
        let tense = |clause: usize| self.telling.clauses.list[clause].verb.as_ref().map(|verb| verb.tense);
        let other_time = tense(self.clause) == Some(Tense::Past)
            && matches!(tense(clause), Some(Tense::Present | Tense::Perfect | Tense::Progressive));
        coordinate
            && !other_time
            && other.verb.as_ref().is_some_and(|verb| !verb.state)
            && self.telling.clauses.subject(clause).all(|at| self.tokens()[at].is(C::ADVERB))
            && !self.telling.dated.contains(&clause)
            && undated()
    }

    /// What only shares the subject goes first.
    pub(super) fn drop_joined(&mut self) -> bool {
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
    pub(super) fn drop_phrase(&mut self, phrase: Range<usize>) {
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
    pub(super) fn drop_label(&mut self) {
        let Some(first) = self.first() else { return };
        let colon = (first..self.kept.len()).find(|&at| self.tokens()[at].mark_of(":"));
        // "Next meeting: clubhouse" would say nothing without its label.
        let rest = |colon: usize| (colon..self.kept.len()).filter(|&at| self.kept[at]).map(|at| self.word_count(at));
        if let Some(colon) =
            colon.filter(|&colon| colon - first <= 4 && self.kept[colon] && rest(colon).sum::<usize>() > 1)
        {
            self.drop(first..colon + 1);
        }
    }
}
