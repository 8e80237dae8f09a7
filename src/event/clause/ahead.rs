//! What lies ahead of a word of a sentence: whether a verb follows, whether a comma opens a clause.

use super::super::verb::{Tense, Verb, verb_at};
use super::super::words::Token;
use super::parser::Parser;
use crate::language::Classes as C;

impl Parser<'_> {
    /// "as many as", "more than", "all trips until Sunday had been cancelled": no clause although a verb
    /// may follow.
    pub(super) fn compares(&self, at: usize) -> bool {
        // "as against a loss recorded in May"
        let figure = self.tokens[at].is(C::COMMENT)
            && self.tokens.get(at + 1).is_some_and(|next| next.is(C::STARTING_FIGURE))
            && self.verb_ahead(at + 1).is_some_and(|verb| verb.bare);
        if figure {
            return true;
        }
        self.tokens.get(at + 1).is_some_and(|next| next.date.is_some())
            && !self.tokens[at].is(C::WHEN)
            && self.verb_ahead(at + 2).is_none_or(|verb| {
                let between = &self.tokens[at + 2..verb.span.start];
                // "broke out before dawn on Wednesday at the mill": what follows the date is no subject.
                let phrase = between.first().is_some_and(|first| first.is(C::PREPOSITION));
                phrase || between.is_empty() && self.tokens[at].is(C::BARRING) || between.iter().any(|token| token.mark)
            })
    }

    /// "our team once again gets ready": what opens a clause is followed by a subject.
    pub(super) fn without_subject(&self, at: usize) -> bool {
        let adverb = |token: &Token| token.is(C::ADVERB);
        self.verb_ahead(at + 1).is_some_and(|verb| {
            let between = &self.tokens[at + 1..verb.span.start];
            !verb.bare && !between.is_empty() && between.iter().all(adverb)
        })
    }

    pub(super) fn spaced(&self, at: usize) -> bool {
        let before = self.tokens[at - 1].span.end < self.tokens[at].span.start;
        before || self.tokens[at].text == "—"
    }

    /// Whether a pronoun directly before the verb at `start` opens a clause that says more of the noun before
    /// it: "the house she left".
    pub(super) fn contact(&self, present: &Verb, start: usize) -> bool {
        let pronoun = C::PERSONAL.or(C::IMPERSONAL).or(C::PLURAL_PRONOUN);
        let Some(noun) = start.checked_sub(2).map(|noun| &self.tokens[noun]) else { return false };
        let verb = present.span.end < start - 1 && !present.weak;
        // "such as the one we saw on Tuesday"
        let one = noun.is(C::STANDS_WITH_ARTICLE) && start > 2 && self.tokens[start - 3].is(C::ARTICLE);
        verb && self.tokens[start - 1].is(pronoun)
            && (noun.nominal() || one)
            && !noun.is(C::COORDINATOR.or(C::SUBORDINATOR))
    }

    /// Whether ", according to the court" begins at a comma: it says who tells it wherever it stands.
    pub(super) fn according(&self, comma: usize) -> bool {
        self.tokens.get(comma + 1).is_some_and(|next| next.is(C::SAYING) && next.is(C::NOT_PROGRESSIVE))
    }

    /// "A ledger found in 1998 in an attic tells another story": between the participle and the verb at
    /// `start` stand only phrases, and nothing that could be the subject of what was found.
    pub(super) fn found_by(&self, participle: &Verb, start: usize) -> bool {
        let tokens = self.tokens;
        let subject = participle.span.start.checked_sub(1).is_some_and(|before| !tokens[before].is(C::PRONOUN));
        let phrase = tokens.get(participle.span.end).is_some_and(|next| next.is(C::PREPOSITION.or(C::ADVERB)));
        let adverbs = tokens[participle.span.end..start].iter().take_while(|token| token.is(C::ADVERB)).count();
        let rest = self.after_date(participle.span.end + adverbs, start);
        let bare = tokens[participle.head].is(C::STATING) && !tokens[participle.head].is(C::SAYING);
        subject && bare && phrase && (rest >= start || tokens[rest].is(C::PREPOSITION))
    }

    /// "(said) in a letter published on Friday": a phrase of one noun, directly behind a verb that ends at `from`,
    /// and a participle that has no object.
    pub(super) fn in_a_document(&self, from: usize, participle: &Verb) -> bool {
        let tokens = self.tokens;
        let start = participle.span.start;
        let Some([first, noun @ ..]) = tokens.get(from..start) else { return false };
        let other = C::PREPOSITION.or(C::PRONOUN.without(C::DETERMINER)).or(C::COORDINATOR).or(C::COMPLEMENTISER);
        let plain = |token: &Token| !token.mark && token.date.is_none() && !token.capital() && !token.is(other);
        let next = tokens.get(participle.span.end);
        let alone = next.is_some_and(|next| next.date.is_some() || next.is(C::PREPOSITION.or(C::COMPLEMENTISER)));
        participle.bare
            && alone
            && first.is(C::PREPOSITION)
            && noun.first().is_some_and(|first| first.is(C::DETERMINER))
            && noun.len() > 1
            && noun.iter().all(plain)
    }

    /// "In an order issued on Friday, the court …": the participle says more of the order, and the
    /// clause is still to come.
    pub(super) fn opening(&self, comma: usize) -> bool {
        let clause = &self.clauses.list[self.current];
        clause.verb.as_ref().is_some_and(|verb| verb.span.end <= comma) && clause.opens_with_participle(self.tokens)
    }

    /// "After a fire in 1911 the mill was rebuilt": a date ends the opening phrase, and the subject follows.
    pub(super) fn dated_opening(&self) -> bool {
        let Some(verb) = self.verb_ahead(1) else { return false };
        let date = (1..verb.span.start).rev().find(|&at| self.tokens[at].date.is_some());
        self.tokens[0].is(C::PREPOSITION)
            && date.is_some_and(|date| date > 1 && self.tokens[date - 1].is(C::DATING) && date + 1 < verb.span.start)
    }

    /// Whether a past tense follows a comma, and after it, before the next mark, "and" with another.
    pub(super) fn series(&self, comma: usize) -> bool {
        let past = |at: usize| verb_at(self.tokens, at).is_some_and(|verb| verb.tense == Tense::Past && !verb.weak);
        let past = |at: usize| past(at) || self.shares_auxiliary(at).is_some();
        if comma + 1 >= self.tokens.len() || self.tokens[comma + 1].capital() || !past(comma + 1) {
            return false;
        }
        let mut end = (comma + 1..self.tokens.len()).find(|&at| self.tokens[at].mark).unwrap_or(self.tokens.len());
        // "… debated it in May, and gave up"
        if self.tokens.get(end).is_some_and(|mark| mark.mark_of(",")) {
            end = (end + 3).min(self.tokens.len());
        }
        // "…, lost again that summer and has been theirs since"
        let goes_on = |at: usize| past(at) || self.tokens[at].is(C::HAVE) && verb_at(self.tokens, at).is_some();
        (comma + 2..end.saturating_sub(1)).any(|at| self.tokens[at].is(C::COORDINATOR) && goes_on(at + 1))
    }

    /// "The call opened in May, the vote was held in June": a clause with a subject and a verb of its
    /// own begins after the comma, without a connecting word.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        let other = C::COORDINATOR.or(C::SUBORDINATOR).or(C::RELATIVE).or(C::PREPOSITION).or(C::FREE_RELATIVE);
        let Some(verb) = self.verb_ahead(at + 1).filter(|verb| !verb.weak) else { return false };
        // "a van driven by her husband", but "the change helped us".
        let object = C::DETERMINER.or(C::PRONOUN);
        if verb.bare && !self.tokens.get(verb.span.end).is_some_and(|next| next.is(object) || next.number()) {
            return false;
        }
        let subject = &self.tokens[at + 1..verb.span.start];
        let opens = subject.first().is_some_and(|token| token.is(C::DETERMINER.or(C::PRONOUN)) || token.capital());
        opens && !subject.iter().any(|token| token.is(other.without(C::PRONOUN)) && !token.is(C::OF))
    }

    /// Whether ", police said", ", according to the court" or ", its chairman, Tom Rudge, confirmed"
    /// begins at a comma.
    pub(super) fn attribution(&self, at: usize) -> bool {
        const LONGEST: usize = 6;
        let stop = |&index: &usize| self.tokens[index].mark_of(",;:.—–");
        let opens = |piece: &[Token]| {
            piece
                .first()
                .is_none_or(|token| token.is(C::COORDINATOR.or(C::RELATIVE).or(C::PROGRESSIVE).or(C::SUBORDINATOR)))
        };
        let end = (at + 1..self.tokens.len()).find(stop).unwrap_or(self.tokens.len());
        let piece = &self.tokens[at + 1..end];
        let says = piece.iter().position(|token| token.is(C::SAYING));
        if says.is_some_and(|says| says <= LONGEST && piece[says + 1..].iter().all(|token| !token.is(C::PAST))) {
            // ", reported in 2010" has no one who reports.
            let nobody = says == Some(0) && piece.get(1).is_some_and(|next| next.is(C::DATING) || next.date.is_some());
            return !opens(piece) && !nobody;
        }
        // A verb of telling that has no object can only tell what stands before.
        let rest = &self.tokens[at + 1..];
        let verb = (0..rest.len()).find(|&index| verb_at(rest, index).is_some());
        let Some(verb) = verb.filter(|&verb| rest[verb].is(C::SAYING.or(C::STATING))) else { return false };
        // ", first announced in May": nobody announces it.
        let dated = rest.get(verb + 1).is_some_and(|next| next.is(C::DATING) || next.date.is_some());
        if dated && rest[..verb].iter().all(|token| token.is(C::ADVERB)) {
            return false;
        }
        // ", its manager, Ada Low, told reporters"
        const HEARERS: usize = 3;
        let object = rest[verb + 1..].iter().take_while(|token| !token.mark && token.date.is_none()).count();
        let hearers = rest[verb].is(C::SAYING)
            && object <= HEARERS
            && !rest[verb + 1..]
                .iter()
                .any(|token| token.is(C::PREPOSITION.without(C::DATING).or(C::COMPLEMENTISER).or(C::RELATIVE)));
        let after = if hearers { verb + 1 + object } else { verb + 1 };
        let ends = rest[after..].iter().all(|token| token.mark || token.date.is_some() || token.is(C::DATING));
        ends && verb <= 2 * LONGEST && !opens(rest)
    }

    /// Whether the stretch before the comma at `at` is the only one of the clause that can be its
    /// subject: "On Friday, the mayor, …", but not "The mayor, Ada Low, …" or "The mayor, in 2012, …".
    pub(super) fn after_subject(&self, at: usize) -> bool {
        let start = self.clauses.list[self.current].start;
        let (mut pieces, mut last) = (0, false);
        let mut fresh = true;
        for (index, token) in self.tokens[start..at].iter().enumerate() {
            let dated = self.tokens.get(start + index + 1).is_some_and(|next| next.date.is_some());
            // "On Friday Ada Low, the mayor, …": the subject follows the date.
            if fresh && (token.date.is_some() || token.is(C::DATE_ADVERB) || token.is(C::DATING) && dated) {
                continue;
            }
            if token.mark_of(",") {
                (fresh, last) = (true, false);
            } else if fresh {
                fresh = false;
                let adjunct = token.is(C::PREPOSITION.or(C::SUBORDINATOR).or(C::ADVERB));
                last = !adjunct && !token.mark;
                pieces += usize::from(last);
            }
        }
        pieces == 1 && last
    }

    /// Whether "and" joins clauses: there is a verb before it in the clause and one after it.
    pub(super) fn coordinates(&self, at: usize) -> bool {
        let told = self.clauses.list[self.current].verb.is_some()
            || self.clauses.list[self.main()].verb.is_some() && self.tokens[at - 1].mark_of(",");
        if !told {
            return false;
        }
        let Some(verb) = self.verb_ahead(at + 1) else {
            return self.apposition_ahead(at + 1) || self.dated_aside_ahead(at + 1);
        };
        // "told a packed and noisy parliament that": the verb is another clause's.
        if self.tokens[at + 1..verb.span.start].iter().any(|token| token.is(C::RELATIVE.or(C::SUBORDINATOR))) {
            return false;
        }
        // "received two dead and 23 wounded"
        let between = &self.tokens[at + 1..verb.span.start];
        let counted = !between.is_empty() && between.iter().all(Token::number);
        if counted && verb.bare && self.tokens.get(verb.span.end).is_none_or(|next| next.mark || next.date.is_some()) {
            return false;
        }
        // "bought and sold", "opened in 1990 and closed": directly after it; else a subject of its own.
        !verb.weak || verb.span.start == at + 1
    }

    /// "and his successor, Ada Low, flew": a subject, what is said of it between two commas, and a verb;
    /// "and in July, when it is hot, it rained": a date, and a clause behind its comma.
    fn apposition_ahead(&self, from: usize) -> bool {
        const LONGEST: usize = 16;
        // "and in October Ada Low, who owned the mill, gave notice"
        let date = self.tokens.get(from + 1).is_some_and(|next| next.date.is_some());
        let opened = self.tokens.get(from).is_some_and(|first| first.is(C::DATING)) && date;
        let subject = self.tokens.get(from + 2).is_some_and(|next| next.is(C::DETERMINER) || next.capital());
        let from = if opened && subject { from + 2 } else { from };
        let ahead = from..self.tokens.len().min(from + LONGEST);
        let mut commas = ahead.clone().filter(|&at| self.tokens[at].mark_of(","));
        let Some(open) = commas.next() else { return false };
        let first = &self.tokens[from];
        let fronted = self.tokens[from..open].iter().all(|token| token.date.is_some() || token.is(C::DATING));
        let Some(second) = self.tokens.get(open + 1) else { return false };
        let close = commas.next();
        if fronted {
            let subject = if second.is(C::SUBORDINATOR) { close.map(|close| close + 1) } else { Some(open + 1) };
            let strong = |at: usize| self.verb_ahead(at).is_some_and(|verb| !verb.weak && verb.span.start > at);
            return subject.is_some_and(strong);
        }
        let subject = first.is(C::DETERMINER) || first.capital();
        let other = C::PREPOSITION.without(C::OF).or(C::COORDINATOR).or(C::RELATIVE);
        let plain = open < from + 5 && !self.tokens[from..open].iter().any(|token| token.is(other) && !token.is(C::OF));
        let named = second.capital() || second.is(C::ARTICLE) || second.is(C::RELATIVE);
        let verb = close.and_then(|close| verb_at(self.tokens, (close + 1).min(self.tokens.len() - 1)));
        subject && plain && named && verb.is_some_and(|verb| !verb.weak || verb.tense == Tense::Present)
    }

    /// "which our limiter, having been switched off, did not mind", "where Ada Low, a student, sawed": a verb
    /// behind the second of two commas.
    pub(super) fn verb_behind_aside(&self, from: usize) -> bool {
        const SUBJECT: usize = 6;
        const LONGEST: usize = 16;
        let comma = |from: usize, most: usize| {
            (from..self.tokens.len().min(from + most)).find(|&at| self.tokens[at].mark_of(",;:—–."))
        };
        let open = comma(from, SUBJECT).filter(|&open| self.tokens[open].mark_of(","));
        let close = open.and_then(|open| comma(open + 1, LONGEST)).filter(|&close| self.tokens[close].mark_of(","));
        let verb =
            close.filter(|&close| close + 1 < self.tokens.len()).and_then(|close| verb_at(self.tokens, close + 1));
        verb.is_some_and(|verb| !verb.weak)
    }

    /// "and, forty years later, named a street": a date between two commas, and a verb.
    fn dated_aside_ahead(&self, comma: usize) -> bool {
        let open = |mark: &Token| mark.mark_of(",");
        let Some(from) = self.tokens.get(comma..).filter(|rest| rest.first().is_some_and(open)) else { return false };
        let Some(close) = from[1..].iter().position(open) else { return false };
        let dated = from[1..=close].iter().all(|token| token.date.is_some() || token.is(C::DATING.or(C::DATE_ADVERB)));
        let verb = comma + close + 2;
        dated && close > 0 && verb < self.tokens.len() && verb_at(self.tokens, verb).is_some_and(|verb| !verb.weak)
    }

    pub(super) fn participle_first(&self) -> bool {
        let Some(first) = self.tokens.first() else { return false };
        let form = first.is(C::PROGRESSIVE) || (first.is(C::PARTICIPLE) && !first.is(C::AUXILIARY));
        // "Neighbouring Valdia, which …": no participle, the comma opens what is said of the noun.
        let noun = self.tokens.iter().position(|token| token.mark_of(",") && !token.quoted);
        let noun = noun.and_then(|comma| self.tokens.get(comma + 1)).is_some_and(|next| next.is(C::RELATIVE));
        form && !noun && self.comma_with_verb_after() && !self.verb_before_comma()
    }

    /// "Lost days will be made up in June, and …": an auxiliary before the comma is the sentence's own.
    fn verb_before_comma(&self) -> bool {
        let other = C::RELATIVE.or(C::SUBORDINATOR).or(C::COMPLEMENTISER);
        let mut ahead = self.tokens.iter().skip(1).take_while(|token| !token.mark && !token.is(other));
        ahead.any(|token| token.is(C::AUXILIARY) && !token.is(C::PROGRESSIVE))
    }

    /// How many forms of the sentence are certainly verbs.
    pub(super) fn verbs(&self) -> usize {
        (0..self.tokens.len()).filter(|&at| verb_at(self.tokens, at).is_some_and(|verb| !verb.weak)).count()
    }

    /// Whether the sentence has a comma with a verb after it, so that a clause can stand before it.
    pub(super) fn comma_with_verb_after(&self) -> bool {
        let comma = self.tokens.iter().position(|token| token.mark_of(",") && !token.quoted);
        comma.is_some_and(|comma| (comma + 1..self.tokens.len()).any(|at| verb_at(self.tokens, at).is_some()))
    }

    /// The first finite verb from `from` on, before the next boundary.
    pub(super) fn verb_ahead(&self, from: usize) -> Option<Verb> {
        let mut weak = None;
        let mut relative = false;
        for at in from..self.tokens.len() {
            let token = &self.tokens[at];
            if token.mark_of(",;:—–") || at > from && token.is(C::WHEN) {
                break;
            }
            // "Israel and Iran signed" has one subject; "the sale and closed" goes on with a verb.
            let goes_on = at > from
                && token.is(C::COORDINATOR)
                && (weak.is_some()
                    || at + 1 < self.tokens.len()
                        && (verb_at(self.tokens, at + 1).is_some()
                            // "divorced after five years and she married"
                            || self.tokens[at + 1].is(C::PERSONAL.or(C::IMPERSONAL).or(C::PLURAL_PRONOUN))));
            if goes_on {
                break;
            }
            // "after an explosion which killed two": the verb is the relative's.
            relative |= at > from && token.is(C::RELATIVE) && !token.is(C::COMPLEMENTISER);
            if let Some(verb) = verb_at(self.tokens, at) {
                if relative {
                    relative = false;
                    continue;
                }
                if !verb.weak {
                    return Some(verb);
                }
                weak = weak.or(Some(verb));
            }
        }
        weak
    }

    /// "attacked the embassy": a form that has an object is no participle; "a man named Low" has none.
    pub(super) fn has_object(&self, verb: &Verb) -> bool {
        let object = |next: &Token| {
            next.date.is_none() && (next.is(C::DETERMINER.or(C::OBJECT)) || next.number() || next.capital())
        };
        let next = self.tokens.get(verb.span.end);
        // "called off the strike planned for May"
        let out = next.is_some_and(|next| next.is(C::PARTICLE) && !next.is(C::DATING.or(C::CLOSING)));
        let follows = if out { self.tokens.get(verb.span.end + 1).filter(|next| next.is(C::ARTICLE)) } else { next };
        !self.tokens[verb.head].is(C::STATE_PARTICIPLE) && follows.is_some_and(object)
    }

    /// The first word after the date phrase that follows a verb of saying.
    pub(super) fn after_date(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        let mut dated = from;
        while at < limit {
            let token = &self.tokens[at];
            if token.date.is_some() {
                dated = at + 1;
            } else if !token.is(C::DATING.or(C::DATE_ADVERB)) {
                break;
            }
            at += 1;
        }
        // "told us in a talk last year he was behind it"
        let far = (from..limit).rev().find(|&at| self.tokens[at].date.is_some());
        far.filter(|far| far + 1 < limit && !self.tokens[far + 1].mark).map_or(dated, |far| dated.max(far + 1))
    }
}
