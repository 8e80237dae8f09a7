//! Runs of words with a capital in a sentence, and the names in them.

use crate::event::words::word_length;
use crate::language::{Classes, Language, NameClasses as N, NameWords};
use std::ops::Range;

/// A name has no more words; what has is a headline.
const LONGEST: usize = 7;
/// So many words with a capital show whether a line is written as headlines are.
const ENOUGH: usize = 4;

/// A name as it stands in a text.
#[derive(Debug)]
pub(super) struct Found {
    /// Its bytes in the text.
    pub(super) span: Range<usize>,
    /// The bytes from its second word on, where the first may be no part of it: that of a sentence has
    /// a capital anyway.
    pub(super) trimmed: Option<usize>,
    /// The bytes of what "of" puts behind it, where the name may go on so far: "Code" of "Winter of Code".
    pub(super) goes_on: Option<Range<usize>>,
    /// Its first word is that of a people.
    pub(super) people: bool,
    /// Its first word is one that other words of the language look like.
    pub(super) ordinary: bool,
    /// True if it may have its capital for another reason than being a name.
    pub(super) weak: bool,
    /// True if it ends in what a word such as "of" ties to it.
    pub(super) tied: bool,
    /// True if what somebody is stands before it: "President".
    pub(super) titled: bool,
}

/// What stands beside a piece of a run.
#[derive(Clone, Copy)]
struct Beside {
    /// It stands at the head of a sentence.
    initial: bool,
    title_before: bool,
    title_after: bool,
}

/// Words with a capital and what ties them.
#[derive(Debug, Default)]
struct Run {
    words: Vec<Word>,
    /// The words in lower case, one behind the other.
    lowered: String,
}

impl Run {
    /// One with room for the words of most names.
    fn new() -> Run {
        Run { words: Vec::with_capacity(8), lowered: String::with_capacity(64) }
    }

    fn lower(&self, word: &Word) -> &str {
        &self.lowered[word.lower.clone()]
    }

    fn push(&mut self, text: &str, span: Range<usize>, link: bool, words: &NameWords) {
        let start = self.lowered.len();
        let word = &text[span.clone()];
        if word.is_ascii() {
            self.lowered.push_str(word);
            self.lowered[start..].make_ascii_lowercase();
        } else {
            self.lowered.push_str(&word.to_lowercase());
        }
        let class = words.classes_at(text, span.clone());
        self.words.push(Word { span, lower: start..self.lowered.len(), link, class });
    }

    fn clear(&mut self) {
        self.words.clear();
        self.lowered.clear();
    }
}

/// A word of a run.
#[derive(Debug)]
struct Word {
    span: Range<usize>,
    /// Its bytes in the run's words in lower case.
    lower: Range<usize>,
    /// In lower case between two with a capital: "de".
    link: bool,
    class: N,
}

/// The names of a stretch of text. `skipped` are stretches, in order, that hold none: dates, code; none
/// of them ends before it.
pub(super) fn names(text: &str, range: Range<usize>, skipped: &[Range<usize>], language: &Language) -> Vec<Found> {
    let mut reader =
        Reader { text, language, run: Run::new(), initial: true, begins: true, headline: true, found: Vec::new() };
    let mut capitals = 0;
    let mut next = 0;
    let bytes = text.as_bytes();
    let mut at = range.start;
    let mut before = at;
    while at < range.end {
        while skipped.get(next).is_some_and(|span| span.end <= at) {
            next += 1;
        }
        if let Some(span) = skipped.get(next).filter(|span| span.start <= at) {
            reader.end();
            at = span.end.min(range.end);
            before = at;
            continue;
        }
        if reader.waits() {
            let limit = skipped.get(next).map_or(range.end, |span| span.start.min(range.end));
            let (word, end) = next_large(bytes, at..limit);
            if end > at {
                (reader.begins, before) = (false, end);
            }
            at = word;
            if at == limit {
                continue;
            }
        }
        // Most words are in small letters from end to end.
        let small = bytes[at..range.end].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        if small > 0 && bytes.get(at + small).is_none_or(|byte| matches!(byte, b' ' | b'.' | b',' | b'\n')) {
            reader.small(at..at + small, before);
            at += small;
            before = at;
            continue;
        }
        let rest = &text[at..range.end];
        let Some(first) = rest.chars().next() else { break };
        if !first.is_alphanumeric() {
            at += first.len_utf8();
            continue;
        }
        let length = word_length(rest).max(first.len_utf8());
        let word = at..at + length;
        capitals += usize::from(reader.word(word, before));
        at += length;
        before = at;
    }
    reader.end();
    let closed = text[range].ends_with(['.', '!', '?', '”', '"']);
    // "Minister Opens New Bridge in the North": its capitals say nothing.
    if capitals >= ENOUGH && reader.headline && !closed { Vec::new() } else { reader.found }
}

