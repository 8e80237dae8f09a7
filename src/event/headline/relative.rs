//! Relative clauses that tell a happening: what their first word stands for becomes the subject or the object.

use super::super::clause::ClauseKind;
use super::super::verb::Verb;
use super::super::words::Token;
use super::draft::Draft;
use crate::language::Classes as C;

impl Draft<'_> {
    /// "(the mill), which was sold": whom or what the relative word stands for.
    pub(super) fn open_relative(&mut self, opener: usize, verb: &Verb) {
        let clauses = self.telling.clauses;
        let clause = &clauses.list[self.clause];
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

    /// "(firms) that in June visited the port": before the verb stands at most a date.
    fn without_own_subject(&self) -> bool {
        let tokens = self.tokens();
        let small = C::DATING.or(C::ADVERB).or(C::COORDINATOR);
        let mut subject = self.telling.clauses.subject(self.clause);
        subject.all(|at| tokens[at].date.is_some() || tokens[at].mark || tokens[at].is(small))
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

    /// What stood at the head of the sentence and does no longer: "The mill" is "the mill".
    fn within(&self, words: String) -> String {
        let first = words.split(' ').next().unwrap_or_default();
        let lower = first.to_lowercase();
        let small = self.telling.words.classes(&lower).any(C::DETERMINER);
        if small { lower + &words[first.len()..] } else { words }
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
