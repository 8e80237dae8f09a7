//! One page an article: its text in full, the expressions that date its events marked and linked.

use super::address::Address;
use super::body::fitted;
use super::correction::Correction;
use super::event_view::{TagView, host};
use super::page::{Frame, rendered};
use super::{Context, export};

use crate::article::Article;
use crate::language::PageWords;
use crate::text::Text;
use crate::timeline::{Entry, Source};
use askama::Template;
use std::ops::Range;

/// The longest description of a page in bytes.
const DESCRIPTION: usize = 160;

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
    tags: Vec<TagView<'a>>,
    body: String,
    told: Vec<ToldView<'a>>,
    /// The articles published before and after it.
    previous: Option<Neighbour<'a>>,
    next: Option<Neighbour<'a>>,
}

/// An article beside this one in the order of publication.
struct Neighbour<'a> {
    title: &'a str,
    address: Address<'a>,
}

/// An event of the article, as its list has it.
struct ToldView<'a> {
    event: &'a Entry,
    address: Address<'a>,
    date: String,
    expression: &'a str,
    why: String,
    reason: Option<&'a str>,
    correction: Option<Correction>,
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
            Mark { span: event.sources[telling.source].span(), source: &event.sources[telling.source], event }
        })
        .filter(|mark| mark.source.expression().is_some())
        .collect();
    let date = language.full_day(article.date);
    let told = marks
        .iter()
        .map(|mark| ToldView {
            event: mark.event,
            address: context.event_address(mark.event),
            date: language.when(&mark.event.when),
            expression: mark.source.expression().unwrap_or_default(),
            why: language.why(&context.date_in_words(&mark.source.when)),
            reason: mark.source.reason.as_deref(),
            correction: Correction::new(context, mark.event, mark.source),
        })
        .collect();
    let path = context.addresses.page(index);
    let title = format!("{} · {}", article.title, timeline.title);
    let beside = |neighbour: Option<usize>| {
        let index = neighbour?;
        Some(Neighbour { title: &context.articles[index].title, address: context.article_address(index) })
    };
    let (previous, next) = context.addresses.beside(index);
    let mut frame = context.frame(path, title, first_words(&article.text), context.root);
    frame.kind = "article";
    frame.data = export::of_article(context, article, path);
    rendered(&ArticlePage {
        frame,
        words: &language.page,
        site: &timeline.title,
        article,
        published: language.published(&date),
        date: article.date.to_string(),
        original: article.original.as_deref().and_then(|address| Some((address, language.original_at(host(address)?)))),
        tags: article.tags.iter().map(|tag| TagView::new(context, tag)).collect(),
        body: body(context, article, &marks),
        told,
        previous: beside(previous),
        next: beside(next),
    })
}

/// The beginning of a text for those who have not opened it, cut between words.
fn first_words(text: &Text) -> String {
    let words = text.plain.split_whitespace();
    let mut out = String::with_capacity(DESCRIPTION + 4);
    for word in words {
        if out.len() + word.len() > DESCRIPTION {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[derive(Template)]
#[template(path = "mark.html")]
struct MarkStart<'a> {
    anchors: &'a [&'a str],
    /// None within a link, in which no other may stand.
    event: Option<&'a Entry>,
    address: Address<'a>,
}

/// The body with its expressions marked: each leads to its event and carries the anchor of its report.
fn body(context: &Context, article: &Article, marks: &[Mark]) -> String {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut shown: Vec<(&Entry, Vec<&str>)> = Vec::new();
    for mark in marks {
        match (spans.last(), shown.last_mut()) {
            // Of two reports that one expression dates the first gets the link; both have their anchor.
            (Some(last), Some((_, anchors))) if mark.span.start < last.end => anchors.push(&mark.source.id),
            _ => {
                spans.push(mark.span.clone());
                shown.push((mark.event, vec![&mark.source.id]));
            }
        }
    }
    let mut anchored = vec![false; shown.len()];
    let html = article.body_html(&spans, |fragment| {
        let Some((event, anchors)) = shown.get(fragment.mark) else { return Default::default() };
        anchored[fragment.mark] |= fragment.first;
        let anchors = if fragment.first { anchors.as_slice() } else { &[] };
        let start = rendered(&MarkStart {
            anchors,
            event: (!fragment.in_link).then_some(event),
            address: context.event_address(event),
        });
        (start, if fragment.in_link { "</mark>" } else { "</a></mark>" }.to_string())
    });
    // An expression that the page does not show (it stood in the title) is linked to all the same.
    let unseen = shown.iter().zip(&anchored).filter(|(_, anchored)| !**anchored);
    let anchors: Vec<&str> = unseen.flat_map(|((_, anchors), _)| anchors.iter().copied()).collect();
    let head: String = anchors.iter().map(|id| format!("<span class=\"anchor\" id=\"{id}\"></span>")).collect();
    head + &fitted(context, article, &html)
}
