//! Joins the reports of one happening.
//!
//! The date is the strong signal; the words split a day and bridge a coarse date. [`pair`] looks for
//! pairs of reports only where they share a unit of time and a telling word, so that the work grows
//! with the number of reports and not with its square; [`likeness`] says how much two of them say the
//! same, by their words ([`profile`]) and by how many others tell of these in that time ([`period`]);
//! [`group`] joins pairs by falling likeness, and [`central`] says which report's words stand for all. What neither shares a month and a word with an event nor
//! with what its articles tell has no say in it. [`Joining`] keeps from one build to the next what is
//! still true, so that after a change of one article only what lies beside it is compared again.

mod central;
mod group;
mod likeness;
mod merge;
mod pair;
mod period;
mod profile;

pub use merge::{merge, merge_again};

use pair::Pair;
use profile::Profile;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What joining may take over from the last time. It changes how long joining takes, and nothing else.
#[derive(Debug, Default)]
pub struct Joining {
    /// The words of reports, by a hash of all that they are made of.
    profiles: Known<Profile>,
    /// The pairs of a unit of time, by the marks of the reports in it. A pair names their places there.
    units: Known<[Pair]>,
    /// How the reports that pairs connect fall into groups, by their marks and pairs.
    groups: Known<[Vec<u32>]>,
}

impl Joining {
    /// One that remembers from now on; the default one never does.
    pub fn new() -> Joining {
        Joining { profiles: Known::new(), units: Known::new(), groups: Known::new() }
    }
}

/// So many portions of work are enough for the threads of any machine.
const PORTIONS: usize = 256;

/// What was made the last time, by a hash of all on which it depends; none where nothing is kept.
#[derive(Debug)]
struct Known<T: ?Sized>(Option<FxHashMap<u128, Arc<T>>>);

impl<T: ?Sized> Default for Known<T> {
    fn default() -> Known<T> {
        Known(None)
    }
}

impl<T: ?Sized + Send + Sync> Known<T> {
    fn new() -> Known<T> {
        Known(Some(FxHashMap::default()))
    }

    fn keeps(&self) -> bool {
        self.0.is_some()
    }

    /// `count` things, each as it was the last time under the `key` that it has, or as `make` makes it.
    /// What is not among them is forgotten.
    fn recall(
        &mut self,
        count: usize,
        key: impl Fn(usize) -> u128 + Send + Sync,
        make: impl Fn(usize) -> Arc<T> + Send + Sync,
    ) -> Vec<Arc<T>> {
        // A year of many reports, or a story, takes as long as all others: small portions are shared fairly.
        let all = (0..count).into_par_iter().with_max_len((count / PORTIONS).max(1));
        let Some(before) = &mut self.0 else { return all.map(make).collect() };
        let found: Vec<(u128, Arc<T>)> = all
            .map(|at| {
                let key = key(at);
                (key, before.get(&key).map_or_else(|| make(at), Arc::clone))
            })
            .collect();
        *before = found.iter().cloned().collect();
        found.into_iter().map(|(_, thing)| thing).collect()
    }
}
