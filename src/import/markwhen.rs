//! Timelines in markwhen: a line `DATE: title #tag`, with text below it, in sections and groups.

mod date;

use super::list_file::{self, Origin, Told};
use super::metadata::distinct;
use super::years_markup as without_markup;
use super::{Import, Kind, Left, Options};
use crate::article::FrontMatter;
use crate::diagnostic::{Place, Severity};
use date::{Dates, Written};

/// Converts a timeline to a list of events.
pub(super) fn convert(path: &str, text: &str, options: &Options) -> Import {
    let front = FrontMatter::split(text).ok();
    let told = |key: &str| front.as_ref().and_then(|front| front.get(&[key])?.text());
    let skipped = front.as_ref().filter(|front| !front.block.is_empty()).map_or(0, |front| front.body);
    let first = text[..skipped].matches('\n').count();
    let mut reader = Reader {
        path,
        dates: Dates::new(options, day_first(text)),
        title: told("title"),
        sections: Vec::new(),
        events: Vec::new(),
        receiving: Receiving::Header,
        import: Import { kind: Some(Kind::Markwhen), ..Import::default() },
    };
    for (line, number) in text[skipped..].lines().zip(first as u32 + 1..) {
        reader.read(line, number);
    }
    let Reader { title, events, mut import, .. } = reader;
    if events.is_empty() {
        let help = "an event is written as `2024-03-15: The ferry sails`, a line each";
        import.say(Severity::Error, Place::file(path), "no line is a dated event", help);
        return import;
    }
    let title = title.unwrap_or_else(|| super::slug::title_of_file(path));
    let origin = Origin { title, address: None };
    let events: Vec<Told> = events
        .into_iter()
        .map(|event| {
            let text = super::tree::folded(&event.text);
            Told { text, tags: distinct(event.tags), people: distinct(event.people), ..event }
        })
        .collect();
    import.drafts.push(list_file::draft(&origin.title, &origin, &events, Place::file(path)));
    import
}

/// The header may turn American dates round: `dateFormat: d/M/y`.
fn day_first(text: &str) -> bool {
    let format = text.lines().take(40).find_map(|line| line.trim().strip_prefix("dateFormat:"));
    format.is_some_and(|format| format.trim().trim_matches(['"', '\'']).starts_with('d'))
}

/// To what a line without a date belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Receiving {
    /// The header.
    Header,
    /// The last event; right after its line it may have properties.
    Event { properties: bool },
    /// An event that was left, or a section.
    Nothing,
}

struct Reader<'a> {
    path: &'a str,
    dates: Dates<'a>,
    title: Option<String>,
    /// The sections and groups that are open: the level of a heading, 0 for those that are closed by
    /// a line of their own; and what each gives its events as tags.
    sections: Vec<(usize, Vec<String>)>,
    events: Vec<Told>,
    receiving: Receiving,
    import: Import,
}

