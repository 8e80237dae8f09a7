//! A YAML list of events, or a mapping whose `events` are one.
//!
//! The list is parted by its dashes before it is read: the lines of an item are indented further
//! than its dash, so that each row stands alone, and one that is broken spoils no other.

use super::row::{Complaint, Fields, Row, Rows, locate_in_lines, tells_an_event};
use crate::article::Value;

const HELP: &str = "write `- date: 2023-03-29` and under it `  title: …`; quote a value that holds `: `";

/// The rows of a YAML text; none if it holds no events.
pub(super) fn rows(text: &str) -> Option<Rows<'_>> {
    let list = items(text);
    let tells = list.iter().take(20).filter_map(|row| parse(row).ok()).any(|fields| tells_an_event(&fields));
    tells.then_some(Rows { list, parse, locate: locate_in_lines, broken: Vec::new() })
}

/// The items of the list at the top, or of that below `events:`.
pub(super) fn items(text: &str) -> Vec<Row<'_>> {
    let mut items: Vec<Row> = Vec::new();
    // The column of the dashes; none before the list begins.
    let mut indent: Option<usize> = None;
    let mut nested = false;
    let mut start: Option<usize> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        let blank = content.trim_end().is_empty() || content.starts_with('#');
        let dash =
            content.strip_prefix('-').is_some_and(|rest| rest.starts_with([' ', '\n', '\r', '\t']) || rest.is_empty());
        let key = column == 0 && !dash && !blank && !matches!(content.trim_end(), "---" | "...");
        if indent.is_none() && dash && (column == 0 || nested) {
            indent = Some(column);
        }
        if key {
            // A key ends the list above it.
            if let Some(start) = start.take() {
                items.push(Row::new(start, &text[start..offset]));
            }
            nested = matches!(content.trim_end(), "events:" | "event:");
            indent = None;
        } else if indent == Some(column)
            && dash
            && let Some(start) = start.replace(offset)
        {
            items.push(Row::new(start, &text[start..offset]));
        }
        offset += line.len();
    }
    if let Some(start) = start {
        items.push(Row::new(start, &text[start..]));
    }
    items
}

fn parse(row: &Row<'_>) -> Result<Fields, Box<Complaint>> {
    let options = serde_saphyr::options! { duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins };
    match serde_saphyr::from_str_with_options::<Value>(row.raw, options) {
        Ok(Value::List(mut items)) if items.len() == 1 => match items.pop() {
            Some(Value::Map(fields)) => Ok(fields),
            _ => Err(Box::new(Complaint::broken(row.offset, "this is no event".into(), HELP))),
        },
        Ok(_) => Err(Box::new(Complaint::broken(row.offset, "this is no event".into(), HELP))),
        Err(error) => {
            let location = error.location();
            let (line, column) = location.map_or((1, 1), |location| (location.line(), location.column()));
            let before: usize = row
                .raw
                .split_inclusive('\n')
                .take(usize::try_from(line).unwrap_or(1).saturating_sub(1))
                .map(str::len)
                .sum();
            let rest = row.raw.get(before..).unwrap_or("");
            let skipped = usize::try_from(column).unwrap_or(1).saturating_sub(1);
            let inside = rest.char_indices().nth(skipped).map_or(rest.len(), |(at, _)| at);
            let message = error.without_snippet().to_string();
            let message = message.lines().next().unwrap_or("").trim_start_matches("error: ");
            let message = message.split_once(" at line ").map_or(message, |(before, _)| before);
            Err(Box::new(Complaint::broken(row.offset + before + inside, format!("broken YAML: {message}"), HELP)))
        }
    }
}
