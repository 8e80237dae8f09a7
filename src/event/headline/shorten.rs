//! What a headline that is too long can do without.

use super::super::clause::ClauseKind;
use super::super::words::Token;
use super::MOST_WORDS;
use super::draft::Draft;
use crate::language::Classes as C;
use std::ops::Range;

impl<'a> Draft<'a> {
    /// Takes away, in this order, what a headline can do without, until it is short enough.
    pub(super) fn shorten(&mut self) {
        if self.count() > MOST_WORDS {
            self.drop_what_it_can_do_without();
        }
        self.drop_loose_length();
    }

    fn drop_what_it_can_do_without(&mut self) {
        self.shorten_quotation();
        self.while_long(Draft::drop_joined);
        self.while_long(Draft::drop_parentheses);
        self.while_long(|draft| draft.drop_inner(ClauseKind::Relative));
        self.while_long(|draft| draft.drop_inner(ClauseKind::Participle));
        self.trim_subordinate();
        self.while_long(|draft| draft.drop_inner(ClauseKind::Subordinate));
        self.while_long(Draft::drop_apposition);
        self.while_long(Draft::drop_opening_phrase);
        self.while_long(Draft::drop_aside);
        self.while_long(Draft::drop_after_comma);
        self.while_long(Draft::drop_before_complement);
        self.while_long(Draft::drop_first_names);
        self.while_long(Draft::cut);
        self.while_long(Draft::drop_phrase_of_subject);
        self.while_long(Draft::cut);
        self.while_long(|draft| draft.drop_inner(ClauseKind::Attribution));
        self.while_long(Draft::cut);
    }

    /// “We have always opposed it,” he told a press briefing: where there is no room for both, who says it to whom
    /// stays, and of the quotation as much as fits, up to the beginning of a phrase.
    fn shorten_quotation(&mut self) {
        /// As many words at least stay of a quotation, and as many say to whom or where it was said.
        const TELLING: usize = 3;
        let tokens = self.tokens();
        let verb = self.telling.clauses.list[self.clause].verb.as_ref();
        let Some(verb) = verb.filter(|verb| tokens[verb.head].is(C::SAYING)) else { return };
        let end = tokens.iter().take_while(|token| token.quoted).count();
        let count =
            |range: Range<usize>| -> usize { range.filter(|&at| self.kept[at]).map(|at| self.word_count(at)).sum() };
        let own = |at: &usize| self.telling.clauses.of[*at] == self.clause && !tokens[*at].mark;
        let object = count(verb.span.end..(verb.span.end..tokens.len()).take_while(own).last().unwrap_or(0) + 1);
        if end == 0 || count(end..tokens.len()) + TELLING > MOST_WORDS {
            return;
        }
        // "said Ada Low" is no object.
        if verb.span.start > end && object >= TELLING {
            self.drop(0..end);
            return;
        }
        let opens = C::PREPOSITION.or(C::COORDINATOR).or(C::SUBORDINATOR).or(C::RELATIVE);
        let mut cut = end;
        while self.count() > MOST_WORDS {
            let ties = |token: &Token| token.classes.any(opens) && !token.classes.any(C::OF);
            let phrase = |at: &usize| ties(&tokens[*at]) || tokens[*at].mark_of(",;:—–.");
            let Some(at) = (TELLING + 1..cut).rev().find(phrase) else { return };
            // The closing mark stays, and the comma inside it.
            let close = (at..end).rev().take_while(|&at| tokens[at].mark).last().unwrap_or(end);
            self.drop(at..close);
            cut = at;
        }
    }

    /// "when the League walked out of budget talks": its last phrase may be all that is too much.
    fn trim_subordinate(&mut self) {
        if self.count() <= MOST_WORDS {
            return;
        }
        let clauses = self.telling.clauses;
        let Some(last) = (0..self.kept.len()).rev().find(|&at| self.kept[at] && !self.tokens()[at].mark) else {
            return;
        };
        let inner = clauses.of[last];
        let Some(verb) = &clauses.list[inner].verb else { return };
        if inner == self.clause || clauses.list[inner].kind != ClauseKind::Subordinate {
            return;
        }
        let before = self.kept.clone();
        for at in (verb.span.end + 1..=last).rev().filter(|&at| clauses.of[at] == inner) {
            if self.kept[at] && self.tokens()[at].is(C::PREPOSITION) && !self.tokens()[at].is(C::OF.or(C::INFINITIVE))
                || self.tokens()[at].is(C::OF) && self.tokens()[at - 1].is(C::PARTICLE)
            {
                let end = self.kept.len();
                self.drop(at..end);
                if self.count() <= MOST_WORDS {
                    return;
                }
            }
        }
        self.kept = before;
    }

    /// Of a name put for a pronoun the last one is enough.
    fn drop_first_names(&mut self) -> bool {
        let Some(lead) = self.lead.as_mut().filter(|_| self.person) else { return false };
        let Some(last) = lead.rfind(' ') else { return false };
        lead.drain(..=last);
        true
    }

