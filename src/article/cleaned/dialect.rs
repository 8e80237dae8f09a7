//! Signs that readers of notes and generators of documentation add to Markdown: Obsidian's links,
//! embeds, comments and highlights, notes within the line, citations, MDX's imports.

use super::edit::Edit;
use super::{LONGEST_TAG, ends_line, find, in_html};

/// The bytes of lines that say nothing to a reader: an abbreviation's meaning, a place for the table
/// of contents, an import of MDX. `rest` begins with the line.
pub(super) fn left_out(rest: &str, line: &str) -> Option<usize> {
    let trimmed = line.trim();
    match trimmed.as_bytes().first()? {
        b'*' if trimmed.starts_with("*[") => {
            let (name, meaning) = trimmed[2..].split_once("]:")?;
            (!name.contains(['[', ']']) && !meaning.is_empty()).then_some(line.len())
        }
        b'[' | b'*' | b'-' | b'1' if trimmed.len() <= 200 => {
            // kramdown puts the table in place of a list: `* TOC`, then `{:toc}`.
            let next = rest[line.len()..].trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
            let list = trimmed.starts_with(['*', '-', '1']) && next.trim_start().starts_with("{:toc");
            let alone = ["[toc]", "[[toc]]", "[[_toc_]]"].iter().any(|sign| trimmed.eq_ignore_ascii_case(sign));
            (list || alone).then_some(line.len())
        }
        b'i' if line.starts_with("import ") => import(rest, line),
        b'e' if line.starts_with("export ") => {
            let words = ["const ", "let ", "var ", "function ", "async ", "default "];
            words
                .iter()
                .any(|word| line[7..].starts_with(word))
                .then(|| find(rest, "\n\n", line.len()).unwrap_or(line.len()))
        }
        _ => None,
    }
    .filter(|length| rest.is_char_boundary(*length))
}

/// `import Tabs from '@theme/Tabs';`, in one line or, with braces, in several.
fn import(rest: &str, line: &str) -> Option<usize> {
    let ends_import = |text: &str| {
        let text = text.trim_end().trim_end_matches(';');
        let quote = text.chars().next_back().filter(|quote| matches!(quote, '\'' | '"'))?;
        let path = text.strip_suffix(quote)?.rfind(quote)?;
        let before = text[..path].trim_end();
        (before.ends_with("from") || before == "import").then_some(())
    };
    if ends_import(line).is_some() {
        return Some(line.len());
    }
    if !line["import ".len()..].trim_start().starts_with('{') || line.contains('}') {
        return None;
    }
    let close = find(rest, "}", line.len())?;
    let end = rest[close..].find('\n').map_or(rest.len(), |end| close + end);
    ends_import(&rest[close..end]).map(|()| end)
}

/// `[[Note]]`, `[[Note#Part]]`, `[[folder/Note|words]]`: a link with the words that are shown.
pub(super) fn wiki_link(here: &str) -> Option<Edit> {
    let (inner, length) = double_brackets(here.strip_prefix("[[")?)?;
    let length = length + 2;
    // `[[1]](https://…)` and `[[1]][note]` are links whose words stand in brackets.
    if here[length..].starts_with(['(', '[', ':']) || inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let bar = inner.find('|');
    let target = inner[..bar.unwrap_or(inner.len())].trim_end_matches('\\').trim();
    let (start, end) = match bar {
        Some(bar) => (bar + 1, inner.len()),
        None => {
            // Of `[[#Part]]` the part is shown, of `[[folder/Note#Part]]` the note.
            let part = inner.find('#').filter(|at| *at > 0).unwrap_or(inner.len());
            (inner[..part].rfind('/').map_or(usize::from(inner.starts_with('#')), |slash| slash + 1), part)
        }
    };
    let cut = Edit::cut(2 + start);
    // As a tag it is a link wherever it stands, also within raw HTML or another link.
    let open = format!("<a href=\"{}\">", in_html::quoted(target));
    Some(cut.and_insert(open).and_keep(end - start).and_insert("</a>").and_cut(length - 2 - end))
}

/// `![[picture.png|300]]`, `![[Note]]`: a picture, or nothing but a name where it is none.
pub(super) fn embed(here: &str) -> Option<Edit> {
    let (inner, length) = double_brackets(here.strip_prefix("![[")?)?;
    let (target, shown) = inner.split_once('|').unwrap_or((inner, ""));
    let target = target.trim_end_matches('\\').trim();
    let size = shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
    let name = target.rsplit('/').next().unwrap_or(target);
    let stem = name.split(['.', '#']).next().unwrap_or(name);
    let words = if size { stem } else { shown };
    let address = target.split('#').next().unwrap_or(target);
    // A tag alone in its line would begin a block of raw HTML; two do not.
    let element = format!("<span></span>{}", in_html::element(words, address));
    Some(Edit::default().and_insert(element).and_cut(length + 3))
}

