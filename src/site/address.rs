//! Where each article's page stands.

use crate::article::Article;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// The longest slug in bytes; file systems stop at 255 for a name.
const LONGEST: usize = 80;

/// The names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The pages of articles by their index.
pub(super) struct Addresses {
    slugs: Vec<String>,
}

impl Addresses {
    pub(super) fn new(articles: &[Article]) -> Addresses {
        let plain: Vec<(String, bool)> = articles.iter().map(|article| slug(&article.path)).collect();
        let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
        for (slug, _) in &plain {
            *uses.entry(slug).or_insert(0) += 1;
        }
        let slugs = plain
            .iter()
            .zip(articles)
            .map(|((slug, whole), article)| {
                if *whole && uses[slug.as_str()] == 1 {
                    slug.clone()
                } else {
                    // The path is unique, so its hash parts what the slug cannot.
                    let hash = xxh3_64(article.path.as_bytes());
                    format!("{slug}{}{hash:016x}", if slug.is_empty() { "" } else { "-" })
                }
            })
            .collect();
        Addresses { slugs }
    }

    /// The page of an article, relative to the output folder.
    pub(super) fn page(&self, article: usize) -> String {
        format!("articles/{}.html", self.slugs[article])
    }
}

/// A path as letters of an address: `desk/Embassy Opens.md` becomes `desk-embassy-opens`. False if
/// something of the path is lost that could tell two articles apart.
fn slug(path: &str) -> (String, bool) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = match name.rfind('.') {
        Some(dot) if dot > 0 => &path[..path.len() - (name.len() - dot)],
        _ => path,
    };
    let mut slug = String::with_capacity(stem.len());
    for letter in stem.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let whole = stem.is_ascii() && slug.len() <= LONGEST;
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-').to_string();
    let device = DEVICES.iter().any(|device| slug.strip_prefix(device).is_some_and(|rest| rest.len() <= 1));
    let whole = whole && !slug.is_empty() && !device;
    (slug, whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;

    fn pages(paths: &[&str]) -> Vec<String> {
        let articles: Vec<Article> = paths.iter().map(|path| sample::article(path, "2024-03-14", &[])).collect();
        let addresses = Addresses::new(&articles);
        (0..paths.len()).map(|index| addresses.page(index)).collect()
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
