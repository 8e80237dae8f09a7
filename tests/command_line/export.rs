//! `export`.

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
