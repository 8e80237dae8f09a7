//! Writes the site: only what changed, each file at one stroke, and removes only what an earlier
//! build wrote.
//!
//! What belongs to dateline stands in [`MANIFEST`] with the hash of its content. A file that is
//! not there, or whose content is another by now, is foreign: it is never overwritten or removed.

mod hold;
mod manifest;

pub use manifest::MANIFEST;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::progress::{Progress, Step};
use crate::site::SiteFile;
use manifest::{Manifest, hash};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// What writing the site came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were there already with the same bytes.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
}

/// What stands where a file of the site is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    Same {
        ours: bool,
    },
    Ours,
    Foreign,
    /// What is to be there cannot be read.
    Unread,
}

/// A file that is copied into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy<'a> {
    /// Its path relative to the output folder, with `/`.
    pub path: &'a str,
    /// Where it lies.
    pub source: PathBuf,
}

/// A file that is to stand in the output folder.
struct Due<'a> {
    path: &'a str,
    content: Content<'a>,
}

enum Content<'a> {
    Made(&'a [u8]),
    Copied(&'a Path),
}

impl Content<'_> {
    fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Content::Made(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Copied(path) => fs::read(path).map(Cow::Owned),
        }
    }
}

/// Writes `files` into the folder `output`, which is made if need be. `content` is the folder that
/// holds the articles.
///
/// A foreign file in the way is a diagnostic `DL0300`; the rest is written all the same.
///
/// # Errors
/// If `output` is the content folder or holds it, and where the system refuses to read or write.
pub fn publish(files: &[SiteFile], output: &Path, content: &Path) -> Result<(Published, Vec<Diagnostic>), Error> {
    publish_with(files, &[], output, content, &Progress::default())
}

/// [`publish`], with files that are copied from elsewhere, one at a time: they need not fit into memory.
///
/// A file that cannot be read is a diagnostic `DL0100`.
///
/// # Errors
/// As [`publish`].
pub fn publish_with(
    files: &[SiteFile],
    copies: &[Copy],
    output: &Path,
    content: &Path,
    progress: &Progress,
) -> Result<(Published, Vec<Diagnostic>), Error> {
    refuse_content(output, content)?;
    fs::create_dir_all(output).map_err(failed("create", output))?;
    let _held = hold::hold(output)?;
    let old = Manifest::read(output)?;
    let due = due(files, copies);
    hold::remove_parts(output, due.iter().map(|due| due.path).chain(old.paths()));
    let places = places(output, &due, &old)?;

    let mut published = Published::default();
    let mut diagnostics = Vec::new();
    let mut after = Manifest::default();
    let mut writes: Vec<(&Due, bool)> = Vec::new();
    for (due, (place, new)) in due.iter().zip(&places) {
        match place {
            Place::Free | Place::Ours => {
                writes.push((due, *place == Place::Free));
                after.add(due.path, *new);
            }
            Place::Same { ours } => {
                published.unchanged += 1;
                if *ours {
                    after.add(due.path, *new);
                }
            }
            Place::Foreign => diagnostics.push(in_the_way(output, due.path)),
            Place::Unread => diagnostics.push(unread(due)),
        }
    }

    if !writes.is_empty() {
        // Should the build be interrupted, the next one still knows both the old files and the new.
        old.with(&after).write(output)?;
    }
    progress.begin(Step::Writing, writes.len());
    // What is new comes first, then the pages that name it; the first pages last.
    for stage in 0..4 {
        let due: Vec<_> = writes.iter().filter(|(due, new)| self::stage(due.path, *new) == stage).collect();
        due.par_iter().try_for_each(|(due, _)| {
            let bytes = due.content.read().map_err(failed("read", Path::new(due.path)))?;
            progress.advance();
            write(output, due.path, &bytes)
        })?;
    }
    published.written = writes.len();

    for path in left_over(&old, &due, &places) {
        match remove(output, path, &old)? {
            Removal::Removed => published.removed += 1,
            Removal::Gone => {}
            Removal::Changed => diagnostics.push(changed(output, path)),
        }
    }
    if after != old {
        after.write(output)?;
    }
    diagnostics.sort();
    Ok((published, diagnostics))
}

