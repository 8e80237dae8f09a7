//! Markdown within blocks of raw HTML, where its readers leave it as it is and writers meant it:
//! `<td>**Motto:**</td>`, `<p>[a link](https://example.org)</p>`.

use super::edit::Edit;

/// The elements that begin a block of raw HTML (CommonMark 0.31, condition 6).
const BLOCKS: &str = " address article aside base basefont blockquote body caption center col colgroup dd details dialog \
    dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe \
    legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td \
    tfoot th thead title tr track ul ";

/// The elements within which nothing is prose.
const RAW: [&str; 4] = ["pre", "script", "style", "textarea"];

/// The name of the element whose tag a line begins with.
fn name(line: &str) -> Option<&str> {
    let trimmed = line.trim_start_matches(' ');
    let inner = trimmed.strip_prefix('<').filter(|_| line.len() - trimmed.len() < 4)?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    (length > 0).then(|| &inner[..length])
}

/// True if a block of raw HTML begins with this line.
pub(super) fn begins(line: &str, after_blank: bool) -> bool {
    let Some(name) = name(line) else { return false };
    // A tag that stands alone begins one, too, if it interrupts no paragraph.
    let alone = || {
        let rest = line.trim();
        after_blank && rest.ends_with('>') && rest.find('>') == Some(rest.len() - 1) && !rest.contains("://")
    };
    BLOCKS.contains(&format!(" {} ", name.to_ascii_lowercase())) || alone()
}

/// The element that this line opens and does not close, if nothing in it is prose.
pub(super) fn opens_raw(line: &str) -> Option<&'static str> {
    let name = name(line)?;
    let raw = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(name))?;
    (!line.trim_start().starts_with("</") && !closes(line, raw)).then_some(raw)
}

/// True if a line closes an element.
pub(super) fn closes(line: &str, name: &str) -> bool {
    memchr::memmem::find_iter(line.as_bytes(), b"</").any(|at| {
        let rest = &line.as_bytes()[at + 2..];
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// `**bold**`, also with the white space that converters leave before its end.
pub(super) fn bold(here: &str) -> Option<Edit> {
    let inner = here.strip_prefix("**")?;
    let end = in_line(inner, b'*')?;
    let closes = end > 0 && inner[end..].starts_with("**") && !inner.starts_with([' ', '*']);
    closes.then(|| Edit::cut(2).and_insert("<strong>").and_keep(end).and_insert("</strong>").and_cut(2))
}

/// `![words](address)`.
pub(super) fn picture(here: &str) -> Option<Edit> {
    let (words, address, length) = image(here)?;
    Some(Edit::default().and_insert(element(words, address)).and_cut(length))
}

/// `[words](address)`, and `[![words](address)](address)`.
pub(super) fn link(here: &str) -> Option<Edit> {
    let inner = here.strip_prefix('[')?;
    if let Some((words, picture, length)) = image(inner) {
        let (address, rest) = destination(&inner[length..])?;
        let element = format!("<a href=\"{}\">{}</a>", quoted(address), element(words, picture));
        return Some(Edit::default().and_insert(element).and_cut(1 + length + rest));
    }
    let words = in_line(inner, b']')?;
    if inner[..words].contains('[') {
        return None;
    }
    let (address, length) = destination(&inner[words..])?;
    let open = format!("<a href=\"{}\">", quoted(address));
    Some(Edit::cut(1).and_insert(open).and_keep(words).and_insert("</a>").and_cut(length))
}

fn image(here: &str) -> Option<(&str, &str, usize)> {
    let inner = here.strip_prefix("![")?;
    let words = in_line(inner, b']')?;
    let (address, length) = destination(&inner[words..])?;
    Some((&inner[..words], address, 2 + words + length))
}

/// The address of `](address "title")` and the length of the whole.
fn destination(here: &str) -> Option<(&str, usize)> {
    let inner = here.strip_prefix("](")?;
    let end = in_line(inner, b')')?;
    let address = inner[..end].split_whitespace().next().unwrap_or("");
    Some((address, 2 + end + 1))
}

/// Where a sign stands in the same line, before any tag.
fn in_line(text: &str, sign: u8) -> Option<usize> {
    let found = text.bytes().take(1000).position(|byte| byte == sign || matches!(byte, b'\n' | b'<'))?;
    (text.as_bytes()[found] == sign).then_some(found)
}

pub(super) fn element(words: &str, address: &str) -> String {
    format!("<img alt=\"{}\" src=\"{}\">", quoted(words), quoted(address))
}

pub(super) fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
