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
mod escape;
mod event_view;
mod export;
mod facet;
mod feed;
mod index;
mod marked;
mod page;
mod pages;
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
pub use pages::{Found, Pages, Planned};

use crate::article::Article;
use crate::config::Config;
use crate::language::Language;
use crate::timeline::Timeline;
use address::Addresses;
use assets::Assets;
use beside::Shelf;
use chunk::Chunks;
use collection::Collections;
use rayon::prelude::*;
use reference::Names;

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
    /// Of each article its title and day in words.
    said: &'a [String],
    shelf: &'a Shelf<'a>,
    /// What leads from the page that is rendered to the output folder: empty or `../`.
    root: &'a str,
}

/// All files of a site.
#[cfg(test)]
fn render(
    timeline: &Timeline,
    articles: &[Article],
    beside: &Beside,
    config: &Config,
    language: &Language,
) -> (Vec<SiteFile>, Vec<CopiedFile>) {
    with_pages(timeline, articles, beside, config, language, |pages| pages.all())
}

/// Calls `use_them` with the pages of a site.
///
/// `articles` are those to which the timeline's sources point.
pub(crate) fn with_pages<T>(
    timeline: &Timeline,
    articles: &[Article],
    beside: &Beside,
    config: &Config,
    language: &Language,
    use_them: impl FnOnce(&Pages) -> T,
) -> T {
    with_context(timeline, articles, beside, config, language, |context| use_them(&Pages::new(*context)))
}

/// The timeline in one of its other forms, as `dateline export` writes it.
pub(crate) fn export(
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
    let said = |article: &Article| language.article_of(&article.title, &language.full_day(article.date));
    let (chunks, (collections, (addresses, names, said))) = rayon::join(
        || Chunks::new(timeline),
        || {
            let of_articles =
                || (Addresses::new(articles), Names::new(articles), articles.par_iter().map(said).collect::<Vec<_>>());
            rayon::join(|| Collections::new(timeline), of_articles)
        },
    );
    make(&Context {
        timeline,
        articles,
        config,
        language,
        addresses: &addresses,
        assets: &Assets::new(config),
        collections: &collections,
        chunks: &chunks,
        names: &names,
        said: &said,
        shelf: &Shelf::new(beside),
        root: "",
    })
}

impl SiteFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> SiteFile {
        SiteFile { path: path.into(), bytes: text.into().into_bytes() }
    }
}

/// An address of the web; none for any other.
fn address_of_web(address: &str) -> Option<&str> {
    let good = address.starts_with("https://") || address.starts_with("http://");
    Some(address).filter(|address| good && !address.contains(|c: char| c.is_whitespace() || c.is_control()))
}

#[cfg(test)]
mod tests;
