//! The clauses of a sentence, by punctuation, connecting words and verbs.

use super::verb::{Tense, Verb, verb_at};
use super::words::Token;
use crate::language::Classes as C;
use std::ops::Range;

/// How a clause hangs together with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseKind {
    /// The main clause, or one beside it: "…, and the shop closed".
    Main,
    /// "after the shop closed"
    Subordinate,
    /// "which closed"
    Relative,
    /// "(said) that the shop had closed"
    Complement,
    /// ", killing two", ", built in 1912,"
    Participle,
    /// ", police said"
    Attribution,
}

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) kind: ClauseKind,
    /// The clause in which it stands; the first clause is its own parent.
    pub(super) parent: usize,
    /// Its first word, the connecting word included.
    pub(super) start: usize,
    /// The connecting word: "after", "which", "and".
    pub(super) opener: Option<usize>,
    /// Its finite verb.
    pub(super) verb: Option<Verb>,
    /// Words of reduced relatives: "(the man) arrested on Monday".
    pub(super) reduced: Vec<Range<usize>>,
}

impl Clause {
    /// "In an order issued on Friday, …": a preposition, one noun, and a participle that says more of it.
    pub(super) fn opens_with_participle(&self, tokens: &[Token]) -> bool {
        let Some(verb) = self.verb.as_ref().filter(|verb| verb.bare) else { return false };
        let before = tokens.get(self.start + 1..verb.span.start).unwrap_or_default();
        let nouns = before.iter().filter(|token| token.is(C::DETERMINER)).count();
        let other = C::PRONOUN.without(C::DETERMINER);
        tokens[self.start].is(C::PREPOSITION)
            && !before.is_empty()
            && nouns <= 1
            && before.iter().all(|token| token.date.is_none() && !token.mark && !token.capital() && !token.is(other))
    }
}

/// The clauses of a sentence and, for each word, in which of them it stands.
#[derive(Clone, Debug)]
pub(super) struct Clauses {
    pub(super) list: Vec<Clause>,
    pub(super) of: Vec<usize>,
}

impl Clauses {
    /// Parts a sentence into clauses.
    pub(super) fn new(tokens: &[Token]) -> Clauses {
        let root =
            Clause { kind: ClauseKind::Main, parent: 0, start: 0, opener: None, verb: None, reduced: Vec::new() };
        let mut parser =
            Parser { tokens, clauses: Clauses { list: vec![root], of: vec![0; tokens.len()] }, current: 0 };
        parser.run();
        parser.settle();
        parser.clauses
    }

    /// The clause of a word.
    pub(super) fn at(&self, token: usize) -> &Clause {
        &self.list[self.of[token]]
    }

    /// True if `inner` is `outer` or stands in it.
    pub(super) fn within(&self, inner: usize, outer: usize) -> bool {
        let mut clause = inner;
        loop {
            if clause == outer {
                return true;
            }
            let parent = self.list[clause].parent;
            // "and" clauses stand beside their parent, not in it.
            if parent == clause || self.list[clause].kind == ClauseKind::Main {
                return false;
            }
            clause = parent;
        }
    }