/// The start of the next word that may have a capital, and the end of the word before it; the end of
/// the range where there is none.
fn next_large(bytes: &[u8], range: Range<usize>) -> (usize, usize) {
    let is_large = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    let joins = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-' | b'.' | b'&' | b'/' | b'+' | b'@' | b'_')
    };
    let Some(found) = bytes[range.clone()].iter().position(|byte| is_large(*byte)) else {
        return (range.end, range.end);
    };
    let mut word = range.start + found;
    while word > range.start && joins(bytes[word - 1]) {
        word -= 1;
    }
    let mut before = word;
    while before > range.start && !bytes[before - 1].is_ascii_alphanumeric() {
        before -= 1;
    }
    (word, before)
}

/// What headlines have in small letters.
const UNSTRESSED: Classes =
    Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR).or(Classes::INFINITIVE).or(Classes::PRONOUN);

/// The bytes of the words with a capital at the head of the rest of a run; of what has an article, such as
/// "the Senate", nobody's name is a part.
fn goes_on(run: &[Word]) -> Option<Range<usize>> {
    let last = run.iter().take_while(|word| !word.link).last()?;
    Some(run[0].span.start..last.span.end)
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    run: Run,
    /// The run begins a sentence.
    initial: bool,
    /// The next word begins a sentence.
    begins: bool,
    /// Nothing is in small letters but what headlines have in them.
    headline: bool,
    found: Vec<Found>,
}

