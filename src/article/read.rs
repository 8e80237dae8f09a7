//! From a file's bytes to an article.

use super::front_matter::{Broken, FrontMatter};
use super::page::{self, Page};
use super::{
    Article, Body, DateOrigin, Editing, Format, Link, ListedEvent, SourceFile, date, decode, event_list, markdown,
    meta, misspelt, place,
};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, line_of};
use crate::error::one_line;
use crate::language::{Language, SentenceWords};
use crate::text::{BlockKind, FileText, Text};
use crate::when::When;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Reads one file of the content folder.
///
/// Without an article the first diagnostic of the greatest severity says why it was left out.
///
/// ```
/// use dateline::{article::{SourceFile, read}, config::Config};
///
/// let source = SourceFile { path: "2024-05-03-harbour.md".into(), bytes: b"# Harbour\n\nIt opened.".to_vec() };
/// let (article, diagnostics) = read(&source, &Config::default());
/// let article = article.unwrap();
/// assert_eq!((article.title.as_str(), article.date.to_string().as_str()), ("Harbour", "2024-05-03"));
/// assert!(diagnostics.is_empty());
/// ```
pub fn read(file: &SourceFile, config: &Config) -> (Option<Article>, Vec<Diagnostic>) {
    read_with_sidecar(file, None, config)
}

/// A hash of the letters of a text, whatever their case and whatever white space is between them.
pub(crate) fn fingerprint(text: &Text) -> u64 {
    /// In bytes: what is looked at together.
    const STRETCH: usize = 64;
    let mut letters = Vec::with_capacity(text.plain.len());
    let mut rest = text.plain.as_str();
    while !rest.is_empty() {
        let plain = if rest.is_ascii() { rest.len() } else { rest.bytes().take_while(|byte| byte.is_ascii()).count() };
        for stretch in rest.as_bytes()[..plain].chunks(STRETCH) {
            let mut small = [b' '; STRETCH];
            small[..stretch.len()].copy_from_slice(stretch);
            small.make_ascii_lowercase();
            // No step depends on the letter.
            let mut end = 0;
            for at in 0..STRETCH {
                let letter = small[at];
                small[end % STRETCH] = letter;
                end += usize::from(!matches!(letter, b' ' | b'\t'..=b'\r'));
            }
            letters.extend_from_slice(&small[..end]);
        }
        rest = &rest[plain..];
        if let Some(letter) = rest.chars().next() {
            let lower = letter.to_lowercase().filter(|letter| !letter.is_whitespace());
            lower.for_each(|letter| letters.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()));
            rest = &rest[letter.len_utf8()..];
        }
    }
    xxh3_64(&letters)
}

/// [`read_file`], for who wants articles alone.
fn read_with_sidecar(
    file: &SourceFile,
    sidecar: Option<&SourceFile>,
    config: &Config,
) -> (Option<Article>, Vec<Diagnostic>) {
    match read_file(file, sidecar, config) {
        (Some(Found::Article(article)), out) => (Some(*article), out),
        (_, out) => (None, out),
    }
}

/// What a file of the content folder turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An article.
    Article(Box<Article>),
    /// One event, made by hand: `kind: event`, or a file with `importance` or `actors`.
    Event(Box<ListedEvent>),
}

/// Reads one file with the YAML file of the same name beside it, which says what the front matter
/// does not: an article, or an event that a file tells by itself.
///
/// ```
/// use dateline::{article::{Found, SourceFile, read_file}, config::Config};
///
/// let text = "---\ndate: 1871-05~\ntitle: The pier is built\nactors: [Ada Holm]\nimportance: 3\n---\nIn one summer.\n";
/// let source = SourceFile { path: "pier.md".into(), bytes: text.into() };
/// let (found, diagnostics) = read_file(&source, None, &Config::default());
/// let Some(Found::Event(event)) = found else { panic!("an event: {diagnostics:?}") };
/// assert_eq!((event.when.edtf().as_str(), event.text.as_str()), ("1871-05~", "In one summer."));
/// assert_eq!((event.people.as_slice(), event.importance), (["Ada Holm".to_owned()].as_slice(), Some(3.0)));
/// ```
pub fn read_file(file: &SourceFile, sidecar: Option<&SourceFile>, config: &Config) -> (Option<Found>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    match read_into(file, sidecar, config, &mut out) {
        Ok(found) => (found, out),
        Err(reason) => {
            out.insert(0, *reason);
            (None, out)
        }
    }
}

