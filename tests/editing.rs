//! What an editor writes into an article's front matter, from one end of the program to the other.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::diagnostic::{Diagnostic, Severity};
use dateline::event::{Event, Kind, Status};
use dateline::flow;
use dateline::site::Format;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn today() -> chrono::NaiveDate {
    "2026-01-01".parse().expect("a date")
}

fn texts() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/events");
    let mut files: Vec<SourceFile> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| SourceFile {
            path: path.file_name().expect("a name").to_string_lossy().into_owned(),
            bytes: fs::read(&path).expect("the file can be read"),
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn events(files: &[SourceFile]) -> Vec<String> {
    let (content, diagnostics) = flow::gather(&Config::default(), files, today());
    let corrections: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.code.name() == "DL0113").collect();
    assert!(corrections.is_empty(), "{corrections:#?}");
    let line = |event: &Event| {
        let aliases = event.aliases.join(",");
        format!("{} {} {:?} {:?} {aliases} {}", event.id, event.when.edtf(), event.status, event.kind, event.headline)
    };
    content.events.iter().map(line).collect()
}

#[test]
fn exported_corrections_change_nothing_until_somebody_changes_them() {
    let files = texts();
    let (export, _, _) = flow::export(&Config::default(), &files, today(), Format::Corrections);
    let mut corrected = files.clone();
    let mut count = 0;
    for block in export.split("---\n# ").skip(1) {
        let (path, events) = block.split_once('\n').expect("a path");
        let file = corrected.iter_mut().find(|file| file.path == path).expect("the article of the block");
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let (front, body) = text.strip_prefix("---\n").expect("front matter").split_once("\n---\n").expect("its end");
        file.bytes = format!("---\n{front}\n{events}---\n{body}").into_bytes();
        count += 1;
    }
    assert!(count > 30, "most texts tell events");
    let (before, after) = (events(&files), events(&corrected));
    let only = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|line| !others.contains(line)).cloned().collect()
    };
    assert_eq!(only(&before, &after), only(&after, &before));
    assert!(before == after, "the order has changed");
}

const BODY: &str = "The council closed the old quay on 2 May 2024. The mill burned down on 4 May 2024 and \
    the inn reopened on 6 May 2024.\n\nAda Low, who paints, has bought the lighthouse.\n";

fn built(events: &str, body: &str) -> (Vec<Event>, Vec<Diagnostic>) {
    let text = format!("---\ntitle: T\ndate: 2024-05-10\ntags: [harbour]\nevents:\n{events}---\n{body}");
    let source = SourceFile { path: "a.md".into(), bytes: text.into_bytes() };
    let (content, diagnostics) = flow::gather(&Config::default(), &[source], today());
    (content.events, diagnostics)
}

fn lines(events: &[Event]) -> Vec<String> {
    events.iter().map(|event| format!("{} {}", event.when.edtf(), event.headline)).collect()
}

#[test]
fn what_is_corrected_holds_and_the_rest_stays() {
    let (events, said) = built("  - match: old quay\n    date: 2024-05-03\n    tags: [ferry]\n", BODY);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(
        lines(&events),
        ["2024-05-03 Council closed the old quay", "2024-05-04 Mill burned down", "2024-05-06 Inn reopened"]
    );
    assert_eq!(events[0].tags, ["ferry"]);
    assert_eq!(events[1].tags, ["harbour"]);
    assert!(events[0].reports[0].reason.contains("editor"), "{}", events[0].reports[0].reason);
}

