//! From the folder that the user named to its config, its articles and the place of the site.

use super::messages;
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::error::Error;
use crate::publish;
use crate::source::{self, Sources};
use chrono::{DateTime, Local, NaiveDate};
use std::fs;
use std::path::{Path, PathBuf};

/// A project, read.
#[derive(Debug)]
pub struct Project {
    /// The config, or the defaults.
    pub config: Config,
    /// What is wrong with the config.
    pub config_diagnostics: Vec<Diagnostic>,
    /// The folder in which the config lies, or would.
    pub config_folder: PathBuf,
    /// The folder of articles.
    pub content: PathBuf,
    /// Where the site is written.
    pub output: PathBuf,
    /// The articles.
    pub sources: Sources,
}

impl Project {
    /// Reads the project `folder`: one that holds `dateline.toml` or `content/`, or the folder of
    /// articles itself. The config may lie in the folder of articles, too.
    ///
    /// # Errors
    /// If the folder is not there, or the config or the folder of articles cannot be read.
    pub fn read(folder: &Path, output: Option<&Path>, drafts: bool) -> Result<Project, Error> {
        if !folder.is_dir() {
            return Err(Error::Message(messages::no_folder(folder)));
        }
        let inside = folder.join("content");
        let candidates = [folder, inside.as_path()];
        let config_folder = candidates.into_iter().find(|folder| folder.join(config::FILE).is_file()).unwrap_or(folder);
        let (mut config, config_diagnostics) = read_config(&config_folder.join(config::FILE))?;
        config.drafts = drafts;
        let content = match &config.content {
            Some(content) => config_folder.join(content),
            None if inside.is_dir() => inside.clone(),
            None => folder.to_owned(),
        };
        if !content.is_dir() {
            return Err(Error::Message(messages::no_content(&content)));
        }
        let output = match (output, &config.output) {
            (Some(output), _) => output.to_owned(),
            (None, Some(output)) => config_folder.join(output),
            (None, None) => PathBuf::from("public"),
        };
        let config_folder = config_folder.to_owned();
        let mut sources = source::read(&content, &output, publish::MANIFEST)?;
        if sources.files.is_empty() {
            sources.diagnostics.push(Diagnostic {
                place: None,
                severity: Severity::Warning,
                code: Code::NoArticles,
                message: messages::no_articles(&content),
                help: Some(messages::WHAT_IS_READ.into()),
                excerpt: None,
            });
        }
        Ok(Project { config, config_diagnostics, config_folder, content, output, sources })
    }
}

fn read_config(file: &Path) -> Result<(Config, Vec<Diagnostic>), Error> {
    if !file.is_file() {
        return Ok((Config::default(), Vec::new()));
    }
    let bytes = fs::read(file).map_err(|source| Error::Io { action: "read", path: file.to_owned(), source })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Config::parse(&text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let diagnostic = Diagnostic {
                place: Some(Place::after(config::FILE, &before)),
                severity: Severity::Error,
                code: Code::Config,
                message: messages::CONFIG_NOT_UTF8.into(),
                help: Some(messages::SAVE_AS_UTF8.into()),
                excerpt: None,
            };
            Ok((Config::default(), vec![diagnostic]))
        }
    }
}

/// The day that counts as today: the one that was asked for, that of `SOURCE_DATE_EPOCH` (seconds
/// since 1970, in UTC), or the calendar's.
///
/// # Errors
/// If `SOURCE_DATE_EPOCH` is set to no number of seconds.
pub fn today(asked: Option<NaiveDate>) -> Result<NaiveDate, Error> {
    if let Some(day) = asked {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let moment = seconds.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            moment.map(|moment| moment.date_naive()).ok_or_else(|| Error::Message(messages::bad_epoch(&seconds)))
        }
        Err(_) => Ok(Local::now().date_naive()),
    }
}
