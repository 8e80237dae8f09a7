//! What a text has told so far: the story to which "that day" and "a year earlier" are anchored.

use super::bygone::Bygone;
use super::chronicle::{self, Chronicle, Place, Undated};
use super::expression::Unit;
use super::reason::{self, Anchor, Policy, Reason};
use super::resolve::Meaning;
use super::site_words::SiteWord;
use super::value::Kind;
use super::{Tense, Timex, TimexType};
use crate::when::{Clock, Granularity, When};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// What a text has told so far, for "that day" and "a year earlier".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Story {
    /// The last date.
    pub last: Option<When>,
    /// The last date was counted from another one.
    pub counted: bool,
    /// The last quarter or half of a year: what a report compares with.
    pub quarter: Option<When>,
    /// The last date that named its year at the start of a sentence, and the byte behind its expression.
    pub named: Option<(When, usize)>,
    /// The last year counted from the writer's that opened a sentence, "last year", and the byte behind it.
    pub opened: Option<(When, usize)>,
    /// The last date that named its year and is no longer than a month, and the byte behind its expression.
    pub mentioned: Option<(When, usize)>,
    /// The month that the text speaks of: the last date to the day, or to the month if it tells
    /// when, and the byte behind its expression.
    pub month: Option<(When, usize)>,
    /// Where bare months and days of a narrative are looked for, and the byte behind its expression.
    pub place: Option<(When, usize)>,
    /// The last day or time of a day, and the byte behind its expression.
    pub day: Option<(When, usize)>,
    /// The last time of a day to the minute or hour, and the byte behind its expression.
    pub clocked: Option<(When, usize)>,
    /// The last day that opened a line and named no year, and the byte behind its expression.
    pub label: Option<(When, usize)>,
    /// The last time of a day that opened a line.
    pub logged: Option<When>,
    /// The last hour that was told with its day, and the byte behind its expression.
    pub timed: Option<(When, usize)>,
    /// The chronology that the text is.
    pub chronicle: Option<Chronicle>,
    /// Its lines as long as no year is told.
    pub undated: Option<Undated>,
    /// The lines over it tell what is over.
    pub reported: bool,
    /// The last line of a list of what is to come.
    pub to_come: Option<Chronicle>,
    /// By how many years the lines of a chronology without years are moved.
    pub years_off: i32,
    /// The last expression, with the tense that decided: the next one of a list goes with it.
    pub told: Option<Told>,
    /// What a text tells that looks back from its first line on.
    pub bygone: Bygone,
    /// A tense to suppose instead of the one that the text shows.
    pub tense: Option<Tense>,
    /// It stays as it is, whatever is told.
    pub fixed: bool,
}

/// In days: of what is nearer a report tells as of its own time.
const LONG_AGO: i64 = 365;

/// An expression that the text has told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub when: Option<When>,
    pub tense: Option<Tense>,
    /// It is a weekday of every week.
    pub recurring: bool,
    /// The byte behind it.
    pub end: usize,
}

impl Told {
    /// True if little stands between it and the byte at which another one begins: "Friday and Saturday".
    fn is_beside(&self, text: &str, start: usize) -> bool {
        /// In bytes: ", and on ".
        const NEAR: usize = 9;
        let between = text.get(self.end..start);
        between.is_some_and(|gap| gap.len() <= NEAR && !gap.contains(['.', '!', '?', ';', ':', '\n']))
    }
}

impl Story {
    /// The tense of the date beside which another one begins.
    pub fn tense_beside(&self, text: &str, start: usize) -> Option<Tense> {
        self.told.filter(|told| told.is_beside(text, start))?.tense
    }

    /// True if an expression begins beside a weekday of every week.
    pub fn recurs(&self, text: &str, start: usize) -> bool {
        self.told.is_some_and(|told| told.recurring && told.is_beside(text, start))
    }

    /// The day beside which another one begins, if its number stands last: "May 13", not "13 May".
    pub fn listed(&self, text: &str, start: usize) -> Option<When> {
        let told = self.told.filter(|told| told.is_beside(text, start))?;
        let when = told.when.filter(|when| when.granularity() == Granularity::Day)?;
        let day = text[..told.end].trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let digits = day.len() - day.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
        let number: u32 = day[day.len() - digits..].parse().ok()?;
        (number == when.from().day()).then_some(when)
    }

