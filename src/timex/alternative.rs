//! Other readings of an expression that were close: "3/5/2021" with the day first, "on Wednesday"
//! of what is planned. They are looked for only when somebody asks.

use super::calendar::add_months;
use super::pass::Pass;
use super::reason::{Anchor, Policy};
use super::sign::Tense;
use super::supposing::Supposing;
use super::{Genre, Reference, Story, Tagger, Timex, numeric};
use crate::language::Language;
use crate::when::{When, monday_of};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Another reading of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The date that it would be.
    pub when: When,
    /// What would have to be so.
    pub supposing: Supposing,
}

impl Alternative {
    /// Says it in the words of the language pack: Wednesday 5 April 2023 if it is planned.
    pub fn explain(&self, language: &Language) -> String {
        let date = language.when(&self.when);
        language.time.reason.get(self.supposing.name()).map_or(date.clone(), |words| words.replace("{date}", &date))
    }
}

/// An expression that starts so many bytes before another one can still touch it.
const BEFORE: usize = 256;

impl Tagger {
    /// The readings of an expression that [`Tagger::tag`] found in `text` which were close to the
    /// one that it took; often there is none.
    ///
    /// ```
    /// use dateline::language::Language;
    /// use dateline::timex::{Reference, Supposing, Tagger};
    ///
    /// let tagger = Tagger::new(Language::english())?;
    /// let reference = Reference { date: "2023-03-31".parse().ok(), ..Reference::default() };
    /// let text = "The ferry sailed on Wednesday.";
    /// let found = tagger.tag(text, &reference);
    /// assert_eq!(found[0].value.to_string(), "2023-03-29");
    /// let others = tagger.other_readings(text, &found[0], &reference);
    /// assert_eq!((others[0].when.edtf().as_str(), others[0].supposing), ("2023-04-05", Supposing::Planned));
    /// assert_eq!(others[0].explain(Language::english()), "Wednesday 5 April 2023 if it is planned");
    /// # Ok::<(), dateline::error::Error>(())
    /// ```
    pub fn other_readings(&self, text: &str, timex: &Timex, reference: &Reference) -> Vec<Alternative> {
        let Some(taken) = timex.when else { return Vec::new() };
        let mut others: Vec<Alternative> = Vec::new();
        let mut add = |when: Option<When>, supposing: Supposing| {
            let new = when.filter(|when| *when != taken && !others.iter().any(|other| other.when == *when));
            others.extend(new.map(|when| Alternative { when, supposing }));
        };
        if let Some((day, supposing)) = timex.other_order(text) {
            add(like(day, taken), supposing);
        }
        if timex.reason.tense.is_some() {
            for (tense, supposing) in [(Tense::Past, Supposing::Happened), (Tense::Future, Supposing::Planned)] {
                add(self.again(text, timex, reference, Some(tense)), supposing);
            }
        }
        if timex.reason.policy == Policy::Century {
            add(other_century(timex, taken), Supposing::Century);
        }
        if timex.reason.policy == Policy::StoryNearest && reference.genre == Genre::News {
            // A line of a chronology, whose year the lines before it told.
            let later = add_months(taken.from(), 12).and_then(|day| When::containing(day, taken.granularity()));
            add(later, Supposing::YearAfter);
        }
        if let Some((moved, week, year)) = moved_anchor(timex, taken) {
            let moved = Reference { date: Some(moved), ..*reference };
            let other = self.again(text, timex, &moved, None);
            let near = other.is_some_and(|other| (other.from() - taken.from()).num_days().abs() <= 7);
            add(other, if near { week } else { year });
        }
        others
    }

