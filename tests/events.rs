//! Scores the events of hand-labelled texts and fails when a figure falls below the recorded one.
//!
//! `tests/gold/events` holds articles written for this test and, beside each, the events that a
//! reader finds in it: labelled before the program ran, never changed to please it.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::event::{Event, Kind, Status};
use dateline::flow::{self, Content};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What the build reached when the figures were last recorded. Raise them with every gain.
const RECORDED: Figures =
    Figures { precision: 0.98, recall: 0.95, headline: 0.92, mentions: 0, pair_precision: 1.0, pair_recall: 0.66 };

#[derive(Debug)]
struct Figures {
    /// Share of the events found that are labelled.
    precision: f64,
    /// Share of the labelled events that are found.
    recall: f64,
    /// Mean F1 of the words of a found headline and the labelled one.
    headline: f64,
    /// Expressions labelled as no event that became one all the same.
    mentions: usize,
    /// Of the pairs of labelled events that the build joined across articles, how many should be.
    pair_precision: f64,
    /// Of the pairs that should be joined, how many are.
    pair_recall: f64,
}

#[derive(Deserialize)]
struct Labels {
    #[serde(rename = "event")]
    events: Vec<Label>,
    mentions: Mentions,
}

#[derive(Deserialize)]
struct Label {
    date: String,
    title: String,
    status: Option<String>,
    cluster: Option<String>,
}

#[derive(Deserialize)]
struct Mentions {
    expressions: Vec<String>,
}

struct Text {
    name: String,
    source: SourceFile,
    labels: Labels,
}

fn texts() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/events");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is there")
        .filter_map(|entry| {
            entry.expect("the folder is readable").file_name().to_str()?.strip_suffix(".md").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder.join(format!("{name}.md"))).expect("the article is readable");
            let labels = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("each article has labels");
            let labels = toml::from_str(&labels).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
            Text { source: SourceFile { path: format!("{name}.md"), bytes }, labels, name }
        })
        .collect()
}

