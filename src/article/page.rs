//! What a whole HTML page says of itself in its head, and which part of it is the article.

use super::html::{Token, Tokens, attribute};
use super::{Format, date};
use std::ops::Range;

/// The metadata of an HTML page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub title: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    /// The date as written: of `article:published_time`, JSON-LD, other metadata, or a
    /// `<time datetime>`: the one that says that it is the article's, else the first.
    pub date: Option<String>,
    /// The bytes of the article within the page.
    pub body: Range<usize>,
}

impl Page {
    /// Reads a page that begins at a byte of its file's text.
    pub(super) fn read(html: &str, start: usize) -> Page {
        let mut page = Page { body: start..start + html.len(), ..Page::default() };
        let (mut published, mut other, mut own_time, mut time, mut heading) = (None, None, None, None, None);
        // The first of each of the elements that may hold the article, and where it begins.
        let mut parts: [Option<Range<usize>>; 3] = [None, None, None];
        const PARTS: [&str; 3] = ["article", "main", "body"];
        Tokens::default().feed(html, |token| {
            let Token::Open { name, tag, range } = token else { return };
            let get = |key: &str| attribute(tag, key).map(|value| value.trim().to_owned());
            match name.as_str() {
                "html" => page.language = get("lang").filter(|language| !language.is_empty()),
                "meta" => {
                    let named = ["property", "name", "itemprop"].into_iter().find_map(get).unwrap_or_default();
                    match named.to_ascii_lowercase().as_str() {
                        "article:published_time" | "og:article:published_time" => published = get("content"),
                        "og:title" => page.title = get("content"),
                        name if OTHER_DATES.contains(&name) => other = other.take().or_else(|| day("content", &get)),
                        _ => {}
                    }
                }
                "link" if get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    page.canonical = get("href");
                }
                "time" if own_time.is_none() => {
                    let is_own = ["class", "itemprop"].into_iter().filter_map(get).any(|value| {
                        let value = value.to_ascii_lowercase();
                        value.contains("publish") || value.contains("pubdate")
                    });
                    if is_own || get("pubdate").is_some() {
                        own_time = day("datetime", &get);
                    }
                    time = time.take().or_else(|| day("datetime", &get));
                }
                "title" if heading.is_none() => heading = Some(range.end),
                name => {
                    if let Some(part) = PARTS.iter().position(|part| *part == name)
                        && parts[part].is_none()
                    {
                        parts[part] = Some(range.end..html.len());
                    }
                }
            }
        });
        page.title = page.title.filter(|title| !title.is_empty()).or_else(|| {
            let rest = &html[heading?..];
            let end = memchr::memchr(b'<', rest.as_bytes())?;
            Some(rest[..end].trim().to_owned()).filter(|title| !title.is_empty())
        });
        page.date = published.or_else(|| json_ld_date(html)).or(other).or(own_time).or(time);
        for (name, part) in PARTS.iter().zip(parts) {
            if let Some(mut part) = part {
                // The last closing tag: an article may hold others.
                let close = format!("</{name}");
                if let Some(end) = memchr::memmem::rfind(&html.as_bytes()[part.clone()], close.as_bytes()) {
                    part.end = part.start + end;
                }
                page.body = start + part.start..start + part.end;
                break;
            }
        }
        page
    }
}

/// Names under which pages and itemprops tell their day, in lower case.
const OTHER_DATES: [&str; 12] = [
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
];

/// An attribute that holds a day: `2022-10` dates words of the text, not the article.
fn day(name: &str, get: &impl Fn(&str) -> Option<String>) -> Option<String> {
    get(name).filter(|written| date::parse(written, None).is_some())
}

/// True for a whole page.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins = |text: &str, with: &str| text.get(..with.len()).is_some_and(|found| found.eq_ignore_ascii_case(with));
    let declared = begins(start, "<?xml").then(|| start.split_once("?>").map(|(_, rest)| rest.trim_start())).flatten();
    let start = declared.unwrap_or(start);
    begins(start, "<!doctype html") || begins(start, "<html")
}

