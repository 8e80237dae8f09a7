//! Where each article's page stands.

use crate::article::Article;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use std::fmt::{self, Display, Formatter};
use xxhash_rust::xxh3::xxh3_64;

/// The longest slug in bytes; file systems stop at 255 for a name.
const LONGEST: usize = 80;

/// The names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The pages of articles by their index.
pub(super) struct Addresses {
    /// Relative to the output folder.
    pages: Vec<String>,
    /// The articles in order of publication, and the place in it of each.
    published: Vec<usize>,
    places: Vec<usize>,
}

impl Addresses {
    pub(super) fn new(articles: &[Article]) -> Addresses {
        let paths: Vec<&str> = articles.iter().map(|article| article.path.as_str()).collect();
        let mut published: Vec<usize> = (0..articles.len()).collect();
        published.sort_by_key(|index| (articles[*index].date, articles[*index].path.as_str()));
        let mut places = vec![0; articles.len()];
        for (place, index) in published.iter().enumerate() {
            places[*index] = place;
        }
        let slugs = distinct(&paths, stem);
        let pages = slugs.iter().map(|slug| ["articles/", slug, ".html"].concat()).collect();
        Addresses { pages, published, places }
    }

    /// The articles published right before and right after one.
    pub(super) fn beside(&self, article: usize) -> (Option<usize>, Option<usize>) {
        let place = self.places[article];
        let at = |place: Option<usize>| self.published.get(place?).copied();
        (at(place.checked_sub(1)), at(place.checked_add(1)))
    }

    /// The page of an article, relative to the output folder.
    pub(super) fn page(&self, article: usize) -> &str {
        &self.pages[article]
    }
}

/// An address that is put together as it is written: a page of many events has thousands.
#[derive(Clone, Copy, Default)]
pub(super) struct Address<'a> {
    /// What leads to the output folder: empty or `../`.
    pub(super) root: &'a str,
    pub(super) page: &'a str,
    /// The place on the page; empty for the page itself.
    pub(super) place: &'a str,
}

impl<'a> Address<'a> {
    /// One that is there as a whole.
    pub(super) fn whole(page: &'a str) -> Address<'a> {
        Address { page, ..Address::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        [self.root, self.page, self.place].iter().all(|part| part.is_empty())
    }
}

impl Display for Address<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        out.write_str(self.root)?;
        out.write_str(self.page)?;
        if self.place.is_empty() {
            return Ok(());
        }
        out.write_str("#")?;
        out.write_str(self.place)
    }
}

/// Slugs for names, each of which stands there once: where what `part` leaves of two gives the same
/// slug, or where a slug loses too much of a name, a hash of the whole name follows.
pub(super) fn distinct(names: &[&str], part: fn(&str) -> &str) -> Vec<String> {
    let plain: Vec<(String, bool)> = names.iter().map(|name| slug(part(name))).collect();
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    for (slug, _) in &plain {
        *uses.entry(slug).or_insert(0) += 1;
    }
    let slugs = plain.iter().zip(names).map(|((slug, whole), name)| {
        if *whole && uses[slug.as_str()] == 1 {
            slug.clone()
        } else {
            let hash = xxh3_64(name.as_bytes());
            format!("{slug}{}{hash:016x}", if slug.is_empty() { "" } else { "-" })
        }
    });
    slugs.collect()
}

/// A path without the extension of its file.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &path[..path.len() - (name.len() - dot)],
        _ => path,
    }
}

/// A name as letters of an address: `desk/Embassy Opens` becomes `desk-embassy-opens`. False if
/// something of the name is lost that could tell two apart.
fn slug(name: &str) -> (String, bool) {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let whole = name.is_ascii() && slug.len() <= LONGEST;
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-').to_string();
    let device = DEVICES.iter().any(|device| slug.strip_prefix(device).is_some_and(|rest| rest.len() <= 1));
    let whole = whole && !slug.is_empty() && !device;
    (slug, whole)
}

/// All but the unreserved characters of RFC 3986 and `/`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as part of an address.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;

    fn pages(paths: &[&str]) -> Vec<String> {
        let articles: Vec<Article> = paths.iter().map(|path| sample::article(path, "2024-03-14", &[])).collect();
        let addresses = Addresses::new(&articles);
        (0..paths.len()).map(|index| addresses.page(index).to_owned()).collect()
    }

    #[test]
    fn a_slug_keeps_letters_and_digits() {
        assert_eq!(
            pages(&["desk/Embassy Opens.md", "2024-03-14-rail.v2.md"]),
            ["articles/desk-embassy-opens.html", "articles/2024-03-14-rail-v2.html"]
        );
    }

    #[test]
    fn no_path_leaves_the_folder_and_no_two_meet() {
        let long = "x".repeat(400) + ".md";
        let paths = ["../../etc/passwd.md", "a/b.md", "a-b.md", "会议.md", "会場.md", "con.md", ".md", &long];
        let pages = pages(&paths);
        let mut distinct = pages.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), paths.len(), "{pages:?}");
        for page in &pages {
            let name = page.strip_prefix("articles/").expect("in its folder");
            assert!(name.len() < 110 && !name.contains(['/', '\\']) && !name.contains(".."), "{page}");
        }
        assert_eq!(pages[0], "articles/etc-passwd.html");
        assert_ne!(pages[5], "articles/con.html");
    }
}
