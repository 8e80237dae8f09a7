//! What holds for any input whatever: the fuzzers (`tests/fuzz`), the property tests and the
//! regressions that came of them all ask it here.
//!
//! Each function takes the bytes that a fuzzer made and panics, with the input's own words, where
//! something does not hold.

use dateline::article::{self, Article, FrontMatter, SourceFile};
use dateline::config::Config;
use dateline::diagnostic::Diagnostic;
use dateline::flow::{self, Site};
use dateline::language::Language;
use dateline::text::{FileText, Text};
use dateline::timex::{Reference, Tagger, TaggerOptions};
use dateline::when::When;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| {
    Tagger::with_options(Language::english(), &TaggerOptions::default()).expect("the pack is tested to compile")
});

/// The day that counts as today.
pub fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, 6, 1).expect("a day of the calendar")
}

/// An article with any front matter: read or named as broken, with a place inside the file.
pub fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match FrontMatter::split(&text) {
        Ok(front) => {
            assert_inside(&text, &front.block, "the block");
            assert!(text.is_char_boundary(front.body), "the body begins at byte {}", front.body);
            for key in ["title", "date", "events", "é", ""] {
                let offset = front.offset_of(&text, key);
                assert!(text.is_char_boundary(offset), "`{key}` stands at byte {offset}");
            }
        }
        Err(broken) => {
            assert!(text.is_char_boundary(broken.offset), "broken at byte {}", broken.offset);
            assert!(is_a_line(&broken.message), "{:?}", broken.message);
        }
    }
    for path in ["a.md", "b.yaml"] {
        let file = SourceFile { path: path.into(), bytes: bytes.to_vec() };
        let article = SourceFile { path: "b.md".into(), bytes: b"An article.".to_vec() };
        let read = || match path {
            "a.md" => article::read_file(&file, None, &Config::default()),
            _ => article::read_file(&article, Some(&file), &Config::default()),
        };
        let (first, second) = (read(), read());
        assert_eq!(first, second, "the same file is read in the same way");
        assert_placed(&first.1, &[file.clone(), article.clone()][..usize::from(path != "a.md") + 1]);
    }
}

/// An article with any body in Markdown.
pub fn markdown(bytes: &[u8]) {
    body("2024-05-03-a.md", bytes);
}

/// An article with any body in HTML.
pub fn html(bytes: &[u8]) {
    body("2024-05-03-a.html", bytes);
}

/// An article of plain text.
pub fn plain(bytes: &[u8]) {
    body("2024-05-03-a.txt", bytes);
}

fn body(path: &str, bytes: &[u8]) {
    let file = SourceFile { path: path.into(), bytes: bytes.to_vec() };
    let (article, diagnostics) = article::read(&file, &Config::default());
    assert_placed(&diagnostics, std::slice::from_ref(&file));
    match article {
        Some(article) => assert_article(&article),
        None => assert!(!diagnostics.is_empty(), "what is left out has a reason"),
    }
}

