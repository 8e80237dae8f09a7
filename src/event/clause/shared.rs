//! Verbs that share the auxiliary of the one before them: "was stolen in May and taken again in June", "will meet
//! on Monday and travel on Tuesday".

use super::super::verb::{Verb, verb_at};
use super::super::words::Token;
use super::parser::Parser;
use crate::language::Classes as C;

impl Parser<'_> {
    /// The verb that begins at `at`, directly behind "and" or a comma, with the auxiliary of the verb before;
    /// none if it can stand for itself.
    pub(super) fn shares_auxiliary(&self, at: usize) -> Option<Verb> {
        let adverb = |token: &&Token| token.is(C::ADVERB.or(C::DATE_ADVERB)) && !token.is(C::PARTICIPLE.or(C::BASE));
        let before = self.with_auxiliary()?;
        // "three were killed and 35 wounded"
        let at = at + usize::from(before.passive && self.tokens.get(at).is_some_and(Token::number));
        let head = at + self.tokens.get(at..)?.iter().take_while(adverb).count();
        let token = self.tokens.get(head).filter(|token| !token.mark && token.date.is_none() && !token.capital())?;
        let first = &self.tokens[before.span.start];
        let form = if before.passive { C::PARTICIPLE } else { C::BASE };
        let will = !before.passive && first.is(C::WILL.or(C::WOULD));
        let shares = (before.passive || will) && token.is(form);
        let own = verb_at(self.tokens, head).is_some_and(|verb| !(verb.weak || before.passive && verb.bare));
        // "was tired and torn clothes lay about": the participle says more of a noun.
        let follows =
            C::PREPOSITION.or(C::DETERMINER).or(C::ADVERB).or(C::DATE_ADVERB).or(C::PARTICLE).or(C::COORDINATOR);
        let closed = self
            .tokens
            .get(head + 1)
            .is_none_or(|next| next.mark || next.date.is_some() || next.number() || next.capital() || next.is(follows));
        (shares && !own && closed).then(|| Verb {
            span: head..head + 1,
            head,
            tense: before.tense,
            bare: before.passive,
            negated: false,
            state: false,
            existential: false,
            weak: false,
            passive: before.passive,
        })
    }

    /// The verb of this clause, or of the one that shares its subject, that has an auxiliary.
    fn with_auxiliary(&self) -> Option<&Verb> {
        let mut clause = self.current;
        loop {
            let this = &self.clauses.list[clause];
            let verb = this.verb.as_ref()?;
            if verb.span.len() > 1 || verb.passive {
                return Some(verb);
            }
            // "was stolen, found and stolen again": "found" has no subject of its own.
            let without = this.opener.is_some_and(|opener| opener + 1 == verb.span.start);
            if !without || this.parent == clause {
                return None;
            }
            clause = this.parent;
        }
    }
}
