//! `dateline serve` as its users meet it: the program runs, files are saved, pages are asked for.

mod changes;
mod hostile;
mod requests;

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// So long is waited for what has to come; never for what must not.
const PATIENCE: Duration = Duration::from_secs(20);

/// An article that tells one happening.
pub const ARTICLE: &str = "---\ntitle: A quay\ndate: 2024-05-03\n---\n\nThe new quay opened on Thursday.\n";

/// A running `dateline serve`.
pub struct Served {
    process: Child,
    folder: TempDir,
    pub port: u16,
    /// What it has said.
    said: Arc<Mutex<String>>,
}

impl Served {
    /// Serves a project with these files.
    pub fn of(files: &[(&str, &str)]) -> Served {
        Served::with(files, &[])
    }

    /// [`Served::of`], with more arguments.
    pub fn with(files: &[(&str, &str)], arguments: &[&str]) -> Served {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
            fs::write(file, text).expect("written");
        }
        Served::at(folder, arguments)
    }

    /// [`Served::of`], at a number of this machine.
    pub fn on(host: &str, files: &[(&str, &str)]) -> Served {
        Served::with(files, &["--host", host])
    }

    /// Serves a project in a folder.
    pub fn at(folder: TempDir, arguments: &[&str]) -> Served {
        let mut process = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("serve")
            .args(if arguments.contains(&"--port") { &[] } else { &["--port", "0"][..] })
            .args(arguments)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let lines = BufReader::new(process.stderr.take().expect("it is piped"));
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                *heard.lock().expect("no thread fails") += &(line + "\n");
            }
        });
        let mut served = Served { process, folder, port: 0, said };
        served.until_said("The site is at http://");
        let said = served.said();
        let (_, address) = said.split_once("The site is at http://").expect("it was said");
        let port = address.split('/').next().and_then(|address| address.rsplit_once(':'));
        served.port = port.and_then(|(_, port)| port.parse().ok()).expect("a port");
        served
    }

    pub fn place(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file as most editors do: beside it, and then at its place at one stroke.
    pub fn save(&self, path: &str, text: &str) {
        let file = self.place(path);
        let folder = file.parent().expect("below the folder");
        fs::create_dir_all(folder).expect("a folder");
        let part = folder.join(".saved.part");
        fs::write(&part, text).expect("written");
        fs::rename(part, file).expect("renamed");
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    pub fn said(&self) -> String {
        self.said.lock().expect("no thread fails").clone()
    }

    #[track_caller]
    pub fn until_said(&self, words: &str) {
        until(|| self.said().contains(words), || format!("never said {words:?}:\n{}", self.said()));
    }

    /// The whole answer to a request: status line, headers, body.
    pub fn ask_as(&self, method: &str, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        write!(stream, "{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn ask(&self, path: &str) -> String {
        self.ask_as("GET", path, "Host: localhost\r\n")
    }

    /// Waits until a page holds some words.
    #[track_caller]
    pub fn until_shown(&self, path: &str, words: &str) {
        until(|| self.ask(path).contains(words), || format!("{path} never shows {words:?}; said:\n{}", self.said()));
    }

    /// What the open pages are told, from now on.
    pub fn listen(&self) -> Listener {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        write!(stream, "GET /-dateline/news HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        Listener { lines: BufReader::new(stream) }
    }

    /// Sends Ctrl-C, and returns the exit status.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> Option<i32> {
        let number = self.process.id().to_string();
        let sent = Command::new("kill").args(["-s", "INT", &number]).status().expect("kill is there");
        assert!(sent.success());
        let ended = self.process.wait().expect("it ends");
        ended.code()
    }

    /// The memory that it holds, in KB, where the system tells.
    pub fn resident(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Its end is all that is wanted; it may have come already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the open pages are told.
pub struct Listener {
    lines: BufReader<TcpStream>,
}

impl Listener {
    /// The next news: the number of the edition, and what is wrong.
    #[track_caller]
    pub fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            let length = self.lines.read_line(&mut line).expect("news come");
            assert!(length > 0, "the server has gone");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }
}

#[track_caller]
fn until(mut holds: impl FnMut() -> bool, message: impl FnOnce() -> String) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "{}", message());
        thread::sleep(Duration::from_millis(5));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("readable");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}
