//! Imported events as a file: a list in YAML, as people write it by hand.

use super::article_file::{list, quoted};
use super::{Draft, Holds, slug};
use crate::diagnostic::Place;

/// An event that a list tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// In EDTF.
    pub(super) date: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) tags: Vec<String>,
    pub(super) people: Vec<String>,
    /// The line of the imported file.
    pub(super) line: u32,
}

/// Where a list comes from: every event names it as its source.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    pub(super) title: String,
    pub(super) address: Option<String>,
}

/// The longest headline that a text is taken for as a whole, in words.
const LONGEST_TITLE: usize = 16;

/// Parts what a line tells into a headline and a text: a short one is a headline, of a longer one
/// the first sentence, and what is longer still is cut between words.
pub(super) fn headline(told: &str, sentences: &crate::language::SentenceWords) -> (String, String) {
    let count = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
    let whole = || told.trim_end_matches('.').to_owned();
    if count(told) <= LONGEST_TITLE {
        return (whole(), String::new());
    }
    let mut parts = Vec::new();
    crate::text::split_sentences(told, 0..told.len(), sentences, &[], &mut parts);
    let first = parts.first().map_or(told, |range| &told[range.clone()]);
    if count(first) <= LONGEST_TITLE {
        return (first.trim_end_matches('.').to_owned(), told.to_owned());
    }
    let words: Vec<&str> = first.split(' ').take(LONGEST_TITLE - 2).collect();
    let cut = words.join(" ");
    (cut.trim_end_matches([',', ';', ':', '–', '-', '(']).trim_end().to_owned() + "…", told.to_owned())
}

/// The file for the content folder.
pub(super) fn draft(name: &str, origin: &Origin, events: &[Told], place: Place) -> Draft {
    let mut text = String::new();
    let source =
        origin.address.as_ref().map(|url| format!("{{title: {}, url: {}}}", quoted(&origin.title), quoted(url)));
    let source = source.unwrap_or_else(|| quoted(&origin.title));
    for event in events {
        text.push_str(&format!("- date: {}\n  title: {}\n", quoted(&event.date), quoted(&event.title)));
        if !event.text.is_empty() {
            text.push_str(&format!("  text: {}\n", quoted(&event.text)));
        }
        if !event.tags.is_empty() {
            text.push_str(&format!("  tags: {}\n", list(&event.tags)));
        }
        if !event.people.is_empty() {
            text.push_str(&format!("  people: {}\n", list(&event.people)));
        }
        text.push_str(&format!("  source: {source}\n"));
    }
    Draft {
        // No article is called so: a YAML file with the name of an article would be its sidecar.
        stem: format!("{}-events", slug::slug(name)),
        extension: "yaml".into(),
        bytes: text.into_bytes(),
        holds: Holds::Events(events.len()),
        place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{SourceFile, read_event_list};
    use crate::config::Config;
    use crate::language::Language;

    #[test]
    fn the_reader_reads_what_is_written() {
        let event = Told {
            date: "-0489/-0487".into(),
            title: "A wall: \"long\"".into(),
            text: "It was built, # and fell.".into(),
            tags: vec!["walls, old".into()],
            people: vec!["Ada".into()],
            line: 1,
        };
        let origin = Origin { title: "Old walls".into(), address: Some("https://h.example/walls".into()) };
        let draft = draft("Old walls", &origin, std::slice::from_ref(&event), Place::file("x"));
        assert_eq!(draft.stem, "old-walls-events");
        let file = SourceFile { path: "a.yaml".into(), bytes: draft.bytes };
        let (events, diagnostics) = read_event_list(&file, &Config::default());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let [read] = events.as_slice() else { panic!("one event: {events:?}") };
        assert_eq!((&read.title, &read.text), (&event.title, &event.text));
        assert_eq!(read.when.edtf(), event.date);
        assert_eq!((&read.tags, &read.people), (&event.tags, &event.people));
        assert_eq!(read.links[0].name.as_deref(), Some("Old walls"));
        assert_eq!(read.links[0].url.as_deref(), Some("https://h.example/walls"));
    }

    #[test]
    fn a_headline_is_short() {
        let words = &Language::english().sentences;
        assert_eq!(headline("The pier opens.", words), ("The pier opens".into(), String::new()));
        let two =
            "The pier opens. It had taken the builders of the town eleven years and two winters to finish the work.";
        assert_eq!(headline(two, words), ("The pier opens".into(), two.into()));
        let long = "word ".repeat(60);
        let (title, text) = headline(long.trim(), words);
        assert!(title.ends_with("word…") && title.split(' ').count() < LONGEST_TITLE, "{title}");
        assert_eq!(text, long.trim());
    }
}
