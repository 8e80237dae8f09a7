//! The binary as its users meet it: arguments in; output, messages, files and exit status out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

mod build;
mod explain;
mod export;
mod init;
mod resolve;
mod tag;
mod whole;

/// The binary in an environment of its own: nothing that is set outside changes a test.
pub fn dateline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(arguments);
    for variable in ["SOURCE_DATE_EPOCH", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(variable);
    }
    command.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    dateline(folder, arguments).output().expect("the binary starts")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("results are UTF-8")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

#[track_caller]
pub fn assert_status(output: &Output, expected: i32) {
    assert_eq!(status(output), expected, "stdout:\n{}\nstderr:\n{}", stdout(output), stderr(output));
}

pub fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn write(folder: &Path, path: &str, content: &[u8]) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
    fs::write(file, content).expect("a file");
}

/// All files below a folder with their bytes, in order.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below the folder").to_path_buf();
            found.push((path, fs::read(entry.path()).expect("readable")));
        }
    }
    found
}

/// An article that tells one happening.
const ARTICLE: &str = "---\ntitle: A quay\ndate: 2024-05-03\n---\n\nThe new quay opened on Thursday.\n";

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    let folder = temporary();
    assert_status(&run(folder.path(), &["bluid"]), 2);
    assert_status(&run(folder.path(), &["build", "--no-such-flag"]), 2);
    let help = run(folder.path(), &["--help"]);
    assert_status(&help, 0);
    for command in ["init", "new", "import", "build", "check", "serve", "resolve", "explain", "export", "tag"] {
        assert!(stdout(&help).contains(command), "{command} is in the help");
    }
    let version = run(folder.path(), &["--version"]);
    assert_status(&version, 0);
    assert!(stdout(&version).contains(env!("CARGO_PKG_VERSION")));
}
