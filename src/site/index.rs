//! What the page's scripts fetch of a long timeline: the events as columns to search in, and where
//! each id stands.
//!
//! The head of the index names its slices, files of some two thousand events each, oldest first. A
//! search is a scan over plain text: for 10,000 events it takes some 7 ms, less than any index of
//! words. Where a slice ends follows from the ids in it: an event more changes one slice and leaves
//! the others, and what browsers hold of them, as they are.

use super::SiteFile;
use super::sequence::{month_anchor, period_anchor};
use crate::event::Kind;
use crate::timeline::{Entry, Source, Timeline};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// No more events are in one file: a browser reads it without a halt.
const MOST: usize = 2500;
/// Of so many events one ends a slice, if it has a third as many.
const ENDS: u64 = 1500;
/// So many ids are in one file, at most.
const IDS: usize = 500;

/// The index of a timeline.
pub(super) struct Index<'a> {
    /// The address of its head, relative to the output folder.
    pub(super) address: String,
    /// What names the slices.
    pub(super) head: Arc<SiteFile>,
    pub(super) slices: Vec<Slice<'a>>,
    timeline: &'a Timeline,
    numbers: Numbers<'a>,
    /// How many files the ids are spread over.
    pub(super) id_files: usize,
    /// These files, once somebody asks for one.
    ids: OnceLock<Vec<Vec<u8>>>,
}

/// A stretch of the timeline with the path of its file, which is made when somebody asks for it.
pub(super) struct Slice<'a> {
    pub(super) path: String,
    entries: &'a [Arc<Entry>],
}

#[derive(Serialize)]
struct Head<'a> {
    count: usize,
    /// The tags, people and publishers, to which the slices refer by number.
    tag: &'a [&'a str],
    about: &'a [&'a str],
    source: &'a [&'a str],
    slices: Vec<String>,
}

#[derive(Serialize)]
struct Columns {
    /// The first days, since 1 January 1970.
    from: Vec<i32>,
    /// How many days each lasts.
    days: Vec<i64>,
    /// The numbers of the tags, with spaces between them.
    tag: Vec<String>,
    about: Vec<String>,
    source: Vec<String>,
    /// Which events of the slice are articles without an event of their own.
    article: Vec<usize>,
    /// A line an event.
    text: String,
}

impl<'a> Index<'a> {
    pub(super) fn new(timeline: &'a Timeline) -> Index<'a> {
        let tags: Vec<&str> = timeline.tags().into_iter().map(|(tag, _)| tag).collect();
        let people: Vec<&str> = timeline.people().into_iter().map(|(name, _)| name).collect();
        let sources: Vec<&str> = timeline.publishers().into_iter().map(|(name, _)| name).collect();
        let numbers = Numbers { tags: numbered(&tags), people: numbered(&people), sources: numbered(&sources) };
        let with = xxh3_64(&bytes(&(&tags, &people, &sources)));
        let stretches = slices(&timeline.events).into_par_iter().enumerate();
        let slice = |(number, entries)| Slice { path: path(&format!("events-{number}"), mark(entries, with)), entries };
        let slices: Vec<Slice> = stretches.map(slice).collect();
        let names = slices.iter().map(|slice| slice.path.trim_start_matches("data/").to_string()).collect();
        let head = Head { count: timeline.events.len(), tag: &tags, about: &people, source: &sources, slices: names };
        let bytes = bytes(&head);
        let head = SiteFile { path: path("index", xxh3_64(&bytes)), bytes };
        let id_files = ids(timeline).count().div_ceil(IDS).max(1);
        Index {
            address: head.path.clone(),
            head: head.into(),
            slices,
            timeline,
            numbers,
            id_files,
            ids: OnceLock::new(),
        }
    }

    /// What stands in a slice, by its number.
    pub(super) fn slice(&self, number: usize) -> Vec<u8> {
        bytes(&columns(self.slices[number].entries, &self.numbers))
    }

    /// The path of a file of ids, by its number.
    pub(super) fn path_of_ids(number: usize) -> String {
        format!("data/ids/{number}.json")
    }

    /// What stands in it.
    pub(super) fn ids(&self, number: usize) -> &[u8] {
        let files = self.ids.get_or_init(|| spread_out(ids(self.timeline), self.id_files));
        files.get(number).map_or(&[], Vec::as_slice)
    }
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("lists of strings and numbers are JSON")
}

/// The path of a file whose name changes with its content, so that no page reads that of another build.
fn path(name: &str, mark: u64) -> String {
    format!("data/{name}.{:08x}.json", mark & 0xffff_ffff)
}

/// A hash of all that [`columns`] make of a slice: to know its name it need not be made. `with` is that of
/// the lists by whose numbers it names tags, people and publishers.
fn mark(entries: &[Arc<Entry>], with: u64) -> u64 {
    let mut hash = Xxh3Default::new();
    hash.update(&with.to_le_bytes());
    // Another version may make other columns of the same events.
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    for entry in entries {
        let Entry { kind, title, text, when, tags, people, sources, .. } = &**entry;
        hash.update(&when.from().to_epoch_days().to_le_bytes());
        hash.update(&when.days().to_le_bytes());
        let names = tags.iter().chain(people).map(String::as_str);
        let told = sources.iter().flat_map(|source| {
            let [publisher, sentence] = [source.teller.publisher.as_deref(), source.sentence()];
            [publisher.unwrap_or_default(), sentence.unwrap_or_default(), &source.teller.title]
        });
        for text in [kind.name(), title, text].into_iter().chain(names).chain(told) {
            // Between two texts stands what is in none.
            hash.update(text.as_bytes());
            hash.update(&[0xff]);
        }
        hash.update(&[0xfe]);
    }
    hash.digest()
}

/// The numbers by which slices name tags, people and publishers.
struct Numbers<'a> {
    tags: FxHashMap<&'a str, usize>,
    people: FxHashMap<&'a str, usize>,
    sources: FxHashMap<&'a str, usize>,
}

