//! What stands in the output folder where a file of the site is to be.

use super::failed;
use super::manifest::{Hashing, Manifest, digest, hash, open};
use crate::error::Error;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Component, Path, PathBuf};

/// A file that is to stand in the output folder.
pub(super) struct Due<'a> {
    pub(super) path: &'a str,
    pub(super) content: Content<'a>,
}

/// Writes the content of a file, which may be asked for twice.
pub(super) type Writing<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'a;

/// Where the bytes of a file come from.
pub(super) enum Content<'a> {
    Made(&'a [u8]),
    /// Piece by piece, so that the whole is never in memory.
    Written(&'a Writing<'a>),
    Copied(&'a Path),
}

/// What stands where a file of the site is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    /// The same already; if it belongs to dateline, with its hash.
    Same {
        ours: Option<u64>,
    },
    Ours,
    Foreign,
    /// What is to be there cannot be read.
    Unread,
}

impl Content<'_> {
    fn hash(&self) -> io::Result<u64> {
        match self {
            Content::Made(bytes) => Ok(hash(bytes)),
            Content::Written(write) => {
                let mut hashing = Hashing::new(io::sink());
                write(&mut hashing)?;
                Ok(hashing.hash())
            }
            Content::Copied(path) => digest(path),
        }
    }

    /// Writes the bytes as they are now; an error is of the writing. None if they cannot be read.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<Option<()>> {
        let path = match self {
            Content::Made(bytes) => return out.write_all(bytes).map(Some),
            Content::Written(write) => {
                write(out)?;
                return Ok(Some(()));
            }
            Content::Copied(path) => path,
        };
        let Ok(mut source) = open(path) else { return Ok(None) };
        loop {
            // What cannot be read is another matter than what cannot be written.
            let length = match source.fill_buf() {
                Ok([]) => return Ok(Some(())),
                Ok(bytes) => {
                    out.write_all(bytes)?;
                    bytes.len()
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Ok(None),
            };
            source.consume(length);
        }
    }
}

/// What stands in the place of a file.
pub(super) fn place(output: &Path, due: &Due, old: &Manifest) -> Result<Place, Error> {
    // What is to be copied must be readable, whatever stands there.
    let copied = match &due.content {
        Content::Copied(path) => match digest(path) {
            Ok(hash) => Some(hash),
            Err(_) => return Ok(Place::Unread),
        },
        Content::Made(_) | Content::Written(_) => None,
    };
    let (now, ours) = match stands(output, due.path, old)? {
        Stands::Nothing => return Ok(Place::Free),
        Stands::Foreign => return Ok(Place::Foreign),
        Stands::File { hash, ours } => (hash, ours),
    };
    let new = match copied {
        Some(hash) => hash,
        None => due.content.hash().map_err(failed("make", &output.join(due.path)))?,
    };
    Ok(match (now == new, ours) {
        (true, true) => Place::Same { ours: Some(now) },
        (true, false) => Place::Same { ours: None },
        (false, true) => Place::Ours,
        (false, false) => Place::Foreign,
    })
}

/// What is at a place, whatever is to be there.
pub(super) enum Stands {
    Nothing,
    File {
        hash: u64,
        /// Whether dateline wrote it.
        ours: bool,
    },
    /// No file, or one that cannot be dateline's.
    Foreign,
}

pub(super) fn stands(output: &Path, name: &str, old: &Manifest) -> Result<Stands, Error> {
    let Some(path) = target(output, name).filter(|_| !leaves_by_link(output, name)) else {
        return Ok(Stands::Foreign);
    };
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stands::Nothing),
        // A file stands where a folder is needed.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Stands::Foreign),
        Err(source) => Err(Error::Io { action: "read", path, source }),
        Ok(there) if !there.is_file() => Ok(Stands::Foreign),
        Ok(_) => {
            let hash = digest(&path).map_err(failed("read", &path))?;
            Ok(Stands::File { hash, ours: old.wrote(name, hash) })
        }
    }
}

/// The place of a file of the site; none if its path would leave the output folder.
pub(super) fn target(output: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    let inside = relative.components().all(|component| matches!(component, Component::Normal(_)));
    (inside && !path.is_empty() && !path.contains('\\')).then(|| output.join(relative))
}

/// True if a folder between the output folder and a file is a link or no folder.
pub(super) fn leaves_by_link(output: &Path, path: &str) -> bool {
    let mut folder = output.to_path_buf();
    let Some(parent) = Path::new(path).parent() else { return false };
    parent.components().any(|component| {
        folder.push(component);
        fs::symlink_metadata(&folder).is_ok_and(|there| !there.is_dir())
    })
}
