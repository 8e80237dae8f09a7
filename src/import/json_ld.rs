//! What a page says of its article in JSON-LD, in the words of schema.org.

use super::tree::folded;
use serde_json::{Map, Value};

/// An article as schema.org has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
    /// Whether it is an article, and not only a page that holds something.
    is_article: bool,
}

/// The description of the page's article among the blocks of JSON-LD. `is_here` tells whether an
/// address is the page's own: a page may describe other articles, too.
pub(super) fn article(blocks: &[String], is_here: impl Fn(&str) -> bool) -> Option<Described> {
    let documents: Vec<Value> = blocks.iter().filter_map(|block| parse(block)).collect();
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    for document in &documents {
        collect(document, &mut objects);
    }
    let best = objects.iter().enumerate().filter_map(|(index, object)| {
        let rank = rank(object)?;
        let described = describe(object, rank < 2, &objects);
        let here = described.address.as_deref().is_some_and(&is_here);
        // An article that says it is another page's is a teaser.
        let elsewhere = described.address.is_some() && !here;
        Some(((elsewhere, rank, index), described))
    });
    best.min_by_key(|(order, _)| *order).map(|(_, described)| described)
}

/// Editors wrap it into comments, and break lines within texts.
fn parse(block: &str) -> Option<Value> {
    let block =
        block.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let block = block.trim_end().trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    let block = block.trim_end_matches(';');
    serde_json::from_str(block).ok().or_else(|| {
        let mended: String = block.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// All objects, the outer before the inner; serde_json bounds how deep they nest.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects)),
        Value::Object(object) => {
            objects.push(object);
            for (key, value) in object {
                // What a page recommends is no part of it.
                if !matches!(key.as_str(), "itemListElement" | "relatedLink" | "hasPart" | "comment" | "review") {
                    collect(value, objects);
                }
            }
        }
        _ => {}
    }
}

/// 0 for an article, 1 for other works in words, 2 for a page that has a date.
fn rank(object: &Map<String, Value>) -> Option<u8> {
    let types: Vec<&str> = match object.get("@type")? {
        Value::String(one) => vec![one.as_str()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let is = |ending: &str| types.iter().any(|name| name.rsplit(['/', ':']).next().unwrap_or(name).ends_with(ending));
    if is("Article") || is("Posting") {
        Some(0)
    } else if is("Report") || is("Review") || is("CreativeWork") {
        Some(1)
    } else {
        (is("WebPage") && object.contains_key("datePublished")).then_some(2)
    }
}

fn describe(object: &Map<String, Value>, is_article: bool, objects: &[&Map<String, Value>]) -> Described {
    let text = |key: &str| object.get(key).and_then(text_of);
    let names = |key: &str| {
        let mut names = Vec::new();
        for value in object.get(key).map(items).unwrap_or_default() {
            names.extend(name_of(value, objects).filter(|name| !names.contains(name)));
        }
        names
    };
    let address = text("url").or_else(|| {
        let page = object.get("mainEntityOfPage")?;
        text_of(page).or_else(|| page.get("@id").or_else(|| page.get("url")).and_then(text_of))
    });
    let address = address.or_else(|| text("@id")).filter(|address| address.starts_with("http"));
    let mut tags: Vec<String> = Vec::new();
    for key in ["keywords", "articleSection"] {
        for value in object.get(key).map(items).unwrap_or_default() {
            let told = text_of(value).or_else(|| name_of(value, objects)).unwrap_or_default();
            tags.extend(told.split([',', ';']).map(folded).filter(|tag| !tag.is_empty()));
        }
    }
    Described {
        title: text("headline").or_else(|| text("name")).or_else(|| text("alternativeHeadline")),
        published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate")),
        authors: [names("author"), names("creator")].into_iter().find(|names| !names.is_empty()).unwrap_or_default(),
        publisher: names("publisher").into_iter().next(),
        address,
        language: text("inLanguage").or_else(|| object.get("inLanguage")?.get("alternateName").and_then(text_of)),
        tags,
        is_article,
    }
}

impl Described {
    /// Whether it is an article, and not only a page.
    pub(super) fn is_article(&self) -> bool {
        self.is_article
    }
}

fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        other => vec![other],
    }
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => folded(&crate::article::decode_entities(text)),
        Value::Object(object) => folded(object.get("@value")?.as_str()?),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The name of a person or an organisation, also of one that is described elsewhere.
fn name_of(value: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    if let Some(text) = text_of(value) {
        return (!text.starts_with("http")).then_some(text);
    }
    if let Some(name) = value.get("name").and_then(|name| items(name).into_iter().find_map(text_of)) {
        return Some(name);
    }
    let id = value.get("@id")?.as_str()?;
    let same = objects
        .iter()
        .find(|object| object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name"))?;
    text_of(same.get("name")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(block: &str) -> Described {
        article(&[block.to_owned()], |address| address == "https://h.example/ferry").expect("an article")
    }

    #[test]
    fn an_article_within_a_graph_is_found_with_those_it_points_to() {
        let found = of(r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "Harbour Herald"},
            {"@type": "WebPage", "@id": "https://h.example/ferry", "datePublished": "2024-03-14"},
            {"@type": ["Thing", "NewsArticle"], "headline": "A ferry &amp; a quay", "datePublished": "2024-03-15T08:00:00+01:00",
             "author": [{"@id": "#ada"}, {"name": "Ben Quay"}], "publisher": {"@type": "Organization", "name": "Herald"},
             "mainEntityOfPage": {"@id": "https://h.example/ferry"}, "keywords": ["harbour", "ferry, boats"]},
            {"@type": "Person", "@id": "#ada", "name": "Ada Pier"}]}"##);
        assert_eq!(found.title.as_deref(), Some("A ferry & a quay"));
        assert_eq!(found.published.as_deref(), Some("2024-03-15T08:00:00+01:00"));
        assert_eq!(found.authors, ["Ada Pier", "Ben Quay"]);
        assert_eq!((found.publisher.as_deref(), found.is_article()), (Some("Herald"), true));
        assert_eq!(found.tags, ["harbour", "ferry", "boats"]);
    }

    #[test]
    fn teasers_are_not_the_article() {
        let found = of(r#"[{"@type": "NewsArticle", "headline": "Elsewhere", "url": "https://h.example/other"},
            {"@type": "BlogPosting", "headline": "Here", "url": "https://h.example/ferry"},
            {"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "In a list"}]}]"#);
        assert_eq!(found.title.as_deref(), Some("Here"));
    }

    #[test]
    fn what_is_broken_is_mended_or_passed_over() {
        let found = of("<!--{\"@type\": \"Article\", \"headline\": \"One\nline\"}-->");
        assert_eq!(found.title.as_deref(), Some("One line"));
        for block in ["", "{", "[]", "null", "{\"@type\": 3}", "{\"@type\": \"WebPage\"}"] {
            assert_eq!(article(&[block.to_owned()], |_| true), None, "{block}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(article(&[deep], |_| true), None);
    }
}
