//! What an earlier build wrote into the output folder.

use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// The file in the output folder that names what dateline wrote there.
pub const MANIFEST: &str = ".dateline-manifest";

const HEAD: &str = "# Written by dateline: its files in this folder, each with the hash of its content.";

/// The files of a build by path, with the hashes of the contents that dateline gave them: several
/// while a build is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, BTreeSet<u64>>,
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

impl Manifest {
    /// The manifest of a folder; an empty one where there is none. A line that is no entry counts for nothing.
    pub(super) fn read(output: &Path) -> Result<Manifest, Error> {
        let path = output.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(source) => return Err(Error::Io { action: "read", path, source }),
        };
        let mut manifest = Manifest::default();
        for line in String::from_utf8_lossy(&bytes).lines() {
            if let Some((hash, path)) = line.split_once(' ')
                && let Ok(hash) = u64::from_str_radix(hash, 16)
            {
                manifest.add(path, hash);
            }
        }
        Ok(manifest)
    }

    pub(super) fn write(&self, output: &Path) -> Result<(), Error> {
        let mut text = String::from(HEAD);
        text.push('\n');
        for (path, hashes) in &self.files {
            for hash in hashes {
                text.push_str(&format!("{hash:016x} {path}\n"));
            }
        }
        super::write(output, MANIFEST, text.as_bytes())
    }

    pub(super) fn add(&mut self, path: &str, hash: u64) {
        self.files.entry(path.to_string()).or_default().insert(hash);
    }

    /// The entries of both.
    pub(super) fn with(&self, other: &Manifest) -> Manifest {
        let mut both = self.clone();
        for (path, hashes) in &other.files {
            both.files.entry(path.clone()).or_default().extend(hashes);
        }
        both
    }

    /// True if dateline gave the file this content.
    pub(super) fn holds(&self, path: &str, hash: u64) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}