/// True for a body that is HTML from end to end, whatever its file's name: each of its paragraphs
/// begins with a tag, the last ends with one.
pub(super) fn is_html(text: &str, format: Format) -> bool {
    const BLOCKS: [&str; 20] = [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "article",
        "section",
        "main",
        "header",
        "ul",
        "ol",
        "table",
        "figure",
        "blockquote",
        "body",
        "dl",
        "center",
        "pre",
        "span",
    ];
    let text = text.trim();
    let Some(inner) = text.strip_prefix('<') else { return false };
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_block = BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(&inner[..length]));
    if format == Format::Html || !is_block || !text.ends_with('>') {
        return format == Format::Html;
    }
    // Between tags Markdown may stand: "<div>", a blank line, "**words**".
    let mut after_blank = true;
    text.lines().all(|line| {
        let line = line.trim();
        let good = !after_blank || line.is_empty() || line.starts_with('<');
        after_blank = line.is_empty();
        good
    })
}

/// The text after `"datePublished":`.
fn json_ld_date(html: &str) -> Option<String> {
    let key = "\"datePublished\"";
    let at = memchr::memmem::find(html.as_bytes(), key.as_bytes())?;
    let value = html[at + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = value.find(['"', '<'])?;
    Some(value[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_title_date_language_and_article() {
        let html = "<!doctype html><html lang=de><head><title>Hafen &amp; Meer</title>\
            <meta property=\"article:published_time\" content=\"2020-05-27T10:00:00Z\">\
            <link rel=canonical href=\"https://x.org/a\"></head>\
            <body><nav>x</nav><article><p>Text</p></article><footer>y</footer></body></html>";
        let page = Page::read(html, 10);
        assert_eq!(page.title.as_deref(), Some("Hafen &amp; Meer"));
        assert_eq!(page.date.as_deref(), Some("2020-05-27T10:00:00Z"));
        assert_eq!((page.language.as_deref(), page.canonical.as_deref()), (Some("de"), Some("https://x.org/a")));
        assert_eq!(&html[page.body.start - 10..page.body.end - 10], "<p>Text</p>");
    }

    #[test]
    fn the_date_may_stand_in_json_or_a_time() {
        let json = "<script type=\"application/ld+json\">{\"datePublished\" : \"2020-05-27\"}</script><time datetime=2019-01-01>";
        assert_eq!(Page::read(json, 0).date.as_deref(), Some("2020-05-27"));
        let time = "<p>On <time datetime='2019-01-01'>a day</time>";
        let page = Page::read(time, 0);
        assert_eq!((page.date.as_deref(), page.body), (Some("2019-01-01"), 0..time.len()));
    }

    #[test]
    fn a_page_has_other_names_for_its_day_too() {
        for html in [
            "<meta itemprop=datePublished content=2020-05-27>",
            "<meta name='DC.date.issued' content='2020-05-27'>",
            "<time datetime='2022-10'>last October</time><time datetime='2020-05-27'>x</time>",
            "<time datetime='2022-10-01'>x</time><time class='dt-published' datetime='2020-05-27T01:00'>x</time>",
            "<meta name=date content='2019-01-01'><script>{\"datePublished\":\"2020-05-27\"}</script>",
        ] {
            let date = Page::read(html, 0).date.unwrap_or_default();
            assert!(date.starts_with("2020-05-27"), "{html}: {date}");
        }
        assert_eq!(Page::read("<meta property='article:modified_time' content='2020-05-27'>", 0).date, None);
    }

    #[test]
    fn html_is_known_whatever_the_name_of_its_file() {
        for text in ["<p>One.</p>\n\n<p>Two.</p>\n", "\n<div>\n\n    <p>One.</p>\n</div>", "<UL><li>a</UL>"] {
            assert!(is_html(text, Format::Markdown), "{text}");
        }
        for text in
            ["<div>\n\nOne *two*.\n\n</div>", "<p>One.</p>\n\nTwo.", "One <b>two</b>", "<https://x.org>", "", "<"]
        {
            assert!(!is_html(text, Format::Markdown), "{text}");
        }
        for text in ["\u{feff}<!DOCTYPE html><p>", "<?xml version=\"1.0\"?>\n<html lang=en>"] {
            assert!(is_page(text), "{text}");
        }
        assert!(!is_page("<htm") && !is_page("é"));
    }
}
