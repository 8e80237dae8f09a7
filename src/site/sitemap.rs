//! The list of a site's pages for search engines (<https://www.sitemaps.org/protocol.html>).

use super::Context;
use super::page::rendered;
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

/// The sitemap of a site whose address is known. `paths` are its files, relative to the output folder.
pub(super) fn render(context: &Context, paths: impl Iterator<Item = String>) -> String {
    let mut pages: Vec<String> =
        paths.filter(|path| path.ends_with(".html") && !UNLISTED.contains(&path.as_str())).collect();
    pages.sort_unstable();
    let addresses = pages.iter().filter_map(|path| context.absolute(path)).take(MOST).collect();
    rendered(&Sitemap { addresses })
}
