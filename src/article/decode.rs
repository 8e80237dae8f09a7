//! From a file's bytes to its text: UTF-8, or UTF-16 with a byte-order mark, and nothing guessed.

use super::SourceFile;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

const HELP: &str = "save the file as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8` converts what old Windows programs wrote";

/// The text of a file, without its byte-order mark.
///
/// # Errors
/// A file that is neither UTF-8 nor UTF-16 with a byte-order mark, or that holds a NUL byte; the
/// diagnostic names the place of the first bad byte.
pub fn decode(file: &SourceFile) -> Result<String, Diagnostic> {
    let text = match file.bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(file, rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(file, rest, u16::from_be_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(file, rest)?.to_owned(),
        bytes => utf8(file, bytes)?.to_owned(),
    };
    match memchr::memchr(0, text.as_bytes()) {
        None => Ok(text),
        Some(offset) => {
            let message = "the file is no text: it holds a NUL byte".to_owned();
            Err(broken(file, &text[..offset], message, "is it a picture or an archive with the name of an article?"))
        }
    }
}

fn utf8<'a>(file: &SourceFile, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        let before = std::str::from_utf8(good).unwrap_or_default();
        let byte = bad.first().copied().unwrap_or_default();
        broken(file, before, format!("the file is not UTF-8: byte `0x{byte:02X}`"), HELP)
    })
}

fn utf16(file: &SourceFile, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Diagnostic> {
    let units = bytes.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)]));
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => text.push(character),
            Err(error) => {
                let bad = error.unpaired_surrogate();
                return Err(broken(file, &text, format!("the file is not UTF-16: half a pair `0x{bad:04X}`"), HELP));
            }
        }
    }
    Ok(text)
}

fn broken(file: &SourceFile, before: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        place: Some(Place::after(&file.path, before)),
        severity: Severity::Error,
        code: Code::NotUtf8,
        message,
        help: Some(help.to_owned()),
        excerpt: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: &[u8]) -> SourceFile {
        SourceFile { path: "a.md".into(), bytes: bytes.to_vec() }
    }

    #[test]
    fn utf8_and_utf16_with_a_mark_are_text() {
        let utf16_le: Vec<u8> = [0xFEFF, 0x0041, 0x20AC].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
        let utf16_be: Vec<u8> = [0xFEFF, 0x0041, 0x20AC].iter().flat_map(|unit: &u16| unit.to_be_bytes()).collect();
        for bytes in ["A€".as_bytes(), "\u{feff}A€".as_bytes(), &utf16_le, &utf16_be] {
            assert_eq!(decode(&file(bytes)).as_deref(), Ok("A€"));
        }
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let diagnostic = decode(&file(b"one\ntw\xC3\xB6 caf\xE9 \xE8")).expect_err("Latin-1");
        assert_eq!(diagnostic.place, Some(Place { file: "a.md".into(), line: 2, column: 8 }));
        assert!(diagnostic.message.contains("`0xE9`"), "{}", diagnostic.message);
        let diagnostic = decode(&file(b"one\n\0")).expect_err("a NUL");
        assert_eq!(diagnostic.place, Some(Place { file: "a.md".into(), line: 2, column: 1 }));
        assert_eq!(decode(&file(&[0xFF, 0xFE, 0x00, 0xD8])).expect_err("half a pair").code, Code::NotUtf8);
    }
}
