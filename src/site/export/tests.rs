//! Each form is read back by a reader that is not ours, or held against its specification.

use super::*;
use crate::config::Config;
use crate::language::Language;
use crate::timeline::sample;
use crate::when::{Granularity, Modifier, When};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

fn day(text: &str) -> When {
    When::day(text.parse().expect("a date")).expect("in range")
}

/// All precisions, a range, a year before Christ, and words that every form has to escape.
fn written(format: Format, config: &Config) -> String {
    let range = When::new("2024-03-12".parse().expect("a day"), "2024-03-19".parse().expect("a day"), Granularity::Day);
    let dates = [
        When::year(-489).expect("a year"),
        When::century(1800).expect("a century"),
        When::year(2019).expect("a year").with_modifier(Some(Modifier::Approx)),
        range.expect("a range"),
        day("2024-03-14"),
        When::month(2024, 3).expect("a month"),
    ];
    let (mut timeline, mut articles) = sample::of_dates(&dates);
    timeline.title = "Harbour & <quay>".into();
    let entry = timeline.events.iter_mut().find(|entry| entry.when.edtf() == "2024-03-14").expect("that day");
    let entry = Arc::make_mut(entry);
    entry.title = "=1+1; a \"quay\", *not* <b>\u{1}\\ \u{1f6a2}".into();
    entry.text = "One,\ntwo; three\\ <script>alert(1)</script> ".repeat(12).into();
    entry.tags = vec!["a, b; c".into(), "=d".into()];
    articles[0].title = "</script><b>".into();
    export(&timeline, &articles, config, Language::english(), format)
}

fn export(
    timeline: &Timeline,
    articles: &[crate::article::Article],
    config: &Config,
    language: &Language,
    format: Format,
) -> String {
    super::super::export(timeline, articles, config, language, format)
}

