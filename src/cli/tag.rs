//! `dateline tag`: the temporal expressions of texts, as a filter.
//!
//! Documents come as JSON lines and go as JSON lines, in their order, in constant memory: those
//! that are there, at most a batch, are tagged in parallel and written before the next are read.
//! So whoever sends one line and waits gets its answer.

use super::anchoring::Anchoring;
use super::timexes::{self, TimexObject};
use super::{Console, Outcome, messages};
use crate::config::Genre;
use crate::error::Error;
use crate::language::Language;
use crate::timex::{Reference, TaggerOptions, Taggers};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// What is read, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A file instead of standard input
    file: Option<PathBuf>,
    /// JSON lines in and out, or plain text in and TimeML or a table out
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    anchoring: Anchoring,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// The text with TIMEX3 elements
    Timeml,
    /// A table for people
    Text,
}

/// A line of the input.
#[derive(Deserialize)]
struct Document {
    id: serde_json::Value,
    date: Option<String>,
    text: String,
    genre: Option<Genre>,
    language: Option<String>,
}

#[derive(Serialize)]
struct Tagged<'a> {
    id: &'a serde_json::Value,
    timexes: Vec<TimexObject<'a>>,
}

#[derive(Serialize)]
struct Failed {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    error: String,
}

/// So many bytes of input are tagged at once, or a single longer line.
const BATCH: usize = 1 << 20;

/// A longer line, in bytes, is no document: without a limit a stream without line ends would fill the memory.
const LONGEST_LINE: u64 = 1 << 28;

/// Of so many languages without a pack it is said that they have none.
const MOST_LANGUAGES: usize = 32;

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let taggers = Taggers::new(TaggerOptions::default());
    let format = arguments.format.unwrap_or(if arguments.file.is_some() { Format::Text } else { Format::Jsonl });
    if format == Format::Jsonl {
        return match &arguments.file {
            Some(path) => {
                let file =
                    File::open(path).map_err(|source| Error::Io { action: "read", path: path.clone(), source })?;
                filter(file, arguments, &taggers, console)
            }
            None => filter(io::stdin(), arguments, &taggers, console),
        };
    }
    let text = read(arguments.file.as_deref())?;
    let reference = arguments.anchoring.reference();
    say_if_unknown(&arguments.anchoring.language, console);
    let found = taggers.of(&arguments.anchoring.language).tag(&text, &reference);
    console.result(&match format {
        Format::Timeml => timexes::timeml(&text, &found),
        _ => timexes::table(text, &found),
    })?;
    Ok(Outcome::Done)
}

/// Says that there is no pack for a language, if there is none.
pub(super) fn say_if_unknown(code: &str, console: &Console) {
    if Language::find(code).is_none() {
        console.say(&messages::no_pack(code));
    }
}

fn read(file: Option<&Path>) -> Result<String, Error> {
    let mut text = String::new();
    let (path, read) = match file {
        Some(path) => (path, File::open(path).and_then(|mut file| file.read_to_string(&mut text))),
        None => (Path::new("-"), io::stdin().read_to_string(&mut text)),
    };
    read.map_err(|source| Error::Io { action: "read", path: path.into(), source })?;
    Ok(text)
}

/// A line of the input; none if it is too long to be a document.
type Line = (usize, Option<Vec<u8>>);

/// Reads lines until a batch is full or no whole line is left to read without waiting; none at the
/// end of the input.
fn batch<R: Read>(input: &mut BufReader<R>, number: &mut usize) -> io::Result<Option<Vec<Line>>> {
    let mut lines = Vec::new();
    let mut size = 0;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok((size > 0).then_some(lines));
        }
        size += line.len();
        *number += 1;
        if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            lines.push((*number, None));
        } else if !line.trim_ascii().is_empty() {
            lines.push((*number, Some(line)));
        }
        if size >= BATCH || memchr::memchr(b'\n', input.buffer()).is_none() {
            return Ok(Some(lines));
        }
    }
}

