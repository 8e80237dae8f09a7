//! `dateline resolve`: what an expression comes to, and why.

use super::timexes::Explained;
use super::{Console, Outcome, messages, tag};
use crate::config::Genre;
use crate::error::Error;
use crate::language::Language;
use crate::timex::{Reference, TaggerOptions, Taggers};
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
    tag::say_if_unknown(&arguments.language, console);
    let taggers = Taggers::new(TaggerOptions::default());
    let tagger = taggers.of(&arguments.language);
    let text = arguments.text.join(" ");
    let reference = Reference { date: arguments.date, genre: arguments.genre };
    let found = tagger.tag(&text, &reference);
    if found.is_empty() {
        return Err(Error::Message(messages::no_expression(&text)));
    }
    let language = Language::find(&arguments.language).unwrap_or_else(Language::english);
    let block = |timex| {
        let sentence = 0..text.len();
        Explained { text: &text, sentence, timex, tagger, reference: &reference, language }.block()
    };
    console.result(&found.iter().map(block).collect::<Vec<_>>().join("\n"))?;
    Ok(Outcome::Done)
}
