//! The temporal tagger: text, reference date and language in, expressions with their values out.
//!
//! Four small machines in a row:
//! 1. `scan` passes once over the bytes and stops at triggers (a month, a weekday, a unit, a number
//!    like a year); round each it opens an island of neighbouring words that the language knows.
//! 2. `matcher` lays the patterns of the language pack over the island: the leftmost, then the longest.
//! 3. `means` turns the match into an expression: what is said, free of any language.
//! 4. `resolve` turns the expression and the reference into an interval, a TIMEX3 value and a reason.
//!
//! ```
//! use dateline::language::Language;
//! use dateline::timex::{Reference, Tagger};
//!
//! let tagger = Tagger::new(Language::english())?;
//! let reference = Reference { date: "2023-03-31".parse().ok(), ..Reference::default() };
//! let text = "The minister visited the port last October.";
//! let found = tagger.tag(text, &reference);
//! assert_eq!(&text[found[0].span.clone()], "last October");
//! assert_eq!(found[0].value.to_string(), "2022-10");
//! # Ok::<(), dateline::error::Error>(())
//! ```

mod alternative;
mod calendar;
#[cfg(test)]
mod examples;
mod expression;
mod given;
mod lexicon;
mod matcher;
mod means;
mod narrative;
mod numeric;
mod pattern;
mod reason;
mod resolve;
mod scan;
mod site_words;
mod starts;
mod story;
mod taggers;
mod tense;
mod token;
mod trie;
mod value;
mod words;

pub use crate::config::{DateOrder, Genre};
pub use alternative::{Alternative, Supposing};
pub use reason::{Anchor, Policy, Reason};
pub use taggers::Taggers;
pub use tense::Tense;
pub use value::Value;

use crate::error::Error;
use crate::language::{Language, TimeWords};
use crate::when::{Modifier, When};
use chrono::NaiveDate;
use expression::{Node, NodeId};
use lexicon::{Lexicon, Symbols};
use matcher::{Found, Matcher, Memory};
use pattern::Patterns;
use resolve::{ANY_DAY, Resolver};
use site_words::SiteWords;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use story::Story;
use tense::Tenses;
use token::Tokens;

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A day or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// The value of the TIMEX3 attribute `type`.
    pub fn timex3(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// To what the expressions of a text are anchored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The day on which the text was written; without it only absolute dates get an interval.
    pub date: Option<NaiveDate>,
    /// News or narrative.
    pub genre: Genre,
}

/// One of the two ends of "from 3 to 5 March", with the whole stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeEnd {
    /// The first date; the last one is the next expression.
    First(When),
    /// The last date; the first one is the expression before.
    Last(When),
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The TIMEX3 type.
    pub kind: TimexType,
    /// The TIMEX3 value.
    pub value: Value,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 attribute `quant`: `EVERY`, `EACH`.
    pub quant: Option<&'static str>,
    /// The TIMEX3 attribute `freq`, the number of its `X`: 2 for "twice a week".
    pub freq: Option<u8>,
    /// The interval of days; none for durations, sets, "recently", and dates without an anchor.
    pub when: Option<When>,
    /// Set where two expressions name the ends of one stretch.
    pub range: Option<RangeEnd>,
    /// How it was resolved; [`Timex::explain`] says it.
    pub reason: Reason,
}

/// What a site decides for itself.
#[derive(Clone, Debug, Default)]
pub struct TaggerOptions {
    /// Day or month first in `3/5/2021`; where it is unset, the language decides.
    pub date_order: Option<DateOrder>,
    /// Words of the site's own with their dates: "the Blitz". They are taken as they are written,
    /// as whole words, before anything that the language makes of them.
    pub words: BTreeMap<String, When>,
}

/// A tagger for one language, compiled from its pack; shared freely between threads.
#[derive(Debug)]
pub struct Tagger {
    lexicon: Lexicon,
    patterns: Patterns,
    tenses: Tenses,
    site_words: SiteWords,
}

impl Tagger {
    /// Compiles the patterns of a language pack.
    ///
    /// # Errors
    /// Names the pattern of the pack that is wrong, and what is wrong with it.
    pub fn new(language: &Language) -> Result<Tagger, Error> {
        Tagger::with_options(language, &TaggerOptions::default())
    }

