//! Auxiliaries that a headline leaves out: "mayor arrested", "bridge found unsafe", "talks to resume".

use super::super::verb::{Tense, Verb};
use super::draft::Draft;
use crate::language::Classes as C;

impl Draft<'_> {
    /// "The mayor was arrested": "Mayor arrested", where the verb alone can mean nothing else.
    pub(super) fn drop_auxiliary(&mut self) {
        self.drop_perfect();
        self.drop_be_of_plan();
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let (start, head) = (verb.span.start, verb.head);
        let be = &tokens[start];
        // "was found", "had been found"
        let perfect = be.is(C::HAVE) && be.text.chars().all(char::is_alphabetic) && tokens[start + 1].is(C::BE_OTHER);
        let first = if perfect { start + 2 } else { start + 1 };
        let plain = verb.passive && !verb.negated && first <= head && (perfect || be.is(C::BE_PAST.or(C::BE_PRESENT)));
        if !plain || !tokens[first..head].iter().all(|token| token.is(C::ADVERB) && !token.is(C::NEGATION)) {
            return;
        }
        // "given" is no past tense; "arrested" is one, and has an object.
        let only_participle = tokens[head].is(C::PARTICIPLE) && !tokens[head].is(C::PAST.or(C::PAST_OR_PRESENT));
        let unambiguous = only_participle || tokens[head].is(C::NEEDS_OBJECT);
        if !self.kept[start] || !self.kept[head] || !unambiguous {
            return;
        }
        // "Ada Low was elected mayor" would elect a mayor; "a suit brought by Low was withdrawn" would puzzle.
        let alone = only_participle
            || (head + 1..tokens.len()).find(|&at| self.kept[at]).is_none_or(|at| {
                let next = &tokens[at];
                let phrase = next.is(C::PREPOSITION.or(C::COORDINATOR).or(C::PARTICLE)) && !next.is(C::INFINITIVE);
                next.mark && !next.mark_of("“\"«„(") || phrase || next.is(C::SUBORDINATOR.or(C::ADVERB))
            });
        if alone && self.has_short_subject(verb) {
            self.drop(start..first);
        }
    }

    /// Whether the subject is a few words that hold no verb and no pronoun, so that what follows is read as
    /// their verb.
    fn has_short_subject(&self, verb: &Verb) -> bool {
        const LONGEST: usize = 6;
        let (tokens, words) = (self.tokens(), self.telling.words);
        let subject: Vec<usize> = (0..verb.span.start).filter(|&at| self.kept[at]).collect();
        let verbal = C::PARTICIPLE.or(C::PAST).or(C::RELATIVE).or(C::PRONOUN).or(C::NEGATION).or(C::NONE);
        let own = subject.iter().all(|&at| self.telling.clauses.of[at] == self.clause && !tokens[at].is(verbal));
        // "the last time the alarm was raised"
        let relative = subject.windows(2).any(|pair| {
            tokens[pair[1]].is(C::ARTICLE)
                && !tokens[pair[0]].mark
                && !tokens[pair[0]].is(C::PREPOSITION.or(C::COORDINATOR).or(C::PROGRESSIVE))
        });
        let mut lead = self.lead.iter().flat_map(|lead| lead.split(' '));
        let count = subject.len() + lead.clone().count();
        own && !relative
            && (1..=LONGEST).contains(&count)
            && !lead.any(|word| words.classes(&word.to_lowercase()).any(C::PRONOUN))
    }

    /// "The council had rejected it", "Ada Low has won": "Council rejected it", "Ada Low won".
    fn drop_perfect(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let (start, head) = (verb.span.start, verb.head);
        let plain = verb.tense == Tense::Perfect && !verb.passive && !verb.negated && !verb.state;
        let pair = head == start + 1 && tokens[start].is(C::HAVE) && tokens[head].is(C::PAST);
        // "we've won"
        let word = tokens[start].text.chars().all(char::is_alphabetic) && !tokens[start].is(C::PROGRESSIVE);
        if plain && pair && word && self.kept[start] && self.kept[head] {
            self.kept[start] = false;
        }
    }

    /// "The talks are to resume", "Parliament is expected to vote": "Talks to resume", "Parliament expected
    /// to vote".
    fn drop_be_of_plan(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let start = verb.span.start;
        if verb.negated || !self.kept[start] || !tokens[start].is(C::BE_PRESENT.or(C::BE_PAST)) {
            return;
        }
        let Some(next) = (start + 1..tokens.len()).find(|&at| self.kept[at] && !tokens[at].is(C::ADVERB)) else {
            return;
        };
        // "The plan is to sell" is no plan that will sell.
        if start.checked_sub(1).is_some_and(|noun| tokens[noun].is(C::AIM)) {
            return;
        }
        // What "was to resume" may not have.
        let resumes = tokens[next].is(C::INFINITIVE)
            && tokens[start].is(C::BE_PRESENT)
            && tokens.get(next + 1).is_some_and(|verb| !verb.mark && !verb.is(C::DETERMINER) && !verb.capital());
        let planned = tokens[next].is(C::PLANNING) && !tokens[next].is(C::PROGRESSIVE);
        if (resumes || planned) && self.has_short_subject(verb) {
            self.drop(start..next);
        }
    }
}