/// What [`publish_with`] would say of the files that stand in the output folder; nothing is written.
///
/// # Errors
/// If `output` is the content folder or holds it, and where the system refuses to read.
pub fn foresee(files: &[SiteFile], copies: &[Copy], output: &Path, content: &Path) -> Result<Vec<Diagnostic>, Error> {
    refuse_content(output, content)?;
    let old = Manifest::read(output)?;
    let due = due(files, copies);
    let places = places(output, &due, &old)?;
    let mut diagnostics: Vec<Diagnostic> = due
        .iter()
        .zip(&places)
        .filter_map(|(due, (place, _))| match place {
            Place::Foreign => Some(in_the_way(output, due.path)),
            Place::Unread => Some(unread(due)),
            Place::Free | Place::Same { .. } | Place::Ours => None,
        })
        .collect();
    let left = left_over(&old, &due, &places).filter(|path| matches!(removal(output, path, &old), Removal::Changed));
    diagnostics.extend(left.map(|path| changed(output, path)));
    diagnostics.sort();
    Ok(diagnostics)
}

/// All that is to stand in the output folder.
fn due<'a>(files: &'a [SiteFile], copies: &'a [Copy]) -> Vec<Due<'a>> {
    let made = files.iter().map(|file| Due { path: &file.path, content: Content::Made(&file.bytes) });
    let copied = copies.iter().map(|copy| Due { path: copy.path, content: Content::Copied(&copy.source) });
    made.chain(copied).collect()
}

fn places(output: &Path, due: &[Due], old: &Manifest) -> Result<Vec<(Place, u64)>, Error> {
    due.par_iter().map(|due| place(output, due, old)).collect()
}

/// The files of an earlier build that are no longer part of the site.
fn left_over<'a>(old: &'a Manifest, due: &[Due], places: &[(Place, u64)]) -> impl Iterator<Item = &'a str> {
    let kept = due.iter().zip(places).filter(|(_, (place, _))| *place != Place::Unread);
    let kept: FxHashSet<String> = kept.map(|(due, _)| due.path.to_owned()).collect();
    old.paths().filter(move |path| !kept.contains(*path))
}

/// Removes what builds wrote into the folder `output`, and the folder if nothing else is in it.
/// Returns how many files went; one that was changed since is a diagnostic and stays.
///
/// # Errors
/// Where the system refuses to read or remove.
pub fn clean(output: &Path) -> Result<(usize, Vec<Diagnostic>), Error> {
    let _held = hold::hold(output)?;
    let old = Manifest::read(output)?;
    hold::remove_parts(output, old.paths());
    let mut removed = 0;
    let mut diagnostics = Vec::new();
    for path in old.paths() {
        match remove(output, path, &old)? {
            Removal::Removed => removed += 1,
            Removal::Gone => {}
            Removal::Changed => diagnostics.push(changed(output, path)),
        }
    }
    let manifest = output.join(MANIFEST);
    match fs::remove_file(&manifest) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed("remove", &manifest)(error)),
        // A folder in which something else is left stays.
        _ => drop(fs::remove_dir(output)),
    }
    diagnostics.sort();
    Ok((removed, diagnostics))
}

fn stage(path: &str, new: bool) -> u8 {
    let page = path.ends_with(".html");
    match (new, page) {
        (true, false) => 0,
        (true, true) if path.contains('/') => 1,
        (_, true) if !path.contains('/') => 3,
        _ => 2,
    }
}

/// Refuses an output folder whose content would be lost among the pages, or the other way round.
fn refuse_content(output: &Path, content: &Path) -> Result<(), Error> {
    let (there, articles) = (whole(output)?, whole(content)?);
    if articles.starts_with(&there) {
        return Err(Error::Message(format!(
            "the output folder `{}` is or holds the folder of articles `{}`: name another one with --output",
            output.display(),
            content.display()
        )));
    }
    Ok(())
}

/// The absolute path without links, as far as it exists.
fn whole(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(failed("find", path))?;
    let mut rest = Vec::new();
    let mut known = absolute.as_path();
    loop {
        match fs::canonicalize(known) {
            Ok(found) => return Ok(rest.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) => match (known.parent(), known.file_name()) {
                (Some(parent), Some(name)) => {
                    rest.push(name.to_owned());
                    known = parent;
                }
                _ => return Err(failed("find", path)(error)),
            },
        }
    }
}

/// The place of a file of the site; none if its path would leave the output folder.
fn target(output: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    let inside = relative.components().all(|component| matches!(component, Component::Normal(_)));
    (inside && !path.is_empty() && !path.contains('\\')).then(|| output.join(relative))
}

/// What stands in a file's place, and the hash of what is to stand there.
fn place(output: &Path, due: &Due, old: &Manifest) -> Result<(Place, u64), Error> {
    let Ok(bytes) = due.content.read() else { return Ok((Place::Unread, 0)) };
    let new = hash(&bytes);
    let Some(path) = target(output, due.path).filter(|_| !leaves_by_link(output, due.path)) else {
        return Ok((Place::Foreign, new));
    };
    Ok((there(path, due.path, &bytes, old)?, new))
}