fn read_into(
    file: &SourceFile,
    sidecar: Option<&SourceFile>,
    config: &Config,
    out: &mut Vec<Diagnostic>,
) -> Result<Option<Found>, Box<Diagnostic>> {
    let path = file.path.as_str();
    let format = Format::of(path).ok_or_else(|| left_out(path, "the file's name is not that of an article"))?;
    if let Some(reason) = not_an_article(path) {
        return Err(left_out(path, reason));
    }
    let text = decode::decode(file)?;
    let mut front = FrontMatter::split(&text).map_err(|broken| broken_front_matter(path, &text, broken))?;
    let mut editing = Editing::default();
    editing.read(&front, path, &text, config.date_order, out);
    if let Some(sidecar) = sidecar {
        match read_sidecar(sidecar, config, &mut editing, out) {
            Ok((fields, text)) => front.complete_from(fields, &sidecar.path, text),
            Err(broken) => out.push(*broken),
        }
    }
    check_wanted(path, &front, config)?;

    if event_list::is_event_file(&front) {
        let event = event_file(path, format, &text, &front, config, out);
        return Ok(event.map(|event| Found::Event(Box::new(event))));
    }

    let written = &text[front.body..];
    let page = (format == Format::Html || page::is_page(written)).then(|| Page::read(written, front.body));
    let format = if page.is_some() || page::is_html(written, format) { Format::Html } else { format };
    let body = Body { format, range: page.as_ref().map_or(front.body..text.len(), |page| page.body.clone()) };
    let dated = date::Dated {
        path,
        text: &text,
        front: &front,
        order: config.date_order,
        page: page.as_ref().and_then(|page| page.date.clone()),
    };
    let date = config.date.map(|date| (date, DateOrigin::CommandLine)).or_else(|| dated.find(out));

    let language = meta::language(&front, page.as_ref(), path, &config.language);
    let none = SentenceWords::default();
    let words = Language::find(&language).map_or(&none, |language| &language.sentences);
    let file = FileText::new(text);
    let text = body_text(&body, &file, words, &front);
    if text.blocks.is_empty() {
        return Err(skipped(path, Code::Empty, "the article has no text", "write some, or remove the file"));
    }
    let Some((date, date_origin)) = date else {
        if let Some(misspelt) = misspelt::date_key(&front, path, file.as_str(), config) {
            return Err(Box::new(misspelt));
        }
        let help = "add `date: 2023-03-31` to its front matter, or name the file `2023-03-31-….md`";
        return Err(skipped(path, Code::Undated, "the article has no date", help));
    };
    misspelt::say(&front, path, file.as_str(), out);
    editing.dates = marked_dates(path, &text, &file, out);
    let original = meta::original(&front, page.as_ref());
    let title = meta::title(&front, page.as_ref(), &text, path);
    let tags = meta::tags(&front);
    // An event that an article adds is told by the article and has its tags, unless it says otherwise.
    for event in &mut editing.added {
        if event.links.is_empty() {
            event.links.push(Link { name: Some(title.clone()), url: original.clone() });
        }
        if event.tags.is_empty() {
            event.tags.clone_from(&tags);
        }
    }
    Ok(Some(Found::Article(Box::new(Article {
        path: path.to_owned(),
        title,
        date,
        date_origin,
        language,
        tags,
        publisher: meta::publisher(&front, original.as_deref(), path),
        author: meta::author(&front),
        original,
        fingerprint: fingerprint(&text),
        text: text.into(),
        editing,
        body,
    }))))
}

/// The event that a file tells: its first heading and its text stand for what its front matter does not say.
fn event_file(
    path: &str,
    format: Format,
    text: &str,
    front: &FrontMatter,
    config: &Config,
    out: &mut Vec<Diagnostic>,
) -> Option<ListedEvent> {
    let body = Body { format, range: front.body..text.len() };
    let read = body_text(&body, &FileText::new(text.to_owned()), &SentenceWords::default(), front);
    let title = meta::title(front, None, &read, path);
    let blocks = read.blocks.iter().map(|block| &read.plain[block.span.clone()]);
    let told: Vec<&str> = blocks.filter(|block| *block != title).collect();
    let told = told.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let day = date::in_path_of_file(path).map(|day| day.to_string());
    event_list::read_event_file(front, path, text, (title, told, day), config.date_order, out)
}

fn read_sidecar(
    file: &SourceFile,
    config: &Config,
    editing: &mut Editing,
    out: &mut Vec<Diagnostic>,
) -> Result<(FrontMatter, String), Box<Diagnostic>> {
    let text = decode::decode(file)?;
    let front = FrontMatter::from_yaml(&text).map_err(|broken| broken_front_matter(&file.path, &text, broken))?;
    editing.read(&front, &file.path, &text, config.date_order, out);
    Ok((front, text))
}

