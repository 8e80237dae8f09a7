//! The files of a project's site, each made when it is asked for.

use super::project::Project;
use crate::publish::{Copy, Files, Seal};
use crate::site::{Pages, Planned};
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

/// The files of a project's site; it knows how large those are that were made.
pub struct Made<'a> {
    project: &'a Project,
    pages: &'a Pages<'a>,
    planned: Vec<Planned>,
    seal: Option<Seal>,
    size: AtomicU64,
}

impl<'a> Made<'a> {
    /// `seal` says from what they are made.
    pub(super) fn new(project: &'a Project, pages: &'a Pages<'a>, seal: Option<Seal>) -> Made<'a> {
        Made { project, pages, planned: pages.planned(), seal, size: AtomicU64::new(0) }
    }

    /// The bytes of all files together, once all were made.
    pub(super) fn size(&self) -> u64 {
        let copies = self.copies();
        let copied = copies.iter().filter_map(|copy| Some(copy.source.metadata().ok()?.len()));
        self.size.load(Ordering::Relaxed) + copied.sum::<u64>()
    }
}

impl Files for Made<'_> {
    fn paths(&self) -> Vec<&str> {
        self.planned.iter().map(|file| file.path.as_str()).collect()
    }

    fn bytes(&self, index: usize) -> Cow<'_, [u8]> {
        let bytes = self.pages.bytes(&self.planned[index]);
        self.size.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        bytes
    }

    fn is_long(&self, index: usize) -> bool {
        self.pages.is_long(&self.planned[index])
    }

    fn write(&self, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut counted = Counted { out, length: 0 };
        self.pages.write(&self.planned[index], &mut counted)?;
        self.size.fetch_add(counted.length, Ordering::Relaxed);
        Ok(())
    }

    fn copies(&self) -> Vec<Copy> {
        let copies = self.pages.copies().into_iter();
        copies.map(|copy| self.project.copy(copy)).collect()
    }

    fn seal(&self) -> Option<Seal> {
        self.seal.clone()
    }
}

/// Writes on, and knows how much was written.
struct Counted<'a> {
    out: &'a mut dyn Write,
    length: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.out.write(bytes)?;
        self.length += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
