//! How much two reports say the same: the words that they share, rare ones and names counting more,
//! and how much their articles have in common.

use super::Joining;
use crate::article::Article;
use crate::event::Report;
use crate::event::verb::verb_at;
use crate::event::words;
use crate::language::{Classes as C, EventWords, Language};
use crate::timex::Timex;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::sync::Arc;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// A name or number counts as much as this many other words.
const NAME: f32 = 1.6;
/// A word of the sentence that is not in the headline counts as much as this part of one.
const BESIDE: f32 = 0.35;
/// What is left of a likeness if each headline names an actor whom the other does not.
const OTHER_ACTOR: f32 = 0.6;

/// So many articles show which words are rare among articles.
const FEW: usize = 8;

/// A stem, or the number of a family of words, as a hash.
type Stem = u64;

/// The words of a report that tell it from others, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// By rising stem.
    words: Vec<Word>,
    /// The sum of the weights of the headline's words.
    core: f32,
    /// How many of its words are actors.
    actors: u32,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    stem: Stem,
    weight: f32,
    /// It stands in the headline.
    headline: bool,
    /// A name or number.
    name: bool,
    /// A name that stands in the headline before its verb: who acts.
    actor: bool,
}

/// What the reports of an article are about: their words and the title's, weighted, of length 1.
#[derive(Clone, Debug, Default)]
struct Context(Vec<(Stem, f32)>);

/// The reports as they are compared.
pub(super) struct Likeness {
    profiles: Vec<Profile>,
    contexts: Vec<Context>,
    articles: Vec<usize>,
    /// Of each report a hash of all on which its likeness to others depends; none where nothing is kept.
    marks: Vec<u128>,
}