impl Reader<'_> {
    fn read(&mut self, written: &str, number: u32) {
        let line = written.trim();
        if line.is_empty() || line.starts_with("//") {
            return;
        }
        if let Some((level, title)) = section(line) {
            if level > 0 {
                self.sections.retain(|(other, _)| *other < level);
            }
            self.receiving = Receiving::Nothing;
            let mut parts = parts(title);
            parts.tags.insert(0, parts.words);
            self.sections.push((level, parts.tags));
            return;
        }
        if line.eq_ignore_ascii_case("endsection") || line.eq_ignore_ascii_case("endgroup") {
            self.sections.pop();
            self.receiving = Receiving::Nothing;
            return;
        }
        if let Some((head, title)) = head(line) {
            match self.dates.read(head) {
                Written::Date(date) => {
                    self.event(date, title, number);
                    return;
                }
                Written::Relative => {
                    self.import.leave(Left::Relative, 1);
                    self.receiving = Receiving::Nothing;
                    let message = format!("`{head}` recurs, or counts from today or from another event");
                    let place = Place { file: self.path.to_owned(), line: number, column: 1 };
                    self.import.say(Severity::Warning, place, message, "the event is left; give it a date of its own");
                    return;
                }
                Written::Nothing => {}
            }
            if self.receiving == Receiving::Header {
                if head.eq_ignore_ascii_case("title") {
                    self.title.get_or_insert_with(|| title.trim().trim_matches(['"', '\'']).to_owned());
                }
                return;
            }
            if self.receiving == (Receiving::Event { properties: true }) && self.property(head, title) {
                return;
            }
        }
        match self.receiving {
            Receiving::Event { .. } => {
                self.receiving = Receiving::Event { properties: false };
                let Some(event) = self.events.last_mut() else { return };
                let more = parts(
                    line.trim_start_matches(['-', '*', '+']).trim_start_matches(" [ ]").trim_start_matches(" [x]"),
                );
                event.text.push(' ');
                event.text.push_str(&more.words);
                event.tags.extend(more.tags);
            }
            // Colours of tags, and other settings.
            Receiving::Header => {}
            Receiving::Nothing => {
                self.import.leave(Left::Line, 1);
                let place = Place { file: self.path.to_owned(), line: number, column: 1 };
                let message = format!("this belongs to no event: `{}`", line.chars().take(60).collect::<String>());
                self.import.say(Severity::Note, place, message, "text stands below the line of its event");
            }
        }
    }

    fn event(&mut self, date: String, title: &str, line: u32) {
        let parts = parts(title);
        let mut tags: Vec<String> = self.sections.iter().flat_map(|(_, tags)| tags.iter().cloned()).collect();
        tags.extend(parts.tags);
        self.events.push(Told { date, title: parts.words, text: String::new(), tags, people: parts.people, line });
        self.receiving = Receiving::Event { properties: true };
    }

    /// A property of the event whose line was read last; false if it is a line of its text.
    fn property(&mut self, key: &str, value: &str) -> bool {
        let Some(event) = self.events.last_mut() else { return false };
        let texts = || {
            let inside = value.trim().trim_start_matches('[').trim_end_matches(']');
            inside
                .split(',')
                .map(|text| text.trim().trim_matches(['"', '\'', '#']).to_owned())
                .filter(|text| !text.is_empty())
        };
        match key {
            "tags" => event.tags.extend(texts()),
            "contacts" | "assignees" => event.people.extend(texts()),
            "id" | "key" | "timezone" | "location" | "color" | "percent" => {}
            _ => return false,
        }
        true
    }
}

/// The level and the title of a section: `# Title`, `section Title`, `group Title`.
fn section(line: &str) -> Option<(usize, &str)> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if hashes > 0 {
        return line[hashes..].starts_with(' ').then(|| (hashes, line[hashes..].trim()));
    }
    ["section", "group"].iter().find_map(|keyword| {
        let start = line.get(..keyword.len())?;
        let rest = &line[keyword.len()..];
        (start.eq_ignore_ascii_case(keyword) && rest.starts_with(char::is_whitespace)).then(|| (0, rest.trim()))
    })
}

/// What stands before and after the colon that ends a date: one before white space or the line's end.
fn head(line: &str) -> Option<(&str, &str)> {
    let mut colons = line.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|at| line[at + 1..].is_empty() || line[at + 1..].starts_with(char::is_whitespace))?;
    Some((line[..at].trim(), line[at + 1..].trim()))
}

/// A title's words, and the tags and people among them.
struct Parts {
    words: String,
    tags: Vec<String>,
    people: Vec<String>,
}

fn parts(title: &str) -> Parts {
    let mut parts = Parts { words: String::new(), tags: Vec::new(), people: Vec::new() };
    let mut words: Vec<&str> = Vec::new();
    for word in title.split_whitespace() {
        let marked = |mark: char| {
            let name = word.strip_prefix(mark)?.trim_end_matches([',', '.', ';', ')']);
            let named = name.chars().any(char::is_alphabetic)
                && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '/'));
            named.then(|| name.replace('_', " "))
        };
        if let Some(tag) = marked('#') {
            parts.tags.push(tag);
        } else if let Some(person) = marked('@') {
            parts.people.push(person);
        } else if marked('!').is_none() {
            words.push(word);
        }
    }
    parts.words = without_markup(&words.join(" "));
    parts
}

#[cfg(test)]
mod tests;
