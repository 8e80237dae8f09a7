//! What a saved page says of its article: title, date, author, publisher, address, language, tags.

mod title;

use super::json_ld::{self, Described};
use super::tree::{attribute, folded, name, text};
use crate::article::{date_in_path, date_in_path_of_file, parse_date};
use crate::config::DateOrder;
use chrono::NaiveDate;
use dom_query::{Document, NodeRef};
use url::Url;

/// Where the date of an imported article was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateSource {
    /// What the page says of itself to machines: the name of the key.
    Metadata(String),
    /// A `<time>` element.
    Time,
    /// Its address.
    Address,
    /// The name of the file.
    FileName,
    /// What it shows to people.
    Shown,
    /// A field of the feed: its name.
    Feed(String),
    /// Nowhere in it: the command line gives it.
    CommandLine,
}

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    /// The day, and how it is written.
    pub(super) date: Option<(NaiveDate, String, DateSource)>,
    /// Dates that could not be read: where, and how they are written.
    pub(super) unread_dates: Vec<(String, String)>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) address: Option<Url>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
}

/// The names under which pages keep the day of publication, most trustworthy first. Days of change
/// (`article:modified_time`, `dateModified`) never count.
const DATES: [&str; 26] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_date",
    "pubdate",
    "og:published_time",
    "date.issued",
    "created",
    "date",
];

const AUTHORS: [&str; 9] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "dc.contributor",
];

const PUBLISHERS: [&str; 6] =
    ["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name", "publisher"];

const TAGS: [&str; 6] =
    ["article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords", "article:section"];

/// More words than these after `keywords` are there for search engines.
const MOST_TAGS: usize = 12;

/// The longest text that may be a date on the page, in characters.
const LONGEST_DATE: usize = 80;

/// Reads what a page says of itself. `path` is the name of its file, `saved` the address from which
/// it was saved, where something around it tells that.
pub(super) fn read(page: &Document, path: &str, html: &str, saved: Option<&str>, order: Option<DateOrder>) -> Metadata {
    let metas = Metas::of(page);
    let saved = saved.map(str::to_owned).or_else(|| saved_from(html)).and_then(|address| Url::parse(&address).ok());
    let address = address(page, &metas, saved.as_ref());
    let blocks: Vec<String> =
        page.select("script[type*='ld+json']").nodes().iter().map(|script| script.text().to_string()).collect();
    let is_here = |other: &str| address.as_ref().is_some_and(|address| same_address(address, other));
    let described = json_ld::article(&blocks, is_here).unwrap_or_default();
    let address = address.or_else(|| described.address.as_deref().and_then(web));

    let publisher = described
        .publisher
        .clone()
        .filter(|_| metas.first(&["og:site_name"]).is_none())
        .or_else(|| metas.first(&PUBLISHERS).filter(|name| !name.starts_with("http")));
    let mut metadata = Metadata {
        title: title::title(page, &metas, &described, publisher.as_deref(), address.as_ref()),
        authors: authors(page, &metas, &described),
        language: attribute_of(page, "html", "lang")
            .or_else(|| attribute_of(page, "html", "xml:lang"))
            .or_else(|| described.language.clone())
            .or_else(|| metas.first(&["og:locale", "content-language", "dc.language"])),
        tags: tags(page, &metas, &described),
        publisher,
        address,
        ..Metadata::default()
    };
    metadata.find_date(page, &metas, &described, path, order);
    metadata
}

