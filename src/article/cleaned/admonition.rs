//! Notes, tips and warnings set apart from the text: `:::note` of Docusaurus, VuePress and Pandoc,
//! `!!! note` of MkDocs, `> [!info]` of Obsidian. Their marks go, their titles and texts are prose.

use super::edit::Edit;

/// What stands in place of a line that begins or ends an admonition, and whether the indented lines
/// after it are its content.
pub(super) fn line(line: &str, after_quotation: bool, after_blank: bool) -> Option<(Edit, bool)> {
    let start = line.len() - line.trim_start_matches(' ').len();
    match line.as_bytes().get(start)? {
        b':' => Some((fence(line)?, false)),
        b'!' | b'?' | b'=' if after_blank => Some((material(line)?, true)),
        b'>' => Some((callout(line, after_quotation)?, false)),
        _ => None,
    }
}

/// The indent of a line that belongs to the admonition above it.
pub(super) fn indent(line: &str) -> Option<usize> {
    if line.starts_with('\t') {
        return Some(1);
    }
    line.starts_with("    ").then_some(4)
}

/// The title at `start` as a paragraph of its own, the rest of the line taken away.
fn titled(line: &str, start: usize, length: usize) -> Edit {
    if length == 0 {
        return Edit::cut(line.len());
    }
    Edit::cut(start).and_insert("\n").and_keep(length).and_cut(line.len() - start - length).and_insert("\n")
}

/// `:::note`, `:::tip[A title]`, `::: warning A title`, `::: {.callout-note}`, `:::`.
fn fence(line: &str) -> Option<Edit> {
    let trimmed = line.trim_start();
    let mut rest = trimmed.trim_start_matches(':');
    if trimmed.len() - rest.len() < 3 || trimmed.len() > 400 {
        return None;
    }
    rest = rest.trim_start();
    let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    rest = &rest[name..];
    let place = |part: &str| line.len() - part.len();
    if let Some(title) = rest.strip_prefix('[') {
        let end = title.find(']')?;
        return Some(titled(line, place(title), title[..end].trim_end().len()));
    }
    let title = rest.trim();
    if title.is_empty() || title.starts_with('{') {
        return Some(Edit::cut(line.len()));
    }
    // `::: name` is followed by white space, or it is no fence.
    (name > 0 && rest.starts_with([' ', '\t'])).then(|| titled(line, place(rest.trim_start()), title.len()))
}

/// `!!! note "A title"`, `??? tip`, `=== "A tab"`.
fn material(line: &str) -> Option<Edit> {
    let trimmed = line.trim_start();
    let (tab, rest) = match trimmed.get(..3)? {
        "!!!" | "???" => (false, trimmed[3..].trim_start_matches('+')),
        "===" => (true, trimmed[3..].trim_start_matches(['!', '+'])),
        _ => return None,
    };
    let words = rest.strip_prefix(' ')?.trim_start();
    let kinds = words.split('"').next().unwrap_or_default();
    let named = kinds.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_'));
    if !named || (kinds.trim().is_empty() != tab) {
        return None;
    }
    let Some(title) = words[kinds.len()..].strip_prefix('"') else {
        // "!!! Nothing at all happened" is a sentence.
        return (kinds.split_whitespace().count() <= 2).then(|| Edit::cut(line.len()));
    };
    let end = title.find('"').filter(|end| title[end + 1..].trim().is_empty())?;
    Some(titled(line, line.len() - title.len(), end))
}

/// `> [!info]- A title`: written as an alert, the title as its first paragraph.
fn callout(line: &str, after_quotation: bool) -> Option<Edit> {
    let marks = line.find(|c: char| !matches!(c, '>' | ' ' | '\t')).filter(|marks| *marks <= 40)?;
    let inner = line[marks..].strip_prefix("[!")?;
    let name = inner.find(']').filter(|end| *end > 0)?;
    let known = inner[..name].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'|'));
    if !known {
        return None;
    }
    let after = inner[name + 1..].trim_start_matches(['+', '-']);
    let title = after.trim();
    let alert = ["note", "tip", "important", "warning", "caution"];
    if !after_quotation && title.is_empty() && alert.iter().any(|known| inner[..name].eq_ignore_ascii_case(known)) {
        // As GitHub writes it: the reader of Markdown knows it.
        return None;
    }
    let prefix = &line[..marks];
    let mut edit = Edit::default().and_keep(marks);
    if !after_quotation {
        edit = edit.and_insert(format!("[!NOTE]\n{prefix}"));
    }
    let start = line.len() - after.trim_start().len();
    edit = edit.and_cut(start - marks);
    if !title.is_empty() {
        edit = edit.and_keep(title.len()).and_insert(format!("\n{}", prefix.trim_end()));
    }
    let done = start + title.len();
    Some(edit.and_cut(line.len() - done))
}