#[test]
fn an_id_outlives_its_correction() {
    let (before, _) = built("  []\n", BODY);
    let (after, _) = built("  - match: old quay\n    date: 1999\n    title: Quay closed\n", BODY);
    let ids = |events: &[Event]| events.iter().map(|event| event.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(ids(&before), ids(&after));
    assert_eq!(lines(&after)[0], "1999 Quay closed");
}

#[test]
fn of_two_events_of_a_sentence_the_one_that_is_meant_is_changed() {
    let (events, _) = built("  - match: the inn reopened on 6 May 2024\n    title: Inn open again\n", BODY);
    assert_eq!(lines(&events)[1..], ["2024-05-04 Mill burned down", "2024-05-06 Inn open again"]);
    let both = "  - match: The mill burned down\n    title: Fire\n    date: 2024-05-04\n  - match: The mill burned down\n    title: Inn\n    date: 2024-05-07\n";
    assert_eq!(lines(&built(both, BODY).0)[1..], ["2024-05-04 Fire", "2024-05-07 Inn"]);
}

#[test]
fn hidden_events_are_gone_one_by_one_or_by_the_sentence() {
    let (events, said) = built("  - match: the mill burned down\n    hide: true\n", BODY);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(lines(&events), ["2024-05-02 Council closed the old quay"]);
    let (events, _) = built("  - match: the mill burned down\n    date: 2024-05-06\n    hide: true\n", BODY);
    assert_eq!(lines(&events)[1..], ["2024-05-04 Mill burned down"]);
}

#[test]
fn a_sentence_that_told_nothing_tells_what_its_editor_dates() {
    let (events, said) = built("  - match: has bought the lighthouse\n    date: 2024-06\n", BODY);
    assert!(said.is_empty(), "{said:?}");
    let last = events.last().expect("an event");
    assert_eq!((last.when.edtf().as_str(), last.status), ("2024-06", Status::Planned));
    assert!(last.headline.contains("lighthouse"), "{}", last.headline);
    assert_eq!(last.reports[0].expression, None);
}

#[test]
fn an_event_of_its_own_stands_beside_those_of_the_text() {
    let (events, said) = built("  - date: 1871-05\n    title: The first pier is built\n", BODY);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!((lines(&events)[0].as_str(), events[0].kind), ("1871-05 The first pier is built", Kind::Manual));
    assert_eq!(events[0].tags, ["harbour"]);
    assert_eq!(events.len(), 4);
}

#[test]
fn what_matches_nothing_is_said_with_the_nearest_sentence() {
    let (_, said) = built("  - match: the councillors closed the quay\n    hide: true\n", BODY);
    let [warning] = said.as_slice() else { panic!("{said:?}") };
    let place = warning.place.as_ref().expect("a place");
    assert_eq!((warning.code.name(), place.line, place.column), ("DL0113", 6, 12));
    let help = warning.help.as_deref().expect("help");
    assert!(help.contains("line 9: `The council closed the old quay on 2 May 2024.`"), "{help}");
    let (_, said) = built("  - match: has bought the lighthouse\n    title: Low buys lighthouse\n", BODY);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].severity, Severity::Error, "an override without a date");
}

#[test]
fn an_editors_date_and_title_win_over_other_articles() {
    let article = |path: &str, events: &str| {
        SourceFile {
        path: path.into(),
        bytes: format!(
            "---\ndate: 2024-05-10\n{events}---\nThe council closed the old quay at Marlow on 2 May 2024.\n\nIt is {path}."
        )
        .into_bytes(),
    }
    };
    let files = [
        article("a.md", ""),
        article("b.md", "events:\n- match: old quay\n  date: 2024-05-02\n  title: Marlow's old quay closed\n"),
    ];
    let (content, _) = flow::gather(&Config::default(), &files, today());
    assert_eq!(lines(&content.events), ["2024-05-02 Marlow's old quay closed"]);
    assert_eq!(content.events[0].reports.len(), 2);
}

#[test]
fn a_date_beside_the_words_is_taken_as_it_stands() {
    let body = "The old quay closed <time datetime=\"2022-10\">last autumn</time>. The inn opened \
        <time datetime=\"2023-11-05\">when the fair began</time>. The mill burned <time datetime=\"soon\">on 3 May \
        2024</time>.\n";
    let (events, said) = built("  []\n", body);
    assert_eq!(lines(&events), ["2022-10 Old quay closed", "2023-11-05 Inn opened", "2024-05-03 Mill burned"]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!((said[0].code.name(), said[0].place.as_ref().map(|place| place.line)), ("DL0104", Some(8)));
}
