//! Addresses and code, in which words of time date nothing: `https://example.org/see-you-next-week/`, `Sun.set()`.

use super::letter::is_letter;
use std::ops::Range;

/// An address is looked for so many bytes before an expression.
const LONGEST: usize = 300;

/// True if an expression stands within an address or a name of code.
pub(super) fn holds(text: &str, span: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let behind = bytes.get(span.end).copied().unwrap_or(b' ');
    // "june@example.org", but "Friday @ the mill"
    if behind == b'@' && bytes.get(span.end + 1).is_some_and(|byte| is_letter(*byte)) {
        return true;
    }
    // "Sat.advance(2)", "second()", but "Sat. 2 May"
    if bytes[..span.end].ends_with(b".") && is_letter(behind) || bytes[span.end..].starts_with(b"()") {
        return true;
    }
    // Most expressions have a space before them, which no address has.
    let mut at = span.start;
    let floor = at.saturating_sub(LONGEST);
    while at > floor && !matches!(bytes[at - 1], b' ' | b'\n' | b'\t' | b'(' | b')' | b'<' | b'>' | b'"' | b'[' | b']')
    {
        at -= 1;
        if bytes[at..].starts_with(b"://") {
            return true;
        }
    }
    at < span.start && (bytes[at..].starts_with(b"//") || bytes[at..].starts_with(b"www."))
}

#[cfg(test)]
mod tests {
    use super::super::sample::values;

    #[test]
    fn an_address_dates_nothing() {
        for text in [
            "See https://example.org/posts/reopening-next-week/ for more.",
            "[the plan](https://example.org/plans-for-friday)",
            "[the plan](//example.org/Weekly_News)",
            "Look at www.example.org/tomorrow today-less",
            "Write to june@example.org.",
            "Call Sun.advance(2) or today().",
        ] {
            assert!(values("2021-02-08", text).iter().all(|value| value == "2021-02-08"), "{text}");
        }
        assert_eq!(values("2021-02-08", "[Friday](https://example.org) the mill burned."), ["2021-02-05"]);
        assert_eq!(values("2021-02-08", "It moved to https://example.org on Friday."), ["2021-02-05"]);
        assert_eq!(values("2021-02-08", "The fair is Friday @ the mill."), ["2021-02-12"]);
    }
}
