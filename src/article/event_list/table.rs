//! A table: CSV with commas, semicolons or tabs, its first row naming the columns.

use super::row::{Complaint, Fields, Row, Rows, plain_key, tells_an_event};
use crate::article::Value;
use crate::error::shown;
use std::sync::Arc;

const HELP: &str = "put quotes round a cell that holds the separator, and double those inside it";

/// The rows of a table; none if its columns are not those of events.
pub(super) fn rows(text: &str) -> Option<Rows<'_>> {
    let head = text.lines().find(|line| !line.trim().is_empty())?;
    let count = |separator: u8| head.bytes().filter(|byte| *byte == separator).count();
    let separator = [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator))?;
    let mut table = Table { text, separator, columns: None, list: Vec::new(), broken: Vec::new() };
    let mut from = 0;
    while let Some(next) = table.read(from)? {
        from = next;
    }
    Some(Rows { list: table.list, parse, locate, broken: table.broken })
}

struct Table<'a> {
    text: &'a str,
    separator: u8,
    columns: Option<Arc<[String]>>,
    list: Vec<Row<'a>>,
    broken: Vec<Complaint>,
}

impl<'a> Table<'a> {
    /// Reads from a byte on. The inner value is where to go on after a quote that never ends, which
    /// would swallow all other rows; none of the outer if this is no table of events.
    fn read(&mut self, from: usize) -> Option<Option<usize>> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(&self.text.as_bytes()[from..]);
        let mut record = csv::StringRecord::new();
        loop {
            let start = from + byte(reader.position());
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Some(None),
                Err(error) => {
                    self.broken.push(Complaint::broken(start, format!("broken CSV: {error}"), HELP));
                    return Some(None);
                }
            }
            let raw = self.text.get(start..from + byte(reader.position())).unwrap_or("");
            let blank = raw.len() - raw.trim_start_matches(['\n', '\r']).len();
            let (start, raw) = (start + blank, &raw[blank..]);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let Some(columns) = self.columns.clone() else {
                let names: Vec<String> = record.iter().map(plain_key).collect();
                let named: Fields = names.iter().map(|name| (name.clone(), Value::Null)).collect();
                if !tells_an_event(&named) {
                    return None;
                }
                self.columns = Some(names.into());
                continue;
            };
            let (places, open) = cell_places(raw, self.separator);
            if let Some(open) = open {
                let message = "the quote that begins here does not end; the row is not read".into();
                self.broken.push(Complaint::broken(start + open, message, HELP));
                return Some(raw.find('\n').map(|end| start + end + 1));
            }
            let place = |index: usize| start + places.get(index).copied().unwrap_or(0);
            let cells: Vec<(usize, String)> =
                record.iter().enumerate().map(|(index, cell)| (place(index), cell.to_owned())).collect();
            let beyond = cells.iter().skip(columns.len()).find(|(_, cell)| !cell.trim().is_empty());
            if let Some((at, cell)) = beyond {
                let message = format!("`{}` stands in no column: the table has {}", shown(cell), columns.len());
                self.broken.push(Complaint::broken(*at, message, HELP));
            }
            self.list.push(Row { offset: start, raw, columns: Some(columns), cells });
        }
    }
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Where the cells of a row begin, and where a quote does that never ends.
fn cell_places(raw: &str, separator: u8) -> (Vec<usize>, Option<usize>) {
    let mut places = vec![0];
    let mut open: Option<usize> = None;
    let bytes = raw.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match (open, byte) {
            // A quote in the middle of a bare cell is a letter like any other.
            (None, b'"') if at == 0 || bytes[at - 1] == separator || bytes[at - 1] == b'"' => open = Some(at),
            (Some(_), b'"') => open = None,
            (None, byte) if byte == separator => places.push(at + 1),
            _ => {}
        }
    }
    (places, open)
}

fn parse(row: &Row<'_>) -> Result<Fields, Box<Complaint>> {
    let columns = row.columns.iter().flat_map(|columns| columns.iter());
    Ok(columns.zip(&row.cells).map(|(name, (_, cell))| (name.clone(), Value::Text(cell.clone()))).collect())
}

fn locate(row: &Row<'_>, key: &str) -> usize {
    let column = row.columns.iter().flat_map(|columns| columns.iter()).position(|name| name == key);
    column.and_then(|column| row.cells.get(column)).map_or(row.offset, |(at, _)| *at)
}
