//! The output folder is one build's at a time.

use super::{failed, leaves_by_link, target, whole};
use crate::error::Error;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// How the name of a file begins and ends that is not whole yet.
pub(super) const PART: (&str, &str) = (".dateline-", ".part");

/// Waits until no other build writes into the folder, and keeps others out for as long as the value
/// lives. Where the system knows no locks there is no waiting.
///
/// # Errors
/// If the folder cannot be found.
pub(super) fn hold(output: &Path) -> Result<Option<File>, Error> {
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

/// Removes what a build that was ended in the middle of a file has left beside the files of the site.
pub(super) fn remove_parts<'a>(output: &Path, paths: impl Iterator<Item = &'a str>) {
    let beside = paths.filter(|path| !leaves_by_link(output, path)).filter_map(|path| target(output, path));
    let mut folders: BTreeSet<PathBuf> = beside.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    folders.insert(output.to_owned());
    for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let is_part = name.to_str().is_some_and(|name| name.starts_with(PART.0) && name.ends_with(PART.1));
        if is_part && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // What cannot be removed is seen by nobody.
            let _ = fs::remove_file(entry.path());
        }
    }
}
