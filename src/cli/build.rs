//! `dateline build`: reads the articles and writes the site.

use super::bar::Bar;
use super::made::Made;
use super::project::{Asked, Layout, Project, day, today};
use super::unchanged::{self, Unchanged};
use super::{Console, Outcome, messages};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::flow::{self, Arranged, Content, Summary};
use crate::publish::{self, Published, Seal, Turn};
use crate::site::Format;
use chrono::NaiveDate;
use clap::Args;
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What is to be read, and how: the same for `build` and `check`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Reading {
    /// The project: a folder with `dateline.toml` or `content/`, or the folder of articles itself
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Read drafts, too
    #[arg(long)]
    pub drafts: bool,
    /// The address at which the site will stand [default: `base_url` of the config]
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<String>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, else the calendar's]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<NaiveDate>,
    /// Exit with status 1 if there are warnings
    #[arg(long)]
    pub strict: bool,
    /// How many threads work at a time [default: as many as the machine has cores]
    #[arg(short, long, value_name = "COUNT")]
    pub jobs: Option<NonZeroUsize>,
}

impl Reading {
    /// What is asked of the project, with the site in a folder of its own.
    pub fn asked(&self, output: Option<&Path>) -> Asked {
        Asked { output: output.map(Path::to_owned), drafts: self.drafts, base_url: self.base_url.clone() }
    }

    /// Takes no more threads than were asked for.
    pub fn limit_threads(&self) {
        if let Some(jobs) = self.jobs {
            // It fails where the threads run already, which is only so in tests.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
        }
    }
}

/// An address of the web.
fn address(value: &str) -> Result<String, String> {
    if config::is_of_the_web(value) { Ok(value.to_owned()) } else { Err(messages::NO_ADDRESS.into()) }
}

/// The arguments of `build`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The folder for the site [default: `output` of the config, else `public`]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// A project that was read and built.
#[derive(Debug)]
pub struct Built {
    /// The project.
    pub project: Project,
    /// The figures of its site.
    pub summary: Summary,
    /// What there is to say of the articles.
    pub diagnostics: Vec<Diagnostic>,
    /// When it began.
    pub start: Instant,
}

impl Built {
    /// Reads a project, as far as its events.
    ///
    /// # Errors
    /// If the project cannot be read at all.
    pub fn read(reading: &Reading, output: Option<&Path>, bar: &Bar) -> Result<(Built, Content), Error> {
        Ok(Opened::new(reading, output)?.gathered(bar))
    }

    /// Calls `use_them` with the files of the site, each of which is made when it is asked for. `seal`
    /// says from what they are made.
    pub fn with_files<T>(
        &mut self,
        content: Content,
        seal: Option<Seal>,
        use_them: impl FnOnce(&Project, &Made) -> T,
    ) -> T {
        let project = &self.project;
        // The program ends when they are written: what they are made from is never let go.
        let arranged = ManuallyDrop::new(Arranged::new(content, &project.config));
        let (used, size) = arranged.with_pages(&project.beside, &project.config, |pages| {
            let made = Made::new(project, pages, seal);
            (use_them(project, &made), made.size())
        });
        self.diagnostics.extend(too_large_for_pages(size));
        used
    }

    /// Reads a project and gives its timeline in another form.
    ///
    /// # Errors
    /// If the project cannot be read at all.
    pub fn exported(reading: &Reading, format: Format) -> Result<(Built, String), Error> {
        Ok(Opened::new(reading, None)?
            .built(|project, today| flow::export(&project.config, &project.sources.files, today, format)))
    }

    /// Says what is wrong with the project.
    fn say(&self, console: &Console, strict: bool) -> Result<(), Error> {
        let project = &self.project;
        console.diagnostics_under(strict, &project.config_diagnostics, &project.base_of_config())?;
        console.diagnostics_under(strict, &self.diagnostics, &project.base())
    }

    /// Says what there is to say, the summary last, and whether all is well. `published` is what
    /// writing the site came to.
    ///
    /// # Errors
    /// If messages go to stdout and it cannot be written.
    pub fn report(&self, console: &Console, strict: bool, published: Option<&Published>) -> Result<Outcome, Error> {
        let project = &self.project;
        self.say(console, strict)?;
        let seconds = self.start.elapsed().as_secs_f64();
        let output = published.map(|published| (published, project.output.as_path()));
        if console.is_json() {
            console.result(&messages::summary_json(&self.summary, output, seconds))?;
        }
        if console.is_verbose() && !self.summary.dated.is_empty() {
            console.say(&messages::dated(&self.summary.dated));
        }
        if !strict && !console.is_verbose() && self.summary.skipped.keys().any(|code| messages::is_on_purpose(*code)) {
            console.say(messages::WHICH_LEFT_OUT);
        }
        console.say(&messages::summary(&self.summary, output, seconds));
        let all = || project.config_diagnostics.iter().chain(&self.diagnostics);
        let wrong = |severity: Severity| all().any(|diagnostic| diagnostic.severity == severity);
        let is_wrong = wrong(Severity::Error) || (strict && wrong(Severity::Warning));
        Ok(if is_wrong { Outcome::Wrong } else { Outcome::Done })
    }
}

