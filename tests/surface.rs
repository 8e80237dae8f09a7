//! What a program that uses the library may rely on: the public items of each room, held by a list.
//!
//! A room's items are those that its file declares or re-exports; what lies in the files below it is
//! private. `SNAPSHOTS=overwrite cargo test surface` writes the list anew: a line that goes or
//! changes is a breaking change, and belongs in the changelog.

use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names that a `pub use` brings, as they are called outside.
fn brought(import: &str) -> Vec<&str> {
    let names = match import.split_once('{') {
        Some((_, names)) => names.trim_end_matches('}').split(',').collect(),
        None => vec![import.rsplit("::").next().unwrap_or(import)],
    };
    names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| name.rsplit(" as ").next().unwrap_or(name))
        .collect()
}

/// The public items of a room's file, but for those that its documentation hides.
fn items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut hidden = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[doc(hidden)]" {
            hidden = true;
        } else if let Some(item) = line.trim_start().strip_prefix("pub enum ") {
            // Within a macro it is indented.
            items.push(item.split(' ').next().unwrap_or(item).to_owned());
        } else if let Some(item) = line.strip_prefix("pub ") {
            let mut item = item.to_owned();
            if item.starts_with("use ") {
                while !item.ends_with(';') {
                    item.push_str(lines.next().expect("the import ends"));
                }
                let import = item.trim_start_matches("use ").trim_end_matches(';');
                let names = brought(import).into_iter().map(|name| name.to_owned());
                items.extend(names.filter(|_| !hidden));
            } else if !hidden {
                let words: Vec<&str> = item.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
                items.push(words[1].to_owned());
            }
            hidden = false;
        } else if !line.starts_with('#') && !line.starts_with("//") {
            hidden = false;
        }
    }
    items
}

#[test]
fn the_public_items_are_those_that_the_list_names() {
    let library = read(&source().join("lib.rs"));
    let mut surface = String::new();
    for room in library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        let file = source().join(room).join("mod.rs");
        let file = if file.is_file() { file } else { source().join(format!("{room}.rs")) };
        let mut items = items(&read(&file));
        items.sort();
        assert!(!items.is_empty(), "`{room}` has something to offer");
        surface.extend(items.iter().map(|item| format!("{room}::{item}\n")));
    }
    snapbox::assert_data_eq!(surface, snapbox::file!["surface.txt"]);
}

#[test]
fn items_are_found_and_hidden_ones_are_not() {
    let text = "pub use a::b;\npub(crate) use a::c;\n#[doc(hidden)]\npub use a::d;\npub use e::{\n    F, g as h,\n};\n\
                /// Says.\n#[derive(Debug)]\npub struct I<'a> {\n    pub j: u8,\n}\npub const K: u8 = 1;\n";
    assert_eq!(items(text), ["b", "F", "h", "I", "K"]);
}
