//! The lines of a list in Markdown or plain text.

use super::line::{Line, LineKind};
use crate::article::FrontMatter;
use crate::import::tree::near;

/// The lines, and what the front matter says of title and address.
pub(super) fn lines(text: &str) -> (Vec<Line>, Option<String>, Option<String>) {
    let front = FrontMatter::split(text).ok();
    let told = |keys: &[&str]| front.as_ref().and_then(|front| front.get(keys)?.text());
    let (mut title, address) = (told(&["title"]), told(&["source_url", "canonical_url", "original"]));
    let skipped = front.as_ref().filter(|front| !front.block.is_empty()).map_or(0, |front| front.body);
    let first = text[..skipped].matches('\n').count();
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = true;
    for (written, number) in text[skipped..].lines().zip(first as u32 + 1..) {
        let trimmed = written.trim();
        if trimmed.is_empty() {
            blank = true;
            continue;
        }
        let continues = !std::mem::take(&mut blank);
        // A line of `=` or `-` makes the one above a heading.
        let underline =
            trimmed.len() >= 3 && (trimmed.bytes().all(|b| b == b'=') || trimmed.bytes().all(|b| b == b'-'));
        if underline {
            if let Some(above) = lines.last_mut().filter(|above| continues && above.kind == LineKind::Text) {
                above.kind = LineKind::Heading(if trimmed.starts_with('=') { 1 } else { 2 });
            }
            continue;
        }
        let line = line(written, trimmed);
        // A table's rule.
        if line.kind == LineKind::Row && line.cells.iter().all(|cell| cell.bytes().all(|b| matches!(b, b'-' | b':'))) {
            if let Some(above) = lines.last_mut() {
                above.head = true;
            }
            continue;
        }
        lines.push(Line { line: number, continues, ..line });
    }
    if title.is_none() {
        let heading = lines.iter().find(|line| line.kind == LineKind::Heading(1));
        title = heading.map(|line| line.text.clone());
    }
    (lines, title, address)
}

fn line(written: &str, trimmed: &str) -> Line {
    let of = |kind: LineKind, text: &str| Line { kind, text: without_markup(text), ..Line::default() };
    let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && trimmed[hashes..].starts_with([' ', '\t']) {
        return of(LineKind::Heading(hashes as u8), trimmed[hashes..].trim().trim_end_matches('#'));
    }
    let indent =
        written.chars().take_while(|letter| letter.is_whitespace()).map(|letter| if letter == '\t' { 4 } else { 1 });
    let depth = indent.sum::<usize>() / 2;
    if let Some(item) = ["- ", "* ", "+ ", "• "].iter().find_map(|marker| trimmed.strip_prefix(marker)) {
        return of(LineKind::Item(depth), item);
    }
    if let Some(row) = trimmed.strip_prefix('|') {
        let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|cell| without_markup(cell.trim())).collect();
        return Line { kind: LineKind::Row, cells, ..Line::default() };
    }
    of(LineKind::Text, trimmed)
}

/// A line without emphasis, links and code.
pub(in crate::import) fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['[', '!', '*', '`', '_', '\\']) {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        let picture = here.starts_with("![");
        if here.starts_with('[') || picture {
            let inside = &here[if picture { 2 } else { 1 }..];
            // `[words](address)`, and no bracket within the words.
            let link = near(inside, "](").map(|at| (&inside[..at], &inside[at + 2..]));
            let link = link.filter(|(words, _)| !words.contains('['));
            if let Some((words, after)) = link.and_then(|(words, more)| Some((words, &more[near(more, ")")? + 1..]))) {
                if !picture {
                    out.push_str(&without_markup(words));
                }
                rest = after;
                continue;
            }
        }
        let letter = here.chars().next().unwrap_or(' ');
        let next = &here[letter.len_utf8()..];
        let within = letter == '_' && out.ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric);
        match letter {
            '\\' => {}
            '*' | '`' => {}
            '_' if !within => {}
            _ => out.push(letter),
        }
        rest = next;
    }
    (out + rest).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_markup() {
        let (lines, title, address) = lines(
            "---\ntitle: Old piers\nsource_url: https://h.example/a\n---\n\n1945\n====\n\n- **5 May**: A\n  [pier](x) \n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n## In snake_case ##\n  * deep",
        );
        assert_eq!((title.as_deref(), address.as_deref()), (Some("Old piers"), Some("https://h.example/a")));
        let short: Vec<_> =
            lines.iter().map(|line| (line.kind, line.text.as_str(), line.line, line.continues)).collect();
        assert_eq!(
            short,
            [
                (LineKind::Heading(1), "1945", 6, false),
                (LineKind::Item(0), "5 May: A", 9, false),
                (LineKind::Text, "pier", 10, true),
                (LineKind::Row, "", 12, false),
                (LineKind::Row, "", 14, true),
                (LineKind::Heading(2), "In snake_case", 16, false),
                (LineKind::Item(1), "deep", 17, true),
            ]
        );
        assert!(lines[3].head && lines[4].cells == ["1", "2"]);
        assert_eq!(without_markup("![a](b)c [d] [e"), "c [d] [e");
        assert_eq!(without_markup(&"[".repeat(10_000)).len(), 10_000);
    }
}
