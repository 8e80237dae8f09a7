//! The files that the site takes along as they are: pictures of the articles, and what the project
//! keeps in its folder `static`.

use super::address::{distinct, stem};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// The folder of the site that holds the articles' pictures.
const PICTURES: &str = "pictures";

/// What lies beside the articles. Paths have `/` and lead out of no folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The pictures in the content folder, by path.
    pub pictures: Vec<String>,
    /// The files of the folder `static`, by path.
    pub statics: Vec<String>,
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The content folder.
    Content,
    /// The folder `static`.
    Static,
}

/// A file that becomes one of the site as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedFile {
    /// The folder from which it comes.
    pub origin: Origin,
    /// Its path there.
    pub source: String,
    /// Its path relative to the output folder.
    pub path: String,
}

impl Beside {
    /// All files that may come along, by their paths on the site: whether a picture does is known once
    /// the pages are made.
    pub(crate) fn copies(&self) -> Vec<CopiedFile> {
        Shelf::new(self).copies_if(|_| true)
    }
}

/// The files beside the articles, and which of the pictures the pages show.
pub(super) struct Shelf<'a> {
    beside: &'a Beside,
    statics: FxHashSet<&'a str>,
    /// The index of each picture by its path.
    pictures: FxHashMap<&'a str, usize>,
    addresses: Vec<String>,
    /// The pages are made side by side, so each picture is taken down for itself.
    shown: Vec<AtomicBool>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(beside: &'a Beside) -> Shelf<'a> {
        let paths: Vec<&str> = beside.pictures.iter().map(String::as_str).collect();
        let slugs = distinct(&paths, stem);
        let addresses = slugs.iter().zip(&paths).map(|(slug, path)| {
            let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            format!("{PICTURES}/{slug}.{extension}")
        });
        Shelf {
            beside,
            statics: beside.statics.iter().map(String::as_str).collect(),
            addresses: addresses.collect(),
            shown: paths.iter().map(|_| AtomicBool::new(false)).collect(),
            pictures: paths.into_iter().enumerate().map(|(index, path)| (path, index)).collect(),
        }
    }

    /// The address of a picture in the content folder, relative to the output folder; the site takes
    /// it along from now on.
    pub(super) fn picture(&self, path: &str) -> Option<&str> {
        let index = *self.pictures.get(path)?;
        self.shown[index].store(true, Ordering::Relaxed);
        Some(&self.addresses[index])
    }

    /// True if a picture would stand at a path, relative to the output folder, were it shown.
    pub(super) fn has_picture_at(&self, path: &str) -> bool {
        self.addresses.iter().any(|address| address == path)
    }

    /// True for a file of the folder `static`.
    pub(super) fn is_static(&self, path: &str) -> bool {
        self.statics.contains(path)
    }

    /// The files to take along, by their paths on the site.
    pub(super) fn copies(&self) -> Vec<CopiedFile> {
        self.copies_if(|shown| shown.load(Ordering::Relaxed))
    }

    fn copies_if(&self, comes_along: impl Fn(&AtomicBool) -> bool) -> Vec<CopiedFile> {
        let shown = self.shown.iter().map(comes_along);
        let pictures = self.beside.pictures.iter().zip(&self.addresses).zip(shown).filter(|(_, shown)| *shown);
        let pictures = pictures.map(|((source, path), _)| CopiedFile {
            origin: Origin::Content,
            source: source.clone(),
            path: path.clone(),
        });
        let statics = self.beside.statics.iter().map(|path| CopiedFile {
            origin: Origin::Static,
            source: path.clone(),
            path: path.clone(),
        });
        // What the project itself puts at a place counts more than what dateline would.
        let mut copies: Vec<CopiedFile> = statics.chain(pictures.filter(|copy| !self.is_static(&copy.path))).collect();
        copies.sort_by(|a, b| a.path.cmp(&b.path));
        copies
    }
}
