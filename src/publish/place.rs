//! What stands in the output folder where a file of the site is to be.

use super::failed;
use super::manifest::{Manifest, digest, hash, open};
use crate::error::Error;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Component, Path, PathBuf};

/// A file that is to stand in the output folder.
pub(super) struct Due<'a> {
    pub(super) path: &'a str,
    pub(super) content: Content<'a>,
}

/// Where the bytes of a file come from.
pub(super) enum Content<'a> {
    Made(&'a [u8]),
    Copied(&'a Path),
}

/// What stands where a file of the site is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    Same {
        ours: bool,
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
            Content::Copied(path) => digest(path),
        }
    }

    /// Writes the bytes as they are now; an error is of the writing. None if they cannot be read.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<Option<()>> {
        let path = match self {
            Content::Made(bytes) => return out.write_all(bytes).map(Some),
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

/// What stands in the place of a file, and the hash of what is to stand there.
pub(super) fn place(output: &Path, due: &Due, old: &Manifest) -> Result<(Place, u64), Error> {
    let Ok(new) = due.content.hash() else { return Ok((Place::Unread, 0)) };
    let Some(path) = target(output, due.path).filter(|_| !leaves_by_link(output, due.path)) else {
        return Ok((Place::Foreign, new));
    };
    Ok((there(path, due.path, new, old)?, new))
}

fn there(path: PathBuf, name: &str, new: u64, old: &Manifest) -> Result<Place, Error> {
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Place::Free),
        // A file stands where a folder is needed.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Place::Foreign),
        Err(source) => Err(Error::Io { action: "read", path, source }),
        Ok(there) if !there.is_file() => Ok(Place::Foreign),
        Ok(_) => {
            let now = digest(&path).map_err(failed("read", &path))?;
            let ours = old.wrote(name, now);
            Ok(match (now == new, ours) {
                (true, ours) => Place::Same { ours },
                (false, true) => Place::Ours,
                (false, false) => Place::Foreign,
            })
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