    /// Takes in what an expression came to.
    pub fn tell(
        &mut self,
        meaning: &Meaning,
        reason: &Reason,
        text: &str,
        span: &Range<usize>,
        document: Option<NaiveDate>,
        place: Place,
    ) {
        if self.fixed {
            return;
        }
        // "for the nine months": what is compared from here on is no quarter.
        if matches!(meaning.value.0, Kind::Length(_, Unit::Month)) {
            self.quarter = None;
        }
        // "now" is the writer's time, not the story's.
        let Some(when) =
            meaning.when.filter(|when| meaning.value.is_calendar() && when.granularity() <= Granularity::Year)
        else {
            return;
        };
        self.last = Some(when);
        if let Some(document) = document {
            self.bygone.tell(when, reason, document);
        }
        self.note(when, reason, place, text, span);
        if when.granularity().is_day_or_finer() {
            self.day = Some((when, span.end));
            if matches!(when.clock(), Some(Clock::Time { .. })) {
                self.clocked = Some((when, span.end));
            }
            if place == Place::Label {
                self.label = Some((when, span.end));
            }
            if place.is_entry() {
                self.logged = Some(when);
            }
            let told = reason.policy != Policy::Clock || matches!(reason.anchor, Anchor::Story(_));
            if told && matches!(when.clock(), Some(Clock::Time { .. })) {
                self.timed = Some((when, span.end));
            }
        }
        self.counted = reason.policy == Policy::Counted;
        let from_document = matches!(reason.anchor, Anchor::Document(_)) && reason.policy != Policy::Around;
        if when.granularity() == Granularity::Year && from_document && opens_sentence(text, span.start) {
            self.opened = Some((when, span.end));
        }
        // Never an older quarter, and none that goes on where one is over: the report compares with
        // the quarter that it is about.
        let over = |quarter: &When| document.is_none_or(|document| quarter.until() <= document);
        if matches!(when.granularity(), Granularity::Quarter | Granularity::Half) {
            let stays = |quarter: &When| quarter.from() > when.from() || over(quarter) && !over(&when);
            self.quarter = Some(self.quarter.filter(stays).unwrap_or(when));
        }
        if self.moves_to(when, text, span.start) {
            self.place = Some((when, span.end));
        }
    }

    /// Takes in a date in whose month "the 15th" lies. "Out of step since November 2022, it was put
    /// right on the 15th": a month told in passing is not spoken of.
    pub fn tell_month(
        &mut self,
        when: Option<When>,
        reason: &Reason,
        document: Option<NaiveDate>,
        end: usize,
        placed: impl Fn() -> bool,
    ) {
        let told = |when: &When| match when.granularity() {
            Granularity::Month => {
                // "this February", but neither "July last year" nor "the fire of April 2020"
                let deictic = document.is_some_and(|document| document.year() == when.from().year())
                    && matches!(reason.anchor, Anchor::Document(_));
                deictic || is_near(when, document) || matches!(reason.anchor, Anchor::Story(_)) || placed()
            }
            granularity => granularity.is_day_or_finer(),
        };
        if let Some(when) = when.filter(|when| !self.fixed && told(when)) {
            self.month = Some((when, end));
        }
    }

    /// The month of which a text speaks at a byte: one that was told not far before, or not long
    /// before the text was written, or in a text that tells of nothing but what is long over.
    pub fn month(&self, text: &str, start: usize, document: Option<NaiveDate>) -> Option<When> {
        /// In bytes.
        const NEAR: usize = 1_000;
        let (when, end) = self.month?;
        let beside = || text.get(end..start).is_some_and(|between| between.len() <= NEAR);
        (!self.bygone.has_ended() || is_near(&when, document) || beside()).then_some(when)
    }

    /// Takes in the date of which a report may look back to what happened then: it named its year at
    /// the start of a sentence, or goes on from one that did.
    pub fn look_back(&mut self, when: When, named: bool, placed: impl Fn() -> bool, text: &str, span: &Range<usize>) {
        if !self.fixed && named && when.granularity() <= Granularity::Month {
            self.mentioned = Some((when, span.end));
        }
        // "… on 4 May 2021 and again that July": what is told now goes on from there. "The post was
        // made on 4 May 2021. In July …": a date that ends its sentence is gone on from, too.
        let ends_sentence = || when.granularity().is_day_or_finer() && text[span.end..].starts_with(". ") && placed();
        if !self.fixed && (!named || opens_sentence(text, span.start) || ends_sentence()) {
            self.named = Some((when, span.end));
        }
    }

