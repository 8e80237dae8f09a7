//! `dateline completions`: what a shell reads to complete the command line.

use super::{Console, Outcome};
use crate::error::Error;
use clap::{Args, Command};
use clap_complete::Shell;

/// The arguments of `completions`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Runs the command for the whole command line.
///
/// # Errors
/// If stdout cannot be written.
pub fn run(arguments: &Arguments, mut command: Command, console: &Console) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "dateline", &mut script);
    console.data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
