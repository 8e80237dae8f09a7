//! Joins the reports of one happening.
//!
//! The date is the strong signal; the words split a day and bridge a coarse date. [`pair`] looks for
//! pairs of reports only where they share a unit of time and a rare word, so that the work grows with
//! the number of reports and not with its square; [`likeness`] says how much two of them say the
//! same; [`group`] joins pairs by falling likeness. [`Joining`] keeps from one build to the next what
//! is still true, so that after a change of one article only what lies beside it is compared again.

mod group;
mod likeness;
mod merge;
mod pair;

pub use merge::{merge, merge_again};

use likeness::Profile;
use pair::Pair;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What joining may take over from the last time. It changes how long joining takes, and nothing else.
#[derive(Debug, Default)]
pub struct Joining {
    keeps: bool,
    /// The words of reports, by a hash of all that they are made of.
    profiles: FxHashMap<u128, Arc<Profile>>,
    /// The stems of titles, by a hash of these.
    titles: FxHashMap<u128, Arc<[u64]>>,
    /// The pairs of a unit of time, by the marks of the reports in it. A pair names their places there.
    units: FxHashMap<u128, Arc<[Pair]>>,
    /// How the reports that pairs connect fall into groups, by their marks and pairs.
    groups: FxHashMap<u128, Arc<[Vec<u32>]>>,
}

impl Joining {
    /// One that remembers from now on; the default one never does.
    pub fn new() -> Joining {
        Joining { keeps: true, ..Joining::default() }
    }
}

/// What `make` makes, for a key from the last time as it was then; what nobody asked for is forgotten.
fn recall<T: ?Sized + Send + Sync>(
    known: &mut FxHashMap<u128, Arc<T>>,
    keys: &[u128],
    make: impl Fn(usize) -> Arc<T> + Send + Sync,
) -> Vec<Arc<T>> {
    use rayon::prelude::*;
    let before = &*known;
    let found: Vec<Arc<T>> =
        keys.par_iter().enumerate().map(|(at, key)| before.get(key).map_or_else(|| make(at), Arc::clone)).collect();
    *known = keys.iter().copied().zip(found.iter().cloned()).collect();
    found
}
