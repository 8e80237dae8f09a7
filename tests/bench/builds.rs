//! How long whole builds take, beside the generators that are installed and beside the bare writing
//! of the same files:
//!
//! ```sh
//! cargo bench --bench builds                              # 1,000 and 10,000 articles, 5 rounds
//! cargo bench --bench builds -- 1000 10000 100000 --rounds 3
//! cargo bench --bench builds -- --write FOLDER 10000      # the articles alone, to try by hand
//! HUGO=/path/to/hugo cargo bench --bench builds           # also ZOLA and ELEVENTY
//! ```
//!
//! In each round everything runs once, one after the other, so that what else the machine does
//! falls on all alike; the medians are over the rounds. Above 10,000 articles dateline runs alone.
//! Every build gets a new folder for its site, and all are removed at the end: ext4 makes files far
//! more slowly where others were removed a short time before. They lie in `TMPDIR`.
//! Memory and the time of the processors come from `/usr/bin/time`.

mod beside;
mod collection;
mod prose;

use beside::GENERATORS;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// With more articles the others are not waited for.
const MOST_BESIDE: usize = 10_000;
const TIME: &str = "/usr/bin/time";

fn main() -> Result<()> {
    let mut sizes = Vec::new();
    let mut rounds = 5;
    // Cargo itself adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut next = || arguments.next().ok_or(format!("{argument} wants a value"));
        match argument.as_str() {
            "--rounds" => rounds = next()?.parse()?,
            "--write" => return Ok(collection::write(Path::new(&next()?), next()?.parse()?)?),
            size => sizes.push(size.parse()?),
        }
    }
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    sizes.into_iter().try_for_each(|articles| measure(articles, rounds))
}

/// What one run came to.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    /// All cores together; none without [`TIME`].
    worked: Option<f64>,
    megabytes: Option<f64>,
}

/// The runs of one contestant.
struct Row {
    name: String,
    runs: Vec<Run>,
}

fn measure(articles: usize, rounds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let own = folder.path().join("dateline");
    collection::write(&own.join("content"), articles)?;
    let mut others = Vec::new();
    for generator in GENERATORS.iter().filter(|_| articles <= MOST_BESIDE) {
        let Some(command) = generator.command() else {
            println!("SKIPPED: {} is not installed", generator.name);
            continue;
        };
        let project = folder.path().join(generator.name);
        generator.write(&project, articles)?;
        others.push((generator, command, project));
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |name: &str, run: Run| match rows.iter_mut().find(|row| row.name == name) {
        Some(row) => row.runs.push(run),
        None => rows.push(Row { name: name.into(), runs: vec![run] }),
    };
    let changed = own.join("content").join(collection::path(articles / 2));
    for round in 0..rounds {
        let output = format!("public-{round}");
        let dateline = || run(env!("CARGO_BIN_EXE_dateline").as_ref(), &["build", "-q", "--output"], &output, &own);
        add("dateline", dateline()?);
        add("dateline, nothing changed", dateline()?);
        fs::write(&changed, collection::article(articles / 2) + "\nThe quay of Savebay was closed on 3 May 2019.\n")?;
        add("dateline, one article changed", dateline()?);
        fs::write(&changed, collection::article(articles / 2))?;
        let (files, seconds) = write_again(&own.join(&output), &own.join(format!("bare-{round}")))?;
        add(&format!("bare writing of its {files} files"), Run { seconds, worked: None, megabytes: None });
        for (generator, command, project) in &others {
            add(generator.name, run(command.as_ref(), generator.arguments, &output, project)?);
            let pages = files_in(&project.join(&output))?.iter().filter(|path| path.ends_with("index.html")).count();
            if pages < articles {
                return Err(format!("{} made {pages} pages of {articles} articles", generator.name).into());
            }
        }
    }
    print(articles, &rows);
    Ok(())
}

/// Runs a command to its end, which must be a good one. Its last argument is, or ends with, the
/// folder of the site.
fn run(command: &OsStr, arguments: &[&str], output: &str, folder: &Path) -> Result<Run> {
    let timed = Path::new(TIME).exists();
    let note = folder.join(".time");
    let mut whole = Command::new(if timed { TIME.as_ref() } else { command });
    if timed {
        whole.args(["-f", "%U %S %M", "-o"]).arg(&note).arg(command);
    }
    let mut arguments: Vec<String> = arguments.iter().map(|argument| argument.to_string()).collect();
    match arguments.last_mut() {
        Some(last) if last.ends_with('=') => last.push_str(output),
        _ => arguments.push(output.into()),
    }
    let start = Instant::now();
    let output = whole.args(arguments).current_dir(folder).stdout(Stdio::null()).output()?;
    let seconds = start.elapsed().as_secs_f64();
    if !output.status.success() {
        return Err(format!("{}: {}", command.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    let note = if timed { fs::read_to_string(note)? } else { String::new() };
    let figures: Vec<f64> = note.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
    let (worked, megabytes) = match figures[..] {
        [user, system, kilobytes] => (Some(user + system), Some(kilobytes / 1024.0)),
        _ => (None, None),
    };
    Ok(Run { seconds, worked, megabytes })
}

/// Writes the files of a folder into another, one after the other and nothing else; returns how
/// many, and the seconds of the writing alone.
fn write_again(from: &Path, to: &Path) -> Result<(usize, f64)> {
    let files: Vec<(PathBuf, Vec<u8>)> = files_in(from)?
        .into_iter()
        .map(|path| Ok((to.join(path.strip_prefix(from).unwrap_or(&path)), fs::read(&path)?)))
        .collect::<io::Result<_>>()?;
    let start = Instant::now();
    for (path, bytes) in &files {
        fs::create_dir_all(path.parent().unwrap_or(to))?;
        fs::write(path, bytes)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    Ok((files.len(), seconds))
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries: Vec<_> = walkdir::WalkDir::new(folder).into_iter().collect::<std::result::Result<_, _>>()?;
    Ok(entries.into_iter().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect())
}

fn print(articles: usize, rows: &[Row]) {
    let own = rows.first().map_or(f64::NAN, |row| row.median(|run| Some(run.seconds)));
    println!("\n| {articles} articles, medians | s | to dateline | processor s | peak MB |\n|---|---|---|---|---|");
    for row in rows {
        let seconds = row.median(|run| Some(run.seconds));
        let (worked, megabytes) = (row.median(|run| run.worked), row.median(|run| run.megabytes));
        println!("| {} | {seconds:.3} | {:.2} | {worked:.2} | {megabytes:.0} |", row.name, seconds / own);
    }
    println!();
}

impl Row {
    fn median(&self, figure: impl Fn(&Run) -> Option<f64>) -> f64 {
        let mut figures: Vec<f64> = self.runs.iter().filter_map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
    }
}