    /// "said in an email that the mill would close": first where it was said, then "that".
    fn drop_before_complement(&mut self) -> bool {
        let clauses = self.telling.clauses;
        let Some(verb) = clauses.list[self.clause].verb.as_ref() else { return false };
        let Some(inner) = self.complement_of(self.clause) else { return false };
        let start = clauses.list[inner].start;
        let way = (verb.span.end..start).find(|&at| self.kept[at] && self.tokens()[at].is(C::PREPOSITION));
        if let Some(way) = way {
            self.drop(way..start);
            return true;
        }
        let that = clauses.list[inner].opener.filter(|&at| self.kept[at] && self.tokens()[at].is(C::COMPLEMENTISER));
        if let Some(that) = that {
            self.kept[that] = false;
        }
        that.is_some()
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
            // "hash out what we expect": it stands for the thing, and is no remark.
            let thing = clauses.list[inner].opener.is_some_and(|opener| self.tokens()[opener].is(C::FREE_RELATIVE));
            if inner == self.clause || clauses.list[inner].kind != kind || thing {
                continue;
            }
            let mut dropped = false;
            for at in 0..self.kept.len() {
                if self.kept[at] && clauses.within(clauses.of[at], inner) {
                    self.kept[at] = false;
                    dropped = true;
                }
            }
            // "the mud in which it had lain"
            let way = clauses.list[inner].opener.and_then(|opener| opener.checked_sub(1));
            if let Some(way) = way.filter(|&way| kind == ClauseKind::Relative && self.tokens()[way].is(C::PREPOSITION))
            {
                self.kept[way] = false;
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
        // "Its release -- the third since May -- was …"
        for marks in [",", "–—-"] {
            let marks: Vec<usize> =
                (start..verb.span.start).filter(|&at| self.kept[at] && self.tokens()[at].mark_of(marks)).collect();
            if let [first, .., last] = marks[..]
                && last > first + 1
            {
                self.drop(first..last + 1);
                return true;
            }
        }
        false
    }

    /// "During the ceremony in the old town, the mayor …"
    pub(super) fn drop_opening_phrase(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        // "Nine weeks after the fire, the mill …"
        let opens = |at: usize| self.tokens()[at].is(C::PREPOSITION) || self.tokens()[at].date.is_some();
        let Some(first) = self.first().filter(|&first| opens(first)) else { return false };
        let commas = || (first..verb.span.start).filter(|&at| self.kept[at] && self.tokens()[at].mark_of(","));
        let Some(mut comma) = commas().next_back() else { return false };
        // "At the hearing, held behind glass": behind the comma stands no subject.
        if !(comma + 1..verb.span.start).any(|at| self.kept[at] && !self.tokens()[at].mark) {
            // "In Oslo, the Harbour Bank, which …, sold": it stands behind the first one.
            let subject = |&at: &usize| {
                let next = self.tokens().get(at + 1);
                next.is_some_and(|next| next.is(C::DETERMINER) || next.number() || next.capital()) && self.kept[at + 1]
            };
            match commas().next().filter(|&opened| opened < comma).filter(subject) {
                Some(opened) => comma = opened,
                None => return false,
            }
        }
        self.drop(first..comma + 1);
        true
    }

    /// "The court in the northern town …": only the court.
    fn drop_phrase_of_subject(&mut self) -> bool {
        let Some(phrase) = self.phrase_of_subject() else { return false };
        self.drop_of_subject(phrase);
        true
    }

    pub(super) fn phrase_of_subject(&self) -> Option<Range<usize>> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        let start = self.start_of_subject()?;
        let own = |&at: &usize| self.kept[at] && self.telling.clauses.of[at] == self.clause;
        let opens = |&at: &usize| {
            let token = &self.tokens()[at];
            let opens = token.is(C::PREPOSITION) && !token.is(C::OF) && !self.completes_infinitive(at);
            opens && !self.tokens()[at + 1].is(C::COMPLEMENTISER)
        };
        // The last one goes first: "the number of people known to have died in the blaze (at the mill)".
        let from = (start + 1..verb.span.start).rev().filter(own).find(opens)?;
        // "Nine weeks after the fire, the mill …": the subject follows the comma.
        let comma = (from..verb.span.start).any(|at| self.kept[at] && self.tokens()[at].mark_of(","));
        (!comma).then_some(from..verb.span.start)
    }

    /// "promised, in writing, that": a few words between two commas behind the verb.
    fn drop_aside(&mut self) -> bool {
        const LONGEST: usize = 5;
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let comma = |at: &usize| self.kept[*at] && self.tokens()[*at].mark_of(",");
        let commas: Vec<usize> = (verb.span.end..self.kept.len()).filter(comma).collect();
        let aside = commas.windows(2).find(|pair| {
            pair[1] - pair[0] <= LONGEST
                && self.tokens()[pair[0] + 1].is(C::PREPOSITION)
                && self.tokens().get(pair[1] + 1).is_some_and(|next| !next.is(C::COORDINATOR))
        });
        let Some([open, close]) = aside.map(|pair| [pair[0], pair[1]]) else { return false };
        self.drop(open..close + 1);
        true
    }

    /// What follows the last comma after the verb.
    fn drop_after_comma(&mut self) -> bool {
        let Some(verb) = self.telling.clauses.list[self.clause].verb.as_ref() else { return false };
        let end = self.tail();
        let comma = (verb.span.end + 1..end).rev().find(|&at| {
            let token = &self.tokens()[at];
            self.kept[at] && !token.quoted && (token.mark_of(",;:") || token.mark_of("–—"))
        });
        let Some(comma) = comma else { return false };
        self.drop(comma..end);
        true
    }

    /// Where ", officials said" begins, if it is told that they did; else the end.
    pub(super) fn tail(&self) -> usize {
        let attribution = |&at: &usize| self.kept[at] && self.kind(at) == ClauseKind::Attribution;
        let tail = (0..self.kept.len()).find(attribution).filter(|_| self.telling.attributed);
        tail.unwrap_or(self.kept.len())
    }
}
