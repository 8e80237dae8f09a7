//! `dateline import`: what becomes of the fixtures in `tests/import`, and of the folder that they fill.

use crate::command_line::{assert_status, files, repository, run, stderr, stdout, temporary, write};
use dateline::article::{SourceFile, read};
use dateline::config::Config;
use dateline::import::{self, Holds, Import, Kind, Options};
use dateline::timex::{TaggerOptions, Taggers};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures(folder: &str) -> PathBuf {
    repository().join("tests/import").join(folder)
}

fn convert(path: &Path) -> Import {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    convert_bytes(&name, fs::read(path).expect("a fixture"))
}

fn convert_bytes(name: &str, bytes: Vec<u8>) -> Import {
    let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
    let options = Options { kind: None, date: None, config: &config, taggers: &taggers };
    import::convert(&SourceFile { path: name.into(), bytes }, &options)
}

/// The words of a text, counted.
fn words(text: &str) -> HashMap<String, i64> {
    let mut words = HashMap::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// The share of the words of `of` that are in `other`.
fn share(of: &HashMap<String, i64>, other: &HashMap<String, i64>) -> f64 {
    let all: i64 = of.values().sum();
    let common: i64 = of.iter().map(|(word, count)| *count.min(other.get(word).unwrap_or(&0))).sum();
    common as f64 / all.max(1) as f64
}

#[test]
fn the_main_text_of_pages_is_found_with_what_is_said_of_it() {
    let mut pages: Vec<PathBuf> = fs::read_dir(fixtures("pages"))
        .expect("the fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "txt"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 9, "{pages:?}");
    let mut wrong = Vec::new();
    for page in pages {
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let expected = fs::read_to_string(page.with_extension("txt")).expect("what is expected");
        let (head, body) = expected.split_once("\n\n").expect("head and body");
        let said = |key: &str| head.lines().find_map(|line| line.strip_prefix(key)).map(str::trim).unwrap_or_default();
        let import = convert(&page);
        let [draft] = import.drafts.as_slice() else { panic!("{name}: {import:?}") };
        let source = SourceFile { path: format!("{}.md", draft.stem), bytes: draft.bytes.clone() };
        let (article, diagnostics) = read(&source, &Config::default());
        let article = article.unwrap_or_else(|| panic!("{name}: {diagnostics:?}"));
        let Holds::Article(told) = &draft.holds else { panic!("{name}: an article") };
        let (found, wanted) = (words(&article.text.plain), words(body));
        let (precision, recall) = (share(&found, &wanted), share(&wanted, &found));
        println!("{name}: text P {precision:.3} R {recall:.3}; {} by {:?}", article.date, told.authors);
        if article.title != said("title:") || article.date.to_string() != said("date:") {
            wrong.push(format!("{name}: `{}` of {}", article.title, article.date));
        }
        if !told.authors.is_empty() && told.authors != [said("author:")] {
            wrong.push(format!("{name}: by {:?}", told.authors));
        }
        if precision < 0.95 || recall < 0.98 || !diagnostics.is_empty() {
            wrong.push(format!("{name}: P {precision:.3} R {recall:.3} {diagnostics:?}\n{}", article.text.plain));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a text file")
}

#[test]
fn pages_feeds_and_lists_build_a_timeline() {
    let folder = temporary();
    let paths: Vec<String> =
        ["pages/newspaper.html", "feeds/rss.xml", "lists/works.mw", "lists/1969.html", "lists/pier.md"]
            .iter()
            .map(|path| fixtures(path).display().to_string())
            .collect();
    let mut arguments = vec!["import"];
    arguments.extend(paths.iter().map(String::as_str));
    let imported = run(folder.path(), &arguments);
    assert_status(&imported, 0);
    let said = stderr(&imported);
    for expected in [
        "newspaper.html: a saved page\n  2024-03-15-harbour-council-buys-a-second-ferry.md: “Harbour council buys a second ferry”, \
         2024-03-15 by its `datePublished`, by Ada Pier",
        "left: 1 picture beside the page",
        "rss.xml: a feed",
        "(only a summary)",
        "works.mw: a timeline in markwhen\n  works-at-saltmere-events.yaml: 4 events\n  left: 1 event that recurs or counts from today",
        "1969.html: a list of events by year\n  1969-in-lighthouses-events.yaml: 6 events",
        "4 articles and 15 events from 5 files: 7 written, 0 there already in `content`",
        "works.mw:13",
    ] {
        assert!(said.contains(expected), "{expected}\n\nis not in\n\n{said}");
    }
    assert_status(&run(folder.path(), &["build"]), 0);
    let events: serde_json::Value =
        serde_json::from_str(&text(folder.path().join("public/events.json"))).expect("JSON");
    let all = events["events"].as_array().expect("a list");
    let find = |title: &str| {
        let found = all.iter().find(|event| event["title"].as_str().is_some_and(|told| told.contains(title)));
        found.unwrap_or_else(|| panic!("{title} is not in {all:#?}"))
    };
    let vote = find("approved the purchase");
    assert_eq!((&vote["date"], &vote["kind"]), (&"2024-03-14".into(), &"event".into()));
    assert_eq!(vote["sources"][0]["url"], "https://www.saltmere-herald.example/harbour/second-ferry");
    assert_eq!(vote["sources"][0]["publisher"], "Saltmere Herald");
    assert_eq!(find("redger sank")["date"], "2024-04-08", "the feed's day is Tuesday, as it is written");
    let lamp = find("The lamp of Cape Orrin is switched to electric light");
    assert_eq!((&lamp["date"], &lamp["kind"]), (&"1969-01-05".into(), &"manual".into()));
    assert_eq!(lamp["sources"][0]["url"], "https://en.pharopedia.example/wiki/1969_in_lighthouses");
    assert_eq!(find("The old pier is rebuilt")["date"], "2004-06/2006-08");
    assert_eq!(find("Keepers of the southern service strike")["date"], "1969-03-03/1969-03-09");
    assert_eq!(find("Electric lamps")["date"], "1910~");
}

#[test]
fn importing_again_changes_nothing() {
    let folder = temporary();
    let all = fixtures("").display().to_string();
    let imported = run(folder.path(), &["import", &all]);
    // One of the feeds is broken on purpose.
    assert_status(&imported, 1);
    let content = folder.path().join("content");
    let before = files(&content);
    assert!(before.len() > 20, "{}", before.len());
    let again = run(folder.path(), &["import", &all]);
    assert!(stderr(&again).contains(": 0 written"), "{}", stderr(&again));
    assert_eq!(files(&content), before);

    // What was changed or renamed since is the user's.
    let (renamed, bytes) = before.iter().find(|(path, _)| path.to_string_lossy().contains("second-ferry")).expect("it");
    fs::remove_file(content.join(renamed)).expect("removed");
    write(&content, "ferry/mine.md", &[bytes.as_slice(), b"\nMy own words.\n"].concat());
    let page = fixtures("pages/newspaper.html").display().to_string();
    let kept = run(folder.path(), &["import", &page]);
    assert_status(&kept, 0);
    assert!(stderr(&kept).contains("ferry/mine.md (there already with another text; stays)"), "{}", stderr(&kept));
    assert!(text(content.join("ferry/mine.md")).ends_with("My own words.\n"));
    assert_status(&run(folder.path(), &["import", "--force", &page]), 0);
    assert!(!text(content.join("ferry/mine.md")).contains("My own words"));
}

#[test]
fn nothing_is_written_on_a_dry_run_and_nothing_outside_ever() {
    let folder = temporary();
    write(
        folder.path(),
        "a.html",
        b"<html><title>../../../etc/passwd</title><p>It rained on Monday in the town and nobody went out.</p></html>",
    );
    let dry = run(folder.path(), &["import", "-n", "a.html", "--into", "articles"]);
    assert_status(&dry, 0);
    assert!(stderr(&dry).contains("1 to be written") && stderr(&dry).contains("etc-passwd.md"), "{}", stderr(&dry));
    assert!(!folder.path().join("articles").exists());
    assert_status(&run(folder.path(), &["import", "a.html", "--into", "articles"]), 0);
    assert_eq!(files(folder.path()).len(), 2);
    let undated = text(folder.path().join("articles/etc-passwd.md"));
    assert!(!undated.contains("date:"), "{undated}");
    assert_status(&run(folder.path(), &["import", "a.html", "--into", "articles", "--strict"]), 1);
    assert_status(&run(folder.path(), &["import", "a.html", "--into", "dated", "--strict", "--date", "2024-03-15"]), 0);
    assert!(text(folder.path().join("dated/2024-03-15-etc-passwd.md")).contains("\ndate: 2024-03-15\n"));
}

#[test]
fn folders_are_searched_and_the_files_of_saved_pages_are_none() {
    let folder = temporary();
    let page = |title: &str| {
        format!(
            "<html><title>{title}</title><meta name=date content=2024-03-15><p>It rained on Monday in {title}.</p></html>"
        )
    };
    write(folder.path(), "saved/One.html", page("One").as_bytes());
    write(folder.path(), "saved/One_files/ad.html", page("Ad").as_bytes());
    write(folder.path(), "saved/deep/two.htm", page("Two").as_bytes());
    write(folder.path(), "saved/package.json", b"{\"name\": \"x\"}");
    write(folder.path(), "saved/.hidden.html", page("Hidden").as_bytes());
    let imported = run(folder.path(), &["import", "saved"]);
    assert_status(&imported, 0);
    let names: Vec<_> = files(&folder.path().join("content")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, [PathBuf::from("2024-03-15-one.md"), PathBuf::from("2024-03-15-two.md")]);
    assert!(!stderr(&imported).contains("package.json"), "{}", stderr(&imported));
    let json = run(folder.path(), &["import", "saved/One.html", "--message-format", "json"]);
    let line: serde_json::Value = serde_json::from_str(stdout(&json).lines().next().expect("a line")).expect("JSON");
    assert_eq!(line["import"]["files"][0]["state"], "same");
    assert_eq!(line["import"]["files"][0]["date"], "2024-03-15");
}

#[test]
fn a_folder_of_articles_stays_one() {
    let folder = temporary();
    write(folder.path(), "2024-01-01-mine.md", b"It rained.\n");
    write(
        folder.path(),
        "in/a.html",
        b"<title>A page</title><meta name=date content=2024-03-15><p>It rained on Monday.</p>",
    );
    assert_status(&run(folder.path(), &["import", "in/a.html"]), 0);
    assert!(folder.path().join("2024-03-15-a-page.md").is_file());
    write(folder.path(), "other/dateline.toml", b"content = \"texts\"\n");
    assert_status(&run(&folder.path().join("other"), &["import", "../in/a.html"]), 0);
    assert!(folder.path().join("other/texts/2024-03-15-a-page.md").is_file());
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_taken() {
    let folder = temporary();
    write(folder.path(), "empty.html", b"");
    write(
        folder.path(),
        "scripts.html",
        b"<html><head><title>App</title></head><body><div id=root></div><script>x</script></body></html>",
    );
    write(folder.path(), "a.pdf", b"%PDF-1.7");
    write(folder.path(), "a.mht", b"no archive");
    write(folder.path(), "deep.html", "<div>".repeat(50_000).as_bytes());
    write(folder.path(), "notes.txt", b"Just words.\n");
    write(
        folder.path(),
        "good.html",
        b"<title>Good</title><meta name=date content=2024-03-15><p>It rained on Monday.</p>",
    );
    let names = ["empty.html", "scripts.html", "a.pdf", "a.mht", "deep.html", "notes.txt", "good.html"];
    let imported = run(folder.path(), &[&["import"], names.as_slice()].concat());
    assert_status(&imported, 1);
    for name in &names[..6] {
        assert!(stderr(&imported).contains(&format!("--> {name}")), "{name}: {}", stderr(&imported));
    }
    assert!(folder.path().join("content/2024-03-15-good.md").is_file());
    let missing = run(folder.path(), &["import", "nowhere.html"]);
    assert_status(&missing, 1);
    assert!(stderr(&missing).contains("nowhere.html"), "{}", stderr(&missing));
    assert_status(&run(folder.path(), &["import"]), 2);
}

#[test]
fn what_is_in_the_way_stays() {
    let folder = temporary();
    write(
        folder.path(),
        "a.html",
        b"<title>A page</title><meta name=date content=2024-03-15><p>It rained on Monday.</p>",
    );
    fs::create_dir_all(folder.path().join("content/2024-03-15-a-page.md")).expect("a folder");
    let imported = run(folder.path(), &["import", "--force", "a.html"]);
    assert_status(&imported, 1);
    assert!(stderr(&imported).contains("in the way"), "{}", stderr(&imported));
}

/// No input makes it panic: the fixtures, cut and garbled in many ways.
#[test]
fn garbled_files_do_no_harm() {
    let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
    let mut seed = 7_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let mut count = 0;
    for folder in ["pages", "feeds", "lists"] {
        for entry in fs::read_dir(fixtures(folder)).expect("fixtures") {
            let path = entry.expect("a fixture").path();
            let whole = fs::read(&path).expect("a fixture");
            for round in 0..12 {
                let mut bytes = whole.clone();
                bytes.truncate(random() % (whole.len() + 1));
                for _ in 0..round * 2 {
                    if bytes.is_empty() {
                        break;
                    }
                    let (at, other) = (random() % bytes.len(), random() % bytes.len());
                    match random() % 3 {
                        0 => bytes[at] = (random() % 256) as u8,
                        1 => bytes.swap(at, other),
                        _ => drop(bytes.drain(at.min(other)..at.max(other).min(at.min(other) + 9))),
                    }
                }
                for kind in [None, Some(Kind::Markwhen), Some(Kind::Years)] {
                    let options = Options { kind, date: None, config: &config, taggers: &taggers };
                    let file = SourceFile { path: path.display().to_string(), bytes: bytes.clone() };
                    let import = import::convert(&file, &options);
                    assert!(import.drafts.iter().all(|draft| !draft.stem.contains(['/', '\\', '.'])));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 500, "{count}");
}
