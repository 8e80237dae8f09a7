//! Temporal expressions as they are written out: as JSON, as TimeML, as a table and as a block of
//! lines that explains one of them.

use super::messages;
use crate::language::Language;
use crate::text::FileText;
use crate::timex::{Reference, Tagger, Timex};
use serde::Serialize;
use std::fmt::Write;
use std::ops::Range;

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
        for (name, value) in attributes(timex) {
            let _ = write!(written, " {name}=\"{value}\"");
        }
        written.push('>');
        escape(&mut written, &text[timex.span.clone()]);
        written.push_str("</TIMEX3>");
        at = timex.span.end;
    }
    escape(&mut written, &text[at..]);
    written
}

/// The attributes of a TIMEX3 element that have a value, but for its type.
fn attributes(timex: &Timex) -> impl Iterator<Item = (&'static str, String)> {
    [
        ("value", timex.value.to_string()),
        ("mod", timex.modifier.map_or("", |modifier| modifier.timex3()).to_owned()),
        ("quant", timex.quant.unwrap_or("").to_owned()),
        ("freq", freq(timex).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
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

/// A row for each expression: its place, what it comes to, and its words.
pub(super) fn table(text: String, timexes: &[Timex]) -> String {
    let text = FileText::new(text);
    let mut rows: Vec<[String; 6]> = vec![messages::TABLE.map(str::to_owned)];
    rows.extend(timexes.iter().map(|timex| {
        let (line, column) = text.position(timex.span.start);
        let (from, until) = timex.when.map(|when| when.interval()).unwrap_or_default();
        let attributes: Vec<String> = attributes(timex)
            .map(|(name, value)| if name == "value" { value } else { format!("{name}={value}") })
            .collect();
        let words = in_one_line(&text.as_str()[timex.span.clone()]);
        [format!("{line}:{column}"), timex.kind.timex3().to_owned(), attributes.join(" "), from, until, words]
    }));
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    // The words come last and need no width.
    widths[5] = 0;
    let mut lines = String::new();
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(lines, "{cell:<width$}  ");
        }
        lines.truncate(lines.trim_end().len());
        lines.push('\n');
    }
    lines
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is needed to explain an expression.
pub(super) struct Explained<'a> {
    /// The text in which it stands.
    pub text: &'a str,
    /// The sentence in which it stands: bytes of the text.
    pub sentence: Range<usize>,
    /// The expression.
    pub timex: &'a Timex,
    /// What found it.
    pub tagger: &'a Tagger,
    /// To what it was anchored.
    pub reference: &'a Reference,
    /// In whose words it is explained.
    pub language: &'a Language,
}

impl Explained<'_> {
    /// A block of lines: the sentence with the expression in brackets, and how it got its date.
    pub fn block(&self) -> String {
        let (timex, language) = (self.timex, self.language);
        let mut lines = format!("  {}\n", self.in_sentence());
        let mut row = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(lines, "    {name:<10}{value}");
            }
        };
        row(messages::READING, self.tagger.pattern_name(timex));
        row(messages::ANCHOR, &messages::anchor(&timex.reason.anchor, language));
        row(messages::TENSE, messages::tense(timex.reason.tense));
        row(messages::RULE, &timex.rule(self.text, language));
        let attributes: Vec<String> = attributes(timex).map(|(name, value)| format!("{name} {value}")).collect();
        row(messages::TIMEX3, &format!("type {}, {}", timex.kind.timex3(), attributes.join(", ")));
        if let Some(when) = timex.when {
            row(messages::DATE, &messages::date(&when.edtf(), &language.when(&when)));
            let (from, until) = when.interval();
            row(messages::INTERVAL, &messages::interval(&from, &until));
        }
        for other in self.tagger.other_readings(self.text, timex, self.reference) {
            row(messages::OTHER, &other.explain(language));
        }
        lines
    }

    /// The expression in brackets, with so many words of its sentence before and behind.
    fn in_sentence(&self) -> String {
        const WORDS: usize = 10;
        let span = &self.timex.span;
        let start = self.sentence.start.min(span.start);
        let end = self.sentence.end.max(span.end);
        let mut before: Vec<&str> = self.text[start..span.start].split_inclusive(char::is_whitespace).collect();
        let cut_before = before.len() > WORDS;
        before.drain(..before.len().saturating_sub(WORDS));
        let after: Vec<&str> = self.text[span.end..end].split_inclusive(char::is_whitespace).collect();
        let cut_after = after.len() > WORDS;
        let after: String = after.into_iter().take(WORDS).collect();
        let (open, close) = (if cut_before { "… " } else { "" }, if cut_after { " …" } else { "" });
        let words = in_one_line(&format!("{}[{}]{after}", before.concat(), &self.text[span.clone()]));
        format!("{open}{words}{close}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(text: &str, date: &str) -> (Tagger, Reference, Vec<Timex>) {
        let tagger = Tagger::new(Language::english()).expect("the English pack compiles");
        let reference = Reference { date: date.parse().ok(), ..Reference::default() };
        let timexes = tagger.tag(text, &reference);
        (tagger, reference, timexes)
    }

    #[test]
    fn timeml_keeps_the_text_and_escapes_it() {
        let text = "Rain & wind < usual in early March 2021.";
        let (_, _, timexes) = tagged(text, "");
        let expected = "Rain &amp; wind &lt; usual in \
            <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021-03\" mod=\"START\">early March 2021</TIMEX3>.";
        assert_eq!(timeml(text, &timexes), expected);
    }

    #[test]
    fn the_table_has_a_row_for_each_expression() {
        let text = "Ärger on\n5 March 2021,\ntwice a week.";
        let (_, _, timexes) = tagged(text, "");
        let expected = "\
place  type  value             from        until       words
2:1    DATE  2021-03-05        2021-03-05  2021-03-06  5 March 2021
3:1    SET   XXXX-WXX freq=2X                          twice a week
";
        assert_eq!(table(text.to_owned(), &timexes), expected);
    }

    #[test]
    fn a_block_tells_how_an_expression_got_its_date() {
        let text = "Nobody was there. The ferry sailed for the islands on Wednesday.";
        let (tagger, reference, timexes) = tagged(text, "2023-03-31");
        let language = Language::english();
        let explained =
            Explained { text, sentence: 18..64, timex: &timexes[0], tagger: &tagger, reference: &reference, language };
        let expected = "  The ferry sailed for the islands on [Wednesday].
    reading   weekday
    anchor    the article's day, Friday 31 March 2023
    tense     past
    rule      the latest one up to that day
    TIMEX3    type DATE, value 2023-03-29
    date      2023-03-29: Wednesday 29 March 2023
    interval  from 2023-03-29 until, but not with, 2023-03-30
    or else   Wednesday 5 April 2023 if it is planned
";
        assert_eq!(explained.block(), expected);
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let text = format!("{}on Wednesday{}", "far away ".repeat(20), ", far away".repeat(20));
        let (tagger, reference, timexes) = tagged(&text, "2023-03-31");
        let explained = Explained {
            text: &text,
            sentence: 0..text.len(),
            timex: &timexes[0],
            tagger: &tagger,
            reference: &reference,
            language: Language::english(),
        };
        let first = explained.block().lines().next().map(str::to_owned).expect("a line");
        assert!(first.starts_with("  … ") && first.ends_with(" …"), "{first}");
        assert!(first.contains("away on [Wednesday], far away"), "{first}");
        assert!(first.len() < 150, "{first}");
    }
}
