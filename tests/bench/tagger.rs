//! How fast the tagger is, on one core: `cargo bench`.
//!
//! `DATELINE_PROSE=PATH cargo bench` takes the texts of a file or a folder as well, each file as an
//! article.

mod prose;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use dateline::language::Language;
use dateline::timex::{Reference, Tagger};
use prose::News;
use std::fs;
use std::hint::black_box;
use std::time::Duration;
use walkdir::WalkDir;

const KB: usize = 1000;
const MB: usize = 1000 * KB;
/// As long as a report is.
const ARTICLE: usize = 4 * KB;
/// So many reports make a megabyte.
const ARTICLES: usize = MB / ARTICLE;
const SEED: u64 = 1;

fn tagger() -> Tagger {
    Tagger::new(Language::english()).expect("the English pack compiles")
}

fn reference() -> Reference {
    Reference { date: "2023-03-31".parse().ok(), ..Reference::default() }
}

/// News made from a seed and, where it is given by path, real prose: a name and its articles.
fn proses() -> Vec<(&'static str, Vec<String>)> {
    let mut proses = vec![
        ("sparse", News::sparse(SEED).articles(ARTICLES, ARTICLE)),
        ("dense", News::dense(SEED).articles(ARTICLES, ARTICLE)),
    ];
    if let Some(path) = std::env::var_os("DATELINE_PROSE") {
        let files = WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = files.filter(|file| file.file_type().is_file()).filter_map(|file| fs::read(file.path()).ok());
        proses.push(("real", files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()));
    }
    proses
}

fn total<'t>(texts: impl IntoIterator<Item = &'t String>) -> Throughput {
    Throughput::Bytes(texts.into_iter().map(|text| text.len() as u64).sum())
}

/// Only the first machine: the pass over the bytes that finds what may be time.
fn scan(criterion: &mut Criterion) {
    let tagger = tagger();
    let mut group = criterion.benchmark_group("scan");
    for (name, texts) in proses() {
        group.throughput(total(&texts));
        group.bench_function(name, |bencher| {
            bencher.iter(|| texts.iter().map(|text| tagger.triggers(black_box(text)).count()).sum::<usize>())
        });
    }
}

/// All machines: from plain text to resolved values.
fn values(criterion: &mut Criterion) {
    let (tagger, reference) = (tagger(), reference());
    let mut group = criterion.benchmark_group("values");
    for (name, texts) in proses() {
        let found: usize = texts.iter().map(|text| tagger.tag(text, &reference).len()).sum();
        let bytes: usize = texts.iter().map(String::len).sum();
        println!("values/{name}: one expression in {} bytes", bytes / found.max(1));
        group.throughput(total(&texts));
        group.bench_function(name, |bencher| {
            bencher.iter(|| texts.iter().map(|text| tagger.tag(black_box(text), &reference).len()).sum::<usize>())
        });
    }
}

/// One text of growing length: the throughput must stay.
fn length(criterion: &mut Criterion) {
    let (tagger, reference) = (tagger(), reference());
    let mut group = criterion.benchmark_group("length");
    quick(&mut group);
    for (name, bytes) in
        [("1 KB", KB), ("10 KB", 10 * KB), ("100 KB", 100 * KB), ("1 MB", MB), ("10 MB", 10 * MB), ("100 MB", 100 * MB)]
    {
        let text = News::sparse(SEED).text(bytes);
        group.throughput(total([&text]));
        group.bench_function(name, |bencher| bencher.iter(|| tagger.tag(black_box(&text), &reference).len()));
    }
}

/// What happens before the first text: reading the pack and compiling its patterns.
fn start(criterion: &mut Criterion) {
    const ENGLISH: &str = include_str!("../../src/language/en.toml");
    let mut group = criterion.benchmark_group("start");
    group.bench_function("read the pack", |bencher| bencher.iter(|| Language::load(black_box(ENGLISH)).is_ok()));
    let language = Language::english();
    group.bench_function("compile the pack", |bencher| bencher.iter(|| Tagger::new(black_box(language)).is_ok()));
}

/// Texts that no one writes, and that must cost no more for each byte when they are longer.
fn adversarial(criterion: &mut Criterion) {
    let (tagger, reference) = (tagger(), reference());
    let mut group = criterion.benchmark_group("adversarial");
    quick(&mut group);
    for (name, unit, bytes) in [
        ("a million digits", "7", MB),
        ("last last last", "last ", MB),
        ("and and and", "and ", MB),
        ("1 1 1 1", "1 ", MB),
        ("1-1-1-1", "1-", MB),
        ("years without spaces", "1987/", MB),
        ("a run without spaces", "x1999-", MB),
        ("initials", "a.b.", MB),
        ("quotes unclosed", "“On Monday he said: ", MB),
        ("dated sentences in a paragraph", "It fell on Friday, 5 March 2021. ", 60_000 * 33),
        ("a line of 50 MB", "the harbour wall of the old town holds ", 50 * MB),
    ] {
        let text = unit.repeat(bytes / unit.len());
        group.throughput(total([&text]));
        group.bench_function(name, |bencher| bencher.iter(|| tagger.tag(black_box(&text), &reference).len()));
    }
}

/// Few samples, for texts that take long.
fn quick(group: &mut BenchmarkGroup<'_, WallTime>) {
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = scan, values, length, start, adversarial
}
criterion_main!(benches);