/// Any text before the tagger. The first byte chooses the day on which it was written.
pub fn tagger(bytes: &[u8]) {
    let (days, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    let text = String::from_utf8_lossy(bytes);
    let date = (days != 0).then(|| today() - chrono::Days::new(u64::from(days) * 41));
    let reference = Reference { date, ..Reference::default() };
    let found = TAGGER.tag(&text, &reference);
    let mut end = 0;
    for timex in &found {
        assert_inside(&text, &timex.span, "an expression");
        assert!(
            !timex.span.is_empty() && end <= timex.span.start,
            "{:?} overlap or go back",
            &text[timex.span.clone()]
        );
        end = timex.span.end;
        let words = &text[timex.span.clone()];
        if let Some(when) = &timex.when {
            assert_when(when, words);
        }
        assert!(is_a_line(&timex.explain(&text, Language::english())), "{words:?}");
        for other in TAGGER.other_readings(&text, timex, &reference) {
            assert_when(&other.when, words);
        }
    }
    assert!(TAGGER.triggers(&text).all(|span| text.get(span).is_some_and(|word| !word.is_empty())));
    assert_eq!(found, TAGGER.tag(&text, &reference), "the same text has the same expressions");
}

/// Any list of events. The first byte chooses how it is written.
pub fn event_list(bytes: &[u8]) {
    let (kind, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    let path = ["a.csv", "a.json", "a.yaml", "a.toml"][usize::from(kind) % 4];
    let file = SourceFile { path: path.into(), bytes: bytes.to_vec() };
    let read = || article::read_event_list(&file, &Config::default());
    let (events, diagnostics) = read();
    assert_placed(&diagnostics, std::slice::from_ref(&file));
    for event in &events {
        assert_when(&event.when, &event.title);
        assert!(is_a_line(&event.title), "{:?} is no headline", event.title);
        let text = decoded(&file);
        let place = (event.place.line, event.place.column);
        assert!(is_inside(&text, place), "{place:?} is not in the list");
        for url in event.links.iter().filter_map(|link| link.url.as_deref()) {
            assert!(is_safe(url) && url.contains("://"), "{url:?} is no address of the web");
        }
    }
    assert_eq!((events, diagnostics), read(), "the same list is read in the same way");
}

/// A whole folder: files parted by lines `== path`, the first of which may be `dateline.toml`.
pub fn whole_build(bytes: &[u8]) {
    let (config, files) = folder(bytes);
    let (site, diagnostics) = flow::build(&config, &files, today());
    assert_placed(&diagnostics, &files);
    assert_site(&site);
    let shuffled: Vec<SourceFile> = files.iter().rev().cloned().collect();
    let (again, said_again) = flow::build(&config, &shuffled, today());
    assert!(site == again, "the order of the files changes {:?}", differing(&site, &again));
    assert_eq!(diagnostics, said_again);
    let (content, _) = flow::gather(&config, &files, today());
    for event in &content.events {
        assert_when(&event.when, &event.headline);
        assert!(is_a_line(&event.headline), "{:?} is no headline", event.headline);
    }
    for (article, timexes) in content.articles.iter().zip(flow::timexes(&config, &content.articles)) {
        assert_article(article);
        let plain = &article.text.plain;
        let mut end = 0;
        for timex in timexes {
            assert_inside(plain, &timex.span, "an expression");
            assert!(end <= timex.span.start, "{:?} overlap or go back", &plain[timex.span.clone()]);
            end = timex.span.end;
        }
    }
}

/// The config and the files of a folder that was written as one text.
pub fn folder(bytes: &[u8]) -> (Config, Vec<SourceFile>) {
    let mut config = Config::default();
    let mut files: Vec<SourceFile> = Vec::new();
    let mut paths = BTreeSet::new();
    for file in parted(bytes) {
        if file.path == "dateline.toml" {
            config = Config::parse(&String::from_utf8_lossy(&file.bytes)).0;
        } else if paths.insert(file.path.clone()) {
            files.push(file);
        }
    }
    (config, files)
}

/// The files of one text, which are parted by lines `== path`.
pub fn parted(bytes: &[u8]) -> Vec<SourceFile> {
    let mut files = vec![SourceFile { path: "2024-05-03-first.md".into(), bytes: Vec::new() }];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"== "), files.last_mut()) {
            (Some(next), _) => {
                files.push(SourceFile { path: walked(&String::from_utf8_lossy(next)), bytes: Vec::new() });
            }
            (None, Some(file)) => file.bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    files
}

/// A path as the walk of a folder may give it: parts that a file system takes, none of them `..`.
fn walked(written: &str) -> String {
    let parts = written.trim_end_matches(['\n', '\r']).split('/').map(|part| part.replace('\0', ""));
    let parts: Vec<String> = parts.filter(|part| !matches!(part.as_str(), "" | "." | "..")).collect();
    if parts.is_empty() { "x.md".to_owned() } else { parts.join("/") }
}

/// What holds for an article: blocks and sentences in order and inside, places inside the file, and
/// a page whose links and elements do no harm.
pub fn assert_article(article: &Article) {
    let text = &article.text;
    assert!(is_a_line(&article.title), "{:?} is no title", article.title);
    assert_text(text);
    let marks: Vec<Range<usize>> = text.sentences.clone();
    let html = article.body_html(&marks, |_| ("<mark>".into(), "</mark>".into()));
    assert_harmless(&html);
    assert_eq!(html, article.body_html(&marks, |_| ("<mark>".into(), "</mark>".into())));
}

fn assert_text(text: &Text) {
    let plain = &text.plain;
    let written = text.file();
    let (mut end, mut sentence) = (0, 0);
    for block in &text.blocks {
        assert_inside(plain, &block.span, "a block");
        assert!(end <= block.span.start, "blocks overlap at byte {end}");
        end = block.span.end;
        assert!(!plain[block.span.clone()].contains(['\n', '\r']), "{:?} has lines", &plain[block.span.clone()]);
        assert_eq!(block.sentences.start, sentence, "sentences belong to one block each");
        sentence = block.sentences.end;
        let mut end = block.span.start;
        for span in &text.sentences[block.sentences.clone()] {
            assert_inside(plain, span, "a sentence");
            assert!(end <= span.start && span.end <= block.span.end, "a sentence leaves its block");
            end = span.end;
            assert_eq!(plain[span.clone()].trim(), &plain[span.clone()], "a sentence has no space at its ends");
            let place = written.position(text.source_offset(span.start));
            assert_eq!(place.0, text.line(span.start));
            assert!(is_inside(written.as_str(), place), "{place:?} is not in the file");
            let range = text.source_range(span.clone());
            assert!(range.start <= range.end && range.end <= written.as_str().len(), "{range:?}");
        }
    }
    assert_eq!(sentence, text.sentences.len());
    assert!(text.pieces.is_sorted_by_key(|piece| piece.plain()));
    for span in text.code.iter().chain(text.marked.iter().map(|mark| &mark.span)) {
        assert_inside(plain, span, "a mark");
    }
}

/// An interval with its first day before its end, whose EDTF reads back as the same days.
fn assert_when(when: &When, words: &str) {
    assert!(when.from() < when.until(), "{words:?}: {when:?}");
    assert!(!when.timex3().is_empty());
    let edtf = when.edtf();
    let again = When::from_edtf(&edtf).unwrap_or_else(|error| panic!("{words:?}: `{edtf}`: {error}"));
    assert_eq!((again.from(), again.until()), (when.from(), when.until()), "{words:?}: `{edtf}`");
}

fn assert_inside(text: &str, span: &Range<usize>, what: &str) {
    assert!(text.get(span.clone()).is_some(), "{what} is at {span:?} of {} bytes", text.len());
}

fn is_a_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['\n', '\r'])
}

