//! Entries of a timeline that the next one takes over.

use super::Entry;
use super::source::Teller;
use crate::article::Article;
use crate::event::{Event, Report};
use crate::text::Text;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3Default;

/// What a timeline may take over from the one before it. It changes how long a timeline takes, and
/// nothing else.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    keeps: bool,
    /// By a hash of all that an entry is made of.
    known: FxHashMap<u128, Arc<Entry>>,
    /// The texts of the last articles. A text is known by its address, which no other has while it is here.
    texts: Vec<Arc<Text>>,
}

impl Entries {
    /// One that remembers from now on; the default one never does.
    pub(crate) fn new() -> Entries {
        Entries { keeps: true, ..Entries::default() }
    }

    /// The entries of events; what none of them is made of any more is forgotten.
    pub(super) fn of(&mut self, events: Vec<Event>, articles: &[Article]) -> Vec<Arc<Entry>> {
        let tellers = articles.par_iter().enumerate();
        let tellers: Vec<Arc<Teller>> = tellers.map(|(index, article)| Teller::new(index, article).into()).collect();
        if !self.keeps {
            return events.into_par_iter().map(|event| Arc::new(Entry::new(event, articles, &tellers))).collect();
        }
        let of_articles: Vec<u64> = articles.par_iter().map(of_article).collect();
        let known = &self.known;
        let found: Vec<(Option<u128>, Arc<Entry>)> = events
            .par_iter()
            .map(|event| {
                let key = key(event, &of_articles);
                let there = key.and_then(|key| known.get(&key)).map(Arc::clone);
                (key, there.unwrap_or_else(|| Arc::new(Entry::new(event.clone(), articles, &tellers))))
            })
            .collect();
        // Letting go of what is known already takes as long as finding it: nobody waits for that.
        rayon::spawn(move || drop(events));
        self.texts = articles.iter().map(|article| Arc::clone(&article.text)).collect();
        self.known = found.iter().filter_map(|(key, entry)| Some(((*key)?, Arc::clone(entry)))).collect();
        found.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// A hash of what entries take from an article.
fn of_article(article: &Article) -> u64 {
    let mut hash = Xxh3Default::new();
    (&article.path, &article.title, article.date, &article.publisher, &article.original).hash(&mut hash);
    Arc::as_ptr(&article.text).addr().hash(&mut hash);
    hash.digest()
}

/// A hash of all that an entry is made of; none of an event that a list tells, which is made anew.
fn key(event: &Event, of_articles: &[u64]) -> Option<u128> {
    let Event { id, aliases, kind, status, when, conflict, headline, tags, people, weight, reports, listed } = event;
    if listed.is_some() {
        return None;
    }
    let mut hash = Xxh3Default::new();
    (id, aliases, kind, status, when, conflict, headline, tags, people, weight.to_bits()).hash(&mut hash);
    for report in reports {
        let Report { id, article, sentence, expression, when, goes_on, reason, .. } = report;
        (id, article, of_articles.get(*article), sentence, expression, when, goes_on, reason).hash(&mut hash);
    }
    Some(hash.digest128())
}
