//! Holds the layers of the architecture: a module uses only modules to its left, and no file one that uses it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const LAYERS: [&[&str]; 15] = [
    &["when", "error", "progress", "handbook"],
    &["diagnostic"],
    &["config"],
    &["language"],
    &["text"],
    &["timex"],
    &["article"],
    &["import"],
    &["event"],
    &["timeline"],
    &["site"],
    &["flow"],
    &["source"],
    &["publish"],
    &["cli"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn rust_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn a_module_uses_only_modules_to_its_left() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    assert!(files.len() > 5, "the walk finds the source");
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&source).expect("below src");
        let module = inside.iter().next().expect("a name").to_string_lossy().replace(".rs", "");
        if module == "lib" || module == "main" {
            continue;
        }
        let own = layer(&module).unwrap_or_else(|| panic!("src/{module} has no layer: name it in this test"));
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let allowed = name == module || layer(&name).is_some_and(|other| other < own);
                if !allowed {
                    wrong.push(format!("{}:{}: `{module}` uses `{name}`", inside.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

/// A module as the parts of its path: `timex`, `token`.
type Module = Vec<String>;

fn module_of(inside: &Path) -> Module {
    let path = inside.with_extension("");
    let mut parts: Module = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The paths that a `use` names: `a::{b, c::d}` names `a::b` and `a::c::d`.
fn named(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let mut depth = 0;
    let parts = inside.split(|letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty()).flat_map(|part| named(&format!("{before}{}", part.trim()))).collect()
}

/// The module that a file of `own` names by a path, if it is one of `all`.
fn used(path: &str, own: &[String], all: &BTreeSet<Module>) -> Option<Module> {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut base: Module = match parts[0] {
        "crate" => Vec::new(),
        "self" | "super" => own.to_vec(),
        _ => return None,
    };
    while parts.first().is_some_and(|part| matches!(*part, "crate" | "self" | "super")) {
        if parts.remove(0) == "super" {
            base.pop();
        }
    }
    base.extend(parts.iter().map(|part| (*part).to_owned()));
    (1..=base.len()).rev().map(|length| base[..length].to_vec()).find(|module| all.contains(module))
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let module = |file: &Path| module_of(file.strip_prefix(&source).expect("below src"));
    let all: BTreeSet<Module> = files.iter().map(|file| module(file)).collect();
    let mut uses: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for file in &files {
        let own = module(file);
        let text = fs::read_to_string(file).expect("source is UTF-8");
        // What a module's own tests use is not what it needs.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let statements = text.split(';').filter_map(|statement| statement.rsplit_once("use ").map(|(_, tree)| tree));
        let named = statements.flat_map(named).filter_map(|path| used(&path, &own, &all));
        // A room and the rooms in it belong together.
        let apart = named.filter(|other| !own.starts_with(other) && !other.starts_with(&own));
        uses.insert(own.clone(), apart.collect());
    }
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 300, "the uses are read: {uses:?}");
    // Whoever uses nothing that is left is in no circle.
    while let Some(free) = uses.iter().find(|(_, others)| others.is_empty()).map(|(own, _)| own.clone()) {
        uses.remove(&free);
        uses.values_mut().for_each(|others| _ = others.remove(&free));
    }
    assert!(uses.is_empty(), "files in a circle, or above one: {uses:#?}");
}
