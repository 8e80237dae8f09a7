//! What the page's scripts fetch of a long timeline: the events as columns to search in, and where
//! each id stands.
//!
//! The head of the index names its slices, files of [`SLICE`] events each, oldest first. A search is
//! a scan over plain text: for 10,000 events it takes some 7 ms, less than any index of words.

use super::SiteFile;
use super::event_view::publishers;
use super::sequence::{month_anchor, period_anchor};
use crate::event::Kind;
use crate::timeline::{Entry, Timeline};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// So many events are in one file, which a browser reads without a halt.
const SLICE: usize = 2000;
/// So many ids are in one file, at most.
const IDS: usize = 500;

/// The index of a timeline.
pub(super) struct Index {
    /// The address of its head, relative to the output folder.
    pub(super) address: String,
    /// How many files the ids are spread over.
    pub(super) id_files: usize,
    pub(super) files: Vec<SiteFile>,
}

#[derive(Serialize)]
struct Head<'a> {
    count: usize,
    /// The tags and publishers, to which the slices refer by number.
    tag: &'a [&'a str],
    source: &'a [&'a str],
    slices: Vec<String>,
}

#[derive(Serialize)]
struct Slice {
    /// The first days, since 1 January 1970.
    from: Vec<i32>,
    /// How many days each lasts.
    days: Vec<i64>,
    /// The numbers of the tags, with spaces between them.
    tag: Vec<String>,
    source: Vec<String>,
    /// Which events of the slice are articles without an event.
    article: Vec<usize>,
    /// A line an event.
    text: String,
}

impl Index {
    pub(super) fn new(timeline: &Timeline) -> Index {
        let tags: Vec<&str> = timeline.tags().into_iter().map(|(tag, _)| tag).collect();
        let sources = timeline.publishers();
        let [tag_numbers, source_numbers] = [&tags, &sources].map(|names| {
            let numbers = names.iter().enumerate().map(|(number, name)| (*name, number));
            numbers.collect::<FxHashMap<&str, usize>>()
        });
        let mut files: Vec<SiteFile> = timeline
            .events
            .par_chunks(SLICE)
            .enumerate()
            .map(|(number, entries)| file(&format!("events-{number}"), &slice(entries, &tag_numbers, &source_numbers)))
            .collect();
        let names = files.iter().map(|file| file.path.trim_start_matches("data/").to_string()).collect();
        let head = Head { count: timeline.events.len(), tag: &tags, source: &sources, slices: names };
        let head = file("index", &head);
        let address = head.path.clone();
        files.push(head);
        let ids = ids(timeline);
        let id_files = ids.len();
        files.extend(
            ids.iter()
                .enumerate()
                .map(|(number, rows)| SiteFile { path: format!("data/ids/{number}.json"), bytes: bytes(rows) }),
        );
        Index { address, id_files, files }
    }
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("lists of strings and numbers are JSON")
}

/// A file whose name changes with its content, so that no page reads that of another build.
fn file(name: &str, value: &impl Serialize) -> SiteFile {
    let bytes = bytes(value);
    let hash = xxh3_64(&bytes) & 0xffff_ffff;
    SiteFile { path: format!("data/{name}.{hash:08x}.json"), bytes }
}

fn slice(entries: &[Arc<Entry>], tags: &FxHashMap<&str, usize>, sources: &FxHashMap<&str, usize>) -> Slice {
    let numbers = |names: Vec<&str>, known: &FxHashMap<&str, usize>| {
        let numbers = names.iter().filter_map(|name| known.get(name)).map(usize::to_string);
        numbers.collect::<Vec<String>>().join(" ")
    };
    let lines: Vec<String> = entries.iter().map(|entry| line(entry)).collect();
    Slice {
        from: entries.iter().map(|entry| entry.when.from().to_epoch_days()).collect(),
        days: entries.iter().map(|entry| entry.when.days()).collect(),
        tag: entries.iter().map(|entry| numbers(entry.tags.iter().map(String::as_str).collect(), tags)).collect(),
        source: entries.iter().map(|entry| numbers(publishers(entry), sources)).collect(),
        article: entries
            .iter()
            .enumerate()
            .filter_map(|(row, entry)| (entry.kind == Kind::Article).then_some(row))
            .collect(),
        text: lines.join("\n"),
    }
}

/// The words by which an event can be found, on one line.
fn line(entry: &Entry) -> String {
    let mut words: Vec<&str> = vec![&entry.title];
    let sentences = entry.sources.iter().filter_map(|source| source.sentence.as_deref());
    let titles = entry.sources.iter().map(|source| source.title.as_str());
    let names = publishers(entry).into_iter().chain(entry.tags.iter().map(String::as_str));
    for text in std::iter::once(entry.text.as_str()).chain(sentences).chain(titles).chain(names) {
        if !words.contains(&text) {
            words.push(text);
        }
    }
    words.join(" ").split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The rows of ids, aliases and the anchors of years and months, spread over files by the letters of the id.
fn ids(timeline: &Timeline) -> Vec<BTreeMap<String, usize>> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for (row, entry) in timeline.events.iter().enumerate() {
        all.extend(std::iter::once(&entry.id).chain(&entry.aliases).map(|id| (id.clone(), row)));
    }
    for period in &timeline.periods {
        all.push((period_anchor(&period.when), period.events.start));
        all.extend(period.months.iter().map(|month| (month_anchor(&month.when), month.events.start)));
    }
    let mut files = vec![BTreeMap::new(); all.len().div_ceil(IDS).max(1)];
    let count = files.len();
    for (id, row) in all {
        files[spread(&id) % count].insert(id, row);
    }
    files
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
        let files = ids(&timeline);
        for (row, entry) in timeline.events.iter().enumerate() {
            assert_eq!(files[spread(&entry.id) % files.len()].get(&entry.id), Some(&row));
        }
        assert_eq!(files[spread("m-2024-03") % files.len()].get("m-2024-03"), Some(&0));
    }

    #[test]
    fn an_event_has_one_line_and_is_found_by_its_words() {
        let mut timeline = timeline();
        Arc::make_mut(&mut timeline.events[0]).title = "A quay\nof\u{2028}two lines".into();
        let index = Index::new(&timeline);
        let slice: serde_json::Value = serde_json::from_slice(&index.files[0].bytes).expect("JSON");
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
        let index = Index::new(&timeline());
        let head = index.files.iter().find(|file| file.path == index.address).expect("a head");
        let head: serde_json::Value = serde_json::from_slice(&head.bytes).expect("JSON");
        let slice = format!("data/{}", head["slices"][0].as_str().expect("a name"));
        assert!(index.files.iter().any(|file| file.path == slice));
        assert_eq!(head["tag"][0], "harbour");
    }
}
