//! Liquid and its kin `{% … %}` and `{{ … }}`, Hugo's shortcodes, the attributes of kramdown and
//! Pandoc, leftovers such as `[ad_1]`.

use super::{begins_line, ends_line, find};
use std::ops::Range;

/// What stands between a tag and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Prose,
    /// Shown as it is, and not read.
    Code,
    /// Neither shown nor read.
    Hidden,
}

/// What stands between the tags of a name, as the generators that are in use have it.
pub(super) fn content(name: &str) -> Content {
    match name {
        "highlight" | "code" | "codeblock" | "mermaid" | "plantuml" | "graphviz" | "diagram" | "chart" | "math"
        | "katex" | "latex" | "terminal" | "prettify" => Content::Code,
        "comment" | "style" | "css" | "stylesheet" | "script" | "javascript" | "schema" => Content::Hidden,
        _ => Content::Prose,
    }
}

/// The end of a tag with content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    At(Range<usize>),
    /// The same tag comes first: this one has no content.
    Reopened,
    Missing,
}

/// Where the content of a tag ends, which begins at `from` and is written between `open` and `close`:
/// the range of its end tag.
pub(super) fn end_of_block(body: &str, from: usize, name: &str, (open, close): (&str, &str)) -> End {
    let mark = if open == "{%" { "end" } else { "/" };
    let mut at = from;
    while let Some(start) = memchr::memmem::find(&body.as_bytes()[at..], open.as_bytes()).map(|found| at + found) {
        let Some(end) = find(&body[start..], close, open.len()).map(|end| start + end + close.len()) else { break };
        let inside = body[start + open.len()..end - close.len()].trim_matches(['-', '~', ' ']);
        // Zola ends every tag with `{% end %}`.
        let ends = |rest: &str| rest.trim() == name || (mark == "end" && rest.is_empty());
        if inside.strip_prefix(mark).is_some_and(ends) {
            return End::At(start..end);
        }
        if inside.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())) {
            return End::Reopened;
        }
        at = end;
    }
    End::Missing
}

/// kramdown's `{:.note}`, `{: #id}`, `{:target="_blank"}`, `{:/}`; not the `{:?}` and `{:.2}` of code.
pub(super) fn attributes(here: &str) -> Option<usize> {
    let inner = here.strip_prefix("{:")?;
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let content = inner[..end].trim_start();
    let mut characters = content.chars();
    let first = characters.next()?;
    let named = matches!(first, '.' | '#') && characters.next().is_some_and(|next| next.is_alphabetic() || next == '_');
    let good = named || matches!(first, '/' | ':') || (first.is_alphabetic() && content.len() > 1);
    (good && inner.as_bytes()[end] == b'}').then_some(2 + end + 1)
}

/// `{.wide}`, `{#id}` and `{width=50%}` alone in a line, at the end of one, or right after a link, a picture, code or
/// emphasis. After a heading the reader of Markdown knows them.
pub(super) fn bare_attributes(before: &str, here: &str) -> Option<usize> {
    let inner = here.strip_prefix('{')?;
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    if inner.as_bytes()[end] != b'}' {
        return None;
    }
    // At a line's end only what is no value counts.
    let named = inner.starts_with(['.', '#']) && before.ends_with([' ', '\t']);
    let at_end = || (named || begins_line(before)) && ends_line(&inner[end + 1..]);
    if !at_end() && !before.ends_with([')', ']', '`', '*', '_']) {
        return None;
    }
    let is_attribute = |word: &str| {
        let named = word.strip_prefix(['.', '#']).is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic()));
        let key = word.split_once('=').map_or("", |(key, _)| key);
        named || (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
    };
    // A value in quotes may hold white space; the first word tells enough.
    inner[..end].split_whitespace().next().is_some_and(is_attribute).then_some(end + 2)
}

/// kramdown's `{::comment} … {:/comment}`.
pub(super) fn kramdown_comment(here: &str) -> Option<usize> {
    if !here.starts_with("{::comment}") {
        return None;
    }
    let end = find(here, "{:/", 11)?;
    let close = here[end..].bytes().take(40).position(|byte| byte == b'}')?;
    Some(end + close + 1)
}

/// `[ad_1]`, where a site showed an advertisement.
pub(super) fn advertisement(here: &str) -> Option<usize> {
    let rest = here.strip_prefix("[ad_")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest.as_bytes().get(digits) == Some(&b']')).then_some(5 + digits)
}
