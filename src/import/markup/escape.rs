//! Text that means nothing to Markdown, nor to what reads templates in it.

/// Escapes what would be markup within a line. `before` is the last letter that stands before it.
pub(super) fn text(text: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = before;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match letter {
            '\\' | '`' | '*' | '[' | ']' => out.extend(['\\', letter]),
            // Within a word it means nothing.
            '_' if last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) => out.push('_'),
            '_' => out.push_str("\\_"),
            '~' if next == Some('~') || last == Some('~') => out.push_str("\\~"),
            '<' => out.push_str("&lt;"),
            '&' if next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()) => out.push_str("&amp;"),
            // Template tags and attributes of other generators.
            '{' if matches!(next, Some('{' | '%' | ':' | '<' | '#')) || last == Some('{') => out.push_str("&#123;"),
            _ => out.push(letter),
        }
        last = Some(letter);
    }
    out
}

/// Escapes what would be markup at the beginning of a line: headings, quotations, items, rules.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    if (1..=9).contains(&digits) && matches!(after, Some('.' | ')')) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    match line.chars().next() {
        Some('#' | '>' | '+' | '-' | '=' | ':' | '|' | '~') => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Text within HTML, and within a value in double quotes.
pub(super) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('{', "&#123;")
}
