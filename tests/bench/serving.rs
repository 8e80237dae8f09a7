//! How long a save takes until `dateline serve` shows it, and how much memory that needs:
//!
//! ```sh
//! cargo bench --bench serving                    # 1,000 and 10,000 articles, 20 saves each
//! cargo bench --bench serving -- 1000 1000       # articles, saves
//! ```
//!
//! The program runs as its users run it; the clock starts when a file has been put at its place and
//! stops when the open page was told, and again when the first page and the article's were given anew.

mod collection;
mod prose;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    // Cargo itself adds `--bench`.
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    match numbers[..] {
        [articles, saves] => measure(articles, saves),
        [articles] => measure(articles, 20),
        _ => [1_000, 10_000].into_iter().try_for_each(|articles| measure(articles, 20)),
    }
}

/// A running server, which ends with its measurement.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        // Its end is all that is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn measure(articles: usize, saves: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    collection::write(&folder.path().join("content"), articles)?;
    let start = Instant::now();
    let mut served = Served(
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0"])
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .spawn()?,
    );
    let mut said = BufReader::new(served.0.stderr.take().ok_or("its messages are piped")?);
    let mut line = String::new();
    let port: u16 = loop {
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
    let mut news = BufReader::new(TcpStream::connect(("127.0.0.1", port))?);
    news.get_mut().write_all(b"GET /-dateline/news HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
    next(&mut news)?;
    ask(port, "/")?;
    println!("{articles} articles: first page after {:.2} s", start.elapsed().as_secs_f64());

    let (mut told, mut shown, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    let worked = processor_time(served.0.id());
    for save in 0..saves {
        let number = save * 37 % articles;
        let text = collection::article(number) + &format!("\nThe quay of Savebay{save} was closed on 3 May 2019.\n");
        let file = folder.path().join("content").join(collection::path(number));
        let part = folder.path().join(".part");
        fs::write(&part, text)?;
        let start = Instant::now();
        fs::rename(&part, &file)?;
        next(&mut news)?;
        told.push(start.elapsed());
        let page =
            ask(port, &format!("/articles/{}", collection::path(number).replace('/', "-").replace(".md", ".html")))?;
        if !page.contains(&format!("Savebay{save} ")) {
            return Err("the page is not the new one".into());
        }
        ask(port, "/")?;
        shown.push(start.elapsed());
        memory.extend(resident(served.0.id()));
        // The next one is not measured with what is let go of this one.
        std::thread::sleep(Duration::from_millis(if saves > 100 { 20 } else { 200 }));
    }
    if let (Some(before), Some(after)) = (worked, processor_time(served.0.id())) {
        println!("{saves} saves, {:.0} ms of processor time each", (after - before) as f64 / saves as f64);
    }
    println!("{saves} saves, told: {}", spread(&mut told));
    println!("{saves} saves, two pages given: {}", spread(&mut shown));
    if let (Some(first), Some(last)) = (memory.get(memory.len() / 10), memory.last()) {
        let most = memory.iter().max().unwrap_or(last);
        println!("memory: {first} MB after a tenth of the saves, {last} MB after all, {most} MB at most\n");
    }
    Ok(())
}

/// Waits for the next news.
fn next(news: &mut BufReader<TcpStream>) -> Result<()> {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        if news.read_line(&mut line)? == 0 {
            return Err("the server has gone".into());
        }
    }
    Ok(())
}

fn ask(port: u16, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") { Ok(answer) } else { Err(format!("{path}: {answer}").into()) }
}

fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
    format!("median {:.0} ms, 90 % {:.0} ms, at most {:.0} ms", at(50), at(90), at(100))
}

/// The time that a process has worked on all cores, in ms, where the system tells.
fn processor_time(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat")).ok()?;
    // After the name in parentheses the 12th and 13th fields are hundredths of a second.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * 10)
}

/// The memory that a process holds, in MB, where the system tells.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}
