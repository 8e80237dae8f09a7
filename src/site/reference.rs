//! Where the addresses in an article's body lead once the article is a page of the site.
//!
//! An article says `../desk/quay.md`, `quay.jpg` or `/about/` of the place where it was written. On
//! the site the first is a page, the second a file that comes along, and the third stands where the
//! article was published; what leads nowhere is no link.

use super::Context;
use super::address::stem;
use crate::article::Article;
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use url::Url;

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of the site, relative to the page.
    Here(String),
    /// Another place: of the web, or who can be written to.
    Elsewhere(String),
    Nowhere,
}

/// The articles by what other articles call them.
#[derive(Default)]
pub(super) struct Names<'a> {
    articles: FxHashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn new(articles: &'a [Article]) -> Names<'a> {
        let mut names = FxHashMap::default();
        // A file's whole path counts before its stem, and the stem before the folder of an `index.md`.
        let folder = |path: &'a str| stem(path).strip_suffix("/index").unwrap_or(stem(path));
        let forms: [fn(&'a str) -> &'a str; 2] = [|path| path, |path| stem(path)];
        for form in forms {
            for (index, article) in articles.iter().enumerate() {
                names.entry(form(&article.path)).or_insert(index);
            }
        }
        for (index, article) in articles.iter().enumerate() {
            names.entry(folder(&article.path)).or_insert(index);
        }
        Names { articles: names }
    }

    fn article(&self, path: &str) -> Option<usize> {
        let path = path.trim_end_matches('/');
        let html = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
        self.articles.get(path).or_else(|| self.articles.get(html?)).copied()
    }
}

/// Where a link of an article leads.
pub(super) fn of_link(context: &Context, article: &Article, address: &str) -> Target {
    if let Some(place) = address.strip_prefix('#') {
        // Of all places in a body only its notes keep their names.
        return if place.starts_with("note-") { Target::Here(address.to_owned()) } else { Target::Nowhere };
    }
    if let Some(whole) = with_scheme(address) {
        return whole;
    }
    let (path, _) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    if let Some(path) = within(&article.path, path) {
        if let Some(index) = context.names.article(&path) {
            return Target::Here(context.article_address(index).to_string());
        }
        if let Some(file) = file(context, &path) {
            return Target::Here(file);
        }
    }
    at_the_original(article, address)
}

/// Where a picture of an article stands.
pub(super) fn of_picture(context: &Context, article: &Article, address: &str) -> Target {
    if let Some(whole) = with_scheme(address) {
        return if matches!(&whole, Target::Elsewhere(address) if address.starts_with("http")) {
            whole
        } else {
            Target::Nowhere
        };
    }
    let (path, _) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    match within(&article.path, path).and_then(|path| file(context, &path)) {
        Some(file) => Target::Here(file),
        None => at_the_original(article, address),
    }
}

/// A whole address; none for one that is relative.
fn with_scheme(address: &str) -> Option<Target> {
    if let Some(rest) = address.strip_prefix("//") {
        return Some(Target::Elsewhere(format!("https://{rest}")));
    }
    let (scheme, _) = address.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    let safe = ["http", "https", "mailto"].iter().any(|known| scheme.trim().eq_ignore_ascii_case(known));
    Some(if safe { Target::Elsewhere(address.trim().to_owned()) } else { Target::Nowhere })
}

/// A file that comes along, relative to the page: a picture beside the articles or one of `static`.
fn file(context: &Context, path: &str) -> Option<String> {
    let found = context.shelf.picture(path).map(str::to_owned);
    let found = found.or_else(|| context.shelf.is_static(path).then(|| super::address::encoded(path)))?;
    Some(format!("{}{found}", context.root))
}

/// The path below the content folder to which an address in the article at `from` leads; none if it
/// leads out of the folder.
fn within(from: &str, address: &str) -> Option<String> {
    let address = percent_decode_str(address).decode_utf8().ok()?;
    let (folder, address) = match address.strip_prefix('/') {
        Some(address) => ("", address),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), address.as_ref()),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The address as it is meant where the article was published.
fn at_the_original(article: &Article, address: &str) -> Target {
    let base = article.original.as_deref().and_then(|original| Url::parse(original).ok());
    match base.and_then(|base| base.join(address).ok()).filter(|url| matches!(url.scheme(), "http" | "https")) {
        Some(url) => Target::Elsewhere(url.into()),
        None => Target::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_counts_from_its_article_and_leads_out_of_no_folder() {
        let cases = [
            ("quay.jpg", Some("herald/2024/quay.jpg")),
            ("../img/a%20b.png", Some("herald/img/a b.png")),
            ("./x/../quay.jpg", Some("herald/2024/quay.jpg")),
            ("/img/quay.jpg", Some("img/quay.jpg")),
            ("../../../etc/passwd", None),
            ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", None),
            ("/../x", None),
            ("/", None),
            ("%ff", None),
        ];
        for (address, path) in cases {
            assert_eq!(within("herald/2024/ferry.md", address).as_deref(), path, "{address}");
        }
    }

    #[test]
    fn only_the_web_and_mail_have_a_scheme() {
        let elsewhere = |address: &str| Some(Target::Elsewhere(address.to_owned()));
        assert_eq!(with_scheme("https://example.org/a:b"), elsewhere("https://example.org/a:b"));
        assert_eq!(with_scheme("MailTo:a@example.org"), elsewhere("MailTo:a@example.org"));
        assert_eq!(with_scheme("//example.org/x"), elsewhere("https://example.org/x"));
        for bad in
            ["javascript:alert(1)", "java\nscript:x", " data:text/html,x", "vbscript:x", "file:///etc/passwd", "c:x"]
        {
            assert_eq!(with_scheme(bad), Some(Target::Nowhere), "{bad}");
        }
        for relative in ["a/b:c", "quay.jpg", "?a=b:c", "#a:b"] {
            assert_eq!(with_scheme(relative), None, "{relative}");
        }
    }
}
