//! Patterns over classes of words, compiled once from the pack into one trie for each thing that
//! patterns make.
//!
//! A match is written as words and classes in a row: `[the] <ordinal> of <month>`. Square brackets
//! hold what may be missing, round ones and bars a choice. `~` before an element wants it without a
//! gap ("5th"), `-` with a hyphen ("2019-21"), `_` with white space; otherwise white space or a hyphen
//! may stand between.
//! Curly brackets hold words that must stand before or behind and do not belong to the expression:
//! `{in|since} <month>`. `^` parts the two dates of a range; what stands between two `^` belongs to neither.

use super::growth::Growth;
use super::lexicon::{Lexicon, Symbol, Symbols};
use super::means::{Meanings, Means};
use super::sets::{Kind, Kinds};
use super::starts::Starts;
use super::trie::{Joint, Tries, What};
use crate::error::Error;
use crate::language::TimeWords;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// One way to say a pattern, as it ends in the trie.
#[derive(Debug)]
pub(crate) struct Ending {
    pub rule: u16,
    /// Where `bound` of the patterns begins to tell of its names.
    bound: u32,
    /// Which list of `before` of the patterns holds what must stand before.
    before: Option<u16>,
    /// So many of the last elements do not belong to the expression.
    pub behind: u8,
    /// Of two dates in one match: the elements up to the end of the first, and from the start of the last.
    pub split: Option<(u8, u8)>,
}

/// What stands around an expression and forbids it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// A capitalised word that is no word of time stands before: "Theresa May".
    NameBefore,
    /// A capitalised word stands behind: "April Jones".
    NameAfter,
    /// A number, a currency or a hyphen stands before: "$2000".
    AmountBefore,
    /// A digit, a per cent sign, a degree or a unit follows: "2000%".
    AmountAfter,
    /// A plural follows, so that the number counts: "1998 tickets".
    PluralAfter,
    /// A word stands before without being known: only the start of a clause may.
    WordBefore,
    /// The name of a street follows: "1886 Fall Street".
    StreetAfter,
    /// A hyphen goes on behind: "May-fly".
    HyphenAfter,
    /// The text is news: what only a narrative marks.
    News,
    /// It is no line of its own.
    Inside,
    /// It has a capital in the middle of a sentence, as a name has: "USA Today".
    CapitalInside,
    /// It has a capital and such a word behind it: "Spring Valley".
    Name,
    /// It opens no line of a log: "2059: the gate is shut".
    NoLog,
    /// It does not open its line.
    MidLine,
    /// It goes on in the next line.
    LineInside,
    /// A word in small letters stands behind.
    SmallAfter,
    /// A word with a capital stands behind.
    CapitalAfter,
}

/// A pattern, compiled.
#[derive(Debug)]
pub(crate) struct Rule {
    pub name: String,
    pub means: Means,
    pub priority: i32,
    pub unless: Conditions,
}

/// A set of conditions: bits in the order of [`CONDITIONS`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Conditions(u32);

const _: () = assert!(CONDITIONS.len() <= 32, "each condition has a bit");

impl Conditions {
    /// Those with names of the pack.
    fn named(names: &[String]) -> Result<Conditions, String> {
        let place = |name: &String| {
            let place = CONDITIONS.iter().position(|(known, _)| known == name);
            place.ok_or_else(|| format!("there is no condition `{name}`"))
        };
        names.iter().try_fold(0, |bits, name| Ok(bits | 1 << place(name)?)).map(Conditions)
    }

    #[inline]
    pub fn iter(self) -> impl Iterator<Item = Condition> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (_, condition) = CONDITIONS.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*condition)
        })
    }
}

/// All patterns of a language.
#[derive(Debug)]
pub(crate) struct Patterns {
    pub rules: Vec<Rule>,
    pub meanings: Meanings,
    pub endings: Vec<Ending>,
    /// For each ending and each name of its rule the element to which the name is bound.
    bound: Vec<Option<u8>>,
    /// Lists of which one symbol must stand before.
    before: Vec<Vec<Symbol>>,
    pub tries: Tries,
    pub starts: Starts,
    pub expression: Kind,
    /// How plurals end: "s".
    pub plural_endings: Vec<String>,
    /// What streets are called.
    pub streets: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Element {
    what: What,
    joint: Joint,
    /// Its place among the names of the pattern.
    name: Option<u8>,
    behind: bool,
    /// A `^` stands before it.
    split: bool,
}

/// Ways to say something: rows of elements, which lie one behind the other.
#[derive(Debug, Default)]
struct Ways {
    elements: Vec<Element>,
    /// Where each row ends.
    ends: Vec<usize>,
}

struct Compiler<'a> {
    lexicon: &'a mut Lexicon,
    symbols: &'a mut Symbols,
    kinds: FxHashMap<String, Kind>,
    /// The names bound in the pattern that is just being compiled.
    names: Vec<String>,
}

