//! What the names of all articles come to together, and which of them each event is offered under.

use super::key::{Key, Word, word};
use super::{Form, Names, first_sentence, keys};
use crate::article::Article;
use crate::event::{Event, Kind};
use crate::language::Language;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;

/// A name of fewer events is not offered.
const FEWEST: usize = 3;
/// No more names are offered, those of the most events.
const MOST: usize = 200;
/// A last name without its article's help goes to a full name that so many times as many articles tell as
/// the next one that ends with it.
const CLEARLY: u32 = 5;

/// A name goes on behind "of" if so many articles have it so, half of all that have it.
const GOES_ON: u32 = 3;
/// What stands by itself in this part of so many articles is a name of its own.
const ALONE: u32 = 3;

/// Of so many articles that tell a last name alone one gives it a title, if it is somebody's.
const TITLED: u32 = 8;

/// A word that is no name goes from the head of one that without it stands this many times as often.
const ORDINARY: u32 = 4;

/// What the collection tells of a name.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    /// How many articles have it.
    articles: u32,
    /// How many have it where only a name has a capital.
    strong: u32,
    /// In how many it stands where something is told.
    telling: u32,
    /// In how many it stands by itself, not behind another name and "of".
    alone: u32,
    /// In how many it is in capitals, as an acronym is.
    shouted: u32,
}

/// For whom or what each name of each article stands: known before there is an event.
pub(crate) struct Resolved<'a> {
    names: Vec<&'a Names>,
    collection: Collection,
    /// Of each article, for each of its forms.
    keys: Vec<Vec<Option<Key>>>,
}

