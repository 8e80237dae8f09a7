//! Whole texts in the genres that people write, each labelled before the engine read it for the
//! first time: `tests/gold/genres.tsv`. Where the families show that a spelling is understood, these
//! show what a reader gets of a text: every expression, and no other.

use crate::families::{Row, rows};
use dateline::language::Language;
use dateline::timex::{Tagger, Timex};
use std::fmt::Write;

/// F1 in per cent that the extents and the values must reach, over all texts.
const EXTENTS: f64 = 97.2;
const VALUES: f64 = 94.3;

/// How many expressions are labelled, found, and right.
#[derive(Default)]
struct Score {
    labelled: usize,
    found: usize,
    extents: usize,
    values: usize,
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.labelled + self.found) as f64
    }
}

fn value(timex: &Timex) -> String {
    format!("{} {}", timex.kind.timex3(), timex.value)
}

/// Counts a text; what differs is written down.
fn compare(row: &Row, found: &[Timex], score: &mut Score, wrong: &mut String) {
    score.labelled += row.expressions.len();
    score.found += found.len();
    for (span, label) in &row.expressions {
        let same = found.iter().find(|timex| timex.span.start < span.end && span.start < timex.span.end);
        let extent = same.is_some_and(|timex| timex.span == *span);
        let right = same.is_some_and(|timex| value(timex) == *label);
        score.extents += usize::from(extent);
        score.values += usize::from(right);
        if !extent || !right {
            let said = same
                .map_or("nothing".into(), |timex| format!("`{}` = {}", &row.text[timex.span.clone()], value(timex)));
            let _ = writeln!(wrong, "line {}: `{}` = {label}, found {said}", row.line, &row.text[span.clone()]);
        }
    }
    let known = |timex: &&Timex| {
        row.expressions.iter().any(|(span, _)| timex.span.start < span.end && span.start < timex.span.end)
    };
    for timex in found.iter().filter(|timex| !known(timex)) {
        let _ = writeln!(wrong, "line {}: found `{}` = {}", row.line, &row.text[timex.span.clone()], value(timex));
    }
}

#[test]
fn texts_of_many_genres_are_understood() {
    let tagger = Tagger::new(Language::english()).expect("the English pack compiles");
    let rows = rows("tests/gold/genres.tsv");
    let (mut score, mut wrong) = (Score::default(), String::new());
    for row in &rows {
        compare(row, &tagger.tag(&row.text, &row.reference), &mut score, &mut wrong);
    }
    let (extents, values) = (score.f1(score.extents), score.f1(score.values));
    eprintln!(
        "{wrong}{} expressions in {} texts: extents {extents:.1}, values {values:.1}",
        score.labelled,
        rows.len()
    );
    assert!(rows.len() >= 120, "the table holds all batches: {}", rows.len());
    assert!(extents >= EXTENTS && values >= VALUES, "extents {extents:.1}, values {values:.1}\n{wrong}");
}
