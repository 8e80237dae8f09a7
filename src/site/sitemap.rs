//! The list of a site's pages for search engines (<https://www.sitemaps.org/protocol.html>).

use super::page::rendered;
use super::{Context, SiteFile};
use askama::Template;

/// The name of the file.
pub(super) const PATH: &str = "sitemap.xml";

/// A sitemap may name no more.
const MOST: usize = 50_000;

/// Pages that no search leads to.
const UNLISTED: [&str; 2] = ["404.html", "embed.html"];

#[derive(Template)]
#[template(path = "sitemap.xml", whitespace = "minimize")]
struct Sitemap {
    addresses: Vec<String>,
}

/// The sitemap of a site whose address is known.
pub(super) fn render(context: &Context, files: &[SiteFile]) -> Option<SiteFile> {
    context.config.base_url.as_ref()?;
    let pages = files.iter().map(|file| file.path.as_str());
    let pages = pages.filter(|path| path.ends_with(".html") && !UNLISTED.contains(path));
    let mut pages: Vec<&str> = pages.collect();
    pages.sort_unstable();
    let addresses = pages.into_iter().filter_map(|path| context.absolute(path)).take(MOST).collect();
    Some(SiteFile::new(PATH, rendered(&Sitemap { addresses })))
}
