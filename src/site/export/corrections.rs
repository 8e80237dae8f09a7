//! What an editor writes into an article's front matter to correct its events.
//!
//! A block has the date and the title as they are: what is changed holds, what is left goes on as
//! before. JSON's strings are YAML's, so every text is written as one.

use super::Context;
use crate::event::Kind;
use crate::timeline::{Entry, Source};

/// A document an article, each beginning with the article's path.
pub(super) fn render(context: &Context) -> String {
    let mut text = String::new();
    for (article, tellings) in context.articles.iter().zip(&context.timeline.told) {
        let told = tellings.iter().filter_map(|telling| {
            let entry = &context.timeline.events[telling.event];
            (entry.kind == Kind::Event).then(|| item(entry, &entry.sources[telling.source]))
        });
        let items: String = told.collect();
        if !items.is_empty() {
            let path = article.path.replace(|c: char| c.is_control(), " ");
            text.push_str(&format!("---\n# {path}\nevents:\n{items}"));
        }
    }
    text
}

/// The block for one event of an article; none for an article's own entry.
pub(in crate::site) fn correction(entry: &Entry, source: &Source) -> Option<String> {
    (entry.kind == Kind::Event).then(|| format!("events:\n{}", item(entry, source)))
}

fn item(entry: &Entry, source: &Source) -> String {
    let sentence = source.sentence().unwrap_or_default();
    format!(
        "  - match: {}\n    date: {}\n    title: {}\n",
        quoted(sentence),
        quoted(&source.when.edtf()),
        quoted(&entry.title)
    )
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}
