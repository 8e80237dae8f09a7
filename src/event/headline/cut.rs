//! Where a headline that is still too long is cut: every end that it could have costs something, and the
//! cheapest is taken. None is cut in the middle of what its last words have begun to say.

use super::super::clause::{Clause, ClauseKind};
use super::super::verb::Verb;
use super::MOST_WORDS;
use super::draft::Draft;
use crate::language::Classes as C;
use std::ops::Range;

/// What a headline pays for each word that falls although there was room for it.
const WORD: f32 = 0.25;
/// What it pays for losing what its subject says of itself.
const OF_SUBJECT: f32 = 2.5;
/// An end that costs so much says less than an ellipsis.
const BROKEN: f32 = 5.0;

impl Draft<'_> {
    /// Cuts the headline before the phrase whose loss costs least; false where every end would be a broken one.
    pub(super) fn cut(&mut self) -> bool {
        self.drop_way_of_aim();
        if self.count() <= MOST_WORDS {
            return true;
        }
        let whole = self.kept.clone();
        let mut best: Option<(f32, Vec<bool>)> = None;
        let phrase = self.phrase_of_subject();
        let phrases = phrase.as_ref().and_then(|last| {
            let start = self.start_of_subject()? + 1;
            let opens = |&at: &usize| self.kept[at] && self.tokens()[at].is(C::PREPOSITION.without(C::OF));
            (start..last.start).find(opens).map(|first| first..last.end)
        });
        let said = self.phrase_of_said_subject();
        let shortened = [phrase, phrases, said, self.role_before_name(), self.phrase_of_source()];
        for shorter in std::iter::once(None).chain(shortened) {
            self.kept.clone_from(&whole);
            let mut cost = 0.0;
            if let Some(phrase) = shorter {
                self.drop_of_subject(phrase);
                cost = OF_SUBJECT;
            } else if best.is_some() {
                continue;
            }
            if self.count() > MOST_WORDS {
                let Some((end, of_end)) = self.cheapest_end() else { continue };
                cost += of_end;
                self.drop_from(end);
            } else {
                cost += (MOST_WORDS - self.count()) as f32 * WORD;
            }
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, self.kept.clone()));
            }
        }
        self.kept.clone_from(&whole);
        let Some((_, kept)) = best else { return false };
        self.kept = kept;
        true
    }

    /// The words of a phrase that a subject can do without.
    pub(super) fn drop_of_subject(&mut self, phrase: Range<usize>) {
        let (start, end) = (self.start_of_subject().unwrap_or(phrase.start), phrase.start);
        self.drop(phrase);
        self.drop_bare_participle(end, start + 1);
    }

    /// Where the headline ends best, and what that costs.
    fn cheapest_end(&self) -> Option<(usize, f32)> {
        let from = self.earliest_end()?;
        let end = self.tail();
        let behind: usize = (end..self.kept.len()).filter(|&at| self.kept[at]).map(|at| self.word_count(at)).sum();
        let put = self.lead.iter().chain(&self.object).map(|words| words.split_whitespace().count()).sum::<usize>();
        let mut words = put + behind;
        let mut ends: Vec<(usize, usize, f32)> = Vec::new();
        for at in 0..end {
            if !self.kept[at] {
                continue;
            }
            let opens = self.tokens()[at].is(C::PREPOSITION.or(C::COMPLEMENTISER).or(C::COORDINATOR).or(C::RELATIVE));
            if at >= from && opens && words <= MOST_WORDS {
                ends.push((at, words, self.cost_of_end(at)));
            }
            words += self.word_count(at);
        }
        let paid = |&(at, words, cost): &(usize, usize, f32)| (at, cost, cost + (MOST_WORDS - words) as f32 * WORD);
        let sound = ends.iter().map(paid).filter(|&(_, cost, _)| cost < BROKEN);
        sound.min_by(|a, b| a.2.total_cmp(&b.2)).map(|(at, _, paid)| (at, paid))
    }

    /// The first place at which something has been said.
    fn earliest_end(&self) -> Option<usize> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        // A passive is whole without a phrase; "voted to build" is not.
        let particle = self.tokens().get(verb.span.end).is_some_and(|next| next.is(C::PARTICLE));
        let from = if verb.passive && !particle { verb.span.end } else { verb.span.end + 1 };
        // "the minister said" is no headline without what was said.
        let said = self.complement_of(self.clause).and_then(|inner| self.telling.clauses.list[inner].verb.as_ref());
        Some(said.map_or(from, |said| from.max(said.span.end + usize::from(!said.passive))))
    }

    /// What it costs to end before this word.
    fn cost_of_end(&self, at: usize) -> f32 {
        let (tokens, clauses) = (self.tokens(), self.telling.clauses);
        let Some(last) = (0..at).rev().find(|&last| self.kept[last] && !tokens[last].mark) else { return BROKEN };
        // "said that seventeen men | of …": a clause without its verb.
        let begun = clauses.list.iter().enumerate().any(|(index, inner)| {
            let verb = inner.verb.as_ref().is_some_and(|verb| verb.span.end > at && self.kept[verb.head]);
            index != self.clause && verb && inner.start < at && self.kept[inner.start]
        });
        let (word, next) = (&tokens[last], &tokens[at]);
        let be = C::BE_PAST.or(C::BE_PRESENT).or(C::BE_OTHER);
        let small = C::COMPLEMENTISER.or(C::COORDINATOR).or(C::ARTICLE).or(C::NEGATION);
        if begun || word.is(small.or(be)) {
            return BROKEN;
        }
        let verb = clauses.at(last).verb.as_ref().filter(|verb| verb.span.contains(&last));
        // "a page of the log (on the day) | of the storm": what it belongs to has gone.
        if !self.kept[at - 1] && next.is(C::OF) {
            return 0.0;
        }
        let infinitive = self.opens_infinitive(at);
        let in_verb = verb.is_some() || self.completes_infinitive(at);
        let of_verb = match (in_verb, next.is(C::PARTICLE)) {
            (true, true) => BROKEN,
            (true, false) => 1.5,
            (false, _) => 0.0,
        };
        if infinitive {
            let object = self.has_object_before(at);
            let asks = clauses.at(last).verb.as_ref().is_some_and(|verb| {
                tokens[verb.head].is(C::SAYING.or(C::STATING).or(C::ENABLING).or(C::PLANNING).or(C::INTENDING))
            });
            return if !object || in_verb {
                BROKEN
            } else if asks {
                3.0
            } else if self.kept[at - 1] {
                0.8
            } else {
                0.2
            };
        }
        if next.is(C::OF) {
            let counts = C::NEEDS_ARTICLE
                .or(C::STANDS_WITH_ARTICLE)
                .or(C::DETERMINER)
                .or(C::ANAPHORIC)
                .or(C::PARTICLE)
                .or(C::TIMES);
            let counts = word.is(counts) || word.number();
            return if counts || in_verb { BROKEN } else { self.cost_without_of(last) };
        }
        if next.is(C::COMPLEMENTISER.or(C::RELATIVE)) {
            let relative = clauses.at(at).kind == ClauseKind::Relative;
            return if in_verb {
                BROKEN
            } else if relative {
                0.3
            } else {
                2.0
            };
        }
        if next.is(C::COORDINATOR) {
            // "used tanks | and guns"
            let pair = clauses.of[at] == clauses.of[last] && !tokens[at - 1].mark;
            return if self.between_is_open(at) { BROKEN } else { of_verb + if pair { 0.5 } else { 0.0 } };
        }
        // "a kick | off to the season"
        let with_next = next.is(C::PARTICLE) && tokens.get(at + 1).is_some_and(|next| next.is(C::PREPOSITION));
        // "as much | as", "well | beyond"
        let measured = word.is(C::ADVERB) && !word.is(C::PARTICLE);
        of_verb + if self.reaches_on(at) || with_next || measured { 2.0 } else { 0.0 }
    }

    /// What the noun before an "of" costs where it ends the headline: "a northern district" says more than "a series",
    /// and that more than "the part".
    fn cost_without_of(&self, noun: usize) -> f32 {
        let tokens = self.tokens();
        let describes = |word: &usize| !tokens[*word].mark && !tokens[*word].is(C::DETERMINER.or(C::PREPOSITION));
        let first = (0..=noun).rev().take_while(describes).last().unwrap_or(noun);
        let article = first.checked_sub(1).map(|article| &tokens[article]);
        match article.is_some_and(|article| article.is(C::ARTICLE) && !article.is(C::POINTING)) {
            true if first < noun => 1.0,
            true => 1.4,
            false => 1.5,
        }
    }

    /// Whether a thing stands between a word and the verb before it: "gave the men | leave", not "hoped | to".
    fn has_object_before(&self, at: usize) -> bool {
        let (tokens, clauses) = (self.tokens(), self.telling.clauses);
        let verb = clauses.at(at).verb.as_ref().filter(|verb| verb.span.end <= at);
        let Some(verb) = verb.or(clauses.list[self.clause].verb.as_ref()) else { return false };
        let own = verb.span.end.min(at)..at;
        let be = tokens[verb.head].is(C::BE_PAST.or(C::BE_PRESENT).or(C::BE_OTHER));
        let mut words = tokens[own].iter().filter(|word| !word.mark && word.date.is_none() && !word.is(C::ADVERB));
        // "was ready to", "was the first to"
        if be { words.count() > 2 } else { words.any(|word| !word.is(C::NEGATION)) }
    }

    /// "between the two | and the third": what began has not ended.
    fn between_is_open(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let phrase = (0..at).rev().take_while(|&before| !tokens[before].mark);
        let mut kept = phrase.filter(|&before| self.kept[before]);
        kept.find(|&before| tokens[before].is(C::PREPOSITION.or(C::COORDINATOR)))
            .is_some_and(|before| tokens[before].is(C::OPENING) && tokens[before].is(C::BARRING))
    }

    /// "from Oslo | to Bergen", "to | within a mile".
    fn reaches_on(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let phrase = (0..at).rev().take_while(|&before| !tokens[before].mark).filter(|&before| self.kept[before]);
        let mut ways = phrase.filter(|&before| tokens[before].is(C::PREPOSITION));
        let from = ways.next().is_some_and(|before| tokens[before].is(C::STARTING_FIGURE));
        tokens[at].is(C::CLOSING) && from || tokens[at - 1].is(C::PREPOSITION)
    }

    /// What the subject of what is said says of itself: "said the coins (found by Low) had been sold".
    fn phrase_of_said_subject(&self) -> Option<Range<usize>> {
        let inner = self.complement_of(self.clause)?;
        let clause = &self.telling.clauses.list[inner];
        let verb = clause.verb.as_ref()?;
        let tokens = self.tokens();
        let start = clause.opener.map_or(clause.start, |opener| opener + 1);
        let opens = |&at: &usize| self.kept[at] && tokens[at].is(C::PREPOSITION) && !tokens[at].is(C::INFINITIVE);
        let from = (start + 1..verb.span.start).find(opens)?;
        let from = if from > start + 2 && tokens[from - 1].is(C::PARTICIPLE) { from - 1 } else { from };
        let mark = tokens[from..verb.span.start].iter().any(|token| token.mark);
        (!mark && !tokens[from].is(C::OF)).then_some(from..verb.span.start)
    }

    /// "The head of the coastguard, Admiral Ada Low said", "Trade Minister Ada Low said": the name is enough.
    fn role_before_name(&self) -> Option<Range<usize>> {
        let verb = self.telling.clauses.list[self.clause].verb.as_ref()?;
        self.role_between(self.start_of_subject()?, verb)
    }

    fn role_between(&self, start: usize, verb: &Verb) -> Option<Range<usize>> {
        let role = |at: usize| self.tokens()[at].mark_of(",") || self.tokens()[at].is(C::ROLE);
        let last = (start..verb.span.start).rev().find(|&at| self.kept[at] && (role(at) || !self.name_part(at)))?;
        let name = (last + 1..verb.span.start).filter(|&at| self.kept[at]).count();
        // "The killing of Minister Ada Low" is not done by her.
        let head = (start..last + 1).find(|&at| self.tokens()[at].is(C::PREPOSITION)).unwrap_or(last + 1);
        let office = (start..head).any(|at| self.tokens()[at].is(C::ROLE));
        let comma = self.tokens()[last].mark_of(",");
        (role(last) && office && (comma || head > last) && (2..=3).contains(&name)).then_some(start..last + 1)
    }

    /// ", the chairman (of the National Oil Corporation) said", ", (Trade Minister) Ada Low said"
    fn phrase_of_source(&self) -> Option<Range<usize>> {
        let (tokens, clauses) = (self.tokens(), self.telling.clauses);
        let start = Some(self.tail()).filter(|&start| start < self.kept.len())?;
        let verb = clauses.at(start).verb.as_ref()?;
        // ", according to the chairman of the …" has its verb first.
        let ahead = |at: usize| self.kept[at] && tokens[at].is(C::SAYING);
        if (start..verb.span.start).any(ahead) {
            return None;
        }
        let subject = (start..verb.span.start).find(|&at| self.kept[at] && !tokens[at].mark)?;
        if let Some(role) = self.role_between(subject, verb) {
            return Some(role);
        }
        let opens = |&at: &usize| self.kept[at] && (tokens[at].is(C::PREPOSITION) || tokens[at].mark_of(","));
        (start + 2..verb.span.start).find(opens).map(|first| first..verb.span.start)
    }

    fn name_part(&self, at: usize) -> bool {
        let token = &self.tokens()[at];
        !token.mark && token.date.is_none() && token.capital() && !token.is(C::DETERMINER.or(C::PRONOUN))
    }

    /// "voted by 61 to 58 to send the bill back": what was voted is more than how.
    fn drop_way_of_aim(&mut self) {
        let (Some(verb), Some(from)) = (self.telling.clauses.list[self.clause].verb.as_ref(), self.earliest_end())
        else {
            return;
        };
        let aim = (from..self.tail()).find(|&at| self.kept[at] && self.opens_infinitive(at));
        let way = Some(verb.span.end).filter(|&at| {
            self.kept.get(at) == Some(&true) && self.tokens()[at].is(C::PREPOSITION) && !self.opens_infinitive(at)
        });
        if let (Some(way), Some(aim)) = (way, aim)
            && way < aim
            && !self.tokens()[way].is(C::PARTICLE)
        {
            self.drop(way..aim);
        }
    }

    /// Drops what follows, but an object that stands behind the date.
    fn drop_from(&mut self, last: usize) {
        let end = self.tail();
        // "articulated during a visit to Oslo this week the concerns": the object follows the date.
        let date = (last..end).find(|&at| !self.kept[at] && self.tokens()[at].date.is_some());
        let object = date.and_then(|date| (date..end).find(|&at| self.kept[at] && !self.tokens()[at].mark));
        let object =
            object.filter(|&at| self.tokens()[at].is(C::DETERMINER) && self.telling.clauses.of[at] == self.clause);
        self.drop(last..object.unwrap_or(end));
        let from = self.telling.clauses.list[self.clause].verb.as_ref().map_or(0, |verb| verb.span.end + 1);
        self.drop_bare_participle(last, from);
    }

    /// "the clinic rented (by Low)", "a tour due to be given (by Low)": what is left of a remark on the noun.
    fn drop_bare_participle(&mut self, end: usize, from: usize) {
        let tokens = self.tokens();
        let Some(last) = end.checked_sub(1).filter(|&at| at > from && self.kept[at]) else { return };
        // "residents living (in one estate)", but "a level crossing (in the north)"
        let going_on = tokens[last].is(C::PROGRESSIVE) && tokens[last - 1].is(C::PLURAL);
        if !(tokens[last].is(C::PARTICIPLE.or(C::PLANNING)) || going_on)
            || tokens[last].capital()
            || tokens[last].is(C::ADVERB)
        {
            return;
        }
        let mut start = last;
        // "due to be"
        while start > from && tokens[start - 1].is(C::BE_OTHER.or(C::INFINITIVE).or(C::PLANNING)) {
            start -= 1;
        }
        let noun = &tokens[start - 1 - usize::from(tokens[start - 1].mark_of("”\"»") && start > from + 1)];
        let verbal = C::AUXILIARY.or(C::BE_OTHER).or(C::ADVERB).or(C::PREPOSITION).or(C::DETERMINER).or(C::COORDINATOR);
        if start > from && !noun.mark && !noun.is(verbal.or(C::PARTICIPLE)) {
            self.drop(start..last + 1);
        }
    }

    /// "to hash | out", "to work | with Rust": without the phrase, "to work" says too little.
    pub(super) fn completes_infinitive(&self, at: usize) -> bool {
        let follows = |at: usize| at >= 2 && self.opens_infinitive(at - 2);
        follows(at) || at >= 3 && self.tokens()[at - 1].is(C::PARTICLE) && follows(at - 1)
    }

    /// "to send", not "to 58", "to the town", "to Rome".
    fn opens_infinitive(&self, at: usize) -> bool {
        let small = C::DETERMINER.or(C::PRONOUN).or(C::PREPOSITION).or(C::PLURAL).or(C::PROGRESSIVE);
        let small = small.or(C::ANAPHORIC);
        self.tokens()[at].is(C::INFINITIVE)
            && self.tokens().get(at + 1).is_some_and(|next| {
                !next.mark && next.date.is_none() && !next.number() && !next.capital() && !next.is(small)
            })
    }

    /// What a clause of saying says.
    pub(super) fn complement_of(&self, clause: usize) -> Option<usize> {
        let clauses = &self.telling.clauses.list;
        let verb = clauses[clause].verb.as_ref()?;
        let says = self.tokens()[verb.head].is(C::SAYING);
        // "asked a judge to strike ballots that …" is no such clause, "reiterated on Monday that …" is.
        let states = |start: usize| {
            let between = verb.span.end..start.max(verb.span.end);
            let date = |at: usize| self.telling.phrases.iter().any(|phrase| phrase.contains(&at));
            between.into_iter().all(date)
        };
        let said = |inner: &Clause| {
            let told = inner.kind == ClauseKind::Complement && inner.parent == clause && inner.verb.is_some();
            let that = inner.opener.is_some_and(|opener| self.tokens()[opener].is(C::COMPLEMENTISER));
            told && (says || (that || self.tokens()[verb.head].is(C::STATING)) && states(inner.start))
        };
        clauses.iter().position(said)
    }
}