    /// What an expression comes to with another reference, or in another tense.
    fn again(&self, text: &str, timex: &Timex, reference: &Reference, tense: Option<Tense>) -> Option<When> {
        let near = text[..timex.span.start].char_indices().rev().take_while(|(at, _)| timex.span.start - at <= BEFORE);
        // From between two words, so that no half of one is taken for another.
        let from =
            near.filter(|(_, character)| character.is_whitespace()).last().map_or(timex.span.start, |(at, _)| at);
        let from = if timex.span.start <= BEFORE { 0 } else { from };
        let last = match timex.reason.anchor {
            Anchor::Story(when) => Some(when),
            _ => None,
        };
        let place = last.map(|when| (when, from));
        let day = place.filter(|(when, _)| when.granularity().is_day_or_finer());
        let story = Story { last, place, day, tense, fixed: true, ..Story::default() };
        let (found, _) = Pass::new(self, text, reference, story).over(from..timex.span.end);
        found.into_iter().find(|other| other.span == timex.span)?.when
    }
}

impl Timex {
    /// The date with the other order of day and month, where "3/5/2021" leaves it open.
    pub(super) fn other_order(&self, text: &str) -> Option<(NaiveDate, Supposing)> {
        let taken = self.when?.from();
        let (month_first, day_first) = numeric::both_orders(text.get(self.span.clone())?.as_bytes())?;
        if taken == month_first {
            Some((day_first, Supposing::DayFirst))
        } else {
            (taken == day_first).then_some((month_first, Supposing::MonthFirst))
        }
    }
}

/// The same day, modifier and time of day as another date, on another day.
fn like(day: NaiveDate, other: When) -> Option<When> {
    let when = When::day(day)?;
    Some(other.clock().map_or(when, |clock| when.at(clock)).with_modifier(other.modifier()))
}

/// The same date a hundred years before or after, whichever is nearer to the anchor.
fn other_century(timex: &Timex, taken: When) -> Option<When> {
    const CENTURY: Months = Months::new(1200);
    let anchor = match timex.reason.anchor {
        Anchor::Document(date) => date,
        Anchor::Story(when) => when.from(),
        Anchor::None => return None,
    };
    let from = if taken.from() <= anchor {
        taken.from().checked_add_months(CENTURY)?
    } else {
        taken.from().checked_sub_months(CENTURY)?
    };
    // 29 February is no day of every century.
    let when = When::containing(from, taken.granularity()).filter(|_| from.day() == taken.from().day())?;
    Some(taken.clock().map_or(when, |clock| when.at(clock)).with_modifier(taken.modifier()))
}

