//! The pages of a tag or a publisher: its part of the timeline, newest first, with a feed.

use super::Context;
use super::collection::{Collection, Kind};
use super::event_view::Place;
use super::feed::{Feed, newest_told};
use super::page::{Frame, rendered_long};
use super::period_list::{self, PeriodList};
use super::sequence::Order;
use crate::timeline::Timeline;
use askama::Template;

/// The most events of a page: what has more is spread over several.
const MOST: usize = 300;

#[derive(Template)]
#[template(path = "collection.html", whitespace = "minimize")]
struct CollectionPage<'a> {
    frame: Frame<'a>,
    kind: &'a str,
    name: &'a str,
    count: String,
    /// The feed's address and name.
    feed: (String, String),
    periods: PeriodList<'a>,
    /// Which page of how many, and the addresses of those beside it; none for a single page.
    place: Option<PlaceAmong>,
}

struct PlaceAmong {
    said: String,
    newer: Option<String>,
    older: Option<String>,
}

/// How many pages a collection has.
pub(super) fn count(collection: &Collection) -> usize {
    collection.events.len().div_ceil(MOST)
}

/// One of the pages of a collection; they stand one folder below the output folder.
pub(super) fn render(context: &Context, collection: &Collection, number: usize) -> String {
    let newest_first: Vec<usize> = collection.events.iter().rev().skip(number * MOST).take(MOST).copied().collect();
    let part = part(context, &newest_first);
    page(&Context { timeline: &part, ..*context }, collection, number, count(collection))
}

/// The feed of a collection; it stands beside its pages.
pub(super) fn feed(context: &Context, collection: &Collection) -> String {
    // Only the events that the feed holds are copied for it.
    let newest = context.timeline.part(newest_told(context.timeline, collection.events.iter().copied()).into_iter());
    let title = format!("{} · {}", collection.name, context.timeline.title);
    Feed::new(&Context { timeline: &newest, ..*context }, title, &collection.feed(), collection.page()).atom()
}

/// Some of the events as a timeline of their own. `newest_first` are their indices.
fn part(context: &Context, newest_first: &[usize]) -> Timeline {
    context.timeline.part(newest_first.iter().rev().copied())
}

fn page(context: &Context, collection: &Collection, number: usize, pages: usize) -> String {
    let language = context.language;
    let words = &language.page;
    let file = |number: usize| {
        let path = collection.part(number);
        path.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let place = (pages > 1).then(|| PlaceAmong {
        said: language.page_of(number + 1, pages),
        newer: (number > 0).then(|| file(number - 1)),
        older: (number + 1 < pages).then(|| file(number + 1)),
    });
    let count = language.count_of_events(collection.events.len());
    let mut title = format!("{} · {}", collection.name, context.timeline.title);
    if let Some(place) = &place {
        title = format!("{} · {title}", place.said);
    }
    let feed = collection.feed();
    let mut frame =
        context.frame(&collection.part(number), title, format!("{}: {count}", collection.name), context.root);
    let feed_name = language.feed_of(&collection.name);
    frame.feed = Some((feed_name.clone(), feed.clone()));
    let periods = period_list::of_all(context, Order::NewestFirst, Place::Collection);
    let room = periods.length;
    let page = CollectionPage {
        frame,
        kind: if collection.kind == Kind::Tag { &words.kind_tag } else { &words.kind_publisher },
        name: &collection.name,
        count,
        feed: (feed.rsplit('/').next().unwrap_or_default().to_owned(), feed_name),
        periods,
        place,
    };
    rendered_long(&page, room)
}
