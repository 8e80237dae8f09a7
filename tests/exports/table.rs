//! CSV: the grammar of RFC 4180, and that no cell is a formula.

use super::sites;
use dateline::article::{SourceFile, read_event_list};
use dateline::config::Config;
use dateline::diagnostic::Severity;

/// Reads records as RFC 4180 writes them, section 2: nothing else is let through.
fn records(text: &str, name: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut record = Vec::new();
        loop {
            let (cell, after) = match rest.strip_prefix('"') {
                Some(quoted) => {
                    let mut ends = quoted.match_indices('"').map(|(at, _)| at);
                    let end = loop {
                        let at = ends.next().unwrap_or_else(|| panic!("{name}: a quotation without an end"));
                        if !quoted[at + 1..].starts_with('"') {
                            break at;
                        }
                        ends.next();
                    };
                    (quoted[..end].replace("\"\"", "\""), &quoted[end + 1..])
                }
                None => {
                    let end = rest.find([',', '\r', '\n', '"']).unwrap_or(rest.len());
                    (rest[..end].to_owned(), &rest[end..])
                }
            };
            record.push(cell);
            if let Some(next) = after.strip_prefix(',') {
                rest = next;
            } else {
                rest = after.strip_prefix("\r\n").unwrap_or_else(|| panic!("{name}: {after:.40}"));
                break;
            }
        }
        records.push(record);
    }
    records
}

#[test]
fn tables_are_what_their_specification_asks_and_hold_no_formula() {
    for site in sites() {
        let (name, text) = (&site.name, &site.files["events.csv"]);
        let records = records(text, name);
        let width = records[0].len();
        assert!(records.iter().all(|record| record.len() == width), "{name}: all rows have the same columns");
        let events: serde_json::Value = serde_json::from_str(&site.files["events.json"]).expect("JSON");
        assert_eq!(records.len() - 1, events["events"].as_array().expect("events").len(), "{name}");
        // Dates before Christ begin with the sign that numbers have, and name no function.
        let (date, until) = (3, 5);
        for record in &records[1..] {
            for (column, cell) in record.iter().enumerate() {
                let is_date = (date..=until).contains(&column) && cell.starts_with("-0");
                assert!(is_date || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
            }
        }
        // One project takes over what another tells.
        let list = SourceFile { path: "events.csv".into(), bytes: text.clone().into_bytes() };
        let (listed, said) = read_event_list(&list, &Config::default());
        let wrong = said.iter().filter(|found| found.severity != Severity::Note).count();
        assert_eq!(wrong, 0, "{name}: {said:?}");
        let dates: Vec<String> = listed.iter().map(|event| event.when.edtf()).collect();
        let told: Vec<&str> = records[1..].iter().map(|record| record[date].as_str()).collect();
        assert_eq!(dates, told, "{name}");
        assert!(listed.iter().all(|event| event.links.iter().all(|link| link.name.as_deref() != Some("1"))), "{name}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let again: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(again, records[1..], "{name}: the csv crate reads the same");
    }
}
