//! Patterns over classes of words, compiled once from the pack into one trie for each thing that
//! patterns make.
//!
//! A match is written as words and classes in a row: `[the] <ordinal> of <month>`. Square brackets
//! hold what may be missing, round ones and bars a choice. `~` before an element wants it without a
//! gap ("5th"), `-` with a hyphen ("2019-21"), `_` with white space; otherwise white space or a hyphen
//! may stand between.
//! Curly brackets hold words that must stand before or behind and do not belong to the expression:
//! `{in|since} <month>`. `^` parts the two dates of a range; what stands between two `^` belongs to neither.

use super::lexicon::{Lexicon, Symbol, Symbols};
use super::means::Means;
use super::starts::Starts;
use super::trie::{Growth, Joint, Kind, Kinds, Tries, What};
use crate::error::Error;
use crate::language::TimeWords;
use rustc_hash::FxHashMap;

/// One way to say a pattern, as it ends in the trie.
#[derive(Debug)]
pub(crate) struct Ending {
    pub rule: u16,
    /// For each name of the rule the element that it is bound to.
    pub bound: Vec<Option<u8>>,
    /// One of these must stand before.
    pub before: Vec<Symbol>,
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
    pub unless: Vec<Condition>,
}

/// All patterns of a language.
#[derive(Debug)]
pub(crate) struct Patterns {
    pub rules: Vec<Rule>,
    pub endings: Vec<Ending>,
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

#[derive(Clone, Debug, Default)]
struct Way {
    elements: Vec<Element>,
    before: Vec<Symbol>,
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
            endings: Vec::new(),
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
            let mut ways = Vec::new();
            compiler.names.clear();
            for text in &pattern.matches {
                ways.append(&mut compiler.ways(text).map_err(wrong)?);
            }
            let means = Means::parse(&pattern.means, &compiler.names).map_err(wrong)?;
            let unless: Result<Vec<_>, _> = pattern.unless.iter().map(|name| condition(name)).collect();
            let rule = patterns.rules.len() as u16;
            patterns.rules.push(Rule {
                name: pattern.name.clone(),
                means,
                priority: pattern.priority,
                unless: unless.map_err(wrong)?,
            });
            let kind = compiler.kinds[&pattern.makes];
            for way in ways {
                if way.elements.iter().all(|element| element.behind) {
                    return Err(wrong("a match needs an element of its own".into()));
                }
                let elements = way.elements.iter().map(|element| (element.what, element.joint));
                growth.insert(kind, elements, patterns.endings.len() as u32);
                patterns.endings.push(Ending::new(way, rule, compiler.names.len()));
            }
        }
        patterns.tries = growth.finish(compiler.kinds.len(), compiler.symbols.len());
        patterns.starts = Starts::new(&patterns.tries, compiler.symbols.len());
        Ok(patterns)
    }
}

impl Ending {
    fn new(way: Way, rule: u16, names: usize) -> Ending {
        let place = |name: u8| way.elements.iter().position(|element| element.name == Some(name));
        let mut splits = (0u8..).zip(&way.elements).filter(|(_, element)| element.split).map(|(at, _)| at);
        let first = splits.next();
        Ending {
            rule,
            bound: (0..=u8::MAX).take(names).map(|name| place(name).map(|place| place as u8)).collect(),
            before: way.before,
            behind: way.elements.iter().filter(|element| element.behind).count() as u8,
            split: first.zip(splits.last().or(first)),
        }
    }
}

/// The conditions as the packs name them.
pub(crate) const CONDITIONS: [(&str, Condition); 16] = [
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
    ("small-after", Condition::SmallAfter),
    ("capital-after", Condition::CapitalAfter),
];

fn condition(name: &str) -> Result<Condition, String> {
    let found = CONDITIONS.iter().find(|(known, _)| *known == name);
    found.map(|(_, condition)| *condition).ok_or_else(|| format!("there is no condition `{name}`"))
}

impl Compiler<'_> {
    /// All rows of elements that a match stands for.
    fn ways(&mut self, text: &str) -> Result<Vec<Way>, String> {
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
        let mut ways = self.choice(rest)?;
        if let Some(inner) = behind {
            let mut tails = self.choice(inner)?;
            for element in tails.iter_mut().flatten() {
                element.behind = true;
            }
            ways = join(ways, tails)?;
        }
        Ok(ways
            .into_iter()
            .filter(|way| !way.is_empty())
            .map(|elements| Way { elements, before: before.clone() })
            .collect())
    }

    fn choice(&mut self, text: &str) -> Result<Vec<Vec<Element>>, String> {
        let mut ways = Vec::new();
        for part in split_top(text, '|') {
            ways.append(&mut self.sequence(part)?);
        }
        Ok(ways)
    }

    fn sequence(&mut self, text: &str) -> Result<Vec<Vec<Element>>, String> {
        let mut ways = vec![Vec::new()];
        let mut rest = text.trim_start();
        let mut split = false;
        while let Some(first) = rest.chars().next() {
            if first == '^' {
                split = true;
                rest = rest[1..].trim_start();
                continue;
            }
            let (mut more, length) = match first {
                '[' | '(' => {
                    let length = group(rest).ok_or_else(|| format!("a bracket is not closed in `{text}`"))?;
                    let mut inner = self.choice(&rest[1..length - 1])?;
                    if first == '[' {
                        inner.push(Vec::new());
                    }
                    (inner, length)
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
                    (vec![vec![self.element(name, joint)?]], length)
                }
            };
            if std::mem::take(&mut split) {
                more.iter_mut().filter_map(|way| way.first_mut()).for_each(|element| element.split = true);
            }
            ways = join(ways, more)?;
            rest = rest[length..].trim_start();
        }
        Ok(ways)
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

fn join(mut ways: Vec<Vec<Element>>, more: Vec<Vec<Element>>) -> Result<Vec<Vec<Element>>, String> {
    if ways.len() * more.len() > MOST_WAYS {
        return Err(format!("there are more than {MOST_WAYS} ways to say it"));
    }
    // Most elements are a single word, or the first of all.
    if let [tail] = &more[..] {
        ways.iter_mut().for_each(|way| way.extend_from_slice(tail));
        return Ok(ways);
    }
    if let [way] = &ways[..]
        && way.is_empty()
    {
        return Ok(more);
    }
    let mut all = Vec::with_capacity(ways.len() * more.len());
    for way in &ways {
        for tail in &more {
            all.push([&way[..], tail].concat());
        }
    }
    Ok(all)
}

/// The length of the bracketed group with which a text starts.
fn group(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (place, character) in text.char_indices() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => {
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
fn split_top(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (place, character) in text.char_indices() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
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
