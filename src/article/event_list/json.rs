//! A JSON list of events, or an object whose `events` are one.

use super::row::{Complaint, Fields, Row, Rows, plain_key, tells_an_event};
use crate::article::Value;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

const HELP: &str = "write `{\"date\": \"2023-03-29\", \"title\": \"…\"}` with commas between, and none after the last";

/// The rows of a JSON text; none if it holds no events.
pub(super) fn rows(text: &str) -> Option<Rows<'_>> {
    let mut found: Vec<&RawValue> = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let result = Top { rows: &mut found }.deserialize(&mut reader).and_then(|()| reader.end());
    let list: Vec<Row> = found.into_iter().map(|raw| Row::new(offset(text, raw.get()), raw.get())).collect();
    let first = list.iter().find_map(|row| parse(row).ok());
    if !first.is_some_and(|fields| tells_an_event(&fields)) {
        return None;
    }
    let broken = result.err().map(|error| {
        let at = offset_of_place(text, error.line(), error.column());
        let message = error.to_string();
        let message = message.split_once(" at line ").map_or(message.as_str(), |(before, _)| before);
        Complaint::broken(at, format!("broken JSON: {message}; the events from here on are not read"), HELP)
    });
    Some(Rows { list, parse, locate, broken: broken.into_iter().collect() })
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn offset_of_place(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    // The parser counts columns in bytes.
    crate::text::character_start(text, before + column.saturating_sub(1))
}

fn parse(row: &Row<'_>) -> Result<Fields, Box<Complaint>> {
    match serde_json::from_str(row.raw) {
        Ok(Value::Map(fields)) => Ok(fields),
        Ok(_) => Err(Box::new(Complaint::broken(row.offset, "this is no event".into(), HELP))),
        Err(error) => Err(Box::new(Complaint::broken(row.offset, format!("broken JSON: {error}"), HELP))),
    }
}

fn locate(row: &Row<'_>, key: &str) -> usize {
    let mut fields = RawFields::default();
    let map = RawMap { fields: &mut fields };
    if map.deserialize(&mut serde_json::Deserializer::from_str(row.raw)).is_err() {
        return row.offset;
    }
    let found = fields.iter().find(|(name, _)| plain_key(name) == key);
    found.map_or(row.offset, |(_, value)| row.offset + offset(row.raw, value.get()))
}

/// The top of the file: fills `rows` as far as it can be read.
struct Top<'r, 'de> {
    rows: &'r mut Vec<&'de RawValue>,
}

impl<'de> DeserializeSeed<'de> for Top<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while let Some(value) = values.next_element::<&RawValue>()? {
            self.rows.push(value);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            if matches!(plain_key(&key).as_str(), "events" | "eras") {
                entries.next_value_seed(Top { rows: self.rows })?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

type RawFields<'de> = Vec<(String, &'de RawValue)>;

struct RawMap<'r, 'de> {
    fields: &'r mut RawFields<'de>,
}

impl<'de> DeserializeSeed<'de> for RawMap<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RawMap<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_entry()? {
            self.fields.push(entry);
        }
        Ok(())
    }
}