/// A project whose files were read.
struct Opened {
    project: Project,
    today: NaiveDate,
    start: Instant,
}

impl Opened {
    fn new(reading: &Reading, output: Option<&Path>) -> Result<Opened, Error> {
        let start = Instant::now();
        let today = today(reading.today)?;
        reading.limit_threads();
        let project = Project::read(&reading.folder, &reading.asked(output))?;
        Ok(Opened { project, today, start })
    }

    /// [`Opened::new`], once no other build writes into the output folder: what is read before that may
    /// be older than what stands there by now.
    fn in_turn(reading: &Reading, output: Option<&Path>) -> Result<(Opened, Turn), Error> {
        let layout = Layout::of(&reading.folder)?;
        let turn = Turn::wait(&layout.output(output))?;
        Ok((Opened::new(reading, output)?, turn))
    }

    fn gathered(self, bar: &Bar) -> (Built, Content) {
        self.built(|project, today| {
            let (config, files) = (&project.config, &mut project.sources.files);
            let (content, found) = flow::gather_once(config, files, today, bar.progress());
            let summary = content.summary();
            (content, summary, found)
        })
    }

    fn built<T>(self, make: impl FnOnce(&mut Project, NaiveDate) -> (T, Summary, Vec<Diagnostic>)) -> (Built, T) {
        let Opened { mut project, today, start } = self;
        let (made, mut summary, mut diagnostics) = make(&mut project, today);
        project.complete(&mut summary, &mut diagnostics);
        (Built { project, summary, diagnostics, start }, made)
    }
}

/// Runs the command.
///
/// # Errors
/// If the project cannot be read or the site cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    arguments.reading.limit_threads();
    // What one thread makes another lets go: with one thread less there is a tenth less of memory that
    // waits to be used again.
    rayon::scope(|_| build(arguments, console))
}

fn build(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let bar = Bar::new(console);
    let strict = arguments.reading.strict;
    let (opened, turn) = Opened::in_turn(&arguments.reading, arguments.output.as_deref())?;
    let made_from = unchanged::made_from(&opened.project, opened.today);
    let stands = made_from.map(|made_from| unchanged::unchanged(&opened.project, made_from));
    if let Some(Unchanged { published, bytes, summary }) = stands.transpose()?.flatten() {
        let mut built = match summary {
            Some(summary) => opened.built(|_, _| ((), summary, Vec::new())).0,
            None => opened.gathered(&bar).0,
        };
        built.diagnostics.extend(too_large_for_pages(bytes));
        drop(bar);
        return built.report(console, strict, Some(&published));
    }
    let (mut built, content) = opened.gathered(&bar);
    let silent = built.diagnostics.is_empty() && built.project.config_diagnostics.is_empty();
    // What there is to say of the articles is found again each time.
    let note = if silent { unchanged::note(&built.summary) } else { String::new() };
    let seal = made_from.map(|made_from| Seal { made_from, note });
    let published = built.with_files(content, seal, |project, files| {
        publish::publish_in(turn, files, &project.output, &project.content, bar.progress())
    });
    drop(bar);
    let (published, diagnostics) = match published {
        Ok(published) => published,
        Err(error) => {
            // What is wrong with the articles is worth knowing all the same.
            built.say(console, strict)?;
            return Err(error);
        }
    };
    built.diagnostics.extend(diagnostics);
    built.report(console, strict, Some(&published))
}

/// GitHub Pages refuses larger sites, and says so only once they are sent.
fn too_large_for_pages(bytes: u64) -> Option<Diagnostic> {
    (bytes > messages::PAGES_LIMIT).then(|| Diagnostic {
        place: None,
        severity: Severity::Warning,
        code: Code::LargeSite,
        message: messages::too_large_for_pages(bytes),
        help: Some(messages::SMALLER.into()),
        excerpt: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_that_pages_would_refuse_is_a_warning() {
        assert_eq!(too_large_for_pages(messages::PAGES_LIMIT), None);
        let warning = too_large_for_pages(1_540_000_000).expect("a warning");
        assert!(warning.message.contains("1.5 GB"), "{}", warning.message);
    }
}
