//! Finds addresses in prose: no date is taken from them, and no title wants them.

use std::ops::Range;

/// The bytes of the first address, without the punctuation of the sentence around it.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = memchr::memchr2_iter(b':', b'.', bytes).find_map(|at| {
        let before = &bytes[..at];
        let after = &bytes[at + 1..];
        if bytes[at] == b':' {
            let letters = before.iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let follows = after.starts_with(b"//") && after.get(2).is_some_and(|byte| !byte.is_ascii_whitespace());
            (letters >= 2 && follows).then_some(at - letters)
        } else {
            let named = before.ends_with(b"www") && after.first().is_some_and(u8::is_ascii_alphanumeric);
            let begins = named && !before[..at - 3].last().is_some_and(u8::is_ascii_alphanumeric);
            begins.then(|| at - 3)
        }
    })?;
    Some(start..start + end(&text[start..]).max(1))
}

/// The bytes of an address that tell whose it is: its host without `www.`.
pub(super) fn host(address: &str) -> Range<usize> {
    let start = address.find("://").map_or(0, |scheme| scheme + "://".len());
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |end| start + end);
    let start = address[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let end = address[start..end].find(':').map_or(end, |port| start + port);
    let start = if address[start..end].starts_with("www.") { start + "www.".len() } else { start };
    start..end
}

/// Where an address that goes on at the start of `text` ends.
pub(super) fn end(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”')).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…', '*']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_host() {
        for (address, expected) in [
            ("https://www.example.org/2020/05/01/x?a=b", "example.org"),
            ("http://user:word@example.org:8080", "example.org"),
            ("www.example.org", "example.org"),
            ("ftp://x", "x"),
            ("https://", ""),
        ] {
            assert_eq!(&address[host(address)], expected, "{address}");
        }
    }

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        let found = |text: &str| find(text).map(|range| text[range].to_owned());
        assert_eq!(found("See https://a.org/b?c=d. Then").as_deref(), Some("https://a.org/b?c=d"));
        assert_eq!(found("(at www.a.org/2020/)").as_deref(), Some("www.a.org/2020/"));
        assert_eq!(found("ftp://x, http://y").as_deref(), Some("ftp://x"));
        for text in ["a://b", "www. x", "awww.x", "x :// y", "://", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
