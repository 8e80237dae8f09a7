//! What the reader makes of files as sites keep them: `tests/sites/reader`, read by eye when it changes.
//!
//! `SNAPSHOTS=overwrite cargo test` writes what has changed; read the difference before it is committed.

use dateline::article::{Article, Format, Found, SourceFile, read_event_list, read_file};
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

/// A file that is an article, and what there is to say of it.
fn article_of(file: &SourceFile, sidecar: Option<&SourceFile>) -> (Option<Article>, Vec<Diagnostic>) {
    match read_file(file, sidecar, &Config::default()) {
        (Some(Found::Article(article)), said) => (Some(*article), said),
        (_, said) => (None, said),
    }
}

/// What the reader makes of a folder below `tests/sites`.
fn read(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(folder);
    let sources = source::read(&folder, Path::new("nowhere"), ".marker").expect("the fixture is there");
    let (sidecars, files): (Vec<_>, Vec<_>) = sources.files.iter().partition(|file| file.path.ends_with(".yaml"));
    let mut articles = String::new();
    let mut diagnostics: Vec<Diagnostic> = sources.diagnostics.clone();
    for file in files {
        if Format::of(&file.path).is_none() {
            diagnostics.extend(read_event_list(file, &Config::default()).1);
            continue;
        }
        let sidecar = sidecars.iter().find(|sidecar| sidecar.path.replace(".yaml", ".md") == file.path).copied();
        let (article, found) = article_of(file, sidecar);
        diagnostics.extend(found);
        if let Some(article) = article {
            articles.push_str(&told(&article));
            articles.push('\n');
        }
    }
    diagnostics.sort();
    articles.extend(diagnostics.iter().map(said));
    articles
}

#[test]
fn files_as_sites_keep_them() {
    snapbox::assert_data_eq!(read("reader"), snapbox::file!["sites/reader.txt"]);
}

/// Posts as Jekyll, Hugo, Zola, Eleventy, Hexo, Pelican, Obsidian, Docusaurus, WordPress and a
/// browser's "save as" leave them. Each holds dates that are none of its text: in tags, comments,
/// code, addresses, names of files, alternative texts.
#[test]
fn files_as_generators_want_them() {
    snapbox::assert_data_eq!(read("generators"), snapbox::file!["sites/generators.txt"]);
}