impl Likeness {
    /// Of all reports. The rarer a word among them, the more it weighs.
    pub(super) fn new(articles: &[Article], reports: &[Report], joining: &mut Joining) -> Likeness {
        let mut profiles = profiles(articles, reports, joining);
        let contexts = contexts(articles, reports, &profiles, joining);
        let rarity = Rarity::of(profiles.iter().map(|profile| profile.words.iter().map(|word| word.stem)));
        profiles.par_iter_mut().for_each(|profile| {
            for word in &mut profile.words {
                word.weight *= rarity.of_stem(word.stem);
            }
            profile.core = profile.words.iter().filter(|word| word.headline).map(|word| word.weight).sum();
        });
        let marks = if joining.units.keeps() { marks(articles, reports, &profiles, &contexts) } else { Vec::new() };
        Likeness { profiles, contexts, articles: reports.iter().map(|report| report.article).collect(), marks }
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

    /// From 0 to 1: how much the articles of two reports are about the same; none where so few
    /// articles do not show what tells one from the others.
    pub(super) fn of_articles(&self, one: usize, two: usize) -> Option<f32> {
        let (one, two) = (self.articles[one], self.articles[two]);
        (self.contexts.len() >= FEW).then(|| self.contexts[one].likeness(&self.contexts[two]))
    }

    /// True if a name or number stands in both.
    pub(super) fn share_a_name(&self, one: usize, two: usize) -> bool {
        let (one, two) = (&self.profiles[one].words, &self.profiles[two].words);
        shared(one, two, |word| word.stem).any(|(word, other)| word.name || other.name)
    }

    /// True if one article tells both.
    pub(super) fn one_article(&self, one: usize, two: usize) -> bool {
        self.articles[one] == self.articles[two]
    }

    /// The rarest words of a report, at most `count`, in no order.
    pub(super) fn rarest(&self, report: usize, count: usize) -> Vec<Stem> {
        let mut words: Vec<(f32, Stem)> =
            self.profiles[report].words.iter().map(|word| (word.weight, word.stem)).collect();
        let rarer = |a: &(f32, Stem), b: &(f32, Stem)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if words.len() > count {
            words.select_nth_unstable_by(count, rarer);
            words.truncate(count);
        }
        words.into_iter().map(|(_, stem)| stem).collect()
    }
}

/// The profiles of reports; how rare their words are is not known yet.
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
    let few = contexts.len() < FEW;
    let mark = |(report, profile): (&Report, &Profile)| {
        let mut hash = Xxh3Default::new();
        (few, contexts[report.article], &report.sentence, &report.when).hash(&mut hash);
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

/// In how many profiles a stem stands.
///
/// Counts go by powers of two: one report more hardly ever changes what other reports weigh.
struct Rarity {
    counts: FxHashMap<Stem, u32>,
    all: u32,
}

impl Rarity {
    fn of<S: Iterator<Item = Stem>>(profiles: impl Iterator<Item = S>) -> Rarity {
        let mut rarity = Rarity { counts: FxHashMap::default(), all: 0 };
        for profile in profiles {
            rarity.all += 1;
            for stem in profile {
                *rarity.counts.entry(stem).or_insert(0) += 1;
            }
        }
        rarity
    }

    /// 1 for what every profile has; more for what is rare.
    fn of_stem(&self, stem: Stem) -> f32 {
        let count = self.counts.get(&stem).copied().unwrap_or(1);
        1.0 + std::f32::consts::LN_2
            * (self.all.max(1).ilog2() - count.max(1).ilog2().min(self.all.max(1).ilog2())) as f32
    }
}

impl Profile {
    /// The words of a report, weighted by where they stand; how rare they are is not known yet.
    fn new(report: &Report, article: &Article) -> Profile {
        let language = Language::find(&article.language).unwrap_or_else(Language::english);
        let mut found: Vec<Word> = Vec::new();
        let mut add = |text: &str, headline: bool| {
            content_words(text, &language.events, |stem, name, actor| {
                let weight = if name { NAME } else { 1.0 };
                match found.iter_mut().find(|known| known.stem == stem) {
                    Some(known) => {
                        known.weight = known.weight.max(weight);
                        known.name |= name;
                    }
                    None => {
                        let weight = if headline { weight } else { weight * BESIDE };
                        found.push(Word { stem, weight, headline, name, actor: headline && actor });
                    }
                }
            });
        };
        add(&report.headline, true);
        let plain = &article.text.plain;
        match &report.expression {
            Some(date) if report.sentence.start <= date.start && date.end <= report.sentence.end => {
                add(&plain[report.sentence.start..date.start], false);
                add(&plain[date.end..report.sentence.end], false);
            }
            _ => add(&plain[report.sentence.clone()], false),
        }
        found.sort_unstable_by_key(|word| word.stem);
        let actors = found.iter().filter(|word| word.actor).count() as u32;
        Profile { words: found, core: 0.0, actors }
    }

    /// A hash of all that [`Profile::new`] looks at.
    fn key(report: &Report, article: &Article) -> u128 {
        let date = report.expression.clone().unwrap_or_default();
        let mut hash = Xxh3Default::new();
        for text in [&article.language, &report.headline, &article.text.plain[report.sentence.clone()]] {
            hash.update(&text.len().to_le_bytes());
            hash.update(text.as_bytes());
        }
        // The same words may stand elsewhere in another text: only where the date is among them counts.
        for end in [date.start, date.end] {
            hash.update(&end.wrapping_sub(report.sentence.start).to_le_bytes());
        }
        hash.digest128()
    }

    fn likeness(&self, other: &Profile) -> f32 {
        if self.core <= 0.0 || other.core <= 0.0 {
            return 0.0;
        }
        // What only stands beside the other's headline counts for less.
        const ELSEWHERE: f32 = 0.6;
        let (mut mine, mut theirs) = (0.0, 0.0);
        let (mut named, mut named_there) = (0, 0);
        for (word, found) in shared(&self.words, &other.words, |word| word.stem) {
            if word.headline {
                mine += if found.headline { word.weight } else { word.weight * ELSEWHERE };
            }
            if found.headline {
                theirs += if word.headline { found.weight } else { found.weight * ELSEWHERE };
            }
            named += u32::from(word.actor && found.headline);
            named_there += u32::from(found.actor && word.headline);
        }
        let (lacks, lacked) = (named < self.actors, named_there < other.actors);
        let mean = (mine / self.core + theirs / other.core) / 2.0;
        // "Iran's ministry …" and "Armenia's ministry …" of one day are two statements.
        if lacks && lacked { mean * OTHER_ACTOR } else { mean }
    }
}

/// The contexts of all articles; empty for those without reports.
fn contexts(articles: &[Article], reports: &[Report], profiles: &[Profile], joining: &mut Joining) -> Vec<Context> {
    let mut stems: Vec<Vec<Stem>> = vec![Vec::new(); articles.len()];
    for (report, profile) in reports.iter().zip(profiles) {
        stems[report.article].extend(profile.words.iter().map(|word| word.stem));
    }
    let telling: Vec<&Article> =
        articles.iter().zip(&stems).filter(|(_, stems)| !stems.is_empty()).map(|(article, _)| article).collect();
    let titles = of_titles(&telling, joining);
    let filled: Vec<&mut Vec<Stem>> = stems.iter_mut().filter(|stems| !stems.is_empty()).collect();
    filled.into_par_iter().zip(titles).for_each(|(stems, title)| {
        stems.extend_from_slice(&title);
        stems.sort_unstable();
        stems.dedup();
    });
    let rarity = Rarity::of(stems.iter().filter(|stems| !stems.is_empty()).map(|stems| stems.iter().copied()));
    stems
        .into_par_iter()
        .map(|stems| {
            // What every article has tells nothing of what one is about.
            let mut weights: Vec<(Stem, f32)> =
                stems.into_iter().map(|stem| (stem, rarity.of_stem(stem) - 1.0)).filter(|word| word.1 > 0.0).collect();
            let length = weights.iter().map(|word| word.1 * word.1).sum::<f32>().sqrt();
            weights.iter_mut().for_each(|word| word.1 /= length);
            Context(weights)
        })
        .collect()
}

/// The stems of the titles of articles.
fn of_titles(articles: &[&Article], joining: &mut Joining) -> Vec<Arc<[Stem]>> {
    let make = |at: usize| {
        let article = articles[at];
        let language = Language::find(&article.language).unwrap_or_else(Language::english);
        let mut stems = Vec::new();
        content_words(&article.title, &language.events, |stem, _, _| stems.push(stem));
        stems.into()
    };
    let key = |at: usize| {
        let mut hash = Xxh3Default::new();
        (&articles[at].language, &articles[at].title).hash(&mut hash);
        hash.digest128()
    };
    joining.titles.recall(articles.len(), key, make)
}

impl Context {
    fn mark(&self, article: &Article) -> u128 {
        let mut hash = Xxh3Default::new();
        article.path.hash(&mut hash);
        let bytes = |(stem, weight): &(Stem, f32)| [stem.to_le_bytes(), u64::from(weight.to_bits()).to_le_bytes()];
        hash.update(self.0.iter().flat_map(bytes).collect::<Vec<[u8; 8]>>().as_flattened());
        hash.digest128()
    }

    fn likeness(&self, other: &Context) -> f32 {
        shared(&self.0, &other.0, |word| word.0).map(|(word, found)| word.1 * found.1).sum()
    }
}

/// What two lists by rising stem have in common. Which of the two goes on is no branch that a
/// processor could guess wrong: this is where joining spends its time.
fn shared<'a, T>(one: &'a [T], two: &'a [T], stem: impl Fn(&T) -> Stem) -> impl Iterator<Item = (&'a T, &'a T)> {
    let (mut mine, mut theirs) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(word), Some(other)) = (one.get(mine), two.get(theirs)) {
            let (this, that) = (stem(word), stem(other));
            mine += usize::from(this <= that);
            theirs += usize::from(that <= this);
            if this == that {
                return Some((word, other));
            }
        }
        None
    })
}