/// What stands before `]]` in the line, and the length with these.
fn double_brackets(inner: &str) -> Option<(&str, usize)> {
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b']' | b'[' | b'\n' | b'`'))?;
    (end > 0 && inner[end..].starts_with("]]")).then(|| (&inner[..end], end + 2))
}

/// `](my picture.png)`: white space in an address, which no reader of Markdown allows.
pub(super) fn spaced_destination(before: &str, here: &str) -> Option<Edit> {
    let inner = here.strip_prefix("](")?;
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b')' | b'\n' | b'<' | b'>' | b'"' | b'\''))?;
    let address = inner[..end].trim();
    let is_file = address.contains('/')
        || address.rsplit_once('.').is_some_and(|(_, after)| {
            (2..=8).contains(&after.len()) && after.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if inner.as_bytes()[end] != b')' || !address.contains(' ') || address.contains(['(', '{']) {
        return None;
    }
    // "[as it was said](as it was said)": the address was forgotten.
    if before.strip_suffix(&inner[..end]).is_some_and(|before| before.ends_with('[')) {
        return Some(Edit::default().and_keep(2).and_cut(end));
    }
    if !is_file {
        return None;
    }
    let lead = inner.len() - inner.trim_start().len();
    Some(
        Edit::default()
            .and_keep(2)
            .and_cut(lead)
            .and_insert("<")
            .and_keep(address.len())
            .and_insert(">")
            .and_cut(end - lead - address.len()),
    )
}

/// `[@author2020, p. 3]`, a citation.
pub(super) fn citation(here: &str) -> Option<Edit> {
    let inner = here.strip_prefix('[')?;
    let key = inner.strip_prefix('-').unwrap_or(inner).strip_prefix('@')?;
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b']' | b'[' | b'\n'))?;
    let named = key.starts_with(|c: char| c.is_ascii_alphabetic());
    let cited = named && inner.as_bytes()[end] == b']' && !inner[end + 1..].starts_with(['(', '[', ':']);
    cited.then(|| Edit::cut(end + 2))
}

/// True where a word may begin.
fn begins_word(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '*' | '_' | '>' | '|'))
}

/// `==marked words==`.
pub(super) fn highlight(before: &str, here: &str) -> Option<Edit> {
    let inner = here.strip_prefix("==")?;
    if !begins_word(before) || inner.starts_with(|c: char| c.is_whitespace() || c == '=') {
        return None;
    }
    let window = inner.bytes().take(400).position(|byte| byte == b'\n').unwrap_or(inner.len().min(400));
    let end = memchr::memmem::find(&inner.as_bytes()[..window], b"==")?;
    let closes = end > 0 && !inner[..end].ends_with(char::is_whitespace) && !inner[end + 2..].starts_with('=');
    closes.then(|| Edit::cut(2).and_insert("<mark>").and_keep(end).and_insert("</mark>").and_cut(2))
}

/// `%% what only the writer sees %%`.
pub(super) fn comment(before: &str, here: &str) -> Option<Edit> {
    if !here.starts_with("%%") || !before.chars().next_back().is_none_or(char::is_whitespace) {
        return None;
    }
    Some(Edit::cut(find(here, "%%", 2)? + 2))
}

/// `^[a note within the line]`, which comes into parentheses, and `^block-id` at a line's end.
pub(super) fn note(before: &str, here: &str) -> Option<Edit> {
    let last = before.chars().next_back();
    if let Some(inner) = here.strip_prefix("^[") {
        let follows = last
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | '!' | '?' | '”' | '"' | ')' | '*'));
        let mut depth = 0;
        let end = inner.bytes().take(LONGEST_TAG).position(|byte| {
            match byte {
                b'[' => depth += 1,
                b']' if depth == 0 => return true,
                b']' => depth -= 1,
                _ => {}
            }
            false
        })?;
        let said = &inner[..end];
        let is_note = follows && said.contains(' ') && !said.contains("\n\n");
        return is_note.then(|| Edit::cut(2).and_insert(" (").and_keep(end).and_insert(")").and_cut(1));
    }
    let length = here[1..].bytes().take(80).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let named = length >= 4 && ends_line(&here[1 + length..]);
    (named && last.is_none_or(char::is_whitespace)).then(|| Edit::cut(1 + length))
}

/// `:tada:`, a picture by its name.
pub(super) fn emoji(before: &str, here: &str) -> Option<Edit> {
    let name = here[1..]
        .bytes()
        .take(40)
        .take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-'));
    let length = name.count();
    let inner = &here[1..1 + length];
    let begins = begins_word(before) || before.ends_with(':');
    let ends = here[1 + length..].strip_prefix(':')?;
    let named = length >= 2 && inner.bytes().any(|byte| byte.is_ascii_lowercase() || byte == b'1');
    (begins && named && !ends.starts_with(|c: char| c.is_alphanumeric())).then(|| Edit::cut(length + 2))
}
