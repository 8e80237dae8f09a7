//! Temporal expressions as they are written out: as JSON, as TimeML, as a table for people.

use crate::language::Language;
use crate::timex::{Tagger, Timex};
use serde::Serialize;
use std::fmt::Write;

/// An expression as `tag --format jsonl` writes it; keys without a value are left out.
#[derive(Serialize)]
pub(super) struct TimexObject<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl<'a> TimexObject<'a> {
    pub fn new(text: &'a str, timex: &Timex) -> TimexObject<'a> {
        let (from, until) = timex.when.map(|when| when.interval()).unzip();
        TimexObject {
            start: timex.span.start,
            end: timex.span.end,
            text: &text[timex.span.clone()],
            r#type: timex.kind.timex3(),
            value: timex.value.to_string(),
            r#mod: timex.modifier.map(|modifier| modifier.timex3()),
            quant: timex.quant,
            freq: freq(timex),
            from,
            until,
        }
    }
}

fn freq(timex: &Timex) -> Option<String> {
    timex.freq.map(|freq| format!("{freq}X"))
}

/// The text with a TIMEX3 element round each expression (TimeML 1.2.1), and nothing round it.
pub(super) fn timeml(text: &str, timexes: &[Timex]) -> String {
    let mut written = String::with_capacity(text.len() + timexes.len() * 64);
    let mut at = 0;
    for (number, timex) in timexes.iter().enumerate() {
        escape(&mut written, &text[at..timex.span.start]);
        let _ = write!(written, "<TIMEX3 tid=\"t{}\" type=\"{}\"", number + 1, timex.kind.timex3());
        let mut attribute = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(written, " {name}=\"{value}\"");
            }
        };
        attribute("value", &timex.value.to_string());
        attribute("mod", timex.modifier.map_or("", |modifier| modifier.timex3()));
        attribute("quant", timex.quant.unwrap_or(""));
        attribute("freq", &freq(timex).unwrap_or_default());
        written.push('>');
        escape(&mut written, &text[timex.span.clone()]);
        written.push_str("</TIMEX3>");
        at = timex.span.end;
    }
    escape(&mut written, &text[at..]);
    written
}

fn escape(written: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '&' => written.push_str("&amp;"),
            _ => written.push(character),
        }
    }
}

/// A block of lines for each expression: what was said, what it comes to, and why.
pub(super) fn table(text: &str, timexes: &[Timex], tagger: &Tagger, language: &Language) -> String {
    let mut lines = String::new();
    for timex in timexes {
        let words: Vec<&str> = text[timex.span.clone()].split_whitespace().collect();
        let mut row = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(lines, "  {name:<10}{value}");
            }
        };
        row("said", &format!("“{}”", words.join(" ")));
        row("type", timex.kind.timex3());
        row("value", &timex.value.to_string());
        row("mod", timex.modifier.map_or("", |modifier| modifier.timex3()));
        row("quant", timex.quant.unwrap_or(""));
        row("freq", &freq(timex).unwrap_or_default());
        if let Some(when) = timex.when {
            let (from, until) = when.interval();
            row("date", &when.edtf());
            row("from", &from);
            row("until", &until);
            row("in words", &language.when(&when));
        }
        row("pattern", tagger.pattern_name(timex));
        row("why", &timex.explain(text, language));
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timex::Reference;

    #[test]
    fn timeml_keeps_the_text_and_escapes_it() {
        let language = Language::english();
        let tagger = Tagger::new(language).expect("the English pack compiles");
        let text = "Rain & wind < usual in March 2021.";
        let timexes = tagger.tag(text, &Reference::default());
        let expected = "Rain &amp; wind &lt; usual in \
            <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021-03\">March 2021</TIMEX3>.";
        assert_eq!(timeml(text, &timexes), expected);
    }
}
