//! WordPress' shortcodes `[gallery ids="1,2"]`, `[caption …]…[/caption]`, also as converters escape
//! them, and the same signs of forums: `[b]…[/b]`.

use super::LONGEST_TAG;
use std::ops::Range;

/// What stands around the words of a caption; the names are those of no block in Markdown.
pub(super) const CAPTION: &str = "<dateline-caption>";
pub(super) const CAPTION_END: &str = "</dateline-caption>";

/// What stands between a shortcode and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Prose,
    Caption,
    Code,
    Hidden,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shortcode<'a> {
    pub(super) name: &'a str,
    pub(super) length: usize,
    pub(super) closes: bool,
    pub(super) content: Content,
    /// Where after the shortcode its end stands.
    pub(super) end: Option<Range<usize>>,
}

/// Shortcodes that stand alone and without attributes.
const BARE: [&str; 6] = ["gallery", "playlist", "toc", "slideshow", "archives", "contact-form"];

/// Shortcodes that need no end, as WordPress and its commonest additions have them.
const ALONE: &str = " gallery caption embed audio video playlist code sourcecode more toc youtube vimeo contact-form \
    googlemaps gist tweet twitter instagram soundcloud slideshow archives wp_caption recent_posts ";

fn content(name: &str) -> Content {
    match name.to_ascii_lowercase().as_str() {
        "caption" | "wp_caption" => Content::Caption,
        "code" | "sourcecode" | "pre" | "php" | "css" | "html" | "xml" | "sql" | "bash" | "python" | "javascript"
        | "latex" | "math" => Content::Code,
        "embed" | "gallery" | "audio" | "video" | "playlist" | "youtube" | "vimeo" | "gist" | "img" | "tweet"
        | "googlemaps" => Content::Hidden,
        _ => Content::Prose,
    }
}

/// The shortcode at the start of `here`; `opened` are the names of those before.
pub(super) fn find<'a>(before: &str, here: &'a str, opened: &[&str]) -> Option<Shortcode<'a>> {
    let inner = here.strip_prefix("\\[").or_else(|| here.strip_prefix('['))?;
    let closes = inner.starts_with('/');
    let inner = if closes { &inner[1..] } else { inner };
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = inner.bytes().take(40).take_while(|byte| named(byte)).count();
    let name = &inner[..length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_alone = || ALONE.contains(&format!(" {} ", name.to_ascii_lowercase()));
    let content = content(name);
    let end = inner.bytes().take(1000).position(|byte| matches!(byte, b']' | b'['))?;
    if inner.as_bytes()[end] != b']' {
        return None;
    }
    let after = &inner[end + 1..];
    let length = here.len() - after.len();
    let said = inner[name.len()..end].trim_end_matches('\\');
    if closes {
        let known = said.is_empty() && (is_alone() || opened.contains(&name));
        return known.then_some(Shortcode { name, length, closes, content, end: None });
    }
    // What goes on so is a link or the place where one is defined.
    if after.starts_with(['(', '[', ':']) {
        return None;
    }
    let attributes = said.trim().trim_end_matches('/').trim();
    let good = if said.is_empty() {
        // `[words][name]` is a link.
        let bare = BARE.iter().any(|bare| bare.eq_ignore_ascii_case(name));
        !before.ends_with(']') && (bare || closing(after, name).is_some())
    } else if said.starts_with('=') {
        is_alone() || closing(after, name).is_some()
    } else {
        said.starts_with([' ', '\n', '\t', '/'])
            && (has_attribute(attributes) || (is_alone() && attributes.starts_with("http")) || said.trim() == "/")
    };
    good.then(|| Shortcode { name, length, closes, content, end: closing(after, name) })
}

/// True for `key="value" …`, with straight, curly or no quotes.
fn has_attribute(text: &str) -> bool {
    let Some((key, value)) = text.split_once('=') else { return false };
    let named = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    named && value.starts_with(|c: char| matches!(c, '"' | '\'' | '“' | '”' | '&') || c.is_ascii_alphanumeric())
}

/// Where `[/name]` stands, if it is not far.
fn closing(after: &str, name: &str) -> Option<Range<usize>> {
    let reach = if content(name) == Content::Prose { LONGEST_TAG } else { 16 * LONGEST_TAG };
    let window = after.len().min(reach);
    memchr::memmem::find_iter(&after.as_bytes()[..window], b"[/").find_map(|at| {
        let rest = &after[at + 2..];
        let same = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        let end = rest.get(name.len()..)?;
        let length = if end.starts_with(']') { 1 } else { end.starts_with("\\]").then_some(2)? };
        let start = at - usize::from(after[..at].ends_with('\\'));
        same.then(|| start..at + 2 + name.len() + length)
    })
}
