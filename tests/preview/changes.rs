//! What is saved is shown.

use super::{ARTICLE, Served, copy};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

fn number(news: &serde_json::Value) -> u64 {
    news["edition"].as_str().and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
fn a_saved_article_is_a_newer_edition() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let mut open = served.listen();
    let first = open.next();
    assert_eq!(first["troubles"].as_array().map(Vec::len), Some(0), "{first}");
    assert!(served.ask("/").contains(&format!("data-edition=\"{}\"", number(&first))));
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    let second = open.next();
    assert!(number(&second) > number(&first), "{second}");
    let page = served.ask("/");
    assert!(page.contains("long pier opened") && page.contains(&format!("data-edition=\"{}\"", number(&second))));
    served.until_said("`content/quay.md` changed: 1 article");
}

#[test]
fn however_an_editor_saves_it_is_seen() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let file = served.place("content/quay.md");
    let text = |name: &str| ARTICLE.replace("new quay", name);
    fs::write(&file, text("pier one")).expect("written at its place");
    served.until_shown("/", "pier one opened");
    fs::rename(&file, served.place("content/quay.md~")).expect("moved away");
    fs::write(&file, text("pier two")).expect("written anew");
    served.until_shown("/", "pier two opened");
    let mut open = fs::OpenOptions::new().write(true).truncate(true).open(&file).expect("emptied");
    for piece in text("pier three").as_bytes().chunks(7) {
        open.write_all(piece).expect("written");
        open.flush().expect("flushed");
    }
    drop(open);
    served.until_shown("/", "pier three opened");
    fs::remove_file(&file).expect("removed");
    served.until_shown("/", "0 events");
    served.save("content/deep/er/other.md", &text("pier four"));
    served.until_shown("/", "pier four opened");
    fs::rename(served.place("content/deep"), served.place("content/elsewhere")).expect("a folder is moved");
    served.until_shown("/articles/elsewhere-er-other.html", "pier four");
    assert!(served.ask("/articles/deep-er-other.html").starts_with("HTTP/1.1 404"));
    fs::remove_dir_all(served.place("content/elsewhere")).expect("a folder is removed");
    served.until_shown("/", "0 events");
}

#[test]
fn a_storm_of_saves_ends_in_the_last_of_them() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let _unread = served.listen();
    for round in 0..10_000 {
        served.save("content/quay.md", &ARTICLE.replace("new quay", &format!("pier number {round}")));
    }
    served.until_shown("/", "pier number 9999 opened");
    let rebuilt = served.said().matches("changed:").count();
    assert!(rebuilt < 5_000, "saves that come at once are read at once, not {rebuilt} times");
}

/// As version control saves that brings a branch, or a program that rewrites a file all the time.
#[test]
#[ignore = "takes a minute"]
fn ten_thousand_saves_in_a_minute_are_followed_in_flat_memory() {
    const SAVES: u32 = 10_000;
    let articles: Vec<(String, String)> = (0..200)
        .map(|number| {
            (format!("content/quay-{number}.md"), ARTICLE.replace("new quay", &format!("quay of Tarn{number}")))
        })
        .collect();
    let files: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let served = Served::of(&files);
    let start = Instant::now();
    let mut memory = Vec::new();
    for save in 0..SAVES {
        let text = ARTICLE.replace("new quay", &format!("pier number {save}"));
        served.save(&format!("content/quay-{}.md", save % 50), &text);
        if save % 1_000 == 999 {
            memory.extend(served.resident());
        }
        let due = Duration::from_secs(60) * (save + 1) / SAVES;
        std::thread::sleep(due.saturating_sub(start.elapsed()));
    }
    let (saved, last) = (Instant::now(), SAVES - 1);
    served.until_shown(&format!("/articles/quay-{}.html", last % 50), &format!("pier number {last} opened"));
    println!(
        "{SAVES} saves in {:.0} s, the last shown {:.2} s later",
        start.elapsed().as_secs_f64(),
        saved.elapsed().as_secs_f64()
    );
    println!(
        "{} states shown; memory in KB after each thousand: {memory:?}",
        served.said().matches(" changed:").count()
    );
    let (Some(first), Some(end)) = (memory.first(), memory.last()) else { return };
    assert!(*end < first + 20_000, "{memory:?}");
}

