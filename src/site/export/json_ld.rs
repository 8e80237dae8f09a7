//! What search engines read of a page: schema.org as JSON-LD.

use super::{Context, Format};
use crate::article::Article;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::{Value, json};

/// The timeline as a data set with its downloads. Who lists data sets asks for a description.
pub(in crate::site) fn of_timeline(context: &Context, description: &str) -> String {
    let timeline = context.timeline;
    let downloads: Vec<Value> = Format::OFFERED
        .iter()
        .map(|format| {
            let address = context.absolute(format.file()).unwrap_or_else(|| format.file().to_owned());
            json!({
                "@type": "DataDownload",
                "encodingFormat": format.media_type(),
                "contentUrl": address,
            })
        })
        .collect();
    let mut data = json!({
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "name": timeline.title,
        "description": description,
        "inLanguage": context.language.code,
        "distribution": downloads,
    });
    if let Some(address) = context.absolute("index.html") {
        data["url"] = Value::String(address);
    }
    if let Some((first, last)) = timeline.span() {
        data["temporalCoverage"] = Value::String(format!("{}/{}", year(first), year(last)));
    }
    if let Some(updated) = timeline.updated {
        data["dateModified"] = Value::String(updated.to_string());
    }
    script(&data)
}

/// An article and what it is taken from.
pub(in crate::site) fn of_article(context: &Context, article: &Article, page: &str) -> String {
    script(&ArticleData {
        context: SCHEMA_ORG,
        kind: "Article",
        published: article.date,
        headline: &article.title,
        language: &article.language,
        based_on: article.original.as_deref().and_then(super::super::address_of_web),
        keywords: &article.tags,
        publisher: article.publisher.as_deref().map(|name| Organization { kind: "Organization", name }),
        url: context.absolute(page),
    })
}

const SCHEMA_ORG: &str = "https://schema.org";

#[derive(Serialize)]
struct ArticleData<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
    #[serde(rename = "datePublished")]
    published: NaiveDate,
    headline: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    based_on: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    name: &'a str,
}

/// A year of ISO 8601, which writes those before the year 0 and after 9999 with a sign.
fn year(day: NaiveDate) -> String {
    match day.year() {
        year @ 0..=9999 => format!("{year:04}"),
        year => format!("{year:+05}"),
    }
}

/// JSON that can stand within `<script>`: nothing in it ends the element or opens a comment.
fn script(data: &impl Serialize) -> String {
    let text = serde_json::to_string(data).expect("texts and lists of them are JSON");
    if !text.contains(['<', '\u{2028}', '\u{2029}']) {
        return text;
    }
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
