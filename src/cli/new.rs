//! `dateline new`: begins an article.

use super::project::{self, Layout, day};
use super::{Console, Outcome, messages};
use crate::error::Error;
use crate::import;
use crate::publish;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `new`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// The title
    #[arg(value_name = "TITLE", required = true)]
    title: Vec<String>,
    /// The article's date [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    /// The folder of articles [default: that of the project here, else `content`]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command: writes an article that has its title and date, and says where on stdout.
///
/// # Errors
/// If there is an article of this name, or where the system refuses to write.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let title = arguments.title.join(" ");
    if title.trim().is_empty() {
        return Err(Error::Message(messages::NO_TITLE.into()));
    }
    let date = project::today(arguments.date)?;
    let content = match &arguments.output {
        Some(folder) => folder.clone(),
        None => Layout::for_new_articles()?.content,
    };
    let (name, text) = import::new_article(&title, date);
    let file = content.join(&name);
    if file.symlink_metadata().is_ok() {
        return Err(Error::Message(messages::there_already(&file)));
    }
    publish::write(&content, &name, text.as_bytes())?;
    console.result(&format!("{}\n", file.display()))?;
    Ok(Outcome::Done)
}