    /// Takes in a line of a chronology, or the year of its heading.
    fn note(&mut self, when: When, reason: &Reason, place: Place, text: &str, span: &Range<usize>) {
        let named = reason.policy == Policy::Named;
        let told = if place.is_label() {
            when.granularity() <= Granularity::Month || named
        } else {
            match when.granularity() {
                Granularity::Year if named => chronicle::in_heading(text, span).is_some(),
                Granularity::Day => chronicle::in_heading(text, span) == Some(true),
                _ => false,
            }
        };
        if !told {
            return;
        }
        let to_come = self.to_come.is_some_and(|line| line.ends_at(span.end));
        if !named && !to_come && (self.chronicle.is_none() || self.undated.is_some()) {
            self.undated = Some(Undated::with(self.undated, when));
        }
        self.chronicle = Some(Chronicle::go_on(self.chronicle, when, place, span.end));
    }

    /// By how many years the lines of a chronology without years have to be moved.
    pub fn years_off(&self, document: Option<NaiveDate>) -> i32 {
        let undated = self.undated.zip(document);
        undated.map_or(0, |(undated, document)| undated.years_off(document, self.reported))
    }

    /// The year that is told by the heading over a byte of the text, if it had begun when the text was written.
    pub fn year_over(&self, text: &str, start: usize, document: Option<NaiveDate>) -> Option<When> {
        self.chronicle?.year_over(text, start, document?)
    }

    /// The date that a report looks back to at a byte of the text: named in the same paragraph, not
    /// far before, and long before the document's own date, or at the start of the same sentence, or
    /// right before: "in 1951, in November".
    pub fn past(&self, text: &str, start: usize, document: Option<NaiveDate>) -> Option<When> {
        const NEAR: usize = 300;
        let document = document?;
        if let Some(year) = self.year_beside(text, start).filter(|year| year.until() <= document) {
            return Some(year);
        }
        let (named, end) = self.named?;
        // "In 2011 it was sold. Five years later …": what is told now goes on from there.
        let when = self.last.filter(|last| last.from() > named.from()).unwrap_or(named);
        let long_ago = (document - when.last_day()).num_days() > LONG_AGO && in_paragraph(text, end..start, NEAR);
        let year = || self.year_of_sentence(text, start).filter(|year| year.until() <= document);
        long_ago.then_some(when).or_else(year)
    }

    /// The date, over before the document's year, that the sentence has named: "printed in January
    /// 2011 and posted on 7 March".
    pub fn mentioned(&self, text: &str, start: usize, document: Option<NaiveDate>) -> Option<When> {
        /// In bytes: a longer stretch is not looked through.
        const NEAR: usize = 120;
        let (when, end) =
            self.mentioned.filter(|(when, _)| document.is_some_and(|document| when.from().year() < document.year()))?;
        // "begun in August 2023, rewritten last year and merged on 14 November"
        let over = |last: &When| last.from() > when.from() && document.is_some_and(|document| last.until() <= document);
        let when = self.last.filter(over).unwrap_or(when);
        in_sentence(text, end..start, NEAR).then_some(when)
    }

    /// The year, counted from the writer's, with which the clause opened: "Last year it shut in March."
    pub fn year_opened(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes: a longer clause is not looked through.
        const LONGEST: usize = 160;
        let (year, end) = self.opened?;
        let between = text.get(end..start)?;
        let clause = between.strip_prefix(',').unwrap_or(between);
        (in_sentence(text, end..start, LONGEST) && !clause.contains(',') && clause.starts_with(' ')).then_some(year)
    }

    /// The last date of the sentence that named its year: "fined in March 2015 and again in November".
    pub fn named_in_sentence(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes: a longer sentence is not looked through.
        const LONGEST: usize = 300;
        let mentioned = || {
            let (when, end) = self.mentioned?;
            in_sentence(text, end..start, LONGEST).then_some(when)
        };
        self.year_of_sentence(text, start).or_else(mentioned)
    }

    /// The last month or day of the paragraph that named its year: a narrative goes back before that year only
    /// where it says so. "She landed on 14 February 1912. … She was found on 2 December."
    pub fn named_in_paragraph(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes.
        const NEAR: usize = 500;
        let (when, end) = self.named?;
        let goes_on = self.last.is_some_and(|last| last.from() >= when.from());
        (goes_on && in_paragraph(text, end..start, NEAR)).then_some(when)
    }