/// More ways than this to say one pattern are a mistake in the pack.
const MOST_WAYS: usize = 4096;

impl Patterns {
    /// Compiles the patterns of a pack.
    ///
    /// # Errors
    /// Names the pattern and what is wrong with it.
    pub fn new(pack: &str, words: &TimeWords, lexicon: &mut Lexicon, symbols: &mut Symbols) -> Result<Patterns, Error> {
        let mut kinds = FxHashMap::default();
        for pattern in &words.pattern {
            let next = Kind(kinds.len() as u16);
            kinds.entry(pattern.makes.clone()).or_insert(next);
        }
        let next = Kind(kinds.len() as u16);
        let expression = *kinds.entry("expression".into()).or_insert(next);
        let mut patterns = Patterns {
            rules: Vec::new(),
            meanings: Meanings::default(),
            endings: Vec::new(),
            bound: Vec::new(),
            before: Vec::new(),
            tries: Tries::default(),
            starts: Starts::default(),
            expression,
            plural_endings: words.plural_endings.clone(),
            streets: words.streets.clone(),
        };
        if kinds.len() > Kinds::MOST {
            let message = format!("patterns make {} things; {} are the most", kinds.len(), Kinds::MOST);
            return Err(Error::Pack { pack: pack.to_owned(), message });
        }
        let mut growth = Growth::default();
        let mut compiler = Compiler { lexicon, symbols, kinds, names: Vec::new() };
        for pattern in &words.pattern {
            let wrong = |message: String| Error::Pack {
                pack: pack.to_owned(),
                message: format!("pattern `{}`: {message}", pattern.name),
            };
            compiler.names.clear();
            let mut ways = Ways::default();
            // How many of the ways there are with each match, and what must stand before these.
            let mut matches = Vec::new();
            for text in &pattern.matches {
                let before = compiler.ways(text, &mut ways).map_err(wrong)?;
                let list = (!before.is_empty()).then_some(patterns.before.len() as u16);
                patterns.before.extend(list.map(|_| before));
                matches.push((ways.ends.len(), list));
            }
            let means = patterns.meanings.add(&pattern.means, &compiler.names).map_err(wrong)?;
            let rule = patterns.rules.len() as u16;
            patterns.rules.push(Rule {
                name: pattern.name.clone(),
                means,
                priority: pattern.priority,
                unless: Conditions::named(&pattern.unless).map_err(wrong)?,
            });
            let kind = compiler.kinds[&pattern.makes];
            for (at, way) in ways.iter().enumerate().filter(|(_, way)| !way.is_empty()) {
                if way.iter().all(|element| element.behind) {
                    return Err(wrong("a match needs an element of its own".into()));
                }
                let elements = way.iter().map(|element| (element.what, element.joint));
                growth.insert(kind, elements, patterns.endings.len() as u32);
                let of = matches.partition_point(|(count, _)| *count <= at);
                patterns.end(way, rule, compiler.names.len(), matches[of].1);
            }
        }
        patterns.tries = growth.finish(compiler.kinds.len(), compiler.symbols.len());
        patterns.starts = Starts::new(&patterns.tries, compiler.symbols.len());
        Ok(patterns)
    }
}

impl Patterns {
    /// Notes how a way to say a rule ends, which has so many names.
    fn end(&mut self, way: &[Element], rule: u16, names: usize, before: Option<u16>) {
        let from = self.bound.len();
        self.bound.resize(from + names, None);
        for (at, element) in (0u8..).zip(way) {
            if let Some(name) = element.name {
                self.bound[from + usize::from(name)].get_or_insert(at);
            }
        }
        let mut splits = (0u8..).zip(way).filter(|(_, element)| element.split).map(|(at, _)| at);
        let first = splits.next();
        self.endings.push(Ending {
            rule,
            bound: from as u32,
            before,
            behind: way.iter().filter(|element| element.behind).count() as u8,
            split: first.zip(splits.last().or(first)),
        });
    }

