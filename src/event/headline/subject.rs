//! How a headline begins: connectives go, and the subject is named.

use super::super::clause::ClauseKind;
use super::super::verb::Verb;
use super::Telling;
use super::draft::Draft;
use super::name::{Name, Pronoun, name_of_subject};
use crate::language::Classes as C;

impl Draft<'_> {
    /// Mends the beginning: connectives and clauses before the subject go, the subject is named.
    pub(super) fn open(&mut self) {
        self.drop_verb_of_date();
        self.drop_connectives();
        self.drop_leading_clauses();
        self.drop_connectives();
        let clauses = self.telling.clauses;
        let clause = &clauses.list[self.clause];
        // "Born in Oslo in 1950, Ada Low …": "Ada Low born in Oslo"
        if clause.kind == ClauseKind::Participle && clause.parent != self.clause {
            self.lead = if clause.start == 0 { self.subject_of(clause.parent) } else { self.antecedent(clause.start) };
            return;
        }
        let Some(verb) = &clause.verb else { return };
        if let Some(that) = self.first().filter(|&at| at < verb.span.start && clause.kind == ClauseKind::Complement)
            && self.tokens()[that].is(C::COMPLEMENTISER)
            && that + 1 < verb.span.start
        {
            self.kept[that] = false;
        }
        self.drop_opening_phrase();
        self.drop_opening_without_comma();
        self.drop_before_date();
        self.drop_before_pronoun();
        self.drop_before_contraction();
        self.drop_existential();
        self.drop_before_name();
        let Some(first) = self.first() else { return };
        let opener = clause.opener.map(|opener| &self.tokens()[opener]);
        if clause.kind == ClauseKind::Relative {
            if let Some(opener) = clause.opener {
                self.open_relative(opener, verb);
            }
        } else if first == verb.span.start
            && opener.is_some_and(|opener| opener.is(C::COORDINATOR) || opener.mark_of(","))
        {
            self.lead = self.subject_of(self.sharing(self.clause)).or_else(|| self.name_before(Pronoun::Thing));
            // "She was nominated in 2012 and took her seat in 2013"
            if let Some(lead) = &self.lead
                && let Some(pronoun) = Pronoun::of(self.telling.words.classes(&lead.to_lowercase()))
            {
                self.lead = self.name_before(pronoun).or_else(|| self.lead.take());
                self.person = matches!(pronoun, Pronoun::Person(_)) && self.lead.as_deref().is_some_and(every_capital);
            }
            // "was sold in May and renamed in June": "was" is told once.
            let object = self
                .tokens()
                .get(verb.span.end)
                .is_some_and(|next| next.is(C::DETERMINER.or(C::PRONOUN)) || next.number() || next.capital());
            let passive = verb.bare && !object;
            let outer = self.with_auxiliary(clause.parent).filter(|outer| {
                let first = &self.tokens()[outer.span.start];
                // "will meet on Monday and travel on Tuesday"
                let will = verb.span.len() == 1 && outer.tense == verb.tense && first.is(C::WILL.or(C::WOULD));
                outer.passive && passive || will
            });
            let auxiliary = outer.map(|outer| self.tokens()[outer.span.start].text);
            // "was sold in May and renamed in June": "Mill renamed"
            let clear = passive && self.tokens()[verb.head].is(C::NEEDS_OBJECT);
            let pronoun = |lead: &str| self.telling.words.classes(&lead.to_lowercase()).any(C::PRONOUN);
            let auxiliary = auxiliary.filter(|_| !clear || self.lead.as_deref().is_some_and(pronoun));
            if let (Some(lead), Some(auxiliary)) = (&mut self.lead, auxiliary) {
                lead.push(' ');
                lead.push_str(auxiliary);
            }
        } else if let Some(name) = self.meant(first, verb) {
            self.person = self.tokens()[first].is(C::PERSONAL) && every_capital(&name);
            self.kept[first] = false;
            self.lead = Some(name);
        } else if let Some(owner) = self.owner(first, verb) {
            // "Its shares fell": "Alder's shares fell"
            self.kept[first] = false;
            self.person = owner.named && every_capital(&owner.text);
            self.lead = Some(owner.text + self.telling.words.possessive_ending());
        }
    }

    /// Whose the subject is that begins with "its": who is told of around its clause, or before the sentence.
    fn owner(&self, first: usize, verb: &Verb) -> Option<Name> {
        const LONGEST: usize = 4;
        let (tokens, clauses) = (self.tokens(), self.telling.clauses);
        let clause = &clauses.list[self.clause];
        let own = first < verb.span.start && !tokens[first].quoted && clauses.of[first] == self.clause;
        let pronoun = Pronoun::of_possessive(tokens[first].classes).filter(|_| own)?;
        let name = if clause.parent == self.clause {
            (self.telling.before)(pronoun)
        } else {
            name_of_subject(self.telling.plain, tokens, clauses, clause.parent, self.telling.words)
        };
        let short = |name: &Name| name.text.split(' ').count() <= LONGEST;
        name.filter(|name| pronoun.fits(name) && short(name) && !name.several)
    }

    /// Whom or what the pronoun means that is the whole subject: first one of the sentence itself, then
    /// one of those before.
    fn meant(&self, first: usize, verb: &Verb) -> Option<String> {
        let tokens = self.tokens();
        let pronoun = Pronoun::of(tokens[first].classes).filter(|_| !tokens[first].quoted)?;
        // "it rained", "it emerged that", "it was decided to"
        let head = &tokens[verb.head];
        let mut next = tokens[verb.span.end..].iter().take(4);
        let decided = verb.passive
            && head.is(C::STATING.or(C::SAYING))
            && next.any(|next| next.is(C::INFINITIVE.or(C::COMPLEMENTISER)));
        if pronoun == Pronoun::Thing && (head.is(C::OF_NOBODY) || decided) {
            return None;
        }
        // "she later opened"
        if first >= verb.span.start || !tokens[first + 1..verb.span.start].iter().all(|token| token.is(C::ADVERB)) {
            return None;
        }
        if pronoun == Pronoun::Team {
            return self.name_before(pronoun);
        }
        let clauses = self.telling.clauses;
        let clause = &clauses.list[self.clause];
        let personal = matches!(pronoun, Pronoun::Person(_));
        let beside = clause.kind == ClauseKind::Main && clause.parent != self.clause;
        // "The county clerk said it would begin": "it" is not the clerk.
        let somebody = self.tells_of_somebody(clause.parent);
        let within = clause.kind == ClauseKind::Complement && (personal || !somebody);
        let outer = || name_of_subject(self.telling.plain, tokens, clauses, clause.parent, self.telling.words);
        // "The courts relented and they were married": who goes on would not be named again.
        let opener = clause.opener.filter(|_| clause.kind == ClauseKind::Main);
        let others = opener.is_some_and(|at| tokens[at].is(C::COORDINATOR) && !tokens[at - 1].mark);
        let fits = !others && outer().is_some_and(|name| pronoun.fits(&name));
        let whole = |lead: &str| {
            if personal {
                every_capital(lead)
            } else {
                let first = lead.split(' ').next().unwrap_or_default().to_lowercase();
                !somebody && self.telling.words.classes(&first).any(C::ARTICLE)
            }
        };
        let named = if pronoun == Pronoun::Several {
            ((beside || clause.kind == ClauseKind::Complement) && fits)
                .then(|| self.subject_of(clause.parent))
                .flatten()
        } else {
            (within || beside)
                .then(|| self.subject_of(clause.parent))
                .flatten()
                // "It is known that she fell out with him": nobody is named.
                .filter(|lead| !self.telling.words.classes(&lead.to_lowercase()).any(C::PRONOUN))
                .filter(|lead| within || fits || whole(lead))
        };
        named
            .filter(|lead| lead.split_whitespace().count() <= 6)
            .or_else(|| (clause.kind != ClauseKind::Complement || !within).then(|| self.name_before(pronoun)).flatten())
    }

    /// Whom or what a pronoun means by the sentences before.
    fn name_before(&self, pronoun: Pronoun) -> Option<String> {
        (self.telling.before)(pronoun).filter(|name| pronoun.fits(name)).map(|name| name.text)
    }

    /// The verb of a clause or, where it shares one, of that with the auxiliary: "was stolen, replaced, and …".
    fn with_auxiliary(&self, mut clause: usize) -> Option<&Verb> {
        let list = &self.telling.clauses.list;
        loop {
            let verb = list[clause].verb.as_ref()?;
            if verb.span.len() > 1 || !verb.passive || list[clause].parent == clause {
                return Some(verb);
            }
            clause = list[clause].parent;
        }
    }

    /// The clause whose subject a clause without one shares: of "said the ship was sold and had been seen"
    /// that of the ship.
    fn sharing(&self, clause: usize) -> usize {
        let list = &self.telling.clauses.list;
        let this = &list[clause];
        let beside = |other: &usize| {
            let other = &list[*other];
            other.kind == ClauseKind::Complement && other.parent == this.parent && other.verb.is_some()
        };
        let first = (0..clause).rev().filter(|_| this.kind == ClauseKind::Complement).find(beside);
        first.unwrap_or(this.parent)
    }

    /// Whether the subject of a clause is somebody, by what he or she is or by a name.
    fn tells_of_somebody(&self, clause: usize) -> bool {
        let tokens = self.tokens();
        let subject = self.telling.clauses.subject(clause);
        let mut head = subject.take_while(|&at| !tokens[at].mark && !tokens[at].is(C::PREPOSITION));
        head.any(|at| tokens[at].is(C::ROLE))
    }

    /// The words of the subject of a clause, its own openings and dates left out.
    pub(super) fn subject_of(&self, clause: usize) -> Option<String> {
        let clauses = self.telling.clauses;
        let inner = Telling {
            plain: self.telling.plain,
            tokens: self.telling.tokens,
            clauses,
            clause,
            attributed: false,
            dated: self.telling.dated,
            gap: None,
            gaps: &[],
            phrases: self.telling.phrases.clone(),
            words: self.telling.words,
            before: self.telling.before,
            whole: self.telling.whole,
        };
        let mut draft = Draft::of(&inner, clause);
        let verb = clauses.list[clause].verb.as_ref()?;
        draft.kept[verb.span.start..].fill(false);
        draft.drop_opening_phrase();
        let mut text = draft.write();
        // "A trial, against the chairwoman, (was …)": one comma opens what a second closed.
        if text.matches(", ").count() == 1 {
            text.truncate(text.find(", ").unwrap_or(text.len()));
        }
        (!text.is_empty()).then_some(text)
    }
}

fn every_capital(name: &str) -> bool {
    name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}
