//! One pass over a text: the islands of time words, the expressions in them, what each comes to.

use super::announcing::Announced;
use super::calendar::add_days;
use super::chronicle::{Chronicle, Place};
use super::expression::{Base, Node, NodeId, Partial};
use super::happening;
use super::matcher::{Found, Matcher, Memory};
use super::narrative::Years;
use super::reason::Policy;
use super::resolve::{ANY_DAY, Resolver};
use super::story::{Story, Told};
use super::token::Tokens;
use super::value::Kind;
use super::{Anchor, Genre, RangeEnd, Reason, Reference, Tagger, Tense, Timex, TimexType, address, narrative, scan};
use crate::when::{Clock, Granularity, When};
use chrono::{Datelike, NaiveDate};
use std::cell::OnceCell;
use std::ops::{Range, RangeInclusive};

/// In bytes: so far behind a day or a time of day a bare hour is one.
const HOURS_NEAR: usize = 200;

/// The state of a pass over one text.
pub(super) struct Pass<'t> {
    tagger: &'t Tagger,
    text: &'t str,
    reference: &'t Reference,
    story: Story,
    /// The words of the island looked at.
    tokens: Tokens,
    memory: Memory,
    found: Vec<Timex>,
    /// As far as words are looked at that tell an hour where a day has been told.
    hours_until: usize,
}

/// So many days at most lie between the ends of a stretch if neither tells more than its place in the
/// year or the week: "from May to May".
fn longest(first: Option<Partial>, last: Option<Partial>) -> Option<i32> {
    const YEAR: i32 = 366;
    const WEEK: i32 = 7;
    let (first, last) = (first?, last?);
    let open =
        |partial: Partial| partial.year.is_none() && partial.year_of_century.is_none() && partial.month.is_some();
    let weekday = |partial: Partial| partial == Partial { weekday: partial.weekday, ..Partial::default() };
    if open(first) && open(last) { Some(YEAR) } else { (weekday(first) && weekday(last)).then_some(WEEK) }
}