impl Metadata {
    fn find_date(
        &mut self,
        page: &Document,
        metas: &Metas,
        described: &Described,
        path: &str,
        order: Option<DateOrder>,
    ) {
        let mut candidates: Vec<(String, DateSource)> = Vec::new();
        let of_article =
            described.published.iter().map(|date| (date.clone(), DateSource::Metadata("datePublished".into())));
        if described.is_article() {
            candidates.extend(of_article.clone());
        }
        for key in DATES {
            candidates.extend(metas.first(&[key]).map(|date| (date, DateSource::Metadata(key.to_owned()))));
        }
        candidates.extend(of_article);
        candidates.extend(times(page).map(|date| (date, DateSource::Time)));
        for (written, source) in candidates {
            if let Some(day) = parse_date(&written, order) {
                self.date = Some((day, written, source));
                return;
            }
            let place = match &source {
                DateSource::Metadata(key) => key.clone(),
                _ => "<time>".to_owned(),
            };
            if !self.unread_dates.iter().any(|(known, _)| *known == place) {
                self.unread_dates.push((place, written));
            }
        }
        let in_address = self.address.as_ref().and_then(|address| date_in_path(address.path()));
        let found = in_address.map(|day| (day, DateSource::Address));
        let found = found.or_else(|| date_in_path_of_file(path).map(|day| (day, DateSource::FileName)));
        let found = found.or_else(|| shown(page, order).map(|day| (day, DateSource::Shown)));
        self.date = found.map(|(day, source)| (day, day.to_string(), source));
    }
}

/// The `<meta>` elements: the key in lower case and its content, in order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Metas {
        let mut metas = Vec::new();
        for meta in page.select("meta").nodes() {
            let Some(content) = attribute(meta, "content") else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = attribute(meta, key) {
                    metas.push((name.to_lowercase(), folded(&content)));
                }
            }
        }
        Metas(metas)
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.all(key).next().map(str::to_owned))
    }

    fn all<'m>(&'m self, key: &'m str) -> impl Iterator<Item = &'m str> {
        self.0
            .iter()
            .filter(move |(name, content)| name == key && !content.is_empty())
            .map(|(_, content)| content.as_str())
    }
}

/// Browsers and tools note in a comment from where they saved a page.
fn saved_from(html: &str) -> Option<String> {
    let head = html.get(..8192).unwrap_or_else(|| {
        let end = (0..=8192.min(html.len())).rev().find(|at| html.is_char_boundary(*at)).unwrap_or(0);
        &html[..end]
    });
    head.match_indices("<!--").find_map(|(at, _)| {
        let comment = head[at..].split_once("-->")?.0;
        let marked = comment.contains("saved from url=") || comment.contains("SingleFile");
        let start = comment.find("http").filter(|_| marked)?;
        let end = comment[start..].find(char::is_whitespace).map_or(comment.len(), |end| start + end);
        Some(comment[start..end].to_owned())
    })
}

/// The canonical address, unless it only names the site's front.
fn address(page: &Document, metas: &Metas, saved: Option<&Url>) -> Option<Url> {
    let base = page.base_uri().map(|base| base.to_string()).and_then(|base| web(&base)).or_else(|| saved.cloned());
    let resolve = |address: String| match &base {
        Some(base) => base.join(&address).ok().filter(is_web),
        None => web(&address),
    };
    let links = page.select("link[rel~='canonical'], a.u-url, a.p-canonical");
    let canonical = links.nodes().iter().filter_map(|link| attribute(link, "href"));
    let told = canonical.chain(metas.first(&["og:url", "parsely-link", "twitter:url"]));
    let told: Vec<Url> = told.filter_map(resolve).collect();
    let whole = told.iter().find(|address| address.path().len() > 1).cloned();
    let saved = saved.filter(|address| is_web(address)).cloned();
    whole.or(saved).or_else(|| told.into_iter().next())
}

/// An address of the web.
pub(super) fn web(address: &str) -> Option<Url> {
    Url::parse(address.trim()).ok().filter(is_web)
}

fn is_web(address: &Url) -> bool {
    matches!(address.scheme(), "http" | "https") && address.host_str().is_some_and(|host| !host.is_empty())
}

/// The same page, whatever its scheme and what follows `?` and `#`.
fn same_address(address: &Url, other: &str) -> bool {
    let Some(other) = web(other) else { return false };
    address.host_str() == other.host_str() && address.path().trim_end_matches('/') == other.path().trim_end_matches('/')
}

fn attribute_of(page: &Document, selector: &str, key: &str) -> Option<String> {
    page.select(selector).nodes().first().and_then(|node| attribute(node, key))
}

