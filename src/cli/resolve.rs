//! `dateline resolve`: what an expression comes to, and why.

use super::{Console, Outcome, messages, tag, timexes};
use crate::config::Genre;
use crate::error::Error;
use crate::timex::{Reference, Tagger};
use chrono::NaiveDate;
use clap::Args;

/// What is said, when, and how it is meant.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An expression, or a sentence that holds some: "last October"
    #[arg(required = true)]
    text: Vec<String>,
    /// The day on which it was written, such as 2023-03-31; without it only absolute dates have one
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// News is anchored to its day, a narrative to the date it told last
    #[arg(long, value_name = "GENRE", default_value = "news")]
    genre: Genre,
    /// The language of the text
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: String,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let language = tag::language(&arguments.language)?;
    let tagger = Tagger::new(language)?;
    let text = arguments.text.join(" ");
    let found = tagger.tag(&text, &Reference { date: arguments.date, genre: arguments.genre });
    if found.is_empty() {
        return Err(Error::Message(messages::no_expression(&text)));
    }
    console.result(&timexes::table(&text, &found, &tagger, language))?;
    Ok(Outcome::Done)
}
