//! The events as a list in Markdown, by year and month.

use super::Context;
use crate::timeline::Entry;
use std::ops::Range;

pub(super) fn render(context: &Context) -> String {
    let (timeline, language) = (context.timeline, context.language);
    let mut text = format!("# {}\n", escaped(&timeline.title));
    if !context.config.description.is_empty() {
        text.push_str(&format!("\n{}\n", escaped(&context.config.description)));
    }
    for period in &timeline.periods {
        text.push_str(&format!("\n## {}\n", escaped(&language.raised(&language.when(&period.when)))));
        list(context, period.head.clone(), &mut text);
        for month in &period.months {
            text.push_str(&format!("\n### {}\n", escaped(&language.when(&month.when))));
            list(context, month.events.clone(), &mut text);
        }
    }
    text
}

fn list(context: &Context, events: Range<usize>, text: &mut String) {
    if !events.is_empty() {
        text.push('\n');
    }
    for entry in &context.timeline.events[events] {
        text.push_str(&item(context, entry));
    }
}

fn item(context: &Context, entry: &Entry) -> String {
    let mut names: Vec<String> = Vec::new();
    for source in &entry.sources {
        let name = escaped(source.teller.publisher.as_deref().unwrap_or(&source.teller.title));
        let link = match source.teller.url.as_deref().and_then(super::super::address_of_web) {
            Some(address) => format!("[{name}](<{}>)", address.replace(['<', '>', '\n', '\\'], "")),
            None => name,
        };
        if !names.contains(&link) {
            names.push(link);
        }
    }
    let date = escaped(&context.date_in_words(&entry.when));
    format!("- **{date}** {} ({})\n", escaped(&entry.title), names.join(", "))
}

/// Words that Markdown takes as they are, on one line.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