fn filter(input: impl Read, arguments: &Arguments, taggers: &Taggers, console: &Console) -> Result<Outcome, Error> {
    let failed = |action, source| Error::Io { action, path: "-".into(), source };
    let mut input = BufReader::with_capacity(BATCH, input);
    let mut output = io::BufWriter::with_capacity(BATCH, io::stdout().lock());
    let mut outcome = Outcome::Done;
    let mut line_number = 0;
    let mut unknown = BTreeSet::new();
    while let Some(lines) = batch(&mut input, &mut line_number).map_err(|source| failed("read", source))? {
        let written: Vec<Result<Written, Failed>> = lines
            .par_iter()
            .map(|(number, line)| match line {
                Some(line) => document(line, *number, arguments, taggers),
                None => Err(Failed { id: None, line: Some(*number), error: messages::long_line(LONGEST_LINE) }),
            })
            .collect();
        for (result, (number, _)) in written.into_iter().zip(&lines) {
            let line = match result {
                Ok(written) => {
                    let new = written.unknown_language.filter(|_| unknown.len() < MOST_LANGUAGES);
                    if let Some(code) = new.filter(|code| !unknown.contains(code)) {
                        console.say(&messages::no_pack(&code));
                        unknown.insert(code);
                    }
                    written.line
                }
                Err(failed) => {
                    outcome = Outcome::Wrong;
                    console.error(&Error::Message(messages::bad_line(*number, &failed.error)));
                    json(&failed)
                }
            };
            output.write_all(line.as_bytes()).and_then(|()| output.write_all(b"\n")).map_err(|e| failed("write", e))?;
        }
        // Whoever reads along sees each batch as soon as it is done.
        output.flush().map_err(|source| failed("write", source))?;
    }
    Ok(outcome)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers can always be written as JSON")
}

/// What one line of the input comes to.
struct Written {
    line: String,
    /// The language, if no pack knows it.
    unknown_language: Option<String>,
}

fn document(line: &[u8], number: usize, arguments: &Arguments, taggers: &Taggers) -> Result<Written, Failed> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let document: Document = serde_json::from_slice(line).map_err(|error| {
        let id = id_of(line);
        Failed { line: id.is_none().then_some(number), id, error: messages::no_document(&error) }
    })?;
    if document.id.is_null() {
        return Err(Failed { id: None, line: Some(number), error: messages::NO_ID.into() });
    }
    let date = match document.date.as_deref() {
        Some(date) if !date.is_empty() => Some(day(date).ok_or_else(|| Failed {
            id: Some(document.id.clone()),
            line: None,
            error: messages::no_date(date),
        })?),
        _ => arguments.anchoring.date,
    };
    let language = document.language.as_deref().unwrap_or(&arguments.anchoring.language);
    let reference = Reference { date, genre: document.genre.unwrap_or(arguments.anchoring.genre) };
    let found = taggers.of(language).tag(&document.text, &reference);
    let timexes = found.iter().map(|timex| TimexObject::new(&document.text, timex)).collect();
    let unknown_language = Language::find(language).is_none().then(|| language.to_owned());
    Ok(Written { line: json(&Tagged { id: &document.id, timexes }), unknown_language })
}

/// The day as written; what may stand behind it is a time of that day, which shifts nothing.
fn day(date: &str) -> Option<NaiveDate> {
    let (day, rest) = date.split_at_checked(10).unwrap_or((date, ""));
    if rest.is_empty() || rest.starts_with(['T', ' ']) { day.parse().ok() } else { None }
}

/// The id of a line that is no document, so that whoever sent it knows which one failed. A line
/// that is not UTF-8 may still have one.
fn id_of(line: &[u8]) -> Option<serde_json::Value> {
    let mut value: serde_json::Value = serde_json::from_str(&String::from_utf8_lossy(line)).ok()?;
    let id = value.get_mut("id")?.take();
    let whole = id.as_str().is_none_or(|id| !id.contains(char::REPLACEMENT_CHARACTER));
    (whole && !id.is_null()).then_some(id)
}
