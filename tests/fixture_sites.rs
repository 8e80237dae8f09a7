//! Small folders of articles and the `events.json` that each gives, read by eye when it changes.
//!
//! `SNAPSHOTS=overwrite cargo test` writes what has changed; read the difference before it is committed.

use std::path::Path;
use std::process::Command;

/// Builds `tests/sites/<name>` with the binary and compares its events with those beside the folder.
fn events_of(name: &str) -> String {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let output = tempfile::tempdir().expect("a temporary folder");
    let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--today", "2024-06-01", "--output"])
        .arg(output.path())
        .arg(sites.join(name))
        .output()
        .expect("the binary starts");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let json = std::fs::read_to_string(output.path().join("events.json")).expect("events.json is written");
    let value: serde_json::Value = serde_json::from_str(&json).expect("events.json is JSON");
    serde_json::to_string_pretty(&value).expect("a value is JSON") + "\n"
}

#[test]
fn plain() {
    snapbox::assert_data_eq!(events_of("plain"), snapbox::file!["sites/plain.json"]);
}

#[test]
fn mixed() {
    snapbox::assert_data_eq!(events_of("mixed"), snapbox::file!["sites/mixed.json"]);
}

#[test]
fn precision() {
    snapbox::assert_data_eq!(events_of("precision"), snapbox::file!["sites/precision.json"]);
}

#[test]
fn listed() {
    snapbox::assert_data_eq!(events_of("listed"), snapbox::file!["sites/listed.json"]);
}
