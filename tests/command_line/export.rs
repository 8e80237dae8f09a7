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
