//! What is to come into the output folder lies whole in a hidden folder there before the first of
//! it comes to its place: whatever may fail while files are written leaves the site as it was, and
//! what is left to do is to rename.

use super::hold::PART;
use super::manifest::{Hashing, Manifest};
use super::place::Due;
use super::{MANIFEST, failed, write_at};
use crate::error::Error;
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// New files in a folder of their own. What is not brought to its place goes with the value.
pub(super) struct Stage<'a> {
    output: &'a Path,
    folder: TempDir,
}

/// A file, or a folder of which nothing is in the output folder yet.
struct Unit<'a> {
    path: &'a str,
    rank: u8,
}

impl Stage<'_> {
    /// # Errors
    /// Where the system refuses to write into the output folder.
    pub(super) fn new(output: &Path) -> Result<Stage<'_>, Error> {
        let folder = tempfile::Builder::new().prefix(PART.0).suffix(PART.1).tempdir_in(output);
        Ok(Stage { output, folder: folder.map_err(failed("write into", output))? })
    }

    /// Makes the folders in which files are to lie.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn make_folders<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<(), Error> {
        let mut folders: Vec<&str> = paths.filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.into_iter().try_for_each(|folder| {
            fs::create_dir_all(self.folder.path().join(folder)).map_err(failed("create", &self.output.join(folder)))
        })
    }

    /// Writes a file, and returns the hash of what was written; none if what is to be copied cannot
    /// be read. The folder must be there.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn write(&self, due: &Due) -> Result<Option<u64>, Error> {
        let path = self.folder.path().join(due.path);
        let written = File::create(&path).and_then(|file| {
            let mut file = Hashing::new(file);
            let whole = due.content.write(&mut file)?;
            Ok(whole.map(|()| file.hash()))
        });
        let written = written.map_err(failed("write", &self.output.join(due.path)))?;
        if written.is_none() {
            fs::remove_file(&path).map_err(failed("remove", &path))?;
        }
        Ok(written)
    }

    /// Writes a manifest under a name that no file of the site has.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub(super) fn write_manifest(&self, name: &str, manifest: &Manifest) -> Result<(), Error> {
        let written = fs::write(self.folder.path().join(name), manifest.text());
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
        let (from, to) = (self.folder.path().join(path), self.output.join(place));
        match fs::rename(&from, &to) {
            // A folder within the output folder may lie on another disk.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => self.copy(&from),
            brought => brought.map_err(failed("write", &to)),
        }
    }

    fn copy(&self, from: &Path) -> Result<(), Error> {
        for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
            let Ok(inside) = entry.path().strip_prefix(self.folder.path()) else { continue };
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).map_err(failed("read", entry.path()))?;
                write_at(&self.output.join(inside), &bytes)?;
            }
        }
        Ok(())
    }
}
