//! One page an article: its text in full, the expressions that date its events marked and linked.

use super::Context;
use super::body::fitted;
use super::page::{Frame, address_of_tag, rendered};
use super::event_view::host;

use crate::article::Article;
use crate::language::PageWords;
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
    body: String,
    told: Vec<ToldView<'a>>,
}

/// An event of the article, as its list has it.
struct ToldView<'a> {
    source: &'a Source,
    event: &'a Entry,
    /// The page on which the event stands.
    page: String,
    date: String,
}

/// An expression or, without one, the head of a sentence.
struct Mark<'a> {
    span: Range<usize>,
    source: &'a Source,
    event: &'a Entry,
    page: String,
}

pub(super) fn render(context: &Context, index: usize) -> String {
    let (timeline, language, article) = (context.timeline, context.language, &context.articles[index]);
    let tellings = timeline.told.get(index).map_or(&[][..], Vec::as_slice);
    let marks: Vec<Mark> = tellings
        .iter()
        .map(|telling| {
            let event = &timeline.events[telling.event];
            let source = &event.sources[telling.source];
            Mark { span: source.span.clone(), source, event, page: context.page_of_event(telling.event) }
        })
        .filter(|mark| mark.source.expression.is_some())
        .collect();
    let date = language.full_day(article.date);
    let told = marks
        .iter()
        .map(|mark| ToldView {
            source: mark.source,
            event: mark.event,
            page: mark.page.clone(),
            date: language.when(&mark.event.when),
        })
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
        body: body(article, &marks),
        told,
    })
}

#[derive(Template)]
#[template(path = "mark.html")]
struct MarkStart<'a> {
    anchors: &'a [&'a str],
    /// None within a link, in which no other may stand.
    event: Option<&'a Mark<'a>>,
}

/// The body with its expressions marked: each leads to its event and carries the anchor of its report.
fn body(article: &Article, marks: &[Mark]) -> String {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut shown: Vec<(&Mark, Vec<&str>)> = Vec::new();
    for mark in marks {
        match (spans.last(), shown.last_mut()) {
            // Of two reports that one expression dates the first gets the link; both have their anchor.
            (Some(last), Some((_, anchors))) if mark.span.start < last.end => anchors.push(&mark.source.id),
            _ => {
                spans.push(mark.span.clone());
                shown.push((mark, vec![&mark.source.id]));
            }
        }
    }
    let mut anchored = vec![false; shown.len()];
    let html = article.body_html(&spans, |fragment| {
        let Some((mark, anchors)) = shown.get(fragment.mark) else { return Default::default() };
        anchored[fragment.mark] |= fragment.first;
        let anchors = if fragment.first { anchors.as_slice() } else { &[] };
        let start = rendered(&MarkStart { anchors, event: (!fragment.in_link).then_some(*mark) });
        (start, if fragment.in_link { "</mark>" } else { "</a></mark>" }.to_string())
    });
    // An expression that the page does not show (it stood in the title) is linked to all the same.
    let unseen = shown.iter().zip(&anchored).filter(|(_, anchored)| !**anchored);
    let anchors: Vec<&str> = unseen.flat_map(|((_, anchors), _)| anchors.iter().copied()).collect();
    let head: String = anchors.iter().map(|id| format!("<span class=\"anchor\" id=\"{id}\"></span>")).collect();
    head + &fitted(&html)
}