    /// The words of a clause before its verb, without the connecting word.
    pub(super) fn subject(&self, clause: usize) -> Range<usize> {
        let this = &self.list[clause];
        let from = this.opener.map_or(this.start, |opener| opener + 1);
        from..this.verb.as_ref().map_or(from, |verb| verb.span.start.max(from))
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    clauses: Clauses,
    current: usize,
}

impl Parser<'_> {
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
    fn main(&self) -> usize {
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
        if token.is(C::FREE_RELATIVE)
            && self.verb_ahead(at + 1).is_some()
            && self.tokens.get(at + 1).is_none_or(|next| !next.mark)
        {
            self.open(ClauseKind::Relative, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR) && at > 0 && self.verb_ahead(at + 1).is_some() && !self.compares(at) {
            // A second "after" within a tail clause stands in it.
            self.open(ClauseKind::Subordinate, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR) && at == 0 && self.verb_ahead(1).is_some() && self.comma_with_verb_after() {
            self.open(ClauseKind::Subordinate, at, Some(at));
            return at + 1;
        }
        if token.is(C::SUBORDINATOR) && at == 0 && self.verb_ahead(1).is_some() && !self.dated_opening() {
            // "Unless you read this on Friday." is a fragment: the clause is all there is.
            self.this().opener = Some(at);
            return at + 1;
        }
        if token.is(C::COORDINATOR) && at > 0 && self.coordinates(at) {
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

    /// "as many as", "more than": no clause although a verb may follow.
    fn compares(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.date.is_some())
            && !self.tokens[at].is(C::WHEN)
            && self.verb_ahead(at + 2).is_none_or(|verb| self.tokens[at + 2..verb.span.start].iter().any(|t| t.mark))
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

    fn spaced(&self, at: usize) -> bool {
        let before = self.tokens[at - 1].span.end < self.tokens[at].span.start;
        before || self.tokens[at].text == "—"
    }

    fn comma(&mut self, at: usize) {
        // "…, said the prosecutor, Nora Vance, adding": the name belongs to what is attributed.
        if self.clauses.list[self.current].kind == ClauseKind::Attribution
            && self.tokens.get(at + 1).is_some_and(Token::capital)
            && self.verb_ahead(at + 1).is_none()
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
            self.open(ClauseKind::Main, at, Some(at));
            self.this().parent = self.clauses.of[at - 1];
            return;
        }
        // ", killing two" goes on anywhere; ", built in 1912," only after one possible subject.
        let form = next.is(C::PROGRESSIVE) || next.is(C::PARTICIPLE) && (told || self.after_subject(at));
        if form && !next.capital() {
            self.open(ClauseKind::Participle, at, None);
        }
    }

    /// Whether ", according to the court" begins at a comma: it says who tells it wherever it stands.
    fn according(&self, comma: usize) -> bool {
        self.tokens.get(comma + 1).is_some_and(|next| next.is(C::SAYING) && next.is(C::NOT_PROGRESSIVE))
    }

    /// "In an order issued on Friday, the court …": the participle says more of the order, and the
    /// clause is still to come.
    fn opening(&self, comma: usize) -> bool {
        let clause = &self.clauses.list[self.current];
        clause.verb.as_ref().is_some_and(|verb| verb.span.end <= comma) && clause.opens_with_participle(self.tokens)
    }

    /// "After a fire in 1911 the mill was rebuilt": a date ends the opening phrase, and the subject follows.
    fn dated_opening(&self) -> bool {
        let Some(verb) = self.verb_ahead(1) else { return false };
        let date = (1..verb.span.start).rev().find(|&at| self.tokens[at].date.is_some());
        self.tokens[0].is(C::PREPOSITION)
            && date.is_some_and(|date| date > 1 && self.tokens[date - 1].is(C::DATING) && date + 1 < verb.span.start)
    }

    /// Whether a past tense follows a comma, and after it, before the next mark, "and" with another.
    fn series(&self, comma: usize) -> bool {
        let past = |at: usize| verb_at(self.tokens, at).is_some_and(|verb| verb.tense == Tense::Past && !verb.weak);
        if comma + 1 >= self.tokens.len() || self.tokens[comma + 1].capital() || !past(comma + 1) {
            return false;
        }
        let end = (comma + 1..self.tokens.len()).find(|&at| self.tokens[at].mark).unwrap_or(self.tokens.len());
        (comma + 2..end.saturating_sub(1)).any(|at| self.tokens[at].is(C::COORDINATOR) && past(at + 1))
    }

    /// "The call opened in May, the vote was held in June": a clause with a subject and a verb of its
    /// own begins after the comma, without a connecting word.
    fn runs_on(&self, at: usize) -> bool {
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
    fn attribution(&self, at: usize) -> bool {
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
            return !opens(piece);
        }
        // A verb of telling that has no object can only tell what stands before.
        let rest = &self.tokens[at + 1..];
        let verb = (0..rest.len()).find(|&index| verb_at(rest, index).is_some());
        let Some(verb) = verb.filter(|&verb| rest[verb].is(C::SAYING.or(C::STATING))) else { return false };
        let ends = rest[verb + 1..].iter().all(|token| token.mark || token.date.is_some() || token.is(C::DATING));
        ends && verb <= 2 * LONGEST && !opens(rest)
    }

    /// Whether the stretch before the comma at `at` is the only one of the clause that can be its
    /// subject: "On Friday, the mayor, …", but not "The mayor, Ada Low, …" or "The mayor, in 2012, …".
    fn after_subject(&self, at: usize) -> bool {
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

    /// Opens a relative clause or what is said; false where "that" is an article.
    fn relative(&mut self, at: usize) -> bool {
        let token = &self.tokens[at];
        if self.verb_ahead(at + 1).is_none() {
            return false;
        }
        let that = token.is(C::COMPLEMENTISER);
        if !that {
            self.open(ClauseKind::Relative, at, Some(at));
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
        // "said in a statement that the shop had closed" was caught; "the shop that closed".
        let noun = at > 0 && !self.tokens[at - 1].mark && !self.tokens[at - 1].is(C::PREPOSITION.or(C::COORDINATOR));
        if noun && self.tokens.get(at + 1).is_some_and(|next| !next.mark) {
            self.open(ClauseKind::Relative, at, Some(at));
            return true;
        }
        false
    }

    /// Whether "and" joins clauses: there is a verb before it in the clause and one after it.
    fn coordinates(&self, at: usize) -> bool {
        let told = self.clauses.list[self.current].verb.is_some()
            || self.clauses.list[self.main()].verb.is_some() && self.tokens[at - 1].mark_of(",");
        if !told {
            return false;
        }
        let Some(verb) = self.verb_ahead(at + 1) else { return false };
        // "told a packed and noisy parliament that": the verb is another clause's.
        if self.tokens[at + 1..verb.span.start].iter().any(|token| token.is(C::RELATIVE.or(C::SUBORDINATOR))) {
            return false;
        }
        // "bought and sold", "opened in 1990 and closed": directly after it; else a subject of its own.
        !verb.weak || verb.span.start == at + 1
    }

    fn participle_first(&self) -> bool {
        let Some(first) = self.tokens.first() else { return false };
        let form = first.is(C::PROGRESSIVE) || (first.is(C::PARTICIPLE) && !first.is(C::AUXILIARY));
        form && self.comma_with_verb_after()
    }

    /// Whether the sentence has a comma with a verb after it, so that a clause can stand before it.
    fn comma_with_verb_after(&self) -> bool {
        let comma = self.tokens.iter().position(|token| token.mark_of(",") && !token.quoted);
        comma.is_some_and(|comma| (comma + 1..self.tokens.len()).any(|at| verb_at(self.tokens, at).is_some()))
    }

    /// The first finite verb from `from` on, before the next boundary.
    fn verb_ahead(&self, from: usize) -> Option<Verb> {
        let mut weak = None;
        for at in from..self.tokens.len() {
            let token = &self.tokens[at];
            if token.mark_of(",;:—–") || at > from && token.is(C::WHEN) {
                break;
            }
            // "Israel and Iran signed" has one subject; "the sale and closed" goes on with a verb.
            let goes_on = at > from
                && token.is(C::COORDINATOR)
                && (weak.is_some() || at + 1 < self.tokens.len() && verb_at(self.tokens, at + 1).is_some());
            if goes_on {
                break;
            }
            if let Some(verb) = verb_at(self.tokens, at) {
                if !verb.weak {
                    return Some(verb);
                }
                weak = weak.or(Some(verb));
            }
        }
        weak
    }

    fn verb(&mut self, verb: Verb) -> usize {
        let end = verb.span.end;
        let start = verb.span.start;
        let Some(present) = self.clauses.list[self.current].verb.clone() else {
            self.this().verb = Some(verb);
            return end;
        };
        if present.weak && !verb.weak {
            self.this().verb = Some(verb);
            return end;
        }
        if verb.weak {
            return start + 1;
        }
        let head = &self.tokens[present.head];
        // "the man accused of arson pleaded guilty"
        let reduced = present.bare
            && (self.tokens.get(present.span.end).is_some_and(|next| next.is(C::OF)) || self.opening(start));
        if head.is(C::SAYING.or(C::STATING)) && !present.passive && !reduced {
            // "said it had closed": what is said begins after the verb and its date.
            let from = self.after_date(present.span.end, start);
            self.open(ClauseKind::Complement, from, None);
            for token in from..start {
                self.clauses.of[token] = self.current;
            }
            self.this().verb = Some(verb);
            return end;
        }
        let kind = self.clauses.list[self.current].kind;
        let embedded = matches!(kind, ClauseKind::Relative | ClauseKind::Subordinate);
        let parent = self.clauses.list[self.current].parent;
        if embedded && self.clauses.list[parent].verb.is_none() {
            // "the man who opened the bar was arrested"
            self.current = parent;
            self.this().verb = Some(verb);
            return end;
        }
        if present.bare {
            // "a man arrested on Monday was released"
            let reduced = present.span.start..start;
            self.this().reduced.push(reduced);
            self.this().verb = Some(verb);
        }
        end
    }

    /// The first word after the date phrase that follows a verb of saying.
    fn after_date(&self, from: usize, limit: usize) -> usize {
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
        dated
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

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;
    use crate::language::Language;

    /// The clauses as "kind: words", in order of their first word.
    fn parts(plain: &str) -> Vec<String> {
        let words = &Language::english().events;
        let tokens = tokens(plain, 0..plain.len(), &[], &[], words);
        let clauses = Clauses::new(&tokens);
        let mut parts = Vec::new();
        for (index, clause) in clauses.list.iter().enumerate() {
            let own: Vec<&str> =
                tokens.iter().zip(&clauses.of).filter(|(_, of)| **of == index).map(|(token, _)| token.text).collect();
            if !own.is_empty() {
                parts.push(format!("{:?}: {}", clause.kind, own.join(" ")));
            }
        }
        parts
    }

    #[test]
    fn clauses_are_parted() {
        let cases: [(&str, &[&str]); 8] = [
            ("The mill opened and the inn closed", &["Main: The mill opened", "Main: and the inn closed"]),
            ("Mr Low sold the mill and bought the inn", &["Main: Mr Low sold the mill", "Main: and bought the inn"]),
            ("The inn closed after the mill burned", &["Main: The inn closed", "Subordinate: after the mill burned"]),
            ("The man who opened the bar was freed", &["Main: The man was freed", "Relative: who opened the bar"]),
            ("The firm said it had sold the mill", &["Main: The firm said", "Complement: it had sold the mill"]),
            ("The mill burned, police said", &["Main: The mill burned", "Attribution: , police said"]),
            ("The men arrested at the mill were freed", &["Main: The men arrested at the mill were freed"]),
            ("When the mill burned, the inn closed", &["Main: , the inn closed", "Subordinate: When the mill burned"]),
        ];
        for (plain, expected) in cases {
            assert_eq!(parts(plain), expected, "{plain}");
        }
    }

    #[test]
    fn an_apposition_does_not_hide_the_verb() {
        assert_eq!(parts("The mayor, Ada Low, opened the fair"), ["Main: The mayor , Ada Low , opened the fair"]);
        assert_eq!(parts("The mill, built by Low, burned"), ["Main: The mill , burned", "Participle: , built by Low"]);
    }
}
