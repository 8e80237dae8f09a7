//! Finds the longest match at each token of an island.

use super::chronicle;
use super::expression::Node;
use super::letter::{is_letter, letter_before, word_end};
use super::lexicon::Lexicon;
use super::log;
use super::machine::Machine;
use super::pattern::{Condition, Patterns};
use super::sets::{Few, Kind, Kinds, Sieve};
use super::term::{Term, TermId};
use super::token::{Gap, TokenReading, Tokens, skip_gap};
use super::trie::{Edge, Joint, Joints, Next, To};
use super::{Genre, Reference};
use std::cell::OnceCell;

/// A match of a kind: which tokens, which rule, what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub start: u16,
    /// The token behind the match with all that must stand behind it.
    pub reach: u16,
    /// The token behind the expression itself.
    pub end: u16,
    pub rule: u16,
    pub term: TermId,
    /// Of two dates: the token behind the first and the token of the last.
    pub split: Option<(u16, u16)>,
}

/// An element of a match: which tokens, and what it means.
#[derive(Clone, Copy, Debug)]
struct Bound {
    term: TermId,
    from: u16,
    to: u16,
}

/// What can begin at a token and what has been looked for there; behind the last token nothing can.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The kinds that can begin with one of its readings and one of the next token's.
    starts: Kinds,
    /// Those of them that can go on behind the token.
    longer: Kinds,
    /// The kinds of which the matches are known.
    known: Kinds,
    /// The symbols of its readings.
    symbols: Few,
    /// Its readings: from the first to before the last.
    readings: (u32, u32),
    /// How it may follow the token before.
    joints: Joints,
}

/// The matcher's memory, used again for each island.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// One for each token, and one behind the last.
    places: Vec<Place>,
    /// For each token and kind that is known there: where its matches lie in `found`. What is not
    /// known holds what another island left.
    stretches: Vec<(u32, u32)>,
    found: Vec<Found>,
    /// The matches of the kinds that are just being looked for, those of the innermost kind last.
    pending: Vec<Found>,
    /// The elements of the matches that are just being tried, those of the innermost kind last.
    bound: Vec<Bound>,
    /// Whether the text is a log, where that was asked.
    log: OnceCell<bool>,
    /// The expressions of the island.
    pub best: Vec<Found>,
}

/// Where the search for a kind began: the token, and the lengths that `pending` and `bound` had.
#[derive(Clone, Copy)]
struct Way {
    kind: Kind,
    start: usize,
    pending: usize,
    bound: usize,
}

/// No term nests deeper; patterns that name each other in a circle end here.
const DEEPEST: u32 = 24;

pub(crate) struct Matcher<'a> {
    pub text: &'a str,
    pub patterns: &'a Patterns,
    pub lexicon: &'a Lexicon,
    pub tokens: &'a mut Tokens,
    pub memory: &'a mut Memory,
    pub reference: &'a Reference,
    depth: u32,
}

