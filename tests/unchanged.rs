//! A build after which nothing has changed makes nothing, and says what the one before it said.

use crate::command_line::{assert_status, run, stderr, temporary, write};
use std::fs;
use std::path::Path;

const QUAY: &str =
    "---\ntitle: A quay\ndate: 2024-05-03\n---\n\nThe new quay opened on Thursday.\n\n![The quay](quay.png)\n";

/// What a build says, but for the time that it took.
fn build(folder: &Path, more: &[&str]) -> String {
    let output = run(folder, &[&["build", "--today", "2024-06-01"], more].concat());
    assert_status(&output, 0);
    let said = stderr(&output);
    said.rsplit_once("; ").map_or(said.clone(), |(said, _)| said.to_owned())
}

fn project() -> tempfile::TempDir {
    let folder = temporary();
    write(folder.path(), "content/quay.md", QUAY.as_bytes());
    write(folder.path(), "content/quay.png", b"a picture");
    write(folder.path(), "content/other.png", b"shown by nobody");
    write(folder.path(), "static/robots.txt", b"all");
    folder
}

/// The line of the manifest that says from what the site was made.
fn seal(folder: &Path) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("public/.dateline-manifest")).expect("a manifest");
    manifest.lines().find(|line| line.starts_with("# Made from ")).map(str::to_owned)
}

#[test]
fn nothing_is_written_and_the_figures_are_said_again() {
    let folder = project();
    let first = build(folder.path(), &[]);
    assert!(first.starts_with("1 article: 1 event, ") && first.contains(" 0 unchanged, "), "{first}");
    let sealed = seal(folder.path()).expect("a seal");
    let again = build(folder.path(), &[]);
    let (figures, _) = first.split_once("; ").expect("figures");
    assert!(again.starts_with(figures) && again.contains("; 0 written, "), "{again}");
    assert_eq!(seal(folder.path()), Some(sealed));
}

#[test]
fn a_warning_is_said_each_time() {
    let folder = project();
    write(folder.path(), "content/undated.md", b"# No date\n\nIt opened on Thursday, so they said.\n");
    let first = build(folder.path(), &[]);
    let again = build(folder.path(), &[]);
    for said in [&first, &again] {
        assert!(said.contains("DL0102") && said.contains("undated.md"), "{said}");
    }
    assert!(again.contains("; 0 written, "), "{again}");
    assert_eq!(seal(folder.path()).expect("a seal").split(' ').nth(4), Some(""), "no figures");
}

#[test]
fn whatever_changes_is_built() {
    let folder = project();
    let place = folder.path();
    let written = |said: &str| {
        let (_, rest) = said.split_once("; ").expect("a summary");
        rest.split_once(" written").and_then(|(count, _)| count.parse::<usize>().ok()).expect("a count")
    };
    build(place, &[]);
    let unchanged = || assert_eq!(written(&build(place, &[])), 0);
    unchanged();
    // What stands in the output folder.
    fs::remove_file(place.join("public/browse.html")).expect("removed");
    assert_eq!(written(&build(place, &[])), 1);
    unchanged();
    fs::write(place.join("public/browse.html"), "").expect("cut short");
    assert_eq!(written(&build(place, &[])), 1);
    unchanged();
    // What comes along.
    write(place, "content/quay.png", b"another picture");
    assert_eq!(written(&build(place, &[])), 1);
    assert_eq!(fs::read(place.join("public/pictures/quay.png")).expect("a picture"), b"another picture");
    write(place, "content/other.png", b"still shown by nobody");
    unchanged();
    write(place, "static/robots.txt", b"none");
    assert_eq!(written(&build(place, &[])), 1);
    write(place, "static/ads.txt", b"none");
    assert_eq!(written(&build(place, &[])), 1);
    unchanged();
    fs::remove_file(place.join("static/ads.txt")).expect("removed");
    assert!(build(place, &[]).contains(" 1 removed"));
    // What it is made from.
    assert!(written(&build(place, &["--base-url", "https://example.org/"])) > 0);
    assert!(written(&build(place, &[])) > 0);
    unchanged();
    write(place, "dateline.toml", b"title = \"Harbour\"\n");
    assert!(written(&build(place, &[])) > 0);
    unchanged();
    write(place, "content/quay.md", QUAY.replace("quay opened", "pier opened").as_bytes());
    assert!(written(&build(place, &[])) > 0);
    unchanged();
    // What is planned today has happened on another day.
    write(place, "content/list.csv", b"date,title\n2024-07-01,The pier burns\n");
    build(place, &[]);
    let later = run(place, &["build", "--today", "2024-08-01"]);
    assert_status(&later, 0);
    let events = fs::read_to_string(place.join("public/events.json")).expect("JSON");
    let events: serde_json::Value = serde_json::from_str(&events).expect("JSON");
    let pier = events["events"].as_array().expect("events").iter().find(|event| event["title"] == "The pier burns");
    assert_eq!(pier.expect("the event")["status"], "happened");
}

#[test]
fn a_foreign_file_is_named_each_time() {
    let folder = project();
    write(folder.path(), "public/browse.html", b"mine");
    for _ in 0..2 {
        let output = run(folder.path(), &["build"]);
        assert_status(&output, 1);
        assert!(stderr(&output).contains("browse.html"), "{}", stderr(&output));
    }
    assert_eq!(fs::read(folder.path().join("public/browse.html")).expect("a file"), b"mine");
}

// Elsewhere the lock is a file of its own.
#[cfg(unix)]
#[test]
fn a_build_that_waits_for_another_reads_what_is_written_meanwhile() {
    let folder = project();
    build(folder.path(), &[]);
    let output = fs::File::open(folder.path().join("public")).expect("a folder");
    output.lock().expect("nobody else builds");
    let mut waiting = crate::command_line::dateline(folder.path(), &["build"]).spawn().expect("the binary starts");
    // Long enough to have read the articles; a build that is slower than this passes all the same.
    std::thread::sleep(std::time::Duration::from_millis(400));
    write(folder.path(), "content/quay.md", QUAY.replace("quay opened", "pier opened").as_bytes());
    output.unlock().expect("it was locked");
    assert!(waiting.wait().expect("it ends").success());
    let page = fs::read_to_string(folder.path().join("public/index.html")).expect("a page");
    assert!(page.contains("The new pier opened"), "{page}");
}
