use super::*;
use crate::article::{ListedEvent, SourceFile, read_event_list};
use crate::config::Config;
use crate::import::Draft;
use crate::timex::{TaggerOptions, Taggers};

fn import(path: &str, text: &str, kind: Option<Kind>) -> Import {
    let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
    let options = Options { kind, date: None, config: &config, taggers: &taggers };
    crate::import::convert(&SourceFile { path: path.into(), bytes: text.into() }, &options)
}

fn events(draft: &Draft) -> Vec<ListedEvent> {
    let file = SourceFile { path: "a.yaml".into(), bytes: draft.bytes.clone() };
    let (events, diagnostics) = read_event_list(&file, &Config::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    events
}

fn told(path: &str, text: &str) -> Vec<(String, String, Vec<String>)> {
    let import = import(path, text, None);
    let [draft] = import.drafts.as_slice() else { panic!("one list: {import:?}") };
    events(draft).into_iter().map(|event| (event.when.edtf(), event.title, event.tags)).collect()
}

const MARKDOWN: &str = "# The harbour in 1969\n\nA year of storms.\n\n## Works\n\n### January\n\n- January 5 – The old pier is closed.\n- January 9 – 12 – divers look at its feet.\n\n### February\n- 3 – Two boats sink\n  in the night.\n- February 7\n  - The mayor comes.\n  - The mayor goes.\n\n## 1970\n- Spring – a new pier\n- no date at all\n";

#[test]
fn a_list_in_markdown_takes_years_from_above() {
    let of = |date: &str, title: &str, tags: &[&str]| {
        (date.to_owned(), title.to_owned(), tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        told("harbour.md", MARKDOWN),
        [
            of("1969-01-05", "The old pier is closed", &["Works"]),
            of("1969-01-09/1969-01-12", "Divers look at its feet", &["Works"]),
            of("1969-02-03", "Two boats sink in the night", &["Works"]),
            of("1969-02-07", "The mayor comes", &["Works"]),
            of("1969-02-07", "The mayor goes", &["Works"]),
            of("1970-03/1970-05", "A new pier", &[]),
        ]
    );
    let import = import("harbour.md", MARKDOWN, None);
    assert_eq!(import.left.get(&Left::Line), Some(&1));
    let place = import.diagnostics[0].place.clone().expect("a place");
    assert_eq!((place.line, import.drafts[0].stem.as_str()), (21, "the-harbour-in-1969-events"));
    assert_eq!(events(&import.drafts[0])[0].links[0].name.as_deref(), Some("The harbour in 1969"));
}

#[test]
fn tables_and_plain_lines_are_lists_too() {
    let table = "| Year | What |\n|---|---|\n| 1901 | A lighthouse |\n| 1902 | It burns |\n| 1903 | It is built anew |\n| c. 1910 | A keeper moves in |\n";
    let found: Vec<_> = told("light.txt", table).into_iter().map(|(date, title, _)| (date, title)).collect();
    assert_eq!(found[0], ("1901".into(), "A lighthouse".into()));
    assert_eq!((found.len(), found[3].0.as_str()), (4, "1910~"));
    let plain = "1901: A lighthouse\n1902: It burns\nto the ground.\n\n1903\tIt is built anew\n1904 – A keeper\n";
    let found: Vec<_> = told("light.txt", plain).into_iter().map(|(date, title, _)| (date, title)).collect();
    assert_eq!(found[1], ("1902".into(), "It burns to the ground".into()));
    assert_eq!((found.len(), found[2].0.as_str()), (4, "1903"));
}

#[test]
fn a_page_like_an_encyclopedias_is_a_list_and_an_article_is_none() {
    let page = "<html lang=en><head><title>1969 in piers - Somewiki</title><link rel=canonical href='https://somewiki.example/1969'></head><body>\
        <nav><ul><li>1968 – before</ul></nav><main><h1>1969 in piers</h1><div id=toc><ul><li>1 Works</ul></div>\
        <h2>Works<span class=mw-editsection>[edit]</span></h2><ul>\
        <li><a href='/January_5'>January 5</a> – The <b>old</b> pier is closed.<sup class=reference><a href='#r1'>[1]</a></sup></li>\
        <li>February 3<ul><li>Two boats sink.</li><li>A third follows.</li></ul></li><li>March 4 &#8211; It rains.</li></ul>\
        <h2>See also</h2><ul><li><a href=x>Boats</a></ul></main></body></html>";
    let found = told("1969.html", page);
    assert_eq!(
        found.iter().map(|event| event.0.as_str()).collect::<Vec<_>>(),
        ["1969-01-05", "1969-02-03", "1969-02-03", "1969-03-04"]
    );
    assert_eq!(found[0], ("1969-01-05".into(), "The old pier is closed".into(), vec!["Works".into()]));
    let list = import("1969.html", page, None);
    assert_eq!(events(&list.drafts[0])[0].links[0].url.as_deref(), Some("https://somewiki.example/1969"));
    assert_eq!(import("1969.html", page, Some(Kind::Page)).kind, Some(Kind::Page));

    let prose = "The council met for hours and could not agree on what to do with the pier. ".repeat(20);
    let article = format!(
        "<html><body><article><h1>Piers</h1><p>{prose}</p><ul><li>1901 – a<li>1902 – b<li>1903 – c<li>1904 – d</ul></article>"
    );
    assert_eq!(import("a.html", &article, None).kind, Some(Kind::Page));
    assert_eq!(import("a.html", &article, Some(Kind::Years)).kind, Some(Kind::Years));
}

#[test]
fn what_is_no_list_is_said() {
    let import = import("notes.md", "# Notes\n\nIt rained.\n", None);
    assert!(import.drafts.is_empty() && import.diagnostics[0].severity == Severity::Error, "{import:?}");
    let forced = super::super::convert(
        &SourceFile { path: "notes.md".into(), bytes: b"- nothing".to_vec() },
        &Options {
            kind: Some(Kind::Years),
            date: None,
            config: &Config::default(),
            taggers: &Taggers::new(TaggerOptions::default()),
        },
    );
    assert!(forced.drafts.is_empty() && forced.diagnostics.iter().any(|d| d.severity == Severity::Error));
}
