//! What we give TimelineJS, in TimelineJS itself: the package as it comes from npm.

use super::driver::{Settings, with_browser};
use super::host::Host;
use super::{evaluate, until};
use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::flow;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A page as its documentation shows one.
const PAGE: &str = "<!DOCTYPE html><meta charset=\"utf-8\"><title>TimelineJS</title>\
    <link rel=\"stylesheet\" href=\"css/timeline.css\"><div id=\"there\" style=\"width: 1200px; height: 600px\"></div>\
    <script src=\"js/timeline.js\"></script>\
    <script>window.timeline = new TL.Timeline('there', 'timelinejs.json')</script>";

/// Dates of every precision, words that are no markup, two scripts.
const LIST: &str = "date,end,title,text,tags,source,link\n\
    -0489,,Fishermen settle,,origins,Museum,https://example.org/museum\n\
    18XX,,A century of nets,,,,\n\
    197X,,A decade of <b>steel</b> & ice,<script>alert(1)</script>,works,,\n\
    2004-06,2006-08,The pier is rebuilt,In two winters.,works,,\n\
    2019~,,The bell is lost,,,,\n\
    2022-10,,港が開かれた,,,,\n\
    2023-03-29,,The quay opens,It opened.,quay,Herald,https://example.org/quay\n\
    2023-03-29,2023-04-02,The fair,,,,\n";

/// The folder of the package. Where it is not installed it says so aloud and the test passes, unless
/// `DATELINE_BROWSER=required` is set.
fn package() -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/tools");
    let folder = tools.join("node_modules/@knight-lab/timelinejs/dist");
    if folder.join("js/timeline.js").is_file() {
        return Some(folder);
    }
    let required = std::env::var_os("DATELINE_BROWSER").is_some_and(|value| value == "required");
    assert!(
        !required,
        "DATELINE_BROWSER=required, but TimelineJS is not installed: npm install in {}",
        tools.display()
    );
    let said = "SKIPPED TimelineJS: npm install in tests/browser/tools brings it\n";
    std::io::stderr().write_all(said.as_bytes()).expect("stderr is open");
    None
}

/// A folder as a newsroom has it: the package, our export, a page.
fn folder_of(package: &Path, export: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["js/timeline.js", "css/timeline.css"] {
        let copy = folder.path().join(path);
        std::fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
        std::fs::copy(package.join(path), copy).expect("copied");
    }
    std::fs::write(folder.path().join("timelinejs.json"), export).expect("written");
    std::fs::write(folder.path().join("index.html"), PAGE).expect("written");
    folder
}

#[test]
fn timelinejs_shows_every_event_at_its_date() {
    let Some(package) = package() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = dateline::source::read(&root.join("content"), Path::new("public"), dateline::publish::MANIFEST);
    let demonstration = sources.expect("the demonstration").files;
    let list = vec![SourceFile { path: "list.csv".into(), bytes: LIST.into() }];
    for files in [demonstration, list] {
        let today = "2024-06-01".parse().expect("a day");
        let (export, summary, _) = flow::export(&Config::default(), &files, today, dateline::site::Format::Timelinejs);
        let data: Value = serde_json::from_str(&export).expect("JSON");
        let events = data["events"].as_array().expect("events");
        assert_eq!(events.len(), summary.events + summary.article_entries);
        let folder = folder_of(&package, &export);
        let host = Host::of(folder.path());
        let address = host.address();
        with_browser(Settings::default(), async |client| {
            let served = tokio::spawn(host.serve());
            client.goto(&address).await.expect("a page");
            until(&client, "!!window.timeline?.ready && !!document.querySelector('.tl-timemarker')").await;
            let errors = evaluate(&client, "window.timeline.config.messages.errors.map(String)").await;
            assert_eq!(errors, serde_json::json!([]));
            let shown = "window.timeline.config.events.map((event) => ({id: event.unique_id, \
                year: event.start_date.data.date_obj.getFullYear?.() ?? event.start_date.data.year, \
                said: event.display_date, headline: event.text.headline}))";
            let shown = evaluate(&client, shown).await;
            let shown = shown.as_array().expect("events");
            assert_eq!(shown.len(), events.len());
            for event in events {
                let there = shown.iter().find(|other| other["id"] == event["unique_id"]).expect("the event");
                assert_eq!(there["year"], event["start_date"]["year"], "{there}");
                assert_eq!(there["headline"], event["text"]["headline"]);
                assert_eq!(there["said"], event["display_date"]);
            }
            let markers = evaluate(&client, "document.querySelectorAll('.tl-timemarker').length").await;
            assert_eq!(markers, events.len());
            // The first event is a slide further; its words are words there, too.
            evaluate(&client, "window.timeline.goToNext()").await;
            let slide = "document.querySelectorAll('.tl-slide')[1].innerText";
            let headline = evaluate(&client, &format!("{slide}.includes({})", events[0]["text"]["headline"])).await;
            assert_eq!(headline, true, "{}", evaluate(&client, slide).await);
            let scripts = evaluate(&client, "document.querySelectorAll('.tl-slide script, .tl-slide b').length").await;
            assert_eq!(scripts, 0, "nothing of an article is markup");
            served.abort();
        });
    }
}
