//! `export`, `clean` and `completions`.

use super::*;

#[test]
fn every_form_goes_to_stdout_and_the_summary_to_stderr() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    let begins = [
        ("json", "{\n  \"schema\": 1,"),
        ("csv", "id,kind,status,date,"),
        ("ics", "BEGIN:VCALENDAR\r\n"),
        ("atom", "<?xml version=\"1.0\""),
        ("jsonfeed", "{\n  \"version\": \"https://jsonfeed.org/version/1.1\""),
        ("timelinejs", "{\"events\":["),
        ("markdown", "# Timeline\n"),
        ("corrections", "---\n# quay.md\nevents:\n  - match: \"The new quay opened on Thursday.\"\n"),
    ];
    for (format, start) in begins {
        let exported = run(folder.path(), &["export", "news", "--format", format]);
        assert_status(&exported, 0);
        let text = stdout(&exported);
        assert!(text.starts_with(start), "{format}: {text}");
        assert!(text.contains("quay"), "{format}: {text}");
        assert!(stderr(&exported).contains("1 article: 1 event"), "{}", stderr(&exported));
    }
    assert!(!folder.path().join("public").exists(), "no site is written");
    assert_status(&run(folder.path(), &["export", "news", "--format", "pdf"]), 2);
}

#[test]
fn a_file_gets_what_the_site_has() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_status(&run(folder.path(), &["export", "news", "-f", "ics", "-o", "events.ics"]), 0);
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("written");
    assert_eq!(read("events.ics"), read("public/events.ics"));
    assert_status(&run(folder.path(), &["export", "news", "-o", "no/such/folder.json"]), 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_there_is_whole_before_and_after() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "data/mine.json", b"what was there");
    std::os::unix::fs::symlink("data/mine.json", folder.path().join("link.json")).expect("a link");
    // No file may grow beyond 512 bytes, as on a disk that is nearly full.
    let limited =
        format!("trap '' XFSZ; ulimit -f 1; exec '{}' export news -o link.json", env!("CARGO_BIN_EXE_dateline"));
    let refused =
        std::process::Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output().expect("a shell");
    assert_eq!(refused.status.code(), Some(1), "{}", String::from_utf8_lossy(&refused.stderr));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("readable");
    assert_eq!(read("data/mine.json"), "what was there");
    assert_eq!(files(&folder.path().join("data")).len(), 1, "nothing is left half-written");

    assert_status(&run(folder.path(), &["export", "news", "-o", "link.json"]), 0);
    assert!(read("data/mine.json").contains("\"schema\": 1"));
    assert!(folder.path().join("link.json").is_symlink(), "a link stays one");
    // What is no file takes the bytes as they come.
    let piped = run(folder.path(), &["export", "news", "-o", "/dev/stdout"]);
    assert_status(&piped, 0);
    assert!(stdout(&piped).contains("\"schema\": 1"));
}

#[test]
fn clean_removes_what_build_wrote_and_nothing_else() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    write(folder.path(), "public/mine.txt", b"mine");
    write(folder.path(), "public/index.html", b"changed by hand");
    assert_status(&run(folder.path(), &["clean", "news"]), 0);
    let left: Vec<PathBuf> = files(&folder.path().join("public")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, [PathBuf::from("index.html"), PathBuf::from("mine.txt")]);
    assert_status(&run(folder.path(), &["build", "news", "--output", "site"]), 0);
    assert_status(&run(folder.path(), &["clean", "news", "--output", "site"]), 0);
    assert!(!folder.path().join("site").exists());
    assert!(folder.path().join("news/quay.md").is_file());
}

#[test]
fn a_shell_gets_its_completions() {
    let folder = temporary();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let written = run(folder.path(), &["completions", shell]);
        assert_status(&written, 0);
        assert!(stdout(&written).contains("resolve"), "{shell}");
    }
}
