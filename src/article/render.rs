//! The body of an article as safe HTML with its expressions marked.
//!
//! Text and page are made from the same events, so a mark's bytes in the plain text lead to bytes
//! of the file, and from there to the words on the page, whatever Markdown stands between.

use super::cleaned::{Cleaned, MATH};
use super::html::Tokens;
use super::marker::{CLOSE, END, Fragment, Marker, OPEN};
use super::{Article, Format, address, markdown};
use crate::text::BlockKind;
use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Elements that are nested deeper are not worth cleaning, for which browsers' rules take a time
/// that grows with the square of the depth: such a body is shown as plain paragraphs.
const DEEPEST: usize = 500;

/// Footnotes keep their ids through cleaning; no other part of a body may name itself.
const NOTE: &str = "note-";

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .add_generic_attributes(["id"])
        .add_tag_attributes("code", ["class"])
        .attribute_filter(|_, name, value| match name {
            "id" if !value.starts_with(NOTE) => None,
            "class" if !value.starts_with("language-") => None,
            // A control character in a scheme makes it a path for the cleaner, and need not for every browser.
            "href" | "src" | "cite" if !is_safe(value) => None,
            _ => Some(value.into()),
        });
    builder
});

impl Article {
    /// The body as safe HTML in which the marks stand between what `decorate` gives for each of
    /// their fragments: an opening and a closing string, which are not cleaned.
    ///
    /// `marks` are stretches of the plain text in order, no two overlapping. Scripts, styles and
    /// addresses other than `http`, `https`, `mailto` and relative ones do not pass. Headings begin
    /// at level 2 and skip none; one that only repeats the title is left out.
    #[doc(hidden)]
    pub fn body_html(&self, marks: &[Range<usize>], mut decorate: impl FnMut(Fragment) -> (String, String)) -> String {
        let mut marker = Marker::new(marks.iter().map(|mark| self.text.source_range(mark.clone())).collect());
        let file = self.text.written();
        let source = &file[self.body.range.clone()];
        // The three characters are for no text; three bytes each, as what takes their place.
        let replaced;
        let source = if source.contains([OPEN, END, CLOSE]) {
            replaced = source.replace([OPEN, END, CLOSE], "\u{fffd}");
            &replaced
        } else {
            source
        };
        let mut html = String::with_capacity(source.len() + source.len() / 4);
        let raw = match self.body.format {
            Format::Markdown => {
                let cleaned = Cleaned::new(source, self.body.range.start, Format::Markdown);
                let mut page = Page::new(&self.title, &cleaned, &mut marker);
                let events = markdown::events(&cleaned.text).flat_map(|(event, range)| page.event(event, range));
                let events: Vec<Event> = events.collect();
                pulldown_cmark::html::push_html(&mut html, events.into_iter());
                page.raw
            }
            Format::Html => {
                let cleaned = Cleaned::new(source, self.body.range.start, Format::Html);
                html.push_str(&marker.raw(&mut Tokens::default(), &cleaned.text, 0, &cleaned));
                true
            }
            Format::Plain => false,
        };
        if self.body.format == Format::Plain {
            self.plain(source, &mut marker, &mut html);
        } else if marker.deepest > DEEPEST {
            marker = Marker::new(marks.to_vec());
            html.clear();
            self.paragraphs(&mut marker, &mut html);
        } else if raw {
            html = CLEANER.clean(&html).to_string();
        }
        decorated(&html, &marker.fragments, &mut decorate)
    }

