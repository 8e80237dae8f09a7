//! Title, tags, publisher, original and language, from wherever sites keep them.

use super::entity;
use super::front_matter::FrontMatter;
use super::page::Page;
use crate::text::{BlockKind, Text};

/// The codes of ISO 639-1: a folder of one of these names holds a language.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms \
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm \
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The title: of the front matter, of the page's metadata, the first heading, the file's name.
pub(super) fn title(front: &FrontMatter, page: Option<&Page>, text: &Text, path: &str) -> String {
    let told = front
        .get(&["title", "post_title"])
        .and_then(|value| value.text())
        .or_else(|| page.and_then(|page| page.title.clone()))
        .map(|title| tidy(&title))
        .filter(|title| !title.is_empty());
    told.or_else(|| {
        let heading = text.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
        Some(text.plain[heading.span.clone()].to_owned())
    })
    .unwrap_or_else(|| title_of_file(path))
}

/// One line without references and the backticks of code.
fn tidy(title: &str) -> String {
    let decoded = if title.contains('&') { entity::decode(title) } else { title.to_owned() };
    decoded.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2020-05-27-harbour-opens.md` is "Harbour opens"; `harbour-opens/index.md` too.
fn title_of_file(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let mut stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if let Some(language) = language_of_file(path) {
        stem = stem.strip_suffix(language).and_then(|stem| stem.strip_suffix('.')).unwrap_or(stem);
    }
    if matches!(stem, "index" | "+page") {
        stem = parts.next().unwrap_or(stem);
    }
    let undated = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' '));
    let words = if undated.is_empty() { stem.to_owned() } else { undated.replace(['-', '_'], " ") };
    let mut characters = words.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => path.to_owned(),
    }
}

/// The tags and categories, each once whatever its capitals.
pub(super) fn tags(front: &FrontMatter) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let taxonomies = front.get(&["taxonomies"]);
    let values = ["tags", "categories", "tag", "category"]
        .into_iter()
        .flat_map(|key| front.get(&[key]).into_iter().chain(taxonomies.and_then(|value| value.get(key))));
    for tag in values.flat_map(|value| value.texts()) {
        let tag = tidy(&tag);
        if !tag.is_empty() && !tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            tags.push(tag);
        }
    }
    tags
}

/// The address of the original, if it is one of the web.
pub(super) fn original(front: &FrontMatter, page: Option<&Page>) -> Option<String> {
    let keys = ["source_url", "canonical_url", "external_url", "original"];
    let told = keys.into_iter().filter_map(|key| front.get(&[key])?.text());
    let source = front.get(&["source"]).and_then(|source| source.get("url")?.text());
    let canonical = page.and_then(|page| page.canonical.clone());
    told.chain(source).chain(canonical).find(|address| host(address).is_some())
}

/// Who published it: a name that is given, the original's host, the first folder that is neither a
/// language nor a number.
pub(super) fn publisher(front: &FrontMatter, original: Option<&str>, path: &str) -> Option<String> {
    let named = |key: &str| {
        let value = front.get(&[key])?;
        value.text().or_else(|| value.get("name")?.text()).map(|name| tidy(&name)).filter(|name| !name.is_empty())
    };
    let folder = || {
        let (folders, name) = path.rsplit_once('/')?;
        // `herald/quay/index.md` is the article `quay` of the folder `herald`.
        let folders = if name.starts_with("index.") { folders.rsplit_once('/')?.0 } else { folders };
        let mut folders = folders.split('/');
        let speaks = |folder: &&str| {
            !is_language(folder) && !folder.starts_with('_') && !folder.chars().all(|c| c.is_ascii_digit() || c == '-')
        };
        folders.find(speaks).map(str::to_owned)
    };
    named("publisher")
        .or_else(|| named("source").map(|source| host(&source).map_or(source.clone(), str::to_owned)))
        .or_else(|| original.and_then(host).map(str::to_owned))
        .or_else(folder)
}

/// Who wrote it, where the front matter names one.
pub(super) fn author(front: &FrontMatter) -> Option<String> {
    let value = front.get(&["author", "authors"])?;
    let names = value.get("name").unwrap_or(value).texts();
    let [only] = &names[..] else { return None };
    Some(tidy(only)).filter(|name| !name.is_empty())
}

/// The host of an address of the web, without `www.`.
fn host(address: &str) -> Option<&str> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        address.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        address.get(scheme.len()..)
    })?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let good = !host.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    good.then_some(host)
}

/// The language that the article names, its page, its folder, or that of the site.
pub(super) fn language(front: &FrontMatter, page: Option<&Page>, path: &str, site: &str) -> String {
    let told = front.get(&["lang", "language", "locale"]).and_then(|value| value.text());
    let folder = || path.rsplit_once('/')?.0.split('/').take(2).find(|folder| is_language(folder)).map(str::to_owned);
    told.or_else(|| page.and_then(|page| page.language.clone()))
        .or_else(|| language_of_file(path).map(str::to_owned))
        .or_else(folder)
        .unwrap_or_else(|| site.to_owned())
        .replace('_', "-")
}

/// The language of `quay.ja.md`.
fn language_of_file(path: &str) -> Option<&str> {
    let (stem, _) = path.rsplit('/').next()?.rsplit_once('.')?;
    stem.rsplit_once('.').map(|(_, language)| language).filter(|language| is_language(language))
}

fn is_language(folder: &str) -> bool {
    let (primary, region) = folder.split_once(['-', '_']).unwrap_or((folder, "xx"));
    let known = primary.len() == 2 && LANGUAGES.split(' ').any(|code| code == primary);
    known && matches!(region.len(), 2 | 4) && region.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(yaml: &str) -> FrontMatter {
        FrontMatter::from_yaml(yaml).expect("YAML")
    }

    fn title_for(yaml: &str, path: &str) -> String {
        title(&front(yaml), None, &Text::default(), path)
    }

    #[test]
    fn titles_are_tidied() {
        assert_eq!(title_for("title: Q&amp;A  on `cargo`", "x.md"), "Q&A on cargo");
        assert_eq!(title_for("post_title: A", "x.md"), "A");
        assert_eq!(title_for("title: ''", "a/2020-05-27-harbour-opens.md"), "Harbour opens");
        assert_eq!(title_for("a: b", "harbour_opens/index.md"), "Harbour opens");
        assert_eq!(title_for("a: b", "2020-05-27.md"), "2020-05-27");
        assert_eq!(title_for("a: b", "2020-05-27-quay.ja.md"), "Quay");
    }

    #[test]
    fn tags_come_from_lists_texts_and_taxonomies() {
        assert_eq!(
            tags(&front("tags: [Harbour, ferry, FERRY]\ncategories: News, Trade")),
            ["Harbour", "ferry", "News", "Trade"]
        );
        assert_eq!(tags(&front("taxonomies:\n  tags: [a]")), ["a"]);
        assert!(tags(&front("title: a")).is_empty());
    }

    #[test]
    fn one_author_is_named() {
        assert_eq!(author(&front("author: Ada Low")).as_deref(), Some("Ada Low"));
        assert_eq!(author(&front("authors: [The Harbour Crew]")).as_deref(), Some("The Harbour Crew"));
        assert_eq!(author(&front("author: {name: Ada Low}")).as_deref(), Some("Ada Low"));
        assert_eq!(author(&front("authors: [Ada Low, Ben Roy]")), None);
        assert_eq!(author(&front("title: a")), None);
    }

    #[test]
    fn the_publisher_is_named_or_guessed_in_order() {
        let publisher = |yaml: &str, path: &str| {
            let front = front(yaml);
            publisher(&front, original(&front, None).as_deref(), path)
        };
        assert_eq!(publisher("publisher: P\nsource: S", "f/a.md").as_deref(), Some("P"));
        assert_eq!(publisher("source: {name: S, url: https://x.org}", "f/a.md").as_deref(), Some("S"));
        assert_eq!(publisher("source_url: https://www.x.org/a", "f/a.md").as_deref(), Some("x.org"));
        assert_eq!(publisher("a: b", "ja/2008/herald/a.md").as_deref(), Some("herald"));
        assert_eq!(publisher("a: b", "herald/quay/index.md").as_deref(), Some("herald"));
        assert_eq!(publisher("a: b", "quay/index.md"), None);
        assert_eq!(publisher("a: b", "a.md"), None);
        assert_eq!(original(&front("original: javascript:alert(1)"), None), None);
    }

    #[test]
    fn the_language_is_a_key_or_a_folder() {
        let of = |yaml: &str, path: &str| language(&front(yaml), None, path, "en");
        assert_eq!(of("lang: de", "ja/a.md"), "de");
        assert_eq!(of("a: b", "ja/a.md"), "ja");
        assert_eq!(of("a: b", "posts/pt_BR/a.md"), "pt-BR");
        assert_eq!(of("a: b", "news/a.md"), "en");
        assert_eq!(of("a: b", "ja.md"), "en");
        assert_eq!(of("a: b", "es/quay.ja.md"), "ja");
        assert_eq!(of("a: b", "quay.v2.md"), "en");
    }
}
