//! What a file is, by what it holds rather than by its name.

use super::decode::{self, Decoded};
use super::page::{self, Saved};
use super::{Draft, Holds, Import, Options, feed, markwhen, years};
use crate::article::{SourceFile, is_data_file, read_event_list};
use crate::diagnostic::{Place, Severity};
use clap::ValueEnum;

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[non_exhaustive]
pub enum Kind {
    /// A saved web page: one article
    Page,
    /// RSS, Atom, JSON Feed, an export of WordPress or Ghost
    Feed,
    /// A timeline in markwhen
    Markwhen,
    /// A list of events by year
    Years,
    /// A list of events that dateline reads as it is
    Events,
}

const READ: &str = "saved pages (.html, .mht), feeds (RSS, Atom, JSON Feed, WordPress, Ghost), markwhen (.mw), lists by year \
    and lists of events (TimelineJS, CSV, JSON, YAML, TOML) are imported; `--as` says what a file is";

/// Converts a file as what it is.
pub(super) fn convert(file: &SourceFile, options: &Options) -> Import {
    let path = file.path.as_str();
    if file.bytes.is_empty() {
        return Import::nothing(path, "the file is empty", "save it anew");
    }
    if let Some(message) = known_binary(&file.bytes) {
        return Import::nothing(path, message, READ);
    }
    if is_archive(file) {
        return match page::from_archive(file) {
            Ok(saved) => page::convert(&saved, options),
            Err(error) => {
                Import::nothing(path, format!("the archive cannot be read: {error}"), "save the page as HTML")
            }
        };
    }
    let Decoded { text, encoding, damaged } = decode::decode(&file.bytes, None);
    let mut import = of_text(file, &text, options);
    if damaged {
        let message = format!("some letters are no {encoding} and could not be read");
        import.say(Severity::Warning, Place::file(path), message, "look for `\u{fffd}` in what was made of it");
    }
    import
}

fn of_text(file: &SourceFile, text: &str, options: &Options) -> Import {
    let path = file.path.as_str();
    let page = || page::convert(&Saved { path, html: text.into(), address: None }, options);
    match options.kind {
        Some(Kind::Page) => return page(),
        Some(Kind::Feed) if !text.trim_start().starts_with('{') => return feed::from_xml(path, text, options),
        Some(Kind::Markwhen) => return markwhen::convert(path, text, options),
        Some(Kind::Years) if !looks_like_html(text) => {
            return years::of_text(path, text, options, true).unwrap_or_default();
        }
        Some(Kind::Years) => return page(),
        _ => {}
    }
    let extension = extension(path);
    if matches!(extension.as_str(), "mw" | "markwhen") {
        return markwhen::convert(path, text, options);
    }
    if looks_like_feed(text) {
        return feed::from_xml(path, text, options);
    }
    if looks_like_html(text) || matches!(extension.as_str(), "html" | "htm" | "xhtml" | "shtml") {
        return page();
    }
    if text.trim_start().starts_with('{')
        && let Some(import) = feed::from_json(path, text, options)
    {
        return import;
    }
    if is_data_file(path) {
        return events(file, options);
    }
    if matches!(extension.as_str(), "xml" | "rss" | "atom" | "rdf") {
        return feed::from_xml(path, text, options);
    }
    if let Some(import) = years::of_text(path, text, options, false) {
        return import;
    }
    let (message, help) = match crate::article::Format::of(path) {
        Some(_) => (
            "this is no list of events by year",
            "articles are read as they are: put the file into the folder of articles; `--as years` reads it as a list all the same",
        ),
        None => ("it is not known what this is", READ),
    };
    Import::nothing(path, message, help)
}

/// A list that dateline reads as it is comes along as it is.
fn events(file: &SourceFile, options: &Options) -> Import {
    let (events, diagnostics) = read_event_list(file, options.config);
    if events.is_empty() {
        return Import::nothing(&file.path, "there are no events in this", READ);
    }
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "json"));
    let draft = Draft {
        stem: super::slug::slug(stem),
        extension: extension.to_lowercase(),
        bytes: file.bytes.clone(),
        holds: Holds::Events(events.len()),
        place: Place::file(&file.path),
    };
    Import { kind: Some(Kind::Events), drafts: vec![draft], diagnostics, ..Import::default() }
}

fn extension(path: &str) -> String {
    path.rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, end)| end.to_lowercase())
        .unwrap_or_default()
}

/// MHTML is a mail: it begins with headers.
fn is_archive(file: &SourceFile) -> bool {
    if matches!(extension(&file.path).as_str(), "mht" | "mhtml") {
        return true;
    }
    let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(2048)]).to_lowercase();
    head.contains("mime-version:") && head.contains("multipart/related") && !head.trim_start().starts_with('<')
}

/// Past comments and processing instructions, the first tag.
fn first_tag(text: &str) -> &str {
    let mut rest = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    while rest.starts_with("<?") || rest.starts_with("<!--") {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, after)) = rest.split_once(end) else { return "" };
        rest = after.trim_start();
    }
    rest
}

fn looks_like_feed(text: &str) -> bool {
    let tag = first_tag(text).get(..64).or_else(|| Some(first_tag(text))).unwrap_or("").to_lowercase();
    let tag = tag.strip_prefix('<').unwrap_or("");
    let name: &str = tag.split(|letter: char| letter.is_whitespace() || letter == '>').next().unwrap_or("");
    matches!(name.rsplit(':').next().unwrap_or(name), "rss" | "feed" | "rdf")
}

fn looks_like_html(text: &str) -> bool {
    let head: String = first_tag(text).chars().take(512).flat_map(char::to_lowercase).collect();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with('<')
            && ["<head", "<body", "<title", "<meta", "<article", "<div", "<p>", "<h1"]
                .iter()
                .any(|tag| head.contains(tag))
}

/// What is no text, by its first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"PK\x03\x04") {
        Some("this is a ZIP archive: unpack it, and import the folder")
    } else if starts(b"%PDF") {
        Some("this is a PDF, which is not read")
    } else if starts(b"\x1f\x8b") {
        Some("this is compressed: unpack it first")
    } else if starts(b"bplist") {
        Some("this is a web archive of Safari, which is not read: save the page as source")
    } else if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") {
        Some("this is a picture")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_they_hold() {
        assert!(looks_like_feed("\u{feff}<?xml version='1.0'?>\n<!-- a -->\n<rss version='2.0'>"));
        assert!(
            looks_like_feed("<rdf:RDF xmlns='x'>") && looks_like_feed("<feed>") && looks_like_feed("<atom:feed x>")
        );
        assert!(!looks_like_feed("<html><feed>") && !looks_like_feed("") && !looks_like_feed("<?xml"));
        assert!(looks_like_html("<!-- saved from url=(0001)x -->\n<!DOCTYPE HTML><html>") && looks_like_html("<p>x"));
        assert!(!looks_like_html("# 1945\n\n- <p>") && !looks_like_html("<x>"));
    }
}
