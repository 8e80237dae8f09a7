//! The list of all tags and publishers, with links to the pages of those that have one.

use super::Context;
use super::address::Address;
use super::collection::FEWEST;
use super::page::{Frame, rendered};
use askama::Template;

/// The page's place.
pub(super) const PATH: &str = "browse.html";

#[derive(Template)]
#[template(path = "browse.html", whitespace = "minimize")]
struct BrowsePage<'a> {
    frame: Frame<'a>,
    help: String,
    tags: Vec<Line<'a>>,
    publishers: Vec<Line<'a>>,
}

struct Line<'a> {
    name: &'a str,
    count: String,
    page: Option<Address<'a>>,
}

pub(super) fn render(context: &Context) -> String {
    let (timeline, language) = (context.timeline, context.language);
    let words = &language.page;
    let frame = context.frame(PATH, format!("{} · {}", words.browse, timeline.title), String::new(), context.root);
    let tags = timeline.tags().into_iter().map(|(name, count)| Line {
        name,
        count: language.count_of_events(count),
        page: context.tag_page(name),
    });
    let publishers = timeline.publishers().into_iter().map(|(name, count)| Line {
        name,
        count: language.count_of_events(count),
        page: context.publisher_page(name),
    });
    rendered(&BrowsePage {
        frame,
        help: language.browse_help(FEWEST),
        tags: tags.collect(),
        publishers: publishers.collect(),
    })
}
