//! The command line: a file a command, and every sentence said to a person in `messages`.
//!
//! A command takes its arguments and a console and returns whether all is well; an
//! [`Error`] is what it could not go on after. Results go to stdout, messages to stderr.

mod anchoring;
mod bar;
mod build;
mod check;
mod clean;
mod completions;
mod console;
mod explain;
mod export;
mod import;
mod init;
mod made;
mod man;
mod messages;
mod new;
mod project;
mod resolve;
mod serve;
mod show;
mod tag;
mod timexes;
mod unchanged;

use console::{Color, Console, MessageFormat};

use crate::error::Error;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::process::ExitCode;

/// Turns a folder of articles into an interactive timeline.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 80, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    voice: Voice,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a project: settings, a first article, a workflow for GitHub Pages
    Init(init::Arguments),
    /// Begin an article
    New(new::Arguments),
    /// Build the site
    Build(build::Arguments),
    /// Say what is wrong with the articles, and write nothing
    Check(check::Arguments),
    /// Build the site and show it on this machine
    Serve(serve::Arguments),
    /// Turn saved pages, feeds and timelines made elsewhere into articles
    Import(import::Arguments),
    /// Write the timeline in another form: JSON, CSV, iCalendar, a feed …
    Export(export::Arguments),
    /// Remove the site that `build` wrote, and nothing else
    Clean(clean::Arguments),
    /// Write what a shell reads to complete the command line
    Completions(completions::Arguments),
    /// Write the manual page, or those of all commands into a folder
    #[command(hide = true)]
    Man(man::Arguments),
    /// Say what an expression comes to, and why
    Resolve(resolve::Arguments),
    /// Say how the temporal expressions of an article got their dates
    Explain(explain::Arguments),
    /// Find the temporal expressions of texts: JSON lines in, JSON lines out
    Tag(tag::Arguments),
}

/// How much is said, and how: the same for all commands.
#[derive(Debug, Args)]
struct Voice {
    /// Say errors only
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 100)]
    quiet: bool,
    /// Say what was left out and why, too
    #[arg(short, long, global = true, display_order = 101)]
    verbose: bool,
    /// Colours in messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 102)]
    color: Color,
    /// Messages for people, or one JSON object a line on stdout
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human", display_order = 103)]
    message_format: MessageFormat,
}

/// What a command came to when it could go on to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Exit status 0.
    Done,
    /// Something is an error, or a warning under `--strict`: exit status 1.
    Wrong,
    /// Ended by Ctrl-C: exit status 130.
    Interrupted,
}

/// Runs the command that the process was started with; the exit status is 0 if all is well, 1 if
/// something is an error, 2 for wrong usage. A closed pipe is no error. An interrupt ends the
/// process by its signal, which shells report as 130.
pub fn main() -> ExitCode {
    let parsed = command().get_matches();
    let arguments = Arguments::from_arg_matches(&parsed).unwrap_or_else(|error| error.exit());
    let voice = &arguments.voice;
    let console = Console::new(voice.quiet, voice.verbose, voice.color, voice.message_format);
    let result = match &arguments.command {
        Command::Init(arguments) => init::run(arguments, &console),
        Command::New(arguments) => new::run(arguments, &console),
        Command::Build(arguments) => build::run(arguments, &console),
        Command::Check(arguments) => check::run(arguments, &console),
        Command::Serve(arguments) => serve::run(arguments, &console),
        Command::Import(arguments) => import::run(arguments, &console),
        Command::Export(arguments) => export::run(arguments, &console),
        Command::Clean(arguments) => clean::run(arguments, &console),
        Command::Completions(arguments) => completions::run(arguments, command(), &console),
        Command::Man(arguments) => man::run(arguments, command(), &console),
        Command::Resolve(arguments) => resolve::run(arguments, &console),
        Command::Explain(arguments) => explain::run(arguments, &console),
        Command::Tag(arguments) => tag::run(arguments, &console),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            console.error(&error);
            ExitCode::from(1)
        }
    }
}

/// The command line, with the versions of all that decides about dates.
fn command() -> clap::Command {
    Arguments::command().long_version(messages::version())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn quiet_and_verbose_exclude_each_other() {
        assert!(Arguments::try_parse_from(["dateline", "build", "-q", "-v"]).is_err());
        assert!(Arguments::try_parse_from(["dateline", "build", "-v", "--color", "never"]).is_ok());
    }
}
