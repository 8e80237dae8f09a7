//! What is left of words that have gone goes too: prepositions, commas, clauses without their verb.

use super::super::clause::ClauseKind;
use super::MOST_WORDS;
use super::draft::Draft;
use crate::language::Classes as C;

impl Draft<'_> {
    /// "is split on (whether to …)": the preposition goes with what it governs.
    pub(super) fn drop_loose_prepositions(&mut self) {
        if self.count() > MOST_WORDS {
            return;
        }
        let mut ends = true;
        for at in (0..self.kept.len()).rev().filter(|&at| self.kept[at]).collect::<Vec<_>>() {
            if ends && self.kept.get(at + 1) == Some(&false) && self.governs_nothing(at) {
                self.kept[at] = false;
            } else {
                ends = self.tokens()[at].mark;
            }
        }
    }

    /// "(killed) when a liner, (bound for Lum, hit a bridge)": a clause whose verb has gone goes too.
    pub(super) fn drop_broken_clause(&mut self) {
        let clauses = self.telling.clauses;
        for (index, inner) in clauses.list.iter().enumerate() {
            if index == self.clause || inner.kind != ClauseKind::Subordinate || clauses.within(self.clause, index) {
                continue;
            }
            let Some(opener) = inner.opener.filter(|&at| self.kept[at]) else { continue };
            let lost = inner.verb.as_ref().map_or(self.tokens()[opener].is(C::WHEN), |verb| !self.kept[verb.head]);
            if lost && self.first() != Some(opener) {
                for at in (opener..self.kept.len()).filter(|&at| clauses.within(clauses.of[at], index)) {
                    self.kept[at] = false;
                }
            }
        }
    }

    /// "proposed in 1995, almost (three years ago)", "open through (Monday)": what went with a date goes.
    pub(super) fn drop_loose_end(&mut self) {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return };
        while let Some(end) = (0..self.kept.len()).rev().find(|&at| self.kept[at] && !self.tokens()[at].mark) {
            let token = &self.tokens()[end];
            let next = self.tokens().get(end + 1);
            let before_date = next.is_some_and(|next| next.date.is_some())
                || self.telling.phrases.iter().any(|phrase| !phrase.is_empty() && phrase.start == end + 1);
            let aside = token.is(C::ADVERB) && end > 0 && self.tokens()[end - 1].mark_of(",");
            let loose = aside || token.is(C::DATE_ADVERB.or(C::HEDGE).or(C::BARRING)) && !token.is(C::PARTICLE);
            let loose = loose || token.is(C::CLOSING) && token.is(C::PREPOSITION);
            if !before_date || !loose || end <= verb.span.end {
                return;
            }
            self.kept[end] = false;
        }
    }

    /// ", more than thirty years (after they met)": a length whose clause has gone goes too.
    pub(super) fn drop_loose_length(&mut self) {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return };
        let Some(end) = (0..self.kept.len()).rev().find(|&at| self.kept[at] && !self.tokens()[at].mark) else { return };
        let comma = (verb.span.end..end).rev().find(|&at| self.kept[at] && self.tokens()[at].mark_of(","));
        let length = self.tokens()[end].date.is_some() || self.tokens()[end].is(C::TIMES);
        if let Some(comma) = comma.filter(|_| length) {
            self.drop(comma..end + 1);
        }
    }

    /// "accepted them all and said (that …)": of saying nothing is left but the verb.
    pub(super) fn drop_loose_saying(&mut self) {
        let Some(end) = (0..self.kept.len()).rev().find(|&at| self.kept[at] && !self.tokens()[at].mark) else { return };
        let clauses = self.telling.clauses;
        let says = self.tokens()[end].is(C::SAYING.or(C::STATING).or(C::DENYING));
        let own = clauses.of[end];
        let opener = clauses.list[own].opener.filter(|&at| self.tokens()[at].is(C::COORDINATOR));
        let last = end + 1 == self.kept.len() || self.tokens()[end + 1].mark_of(".!?");
        if says
            && !last
            && own != self.clause
            && clauses.list[own].verb.as_ref().is_some_and(|verb| verb.head == end)
            && let Some(opener) = opener
        {
            let end = self.kept.len();
            self.drop(opener..end);
        }
    }

    /// A preposition at the end whose noun has gone, not the particle of a verb.
    pub(super) fn governs_nothing(&self, at: usize) -> bool {
        let (tokens, next) = (self.tokens(), at + 1);
        let governed = tokens.get(next).is_some_and(|next| !next.mark && next.date.is_none());
        let phrase = self.telling.phrases.iter().any(|phrase| phrase.contains(&next));
        // "fell through when the train was cancelled"
        let of_verb = tokens[at].is(C::PARTICLE)
            && self.telling.clauses.at(at).verb.as_ref().is_some_and(|verb| verb.span.end == at)
            && tokens.get(next).is_some_and(|next| !next.is(C::COMPLEMENTISER) || next.is(C::FREE_RELATIVE));
        tokens[at].is(C::PREPOSITION) && governed && !phrase && !of_verb && !tokens[next].is(C::PREPOSITION)
    }

    /// "The man … never saw it": what is denied stays denied.
    pub(super) fn keep_negation(&mut self) {
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        if !self.kept[verb.head] {
            return;
        }
        let tokens = self.tokens();
        for at in (0..verb.span.end).rev().take_while(|&at| !tokens[at].mark) {
            let beside = tokens[at + 1..verb.span.start.max(at + 1)].iter().all(|token| token.is(C::ADVERB));
            if (beside || self.telling.clauses.of[at] == self.clause) && tokens[at].is(C::NEGATION) {
                self.kept[at] = true;
            }
        }
    }

    /// "Sabela Roi, who lived here, died": where the middle has gone, no comma is left alone.
    pub(super) fn drop_lone_comma(&mut self) {
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(start) = self.start_of_subject() else { return };
        let kept: Vec<usize> = (start..verb.span.start).filter(|&at| self.kept[at]).collect();
        let comma = |at: &&usize| self.tokens()[**at].mark_of(",");
        let last: Vec<usize> = kept.iter().rev().take_while(comma).copied().collect();
        // Both commas of what stood between them, or the one that is left.
        if kept.iter().filter(comma).count() == last.len() {
            for at in last {
                self.kept[at] = false;
            }
        }
    }
}