impl<'a> Resolved<'a> {
    /// `names` are those of the articles, in their order.
    pub(crate) fn new(names: &'a [impl AsRef<Names> + Sync]) -> Resolved<'a> {
        let names: Vec<&Names> = names.iter().map(AsRef::as_ref).collect();
        let collection = Collection::new(&names);
        let keys = names.par_iter().map(|names| collection.resolve(names)).collect();
        Resolved { names, collection, keys }
    }

    /// Writes into each event the people, organisations and places that its sentences tell, as far as they
    /// recur; those that a list gives stay first.
    pub(crate) fn name(&self, articles: &[Article], language: &Language, events: &mut [Event]) {
        self.offer(articles, language, events, FEWEST);
    }

    pub(super) fn offer(&self, articles: &[Article], language: &Language, events: &mut [Event], fewest: usize) {
        let told: Vec<Vec<Key>> = events.par_iter().map(|event| self.of_event(event, articles, language)).collect();
        let mut counts: FxHashMap<Key, usize> = FxHashMap::default();
        for key in told.iter().flatten() {
            *counts.entry(*key).or_insert(0) += 1;
        }
        // How a name is spelt is looked up for those alone that may be offered.
        let mut most: Vec<usize> = counts.values().copied().collect();
        most.sort_unstable_by_key(|count| Reverse(*count));
        let fewest = most.get(MOST - 1).map_or(fewest, |last| fewest.max(*last));
        counts.retain(|_, count| *count >= fewest);
        let spellings = spellings(articles, &self.names, &counts);
        let mut offered: Vec<(Key, usize, &str)> =
            spellings.into_iter().map(|(key, text)| (key, counts.get(&key).copied().unwrap_or(0), text)).collect();
        offered.sort_by(|a, b| (Reverse(a.1), a.2).cmp(&(Reverse(b.1), b.2)));
        offered.truncate(MOST);
        let offered: FxHashMap<Key, &str> = offered.into_iter().map(|(key, _, text)| (key, text)).collect();
        for (event, told) in events.iter_mut().zip(told) {
            for name in told.iter().filter_map(|key| offered.get(key)) {
                if event.people.iter().all(|known| known != name) {
                    event.people.push((*name).to_owned());
                }
            }
        }
    }
}

/// What all articles together tell of the names.
struct Collection {
    told: FxHashMap<Key, Told>,
    /// By the key of a last word or an acronym the one full name that it is short for.
    full: FxHashMap<Key, Key>,
    /// Words that are names themselves, though others end with them: "Linux".
    own: FxHashSet<Key>,
    /// What only stands behind "of" in a longer name: "Staff".
    rests: FxHashSet<Key>,
    /// In how many articles a word stands in small letters where something is told.
    small: FxHashMap<Word, u32>,
}

/// What a name goes on to.
struct Behind {
    /// What stands behind "of".
    rest: Key,
    /// The last word before it, if the name has several.
    last: Option<Key>,
}

/// Names by something that they have in common, each with the number of its articles.
type By = FxHashMap<Key, FxHashMap<Key, u32>>;

impl Collection {
    fn new(names: &[&Names]) -> Collection {
        let mut told: FxHashMap<Key, Told> = FxHashMap::default();
        let (mut ends, mut spelt_out, mut initials) = (By::default(), By::default(), By::default());
        let (mut longer, mut behind) = (By::default(), FxHashMap::default());
        let mut asked: FxHashSet<Word> = FxHashSet::default();
        let add = |by: &mut By, at: Key, form: &Form| *by.entry(at).or_default().entry(form.key).or_insert(0) += 1;
        for (names, form) in names.iter().flat_map(|names| names.forms.iter().map(move |form| (names, form))) {
            let known = told.entry(form.key).or_default();
            known.articles += 1;
            known.strong += u32::from(form.strong);
            known.telling += u32::from(form.tells);
            known.alone += u32::from(form.alone);
            if form.words == 1 || form.trimmed.is_some() {
                asked.insert(form.first);
            }
            known.shouted += u32::from(form.acronym);
            if let Some(long) = form.stands_for {
                add(&mut spelt_out, form.key, &names.forms[long as usize]);
            }
            if let Some((long, rest)) = form.goes_on {
                let long = &names.forms[long as usize];
                add(&mut longer, form.key, long);
                behind.insert(long.key, Behind { rest: names.forms[rest as usize].key, last: form.last });
            }
            if !form.strong {
                continue;
            }
            if let Some(last) = form.last {
                add(&mut ends, last, form);
            }
            if let Some(key) = form.initials {
                add(&mut initials, key, form);
            }
        }
        // "OBAMA" in one headline is no acronym.
        let shouted = told.iter().filter(|(_, told)| told.shouted.saturating_mul(2) >= told.articles);
        let acronyms: FxHashSet<Key> = shouted.map(|(key, _)| *key).collect();
        let mut full: FxHashMap<Key, Key> =
            initials.into_iter().filter(|(key, _)| acronyms.contains(key)).filter_map(clear).collect();
        full.extend(spelt_out.into_iter().filter_map(clear));
        // Who is known by an acronym goes by it: "NASA".
        let articles_of = |key: &Key| told.get(key).map_or(0, |told| told.articles);
        let known = |(short, long): (Key, Key)| match articles_of(&long).saturating_mul(CLEARLY) < articles_of(&short) {
            true => (long, short),
            false => (short, long),
        };
        full = full.into_iter().map(known).collect();
        let own = own(names);
        let short = |key: &Key| !acronyms.contains(key) && !own.contains(key);
        full.extend(ends.into_iter().filter(|(key, _)| short(key)).filter_map(clear));
        let mut rests: FxHashSet<Key> = FxHashSet::default();
        for (short, (long, count)) in longer.into_iter().filter_map(|(short, by)| Some((short, most(by)?))) {
            let Some(Behind { rest, last }) = behind.get(&long) else { continue };
            let alone = |key: &Key| told.get(key).map_or(0, |told| told.alone).saturating_mul(ALONE) >= count;
            // Oslo stands elsewhere than behind who comes from there; who is somebody goes by the last name, too.
            if count >= GOES_ON && count * 2 >= articles_of(&short) && !alone(rest) && !last.as_ref().is_some_and(alone)
            {
                let long = full.get(&long).copied().unwrap_or(long);
                full.values_mut().filter(|full| **full == short).for_each(|full| *full = long);
                full.insert(short, long);
                rests.insert(*rest);
            }
        }
        Collection { told, full, own, rests, small: in_small_letters(names, &asked) }
    }

    fn told(&self, key: Key) -> Told {
        self.told.get(&key).copied().unwrap_or_default()
    }

