//! The date with which a line begins.

use super::Scope;
use crate::article::edtf_as_written;
use crate::config::DateOrder;
use crate::timex::{RangeEnd, Reference, Tagger, Timex, TimexType};
use crate::when::When;

/// What stands between a date and what happened.
const SEPARATORS: [&str; 9] = [" – ", " — ", " - ", ": ", "\t", " | ", "– ", "— ", " – "];

/// The longest date in words, in bytes.
const LONGEST: usize = 80;

/// A line that begins with a date.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head<'t> {
    pub(super) when: When,
    /// What follows; empty if the line is only a date.
    pub(super) rest: &'t str,
}

/// Reads dates that stand alone.
#[derive(Debug)]
pub(super) struct Dates<'t> {
    tagger: &'t Tagger,
    order: Option<DateOrder>,
}

impl<'t> Dates<'t> {
    pub(super) fn new(tagger: &'t Tagger, order: Option<DateOrder>) -> Dates<'t> {
        Dates { tagger, order }
    }

    /// The date with which a text begins, up to a separator. Of several separators the last counts
    /// that still leaves a date before it: "3 May – 8 June – A fair."
    pub(super) fn head<'l>(&self, text: &'l str, scope: &Scope) -> Option<Head<'l>> {
        let text = text.trim();
        let mut cuts: Vec<(usize, usize)> = SEPARATORS
            .iter()
            .flat_map(|separator| text.match_indices(separator).take(3).map(|(at, found)| (at, at + found.len())))
            .filter(|(at, _)| (1..=LONGEST).contains(at))
            .collect();
        cuts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        cuts.dedup_by_key(|cut| cut.0);
        let found = cuts.into_iter().take(6).find_map(|(at, end)| {
            let when = self.whole(&text[..at], scope)?;
            Some(Head { when, rest: text[end..].trim() })
        });
        found.or_else(|| self.whole(text, scope).map(|when| Head { when, rest: "" }))
    }

    /// A text that is a date from end to end, with what the headings above say of its year and month.
    pub(super) fn whole(&self, text: &str, scope: &Scope) -> Option<When> {
        let text = text.trim().trim_matches(|letter| matches!(letter, '(' | ')' | ',' | ':' | '*' | '.')).trim();
        if text.is_empty() || text.len() > LONGEST || !text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        // "5" is a day of the month above, never a year.
        if digits && text.len() <= 2 {
            let month = scope.month.as_ref()?;
            let year = scope.year?;
            return self
                .spoken(&format!("{text} {}", with_year(month, year)))
                .or_else(|| self.spoken(&with_year(&format!("{month} {text}"), year)));
        }
        let written = text.bytes().filter(u8::is_ascii_alphabetic).count() <= 1;
        let edtf = if written { edtf_as_written(text).ok() } else { None };
        let day = || crate::article::parse_date(text, self.order).filter(|_| written).and_then(When::day);
        edtf.or_else(day).or_else(|| self.spoken(text)).or_else(|| {
            let year = scope.year?;
            self.spoken(&format!("{text}, {year}")).or_else(|| self.spoken(&format!("{text} {year}")))
        })
    }

    /// The date of a text that is nothing but one expression, or the two ends of a range.
    fn spoken(&self, text: &str) -> Option<When> {
        let found = self.tagger.tag(text, &Reference::default());
        let (first, last) = (found.first()?, found.last()?);
        if found.len() > 2 || !covers(text, &found) {
            return None;
        }
        let is_date = |timex: &Timex| matches!(timex.kind, TimexType::Date | TimexType::Time);
        if !found.iter().all(is_date) {
            return None;
        }
        match first.range {
            Some(RangeEnd::First(whole)) => Some(whole),
            _ if found.len() == 1 => first.when,
            _ => first.when?.through(last.when?),
        }
    }

    /// The one year that a title names.
    pub(super) fn year_in(&self, title: &str) -> Option<i32> {
        let numbers = title
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
        let years: Vec<i32> =
            numbers.filter_map(|word| word.parse().ok()).filter(|year| (1000..3000).contains(year)).collect();
        let [year] = years.as_slice() else { return None };
        Some(*year)
    }
}

fn with_year(text: &str, year: i32) -> String {
    // The month's heading may have named it.
    if text.contains(&year.to_string()) { text.to_owned() } else { format!("{text}, {year}") }
}

/// Whether the expressions leave nothing of a text but marks between them and one short word.
fn covers(text: &str, found: &[Timex]) -> bool {
    let mut at = 0;
    let mut outside = 0;
    for timex in found {
        outside += words(text.get(at..timex.span.start).unwrap_or(""));
        at = timex.span.end;
    }
    let tail = text.get(at..).unwrap_or("");
    // "from 5 to 8 May" leaves two little words, "5 May (Friday)" none.
    outside <= found.len() && words(tail) == 0
}

fn words(text: &str) -> usize {
    let longest = 3;
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| if word.chars().count() <= longest && !word.bytes().any(|b| b.is_ascii_digit()) { 1 } else { 9 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn date(text: &str, scope: &Scope) -> Option<(String, String)> {
        let tagger = Tagger::new(Language::english()).expect("the pack compiles");
        let dates = Dates::new(&tagger, None);
        dates.head(text, scope).map(|head| (head.when.edtf(), head.rest.to_owned()))
    }

    #[test]
    fn dates_begin_lines() {
        let in_1969 = Scope { year: Some(1969), ..Scope::default() };
        let in_may = Scope { year: Some(1969), month: Some("May".into()), day: None };
        for (text, scope, edtf, rest) in [
            ("1945 – A pier is built.", &Scope::default(), "1945", "A pier is built."),
            ("1945: A pier", &Scope::default(), "1945", "A pier"),
            ("January 5 – A fair", &in_1969, "1969-01-05", "A fair"),
            ("5 January — A fair – of boats", &in_1969, "1969-01-05", "A fair – of boats"),
            ("5 May 1950 – A fair", &in_1969, "1950-05-05", "A fair"),
            ("May – A fair", &in_1969, "1969-05", "A fair"),
            ("5 – A fair", &in_may, "1969-05-05", "A fair"),
            ("1939–1945 – A war", &Scope::default(), "1939/1945", "A war"),
            ("490 BC – A battle", &Scope::default(), "-0489", "A battle"),
            ("2004-05-03: A day", &Scope::default(), "2004-05-03", "A day"),
            ("January 5", &in_1969, "1969-01-05", ""),
            ("The 1980s – Poor years", &Scope::default(), "198X", "Poor years"),
            ("January 5 – February 3 – A fair", &in_1969, "1969-01-05/1969-02-03", "A fair"),
        ] {
            assert_eq!(date(text, scope), Some((edtf.to_owned(), rest.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_lines_begin_with_none() {
        for text in [
            "A pier was built in 1945: of wood",
            "5 – A fair",
            "January 5 – A fair",
            "Note: 1945",
            "",
            " – ",
            "The year 1945 in the harbour of the town – boats",
            "12 boats – lost",
        ] {
            assert_eq!(date(text, &Scope::default()), None, "{text}");
        }
    }
}
