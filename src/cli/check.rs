//! `dateline check`: says what `build` would say, and writes nothing.

use super::bar::Bar;
use super::build::{Built, Reading};
use super::{Console, Outcome};
use crate::error::Error;
use clap::Args;

/// The arguments of `check`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    reading: Reading,
}

/// Runs the command.
///
/// # Errors
/// If the project cannot be read.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let bar = Bar::new(console);
    let built = Built::new(&arguments.reading, None, &bar)?;
    drop(bar);
    built.report(console, arguments.reading.strict, None)
}
