//! How much two reports say the same: the words that they share, rare ones and names counting more.

use super::Report;
use super::verb::verb_at;
use super::words;
use crate::article::Article;
use crate::language::{Classes as C, EventWords, Language};
use crate::timex::Timex;
use rustc_hash::FxHashMap;

/// The words of a report that tell it from others, each once: number of the stem and weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// By rising number of the stem.
    pub(super) stems: Vec<(u32, f32)>,
    /// The sum of the weights of the headline's words.
    core: f32,
    /// The numbers of the stems that the headline has.
    headline: Vec<u32>,
    /// The numbers of the names that stand in the headline before its verb: who acts.
    actors: Vec<u32>,
}

/// A name or number counts as much as this many other words.
const NAME: f32 = 1.6;
/// A word of the sentence that is not in the headline counts as much as this part of one.
const BESIDE: f32 = 0.35;
/// What is left of a likeness if each headline names an actor whom the other does not.
const OTHER_ACTOR: f32 = 0.6;

/// Number, weight and whether in the headline of each word; the numbers of the actors.
type Raw = (Vec<(u32, f32, bool)>, Vec<u32>);

/// The profiles of all reports. The rarer a word among the reports, the more it weighs.
pub(super) fn profiles(articles: &[Article], reports: &[Report]) -> Vec<Profile> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut counts: Vec<u32> = Vec::new();
    let mut raw: Vec<Raw> = Vec::with_capacity(reports.len());
    for report in reports {
        let article = &articles[report.article];
        let mut found: Vec<(u32, f32, bool)> = Vec::new();
        let language = Language::find(&article.language).unwrap_or_else(Language::english);
        let mut actors: Vec<u32> = Vec::new();
        let mut add = |text: &str, headline: bool| {
            content_words(text, &language.events, |stem, name, actor| {
                let next = numbers.len() as u32;
                let number = *numbers.entry(stem.to_owned()).or_insert(next);
                if number == next {
                    counts.push(0);
                }
                if headline && actor {
                    actors.push(number);
                }
                let weight = if name { NAME } else { 1.0 };
                match found.iter_mut().find(|known| known.0 == number) {
                    Some(known) => known.1 = known.1.max(weight),
                    None => found.push((number, if headline { weight } else { weight * BESIDE }, headline)),
                }
            });
        };
        add(&report.headline, true);
        let plain = &article.text.plain;
        match &report.expression {
            Some(date) if report.sentence.contains(&date.start) && date.end <= report.sentence.end => {
                add(&plain[report.sentence.start..date.start], false);
                add(&plain[date.end..report.sentence.end], false);
            }
            _ => add(&plain[report.sentence.clone()], false),
        }
        for (number, ..) in &found {
            counts[*number as usize] += 1;
        }
        raw.push((found, actors));
    }
    let all = reports.len().max(1) as f32;
    raw.into_iter()
        .map(|(found, actors)| {
            let mut profile = Profile { actors, ..Profile::default() };
            for (number, weight, headline) in found {
                // A word of every second report still tells something in a small collection.
                let rarity = 1.0 + (all / counts[number as usize] as f32).ln().max(0.0);
                profile.stems.push((number, weight * rarity));
                if headline {
                    profile.core += weight * rarity;
                    profile.headline.push(number);
                }
            }
            profile.stems.sort_by_key(|stem| stem.0);
            profile.headline.sort_unstable();
            profile
        })
        .collect()
}

impl Profile {
    /// From 0, nothing in common, to 1, the same words: how much of the headline of each the other
    /// one tells. The mean of both, so that a short headline is not found in every long sentence.
    pub(super) fn likeness(&self, other: &Profile) -> f32 {
        let mean = (self.told_by(other) + other.told_by(self)) / 2.0;
        let lacks =
            |one: &Profile, two: &Profile| one.actors.iter().any(|actor| two.headline.binary_search(actor).is_err());
        // "Iran's ministry …" and "Armenia's ministry …" of one day are two statements.
        if lacks(self, other) && lacks(other, self) { mean * OTHER_ACTOR } else { mean }
    }

    /// The stems of its rarest words, at most `count`.
    pub(super) fn rarest(&self, count: usize) -> Vec<u32> {
        let mut stems = self.stems.clone();
        stems.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        stems.into_iter().take(count).map(|stem| stem.0).collect()
    }

    fn told_by(&self, other: &Profile) -> f32 {
        if self.core <= 0.0 {
            return 0.0;
        }
        let mut shared = 0.0;
        let mut at = 0;
        for &(number, weight) in &self.stems {
            if self.headline.binary_search(&number).is_err() {
                continue;
            }
            while other.stems.get(at).is_some_and(|stem| stem.0 < number) {
                at += 1;
            }
            if other.stems.get(at).is_some_and(|stem| stem.0 == number) {
                // What only stands beside the other's headline counts for less.
                let beside = other.headline.binary_search(&number).is_err();
                shared += if beside { weight * 0.6 } else { weight };
            }
        }
        shared / self.core
    }
}

/// Calls `each` with the stem of every word that carries meaning, whether it is a name or number,
/// and whether it is a name before the verb.
fn content_words(text: &str, words: &EventWords, mut each: impl FnMut(&str, bool, bool)) {
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
    for (at, token) in tokens.iter().enumerate() {
        if token.mark || token.classes.any(small) {
            continue;
        }
        let lower = token.text.to_lowercase();
        let name = token.number() || (at > 0 && token.capital());
        // The first word has a capital anyway; as a possessive ("Iran's") it is a name.
        let actor = at < verb && token.capital() && (at > 0 || token.possessive);
        each(words.stem(&lower), name, actor);
    }
}
