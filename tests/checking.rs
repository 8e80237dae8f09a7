//! `dateline check`: its codes and what explains them, its lists, and what editors read.

use dateline::diagnostic::{Code, Explanation};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(arguments)
        .args(["--color", "never"])
        .output()
        .expect("the binary starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("results are UTF-8")
}

/// The objects that stand on stdout, one a line.
fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
}

/// A folder with the files of an example, its commands run in it.
fn folder(example: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut path, mut text) = (None::<String>, String::new());
    let write = |path: &Option<String>, text: &str| {
        if let Some(path) = path {
            fs::write(folder.path().join(path), text).expect("a file");
        }
    };
    for line in example.trim().lines() {
        if let Some(next) = line.strip_prefix("== ") {
            write(&path, &text);
            (path, text) = (Some(next.to_owned()), String::new());
        } else if line.starts_with("$ dateline ") {
            // Run by the test, for which it is what gives the code.
        } else if let Some(command) = line.strip_prefix("$ ") {
            write(&path, &text);
            path = None;
            let status = Command::new("sh").arg("-c").arg(command).current_dir(folder.path()).status();
            assert!(status.expect("a shell").success(), "{command}");
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    write(&path, &text);
    folder
}

#[cfg(unix)]
#[test]
fn the_example_of_each_code_gives_it_to_check_and_to_build() {
    // A gigabyte is not written for a test; that warning has one of its own beside it.
    for code in Code::ALL.iter().filter(|code| **code != Code::LargeSite) {
        let example = &code.explanation().example;
        let own = example.lines().find_map(|line| line.strip_prefix("$ dateline "));
        let today = ["--today", "2024-06-01"];
        let commands: Vec<Vec<&str>> = match own {
            Some(own) => vec![own.split(' ').collect()],
            None => ["check", "build"].map(|command| [&[command], today.as_slice()].concat()).to_vec(),
        };
        for mut command in commands {
            command.extend(["--message-format", "json"]);
            let output = dateline(folder(example).path(), &command);
            let codes: Vec<String> =
                lines(&output).iter().filter_map(|line| Some(line["code"].as_str()?.to_owned())).collect();
            assert_eq!(codes, [code.name()], "{command:?}: {example}\n{}", stdout(&output));
        }
    }
}

#[test]
fn a_code_is_explained_and_one_that_is_none_leads_to_the_nearest() {
    let here = Path::new(".");
    let explained = dateline(here, &["check", "--explain", "dl0105"]);
    snapbox::assert_data_eq!(
        stdout(&explained),
        snapbox::str![[r#"
DL0105: two dates that disagree

The front matter dates the article otherwise than the file's name or its
folders. The front matter counts.

Example:

    == 2024-05-03-quay.md
    ---
    date: 2024-05-04
    ---
    The quay opened on Friday.

What to do:

Rename the file, or correct the key.

"#]]
    );
    let listed = stdout(&dateline(here, &["check", "--explain"]));
    assert_eq!(listed.lines().count(), Code::ALL.len());
    assert!(listed.contains("DL0102  an article without a date\n"), "{listed}");
    let unknown = dateline(here, &["check", "--explain", "DL012"]);
    assert_eq!(unknown.status.code(), Some(1));
    let said = String::from_utf8_lossy(&unknown.stderr);
    assert!(said.contains("there is no code `DL012`: did you mean DL0102"), "{said}");
    let object = &lines(&dateline(here, &["check", "--explain", "DL0102", "--message-format", "json"]))[0];
    for key in ["code", "name", "means", "example", "mend"] {
        assert!(object[key].is_string(), "{object}");
    }
}

#[test]
fn the_handbook_names_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handbook/commands.md");
    let chapter = fs::read_to_string(path).expect("the chapter");
    for known in Explanation::all() {
        let row = format!("| `{}` | {} |", known.code, known.name);
        assert!(chapter.contains(&row), "the handbook lacks {row}");
    }
}

const MIXED: &str = "== 2024-05-03-quay.md
---
titel: The quay
---
The quay opened on 3/4/2024. The ferry sailed last Friday.
The board meets on the 45th of May.
== 2024-05-04-silent.md
# Nothing to tell

The harbour is blue.
== letter.md
---
dat: 2024-05-03
---
The ferry sailed on Friday.";

#[test]
fn editors_read_one_object_a_line() {
    let folder = folder(MIXED);
    let output = dateline(folder.path(), &["check", "--message-format", "json", "--list", "ambiguous,eventless"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let objects = lines(&output);
    let (entries, rest): (Vec<_>, Vec<_>) = objects.iter().partition(|object| object.get("list").is_some());
    let (summary, messages) = rest.split_last().expect("a summary");
    assert_eq!(summary["summary"]["articles"], 2);

    let told: Vec<String> = messages
        .iter()
        .map(|object| {
            let keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
            assert_eq!(keys, ["code", "excerpt", "help", "message", "path", "place", "severity"]);
            let place = &object["place"];
            assert!(folder.path().join(object["path"].as_str().expect("a path")).is_file());
            format!("{}:{}:{} {} {}", place["file"], place["line"], place["column"], object["code"], object["help"])
        })
        .collect();
    assert_eq!(
        told,
        [
            r#""2024-05-03-quay.md":2:1 "DL0116" "did you mean `title`?""#,
            r#""letter.md":2:1 "DL0102" "did you mean `date`?""#,
        ]
    );

    let listed: Vec<String> = entries
        .iter()
        .map(|entry| {
            format!("{} {}:{} {}", entry["list"], entry["place"]["file"], entry["place"]["line"], entry["text"])
        })
        .collect();
    assert_eq!(
        listed,
        [r#""ambiguous" "2024-05-03-quay.md":4 "3/4/2024""#, r#""eventless" "2024-05-04-silent.md":0 null"#,]
    );
    assert_eq!(entries[0]["readings"][0]["date"], "2024-04-03", "{}", entries[0]);
}

#[test]
fn people_read_a_line_an_entry() {
    let folder = folder(MIXED);
    let output = dateline(folder.path(), &["check", "--list", "ambiguous", "--list", "eventless"]);
    snapbox::assert_data_eq!(
        stdout(&output),
        snapbox::str![[r#"
2024-05-03-quay.md:4:20: “3/4/2024” is read as Monday 4 March 2024; or Wednesday 3 April 2024 if the day is written first
2024-05-04-silent.md: no event in “Nothing to tell” of 2024-05-04 (0 expressions of time)

"#]]
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("did you mean `date`?"), "{said}");
}

#[test]
fn what_has_no_date_is_listed() {
    let folder =
        folder("== 2024-05-03-quay.md\nIt rained in May 2019, as it did recently for two years. That day was dark.");
    let output = dateline(folder.path(), &["check", "--list", "unresolved"]);
    snapbox::assert_data_eq!(
        stdout(&output),
        snapbox::str![[r#"
2024-05-03-quay.md:1:58: “That day” (XXXX-XX-XX) has no date: That day was dark.

"#]]
    );
}

#[test]
fn warnings_fail_under_strict_only() {
    let folder = folder(MIXED);
    assert_eq!(dateline(folder.path(), &["check"]).status.code(), Some(0));
    assert_eq!(dateline(folder.path(), &["check", "--strict"]).status.code(), Some(1));
    assert!(!folder.path().join("public").exists(), "check writes nothing");
}

#[test]
fn help_fits_into_eighty_columns() {
    let commands = [
        "build",
        "check",
        "serve",
        "export",
        "init",
        "new",
        "import",
        "clean",
        "completions",
        "resolve",
        "explain",
        "tag",
    ];
    for command in commands {
        for flag in ["-h", "--help"] {
            let help = stdout(&dateline(Path::new("."), &[command, flag]));
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{command} {flag}: {line}");
            }
        }
    }
}
