//! How a headline begins: connectives go, and the subject is named.

use super::super::clause::ClauseKind;
use super::super::verb::{Tense, Verb};
use super::super::words::Token;
use super::Telling;
use super::draft::Draft;
use super::name::{Name, Pronoun, name_of_subject};
use crate::language::Classes as C;
use std::ops::Range;

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
        self.drop_before_name();
        let Some(first) = self.first() else { return };
        let opener = clause.opener.map(|opener| &self.tokens()[opener]);
        if clause.kind == ClauseKind::Relative {
            if let Some(opener) = clause.opener {
                // "who has taught here since 1989 and will retire in 2018": whom the first "who" means.
                let first = clauses.list[..self.clause].iter().rev().find(|other| {
                    let same = other.kind == ClauseKind::Relative && other.parent == clause.parent;
                    same && other.opener.is_some_and(|at| self.tokens()[at].is(C::RELATIVE))
                });
                let first = first.and_then(|other| other.opener).filter(|_| self.tokens()[opener].is(C::COORDINATOR));
                self.kept[opener] = false;
                if self.tokens()[opener].is(C::OF_WHOM) {
                    // "Nan Low, whose farm was sold": "Nan Low's farm was sold"
                    let ending = self.telling.words.possessive_ending();
                    self.lead = self.antecedent(opener).map(|name| name + ending);
                } else if self.without_own_subject() {
                    // "the final release of which is due": the final release.
                    let of = opener.checked_sub(1).filter(|&of| self.tokens()[of].is(C::OF));
                    self.lead = self.antecedent(first.or(of).unwrap_or(opener));
                    // "(N), which made its debut": nobody can say what did.
                    if self.lead.is_none() && self.tokens()[opener].is(C::RELATIVE) {
                        self.kept.fill(false);
                    }
                } else {
                    self.turn(opener, verb);
                }
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

    /// "(firms) that in June visited the port": before the verb stands at most a date.
    fn without_own_subject(&self) -> bool {
        let tokens = self.tokens();
        let small = C::DATING.or(C::ADVERB).or(C::COORDINATOR);
        let mut subject = self.telling.clauses.subject(self.clause);
        subject.all(|at| tokens[at].date.is_some() || tokens[at].mark || tokens[at].is(small))
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

    /// "the mill that Ada Low sold": "Ada Low sold the mill"; "the engine, on which she worked": "She worked
    /// on the engine".
    fn turn(&mut self, opener: usize, verb: &Verb) {
        let tokens = self.tokens();
        let way = opener.checked_sub(1).filter(|&way| tokens[way].is(C::PREPOSITION));
        let next = tokens.get(verb.span.end);
        let object = next.is_some_and(|next| next.is(C::DETERMINER.or(C::OBJECT)) || next.number() || next.capital());
        if tokens[opener].is(C::RELATIVE) && (way.is_some() || !object && !verb.passive) {
            let thing = self.antecedent(way.unwrap_or(opener)).map(|thing| self.within(thing));
            self.object = thing.map(|thing| match way {
                Some(way) => format!("{} {thing}", tokens[way].text),
                None => thing,
            });
        }
        let clauses = self.telling.clauses;
        let first =
            self.first().filter(|&at| tokens[at].is(C::PERSONAL.or(C::IMPERSONAL)) && at + 1 == verb.span.start);
        // "the waterworks that it sold": whom the main clause tells of, unless that is the thing itself.
        let outer = clauses.at(0);
        let apart = outer.verb.as_ref().is_some_and(|verb| verb.span.end <= opener);
        if let Some(first) = first.filter(|_| apart)
            && let Some(name) = self.subject_of(clauses.of[0]).filter(|name| name.split_whitespace().count() <= 6)
        {
            self.kept[first] = false;
            self.lead = Some(name);
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

    /// What stood at the head of the sentence and does no longer: "The mill" is "the mill".
    fn within(&self, words: String) -> String {
        let first = words.split(' ').next().unwrap_or_default();
        let lower = first.to_lowercase();
        let small = self.telling.words.classes(&lower).any(C::DETERMINER);
        if small { lower + &words[first.len()..] } else { words }
    }

    /// "After a meeting with the union yesterday we …", "Three weeks after the fire, today the mill …": where
    /// a date ends the opening, the subject follows it.
    fn drop_before_date(&mut self) {
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
    fn drop_opening_without_comma(&mut self) {
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
    fn drop_before_pronoun(&mut self) {
        let tokens = self.tokens();
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return };
        let Some(first) = self.first().filter(|&first| first < verb.span.start) else { return };
        let small = |at: &usize| tokens[*at].is(C::ADVERB) && !tokens[*at].is(C::PRONOUN);
        let Some(subject) = (first + 1..verb.span.start).rev().find(|at| !small(at)) else { return };
        let subject_pronoun = C::PERSONAL.or(C::IMPERSONAL).or(C::SEVERAL).or(C::FIRST_PERSON);
        let own = self.telling.clauses.of[subject] == self.clause && self.kept[subject];
        let apart = tokens[subject - 1].mark_of(",") || tokens[subject - 1].date.is_some();
        if own && apart && tokens[subject].is(subject_pronoun) && !tokens[first].is(C::NEGATION) {
            self.drop(first..subject);
        }
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

    /// "Its head, Ruth Amber, apologised": the name says who it is, "its" would not.
    fn drop_before_name(&mut self) {
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

    /// The first word of the clause that belongs to no other.
    pub(super) fn start_of_subject(&self) -> Option<usize> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        let own = |&at: &usize| self.telling.clauses.of[at] == self.clause && !self.tokens()[at].mark;
        (0..=verb.span.start).filter(|&at| self.kept[at]).find(own)
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

    /// What "who" or "which" stands for: the words before it back to a mark, a verb or a preposition.
    pub(super) fn antecedent(&self, opener: usize) -> Option<String> {
        let tokens = self.tokens();
        let end = if opener > 0 && tokens[opener - 1].mark_of(",") { opener - 1 } else { opener };
        let mut start = end;
        let somebody = tokens[opener].is(C::PERSONAL_RELATIVE);
        while start > 0 {
            let token = &tokens[start - 1];
            let verb = self.telling.clauses.at(start - 1).verb.as_ref();
            // "a Scot from Oslo, who": the Scot; "the case of President Ann Low, who": the president.
            if somebody && start > 1 && start < end && token.is(C::PREPOSITION) && !tokens[start - 2].mark {
                let person = people(&tokens[start..end]);
                let several = tokens[end - 1].is(C::PLURAL) && !tokens[end - 1].capital();
                if !person || token.is(C::OF) && (several || people(&tokens[start - 2..start - 1])) {
                    start -= 1;
                    continue;
                }
                break;
            }
            // "a fund in Luxembourg, which …": the fund.
            // "the request of Speaker Ann Low, who …": the speaker.
            let of_name = token.is(C::OF) && start < end && tokens[start].capital() && start > 1;
            if of_name && !tokens[start - 2].capital() {
                break;
            }
            let place = token.is(C::DATING) && start < end && tokens[start].capital() && start > 1;
            if place && !tokens[start - 2].mark && tokens[start - 2].date.is_none() {
                start -= 1;
                continue;
            }
            if token.mark
                || self.telling.phrases.iter().any(|phrase| phrase.contains(&(start - 1)))
                || token.is(C::PREPOSITION.or(C::SUBORDINATOR).or(C::COORDINATOR).without(C::OF)) && !token.is(C::OF)
                || verb.is_some_and(|verb| verb.span.contains(&(start - 1)))
            {
                break;
            }
            // "I want to mention Ada Low, who …": Ada Low.
            if start > 1
                && start < end
                && tokens[start - 2].is(C::INFINITIVE)
                && !token.capital()
                && !token.is(C::DETERMINER)
            {
                break;
            }
            start -= 1;
            // "a rise of the fee" begins with the first article.
            if token.is(C::DETERMINER) && !(start > 0 && tokens[start - 1].is(C::OF)) {
                break;
            }
        }
        // "As of Rust 1.65, which …"
        while start < end && tokens[start].is(C::OF) {
            start += 1;
        }
        (start < end).then(|| self.telling.plain[tokens[start].span.start..tokens[end - 1].span.end].to_owned())
    }
}

/// Whether words name somebody: by what people are, as several, or by a name of two parts.
fn people(words: &[Token]) -> bool {
    let person = C::ROLE.or(C::FEMININE).or(C::MASCULINE).or(C::PLURAL).or(C::DETERMINER);
    let counted = words.len() == 1;
    words.iter().any(|word| word.is(if counted { person } else { person.without(C::DETERMINER) }) && !word.possessive)
        || words.windows(2).any(|pair| pair.iter().all(|word| word.capital() && !word.is(C::DETERMINER)))
}

fn every_capital(name: &str) -> bool {
    name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}