impl<'t> Pass<'t> {
    pub fn new(tagger: &'t Tagger, text: &'t str, reference: &'t Reference, story: Story) -> Pass<'t> {
        Pass {
            tagger,
            text,
            reference,
            story,
            tokens: Tokens::default(),
            memory: Memory::default(),
            found: Vec::new(),
            hours_until: 0,
        }
    }

    /// The expressions that begin in a part of the text, and what the text has told with them.
    pub fn over(mut self, part: Range<usize>) -> (Vec<Timex>, Story) {
        let (text, lexicon) = (self.text, &self.tagger.lexicon);
        let mut at = part.start;
        let mut site_words = self.tagger.site_words.find(text).into_iter().peekable();
        let mut next = self.next_trigger(at);
        loop {
            let reach = next.map_or(text.len(), |(_, end)| end);
            if let Some(word) = site_words.next_if(|word| word.span.start < reach) {
                at = at.max(word.span.end);
                let timex = self.story.site_word(text, word);
                self.found.push(timex);
                // What was found behind the word stays found: many words before it cost nothing.
                if next.is_some_and(|(trigger, _)| trigger < at) {
                    next = self.next_trigger(at);
                }
                continue;
            }
            let Some((trigger, trigger_end)) = next.filter(|(trigger, _)| *trigger < part.end) else { break };
            let mut start = scan::island_start(text, trigger, at, lexicon);
            self.tokens.clear();
            let mut end = self.tokens.fill(text, start, lexicon);
            while end <= trigger && start < trigger {
                // "It is over: from this week": a mark before the trigger that no expression has, so
                // the island starts behind it.
                start = scan::island_start(text, trigger, end + 1, lexicon);
                self.tokens.clear();
                end = self.tokens.fill(text, start, lexicon);
            }
            if let Some(word) = site_words.peek() {
                end = self.tokens.cut(word.span.start).unwrap_or(end);
            }
            let before = self.found.len();
            self.island();
            let done = self.found[before..].last().map_or(0, |timex: &Timex| timex.span.end);
            if self.found[before..]
                .iter()
                .any(|timex| timex.when.is_some_and(|when| when.granularity().is_day_or_finer()))
            {
                self.hours_until = done + HOURS_NEAR;
            }
            at = if end > trigger { end.max(done) } else { trigger_end };
            next = self.next_trigger(at);
        }
        (self.found, self.story)
    }

    /// The next word at or behind a byte at which an island opens, and the byte behind it.
    fn next_trigger(&self, at: usize) -> Option<(usize, usize)> {
        let (text, lexicon) = (self.text, &self.tagger.lexicon);
        let trigger = scan::next_trigger(text, at, lexicon);
        if at >= self.hours_until {
            return trigger;
        }
        let reach = trigger.map_or(text.len(), |(start, _)| start).min(self.hours_until);
        lexicon.next_behind(text.as_bytes(), at..reach).or(trigger)
    }

    fn island(&mut self) {
        let Pass { tagger, text, reference, .. } = *self;
        let (tokens, memory) = (&mut self.tokens, &mut self.memory);
        Matcher::new(text, tagger.patterns(), &tagger.lexicon, tokens, memory, reference).find();
        for index in 0..self.memory.best.len() {
            self.expression(self.memory.best[index]);
        }
    }

    fn expression(&mut self, best: Found) {
        let Some(node) = self.tokens.node(best.term) else { return };
        let (start, end) = (usize::from(best.start), usize::from(best.end));
        if address::holds(self.text, &self.span(start, end)) {
            return;
        }
        let (Node::Range { first, last }, Some((first_end, last_start))) = (node, best.split) else {
            let span = self.span(start, end);
            let numbered = matches!(node, Node::Partial(partial) if partial.is_numbered_weekday() || partial.is_year());
            let place = Place::of(self.text, &span).beside(self.story.chronicle, self.text, &span);
            let mut place = place.with(numbered, self.text, &span);
            if matches!(node, Node::Clock(Clock::Time { .. })) {
                place = place.of_hour(self.text, &span);
            }
            let timex = self.resolved(best.rule, node, place, span, ANY_DAY);
            self.found.extend(timex);
            return;
        };
        let node = |id: NodeId| self.tokens.nodes[id.0 as usize];
        let (first, last) = (node(first), node(last));
        let first_span = self.span(start, usize::from(first_end));
        let last_span = self.span(usize::from(last_start), end);
        let place = Place::of(self.text, &(first_span.start..last_span.end));
        let before = self.story;
        let each = |pass: &mut Self, first_days, last_days| {
            pass.story = before;
            let first = pass.resolved(best.rule, first, place, first_span.clone(), first_days);
            (first, pass.resolved(best.rule, last, place, last_span.clone(), last_days))
        };
        let begins = |timex: &Option<Timex>| timex.as_ref().and_then(|timex| timex.when).map(|when| when.from());
        let mut ends = each(self, ANY_DAY, ANY_DAY);
        if let (Some(a), Some(b)) = (begins(&ends.0), begins(&ends.1))
            && b < a
        {
            // Each end was sought without the other. What lies behind goes back with its beginning;
            // what is to come, or goes on in a story, goes on to its end.
            let goes_on = self.reference.genre == Genre::Narrative || {
                let tenses = &self.tagger.tenses;
                tenses.at(&tenses.before(self.text, first_span.start), last_span.end) == Tense::Future
            };
            let days = if goes_on { (a..=a, a..=NaiveDate::MAX) } else { (NaiveDate::MIN..=b, b..=b) };
            ends = each(self, days.0, days.1);
        } else if let (Some(a), Some(b), Some(most)) =
            (begins(&ends.0), begins(&ends.1), longest(self.partial(first), self.partial(last)))
            && (b - a).num_days() > most.into()
            && let Some(latest) = add_days(a, most)
            && let Some(earliest) = add_days(b, -most)
        {
            // "They met between May 3 and May 7", told in March: both are of one year; what is over is
            // of the last one, and a story goes on from where it is.
            let news = self.reference.genre == Genre::News;
            let over = news && self.reference.date.is_some_and(|date| b <= date);
            let days = if over { (earliest..=b, b..=b) } else { (a..=a, a..=latest) };
            ends = each(self, days.0, days.1);
        }
        if begins(&ends.0).is_none() || begins(&ends.1).is_none() {
            // No such stretch: then they are two dates.
            ends = each(self, ANY_DAY, ANY_DAY);
        }
        if let (Some(mut first), Some(mut last)) = ends {
            let whole = first.when.zip(last.when).and_then(|(a, b)| a.through(b));
            first.range = whole.map(RangeEnd::First);
            last.range = whole.map(RangeEnd::Last);
            // "The siege lasted from April to June": the story goes on from its beginning.
            if self.reference.genre == Genre::Narrative
                && let Some(when) = first.when
            {
                self.story.last = Some(when);
                self.story.place = Some((when, last.span.end));
            }
            self.found.push(first);
            self.found.push(last);
        }
    }

    /// The fields that an end of a stretch names, be it the next such day behind the other end.
    fn partial(&self, node: Node) -> Option<Partial> {
        match node {
            Node::Partial(partial) => Some(partial),
            Node::Nearest { target, base: Base::Node(_), .. } => self.partial(self.tokens.nodes[target.0 as usize]),
            _ => None,
        }
    }

    /// An expression with what it comes to; the story goes on from it.
    fn resolved(
        &mut self,
        pattern: u16,
        node: Node,
        place: Place,
        span: Range<usize>,
        begins: RangeInclusive<NaiveDate>,
    ) -> Option<Timex> {
        let Pass { tagger, text, reference, .. } = *self;
        let (story, found) = (&self.story, self.found.as_slice());
        let tenses = &tagger.tenses;
        let before = tenses.before(text, span.start);
        let told = OnceCell::new();
        let tense = || {
            *told.get_or_init(|| {
                let known = story.tense.or_else(|| story.tense_beside(text, span.start));
                known.unwrap_or_else(|| tenses.at(&before, span.end))
            })
        };
        let governed = || tenses.governing(&before, span.end).or_else(|| tenses.opened(&before, span.end));
        let years_told = || Years {
            ahead: narrative::year_ahead(text, span.end),
            behind: story
                .named_in_sentence(text, span.start)
                .or_else(|| story.named_in_paragraph(text, span.start))
                .map(|named| named.from().year()),
        };
        let to_come = if place.is_label() { Announced::of(story.to_come, tenses, text, span.start) } else { None };
        let mut resolver = Resolver {
            nodes: &self.tokens.nodes,
            reference,
            story: story.last,
            month: &|| story.month(text, span.start, reference.date),
            place: story.place.map(|(when, _)| when),
            day: &|| story.day_before(text, span.start),
            day_labelled: &|| if place.is_label() { None } else { story.day_labelled(text, span.start) },
            happening: &|| happening::day_of(text, &span, found, &tagger.lexicon),
            clocked: &|| story.clocked(text, span.start),
            perfect: &|| tenses.perfect(&before),
            placed: &|| tenses.placed(&before),
            day_told: &|| story.day_told(text, span.start),
            day_over: story.day_over(span.start),
            day_logged: &|| story.day_logged(text, span.start),
            logged: story.logged,
            incident: &|| story.incident(text, &span, reference.date),
            quarter: story.quarter,
            compared: story.counted,
            over: story.year_over(text, span.start, reference.date),
            past: match reference.genre {
                Genre::News => story.past(text, span.start, reference.date),
                Genre::Narrative => story.year_beside(text, span.start),
            },
            bygone: story.bygone.story(),
            year_opened: &|| story.year_opened(text, span.start),
            begins,
            label: place.is_label(),
            to_come,
            entry: place.is_entry(),
            chronicle: story.chronicle.filter(|chronicle| chronicle.reaches(span.start)),
            years_off: story.years_off,
            listed: story.listed(text, span.start),
            recurring: story.recurs(text, span.start),
            tense: &tense,
            governed: &governed,
            ahead_of_then: &|| tenses.ahead_of_then(&before),
            appointed: &|| {
                story.tense.is_none() && (tenses.appointed(&before, span.end) || tenses.planned_then(&before))
            },
            scheduled: &|| tenses.scheduled(&before),
            firmly_ahead: &|| story.tense.is_some() || tenses.firmly_ahead(&before, span.end),
            will: &|| tenses.will(&before),
            verb_before: &|| tenses.verb_before(&before),
            leans_ahead: &|| story.tense.is_none() && tenses.leans_ahead(&before, span.end),
            bearing: &|| tenses.bearing(&before, span.end),
            announced: false,
            planned: &|| {
                let plans = || story.plans(text, span.start, reference.date).is_some();
                plans() || tenses.stands(&before) || tenses.labelled(&before)
            },
            noted: &|| tenses.noted(&before, span.end),
            mentioned: &|| {
                let mentioned = story.mentioned(text, span.start, reference.date)?;
                tenses.joined(&before).then_some(mentioned)
            },
            plans: &|| story.plans(text, span.start, reference.date),
            named: story.mentioned.map(|(when, _)| when),
            years_told: &years_told,
            reason: Reason { pattern, ..Reason::default() },
        };
        let meaning = resolver.resolve(node)?;
        let reason = resolver.reason;
        let announced = meaning.when.filter(|_| to_come.is_some() && !self.story.fixed);
        self.story.to_come = announced.map(|when| Chronicle::ahead(when, span.end)).or(self.story.to_come);
        if !self.story.fixed {
            let recurring = matches!(meaning.value.0, Kind::Open(partial, _) if partial.weekday.is_some())
                && meaning.kind == TimexType::Set;
            self.story.told = Some(Told { when: meaning.when, tense: reason.tense, recurring, end: span.end });
        }
        if place.is_label() && self.story.undated.is_none() {
            self.story.reported = tenses.reports(text, span.start);
        }
        // "today" of a narrative is the writer's day, which says nothing about the story's.
        // "He had ruled since November 1894. In April …": nor does a date that is only measured from.
        let aside = || reference.genre == Genre::Narrative && self.story.last.is_some() && tenses.beside(&before);
        if reference.genre == Genre::News || !matches!(reason.anchor, Anchor::Document(_)) && !aside() {
            self.story.tell(&meaning, &reason, text, &span, reference.date, place);
            // "The 1994 champions have not won since September": their year dates nothing else.
            let placed = || tenses.placed(&before);
            // "Back by Easter; the scan is on the 1st": a feast tells no month.
            if !matches!(node, Node::Holiday(_)) {
                self.story.tell_month(meaning.when, &reason, reference.date, span.end, placed);
            }
            // No month is looked for in "the 1920s".
            let dates = |when: &When| {
                when.granularity() < Granularity::Year || when.granularity() == Granularity::Year && placed()
            };
            // "A year earlier" compares; "three days later" goes on.
            let goes_on =
                |when: &When| when.granularity() <= Granularity::Month && matches!(reason.anchor, Anchor::Story(_));
            let named = reason.policy == Policy::Named;
            if let Some(when) = meaning.when.filter(dates)
                && (named || reference.genre == Genre::News && goes_on(&when))
            {
                self.story.look_back(when, named, placed, text, &span);
            }
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

    /// The bytes of tokens.
    fn span(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens.tokens[from].start..self.end_of(to - 1)
    }

    /// The end of an expression: with the full stop of its last abbreviation, unless a sentence ends there.
    fn end_of(&self, last: usize) -> usize {
        let token = self.tokens.tokens[last];
        if !token.dotted {
            return token.end;
        }
        // Initials keep their last full stop as they keep those before it: "4 p.m.", "44 B.C."
        if self.text[token.start..token.end].contains('.') {
            return token.end + 1;
        }
        let after = &self.text[token.end + 1..];
        let next = after.trim_start_matches([' ', '\n']).chars().next();
        let goes_on = next.is_some_and(|next| {
            next.is_lowercase() || next.is_numeric() || matches!(next, ',' | ';' | ':' | '-' | '–' | ')')
        });
        token.end + usize::from(goes_on)
    }
}
