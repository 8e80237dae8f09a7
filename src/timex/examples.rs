//! The examples of a language pack, each of which is a test.

use super::{Reference, Tagger, TaggerOptions, Timex};
use crate::language::{Language, TimeWords};
use crate::when::When;

/// Every example of a pack that does not hold, with what was found instead.
pub(crate) fn failing(words: &TimeWords, tagger: &Tagger) -> Vec<String> {
    let mut wrong = Vec::new();
    for pattern in &words.pattern {
        for example in &pattern.yes {
            if let Err(message) = holds(tagger, example) {
                wrong.push(format!("pattern `{}`, yes: {message}", pattern.name));
            }
        }
        for example in &pattern.no {
            let found = tagger.tag(example, &reference("2023-03-31"));
            if !found.is_empty() {
                wrong.push(format!("pattern `{}`, no: `{example}` gives {}", pattern.name, said(example, &found)));
            }
        }
    }
    wrong
}

fn reference(date: &str) -> Reference {
    Reference { date: date.trim().parse().ok(), ..Reference::default() }
}

fn said(text: &str, found: &[Timex]) -> String {
    let each: Vec<String> =
        found.iter().map(|timex| format!("`{}` = {}", &text[timex.span.clone()], timex.value)).collect();
    if each.is_empty() { "nothing".into() } else { each.join(", ") }
}

/// `text`, `text = value`, `text = value @ date of the document`.
fn holds(tagger: &Tagger, example: &str) -> Result<(), String> {
    let (rest, date) = example.split_once(" @ ").unwrap_or((example, "2023-03-31"));
    let (text, value) = rest.split_once(" = ").map_or((rest, None), |(text, value)| (text, Some(value.trim())));
    let found = tagger.tag(text, &reference(date));
    let holds = match value {
        Some(value) => found.first().is_some_and(|timex| timex.value.to_string() == value),
        None => !found.is_empty(),
    };
    if holds { Ok(()) } else { Err(format!("`{example}` gives {}", said(text, &found))) }
}

#[test]
fn the_examples_of_the_packs_hold() {
    for code in Language::codes() {
        let language = Language::find(code).expect("it is built in");
        let tagger = Tagger::new(language).unwrap_or_else(|error| panic!("{error}"));
        let wrong = failing(&language.time, &tagger);
        assert!(wrong.is_empty(), "{code}:\n{}", wrong.join("\n"));
    }
}

/// A language that nobody speaks, with another order of words.
const ONDARI: &str = include_str!("../../tests/packs/ondari.toml");

#[test]
fn the_examples_of_a_made_up_language_hold() {
    let language = Language::parse("qaa", ONDARI).unwrap_or_else(|error| panic!("{error}"));
    let tagger = Tagger::new(&language).unwrap_or_else(|error| panic!("{error}"));
    let wrong = failing(&language.time, &tagger);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_examples_of_no_language_hold() {
    let tagger = Tagger::without_language(&TaggerOptions::default());
    let wrong = failing(TimeWords::without_language(), &tagger);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sites_own_words_win_over_the_languages() {
    let when = |edtf| When::from_edtf(edtf).expect("a date");
    let words = [
        ("the Blitz", when("1940-09-07/1941-05-11")),
        ("Black Monday 1987", when("1987-10-19")),
        ("the last quay", when("1962")),
    ];
    let options = TaggerOptions {
        words: words.into_iter().map(|(word, when)| (word.to_owned(), when)).collect(),
        ..TaggerOptions::default()
    };
    let tagger = Tagger::with_options(Language::english(), &options).expect("the English pack compiles");
    let tagged = |text: &str| {
        let found = tagger.tag(text, &reference("2023-03-31"));
        found.iter().map(|timex| (text[timex.span.clone()].to_owned(), timex.value.to_string())).collect::<Vec<_>>()
    };
    let pairs = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(text, value)| ((*text).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    let text = "After the Blitz in May 1941 came Black Monday 1987, last week and the Blitz.";
    assert_eq!(
        tagged(text),
        pairs(&[
            ("the Blitz", "1940-09-07"),
            ("May 1941", "1941-05"),
            ("Black Monday 1987", "1987-10-19"),
            ("last week", "2023-W12"),
            ("the Blitz", "1940-09-07"),
        ])
    );
    assert_eq!(tagged("On the last quayside"), [], "no whole word");
    assert_eq!(
        tagged("It stood on Friday, the last quay of 1990"),
        pairs(&[("Friday", "2023-03-31"), ("the last quay", "1962"), ("1990", "1990")])
    );
    let found = tagger.tag("Since the Blitz", &reference("2023-03-31"));
    assert_eq!(found[0].when, Some(words[0].1));
    let reason = found[0].explain("Since the Blitz", Language::english());
    assert_eq!(reason, "“the Blitz” → 7 September 1940 – 11 May 1941. Rule: named by the site's own words.");
}

#[test]
fn many_words_of_a_site_stay_linear() {
    let options = TaggerOptions {
        words: [("the Blitz".to_owned(), When::year(1940).expect("a year"))].into(),
        ..TaggerOptions::default()
    };
    let tagger = Tagger::without_language(&options);
    let text = "the Blitz ".repeat(50_000) + "2021-03-05";
    let start = std::time::Instant::now();
    assert_eq!(tagger.tag(&text, &Reference::default()).len(), 50_001);
    // A scan to the end for each of them would take minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn the_documentation_of_packs_names_all_that_there_is() {
    use super::function::Function;
    use super::lexicon::{BUILTINS, MARKS};
    use super::pattern::CONDITIONS;
    use crate::language::REASONS;
    let page = include_str!("../language/pack.md");
    let mut missing = Vec::new();
    let mut named = |form: String| {
        if !page.contains(&form) {
            missing.push(form);
        }
    };
    for name in Function::NAMES {
        named(format!("`{name}("));
    }
    for (name, _) in BUILTINS {
        named(format!("`<{name}>`"));
    }
    for (name, _) in CONDITIONS {
        named(format!("| `{name}` |"));
    }
    for (name, values) in REASONS {
        named(format!("`{name}`"));
        values.iter().for_each(|value| named(format!("`{{{value}}}`")));
    }
    for mark in MARKS.iter().filter(|mark| !matches!(mark, b'(' | b')')) {
        named(format!("`{}`", char::from(*mark)));
    }
    // The keys of the English pack, and of what its sections hold, but for the names of classes.
    let pack: toml::Table = toml::from_str(include_str!("../language/en.toml")).expect("TOML");
    for (section, value) in &pack {
        named(if value.is_table() { format!("`[{section}]`") } else { format!("`{section}`") });
        let Some(table) = value.as_table() else { continue };
        for (key, value) in table {
            match (section.as_str(), key.as_str(), value.as_table()) {
                ("time", "class", _) => named("`[time.class.NAME]`".into()),
                ("time", "pattern", _) => named("`[[time.pattern]]`".into()),
                (_, _, Some(inner)) if section != "page" && key != "digits" => {
                    named(format!("`[{section}.{key}]`"));
                    inner.keys().for_each(|key| named(format!("`{key}`")));
                }
                _ => named(format!("`{key}`")),
            }
        }
    }
    for pattern in pack["time"]["pattern"].as_array().expect("a list") {
        pattern.as_table().expect("a table").keys().for_each(|key| named(format!("| `{key}` |")));
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "src/language/pack.md does not name {}", missing.join(", "));
}
