//! `build` and `check`.

use super::*;

#[test]
fn build_writes_the_demonstration() {
    let folder = temporary();
    let content = repository().join("content").display().to_string();
    let built = run(folder.path(), &["build", &content, "--output", "site", "--strict"]);
    assert_status(&built, 0);
    let site = folder.path().join("site");
    assert!(site.join("index.html").is_file());
    let events = fs::read_to_string(site.join("events.json")).expect("events.json is written");
    let events: serde_json::Value = serde_json::from_str(&events).expect("events.json is JSON");
    assert_eq!(events["schema"], 1);
    assert_eq!(events["updated"], "2023-12-14", "the newest article's date");
    let embassy: Vec<_> = events["events"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|event| event["date"] == "2023-03-29" && event["kind"] == "event")
        .collect();
    assert!(!embassy.is_empty(), "the embassy opened on 29 March 2023");
}

#[test]
fn the_output_is_public_in_the_current_folder() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert!(folder.path().join("public/index.html").is_file());
    assert!(!folder.path().join("news/public").exists());
}

#[test]
fn the_folder_is_the_current_one_by_default() {
    let folder = temporary();
    write(folder.path(), "content/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "dateline.toml", b"output = \"built\"\n");
    assert_status(&run(folder.path(), &["build"]), 0);
    assert!(folder.path().join("built/index.html").is_file());
    let again = run(folder.path(), &["build"]);
    assert_status(&again, 0);
    assert!(!folder.path().join("built/built").exists(), "the output is not read as content");
}

#[test]
fn two_builds_give_identical_bytes() {
    let folder = temporary();
    let content = repository().join("content").display().to_string();
    for output in ["one", "two"] {
        assert_status(&run(folder.path(), &["build", &content, "--output", output, "--today", "2024-01-01"]), 0);
    }
    let (one, two) = (files(&folder.path().join("one")), files(&folder.path().join("two")));
    assert!(one.len() > 13, "a page an article at least: {}", one.len());
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    for (first, second) in one.iter().zip(&two) {
        assert!(first.1 == second.1, "{} differs", first.0.display());
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let public = folder.path().join("public");
    let written = files(&public);
    for (name, _) in &written {
        let file = fs::File::options().write(true).open(public.join(name)).expect("a file of the site");
        file.set_modified(long_ago).expect("a new time");
    }
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_eq!(files(&public), written);
    for (name, _) in &written {
        let time = fs::metadata(public.join(name)).and_then(|file| file.modified()).expect("a time");
        assert_eq!(time, long_ago, "{} was written again", name.display());
    }
}

#[test]
fn foreign_files_in_the_output_are_kept() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "public/diary.txt", b"mine");
    write(folder.path(), "public/index.html", b"mine too");
    let built = run(folder.path(), &["build", "news"]);
    assert_eq!(fs::read(folder.path().join("public/diary.txt")).expect("still there"), b"mine");
    assert_eq!(fs::read(folder.path().join("public/index.html")).expect("still there"), b"mine too");
    assert_status(&built, 1);
    assert!(stderr(&built).contains("index.html"), "the message names the file: {}", stderr(&built));
}

#[test]
fn a_page_that_is_no_longer_written_is_removed() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "news/lighthouse.md", ARTICLE.replace("quay", "lighthouse").as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    let count = |word: &str| {
        files(&folder.path().join("public")).iter().filter(|(name, _)| name.to_string_lossy().contains(word)).count()
    };
    assert!(count("lighthouse") > 0);
    fs::remove_file(folder.path().join("news/lighthouse.md")).expect("removed");
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_eq!(count("lighthouse"), 0);
    assert!(count("quay") > 0);
}

#[test]
fn a_missing_folder_is_an_error_that_names_it() {
    let folder = temporary();
    let built = run(folder.path(), &["build", "nowhere"]);
    assert_status(&built, 1);
    assert!(stderr(&built).contains("nowhere"), "{}", stderr(&built));
    assert!(stdout(&built).is_empty(), "messages go to stderr");
    assert!(!folder.path().join("public").exists());
}

#[test]
fn what_was_left_out_is_named_where_it_fails_the_build() {
    let folder = temporary();
    write(folder.path(), "quay.md", ARTICLE.as_bytes());
    write(folder.path(), "empty.md", b"---\ndate: 2024-05-03\n---\n");
    let built = run(folder.path(), &["check"]);
    assert_status(&built, 0);
    assert!(stderr(&built).contains("-v names") && !stderr(&built).contains("DL0110"), "{}", stderr(&built));
    let built = run(folder.path(), &["check", "--strict"]);
    assert_status(&built, 1);
    assert!(stderr(&built).contains("--> empty.md\n"), "the path is as it can be opened: {}", stderr(&built));
}

#[test]
fn a_day_that_is_none_is_told_what_one_is() {
    let folder = temporary();
    for arguments in
        [&["build", "--today", "yesterday"][..], &["new", "x", "--date", "15.3.2024"], &["init", "--today", "1"]]
    {
        let refused = run(folder.path(), arguments);
        assert_status(&refused, 2);
        assert!(stderr(&refused).contains("a day is written as 2024-03-15"), "{}", stderr(&refused));
    }
}

#[test]
fn an_undated_article_is_a_warning_and_an_error_under_strict() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "news/letter.md", b"---\ntitle: A letter\n---\n\nThe mayor left on Sunday.\n");
    let built = run(folder.path(), &["build", "news"]);
    assert_status(&built, 0);
    assert!(stderr(&built).contains("letter.md"), "{}", stderr(&built));
    assert!(stderr(&built).contains("date:"), "it says how to give a date: {}", stderr(&built));
    assert_status(&run(folder.path(), &["build", "news", "--strict"]), 1);
    assert!(folder.path().join("public/index.html").is_file(), "the rest is built all the same");
}

#[test]
fn a_broken_front_matter_is_an_error_with_its_line_and_the_rest_is_built() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    write(folder.path(), "news/broken.md", b"---\ntitle: A\ndate: 2024-05-03\ntags: [one, two\n---\n\nText.\n");
    let built = run(folder.path(), &["build", "news"]);
    assert_status(&built, 1);
    let messages = stderr(&built);
    assert!(messages.contains("broken.md:4") || messages.contains("broken.md:5"), "file and line: {messages}");
    let events = fs::read_to_string(folder.path().join("public/events.json")).expect("the rest is built");
    assert!(events.contains("quay.md") && !events.contains("broken.md"), "{events}");
}

#[test]
fn a_file_that_is_not_utf8_is_named() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    let latin = b"---\ntitle: Caf\xe9\ndate: 2024-05-03\n---\n\nThe caf\xe9 opened on Thursday.\n";
    write(folder.path(), "news/latin.md", latin);
    let built = run(folder.path(), &["build", "news"]);
    assert_status(&built, 1);
    assert!(stderr(&built).contains("latin.md:2"), "file and line: {}", stderr(&built));
    assert!(stderr(&built).contains("UTF-8"), "what would be right: {}", stderr(&built));
    assert!(folder.path().join("public/index.html").is_file());
}

#[test]
fn check_says_what_build_says_and_writes_nothing() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", ARTICLE.as_bytes());
    assert_status(&run(folder.path(), &["check", "news"]), 0);
    write(folder.path(), "news/letter.md", b"The mayor left on Sunday.\n");
    let checked = run(folder.path(), &["check", "news"]);
    assert_status(&checked, 0);
    assert!(stderr(&checked).contains("letter.md"), "{}", stderr(&checked));
    assert_status(&run(folder.path(), &["check", "news", "--strict"]), 1);
    assert!(!folder.path().join("public").exists());
}
