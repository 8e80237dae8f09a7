//! Writes the site: only what changed, each file at one stroke, and removes only what an earlier
//! build wrote.
//!
//! What belongs to dateline stands in [`MANIFEST`] with the hash of its content. A file that is
//! not there, or whose content is another by now, is foreign: it is never overwritten or removed.
//!
//! A build may be ended at any moment. All that is new is written whole into a hidden folder first;
//! then what is new comes to its place, then the pages that name it, the first page last, and only
//! then goes what no page names any more. So no page that can be reached leads to a file that is not
//! there, and the next build goes on where this one was ended.

mod hold;
mod manifest;
mod place;
mod seal;
mod staging;

pub(crate) use hold::Turn;
pub use manifest::MANIFEST;
pub(crate) use manifest::digest;
pub use seal::Seal;
pub(crate) use seal::standing;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::progress::{Progress, Step};
use crate::site::SiteFile;
use manifest::Manifest;
use place::{Content, Due, Place, leaves_by_link, place, target};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use staging::{Prepared, Stage};
use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// A file that is copied into the site, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Its path relative to the output folder, with `/`.
    pub path: String,
    /// Where it lies.
    pub source: PathBuf,
}

/// The files of a site. Each is made when it is its turn, so that they need not fit into memory together.
pub trait Files: Sync {
    /// The paths of those that are made, relative to the output folder, with `/`.
    fn paths(&self) -> Vec<&str>;

    /// The content of one of these, by the place of its path; asked for once.
    fn bytes(&self, index: usize) -> Cow<'_, [u8]>;

    /// True for one that is written piece by piece, since it is long.
    fn is_long(&self, _index: usize) -> bool {
        false
    }

    /// Writes the content of one of these. It may be asked for again.
    ///
    /// # Errors
    /// Where `out` refuses to take it.
    fn write(&self, index: usize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.bytes(index))
    }

    /// Those that are copied; asked for after all others.
    fn copies(&self) -> Vec<Copy>;

    /// From what they were made; none for a site that is to be made again in any case. Asked for at the end.
    fn seal(&self) -> Option<Seal> {
        None
    }
}

impl Files for [SiteFile] {
    fn paths(&self) -> Vec<&str> {
        self.iter().map(|file| file.path.as_str()).collect()
    }

    fn bytes(&self, index: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self[index].bytes)
    }

    fn copies(&self) -> Vec<Copy> {
        Vec::new()
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
    publish_files(files, output, content, &Progress::default())
}

/// [`publish`], with files that are made while others are written, and such as are copied from
/// elsewhere. `progress` tells how far it is.
///
/// A file to copy that cannot be read is a diagnostic `DL0100`.
///
/// # Errors
/// As [`publish`].
pub fn publish_files(
    files: &(impl Files + ?Sized),
    output: &Path,
    content: &Path,
    progress: &Progress,
) -> Result<(Published, Vec<Diagnostic>), Error> {
    publish_in(Turn::wait(output)?, files, output, content, progress)
}

