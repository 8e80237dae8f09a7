//! Whether a site stands as a build left it: then what is made from the same need not be made again.

use super::hold;
use super::manifest::{Manifest, digest};
use super::place::{leaves_by_link, target};
use super::{Copy, Turn, refuse_content};
use crate::error::Error;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// From what a site was made. It stands in the manifest.
///
/// ```
/// use dateline::publish::Seal;
///
/// let seal = Seal { made_from: 0x2a, note: "12 articles".into() };
/// assert_eq!(seal.to_string(), "0000000000000000000000000000002a 12 articles");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// A hash of all that went into the site, but for the files that are copied.
    pub made_from: u128,
    /// One line for whoever made it.
    pub note: String,
}

impl fmt::Display for Seal {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:032x} {}", self.made_from, self.note)
    }
}

impl Seal {
    pub(super) fn parse(text: &str) -> Option<Seal> {
        let (made_from, note) = text.split_once(' ')?;
        Some(Seal { made_from: u128::from_str_radix(made_from, 16).ok()?, note: note.into() })
    }
}

/// A site that stands as a build left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many files it has.
    pub files: usize,
    /// What its [`Seal`] notes.
    pub note: String,
}

/// Looks whether the site in `output` was made from what `made_from` is a hash of, and whether each of
/// its files is still as it was written. `copies` are all files that may have been copied into it: those
/// that were must be as they were then. What a build that was ended has left half-written goes.
///
/// # Errors
/// As [`publish`](super::publish).
pub fn standing(output: &Path, content: &Path, made_from: u128, copies: &[Copy]) -> Result<Option<Standing>, Error> {
    refuse_content(output, content)?;
    let _turn = Turn::wait(output)?;
    standing_in(output, made_from, copies)
}

/// [`standing`], for who holds the folder already.
pub(crate) fn standing_in(output: &Path, made_from: u128, copies: &[Copy]) -> Result<Option<Standing>, Error> {
    let manifest = Manifest::read(output)?;
    hold::remove_parts(output, manifest.paths());
    let (Some(files), Some(seal)) = (manifest.files(), &manifest.seal) else { return Ok(None) };
    let hashes: FxHashMap<&str, u64> = files.iter().copied().collect();
    let as_copied = |copy: &Copy| {
        let hash = hashes.get(copy.path.as_str());
        hash.is_none_or(|hash| digest(&copy.source).is_ok_and(|now| now == *hash))
    };
    let as_written = |(path, hash): &(&str, u64)| {
        let place = target(output, path).filter(|_| !leaves_by_link(output, path));
        let is_file = |place: &Path| fs::symlink_metadata(place).is_ok_and(|there| there.is_file());
        place.is_some_and(|place| is_file(&place) && digest(&place).is_ok_and(|now| now == *hash))
    };
    let stands = seal.made_from == made_from && copies.par_iter().all(as_copied) && files.par_iter().all(as_written);
    Ok(stands.then(|| Standing { files: files.len(), note: seal.note.clone() }))
}
