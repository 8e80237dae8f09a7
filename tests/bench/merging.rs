//! How fast the reports of many articles are joined: `cargo bench --bench merging`.
//!
//! The reports are made from a seed: stories with people and places of their own, each with a few
//! happenings that several articles tell in changing words and at changing precision.

use chrono::{Days, NaiveDate};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{self, Article, SourceFile};
use dateline::config::Config;
use dateline::event::{self, Report, Status};
use dateline::when::When;
use std::fmt::Write;
use std::time::Duration;

/// So many reports has an article, and so many articles a story.
const REPORTS: u64 = 5;
const ARTICLES: u64 = 8;
/// So many happenings has a story.
const HAPPENINGS: u64 = 12;
const VERBS: &[&str] = &[
    "opened", "closed", "attacked", "sold", "visited", "repaired", "flooded", "sued", "founded", "left", "rebuilt",
    "praised", "blocked", "searched", "burned", "moved", "painted", "fined", "joined", "cleared",
];
const THINGS: &[&str] = &[
    "harbour", "bridge", "school", "mine", "factory", "railway", "market", "court", "theatre", "hospital", "library",
    "ferry", "tower", "canal", "museum", "station", "dam", "prison", "stadium", "garden", "mill", "quay", "bank",
];
const SYLLABLES: &[&str] = &["ka", "lo", "mer", "tin", "sa", "ro", "vel", "dun", "pi", "har", "os", "bel", "an", "gor"];

/// SplitMix64.
fn roll(seed: u64) -> u64 {
    let number = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

fn pick<'a>(words: &[&'a str], seed: u64) -> &'a str {
    words[(roll(seed) % words.len() as u64) as usize]
}

/// A name of the story's own.
fn name(seed: u64) -> String {
    let mut name: String = (0..3).map(|place| pick(SYLLABLES, seed * 3 + place)).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// A sentence about a happening of a story: the same names and most of the same words each time.
fn sentence(story: u64, happening: u64, teller: u64) -> String {
    let seed = story * 1000 + happening;
    let beside = if roll(teller).is_multiple_of(2) { "while crowds watched" } else { "in spite of heavy rain" };
    format!(
        "{} {} {} the {} of {} near the old {} {beside}.",
        name(story * 7 + 1),
        name(seed + 5),
        pick(VERBS, seed),
        pick(THINGS, seed + 1),
        name(story * 7 + 2),
        pick(THINGS, teller),
    )
}

/// Articles with so many reports in all.
fn told(count: u64) -> (Vec<Article>, Vec<Report>) {
    let first: NaiveDate = "1990-01-01".parse().expect("a date");
    let (mut articles, mut reports) = (Vec::new(), Vec::new());
    for index in 0..count / REPORTS {
        let story = index / ARTICLES;
        let start = first + Days::new(roll(story) % 12_000);
        let mut body = String::new();
        let mut sentences = Vec::new();
        for place in 0..REPORTS {
            let teller = index * REPORTS + place;
            let happening = roll(teller + 7) % HAPPENINGS;
            let text = sentence(story, happening, teller);
            let _ = writeln!(body, "{text}\n");
            sentences.push((happening, text, teller));
        }
        let source =
            format!("---\ntitle: News of {}\ndate: {}\n---\n{body}", name(story * 7 + 1), start + Days::new(40));
        let file = SourceFile { path: format!("{index:06}.md"), bytes: source.into_bytes() };
        let article = article::read(&file, &Config::default()).0.expect("an article");
        for (happening, text, teller) in sentences {
            let day = start + Days::new(roll(story * 50 + happening) % 30);
            let exact = When::day(day).expect("in range");
            let when = if roll(teller + 3).is_multiple_of(6) {
                When::containing(day, dateline::when::Granularity::Month).expect("in range")
            } else {
                exact
            };
            let at = article.text.plain.find(&text).expect("the sentence is there");
            reports.push(Report {
                id: teller.to_string().into(),
                article: articles.len(),
                sentence: (at..at + text.len()).into(),
                expression: None,
                when,
                headline: text.split(" near ").next().unwrap_or_default().into(),
                status: Status::Happened,
                reason: "".into(),
                salience: 0.5,
                goes_on: Vec::new(),
                edited: None,
            });
        }
        articles.push(article);
    }
    (articles, reports)
}

/// Ten times the reports must take no more than about ten times as long.
fn merge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("merge");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(5));
    for count in [10_000, 30_000, 100_000] {
        let (articles, reports) = told(count);
        println!("merge/{count}: {} events", event::merge(&articles, reports.clone()).len());
        group.throughput(Throughput::Elements(count));
        group.bench_function(count.to_string(), |bencher| {
            bencher.iter_batched(
                || reports.clone(),
                |reports| event::merge(&articles, reports).len(),
                BatchSize::PerIteration,
            );
        });
    }
}

criterion_group!(benches, merge);
criterion_main!(benches);
