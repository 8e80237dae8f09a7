//! From an article's body, Markdown with raw HTML in it or HTML from end to end, to its text.

use super::cleaned::{Cleaned, MATH};
use super::elements::{ALTERNATIVE, Effect, Elements};
use super::html::{Token, Tokens, attribute};
use super::{Format, address, entity};
use crate::language::SentenceWords;
use crate::text::{FileText, Text, TextBuilder};
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use std::ops::Range;

/// The Markdown of the sites: tables, footnotes, struck text, tasks, attributes of headings,
/// alerts, definition lists. No typographic quotes: text stays as in the file. No mathematics:
/// "$5 and $10" is prose.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Gives `[text][]` and `[text][name]` whose address stands in an include an empty address, so that
/// their brackets do not reach the text. "[sic]" keeps its own.
pub(super) struct Unresolved;

impl<'a> BrokenLinkCallback<'a> for Unresolved {
    fn handle_broken_link(&mut self, link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
            .then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    }
}

/// The end of a quotation in TeX and in the reports of agencies.
const TEX_CLOSING: &str = "'' ";

/// The events of a body with their places: the text and the page are both made from these.
pub(super) fn events(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut in_code = false;
    Parser::new_with_broken_link_callback(body, options(), Some(Unresolved)).into_offset_iter().filter_map(
        move |(event, range)| {
            match &event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                // Agencies and TeX write ``so'': what stands between two such quotations is no code.
                Event::Code(code) if body[range.clone()].starts_with("``") && code.contains(TEX_CLOSING) => {
                    return Some((Event::Text(CowStr::Borrowed(&body[range.clone()])), range));
                }
                Event::Text(text) if !in_code && text.ends_with('*') => return without_strays(body, text, range),
                _ => {}
            }
            Some((event, range))
        },
    )
}

/// Text without the signs of emphasis that found no partner: converters leave "**Lars: **It was".
/// "2**10" and "a ** b" keep theirs.
fn without_strays<'a>(body: &'a str, text: &str, range: Range<usize>) -> Option<(Event<'a>, Range<usize>)> {
    let before = body[..range.start].trim_end_matches('*');
    let after = body[range.end..].trim_start_matches('*');
    let inner = text.trim_end_matches('*');
    let stars = text.len() - inner.len();
    let ends = after.is_empty() || after.starts_with(['\n', '\r']);
    let is_run = stars > 1 || body[..range.start].ends_with('*') || body[range.end..].starts_with('*');
    let parts_words = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    let is_stray = is_run && if inner.is_empty() { !parts_words } else { ends && inner.ends_with(' ') };
    if text.len() != range.len() || !is_stray {
        return Some((Event::Text(text.to_owned().into()), range));
    }
    let kept = range.start..range.start + inner.len();
    (!kept.is_empty()).then(|| (Event::Text(CowStr::Borrowed(&body[kept.clone()])), kept))
}

/// The text of a Markdown body, the bytes `body` of a file.
pub(super) fn text(file: &FileText, body: Range<usize>, words: &SentenceWords) -> Text {
    let cleaned = Cleaned::new(&file.as_str()[body.clone()], body.start, Format::Markdown);
    let mut reader = Reader::new(words, false);
    for (event, range) in events(&cleaned.text) {
        reader.event(event, range, &cleaned);
    }
    reader.builder.finish(file)
}

/// The text of an HTML body, the bytes `body` of a file.
pub(super) fn html_text(file: &FileText, body: Range<usize>, words: &SentenceWords) -> Text {
    let cleaned = Cleaned::new(&file.as_str()[body.clone()], body.start, Format::Html);
    let mut reader = Reader::new(words, true);
    reader.html(&cleaned.text, 0, &cleaned);
    reader.builder.finish(file)
}

/// The text of a plain body, the bytes `body` of a file: blank lines part paragraphs.
pub(super) fn plain_text(file: &FileText, body: Range<usize>, words: &SentenceWords) -> Text {
    let mut reader = Reader::new(words, false);
    let mut start = body.start;
    for line in file.as_str()[body].split_inclusive('\n') {
        if line.trim().is_empty() {
            reader.builder.close();
        } else {
            reader.prose(line, start);
        }
        start += line.len();
    }
    reader.builder.finish(file)
}

