//! Which files of a site lead to which others, by links and by what the scripts fetch.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A site as it lies on the disk: the bytes of its files, by their paths with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// All files of a folder but those of a build that was ended, which nobody is led to.
pub fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| !is_part(entry.file_name()));
    let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).map(|entry| {
        let parts = entry.path().strip_prefix(folder).expect("below it").iter();
        let parts: Vec<&str> = parts.map(|part| part.to_str().expect("names are UTF-8")).collect();
        (parts.join("/"), fs::read(entry.path()).expect("readable"))
    });
    files.collect()
}

/// True for what a build that was ended leaves, and the next one removes.
pub fn is_part(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(".dateline-") && name.ends_with(".part")
}

/// The links of the pages that can be reached from `first` to files that are not there: `page -> file`.
pub fn missing(files: &Files, first: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut reached: BTreeSet<String> = first.into_iter().filter(|path| files.contains_key(path)).collect();
    let mut open: Vec<String> = reached.iter().cloned().collect();
    let mut missing = Vec::new();
    while let Some(path) = open.pop() {
        for target in targets(&path, &files[&path]) {
            if !files.contains_key(&target) {
                missing.push(format!("{path} -> {target}"));
            } else if reached.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    missing
}

/// The files of the site to which a file leads.
fn targets(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut targets = BTreeSet::new();
    if path.ends_with(".html") {
        for attribute in [" href=\"", " src=\"", " data-index=\""] {
            let values = text.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            targets.extend(values.filter_map(|value| resolved(folder, value)));
        }
        let ids = text.split(" data-ids=\"").nth(1).and_then(|rest| rest.split('"').next());
        let ids: usize = ids.map_or(0, |ids| ids.parse().expect("a number"));
        targets.extend((0..ids).map(|number| format!("data/ids/{number}.json")));
    } else if path.starts_with("data/index.") {
        let head: serde_json::Value = serde_json::from_str(&text).expect("the index is JSON");
        let slices = head["slices"].as_array().expect("a list");
        targets.extend(slices.iter().map(|slice| format!("data/{}", slice.as_str().expect("a name"))));
    }
    targets
}

/// Where a link of a page in a folder leads; none if it leads out of the site or to the page itself.
fn resolved(folder: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().filter(|path| !path.is_empty() && !path.contains(':'))?;
    let path = percent_encoding::percent_decode_str(path).decode_utf8().expect("paths are UTF-8");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop().expect("no link leads above the site")),
            "." => {}
            part => parts.push(part),
        }
    }
    if parts.last().is_none_or(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html");
    }
    Some(parts.join("/"))
}
