//! From a timeline to the files of a website.
//!
//! Pages are rendered with askama from the templates in `templates/`, each on its own, so that
//! they can be made side by side. Every link is relative: the site works from a folder on the
//! disk, from the root of a host and from a path below it.

mod address;
mod article_page;
mod assets;
mod body;
mod marked;
mod page;
mod period_list;
mod timeline_page;

use crate::article::Article;
use crate::config::Config;
use crate::language::Language;
use crate::timeline::Timeline;
use address::Addresses;
use assets::Assets;
use rayon::prelude::*;

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
}

/// A page that is to be rendered.
#[derive(Clone, Copy)]
enum Page {
    NewestFirst,
    OldestFirst,
    Article(usize),
    NotFound,
    Events,
}

/// The files of the site in order of their paths.
///
/// `articles` are those to which the timeline's sources point.
pub fn render(timeline: &Timeline, articles: &[Article], config: &Config, language: &Language) -> Vec<SiteFile> {
    let context =
        Context { timeline, articles, config, language, addresses: Addresses::new(articles), assets: Assets::new() };
    let mut pages = vec![Page::NewestFirst, Page::OldestFirst, Page::NotFound, Page::Events];
    pages.extend((0..articles.len()).map(Page::Article));
    let mut files: Vec<SiteFile> = pages.par_iter().map(|page| context.render(*page)).collect();
    files.extend(context.assets.files());
    // GitHub Pages would leave out what its own generator does not know.
    files.push(SiteFile { path: ".nojekyll".into(), bytes: Vec::new() });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

impl Context<'_> {
    fn render(&self, page: Page) -> SiteFile {
        let (path, text) = match page {
            Page::NewestFirst => ("index.html".into(), timeline_page::render(self, period_list::Order::NewestFirst)),
            Page::OldestFirst => ("oldest.html".into(), timeline_page::render(self, period_list::Order::OldestFirst)),
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