/// Calls `each` with the stem of every word that carries meaning, whether it is a name or number,
/// and whether it is a name before the verb.
fn content_words(text: &str, words: &EventWords, mut each: impl FnMut(Stem, bool, bool)) {
    const NO_TIMEXES: &[Timex] = &[];
    let small = C::PREPOSITION
        .or(C::DETERMINER)
        .or(C::PRONOUN)
        .or(C::COORDINATOR)
        .or(C::SUBORDINATOR)
        .or(C::RELATIVE)
        .or(C::AUXILIARY)
        .or(C::BE_OTHER)
        .or(C::NEGATION)
        .or(C::ADVERB)
        .or(C::SAYING);
    let tokens = words::tokens(text, 0..text.len(), NO_TIMEXES, &[], words);
    let verb = (0..tokens.len()).find(|&at| verb_at(&tokens, at).is_some()).unwrap_or(0);
    let lower: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.mark || token.classes.any(C::SAYING) {
            at += 1;
            continue;
        }
        let stem = words.stem(&lower[at]);
        if let Some((family, count)) = words.family(stem, lower[at + 1..].iter().map(String::as_str)) {
            each(u64::from(family), false, false);
            at += count;
            continue;
        }
        if !token.classes.any(small) {
            let name = token.number() || (at > 0 && token.capital());
            // The first word has a capital anyway; as a possessive ("Iran's") it is a name.
            let actor = at < verb && token.capital() && (at > 0 || token.possessive);
            each(xxh3_64(stem.as_bytes()), name, actor);
        }
        at += 1;
    }
}