    /// The same with what the site decides for itself.
    ///
    /// ```
    /// use dateline::language::Language;
    /// use dateline::timex::{Reference, Tagger, TaggerOptions};
    /// use dateline::when::When;
    ///
    /// let blitz = When::from_edtf("1940-09-07/1941-05-11")?;
    /// let options = TaggerOptions { words: [("the Blitz".into(), blitz)].into(), ..TaggerOptions::default() };
    /// let tagger = Tagger::with_options(Language::english(), &options)?;
    /// let found = tagger.tag("The library burnt down in the Blitz.", &Reference::default());
    /// assert_eq!(found[0].when, Some(blitz));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn with_options(language: &Language, options: &TaggerOptions) -> Result<Tagger, Error> {
        Tagger::from_words(&language.code, &language.time, options)
    }

    /// A tagger for texts in a language that no pack knows: it takes dates in ISO 8601 and the words
    /// of the site, and nothing else, so that no date is invented.
    pub fn without_language(options: &TaggerOptions) -> Tagger {
        Tagger::from_words("none", TimeWords::without_language(), options)
            .expect("the words of no language are tested to compile")
    }

    /// A tagger from the section `[time]` alone of a language pack, whose name errors give.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn from_words(pack: &str, words: &TimeWords, options: &TaggerOptions) -> Result<Tagger, Error> {
        let mut symbols = Symbols::default();
        let mut lexicon = Lexicon::new(pack, words, options.date_order, &mut symbols)?;
        let patterns = Patterns::new(pack, words, &mut lexicon, &mut symbols)?;
        Ok(Tagger { lexicon, patterns, tenses: Tenses::new(words), site_words: SiteWords::new(&options.words) })
    }

    /// The words and numbers of a text that may be part of an expression, in order: where the tagger
    /// looks closer. A text without any has no expression but the site's own words.
    ///
    /// ```
    /// use dateline::language::Language;
    /// use dateline::timex::Tagger;
    ///
    /// let tagger = Tagger::new(Language::english())?;
    /// let text = "Five boats sank in May, and the second was lost.";
    /// let words: Vec<&str> = tagger.triggers(text).map(|span| &text[span]).collect();
    /// assert_eq!(words, ["May", "second"]);
    /// # Ok::<(), dateline::error::Error>(())
    /// ```
    pub fn triggers(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (start, end) = scan::next_trigger(text, at, &self.lexicon)?;
            at = end;
            Some(start..end)
        })
    }

    fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// The expressions of a text in order; no two overlap.
    ///
    /// Linear in the length of the text. Never panics: what makes no date of the calendar is no expression.
    pub fn tag(&self, text: &str, reference: &Reference) -> Vec<Timex> {
        self.pass(text, 0..text.len(), reference, Story::default())
    }

    /// The expressions that begin in a part of a text.
    fn pass(&self, text: &str, part: Range<usize>, reference: &Reference, mut story: Story) -> Vec<Timex> {
        let mut found = Vec::new();
        let mut tokens = Tokens::default();
        let mut memory = Memory::default();
        let mut at = part.start;
        let mut site_words = self.site_words.find(text).into_iter().peekable();
        let mut next = scan::next_trigger(text, at, &self.lexicon);
        loop {
            let reach = next.map_or(text.len(), |(_, end)| end);
            if let Some(word) = site_words.next_if(|word| word.span.start < reach) {
                at = at.max(word.span.end);
                found.push(story.site_word(text, word));
                // What was found behind the word stays found: many words before it cost nothing.
                if next.is_some_and(|(trigger, _)| trigger < at) {
                    next = scan::next_trigger(text, at, &self.lexicon);
                }
                continue;
            }
            let Some((trigger, trigger_end)) = next.filter(|(trigger, _)| *trigger < part.end) else { break };
            let start = scan::island_start(text, trigger, at, &self.lexicon);
            tokens.clear();
            let mut end = tokens.fill(text, start, &self.lexicon);
            if end <= trigger {
                // A mark before the trigger that no expression has: the island starts at the trigger.
                tokens.clear();
                end = tokens.fill(text, trigger, &self.lexicon);
            }
            if let Some(word) = site_words.peek() {
                end = tokens.cut(word.span.start).unwrap_or(end);
            }
            let before = found.len();
            self.island(text, reference, &mut tokens, &mut memory, &mut story, &mut found);
            let done = found[before..].last().map_or(0, |timex: &Timex| timex.span.end);
            at = if end > trigger { end.max(done) } else { trigger_end };
            next = scan::next_trigger(text, at, &self.lexicon);
        }
        found
    }

    fn island(
        &self,
        text: &str,
        reference: &Reference,
        tokens: &mut Tokens,
        memory: &mut Memory,
        story: &mut Story,
        found: &mut Vec<Timex>,
    ) {
        Matcher::new(text, &self.patterns, &self.lexicon, tokens, memory, reference.genre).find();
        for best in &memory.best {
            self.expression(text, reference, tokens, story, found, *best);
        }
    }

    fn expression(
        &self,
        text: &str,
        reference: &Reference,
        tokens: &Tokens,
        story: &mut Story,
        found: &mut Vec<Timex>,
        best: Found,
    ) {
        let Some(node) = tokens.node(best.term) else { return };
        let (start, end) = (usize::from(best.start), usize::from(best.end));
        let span = |from: usize, to: usize| tokens.tokens[from].start..self.span_end(text, tokens, to - 1);
        let one = |node: Node, span: &Range<usize>, begins: RangeInclusive<NaiveDate>, story: &mut Story| {
            self.resolved(text, reference, tokens, story, best.rule, node, span.clone(), begins)
        };
        let (Node::Range { first, last }, Some((first_end, last_start))) = (node, best.split) else {
            found.extend(one(node, &span(start, end), ANY_DAY, story));
            return;
        };
        let node = |id: NodeId| tokens.nodes[id.0 as usize];
        let (first, last) = (node(first), node(last));
        let (first_span, last_span) = (span(start, usize::from(first_end)), span(usize::from(last_start), end));
        let before = *story;
        let mut ends = (one(first, &first_span, ANY_DAY, story), one(last, &last_span, ANY_DAY, story));
        let begins = |timex: &Option<Timex>| timex.as_ref().and_then(|timex| timex.when).map(|when| when.from());
        if let (Some(a), Some(b)) = (begins(&ends.0), begins(&ends.1))
            && b < a
        {
            // Each end was sought without the other. What lies behind goes back with its beginning;
            // what is to come, or goes on in a story, goes on to its end.
            *story = before;
            let goes_on = reference.genre == Genre::Narrative
                || self.tenses.at(text, first_span.start, last_span.end) == Tense::Future;
            let (first_days, last_days) =
                if goes_on { (a..=a, a..=NaiveDate::MAX) } else { (NaiveDate::MIN..=b, b..=b) };
            ends = (one(first, &first_span, first_days, story), one(last, &last_span, last_days, story));
        }
        if let (Some(mut first), Some(mut last)) = ends {
            let whole = first.when.zip(last.when).and_then(|(a, b)| a.through(b));
            first.range = whole.map(RangeEnd::First);
            last.range = whole.map(RangeEnd::Last);
            found.push(first);
            found.push(last);
        }
    }

    /// An expression with what it comes to; the story goes on from it.
    #[expect(clippy::too_many_arguments, reason = "the state of a pass, taken apart for the borrow checker")]
    fn resolved(
        &self,
        text: &str,
        reference: &Reference,
        tokens: &Tokens,
        story: &mut Story,
        pattern: u16,
        node: Node,
        span: Range<usize>,
        begins: RangeInclusive<NaiveDate>,
    ) -> Option<Timex> {
        let supposed = story.tense;
        let tense = || supposed.unwrap_or_else(|| self.tenses.at(text, span.start, span.end));
        let year_ahead = || narrative::year_ahead(text, span.end);
        let mut resolver = Resolver {
            nodes: &tokens.nodes,
            reference,
            story: story.last,
            place: story.place.map(|(when, _)| when),
            quarter: story.quarter,
            compared: story.counted,
            past_year: story.past_year(text, span.start, reference.date),
            begins,
            tense: &tense,
            year_ahead: &year_ahead,
            reason: Reason { pattern, ..Reason::default() },
        };
        let meaning = resolver.resolve(node)?;
        let reason = resolver.reason;
        // "today" of a narrative is the writer's day, which says nothing about the story's.
        if reference.genre == Genre::News || !matches!(reason.anchor, Anchor::Document(_)) {
            story.tell(&meaning, &reason, text, &span, reference.date);
        }
        Some(Timex {
            kind: meaning.kind,
            value: meaning.value,
            modifier: meaning.modifier,
            quant: meaning.quant,
            freq: meaning.freq,
            when: meaning.when,
            range: None,
            reason,
            span,
        })
    }

    /// The end of an expression: with the full stop of its last abbreviation, unless a sentence ends there.
    fn span_end(&self, text: &str, tokens: &Tokens, last: usize) -> usize {
        let token = tokens.tokens[last];
        if !token.dotted {
            return token.end;
        }
        // Initials keep their last full stop as they keep those before it: "4 p.m.", "44 B.C."
        if text[token.start..token.end].contains('.') {
            return token.end + 1;
        }
        let after = &text[token.end + 1..];
        let next = after.trim_start_matches([' ', '\n']).chars().next();
        let goes_on = next.is_some_and(|next| {
            next.is_lowercase() || next.is_numeric() || matches!(next, ',' | ';' | ':' | '-' | '–')
        });
        token.end + usize::from(goes_on)
    }
}
