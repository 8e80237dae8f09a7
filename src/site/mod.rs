//! From a timeline to the files of a website.
//!
//! Pages are rendered with askama from the templates in `templates/`, each on its own, so that
//! they can be made side by side. Every link is relative: the site works from a folder on the
//! disk, from the root of a host and from a path below it.

mod address;
mod article_page;
mod assets;
mod body;
mod chunk;
mod event_view;
mod facet;
mod index;
mod marked;
mod page;
mod part_page;
mod period_list;
mod rail;
mod sequence;
mod timeline_page;

use crate::article::Article;
use crate::config::Config;
use crate::language::Language;
use crate::timeline::Timeline;
use address::Addresses;
use assets::Assets;
use chunk::Parts;
use index::Index;
use rayon::prelude::*;
use sequence::Order;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// The path relative to the output folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What every page of a site needs to know.
struct Context<'a> {
    timeline: &'a Timeline,
    articles: &'a [Article],
    config: &'a Config,
    language: &'a Language,
    addresses: Addresses,
    assets: Assets,
    newest: Parts<'a>,
    oldest: Parts<'a>,
    /// The index of the part, with the newest first, that holds each event.
    part_of: Vec<usize>,
    /// What the scripts fetch; none where the page holds all.
    index: Option<Index>,
}

/// A page that is to be rendered.
#[derive(Clone, Copy)]
enum Page {
    NewestFirst,
    OldestFirst,
    Part(Order, usize),
    Article(usize),
    NotFound,
    Events,
}

/// The files of the site in order of their paths.
///
/// `articles` are those to which the timeline's sources point.
pub fn render(timeline: &Timeline, articles: &[Article], config: &Config, language: &Language) -> Vec<SiteFile> {
    let newest = Parts::new(timeline, Order::NewestFirst);
    let context = Context {
        timeline,
        articles,
        config,
        language,
        addresses: Addresses::new(articles),
        assets: Assets::new(),
        part_of: newest.of_rows(timeline.events.len()),
        index: (!newest.is_whole()).then(|| Index::new(timeline)),
        newest,
        oldest: Parts::new(timeline, Order::OldestFirst),
    };
    let mut pages = vec![Page::NewestFirst, Page::OldestFirst, Page::NotFound, Page::Events];
    pages.extend((0..articles.len()).map(Page::Article));
    for parts in [&context.newest, &context.oldest].into_iter().filter(|parts| !parts.is_whole()) {
        pages.extend((0..parts.parts.len()).map(|index| Page::Part(parts.order, index)));
    }
    let mut files: Vec<SiteFile> = pages.par_iter().map(|page| context.render(*page)).collect();
    files.extend(context.assets.files());
    files.extend(context.index.into_iter().flat_map(|index| index.files));
    // GitHub Pages would leave out what its own generator does not know.
    files.push(SiteFile { path: ".nojekyll".into(), bytes: Vec::new() });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

impl Context<'_> {
    /// The page on which an event stands, relative to the output folder.
    fn page_of_event(&self, row: usize) -> String {
        match self.part_of.get(row) {
            Some(part) if *part > 0 => self.newest.parts[*part].path(),
            _ => "index.html".into(),
        }
    }

    fn render(&self, page: Page) -> SiteFile {
        let (path, text) = match page {
            Page::NewestFirst => ("index.html".into(), timeline_page::render(self, &self.newest)),
            Page::OldestFirst => ("oldest.html".into(), timeline_page::render(self, &self.oldest)),
            Page::Part(order, index) => {
                let parts = if order == Order::NewestFirst { &self.newest } else { &self.oldest };
                (parts.parts[index].path(), part_page::render(self, parts, index))
            }
            Page::Article(index) => (self.addresses.page(index), article_page::render(self, index)),
            Page::NotFound => ("404.html".into(), page::not_found(self)),
            Page::Events => ("events.json".into(), events_json(self.timeline)),
        };
        SiteFile { path, bytes: text.into_bytes() }
    }
}

fn events_json(timeline: &Timeline) -> String {
    let mut text = serde_json::to_string_pretty(timeline).expect("a timeline has string keys and finite numbers");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