fn authors(page: &Document, metas: &Metas, described: &Described) -> Vec<String> {
    let mut authors: Vec<String> = described.authors.clone();
    if authors.is_empty() {
        for key in AUTHORS {
            authors.extend(metas.all(key).filter(|name| !name.starts_with("http")).map(str::to_owned));
            if !authors.is_empty() {
                break;
            }
        }
    }
    if authors.is_empty() {
        let marked = [
            "[itemprop~='author'] [itemprop~='name']",
            "[itemprop~='author']",
            ".h-entry .p-author",
            "a[rel~='author']",
        ];
        authors = marked
            .iter()
            .map(|selector| page.select(selector).nodes().iter().filter_map(text).collect::<Vec<_>>())
            .find(|names| !names.is_empty())
            .unwrap_or_default();
    }
    let mut kept: Vec<String> = Vec::new();
    for author in authors {
        // An address, a biography and a line of a database are no names.
        let named = author.chars().count() <= 80 && author.chars().any(char::is_alphabetic) && !author.contains("://");
        if named && !kept.contains(&author) {
            kept.push(author);
        }
    }
    kept.truncate(10);
    kept
}

fn tags(page: &Document, metas: &Metas, described: &Described) -> Vec<String> {
    let mut tags = described.tags.clone();
    for key in TAGS {
        let told: Vec<String> = metas
            .all(key)
            .flat_map(|value| value.split([',', ';']))
            .map(|tag| tag.trim().trim_start_matches('#').to_owned())
            .collect();
        if told.len() <= MOST_TAGS {
            tags.extend(told);
        }
    }
    tags.extend(page.select("a[rel~='tag'], a.p-category").nodes().iter().filter_map(text));
    distinct(tags)
}

/// Tags, each once whatever its capitals; what is long or an address is none.
pub(super) fn distinct(tags: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        let tag = folded(&tag);
        let good = !tag.is_empty() && tag.chars().count() <= 60 && !tag.contains("://");
        if good && kept.len() < 3 * MOST_TAGS && !kept.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            kept.push(tag);
        }
    }
    kept
}

/// The dates in the marks of microdata, microformats and HTML itself, the surest first.
fn times(page: &Document) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let selectors = [
        "[itemprop~='datePublished']",
        "[property~='datePublished']",
        ".h-entry .dt-published, .hentry .published, time.entry-date, time.published",
        "time[pubdate]",
        "article header time[datetime], main header time[datetime]",
        "article time[datetime], main time[datetime]",
        "time[datetime]",
    ];
    for selector in selectors {
        let nodes = page.select(selector);
        let first = nodes.nodes().iter().find(|node| !is_aside(node));
        found.extend(first.and_then(|node| {
            ["datetime", "content", "title"].iter().find_map(|key| attribute(node, key)).or_else(|| text(node))
        }));
    }
    found.into_iter()
}

/// Whether an element stands in a part of the page that is not about its article.
fn is_aside(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|above| {
        if matches!(name(&above).as_str(), "aside" | "nav" | "footer") {
            return true;
        }
        let mark =
            format!("{} {}", above.class().unwrap_or_default(), above.id_attr().unwrap_or_default()).to_lowercase();
        mark.contains("comment") || mark.contains("related") || mark.contains("sidebar")
    })
}