#[test]
fn config_style_and_static_files_are_followed() {
    let served =
        Served::of(&[("content/quay.md", ARTICLE), ("content/quay.png", "1"), ("dateline.toml", "title = 'One'\n")]);
    let mut open = served.listen();
    open.next();
    served.save("dateline.toml", "title = 'Two'\n");
    served.until_shown("/", "<title>Two</title>");
    served.save("custom.css", "body { color: teal }");
    served.until_shown("/", "assets/custom.");
    served.save("static/robots.txt", "one");
    served.until_shown("/robots.txt", "\r\n\r\none");
    served.save("static/deep/er.txt", "two");
    served.until_shown("/deep/er.txt", "\r\n\r\ntwo");
    fs::create_dir(served.place("other")).expect("a folder");
    fs::write(served.place("other/ferry.md"), ARTICLE.replace("quay", "ferry")).expect("written");
    served.save("dateline.toml", "title = 'Three'\ncontent = 'other'\n");
    served.until_shown("/", "ferry opened");
    served.save("other/ferry.md", &ARTICLE.replace("quay", "tram"));
    served.until_shown("/", "tram opened");
    let before = number(&served.listen().next());
    served.save("static/robots.txt", "three");
    served.until_shown("/robots.txt", "\r\n\r\nthree");
    let mut again = served.listen();
    while number(&again.next()) == before {}
}

#[test]
fn what_changes_nothing_reloads_nothing() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let mut open = served.listen();
    let first = number(&open.next());
    served.save("content/quay.md", ARTICLE);
    served.save("content/.quay.md.swp", "x");
    served.save("public/index.html", "x");
    served.save("notes.txt", "x");
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    assert_eq!(number(&open.next()), first + 1);
}

#[test]
fn an_error_is_told_and_the_last_good_state_stays() {
    let served = Served::of(&[("content/quay.md", ARTICLE), ("content/ferry.md", &ARTICLE.replace("quay", "ferry"))]);
    let mut open = served.listen();
    open.next();
    served.save("content/quay.md", "---\ntitle: [\ndate: 2024-05-03\n---\n\nThe new quay closed on Thursday.\n");
    let news = open.next();
    let trouble = &news["troubles"][0];
    assert!(trouble["place"].as_str().is_some_and(|place| place.starts_with("content/quay.md:")), "{news}");
    assert!(trouble["message"].is_string() && trouble["help"].is_string(), "{news}");
    served.until_said("error[DL0103]");
    assert!(served.ask("/").contains("quay opened"), "the article is as it was");
    served.save("content/ferry.md", &ARTICLE.replace("quay", "tram"));
    served.until_shown("/", "tram opened");
    assert!(served.ask("/").contains("quay opened"));
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    served.until_shown("/", "pier opened");
    assert_eq!(served.listen().next()["troubles"].as_array().map(Vec::len), Some(0));
    served.until_said("All is well again");

    served.save("dateline.toml", "title = 'Own'\n");
    served.until_shown("/", "<title>Own</title>");
    served.save("dateline.toml", "title = 'Own\n");
    served.until_said("error[DL0200]");
    assert!(served.ask("/").contains("<title>Own</title>"), "the config is the last good one");
    assert_eq!(served.listen().next()["troubles"].as_array().map(Vec::len), Some(1));
    served.save("dateline.toml", "title = 'Mended'\n");
    served.until_shown("/", "<title>Mended</title>");
}

#[test]
fn an_error_that_was_there_from_the_start_does_not_hide_the_rest() {
    let served = Served::of(&[("content/quay.md", ARTICLE), ("content/bad.md", "---\ntitle: [\n---\n\nIt broke.\n")]);
    assert!(served.ask("/").contains("quay opened"));
    assert_eq!(served.listen().next()["troubles"].as_array().map(Vec::len), Some(1));
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    served.until_shown("/", "pier opened");
    fs::remove_file(served.place("content/bad.md")).expect("removed");
    served.until_said("All is well again");
}

#[test]
fn a_project_that_goes_away_and_comes_back_is_followed() {
    let served = Served::of(&[("content/quay.md", ARTICLE), ("dateline.toml", "content = 'content'\n")]);
    fs::rename(served.place("content"), served.place("away")).expect("renamed");
    served.until_said("there is no folder");
    assert_eq!(served.listen().next()["troubles"].as_array().map(Vec::len), Some(1));
    assert!(served.ask("/").contains("quay opened"), "the last good state stays");
    fs::rename(served.place("away"), served.place("content")).expect("renamed");
    let mut open = served.listen();
    while open.next()["troubles"].as_array().is_none_or(|troubles| !troubles.is_empty()) {}
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    served.until_shown("/", "pier opened");
}

#[test]
fn a_folder_of_articles_is_followed_and_what_a_build_writes_into_it_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour"), folder.path());
    let served = Served::at(folder, &[]);
    let mut open = served.listen();
    let first = number(&open.next());
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("build")
        .current_dir(served.place(""))
        .output()
        .expect("the binary starts");
    assert!(built.status.success(), "{built:?}");
    served.save("quay.md", ARTICLE);
    assert_eq!(number(&open.next()), first + 1);
    served.until_shown("/", "quay opened");
}
