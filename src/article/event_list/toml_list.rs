//! TOML's `[[event]]`, each read on its own.

use super::row::{Complaint, Fields, Row, Rows, locate_in_lines, tells_an_event};
use crate::article::Value;
use crate::article::front_matter::fields_of_toml;

const HELP: &str = "write `[[event]]`, then `date = \"2023-03-29\"` and `title = \"…\"`, one a line";

/// The rows of a TOML text; none if it holds no events.
pub(super) fn rows(text: &str) -> Option<Rows<'_>> {
    let list = items(text);
    let tells = list.iter().take(20).filter_map(|row| parse(row).ok()).any(|fields| tells_an_event(&fields));
    tells.then_some(Rows { list, parse, locate: locate_in_lines, broken: Vec::new() })
}

/// The tables `[[event]]` or `[[events]]`.
pub(super) fn items(text: &str) -> Vec<Row<'_>> {
    let mut list: Vec<Row> = Vec::new();
    let mut offset = 0;
    let mut start: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let header = line.trim();
        let table = header.starts_with('[') && !header.starts_with("[[event.") && !header.starts_with("[[events.");
        let table = table && !header.starts_with("[event.") && !header.starts_with("[events.");
        let event = matches!(header.split('#').next().unwrap_or("").trim(), "[[event]]" | "[[events]]");
        // The lines of a list in brackets may begin with one, too; a header ends with it and stands at the margin.
        if event || table && line.starts_with('[') && header.ends_with(']') && header.contains(char::is_alphabetic) {
            if let Some(start) = start.take() {
                list.push(Row::new(start, &text[start..offset]));
            }
            start = event.then_some(offset);
        }
        offset += line.len();
    }
    if let Some(start) = start {
        list.push(Row::new(start, &text[start..]));
    }
    list
}

fn parse(row: &Row<'_>) -> Result<Fields, Box<Complaint>> {
    let table = row.raw.parse::<toml::Table>().map_err(|error| {
        let inside = error.span().map_or(0, |span| span.start.min(row.raw.len()));
        let message = format!("broken TOML: {}", error.message().lines().next().unwrap_or(""));
        Box::new(Complaint::broken(row.offset + inside, message, HELP))
    })?;
    let event = fields_of_toml(table).into_iter().find_map(|(_, value)| match value {
        Value::List(items) => items.into_iter().next(),
        _ => None,
    });
    match event {
        Some(Value::Map(fields)) => Ok(fields),
        _ => Err(Box::new(Complaint::broken(row.offset, "this is no event".into(), HELP))),
    }
}
