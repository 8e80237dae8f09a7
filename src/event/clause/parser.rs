//! Reads a sentence from left to right and opens and closes its clauses.

use super::super::verb::{Tense, Verb, verb_at};
use super::super::words::Token;
use super::{Clause, ClauseKind, Clauses};
use crate::language::Classes as C;

pub(super) struct Parser<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: Clauses,
    pub(super) current: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>]) -> Parser<'a> {
        let root =
            Clause { kind: ClauseKind::Main, parent: 0, start: 0, opener: None, verb: None, reduced: Vec::new() };
        Parser { tokens, clauses: Clauses { list: vec![root], of: vec![0; tokens.len()] }, current: 0 }
    }

    /// The clauses of the sentence.
    pub(super) fn clauses(mut self) -> Clauses {
        self.run();
        self.settle();
        self.clauses
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let end = self.step(at);
            for token in at..end {
                self.clauses.of[token] = self.current;
            }
            at = end;
        }
    }

    fn this(&mut self) -> &mut Clause {
        &mut self.clauses.list[self.current]
    }

    fn open(&mut self, kind: ClauseKind, at: usize, opener: Option<usize>) {
        let parent = if kind == ClauseKind::Main { self.main() } else { self.current };
        self.clauses.list.push(Clause { kind, parent, start: at, opener, verb: None, reduced: Vec::new() });
        self.current = self.clauses.list.len() - 1;
    }

    /// The nearest clause outwards that is a main one.
    pub(super) fn main(&self) -> usize {
        let mut clause = self.current;
        while self.clauses.list[clause].kind != ClauseKind::Main {
            clause = self.clauses.list[clause].parent;
        }
        clause
    }

    fn pop(&mut self) {
        self.current = self.clauses.list[self.current].parent;
    }

    /// Reads what begins at `at` and says where it ends.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if token.quoted || token.date.is_some() {
            return at + 1;
        }
        if token.mark {
            self.mark(at);
            return at + 1;
        }
        if token.is(C::RELATIVE) && self.relative(at) {
            return at + 1;
        }
        // "may explain why the convent was given up"
        let why = token.is(C::COMPLEMENTISER) && !token.is(C::RELATIVE.or(C::SUBORDINATOR).or(C::FREE_RELATIVE));
        if why && at > 0 && !self.tokens[at - 1].mark && self.verb_ahead(at + 1).is_some() {
            self.open(ClauseKind::Complement, at, Some(at));
            return at + 1;
        }
        if token.is(C::FREE_RELATIVE)
            && self.verb_ahead(at + 1).is_some()
            && self.tokens.get(at + 1).is_none_or(|next| !next.mark)
        {
            self.open(ClauseKind::Relative, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR)
            && at > 0
            && (self.verb_ahead(at + 1).is_some() || self.verb_behind_aside(at + 1))
            && !self.compares(at)
            && !self.without_subject(at)
        {
            // A second "after" within a tail clause stands in it.
            self.open(ClauseKind::Subordinate, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR) && at == 0 && self.verb_ahead(1).is_some() && self.comma_with_verb_after() {
            self.open(ClauseKind::Subordinate, at, Some(at));
            return at + 1;
        }
        // "When she left school in 1994 there were four of them": two verbs, and the second is the main one.
        if token.is(C::WHEN) && at == 0 && self.verbs() > 1 {
            self.open(ClauseKind::Subordinate, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR) && at == 0 && self.verb_ahead(1).is_some() && !self.dated_opening() {
            // "Unless you read this on Friday." is a fragment: the clause is all there is.
            self.this().opener = Some(at);
            return at + 1;
        }
        if token.is(C::COORDINATOR)
            && at > 0
            && let Some(verb) = self.shares_auxiliary(at + 1)
        {
            self.join(at);
            let end = verb.span.end;
            self.this().verb = Some(verb);
            return end;
        }
        if token.is(C::COORDINATOR) && at > 0 && self.coordinates(at) {
            self.join(at);
            return at + 1;
        }
        if at == 0 && self.participle_first() {
            self.open(ClauseKind::Participle, at, None);
            return at + 1;
        }
        match verb_at(self.tokens, at) {
            Some(verb) => self.verb(verb),
            None => at + 1,
        }
    }

    /// Opens the clause that a word such as "and" at `at` joins to the one before.
    fn join(&mut self, at: usize) {
        let kind = match self.clauses.list[self.current].kind {
            kind @ (ClauseKind::Complement | ClauseKind::Relative) if !self.tokens[at - 1].mark => kind,
            _ => ClauseKind::Main,
        };
        let shared = self.current;
        self.open(kind, at, Some(at));
        if kind != ClauseKind::Main {
            let parent = self.clauses.list[shared].parent;
            self.this().parent = parent;
        } else {
            self.this().parent = shared;
        }
    }

    fn mark(&mut self, at: usize) {
        let token = &self.tokens[at];
        if token.mark_of(";") || (token.dash() && at > 0 && self.spaced(at)) {
            while self.clauses.list[self.current].kind != ClauseKind::Main {
                self.pop();
            }
            if self.clauses.list[self.current].verb.is_some() {
                self.open(ClauseKind::Main, at, Some(at));
            }
        } else if token.mark_of(":") {
            if self.clauses.list[self.current].verb.is_some() {
                self.current = self.main();
                self.open(ClauseKind::Main, at, Some(at));
            }
        } else if token.mark_of(",") {
            self.comma(at);
        }
    }

    fn comma(&mut self, at: usize) {
        // "…, said the prosecutor, Nora Vance, adding": the name belongs to what is attributed.
        if self.clauses.list[self.current].kind == ClauseKind::Attribution
            && self.tokens.get(at + 1).is_some_and(Token::capital)
            && self.verb_ahead(at + 1).is_none()
        {
            return;
        }
        // ", leaving behind mines, two kitchens and a dog": nothing but a list follows.
        if self.clauses.list[self.current].kind == ClauseKind::Participle
            && self.clauses.list[self.main()].verb.is_some()
            && (at + 1..self.tokens.len()).all(|at| verb_at(self.tokens, at).is_none())
            && self.tokens[at + 1..].iter().any(|token| token.is(C::COORDINATOR))
        {
            return;
        }
        // What stood between two commas is over; so is a clause at the head of the sentence.
        while matches!(
            self.clauses.list[self.current].kind,
            ClauseKind::Relative | ClauseKind::Subordinate | ClauseKind::Participle | ClauseKind::Attribution
        ) && (self.clauses.list[self.current].verb.is_some()
            || self.clauses.list[self.current].kind == ClauseKind::Participle
            || self.according(self.clauses.list[self.current].start))
        {
            self.pop();
        }
        let Some(next) = self.tokens.get(at + 1) else { return };
        // "Ada Low, who said that she would go, resigned": what was said is over, too.
        let resumes = verb_at(self.tokens, at + 1).is_some_and(|verb| !verb.weak && verb.span.start == at + 1);
        if self.clauses.list[self.current].kind == ClauseKind::Complement && resumes {
            self.resume();
        }
        let told = self.clauses.list[self.current].verb.is_some();
        let told = told && !self.opening(at);
        if told && self.attribution(at) || self.according(at) {
            self.current = self.main();
            let kind = ClauseKind::Attribution;
            self.open(kind, at, None);
            return;
        }
        if told && self.clauses.list[self.current].kind == ClauseKind::Main && self.runs_on(at) {
            self.open(ClauseKind::Main, at, Some(at));
            return;
        }
        // "She studied law, graduated in 1985 and joined a firm": one of several verbs.
        if told && self.series(at) {
            let shared = self.shares_auxiliary(at + 1);
            self.open(ClauseKind::Main, at, Some(at));
            self.this().parent = self.clauses.of[at - 1];
            // The word itself is read next, and says nothing more.
            self.this().verb = shared;
            return;
        }
        // ", killing two" goes on anywhere; ", built in 1912," only after one possible subject.
        // ", last used in 1999,"
        let adverb = |token: &&Token| token.is(C::ADVERB) && !token.is(C::PREPOSITION.or(C::COORDINATOR));
        let form = self.tokens[at + 1..].iter().find(|token| !adverb(token)).unwrap_or(next);
        let form = form.is(C::PROGRESSIVE) || form.is(C::PARTICIPLE) && (told || self.after_subject(at));
        if form && !next.capital() {
            self.open(ClauseKind::Participle, at, None);
        }
    }

    /// Opens a relative clause or what is said; false where "that" is an article.
    fn relative(&mut self, at: usize) -> bool {
        let token = &self.tokens[at];
        // "that November" is no clause.
        let dated = token.is(C::COMPLEMENTISER) && self.tokens.get(at + 1).is_some_and(|next| next.date.is_some());
        if dated || self.verb_ahead(at + 1).is_none() && !self.verb_behind_aside(at + 1) {
            return false;
        }
        let that = token.is(C::COMPLEMENTISER);
        if !that {
            self.open(ClauseKind::Relative, at, Some(at));
            return true;
        }
        // "said that it burned, that two died and that it rained"
        let goes_on = at > 0 && (self.tokens[at - 1].is(C::COORDINATOR) || self.tokens[at - 1].mark_of(","));
        if let Some(first) = self.that_before().filter(|_| goes_on) {
            self.open(ClauseKind::Complement, at, Some(at));
            self.this().parent = first;
            return true;
        }
        let verb = self.clauses.list[self.current].verb.as_ref();
        let saying = verb.is_some_and(|verb| {
            let head = &self.tokens[verb.head];
            head.is(C::SAYING.or(C::STATING).or(C::DENYING))
                && self.tokens[verb.span.end..at].iter().all(|token| !token.mark || token.mark_of(",\"”"))
        });
        // "noticed that the ewes fell ill": directly after a verb.
        let object = verb.is_some_and(|verb| verb.span.end == at && !verb.state && !verb.weak)
            && self.verb_ahead(at + 1).is_some_and(|verb| !verb.weak && verb.span.start > at + 1);
        if saying || object || (at > 0 && self.tokens[at - 1].is(C::PROGRESSIVE.or(C::SAYING).or(C::STATING))) {
            self.open(ClauseKind::Complement, at, Some(at));
            return true;
        }
        // "that we renewed and that nobody could read"
        let beside = at > 0 && self.tokens[at - 1].is(C::COORDINATOR);
        if beside && self.clauses.list[self.current].kind == ClauseKind::Relative {
            self.pop();
            self.open(ClauseKind::Relative, at, Some(at));
            return true;
        }
        // "said in a statement that the shop had closed" was caught; "the shop that closed".
        let noun = at > 0 && !self.tokens[at - 1].mark && !self.tokens[at - 1].is(C::PREPOSITION.or(C::COORDINATOR));
        if noun && self.tokens.get(at + 1).is_some_and(|next| !next.mark) {
            self.open(ClauseKind::Relative, at, Some(at));
            return true;
        }
        false
    }

    /// The clause on which the last clause with "that" hangs, if it says what is said or known.
    fn that_before(&self) -> Option<usize> {
        let that = |clause: &&Clause| clause.opener.is_some_and(|at| self.tokens[at].is(C::COMPLEMENTISER));
        let last = self.clauses.list.iter().rev().find(|clause| clause.verb.is_some() && that(clause))?;
        let object = last.kind == ClauseKind::Complement
            || last.opener.is_some_and(|at| at > 0 && self.tokens[at - 1].is(C::PARTICIPLE));
        object.then_some(last.parent)
    }

    fn verb(&mut self, verb: Verb) -> usize {
        let end = verb.span.end;
        let start = verb.span.start;
        let Some(present) = self.clauses.list[self.current].verb.clone() else {
            self.this().verb = Some(verb);
            return end;
        };
        // It shares its auxiliary, and was read with the comma before it.
        if present.span.start == start {
            return end;
        }
        // "nears the end of a program agreed in 2008": the first has an object, so it is the verb.
        let object = |at: usize| self.tokens.get(at).is_some_and(|next| next.is(C::ARTICLE.or(C::ANAPHORIC)));
        let noun = start > 0 && !self.tokens[start - 1].mark && !self.tokens[start - 1].is(C::PRONOUN.or(C::ADVERB));
        if present.weak
            && present.tense == Tense::Present
            && object(present.span.end)
            && verb.bare
            && noun
            && !self.has_object(&verb)
        {
            self.this().reduced.push(start..end);
            return end;
        }
        if present.weak && !verb.weak {
            self.this().verb = Some(verb);
            return end;
        }
        // "The suit brought by residents, filed in May, goes before a judge": behind the comma that closes it.
        let closes = start > 1 && self.tokens[start - 1].mark_of(",") && self.tokens[verb.head].is(C::PRESENT);
        let closes = closes && self.clauses.list[self.clauses.of[start - 2]].start > present.span.end;
        if closes && present.bare && verb.tense == Tense::Present && !self.has_object(&present) {
            self.this().reduced.push(present.span.start..start);
            self.this().verb = Some(verb);
            return end;
        }
        // "Ada Low, in a speech broadcast here, calls for talks": what stands between two commas is no verb.
        let aside = start > 0 && self.tokens[start - 1].mark_of(",") && self.tokens[verb.head].is(C::PRESENT);
        let opened = self.tokens[..present.span.start].iter().rposition(|token| token.mark_of(","));
        let opened = opened.is_some_and(|comma| comma > 0 && self.tokens[comma + 1].is(C::PREPOSITION));
        if aside && opened && present.weak && verb.tense == Tense::Present {
            self.this().verb = Some(verb);
            return end;
        }
        // "The mill that Ada Low sold in 2012 makes ropes": after the date of a relative clause.
        let after_date = start > 0 && self.tokens[start - 1].date.is_some();
        if verb.weak && !(after_date && self.without_verb().is_some()) {
            return start + 1;
        }
        let head = &self.tokens[present.head];
        // "the man accused of arson pleaded guilty"
        let reduced = present.bare
            && (self.tokens.get(present.span.end).is_some_and(|next| next.is(C::OF))
                || self.opening(start)
                || self.found_by(&present, start));
        // "the coastal states met"
        let noun = head.is(C::PLURAL) && present.span.end == start;
        if noun {
            self.this().verb = Some(verb);
            return end;
        }
        // "said in a letter published on Friday that": of the letter.
        if head.is(C::SAYING.or(C::STATING)) && self.in_a_document(present.span.end, &verb) {
            let dated = self.after_date(end, self.tokens.len());
            self.this().reduced.push(start..dated);
            return end;
        }
        // "officials who knew him said": no subject of what is said.
        let object = start > 0 && self.tokens[start - 1].is(C::OBJECT) && !self.tokens[start - 1].is(C::PRONOUN);
        if head.is(C::SAYING.or(C::STATING)) && !present.passive && !reduced && !object {
            // "said it had closed": what is said begins after the verb and its date.
            let from = self.after_date(present.span.end, start);
            self.open(ClauseKind::Complement, from, None);
            for token in from..start {
                self.clauses.of[token] = self.current;
            }
            self.this().verb = Some(verb);
            return end;
        }
        if let Some(outer) = self.without_verb() {
            // "the man who opened the bar was arrested"; "in a paper that appeared in 2003 Low argued".
            let from = self.subject_after_date(present.span.end, start);
            self.current = outer;
            for token in from..start {
                self.clauses.of[token] = self.current;
            }
            self.this().verb = Some(verb);
            return end;
        }
        // "called for a stop to a war it said could spread": "it" opens a clause that says more of the war.
        if self.contact(&present, start) {
            self.open(ClauseKind::Relative, start - 1, None);
            self.clauses.of[start - 1] = self.current;
            self.this().verb = Some(verb);
            return end;
        }
        // "posted about a fault discovered in May": the second is certainly the participle.
        let passive = |verb: &Verb| self.tokens[verb.head].is(C::NEEDS_OBJECT) && !self.has_object(verb);
        if present.bare && verb.bare && passive(&verb) && !self.tokens[present.head].is(C::NEEDS_OBJECT) {
            let dated = self.after_date(end, self.tokens.len());
            self.this().reduced.push(start..dated);
            return end;
        }
        // "the last time they lost a lead was in May": an auxiliary is certainly the main verb.
        if present.bare && (!self.has_object(&present) || self.tokens[start].is(C::AUXILIARY)) {
            // "a man arrested on Monday was released"
            let reduced = present.span.start..start;
            self.this().reduced.push(reduced);
            self.this().verb = Some(verb);
        }
        end
    }

    /// The clause around the current one that still waits for its verb: "two men who were hurt when the
    /// wall fell (are at home)".
    fn without_verb(&self) -> Option<usize> {
        let mut clause = self.current;
        while matches!(self.clauses.list[clause].kind, ClauseKind::Relative | ClauseKind::Subordinate) {
            clause = self.clauses.list[clause].parent;
            // "Protests that began on Friday descended into …": a form that may as well be a noun is none.
            if self.clauses.list[clause].verb.as_ref().is_none_or(|verb| verb.weak && verb.tense == Tense::Present) {
                return Some(clause);
            }
        }
        None
    }

    /// Goes back from what is said in a relative clause to the clause around that, if it still waits for its verb.
    fn resume(&mut self) {
        let mut clause = self.current;
        while self.clauses.list[clause].kind == ClauseKind::Complement {
            clause = self.clauses.list[clause].parent;
        }
        let around = self.clauses.list[clause].parent;
        if self.clauses.list[clause].kind == ClauseKind::Relative && self.clauses.list[around].verb.is_none() {
            self.current = around;
        }
    }

    /// Where a subject begins that follows the date of a clause; `limit` if none does.
    fn subject_after_date(&self, from: usize, limit: usize) -> usize {
        let date = (from..limit).rev().find(|&at| self.tokens[at].date.is_some());
        let next = date.map(|date| date + 1).filter(|&next| next < limit);
        let opens = |token: &Token| token.capital() || token.is(C::DETERMINER.or(C::PRONOUN));
        next.filter(|&next| opens(&self.tokens[next])).unwrap_or(limit)
    }

    /// A clause that never got a verb belongs to its parent.
    fn settle(&mut self) {
        for index in (1..self.clauses.list.len()).rev() {
            let clause = &self.clauses.list[index];
            if clause.verb.is_none() && clause.kind != ClauseKind::Participle && clause.kind != ClauseKind::Attribution
            {
                let parent = clause.parent;
                for of in &mut self.clauses.of {
                    if *of == index {
                        *of = parent;
                    }
                }
                for other in &mut self.clauses.list {
                    if other.parent == index {
                        other.parent = parent;
                    }
                }
            }
        }
    }
}
