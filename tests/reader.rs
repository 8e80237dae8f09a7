//! What the reader makes of files as sites keep them: `tests/sites/reader`, read by eye when it changes.
//!
//! `SNAPSHOTS=overwrite cargo test` writes what has changed; read the difference before it is committed.

use dateline::article::{Article, is_data_file, read_event_list, read_with_sidecar};
use dateline::config::Config;
use dateline::diagnostic::Diagnostic;
use dateline::source;
use std::fmt::Write;
use std::path::Path;

fn told(article: &Article) -> String {
    let mut out = format!("{}\n  title: {}\n", article.path, article.title);
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            writeln!(out, "  {name}: {value}").expect("a string takes all that is written");
        }
    };
    line("date", &format!("{} ({:?})", article.date, article.date_origin));
    line("language", &article.language);
    line("tags", &article.tags.join(", "));
    line("publisher", article.publisher.as_deref().unwrap_or(""));
    line("original", article.original.as_deref().unwrap_or(""));
    for block in &article.text.blocks {
        let sentences: Vec<&str> = article.text.sentences[block.sentences.clone()]
            .iter()
            .map(|sentence| &article.text.plain[sentence.clone()])
            .collect();
        let (row, column) = article.text.position(block.span.start);
        line(&format!("{row}:{column} {:?}", block.kind), &sentences.join(" | "));
    }
    out
}

fn said(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().expect("the reader names the file");
    let (severity, code) = (diagnostic.severity, diagnostic.code.name());
    format!("{}:{}:{} {severity:?} {code} {}\n", place.file, place.line, place.column, diagnostic.message)
}

#[test]
fn files_as_sites_keep_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/reader");
    let sources = source::read(&folder, Path::new("nowhere"), ".marker").expect("the fixture is there");
    let (sidecars, files): (Vec<_>, Vec<_>) = sources.files.iter().partition(|file| file.path.ends_with(".yaml"));
    let mut articles = String::new();
    let mut diagnostics: Vec<Diagnostic> = sources.diagnostics.clone();
    for file in files {
        if is_data_file(&file.path) {
            diagnostics.extend(read_event_list(file, &Config::default()).1);
            continue;
        }
        let sidecar = sidecars.iter().find(|sidecar| sidecar.path.replace(".yaml", ".md") == file.path).copied();
        let (article, found) = read_with_sidecar(file, sidecar, &Config::default());
        diagnostics.extend(found);
        if let Some(article) = article {
            articles.push_str(&told(&article));
            articles.push('\n');
        }
    }
    diagnostics.sort();
    articles.extend(diagnostics.iter().map(said));
    snapbox::assert_data_eq!(articles, snapbox::file!["sites/reader.txt"]);
}
