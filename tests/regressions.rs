//! What the fuzzers found, and the texts that they start from: `tests/regressions/TARGET` and
//! `tests/fuzz/seeds/TARGET`, each file through the invariants of its target.

use crate::{edits, invariants};
use std::fs;
use std::path::{Path, PathBuf};

/// The inputs for a target, each through its invariants.
fn hold(target: &str, invariant: fn(&[u8])) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = [tests.join("regressions").join(target), tests.join("fuzz/seeds").join(target)];
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.expect("an entry of the folder").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "`{target}` has no inputs");
    for file in files {
        // Shown where the invariant fails, and only there.
        println!("{}", file.display());
        invariant(&fs::read(&file).expect("a file"));
    }
}

#[test]
fn front_matter() {
    hold("front_matter", invariants::front_matter);
}

#[test]
fn markdown() {
    hold("markdown", invariants::markdown);
}

#[test]
fn html() {
    hold("html", invariants::html);
}

#[test]
fn plain() {
    hold("plain", invariants::plain);
}

#[test]
fn tagger() {
    hold("tagger", invariants::tagger);
}

#[test]
fn event_list() {
    hold("event_list", invariants::event_list);
}

#[test]
fn edits() {
    hold("edits", edits::edits);
}

#[test]
fn whole_build() {
    hold("whole_build", invariants::whole_build);
}