/// Title, date and its origin for each way to say them.
#[test]
fn every_place_of_title_and_date() {
    use dateline::article::DateOrigin::*;
    let body = "\n\nIt opened.\n";
    let cases = [
        // The key in each notation, and each key.
        ("a.md", "---\ntitle: T\ndate: 2015-06-11\n---", "T", "2015-06-11", Key),
        ("a.md", "---\r\ntitle: T\r\ndate: '2013-9-18'\r\n---\r\n", "T", "2013-09-18", Key),
        ("a.md", "\u{feff}\n\n---\ntitle: 'Q&amp;A'\ndate: \"2015-06-11\"\n---", "Q&A", "2015-06-11", Key),
        ("a.md", "+++\ntitle = \"T\"\ndate = 2015-06-11T23:59:00-08:00\n+++", "T", "2015-06-11", Key),
        ("a.md", "{\"title\": \"T\", \"date\": \"2015-06-11T00:30:00+02:00\"}", "T", "2015-06-11", Key),
        ("a.md", "Title: T\nDate: Tue Sep 25 15:36:47 PDT 2012", "T", "2012-09-25", Key),
        ("a.md", "title: T\ndate: 2013/7/13 20:46:25\ntags:\n- a\n---", "T", "2013-07-13", Key),
        ("a.md", "---\npost_title: T\npost_date: 2015-06-02 10:00:49 -0400\n---", "T", "2015-06-02", Key),
        ("a.md", "---\ntitle: >\n  T\n  and U\ncreated_at: 2015-06-02 9:05:00\n---", "T and U", "2015-06-02", Key),
        ("a.md", "---\ntitle: T\n  and U\npublished: 2015-06-02 10:00:49 -4\n---", "T and U", "2015-06-02", Key),
        ("a.md", "---\npublished_at: 2015-06-02T10:00:49.000Z\n---\n# T", "T", "2015-06-02", Key),
        ("a.md", "---\npubDate: Thu Mar 15 2012 12:11:21 GMT-0700 (PDT)\n---\n## T", "T", "2012-03-15", Key),
        ("the-quay.md", "---\ndate: 2021-02-08 16:30-:00+16:30\n---", "The quay", "2021-02-08", Key),
        // A key wins over all else; keys of other days and nested ones are none.
        ("2019/01/02/2020-05-27-a.md", "---\ntitle: T\ndate: 2021-01-01\n---", "T", "2021-01-01", Key),
        (
            "2020-05-27-a.md",
            "---\nlastmod: 2021-01-01\nupdated: 2021-01-02\nmodified: 2021-01-03\nexpirydate: 2021-01-04\nsource:\n  date: 2021-01-05\n---",
            "A",
            "2020-05-27",
            FileName,
        ),
        // The address, the name, the folders.
        ("2020-05-27-a.md", "+++\ntitle = \"T\"\npath = \"2025/06/26/t\"\n+++", "T", "2025-06-26", Permalink),
        ("a.md", "---\npermalink: /news/2025-06-26-t.html\n---", "A", "2025-06-26", Permalink),
        ("news/2020-05-27-quay-opens.md", "", "Quay opens", "2020-05-27", FileName),
        ("news/2020-05-27-quay-opens/index.md", "", "Quay opens", "2020-05-27", FileName),
        ("20200527 quay.md", "", "Quay", "2020-05-27", FileName),
        ("2020/05/27-quay.md", "", "Quay", "2020-05-27", FileName),
        ("news/2020/05/27/quay.md", "", "Quay", "2020-05-27", Folder),
        ("news/2020/5/7/quay/index.md", "", "Quay", "2020-05-07", Folder),
        // The metadata of a page.
        (
            "a.html",
            "<title>T</title><meta property='article:published_time' content='2015-06-11T23:00:00-08:00'>",
            "T",
            "2015-06-11",
            Page,
        ),
        (
            "a.html",
            "<h1>T</h1><script type='application/ld+json'>{\"datePublished\":\"2015-06-11\"}</script>",
            "T",
            "2015-06-11",
            Page,
        ),
        ("a.html", "<h1>T</h1><time datetime='2015-06-11T10:00'>x</time>", "T", "2015-06-11", Page),
        (
            "a.md",
            "---\ntitle: T\n---\n<!doctype html><html><meta name=date content=2015-06-11><p>",
            "T",
            "2015-06-11",
            Page,
        ),
    ];
    for (path, head, title, date, origin) in cases {
        let file = SourceFile { path: path.into(), bytes: format!("{head}{body}").into_bytes() };
        let (article, said) = article_of(&file, None);
        let article = article.unwrap_or_else(|| panic!("{path} {head}: {said:?}"));
        assert_eq!((article.title.as_str(), article.date.to_string().as_str()), (title, date), "{path} {head}");
        assert_eq!(article.date_origin, origin, "{path} {head}");
    }
}

/// Publisher and original for each way to say them.
#[test]
fn every_place_of_publisher_and_original() {
    let url = "https://www.example.org/a?b=c";
    let cases = [
        ("herald/a.md", "publisher: P", Some("P"), None),
        ("herald/a.md", "source: The Gazette", Some("The Gazette"), None),
        (
            "herald/a.md",
            "source: {name: The Gazette, url: 'https://www.example.org/a?b=c'}",
            Some("The Gazette"),
            Some(url),
        ),
        ("herald/a.md", "source: https://www.example.org/a", Some("example.org"), None),
        ("herald/a.md", "source_url: 'https://www.example.org/a?b=c'", Some("example.org"), Some(url)),
        ("herald/a.md", "canonical_url: 'https://www.example.org/a?b=c'", Some("example.org"), Some(url)),
        ("herald/a.md", "external_url: 'https://www.example.org/a?b=c'", Some("example.org"), Some(url)),
        ("herald/a.md", "original: 'https://www.example.org/a?b=c'", Some("example.org"), Some(url)),
        ("herald/a.md", "original: 'javascript:alert(1)'", Some("herald"), None),
        ("ja/2020/herald/a.md", "x: y", Some("herald"), None),
        ("_posts/a.md", "x: y", None, None),
        ("a.md", "x: y", None, None),
    ];
    for (path, key, publisher, original) in cases {
        let text = format!("---\ndate: 2020-05-27\n{key}\n---\nIt opened.\n");
        let file = SourceFile { path: path.into(), bytes: text.into_bytes() };
        let (article, said) = article_of(&file, None);
        let article = article.unwrap_or_else(|| panic!("{path} {key}: {said:?}"));
        assert_eq!((article.publisher.as_deref(), article.original.as_deref()), (publisher, original), "{path} {key}");
    }
}
