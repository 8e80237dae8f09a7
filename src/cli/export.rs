//! `dateline export`: the timeline in a form of other programs, to stdout or to a file.

use super::build::{Built, Reading};
use super::{Console, Outcome, messages};
use crate::error::Error;
use crate::publish;
use crate::site::Format;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `export`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The form
    #[arg(short, long, value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// If the project cannot be read or the file cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let (built, text) = Built::exported(&arguments.reading, arguments.format)?;
    let outcome = built.report(console, arguments.reading.strict, None)?;
    match &arguments.output {
        None => console.data(&text)?,
        Some(file) => {
            publish::write_named(file, text.as_bytes())?;
            console.say(&messages::exported(file));
        }
    }
    Ok(outcome)
}
