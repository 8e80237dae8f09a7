//! What an article's body needs to stand on a page of the site.
//!
//! The site asks no other host for anything: a picture that comes along is shown, one that stands
//! elsewhere becomes its description, linked to where it stands. Links lead to where they lead from
//! here, or are words. Tables and code, which may be wider than the page and then scroll, can be
//! reached with the keyboard.

use super::Context;
use super::page::rendered;
use super::reference::{Target, of_link, of_picture};
use crate::article::Article;
use askama::Template;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "picture.html")]
struct Picture<'a> {
    description: &'a str,
    target: Target,
    in_link: bool,
    width: Option<&'a str>,
    height: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "link.html")]
struct Link<'a> {
    address: &'a str,
    title: &'a str,
    id: &'a str,
    elsewhere: bool,
}

/// How the link of a marked expression begins, which is no address of the article: cleaning leaves
/// no class to its links.
const MARK: &str = "<a class=\"told-there\"";

/// The HTML of an article's body, which is well-formed and clean, made ready for the page. A picture
/// without a description that stands elsewhere says nothing and is left out, and so is a heading
/// that held nothing else.
pub(super) fn fitted(context: &Context, article: &Article, html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    // Whether the link around is kept; links do not stand in links.
    let mut link: Option<bool> = None;
    // The notes to which the text has led, and the one whose number is written.
    let mut notes: FxHashSet<String> = FxHashSet::default();
    let mut note: Option<&str> = None;
    while let Some(open) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..open]);
        let tag = &rest[open..open + tag_length(&rest[open..])];
        rest = &rest[open + tag.len()..];
        match tag.as_bytes().get(1) {
            Some(b'a') if tag.starts_with(MARK) => {
                link = Some(true);
                out.push_str(tag);
            }
            Some(b'a') if is(tag, "<a") => link = Some(open_link(context, article, tag, &mut notes, &mut out)),
            Some(b'd') if is(tag, "<div") => {
                note = raw_attribute(tag, "id").filter(|id| notes.contains(*id));
                out.push_str(tag);
            }
            Some(b's') if note.is_some() && is(tag, "<sup") => {
                out.push_str(tag);
                let (id, title) = (note.unwrap_or_default(), &context.language.page.note_back);
                out.push_str(&rendered(&Link { address: &format!("#to-{id}"), title, id: "", elsewhere: false }));
            }
            Some(b'/') if note.is_some() && is(tag, "</sup") => {
                out.push_str("</a>");
                out.push_str(tag);
                note = None;
            }
            Some(b'i') if is(tag, "<img") => picture(context, article, tag, link == Some(true), &mut out),
            Some(b'p') if tag == "<pre>" => out.push_str("<pre tabindex=\"0\">"),
            Some(b't') if tag == "<table>" => out.push_str("<table tabindex=\"0\">"),
            Some(b'/') if is(tag, "</a") => {
                if link.take() != Some(false) {
                    out.push_str(tag);
                }
            }
            // The page's own heading is the title.
            Some(b'h') if tag == "<h1>" => out.push_str("<h2>"),
            Some(b'/') if matches!(tag, "</h1>" | "</h2>" | "</h3>" | "</h4>" | "</h5>" | "</h6>") => {
                match heading_start(&out).filter(|start| is_needless(&out, *start, &article.title)) {
                    Some(start) => out.truncate(start),
                    None => out.push_str(if tag == "</h1>" { "</h2>" } else { tag }),
                }
            }
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}

/// Writes the beginning of a link if it leads anywhere.
///
/// The first link to a note carries the anchor by which the note leads back.
fn open_link(context: &Context, article: &Article, tag: &str, notes: &mut FxHashSet<String>, out: &mut String) -> bool {
    let Some(address) = attribute(tag, "href") else { return false };
    let (address, elsewhere) = match of_link(context, article, address.trim()) {
        Target::Here(address) => (address, false),
        Target::Elsewhere(address) => (address, true),
        Target::Nowhere => return false,
    };
    let title = attribute(tag, "title").unwrap_or_default();
    let mut id = attribute(tag, "id").unwrap_or_default();
    if let Some(note) = address.strip_prefix('#').filter(|note| notes.insert((*note).to_owned())) {
        id = Cow::Owned(format!("to-{note}"));
    }
    out.push_str(&rendered(&Link { address: &address, title: &title, id: &id, elsewhere }));
    true
}

fn picture(context: &Context, article: &Article, tag: &str, in_link: bool, out: &mut String) {
    let description = attribute(tag, "alt").unwrap_or_default();
    let description = description.trim();
    let target = attribute(tag, "src").map_or(Target::Nowhere, |address| of_picture(context, article, address.trim()));
    if description.is_empty() && !matches!(target, Target::Here(_)) {
        return;
    }
    let number = |name: &str| raw_attribute(tag, name).filter(|text| text.len() < 6 && text.parse::<u32>().is_ok());
    out.push_str(&rendered(&Picture {
        description,
        target,
        in_link,
        width: number("width"),
        height: number("height"),
    }));
}

/// Where the last heading begins.
fn heading_start(html: &str) -> Option<usize> {
    memchr::memmem::rfind_iter(html.as_bytes(), b"<h").find(|at| {
        let rest = &html.as_bytes()[at + 2..];
        rest.first().is_some_and(u8::is_ascii_digit) && rest.get(1) == Some(&b'>')
    })
}

/// True for a heading without words, and for a first one that only repeats the title.
fn is_needless(html: &str, start: usize, title: &str) -> bool {
    /// Further into a body no heading is the first.
    const NEAR: usize = 1000;
    let heading = &html[start + "<h2>".len()..];
    let repeats =
        || start < NEAR && heading.len() < NEAR && words(&html[..start]).is_empty() && words(heading) == title;
    heading.trim().is_empty() || repeats()
}

/// The words of HTML between its tags.
fn words(html: &str) -> String {
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let decoded = crate::article::decode_entities(&text);
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is(tag: &str, start: &str) -> bool {
    tag.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// The bytes of a tag with its brackets; a bracket within quotes does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return index + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn raw_attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?;
    value.split('"').next()
}

/// The value of an attribute without the references that writers of HTML put into it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let value = raw_attribute(tag, name)?;
    if !value.contains('&') {
        return Some(Cow::Borrowed(value));
    }
    let references =
        [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}")];
    let decoded = references.iter().fold(value.to_owned(), |value, (name, sign)| value.replace(name, sign));
    Some(Cow::Owned(decoded.replace("&amp;", "&")))
}

#[cfg(test)]
mod tests;
