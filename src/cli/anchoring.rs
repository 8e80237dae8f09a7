//! How a text given on the command line is anchored: the same for all commands that take one.

use super::project::day;
use crate::config::Genre;
use crate::timex::Reference;
use chrono::NaiveDate;
use clap::Args;

/// When a text was written, how it is meant, and in which language.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Anchoring {
    /// The day on which the text was written, such as 2023-03-31; without it only absolute dates have one
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<NaiveDate>,
    /// News is anchored to its day, a narrative to the date it told last
    #[arg(long, value_name = "GENRE", default_value = "news")]
    pub genre: Genre,
    /// The language of the text
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub language: String,
}

impl Anchoring {
    /// What the expressions of the text are anchored to.
    pub fn reference(&self) -> Reference {
        Reference { date: self.date, genre: self.genre }
    }
}
