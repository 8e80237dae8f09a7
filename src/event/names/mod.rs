//! The names that recur in the events: people, organisations and places, in one list.
//!
//! A name is a run of words with a capital; what is none in spite of it, such as titles, peoples and
//! the first word of a sentence, the pack says ([`NameWords`](crate::language::NameWords)). Each article
//! is read by itself ([`Names`]) and then all are compared ([`name_events`]): what is short for what,
//! and which capital only stands at heads of sentences, shows in the collection alone.

mod key;
mod run;
mod shared;
#[cfg(test)]
mod tests;

pub(crate) use shared::Resolved;

use super::Report;
use crate::article::Article;
use crate::language::{Classes, Language, NameClasses};
use crate::text::{BlockKind, Text};
use crate::timex::Timex;
use key::{Folded, Key, Word, key, word};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A shorter word in small letters is not looked at.
const SHORTEST: usize = 3;
/// No acronym has more letters.
const MOST_INITIALS: usize = 6;

/// The names in an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Each spelling once.
    forms: Vec<Form>,
    /// Where each stands: the first byte in the plain text and the index of its form, in order.
    told: Vec<(u32, u32)>,
    /// The keys of the names in the title.
    title: Vec<Key>,
    /// The words in small letters in the sentences that tell something, each once.
    small: Vec<Word>,
}

/// A spelling of a name in an article.
#[derive(Clone, Debug)]
struct Form {
    /// Its bytes in the plain text, where it stands first.
    span: Range<u32>,
    key: Key,
    /// The key of its last word, if it is short for the whole.
    last: Option<Key>,
    /// Its first word.
    first: Word,
    /// How many words it has.
    words: u8,
    /// True if it stands somewhere where only a name has a capital.
    strong: bool,
    /// True if it stands somewhere by itself, not behind another name and "of".
    alone: bool,
    /// Its first word is one that other words of the language look like: "Representing Oslo".
    ordinary: bool,
    /// Its first word is that of a people.
    people: bool,
    /// Only what many names are called by: "the Ministry".
    head: bool,
    /// The form without its first word, which may be no part of it.
    trimmed: Option<u32>,
    /// The form that goes on behind "of", and the one of what stands there.
    goes_on: Option<(u32, u32)>,
    /// The form for which it is an acronym.
    stands_for: Option<u32>,
    /// It is in capitals.
    acronym: bool,
    /// It stands in a sentence that tells something.
    tells: bool,
    /// What somebody is stands before it somewhere.
    titled: bool,
    /// The key that an acronym of it would have, where it has several words with a capital.
    initials: Option<Key>,
}

impl Names {
    /// Of an article with its expressions and the reports in it.
    pub(crate) fn new(article: &Article, timexes: &[Timex], reports: &[Report], language: &Language) -> Names {
        let text = &article.text;
        let mut skipped: Vec<Range<usize>> = timexes.iter().map(|timex| timex.span.clone()).collect();
        skipped.extend(text.code.iter().cloned());
        skipped.sort_by_key(|span| span.start);
        let mut gathered = Gathered { plain: &text.plain, names: Names::default(), forms: FxHashMap::default() };
        let headings = |kind: BlockKind| matches!(kind, BlockKind::Heading(_));
        let mut skipped = &skipped[..];
        for block in text.blocks.iter().filter(|block| !headings(block.kind)) {
            for sentence in &text.sentences[block.sentences.clone()] {
                while let Some((_, rest)) = skipped.split_first().filter(|(first, _)| first.end <= sentence.start) {
                    skipped = rest;
                }
                gathered.sentence(run::names(&text.plain, sentence.clone(), skipped, language), language);
            }
        }
        let mut names = gathered.names;
        names.title = keys(&article.title, language);
        names.mark_telling(&telling(article, reports), text);
        names.forms.shrink_to_fit();
        names.told.shrink_to_fit();
        names
    }

    /// Notes what stands in the sentences that tell something.
    fn mark_telling(&mut self, telling: &[Range<usize>], text: &Text) {
        for sentence in telling {
            let told = self.places(sentence);
            for (_, form) in &self.told[told] {
                self.forms[*form as usize].tells = true;
            }
            let words = text.plain[sentence.clone()].as_bytes().split(|byte| !byte.is_ascii_lowercase());
            self.small.extend(words.filter(|part| part.len() >= SHORTEST).map(|part| word(key(part))));
        }
        self.small.sort_unstable();
        self.small.dedup();
        self.small.shrink_to_fit();
    }

    /// The forms that stand in a stretch of the plain text.
    fn within(&self, span: &Range<usize>) -> impl Iterator<Item = u32> {
        self.told[self.places(span)].iter().map(|(_, form)| *form)
    }

    fn places(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.told.partition_point(|(at, _)| (*at as usize) < span.start);
        let count = self.told[start..].iter().take_while(|(at, _)| (*at as usize) < span.end).count();
        start..start + count
    }
}

/// The sentences of an article that tell something, each once: its first one, if none does.
fn telling(article: &Article, reports: &[Report]) -> Vec<Range<usize>> {
    let spans = reports.iter().flat_map(|report| std::iter::once(&report.sentence).chain(&report.goes_on));
    let mut spans: Vec<Range<usize>> = spans.map(|span| span.range()).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans.dedup();
    if spans.is_empty() {
        spans.extend(first_sentence(&article.text).cloned());
    }
    spans
}

/// The first sentence of the first paragraph: it stands for an article that tells no event.
fn first_sentence(text: &Text) -> Option<&Range<usize>> {
    let paragraph = text.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    text.sentences.get(paragraph.sentences.start)
}

