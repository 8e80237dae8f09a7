//! The words of a language pack, ready to be looked up: each word with its readings.

use super::letter::{is_letter, word_end};
use super::term::Term;
use crate::config::DateOrder;
use crate::error::Error;
use crate::language::{Digits, Gate, Key, TimeWords, WordValue, Words};
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use std::num::NonZeroU32;
use std::ops::Range;

/// A class of words or a single word, as patterns name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Symbol(pub u16);

/// One thing that a token can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub symbol: Symbol,
    pub value: Term,
}

/// A reading of a word in the pack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub reading: Reading,
    /// Only where the word has a capital.
    pub capital: bool,
    /// The place of the word's next one among those of all words; none behind the last.
    next: Option<NonZeroU32>,
}

/// The classes of what is written in digits or marks; patterns name them like any other class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    Integer,
    Decimal,
    DayOfMonth,
    HourOfDay,
    TwoDigits,
    ThreeDigits,
    FourDigits,
    Year,
    ModernYear,
    IsoDate,
    YearSpan,
    NumericDate,
    Clock,
    /// `7.30`, which is a clock time only with a word beside it.
    DottedClock,
    /// `730`, `2359`, the same.
    GluedClock,
    Genitive,
    Unknown,
}

pub(crate) const BUILTINS: [(&str, Builtin); 17] = [
    ("integer", Builtin::Integer),
    ("decimal", Builtin::Decimal),
    ("day-of-month", Builtin::DayOfMonth),
    ("hour-of-day", Builtin::HourOfDay),
    ("two-digits", Builtin::TwoDigits),
    ("three-digits", Builtin::ThreeDigits),
    ("four-digits", Builtin::FourDigits),
    ("year-number", Builtin::Year),
    ("modern-year", Builtin::ModernYear),
    ("iso-date", Builtin::IsoDate),
    ("year-span", Builtin::YearSpan),
    ("numeric-date", Builtin::NumericDate),
    ("clock-digits", Builtin::Clock),
    ("dotted-clock", Builtin::DottedClock),
    ("glued-clock", Builtin::GluedClock),
    ("genitive", Builtin::Genitive),
    ("unknown", Builtin::Unknown),
];

pub(crate) const MARKS: &[u8] = b",/-'()+~&.";

/// Names of classes and words, numbered.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    classes: FxHashMap<String, Symbol>,
    words: FxHashMap<String, Symbol>,
}

impl Symbols {
    /// The number of a class.
    pub fn class(&mut self, name: &str) -> Symbol {
        let next = Symbol(self.len() as u16);
        number(&mut self.classes, name, next)
    }

    /// The number of a word.
    pub fn word(&mut self, word: &str) -> Symbol {
        let next = Symbol(self.len() as u16);
        number(&mut self.words, word, next)
    }

    pub fn known_class(&self, name: &str) -> Option<Symbol> {
        self.classes.get(name).copied()
    }

    pub fn len(&self) -> usize {
        self.classes.len() + self.words.len()
    }
}

/// The number of a name, which is the next one if it has none yet.
fn number(numbers: &mut FxHashMap<String, Symbol>, name: &str, next: Symbol) -> Symbol {
    match numbers.get(name) {
        Some(known) => *known,
        None => {
            numbers.insert(name.to_owned(), next);
            next
        }
    }
}

/// All words that the patterns of a language know.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: Words<Entry>,
    /// The readings of all words, behind one of none.
    known: Vec<Known>,
    /// Keeps out most words that are no triggers.
    gate: Gate,
    date_order: DateOrder,
    digits: Digits,
    genitive_endings: Vec<String>,
    /// What stands before words that open an island where a day has been told, with the spaces round it.
    before: Vec<Finder<'static>>,
}

/// What the pack says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The places of its first and last reading.
    known: Option<(NonZeroU32, NonZeroU32)>,
    /// A full stop behind it may belong to it.
    pub dotted: bool,
    /// It opens an island.
    trigger: bool,
    /// It opens an island where a day has been told.
    behind: bool,
}

/// True if a word begins with a capital letter.
#[inline]
pub(crate) fn has_capital(word: &[u8]) -> bool {
    match word.first() {
        Some(0..0x80) => word[0].is_ascii_uppercase(),
        // A word is whole characters, so the first chunk is valid.
        _ => word.utf8_chunks().next().is_some_and(|chunk| chunk.valid().starts_with(char::is_uppercase)),
    }
}

