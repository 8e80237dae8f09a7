//! `dateline resolve`: what an expression comes to, and why.

use super::anchoring::Anchoring;
use super::timexes::Explained;
use super::{Console, Outcome, messages, tag};
use crate::error::Error;
use crate::language::Language;
use crate::timex::{TaggerOptions, Taggers};
use clap::Args;

/// What is said, when, and how it is meant.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An expression, or a sentence that holds some: "last October"
    #[arg(required = true)]
    text: Vec<String>,
    #[command(flatten)]
    anchoring: Anchoring,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    tag::say_if_unknown(&arguments.anchoring.language, console);
    let taggers = Taggers::new(TaggerOptions::default());
    let tagger = taggers.of(&arguments.anchoring.language);
    let text = arguments.text.join(" ");
    let reference = arguments.anchoring.reference();
    let found = tagger.tag(&text, &reference);
    if found.is_empty() {
        return Err(Error::Message(messages::no_expression(&text)));
    }
    let language = Language::find(&arguments.anchoring.language).unwrap_or_else(Language::english);
    let block = |timex| {
        let sentence = 0..text.len();
        Explained { text: &text, sentence, timex, tagger, reference: &reference, language }.block()
    };
    console.result(&found.iter().map(block).collect::<Vec<_>>().join("\n"))?;
    Ok(Outcome::Done)
}