impl<'a> Matcher<'a> {
    pub fn new(
        text: &'a str,
        patterns: &'a Patterns,
        lexicon: &'a Lexicon,
        tokens: &'a mut Tokens,
        memory: &'a mut Memory,
        reference: &'a Reference,
    ) -> Matcher<'a> {
        memory.found.clear();
        memory.places.clear();
        memory.best.clear();
        let slots = patterns.tries.kinds() * tokens.tokens.len();
        if memory.stretches.len() < slots {
            memory.stretches.resize(slots, (0, 0));
        }
        let mut matcher = Matcher { text, patterns, lexicon, tokens, memory, reference, depth: 0 };
        matcher.lay_out();
        matcher
    }

    /// Notes for each token what can begin there, from the last one on.
    fn lay_out(&mut self) {
        let Matcher { patterns, tokens, memory, .. } = self;
        memory.places.resize(tokens.tokens.len() + 1, Place::default());
        let mut next = Sieve::default();
        for (at, token) in tokens.tokens.iter().enumerate().rev() {
            let before = at.checked_sub(1).map(|before| tokens.tokens[before]);
            let loose = token.gap != Gap::None || token.mark || before.is_some_and(|token| token.mark || token.dotted);
            let joints = Joints::default()
                .with(Joint::Loose, loose)
                .with(Joint::Glued, token.gap == Gap::None)
                .with(Joint::Hyphen, token.gap == Gap::Hyphen)
                .with(Joint::Space, token.gap == Gap::Space);
            let mut place = Place { joints, readings: (token.first, token.last), ..Place::default() };
            let mut symbols = Sieve::default();
            for reading in tokens.readings(token) {
                let (alone, longer) = patterns.starts.of(reading.symbol, next);
                place.starts.join(alone);
                place.longer.join(longer);
                place.symbols.add(reading.symbol);
                symbols.add(reading.symbol);
            }
            place.starts.join(place.longer);
            memory.places[at] = place;
            next = symbols;
        }
    }

    /// Finds the expressions of the island, from the left, for the memory.
    pub fn find(&mut self) {
        let mut at = 0;
        while at < self.tokens.tokens.len() {
            let best = self.best(at);
            at = best.map_or(0, |best| usize::from(best.end)).max(at + 1);
            self.memory.best.extend(best);
        }
    }

    /// The best whole expression that starts at a token: the longest, then the one of the highest
    /// priority, then the first of the pack.
    fn best(&mut self, at: usize) -> Option<Found> {
        if !self.memory.places[at].starts.has(self.patterns.expression) {
            return None;
        }
        // The digits of "COVID19" and "#Games2014" belong to the name.
        let start = self.tokens.tokens[at].start;
        if let [.., before, first] = self.text.as_bytes()[..=start]
            && before.is_ascii_alphabetic()
            && first.is_ascii_digit()
        {
            return None;
        }
        let (from, to) = self.all(self.patterns.expression, at);
        self.memory.found[from as usize..to as usize]
            .iter()
            .copied()
            .max_by_key(|found| (found.reach, self.patterns.rank(found.rule)))
    }

    /// All matches of a kind that start at a token, as a stretch of the memory.
    fn all(&mut self, kind: Kind, at: usize) -> (u32, u32) {
        let place = &mut self.memory.places[at];
        if !place.starts.has(kind) {
            return (0, 0);
        }
        let slot = at * self.patterns.tries.kinds() + usize::from(kind.0);
        if place.known.has(kind) {
            return self.memory.stretches[slot];
        }
        // A kind that begins with itself finds nothing at the same token.
        place.known.add(kind);
        self.memory.stretches[slot] = (0, 0);
        if self.depth >= DEEPEST {
            return (0, 0);
        }
        self.depth += 1;
        let way = Way { kind, start: at, pending: self.memory.pending.len(), bound: self.memory.bound.len() };
        self.open(&way);
        self.depth -= 1;
        let memory = &mut *self.memory;
        if memory.pending.len() == way.pending {
            return (0, 0);
        }
        let from = memory.found.len() as u32;
        memory.found.extend_from_slice(&memory.pending[way.pending..]);
        memory.pending.truncate(way.pending);
        let stretch = (from, memory.found.len() as u32);
        memory.stretches[slot] = stretch;
        stretch
    }

    /// Follows the first branch of a kind from its token on.
    fn open(&mut self, way: &Way) {
        let tries = &self.patterns.tries;
        let Place { starts, readings: (first, last), .. } = self.memory.places[way.start];
        for reading in first..last {
            let TokenReading { symbol, value } = self.tokens.readings[reading as usize];
            if let Some(to) = tries.opening(way.kind, symbol) {
                self.take(to, Bound { term: value, from: way.start as u16, to: way.start as u16 + 1 }, way);
            }
        }
        for edge in tries.opening_kinds(way.kind, starts) {
            self.take_all(edge, way.start, way);
        }
    }

    /// Follows a branch of the trie from a token on. `bound` holds the elements that led to it.
    fn walk(&mut self, branch: u32, at: usize, way: &Way) {
        let tries = &self.patterns.tries;
        for ending in tries.ends(branch) {
            self.end(*ending, at, way);
        }
        let Place { starts, symbols, joints, readings: (first, last), .. } = self.memory.places[at];
        if tries.has_symbols(branch, symbols) {
            for reading in first..last {
                let TokenReading { symbol, value } = self.tokens.readings[reading as usize];
                for edge in tries.by_symbol(branch, symbol) {
                    if joints.has(edge.joint) {
                        self.take(edge.to, Bound { term: value, from: at as u16, to: at as u16 + 1 }, way);
                    }
                }
            }
        }
        for edge in tries.by_kind(branch, starts) {
            if joints.has(edge.joint) {
                self.take_all(*edge, at, way);
            }
        }
    }

    /// Takes an element and goes on behind it.
    fn take(&mut self, to: To, bound: Bound, way: &Way) {
        let at = usize::from(bound.to);
        if !self.leads_on(to, at) {
            return;
        }
        self.memory.bound.push(bound);
        match to.next() {
            Next::Branch(branch) => self.walk(branch, at, way),
            Next::End(ending) => self.end(ending, at, way),
        }
        self.memory.bound.pop();
    }

    /// False if what can stand at a token certainly goes on from no branch behind an edge.
    #[inline]
    fn leads_on(&self, to: To, at: usize) -> bool {
        let place = &self.memory.places[at];
        match to.next() {
            Next::Branch(branch) => self.patterns.tries.leads_on(branch, place.symbols, place.starts),
            Next::End(_) => true,
        }
    }

    /// Takes all that a kind finds at a token.
    #[inline]
    fn take_all(&mut self, edge: Edge<Kind>, at: usize, way: &Way) {
        // What can be nothing but this token is not looked for where the next one fits nothing.
        if !self.memory.places[at].longer.has(edge.what) && !self.leads_on(edge.to, at + 1) {
            return;
        }
        let (from, to) = self.all(edge.what, at);
        for found in from..to {
            let Found { term, end, .. } = self.memory.found[found as usize];
            self.take(edge.to, Bound { term, from: at as u16, to: end }, way);
        }
    }

    /// A branch ends at a token: keeps the match, if it holds and nothing better tells the same stretch.
    fn end(&mut self, ending: u32, at: usize, way: &Way) {
        let start = way.start;
        let bound = &self.memory.bound[way.bound..];
        let local = &self.memory.pending[way.pending..];
        let ending = &self.patterns.endings[ending as usize];
        let rule = &self.patterns.rules[usize::from(ending.rule)];
        let own = bound.len() - usize::from(ending.behind);
        let end = if ending.behind == 0 { at } else { usize::from(bound[own].from) };
        if let Some(symbols) = self.patterns.before(ending) {
            let before = start.checked_sub(1).map(|before| self.tokens.tokens[before]);
            let stands = before.is_some_and(|token| {
                self.tokens.readings(&token).iter().any(|reading| symbols.contains(&reading.symbol))
            });
            if !stands {
                return;
            }
        }
        // The same stretch is told once: by the highest priority, then by the first in the pack.
        let rival = local.iter().position(|found| usize::from(found.reach) == at && usize::from(found.end) == end);
        if let Some(rival) = rival {
            let found = &local[rival];
            if self.patterns.rank(found.rule) >= self.patterns.rank(ending.rule) {
                return;
            }
        }
        let (from_byte, to_byte) = (self.tokens.tokens[start].start, self.tokens.tokens[end - 1].end);
        if rule.unless.iter().any(|condition| self.holds(condition, from_byte, to_byte)) {
            return;
        }
        let Tokens { terms, nodes, .. } = &mut *self.tokens;
        let value = |name: usize| self.patterns.bound(ending, name).map_or(TermId::NIL, |place| bound[place].term);
        let mut machine = Machine { terms, nodes };
        let Some(term) = self.patterns.meanings.evaluate(rule.means, value, &mut machine) else { return };
        let split = ending.split.map(|(first, last)| (bound[usize::from(first) - 1].to, bound[usize::from(last)].from));
        let found = Found { start: start as u16, reach: at as u16, end: end as u16, rule: ending.rule, term, split };
        match rival {
            Some(rival) => self.memory.pending[way.pending + rival] = found,
            None => self.memory.pending.push(found),
        }
    }

    fn holds(&self, condition: Condition, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        match condition {
            Condition::NameBefore => self.name_before(start),
            Condition::NameAfter => self.name_after(end),
            Condition::Name => self.last_word(start, end).starts_with(char::is_uppercase) && self.name_after(end),
            Condition::NoLog => {
                let document = self.reference.date;
                let is_log = |memory: &Memory| *memory.log.get_or_init(|| log::is_log(self.text, document));
                !(log::opens_line(self.text, start, end) && is_log(self.memory))
            }
            Condition::AmountBefore => {
                let before = self.text[..start].trim_end_matches([' ', '\u{a0}']);
                start > 0
                    && before.ends_with([
                        '$', '£', '€', '¥', '#', '№', '-', '+', '=', '<', '>', '*', '/', '\\', '_', '@', '.', '§',
                    ])
                    && !(before.ends_with('.') && before.len() < start)
                    && !(before.ends_with('-') && before.len() < start)
                    || self.telephone_before(start)
            }
            Condition::AmountAfter => match bytes.get(end) {
                Some(b'%' | b'/' | b'_' | b'@' | b'=') => true,
                Some(b'.' | b',' | b':') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
                Some(b'-') => bytes.get(end + 1).is_some_and(|b| b.is_ascii_digit() || b.is_ascii_alphabetic()),
                Some(0xC2) => bytes.get(end + 1) == Some(&0xB0),
                Some(byte) => is_letter(*byte) || byte.is_ascii_digit(),
                None => false,
            },
            Condition::PluralAfter => {
                let Some((at, Gap::Space)) = skip_gap(bytes, end) else { return false };
                let span = at..word_end(bytes, at);
                let word = &self.text[span.clone()];
                word.len() > 3
                    && self.patterns.plural_endings.iter().any(|ending| word.ends_with(ending.as_str()))
                    && !self.lexicon.knows(bytes, span)
            }
            Condition::StreetAfter => self.street_after(end),
            Condition::WordBefore => self.previous_word(start).is_some(),
            Condition::HyphenAfter => {
                bytes.get(end) == Some(&b'-') && bytes.get(end + 1).is_some_and(|b| is_letter(*b))
            }
            Condition::News => self.reference.genre == Genre::News,
            Condition::Inside => chronicle::Place::of(self.text, &(start..end)) != chronicle::Place::Line,
            Condition::MidLine => !chronicle::opens_line(self.text, start),
            Condition::LineInside => self.text[start..end].contains('\n'),
            Condition::SmallAfter => {
                skip_gap(bytes, end).is_some_and(|(at, _)| self.text[at..].starts_with(char::is_lowercase))
            }
            Condition::CapitalAfter => {
                self.text[end..].strip_prefix([' ', '\n']).is_some_and(|after| after.starts_with(char::is_uppercase))
            }
            Condition::CapitalInside => {
                // A shout ("TODAY ONLY") is no name; "the Summer of Code" is one.
                let name = |word: &[u8]| matches!(word, [a, b, ..] if a.is_ascii_uppercase() && b.is_ascii_lowercase());
                let last = self.last_word(start, end);
                if last.len() < end - start && !name(&bytes[start..]) {
                    return name(last.as_bytes());
                }
                name(&bytes[start..]) && self.previous_word(start).is_some()
            }
        }
    }

    /// The word before, if nothing but one space stands between.
    fn previous_word(&self, start: usize) -> Option<&'a str> {
        let before = self.text[..start].strip_suffix([' ', '\n', '-'])?;
        let bytes = before.as_bytes();
        let mut from = bytes.len();
        while let Some(letter) = letter_before(bytes, from).filter(|_| bytes.len() - from < 40) {
            from = letter;
        }
        (from < bytes.len()).then(|| &self.text[from..before.len()])
    }

    /// True if the digits before belong to a telephone number: "+49 1520 1999".
    fn telephone_before(&self, start: usize) -> bool {
        /// In bytes.
        const LONGEST: usize = 16;
        let number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'(' | b')');
        let bytes = self.text.as_bytes();
        let digits = bytes[..start].iter().rev().take(LONGEST).take_while(|byte| number(byte)).count();
        digits > 1
            && start.checked_sub(digits + 1).is_some_and(|plus| bytes[plus] == b'+' && bytes[plus + 1].is_ascii_digit())
    }

    /// True if a few words with a capital follow of which the last is what streets are called.
    fn street_after(&self, end: usize) -> bool {
        const LONGEST: usize = 4;
        let words = self.text[end..].split(' ').skip(1).take(LONGEST);
        let plain = |word: &'a str| word.trim_end_matches([',', '.', ';', ')', '\n']);
        let street = |word: &str| self.patterns.streets.iter().any(|known| known.eq_ignore_ascii_case(word));
        let mut named =
            words.take_while(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()));
        named.next().is_some() && self.text[end..].starts_with(' ') && named.any(|word| street(plain(word)))
    }

    fn last_word(&self, start: usize, end: usize) -> &'a str {
        let words = &self.text[start..end];
        words.rsplit([' ', '\n']).next().unwrap_or(words)
    }

    fn name_after(&self, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let Some((at, gap)) = skip_gap(bytes, end) else { return false };
        gap != Gap::None
            && bytes.get(at).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
            && self.lexicon.entry_at(bytes, at..word_end(bytes, at)).is_none()
    }

    fn name_before(&self, start: usize) -> bool {
        // "A. Winter"
        if let [.., before, initial, b'.', b' '] = self.text.as_bytes()[..start]
            && initial.is_ascii_uppercase()
            && before.is_ascii_whitespace()
        {
            return true;
        }
        let Some(word) = self.previous_word(start) else { return false };
        if !word.starts_with(char::is_uppercase) || self.lexicon.entry(word.as_bytes()).is_some() {
            return false;
        }
        // At the start of a sentence every word has a capital.
        let before = self.text[..start - 1 - word.len()].trim_end();
        !(before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“', '(', '\n']))
    }
}

impl Tokens {
    /// The node of a term that is a whole expression.
    pub fn node(&self, term: TermId) -> Option<Node> {
        match self.terms[term.0 as usize] {
            Term::Node(id) => Some(self.nodes[id.0 as usize]),
            _ => None,
        }
    }
}
