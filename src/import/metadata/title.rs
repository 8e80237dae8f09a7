//! A page's title, without the name of its site.

use super::Metas;
use crate::import::json_ld::Described;
use crate::import::tree::text;
use dom_query::Document;
use url::Url;

const TITLES: [&str; 8] = [
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "headline",
];

/// The title that the page gives to its article.
pub(super) fn title(
    page: &Document,
    metas: &Metas,
    described: &Described,
    publisher: Option<&str>,
    address: Option<&Url>,
) -> Option<String> {
    let headings: Vec<String> = page.select("h1, h2").nodes().iter().filter_map(text).collect();
    let microformat = page.select(".h-entry .p-name, .hentry .entry-title, [itemprop~='headline']");
    let microformat = microformat.nodes().first().and_then(text);
    let told = described.title.clone().filter(|_| described.is_article());
    let told = told.or_else(|| metas.first(&TITLES)).or(microformat);
    let of_head = page.select("head > title, title").nodes().first().and_then(text);
    let title = told.or_else(|| of_head.clone()).or_else(|| headings.first().cloned())?;
    Some(without_site(&title, publisher, address, &headings))
}

/// A title without the name of the site that many add to it.
fn without_site(title: &str, publisher: Option<&str>, address: Option<&Url>, headings: &[String]) -> String {
    const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • "];
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let host = address.and_then(|address| address.host_str()).map(|host| letters(host.trim_start_matches("www.")));
    let is_site = |part: &str| {
        let part = letters(part);
        let named = publisher.is_some_and(|publisher| letters(publisher) == part);
        let hosted = host.as_ref().is_some_and(|host| part.len() > 3 && host.starts_with(&part));
        !part.is_empty() && (named || hosted)
    };
    let mut title = title;
    let headed = SEPARATORS.iter().flat_map(|separator| title.match_indices(separator)).map(|(at, _)| &title[..at]);
    let headed = headed.filter(|front| headings.iter().any(|heading| letters(heading) == letters(front)));
    if let Some(front) = headed.filter(|front| !front.trim().is_empty()).max_by_key(|front| front.len()) {
        // The page's own heading is the title, and the rest the site and its sections.
        return front.trim_end().to_owned();
    }
    loop {
        let cuts = SEPARATORS.iter().filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())));
        let Some((at, length)) = cuts.max() else { break };
        let (front, back) = (&title[..at], &title[at + length..]);
        if is_site(back) && !front.trim().is_empty() {
            title = front.trim_end();
            continue;
        }
        let first =
            SEPARATORS.iter().filter_map(|separator| title.find(separator).map(|at| (at, separator.len()))).min();
        match first {
            Some((at, length)) if is_site(&title[..at]) => title = title[at + length..].trim_start(),
            _ => break,
        }
    }
    title.to_owned()
}