    /// The paragraphs of a plain text, in which addresses are links.
    fn plain(&self, source: &str, marker: &mut Marker, html: &mut String) {
        let mut at = self.body.range.start;
        let mut paragraph = Paragraph::Before;
        for line in source.split_inclusive('\n') {
            let start = at;
            at += line.len();
            paragraph = match (paragraph, line.trim().is_empty()) {
                (Paragraph::Before, false) if self.repeats_title() => Paragraph::Title,
                (Paragraph::Before | Paragraph::Between, false) => {
                    html.push_str("<p>");
                    Paragraph::Open
                }
                (Paragraph::Open, true) => {
                    marker.close(html);
                    html.push_str("</p>\n");
                    Paragraph::Between
                }
                (Paragraph::Title, true) => Paragraph::Between,
                (same, _) => same,
            };
            if paragraph == Paragraph::Open {
                linked(line, start, marker, html);
            }
        }
        if paragraph == Paragraph::Open {
            marker.close(html);
            html.push_str("</p>\n");
        }
    }

    /// True if the text begins with a heading that only repeats the title.
    fn repeats_title(&self) -> bool {
        self.text.blocks.first().is_some_and(|block| {
            matches!(block.kind, BlockKind::Heading(_)) && self.text.plain[block.span.clone()] == self.title
        })
    }

    /// The blocks as paragraphs of plain words; the marks are those of the plain text.
    fn paragraphs(&self, marker: &mut Marker, html: &mut String) {
        for block in &self.text.blocks[usize::from(self.repeats_title())..] {
            let words = self.text.plain[block.span.clone()].replace([OPEN, END, CLOSE], "\u{fffd}");
            let mut text = String::with_capacity(words.len() + 16);
            marker.text(&words, block.span.start, &mut text);
            marker.close(&mut text);
            html.push_str("<p>");
            pulldown_cmark_escape::escape_html_body_text(&mut *html, &text)
                .expect("a string takes all that is written");
            html.push_str("</p>\n");
        }
    }
}

/// Where a line of plain text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paragraph {
    /// Before the first one.
    Before,
    /// In the first one, which only repeats the title.
    Title,
    Open,
    Between,
}

/// A line of plain text that begins at a byte of the file, its addresses as links.
fn linked(line: &str, start: usize, marker: &mut Marker, html: &mut String) {
    let mut at = 0;
    while let Some(found) = address::find(&line[at..]).map(|found| at + found.start..at + found.end) {
        marked(&line[at..found.start], start + at, marker, html);
        marker.close(html);
        let address = &line[found.clone()];
        let scheme = if address.starts_with("www.") { "https://" } else { "" };
        let links = is_safe(&format!("{scheme}{address}"));
        if links {
            html.push_str("<a href=\"");
            html.push_str(scheme);
            escaped(address, html);
            html.push_str("\">");
        }
        escaped(address, html);
        html.push_str(if links { "</a>" } else { "" });
        at = found.end;
    }
    marked(&line[at..], start + at, marker, html);
}

/// Plain text that begins at a byte of the file, with the signs of its marks.
fn marked(text: &str, source: usize, marker: &mut Marker, html: &mut String) {
    let mut signs = String::with_capacity(text.len() + 16);
    marker.text(text, source, &mut signs);
    escaped(&signs, html);
}

fn escaped(text: &str, html: &mut String) {
    pulldown_cmark_escape::escape_html(&mut *html, text).expect("a string takes all that is written");
}

/// Puts the opening and closing strings where the fragments begin and end.
fn decorated(html: &str, fragments: &[Fragment], decorate: &mut impl FnMut(Fragment) -> (String, String)) -> String {
    let mut out = String::with_capacity(html.len() + fragments.len() * 80);
    let mut strings: Vec<Option<(String, String)>> = vec![None; fragments.len()];
    let mut rest = html;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        out.push_str(&rest[..at]);
        let opens = rest[at..].starts_with(OPEN);
        rest = &rest[at + OPEN.len_utf8()..];
        let Some((number, after)) = rest.split_once(END) else { break };
        rest = after;
        if let Some(index) = number.parse::<usize>().ok().filter(|index| *index < fragments.len()) {
            let (open, close) = strings[index].get_or_insert_with(|| decorate(fragments[index]));
            out.push_str(if opens { open } else { close });
        }
    }
    out.push_str(rest);
    out
}

