//! What is to come into the output folder lies whole in a hidden folder there before the first of
//! it comes to its place: whatever may fail while files are written leaves the site as it was, and
//! what is left to do is to rename.

use super::hold::PART;
use super::manifest::{Hashing, Manifest};
use super::place::{Content, Due, Place, Stands, place, stands};
use super::{MANIFEST, failed, write_at};
use crate::error::Error;
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;

/// New files in a folder of their own, which is there as soon as there is one. What is not brought to
/// its place goes with the value.
pub(super) struct Stage<'a> {
    output: &'a Path,
    folder: Mutex<Option<Arc<TempDir>>>,
}

/// What preparing a file came to.
pub(super) enum Prepared {
    /// It lies ready, to be `new` or in the place of an older one.
    Written { new: bool, hash: u64 },
    /// It stands at its place already; if it belongs to dateline, with its hash.
    Same { ours: Option<u64> },
    /// Something else stands there.
    Foreign,
    /// It cannot be read.
    Unread,
}

/// A file, or a folder of which nothing is in the output folder yet.
struct Unit<'a> {
    path: &'a str,
    rank: u8,
}

impl Stage<'_> {
    pub(super) fn new(output: &Path) -> Stage<'_> {
        Stage { output, folder: Mutex::new(None) }
    }

    fn folder(&self) -> Result<Arc<TempDir>, Error> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = &*folder {
            return Ok(Arc::clone(folder));
        }
        let made = tempfile::Builder::new().prefix(PART.0).suffix(PART.1).tempdir_in(self.output);
        let made = Arc::new(made.map_err(failed("write into", self.output))?);
        Ok(Arc::clone(folder.insert(made)))
    }

    /// Writes a file unless it stands at its place already; nothing of the site is touched.
    ///
    /// # Errors
    /// Where the system refuses to read what stands there, or to write.
    pub(super) fn prepare(&self, due: &Due, old: &Manifest) -> Result<Prepared, Error> {
        let unfinished =
            |error| Error::Unfinished { error: Box::new(error), output: self.output.to_owned(), begun: false };
        if let Content::Written(_) = due.content {
            return self.prepare_written(due, old, unfinished);
        }
        Ok(match place(self.output, due, old)? {
            Place::Free => self.write(due, true).map_err(unfinished)?,
            Place::Ours => self.write(due, false).map_err(unfinished)?,
            Place::Same { ours } => Prepared::Same { ours },
            Place::Foreign => Prepared::Foreign,
            Place::Unread => Prepared::Unread,
        })
    }

    /// [`Stage::prepare`] for what is made as it is written: whether it is the same is known then.
    fn prepare_written(
        &self,
        due: &Due,
        old: &Manifest,
        unfinished: impl Fn(Error) -> Error,
    ) -> Result<Prepared, Error> {
        let (now, ours) = match stands(self.output, due.path, old)? {
            Stands::Nothing => return self.write(due, true).map_err(unfinished),
            Stands::Foreign => return Ok(Prepared::Foreign),
            Stands::File { hash, ours } => (hash, ours),
        };
        let prepared = self.write(due, false).map_err(&unfinished)?;
        let same = matches!(prepared, Prepared::Written { hash, .. } if hash == now);
        if ours && !same {
            return Ok(prepared);
        }
        let path = self.folder()?.path().join(due.path);
        fs::remove_file(&path).map_err(failed("remove", &path)).map_err(unfinished)?;
        Ok(if same { Prepared::Same { ours: ours.then_some(now) } } else { Prepared::Foreign })
    }

    fn write(&self, due: &Due, new: bool) -> Result<Prepared, Error> {
        let path = self.folder()?.path().join(due.path);
        let create = || match (File::create(&path), path.parent()) {
            (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                File::create(&path)
            }
            (created, _) => created,
        };
        let written = create().and_then(|file| {
            let mut file = Hashing::new(file);
            let whole = due.content.write(&mut file)?;
            Ok(whole.map(|()| file.hash()))
        });
        let Some(hash) = written.map_err(failed("write", &self.output.join(due.path)))? else {
            fs::remove_file(&path).map_err(failed("remove", &path))?;
            return Ok(Prepared::Unread);
        };
        Ok(Prepared::Written { new, hash })
    }

    /// Writes a manifest under a name that no file of the site has.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn write_manifest(&self, name: &str, manifest: &Manifest) -> Result<(), Error> {
        let written = fs::write(self.folder()?.path().join(name), manifest.text());
        written.map_err(failed("write", &self.output.join(MANIFEST)))
    }

    /// Brings the files to their places in the order of their ranks. Each comes at one stroke: who
    /// reads it meanwhile gets the old bytes or the new ones.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn bring_all(&self, files: &[(&str, u8)]) -> Result<(), Error> {
        let mut units = self.units(files);
        units.sort_unstable_by_key(|unit| (unit.rank, unit.path));
        units.iter().try_for_each(|unit| self.bring_as(unit.path, unit.path))
    }

    /// A folder that is new comes at one stroke with all that is in it.
    fn units<'a>(&self, files: &[(&'a str, u8)]) -> Vec<Unit<'a>> {
        let mut there: FxHashMap<&'a str, bool> = FxHashMap::default();
        let mut ranks: FxHashMap<&str, u8> = FxHashMap::default();
        for &(path, rank) in files {
            let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            let mut is_new =
                |folder: &'a str| !*there.entry(folder).or_insert_with(|| self.output.join(folder).exists());
            let unit = folders.find(|folder| is_new(folder)).unwrap_or(path);
            let highest = ranks.entry(unit).or_default();
            *highest = rank.max(*highest);
        }
        ranks.into_iter().map(|(path, rank)| Unit { path, rank }).collect()
    }

    /// Brings a file or a folder to a place.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn bring_as(&self, path: &str, place: &str) -> Result<(), Error> {
        let (from, to) = (self.folder()?.path().join(path), self.output.join(place));
        match fs::rename(&from, &to) {
            // A folder within the output folder may lie on another disk.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => self.copy(path),
            brought => brought.map_err(failed("write", &to)),
        }
    }

    fn copy(&self, path: &str) -> Result<(), Error> {
        let folder = self.folder()?;
        for entry in walkdir::WalkDir::new(folder.path().join(path)).into_iter().filter_map(Result::ok) {
            let Ok(inside) = entry.path().strip_prefix(folder.path()) else { continue };
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).map_err(failed("read", entry.path()))?;
                write_at(&self.output.join(inside), &bytes)?;
            }
        }
        Ok(())
    }
}
