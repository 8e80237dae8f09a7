//! `dateline explain`: how the expressions of an article got their dates, read as the build reads them.

use super::project::{Surroundings, day};
use super::show::Base;
use super::timexes::Explained;
use super::{Console, Outcome, messages};
use crate::article::Article;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::event::{self, Report, Untold};
use crate::flow;
use crate::language::Language;
use crate::timex::{Timex, TimexType};
use chrono::NaiveDate;
use clap::Args;
use std::path::{Path, PathBuf};

/// The article, and what part of it.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// An article, and if only one of its lines is meant, a colon and its number: `news/quay.md:12`
    #[arg(value_name = "FILE[:LINE]")]
    place: PathBuf,
    /// The day on which it was written, such as 2023-03-31, whatever the article says
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
}

/// Runs the command.
///
/// # Errors
/// If the file cannot be read, or the results cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let (file, line) = file_and_line(&arguments.place);
    let mut around = Surroundings::of(&file)?;
    around.config.date = arguments.date;
    // Whoever asks for a draft by its name wants it read.
    around.config.drafts = true;
    let today = super::project::today(None)?;
    let (content, diagnostics) = flow::gather(&around.config, &around.files, today);
    let config = Base { folder: &around.config_folder, files: &[] };
    console.diagnostics(&around.config_diagnostics, &config)?;
    let base = Base { folder: &around.content, files: &around.files };
    console.diagnostics(&diagnostics, &base)?;

    let Some(article) = content.articles.first() else {
        // What is left out on purpose is no warning that is said, but here it is the answer.
        let why = diagnostics.first().map_or("", |diagnostic| diagnostic.message.as_str());
        return Err(Error::Message(messages::not_read(&file, why)));
    };
    let reports: Vec<&Report> = content.events.iter().flat_map(|event| &event.reports).collect();
    let blocks = blocks(article, &reports, &file, line, &around);
    if blocks.is_empty() {
        console.say(&messages::nothing_of_time(&file, line));
    }
    console.result(&blocks)?;
    let all = || around.config_diagnostics.iter().chain(&diagnostics);
    let wrong = all().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if wrong { Outcome::Wrong } else { Outcome::Done })
}

/// A block for each expression that touches the line, or for all.
fn blocks(article: &Article, reports: &[&Report], file: &Path, line: Option<u32>, around: &Surroundings) -> String {
    let text = &article.text;
    let file_text = text.file();
    let timexes = flow::timexes(&around.config, std::slice::from_ref(article)).concat();
    let taggers = flow::taggers(&around.config);
    let reference = flow::reference(&around.config, article);
    let untold = Language::find(&article.language).map(|language| event::untold(article, &timexes, language));
    let untold = untold.unwrap_or_default();
    let mut blocks = Vec::new();
    for (index, timex) in timexes.iter().enumerate() {
        let (first, column) = file_text.position(text.source_offset(timex.span.start));
        let last = text.line(timex.span.end.saturating_sub(1));
        if line.is_some_and(|line| !(first..=last).contains(&line)) {
            continue;
        }
        let sentence = text.sentence_at(timex.span.start).map_or(timex.span.clone(), |at| text.sentences[at].clone());
        let explained = Explained {
            text: &text.plain,
            sentence,
            timex,
            tagger: taggers.of(&article.language),
            reference: &reference,
            // The page speaks English, too, where a language has no pack.
            language: Language::find(&article.language).unwrap_or_else(Language::english),
        };
        let mut block = format!("{}:{first}:{column}\n{}", file.display(), explained.block());
        if let Some(report) = report_of(timex, reports) {
            block.push_str(&format!(
                "    {:<10}{}\n",
                messages::EVENT,
                messages::event(&report.headline, &report.when)
            ));
        } else {
            let known = untold.iter().find(|(timex, _)| *timex == index).map(|(_, why)| *why);
            // Where no sentence has a date none is asked what it tells.
            let dateless = !matches!(timex.kind, TimexType::Date | TimexType::Time) || timex.when.is_none();
            let why = known.unwrap_or(if dateless { Untold::NoDate } else { Untold::LeftOut });
            block.push_str(&format!("    {:<10}{}\n", messages::NO_EVENT, messages::untold(why)));
        }
        blocks.push(block);
    }
    blocks.join("\n")
}

/// What an expression dates.
fn report_of<'a>(timex: &Timex, reports: &[&'a Report]) -> Option<&'a Report> {
    let dates = |report: &&&Report| {
        report.expression.is_some_and(|span| span.start() < timex.span.end && timex.span.start < span.end())
    };
    reports.iter().find(dates).copied()
}

/// `news/quay.md:12`; a file that is called so is the file.
fn file_and_line(place: &Path) -> (PathBuf, Option<u32>) {
    let whole = (place.to_owned(), None);
    if place.exists() {
        return whole;
    }
    let split = place.to_str().and_then(|text| text.rsplit_once(':'));
    let line = split.and_then(|(file, line)| Some((file, line.parse().ok()?)));
    line.map_or(whole, |(file, line)| (PathBuf::from(file), Some(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_a_colon_is_a_line() {
        let read = |text: &str| file_and_line(Path::new(text));
        assert_eq!(read("a/b.md:12"), (PathBuf::from("a/b.md"), Some(12)));
        assert_eq!(read("a/b.md"), (PathBuf::from("a/b.md"), None));
        assert_eq!(read("a:b.md"), (PathBuf::from("a:b.md"), None));
        assert_eq!(read("C:\\b.md:3"), (PathBuf::from("C:\\b.md"), Some(3)));
    }
}
