//! A quick reader for the packs that are built in, which are read at the start of every run.
//!
//! They are plain TOML: tables, arrays of tables, lists, inline tables, texts in double quotes,
//! numbers, true and false. A test holds that they are read here as the `toml` crate reads them,
//! which takes five times as long and knows all of TOML. So nothing is looked for here that such a
//! text cannot have, as a key that stands twice.

use memchr::{memchr, memmem};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;

type Text<'t> = Cow<'t, str>;

/// The keys of a table in the order of the text.
type Table<'t> = Vec<(Text<'t>, Value<'t>)>;

#[derive(Debug)]
enum Value<'t> {
    Text(Text<'t>),
    Integer(i64),
    Number(f64),
    Truth(bool),
    List(Vec<Value<'t>>),
    Table(Table<'t>),
}

/// Reads a text.
///
/// # Errors
/// Says in which line something stands that is not read here, or what the text should have told.
pub(super) fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Error> {
    read_apart(text, []).map(|(value, [])| value)
}

/// Reads a text but for some tables of its first level: gives the text of each of them, which is
/// empty where there is none.
///
/// # Errors
/// As [`read`]; such a table must stand in one place with all below it.
pub(super) fn read_apart<'t, T: Deserialize<'t>, const N: usize>(
    text: &'t str,
    tables: [&str; N],
) -> Result<(T, [&'t str; N]), Error> {
    let mut reader = Reader { text, at: 0 };
    let mut apart = [""; N];
    let table = reader.document(&tables, &mut apart).ok_or_else(|| {
        let line = 1 + text[..reader.at].matches('\n').count();
        Error::custom(format!("line {line} is no plain TOML"))
    })?;
    Ok((T::deserialize(Value::Table(table))?, apart))
}

/// Where in a text the reader is. All that it reads is none where the text has something else there.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes over a byte if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Goes on while bytes are of a kind.
    fn run(&mut self, kind: impl Fn(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(|byte| !kind(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_spaces(&mut self) {
        self.run(|byte| matches!(byte, b' ' | b'\t'));
    }

    /// Goes over white space, line ends and comments.
    fn skip_lines(&mut self) {
        loop {
            self.run(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            if self.peek() != Some(b'#') {
                break;
            }
            let rest = &self.text.as_bytes()[self.at..];
            self.at += memchr(b'\n', rest).unwrap_or(rest.len());
        }
    }

    /// All but some tables, of which it takes the texts.
    fn document(&mut self, tables: &[&str], apart: &mut [&'t str]) -> Option<Table<'t>> {
        let mut all = Table::new();
        self.skip_lines();
        let mut table = &mut all;
        while let Some(first) = self.peek() {
            if let Some(place) = tables.iter().position(|name| self.opens(name)) {
                if !apart[place].is_empty() {
                    return None;
                }
                apart[place] = self.table(tables[place]);
            } else if first == b'[' {
                table = self.header(&mut all)?;
            } else {
                self.pair(table)?;
            }
            self.skip_lines();
        }
        Some(all)
    }

    /// True at the header of a table of the first level, or of one below it.
    fn opens(&self, name: &str) -> bool {
        let header = self.text[self.at..].strip_prefix('[').map(|header| header.trim_start_matches('['));
        header.and_then(|header| header.strip_prefix(name)).is_some_and(|rest| rest.starts_with([']', '.']))
    }

    /// The text of a table with all below it, at the header of which the reader is.
    fn table(&mut self, name: &str) -> &'t str {
        let start = self.at;
        while self.opens(name) {
            let next = memmem::find(&self.text.as_bytes()[self.at..], b"\n[");
            self.at = next.map_or(self.text.len(), |next| self.at + next + 1);
        }
        &self.text[start..self.at]
    }

    /// `[a.b]` or `[[a.b]]`: the table to which the pairs below it belong.
    fn header<'a>(&mut self, all: &'a mut Table<'t>) -> Option<&'a mut Table<'t>> {
        self.at += 1;
        let repeated = self.take(b'[');
        let mut table = all;
        loop {
            let key = self.key()?;
            self.skip_spaces();
            let is_last = !self.take(b'.');
            let place = table.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                let empty = if repeated && is_last { Value::List(Vec::new()) } else { Value::Table(Table::new()) };
                table.push((key, empty));
                table.len() - 1
            });
            let value = &mut table[place].1;
            if let Value::List(list) = value
                && repeated
                && is_last
            {
                list.push(Value::Table(Table::new()));
            }
            table = match value {
                Value::Table(table) => table,
                Value::List(list) => match list.last_mut()? {
                    Value::Table(table) => table,
                    _ => return None,
                },
                _ => return None,
            };
            if is_last {
                break;
            }
            self.skip_spaces();
        }
        (self.take(b']') && (!repeated || self.take(b']'))).then_some(table)
    }

    /// `key = value`
    fn pair(&mut self, table: &mut Table<'t>) -> Option<()> {
        let key = self.key()?;
        self.skip_spaces();
        if !self.take(b'=') {
            return None;
        }
        self.skip_spaces();
        let value = self.value()?;
        table.push((key, value));
        Some(())
    }

    fn key(&mut self) -> Option<Text<'t>> {
        if self.peek() == Some(b'"') {
            return self.quoted();
        }
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        (!key.is_empty()).then_some(Cow::Borrowed(key))
    }

    fn value(&mut self) -> Option<Value<'t>> {
        match self.peek()? {
            b'"' => self.quoted().map(Value::Text),
            b'[' => {
                let mut list = Vec::new();
                self.all(b']', |reader| reader.value().map(|value| list.push(value)))?;
                Some(Value::List(list))
            }
            b'{' => {
                let mut table = Table::new();
                self.all(b'}', |reader| reader.pair(&mut table))?;
                Some(Value::Table(table))
            }
            _ => match self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
                "true" => Some(Value::Truth(true)),
                "false" => Some(Value::Truth(false)),
                number if number.contains('.') => number.parse().ok().map(Value::Number),
                number => number.parse().ok().map(Value::Integer),
            },
        }
    }

    /// What stands between two brackets, parted by commas.
    fn all(&mut self, close: u8, mut read: impl FnMut(&mut Reader<'t>) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_lines();
        while !self.take(close) {
            read(self)?;
            self.skip_lines();
            if !self.take(b',') && self.peek() != Some(close) {
                return None;
            }
            self.skip_lines();
        }
        Some(())
    }

    /// A text in double quotes.
    fn quoted(&mut self) -> Option<Text<'t>> {
        self.at += 1;
        let plain = |byte| !matches!(byte, b'"' | b'\\' | b'\n');
        let mut text = Cow::Borrowed(self.run(plain));
        while self.take(b'\\') {
            let sign = match self.peek()? {
                b'n' => '\n',
                b't' => '\t',
                sign @ (b'"' | b'\\') => char::from(sign),
                _ => return None,
            };
            self.at += 1;
            text.to_mut().push(sign);
            text.to_mut().push_str(self.run(plain));
        }
        self.take(b'"').then_some(text)
    }
}

impl<'de> IntoDeserializer<'de, Error> for Value<'de> {
    type Deserializer = Value<'de>;

    fn into_deserializer(self) -> Value<'de> {
        self
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Value::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Value::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Number(number) => visitor.visit_f64(number),
            Value::Truth(truth) => visitor.visit_bool(truth),
            Value::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Value::Table(table) => visitor.visit_map(MapDeserializer::new(table.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Value::Text(text) => text.into_deserializer().deserialize_enum(name, variants, visitor),
            _ => Err(Error::custom(format!("{name} is no text"))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_toml_is_read_as_the_toml_crate_reads_it() {
        let text = r#"
            name = "Ondari" # its own name
            [a]
            list = ["x", "y \"z\"\n", # two
                "é",
            ]
            empty = []
            "quoted key" = { one = 1, two-three = -0.5, "four." = true }
            [[a.b]]
            x = 1
            [[a.b]]
            [a.b.c]
            x = [[1, 2], [3]]
        "#;
        let plain: serde_json::Value = read(text).expect("plain TOML");
        assert_eq!(plain, toml::from_str::<serde_json::Value>(text).expect("TOML"));
    }

    #[test]
    fn tables_are_left_to_be_read_later() {
        let text = "a = 1\n[b]\nx = [\n    [1]]\n[[b.c]]\ny = 2\n# more\n[d]\nz = 3\n[bc]\n";
        let (rest, [b, none]) = read_apart::<serde_json::Value, 2>(text, ["b", "e"]).expect("plain TOML");
        assert_eq!(rest, serde_json::json!({ "a": 1, "d": { "z": 3 }, "bc": {} }));
        assert_eq!(read::<serde_json::Value>(b), Ok(serde_json::json!({ "b": { "x": [[1]], "c": [{ "y": 2 }] } })));
        assert_eq!(none, "");
        let again = format!("{text}[b.f]\n");
        let error = read_apart::<serde_json::Value, 1>(&again, ["b"]).expect_err("it stands in two places");
        assert_eq!(error.to_string(), "line 11 is no plain TOML");
    }

    #[test]
    fn what_is_not_read_is_named_by_its_line() {
        for text in [
            "a = 1\nb = 'c'",
            "a = 1\nb = \"\"\"c\"\"\"",
            "a = 1\n[b",
            "a = 1\nb",
            "a = 1\nb = [1 2]",
            "a=1\nb=1979-05-27",
        ] {
            let error = read::<serde_json::Value>(text).expect_err(text);
            assert_eq!(error.to_string(), "line 2 is no plain TOML", "{text}");
        }
    }
}