fn with_address() -> Config {
    Config { base_url: Some("https://example.org/timeline/".into()), ..Config::default() }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn events_json_is_what_its_schema_says_and_the_schema_knows_every_key() {
    let schema = json(SCHEMA);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let events = json(&written(Format::Json, &Config::default()));
    let errors: Vec<String> = validator.iter_errors(&events).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut wrong = events.clone();
    wrong["events"][0]["precision"] = "fortnight".into();
    assert!(!validator.is_valid(&wrong), "it refuses what is wrong");

    let keys = |value: &Value| -> BTreeSet<String> { value.as_object().expect("an object").keys().cloned().collect() };
    let known = |path: &str| keys(schema.pointer(path).expect("properties"));
    assert!(keys(&events).is_subset(&known("/properties")));
    for event in events["events"].as_array().expect("events") {
        assert!(keys(event).is_subset(&known("/$defs/event/properties")), "{event}");
        for source in event["sources"].as_array().expect("sources") {
            assert!(keys(source).is_subset(&known("/$defs/source/properties")), "{source}");
        }
    }
}

#[test]
fn a_feed_is_read_by_a_reader_of_feeds() {
    for config in [Config::default(), with_address()] {
        for format in [Format::Atom, Format::Jsonfeed] {
            let text = written(format, &config);
            let parser = feed_rs::parser::Builder::new().base_uri(Some("https://base.example/")).build();
            let feed = parser.parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(feed.title.expect("a title").content, "Harbour & <quay>");
            assert_eq!(feed.entries.len(), 6);
            let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
            assert_eq!(ids.len(), 6, "each its own id");
            for entry in &feed.entries {
                assert!(entry.id.starts_with("urn:uuid:"), "{}", entry.id);
                let moment = entry.published.expect("a moment");
                assert_eq!(moment.to_rfc3339(), "2024-03-15T00:00:00+00:00", "the article's day");
                let html = entry.content.as_ref().and_then(|content| content.body.as_deref()).expect("content");
                assert!(!html.contains("<script"), "{html}");
                assert!(html.contains("https://example.org/story"), "{html}");
            }
            let titles: Vec<&str> =
                feed.entries.iter().filter_map(|entry| Some(entry.title.as_ref()?.content.as_str())).collect();
            assert!(titles.iter().any(|title| title.starts_with("14 March 2024: =1+1;")), "{titles:?}");
        }
    }
}

/// What RFC 4287 asks of a feed and of each entry, beyond what a lenient reader would.
#[test]
fn atom_has_what_its_specification_asks() {
    let text = written(Format::Atom, &with_address());
    let (head, entries) = text.split_once("<entry>").expect("entries");
    for part in std::iter::once(head).chain(entries.split("<entry>")) {
        for element in ["<id>", "<title>", "<updated>"] {
            assert_eq!(part.matches(element).count(), 1, "{element} once in {part}");
        }
        assert!(part.contains("rel=\"alternate\" type=\"text/html\" href=\"https://example.org/timeline/"), "{part}");
    }
    assert!(head.contains("<author><name>") && head.contains("rel=\"self\""), "{head}");
    assert!(!text.contains('\u{1}'), "a character that XML has no way to write");
}

#[test]
fn a_json_feed_names_addresses_only_where_the_site_has_one() {
    let feed = json(&written(Format::Jsonfeed, &with_address()));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.org/timeline/feed.json");
    assert_eq!(feed["home_page_url"], "https://example.org/timeline/");
    let url = feed["items"][0]["url"].as_str().expect("an address");
    assert!(url.starts_with("https://example.org/timeline/#"), "{url}");
    let feed = json(&written(Format::Jsonfeed, &Config::default()));
    assert!(feed.get("feed_url").is_none() && feed["items"][0].get("url").is_none());
}

#[test]
fn a_calendar_is_read_by_a_reader_of_calendars() {
    use icalendar::{CalendarComponent, Component, DatePerhapsTime};

    let text = written(Format::Ics, &with_address());
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let events: Vec<&icalendar::Event> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
    let date = |day: &str| Some(DatePerhapsTime::Date(day.parse().expect("a day")));
    let days: Vec<_> = events.iter().map(|event| (event.get_start(), event.get_end())).collect();
    let expected = [("2024-03-12", "2024-03-19"), ("2024-03-14", "2024-03-15")];
    assert_eq!(days, expected.map(|(start, end)| (date(start), date(end))), "what is known to days");
    assert!(events.iter().all(|event| event.get_uid().is_some_and(|uid| uid.ends_with("@dateline"))));
    let summary = events[1].get_summary().expect("a summary").replace('\\', "");
    assert!(summary.starts_with("=1+1; a \"quay\", *not* <b>"), "{summary}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
}

#[test]
fn a_table_has_a_row_an_event_and_no_formula() {
    let text = written(Format::Csv, &Config::default());
    assert_eq!(text.matches("\r\n").count(), 7, "each line ends as RFC 4180 says");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().expect("names").clone();
    let column = |name: &str| names.iter().position(|other| other == name).expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
    assert_eq!(rows.len(), 6);
    let dates: Vec<&str> = rows.iter().map(|row| &row[column("date")]).collect();
    assert_eq!(dates, ["-0489", "18XX", "2019~", "2024-03", "2024-03-12/2024-03-18", "2024-03-14"]);
    let row = &rows[5];
    assert_eq!(&row[column("title")], "'=1+1; a \"quay\", *not* <b>\u{1}\\ \u{1f6a2}");
    assert!(row[column("text")].contains("One,\ntwo"), "line ends stay within the cell");
}

/// A reader of calendars after RFC 5545, section 3.1: unfolds, then parts names from values.
fn content_lines(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.lines().map(|line| line.split_once(':').expect("a name and a value"));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_calendar_has_the_events_of_days() {
    let text = written(Format::Ics, &with_address());
    let lines = content_lines(&text);
    let values = |name: &str| -> Vec<&str> {
        lines.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    };
    assert_eq!(lines[0], ("BEGIN".into(), "VCALENDAR".into()));
    assert_eq!(values("VERSION"), ["2.0"]);
    assert_eq!(values("PRODID").len(), 1);
    assert_eq!(values("DTSTART;VALUE=DATE"), ["20240312", "20240314"]);
    assert_eq!(values("DTEND;VALUE=DATE"), ["20240319", "20240315"], "the day after the last");
    assert_eq!(values("DTSTAMP"), ["20240315T000000Z"; 2]);
    let ids: BTreeSet<&str> = values("UID").into_iter().collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(values("SUMMARY")[1], "=1+1\\; a \"quay\"\\, *not* <b>\\\\ \u{1f6a2}");
    assert!(values("DESCRIPTION")[1].starts_with("One\\,\\ntwo\\; three\\\\ <script>"));
    assert_eq!(values("CATEGORIES")[1], "a\\, b\\; c,=d");
    assert_eq!(text, written(Format::Ics, &with_address()), "no hour of the build is in it");
}

#[test]
fn timelinejs_gets_dates_as_far_as_they_are_known_and_no_markup() {
    let data = json(&written(Format::Timelinejs, &Config::default()));
    let events = data["events"].as_array().expect("events");
    let starts: Vec<String> = events.iter().map(|event| event["start_date"].to_string()).collect();
    assert_eq!(
        starts,
        [
            r#"{"year":-489}"#,
            r#"{"year":1800}"#,
            r#"{"year":2019}"#,
            r#"{"month":3,"year":2024}"#,
            r#"{"day":12,"month":3,"year":2024}"#,
            r#"{"day":14,"month":3,"year":2024}"#,
        ]
    );
    assert_eq!(events[1]["end_date"].to_string(), r#"{"year":1899}"#);
    assert_eq!(events[4]["end_date"].to_string(), r#"{"day":18,"month":3,"year":2024}"#);
    assert!(events[5].get("end_date").is_none());
    assert_eq!(events[1]["display_date"], "the 19th century");
    assert!(!data.to_string().contains("<script"));
    assert!(data.to_string().contains("<a href=\\\"https://example.org/story\\\">Harbour Herald</a>"));
}

#[test]
fn a_list_in_markdown_keeps_its_words() {
    let text = written(Format::Markdown, &Config::default());
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
    assert!(html.starts_with("<h1>Harbour &amp; &lt;quay&gt;</h1>"), "{html}");
    assert!(html.contains("<h3>March 2024</h3>"), "{html}");
    assert!(html.contains("<strong>14 March 2024</strong> =1+1; a \"quay\", *not* &lt;b&gt; \\ \u{1f6a2} (<a href=\"https://example.org/story\">Harbour Herald</a>)"), "{html}");
}

#[test]
fn corrections_are_front_matter() {
    let text = written(Format::Corrections, &Config::default());
    let block = text.strip_prefix("---\n# harbour.md\n").expect("the article's path");
    let front = crate::article::FrontMatter::from_yaml(block).expect("YAML");
    let dates = block.matches("    date: ").count();
    assert_eq!(dates, 6);
    assert!(front.get(&["events"]).is_some(), "{block}");
}

#[test]
fn what_search_engines_read_cannot_end_its_element() {
    let (mut timeline, articles) = sample::of_dates(&[day("2024-03-14")]);
    timeline.title = "</script><script>alert(1)</script>".into();
    let config = Config::default();
    let beside = crate::site::Beside::default();
    let (pages, _) = super::super::render(&timeline, &articles, &beside, &config, Language::english());
    let index = pages.iter().find(|file| file.path == "index.html").expect("a page");
    let text = String::from_utf8_lossy(&index.bytes);
    let (_, data) = text.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let (data, _) = data.split_once("</script>").expect("its end");
    let data = json(data);
    assert_eq!(data["@type"], "Dataset");
    assert_eq!(data["name"], "</script><script>alert(1)</script>");
    assert_eq!(data["temporalCoverage"], "2024/2024");
}
