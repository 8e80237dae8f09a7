//! The examples of a language pack, each of which is a test.

use super::{Reference, Tagger, Timex};
use crate::language::Language;

/// Every example of a pack that does not hold, with what was found instead.
pub(crate) fn failing(language: &Language, tagger: &Tagger) -> Vec<String> {
    let mut wrong = Vec::new();
    for pattern in &language.time.pattern {
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
fn the_examples_of_the_english_pack_hold() {
    let language = Language::english();
    let tagger = Tagger::new(language).expect("the English pack compiles");
    let wrong = failing(language, &tagger);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
