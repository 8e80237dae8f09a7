//! Hand-made events: a list in CSV, JSON, YAML or TOML that lies in the content folder.
//!
//! A row that cannot be read is an error with its place; the other rows are read all the same. A
//! data file that holds no events is left alone.

mod date;
mod fields;
mod front;
mod json;
mod own_file;
mod row;
mod table;
mod toml_list;
mod yaml;

use super::{SourceFile, decode};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::text::FileText;
use crate::when::When;
pub(crate) use date::edtf as edtf_as_written;
pub(super) use date::marked as marked_date;
pub use front::{Correction, Editing};
pub(super) use own_file::{is_event as is_event_file, read as read_event_file};
use rayon::prelude::*;
use row::{Complaint, Rows};
use rustc_hash::FxHashSet;

/// An event as its list tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedEvent {
    /// Where its row begins.
    pub place: Place,
    /// The key that the list itself gives it: its link stays the same whatever else is changed.
    pub key: Option<String>,
    /// The headline, in one line.
    pub title: String,
    /// What else is told, as plain text; may be empty.
    pub text: String,
    /// The date.
    pub when: When,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// Who takes part.
    pub people: Vec<String>,
    /// Who tells it.
    pub links: Vec<Link>,
    /// How much it matters, 0 or more: it takes the place of the weight.
    pub importance: Option<f64>,
    /// Whether the list says that it is only planned; none where it says nothing.
    pub planned: Option<bool>,
}

/// A source of a hand-made event: a name, an address of the web, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it is called: a title or a publisher.
    pub name: Option<String>,
    /// Its address, `http` or `https`.
    pub url: Option<String>,
}

/// Whether a file may hold a list of events, by its name.
pub fn is_data_file(path: &str) -> bool {
    kind(path).is_some()
}

#[derive(Clone, Copy)]
enum Kind {
    Json,
    Yaml,
    Toml,
    Table,
}

fn kind(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "json" => Some(Kind::Json),
        "yaml" | "yml" => Some(Kind::Yaml),
        "toml" => Some(Kind::Toml),
        "csv" | "tsv" => Some(Kind::Table),
        _ => None,
    }
}

/// Whether the `datetime` of a `<time>` gives its words a date.
pub(crate) fn is_marked_date(datetime: &str) -> bool {
    matches!(marked_date(datetime), Ok(Some(_)))
}

/// Reads a file that may be a list of events.
///
/// A JSON or YAML list, the `events` of a JSON or YAML object (TimelineJS), TOML's `[[event]]`, a
/// CSV with the columns `date` and `title` or with TimelineJS's. Any other file gives no events
/// and a note.
///
/// ```
/// use dateline::{article::{SourceFile, read_event_list}, config::Config};
///
/// let bytes = b"date,title\n-0489,A battle on a plain\n2021-13,No such month\n201X,A long decade\n".to_vec();
/// let file = SourceFile { path: "past.csv".into(), bytes };
/// let (events, diagnostics) = read_event_list(&file, &Config::default());
/// assert_eq!(events.len(), 2);
/// assert_eq!(events[0].when.edtf(), "-0489");
/// let place = diagnostics[0].place.as_ref().unwrap();
/// assert_eq!((place.line, place.column), (3, 1));
/// ```
pub fn read(file: &SourceFile, config: &Config) -> (Vec<ListedEvent>, Vec<Diagnostic>) {
    let path = file.path.as_str();
    let left_alone = || (Vec::new(), vec![note(path, "a data file without a list of events is left alone")]);
    let Some(kind) = kind(path) else { return left_alone() };
    let text = match decode::decode(file) {
        Ok(text) => text,
        Err(error) => {
            // Whatever it is: nobody said that it holds events.
            let severity = Severity::Note;
            return (Vec::new(), vec![Diagnostic { severity, ..error }]);
        }
    };
    let rows = match kind {
        Kind::Json => json::rows(&text),
        Kind::Yaml => yaml::rows(&text),
        Kind::Toml => toml_list::rows(&text),
        Kind::Table => table::rows(&text),
    };
    let Some(rows) = rows else { return left_alone() };
    let read = events(&rows, config);
    let mut events = Vec::with_capacity(read.len());
    // Lines are counted only where they are asked for.
    let lines = FileText::new(text.clone());
    let diagnose = Diagnose { path, lines: &lines };
    let mut diagnostics: Vec<Diagnostic> = rows.broken.into_iter().map(|complaint| diagnose.say(complaint)).collect();
    let mut unknown: FxHashSet<String> = FxHashSet::default();
    for (offset, event, complaints) in read {
        for complaint in complaints {
            // A column that means nothing is said once, not once a row.
            if complaint.code != Code::UnknownKey || unknown.insert(complaint.message.clone()) {
                diagnostics.push(diagnose.say(complaint));
            }
        }
        events.extend(event.map(|event| ListedEvent { place: diagnose.place(offset), ..event }));
    }
    (events, diagnostics)
}

/// Says what is wrong in a file.
struct Diagnose<'a> {
    path: &'a str,
    lines: &'a FileText,
}

impl Diagnose<'_> {
    fn place(&self, offset: usize) -> Place {
        let (line, column) = self.lines.position(offset);
        Place { file: self.path.to_owned(), line, column }
    }

    fn say(&self, complaint: Complaint) -> Diagnostic {
        let place = self.place(complaint.offset);
        Diagnostic {
            excerpt: Some(self.lines.line(place.line).to_owned()),
            place: Some(place),
            severity: complaint.severity,
            code: complaint.code,
            message: complaint.message,
            help: complaint.help,
        }
    }
}

type Read = (usize, Option<ListedEvent>, Vec<Complaint>);

fn events(rows: &Rows, config: &Config) -> Vec<Read> {
    let read = |row: &row::Row| {
        let mut complaints = Vec::new();
        let event = match (rows.parse)(row) {
            Ok(fields) => fields::event(row, fields, rows.locate, config.date_order, &mut complaints),
            Err(complaint) => {
                complaints.push(*complaint);
                None
            }
        };
        (row.offset, event, complaints)
    };
    rows.list.par_iter().map(read).collect()
}

fn note(path: &str, message: &str) -> Diagnostic {
    Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Note,
        code: Code::LeftOut,
        message: message.to_owned(),
        help: None,
        excerpt: None,
    }
}

#[cfg(test)]
mod tests;
