//! The people, organisations and places that recur, through the whole program.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::flow::{self, Memory};
use serde_json::Value;

fn article(path: &str, day: &str, body: &str) -> SourceFile {
    let text = format!("---\ntitle: The harbour\ndate: {day}\npublisher: Harbour Herald\n---\n{body}\n");
    SourceFile { path: path.into(), bytes: text.into_bytes() }
}

fn articles() -> Vec<SourceFile> {
    vec![
        article(
            "a.md",
            "2024-03-15",
            "On 12 March 2024 the mayor, Ida Brandt, opened the quay of Lower Soll. \
             On 13 March 2024 Brandt met Dr. Ole Vik of the Soll Ferry Union (SFU).",
        ),
        article(
            "b.md",
            "2024-04-15",
            "Mayor Ida Brandt closed the old quay on 2 April 2024. On 4 April 2024 the SFU called a strike in Lower Soll. \
             Police searched its office on 9 April 2024.",
        ),
        article(
            "c.md",
            "2024-05-15",
            "The strike ended on 3 May 2024, when Brandt and the Soll Ferry Union agreed in Lower Soll. \
             Police left the office on 5 May 2024, and Police Chief Ole Vik apologised to Ida Brandt on 6 May 2024. \
             Police had come on 9 April 2024.",
        ),
    ]
}

fn file(files: &[SourceFile], config: &Config, path: &str) -> String {
    let (site, diagnostics) = flow::build(config, files, "2024-06-01".parse().expect("a date"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let file = site.files.into_iter().find(|file| file.path == path).expect("the file");
    String::from_utf8(file.bytes).expect("UTF-8")
}

/// The names of each event that has some, with its date.
fn named(files: &[SourceFile], config: &Config) -> Vec<String> {
    let json: Value = serde_json::from_str(&file(files, config, "events.json")).expect("JSON");
    let events = json["events"].as_array().expect("events").iter();
    let names = |event: &Value| {
        let names = event["people"].as_array().expect("a list").iter();
        let names: Vec<&str> = names.map(|name| name.as_str().expect("a text")).collect();
        (!names.is_empty()).then(|| format!("{}: {}", event["date"].as_str().expect("a date"), names.join(", ")))
    };
    events.filter_map(names).collect()
}

#[test]
fn names_that_recur_are_offered_under_one_spelling() {
    let expected = [
        "2024-03-12: Ida Brandt, Lower Soll",
        "2024-03-13: Ida Brandt, Ole Vik, Soll Ferry Union",
        "2024-04-02: Ida Brandt",
        "2024-04-04: Soll Ferry Union, Lower Soll",
        "2024-05-03: Ida Brandt, Soll Ferry Union, Lower Soll",
        "2024-05-05: Ole Vik, Ida Brandt",
        "2024-05-06: Ole Vik, Ida Brandt",
    ];
    assert_eq!(named(&articles(), &Config::default()), expected);
    let page = file(&articles(), &Config::default(), "index.html");
    let box_of = "<input type=\"checkbox\" name=\"about\" value=\"Ida Brandt\"><span>Ida Brandt</span> <span class=\"number\">6</span>";
    assert!(page.contains(box_of), "{page}");
    assert!(page.contains("data-about=\"Ida Brandt\nLower Soll\""), "{page}");
    let table = file(&articles(), &Config::default(), "events.csv");
    assert!(table.contains("Ida Brandt"), "{table}");
}

#[test]
fn the_config_turns_them_off_and_a_list_keeps_its_own() {
    let (off, said) = Config::parse("people = false");
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(named(&articles(), &off), Vec::<String>::new());
    assert!(!file(&articles(), &off, "index.html").contains("filter-about"), "no empty menu");
    let mut files = articles();
    let list = b"date,title,people\n2024-05-20,The quay of Lower Soll reopens,Ada Low\n".to_vec();
    files.push(SourceFile { path: "list.csv".into(), bytes: list });
    assert_eq!(named(&files, &off), ["2024-05-20: Ada Low"]);
    assert_eq!(named(&files, &Config::default()).last().expect("an event"), "2024-05-20: Ada Low, Lower Soll");
}

#[test]
fn a_save_changes_what_all_events_are_offered_under_as_a_new_build_does() {
    let (config, today) = (Config::default(), "2024-06-01".parse().expect("a date"));
    let mut files = articles();
    let mut memory = Memory::new();
    let other = article("b.md", "2024-04-15", "Mayor Ida Brandt closed the old quay of Lower Soll on 2 April 2024.");
    let third = article("d.md", "2024-05-16", "Karl Brandt left Lower Soll on 2 May 2024, Brandt said.");
    for step in 0..4 {
        match step {
            1 => files[1] = other.clone(),
            2 => files.push(third.clone()),
            3 => files.truncate(2),
            _ => {}
        }
        let (kept, _) = flow::gather_again(&mut memory, &config, &files, today);
        let (fresh, _) = flow::gather(&config, &files, today);
        assert_eq!(kept.events, fresh.events, "step {step}");
        files.reverse();
        assert_eq!(flow::gather(&config, &files, today).0.events, fresh.events, "the order of the files");
        files.reverse();
    }
}
