//! `dateline import`: saved pages, feeds and timelines of other programs become articles.

use super::messages::import as messages;
use super::project::{Layout, day};
use super::show::Base;
use super::{Console, Outcome};
use crate::article::SourceFile;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::error::Error;
use crate::import::{self, Draft, Folder, Import, Kind, Options, Placed, State};
use crate::publish;
use crate::source;
use crate::timex::{TaggerOptions, Taggers};
use chrono::NaiveDate;
use clap::Args;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use walkdir::WalkDir;

/// The arguments of `import`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct Arguments {
    /// Saved pages (.html, .mht), feeds, exports, markwhen, lists of events; or folders of them
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// The folder of articles that is filled [default: that of the project here, else `content`]
    #[arg(short, long, visible_alias = "into", value_name = "DIR")]
    output: Option<PathBuf>,
    /// What the files are, where they do not tell it themselves
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<Kind>,
    /// The date of what has none of its own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    /// Write anew what is there already and has changed
    #[arg(short, long)]
    force: bool,
    /// Say what would be done, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Exit with status 1 if there are warnings
    #[arg(long)]
    strict: bool,
}

/// A file is no larger, in bytes: the export of a site of many years is.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The endings of files that a folder is searched for.
const ENDINGS: [&str; 17] = [
    "html",
    "htm",
    "xhtml",
    "shtml",
    "mht",
    "mhtml",
    "xml",
    "rss",
    "atom",
    "rdf",
    "json",
    "mw",
    "markwhen",
    "wiki",
    "wikitext",
    "mediawiki",
    "csv",
];

/// What one file came to.
struct Read {
    file: SourceFile,
    import: Import,
    /// Whether it was named, and not found in a folder.
    named: bool,
}

/// Runs the command: what is there already is not touched, unless it is forced.
///
/// # Errors
/// If a path is not there, or where the system refuses to read or write.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let start = Instant::now();
    let layout = Layout::for_new_articles()?;
    let content = arguments.output.clone().unwrap_or_else(|| layout.content.clone());
    let taggers =
        Taggers::new(TaggerOptions { date_order: layout.config.date_order, words: layout.config.words.clone() });
    let options = Options { kind: arguments.kind, date: arguments.date, config: &layout.config, taggers: &taggers };
    let found = find(&arguments.paths, &content)?;
    let reads: Vec<Read> = found.into_par_iter().map(|found| read(found, &options)).collect();

    let there = match content.is_dir() {
        true => source::read(&content, Path::new(""), publish::MANIFEST)?.files,
        false => Vec::new(),
    };
    let drafts: Vec<Draft> = reads.iter().flat_map(|read| read.import.drafts.iter().cloned()).collect();
    let places = Folder::new(&there).place(&drafts);
    let mut writer = Writer { content: &content, arguments, written: 0 };
    let mut counts = messages::Counts::default();
    let mut wrong = false;
    let mut at = 0;
    for read in &reads {
        let places = &places[at..at + read.import.drafts.len()];
        at += places.len();
        let mut diagnostics = read.import.diagnostics.clone();
        for (draft, placed) in read.import.drafts.iter().zip(places) {
            diagnostics.extend(writer.write(draft, placed)?);
        }
        // Of a folder, what is nothing to import was never meant.
        let passed_over = !read.named && read.import.kind.is_none();
        if passed_over {
            diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Note);
        }
        wrong |= diagnostics.iter().any(|diagnostic| match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => arguments.strict,
            Severity::Note => false,
        });
        diagnostics.sort();
        if console.is_json() {
            console.result(&messages::told_json(&read.file.path, &read.import, places))?;
        }
        if !passed_over || console.is_verbose() {
            console.say(&messages::told(&read.file.path, &read.import, places, arguments.force, console.is_verbose()));
        }
        console.diagnostics(&diagnostics, &Base { folder: Path::new(""), files: std::slice::from_ref(&read.file) })?;
        counts.add(&read.import, places);
    }
    if reads.is_empty() {
        return Err(Error::Message(messages::nothing_found(&arguments.paths)));
    }
    counts.written = writer.written;
    console.say(&messages::summary(
        &counts,
        &content,
        arguments.dry_run,
        arguments.force,
        start.elapsed().as_secs_f64(),
    ));
    Ok(if wrong { Outcome::Wrong } else { Outcome::Done })
}

/// Writes drafts, each at one stroke.
struct Writer<'a> {
    content: &'a Path,
    arguments: &'a Arguments,
    written: usize,
}