fn numbered<'a>(names: &[&'a str]) -> FxHashMap<&'a str, usize> {
    names.iter().enumerate().map(|(number, name)| (*name, number)).collect()
}

/// The slices of all events.
fn slices(entries: &[Arc<Entry>]) -> Vec<&[Arc<Entry>]> {
    let mut slices = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let least = (ENDS / 3) as usize;
        let ends = |entry: &Arc<Entry>| xxh3_64(entry.id.as_bytes()).is_multiple_of(ENDS);
        let found = rest.iter().take(MOST).skip(least).position(ends).map(|place| least + place + 1);
        let (slice, after) = rest.split_at(found.unwrap_or(MOST).min(rest.len()));
        slices.push(slice);
        rest = after;
    }
    slices
}

fn columns(entries: &[Arc<Entry>], known: &Numbers) -> Columns {
    fn texts(names: &[String]) -> impl Iterator<Item = &str> {
        names.iter().map(String::as_str)
    }
    let numbers = |names: &mut dyn Iterator<Item = &str>, known: &FxHashMap<&str, usize>| {
        let mut text = String::new();
        for number in names.filter_map(|name| known.get(name)) {
            let _ = write!(text, "{}{number}", if text.is_empty() { "" } else { " " });
        }
        text
    };
    // An event has some three hundred bytes to search in.
    let mut text = String::with_capacity(entries.len() * 400);
    for entry in entries {
        line(entry, &mut text);
    }
    text.pop();
    Columns {
        from: entries.iter().map(|entry| entry.when.from().to_epoch_days()).collect(),
        days: entries.iter().map(|entry| entry.when.days()).collect(),
        tag: entries.iter().map(|entry| numbers(&mut texts(&entry.tags), &known.tags)).collect(),
        about: entries.iter().map(|entry| numbers(&mut texts(&entry.people), &known.people)).collect(),
        source: entries.iter().map(|entry| numbers(&mut entry.publishers().into_iter(), &known.sources)).collect(),
        article: entries
            .iter()
            .enumerate()
            .filter_map(|(row, entry)| (entry.kind == Kind::Article).then_some(row))
            .collect(),
        text,
    }
}

