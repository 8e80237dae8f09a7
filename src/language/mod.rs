#![doc = include_str!("pack.md")]

mod endings;
mod events;
mod names;
mod page;
mod pattern_text;
mod phrases;
mod plain_toml;
mod print;
mod sentences;
mod time;
mod words;

pub(crate) use endings::Endings;
pub(crate) use events::{Classes, EventWords};
pub(crate) use names::{NameClasses, NameWords};
pub(crate) use page::{Controls, PageWords};
pub(crate) use pattern_text::fill;
pub(crate) use print::Print;
pub(crate) use sentences::{FullStop, SentenceWords};
#[cfg(test)]
pub(crate) use time::REASONS;
pub use time::TimeWords;
pub(crate) use time::{Digits, WordValue};
pub(crate) use words::{Chunk, Gate, Key, Words};

use crate::error::Error;
use serde::Deserialize;
use std::sync::{LazyLock, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

/// A language pack, loaded.
#[derive(Debug)]
pub struct Language {
    /// The BCP 47 code: `en`.
    pub code: String,
    /// The language's own name: `English`.
    pub name: String,
    /// What the sentence splitter needs.
    pub(crate) sentences: SentenceWords,
    /// How dates are said to people.
    pub(crate) print: Print,
    /// The words of the website.
    pub(crate) page: PageWords,
    /// How a happening is told from a mention of a date.
    pub(crate) events: Later<EventWords>,
    /// What is a name that a reader can choose by.
    pub(crate) names: Later<NameWords>,
    /// The words of time and the patterns over them.
    #[doc(hidden)]
    pub time: TimeWords,
}

/// A part of a pack that is read when it is first asked for: who only tags a text needs no words of
/// events and names, which are a quarter of a pack.
pub(crate) type Later<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>;

/// The same where it is read already.
fn ready<T: Send + Sync + 'static>(part: T) -> Later<T> {
    LazyLock::new(Box::new(|| part))
}

#[derive(Deserialize)]
struct PackFile {
    code: String,
    name: String,
    sentences: SentenceWords,
    print: Print,
    page: PageWords,
    /// None where it is left to be read later, as the next.
    events: Option<EventWords>,
    names: Option<NameWords>,
    time: TimeWords,
}

/// The parts that are left to be read later.
const LATER: [&str; 2] = ["events", "names"];

#[derive(Deserialize)]
struct EventPart {
    events: EventWords,
}

#[derive(Deserialize)]
struct NamePart {
    #[serde(default)]
    names: NameWords,
}

/// The packs that are built in: code, text, and the pack once it is read.
static PACKS: [(&str, &str, OnceLock<Language>); 1] = [("en", include_str!("en.toml"), OnceLock::new())];

impl Language {
    /// The English pack.
    pub fn english() -> &'static Language {
        Language::find("en").expect("the English pack is built in")
    }

    /// The codes of the packs that are built in.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        PACKS.iter().map(|(code, ..)| *code)
    }

    /// The packs that are built in by their codes, each with its version: a hash of its text, since
    /// any change of a pack may change dates.
    ///
    /// ```
    /// use dateline::language::Language;
    ///
    /// let (code, version) = Language::versions().next().unwrap();
    /// assert_eq!((code, version.len()), ("en", 8));
    /// ```
    pub fn versions() -> impl Iterator<Item = (&'static str, String)> {
        PACKS.iter().map(|(code, text, _)| (*code, format!("{:08x}", xxh3_64(text.as_bytes()) & 0xffff_ffff)))
    }

    /// The pack for a code such as `en` or `en-GB`, if there is one.
    pub fn find(code: &str) -> Option<&'static Language> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        let (_, text, pack) = PACKS.iter().find(|(code, ..)| primary.eq_ignore_ascii_case(code))?;
        Some(pack.get_or_init(|| Language::load(text).expect("the packs that are built in are tested to load")))
    }

    /// Reads a pack that is built in: a fraction of the time that [`Language::parse`] takes, since it
    /// says little of what is wrong, and leaves what few ask for to be read later.
    #[doc(hidden)]
    pub fn load(toml: &'static str) -> Result<Language, String> {
        const TESTED: &str = "the packs that are built in are tested to load whole";
        let (file, [events, names]) = plain_toml::read_apart(toml, LATER).map_err(|error| error.to_string())?;
        let events = move || plain_toml::read::<EventPart>(events).expect(TESTED).events;
        let names = move || plain_toml::read::<NamePart>(names).expect(TESTED).names;
        Language::new(file, LazyLock::new(Box::new(events)), LazyLock::new(Box::new(names)))
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// Names the pack, the line and what is wrong where the text is no language pack.
    pub fn parse(pack: &str, toml: &str) -> Result<Language, Error> {
        let wrong = |message: String| Error::Pack { pack: pack.into(), message };
        let mut file: PackFile = toml::from_str(toml).map_err(|error| wrong(error.to_string()))?;
        let events = file.events.take().ok_or_else(|| wrong("missing field `events`".into()))?;
        let names = file.names.take().unwrap_or_default();
        Language::new(file, ready(events), ready(names)).map_err(wrong)
    }

    /// The pack of a file, if what it says is of use.
    fn new(file: PackFile, events: Later<EventWords>, names: Later<NameWords>) -> Result<Language, String> {
        file.print.check()?;
        file.page.check()?;
        file.time.check()?;
        Ok(Language {
            code: file.code,
            name: file.name,
            sentences: file.sentences,
            print: file.print,
            page: file.page,
            events,
            names,
            time: file.time,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_that_are_built_in_are_read_as_toml_reads_them() {
        for (code, text, _) in &PACKS {
            let toml: serde_json::Value = toml::from_str(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            let plain: serde_json::Value = plain_toml::read(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert_eq!(plain, toml);
            let loaded = Language::load(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            let parsed = Language::parse(code, text).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert_eq!(loaded.code, *code);
            assert_eq!(format!("{:?}", *loaded.events), format!("{:?}", *parsed.events));
            assert_eq!(format!("{:?}", *loaded.names), format!("{:?}", *parsed.names));
        }
    }
}
