//! A running `dateline serve`, as benches ask it and measure it.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A running server, which ends with the value.
pub struct Served {
    process: Child,
    pub port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        // Its end is all that is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Served {
    /// Serves the project in a folder.
    ///
    /// # Errors
    /// If the server does not start.
    pub fn start(folder: &Path) -> Result<Served> {
        let process = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0"])
            .current_dir(folder)
            .stderr(Stdio::piped())
            .spawn()?;
        let mut served = Served { process, port: 0 };
        let mut said = BufReader::new(served.process.stderr.take().ok_or("its messages are piped")?);
        let mut line = String::new();
        served.port = loop {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                return Err("the server has ended".into());
            }
            print!("{line}");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.split('/').next().unwrap_or_default().parse()?;
            }
        };
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Ok(served)
    }

    /// What the open pages are told, from now on.
    ///
    /// # Errors
    /// If the server has gone.
    pub fn listen(&self) -> Result<News> {
        let mut news = News(BufReader::new(TcpStream::connect(("127.0.0.1", self.port))?));
        news.0.get_mut().write_all(b"GET /-dateline/news HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        news.next()?;
        Ok(news)
    }

    /// The answer to a request, head and body.
    ///
    /// # Errors
    /// If it is another than 200.
    pub fn ask(&self, path: &str) -> Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if answer.starts_with(b"HTTP/1.1 200") {
            return Ok(answer);
        }
        Err(format!("{path}: {}", String::from_utf8_lossy(&answer[..answer.len().min(200)])).into())
    }

    /// The time that it has worked on all cores, in ms, where the system tells.
    pub fn processor_time(&self) -> Option<u64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).ok()?;
        // After the name in parentheses the 12th and 13th fields are hundredths of a second.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
        Some((ticks(11)? + ticks(12)?) * 10)
    }

    /// The memory that it holds, in MB, where the system tells.
    pub fn resident(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
    }
}

/// What the open pages are told.
pub struct News(BufReader<TcpStream>);

impl News {
    /// Waits for the next news, and returns them as JSON.
    ///
    /// # Errors
    /// If the server has gone.
    pub fn next(&mut self) -> Result<String> {
        let mut line = String::new();
        loop {
            line.clear();
            if self.0.read_line(&mut line)? == 0 {
                return Err("the server has gone".into());
            }
            if let Some(data) = line.strip_prefix("data:") {
                return Ok(data.trim().to_owned());
            }
        }
    }
}

/// Some times in order: half of them are shorter than the first figure.
pub fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
    format!("median {:.0} ms, 90 % {:.0} ms, 99 % {:.0} ms, at most {:.0} ms", at(50), at(90), at(99), at(100))
}
