//! Whether anything has changed since the last build: if not, nothing is made.

use super::project::Project;
use crate::error::Error;
use crate::flow::Summary;
use crate::publish::{self, Copy, Published};
use chrono::NaiveDate;
use std::fmt::Write;
use xxhash_rust::xxh3::Xxh3Default;

/// A site that stands as the last build left it.
pub struct Unchanged {
    /// Nothing is to be written.
    pub published: Published,
    /// How many bytes its files are together.
    pub bytes: u64,
    /// Its figures; none if there was something to say of the articles, which is then found again.
    pub summary: Option<Summary>,
}

/// What the last build left, if the same would be made again. Nobody else must be writing there.
///
/// # Errors
/// If the output folder cannot be read.
pub fn unchanged(project: &Project, made_from: u128) -> Result<Option<Unchanged>, Error> {
    let copies: Vec<Copy> = project.beside.copies().into_iter().map(|copy| project.copy(copy)).collect();
    let standing = publish::standing(&project.output, made_from, &copies)?;
    Ok(standing.map(|standing| Unchanged {
        published: Published { unchanged: standing.files, ..Published::default() },
        bytes: standing.bytes,
        summary: serde_json::from_str(&standing.note).ok(),
    }))
}

/// What a build notes of its figures.
pub fn note(summary: &Summary) -> String {
    serde_json::to_string(summary).unwrap_or_default()
}

/// A hash of all that goes into a site, but for the files that are copied: the program itself, the
/// config, the articles and the day. None where the program cannot be read.
pub fn made_from(project: &Project, today: NaiveDate) -> Option<u128> {
    let program = publish::digest(&std::env::current_exe().ok()?).ok()?;
    let mut hasher = Xxh3Default::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&bytes.len().to_le_bytes());
        hasher.update(bytes);
    };
    add(&program.to_le_bytes());
    let mut rest = String::new();
    // In this form every field has its place, those to come as well.
    write!(rest, "{today} {:?} {:?}", project.config, project.beside).ok()?;
    add(rest.as_bytes());
    for file in &project.sources.files {
        add(file.path.as_bytes());
        add(&file.bytes);
    }
    Some(hasher.digest128())
}
