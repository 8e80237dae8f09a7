//! Logs: lines that a time of day in four digits opens, "0713: the gate is shut". Some of these look
//! like years, so that only all lines together tell a log from a chronology.

use super::chronicle::Place;
use chrono::{Datelike, NaiveDate};

/// A year so far ahead of the document is none that a chronology has reached.
const FAR: i32 = 20;

/// What opens a line.
const DIGITS: usize = 4;

/// True if the lines of a text that four digits open are those of a log: each can be a time of day,
/// and one of them can be no year.
pub(super) fn is_log(text: &str, document: Option<NaiveDate>) -> bool {
    let mut sure = false;
    for line in text.lines() {
        let Some(label) = label(line) else { continue };
        if label / 100 > 23 || label % 100 > 59 {
            return false;
        }
        sure |= label < 1000 || document.is_some_and(|document| label > document.year() + FAR);
    }
    sure
}

/// True if these bytes of a text are four digits that open a line.
pub(super) fn opens_line(text: &str, start: usize, end: usize) -> bool {
    end - start == DIGITS && text[end..].starts_with(':') && Place::of(text, &(start..end)) == Place::Label
}

/// The number of four digits that opens a line, with a colon behind it.
fn label(line: &str) -> Option<i32> {
    let line = line.trim_start_matches([' ', '*', '-', '•', '>', '[', '(']);
    let (digits, rest) = line.split_at_checked(DIGITS)?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(':');
    whole.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn the_lines_of_a_log_are_times() {
        let values = |text: &str| sample::values("2025-06-18", text);
        let day = |time: &str| format!("2025-06-18T{time}");
        assert_eq!(
            values("0713: the crew boards\n1958: the pump fails\n2059: all is well"),
            [day("07:13"), day("19:58"), day("20:59")]
        );
        assert_eq!(values("2059: the gate is shut"), [day("20:59")]);
        assert_eq!(values("1912: the mill burns\n1958: it is sold\n2019: a museum opens"), ["1912", "1958", "2019"]);
        assert_eq!(values("0713: a raid\n1866: a battle"), ["1866"]);
        assert_eq!(values("2030: the line is to open"), ["2030"]);
    }
}