fn there(path: PathBuf, name: &str, due: &[u8], old: &Manifest) -> Result<Place, Error> {
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Place::Free),
        // A file stands where a folder is needed.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Place::Foreign),
        Err(source) => Err(Error::Io { action: "read", path, source }),
        Ok(there) if !there.is_file() => Ok(Place::Foreign),
        Ok(_) => {
            let bytes = fs::read(&path).map_err(|source| Error::Io { action: "read", path, source })?;
            let ours = old.holds(name, hash(&bytes));
            Ok(match (bytes == due, ours) {
                (true, ours) => Place::Same { ours },
                (false, true) => Place::Ours,
                (false, false) => Place::Foreign,
            })
        }
    }
}

/// True if a folder between the output folder and a file is a link or no folder.
fn leaves_by_link(output: &Path, path: &str) -> bool {
    let mut folder = output.to_path_buf();
    let Some(parent) = Path::new(path).parent() else { return false };
    parent.components().any(|component| {
        folder.push(component);
        fs::symlink_metadata(&folder).is_ok_and(|there| !there.is_dir())
    })
}

/// Writes a file at one stroke: who reads it meanwhile gets the old bytes or the new ones.
///
/// # Errors
/// Where the system refuses to write.
pub fn write(output: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let Some(target) = target(output, path) else { return Ok(()) };
    let folder = target.parent().unwrap_or(output);
    fs::create_dir_all(folder).map_err(failed("create", folder))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(hold::PART.0).suffix(hold::PART.1);
    #[cfg(unix)]
    {
        // A temporary file is for its owner alone; a page is for the web server too, as far as the
        // user's mask allows.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder).map_err(failed("write", &target))?;
    part.write_all(bytes).map_err(failed("write", &target))?;
    part.persist(&target).map_err(|error| failed("write", &target)(error.error))?;
    Ok(())
}

enum Removal {
    Removed,
    Gone,
    Changed,
}

/// What is to become of a file of an earlier build: it goes only if its content is still the one
/// that was written.
fn removal(output: &Path, path: &str, old: &Manifest) -> Removal {
    // A manifest that somebody changed leads nowhere outside either.
    let Some(target) = target(output, path).filter(|_| !leaves_by_link(output, path)) else {
        return Removal::Gone;
    };
    let is_file = fs::symlink_metadata(&target).is_ok_and(|there| there.is_file());
    let Ok(bytes) = fs::read(&target) else { return Removal::Gone };
    if is_file && old.holds(path, hash(&bytes)) { Removal::Removed } else { Removal::Changed }
}

/// Removes a file of an earlier build if it is still as it was written.
fn remove(output: &Path, path: &str, old: &Manifest) -> Result<Removal, Error> {
    let removal = removal(output, path, old);
    let Some(target) = target(output, path).filter(|_| matches!(removal, Removal::Removed)) else {
        return Ok(removal);
    };
    fs::remove_file(&target).map_err(failed("remove", &target))?;
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != output && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(Removal::Removed)
}

fn failed(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::Io { action, path: path.into(), source }
}

fn in_the_way(output: &Path, path: &str) -> Diagnostic {
    Diagnostic {
        place: None,
        severity: Severity::Error,
        code: Code::ForeignFile,
        message: format!(
            "`{}` was not written by dateline, or has been changed since: it is left as it is",
            output.join(path).display()
        ),
        help: Some("move it away, or name another folder with --output".into()),
        excerpt: None,
    }
}

fn unread(due: &Due) -> Diagnostic {
    let source = match due.content {
        Content::Copied(source) => source.display().to_string(),
        Content::Made(_) => due.path.to_owned(),
    };
    Diagnostic {
        place: None,
        severity: Severity::Error,
        code: Code::Unreadable,
        message: format!("`{source}` cannot be read: it is left out of the site"),
        help: Some("give yourself the right to read it, or take it away".into()),
        excerpt: None,
    }
}

fn changed(output: &Path, path: &str) -> Diagnostic {
    Diagnostic {
        place: None,
        severity: Severity::Warning,
        code: Code::ForeignFile,
        message: format!(
            "`{}` is no longer part of the site, but has been changed: it is left there",
            output.join(path).display()
        ),
        help: Some("remove it by hand if nobody needs it".into()),
        excerpt: None,
    }
}

#[cfg(test)]
mod tests;
