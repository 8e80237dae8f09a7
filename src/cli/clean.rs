//! `dateline clean`: removes the site that `build` wrote, and nothing else.

use super::project::Layout;
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
    /// The project: a folder with `dateline.toml` or `content/`, or the folder of articles itself
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The folder of the site [default: `output` of the config, else `public`]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command: what a build wrote goes, a file that was changed since stays.
///
/// # Errors
/// If the project cannot be read, or a file cannot be removed.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let output = Layout::of(&arguments.folder)?.output(arguments.output.as_deref());
    let (removed, diagnostics) = publish::clean(&output)?;
    console.diagnostics(&diagnostics, &Base { folder: &output, files: &[] })?;
    console.say(&messages::cleaned(removed, &output));
    Ok(Outcome::Done)
}