impl Reader<'_> {
    /// True if words in small letters say nothing any more.
    fn waits(&self) -> bool {
        self.run.words.is_empty() && !self.headline
    }

    /// A word in small letters.
    fn small(&mut self, span: Range<usize>, before: usize) {
        self.begins = false;
        let lower = &self.text[span.clone()];
        self.headline = self.headline && self.language.events.classes(lower).any(UNSTRESSED);
        if self.run.words.is_empty() {
            return;
        }
        let joined = &self.text[before..span.start] == " ";
        let class = self.language.names.classes(lower);
        let article = || {
            let tied = self.run.words.last().is_some_and(|last| last.link && last.class.any(N::OF));
            tied && self.language.events.listed(lower).is_some_and(|class| class.any(Classes::ARTICLE))
        };
        if joined && (class.any(N::INNER_OR_TIE) || article()) {
            self.run.push(self.text, span, true, &self.language.names);
        } else {
            self.end();
        }
    }

    /// Any other word: true if it has a capital as names have.
    fn word(&mut self, mut span: Range<usize>, before: usize) -> bool {
        let gap = &self.text[before..span.start];
        // Most words are letters of ASCII from end to end.
        let plain = self.text.as_bytes()[span.clone()].iter().all(u8::is_ascii_alphanumeric);
        // Behind other marks than these a sentence may begin: “Yes”, – The end, Note: It …
        let begins = self.begins
            || gap != " " && !matches!(gap.trim(), "" | "," | ";" | "(" | ")" | "&" | "/" | "." | "'" | "’");
        self.begins = false;
        if !self.text[span.clone()].contains(char::is_uppercase) {
            self.end();
            return false;
        }
        let possessive = !plain
            && self.text[span.clone()].contains(['\'', '’'])
            && self.language.events.is_possessive(&self.text[span.clone()].to_lowercase());
        if possessive && let Some(mark) = self.text[span.clone()].rfind(['\'', '’']) {
            span.end = span.start + mark;
        }
        let word = &self.text[span.clone()];
        let first_capital = word.starts_with(char::is_uppercase);
        let mut ends = possessive;
        let capital = match if plain { None } else { word.split_once('-') } {
            None => first_capital || word.starts_with(char::is_alphabetic),
            // "the Oslo-based firm"
            Some((head, tail)) if first_capital => {
                let lower = word.to_lowercase();
                let titled = self.language.names.title(std::iter::once(lower.as_str())) > 0;
                if tail.starts_with(char::is_lowercase) && !titled {
                    span.end = span.start + head.len();
                    ends = true;
                }
                true
            }
            Some((head, tail)) => {
                tail.starts_with(char::is_uppercase) && self.language.names.classes(head).any(N::INNER)
            }
        };
        if !capital {
            self.end();
            return false;
        }
        // "the U.S. government"
        let word = &self.text[span.clone()];
        let dotted =
            !plain && word.len() < 10 && word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        span.end += usize::from(dotted && self.text[span.end..].starts_with('.'));
        let joined = self.run.words.last().is_some_and(|last| {
            // "the Farmers' League", not "Egypt's Parliament"
            let plural = || {
                let apostrophe = &self.text[last.span.end.min(before)..before];
                let head = || self.language.names.classes(&self.text[span.clone()].to_lowercase()).any(N::HEAD);
                matches!(apostrophe, "'" | "’") && head()
            };
            // Within a sentence a full stop belongs to an abbreviation.
            matches!(gap, " " | ". " | " & ") && (last.span.end >= before || plural())
        });
        if !joined {
            self.end();
            self.initial = begins;
        }
        self.run.push(self.text, span, false, &self.language.names);
        if ends && !possessive {
            self.end();
        }
        true
    }

    /// The run is over.
    fn end(&mut self) {
        while self.run.words.last().is_some_and(|last| last.link) {
            self.run.words.pop();
        }
        if self.run.words.is_empty() {
            return;
        }
        let mut whole = std::mem::take(&mut self.run);
        let run = &whole.words[..];
        let mut piece = 0;
        let mut beside = Beside { initial: self.initial, title_before: false, title_after: false };
        let mut at = 0;
        while at < run.len() {
            let lower = run[at..].iter().map(|word| whole.lower(word));
            let title = if run[at].link { 0 } else { self.language.names.title_at(run[at].class, lower) };
            let after = at + title;
            // "General Assembly"; "Martin Luther King"; "Prince Edward Island".
            let rest = run[after..].iter().take_while(|word| !word.link);
            let of_place = rest.last().is_some_and(|last| last.class.any(N::HEAD));
            let named = title == 1 && (of_place || after == run.len() && at - piece > 1);
            if title > 0 && !named {
                self.tie(&whole, piece..at, Beside { title_after: true, ..beside });
                at = after;
                while run.get(at).is_some_and(|word| word.link) {
                    at += 1;
                }
                piece = at;
                beside = Beside { initial: false, title_before: true, title_after: false };
                continue;
            }
            at += 1;
        }
        self.tie(&whole, piece..run.len(), beside);
        whole.clear();
        self.run = whole;
    }

    /// Parts what "of" and "and" do not tie.
    fn tie(&mut self, whole: &Run, range: Range<usize>, mut beside: Beside) {
        let run = &whole.words[..range.end];
        let mut start = range.start;
        for at in range {
            if !run[at].link || !run[at].class.any(N::TIE) || at < start {
                continue;
            }
            let left: &[Word] = &run[start..at];
            let head = left.iter().any(|word| word.class.any(N::HEAD));
            let ties = match run[at].class.any(N::OF) {
                true => left.last().is_some_and(|last| last.class.any(N::HEAD)) || left.len() == 1 && !beside.initial,
                false => head,
            };
            if !ties {
                let known = self.found.len();
                self.add(whole, left, beside);
                if run[at].class.any(N::OF)
                    && let Some(found) = self.found[known..].last_mut()
                    && left.last().is_some_and(|last| last.span.end == found.span.end)
                {
                    found.goes_on = goes_on(&run[at + 1..]);
                }
                start = at + 1;
                while run.get(start).is_some_and(|word| word.link) {
                    start += 1;
                }
                beside = Beside { initial: false, title_before: false, ..beside };
            }
        }
        self.add(whole, &run[start.min(run.len())..], beside);
    }

    fn add(&mut self, whole: &Run, mut run: &[Word], beside: Beside) {
        let Beside { mut initial, title_before, title_after } = beside;
        let (names, events) = (&self.language.names, &self.language.events);
        while let Some((first, rest)) = run.split_first() {
            let ordinary = initial
                && (events.listed(whole.lower(first)).is_some()
                    || self.language.sentences.begins_sentence(&self.text[first.span.clone()]));
            if !ordinary && !first.link {
                break;
            }
            (run, initial) = (rest, false);
        }
        while let Some((last, rest)) = run.split_last() {
            let ending = last.link || last.class.any(N::ENDING) && !rest.is_empty();
            if !ending {
                break;
            }
            run = rest;
        }
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let lower = run.iter().map(|word| whole.lower(word));
        let article = |word: &Word| events.listed(whole.lower(word)).is_some_and(|class| class.any(Classes::ARTICLE));
        let peoples = run.iter().all(|word| word.link || word.class.any(N::OF_ALL) || article(word));
        // "I've", "Don't"
        let mut parts = whole.lower(first).split(['\'', '’']);
        let contracted =
            run.len() == 1 && parts.next().is_some_and(|head| events.listed(head).is_some()) && parts.next().is_some();
        let span = first.span.start..last.span.end;
        if run.len() > LONGEST || span.len() < 2 || peoples || contracted || names.is_other(first.class, lower) {
            return;
        }
        let inner_capital = self.text[first.span.clone()].chars().skip(1).any(char::is_uppercase);
        let shouted = run.iter().all(|word| !self.text[word.span.clone()].contains(char::is_lowercase));
        let weak = initial && (!inner_capital || shouted && span.len() > 4) || title_after;
        let people = first.class.any(N::PEOPLE);
        let second = run.get(1).filter(|word| (weak && !title_after || people) && !word.link);
        self.found.push(Found {
            trimmed: second.map(|second| second.span.start),
            goes_on: None,
            people,
            ordinary: second.is_some()
                && (events.listed(whole.lower(first)).is_some()
                    || events.classes(whole.lower(first)).any(Classes::PROGRESSIVE)),
            tied: run.iter().any(|word| word.link && word.class.any(N::TIE)),
            span,
            weak,
            titled: title_before,
        });
    }
}
