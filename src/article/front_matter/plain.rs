//! YAML as most articles have it, one key with one short value a line, read without the library.
//!
//! Here the library takes longer than all else that is read of a file before its text. Whatever could
//! mean more than it seems to is left to it, and a test holds the two to the same values.

use super::Value;

/// In bytes: what is longer may be more than the library takes.
const LONGEST: usize = 4096;
/// In bytes: YAML has a limit to keys that stand on one line.
const LONGEST_KEY: usize = 64;
/// Words that are no text, or were none in an earlier YAML.
const MEANT: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"];

/// The keys and values of a block of YAML; none if the library must be asked.
pub(super) fn fields(block: &str) -> Option<Vec<(String, Value)>> {
    if block.is_empty() || block.len() > LONGEST {
        return None;
    }
    let mut fields: Vec<(String, Value)> = Vec::new();
    for line in block.split_terminator('\n') {
        let (key, value) = line.split_once(": ")?;
        if !is_key(key) || fields.iter().any(|(known, _)| known == key) {
            return None;
        }
        fields.push((key.to_owned(), value_of(value)?));
    }
    Some(fields)
}

fn is_key(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.len() <= LONGEST_KEY
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        && !is_meant(key)
}

fn is_meant(text: &str) -> bool {
    MEANT.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn value_of(value: &str) -> Option<Value> {
    if let Some(list) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items: Option<Vec<Value>> = list.split(',').map(|item| text(item.trim_matches(' '))).collect();
        return items.map(Value::List);
    }
    match value {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ => text(value),
    }
}

/// A text, in quotation marks or bare, or a date.
fn text(value: &str) -> Option<Value> {
    let first = value.chars().next()?;
    let inner = match first {
        '"' | '\'' => value[1..].strip_suffix(first).filter(|inner| !inner.contains([first, '\\'])),
        _ => Some(value).filter(|value| is_bare(value, first)),
    };
    inner.filter(|inner| inner.chars().all(is_ordinary)).map(|inner| Value::Text(inner.to_owned()))
}

/// True for what needs no quotation marks: it begins as a word or is a date, and no mark in it parts it.
fn is_bare(value: &str, first: char) -> bool {
    let begins = first.is_alphabetic() && !is_meant(value) || first.is_ascii_digit() && is_date(value);
    let next =
        |at: usize| value.as_bytes().get(at + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'/');
    let parts = |(at, letter): (usize, char)| match letter {
        '#' | '[' | ']' | '{' | '}' | '"' | '\\' => true,
        ':' => !next(at),
        _ => false,
    };
    begins && !value.ends_with(' ') && !value.char_indices().any(parts)
}

/// "2024-05-03", "2024-05-03 10:00:49 +0200": no number, whatever stands behind the day.
fn is_date(value: &str) -> bool {
    let day = value.as_bytes().first_chunk::<10>().is_some_and(|day| {
        let shape = |(at, byte): (usize, &u8)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() };
        day.iter().enumerate().all(shape)
    });
    day && value.bytes().all(|byte| byte.is_ascii_digit() || b"-: +TZ.".contains(&byte))
}

/// A letter that is itself wherever it stands: no white space but the blank, nothing invisible.
fn is_ordinary(letter: char) -> bool {
    matches!(letter, ' '..='~' | '‘' | '’' | '“' | '”' | '–' | '—' | '…')
        || !letter.is_ascii() && letter.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{RngSeed, TestRunner};

    #[test]
    fn what_most_articles_have_is_read() {
        let block = "title: The quay: open\ndate: 2024-05-03 10:00:49 +0200\n";
        assert_eq!(fields(block), None, "a key in a value is broken YAML");
        let block = "title: The quay, at last – öffnet\ndate: 2024-05-03 10:00:49 +0200\ntags: [ports, 'new quay']\n\
                     draft: false\nlink: https://example.org/quay\nteaser: \"It opened: in May #2\"\n";
        let text = |text: &str| Value::Text(text.into());
        let expected = [
            ("title", text("The quay, at last – öffnet")),
            ("date", text("2024-05-03 10:00:49 +0200")),
            ("tags", Value::List(vec![text("ports"), text("new quay")])),
            ("draft", Value::Bool(false)),
            ("link", text("https://example.org/quay")),
            ("teaser", text("It opened: in May #2")),
        ];
        assert_eq!(fields(block), Some(expected.map(|(key, value)| (key.to_owned(), value)).into()));
    }

    /// Blocks of lines that are nearly simple: of what is taken here the library says the same.
    #[test]
    fn what_is_read_here_the_library_reads_the_same() {
        let odd_keys = [
            "Y", "On", "null", "1", "2a", "- a", " b", "'c'", "a b", "é", "", "...", "---", "#", "<<", "nan", "a:",
            "[a]",
        ];
        let odd_parts = [
            "  ", ":", ": ", "#", " #", "'", "\"", "[", "]", "{", "}", "- ", "|", ">", "&a", "*a", "!", "!!str ", "%",
            "@", "`", "?", "? ", "\\", "~", "//", "=", "<<", "true", "False", "no", "Y", "null", "NaN", "inf", ".inf",
            "0x1F", "0o7", "1e3", "12", "1.50", "007", "1_000", "10:00:49", "Z", "+02:00", "\u{85}", "\u{a0}",
            "\u{2028}", "\u{feff}", "\u{ad}", "\t", "\r", "\n", "\n ", "---", "...", "e", "_", "$", "^", ";", "(", ")",
        ];
        let parts = ["quay", "Opens", " ", ", ", ",", "-", "2024-05-03", "T10", "true", "/", "é", "中", "’", "–", "…"];
        let key =
            prop_oneof![9 => select(vec!["title", "date", "a", "key-2", "Tags_"]), 1 => select(odd_keys.to_vec())];
        let part = prop_oneof![2 => select(parts.to_vec()), 1 => select(odd_parts.to_vec())];
        let value = vec(part, 1..5).prop_map(|parts| parts.concat());
        let marks = select(vec![("", ""), ("", ""), ("'", "'"), ("\"", "\""), ("[", "]"), ("[", ""), ("", "'")]);
        let colon = prop_oneof![9 => Just(": "), 1 => select(vec![":", ":  ", " : ", ":\t"])];
        let line = (key, colon, marks, value);
        let line = line.prop_map(|(key, colon, (open, close), value)| format!("{key}{colon}{open}{value}{close}\n"));
        let config = ProptestConfig {
            cases: 20_000,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let read = std::cell::Cell::new(0);
        let outcome = TestRunner::new(config).run(&vec(line, 1..4), |lines| {
            let block = lines.concat();
            if let Some(fields) = fields(&block) {
                read.set(read.get() + 1);
                let library = serde_saphyr::from_str::<Value>(&block);
                prop_assert_eq!(library.ok(), Some(Value::Map(fields)), "{:?}", block);
            }
            Ok(())
        });
        assert_eq!(outcome, Ok(()));
        assert!(read.get() > 1000, "{} were read", read.get());
    }
}