    /// The last time of a day told in the same paragraph, not far before.
    pub fn clocked(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes.
        const NEAR: usize = 400;
        let (when, end) = self.clocked?;
        in_paragraph(text, end..start, NEAR).then_some(when)
    }

    /// The day that a line of a log or a chronology opens with, for what stands behind it in the line.
    pub fn day_labelled(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes.
        const LONGEST: usize = 1_000;
        let (day, end) = self.label?;
        text.get(end..start).is_some_and(|line| line.len() <= LONGEST && !line.contains('\n')).then_some(day)
    }

    /// The year right before: "in 1951, in November".
    pub fn year_beside(&self, text: &str, start: usize) -> Option<When> {
        let beside = self.told.filter(|told| told.is_beside(text, start) && text[told.end..].starts_with(','));
        beside?.when.filter(|when| when.granularity() == Granularity::Year)
    }

    /// The year that the sentence opened with: "In 1683 the river rose in March and again in November."
    pub fn year_of_sentence(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes: a longer sentence is not looked through.
        const LONGEST: usize = 300;
        let (year, end) = self.named.filter(|(when, _)| when.granularity() == Granularity::Year)?;
        let stays = self.last.is_some_and(|last| year.contains(&last));
        (stays && in_sentence(text, end..start, LONGEST)).then_some(year)
    }

    /// The day of the line of a log in which a byte of the text stands, or of the heading not far above it.
    pub fn day_logged(&self, text: &str, start: usize) -> Option<When> {
        /// In bytes.
        const NEAR: usize = 1_000;
        let over = self.day_over(start)?;
        let (_, end) = self.day?;
        text.get(end..start).is_some_and(|between| between.len() <= NEAR).then_some(over)
    }

    /// The day under which a byte of the text stands: one that is a line of its own, or opens one.
    pub fn day_over(&self, start: usize) -> Option<When> {
        let (when, _) = self.day?;
        self.chronicle.filter(|chronicle| chronicle.tells(when) && chronicle.reaches(start)).map(|_| when)
    }

    /// The day on which a clock time at a byte of the text lies: told before it in the same paragraph, not far away.
    pub fn day_before(&self, text: &str, start: usize) -> Option<When> {
        const NEAR: usize = 200;
        self.day_within(NEAR, text, start)
    }

    /// The day told last before a byte of the text, in the same paragraph.
    pub fn day_told(&self, text: &str, start: usize) -> Option<When> {
        const NEAR: usize = 600;
        self.day_within(NEAR, text, start)
    }

    fn day_within(&self, bytes: usize, text: &str, start: usize) -> Option<When> {
        let (when, end) = self.day?;
        in_paragraph(text, end..start, bytes).then_some(when)
    }

    /// The day of what a report is about, for hours far behind it: "On Monday at about 20:00 UTC the site failed",
    /// and under it lines such as "20:09: a user signs up". The hour that the text told with its day says it.
    pub fn incident(&self, text: &str, span: &Range<usize>, document: Option<NaiveDate>) -> Option<(When, bool)> {
        /// In bytes: prose farther on may tell of another day.
        const NEAR: usize = 6000;
        let (when, end) = self.timed.filter(|(when, _)| document.is_some_and(|document| when.from() < document))?;
        let line = chronicle::opens_entry(text, span);
        (line || span.start.saturating_sub(end) <= NEAR).then_some((when, line))
    }

    /// A date to come that the sentence has told: "moving this Saturday, so I need a van Friday".
    pub fn plans(&self, text: &str, start: usize, document: Option<NaiveDate>) -> Option<When> {
        /// In bytes: a longer stretch is not looked through.
        const NEAR: usize = 200;
        let told = self.told.and_then(|told| Some((told.when?, told.end)));
        let ahead = |(when, end): &(When, usize)| {
            let between = text.get(*end..start).filter(|between| between.len() <= NEAR);
            document.is_some_and(|document| when.from() > document)
                && between.is_some_and(|between| !between.contains(['.', '?', ';', '\n']))
        };
        Some([self.day, told].into_iter().flatten().find(ahead)?.0)
    }

