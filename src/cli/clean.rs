//! `dateline clean`: removes the site that `build` wrote, and nothing else.

use super::build::Reading;
use super::project::Project;
use super::show::Base;
use super::{Console, Outcome, messages};
use crate::error::Error;
use crate::publish;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `clean`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The folder of the site [default: `output` of the config, else `public`]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command: what a build wrote goes, a file that was changed since stays.
///
/// # Errors
/// If the project cannot be read, or a file cannot be removed.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let project = Project::read(&arguments.reading.folder, arguments.output.as_deref(), false)?;
    let (removed, diagnostics) = publish::clean(&project.output)?;
    console.diagnostics(&diagnostics, &Base { folder: &project.output, files: &[] })?;
    console.say(&messages::cleaned(removed, &project.output));
    let wrong = arguments.reading.strict && !diagnostics.is_empty();
    Ok(if wrong { Outcome::Wrong } else { Outcome::Done })
}
