//! What comes into the program from others: where from, under which licences, and what of it a release ships.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn toml(file: &str) -> toml::Table {
    fs::read_to_string(root().join(file)).expect("a file of the project").parse().expect("TOML")
}

/// The licences that `deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let deny = toml("deny.toml");
    let list = deny["licenses"]["allow"].as_array().expect("a list");
    list.iter().map(|licence| licence.as_str().expect("a name").to_owned()).collect()
}

/// True if an SPDX expression can be kept with the allowed licences alone. `/` is the `OR` of old crates.
fn may_be_kept(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let kept = either(&mut rest, allowed);
    kept && rest.is_empty()
}

fn either(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut kept = both(rest, allowed);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        kept |= both(rest, allowed);
    }
    kept
}

fn both(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut kept = one(rest, allowed);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        kept &= one(rest, allowed);
    }
    kept
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let kept = either(rest, allowed);
            let closed = rest.first() == Some(&")");
            *rest = &rest[usize::from(closed)..];
            kept && closed
        }
        [licence, "WITH", exception, after @ ..] => {
            *rest = after;
            allowed.contains(&format!("{licence} WITH {exception}"))
        }
        [licence, after @ ..] => {
            *rest = after;
            allowed.contains(*licence)
        }
        [] => false,
    }
}

#[test]
fn expressions_of_licences_are_understood() {
    let allowed = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].map(String::from).into();
    for kept in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "MIT AND (GPL-3.0 OR Zlib)", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(may_be_kept(kept, &allowed), "{kept}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "Apache-2.0", "MIT MIT"] {
        assert!(!may_be_kept(refused, &allowed), "{refused}");
    }
}

#[test]
fn every_library_comes_from_the_registry_with_its_hash() {
    let lock = toml("Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    assert!(packages.len() > 100);
    for package in packages.iter().filter(|package| package["name"].as_str() != Some("dateline")) {
        let source = package.get("source").and_then(toml::Value::as_str).unwrap_or_default();
        assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{package:?}");
        assert_eq!(package["checksum"].as_str().map(str::len), Some(64), "{package:?}");
    }
}

#[test]
fn the_program_itself_has_no_unsafe_code_and_no_build_script() {
    let manifest = toml("Cargo.toml");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert!(!root().join("build.rs").exists() && manifest["package"].get("build").is_none());
}

#[cfg(unix)]
#[test]
fn a_release_ships_the_licences_of_all_that_it_holds_and_may_do_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let version = Command::new("rustc").arg("-vV").output().expect("rustc");
    let version = String::from_utf8(version.stdout).expect("text");
    let target = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a target");
    let gathered = Command::new(root().join(".ci/licences")).arg(target).arg(folder.path()).output().expect("bash");
    assert!(gathered.status.success(), "{}", String::from_utf8_lossy(&gathered.stderr));

    let allowed = allowed();
    let list = fs::read_to_string(folder.path().join("README.md")).expect("a list");
    let rows = list.lines().filter(|line| line.starts_with("| ")).skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(rows.iter().any(|row| row[0].starts_with("chrono-")) && rows.len() > 100, "{list}");
    for row in &rows {
        assert!(may_be_kept(row[1], &allowed), "`{}` has a licence that deny.toml does not allow: {}", row[0], row[1]);
        assert!(row[2].starts_with("https://"), "{row:?}");
    }
    let brought = rows.iter().filter(|row| folder.path().join(row[0]).is_dir()).count();
    assert!(brought * 10 > rows.len() * 9, "{brought} of {} bring their licence", rows.len());
}