    /// A bare year moves the story where it opens a sentence ("In 1976, …") or a paragraph; told in
    /// passing it moves nothing: "on 10 March the congress, which met last in 1972, …; on 11 March …".
    fn moves_to(&mut self, when: When, text: &str, start: usize) -> bool {
        let Some((place, end)) = self.place else { return true };
        if when.granularity() < Granularity::Year || place.granularity() >= Granularity::Year {
            return true;
        }
        if when.from().year() == place.from().year() {
            return false;
        }
        if opens_sentence(text, start) || text.get(end..start).is_some_and(|gap| gap.contains("\n\n")) {
            return true;
        }
        // What was looked through is not looked through again.
        self.place = Some((place, end.max(start)));
        false
    }

    /// Tells a word of the site's own.
    pub fn site_word(&mut self, text: &str, word: SiteWord) -> Timex {
        let meaning = Meaning::calendar(word.when);
        let reason = Reason { pattern: reason::NO_PATTERN, policy: Policy::SiteWord, ..Reason::default() };
        self.tell(&meaning, &reason, text, &word.span, None, Place::Inside);
        Timex {
            span: word.span,
            kind: if word.when.clock().is_some() { TimexType::Time } else { TimexType::Date },
            value: meaning.value,
            modifier: word.when.modifier(),
            quant: None,
            freq: None,
            when: Some(word.when),
            range: None,
            reason,
        }
    }
}

/// True if so many bytes at most lie between two places, and no end of a sentence.
fn in_sentence(text: &str, between: Range<usize>, most: usize) -> bool {
    let between = text.get(between).filter(|between| between.len() <= most);
    between.is_some_and(|between| !between.contains(['!', '?', ';', '\n']) && !between.contains(". "))
}

/// True if so many bytes at most lie between two places, and no end of a paragraph.
fn in_paragraph(text: &str, between: Range<usize>, most: usize) -> bool {
    let between = text.get(between).filter(|between| between.len() <= most);
    between.is_some_and(|between| !between.contains("\n\n"))
}

/// True for a date not long before or behind the day on which the text was written.
fn is_near(when: &When, document: Option<NaiveDate>) -> bool {
    const DAYS: i64 = 100;
    document.is_some_and(|document| (when.from() - document).num_days().abs() <= DAYS)
}

/// True if at most two words stand between the start of a sentence and this byte.
fn opens_sentence(text: &str, start: usize) -> bool {
    const MOST_WORDS: usize = 2;
    /// In bytes: looking further would cost too much in a text without spaces.
    const REACH: usize = 400;
    let mut words = 0;
    let mut inside = false;
    let limit = start.saturating_sub(REACH);
    for byte in text.as_bytes()[limit..start].iter().rev() {
        match byte {
            b'.' | b'!' | b'?' | b':' | b';' | b'\n' => return true,
            b' ' => inside = false,
            b',' => return false,
            _ if !inside => {
                inside = true;
                words += 1;
                if words > MOST_WORDS {
                    return false;
                }
            }
            _ => {}
        }
    }
    limit == 0
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    fn values(text: &str) -> Vec<String> {
        sample::values("2011-05-20", text)
    }

    #[test]
    fn a_day_of_the_month_is_one_of_the_month_that_the_text_speaks_of() {
        let text = "The pump, out of order since the fire of March 2009, was tried on 2 May and mended on the 4th.\n\n\
            The gate, which worked until July last year, was oiled on the 6th.";
        assert_eq!(values(text), ["2009-03", "2011-05-02", "2011-05-04", "2010-07", "2011-05-06"]);
        assert_eq!(values("They will meet on 1 June. The pump broke on the 19th."), ["2011-06-01", "2011-05-19"]);
    }

    #[test]
    fn a_line_of_a_chronology_holds_what_is_told_in_it() {
        let text = "Feb. 8, 2010: The trial, set to begin on 15 May, is put off.\n\nThe town met on Monday.";
        assert_eq!(values(text), ["2010-02-08", "2010-05-15", "2011-05-16"]);
        let numbered = "Tue 3 The owner is told to come on Friday.\n\nSat 7 She gets it at noon.";
        assert_eq!(values(numbered), ["2011-05-03", "2011-05-06", "2011-05-07", "2011-05-07T12:00"]);
    }

    #[test]
    fn a_perfect_tells_of_the_time_of_the_writer() {
        let text = "In 2003 the town gave in after a march. The pool has been shut since 8 February.";
        assert_eq!(values(text), ["2003", "2011-02-08"]);
    }
}