    /// The element to which an ending binds a name of its rule.
    #[inline]
    pub fn bound(&self, ending: &Ending, name: usize) -> Option<usize> {
        self.bound[ending.bound as usize + name].map(usize::from)
    }

    /// By which a rule outdoes another: its priority, then its place in the pack.
    #[inline]
    pub fn rank(&self, rule: u16) -> (i32, Reverse<u16>) {
        (self.rules[usize::from(rule)].priority, Reverse(rule))
    }

    /// The symbols of which one must stand before an ending; none if anything may.
    #[inline]
    pub fn before(&self, ending: &Ending) -> Option<&[Symbol]> {
        ending.before.map(|list| &self.before[usize::from(list)][..])
    }
}

/// The conditions as the packs name them.
pub(crate) const CONDITIONS: [(&str, Condition); 17] = [
    ("name-before", Condition::NameBefore),
    ("name-after", Condition::NameAfter),
    ("amount-before", Condition::AmountBefore),
    ("amount-after", Condition::AmountAfter),
    ("plural-after", Condition::PluralAfter),
    ("street-after", Condition::StreetAfter),
    ("word-before", Condition::WordBefore),
    ("hyphen-after", Condition::HyphenAfter),
    ("news", Condition::News),
    ("inside", Condition::Inside),
    ("capital-inside", Condition::CapitalInside),
    ("name", Condition::Name),
    ("no-log", Condition::NoLog),
    ("mid-line", Condition::MidLine),
    ("line-inside", Condition::LineInside),
    ("small-after", Condition::SmallAfter),
    ("capital-after", Condition::CapitalAfter),
];

