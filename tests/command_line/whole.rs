//! The command line as a whole: versions, help, the manual, the shell's completions, an archive in parts.

use super::*;
use std::io::Write;

#[test]
fn the_version_names_the_language_packs() {
    let folder = temporary();
    let version = stdout(&run(folder.path(), &["--version"]));
    assert!(version.starts_with(concat!("dateline ", env!("CARGO_PKG_VERSION"), "\n")), "{version}");
    assert!(version.contains("language packs: en "), "{version}");
    assert_eq!(stdout(&run(folder.path(), &["-V"])).lines().count(), 1);
}

#[test]
fn help_fits_a_terminal_of_eighty_columns() {
    let folder = temporary();
    let whole = stdout(&run(folder.path(), &["--help"]));
    let commands = whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 13, "{names:?}");
    for name in names.into_iter().chain(["", "man"]).filter(|name| *name != "help") {
        for flag in ["-h", "--help"] {
            let arguments: Vec<&str> = [name, flag].into_iter().filter(|part| !part.is_empty()).collect();
            let help = dateline(folder.path(), &arguments).env("COLUMNS", "80").output().expect("the binary starts");
            assert_status(&help, 0);
            let help = stdout(&help);
            assert!(help.contains("Usage: dateline"), "{name} {flag}: {help}");
            let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
            assert!(wide.is_empty(), "{name} {flag}: {wide:#?}");
        }
    }
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = temporary();
    let page = stdout(&run(folder.path(), &["man"]));
    assert!(page.contains(".TH dateline 1"), "{page}");
    assert_status(&run(folder.path(), &["man", "man1"]), 0);
    for command in ["dateline", "dateline-build", "dateline-serve", "dateline-tag"] {
        let page = fs::read_to_string(folder.path().join("man1").join(format!("{command}.1"))).expect("a page");
        assert!(page.contains(".SH"), "{page}");
    }
}

#[cfg(unix)]
#[test]
fn an_archive_in_parts_is_tagged_as_in_one() {
    let handbook = fs::read_to_string(repository().join("src/handbook/commands.md")).expect("the handbook");
    let recipe = handbook.split("<!-- archive -->").nth(1).expect("the recipe");
    let recipe = recipe.split("```").nth(1).and_then(|code| code.strip_prefix("sh\n")).expect("a script");
    assert!(recipe.lines().count() <= 10, "{recipe}");
    let folder = temporary();
    let line = |number: usize| {
        let text = format!("Quay {number} opened on Wednesday, two days before the fair. 20 ships came in March.");
        serde_json::json!({"id": number, "date": format!("2023-0{}-1{}", number % 9 + 1, number % 7), "text": text})
    };
    let archive: String = (0..997).map(|number| format!("{}\n", line(number))).collect();
    write(folder.path(), "archive.jsonl", archive.as_bytes());
    let binary = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let mut shell = Command::new("sh")
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", binary.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell");
    shell.stdin.take().expect("it is piped").write_all(recipe.as_bytes()).expect("it reads");
    let done = shell.wait_with_output().expect("it ends");
    assert_status(&done, 0);
    assert_status(&run(folder.path(), &["tag", "--format", "jsonl", "archive.jsonl"]), 0);
    let whole = stdout(&run(folder.path(), &["tag", "--format", "jsonl", "archive.jsonl"]));
    let parts = fs::read_to_string(folder.path().join("tagged.jsonl")).expect("the result");
    assert_eq!(whole.lines().count(), 997);
    assert!(whole == parts, "the parts come to the same bytes");
}
