//! The words of a report that tell it from others.

use crate::article::Article;
use crate::event::Report;
use crate::event::dateline::after_dateline;
use crate::event::verb::verb_at;
use crate::event::words;
use crate::language::{Classes as C, EventWords, Language};
use crate::timex::Timex;
use std::borrow::Cow;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// A word counts as much as this many words of any subject.
const TELLING: f32 = 2.0;
/// That something begins, ends or is announced counts as much as this many.
const PHASE: f32 = 1.0;
/// A name or number counts as much as this many other words.
const NAME: f32 = 1.6;
/// A report is looked for by a word beside its headline as by one that counts this part of it.
const BESIDE: f32 = 0.35;
/// What only stands beside the other's headline counts for this part.
const ELSEWHERE: f32 = 0.6;
/// What is left of a likeness if each headline names an actor whom the other does not.
const OTHER_ACTOR: f32 = 0.6;

/// A stem, or the number of a family of words, as a hash: a hundred thousand words have each their own but
/// for one or two, and half the room is half the time that comparing them takes.
pub(super) type Stem = u32;

fn stem_of(word: &str) -> Stem {
    (xxh3_64(word.as_bytes()) >> 32) as Stem
}

/// The words of a report that tell it from others, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// By rising stem.
    pub(super) words: Vec<Word>,
    /// The sum of the weights of the headline's words.
    core: f32,
    /// How many of its words are actors.
    actors: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) stem: Stem,
    /// How much it says of what is told.
    pub(super) weight: f32,
    /// It stands in the headline.
    pub(super) headline: bool,
    /// A name or number.
    pub(super) name: bool,
    /// A name that stands in the headline before its verb: who acts.
    pub(super) actor: bool,
}

impl Profile {
    /// The words of a report; of how many dates of its time they are told is not known yet.
    pub(super) fn new(report: &Report, article: &Article) -> Profile {
        let language = Language::find(&article.language).unwrap_or_else(Language::english);
        let mut found: Vec<Word> = Vec::with_capacity(16);
        let mut add = |text: &str, headline: bool| {
            content_words(text, headline, &language.events, |word| {
                match found.iter_mut().find(|known| known.stem == word.stem) {
                    Some(known) => {
                        known.weight = known.weight.max(word.weight);
                        known.name |= word.name;
                    }
                    None => found.push(word),
                }
            });
        };
        let plain = &article.text.plain;
        add(told(report, article), true);
        match report.expression {
            Some(date) if report.sentence.holds(date) => {
                add(&plain[report.sentence.start()..date.start()], false);
                add(&plain[date.end()..report.sentence.end()], false);
            }
            _ => add(&plain[report.sentence.range()], false),
        }
        found.sort_unstable_by_key(|word| word.stem);
        // All profiles are there at once.
        found.shrink_to_fit();
        let actors = found.iter().filter(|word| word.actor).count() as u32;
        Profile { words: found, core: 0.0, actors }
    }

    /// A hash of all that [`Profile::new`] looks at.
    pub(super) fn key(report: &Report, article: &Article) -> u128 {
        let date = report.expression.unwrap_or_default();
        let mut hash = Xxh3Default::new();
        for text in [&article.language, told(report, article), &article.text.plain[report.sentence.range()]] {
            hash.update(&text.len().to_le_bytes());
            hash.update(text.as_bytes());
        }
        // The same words may stand elsewhere in another text: only where the date is among them counts.
        for end in [date.start(), date.end()] {
            hash.update(&end.wrapping_sub(report.sentence.start()).to_le_bytes());
        }
        hash.digest128()
    }

    /// Lets each word count as much less as `others` says: 1 for what is told of no other time. A name that
    /// counts less than half says nothing any more.
    pub(super) fn weigh(&mut self, others: impl Fn(Stem) -> f32) {
        for word in &mut self.words {
            let factor = others(word.stem);
            word.weight *= factor;
            word.name &= factor >= 0.5;
        }
        self.core = self.words.iter().filter(|word| word.headline).map(|word| word.weight).sum();
    }