/// A day that a short text shows whose class or id speaks of a date.
fn shown(page: &Document, order: Option<DateOrder>) -> Option<NaiveDate> {
    let selector = "[class*='date'], [class*='Date'], [class*='publish'], [class*='posted'], [class*='timestamp'], \
        [class*='byline'], [class*='meta'], [id*='date'], [id*='publish'], time";
    let nodes = page.select(selector);
    nodes.nodes().iter().filter(|node| !is_aside(node)).find_map(|node| {
        let shown = text(node)?;
        (shown.chars().count() <= LONGEST_DATE).then(|| parse_date(&shown, order)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Metadata {
        read(&Document::from(html), "page.html", html, None, None)
    }

    fn date(html: &str) -> Option<(String, DateSource)> {
        of(html).date.map(|(day, _, source)| (day.to_string(), source))
    }

    #[test]
    fn every_way_of_dating_a_page_is_read() {
        let meta = |key: &str| DateSource::Metadata(key.to_owned());
        for (html, day, source) in [
            (
                "<meta property='article:published_time' content='2024-03-15T23:30:00-05:00'>",
                "2024-03-15",
                meta("article:published_time"),
            ),
            ("<meta name='DC.date.issued' content='2024-03-15'>", "2024-03-15", meta("dc.date.issued")),
            ("<meta name='parsely-pub-date' content='2024-03-15T10:00:00Z'>", "2024-03-15", meta("parsely-pub-date")),
            ("<meta itemprop='datePublished' content='March 15, 2024'>", "2024-03-15", meta("datepublished")),
            (
                "<script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"2024-03-15\"}</script>\
              <meta property='article:published_time' content='2024-03-16'>",
                "2024-03-15",
                meta("datePublished"),
            ),
            ("<span itemprop='datePublished' content='2024-03-15'>x</span>", "2024-03-15", DateSource::Time),
            (
                "<div class='comments'><time datetime='2024-04-01'></time></div><time datetime='2024-03-15'>x</time>",
                "2024-03-15",
                DateSource::Time,
            ),
            (
                "<abbr class='x'></abbr><div class=hentry><abbr class=published title='2024-03-15T10:00'>x</abbr></div>",
                "2024-03-15",
                DateSource::Time,
            ),
            ("<link rel=canonical href='https://h.example/2024/03/15/ferry'>", "2024-03-15", DateSource::Address),
            ("<p class='post-date'>Posted March 15, 2024</p>", "2024-03-15", DateSource::Shown),
        ] {
            assert_eq!(date(html), Some((day.to_owned(), source)), "{html}");
        }
        assert_eq!(
            date("<meta property='article:modified_time' content='2024-03-15'><p>On March 15, 2024 it rained."),
            None
        );
        let unread = of("<meta name=date content='soon'>");
        assert_eq!(unread.unread_dates, [("date".to_owned(), "soon".to_owned())]);
    }

    #[test]
    fn the_title_loses_the_name_of_the_site() {
        let title = |html: &str| of(html).title;
        let site = "<meta property='og:site_name' content='Harbour Herald'>";
        assert_eq!(title(&format!("{site}<title>A ferry | Harbour Herald</title>")).as_deref(), Some("A ferry"));
        assert_eq!(title("<title>A ferry – News – Herald</title><h1>A ferry</h1>").as_deref(), Some("A ferry"));
        assert_eq!(title("<title>A ferry - and a quay</title>").as_deref(), Some("A ferry - and a quay"));
        let host =
            "<link rel=canonical href='https://www.harbourherald.example/a'><title>Harbour Herald - A ferry</title>";
        assert_eq!(title(host).as_deref(), Some("A ferry"));
        assert_eq!(title("<h1>A ferry</h1>").as_deref(), Some("A ferry"));
        assert_eq!(title("<p>x"), None);
    }

    #[test]
    fn address_author_and_tags_are_read() {
        let page = of("<!-- saved from url=(0028)https://h.example/2024/ferry -->\
            <html lang=en-GB><link rel=canonical href='/a/ferry'><meta name=author content='Ada Pier'>\
            <meta name=keywords content='Harbour, ferry'><meta property='article:tag' content='harbour'>");
        assert_eq!(page.address.map(String::from).as_deref(), Some("https://h.example/a/ferry"));
        assert_eq!(
            (page.authors, page.tags),
            (vec!["Ada Pier".to_owned()], vec!["harbour".to_owned(), "ferry".to_owned()])
        );
        assert_eq!(page.language.as_deref(), Some("en-GB"));
        let front =
            of("<!-- saved from url=(0028)https://h.example/ferry -->\n<link rel=canonical href='https://h.example/'>");
        assert_eq!(front.address.map(String::from).as_deref(), Some("https://h.example/ferry"));
        let micro = of("<div itemprop=author><span itemprop=name>Ben Quay</span></div><a rel='tag' href=x>Boats</a>");
        assert_eq!((micro.authors, micro.tags), (vec!["Ben Quay".to_owned()], vec!["Boats".to_owned()]));
        assert_eq!(
            of("<meta property='article:author' content='https://f.example/ada'>").authors,
            Vec::<String>::new()
        );
    }
}
