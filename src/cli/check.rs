//! `dateline check`: says what `build` would say, and writes nothing; explains codes, and lists
//! what an editor may want to look at.

mod listing;

use super::bar::Bar;
use super::build::{Built, Reading};
use super::{Console, Outcome, messages};
use crate::diagnostic::Explanation;
use crate::error::Error;
use crate::publish;
use clap::Args;
use listing::Listed;

/// The arguments of `check`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
#[command(after_long_help = messages::CHECK_JSON)]
pub struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// List what is no mistake, too, on stdout: expressions without a resolution, those that may
    /// mean another date as well, articles without an event
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    list: Vec<Listed>,
    /// Say what a code such as DL0102 means, with an example, and check nothing; without CODE, name
    /// all codes
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "", conflicts_with = "list")]
    explain: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// If the project cannot be read, or there is no such code.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    if let Some(code) = &arguments.explain {
        return explain(code, console);
    }
    let reading = &arguments.reading;
    let bar = Bar::new(console);
    let (mut built, content) = Built::read(reading, None, &bar)?;
    let listings: Vec<String> = arguments
        .list
        .iter()
        .map(|listed| listing::list(*listed, &content, &built.project, console.is_json()))
        .collect();
    let foreseen =
        built.with_files(content, None, |project, files| publish::foresee(files, &project.output, &project.content));
    drop(bar);
    let refused = foreseen.map(|found| built.diagnostics.extend(found)).err();
    for listing in listings {
        console.result(&listing)?;
    }
    if let Some(error) = &refused {
        console.error(error);
    }
    let outcome = built.report(console, reading.strict, None)?;
    Ok(if refused.is_some() { Outcome::Wrong } else { outcome })
}

/// Says what a code means, or names all of them.
fn explain(code: &str, console: &Console) -> Result<Outcome, Error> {
    let explanations = match (code, Explanation::find(code)) {
        ("", _) => Explanation::all(),
        (_, Some(known)) => std::slice::from_ref(known),
        (unknown, None) => return Err(Error::Message(messages::no_code(unknown))),
    };
    let mut out = String::new();
    for known in explanations {
        if console.is_json() {
            out.push_str(&serde_json::to_string(known).expect("an explanation is texts"));
            out.push('\n');
        } else if code.is_empty() {
            out.push_str(&format!("{}  {}\n", known.code, known.name));
        } else {
            out.push_str(&messages::explanation(known));
        }
    }
    console.result(&out)?;
    Ok(Outcome::Done)
}
