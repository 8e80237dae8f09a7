//! Files that no reader was made for, made here: each is named with what to do about it, and the
//! article beside it is read.

use std::fs;
use std::path::Path;
use std::process::Command;

const HEAD: &str = "---\ntitle: The quay\ndate: 2024-05-04\n---\n\n";
const TOLD: &str = "The new quay opened on Friday.\n";

/// What a build of a folder comes to.
struct Built {
    status: i32,
    messages: String,
    /// The titles of the events that articles tell.
    events: Vec<String>,
    /// How many articles were read.
    articles: u64,
}

/// Builds a folder that holds one good article and what `make` puts beside it.
fn beside(make: impl FnOnce(&Path)) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(content.join("good.md"), format!("{HEAD}{TOLD}")).expect("a file");
    make(&content);
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .args(["build", "--today", "2024-06-01", "--color", "never"])
        .output()
        .expect("the binary starts");
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    let json = fs::read(folder.path().join("public/events.json")).expect("the site is built whatever is wrong");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let events = json["events"].as_array().expect("a list");
    let told = events.iter().filter(|event| event["kind"] == "event");
    let events: Vec<String> = told.filter_map(|event| event["title"].as_str()).map(str::to_owned).collect();
    let count = messages.lines().last().and_then(|line| line.split(' ').next()?.replace(',', "").parse().ok());
    let built = Built {
        status: output.status.code().expect("it was not killed"),
        articles: count.unwrap_or_else(|| panic!("the last line counts the articles: {messages}")),
        messages,
        events,
    };
    assert!(built.events.iter().any(|title| title.contains("quay")), "the good article is read: {}", built.messages);
    built
}

/// One bad file: the exit status, and what its message says beside its name.
#[track_caller]
fn assert_said(name: &str, bytes: &[u8], status: i32, says: &[&str]) {
    let built = beside(|content| fs::write(content.join(name), bytes).expect("a file"));
    assert_eq!(built.status, status, "{}", built.messages);
    assert!(built.messages.contains(name), "{}", built.messages);
    assert!(built.messages.contains("help: "), "{}", built.messages);
    for words in says {
        assert!(built.messages.contains(words), "{words} in {}", built.messages);
    }
    assert_eq!(built.articles, 1, "{}", built.messages);
}

/// A file that is odd and read all the same.
#[track_caller]
fn assert_read(name: &str, bytes: &[u8]) {
    let built = beside(|content| fs::write(content.join(name), bytes).expect("a file"));
    assert_eq!((built.status, built.articles), (0, 2), "{}", built.messages);
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn latin_1_is_named_with_the_byte_and_the_way_to_convert_it() {
    let bytes = [HEAD.as_bytes(), b"The caf\xE9 opened.\n"].concat();
    assert_said("cafe.md", &bytes, 1, &["cafe.md:6:8", "`0xE9`", "UTF-8", "iconv"]);
}

#[test]
fn utf_16_with_a_byte_order_mark_is_read() {
    let text = format!("{HEAD}The café opened on Friday.\n");
    assert_read("little.md", &utf16(&text, u16::to_le_bytes));
    assert_read("big.md", &utf16(&text, u16::to_be_bytes));
}

#[test]
fn utf_16_without_its_mark_or_cut_short_is_named() {
    let text = utf16(HEAD, u16::to_le_bytes);
    assert_said("unmarked.md", &text[2..], 1, &["NUL"]);
    let half = [text.as_slice(), &[0x00, 0xD8]].concat();
    assert_said("half.md", &half, 1, &["UTF-16"]);
}

#[test]
fn nul_bytes_are_named_with_their_place() {
    assert_said("picture.md", format!("{HEAD}The\0quay.\n").as_bytes(), 1, &["picture.md:6:4", "NUL"]);
}

#[test]
fn front_matter_without_an_end_is_named() {
    assert_said("open.md", b"---\ntitle: T\ndate: 2024-05-04\n\nText.\n", 1, &["not closed", "open.md:1:1"]);
    assert_said("open.md", b"+++\ntitle = 'T'\n\nText.\n", 1, &["not closed"]);
    assert_said("open.md", b"{\n\"title\": \"T\",\n\nText.\n", 1, &["broken JSON"]);
}

#[test]
fn front_matter_that_is_nested_too_deep_or_explodes_is_named() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_said("deep.md", format!("---\na: {deep}\n---\nText\n").as_bytes(), 1, &["broken YAML", "deep.md:2"]);
    assert_said("deep.md", format!("+++\na = {deep}\n+++\nText\n").as_bytes(), 1, &["broken TOML"]);
    assert_said("deep.md", format!("{{\"a\": {deep}}}\nText\n").as_bytes(), 1, &["broken JSON"]);
    let mut bomb = "---\na0: &a0 [x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    assert_said("bomb.md", format!("{bomb}---\nText\n").as_bytes(), 1, &["broken YAML"]);
}

#[test]
fn an_empty_file_is_counted() {
    for bytes in ["", "\n \n", "---\ntitle: T\ndate: 2024-05-04\n---\n"] {
        let built = beside(|content| fs::write(content.join("empty.md"), bytes).expect("a file"));
        assert_eq!((built.status, built.articles), (0, 1));
        assert!(built.messages.contains("1 left out (1 empty)"), "{}", built.messages);
    }
}