/// Whether "last Friday" is the latest one or that of last week shows if it is said on the first
/// day of the week; "next October" if it is said on the last day of the year.
fn moved_anchor(timex: &Timex, taken: When) -> Option<(NaiveDate, Supposing, Supposing)> {
    let Anchor::Document(date) = timex.reason.anchor else { return None };
    let days = taken.granularity().is_day_or_finer();
    let last = match timex.reason.policy {
        Policy::LastOver => true,
        Policy::NextAfter => false,
        _ => return None,
    };
    let moved = match (days, last) {
        (true, true) => monday_of(date)?,
        (true, false) => monday_of(date)?.checked_add_days(Days::new(6))?,
        (false, true) => NaiveDate::from_ymd_opt(date.year(), 1, 1)?,
        (false, false) => NaiveDate::from_ymd_opt(date.year(), 12, 31)?,
    };
    Some(if last {
        (moved, Supposing::WeekBefore, Supposing::YearBefore)
    } else {
        (moved, Supposing::WeekAfter, Supposing::YearAfter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timex::{DateOrder, TaggerOptions};

    /// What is taken, and the others with their condition.
    fn read(text: &str, date: &str) -> (String, Vec<(String, Supposing)>) {
        read_as(text, date, Genre::News, None)
    }

    fn read_as(text: &str, date: &str, genre: Genre, order: Option<DateOrder>) -> (String, Vec<(String, Supposing)>) {
        let options = TaggerOptions { date_order: order, ..TaggerOptions::default() };
        let tagger = Tagger::with_options(Language::english(), &options).expect("the English pack compiles");
        let reference = Reference { date: date.parse().ok(), genre };
        let found = tagger.tag(text, &reference);
        let timex = found.last().unwrap_or_else(|| panic!("nothing in `{text}`"));
        let others = tagger.other_readings(text, timex, &reference);
        let others = others.iter().map(|other| (other.when.edtf(), other.supposing)).collect();
        (timex.when.map_or_else(String::new, |when| when.edtf()), others)
    }

    fn is(taken: &str, others: &[(&str, Supposing)]) -> (String, Vec<(String, Supposing)>) {
        (taken.into(), others.iter().map(|(edtf, supposing)| ((*edtf).into(), *supposing)).collect())
    }

    #[test]
    fn a_bare_weekday_or_month_could_point_the_other_way() {
        let planned = is("2023-04-05", &[("2023-03-29", Supposing::Happened)]);
        assert_eq!(read("The ferry will sail on Wednesday.", "2023-03-31"), planned);
        let happened = is("2022-10", &[("2023-10", Supposing::Planned)]);
        assert_eq!(read("The ferry sank in October.", "2023-03-31"), happened);
        let appointed = is("2023-04-05", &[("2023-03-29", Supposing::Happened)]);
        assert_eq!(read("They called a vote for Wednesday.", "2023-03-31"), appointed);
        let line = is("2022-11-02", &[("2023-11-02", Supposing::YearAfter)]);
        assert_eq!(read("May 3, 2022: a crack is seen.\n\nNov. 2: the wall falls.", "2023-03-31"), line);
        let long = "The harbour was old and the keepers were tired of it. ".repeat(40);
        let far = is("2023-03-29", &[("2023-04-05", Supposing::Planned)]);
        assert_eq!(read(&format!("{long}The ferry sailed on Wednesday."), "2023-03-31"), far);
    }

    #[test]
    fn the_order_of_a_date_in_digits_could_be_the_other() {
        let month = is("2021-03-05", &[("2021-05-03", Supposing::DayFirst)]);
        assert_eq!(read("It opened on 3/5/2021.", "2023-03-31"), month);
        let day = is("2021-05-03", &[("2021-03-05", Supposing::MonthFirst)]);
        assert_eq!(read_as("It opened on 3/5/2021.", "2023-03-31", Genre::News, Some(DateOrder::Dmy)), day);
        for text in ["It opened on 13/5/2021.", "It opened on 3/3/2021.", "It opened on 3.5.2021.", "on 2021-03-05"] {
            assert_eq!(read(text, "2023-03-31").1, [], "{text}");
        }
    }

    #[test]
    fn last_and_next_could_be_one_further() {
        let friday = is("2023-03-31", &[("2023-04-07", Supposing::WeekAfter)]);
        assert_eq!(read("It opens next Friday.", "2023-03-29"), friday);
        assert_eq!(read("It opens next Monday.", "2023-03-31"), is("2023-04-03", &[]));
        let october = is("2023-10", &[("2022-10", Supposing::YearBefore)]);
        assert_eq!(read("It opened last October.", "2023-11-20"), october);
        assert_eq!(read("It opened last October.", "2023-03-31"), is("2022-10", &[]));
        let christmas = is("2023-12-25", &[("2022-12-25", Supposing::YearBefore)]);
        assert_eq!(read("It opened last Christmas.", "2023-12-27"), christmas);
    }

    #[test]
    fn a_short_year_could_be_of_another_century() {
        assert_eq!(read("It opened in '42.", "2023-03-31"), is("2042", &[("1942", Supposing::Century)]));
        assert_eq!(read("It opened in '98.", "2023-03-31"), is("1998", &[("2098", Supposing::Century)]));
    }

    #[test]
    fn what_names_its_date_has_no_other_reading() {
        for text in ["It opened on 5 March 2021.", "It opened yesterday.", "It took five years.", "It opened in 1998."]
        {
            assert_eq!(read(text, "2023-03-31").1, [], "{text}");
        }
        assert_eq!(read_as("It came on 4 May 1998. On Friday", "2023-03-31", Genre::Narrative, None).1, []);
    }
}