    /// What each form of an article stands for; none for what is no name.
    fn resolve(&self, names: &Names) -> Vec<Option<Key>> {
        let whole: Vec<&Form> = names.forms.iter().map(|form| self.whole(names, form)).collect();
        let mut ends: Vec<(Key, Key)> = whole
            .iter()
            .filter_map(|form| Some((form.last?, form.key)))
            .filter(|(last, _)| !self.own.contains(last))
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let resolve = |form: &&Form| {
            if self.rests.contains(&form.key) {
                return None;
            }
            let full = self.full.get(&form.key).copied();
            if let Some(long) = form.stands_for {
                return Some(self.settled(self.whole(names, &names.forms[long as usize]).key));
            }
            if form.words > 1 {
                return full.or(Some(form.key));
            }
            let first = ends.partition_point(|(last, _)| *last < form.key);
            let mut longer = ends[first..].iter().take_while(|(last, _)| *last == form.key).map(|(_, long)| *long);
            match (longer.next(), longer.next()) {
                (Some(long), None) => Some(self.settled(long)),
                // Of several in the article it is the one whom the collection clearly means.
                (Some(_), Some(_)) => full.or(Some(form.key)).filter(|_| !form.head),
                (None, _) => full.or(Some(form.key)).filter(|_| !form.head && self.is_name(form.key)),
            }
        };
        whole.iter().map(resolve).collect()
    }

    /// What a name goes by in the collection.
    fn settled(&self, key: Key) -> Key {
        self.full.get(&key).copied().unwrap_or(key)
    }

    /// The form itself, or without its first word where that is no part of it.
    fn whole<'n>(&self, names: &'n Names, form: &'n Form) -> &'n Form {
        let Some(trimmed) = form.trimmed.map(|at| &names.forms[at as usize]) else { return form };
        let (long, short) = (self.told(form.key).strong, self.told(trimmed.key).strong);
        let ordinary = form.ordinary || self.small.contains_key(&form.first);
        let better = match () {
            // "Shi'ite Iran", but "British Airways"
            () if form.people => short > long,
            () if ordinary => short > long.saturating_mul(ORDINARY),
            () => long == 0 && short > 0 && trimmed.words > 1,
        };
        if better { trimmed } else { form }
    }

    /// Whether a single word with a capital is a name: often it needs its capital, and mostly it has one.
    fn is_name(&self, key: Key) -> bool {
        let told = self.told(key);
        let needed = told.strong > 0 && told.strong.saturating_mul(3) >= told.articles;
        needed && self.small.get(&word(key)).copied().unwrap_or(0) <= told.telling
    }

    /// What a name outside the articles' sentences stands for, if they tell it, too.
    fn known(&self, key: Key) -> Option<Key> {
        Some(self.settled(key)).filter(|_| self.is_name(key))
    }
}

impl Resolved<'_> {
    /// The names that an event tells, each once, in the order of its sentences.
    fn of_event(&self, event: &Event, articles: &[Article], language: &Language) -> Vec<Key> {
        let mut told: Vec<Key> = Vec::new();
        for_each_sentence(event, articles, |article, span| {
            let (Some(names), Some(keys)) = (self.names.get(article), self.keys.get(article)) else { return };
            told.extend(names.within(&span).filter_map(|form| keys[form as usize]));
        });
        let known = |key: Key| self.collection.known(key);
        if event.kind == Kind::Article {
            let titles = event.reports.iter().filter_map(|report| self.names.get(report.article));
            told.extend(titles.flat_map(|names| &names.title).filter_map(|key| known(*key)));
        }
        if let Some(listed) = &event.listed {
            let texts = [&listed.title, &listed.text];
            told.extend(texts.iter().flat_map(|text| keys(text, language)).filter_map(known));
        }
        let mut places: Vec<(Key, usize)> = told.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        places.sort_unstable();
        places.dedup_by_key(|(key, _)| *key);
        places.sort_unstable_by_key(|(_, at)| *at);
        places.into_iter().map(|(key, _)| key).collect()
    }
}

