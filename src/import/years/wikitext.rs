//! The lines of a list in MediaWiki's markup.

use super::line::{Line, LineKind};
use crate::import::tree::near;

/// Whether a text is in MediaWiki's markup: headings between `=`, or items with links of its kind.
pub(super) fn is_wikitext(text: &str) -> bool {
    let heading = |line: &str| line.starts_with("==") && line.trim_end().ends_with("==") && line.trim_end().len() > 4;
    let item = |line: &str| line.starts_with('*') && line.contains("[[");
    text.lines().map(str::trim_start).any(|line| heading(line) || item(line))
}

/// The lines without templates, references, files and links.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut blank = true;
    let clean = without_apart(text);
    for (written, number) in clean.lines().zip(1..) {
        let trimmed = written.trim();
        if trimmed.is_empty() {
            blank = true;
            continue;
        }
        let continues = !std::mem::take(&mut blank);
        let mut push = |kind: LineKind, text: &str| {
            let text = plain(text);
            if !text.is_empty() {
                lines.push(Line { kind, text, line: number, continues, ..Line::default() });
            }
        };
        let equals = trimmed.bytes().take_while(|byte| *byte == b'=').count();
        if (1..=6).contains(&equals) && trimmed.len() > 2 * equals && trimmed.ends_with('=') {
            push(LineKind::Heading(equals as u8), trimmed.trim_matches('='));
            continue;
        }
        let markers = trimmed.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
        if markers > 0 {
            push(LineKind::Item(markers - 1), &trimmed[markers..]);
        } else if trimmed.starts_with("{|") || trimmed.starts_with("|+") || trimmed.starts_with('!') {
            // A table's beginning, caption and head.
        } else if trimmed.starts_with("|-") || trimmed.starts_with("|}") {
            flush(&mut row, number, &mut lines);
        } else if let Some(cells) = trimmed.strip_prefix('|') {
            // `style="…" | text`: what stands before is no text.
            row.extend(cells.split("||").map(|cell| {
                plain(
                    cell.rsplit_once('|')
                        .filter(|(before, _)| before.contains('=') && !before.contains("[["))
                        .map_or(cell, |(_, cell)| cell),
                )
            }));
        } else {
            push(LineKind::Text, trimmed);
        }
    }
    flush(&mut row, 0, &mut lines);
    lines
}

fn flush(row: &mut Vec<String>, number: u32, lines: &mut Vec<Line>) {
    let cells = std::mem::take(row);
    if !cells.is_empty() {
        lines.push(Line { kind: LineKind::Row, cells, line: number.saturating_sub(1), ..Line::default() });
    }
}

/// Takes out comments, references and templates; their line breaks stay, so that lines keep their numbers.
fn without_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let last_end = text.rfind("}}").unwrap_or(0);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(length) = apart(rest) {
            out.extend(rest[..length].chars().filter(|letter| *letter == '\n'));
            at += length;
            continue;
        }
        if rest.starts_with("{{") {
            depth += 1;
            at += 2;
            continue;
        }
        if rest.starts_with("}}") {
            depth = depth.saturating_sub(1);
            at += 2;
            continue;
        }
        let Some(letter) = rest.chars().next() else { break };
        // A template that never ends takes its line, not the rest of the text.
        if letter == '\n' {
            if depth > 0 && at > last_end {
                depth = 0;
            }
            out.push(letter);
        } else if depth == 0 {
            out.push(letter);
        }
        at += letter.len_utf8();
    }
    out
}

/// The length of a comment or a reference at the beginning of a text.
fn apart(rest: &str) -> Option<usize> {
    if !rest.starts_with('<') {
        return None;
    }
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    if !rest.starts_with("<ref") {
        return None;
    }
    let tag = near(rest, ">")?;
    if rest[..tag].ends_with('/') {
        return Some(tag + 1);
    }
    let end = near(rest, "</ref")?;
    Some(end + near(&rest[end..], ">")? + 1)
}

/// A line without links, emphasis and tags.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '\'', '<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(link) = rest.strip_prefix("[[") {
            match near(link, "]]").map(|end| (&link[..end], &link[end + 2..])) {
                Some((inside, after)) => {
                    let words = inside.rsplit_once('|').map_or(inside, |(_, words)| words);
                    // A file has its size and place before its words.
                    let file = inside.split('|').count() > 2 && inside.contains(':');
                    if !file {
                        out.push_str(words.trim_start_matches(':'));
                    }
                    rest = after;
                }
                None => rest = link,
            }
        } else if let Some(link) = rest.strip_prefix('[').filter(|link| link.starts_with("http")) {
            let end = near(link, "]").unwrap_or(0);
            let (inside, after) = (&link[..end], link[end..].trim_start_matches(']'));
            out.push_str(inside.split_once(' ').map_or("", |(_, words)| words));
            rest = after;
        } else if rest.starts_with("''") {
            rest = rest.trim_start_matches('\'');
        } else if rest.starts_with('<') && rest[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
            rest = near(rest, ">").map_or(&rest[1..], |end| &rest[end + 1..]);
        } else if rest.starts_with('&') {
            // No reference is longer.
            let length = rest.char_indices().take(34).find(|(_, letter)| *letter == ';').map_or(1, |(at, _)| at + 1);
            let decoded = crate::article::decode_entities(&rest[..length]);
            out.push_str(&decoded);
            rest = &rest[length..];
        } else {
            let letter = rest.chars().next().unwrap_or(' ');
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    super::super::tree::folded(&(out + rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_out() {
        let text = "{{Year nav|1969\n|x={{a}}}}\n== [[January]] ==\n* [[January 5]] &ndash; A ''pier''<ref name=a>x {{cite}}</ref> [[Harbour|opens]].<ref name=b />\n** [https://h.example Boats] come\n[[File:A.jpg|thumb|A pier]]\n{| class=a\n! Year\n|-\n| 1970 || style=\"x\" | Fire\n|}\n";
        let lines = lines(text);
        let short: Vec<_> = lines.iter().map(|line| (line.kind, line.text.as_str(), line.line)).collect();
        assert_eq!(
            short,
            [
                (LineKind::Heading(2), "January", 3),
                (LineKind::Item(0), "January 5 – A pier opens.", 4),
                (LineKind::Item(1), "Boats come", 5),
                (LineKind::Row, "", 10),
            ]
        );
        assert_eq!(lines[3].cells, ["1970", "Fire"]);
        assert!(is_wikitext(text) && !is_wikitext("# 1945\n\n- 5 May – A\n\n====\n"));
    }

    #[test]
    fn what_never_ends_takes_little() {
        let text = without_apart("{{a\nb\n<ref>c\nd");
        assert!(text.ends_with("\nb\n<ref>c\nd"), "{text:?}");
        assert_eq!(plain("[[a"), "a");
        assert_eq!(plain("&amp; & <"), "& & <");
    }
}