impl Compiler<'_> {
    /// Adds all ways that a match stands for, and tells which symbols it wants before.
    fn ways(&mut self, text: &str, all: &mut Ways) -> Result<Vec<Symbol>, String> {
        let mut rest = text.trim();
        let mut before = Vec::new();
        if let Some(inner) = rest.strip_prefix('{') {
            let (words, after) = inner.split_once('}').ok_or_else(|| format!("`}}` is missing in `{text}`"))?;
            for word in words.split('|') {
                before.push(match self.element(word.trim(), Joint::Loose)?.what {
                    What::Symbol(symbol) => symbol,
                    What::Kind(_) => return Err(format!("`{word}` must be a word or a class of words")),
                });
            }
            rest = after.trim();
        }
        let mut behind = None;
        if let Some(open) = rest.find('{') {
            let inner = rest[open + 1..].strip_suffix('}').ok_or_else(|| format!("`}}` must end `{text}`"))?;
            behind = Some(inner);
            rest = rest[..open].trim();
        }
        let mut parts = vec![self.choice(rest)?];
        if let Some(inner) = behind {
            let mut tails = self.choice(inner)?;
            tails.elements.iter_mut().for_each(|element| element.behind = true);
            parts.push(tails);
        }
        all.add_joined(&parts)?;
        Ok(before)
    }

    fn choice(&mut self, text: &str) -> Result<Ways, String> {
        let mut ways = Ways::default();
        for part in split_top(text, b'|') {
            let parts = self.sequence(part)?;
            ways.add_joined(&parts)?;
        }
        Ok(ways)
    }

    /// The parts of a sequence, each with the ways to say it.
    fn sequence(&mut self, text: &str) -> Result<Vec<Ways>, String> {
        let mut parts: Vec<Ways> = Vec::new();
        let mut rest = text.trim_start();
        let mut split = false;
        while let Some(first) = rest.chars().next() {
            if first == '^' {
                split = true;
                rest = rest[1..].trim_start();
                continue;
            }
            let length = match first {
                '[' | '(' => {
                    let length = group(rest).ok_or_else(|| format!("a bracket is not closed in `{text}`"))?;
                    let mut inner = self.choice(&rest[1..length - 1])?;
                    if first == '[' {
                        inner.ends.push(inner.elements.len());
                    }
                    if std::mem::take(&mut split) {
                        inner.split();
                    }
                    parts.push(inner);
                    length
                }
                _ => {
                    let length = rest.find([' ', '[', '(']).unwrap_or(rest.len());
                    let word = &rest[..length];
                    let (joint, name) = match word.chars().next() {
                        Some('~') if word.len() > 1 => (Joint::Glued, &word[1..]),
                        Some('-') if word.len() > 1 => (Joint::Hyphen, &word[1..]),
                        Some('_') if word.len() > 1 => (Joint::Space, &word[1..]),
                        _ => (Joint::Loose, word),
                    };
                    let element = Element { split: std::mem::take(&mut split), ..self.element(name, joint)? };
                    // Words in a row are one part.
                    match parts.last_mut() {
                        Some(Ways { elements, ends }) if ends.len() == 1 => {
                            elements.push(element);
                            ends[0] += 1;
                        }
                        _ => parts.push(Ways { elements: vec![element], ends: vec![1] }),
                    }
                    length
                }
            };
            rest = rest[length..].trim_start();
        }
        Ok(parts)
    }

    fn element(&mut self, word: &str, joint: Joint) -> Result<Element, String> {
        let element = |what| Element { what, joint, name: None, behind: false, split: false };
        if let Some(inner) = word.strip_prefix('<') {
            let inner = inner.strip_suffix('>').ok_or_else(|| format!("`>` is missing in `{word}`"))?;
            let (class, name) = inner.split_once(':').unwrap_or((inner, inner));
            if let Some(kind) = self.kinds.get(class).copied() {
                if self.symbols.known_class(class).is_some() {
                    return Err(format!("`{class}` is both a class of words and something that patterns make"));
                }
                return Ok(Element { name: Some(self.name(name)?), ..element(What::Kind(kind)) });
            }
            let symbol = self.symbols.known_class(class).ok_or_else(|| format!("there is no class `{class}`"))?;
            return Ok(Element { name: Some(self.name(name)?), ..element(What::Symbol(symbol)) });
        }
        // Round brackets are signs of the notation.
        let word = match word {
            "⟨" => "(",
            "⟩" => ")",
            word => word,
        };
        let symbol = self.symbols.word(word);
        if word.chars().all(|c| c.is_alphabetic()) {
            self.lexicon.add_word(word, symbol);
        } else if word.len() != 1 || self.lexicon.mark(word.as_bytes()[0]) != Some(symbol) {
            return Err(format!("`{word}` is neither a word nor a known mark"));
        }
        Ok(element(What::Symbol(symbol)))
    }

    /// The place of a name among those of the pattern.
    fn name(&mut self, name: &str) -> Result<u8, String> {
        let place = self.names.iter().position(|known| known == name).unwrap_or(self.names.len());
        if place == self.names.len() {
            self.names.push(name.to_owned());
        }
        u8::try_from(place).map_err(|_| format!("`{name}` is one name too many"))
    }
}

impl Ways {
    fn iter(&self) -> impl Iterator<Item = &[Element]> {
        (0..self.ends.len()).map(|way| self.way(way))
    }

    fn way(&self, way: usize) -> &[Element] {
        &self.elements[way.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[way]]
    }

    /// Marks the first element of each way: the second date begins with it.
    fn split(&mut self) {
        let mut from = 0;
        for end in &self.ends {
            if from < *end {
                self.elements[from].split = true;
            }
            from = *end;
        }
    }

    /// Adds each way to say some parts one behind the other.
    fn add_joined(&mut self, parts: &[Ways]) -> Result<(), String> {
        let mut count = 1;
        for part in parts {
            count *= part.ends.len();
            if count > MOST_WAYS {
                return Err(format!("there are more than {MOST_WAYS} ways to say it"));
            }
        }
        let elements = parts.iter().map(|part| count / part.ends.len() * part.elements.len()).sum();
        self.elements.reserve(elements);
        for number in 0..count {
            // The last part changes with every way.
            let mut rest = (number, count);
            for part in parts {
                rest.1 /= part.ends.len();
                self.elements.extend_from_slice(part.way(rest.0 / rest.1));
                rest.0 %= rest.1;
            }
            self.ends.push(self.elements.len());
        }
        Ok(())
    }
}

/// The length of the bracketed group with which a text starts.
fn group(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (place, character) in text.bytes().enumerate() {
        match character {
            b'[' | b'(' => depth += 1,
            b']' | b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits at a mark that stands in no bracket.
fn split_top(text: &str, mark: u8) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (place, character) in text.bytes().enumerate() {
        match character {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            _ if character == mark && depth == 0 => {
                parts.push(&text[from..place]);
                from = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}