/// The dates that the text gives to words of its own, and what is wrong with them.
fn marked_dates(path: &str, text: &Text, file: &FileText, out: &mut Vec<Diagnostic>) -> Vec<(Range<usize>, When)> {
    let mut dates = Vec::new();
    for mark in &text.marked {
        match event_list::marked_date(&mark.date) {
            Ok(when) => dates.extend(when.map(|when| (mark.span.clone(), when))),
            Err(error) => {
                let (line, column) = file.position(mark.source);
                out.push(Diagnostic {
                    place: Some(Place { file: path.to_owned(), line, column }),
                    severity: Severity::Warning,
                    code: Code::BadDate,
                    message: one_line(&error.to_string()),
                    help: Some("`datetime` holds a date such as `2023-03-29`, `2022-10` or `2019~`".into()),
                    excerpt: Some(file.line(line).to_owned()),
                });
            }
        }
    }
    dates
}

fn body_text(body: &Body, file: &FileText, words: &SentenceWords, front: &FrontMatter) -> Text {
    match body.format {
        Format::Markdown => markdown::text(file, body.range.clone(), words),
        Format::Html => markdown::html_text(file, body.range.clone(), words),
        Format::Plain => {
            let mut text = markdown::plain_text(file, body.range.clone(), words);
            // The first line of a plain text is its title, if it stands alone and ends like one.
            let untitled = front.get(&["title", "post_title"]).is_none();
            if untitled && let [first, _, ..] = text.blocks.as_mut_slice() {
                let line = &text.plain[first.span.clone()];
                let sentence = line.ends_with(['.', '?', '!', '…', ':', ';', ',', '”', '"']);
                if first.sentences.len() == 1 && !sentence && line.chars().count() <= 140 {
                    first.kind = BlockKind::Heading(1);
                }
            }
            text
        }
    }
}

/// Why a file is no article by its name.
fn not_an_article(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    if stem.eq_ignore_ascii_case("readme") {
        Some("a README is no article")
    } else if stem == "_index" {
        Some("a section's page is no article")
    } else {
        None
    }
}

fn check_wanted(path: &str, front: &FrontMatter, config: &Config) -> Result<(), Box<Diagnostic>> {
    let says = |key: &str, wanted: bool| front.get(&[key]).and_then(|value| value.bool()) == Some(wanted);
    if says("timeline", false) {
        return Err(left_out(path, "`timeline: false` leaves the article out"));
    }
    let unpublished = || {
        let status = front.get(&["status", "post_status"]).and_then(|value| value.text());
        let kept_back = ["draft", "private", "pending", "hidden"];
        status.is_some_and(|status| kept_back.iter().any(|known| status.eq_ignore_ascii_case(known)))
    };
    let in_drafts = path.split('/').rev().skip(1).any(|folder| folder == "_drafts");
    if !config.drafts && (says("draft", true) || says("published", false) || unpublished() || in_drafts) {
        return Err(skipped(path, Code::Draft, "the article is a draft", "`--drafts` builds drafts too"));
    }
    if front.get(&["redirect", "redirectto", "redirect_to"]).is_some_and(|value| value.bool() != Some(false)) {
        return Err(skipped(path, Code::Redirect, "the page only leads elsewhere", "it is on no timeline"));
    }
    Ok(())
}

fn skipped(path: &str, code: Code, message: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Warning,
        code,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        excerpt: None,
    })
}

fn left_out(path: &str, reason: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Note,
        code: Code::LeftOut,
        message: reason.to_owned(),
        help: None,
        excerpt: None,
    })
}

