//! What each file came to, kept from one build to the next, so that only what has changed is read anew.

use super::reading::{Read, Source, taggers};
use crate::article::{ListedEvent, SourceFile};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::event::Joining;
use crate::timeline::Entries;
use crate::timex::Taggers;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// What a build may take over from the one before it: for each file, by the hash of its bytes, what
/// it came to. It changes how long a build takes, and nothing else.
///
/// ```
/// use dateline::{article::SourceFile, config::Config, flow::{self, Memory}};
///
/// let file = |text: &str| SourceFile { path: "quay.md".into(), bytes: text.into() };
/// let today = "2024-06-01".parse().unwrap();
/// let config = Config::default();
/// let mut memory = Memory::new();
/// for text in ["---\ndate: 2024-05-03\n---\nIt opened on 2 May.", "---\ndate: 2024-05-03\n---\nIt opened on 1 May."] {
///     let (content, _) = flow::gather_again(&mut memory, &config, &[file(text)], today);
///     let (fresh, _) = flow::gather(&config, &[file(text)], today);
///     assert_eq!(content.events, fresh.events);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    keeps: bool,
    /// What all that is kept was made with.
    config: Config,
    taggers: Option<Taggers>,
    articles: Known<Read>,
    lists: Known<Listed>,
    pub(super) joining: Joining,
    pub(super) entries: Entries,
}

/// The events of a list and what there is to say of it.
type Listed = (Vec<ListedEvent>, Vec<Diagnostic>);

/// A file with the one beside it that says more of it.
type Files<'a> = (Source<'a>, Option<&'a SourceFile>);

/// What files came to, by path and the hash of their bytes.
type Known<T> = FxHashMap<String, (u128, Arc<T>)>;

impl Memory {
    /// One that remembers from now on.
    pub fn new() -> Memory {
        Memory { keeps: true, joining: Joining::new(), entries: Entries::new(), ..Memory::default() }
    }

    /// One that keeps nothing: for a single build, which then needs less room.
    pub(crate) fn forgetful() -> Memory {
        Memory::default()
    }

    /// Forgets all that was made with another config.
    pub(super) fn prepare(&mut self, config: &Config) {
        // What only the pages show does not change what a file comes to.
        let none = Config::default();
        let config = &Config {
            title: none.title,
            description: none.description,
            base_url: none.base_url,
            edit_url: none.edit_url,
            theme: none.theme,
            style: none.style,
            head: none.head,
            footer: none.footer,
            articles: none.articles,
            ..config.clone()
        };
        if self.config != *config {
            (self.articles, self.lists) = Default::default();
            self.config = config.clone();
            self.taggers = None;
        }
        self.taggers.get_or_insert_with(|| taggers(config));
    }

    /// What articles come to, in the order of the files.
    pub(super) fn articles(
        &mut self,
        files: Vec<Files>,
        read: impl Fn(&Taggers, &mut Source, Option<&SourceFile>) -> Read + Send + Sync,
    ) -> Vec<Read> {
        let Some(taggers) = &self.taggers else { return Vec::new() };
        recall(&mut self.articles, self.keeps, files, |(file, sidecar)| read(taggers, file, *sidecar))
    }

    /// What lists of events come to, in the order of the files.
    pub(super) fn lists(
        &mut self,
        files: Vec<Files>,
        read: impl Fn(&mut Source) -> Listed + Send + Sync,
    ) -> Vec<Listed> {
        recall(&mut self.lists, self.keeps, files, |(file, _)| read(file))
    }
}

/// One thread takes so many files at once: where it took thousands, the others would wait for the last.
const AT_ONCE: usize = 32;

fn recall<T: Clone + Send + Sync>(
    kept: &mut Known<T>,
    keeps: bool,
    mut files: Vec<Files>,
    read: impl Fn(&mut Files) -> T + Send + Sync,
) -> Vec<T> {
    if !keeps {
        return files.par_iter_mut().with_max_len(AT_ONCE).map(read).collect();
    }
    let before = std::mem::take(kept);
    let found: Vec<(u128, Arc<T>)> = files
        .par_iter_mut()
        .with_max_len(AT_ONCE)
        .map(|files| {
            let key = key(&files.0, files.1);
            match before.get(&files.0.path).filter(|(known, _)| *known == key) {
                Some((_, outcome)) => (key, Arc::clone(outcome)),
                None => (key, Arc::new(read(files))),
            }
        })
        .collect();
    kept.extend(files.iter().map(|(file, _)| file.path.clone()).zip(found.iter().cloned()));
    found.into_par_iter().map(|(_, outcome)| T::clone(&outcome)).collect()
}

fn key(file: &SourceFile, sidecar: Option<&SourceFile>) -> u128 {
    let beside = sidecar.map_or(0, |sidecar| xxh3_128(&sidecar.bytes) ^ xxh3_128(sidecar.path.as_bytes()));
    xxh3_128(&file.bytes) ^ beside.rotate_left(1)
}
