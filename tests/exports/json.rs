//! JSON: `events.json`, JSON Feed, JSON-LD.

use super::{Built, obeys, schema, sites};
use serde_json::Value;
use std::collections::BTreeSet;

fn parsed(text: &str, name: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn events_json_obeys_the_schema_that_stands_beside_it() {
    for site in sites() {
        let schema = schema(&site.files["events.schema.json"]);
        let events = parsed(&site.files["events.json"], &site.name);
        obeys(&schema, &events, &site.name);
        let events = events["events"].as_array().expect("events");
        let ids = events.iter().flat_map(|event| {
            let aliases = event["aliases"].as_array().expect("aliases");
            std::iter::once(&event["id"]).chain(aliases).map(|id| id.as_str().expect("an id"))
        });
        let ids: Vec<&str> = ids.collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{}: no id stands twice", site.name);
        for event in events {
            let days = ["from", "until"].map(|key| event[key].as_str().expect("a day"));
            assert!(days[0] < days[1] || days[0].starts_with('-'), "{}: {event}", site.name);
        }
    }
}

#[test]
fn json_feeds_obey_their_specification() {
    let schema = schema(include_str!("json_feed.schema.json"));
    let wrong =
        serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1"}]});
    assert!(!schema.is_valid(&wrong), "an item without content is refused");
    for site in sites() {
        for (name, text) in site.ending("feed.json") {
            let feed = parsed(text, &name);
            obeys(&schema, &feed, &name);
            let items = feed["items"].as_array().expect("items");
            let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
            assert_eq!(ids.len(), items.len(), "{name}: each item has an id of its own");
        }
    }
}

/// The JSON-LD of a page.
fn data_of(page: &str) -> Vec<&str> {
    let parts = page.split("<script type=\"application/ld+json\">").skip(1);
    parts.map(|rest| rest.split_once("</script>").expect("its end").0).collect()
}

#[test]
fn what_search_engines_read_has_types_and_properties_of_schema_org() {
    let schema = schema(include_str!("json_ld.schema.json"));
    let counts = |site: &Built| {
        let (mut sets, mut articles) = (0, 0);
        for (name, page) in site.ending(".html") {
            for data in data_of(page) {
                let data = parsed(data, &name);
                obeys(&schema, &data, &name);
                if data["@type"] == "Dataset" { sets += 1 } else { articles += 1 }
            }
        }
        (sets, articles)
    };
    let sites = sites();
    for site in sites {
        let (sets, articles) = counts(site);
        let pages = site.files.keys().filter(|path| path.starts_with("articles/")).count();
        assert!(sets >= 2 && articles == pages, "{}: {sets} data sets, {articles} of {pages} articles", site.name);
    }
    let hard = sites.last().expect("the hard ones");
    let index = parsed(data_of(&hard.files["index.html"])[0], &hard.name);
    assert_eq!(index["temporalCoverage"], "-0489/9998");
}