/// Makes the events of a page from those of a body.
struct Page<'a, 'm> {
    title: &'a str,
    cleaned: &'a Cleaned<'a>,
    marker: &'m mut Marker,
    tokens: Tokens,
    /// True once raw HTML was seen: then the whole is cleaned.
    raw: bool,
    /// The levels of the headings around, as written.
    headings: Vec<u8>,
    /// The tags that are left out until they end: links and pictures whose address is not safe.
    unsafe_links: Vec<bool>,
    unsafe_images: Vec<bool>,
    /// How many pictures are open: their alternative text takes no marks.
    images: usize,
    /// The first heading, while it may still repeat the title.
    first: Option<Vec<Event<'a>>>,
    seen: bool,
}

impl<'a, 'm> Page<'a, 'm> {
    fn new(title: &'a str, cleaned: &'a Cleaned<'a>, marker: &'m mut Marker) -> Page<'a, 'm> {
        Page {
            title,
            cleaned,
            marker,
            tokens: Tokens::default(),
            raw: false,
            headings: Vec::new(),
            unsafe_links: Vec::new(),
            unsafe_images: Vec::new(),
            images: 0,
            first: None,
            seen: false,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) -> Vec<Event<'a>> {
        let mut out = Vec::with_capacity(1);
        self.convert(event, range, &mut out);
        let Some(held) = self.first.as_mut() else { return out };
        held.append(&mut out);
        if !matches!(held.last(), Some(Event::End(TagEnd::Heading(_)))) {
            return out;
        }
        let held = self.first.take().unwrap_or_default();
        let words: String = held
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        if words.trim() == self.title {
            self.headings.clear();
            return Vec::new();
        }
        held
    }

    fn convert(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Vec<Event<'a>>) {
        // A line's end within a mark leaves it open; everything but text ends its fragment.
        if !matches!(event, Event::Text(_) | Event::SoftBreak) {
            let mut sign = String::new();
            self.marker.close(&mut sign);
            if !sign.is_empty() {
                out.push(Event::InlineHtml(sign.into()));
            }
        }
        match event {
            Event::Text(text) if self.images > 0 => out.push(Event::Text(text)),
            Event::Text(text) => self.text(text, range, out),
            Event::Html(html) => {
                self.raw = true;
                let html = self.marker.raw(&mut self.tokens, &html, range.start, self.cleaned);
                out.push(Event::Html(html.into()));
            }
            Event::InlineHtml(html) => {
                self.raw = true;
                let html = self.marker.raw(&mut self.tokens, &html, range.start, self.cleaned);
                out.push(Event::InlineHtml(html.into()));
            }
            Event::Code(code) if code.starts_with(MATH) => {
                out.push(Event::Code(code.trim_start_matches(MATH).trim().to_owned().into()));
            }
            Event::Start(tag) => self.start(tag, out),
            Event::End(tag) => self.end(tag, out),
            Event::FootnoteReference(name) => out.push(Event::FootnoteReference(note(&name))),
            // A box without a label says nothing to who cannot see it.
            Event::TaskListMarker(done) => out.push(Event::Text(if done { "☑ ".into() } else { "☐ ".into() })),
            other => out.push(other),
        }
        self.seen |= !matches!(out.last(), None | Some(Event::Start(Tag::HtmlBlock) | Event::Html(_)));
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>, out: &mut Vec<Event<'a>>) {
        let mut marked = String::new();
        if text.len() == range.len() {
            let start = range.start;
            for (stretch, source) in self.cleaned.stretches(range) {
                self.marker.text(&text[stretch.start - start..stretch.end - start], source, &mut marked);
            }
        } else {
            // Decoded from an entity: it is marked as a whole or not at all.
            let source = self.cleaned.source(range.start);
            self.marker.text(&text, source, &mut marked);
        }
        out.push(if marked.len() == text.len() { Event::Text(text) } else { Event::Text(marked.into()) });
    }

