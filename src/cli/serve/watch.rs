//! What has changed on the disk, once it has come to rest.

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor writes a file in several steps; when nothing has happened for so long, it is done.
const REST: Duration = Duration::from_millis(12);

/// Where there is no rest, changes are told after so long.
const LONGEST: Duration = Duration::from_millis(150);

/// So often a folder that is not there is looked for.
const AGAIN: Duration = Duration::from_millis(400);

/// A folder to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) folder: PathBuf,
    /// Whether the folders in it are watched, too.
    pub(super) deep: bool,
    /// Whether there is nothing to wait for if it is not there.
    pub(super) may_be_missing: bool,
}

/// Watches some folders.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    roots: Vec<Root>,
    /// Those that are watched now, with their absolute paths: events name nothing else.
    watched: Vec<(Root, PathBuf)>,
}

/// What has changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// What lies at and below these places.
    Places(BTreeSet<PathBuf>),
    /// Nobody knows: everything may have.
    Anything,
}

impl Watch {
    /// # Errors
    /// If the system cannot tell of changes.
    pub(super) fn new() -> notify::Result<Watch> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(event);
        })?;
        Ok(Watch { watcher, events, roots: Vec::new(), watched: Vec::new() })
    }

    /// Watches these folders from now on, and no others. Those that are not there are waited for.
    ///
    /// # Errors
    /// If the system cannot tell of changes in one that is there.
    pub(super) fn follow(&mut self, roots: Vec<Root>) -> notify::Result<()> {
        self.roots = roots;
        let of_no_use = |root: &Root| !self.roots.contains(root) || !root.folder.is_dir();
        let gone: Vec<PathBuf> =
            self.watched.iter().filter(|(root, _)| of_no_use(root)).map(|(_, place)| place.clone()).collect();
        for place in gone {
            self.forget(&place);
        }
        for root in self.roots.clone() {
            if !self.is_watched(&root) && root.folder.is_dir() {
                let place = std::path::absolute(&root.folder)?;
                let mode = if root.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                self.watcher.watch(&place, mode)?;
                self.watched.push((root, place));
            }
        }
        Ok(())
    }

    fn is_watched(&self, root: &Root) -> bool {
        self.watched.iter().any(|(watched, _)| watched == root)
    }

    fn is_awaited(&self, root: &Root) -> bool {
        !root.may_be_missing && !self.is_watched(root)
    }

    fn forget(&mut self, place: &Path) {
        // The system itself forgets a folder that is gone.
        let _ = self.watcher.unwatch(place);
        self.watched.retain(|(_, watched)| watched != place);
    }

    /// A place as the roots name it.
    fn named(&self, place: &Path) -> PathBuf {
        let inside = |(root, watched): &(Root, PathBuf)| {
            let rest = place.strip_prefix(watched).ok()?;
            Some(if rest == Path::new("") { root.folder.clone() } else { root.folder.join(rest) })
        };
        // The deepest of them is that of which it is a part.
        let mut roots: Vec<&(Root, PathBuf)> = self.watched.iter().collect();
        roots.sort_by_key(|(_, watched)| std::cmp::Reverse(watched.components().count()));
        roots.into_iter().find_map(inside).unwrap_or_else(|| place.to_owned())
    }

    /// Waits for changes of places of which `matters` is true, which is asked by absolute paths, and
    /// until they have come to rest. None when nobody can tell of changes any more.
    pub(super) fn wait(&mut self, matters: impl Fn(&Path) -> bool) -> Option<Changes> {
        let mut places = BTreeSet::new();
        let mut anything = false;
        let mut end: Option<Instant> = None;
        loop {
            let missing = self.roots.iter().any(|root| self.is_awaited(root));
            let wait = match end {
                None if missing => AGAIN,
                // Waking up now and then costs nothing, and there is no waiting without an end.
                None => Duration::from_secs(3600),
                Some(end) => REST.min(end.saturating_duration_since(Instant::now())),
            };
            match self.events.recv_timeout(wait) {
                Ok(event) => {
                    let before = (places.len(), anything);
                    anything |= self.note(event, &matters, &mut places);
                    if end.is_none() && (places.len(), anything) != before {
                        end = Some(Instant::now() + LONGEST);
                    }
                    if end.is_none_or(|end| Instant::now() < end) {
                        continue;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if end.is_none() => {
                    if !self.roots.iter().any(|root| self.is_awaited(root) && root.folder.is_dir()) {
                        continue;
                    }
                    anything = true;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            return Some(if anything { Changes::Anything } else { Changes::Places(places) });
        }
    }

    /// Takes down what an event tells; true if it tells that anything may have changed.
    fn note(
        &mut self,
        event: notify::Result<Event>,
        matters: &impl Fn(&Path) -> bool,
        places: &mut BTreeSet<PathBuf>,
    ) -> bool {
        // What cannot be told, as when too much happens at a time, has to be looked for.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        let written = match event.kind {
            // Reading tells of itself too, and would never end.
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        if !written {
            return false;
        }
        let gone = matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From | RenameMode::Both))
        );
        let mut lost = false;
        for path in event.paths {
            if gone && self.watched.iter().any(|(_, watched)| *watched == path) {
                self.forget(&path);
                lost = true;
            }
            if matters(&path) {
                places.insert(self.named(&path));
            }
        }
        lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn root(folder: &Path) -> Root {
        Root { folder: folder.to_owned(), deep: true, may_be_missing: false }
    }

    fn watching(folder: &Path) -> Watch {
        let mut watch = Watch::new().expect("a watcher");
        watch.follow(vec![root(folder)]).expect("a folder");
        watch
    }

    fn all(_: &Path) -> bool {
        true
    }

    #[test]
    fn a_save_at_one_stroke_names_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().canonicalize().expect("a path");
        fs::write(place.join("quay.md"), "old").expect("written");
        let mut watch = watching(&place);
        fs::write(place.join(".part"), "new").expect("written");
        fs::rename(place.join(".part"), place.join("quay.md")).expect("renamed");
        let hidden = |path: &Path| !path.ends_with(".part");
        assert_eq!(watch.wait(hidden), Some(Changes::Places([place.join("quay.md")].into())));
    }

    #[test]
    fn what_is_only_read_or_does_not_matter_is_no_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().canonicalize().expect("a path");
        fs::create_dir(place.join("deep")).expect("a folder");
        fs::write(place.join("quay.md"), "old").expect("written");
        let mut watch = watching(&place);
        fs::read(place.join("quay.md")).expect("read");
        fs::write(place.join("other"), "x").expect("written");
        fs::write(place.join("deep/pier.md"), "new").expect("written");
        let articles = |path: &Path| path.extension().is_some();
        assert_eq!(watch.wait(articles), Some(Changes::Places([place.join("deep/pier.md")].into())));
    }

    #[test]
    fn a_folder_that_goes_and_comes_back_is_watched_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().canonicalize().expect("a path").join("content");
        fs::create_dir(&place).expect("a folder");
        let mut watch = watching(&place);
        fs::remove_dir(&place).expect("removed");
        assert_eq!(watch.wait(all), Some(Changes::Anything));
        fs::create_dir(&place).expect("a folder");
        assert_eq!(watch.wait(all), Some(Changes::Anything));
        watch.follow(vec![root(&place)]).expect("a folder");
        fs::write(place.join("quay.md"), "new").expect("written");
        assert_eq!(watch.wait(all), Some(Changes::Places([place.join("quay.md")].into())));
    }
}
