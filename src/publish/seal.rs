//! Whether a site stands as a build left it: then what is made from the same need not be made again.

use super::Copy;
use super::hold;
use super::manifest::{Manifest, digest};
use super::place::{leaves_by_link, target};
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
pub(crate) struct Standing {
    /// How many files it has.
    pub(crate) files: usize,
    /// How many bytes they are together.
    pub(crate) bytes: u64,
    /// What its [`Seal`] notes.
    pub(crate) note: String,
}

/// Looks whether the site in `output` was made from what `made_from` is a hash of, and whether each of
/// its files is still as it was written. `copies` are all files that may have been copied into it: those
/// that were must be as they were then. What a build that was ended has left half-written goes:
/// whoever asks holds the folder ([`Turn`](super::Turn)).
///
/// # Errors
/// Where the system refuses to read.
pub(crate) fn standing(output: &Path, made_from: u128, copies: &[Copy]) -> Result<Option<Standing>, Error> {
    let manifest = Manifest::read(output)?;
    let (Some(files), Some(seal)) = (manifest.files(), &manifest.seal) else { return Ok(None) };
    let hashes: FxHashMap<&str, u64> = files.iter().copied().collect();
    let as_copied = |copy: &Copy| {
        let hash = hashes.get(copy.path.as_str());
        hash.is_none_or(|hash| digest(&copy.source).is_ok_and(|now| now == *hash))
    };
    let as_written = |(path, hash): &(&str, u64)| {
        let place = target(output, path).filter(|_| !leaves_by_link(output, path));
        let length =
            |place: &Path| fs::symlink_metadata(place).ok().filter(|there| there.is_file()).map(|there| there.len());
        place.and_then(|place| length(&place).filter(|_| digest(&place).is_ok_and(|now| now == *hash)))
    };
    if seal.made_from != made_from || !copies.par_iter().all(as_copied) {
        return Ok(None);
    }
    hold::remove_parts(output, manifest.paths());
    let bytes: Option<Vec<u64>> = files.par_iter().map(as_written).collect();
    Ok(bytes.map(|bytes| Standing { files: files.len(), bytes: bytes.iter().sum(), note: seal.note.clone() }))
}