/// Every place lies in one of the files, if it says more than the file's name.
pub fn assert_placed(diagnostics: &[Diagnostic], files: &[SourceFile]) {
    for diagnostic in diagnostics {
        assert!(is_a_line(&diagnostic.message), "{diagnostic:?}");
        assert!(diagnostic.help.as_deref().is_none_or(is_a_line), "{diagnostic:?}");
        let Some(place) = diagnostic.place.as_ref().filter(|place| place.line > 0) else { continue };
        let file = files.iter().find(|file| file.path == place.file);
        let file = file.unwrap_or_else(|| panic!("there is no such file: {diagnostic:?}"));
        assert!(is_inside(&decoded(file), (place.line, place.column)), "{diagnostic:?}");
    }
}

/// The text of a file as far as places need it: UTF-16 with its mark, else UTF-8.
fn decoded(file: &SourceFile) -> Cow<'_, str> {
    let pairs = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            file.bytes[2..].chunks(2).map(|pair| from([pair[0], pair.get(1).copied().unwrap_or(0)])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match file.bytes.as_slice() {
        [0xFF, 0xFE, ..] => pairs(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => pairs(u16::from_be_bytes),
        bytes => String::from_utf8_lossy(bytes),
    }
}

/// True for a line and a column of a text, the column at most one behind the last character.
fn is_inside(text: &str, (line, column): (u32, u32)) -> bool {
    let file = FileText::new(text.to_owned());
    let (last, _) = file.position(text.len());
    (1..=last).contains(&line) && column as usize <= file.line(line).chars().count() + 2
}

/// Nothing in the HTML of an article runs, and its links lead where links may lead.
fn assert_harmless(html: &str) {
    let lower = html.to_ascii_lowercase();
    for element in ["script", "style", "iframe", "object", "embed", "form", "base", "meta", "link"] {
        let opening = format!("<{element}");
        for (at, _) in lower.match_indices(&opening) {
            let next = lower[at + opening.len()..].chars().next();
            assert!(next.is_some_and(|next| next.is_alphanumeric() || next == '-'), "`{opening}` in {html:?}");
        }
    }
    for tag in lower.match_indices('<').map(|(at, _)| tag(&html[at..])) {
        for attribute in [" href=\"", " src=\"", " cite=\""] {
            for (at, _) in tag.to_ascii_lowercase().match_indices(attribute) {
                let value = tag[at + attribute.len()..].split('"').next().unwrap_or("");
                assert!(is_safe(&value.replace("&amp;", "&")), "`{value}` is an address of {html:?}");
            }
        }
    }
}

/// The tag with which a piece of HTML begins.
fn tag(html: &str) -> &str {
    let mut quoted = false;
    let end = html.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    &html[..end.unwrap_or(html.len())]
}

/// True for http, https, mailto and relative addresses, as a browser reads them.
fn is_safe(address: &str) -> bool {
    let told: String = address.chars().filter(|c| !c.is_ascii_control() && *c != ' ').collect();
    match told.split_once(':') {
        // With any other letter in it, it is no scheme but the beginning of a path.
        Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => true,
    }
}

/// Every file of a site has a path of its own, relative and inside of the output folder.
pub fn assert_site(site: &Site) {
    let mut paths: BTreeSet<&str> = BTreeSet::new();
    for path in site.files.iter().map(|file| &file.path).chain(site.copies.iter().map(|copy| &copy.path)) {
        let good = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(good && !path.contains(['\\', '\0']), "{path:?} is no path inside");
        assert!(paths.insert(path), "{path:?} is written twice");
    }
    for path in &paths {
        for (at, _) in path.match_indices('/') {
            assert!(!paths.contains(&path[..at]), "{path:?} lies in a file");
        }
    }
    let events = site.files.iter().find(|file| file.path == "events.json").expect("every site has its events");
    let events: serde_json::Value = serde_json::from_slice(&events.bytes).expect("events.json is JSON");
    let events = events["events"].as_array().expect("a list of events");
    assert_eq!(events.len(), site.summary.events + site.summary.article_entries);
    let ids: BTreeSet<&str> = events.iter().filter_map(|event| event["id"].as_str()).collect();
    assert_eq!(ids.len(), events.len(), "every event has an id of its own");
}

fn differing<'a>(one: &'a Site, other: &Site) -> Vec<&'a str> {
    let pairs = one.files.iter().zip(&other.files);
    pairs.filter(|(a, b)| a != b).map(|(a, _)| a.path.as_str()).collect()
}