    fn start(&mut self, tag: Tag<'a>, out: &mut Vec<Event<'a>>) {
        match tag {
            Tag::Heading { level, .. } => {
                if !self.seen {
                    self.first = Some(Vec::new());
                }
                let level = self.level(level as u8);
                out.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Tag::Link { link_type, dest_url, title, id } => {
                let bad = dest_url.is_empty() || !is_safe(&dest_url);
                self.unsafe_links.push(bad);
                if !bad {
                    self.marker.in_link = true;
                    out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let bad = dest_url.is_empty() || !is_safe(&dest_url);
                self.unsafe_images.push(bad);
                self.images += 1;
                if !bad {
                    out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
            }
            Tag::FootnoteDefinition(name) => out.push(Event::Start(Tag::FootnoteDefinition(note(&name)))),
            Tag::BlockQuote(_) => out.push(Event::Start(Tag::BlockQuote(None))),
            other => out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd, out: &mut Vec<Event<'a>>) {
        match tag {
            TagEnd::Heading(_) => {
                let level = heading_level(self.headings.len() as u8 + 1);
                out.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::Link => {
                self.marker.in_link = false;
                if self.unsafe_links.pop() == Some(false) {
                    out.push(Event::End(tag));
                }
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.unsafe_images.pop() == Some(false) {
                    out.push(Event::End(tag));
                }
            }
            TagEnd::BlockQuote(_) => out.push(Event::End(TagEnd::BlockQuote(None))),
            other => out.push(Event::End(other)),
        }
    }

    /// The level on the page of a heading: 2 for the outermost, and none is skipped on the way down.
    fn level(&mut self, written: u8) -> pulldown_cmark::HeadingLevel {
        while self.headings.last().is_some_and(|level| *level >= written) {
            self.headings.pop();
        }
        self.headings.push(written);
        heading_level(self.headings.len() as u8 + 1)
    }
}

fn heading_level(level: u8) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H2, H3, H4, H5, H6};
    match level {
        0..=2 => H2,
        3 => H3,
        4 => H4,
        5 => H5,
        _ => H6,
    }
}

fn note(name: &str) -> CowStr<'static> {
    format!("{NOTE}{name}").into()
}

/// True for relative addresses and those of the web and of mail. Browsers skip white space and
/// control characters in a scheme: "java\nscript:".
fn is_safe(address: &str) -> bool {
    let scheme: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .take(400)
        .collect();
    match scheme.split_once(':') {
        None => true,
        Some((scheme, _)) => ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{SourceFile, read};
    use crate::config::Config;

    /// The body with the words between `‹›` marked, which stand in the text without these signs.
    fn render(name: &str, body: &str, marked: &[&str]) -> String {
        let source = SourceFile { path: format!("2024-05-03-{name}"), bytes: body.as_bytes().to_vec() };
        let (article, diagnostics) = read(&source, &Config::default());
        let article = article.unwrap_or_else(|| panic!("{body}: {diagnostics:?}"));
        let marks: Vec<_> = marked
            .iter()
            .map(|words| {
                let start =
                    article.text.plain.find(words).unwrap_or_else(|| panic!("{words} in {}", article.text.plain));
                start..start + words.len()
            })
            .collect();
        let html = article.body_html(&marks, |fragment| {
            let kind = match (fragment.first, fragment.in_link) {
                (true, false) => "",
                (false, false) => "+",
                (true, true) => "@",
                (false, true) => "+@",
            };
            (format!("[{}{kind}:", fragment.mark), "]".to_owned())
        });
        html.trim().to_owned()
    }

    #[test]
    fn expressions_are_marked_in_markdown() {
        let cases: &[(&str, &[&str], &str)] = &[
            ("It rained on Monday & so.", &["Monday"], "<p>It rained on [0:Monday] &amp; so.</p>"),
            ("It was last\nOctober.", &["last October"], "<p>It was [0:last\nOctober].</p>"),
            ("It was last *October*.", &["last October"], "<p>It was [0:last ]<em>[0+:October]</em>.</p>"),
            (
                "In [May 2020](b.md) or June",
                &["May 2020", "June"],
                "<p>In <a href=\"b.md\">[0@:May 2020]</a> or [1:June]</p>",
            ),
            ("31&nbsp;March 2020", &["31 March"], "<p>[0:31\u{a0}March] 2020</p>"),
            ("a {% b %}May {{c}}5", &["May 5"], "<p>a [0:May 5]</p>"),
            ("`May` then May", &[], "<p><code>May</code> then May</p>"),
        ];
        for (body, marks, html) in cases {
            assert_eq!(render("a.md", body, marks), *html, "{body}");
        }
    }

    #[test]
    fn expressions_are_marked_in_raw_html() {
        assert_eq!(
            render(
                "a.md",
                "<p class=\"x\" onclick=\"y()\">On <b>Mon</b>day &amp; <i>1&nbsp;May</i></p>",
                &["Monday", "1 May"]
            ),
            "<p>On <b>[0:Mon]</b>[0+:day] &amp; <i>[1:1&nbsp;May]</i></p>"
        );
        assert_eq!(
            render("a.html", "<body><h2>May</h2><p>In <a href='/x'>June</a>", &["May", "June"]),
            "<h2>[0:May]</h2><p>In <a href=\"/x\">[1@:June]</a></p>"
        );
    }

    #[test]
    fn plain_text_is_escaped() {
        assert_eq!(render("a.txt", "Title\n\n<b> & May\n5", &["May 5"]), "<p>&lt;b&gt; &amp; [0:May\n5]</p>");
        assert_eq!(
            render("a.txt", "Title\n\nIt \"stands\" at www.a.org/b?c&d.\n\nIn May", &["May"]),
            "<p>It &quot;stands&quot; at <a href=\"https://www.a.org/b?c&amp;d\">www.a.org/b?c&amp;d</a>.\n</p>\n<p>In [0:May]</p>"
        );
    }

    #[test]
    fn a_body_that_is_nested_too_deep_is_shown_as_paragraphs() {
        let body = format!("{}In May <b>2020</b> it rained.", "<div><i>".repeat(2_000));
        assert_eq!(render("a.md", &body, &["May 2020"]), "<p>In [0:May 2020] it rained.</p>");
    }

    #[test]
    fn what_is_not_safe_does_not_pass() {
        for (body, html) in [
            ("a [b](javascript:x) [c](java&#10;script:x) [d](data:x)", "<p>a b c d</p>"),
            ("a ![b](data:image/png;base64,AAAA) ![c](d.png)", "<p>a b <img src=\"d.png\" alt=\"c\" /></p>"),
            ("a <script>x()</script><img src=x onerror=y()> b", "<p>a <img alt=\"\" src=\"x\"> b</p>"),
            ("<a href=\"javascript:x\">b</a>", "<p><a>b</a></p>"),
            ("# T\n\n## H {#main onclick=x .c}\n\nb", "<h2>H</h2>\n<p>b</p>"),
            ("a <b id=\"main\" class=\"x\" style=\"y\">c</b>", "<p>a <b>c</b></p>"),
            ("x \u{fdd0}0\u{fdd1} y", "<p>x \u{fffd}0\u{fffd} y</p>"),
        ] {
            assert_eq!(render("a.md", body, &[]), html, "{body}");
        }
    }

    #[test]
    fn headings_begin_at_two_skip_none_and_do_not_repeat_the_title() {
        assert_eq!(
            render("a.md", "# T\n\n# A\n\n### B\n\n## C\n\n# D\n", &[]),
            "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>\n<h2>D</h2>"
        );
    }

    #[test]
    fn footnotes_lead_to_their_notes() {
        let html = render("a.md", "a[^1] <i>b</i>\n\n[^1]: note", &[]);
        assert!(html.contains("href=\"#note-1\"") && html.contains("id=\"note-1\""), "{html}");
    }
}
