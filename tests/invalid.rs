//! What goes wrong, and what is said: each message names the file, the line and what to do, and
//! the rest is built all the same.
//!
//! `SNAPSHOTS=overwrite cargo test` writes what has changed; read the difference before it is committed.

use snapbox::{assert_data_eq, str};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the binary in a folder; the messages, then the exit status.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(arguments)
        .args(["--today", "2024-06-01", "--color", "never"])
        .output()
        .expect("the binary starts");
    assert!(output.stdout.is_empty(), "messages go to stderr");
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    format!("{messages}exit status {}\n", output.status.code().expect("it was not killed"))
}

fn checked(case: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    said(&folder, &["check", case])
}

#[test]
fn a_missing_folder() {
    assert_data_eq!(
        checked("nowhere"),
        str![[r#"
error: there is no folder `nowhere`: name a folder of articles, or a project with `content/`

exit status 1

"#]]
    );
}

#[test]
fn an_article_without_a_date() {
    assert_data_eq!(
        checked("undated"),
        str![[r#"
warning[DL0102]: the article has no date
--> undated/letter.md
 = help: add `date: 2023-03-31` to its front matter, or name the file `2023-03-31-….md`

0 articles, 1 left out (1 undated): 0 events; [..] s
exit status 0

"#]]
    );
}

#[test]
fn broken_yaml() {
    assert_data_eq!(
        checked("yaml"),
        str![[r#"
error[DL0103]: broken YAML: unclosed bracket '['
 --> yaml/ferry.md:4:7
  |
4 | tags: [ferry, harbour
  |       ^
  |
  = help: close brackets and quotes, quote a value that holds `: `, and indent with spaces, not tabs

0 articles, 1 left out (1 broken front matter): 0 events; [..] s
exit status 1

"#]]
    );
}

#[test]
fn broken_toml() {
    assert_data_eq!(
        checked("toml"),
        str![[r#"
error[DL0103]: broken TOML: string values must be quoted, expected literal string
 --> toml/ferry.md:3:8
  |
3 | date = the third of May
  |        ^
  |
  = help: write `key = "value"`, one a line

0 articles, 1 left out (1 broken front matter): 0 events; [..] s
exit status 1

"#]]
    );
}

#[test]
fn broken_json() {
    assert_data_eq!(
        checked("json"),
        str![[r#"
error[DL0103]: broken JSON: trailing comma
 --> json/ferry.md:4:1
  |
4 | }
  | ^
  |
  = help: write `"key": "value"` with commas between, and none after the last

0 articles, 1 left out (1 broken front matter): 0 events; [..] s
exit status 1

"#]]
    );
}

#[test]
fn front_matter_that_is_not_closed() {
    assert_data_eq!(
        checked("unclosed"),
        str![[r#"
error[DL0103]: the front matter that begins with `---` is not closed
 --> unclosed/ferry.md:1:1
  |
1 | ---
  | ^
  |
  = help: end it with the same line as it begins with

0 articles, 1 left out (1 broken front matter): 0 events; [..] s
exit status 1

"#]]
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    assert_data_eq!(
        checked("latin1"),
        str![[r#"
error[DL0101]: the file is not UTF-8: byte `0xE9`
 --> latin1/cafe.md:2:15
  |
2 | title: The caf�
  |               ^
  |
  = help: save the file as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8` converts what old Windows programs wrote

0 articles, 1 left out (1 not UTF-8): 0 events; [..] s
exit status 1

"#]]
    );
}

#[test]
fn a_config_with_mistakes() {
    assert_data_eq!(
        checked("config"),
        str![[r#"
warning[DL0201]: unknown key `titel`
 --> config/dateline.toml:1:1
  |
1 | titel = "Harbour"
  | ^
  |
  = help: did you mean `title`?

error[DL0200]: `language` cannot be `5`
 --> config/dateline.toml:2:12
  |
2 | language = 5
  |            ^
  |
  = help: it is a text, in quotes

error[DL0200]: `genre` cannot be `"poem"`
 --> config/dateline.toml:3:9
  |
3 | genre = "poem"
  |         ^
  |
  = help: it is `"news"` or `"narrative"`

1 article: 1 event, 2024-05-03 to 2024-05-03; [..] s
exit status 1

"#]]
    );
}

#[test]
fn several_mistakes_at_once_and_the_rest_is_read() {
    assert_data_eq!(
        checked("mixed"),
        str![[r#"
warning[DL0104]: `date` is no date: `soon`
 --> mixed/2024-05-04-fog.md:3:7
  |
3 | date: soon
  |       ^
  |
  = help: write year, month, day, as in `2023-03-31`; years are 1 to 9999

error[DL0103]: broken YAML: unclosed bracket '['
 --> mixed/ferry.md:4:7
  |
4 | tags: [ferry, harbour
  |       ^
  |
  = help: close brackets and quotes, quote a value that holds `: `, and indent with spaces, not tabs

warning[DL0102]: the article has no date
--> mixed/letter.md
 = help: add `date: 2023-03-31` to its front matter, or name the file `2023-03-31-….md`

2 articles, 2 left out (1 undated, 1 broken front matter): 2 events, 2024-05-03 to 2024-05-03; [..] s
exit status 1

"#]]
    );
}

#[test]
fn an_output_folder_that_holds_foreign_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    write("news/quay.md", "---\ndate: 2024-05-04\n---\n\nThe quay opened on Friday.\n");
    write("public/index.html", "mine");
    write("public/diary.txt", "mine");
    assert_data_eq!(
        said(folder.path(), &["build", "news"]),
        str![[r#"
error[DL0300]: `public/index.html` was not written by dateline, or has been changed since: it is left as it is
 |
 = help: move it away, or name another folder with --output

1 article: 1 event, 2024-05-03 to 2024-05-03; [..] written, 0 unchanged, 0 removed in `public`; [..] s
exit status 1

"#]]
    );
    for path in ["public/index.html", "public/diary.txt"] {
        assert_eq!(fs::read_to_string(folder.path().join(path)).expect("still there"), "mine");
    }
    assert!(folder.path().join("public/events.json").is_file(), "the rest is written");
}

#[test]
fn an_output_folder_that_holds_the_articles() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("quay.md"), "---\ndate: 2024-05-04\n---\n\nThe quay opened.\n").expect("a file");
    assert_data_eq!(
        said(folder.path(), &["build", ".", "--output", "."]),
        str![[r#"
error: the output folder `.` is or holds the folder of articles `.`: name another one with --output

exit status 1

"#]]
    );
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing was written");
}
