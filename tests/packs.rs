//! Language packs: the engine speaks what the pack says and nothing else.

use dateline::language::Language;
use dateline::timex::{Genre, Reference, Supposing, Tagger, Tense};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn ondari() -> Language {
    let pack = fs::read_to_string(root().join("tests/packs/ondari.toml")).expect("the pack is there");
    Language::parse("qaa", &pack).unwrap_or_else(|error| panic!("{error}"))
}

fn reference(genre: Genre) -> Reference {
    Reference { date: "2023-03-31".parse().ok(), genre }
}

/// What a tagger of Ondari finds: the words and their values.
fn found(text: &str, genre: Genre) -> Vec<(String, String)> {
    let tagger = Tagger::new(&ondari()).unwrap_or_else(|error| panic!("{error}"));
    let timexes = tagger.tag(text, &reference(genre));
    timexes.iter().map(|timex| (text[timex.span.clone()].to_owned(), timex.value.to_string())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(words, value)| ((*words).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_made_up_language_with_another_word_order_is_read() {
    let text = "Pont ha fal tavi lun tri. Mirt ra 5 ha ven Ŝr. Owa Binn kun mirt. Yodi vêl ven 1.500 ŝip; \
                zi anŭ 2014 xo anŭ 2018, kaj Deku malu.";
    let expected = pairs(&[
        ("tavi lun tri", "2022-12"),
        ("Mirt ra 5", "2023-03-05"),
        ("Yodi", "2023-04-04"),
        ("anŭ 2014", "2014"),
        ("anŭ 2018", "2018"),
        ("Deku malu", "2023-10"),
    ]);
    assert_eq!(found(text, Genre::News), expected);
}

#[test]
fn a_story_in_it_goes_on_from_its_own_dates() {
    let text = "Anŭ 1871, Ŝel ra 3 reg ha mort. Heft du post ali ha ven. Vaŝ ha fal pont.";
    let expected = pairs(&[("Anŭ 1871, Ŝel ra 3", "1871-06-03"), ("Heft du post", "1871-06-17"), ("Vaŝ", "1871-11")]);
    assert_eq!(found(text, Genre::Narrative), expected);
}

#[test]
fn english_is_no_language_of_it() {
    let text = "It opened last October, three weeks ago, on Friday, 5 March 2021, in 2019, at 3 p.m., twice a week.";
    assert_eq!(found(text, Genre::News), []);
}

#[test]
fn reasons_and_other_readings_are_said_in_its_words() {
    let language = ondari();
    let tagger = Tagger::new(&language).expect("it compiles");
    let text = "Pont ha fal yuti.";
    let reference = reference(Genre::News);
    let timexes = tagger.tag(text, &reference);
    assert_eq!(timexes[0].reason.tense, Some(Tense::Past));
    assert_eq!(
        timexes[0].explain(text, &language),
        "“yuti”, ha, tekŝ je anŭ 2023, Mirt ra 31, Yavi: anŭ 2023, Mirt ra 29, Yuti. Zolu la pej."
    );
    assert_eq!(tagger.pattern_name(&timexes[0]), "dat");
    let others = tagger.other_readings(text, &timexes[0], &reference);
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].supposing, Supposing::Planned);
    assert_eq!(others[0].explain(&language), "anŭ 2023, Owa ra 5, Yuti, se vêl");
}

#[test]
fn what_is_wrong_in_a_pack_is_named() {
    let pack = fs::read_to_string(root().join("tests/packs/ondari.toml")).expect("the pack is there");
    let message = |from: &str, to: &str| {
        assert!(pack.contains(from), "{from}");
        let language = Language::parse("qaa", &pack.replacen(from, to, 1));
        let tagger = language.and_then(|language| Tagger::new(&language));
        tagger.map_or_else(|error| error.to_string(), |_| format!("`{to}` is taken"))
    };
    let cases = [
        ("trigger = true", "triger = true", "triger"),
        ("date_order = \"dmy\"", "date_order = \"myd\"", "myd"),
        ("heft = \"week\"", "heft = \"wek\"", "`wek`"),
        ("match = [\"jark <integer:n>\"]", "match = [\"jark <integr:n>\"]", "`integr`"),
        ("times(100, add(n, -1))", "times(100, ad(n, -1))", "`ad`"),
        ("unless = [\"name-after\"]", "unless = [\"name-behind\"]", "`name-behind`"),
        ("means = \"years(decade, y)\"", "means = \"years(decade, z)\"", "`z`"),
        ("latest = \"Zolu la pej\"", "latst = \"Zolu la pej\"", "`latst`"),
        ("vague = \"Ne plu dir\"\n", "", "`vague`"),
        ("\"{date}, se vêl\"", "\"{dat}, se vêl\"", "`dat`"),
    ];
    for (from, to, named) in cases {
        let message = message(from, to);
        assert!(message.contains(named) && message.contains("qaa"), "{to}: {message}");
    }
}

/// The text of the string literals of Rust code, without those of its tests.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or(code);
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some(open) = rest.find('"') {
            let inner = &rest[open + 1..];
            let mut escaped = false;
            let close = inner.find(|character| {
                let ends = character == '"' && !escaped;
                escaped = character == '\\' && !escaped;
                ends
            });
            let Some(close) = close else { break };
            found.push(inner[..close].to_owned());
            rest = &inner[close + 1..];
        }
    }
    found
}

#[test]
fn the_engine_holds_no_english_word_of_time() {
    let classes = ["any-month", "weekday", "short-weekday", "season", "deictic-day", "teen", "tens"];
    let time = &Language::english().time;
    let words: BTreeSet<String> = classes
        .iter()
        .flat_map(|class| time.class.get(*class).unwrap_or_else(|| panic!("no class `{class}`")).words.keys())
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .collect();
    assert!(words.len() > 50 && words.contains("march") && words.contains("friday"), "{words:?}");
    let mut literal_count = 0;
    for entry in fs::read_dir(root().join("src/timex")).expect("the engine's source") {
        let path = entry.expect("readable").path();
        // Its examples are tests.
        if path.ends_with("examples.rs") {
            continue;
        }
        for literal in literals(&fs::read_to_string(&path).expect("UTF-8")) {
            literal_count += 1;
            for word in literal.split(|character: char| !character.is_alphabetic()) {
                assert!(!words.contains(&word.to_lowercase()), "{}: `{literal}` says `{word}`", path.display());
            }
        }
    }
    assert!(literal_count > 100, "the literals are found: {literal_count}");
}
