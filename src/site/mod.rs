//! From a timeline to the files of a website.
//!
//! Pages are rendered with askama from the templates in `templates/`, each on its own, so that
//! they can be made side by side. Every link is relative: the site works from a folder on the
//! disk, from the root of a host and from a path below it. Whole addresses are made only where the
//! config says where the site will stand.

mod address;
mod article_page;
mod assets;
mod beside;
mod body;
mod browse_page;
mod chunk;
mod collection;
mod collection_page;
mod correction;
mod event_view;
mod export;
mod facet;
mod feed;
mod index;
mod marked;
mod page;
mod part_page;
mod period_list;
mod rail;
mod reference;
mod sequence;
mod sitemap;
mod strip;
mod timeline_page;

pub use beside::{Beside, CopiedFile, Origin};
pub use export::{Format, SCHEMA};

use crate::article::Article;
use crate::config::Config;
use crate::language::Language;
use crate::timeline::Timeline;
use address::Addresses;
use assets::Assets;
use beside::Shelf;
use chunk::{Chunks, Parts};
use collection::Collections;
use rayon::prelude::*;
use reference::Names;
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
#[derive(Clone, Copy)]
struct Context<'a> {
    timeline: &'a Timeline,
    articles: &'a [Article],
    config: &'a Config,
    language: &'a Language,
    addresses: &'a Addresses,
    assets: &'a Assets,
    collections: &'a Collections,
    chunks: &'a Chunks<'a>,
    names: &'a Names<'a>,
    shelf: &'a Shelf<'a>,
    /// What leads from the page that is rendered to the output folder: empty or `../`.
    root: &'a str,
}

/// A page, or a few that belong together, that is to be rendered.
#[derive(Clone, Copy)]
enum Page {
    NewestFirst,
    OldestFirst,
    Embed,
    Part(Order, usize),
    Article(usize),
    Collection(usize),
    Browse,
    NotFound,
    Export(Format),
}

/// The files of the site in order of their paths, those that are made and those that come along.
///
/// `articles` are those to which the timeline's sources point.
pub fn render(
    timeline: &Timeline,
    articles: &[Article],
    beside: &Beside,
    config: &Config,
    language: &Language,
) -> (Vec<SiteFile>, Vec<CopiedFile>) {
    with_context(timeline, articles, beside, config, language, |context| {
        let chunks = context.chunks;
        let mut pages = vec![Page::NewestFirst, Page::OldestFirst, Page::Embed, Page::NotFound, Page::Browse];
        pages.extend(Format::OFFERED.map(Page::Export));
        pages.extend((0..context.collections.all.len()).map(Page::Collection));
        pages.extend((0..articles.len()).map(Page::Article));
        for parts in [&chunks.newest, &chunks.oldest].into_iter().filter(|parts| !parts.is_whole()) {
            pages.extend((0..parts.parts.len()).map(|index| Page::Part(parts.order, index)));
        }
        let mut files: Vec<SiteFile> = pages.par_iter().flat_map(|page| context.render(*page)).collect();
        files.extend(context.assets.files());
        files.extend(chunks.index.iter().flat_map(|index| index.files.iter().cloned()));
        files.push(SiteFile::new(export::SCHEMA_FILE, export::SCHEMA));
        // GitHub Pages would leave out what its own generator does not know.
        files.push(SiteFile::new(".nojekyll", ""));
        files.extend(sitemap::render(context, &files));
        files.retain(|file| !context.shelf.is_static(&file.path));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, context.shelf.copies())
    })
}

/// The timeline in one of its other forms, as `dateline export` writes it.
pub fn export(
    timeline: &Timeline,
    articles: &[Article],
    config: &Config,
    language: &Language,
    format: Format,
) -> String {
    with_context(timeline, articles, &Beside::default(), config, language, |context| export::written(context, format))
}

fn with_context<T>(
    timeline: &Timeline,
    articles: &[Article],
    beside: &Beside,
    config: &Config,
    language: &Language,
    make: impl FnOnce(&Context) -> T,
) -> T {
    make(&Context {
        timeline,
        articles,
        config,
        language,
        addresses: &Addresses::new(articles),
        assets: &Assets::new(config),
        collections: &Collections::new(timeline),
        chunks: &Chunks::new(timeline),
        names: &Names::new(articles),
        shelf: &Shelf::new(beside),
        root: "",
    })
}

impl SiteFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> SiteFile {
        SiteFile { path: path.into(), bytes: text.into().into_bytes() }
    }
}

impl Context<'_> {
    fn render(&self, page: Page) -> Vec<SiteFile> {
        let chunks = self.chunks;
        let below = Context { root: "../", ..*self };
        let file = match page {
            Page::NewestFirst => SiteFile::new("index.html", timeline_page::render(self, &chunks.newest, false)),
            Page::OldestFirst => SiteFile::new("oldest.html", timeline_page::render(self, &chunks.oldest, false)),
            Page::Embed => SiteFile::new(timeline_page::EMBED, timeline_page::render(self, &chunks.newest, true)),
            Page::Part(order, index) => {
                let parts: &Parts = if order == Order::NewestFirst { &chunks.newest } else { &chunks.oldest };
                SiteFile::new(parts.parts[index].path(), part_page::render(&below, parts, index))
            }
            Page::Article(index) => SiteFile::new(self.addresses.page(index), article_page::render(&below, index)),
            Page::Collection(index) => return collection_page::render(&below, &self.collections.all[index]),
            Page::Browse => SiteFile::new(browse_page::PATH, browse_page::render(self)),
            Page::NotFound => SiteFile::new("404.html", page::not_found(self)),
            Page::Export(format) => SiteFile::new(format.file(), export::written(self, format)),
        };
        vec![file]
    }
}

/// An address of the web; none for any other.
fn address_of_web(address: &str) -> Option<&str> {
    let good = address.starts_with("https://") || address.starts_with("http://");
    Some(address).filter(|address| good && !address.contains(|c: char| c.is_whitespace() || c.is_control()))
}

#[cfg(test)]
mod tests;
