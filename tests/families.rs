//! Every family of temporal expressions: the rows of `tests/gold/families.tsv`, each a sentence with
//! what its expressions should come to.

use dateline::config::Genre;
use dateline::language::Language;
use dateline::timex::{Reference, Tagger, Timex};
use std::fmt::Write;
use std::ops::Range;
use std::{fs, path::Path};

/// So many rows of a hundred must hold. Those that do not are named in the output of the test.
const SHARE: usize = 98;

/// A row of a table.
pub(crate) struct Row {
    pub line: usize,
    pub reference: Reference,
    pub text: String,
    /// The bytes of each expression and its label.
    pub expressions: Vec<(Range<usize>, String)>,
}

/// The rows of a table in the project's folder.
pub(crate) fn rows(table: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(table);
    let table = fs::read_to_string(path).expect("the table is there");
    let rows = (1..).zip(table.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    rows.map(|(line, row)| read(line, row)).collect()
}

fn read(line: usize, row: &str) -> Row {
    let mut cells = row.split('\t');
    let mut cell = |what: &str| cells.next().unwrap_or_else(|| panic!("line {line}: no {what}"));
    let date = cell("date").parse().expect("a date");
    let genre = if cell("genre") == "narrative" { Genre::Narrative } else { Genre::News };
    let mut text = String::new();
    let mut spans = Vec::new();
    for piece in cell("sentence").replace("\\n", "\n").split_inclusive(['[', ']']) {
        let inside = piece.ends_with(']');
        let start = text.len();
        text.push_str(piece.trim_end_matches(['[', ']']));
        if inside {
            spans.push(start..text.len());
        }
    }
    let labels: Vec<String> = cells.map(str::to_owned).collect();
    assert_eq!(spans.len(), labels.len(), "line {line}: as many expressions as brackets");
    Row {
        line,
        reference: Reference { date: Some(date), genre },
        text,
        expressions: spans.into_iter().zip(labels).collect(),
    }
}

fn label(timex: &Timex) -> String {
    let interval = timex.when.map_or("-".to_owned(), |when| {
        let (from, until) = when.interval();
        format!("{from}/{until}")
    });
    let modifier = timex.modifier.map_or(String::new(), |modifier| format!(" {}", modifier.timex3()));
    format!("{} {} {interval}{modifier}", timex.kind.timex3(), timex.value)
}

fn told(text: &str, expressions: &[(Range<usize>, String)]) -> String {
    let told: Vec<String> =
        expressions.iter().map(|(span, label)| format!("[{}] {label}", &text[span.clone()])).collect();
    told.join(", ")
}

#[test]
fn expressions_of_every_family_are_understood() {
    let tagger = Tagger::new(Language::english()).expect("the English pack compiles");
    let rows = rows("tests/gold/families.tsv");
    let mut wrong = String::new();
    let mut held = 0;
    for Row { line, reference, text, expressions } in &rows {
        let found: Vec<_> =
            tagger.tag(text, reference).iter().map(|timex| (timex.span.clone(), label(timex))).collect();
        if found == *expressions {
            held += 1;
        } else {
            let _ = writeln!(
                wrong,
                "line {line}: {text}\n  expected {}\n  found    {}",
                told(text, expressions),
                told(text, &found)
            );
        }
    }
    eprintln!("{wrong}{held} of {} rows hold", rows.len());
    assert!(rows.len() > 900, "the table holds every family: {}", rows.len());
    assert!(held * 100 >= rows.len() * SHARE, "{held} of {} rows hold\n{wrong}", rows.len());
}

#[test]
fn no_expression_is_found_where_the_calendar_ends() {
    let tagger = Tagger::new(Language::english()).expect("the English pack compiles");
    let reference = Reference { date: "9999-12-31".parse().ok(), ..Reference::default() };
    for text in [
        "in 999999 years",
        "12,000 BC",
        "a billion years ago",
        "99999999999 weeks ago",
        "next year",
        "tomorrow",
        "next millennium",
        "in the year 10000",
        "10001 BC",
        "the 200th century BC",
        "9999 centuries ago",
        "two hundred thousand centuries ago",
        "the last week of December",
        "this weekend",
        "31 December 9999",
        "a year from now",
        "the next decade",
        "10,000 BC",
        "the 9990s",
        "midnight",
        "the 100th century",
    ] {
        for timex in tagger.tag(text, &reference) {
            if let Some(when) = timex.when {
                assert!(when.from() < when.until(), "{text}: {when:?}");
                let _ = (when.interval(), when.edtf(), timex.explain(text, Language::english()));
            }
        }
    }
}
