//! The handbook tells what is there: every key, property, field and code, each example as it is read.

use dateline::config::{Config, KEYS};
use dateline::site::SCHEMA;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn chapter(name: &str) -> String {
    file(&format!("src/handbook/{name}.md"))
}

/// The blocks of code of a language, without what indents them in a list.
fn examples(text: &str, language: &str) -> Vec<String> {
    let blocks = text.split("```").skip(1).step_by(2);
    let blocks = blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    blocks.map(|block| block.lines().map(|line| format!("{}\n", line.trim_start())).collect()).collect()
}

#[test]
fn every_key_of_the_config_is_told_with_its_default_and_an_example_that_is_good() {
    let chapter = chapter("settings");
    for key in KEYS {
        let (_, section) =
            chapter.split_once(&format!("\n# `{key}`\n")).unwrap_or_else(|| panic!("`{key}` is not told"));
        let section = section.split("\n# ").next().expect("a section");
        assert!(section.contains("without it"), "`{key}`: what holds without it");
        let examples = examples(section, "toml");
        assert_eq!(examples.len(), 1, "`{key}` has an example");
        let (config, said) = Config::parse(&examples[0]);
        assert!(said.is_empty(), "`{key}`: {said:?}");
        let can_be_default = ["language"].contains(&key);
        assert!(can_be_default || config != Config::default(), "`{key}`: the example sets it");
    }
    let told = chapter.matches("\n# `").count();
    assert_eq!(told, KEYS.len(), "no key is told that there is not");
}

#[test]
fn every_property_of_the_theme_is_told() {
    let chapter = chapter("themes");
    let style = file("templates/assets/dateline.css");
    let root = style.split(":root {").nth(1).and_then(|rest| rest.split('}').next()).expect("the properties");
    let mut count = 0;
    for name in root.split("--").skip(1).filter_map(|rest| rest.split(':').next()) {
        assert!(chapter.contains(&format!("`{name}`")), "`{name}` is not told");
        count += 1;
    }
    assert!(count > 10, "{count} properties");
    for example in examples(&chapter, "toml") {
        assert!(Config::parse(&example).1.is_empty(), "{example}");
    }
    let pages = ["timeline", "event", "period_list", "strip", "article", "layout", "foot", "part"];
    let pages: String = pages.iter().map(|name| file(&format!("templates/{name}.html"))).collect();
    let (_, classes) = chapter.split_once("# The classes").expect("the classes");
    for class in classes.split("`.").skip(1).filter_map(|rest| rest.split('`').next()) {
        let is_there = pages.split("class=\"").skip(1).any(|rest| {
            let value = rest.split('"').next().unwrap_or_default();
            value.split(|letter: char| letter.is_whitespace() || "{}%".contains(letter)).any(|name| name == class)
        });
        assert!(is_there, "no template has `.{class}`");
    }
}

#[test]
fn every_field_of_events_json_is_told() {
    let chapter = chapter("formats");
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    for path in ["/properties", "/$defs/event/properties", "/$defs/source/properties"] {
        for key in schema.pointer(path).and_then(Value::as_object).expect("properties").keys() {
            assert!(chapter.contains(&format!("`{key}`")), "`{key}` is not told");
        }
    }
    for value in schema.pointer("/$defs/event/properties/precision/enum").and_then(Value::as_array).expect("values") {
        assert!(chapter.contains(&format!("`{}`", value.as_str().expect("a text"))), "{value}");
    }
    for format in dateline::site::Format::OFFERED {
        assert!(chapter.contains(&format!("`{}`", format.file())), "{}", format.file());
    }
}

#[test]
fn the_readme_is_one_page_that_leads_to_every_chapter() {
    let readme = file("README.md");
    assert!(readme.lines().count() <= 120, "{} lines", readme.lines().count());
    for name in file("src/handbook/mod.rs").split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(readme.contains(&format!("(src/handbook/{name})")), "{name}");
    }
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains(':'))
    {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "{link} is no file");
    }
}
