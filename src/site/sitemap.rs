//! The list of a site's pages for search engines (<https://www.sitemaps.org/protocol.html>).
//!
//! A large site has several, and `sitemap.xml` is then the index that names them.

use super::Context;
use super::page::rendered;
use askama::Template;

/// The name of the file that search engines are told.
const PATH: &str = "sitemap.xml";

/// How many addresses one file may name. The other bound of the protocol, 50 MB, is then far: of a
/// page's address no more than 300 bytes are the site's to choose.
const MOST: usize = 50_000;

/// Pages that no search leads to.
const UNLISTED: [&str; 2] = ["404.html", "embed.html"];

#[derive(Template)]
#[template(path = "sitemap.xml", whitespace = "minimize")]
struct Sitemap {
    addresses: Vec<String>,
}

#[derive(Template)]
#[template(path = "sitemap_index.xml", whitespace = "minimize")]
struct Index {
    addresses: Vec<String>,
}

/// How many files list a site's pages, the index among them. `paths` are the site's files, relative
/// to the output folder.
pub(super) fn count(paths: impl Iterator<Item = String>) -> usize {
    match listed(paths).len().div_ceil(MOST) {
        0 | 1 => 1,
        parts => parts + 1,
    }
}

/// The path of one of these files: the first is the one that search engines are told.
pub(super) fn path(number: usize) -> String {
    if number == 0 { PATH.into() } else { format!("sitemap-{number}.xml") }
}

/// One of these files, for a site whose address is known.
pub(super) fn render(context: &Context, paths: impl Iterator<Item = String>, number: usize) -> String {
    let pages = listed(paths);
    let parts = pages.len().div_ceil(MOST);
    let absolute = |paths: &mut dyn Iterator<Item = String>| paths.filter_map(|path| context.absolute(&path)).collect();
    if number == 0 && parts > 1 {
        rendered(&Index { addresses: absolute(&mut (1..=parts).map(path)) })
    } else {
        let part = pages.chunks(MOST).nth(number.saturating_sub(1)).unwrap_or_default();
        rendered(&Sitemap { addresses: absolute(&mut part.iter().cloned()) })
    }
}

/// The pages that a search may lead to, in order.
fn listed(paths: impl Iterator<Item = String>) -> Vec<String> {
    let mut pages: Vec<String> =
        paths.filter(|path| path.ends_with(".html") && !UNLISTED.contains(&path.as_str())).collect();
    pages.sort_unstable();
    pages
}