/// [`publish_files`], for who holds the folder already.
///
/// # Errors
/// As [`publish`].
pub(crate) fn publish_in(
    turn: Turn,
    files: &(impl Files + ?Sized),
    output: &Path,
    content: &Path,
    progress: &Progress,
) -> Result<(Published, Vec<Diagnostic>), Error> {
    refuse_content(output, content)?;
    fs::create_dir_all(output).map_err(failed("create", output))?;
    let _turn = turn.keep(output)?;
    let old = Manifest::read(output)?;
    let paths = files.paths();
    hold::remove_parts(output, paths.iter().copied().chain(old.paths()));

    let stage = Stage::new(output);
    progress.begin(Step::Pages, paths.len());
    let prepare = |due: &Due| {
        let prepared = stage.prepare(due, &old);
        progress.advance();
        prepared
    };
    // Those that take the longest come first: one that came last would have to be waited for.
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by_key(|index| !files.is_long(*index));
    // A page of many events takes a thousand times as long as a short one: each is a task of its own.
    let each = order.into_par_iter().with_max_len(1);
    let each = each.map(|index| Ok((index, with_due(files, index, paths[index], prepare)?)));
    let mut made = each.collect::<Result<Vec<(usize, Prepared)>, Error>>()?;
    made.sort_unstable_by_key(|(index, _)| *index);
    let copies = files.copies();
    progress.begin(Step::Writing, copies.len());
    let each = copies.par_iter().map(|copy| prepare(&Due { path: &copy.path, content: Content::Copied(&copy.source) }));
    let copied: Vec<Prepared> = each.collect::<Result<_, Error>>()?;

    let mut work = Work::default();
    for (path, (_, prepared)) in paths.iter().zip(made) {
        work.take(output, path, None, prepared, &old);
    }
    for (copy, prepared) in copies.iter().zip(copied) {
        work.take(output, &copy.path, Some(&copy.source), prepared, &old);
    }
    // What is in the way is said each time.
    work.after.seal = files.seal().filter(|_| work.diagnostics.is_empty());
    if !work.writes.is_empty() || work.after != old {
        let unfinished =
            |begun| move |error| Error::Unfinished { error: Box::new(error), output: output.to_owned(), begun };
        let all = paths.iter().copied().chain(copies.iter().map(|copy| copy.path.as_str()));
        // Should the build be ended, the next one still knows both the old files and the new.
        stage.write_manifest(BETWEEN, &old.with(&work.after)).map_err(unfinished(false))?;
        stage.write_manifest(AFTER, &work.after).map_err(unfinished(false))?;
        work.commit(&stage, output, &old, left_over(&old, all)).map_err(unfinished(true))?;
    }
    work.diagnostics.sort();
    Ok((work.published, work.diagnostics))
}

/// Calls `use_it` with a file that is made at this moment.
fn with_due<T>(files: &(impl Files + ?Sized), index: usize, path: &str, use_it: impl FnOnce(&Due) -> T) -> T {
    if files.is_long(index) {
        let write = |out: &mut dyn Write| files.write(index, out);
        return use_it(&Due { path, content: Content::Written(&write) });
    }
    use_it(&Due { path, content: Content::Made(&files.bytes(index)) })
}

/// What there is to do in the output folder, and what it came to.
#[derive(Default)]
struct Work<'a> {
    /// The files that lie ready, each with its rank.
    writes: Vec<(&'a str, u8)>,
    /// What belongs to dateline when all is done.
    after: Manifest,
    published: Published,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Work<'a> {
    fn take(&mut self, output: &Path, path: &'a str, source: Option<&Path>, prepared: Prepared, old: &Manifest) {
        match prepared {
            Prepared::Written { new, hash } => {
                self.writes.push((path, rank(path, new)));
                self.after.add(path, hash);
            }
            Prepared::Same { ours } => {
                self.published.unchanged += 1;
                if let Some(hash) = ours {
                    self.after.add(path, hash);
                }
            }
            Prepared::Foreign => self.diagnostics.push(in_the_way(output, path)),
            Prepared::Unread => {
                // A file that cannot be read stays as an earlier build wrote it.
                self.after.keep(path, old);
                self.diagnostics.push(unread(path, source, old.names(path)));
            }
        }
    }

    fn commit<'p>(
        &mut self,
        stage: &Stage,
        output: &Path,
        old: &Manifest,
        left: impl Iterator<Item = &'p str>,
    ) -> Result<(), Error> {
        stage.bring_as(BETWEEN, MANIFEST)?;
        stage.bring_all(&self.writes)?;
        self.published.written = self.writes.len();
        for path in left {
            match remove(output, path, old)? {
                Removal::Removed => self.published.removed += 1,
                Removal::Gone => {}
                Removal::Changed => self.diagnostics.push(changed(output, path)),
            }
        }
        stage.bring_as(AFTER, MANIFEST)
    }
}

/// The manifests in the stage: while files come and go, and when all is done.
const BETWEEN: &str = ".manifest-between";
const AFTER: &str = ".manifest-after";