impl Writer<'_> {
    /// Writes a draft, unless it is there; says so if something else is in the way.
    fn write(&mut self, draft: &Draft, placed: &Placed) -> Result<Option<Diagnostic>, Error> {
        let wanted = match placed.state {
            State::New => true,
            State::Differs => self.arguments.force,
            State::Same | State::Twice => false,
        };
        if !wanted {
            return Ok(None);
        }
        let file = self.content.join(&placed.path);
        // A link, a folder, a file that is too large to be read: nothing that this command made.
        if placed.state == State::New && file.symlink_metadata().is_ok() {
            return Ok(Some(in_the_way(draft, &file)));
        }
        self.written += 1;
        if !self.arguments.dry_run {
            publish::write(self.content, &placed.path, &draft.bytes)?;
        }
        Ok(None)
    }
}

fn in_the_way(draft: &Draft, file: &Path) -> Diagnostic {
    Diagnostic {
        place: Some(draft.place.clone()),
        severity: Severity::Error,
        code: Code::ForeignFile,
        message: messages::in_the_way(file),
        help: Some(messages::MOVE_AWAY.into()),
        excerpt: None,
    }
}

/// A file that is to be imported, and whether it was named itself.
struct Found {
    path: PathBuf,
    named: bool,
}

/// The files that are named, and those of the folders that are, each once and in order.
fn find(paths: &[PathBuf], content: &Path) -> Result<Vec<Found>, Error> {
    let content = content.canonicalize().ok();
    let mut found: Vec<Found> = Vec::new();
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        if !path.is_dir() {
            if !path.exists() {
                return Err(Error::Message(messages::no_file(path)));
            }
            if known.insert(path.clone()) {
                found.push(Found { path: path.clone(), named: true });
            }
            continue;
        }
        let wanted = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let is_content = || entry.path().canonicalize().ok() == content;
            let is_folder = entry.file_type().is_dir();
            entry.depth() == 0
                || !name.starts_with('.')
                    && !(is_folder && (name == "node_modules" || is_content() || is_beside_a_page(entry.path())))
        };
        let walk = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(wanted);
        for entry in walk {
            let entry = entry.map_err(|error| Error::Io {
                action: "read the folder",
                path: error.path().unwrap_or(path).to_owned(),
                source: error.into(),
            })?;
            let ending = entry.path().extension().and_then(OsStr::to_str).unwrap_or("").to_lowercase();
            if entry.file_type().is_file()
                && ENDINGS.contains(&ending.as_str())
                && known.insert(entry.path().to_owned())
            {
                found.push(Found { path: entry.into_path(), named: false });
            }
        }
    }
    Ok(found)
}

/// Whether a folder holds what a browser saved beside a page: `ferry_files` beside `ferry.html`.
/// Browsers name it in the language of the user.
fn is_beside_a_page(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(OsStr::to_str) else { return false };
    let cuts = name.char_indices().filter(|(_, letter)| matches!(letter, '_' | '-' | '.'));
    cuts.filter(|(at, _)| *at > 0).any(|(at, _)| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|ending| folder.with_file_name(format!("{}.{ending}", &name[..at])).is_file())
    })
}

fn read(found: Found, options: &Options) -> Read {
    let path = found.path.to_string_lossy().replace('\\', "/");
    let refused = |message: String, help: &str| {
        let diagnostic = Diagnostic {
            place: Some(Place::file(&path)),
            severity: Severity::Error,
            code: Code::NotImported,
            message,
            help: Some(help.to_owned()),
            excerpt: None,
        };
        Import { diagnostics: vec![diagnostic], ..Import::default() }
    };
    let named = found.named;
    let bytes = match fs::metadata(&found.path) {
        Ok(metadata) if metadata.len() > LARGEST => Err(messages::too_large(metadata.len(), LARGEST)),
        Ok(metadata) if !metadata.is_file() => Err(messages::NO_FILE.to_owned()),
        Ok(_) => fs::read(&found.path).map_err(|error| messages::unreadable(&error)),
        Err(error) => Err(messages::unreadable(&error)),
    };
    match bytes {
        Ok(bytes) => {
            let file = SourceFile { path, bytes };
            let import = import::convert(&file, options);
            Read { file, import, named }
        }
        Err(message) => {
            let import = refused(message, messages::PART_OR_ALLOW);
            Read { file: SourceFile { path, bytes: Vec::new() }, import, named: true }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_saved_beside_a_page_is_no_page() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("A ferry.html"), "x").expect("a file");
        for (name, beside) in
            [("A ferry_files", true), ("A ferry-Dateien", true), ("A ferry.fld", true), ("A", false), ("_files", false)]
        {
            assert_eq!(is_beside_a_page(&folder.path().join(name)), beside, "{name}");
        }
    }
}
