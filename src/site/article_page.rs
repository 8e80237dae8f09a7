//! One page an article: its text in full, the expressions that date its events marked and linked.

use super::Context;
use super::page::{Frame, address_of_tag, rendered};
use super::period_list::host;
use crate::article::Article;
use crate::language::PageWords;
use crate::text::BlockKind;
use crate::timeline::{Entry, Source};
use askama::Template;
use std::ops::Range;

#[derive(Template)]
#[template(path = "article.html", whitespace = "minimize")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    words: &'a PageWords,
    site: &'a str,
    article: &'a Article,
    published: String,
    date: String,
    original: Option<(&'a str, String)>,
    tags: Vec<(&'a str, String)>,
    parts: Vec<Part<'a>>,
    told: Vec<ToldView<'a>>,
}

/// A stretch of the article's body.
struct Part<'a> {
    /// The HTML element.
    element: &'static str,
    /// True for the first and the last of a list.
    opens: Option<&'static str>,
    closes: Option<&'static str>,
    pieces: Vec<Piece<'a>>,
}

/// A stretch of a block: plain words, or an expression that dates an event.
struct Piece<'a> {
    words: &'a str,
    /// The anchors that stand here: the ids of the reports.
    anchors: Vec<&'a str>,
    /// The event to which the words lead.
    event: Option<&'a Entry>,
}

/// An event of the article, as its list has it.
struct ToldView<'a> {
    source: &'a Source,
    event: &'a Entry,
    date: String,
}

/// An expression or, without one, the head of a sentence.
struct Mark<'a> {
    span: Range<usize>,
    source: &'a Source,
    event: &'a Entry,
}

pub(super) fn render(context: &Context, index: usize) -> String {
    let (timeline, language, article) = (context.timeline, context.language, &context.articles[index]);
    let tellings = timeline.told.get(index).map_or(&[][..], Vec::as_slice);
    let marks: Vec<Mark> = tellings
        .iter()
        .map(|telling| {
            let event = &timeline.events[telling.event];
            Mark { span: event.sources[telling.source].span.clone(), source: &event.sources[telling.source], event }
        })
        .filter(|mark| mark.source.expression.is_some())
        .collect();
    let date = language.full_day(article.date);
    let told = marks
        .iter()
        .map(|mark| ToldView { source: mark.source, event: mark.event, date: language.when(&mark.event.when) })
        .collect();
    let path = context.addresses.page(index);
    let title = format!("{} · {}", article.title, timeline.title);
    rendered(&ArticlePage {
        frame: context.frame(&path, title, String::new(), "../"),
        words: &language.page,
        site: &timeline.title,
        article,
        published: language.published(&date),
        date: article.date.to_string(),
        original: article.original.as_deref().and_then(|address| Some((address, language.original_at(host(address)?)))),
        tags: article.tags.iter().map(|tag| (tag.as_str(), address_of_tag(tag))).collect(),
        parts: parts(article, &marks),
        told,
    })
}

/// The blocks of an article without a heading that repeats its title.
fn parts<'a>(article: &'a Article, marks: &[Mark<'a>]) -> Vec<Part<'a>> {
    let text = &article.text;
    let title_again = text.blocks.first().is_some_and(|block| {
        matches!(block.kind, BlockKind::Heading(_))
            && text.plain.get(block.span.clone()).is_some_and(|words| words.trim() == article.title.trim())
    });
    let blocks = &text.blocks[usize::from(title_again)..];
    let mut parts = Vec::with_capacity(blocks.len());
    let mut heading = 1;
    for (index, block) in blocks.iter().enumerate() {
        let same = |other: Option<usize>| {
            other.and_then(|other| blocks.get(other)).is_some_and(|other| other.kind == block.kind)
        };
        let list = |edge: bool| (block.kind == BlockKind::ListItem && edge).then_some("ul");
        let element = match block.kind {
            BlockKind::Heading(level) => {
                // The page's own heading is the first; no level is skipped on the way down.
                heading = level.saturating_add(1).clamp(2, heading + 1).min(6);
                ["h2", "h2", "h2", "h3", "h4", "h5", "h6"][usize::from(heading)]
            }
            BlockKind::Paragraph | BlockKind::Caption | BlockKind::Cell => "p",
            BlockKind::ListItem => "li",
            BlockKind::Quotation => "blockquote",
        };
        parts.push(Part {
            element,
            opens: list(!same(index.checked_sub(1))),
            closes: list(!same(Some(index + 1))),
            pieces: pieces(&text.plain, block.span.clone(), marks),
        });
    }
    parts
}

/// The words of a block, parted at its marks. Where two marks overlap only the first is a link; the
/// anchor of the other stands at its head.
fn pieces<'a>(plain: &'a str, block: Range<usize>, marks: &[Mark<'a>]) -> Vec<Piece<'a>> {
    let inside = |mark: &&Mark| block.start <= mark.span.start && mark.span.end <= block.end;
    let words = |span: Range<usize>| plain.get(span).unwrap_or_default();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = block.start;
    for mark in marks.iter().filter(inside) {
        if mark.span.start < at || mark.span.is_empty() {
            let anchored = pieces.iter_mut().rev().find(|piece| piece.event.is_some());
            match anchored {
                Some(piece) => piece.anchors.push(&mark.source.id),
                None => pieces.push(Piece { words: "", anchors: vec![&mark.source.id], event: None }),
            }
            continue;
        }
        if at < mark.span.start {
            pieces.push(Piece { words: words(at..mark.span.start), anchors: Vec::new(), event: None });
        }
        let anchors = vec![mark.source.id.as_str()];
        pieces.push(Piece { words: words(mark.span.clone()), anchors, event: Some(mark.event) });
        at = mark.span.end;
    }
    if at < block.end {
        pieces.push(Piece { words: words(at..block.end), anchors: Vec::new(), event: None });
    }
    pieces
}
