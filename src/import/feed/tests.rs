use super::*;
use crate::article::{Article, SourceFile, read};
use crate::config::Config;
use crate::timex::{TaggerOptions, Taggers};

/// A feed among the fixtures, converted.
fn import(name: &str) -> Import {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/feeds").join(name);
    let file = SourceFile { path: name.into(), bytes: std::fs::read(path).expect("a fixture") };
    let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
    crate::import::convert(&file, &Options { kind: None, date: None, config: &config, taggers: &taggers })
}

fn article(draft: &Draft) -> Article {
    let file = SourceFile { path: format!("{}.md", draft.stem), bytes: draft.bytes.clone() };
    let config = Config { drafts: true, date: "2000-01-01".parse().ok(), ..Config::default() };
    let (article, diagnostics) = read(&file, &config);
    article.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn told(draft: &Draft) -> &super::super::Told {
    let Holds::Article(told) = &draft.holds else { panic!("an article: {draft:?}") };
    told
}

fn stems(import: &Import) -> Vec<&str> {
    import.drafts.iter().map(|draft| draft.stem.as_str()).collect()
}

#[test]
fn rss_gives_an_article_an_entry() {
    let import = import("rss.xml");
    assert_eq!(
        stems(&import),
        [
            "2024-04-09-dredger-sinks-off-the-breakwater-blocks-the-channel",
            "2024-03-25-school-choir-wins-in-the-capital",
            "tides-this-week"
        ]
    );
    let first = article(&import.drafts[0]);
    assert_eq!(first.title, "Dredger sinks off the breakwater & blocks the channel");
    assert_eq!(
        (first.publisher.as_deref(), first.tags.join(",")),
        (Some("Saltmere Herald"), "harbour,accidents".into())
    );
    assert!(first.text.plain.contains("Its crew of four was saved.\n\nDivers will"), "{}", first.text.plain);
    let text = String::from_utf8_lossy(&import.drafts[0].bytes).into_owned();
    assert!(text.contains("date: 2024-04-09T23:50:00-05:00\n") && text.contains("author: \"Ada Pier\"\n"), "{text}");
    assert!(text.contains("(https://www.saltmere-herald.example/i/dredger.jpg)"), "{text}");
    assert_eq!(import.drafts.iter().map(|draft| told(draft).summary).collect::<Vec<_>>(), [false, true, true]);
    assert!(article(&import.drafts[2]).text.plain == "High water at noon today.");
    // An entry that is only a picture has no text; the one without a date is named with its line.
    assert_eq!(import.left.get(&Left::Empty), Some(&1));
    let [undated] = import.diagnostics.as_slice() else { panic!("one: {:?}", import.diagnostics) };
    assert_eq!((undated.code, undated.place.as_ref().map(|place| place.line)), (Code::Undated, Some(26)));
}

#[test]
fn atom_gives_the_day_as_written_and_updates_only_where_nothing_else_is_said() {
    let import = import("atom.xml");
    assert_eq!(stems(&import), ["2023-09-24-a-week-of-fog", "2023-08-01-ropes"]);
    let fog = article(&import.drafts[0]);
    assert_eq!(fog.text.plain, "The fog came in on Monday and stayed.\n\nOn Thursday two trawlers collided.");
    assert_eq!(
        (fog.publisher.as_deref(), fog.original.as_deref()),
        (Some("Notes from the Shore"), Some("https://shore.example/2023/fog"))
    );
    assert_eq!(told(&import.drafts[1]).date.as_ref().map(|date| &date.1), Some(&DateSource::Feed("updated".into())));
}

#[test]
fn other_kinds_of_feeds_are_read() {
    let rdf = import("rdf.xml");
    assert_eq!(
        (stems(&rdf), told(&rdf.drafts[0]).authors.join("")),
        (vec!["2004-05-06-new-roof-for-the-café"], "Zoé".into())
    );
    let json = import("feed.json");
    assert_eq!(
        stems(&json),
        ["2018-06-12-hail-breaks-greenhouses", "2018-06-13-the-pass-is-open-again-since-this-morning-drive"]
    );
    assert_eq!(json.left.get(&Left::Empty), Some(&1));
    assert_eq!(told(&json.drafts[0]).authors, ["Greta Holm"]);
    let ghost = import("ghost.json");
    assert_eq!(ghost.drafts.len(), 2);
    let (seen, later) = (article(&ghost.drafts[0]), told(&ghost.drafts[1]));
    assert_eq!((seen.tags.join(","), seen.publisher.as_deref()), ("ghosts".into(), Some("Ghost of the Pier")));
    assert!(later.draft && ghost.left.get(&Left::StandingPage) == Some(&1));
}

#[test]
fn the_export_of_wordpress_is_read_as_it_was_meant() {
    let import = import("wordpress.xml");
    assert_eq!(stems(&import), ["2013-05-11-the-slipway-is-open", "not-ready"]);
    let slipway = article(&import.drafts[0]);
    assert_eq!(
        slipway.text.plain,
        "The slipway was opened on Friday. It had been closed since 2010.\n\nThe slipway\n\nNext\n\nThe crane comes in June."
    );
    assert_eq!(slipway.tags, ["boats"]);
    assert!(told(&import.drafts[1]).draft);
    let left: Vec<_> = import.left.iter().map(|(what, count)| (*what, *count)).collect();
    assert_eq!(left, [(Left::Attachment, 1), (Left::StandingPage, 1), (Left::OtherType, 1), (Left::Trash, 1)]);
    assert!(import.diagnostics.is_empty(), "{:?}", import.diagnostics);
}

#[test]
fn of_a_broken_feed_the_whole_entries_are_taken() {
    let import = import("broken.xml");
    assert_eq!(stems(&import), ["2020-05-06-whole"]);
    assert_eq!(article(&import.drafts[0]).text.plain, "It rained on Tuesday & nobody came.");
    let [broken] = import.diagnostics.as_slice() else { panic!("one: {:?}", import.diagnostics) };
    assert_eq!((broken.severity, broken.place.as_ref().map(|place| place.line)), (Severity::Error, Some(3)));
}