struct Reader<'a> {
    builder: TextBuilder<'a>,
    elements: Elements,
    tokens: Tokens,
    /// True after a line break without text since: a second one ends the block.
    broken: bool,
    /// True while an address that began in an earlier event goes on.
    in_address: bool,
    /// The date of an open `<time datetime>`, where it is written, and where its words begin.
    dated: Option<(String, usize, usize)>,
    /// How many elements were open where the paragraph began.
    depth: usize,
}

impl<'a> Reader<'a> {
    fn new(words: &'a SentenceWords, page: bool) -> Reader<'a> {
        Reader {
            builder: TextBuilder::new(words),
            elements: Elements::new(page),
            tokens: Tokens::default(),
            broken: false,
            in_address: false,
            dated: None,
            depth: 0,
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>, cleaned: &Cleaned) {
        match event {
            Event::Text(text) => return self.text(&text, range, cleaned),
            Event::Code(code) => {
                if !self.elements.is_hidden() && !code.starts_with(MATH) {
                    let fence = range.len().saturating_sub(code.len()) / 2;
                    let source = cleaned.source(range.start + fence);
                    self.builder.push_code(self.elements.kind(), &code, source);
                    self.broken = false;
                }
            }
            Event::SoftBreak => self.builder.push_space(cleaned.source(range.start)),
            Event::HardBreak => self.effect(Effect::Break, cleaned.source(range.start)),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range.start, cleaned),
            Event::Start(tag) => self.start(&tag, cleaned.source(range.start)),
            Event::End(tag) => self.end(tag, cleaned.source(range.start)),
            Event::Rule => self.builder.close(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        self.in_address = false;
    }

    fn start(&mut self, tag: &Tag, source: usize) {
        let name = match tag {
            Tag::Heading { level, .. } => heading(*level),
            // What an alert tells is the article's own.
            Tag::BlockQuote(Some(_)) => "section",
            Tag::BlockQuote(None) => "blockquote",
            Tag::CodeBlock(_) => "pre",
            Tag::List(_) => "ul",
            Tag::DefinitionList => "dl",
            Tag::Item => "li",
            Tag::DefinitionListTitle => "dt",
            Tag::DefinitionListDefinition => "dd",
            Tag::Table(_) => "table",
            Tag::TableHead | Tag::TableRow => "tr",
            Tag::TableCell => "td",
            Tag::Strikethrough => "del",
            Tag::Image { .. } => ALTERNATIVE,
            Tag::Paragraph | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => "p",
            _ => return,
        };
        let effect = self.elements.open(name);
        self.effect(effect, source);
        if matches!(tag, Tag::Paragraph) {
            self.depth = self.elements.depth();
        }
    }

    fn end(&mut self, tag: TagEnd, source: usize) {
        let name = match tag {
            TagEnd::Heading(level) => heading(level),
            TagEnd::BlockQuote(Some(_)) => "section",
            TagEnd::BlockQuote(None) => "blockquote",
            TagEnd::CodeBlock => "pre",
            TagEnd::List(_) => "ul",
            TagEnd::DefinitionList => "dl",
            TagEnd::Item => "li",
            TagEnd::DefinitionListTitle => "dt",
            TagEnd::DefinitionListDefinition => "dd",
            TagEnd::Table => "table",
            TagEnd::TableCell => "td",
            TagEnd::Strikethrough => "del",
            TagEnd::Image => ALTERNATIVE,
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => "p",
            TagEnd::TableHead | TagEnd::TableRow => "tr",
            _ => return,
        };
        let effect = self.elements.close(name);
        self.effect(effect, source);
        if matches!(tag, TagEnd::Paragraph) {
            self.elements.end_of_paragraph(self.depth);
        }
        if effect == Effect::Block {
            self.elements.end_of_block();
            self.tokens.reset();
        }
    }

    fn effect(&mut self, effect: Effect, source: usize) {
        match effect {
            Effect::Block => {
                self.builder.close();
                self.broken = false;
                self.dated = None;
            }
            Effect::Break if self.broken => self.builder.close(),
            Effect::Break => {
                self.builder.push_space(source);
                self.broken = true;
            }
            Effect::None => {}
        }
    }

    /// Text of the body, not of raw HTML.
    fn text(&mut self, text: &str, range: Range<usize>, cleaned: &Cleaned) {
        if self.elements.is_hidden() {
            return;
        }
        if text.len() != range.len() {
            // Decoded from an entity: the whole of it stands where that stands.
            return self.prose(text, cleaned.source(range.start));
        }
        let start = range.start;
        for (stretch, source) in cleaned.stretches(range) {
            self.prose(&text[stretch.start - start..stretch.end - start], source);
        }
    }

    /// Text in which of an address only its host is read, as code: no date is taken from it.
    fn prose(&mut self, text: &str, source: usize) {
        let kind = self.elements.kind();
        if self.elements.is_code() {
            return self.builder.push_code(kind, text, source);
        }
        let mut at = 0;
        if std::mem::take(&mut self.in_address) {
            at = address::end(text);
            self.in_address = at == text.len();
        }
        while let Some(found) = address::find(&text[at..]) {
            self.builder.push(kind, &text[at..at + found.start], source + at);
            let found = at + found.start..at + found.end;
            let host = address::host(&text[found.clone()]);
            self.builder.push_code(
                kind,
                &text[found.start + host.start..found.start + host.end],
                source + found.start + host.start,
            );
            self.in_address = found.end == text.len();
            at = found.end;
        }
        self.builder.push(kind, &text[at..], source + at);
        self.broken &= text.trim().is_empty();
    }

    /// A chunk of raw HTML that begins at a byte of the cleaned body.
    fn html(&mut self, chunk: &str, start: usize, cleaned: &Cleaned) {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.feed(chunk, |token| match token {
            Token::Text(range) => {
                if !self.elements.is_hidden() {
                    let text = &chunk[range.clone()];
                    for (stretch, source) in cleaned.stretches(start + range.start..start + range.end) {
                        let from = stretch.start - start - range.start;
                        self.references(&text[from..from + stretch.len()], source);
                    }
                }
            }
            Token::Open { name, tag, range } => {
                if name == "time" && !self.elements.is_hidden() {
                    let source = cleaned.source(start + range.start);
                    self.dated = attribute(tag, "datetime").map(|date| (date, source, self.builder.length()));
                }
                let effect = self.elements.open(&name);
                self.effect(effect, cleaned.source(start + range.start));
            }
            Token::Close(name) => {
                if name == "time"
                    && let Some((date, source, from)) = self.dated.take()
                {
                    self.builder.mark_date(from, date, source);
                }
                let effect = self.elements.close(&name);
                self.effect(effect, cleaned.source(start));
            }
        });
        self.tokens = tokens;
    }

    /// Text of raw HTML, in which references stand for characters.
    fn references(&mut self, text: &str, source: usize) {
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'&', &text.as_bytes()[at..]).map(|found| at + found) {
            let (characters, length) = entity::reference(&text[found..]).unwrap_or(([Some('&'), None], 1));
            if found > at {
                self.prose(&text[at..found], source + at);
            }
            for character in characters.into_iter().flatten() {
                self.prose(character.encode_utf8(&mut [0; 4]), source + found);
            }
            at = found + length;
        }
        if at < text.len() {
            self.prose(&text[at..], source + at);
        }
    }
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::BlockKind::{self, *};

    fn read(body: &str) -> Text {
        text(&FileText::new(body.to_owned()), 0..body.len(), &Language::english().sentences)
    }

    fn blocks(text: &Text) -> Vec<(BlockKind, &str)> {
        text.blocks.iter().map(|block| (block.kind, &text.plain[block.span.clone()])).collect()
    }

    #[test]
    fn blocks_know_their_kind() {
        let text = read(
            "# Harbour *opens*\n\nIt was\nopened.\n\n- one\n- two\n\n  more\n\n> said\n> - so\n\n| a | b |\n|---|---|\n| c | d |\n\n\
             <figure><img alt=\"no\"><figcaption>A quay</figcaption></figure>\n",
        );
        assert_eq!(
            blocks(&text),
            [
                (Heading(1), "Harbour opens"),
                (Paragraph, "It was opened."),
                (ListItem, "one"),
                (ListItem, "two"),
                (ListItem, "more"),
                (Quotation, "said"),
                (Quotation, "so"),
                (Cell(1), "a"),
                (Cell(1), "b"),
                (Cell(2), "c"),
                (Cell(2), "d"),
                (Caption, "A quay"),
            ]
        );
    }

    #[test]
    fn what_stands_between_two_quotations_of_an_agency_is_text() {
        let text = read("He said ``we wait'' on 3 May. She said ``so do I'' on 4 May. Run ``a = ''`` now.");
        assert!(text.plain.contains("'' on 3 May. She said ``so"), "{}", text.plain);
        assert!(!text.plain.contains("``a = "), "{}", text.plain);
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let cases = [
            ("See ![on 1 May 2020](a.png) and <https://a.org/2020/05/01/> now.", "See and a.org now."),
            ("Go to https://a.org/2020/05/01/x?a=1&b=2, then www.b.org/2020. Done", "Go to a.org, then b.org. Done"),
            (
                "A [link](https://a.org/2020-05-01) and [another][] and [one][more] [sic].",
                "A link and another and one [sic].",
            ),
            ("Told.[^1]\n\n[^1]: A note.", "Told.\n\nA note."),
            ("**Lars: **It was **late** and so ** on. **", "Lars: It was late and so ** on."),
            ("2**10 and a *b* **c", "2**10 and a b c"),
            ("See [[Quay|the quay]] ![[quay.png]] $x^2$ now :tada: ok", "See the quay now ok"),
            ("> [!tip] Mind it\n> It opened.\n\n> said", "Mind it\n\nIt opened.\n\nsaid"),
            ("a <math>2020\n\nb <svg>2021</svg>c", "a\n\nb c"),
            ("~~May~~ June <del>5</del> 6", "June 6"),
            ("a<!-- 1 May 2020 --> b <script>var d = '2020';</script>c", "a b c"),
            ("    indented 2020\n\n```\n2020-05-01\n```\n\nafter", "after"),
            ("<div class=\"2020\">\n<p>in&nbsp;May&#13;</p>\n</div>", "in May"),
            ("one<br><br>two<br>three  \nfour", "one\n\ntwo three four"),
            ("## Title {#id .c}\n\n> [!NOTE]\n> It rained.\n\n- [x] done", "Title\n\nIt rained.\n\ndone"),
            ("{% include a.html d=\"2020-05-01\" %}\n{:.note}\nOn {{ b }}Monday", "On Monday"),
            ("AT&amp;T &ndash; caf&eacute; \\*x\\*", "AT&T – café *x*"),
            ("He said \"now\" -- 'so' ...", "He said \"now\" -- 'so' ..."),
            ("<details><summary>More</summary>\n\nInside.\n\n</details>", "More\n\nInside."),
        ];
        for (body, plain) in cases {
            assert_eq!(read(body).plain, plain, "{body}");
        }
    }

    #[test]
    fn code_in_a_line_is_kept_but_known() {
        let text = read("Run `at 2020-05-01` or <code>may</code> now.");
        assert_eq!(text.plain, "Run at 2020-05-01 or may now.");
        let code: Vec<_> = text.code.iter().map(|range| &text.plain[range.clone()]).collect();
        assert_eq!(code, ["at 2020-05-01", "may"]);
    }

    #[test]
    fn every_word_knows_its_place_in_the_file() {
        let body = "# Ä *b*\n\n> c {% d %}e &amp; [f](g)\n> h `i`\n\n<p>j &eacute; <b>k</b>\n\n1. l\n   m\n";
        let text = read(body);
        for word in ["Ä", "b", "c", "e", "f", "h", "i", "j", "k", "l", "m"] {
            let plain = text.plain.find(word).expect(word);
            // The word stands alone in the file, between marks.
            let source = body
                .match_indices(word)
                .find(|(at, _)| {
                    !body[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '&')
                        && !body[at + word.len()..].starts_with(|c: char| c.is_alphanumeric())
                })
                .expect(word)
                .0;
            assert_eq!(text.source_offset(plain), source, "{word} in {:?}", text.plain);
        }
    }

    #[test]
    fn a_page_is_read_without_its_furniture() {
        let body = "<nav>Home</nav><h1>Title</h1><p>One. <b>Two</b>.<ul><li>a<li>b</ul><footer>2020</footer>";
        let text = html_text(&FileText::new(body.to_owned()), 0..body.len(), &Language::english().sentences);
        assert_eq!(blocks(&text), [(Heading(1), "Title"), (Paragraph, "One. Two."), (ListItem, "a"), (ListItem, "b")]);
        assert_eq!(text.sentences.len(), 5);
    }

    #[test]
    fn deep_nesting_and_slips_do_no_harm() {
        for part in ["> ", "[", "<div>", "</li>", "<li>", "*", "`", "<a ", "&", "- ", "<!--", "![", "<blockquote><pre>"]
        {
            read(&part.repeat(5_000));
        }
        assert_eq!(read("<code>a\n\nb</p></div></ul>c").plain, "a\n\nb\n\nc");
    }
}
