//! Where messages and results go.

use super::messages;
use super::show::{self, Base};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

/// When messages are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people, on stderr
    #[default]
    Human,
    /// One JSON object a line, on stdout
    Json,
}

/// A diagnostic as programs read it: the path as it can be opened beside the place.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

/// Where messages and results go, and how much is said.
#[derive(Clone, Debug)]
pub struct Console {
    quiet: bool,
    verbose: bool,
    color: ColorChoice,
    format: MessageFormat,
}

impl Console {
    /// A console that says errors only (`quiet`), or notes too (`verbose`).
    pub fn new(quiet: bool, verbose: bool, color: Color, format: MessageFormat) -> Console {
        let color = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        // Before and after the command's name both may be given: the quiet one wins.
        Console { quiet, verbose: verbose && !quiet, color, format }
    }

    /// Writes a result to stdout.
    ///
    /// # Errors
    /// If stdout cannot be written, for instance because nobody reads it any more.
    pub fn result(&self, text: &str) -> Result<(), Error> {
        let mut stdout = AutoStream::new(io::stdout(), self.color);
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        written.map_err(|source| Error::Io { action: "write", path: "stdout".into(), source })
    }

    /// Writes what other programs read to stdout, byte for byte.
    ///
    /// # Errors
    /// If stdout cannot be written, for instance because nobody reads it any more.
    pub fn data(&self, text: &str) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        written.map_err(|source| Error::Io { action: "write", path: "stdout".into(), source })
    }

    /// Says one line to the user, unless only errors are wanted or a program listens.
    pub fn say(&self, line: &str) {
        if !self.quiet && self.format == MessageFormat::Human {
            self.stderr(&format!("{line}\n"));
        }
    }

    /// Says why the command could not go on.
    pub fn error(&self, error: &Error) {
        match self.format {
            MessageFormat::Human => self.stderr(&show::error(&error.to_string())),
            MessageFormat::Json => {
                let line = serde_json::json!({"severity": "error", "message": error.to_string()});
                // Where results cannot be written, somebody may still read messages.
                if self.result(&format!("{line}\n")).is_err() {
                    self.stderr(&show::error(&error.to_string()));
                }
            }
        }
    }

    /// Says what is wrong with the content. For people the least important is left out: notes and
    /// what was left out on purpose without `-v`, warnings under `-q`, and of many warnings of one
    /// kind all but the first.
    ///
    /// # Errors
    /// If messages go to stdout and it cannot be written.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], base: &Base) -> Result<(), Error> {
        self.diagnostics_under(false, diagnostics, base)
    }

    /// [`Console::diagnostics`], with all that makes a command fail that is `strict`.
    ///
    /// # Errors
    /// If messages go to stdout and it cannot be written.
    pub fn diagnostics_under(&self, strict: bool, diagnostics: &[Diagnostic], base: &Base) -> Result<(), Error> {
        if self.format == MessageFormat::Json {
            let mut lines = String::new();
            for diagnostic in diagnostics {
                let path = diagnostic.place.as_ref().map(|place| base.path(&place.file));
                let line = Line { path, diagnostic };
                lines.push_str(&serde_json::to_string(&line).expect("a diagnostic is texts and numbers"));
                lines.push('\n');
            }
            return self.result(&lines);
        }
        let mut text = String::new();
        let mut said = std::collections::BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|diagnostic| self.says(diagnostic, strict)) {
            let count = said.entry((diagnostic.severity, diagnostic.code)).or_insert(0_usize);
            *count += 1;
            if self.verbose || *count <= messages::MOST || diagnostic.severity == Severity::Error {
                text.push_str(&show::diagnostic(diagnostic, base));
            }
        }
        for ((severity, code), count) in said {
            if !self.verbose && severity != Severity::Error && count > messages::MOST {
                text.push_str(&messages::more(count - messages::MOST, code.name()));
            }
        }
        if !text.is_empty() {
            self.stderr(&text);
        }
        Ok(())
    }

    fn says(&self, diagnostic: &Diagnostic, strict: bool) -> bool {
        match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning if strict => true,
            Severity::Warning => !self.quiet && (self.verbose || !messages::is_on_purpose(diagnostic.code)),
            Severity::Note => self.verbose,
        }
    }

    /// True if notes are said, too.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// True if a person sees what is said, as it is said.
    pub fn is_watched(&self) -> bool {
        !self.quiet && self.format == MessageFormat::Human && io::stderr().is_terminal()
    }

    /// True if messages are JSON.
    pub fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    fn stderr(&self, text: &str) {
        // Nothing can be done if nobody reads it.
        let _ = AutoStream::new(io::stderr(), self.color).write_all(text.as_bytes());
    }
}
