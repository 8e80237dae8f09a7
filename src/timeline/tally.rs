//! How many events have each tag, name and publisher.

use super::Entry;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What events can be chosen by, each with the number of its events.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tallies {
    /// Sorted by name whatever its case.
    pub(super) tags: Tally,
    /// The people, organisations and places, sorted as the tags are.
    pub(super) people: Tally,
    /// Sorted by name.
    pub(super) publishers: Tally,
}

type Tally = Vec<(String, usize)>;

impl Tallies {
    pub(super) fn of(entries: &[Arc<Entry>]) -> Tallies {
        let of_each = |names: fn(&Entry) -> &[String]| {
            let mut counts = counted(entries.iter().map(|entry| names(entry).iter().map(String::as_str)));
            counts.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
            counts
        };
        let publishers = || {
            let mut counts = counted(entries.iter().map(|entry| entry.publishers().into_iter()));
            counts.sort_unstable();
            counts
        };
        let tags_and_people = || rayon::join(|| of_each(|entry| &entry.tags), || of_each(|entry| &entry.people));
        let (publishers, (tags, people)) = rayon::join(publishers, tags_and_people);
        Tallies { tags, people, publishers }
    }
}

/// How often each name is there.
fn counted<'a>(names: impl Iterator<Item = impl Iterator<Item = &'a str>>) -> Tally {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in names.flatten() {
        *counts.entry(name).or_insert(0) += 1;
    }
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

pub(super) fn as_texts(tally: &[(String, usize)]) -> Vec<(&str, usize)> {
    tally.iter().map(|(name, count)| (name.as_str(), *count)).collect()
}
