//! What a whole HTML page says of itself in its head, and which part of it is the article.

use super::html::{Token, Tokens, attribute};
use std::ops::Range;

/// The metadata of an HTML page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub title: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    /// The date as written: of `article:published_time`, JSON-LD, or the first `<time datetime>`.
    pub date: Option<String>,
    /// The bytes of the article within the page.
    pub body: Range<usize>,
}

impl Page {
    /// Reads a page that begins at a byte of its file's text.
    pub(super) fn read(html: &str, start: usize) -> Page {
        let mut page = Page { body: start..start + html.len(), ..Page::default() };
        let (mut published, mut time, mut heading) = (None, None, None);
        // The first of each of the elements that may hold the article, and where it begins.
        let mut parts: [Option<Range<usize>>; 3] = [None, None, None];
        const PARTS: [&str; 3] = ["article", "main", "body"];
        Tokens::default().feed(html, |token| {
            let Token::Open { name, tag, range } = token else { return };
            let get = |key: &str| attribute(tag, key).map(|value| value.trim().to_owned());
            match name.as_str() {
                "html" => page.language = get("lang").filter(|language| !language.is_empty()),
                "meta" => match get("property").or_else(|| get("name")).unwrap_or_default().as_str() {
                    "article:published_time" => published = get("content"),
                    "og:title" => page.title = get("content"),
                    _ => {}
                },
                "link" if get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    page.canonical = get("href");
                }
                "time" if time.is_none() => time = get("datetime"),
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
        page.date = published.or_else(|| json_ld_date(html)).or(time);
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
}