impl Lexicon {
    /// Reads the classes of a pack, which is called `pack` in errors. Words that stand in patterns
    /// are added with [`Lexicon::add_word`].
    pub fn new(
        pack: &str,
        words: &TimeWords,
        order: Option<DateOrder>,
        symbols: &mut Symbols,
    ) -> Result<Lexicon, Error> {
        for (name, builtin) in BUILTINS {
            let symbol = symbols.class(name);
            debug_assert_eq!(symbol.0, builtin as u16, "builtin classes have the first numbers");
        }
        for mark in MARKS {
            symbols.word(&char::from(*mark).to_string());
        }
        let mut lexicon = Lexicon {
            entries: Words::default(),
            known: vec![Known { reading: Reading { symbol: Symbol(0), value: Term::Nil }, capital: false, next: None }],
            gate: Gate::new(),
            date_order: order.unwrap_or(words.date_order),
            digits: words.digits,
            genitive_endings: words.genitive_endings.clone(),
            before: Vec::new(),
        };
        for (name, class) in &words.class {
            let symbol = symbols.class(name);
            for (word, value) in &class.words {
                let value = match value {
                    WordValue::Number(number) => Term::Int(*number),
                    WordValue::Fraction(number) => Term::Number(*number),
                    WordValue::Name(name) => Term::constant(name).ok_or_else(|| Error::Pack {
                        pack: pack.to_owned(),
                        message: format!("`{name}` is no value that the engine knows (word `{word}`)"),
                    })?,
                };
                lexicon.insert(word, Reading { symbol, value }, class.trigger);
                lexicon.entries.entry(word).behind |= !class.behind.is_empty();
            }
            let before = class.behind.iter().map(|word| Finder::new(&format!(" {word} ")).into_owned());
            lexicon.before.extend(before);
        }
        Ok(lexicon)
    }

    fn insert(&mut self, word: &str, reading: Reading, trigger: bool) {
        let (word, dotted) = word.strip_suffix('.').map_or((word, false), |word| (word, true));
        let capital = word.starts_with(char::is_uppercase);
        if trigger {
            self.gate.add(word);
        }
        let entry = self.entries.entry(word);
        entry.dotted |= dotted;
        entry.trigger |= trigger;
        let Some(place) = NonZeroU32::new(self.known.len() as u32) else { return };
        if let Some((_, last)) = entry.known {
            self.known[last.get() as usize].next = Some(place);
        }
        entry.known = Some((entry.known.map_or(place, |(first, _)| first), place));
        self.known.push(Known { reading, capital, next: None });
    }

    /// Makes a word of a pattern known.
    pub fn add_word(&mut self, word: &str, symbol: Symbol) {
        let known = self.entries.get(word.as_bytes());
        if !known.is_some_and(|entry| self.readings(entry, true).any(|reading| reading.symbol == symbol)) {
            self.insert(word, Reading { symbol, value: Term::Nil }, false);
        }
    }

    /// The readings of a word, without those that need a capital if it has none.
    #[inline]
    pub fn readings(&self, entry: &Entry, capital: bool) -> impl Iterator<Item = &Reading> {
        let at = |place: Option<NonZeroU32>| place.map(|place| &self.known[place.get() as usize]);
        std::iter::successors(at(entry.known.map(|(first, _)| first)), move |known| at(known.next))
            .filter(move |known| capital || !known.capital)
            .map(|known| &known.reading)
    }

    /// What the pack says of a word.
    pub fn entry(&self, word: &[u8]) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// What the pack says of the word in these bytes of a text; quicker than taking it out of the text.
    #[inline]
    pub fn entry_at(&self, text: &[u8], word: Range<usize>) -> Option<&Entry> {
        self.entries.at(text, word)
    }

    /// True if the word in these bytes of a text has a reading with or without a capital, as it stands there.
    pub fn knows(&self, text: &[u8], word: Range<usize>) -> bool {
        let entry = self.entry_at(text, word.clone());
        entry.is_some_and(|entry| self.readings(entry, has_capital(&text[word])).next().is_some())
    }

    /// True if the word in these bytes of a text opens an island.
    #[inline]
    pub fn is_trigger(&self, text: &[u8], word: Range<usize>) -> bool {
        self.entry_at(text, word).is_some_and(|entry| entry.trigger)
    }

    /// The first word of some bytes of a text that opens an island where a day has been told, and the byte behind it.
    pub fn next_behind(&self, text: &[u8], part: Range<usize>) -> Option<(usize, usize)> {
        let first = |finder: &Finder| {
            finder.find_iter(text.get(part.clone())?).find_map(|at| {
                let start = part.start + at + finder.needle().len();
                let word = start..word_end(text, start);
                let opens = self.entry_at(text, word.clone()).is_some_and(|entry| entry.behind);
                opens.then_some((word.start, word.end))
            })
        };
        self.before.iter().filter_map(first).min()
    }

    /// False if no word with this key opens an island; tells so of most words at once.
    #[inline]
    pub fn may_be_trigger(&self, key: Key) -> bool {
        self.gate.lets_pass(key)
    }

    /// The symbol of a builtin class.
    pub fn builtin(&self, builtin: Builtin) -> Symbol {
        Symbol(builtin as u16)
    }

    /// The symbol of a mark.
    pub fn mark(&self, mark: u8) -> Option<Symbol> {
        MARKS.iter().position(|known| *known == mark).map(|place| Symbol((BUILTINS.len() + place) as u16))
    }

    /// How numbers are written.
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// The bytes of the genitive ending that follows an apostrophe; none if there is no such ending.
    pub fn genitive(&self, after: &[u8]) -> Option<usize> {
        let ends = |length: &usize| !after.get(*length).is_some_and(|byte| is_letter(*byte) || byte.is_ascii_digit());
        let endings = self.genitive_endings.iter().map(String::as_bytes);
        endings
            .filter(|ending| after.get(..ending.len()).is_some_and(|start| start.eq_ignore_ascii_case(ending)))
            .map(<[u8]>::len)
            .find(ends)
    }

    /// Day or month first.
    pub fn date_order(&self) -> DateOrder {
        self.date_order
    }
}
