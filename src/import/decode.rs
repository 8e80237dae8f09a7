//! From the bytes of what others wrote to text, in whatever encoding they wrote it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So far into a file its encoding may be told.
const HEAD: usize = 4096;

/// A text, and how it was encoded.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding's name, `windows-1252`.
    pub(super) encoding: &'static str,
    /// Whether there were bytes that the encoding does not know.
    pub(super) damaged: bool,
}

/// Decodes by the byte-order mark; by the bytes, where they are good UTF-8; by what the file says of
/// itself (`<meta charset>`, `<?xml encoding>`); else as Windows-1252, as browsers do. `told` is the
/// encoding that something around the file names.
pub(super) fn decode(bytes: &[u8], told: Option<&str>) -> Decoded {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| without_mark(bytes));
    let encoding = encoding.unwrap_or_else(|| {
        let named = told.and_then(|name| Encoding::for_label(name.as_bytes())).or_else(|| named(bytes));
        // Text in no other encoding happens to be UTF-8 unless it is all ASCII.
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        match named {
            Some(named) if !is_utf8 || bytes.is_ascii() => named,
            _ if is_utf8 => UTF_8,
            _ => WINDOWS_1252,
        }
    });
    let (mut text, used, mut damaged) = encoding.decode(bytes);
    // A page that says UTF-8 and is not: old editors write what Windows has.
    if damaged && used == UTF_8 && !starts_with_mark(bytes) {
        let (other, _, other_damaged) = WINDOWS_1252.decode(bytes);
        let mostly = text.chars().filter(|letter| *letter == '\u{fffd}').count() * 4
            > text.chars().filter(|letter| !letter.is_ascii()).count();
        if !other_damaged && mostly {
            return Decoded { text: other.into_owned(), encoding: WINDOWS_1252.name(), damaged: false };
        }
        damaged = true;
    }
    if text.contains('\0') {
        text = text.replace('\0', "").into();
    }
    Decoded { text: text.into_owned(), encoding: used.name(), damaged }
}

fn starts_with_mark(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some()
}

/// UTF-16 without its mark: the first letters are ASCII, so every other byte is 0.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The encoding that the head of a page or of an XML document names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let declared = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let xml = declared.and_then(|(declaration, _)| value_after(declaration, "encoding"));
    let meta = || {
        head.match_indices("<meta").find_map(|(at, _)| {
            let tag = head[at..].split_once('>')?.0;
            value_after(tag, "charset")
        })
    };
    let label = xml.or_else(meta)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // What was read byte by byte up to here is no UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The value after `key=` in a tag, quoted or not.
fn value_after<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let rest = tag.split_once(key)?.1.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start_matches([' ', '"', '\'', '\n', '\t']);
    let end = rest.find(['"', '\'', ' ', ';', '/', '>', '?']).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn the_encoding_is_found() {
        let utf16: Vec<u8> = "<p>é</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = "\u{feff}<p>é</p>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [
            ("<p>é</p>".as_bytes(), "UTF-8"),
            ("\u{feff}<p>é</p>".as_bytes(), "UTF-8"),
            (&utf16, "UTF-16LE"),
            (&marked, "UTF-16BE"),
            (b"<p>\xe9</p>", "windows-1252"),
        ] {
            assert_eq!(of(bytes), ("<p>é</p>".to_owned(), encoding));
        }
    }

    #[test]
    fn what_the_file_says_counts_unless_the_bytes_say_otherwise() {
        assert_eq!(of(b"<meta charset=iso-8859-5>\xb0").0, "<meta charset=iso-8859-5>А");
        assert_eq!(of(b"<meta http-equiv=a content='text/html; charset=shift_jis'>\x8a\x43").1, "Shift_JIS");
        assert_eq!(of(b"<?xml version='1.0' encoding='ISO-8859-15'?><a>\xa4</a>").1, "ISO-8859-15");
        // Saved anew in UTF-8, the old word still in it.
        assert_eq!(of("<meta charset=windows-1252>é".as_bytes()).1, "UTF-8");
        // It says UTF-8, and is not.
        assert_eq!(of(b"<meta charset=utf-8>caf\xe9").0, "<meta charset=utf-8>café");
        assert_eq!(of(b"<meta charset=utf-16>a").1, "UTF-8");
    }

    #[test]
    fn damage_is_said() {
        assert!(decode(b"\xef\xbb\xbfa\xff\xfeb", None).damaged);
        assert!(!decode(b"abc", None).damaged);
        assert_eq!(decode(b"ab\0c", None).text, "abc");
    }
}