    /// From 0, nothing in common, to 1, the same words.
    pub(super) fn likeness(&self, other: &Profile) -> f32 {
        if self.core <= 0.0 || other.core <= 0.0 {
            return 0.0;
        }
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

    /// The words that say most, at most `count`, in no order.
    pub(super) fn foremost(&self, count: usize) -> Vec<Stem> {
        let weight = |word: &Word| if word.headline { word.weight } else { word.weight * BESIDE };
        let mut words: Vec<(f32, Stem)> = self.words.iter().map(|word| (weight(word), word.stem)).collect();
        let more = |a: &(f32, Stem), b: &(f32, Stem)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if words.len() > count {
            words.select_nth_unstable_by(count, more);
            words.truncate(count);
        }
        words.into_iter().map(|(_, stem)| stem).collect()
    }
}

/// The words of a headline that tell its report from others: an author who stands for "we" tells nothing of what
/// the author did.
fn told<'a>(report: &'a Report, article: &Article) -> &'a str {
    let (headline, sentence) = (&*report.headline, &article.text.plain[report.sentence.range()]);
    let author = article.author.as_deref().filter(|author| !sentence.contains(author));
    let without = author.and_then(|author| {
        // A headline begins without the article of "The Harbour Crew".
        let bare = author.split_once(' ').map_or(author, |(_, rest)| rest);
        headline.strip_prefix(author).or_else(|| headline.strip_prefix(bare))?.strip_prefix(' ')
    });
    without.unwrap_or_else(|| as_the_sentence_names(headline, sentence))
}

/// A headline without the first name that was put before a last name of the sentence: not every article tells it,
/// and whoever has none would seem to be another.
fn as_the_sentence_names<'a>(headline: &'a str, sentence: &str) -> &'a str {
    let Some((first, rest)) = headline.split_once(' ') else { return headline };
    let last = rest.split(' ').next().unwrap_or_default();
    let name = |word: &str| word.starts_with(char::is_uppercase);
    // "the mayor" of the sentence is "Mayor" at the head.
    let added = || !sentence.contains(first) && !sentence.to_lowercase().contains(&first.to_lowercase());
    if name(first) && name(last) && sentence.contains(last) && added() { rest } else { headline }
}

/// What two lists by rising stem have in common. Which of the two goes on is no branch that a
/// processor could guess wrong: this is where joining spends its time.
pub(super) fn shared<'a, T>(
    one: &'a [T],
    two: &'a [T],
    stem: impl Fn(&T) -> Stem,
) -> impl Iterator<Item = (&'a T, &'a T)> {
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

/// A word in lower case, as most are.
fn in_lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return word.into();
    }
    word.to_lowercase().into()
}

/// Calls `each` with every word of a headline, or of what stands beside it, that carries meaning.
fn content_words(text: &str, headline: bool, words: &EventWords, mut each: impl FnMut(Word)) {
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
    let plain = Word { stem: 0, weight: TELLING, headline, name: false, actor: false };
    let tokens = words::tokens(text, 0..text.len(), NO_TIMEXES, &[], words);
    // Two reports from one town by one agency tell of two things.
    let tokens = after_dateline(&tokens);
    // Who acts is told by the headline alone.
    let verb = (0..tokens.len()).filter(|_| headline).find(|&at| verb_at(tokens, at).is_some()).unwrap_or(0);
    let lower: Vec<Cow<str>> = tokens.iter().map(|token| in_lower_case(token.text)).collect();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.mark || token.classes.any(C::SAYING) {
            at += 1;
            continue;
        }
        let stem = words.stem(&lower[at]);
        if let Some((family, count)) = words.family(stem, lower[at + 1..].iter().map(AsRef::as_ref)) {
            let weight = if family.phase { PHASE } else { TELLING };
            each(Word { stem: family.number, weight, ..plain });
            at += count;
            continue;
        }
        if !token.classes.any(small) {
            let name = token.number() || (at > 0 && token.capital());
            // The first word has a capital anyway; as a possessive ("Iran's") it is a name.
            let actor = at < verb && token.capital() && (at > 0 || token.possessive);
            let weight = match (name, words.is_common(stem)) {
                (true, _) => TELLING * NAME,
                (false, true) => 1.0,
                (false, false) => TELLING,
            };
            each(Word { stem: stem_of(stem), weight, name, actor, ..plain });
        }
        at += 1;
    }
}