/// Adds the words by which an event can be found, each text once and all on one line, with its end.
fn line(entry: &Entry, lines: &mut String) {
    let mut said: Vec<&str> = Vec::new();
    let sentences = entry.sources.iter().filter_map(Source::sentence);
    let titles = entry.sources.iter().map(|source| source.teller.title.as_str());
    let names = entry.publishers().into_iter().chain(entry.tags.iter().map(String::as_str));
    let start = lines.len();
    for text in [entry.title.as_str(), &*entry.text].into_iter().chain(sentences).chain(titles).chain(names) {
        if said.contains(&text) {
            continue;
        }
        said.push(text);
        let whole = is_one_line(text).then_some(text);
        for words in whole.into_iter().chain(text.split_whitespace().filter(|_| whole.is_none())) {
            if lines.len() > start {
                lines.push(' ');
            }
            lines.push_str(words);
        }
    }
    lines.push('\n');
}

/// True for words of ASCII with one space between each two, as most texts are.
fn is_one_line(text: &str) -> bool {
    let spaces = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    !spaces && !text.is_empty() && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// The rows of ids, aliases and the anchors of years and months.
fn ids(timeline: &Timeline) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
    let entries = timeline.events.iter().enumerate().flat_map(|(row, entry)| {
        std::iter::once(&entry.id).chain(&entry.aliases).map(move |id| (Cow::from(id.as_str()), row))
    });
    let periods = timeline.periods.iter().flat_map(|period| {
        let months = period.months.iter().map(|month| (month_anchor(&month.when).into(), month.events.start));
        std::iter::once((period_anchor(&period.when).into(), period.events.start)).chain(months)
    });
    entries.chain(periods)
}

/// The files in which the rows stand, by the letters of the id.
fn spread_out<'i>(ids: impl Iterator<Item = (Cow<'i, str>, usize)>, files: usize) -> Vec<Vec<u8>> {
    let mut of_files: Vec<Vec<(Cow<str>, usize)>> = vec![Vec::new(); files];
    for (id, row) in ids {
        of_files[spread(&id) % files].push((id, row));
    }
    of_files.into_par_iter().map(|rows| bytes(&rows.into_iter().collect::<BTreeMap<_, _>>())).collect()
}

/// A number of an id that the script `link.js` computes too, over the units of UTF-16.
fn spread(id: &str) -> usize {
    id.encode_utf16().fold(0, |sum, unit| (sum * 31 + usize::from(unit)) % 65521)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;
    use crate::when::When;

    fn timeline() -> Timeline {
        let days = (1..=28).filter_map(|day| When::day(chrono::NaiveDate::from_ymd_opt(2024, 3, day)?));
        sample::of_dates(&days.collect::<Vec<When>>()).0
    }

    #[test]
    fn every_id_is_in_the_file_that_the_script_looks_in() {
        let timeline = timeline();
        let index = Index { id_files: 3, ..Index::new(&timeline) };
        let row = |id: &str| {
            let file: serde_json::Value = serde_json::from_slice(index.ids(spread(id) % 3)).expect("JSON");
            file[id].as_u64()
        };
        for (at, entry) in timeline.events.iter().enumerate() {
            assert_eq!(row(&entry.id), Some(at as u64));
        }
        assert_eq!(row("m-2024-03"), Some(0));
    }

    #[test]
    fn an_event_has_one_line_and_is_found_by_its_words() {
        let mut timeline = timeline();
        Arc::make_mut(&mut timeline.events[0]).title = "A quay\nof\u{2028}two lines".into();
        let index = Index::new(&timeline);
        let slice: serde_json::Value = serde_json::from_slice(&index.slice(0)).expect("JSON");
        let text = slice["text"].as_str().expect("text");
        assert_eq!(text.lines().count(), timeline.events.len());
        let first = text.lines().next().expect("a line");
        assert!(first.starts_with("A quay of two lines It happened"), "{first}");
        assert!(first.contains("Harbour Herald"), "{first}");
        assert_eq!(first.matches("It happened").count(), 1, "nothing stands twice: {first}");
        assert_eq!(slice["days"][0], 1);
    }

    #[test]
    fn the_head_names_its_slices() {
        let timeline = timeline();
        let index = Index::new(&timeline);
        let head: serde_json::Value = serde_json::from_slice(&index.head.bytes).expect("JSON");
        let slice = format!("data/{}", head["slices"][0].as_str().expect("a name"));
        assert_eq!(slice, index.slices[0].path);
        assert_eq!(head["tag"][0], "harbour");
    }
}