/// The keys of the names in a text that is no article's.
fn keys(text: &str, language: &Language) -> Vec<Key> {
    let found = run::names(text, 0..text.len(), &[], language);
    found
        .iter()
        .map(|name| Folded::new(without_article(&text[name.span.clone()].to_lowercase(), language)).key())
        .collect()
}

/// A name in lower case without an article at its head: "The Hague".
fn without_article<'n>(name: &'n str, language: &Language) -> &'n str {
    let article = |word: &str| language.events.listed(word).is_some_and(|class| class.any(Classes::ARTICLE));
    name.split_once(' ').filter(|(first, _)| article(first)).map_or(name, |(_, rest)| rest)
}

struct Gathered<'a> {
    plain: &'a str,
    names: Names,
    forms: FxHashMap<&'a str, u32>,
}

impl Gathered<'_> {
    fn sentence(&mut self, found: Vec<run::Found>, language: &Language) {
        let mut before: Option<(Range<usize>, u32)> = None;
        for name in found {
            let trimmed = name.trimmed.map(|start| self.form(start..name.span.end, &name, language));
            let form = self.form(name.span.clone(), &name, language);
            if let (Some(trimmed), Some(start)) = (trimmed, name.trimmed) {
                self.goes_on(trimmed, start, &name, language);
            }
            let long = self.goes_on(form, name.span.start, &name, language);
            let entry = &mut self.names.forms[form as usize];
            let behind = before.as_ref().is_some_and(|(span, _)| span.end == name.span.end);
            entry.strong |= !name.weak;
            entry.alone |= !behind;
            entry.titled |= name.titled;
            entry.trimmed = entry.trimmed.or(trimmed);
            self.names.told.push((name.span.start as u32, form));
            if let Some((span, other)) = before.clone()
                && self.plain.get(span.end..name.span.start) == Some(" (")
                && self.plain[name.span.end..].starts_with(')')
            {
                let pairs = [(other, &span, form, &name.span), (form, &name.span, other, &span)];
                for (long, long_span, short, short_span) in pairs {
                    if is_acronym(&self.plain[short_span.clone()], &self.plain[long_span.clone()]) {
                        self.names.forms[short as usize].stands_for = Some(long);
                        self.names.forms[short as usize].strong = true;
                    }
                }
            }
            before = match long {
                Some(long) => Some(long),
                // What stands behind "of" is no name before the brackets but the end of one.
                None if behind => before,
                None => Some((name.span, form)),
            };
        }
    }

    /// The name from `start` to the end of what "of" puts behind it, if anything stands there.
    fn goes_on(
        &mut self,
        form: u32,
        start: usize,
        name: &run::Found,
        language: &Language,
    ) -> Option<(Range<usize>, u32)> {
        let rest = name.goes_on.clone()?;
        let span = start..rest.end;
        let long = run::Found { span: span.clone(), trimmed: None, goes_on: None, tied: true, ..*name };
        let long = self.form(span.clone(), &long, language);
        self.names.forms[long as usize].strong |= !name.weak;
        let rest = self.form(rest, name, language);
        self.names.forms[form as usize].goes_on = Some((long, rest));
        Some((span, long))
    }

    fn form(&mut self, span: Range<usize>, name: &run::Found, language: &Language) -> u32 {
        let plain = self.plain;
        let forms = &mut self.names.forms;
        *self.forms.entry(&plain[span.clone()]).or_insert_with(|| {
            let lower = plain[span.clone()].to_lowercase();
            let lower = without_article(&lower, language);
            let folded = Folded::new(lower);
            let class = language.names.classes(lower.split(' ').next().unwrap_or(lower));
            let directed = class.any(NameClasses::DIRECTION);
            forms.push(Form {
                span: span.start as u32..span.end as u32,
                key: folded.key(),
                last: folded.last().filter(|_| !directed && !name.tied),
                first: folded.first(),
                words: folded.len().min(usize::from(u8::MAX)) as u8,
                strong: false,
                alone: false,
                ordinary: name.ordinary,
                people: name.people && span.start == name.span.start,
                head: folded.len() == 1 && class.any(NameClasses::HEAD),
                trimmed: None,
                goes_on: None,
                stands_for: None,
                acronym: is_shouted(&plain[span.clone()]),
                tells: false,
                titled: false,
                initials: initials(&plain[span]),
            });
            forms.len() as u32 - 1
        })
    }
}

/// "WHO" for "World Health Organization", "WoC" for "Winter of Code".
fn is_acronym(short: &str, long: &str) -> bool {
    let letters = || short.chars().filter(|letter| letter.is_alphanumeric());
    let words = || long.split([' ', '-']).filter_map(|word| word.chars().next());
    let capitals = words().filter(|first| first.is_uppercase());
    let all = || words().flat_map(char::to_uppercase).eq(letters());
    is_shouted(short) && (capitals.eq(letters()) || all()) || words().nth(1).is_some() && words().eq(letters())
}

/// Two to six capitals: "UN", "U.S."
fn is_shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| *letter != '.');
    letters.all(char::is_uppercase)
        && (2..=MOST_INITIALS).contains(&text.chars().filter(|letter| *letter != '.').count())
}

/// The key of the capitals with which the words of a name begin, if there are several.
fn initials(text: &str) -> Option<Key> {
    let bytes = text.as_bytes();
    let begins = |at: usize| at == 0 || matches!(bytes[at - 1], b' ' | b'-');
    let mut capitals = [0; MOST_INITIALS];
    let mut count = 0;
    for at in (0..bytes.len()).filter(|&at| bytes[at].is_ascii_uppercase() && begins(at)) {
        *capitals.get_mut(count)? = bytes[at].to_ascii_lowercase();
        count += 1;
    }
    (count > 1).then(|| key(&capitals[..count]))
}
