//! The tags and publishers that have pages of their own, so that they can be chosen without scripts too.

use super::address::distinct;
use crate::timeline::{Entry, Timeline};
use rustc_hash::FxHashMap;

/// A tag or publisher of fewer events has no page.
pub(super) const FEWEST: usize = 5;

/// What the events of a collection have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Tag,
    Publisher,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Tag => "tags",
            Kind::Publisher => "publishers",
        }
    }
}

/// A tag or a publisher with its events.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// Its first page, relative to the output folder.
    page: String,
    /// The indices of its events, in order.
    pub(super) events: Vec<usize>,
}

/// All that have pages: tags, then publishers, each by name.
#[derive(Debug, Default)]
pub(super) struct Collections {
    pub(super) all: Vec<Collection>,
    tags: FxHashMap<String, usize>,
    publishers: FxHashMap<String, usize>,
}

impl Collections {
    pub(super) fn new(timeline: &Timeline) -> Collections {
        let mut collections = Collections::default();
        collections.add(Kind::Tag, rows(timeline, |entry| entry.tags.iter().map(String::as_str)));
        collections.add(
            Kind::Publisher,
            rows(timeline, |entry| entry.sources.iter().filter_map(|source| source.teller.publisher.as_deref())),
        );
        collections
    }

    /// `found` are the rows of each name.
    fn add(&mut self, kind: Kind, found: FxHashMap<&str, Vec<usize>>) {
        let mut found: Vec<(&str, Vec<usize>)> = found.into_iter().filter(|(_, rows)| rows.len() >= FEWEST).collect();
        found.sort_unstable();
        let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
        let slugs = distinct(&names, |name| name);
        for ((name, events), slug) in found.into_iter().zip(slugs) {
            let map = if kind == Kind::Tag { &mut self.tags } else { &mut self.publishers };
            map.insert(name.to_owned(), self.all.len());
            let page = format!("{}/{slug}.html", kind.folder());
            self.all.push(Collection { kind, name: name.to_owned(), page, events });
        }
    }

    /// The collection of a tag, if it has a page.
    pub(super) fn tag(&self, name: &str) -> Option<&Collection> {
        self.tags.get(name).map(|index| &self.all[*index])
    }

    /// The collection of a publisher, if it has a page.
    pub(super) fn publisher(&self, name: &str) -> Option<&Collection> {
        self.publishers.get(name).map(|index| &self.all[*index])
    }
}

/// The rows of the events that have each name, each once.
fn rows<'t, N: Iterator<Item = &'t str>>(
    timeline: &'t Timeline,
    names: impl Fn(&'t Entry) -> N,
) -> FxHashMap<&'t str, Vec<usize>> {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (row, entry) in timeline.events.iter().enumerate() {
        for name in names(entry) {
            let rows = found.entry(name).or_default();
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
    }
    found
}

impl Collection {
    pub(super) fn page(&self) -> &str {
        &self.page
    }

    /// Its page of a number from 0.
    pub(super) fn part(&self, number: usize) -> String {
        match number {
            0 => self.page.clone(),
            _ => format!("{}.{}.html", self.stem(), number + 1),
        }
    }

    /// Its feed.
    pub(super) fn feed(&self) -> String {
        format!("{}.xml", self.stem())
    }

    fn stem(&self) -> &str {
        self.page.trim_end_matches(".html")
    }
}
