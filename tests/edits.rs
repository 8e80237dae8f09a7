//! A folder that is edited again and again: what is built on the memory of the build before, and
//! published over its site, has the bytes of a site that was built and published anew.

use crate::invariants::{parted, today};
use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::flow::{self, Memory};
use dateline::progress::Progress;
use dateline::publish::{Copy, Files, MANIFEST, Published, publish, publish_files};
use dateline::site::{Beside, Pages, Planned};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// More changes of a folder are not tried.
const MOST: usize = 6;

/// What one text tells: a folder as `whole_build` has it, then its changes, each begun by a line `===`.
/// A change names files as the folder does; one without content goes.
pub fn edits(bytes: &[u8]) {
    let mut changes: Vec<Vec<u8>> = vec![Vec::new()];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match changes.last_mut() {
            _ if line.trim_ascii() == b"===" => changes.push(Vec::new()),
            Some(change) => change.extend_from_slice(line),
            None => {}
        }
    }
    let changes: Vec<Vec<SourceFile>> = changes.iter().take(MOST).map(|change| parted(change)).collect();
    hold(&changes);
}

/// Lays one change after the other upon an empty folder, and compares after each.
pub fn hold(changes: &[Vec<SourceFile>]) {
    let place = tempfile::tempdir().expect("a folder");
    let content = place.path().join("content");
    fs::create_dir(&content).expect("a folder");
    let output = place.path().join("site");
    let mut memory = Memory::new();
    let mut folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (number, change) in changes.iter().enumerate() {
        for file in change {
            if file.bytes.is_empty() {
                folder.remove(&file.path);
            } else {
                folder.insert(file.path.clone(), file.bytes.clone());
            }
        }
        let config = folder.get("dateline.toml");
        let config = config.map_or_else(Config::default, |text| Config::parse(&String::from_utf8_lossy(text)).0);
        let files = folder.iter().filter(|(path, _)| *path != "dateline.toml");
        let files: Vec<SourceFile> =
            files.map(|(path, bytes)| SourceFile { path: path.clone(), bytes: bytes.clone() }).collect();

        let (content_now, said) = flow::gather_again(&mut memory, &config, &files, today());
        let published = flow::with_pages(content_now, &Beside::default(), &config, |pages| {
            publish_files(&Whole::new(pages), &output, &content, &Progress::default())
        });
        let clean = place.path().join(format!("clean-{number}"));
        let (site, expected) = flow::build(&config, &files, today());
        assert_eq!(said, expected, "change {number}");
        match (published, publish(&site.files, &clean, &content)) {
            (Ok((_, said)), Ok(_)) => assert_eq!(said, [], "change {number}"),
            // A name may be too long for the disk, for both alike.
            (Err(_), Err(_)) => return,
            (one, other) => panic!("change {number}: {one:?}, but anew {other:?}"),
        }
        let (there, anew) = (read(&output), read(&clean));
        let differing: Vec<&String> =
            there.keys().chain(anew.keys()).filter(|path| there.get(*path) != anew.get(*path)).collect();
        assert!(differing.is_empty(), "change {number}: {differing:?}");
        assert_eq!(anew.len(), site.files.len() + 1, "the files of the site and {MANIFEST}");
        let (again, _) = publish(&site.files, &output, &content).expect("written");
        assert_eq!(again, Published { unchanged: site.files.len(), ..Published::default() }, "change {number}");
        fs::remove_dir_all(clean).expect("removed");
    }
}

/// The files of a site that are made as they are written.
struct Whole<'a> {
    pages: &'a Pages<'a>,
    planned: Vec<Planned>,
}

impl<'a> Whole<'a> {
    fn new(pages: &'a Pages<'a>) -> Whole<'a> {
        Whole { pages, planned: pages.planned() }
    }
}

impl Files for Whole<'_> {
    fn paths(&self) -> Vec<&str> {
        self.planned.iter().map(|file| file.path.as_str()).collect()
    }

    fn bytes(&self, index: usize) -> Cow<'_, [u8]> {
        self.pages.bytes(&self.planned[index])
    }

    fn copies(&self) -> Vec<Copy> {
        Vec::new()
    }
}

/// All files of a folder by their paths in it.
fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies within").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}
