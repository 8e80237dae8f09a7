//! Folders of real articles, which are not part of the project: `DATELINE_CONTENT` names them,
//! parted as in `PATH`.

use std::path::Path;
use std::process::Command;

#[test]
fn every_named_folder_is_built() {
    let Some(named) = std::env::var_os("DATELINE_CONTENT") else {
        eprintln!("NOT TESTED: no folder of real articles was built; name some in DATELINE_CONTENT, parted as in PATH");
        return;
    };
    let folders: Vec<_> = std::env::split_paths(&named).filter(|folder| !folder.as_os_str().is_empty()).collect();
    assert!(!folders.is_empty(), "DATELINE_CONTENT names no folder");
    for folder in folders {
        build(&folder);
    }
}

/// Builds a folder twice: nothing stops it, every article is read or counted, and the second time
/// nothing is written.
fn build(folder: &Path) {
    let output = tempfile::tempdir().expect("a temporary folder");
    let run = || {
        let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "--today", "2030-01-01", "--color", "never", "--message-format", "json", "--output"])
            .args([output.path(), folder])
            .output()
            .expect("the binary starts");
        let messages = String::from_utf8(built.stdout).expect("messages are UTF-8");
        let status = built.status.code().expect("it was not killed");
        assert!(status <= 1, "{}: status {status}", folder.display());
        let last = messages.lines().last().unwrap_or_else(|| panic!("{}: nothing is said", folder.display()));
        let summary: serde_json::Value = serde_json::from_str(last).expect("the summary is JSON");
        summary["summary"].clone()
    };
    let first = run();
    eprintln!("{}: {first}", folder.display());
    let articles = first["articles"].as_u64().expect("a number");
    assert!(articles > 0, "{}: no article was read", folder.display());
    let dated = first["dated"].as_object().expect("places").values().filter_map(serde_json::Value::as_u64);
    assert_eq!(dated.sum::<u64>(), articles, "each article has its date from somewhere");
    let json = std::fs::read(output.path().join("events.json")).expect("events.json is written");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    for event in json["events"].as_array().expect("a list") {
        for text in std::iter::once(&event["title"])
            .chain(event["sources"].as_array().into_iter().flatten().map(|told| &told["sentence"]))
        {
            let text = text.as_str().unwrap_or_default();
            for markup in ["{{", "{%", "](", "<!--", "&nbsp;", "[ad_", ":::", "[/caption"] {
                assert!(!text.contains(markup), "{}: {text}", folder.display());
            }
        }
    }
    let second = run();
    assert_eq!(second["written"], 0, "{}: the same input gives the same bytes", folder.display());
}
