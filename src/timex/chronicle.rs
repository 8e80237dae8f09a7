//! Chronologies: lines that a date opens, "February 24 – the gate is shut".
//!
//! Their verbs tell in the present what is over, so that not the tense decides which February is
//! meant but the list: it goes on from line to line, forward or backward, from the year that its
//! heading or its first line names, or else so that the article stands at its end.

use crate::when::{Granularity, When};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A line of another list may begin behind so many bytes.
const NEAR: usize = 6_000;

/// A list of what is over may look ahead by so many days.
const SOON: i64 = 45;

/// A list is not quite in order: a line may lie so many days on the wrong side of the one before.
const DISORDER: i64 = 31;

/// In days: a list of what is over seldom ends so long before it was written.
const BROKEN_OFF: i64 = 60;

/// A list of what is to come is so many times rarer than one of what is over.
const RARER: i64 = 3;

/// How a date stands in its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Among other words.
    #[default]
    Inside,
    /// It opens a line: "February 24 – the gate is shut".
    Label,
    /// It is a line of its own: "2019".
    Line,
    /// An hour that opens a sentence or a line of a log: "14:02 Alarm raised. 14:10 First crew leaves."
    Entry,
}

impl Place {
    /// The place of the expression at these bytes.
    pub fn of(text: &str, span: &Range<usize>) -> Place {
        let head = head(text, span.start);
        let opens_line = opens_line(text, span.start);
        if !opens_line && !head.ends_with(['.', '!', '?']) {
            return Place::Inside;
        }
        let after = text[span.end..].trim_start_matches([' ', '*', '_', ')', ']']);
        let ends_line = after.is_empty() || after.starts_with('\n');
        if opens_line && ends_line {
            return Place::Line;
        }
        // A hyphen is a mark of a list only with a space before it, or within a range of days.
        let marked = after.starts_with([':', '–', '—', '|'])
            || after.starts_with('-') && !after.starts_with(|next: char| next.is_alphabetic());
        if marked { Place::Label } else { Place::Inside }
    }

    /// The place with the list that it may go on: "20 April: the rig burns 28 April: oil is seen" is a
    /// list without its ends of lines.
    pub fn beside(self, chronicle: Option<Chronicle>, text: &str, span: &Range<usize>) -> Place {
        /// In bytes.
        const LONGEST: usize = 300;
        let opens = || {
            let after = text[span.end..].strip_prefix(": ")?;
            Some(after.starts_with(|next: char| next.is_uppercase()))
        };
        let near = |chronicle: Chronicle| {
            let between = text.get(chronicle.end..span.start);
            !chronicle.alone && between.is_some_and(|between| between.starts_with(':') && between.len() <= LONGEST)
        };
        if self == Place::Inside && opens() == Some(true) && chronicle.is_some_and(near) { Place::Label } else { self }
    }

    /// The place with what the expression is: "Fri 3 The court …", "1894 Opened on 2 August" open a
    /// line as "Fri 3: …" does.
    pub fn with(self, numbered: bool, text: &str, span: &Range<usize>) -> Place {
        let sentence = || {
            let behind = text[span.end..].trim_start_matches([' ', '*', '_']);
            opens_line(text, span.start) && behind.starts_with(char::is_uppercase)
        };
        if self == Place::Inside && numbered && sentence() { Place::Label } else { self }
    }

    /// The place of an hour: an entry of a log where it opens a sentence or a line before a capital.
    pub fn of_hour(self, text: &str, span: &Range<usize>) -> Place {
        let head = || head(text, span.start);
        let opens = || opens_line(text, span.start) || head().ends_with(['.', '!', '?']);
        let entry = self == Place::Inside && capital_behind(text, span.end) && opens();
        if entry { Place::Entry } else { self }
    }

    /// True if the expression opens a line or a sentence of a log.
    pub fn is_entry(self) -> bool {
        self != Place::Inside
    }

    /// True if the date opens a line or is one.
    pub fn is_label(self) -> bool {
        matches!(self, Place::Label | Place::Line)
    }
}

/// In bytes: so many marks before an expression are looked through.
const REACH: usize = 16;

/// What stands before a byte of the text, without the marks of lists and of emphasis right before it.
fn head(text: &str, start: usize) -> &str {
    const MARKS: [char; 10] = [' ', '*', '#', '-', '•', '>', '_', '[', '(', '|'];
    text[boundary(text, start.saturating_sub(REACH))..start].trim_end_matches(MARKS)
}

/// True if nothing but marks of lists and of emphasis stands before this byte in its line.
pub(super) fn opens_line(text: &str, start: usize) -> bool {
    let head = head(text, start);
    head.ends_with('\n') || head.is_empty() && start <= REACH
}

/// True if a word with a capital stands behind a byte.
fn capital_behind(text: &str, end: usize) -> bool {
    text[end..].trim_start_matches([' ', '*', '_']).starts_with(char::is_uppercase)
}