/// Calls `with` for each sentence of the articles that tells an event.
fn for_each_sentence(event: &Event, articles: &[Article], mut with: impl FnMut(usize, Range<usize>)) {
    for report in &event.reports {
        match event.kind {
            Kind::Article => {
                let first = articles.get(report.article).and_then(|article| first_sentence(&article.text));
                first.into_iter().for_each(|span| with(report.article, span.clone()));
            }
            _ => {
                with(report.article, report.sentence.range());
                report.goes_on.iter().for_each(|span| with(report.article, span.range()));
            }
        }
    }
}

/// How many articles tell a word alone.
#[derive(Default)]
struct Alone {
    /// Without a longer name that ends with it.
    without: u32,
    /// With one.
    with: u32,
    /// After what somebody is: "President".
    titled: u32,
}

/// The words that stand alone in more articles without than with a longer name that ends with them. A
/// last name alone mostly stands where the whole is told, but of "President Low" everybody knows who it is.
fn own(names: &[&Names]) -> FxHashSet<Key> {
    let mut counts: FxHashMap<Key, Alone> = FxHashMap::default();
    for names in names {
        let mut ends: Vec<Key> = names.forms.iter().filter_map(|form| form.last).collect();
        ends.sort_unstable();
        for form in names.forms.iter().filter(|form| form.words == 1 && form.strong) {
            let alone = counts.entry(form.key).or_default();
            *(if ends.binary_search(&form.key).is_ok() { &mut alone.with } else { &mut alone.without }) += 1;
            alone.titled += u32::from(form.titled);
        }
    }
    let is_own = |alone: &Alone| {
        let somebody = alone.titled > 1 && alone.titled.saturating_mul(TITLED) >= alone.with + alone.without;
        !somebody && alone.without > alone.with
    };
    counts.into_iter().filter(|(_, alone)| is_own(alone)).map(|(key, _)| key).collect()
}

/// The name that most articles have, and how many they are.
fn most(names: FxHashMap<Key, u32>) -> Option<(Key, u32)> {
    names.into_iter().max_by_key(|(name, count)| (*count, *name))
}

/// The one name that is clearly meant by what several have in common.
fn clear((key, names): (Key, FxHashMap<Key, u32>)) -> Option<(Key, Key)> {
    let mut names: Vec<(u32, Key)> = names.into_iter().map(|(name, count)| (count, name)).collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    let next = names.get(1).map_or(0, |(count, _)| *count);
    names.first().filter(|(count, _)| *count >= next.saturating_mul(CLEARLY).max(2)).map(|(_, name)| (key, *name))
}

/// In how many articles each of the words asked for stands in small letters where something is told.
fn in_small_letters(names: &[&Names], asked: &FxHashSet<Word>) -> FxHashMap<Word, u32> {
    let count = |mut counts: FxHashMap<Word, u32>, names: &&Names| {
        for word in names.small.iter().filter(|word| asked.contains(word)) {
            *counts.entry(*word).or_insert(0) += 1;
        }
        counts
    };
    let join = |mut one: FxHashMap<Word, u32>, two: FxHashMap<Word, u32>| {
        for (word, count) in two {
            *one.entry(word).or_insert(0) += count;
        }
        one
    };
    names.par_iter().fold(FxHashMap::default, count).reduce(FxHashMap::default, join)
}

/// Of each name wanted the spelling that most articles have, at the head of a sentence only where it
/// stands nowhere else; of several the one that comes first.
fn spellings<'a>(articles: &'a [Article], names: &[&Names], wanted: &FxHashMap<Key, usize>) -> FxHashMap<Key, &'a str> {
    let mut counts: FxHashMap<Key, FxHashMap<&str, (u32, u32)>> = FxHashMap::default();
    for (article, names) in articles.iter().zip(names) {
        for form in names.forms.iter().filter(|form| wanted.contains_key(&form.key)) {
            let text = &article.text.plain[form.span.start as usize..form.span.end as usize];
            let count = counts.entry(form.key).or_default().entry(text).or_insert((0, 0));
            *(if form.strong { &mut count.0 } else { &mut count.1 }) += 1;
        }
    }
    let most = |spellings: FxHashMap<&'a str, (u32, u32)>| {
        spellings.into_iter().max_by_key(|(text, count)| (*count, text.contains(char::is_lowercase), Reverse(*text)))
    };
    counts.into_iter().filter_map(|(key, spellings)| Some((key, most(spellings)?.0))).collect()
}
