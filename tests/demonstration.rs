//! The demonstration's articles and the table of what their temporal expressions mean.

use std::fs;
use std::path::Path;

/// A row of `tests/gold/demonstration.tsv`: an expression, its place and the date it should come to.
struct Expected {
    file: String,
    line: usize,
    expression: String,
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
            let [file, line, expression, _edtf] = cells[..] else { panic!("four columns: `{row}`") };
            Expected { file: file.into(), line: line.parse().expect("a line number"), expression: expression.into() }
        })
        .collect()
}

#[test]
fn the_table_names_places_of_the_articles() {
    let rows = expected();
    assert!(rows.len() > 150, "the table holds the demonstration's expressions: {}", rows.len());
    for Expected { file, line, expression } in rows {
        let article = fs::read_to_string(root().join("content").join(&file)).expect("an article of the demonstration");
        let text = article.lines().nth(line - 1).unwrap_or_default();
        assert!(text.contains(&expression), "{file}:{line}: no `{expression}` in `{text}`");
    }
}