/// What [`publish`] would say of the files that stand in the output folder; nothing is written.
///
/// # Errors
/// If `output` is the content folder or holds it, and where the system refuses to read.
pub(crate) fn foresee(files: &(impl Files + ?Sized), output: &Path, content: &Path) -> Result<Vec<Diagnostic>, Error> {
    refuse_content(output, content)?;
    let old = Manifest::read(output)?;
    let paths = files.paths();
    let said = |path: &str, source: Option<&Path>, due: &Due| {
        Ok(match place(output, due, &old)? {
            Place::Foreign => Some(in_the_way(output, path)),
            Place::Unread => Some(unread(path, source, old.names(path))),
            Place::Free | Place::Same { .. } | Place::Ours => None,
        })
    };
    let made = paths.par_iter().enumerate();
    let made = made.map(|(index, path)| with_due(files, index, path, |due| said(path, None, due)));
    let mut diagnostics = made.collect::<Result<Vec<Option<Diagnostic>>, Error>>()?;
    let copies = files.copies();
    let copied = copies.par_iter().map(|copy| {
        let due = Due { path: &copy.path, content: Content::Copied(&copy.source) };
        said(&copy.path, Some(&copy.source), &due)
    });
    diagnostics.extend(copied.collect::<Result<Vec<Option<Diagnostic>>, Error>>()?);
    let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().flatten().collect();
    let all = paths.iter().copied().chain(copies.iter().map(|copy| copy.path.as_str()));
    let left = left_over(&old, all).filter(|path| matches!(removal(output, path, &old), Removal::Changed));
    diagnostics.extend(left.map(|path| changed(output, path)));
    diagnostics.sort();
    Ok(diagnostics)
}

/// The files of an earlier build that are no longer part of the site, the pages first: they go before
/// what they show.
fn left_over<'a, 'p>(old: &'a Manifest, due: impl Iterator<Item = &'p str>) -> impl Iterator<Item = &'a str> {
    let due: FxHashSet<&str> = due.collect();
    let left: Vec<&str> = old.paths().filter(|path| !due.contains(path)).collect();
    let (pages, others): (Vec<&str>, Vec<&str>) = left.into_iter().partition(|path| is_page(path));
    pages.into_iter().chain(others)
}

/// Removes what builds wrote into the folder `output`, and the folder if nothing else is in it.
/// Returns how many files went; one that was changed since is a diagnostic and stays.
///
/// # Errors
/// Where the system refuses to read or remove.
pub fn clean(output: &Path) -> Result<(usize, Vec<Diagnostic>), Error> {
    let _turn = Turn::wait(output)?;
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

/// The place of a file in the order of writing: what is new, the pages last, then the pages and the
/// data that name it, and the first pages at the end.
fn rank(path: &str, new: bool) -> u8 {
    match (new, is_page(path), path.contains('/')) {
        (true, false, _) => 0,
        (true, true, true) => 1,
        (true, true, false) => 2,
        (false, false, _) | (false, true, true) => 3,
        (false, true, false) => 4,
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
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

/// Writes a file at one stroke: who reads it meanwhile gets the old bytes or the new ones.
///
/// # Errors
/// Where the system refuses to write.
pub(crate) fn write(output: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    target(output, path).map_or(Ok(()), |target| write_at(&target, bytes))
}

/// [`write`] for a file that a person names: a link leads to its file, and what is no file, such as a
/// pipe, takes the bytes as they come.
///
/// # Errors
/// Where the system refuses to write, or there is no such folder.
pub(crate) fn write_named(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        return fs::write(file, bytes).map_err(failed("write", file));
    }
    let target = file.canonicalize().or_else(|_| std::path::absolute(file)).map_err(failed("write", file))?;
    if !target.parent().is_some_and(Path::is_dir) {
        return Err(failed("write", file)(io::ErrorKind::NotFound.into()));
    }
    write_at(&target, bytes)
}

fn write_at(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = target.parent().unwrap_or(target);
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
    let mut part = builder.tempfile_in(folder).map_err(failed("write", target))?;
    part.write_all(bytes).map_err(failed("write", target))?;
    part.persist(target).map_err(|error| failed("write", target)(error.error))?;
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
    let Ok(now) = digest(&target) else { return Removal::Gone };
    if is_file && old.wrote(path, now) { Removal::Removed } else { Removal::Changed }
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

fn unread(path: &str, source: Option<&Path>, kept: bool) -> Diagnostic {
    let source = source.map_or(path.to_owned(), |source| source.display().to_string());
    let left = if kept { "the site keeps the copy of an earlier build" } else { "it is left out of the site" };
    Diagnostic {
        place: None,
        severity: Severity::Error,
        code: Code::Unreadable,
        message: format!("`{source}` cannot be read: {left}"),
        help: Some("give yourself the right to read it, or take it away and build again".into()),
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
