//! `dateline man`: the manual page, for who packages the program.

use super::{Console, Outcome};
use crate::error::Error;
use clap::{Args, Command};
use std::fs;
use std::path::{Path, PathBuf};

/// The arguments of `man`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// The folder for a page of every command [default: the page of dateline itself, to stdout]
    folder: Option<PathBuf>,
}

/// Runs the command for the whole command line.
///
/// # Errors
/// If a page cannot be written.
pub fn run(arguments: &Arguments, mut command: Command, console: &Console) -> Result<Outcome, Error> {
    command.build();
    match &arguments.folder {
        None => console.data(&String::from_utf8_lossy(&page(&command, Path::new("stdout"))?))?,
        Some(folder) => {
            fs::create_dir_all(folder).map_err(failed(folder))?;
            let commands = command.get_subcommands().filter(|command| !command.is_hide_set());
            for command in std::iter::once(&command).chain(commands) {
                // Once it is built, a command is also known by its whole name, `dateline-build`.
                let name = command.get_display_name().unwrap_or(command.get_name());
                let file = folder.join(format!("{name}.1"));
                fs::write(&file, page(command, &file)?).map_err(failed(&file))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn page(command: &Command, file: &Path) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page).map_err(failed(file))?;
    Ok(page)
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::Io { action: "write", path: path.to_owned(), source }
}
