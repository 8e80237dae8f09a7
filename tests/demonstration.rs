//! The demonstration's articles and the table of what their temporal expressions mean.

use dateline::article::{Article, SourceFile};
use dateline::config::Config;
use dateline::flow;
use dateline::timex::Timex;
use std::fs;
use std::ops::Range;
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

/// Where a row's expression stands in its file: the occurrences of a line are those of the table, in order.
fn place(file: &str, row: &Expected, from: usize) -> Range<usize> {
    let line: usize = file.split_inclusive('\n').take(row.line - 1).map(str::len).sum();
    let from = from.max(line);
    let start = from + file[from..].find(&row.expression).expect("the table names places of the articles");
    start..start + row.expression.len()
}

/// What the engine makes of an expression: the dates of all that it finds in these bytes of the file.
fn dates(article: &Article, timexes: &[Timex], place: &Range<usize>) -> Vec<String> {
    timexes
        .iter()
        .filter(|timex| {
            let found = article.text.source_range(timex.span.clone());
            found.start < place.end && place.start < found.end
        })
        .filter_map(|timex| timex.when.map(|when| when.edtf()))
        .collect()
}

#[test]
fn the_expressions_come_to_the_dates_of_the_table() {
    let today = "2024-01-01".parse().expect("a date");
    let (content, diagnostics) = flow::gather(&Config::default(), &articles(), today);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let timexes = flow::timexes(&Config::default(), &content.articles);
    let mut wrong = Vec::new();
    let mut last = (String::new(), 0);
    for row in expected() {
        let index = content.articles.iter().position(|article| article.path == row.file);
        let index = index.expect("every article is read");
        let file = fs::read_to_string(root().join("content").join(&row.file)).expect("an article");
        let place = place(&file, &row, if last.0 == row.file { last.1 } else { 0 });
        last = (row.file.clone(), place.end);
        let found = dates(&content.articles[index], &timexes[index], &place);
        if found.is_empty() || found.iter().any(|date| *date != row.edtf) {
            wrong.push(format!("{}:{}: `{}` is {}, not {found:?}", row.file, row.line, row.expression, row.edtf));
        }
    }
    assert!(wrong.is_empty(), "{} expressions:\n{}", wrong.len(), wrong.join("\n"));
}