fn gather(sources: &[SourceFile]) -> Content {
    let today = "2026-01-01".parse().expect("a date");
    flow::gather(&Config::default(), sources, today).0
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// F1 of the words of two titles.
fn likeness(one: &str, two: &str) -> f64 {
    let (one, two) = (words(one), words(two));
    let shared: usize = one.iter().map(|(word, count)| count.min(two.get(word).unwrap_or(&0))).sum();
    2.0 * shared as f64 / (one.values().sum::<usize>() + two.values().sum::<usize>()).max(1) as f64
}

/// For each label the index of the event found for it: same date, the likest titles first.
fn matched(labels: &[Label], events: &[&Event]) -> Vec<Option<usize>> {
    /// Titles less alike than this speak of different things.
    const ALIKE: f64 = 0.3;
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (label, wanted) in labels.iter().enumerate() {
        for (event, found) in events.iter().enumerate() {
            let alike = likeness(&wanted.title, &found.headline);
            if found.when.edtf() == wanted.date && alike >= ALIKE {
                pairs.push((alike, label, event));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut result = vec![None; labels.len()];
    let mut taken = BTreeSet::new();
    for (_, label, event) in pairs {
        if result[label].is_none() && taken.insert(event) {
            result[label] = Some(event);
        }
    }
    result
}

fn score(texts: &[Text]) -> (Figures, String) {
    use std::fmt::Write;
    let (mut found, mut wanted, mut right, mut titles, mut mentions) = (0, 0, 0, 0.0, 0);
    let mut told = String::new();
    for text in texts {
        let content = gather(std::slice::from_ref(&text.source));
        let events: Vec<&Event> = content.events.iter().filter(|event| event.kind == Kind::Event).collect();
        let matches = matched(&text.labels.events, &events);
        found += events.len();
        wanted += matches.len();
        let plain = &content.told[0].article.text.plain;
        for (label, event) in text.labels.events.iter().zip(&matches) {
            match event {
                Some(event) => {
                    right += 1;
                    let event = events[*event];
                    let alike = likeness(&label.title, &event.headline);
                    titles += alike;
                    let planned = label.status.as_deref() == Some("planned");
                    if planned != (event.status == Status::Planned) {
                        let _ = writeln!(told, "{}: status of {:?}", text.name, event.headline);
                    }
                    if alike < 0.8 {
                        let _ = writeln!(told, "{}: title {:?} for {:?}", text.name, event.headline, label.title);
                    }
                }
                None => {
                    let _ = writeln!(told, "{}: missing {} {:?}", text.name, label.date, label.title);
                }
            }
        }
        for (index, event) in events.iter().enumerate() {
            if !matches.contains(&Some(index)) {
                let _ = writeln!(told, "{}: surplus {} {:?}", text.name, event.when.edtf(), event.headline);
            }
            for span in event.reports.iter().filter_map(|report| report.expression.clone()) {
                if text.labels.mentions.expressions.iter().any(|mention| *mention == plain[span.clone()])
                    && !matches.contains(&Some(index))
                {
                    mentions += 1;
                }
            }
        }
    }
    let (pair_precision, pair_recall) = clusters(texts, &mut told);
    let figures = Figures {
        precision: right as f64 / (found as f64).max(1.0),
        recall: right as f64 / (wanted as f64).max(1.0),
        headline: titles / f64::from(right).max(1.0),
        mentions,
        pair_precision,
        pair_recall,
    };
    (figures, told)
}

/// How well happenings that several texts tell are joined, when all are built together.
fn clusters(texts: &[Text], told: &mut String) -> (f64, f64) {
    use std::fmt::Write;
    let sources: Vec<SourceFile> = texts.iter().map(|text| text.source.clone()).collect();
    let content = gather(&sources);
    // The events of each article alone show which report belongs to which label.
    let mut of_label: Vec<(String, usize)> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let alone = gather(std::slice::from_ref(&text.source));
        let events: Vec<&Event> = alone.events.iter().filter(|event| event.kind == Kind::Event).collect();
        for (number, event) in matched(&text.labels.events, &events).into_iter().enumerate() {
            let Some(event) = event else { continue };
            let id = &events[event].id;
            let Some(joined) = content.events.iter().position(|event| event.id == *id || event.aliases.contains(id))
            else {
                continue;
            };
            let label = &text.labels.events[number];
            let cluster = label.cluster.clone().unwrap_or_else(|| format!("{index}/{number}"));
            of_label.push((cluster, joined));
        }
    }
    let (mut joined, mut wanted, mut both) = (0, 0, 0);
    for (place, one) in of_label.iter().enumerate() {
        for two in &of_label[place + 1..] {
            joined += usize::from(one.1 == two.1);
            wanted += usize::from(one.0 == two.0);
            both += usize::from(one == two);
            if (one.0 == two.0) != (one.1 == two.1) {
                let _ = writeln!(
                    told,
                    "clusters {} and {}: {:?} and {:?}",
                    one.0, two.0, content.events[one.1].headline, content.events[two.1].headline
                );
            }
        }
    }
    (both as f64 / (joined as f64).max(1.0), both as f64 / (wanted as f64).max(1.0))
}

#[test]
fn labelled_texts_score_no_worse_than_recorded() {
    let texts = texts();
    assert!(texts.len() >= 12, "the texts are found");
    let (figures, told) = score(&texts);
    println!("{told}\n{figures:#?}");
    let f1 = 2.0 * figures.precision * figures.recall / (figures.precision + figures.recall).max(1e-9);
    println!("event F1 {f1:.3}");
    let report = format!("{figures:#?}\n{told}");
    assert!(figures.precision >= RECORDED.precision, "precision fell: {report}");
    assert!(figures.recall >= RECORDED.recall, "recall fell: {report}");
    assert!(figures.headline >= RECORDED.headline, "headlines got worse: {report}");
    assert_eq!(figures.mentions, RECORDED.mentions, "other mentions are told as events: {report}");
    assert!(figures.pair_precision >= RECORDED.pair_precision, "more is joined that should not be: {report}");
    assert!(figures.pair_recall >= RECORDED.pair_recall, "less is joined: {report}");
}
