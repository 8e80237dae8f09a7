//! `dateline tag`: the temporal expressions of texts, as a filter.
//!
//! Documents come as JSON lines and go as JSON lines, in their order, in constant memory: so many
//! at a time as fill a batch are tagged in parallel and written before the next are read.

use super::timexes::{self, TimexObject};
use super::{Console, Outcome, messages};
use crate::config::Genre;
use crate::error::Error;
use crate::language::Language;
use crate::timex::{Reference, Tagger};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
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
    /// The day on which the text was written, such as 2023-03-31
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// News is anchored to its day, a narrative to the date it told last
    #[arg(long, value_name = "GENRE", default_value = "news")]
    genre: Genre,
    /// The language of the texts
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: String,
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

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let language = language(&arguments.language)?;
    let tagger = Tagger::new(language)?;
    let format = arguments.format.unwrap_or(if arguments.file.is_some() { Format::Text } else { Format::Jsonl });
    if format == Format::Jsonl {
        return match &arguments.file {
            Some(path) => {
                let file =
                    File::open(path).map_err(|source| Error::Io { action: "read", path: path.clone(), source })?;
                filter(BufReader::with_capacity(BATCH, file), arguments, &tagger, console)
            }
            None => filter(BufReader::with_capacity(BATCH, io::stdin()), arguments, &tagger, console),
        };
    }
    let text = read(arguments.file.as_deref())?;
    let reference = Reference { date: arguments.date, genre: arguments.genre };
    let found = tagger.tag(&text, &reference);
    console.result(&match format {
        Format::Timeml => timexes::timeml(&text, &found),
        _ => timexes::table(&text, &found, &tagger, language),
    })?;
    Ok(Outcome::Done)
}

/// The pack of a language.
pub(super) fn language(code: &str) -> Result<&'static Language, Error> {
    Language::find(code).ok_or_else(|| Error::Message(messages::no_pack(code)))
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

fn filter(
    mut input: impl BufRead,
    arguments: &Arguments,
    tagger: &Tagger,
    console: &Console,
) -> Result<Outcome, Error> {
    let failed = |action, source| Error::Io { action, path: "-".into(), source };
    let mut output = io::BufWriter::with_capacity(BATCH, io::stdout().lock());
    let mut outcome = Outcome::Done;
    let mut line_number = 0;
    loop {
        let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut size = 0;
        while size < BATCH {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line).map_err(|source| failed("read", source))? == 0 {
                break;
            }
            line_number += 1;
            size += line.len();
            if !line.trim_ascii().is_empty() {
                lines.push((line_number, line));
            }
        }
        if size == 0 {
            break;
        }
        let written: Vec<Result<String, Failed>> =
            lines.par_iter().map(|(number, line)| document(line, *number, arguments, tagger)).collect();
        for (result, (number, _)) in written.into_iter().zip(&lines) {
            let line = result.unwrap_or_else(|failed| {
                outcome = Outcome::Wrong;
                console.error(&Error::Message(messages::bad_line(*number, &failed.error)));
                json(&failed)
            });
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

/// The line that one line of the input comes to.
fn document(line: &[u8], number: usize, arguments: &Arguments, tagger: &Tagger) -> Result<String, Failed> {
    let document: Document = serde_json::from_slice(line).map_err(|error| {
        let value: Option<serde_json::Value> = serde_json::from_slice(line).ok();
        let id = value.and_then(|mut value| value.get_mut("id").map(serde_json::Value::take));
        Failed { line: id.is_none().then_some(number), id, error: messages::no_document(&error) }
    })?;
    let wrong = |error| Failed { id: Some(document.id.clone()), line: None, error };
    if let Some(code) = &document.language
        && Language::find(code).is_none()
    {
        return Err(wrong(messages::no_pack(code)));
    }
    let date = match document.date.as_deref() {
        // The day as written; what stands behind it is a time of that day.
        Some(date) if !date.is_empty() => {
            Some(date.get(..10).unwrap_or(date).parse().map_err(|_| wrong(messages::no_date(date)))?)
        }
        _ => arguments.date,
    };
    let reference = Reference { date, genre: document.genre.unwrap_or(arguments.genre) };
    let found = tagger.tag(&document.text, &reference);
    let timexes = found.iter().map(|timex| TimexObject::new(&document.text, timex)).collect();
    Ok(json(&Tagged { id: &document.id, timexes }))
}
