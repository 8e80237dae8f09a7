//! `dateline init`: a new project, ready to be built and published.

use super::project::{self, day};
use super::{Console, Outcome, messages};
use crate::config;
use crate::error::Error;
use crate::publish;
use chrono::NaiveDate;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// The arguments of `init`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// The folder of the project; it is made if need be
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Add what is missing to a folder that is not empty; no file is written over
    #[arg(short, long)]
    force: bool,
    /// The date of the first article [default: SOURCE_DATE_EPOCH, else the calendar's]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<NaiveDate>,
}

/// The settings, every key of them with what it means.
const CONFIG: &str = include_str!("../../templates/project/dateline.toml");
const ARTICLE: &str = include_str!("../../templates/project/first.md");
const IGNORED: &str = include_str!("../../templates/project/gitignore");
const WORKFLOW: &str = include_str!("../../templates/project/pages.yml");

/// The files of a new project: their paths with `/`, and what they hold.
fn files(today: NaiveDate) -> Vec<(String, String)> {
    let date = today.to_string();
    vec![
        (config::FILE.into(), CONFIG.into()),
        (format!("content/{date}-a-timeline-is-begun.md"), ARTICLE.replace("DATE", &date)),
        (".gitignore".into(), IGNORED.into()),
        (
            ".github/workflows/pages.yml".into(),
            WORKFLOW.replace("\"VERSION\"", &format!("{:?}", env!("CARGO_PKG_VERSION"))),
        ),
    ]
}

/// Runs the command. It never asks: a folder that is not empty is refused unless it is forced.
///
/// # Errors
/// If the folder holds something, or where the system refuses to read or write.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let folder = &arguments.folder;
    let today = project::today(arguments.today)?;
    if !arguments.force
        && let Some(first) = anything_in(folder)?
    {
        return Err(Error::Message(messages::not_empty(folder, &first)));
    }
    // An article is needed only where there is none.
    let has_articles = folder.join("content").is_dir() || folder.is_dir() && project::holds_articles(folder)?;
    let mut written = Vec::new();
    for (path, text) in files(today) {
        let there = folder.join(&path).symlink_metadata().is_ok();
        if there || has_articles && path.starts_with("content/") {
            console.say(&messages::kept(&path));
            continue;
        }
        publish::write(folder, &path, text.as_bytes())?;
        written.push(path);
    }
    console.say(&messages::begun(folder, &written));
    Ok(Outcome::Done)
}

/// The first thing that a folder holds beside version control's own.
fn anything_in(folder: &Path) -> Result<Option<String>, Error> {
    let failed = |source| Error::Io { action: "read the folder", path: folder.to_owned(), source };
    if folder.symlink_metadata().is_err() {
        return Ok(None);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.into_iter().find(|name| name != ".git"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, KEYS};

    #[test]
    fn every_key_stands_in_the_new_config_and_is_good() {
        let (_, diagnostics) = Config::parse(CONFIG);
        assert_eq!(diagnostics, []);
        let set: Vec<&str> = CONFIG
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|line| line.contains(" = ") || line.starts_with('[')).unwrap_or(line)
            })
            .collect();
        let whole = set.join("\n");
        let (config, diagnostics) = Config::parse(&whole);
        assert_eq!(diagnostics, [], "{whole}");
        assert_eq!((config.words.len(), config.base_url.is_some()), (1, true));
        for key in KEYS {
            let told = set.iter().any(|line| line.starts_with(&format!("{key} = ")) || *line == format!("[{key}]"));
            assert!(told, "`{key}` is not told");
        }
    }
}
