//! What an earlier build wrote into the output folder.

use super::Seal;
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// The file in the output folder that names what dateline wrote there.
pub const MANIFEST: &str = ".dateline-manifest";

/// So many bytes of a file are read at a time.
const PIECE: usize = 1 << 16;

const HEAD: &str = "# Written by dateline: its files in this folder, each with the hash of its content.";

/// How the line of the seal begins.
const SEAL: &str = "# Made from ";

/// The files of a build by path, with the hashes of the contents that dateline gave them: several
/// while a build is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, BTreeSet<u64>>,
    /// None while a build is under way.
    pub(super) seal: Option<Seal>,
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// The hash of a file's content, of which little is in memory at a time.
pub(crate) fn digest(path: &Path) -> io::Result<u64> {
    let mut hashing = Hashing::new(io::sink());
    io::copy(&mut open(path)?, &mut hashing)?;
    Ok(hashing.hash())
}

/// A file from its beginning, as long as it is now: one that grows while it is read has an end, too.
pub(super) fn open(path: &Path) -> io::Result<impl BufRead> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok(BufReader::with_capacity(PIECE, file.take(length)))
}

/// Writes on, and knows the hash of what was written.
pub(super) struct Hashing<W> {
    out: W,
    hasher: Xxh3Default,
}

impl<W> Hashing<W> {
    pub(super) fn new(out: W) -> Hashing<W> {
        Hashing { out, hasher: Xxh3Default::new() }
    }

    pub(super) fn hash(&self) -> u64 {
        self.hasher.digest()
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.out.write(bytes)?;
        self.hasher.update(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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
            if let Some(seal) = line.strip_prefix(SEAL) {
                manifest.seal = Seal::parse(seal);
            } else if let Some((hash, path)) = line.split_once(' ')
                && let Ok(hash) = u64::from_str_radix(hash, 16)
            {
                manifest.add(path, hash);
            }
        }
        Ok(manifest)
    }

    /// The manifest as it stands in a file.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(HEAD);
        text.push('\n');
        if let Some(seal) = &self.seal {
            text.push_str(&format!("{SEAL}{seal}\n"));
        }
        for (path, hashes) in &self.files {
            for hash in hashes {
                text.push_str(&format!("{hash:016x} {path}\n"));
            }
        }
        text
    }

    pub(super) fn add(&mut self, path: &str, hash: u64) {
        self.files.entry(path.to_string()).or_default().insert(hash);
    }

    /// The entries of both.
    pub(super) fn with(&self, other: &Manifest) -> Manifest {
        let mut both = Manifest { files: self.files.clone(), seal: None };
        for (path, hashes) in &other.files {
            both.files.entry(path.clone()).or_default().extend(hashes);
        }
        both
    }

    /// True if dateline gave the file this content.
    fn holds(&self, path: &str, hash: u64) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash))
    }

    /// True if a file is one that dateline wrote: it has the content that dateline gave it, or none,
    /// as after a power cut that kept its bytes from the disk.
    pub(super) fn wrote(&self, path: &str, hash: u64) -> bool {
        self.holds(path, hash) || hash == self::hash(b"") && self.names(path)
    }

    /// True if the file belongs to dateline.
    pub(super) fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Takes over what another manifest says of a file.
    pub(super) fn keep(&mut self, path: &str, other: &Manifest) {
        if let Some(hashes) = other.files.get(path) {
            self.files.entry(path.to_string()).or_default().extend(hashes);
        }
    }

    /// The files, each with the one content that it should have; none while a build is under way.
    pub(super) fn files(&self) -> Option<Vec<(&str, u64)>> {
        let one = |hashes: &BTreeSet<u64>| hashes.first().copied().filter(|_| hashes.len() == 1);
        self.files.iter().map(|(path, hashes)| Some((path.as_str(), one(hashes)?))).collect()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}
