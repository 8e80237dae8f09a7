//! HTML's character references: `&amp;`, `&#8217;`, `&#x2019;`.

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest name, `CounterClockwiseContourIntegral;`, has 32 bytes.
const LONGEST: usize = 33;

/// The one or two characters of the reference at the start of `text`, and its length in bytes.
pub fn reference(text: &str) -> Option<([Option<char>; 2], usize)> {
    let inner = text.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take(9).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let end = prefix + length + usize::from(digits.as_bytes().get(length) == Some(&b';'));
        return Some(([Some(character(code)), None], end));
    }
    let name = inner.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let with_semicolon = inner.get(..=name).filter(|name| name.ends_with(';'))?;
    let &(first, second) = NAMED_ENTITIES.get(with_semicolon).filter(|(first, _)| *first != 0)?;
    let second = if second == 0 { None } else { char::from_u32(second) };
    Some(([char::from_u32(first), second], name + 2))
}

/// What HTML makes of a number: Windows' punctuation for the control characters of Latin-1.
fn character(code: u32) -> char {
    let windows = match code {
        0x80..=0x9F => C1_REPLACEMENTS[(code - 0x80) as usize],
        _ => None,
    };
    windows.or_else(|| char::from_u32(code).filter(|character| *character != '\0')).unwrap_or('\u{fffd}')
}

/// Text with its references replaced by their characters.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((characters, length)) => {
                out.extend(characters.into_iter().flatten());
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_as_browsers_do() {
        assert_eq!(decode("Q&amp;A &#8211; it&#x2019;s &#146;ere &euro;5 &hellip;"), "Q&A – it’s ’ere €5 …");
        assert_eq!(decode("AT&T R&D &nosuch; &; & &#; &#x;"), "AT&T R&D &nosuch; &; & &#; &#x;");
        assert_eq!(decode("&#0;&#xD800;&#99999999;"), "\u{fffd}\u{fffd}\u{fffd}");
    }
}
