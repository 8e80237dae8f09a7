//! Files of a site that the next state of it takes over.

use super::SiteFile;
use crate::timeline::Entry;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a site may take over from its state before. It changes how long its pages take, and nothing
/// else.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    keeps: bool,
    /// By the address of the first entry, which is held here and so is that of no other.
    slices: Mutex<FxHashMap<usize, Slice>>,
}

#[derive(Clone, Debug)]
struct Slice {
    number: usize,
    entries: Arc<[Arc<Entry>]>,
    /// A hash of what else it was made with.
    with: u64,
    file: Arc<SiteFile>,
}

impl Kept {
    /// One that remembers from now on; the default one never does.
    pub(crate) fn new() -> Kept {
        Kept { keeps: true, ..Kept::default() }
    }

    /// The files of slices of the entries, made with what `with` is a hash of: the path of each, and
    /// the file where it is kept.
    pub(super) fn slices(
        &self,
        slices: &[&[Arc<Entry>]],
        with: u64,
        make: impl Fn(usize, &[Arc<Entry>]) -> SiteFile + Sync,
    ) -> Vec<(String, Option<Arc<SiteFile>>)> {
        let slices = slices.par_iter().enumerate();
        if !self.keeps {
            return slices.map(|(number, entries)| (make(number, entries).path, None)).collect();
        }
        let mut known = self.slices.lock().unwrap_or_else(PoisonError::into_inner);
        let found: Vec<Slice> = slices
            .map(|(number, entries)| {
                let same = |slice: &&Slice| {
                    let all = slice.entries.len() == entries.len();
                    let all = all && slice.entries.iter().zip(*entries).all(|(one, two)| Arc::ptr_eq(one, two));
                    all && (slice.number, slice.with) == (number, with)
                };
                known.get(&place(entries)).filter(same).cloned().unwrap_or_else(|| Slice {
                    number,
                    entries: (*entries).into(),
                    with,
                    file: make(number, entries).into(),
                })
            })
            .collect();
        *known = found.iter().map(|slice| (place(&slice.entries), slice.clone())).collect();
        found.into_iter().map(|slice| (slice.file.path.clone(), Some(slice.file))).collect()
    }
}

fn place(entries: &[Arc<Entry>]) -> usize {
    entries.first().map_or(0, |entry| Arc::as_ptr(entry).addr())
}
