//! What search engines read of a page: schema.org as JSON-LD.

use super::{Context, Format};
use crate::article::Article;
use chrono::{Datelike, NaiveDate};
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
        "@context": "https://schema.org",
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
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "datePublished": article.date.to_string(),
        "inLanguage": article.language,
    });
    if let Some(address) = context.absolute(page) {
        data["url"] = Value::String(address);
    }
    if let Some(publisher) = &article.publisher {
        data["publisher"] = json!({ "@type": "Organization", "name": publisher });
    }
    if let Some(original) = article.original.as_deref().and_then(super::super::address_of_web) {
        data["isBasedOn"] = Value::String(original.to_owned());
    }
    if !article.tags.is_empty() {
        data["keywords"] = json!(article.tags);
    }
    script(&data)
}

/// A year of ISO 8601, which writes those before the year 0 and after 9999 with a sign.
fn year(day: NaiveDate) -> String {
    match day.year() {
        year @ 0..=9999 => format!("{year:04}"),
        year => format!("{year:+05}"),
    }
}

/// JSON that can stand within `<script>`: nothing in it ends the element or opens a comment.
fn script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