/// True if the expression at these bytes opens a line, before a mark or a capital: "15:41 The pump fails".
pub(super) fn opens_entry(text: &str, span: &Range<usize>) -> bool {
    let after = text[span.end..].trim_start_matches([' ', '*', '_', ')', ']']);
    opens_line(text, span.start)
        && after.starts_with(|next: char| next.is_uppercase() || [':', '–', '—', '|', '-'].contains(&next))
}

/// How the expression at these bytes stands in a heading: none if it does not, else true at its end.
/// "2019 in review", "Day 2: Friday, 25 February".
pub(super) fn in_heading(text: &str, span: &Range<usize>) -> Option<bool> {
    /// In bytes: no heading is longer.
    const LONGEST: usize = 80;
    let floor = boundary(text, span.start.saturating_sub(LONGEST));
    let ceiling = boundary(text, (span.end + LONGEST).min(text.len()));
    let start = text[floor..span.start].rfind('\n').map_or(floor, |at| floor + at + 1);
    let end = text[span.end..ceiling].find('\n').map_or(ceiling, |at| span.end + at);
    let own = (start == 0 || text[..start].ends_with("\n\n")) && (end == text.len() || text[end..].starts_with("\n\n"));
    let heading = own && !text[start..end].trim_end().ends_with(['.', '!', '?', ',', ';', ':', '"', '”']);
    heading.then(|| text[span.end..end].trim().is_empty())
}

/// The first boundary of characters at a byte or behind it.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// How far a chronology has got.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chronicle {
    /// The date of the last line, or the year of the heading.
    last: When,
    /// True where the lines go forward in time.
    forward: Option<bool>,
    /// The date of the last line is all of it.
    alone: bool,
    /// It opens the line: "1993 – On 30 April it is given away".
    opens: bool,
    /// The byte behind the date of the last line.
    end: usize,
}

/// The lines of a chronology that names no year: the first and the last day, and how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Undated {
    first: NaiveDate,
    last: NaiveDate,
    lines: u32,
}

impl Chronicle {
    /// The chronology behind another line; `before` is what it was before.
    pub fn go_on(before: Option<Chronicle>, when: When, place: Place, end: usize) -> Chronicle {
        let before = before.filter(|before| before.last.granularity() < Granularity::Year);
        let forward = before.and_then(|before| match (when.from() - before.last.from()).num_days() {
            0 => before.forward,
            days => Some(days > 0),
        });
        Chronicle { last: when, forward, alone: place == Place::Line, opens: place.is_label(), end }
    }

    /// The chronology behind an announced line, which goes on into what is to come.
    pub fn ahead(when: When, end: usize) -> Chronicle {
        Chronicle { last: when, forward: Some(true), alone: false, opens: true, end }
    }

    /// True if the date of its last line ends at a byte of the text.
    pub fn ends_at(&self, end: usize) -> bool {
        self.end == end
    }

    /// What stands between its last line and a byte of the text.
    pub fn gap<'t>(&self, text: &'t str, start: usize) -> Option<&'t str> {
        text.get(self.end..start)
    }

    /// True if a byte of the text is not too far behind its last line.
    pub fn reaches(&self, start: usize) -> bool {
        start >= self.end && start - self.end <= NEAR
    }

    /// The date of the last line.
    pub fn last(&self) -> When {
        self.last
    }

    /// True if a day is that of the last line.
    pub fn tells(&self, day: When) -> bool {
        self.last.granularity().is_day_or_finer() && self.last.from() == day.from()
    }

    /// The year of the line of its own above a byte of the text, or of the label of its line, if that
    /// is a year or a month.
    pub fn year_over(&self, text: &str, start: usize, document: NaiveDate) -> Option<When> {
        // A heading that lies ahead, "July" in May, is one of another year.
        let begun = self.last.from() <= document;
        let long = matches!(self.last.granularity(), Granularity::Month | Granularity::Year);
        // "1993 – On 30 April it is given away."
        let over = || self.alone || self.opens && !text[self.end..start].contains('\n');
        let heading = begun && long && self.reaches(start) && over();
        When::containing(self.last.from(), Granularity::Year).filter(|_| heading)
    }

    /// Which of the candidates the next line means.
    pub fn next<'w>(&self, candidates: &'w [When], document: NaiveDate) -> Option<&'w When> {
        let last = self.last.from();
        if self.last.granularity() >= Granularity::Year {
            return candidates.iter().find(|when| when.from().year() == last.year());
        }
        let days = |when: &&When| (when.from() - last).num_days();
        let over = |when: &&When| (when.from() - document).num_days() <= SOON;
        match self.forward {
            Some(true) => candidates.iter().find(|when| days(when) >= -DISORDER),
            Some(false) => candidates.iter().rev().find(|when| days(when) <= DISORDER),
            None => {
                let ahead = |when: &&When| when.from().year() == last.year() && days(when) >= 0 && over(when);
                // "May 23 – coding begins. July 11 – evaluation", told in May: a list goes on rather
                // than back by most of a year.
                let step = |when: &&When| days(when).abs() * if over(when) { 1 } else { RARER };
                candidates.iter().find(ahead).or_else(|| candidates.iter().min_by_key(step))
            }
        }
    }
}

