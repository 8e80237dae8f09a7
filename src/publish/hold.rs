//! The output folder is one build's at a time.

use super::place::{leaves_by_link, target};
use super::{failed, whole};
use crate::error::Error;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// How the name begins and ends of what is not yet at its place.
pub(super) const PART: (&str, &str) = (".dateline-", ".part");

/// The right to write into an output folder: others wait for as long as the value lives. Where the
/// system knows no locks, and where the folder is not there yet, nobody waits.
pub(crate) struct Turn(Option<File>);

impl Turn {
    /// Waits until no other build writes into the folder.
    ///
    /// # Errors
    /// If the folder cannot be found.
    pub(crate) fn wait(output: &Path) -> Result<Turn, Error> {
        hold(output).map(Turn)
    }

    /// Waits where nothing was there to wait for.
    pub(super) fn keep(self, output: &Path) -> Result<Turn, Error> {
        if self.0.is_some() { Ok(self) } else { Turn::wait(output) }
    }
}

fn hold(output: &Path) -> Result<Option<File>, Error> {
    // The lock is not in the folder: a file there would be published with the site.
    let name = format!("dateline-{:016x}.lock", xxh3_64(whole(output)?.as_os_str().as_encoded_bytes()));
    let file = if cfg!(unix) {
        File::open(output)
    } else {
        File::options().create(true).write(true).truncate(false).open(std::env::temp_dir().join(name))
    };
    match file {
        Ok(file) => Ok(file.lock().is_ok().then_some(file)),
        // `clean` finds nothing where nothing was built.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("open", output)(error)),
    }
}

/// Removes what a build that was ended has left: the folder in which it wrote, and files beside those
/// of the site.
pub(super) fn remove_parts<'a>(output: &Path, paths: impl Iterator<Item = &'a str>) {
    // Of the files of a folder one speaks for all.
    let one_each: FxHashMap<&str, &str> =
        paths.map(|path| (path.rsplit_once('/').map_or("", |(folder, _)| folder), path)).collect();
    let beside = one_each.into_values().filter(|path| !leaves_by_link(output, path));
    let beside = beside.filter_map(|path| target(output, path));
    let mut folders: BTreeSet<PathBuf> = beside.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    folders.insert(output.to_owned());
    for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let is_part = name.to_str().is_some_and(|name| name.starts_with(PART.0) && name.ends_with(PART.1));
        // What cannot be removed is seen by nobody.
        let _ = match entry.file_type() {
            Ok(kind) if is_part && kind.is_file() => fs::remove_file(entry.path()),
            Ok(kind) if is_part && kind.is_dir() => fs::remove_dir_all(entry.path()),
            _ => Ok(()),
        };
    }
}
