//! The demonstration's articles and the table of what their temporal expressions mean.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::flow::{self, Told};
use std::fs;
use std::path::Path;

/// A row of `tests/gold/demonstration.tsv`: an expression, its place and the date it should come to.
struct Expected {
    file: String,
    line: usize,
    expression: String,
    edtf: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn expected() -> Vec<Expected> {
    let table = fs::read_to_string(root().join("tests/gold/demonstration.tsv")).expect("the table is there");
    table
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [file, line, expression, edtf] = cells[..] else { panic!("four columns: `{row}`") };
            let line = line.parse().expect("a line number");
            Expected { file: file.into(), line, expression: expression.into(), edtf: edtf.into() }
        })
        .collect()
}

fn articles() -> Vec<SourceFile> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("content")).expect("the demonstration is there") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            files.push(SourceFile { path: name, bytes: fs::read(&path).expect("readable") });
        }
    }
    files
}

#[test]
fn the_table_names_places_of_the_articles() {
    let rows = expected();
    assert!(rows.len() > 150, "the table holds the demonstration's expressions: {}", rows.len());
    for Expected { file, line, expression, .. } in rows {
        let article = fs::read_to_string(root().join("content").join(&file)).expect("an article of the demonstration");
        let text = article.lines().nth(line - 1).unwrap_or_default();
        assert!(text.contains(&expression), "{file}:{line}: no `{expression}` in `{text}`");
    }
}

/// What the engine makes of an expression: the dates of all that it finds on that line whose words
/// share words with the expression.
fn dates(told: &Told, row: &Expected) -> Vec<String> {
    let plain = &told.article.text.plain;
    told.timexes
        .iter()
        .filter(|timex| told.article.text.position(timex.span.start).0 as usize == row.line)
        .filter(|timex| {
            let words = &plain[timex.span.clone()];
            words.contains(&row.expression) || row.expression.contains(words)
        })
        .filter_map(|timex| timex.when.map(|when| when.edtf()))
        .collect()
}

/// How many rows of the table the engine does not reach yet; it only ever goes down.
const STILL_WRONG: usize = 20;

#[test]
fn the_expressions_come_to_the_dates_of_the_table() {
    let today = "2024-01-01".parse().expect("a date");
    let (content, diagnostics) = flow::gather(&Config::default(), &articles(), today);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut wrong = Vec::new();
    for row in expected() {
        let told = content.told.iter().find(|told| told.article.path == row.file).expect("every article is read");
        let found = dates(told, &row);
        if !found.contains(&row.edtf) {
            wrong.push(format!("{}:{}: `{}` is {}, not {found:?}", row.file, row.line, row.expression, row.edtf));
        }
    }
    assert!(wrong.len() <= STILL_WRONG, "{} expressions:\n{}", wrong.len(), wrong.join("\n"));
}