/// The first line of a list that names no year, which is taken to be over until the list is known.
pub(super) fn first(candidates: &[When], document: NaiveDate) -> Option<&When> {
    candidates.iter().rev().find(|when| when.last_day() <= document)
}

impl Undated {
    /// The list with another line.
    pub fn with(before: Option<Undated>, when: When) -> Undated {
        let day = when.from();
        before.map_or(Undated { first: day, last: when.last_day(), lines: 1 }, |before| Undated {
            first: before.first.min(day),
            last: before.last.max(when.last_day()),
            lines: before.lines + 1,
        })
    }

    /// By how many years the list has to be moved to stand right before the article, or else right
    /// behind it: 0 where it stands well. What is over is `reported` where the lines over the list say so.
    pub fn years_off(&self, document: NaiveDate, reported: bool) -> i32 {
        // A single line is no list.
        let rarer = if self.lines > 1 { RARER } else { 1 };
        let around = if self.lines > 1 { 30 } else { 0 };
        let cost = |years: &i32| {
            let day = i64::from(*years) * 365;
            let (first, last) = ((self.first - document).num_days() + day, (self.last - document).num_days() + day);
            // The more so the longer it is.
            let length = (last - first) / 3;
            if last <= 0 {
                // "- May 26: book fair - August 16: races" below no verb, told in April: a list of what is over
                // would go on to where it was written.
                -last + if reported { 0 } else { (-last - BROKEN_OFF).max(0) }
            } else if first > 0 {
                first * rarer + length
            } else {
                around
            }
        };
        [0, 1].into_iter().min_by_key(cost).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::values;
    use super::Place;

    #[test]
    fn dates_open_lines_or_stand_inside() {
        let place = |text: &str| {
            let start = text.find("May 3").expect("a date");
            Place::of(text, &(start..start + 5))
        };
        for (text, expected) in [
            ("May 3: the gate is shut", Place::Label),
            ("It rained.\n\n- **May 3** – the gate is shut", Place::Label),
            ("It rained. May 3: more rain.", Place::Label),
            ("May 3\n\nThe gate is shut.", Place::Line),
            ("On May 3 the gate was shut.", Place::Inside),
            ("The gate was shut on\nMay 3 and opened later.", Place::Inside),
        ] {
            assert_eq!(place(text), expected, "{text}");
        }
    }

    #[test]
    fn a_chronology_stands_before_its_article() {
        let text = "Jan. 14: the hull is laid.\n\nOct. 2: the mast is set.\n\nDec. 18: she sails.";
        assert_eq!(values("2012-01-05", text), ["2011-01-14", "2011-10-02", "2011-12-18"]);
        assert_eq!(values("2012-12-20", text), ["2012-01-14", "2012-10-02", "2012-12-18"]);
        let ahead = "May 20: book fair\n\nJune 3: annual meeting\n\nSeptember 9: excursion";
        assert_eq!(values("2024-05-15", ahead), ["2024-05-20", "2024-06-03", "2024-09-09"]);
        let far =
            "The crew can be met at any of these:\n\n- May 26: book fair\n- August 16: races\n- October 3: market";
        assert_eq!(values("2018-04-02", far), ["2018-05-26", "2018-08-16", "2018-10-03"]);
        let begun = "May 23: work begins.\n\nJuly 19: first look.\n\nAug. 15: pens down.";
        assert_eq!(values("2024-05-25", begun), ["2024-05-23", "2024-07-19", "2024-08-15"]);
        let joined = "Jan. 14: The hull is laid, says the yard Oct. 2: The mast is set Dec. 18: She sails.";
        assert_eq!(values("2012-01-05", joined), ["2011-01-14", "2011-10-02", "2011-12-18"]);
        let back = "Jan. 8: talks resume.\n\nDec. 28: the ferry sinks.\n\nMarch 3: inspectors visit.";
        assert_eq!(values("2012-01-10", back), ["2012-01-08", "2011-12-28", "2011-03-03"]);
    }

    #[test]
    fn a_forecast_goes_on_day_by_day() {
        let text = "Today: sun. Thursday: wind. Friday: rain.";
        assert_eq!(values("2024-06-12", text), ["2024-06-12", "2024-06-13", "2024-06-14"]);
        assert_eq!(values("2024-06-12", "It burned on Monday. Tuesday: rain."), ["2024-06-10", "2024-06-11"]);
    }

    #[test]
    fn lines_under_a_year_lie_in_it() {
        let text = "2018 in review\n\nJanuary\n\nThe shop closes.\n\nNovember\n\nThe bridge opens.";
        assert_eq!(values("2020-01-15", text), ["2018", "2018-01", "2018-11"]);
    }
}
