//! The rows of a list, each on its own, so that a broken one spoils no other.

use crate::article::Value;
use crate::diagnostic::{Code, Severity};
use std::sync::Arc;

/// Keys and values in the order in which they are written.
pub(super) type Fields = Vec<(String, Value)>;

/// A list that was parted into rows, none of them read yet.
pub(super) struct Rows<'a> {
    pub(super) list: Vec<Row<'a>>,
    /// Reads the fields of a row.
    pub(super) parse: fn(&Row<'_>) -> Result<Fields, Box<Complaint>>,
    /// The byte in the file at which the value of a key stands; the row's own where it cannot be found.
    pub(super) locate: fn(&Row<'_>, &str) -> usize,
    /// What is wrong with the list as a whole.
    pub(super) broken: Vec<Complaint>,
}

/// One event as it is written.
pub(super) struct Row<'a> {
    /// Its first byte in the file.
    pub(super) offset: usize,
    /// Its text.
    pub(super) raw: &'a str,
    /// The names of the columns; none where each row has its own keys.
    pub(super) columns: Option<Arc<[String]>>,
    /// Its cells and the byte of each in the file, where it has columns.
    pub(super) cells: Vec<(usize, String)>,
}

impl<'a> Row<'a> {
    /// A row with keys of its own.
    pub(super) fn new(offset: usize, raw: &'a str) -> Row<'a> {
        Row { offset, raw, columns: None, cells: Vec::new() }
    }
}

/// What is wrong at a byte of the file.
#[derive(Debug)]
pub(super) struct Complaint {
    pub(super) offset: usize,
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Complaint {
    /// A row, or a whole list, that cannot be read.
    pub(super) fn broken(offset: usize, message: String, help: &str) -> Complaint {
        Complaint { offset, severity: Severity::Error, code: Code::EventList, message, help: Some(help.to_owned()) }
    }
}

/// Whether a row has what makes an event, so that other data is left alone.
pub(super) fn tells_an_event(fields: &Fields) -> bool {
    let has = |keys: &[&str]| fields.iter().any(|(key, _)| keys.contains(&plain_key(key).as_str()));
    has(&["date", "start", "start_date", "year"]) && has(&["title", "headline", "name", "event", "text"])
}

/// A key as it is looked up: `End Date`, `end-date` and `END_DATE` are one.
pub(super) fn plain_key(key: &str) -> String {
    key.trim()
        .chars()
        .map(|letter| if matches!(letter, ' ' | '-') { '_' } else { letter.to_ascii_lowercase() })
        .collect()
}

/// Where the value of a key stands in a row of lines `key: value` or `key = value`.
pub(super) fn locate_in_lines(row: &Row<'_>, key: &str) -> usize {
    let mut offset = row.offset;
    for line in row.raw.split_inclusive('\n') {
        let trimmed =
            line.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '"' | '\'' | '{'));
        let name = trimmed.split(['"', '\'', ':', '=', ' ']).next().unwrap_or("");
        let after = &trimmed[name.len()..];
        if plain_key(name) == key && after.contains([':', '=']) {
            let value = after.trim_start_matches(['"', '\'', ':', '=', ' ', '\t']);
            return offset + (line.len() - trimmed.len()) + name.len() + (after.len() - value.len());
        }
        offset += line.len();
    }
    row.offset
}
