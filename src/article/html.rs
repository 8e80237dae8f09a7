//! HTML as a stream of tags and text with their places; the text between tags is all that is read.
//!
//! A whole page and the raw HTML within Markdown go through the same machine. It never fails: what
//! is no tag is text, as browsers have it.

use std::ops::Range;

/// A stretch of HTML: bytes of the chunk that was fed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text as written, references not decoded.
    Text(Range<usize>),
    /// An opening tag.
    Open {
        /// The element, in lower case.
        name: String,
        /// All between `<` and `>`.
        tag: &'a str,
        /// Its bytes with `<` and `>`, as far as they stand in this chunk.
        range: Range<usize>,
    },
    /// A closing tag.
    Close(String),
}

/// Where a chunk ended, so that the next one goes on there: Markdown gives raw HTML line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Content,
    Tag(Option<u8>),
    Comment,
    /// An element whose content is no HTML, such as `script`.
    Raw(String),
}

/// Elements whose content is no HTML.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed"];

/// Parts HTML into tags and text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    inside: Inside,
}

impl Tokens {
    /// Reads the next chunk and says what is in it.
    pub fn feed<'a>(&mut self, chunk: &'a str, mut token: impl FnMut(Token<'a>)) {
        let bytes = chunk.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match &mut self.inside {
                Inside::Content => {
                    let end = text_end(bytes, at);
                    if end > at {
                        token(Token::Text(at..end));
                    }
                    at = end;
                    if at < bytes.len() {
                        at = self.markup(chunk, at, &mut token);
                    }
                }
                Inside::Tag(quote) => match tag_end(bytes, at, quote) {
                    Some(end) => {
                        self.inside = Inside::Content;
                        at = end;
                    }
                    None => return,
                },
                Inside::Comment => match memchr::memmem::find(&bytes[at..], b"-->") {
                    Some(end) => {
                        self.inside = Inside::Content;
                        at += end + 3;
                    }
                    None => return,
                },
                Inside::Raw(name) => match closing(bytes, at, name) {
                    Some((_, end)) => {
                        token(Token::Close(std::mem::take(name)));
                        self.inside = Inside::Content;
                        at = end;
                    }
                    None => return,
                },
            }
        }
    }

    /// Forgets what is open: a new block of Markdown begins.
    pub fn reset(&mut self) {
        self.inside = Inside::Content;
    }

    /// Reads the markup at `at`, which is a `<` that begins some; returns its end.
    fn markup<'a>(&mut self, chunk: &'a str, at: usize, token: &mut impl FnMut(Token<'a>)) -> usize {
        let bytes = chunk.as_bytes();
        if chunk[at..].starts_with("<!--") {
            self.inside = Inside::Comment;
            // `<!-->` is an empty comment.
            return at + 2;
        }
        let close = bytes[at + 1] == b'/';
        let name_start = at + 1 + usize::from(close);
        let length = bytes[name_start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
            .count();
        let name = chunk[name_start..name_start + length].to_ascii_lowercase();
        let mut quote = None;
        let found = tag_end(bytes, name_start + length, &mut quote);
        let end = found.unwrap_or(bytes.len());
        self.inside = if found.is_some() { Inside::Content } else { Inside::Tag(quote) };
        if name.is_empty() {
            return end;
        }
        if close {
            token(Token::Close(name));
            return end;
        }
        if found.is_some() && RAW.contains(&name.as_str()) {
            self.inside = Inside::Raw(name.clone());
        }
        let tag = chunk[at + 1..end].strip_suffix('>').unwrap_or(&chunk[at + 1..end]);
        token(Token::Open { name, tag, range: at..end });
        end
    }
}

/// Where the text that begins at `at` ends: at the next `<` that begins markup.
fn text_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr_iter(b'<', &bytes[at..])
        .map(|found| at + found)
        .find(|&found| match bytes.get(found + 1) {
            Some(b'/') => bytes.get(found + 2).is_some_and(u8::is_ascii_alphabetic),
            Some(b'!' | b'?') => true,
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        })
        .unwrap_or(bytes.len())
}

