//! What the lines over a list say of it: "Upcoming meetings", and below it "May 26-27: book fair". Such lines
//! have no verbs, so that the nearest day would be meant, were it not that all of them are to come.

use super::chronicle::Chronicle;
use super::sign::Tense;
use super::tense::Tenses;
use crate::when::When;
use chrono::NaiveDate;

/// A line of a list of what is to come.
#[derive(Clone, Copy, Debug)]
pub(super) enum Announced {
    /// The first one.
    First,
    /// One that goes on from the line before it.
    After(Chronicle),
}

impl Announced {
    /// The line in which a byte of the text stands, if it is one; `before` is the last one.
    pub fn of(before: Option<Chronicle>, tenses: &Tenses, text: &str, start: usize) -> Option<Announced> {
        /// In bytes.
        const LONGEST: usize = 600;
        const LINES: usize = 3;
        let near = |last: &Chronicle| {
            let gap = last.gap(text, start).filter(|gap| gap.len() <= LONGEST);
            gap.is_some_and(|gap| gap.lines().filter(|line| !line.trim().is_empty()).count() <= LINES)
        };
        let goes_on = before.filter(near).map(Announced::After);
        goes_on.or_else(|| tenses.announces(text, start).then_some(Announced::First))
    }

    /// The day round which its date lies.
    pub fn around(self, document: NaiveDate) -> NaiveDate {
        match self {
            Announced::First => document,
            Announced::After(last) => last.last().from(),
        }
    }

    /// Which of the candidates is meant: of a first line one that is only just over, too.
    pub fn line(self, candidates: &[When], document: NaiveDate) -> Option<When> {
        const RARER: i64 = 3;
        let nearest = || {
            candidates.iter().min_by_key(|when| {
                let days = (when.last_day() - document).num_days();
                if days >= 0 { days } else { -days * RARER }
            })
        };
        let line = match self {
            Announced::First => nearest(),
            Announced::After(last) => last.next(candidates, document),
        };
        line.copied()
    }
}

impl Tenses {
    /// True if one of the two lines over the one in which a byte of the text stands says that what follows is
    /// to come.
    pub fn announces(&self, text: &str, start: usize) -> bool {
        self.said_over(text, start) == Some(Tense::Future)
    }

    /// True if the lines over it tell what is over: "The crew was seen here:".
    pub fn reports(&self, text: &str, start: usize) -> bool {
        self.said_over(text, start) == Some(Tense::Past)
    }

    fn said_over(&self, text: &str, start: usize) -> Option<Tense> {
        /// In bytes.
        const REACH: usize = 300;
        const LINES: usize = 2;
        let end = text[..start].rfind('\n')?;
        let floor = end.saturating_sub(REACH);
        let floor = (floor..=end).find(|at| text.is_char_boundary(*at)).unwrap_or(end);
        for line in text[floor..end].rsplit('\n').filter(|line| !line.trim().is_empty()).take(LINES) {
            let (mut past, mut participle) = (false, false);
            for word in last_sentence(line).split(|letter: char| !letter.is_alphabetic() && letter != '\'') {
                let sign = self.sign(word);
                if sign.announcing || sign.auxiliary {
                    return Some(Tense::Future);
                }
                // "can be met here"
                past |= self.is_past(sign) && !participle;
                participle = sign.makes_participle();
            }
            if past {
                return Some(Tense::Past);
            }
        }
        None
    }
}

/// The last sentence of a line.
fn last_sentence(line: &str) -> &str {
    let line = line.trim_end_matches(['.', ' ']);
    line.rfind(". ").map_or(line, |at| &line[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::super::sample::values;

    #[test]
    fn what_is_announced_is_to_come() {
        let list = |over: &str| values("2018-04-10", &format!("{over}\n\n- May 3-4: races\n- December 7: book fair"));
        assert_eq!(list("Upcoming fairs"), ["2018-05-03", "2018-05-04", "2018-12-07"]);
        assert_eq!(list("The crew will be seen here:")[2], "2018-12-07");
        assert_eq!(list("Where to see us\n\nJoin the crew.")[2], "2018-12-07");
        assert_eq!(values("2018-04-10", "At the mill\n\n- May 3-4: races\n- February 7: book fair")[2], "2018-02-07");
        assert_eq!(list("The crew was seen here.")[2], "2017-12-07");
    }

    #[test]
    fn a_year_told_further_up_holds_no_announced_list() {
        let text = "Report on 2017\n\nIt rained.\n\nComing dates\n\nMay 26-27: book fair\n\nJune 3: races";
        assert_eq!(values("2018-04-10", text), ["2017", "2018-05-26", "2018-05-27", "2018-06-03"]);
    }

    #[test]
    fn what_is_just_over_stays_in_an_announced_list() {
        let text = "Schedule\n\n- March 29: call opens\n- April 30: call closes\n- January 9: the crew sails";
        assert_eq!(values("2018-04-10", text), ["2018-03-29", "2018-04-30", "2019-01-09"]);
    }
}
