//! iCalendar: the content lines of RFC 5545, and a reader of calendars that is not ours.

use super::sites;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The content lines of a calendar (section 3.1): unfolded, as names and values.
fn content_lines(text: &str, name: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"), "{name}: the last line is ended");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{name}: {} octets: {line}", line.len());
        assert!(!line.contains(|letter: char| letter.is_control()), "{name}: {line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    let pairs = unfolded.split("\r\n").filter(|line| !line.is_empty());
    let pair = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    pairs.map(|line| pair(line).unwrap_or_else(|| panic!("{name}: {line}"))).collect()
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y%m%d").unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// True if every comma, semicolon and backslash of a text is escaped (section 3.3.11).
fn is_escaped(value: &str) -> bool {
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ',' | ';' => return false,
            '\\' if !matches!(letters.next(), Some(',' | ';' | '\\' | 'n' | 'N')) => return false,
            _ => {}
        }
    }
    true
}

#[test]
fn calendars_are_what_their_specification_asks() {
    use icalendar::{CalendarComponent, Component};

    let mut count = 0;
    for site in sites() {
        let (name, text) = (&site.name, &site.files["events.ics"]);
        let lines = content_lines(text, name);
        let values = |key: &str| -> Vec<&str> {
            lines.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
        };
        assert_eq!((values("VERSION"), values("PRODID").len()), (vec!["2.0"], 1), "{name}");
        let ids = values("UID");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: each event has a name of its own");
        let (starts, ends) = (values("DTSTART;VALUE=DATE"), values("DTEND;VALUE=DATE"));
        assert_eq!((starts.len(), ends.len(), values("DTSTAMP").len()), (ids.len(), ids.len(), ids.len()), "{name}");
        for (start, end) in starts.iter().zip(&ends) {
            assert!(day(start) < day(end), "{name}: {end} is the day after the last");
        }
        for key in ["SUMMARY", "DESCRIPTION"] {
            assert!(values(key).into_iter().all(is_escaped), "{name}: {:#?}", values(key));
        }
        let calendar: icalendar::Calendar = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        let read: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert_eq!(read.iter().filter_map(|event| event.get_uid()).collect::<Vec<_>>(), ids, "{name}");
        count += ids.len();
    }
    assert!(count > 50, "{count} events were looked at");
}

#[test]
fn an_event_keeps_its_name_where_the_site_moves() {
    let mut of_folder: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for site in sites() {
        let folder = site.name.split(" at ").next().expect("a folder").to_owned();
        let lines = content_lines(&site.files["events.ics"], &site.name);
        let ids: Vec<String> = lines.into_iter().filter(|(name, _)| name == "UID").map(|(_, id)| id).collect();
        assert_eq!(of_folder.entry(folder).or_insert_with(|| ids.clone()), &ids);
    }
}
