//! How much two reports say the same: the words that they share, names counting more, and how much
//! their articles have in common.

use super::Joining;
use super::period::Periods;
use super::profile::{Profile, Stem, shared};
use crate::article::Article;
use crate::event::Report;
use rayon::prelude::*;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::Xxh3Default;

/// Articles this much alike beside what the two reports share are on the same story.
pub(super) const STORY_MAX: f32 = 0.08;
/// By so many of the words that say most a report is looked for.
const KEYS: usize = 8;

/// What the reports of an article are about: their words, weighted, of length 1.
#[derive(Clone, Debug, Default)]
struct Context(Box<[(Stem, f32)]>);

/// How much two articles are about the same, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    /// By all their words.
    pub(super) whole: f32,
    /// By those that the two reports compared do not share themselves: these must not count twice.
    pub(super) beside: f32,
}

/// The reports as they are compared.
pub(super) struct Likeness {
    profiles: Vec<Profile>,
    contexts: Vec<Context>,
    articles: Vec<usize>,
    /// Of each report the words that say most, once they were asked for: it is looked for in several units of time.
    foremost: Vec<OnceLock<Box<[Stem]>>>,
    /// Of each report a hash of all on which its likeness to others depends; none where nothing is kept.
    marks: Vec<u128>,
}

impl Likeness {
    /// Of all reports. Of the more dates of a period a word is told, the less it weighs there.
    pub(super) fn new(articles: &[Article], reports: &[Report], joining: &mut Joining) -> Likeness {
        let mut profiles = profiles(articles, reports, joining);
        let periods = Periods::of(reports, &profiles);
        let weigh = |(profile, report): (&mut Profile, &Report)| profile.weigh(|stem| periods.part(&report.when, stem));
        profiles.par_iter_mut().zip(reports).for_each(weigh);
        let contexts = contexts(articles.len(), reports, &profiles);
        let marks = if joining.units.keeps() { marks(articles, reports, &profiles, &contexts) } else { Vec::new() };
        let foremost = reports.iter().map(|_| OnceLock::new()).collect();
        Likeness {
            profiles,
            contexts,
            articles: reports.iter().map(|report| report.article).collect(),
            foremost,
            marks,
        }
    }

    /// A hash of all on which the likeness of a report to others depends, its date and place included:
    /// two reports with the marks of two others are as much alike as these.
    pub(super) fn mark(&self, report: usize) -> u128 {
        self.marks[report]
    }

    /// From 0, nothing in common, to 1, the same words: how much of the headline of each report the
    /// other one tells. The mean of both, so that a short headline is not found in every long sentence.
    pub(super) fn of_words(&self, one: usize, two: usize) -> f32 {
        self.profiles[one].likeness(&self.profiles[two])
    }

    /// How much the articles of two reports are about the same; where they are on one story, it is not
    /// asked how much more.
    pub(super) fn of_articles(&self, one: usize, two: usize) -> Story {
        let (context, other) = (&self.contexts[self.articles[one]], &self.contexts[self.articles[two]]);
        let (mine, theirs) = (&self.profiles[one].words, &self.profiles[two].words);
        let mut said = shared(mine, theirs, |word| word.stem).map(|(word, _)| word.stem).peekable();
        let mut story = Story { whole: 0.0, beside: 0.0 };
        for (word, found) in shared(&context.0, &other.0, |word| word.0) {
            story.whole += word.1 * found.1;
            while said.next_if(|said| *said < word.0).is_some() {}
            if said.peek() != Some(&word.0) {
                story.beside += word.1 * found.1;
                if story.beside >= STORY_MAX {
                    break;
                }
            }
        }
        story
    }

    /// True if a name or number stands in both that is not told of by everybody.
    pub(super) fn share_a_name(&self, one: usize, two: usize) -> bool {
        let (one, two) = (&self.profiles[one].words, &self.profiles[two].words);
        shared(one, two, |word| word.stem).any(|(word, other)| word.name || other.name)
    }

    /// True if one article tells both.
    pub(super) fn one_article(&self, one: usize, two: usize) -> bool {
        self.articles[one] == self.articles[two]
    }

    /// The words of a report that say most, in no order.
    pub(super) fn foremost(&self, report: usize) -> &[Stem] {
        self.foremost[report].get_or_init(|| self.profiles[report].foremost(KEYS).into())
    }
}

/// The profiles of reports; of how many dates their words are told is not known yet.
fn profiles(articles: &[Article], reports: &[Report], joining: &mut Joining) -> Vec<Profile> {
    let article = |at: usize| &articles[reports[at].article];
    let found = joining.profiles.recall(
        reports.len(),
        |at| Profile::key(&reports[at], article(at)),
        |at| Arc::new(Profile::new(&reports[at], article(at))),
    );
    found.into_par_iter().map(Arc::unwrap_or_clone).collect()
}

fn marks(articles: &[Article], reports: &[Report], profiles: &[Profile], contexts: &[Context]) -> Vec<u128> {
    let contexts: Vec<u128> =
        articles.par_iter().zip(contexts).map(|(article, context)| context.mark(article)).collect();
    let mark = |(report, profile): (&Report, &Profile)| {
        let mut hash = Xxh3Default::new();
        (contexts[report.article], &report.sentence, &report.when).hash(&mut hash);
        let mut bytes = Vec::with_capacity(profile.words.len() * 13);
        for word in &profile.words {
            bytes.extend(word.stem.to_le_bytes());
            bytes.extend(word.weight.to_bits().to_le_bytes());
            bytes.push(u8::from(word.headline) | u8::from(word.name) << 1 | u8::from(word.actor) << 2);
        }
        hash.update(&bytes);
        hash.digest128()
    };
    reports.par_iter().zip(profiles).map(mark).collect()
}

/// The contexts of all articles; empty for those without reports. The reports of an article come together.
fn contexts(articles: usize, reports: &[Report], profiles: &[Profile]) -> Vec<Context> {
    let mut rest = profiles;
    let of_articles = reports.chunk_by(|one, two| one.article == two.article).map(|told| {
        let (own, others) = rest.split_at(told.len());
        rest = others;
        (told[0].article, own)
    });
    let of_articles: Vec<(usize, &[Profile])> = of_articles.collect();
    let made: Vec<(usize, Context)> =
        of_articles.into_par_iter().map(|(article, profiles)| (article, Context::new(profiles))).collect();
    let mut contexts = vec![Context::default(); articles];
    made.into_iter().for_each(|(article, context)| contexts[article] = context);
    contexts
}

impl Context {
    fn new(profiles: &[Profile]) -> Context {
        let words = profiles.iter().flat_map(|profile| &profile.words).map(|word| (word.stem, word.weight));
        let mut words: Vec<(Stem, f32)> = words.collect();
        // Of a word that stands in several reports the heaviest comes first, and stays.
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        words.dedup_by_key(|word| word.0);
        let length = words.iter().map(|word| word.1 * word.1).sum::<f32>().sqrt();
        words.iter_mut().for_each(|word| word.1 /= length);
        Context(words.into())
    }

    fn mark(&self, article: &Article) -> u128 {
        let mut hash = Xxh3Default::new();
        article.path.hash(&mut hash);
        let bytes = |(stem, weight): &(Stem, f32)| [stem.to_le_bytes(), weight.to_bits().to_le_bytes()];
        hash.update(self.0.iter().flat_map(bytes).collect::<Vec<[u8; 4]>>().as_flattened());
        hash.digest128()
    }
}