fn broken_front_matter(path: &str, text: &str, broken: Broken) -> Box<Diagnostic> {
    let place = place(path, text, broken.offset);
    let line = String::from_utf8_lossy(line_of(text.as_bytes(), place.line)).into_owned();
    Box::new(Diagnostic {
        place: Some(place),
        severity: Severity::Error,
        code: Code::FrontMatter,
        message: broken.message,
        help: Some(broken.help.to_owned()),
        excerpt: Some(line),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(path: &str, text: &str, config: &Config) -> (Option<Article>, Vec<Diagnostic>) {
        read(&SourceFile { path: path.into(), bytes: text.as_bytes().to_vec() }, config)
    }

    fn article(path: &str, text: &str) -> Article {
        let (article, diagnostics) = read_with(path, text, &Config::default());
        article.unwrap_or_else(|| panic!("{path}: {diagnostics:?}"))
    }

    #[test]
    fn an_article_knows_itself() {
        let article = article(
            "herald/harbour.md",
            "---\ntitle: The harbour\ndate: 2024-05-03\ntags: [ferry]\nsource_url: https://a.org/b\n---\nIt opened.\n",
        );
        assert_eq!(article.title, "The harbour");
        assert_eq!(article.date_origin, DateOrigin::Key);
        assert_eq!(article.language, "en");
        assert_eq!(article.publisher.as_deref(), Some("a.org"));
        assert_eq!(article.text.plain, "It opened.");
        assert_eq!(article.text.position(3), (7, 4));
    }

    #[test]
    fn what_is_no_article_is_left_out_with_its_reason() {
        let code = |path: &str, text: &str| {
            let (article, diagnostics) = read_with(path, text, &Config::default());
            assert!(article.is_none(), "{path}");
            (diagnostics[0].code, diagnostics[0].severity)
        };
        assert_eq!(code("README.md", "x"), (Code::LeftOut, Severity::Note));
        assert_eq!(code("a/_index.md", "x"), (Code::LeftOut, Severity::Note));
        assert_eq!(code("2020-01-01.md", "---\ntimeline: false\n---\nx"), (Code::LeftOut, Severity::Note));
        assert_eq!(code("2020-01-01.md", "---\ndraft: true\n---\nx"), (Code::Draft, Severity::Warning));
        assert_eq!(code("2020-01-01.md", "---\npublished: false\n---\nx"), (Code::Draft, Severity::Warning));
        assert_eq!(code("2020-01-01.md", "Title: a\nStatus: draft\n\nx"), (Code::Draft, Severity::Warning));
        assert_eq!(code("blog/_drafts/2020-01-01.md", "x"), (Code::Draft, Severity::Warning));
        assert_eq!(code("2020-01-01.md", "---\nredirect: /b\n---\nx"), (Code::Redirect, Severity::Warning));
        assert_eq!(code("2020-01-01.md", "---\ntitle: a\n---\n\n![x](y)\n"), (Code::Empty, Severity::Warning));
        assert_eq!(code("2020-01-01.md", ""), (Code::Empty, Severity::Warning));
        assert_eq!(code("a.md", "x"), (Code::Undated, Severity::Warning));
        assert_eq!(code("a.md", "---\na: [\n---\nx"), (Code::FrontMatter, Severity::Error));
        let config = Config { drafts: true, ..Config::default() };
        assert!(read_with("2020-01-01.md", "---\ndraft: true\n---\nx", &config).0.is_some());
    }

    #[test]
    fn the_command_line_dates_before_the_article() {
        let config = Config { date: "2024-05-03".parse().ok(), ..Config::default() };
        for text in ["It opened.", "---\ndate: 2020-01-01\n---\nIt opened.", "---\ndate: soon\n---\nIt opened."] {
            let (article, diagnostics) = read_with("a.md", text, &config);
            let article = article.expect("an article");
            assert_eq!((article.date, article.date_origin), (config.date.expect("a date"), DateOrigin::CommandLine));
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
        }
    }

    #[test]
    fn plain_text_has_its_title_on_the_first_line() {
        let with_title = article("2023-03-31-a.txt", "Harbour opens\n\n\nIt opened on Monday.\n\nIt rained.");
        assert_eq!(with_title.title, "Harbour opens");
        let without = article("2023-03-31-harbour.txt", "It opened on Monday.\n\nIt rained.");
        assert_eq!(without.title, "Harbour");
        let told = article("a.txt", "---\ndate: 2023-03-31\ntitle: T\n---\nHarbour opens\n\nIt opened.");
        assert_eq!((told.title.as_str(), told.text.blocks[0].kind), ("T", BlockKind::Paragraph));
    }

    #[test]
    fn a_sidecar_says_what_the_front_matter_does_not() {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: text.as_bytes().to_vec() };
        let read = |sidecar: &str| {
            let article = file("a.md", "---\ntitle: T\n---\nIt opened.");
            read_with_sidecar(&article, Some(&file("a.yaml", sidecar)), &Config::default())
        };
        let (article, diagnostics) = read("title: U\ndate: 2024-05-03\n");
        let article = article.expect("an article");
        assert_eq!((article.title.as_str(), article.date.to_string().as_str()), ("T", "2024-05-03"));
        assert!(diagnostics.is_empty());
        let (article, diagnostics) = read("title: [\n");
        assert!(article.is_none());
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::Undated, Code::FrontMatter]);
    }

    #[test]
    fn a_page_gives_what_its_head_says() {
        let page = article(
            "a.html",
            "<html lang=en><head><title>T &amp; U</title><meta property='article:published_time' content='2020-05-27T01:00:00+09:00'>\
             </head><body><nav>N</nav><main><h1>H</h1><p>It opened.</p></main></body></html>",
        );
        assert_eq!((page.title.as_str(), page.date_origin), ("T & U", DateOrigin::Page));
        assert_eq!(page.text.plain, "H\n\nIt opened.");
    }
}