#[test]
fn a_date_beyond_the_calendar_is_named() {
    for year in ["0000", "99999", "-4"] {
        let text = format!("---\ndate: {year}-05-04\n---\n{TOLD}");
        assert_said("far.md", text.as_bytes(), 0, &["far.md:2:7", "1 to 9999", "no date"]);
    }
    assert_said("far.md", b"+++\ndate = 99999-05-04\n+++\nText\n", 1, &["broken TOML", "far.md:2"]);
    // The file's name still dates it.
    let text = format!("---\ndate: 99999-05-04\n---\n{TOLD}");
    let built = beside(|content| fs::write(content.join("2024-05-04-far.md"), text).expect("a file"));
    assert_eq!((built.status, built.articles), (0, 2), "{}", built.messages);
}

#[test]
fn a_file_of_fifty_megabytes_is_named_and_not_read() {
    let built = beside(|content| {
        let large = fs::File::create(content.join("large.md")).expect("a file");
        large.set_len(50 << 20).expect("a sparse file");
    });
    assert_eq!((built.status, built.articles), (1, 1));
    assert!(built.messages.contains("large.md") && built.messages.contains("50 MB"), "{}", built.messages);
    assert!(built.messages.contains("1 too large") && built.messages.contains("part it"), "{}", built.messages);
}

#[test]
fn a_line_of_ten_megabytes_is_read() {
    let sentence = "The harbour is quiet, and the cranes stand still as they always do. ";
    let filler = sentence.repeat((10 << 20) / sentence.len());
    assert_read("long.md", format!("{HEAD}{filler}The bridge closed on Friday.\n").as_bytes());
}

#[test]
fn a_sentence_that_stands_twenty_thousand_times_is_one_event() {
    let text = format!("{HEAD}{}\n", "The bridge closed on 3 May. ".repeat(20_000));
    let built = beside(|content| fs::write(content.join("echo.md"), text).expect("a file"));
    assert_eq!(built.events.iter().filter(|title| title.contains("Bridge closed")).count(), 1, "{:?}", built.events);
}

#[test]
fn ten_thousand_nested_signs_do_no_harm() {
    for part in
        ["> ", ">", "[", "![", "- ", "1. ", "*a ", "<div>", "<blockquote>", "<b>", "[a](", "{{", "[[", "`a ", "\\("]
    {
        assert_read(
            "deep.md",
            format!("{HEAD}{}The bridge closed on Friday.\n\nIt rained.\n", part.repeat(10_000)).as_bytes(),
        );
    }
    let page = "<html><head><meta name=date content=2024-05-04></head><body>";
    let deep = format!("{page}{}The bridge closed on Friday.", "<div>".repeat(100_000));
    assert_read("deep.html", deep.as_bytes());
}

#[test]
fn lists_of_events_that_are_nested_too_deep_are_left_alone() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (name, text) in [("a.json", deep.clone()), ("a.yaml", deep.clone()), ("a.toml", format!("a = {deep}"))] {
        let built = beside(|content| fs::write(content.join(name), text).expect("a file"));
        assert_eq!((built.status, built.articles), (0, 1), "{name}: {}", built.messages);
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_named_and_never_followed() {
    use std::os::unix::fs::symlink;
    let built = beside(|content| {
        symlink("loop.md", content.join("loop.md")).expect("a link to itself");
        symlink(".", content.join("around")).expect("a link to its own folder");
        symlink("good.md", content.join("again.md")).expect("a link to an article");
    });
    assert_eq!((built.status, built.articles), (0, 1), "{}", built.messages);
    for name in ["loop.md", "around", "again.md"] {
        assert!(built.messages.contains(&format!("/{name}")), "{name}: {}", built.messages);
    }
    assert!(built.messages.contains("a link is not followed"), "{}", built.messages);
    assert!(built.messages.contains("3 unreadable"), "{}", built.messages);
}

#[test]
fn a_folder_with_the_name_of_an_article_is_a_folder() {
    let built = beside(|content| {
        fs::create_dir(content.join("folder.md")).expect("a folder");
        fs::write(content.join("folder.md/in.md"), format!("{HEAD}The bridge closed on Friday.\n")).expect("a file");
    });
    assert_eq!((built.status, built.articles), (0, 2), "{}", built.messages);
}

#[cfg(unix)]
#[test]
fn a_file_that_nobody_may_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let mut seen = false;
    let built = beside(|content| {
        let file = content.join("secret.md");
        fs::write(&file, HEAD).expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("no rights");
        seen = fs::read(&file).is_ok();
    });
    if seen {
        // Whoever may read everything sees the file as it is: it has no text.
        eprintln!("NOT TESTED: this user reads files without the right to (root?): {}", built.messages);
        return;
    }
    assert_eq!((built.status, built.articles), (1, 1), "{}", built.messages);
    assert!(
        built.messages.contains("secret.md") && built.messages.contains("the right to read it"),
        "{}",
        built.messages
    );
}