/// The byte after the `>` that ends a tag; a `>` in quotes ends none.
pub(super) fn tag_end(bytes: &[u8], mut at: usize, quote: &mut Option<u8>) -> Option<usize> {
    loop {
        match quote {
            Some(mark) => {
                at += memchr::memchr(*mark, &bytes[at..])? + 1;
                *quote = None;
            }
            None => {
                at += memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
                match bytes[at] {
                    b'>' => return Some(at + 1),
                    // A quote opens a value only after `=`; elsewhere it is a slip: <a href=x">.
                    mark if bytes[..at].trim_ascii_end().ends_with(b"=") => *quote = Some(mark),
                    _ => {}
                }
                at += 1;
            }
        }
    }
}

/// The bytes of the closing tag of a raw element.
fn closing(bytes: &[u8], from: usize, name: &str) -> Option<(usize, usize)> {
    memchr::memmem::find_iter(&bytes[from..], b"</").find_map(|found| {
        let at = from + found;
        let after = at + 2 + name.len();
        let same = bytes.get(at + 2..after)?.eq_ignore_ascii_case(name.as_bytes());
        let ends = bytes.get(after).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let end = memchr::memchr(b'>', &bytes[after..]).map_or(bytes.len(), |end| after + end + 1);
        (same && ends).then_some((at, end))
    })
}

/// The value of an attribute of a tag, references decoded.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag.split_once(|c: char| c.is_ascii_whitespace() || c == '/')?.1;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        // A stray `=` is a name of its own to browsers; skip it.
        let key = &rest[..end];
        let after = rest[end..].trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            if key.eq_ignore_ascii_case(name) {
                return Some(String::new());
            }
            rest = &rest[end.max(1).min(rest.len())..];
            continue;
        };
        let (value, next) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(super::entity::decode(value));
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as short text: `+p` opens, `-p` closes, the rest is text.
    fn tokens(chunks: &[&str]) -> Vec<String> {
        let mut machine = Tokens::default();
        let mut out = Vec::new();
        for chunk in chunks {
            machine.feed(chunk, |token| {
                out.push(match token {
                    Token::Text(range) => chunk[range].to_owned(),
                    Token::Open { name, .. } => format!("+{name}"),
                    Token::Close(name) => format!("-{name}"),
                });
            });
        }
        out
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(tokens(&["a <B class='x>y'>c</B > d<br/>"]), ["a ", "+b", "c", "-b", " d", "+br"]);
        assert_eq!(tokens(&["1 < 2 <3 a<"]), ["1 < 2 <3 a<"]);
        assert_eq!(tokens(&["x<!-- a > b -->y<!doctype html>z<?php?>"]), ["x", "y", "z"]);
        assert_eq!(tokens(&["<a href=x\">b</a>"]), ["+a", "b", "-a"]);
        assert_eq!(tokens(&["<script>if (a</b>c)</script>d"]), ["+script", "-script", "d"]);
    }

    #[test]
    fn what_is_open_goes_on_in_the_next_chunk() {
        assert_eq!(tokens(&["<img\n", " alt=\"a >\n", " b\"> c"]), ["+img", " c"]);
        assert_eq!(tokens(&["a<!-- b\n", "c --> d"]), ["a", " d"]);
        assert_eq!(tokens(&["<style>\n", "p {}\n", "</style>x"]), ["+style", "-style", "x"]);
    }

    #[test]
    fn attributes_are_read_however_quoted() {
        let tag = "meta property='article:published_time' content = \"2020 &amp; on\" x=y checked";
        assert_eq!(attribute(tag, "content").as_deref(), Some("2020 & on"));
        assert_eq!(attribute(tag, "X").as_deref(), Some("y"));
        assert_eq!(attribute(tag, "checked").as_deref(), Some(""));
        assert_eq!(attribute(tag, "none"), None);
        assert_eq!(attribute("p", "x"), None);
        assert_eq!(attribute("a = = \"", "x"), None);
    }
}
