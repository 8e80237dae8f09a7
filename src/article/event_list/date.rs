//! The date of a hand-made event: EDTF, or the year, month and day of TimelineJS.

use crate::article::Value;
use crate::article::date::parse;
use crate::config::DateOrder;
use crate::error::shown;
use crate::when::{EdtfError, When};

/// Reads a date in EDTF. Spreadsheets and YAML take leading zeros for decoration, so `2013-9-18` and
/// `-489` are dates, too.
pub(crate) fn edtf(written: &str) -> Result<When, EdtfError> {
    // "2023-03-29 15:30" is how databases write it.
    let joined = match written.split_once(' ') {
        Some((day, time)) if time.as_bytes().first().is_some_and(u8::is_ascii_digit) && !time.contains('/') => {
            format!("{day}T{}", time.trim())
        }
        _ => written.to_owned(),
    };
    let padded: Vec<String> = joined.split('/').map(padded).collect();
    When::from_edtf(&padded.join("/")).map_err(|error| match error {
        EdtfError::Form(_) => EdtfError::Form(shown(written)),
        other => other,
    })
}

/// Reads the `datetime` of HTML's `<time>`: EDTF, or a day with a time and a zone, of which the day
/// counts as it is written. None for a time of day, a length, or a day without a year.
pub(in crate::article) fn marked(written: &str) -> Result<Option<When>, EdtfError> {
    let written = written.trim();
    // `10-05` is a day of every year, `14:54` a time of every day.
    let digits = written.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count();
    let partial = digits == 2 && written.contains(['-', ':']);
    if partial || written.starts_with('P') {
        return Ok(None);
    }
    match edtf(written) {
        Ok(when) => Ok(Some(when)),
        Err(error) => match written.get(..10).map(edtf) {
            Some(Ok(day)) if written[10..].starts_with(['T', 't', ' ']) => Ok(Some(day)),
            _ => Err(error),
        },
    }
}

fn padded(date: &str) -> String {
    let date = date.trim();
    let (sign, rest) = date.strip_prefix('-').map_or(("", date), |rest| ("-", rest));
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    let mut fields = digits.split('-');
    let year = fields.next().unwrap_or("");
    if year.is_empty() || tail.starts_with('X') || digits.ends_with('-') {
        return date.to_owned();
    }
    let mut out = format!("{sign}{year:0>4}");
    for field in fields {
        out.push_str(&format!("-{field:0>2}"));
    }
    out + tail
}

/// What would be right, where the day that is meant can be guessed.
pub(super) fn help(written: &str, order: Option<DateOrder>) -> String {
    let read = |order| parse(written, Some(order));
    match (read(order.unwrap_or(DateOrder::Dmy)), order.is_none().then(|| read(DateOrder::Mdy)).flatten()) {
        (Some(day), Some(other)) if day != other => format!("write it as `{day}` or `{other}`, whichever it means"),
        (Some(day), _) => format!("write it as `{day}`, if that is what it means"),
        (None, _) => {
            "a date is written as `2023-03-29`, `2022-10`, `2019~`, `198X`, `-0489` or `2004-06/2006-08`".into()
        }
    }
}

/// TimelineJS's date in EDTF: `part` gives its year, month, day, hour, minute and time. None without a year.
///
/// Its years have no 0: its -490 is 490 BC, which EDTF writes as -0489.
pub(super) fn of_parts(part: impl Fn(&str) -> Option<String>) -> Option<String> {
    let written = |name: &str| part(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let year = written("year")?;
    let mut date = match year.parse::<i64>() {
        Ok(year) if year < 0 => format!("-{:04}", -(year + 1)),
        Ok(year) => format!("{year:04}"),
        Err(_) => year,
    };
    let Some(month) = written("month") else { return Some(date) };
    date.push_str(&format!("-{month:0>2}"));
    let Some(day) = written("day") else { return Some(date) };
    date.push_str(&format!("-{day:0>2}"));
    let clock = written("time").filter(|time| clock_like(time));
    let hour = written("hour").map(|hour| format!("{hour:0>2}:{:0>2}", written("minute").unwrap_or_default()));
    if let Some(clock) = clock.or(hour) {
        date.push('T');
        date.push_str(&clock);
    }
    Some(date)
}

/// `15:30` or `15:30:05`; what else stands in a column of times changes no day.
fn clock_like(time: &str) -> bool {
    time.len() >= 5 && time.split(':').all(|field| field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A part of a date that is a map.
pub(super) fn part_of<'a>(map: &'a Value) -> impl Fn(&str) -> Option<String> + 'a {
    |name| map.get(name).and_then(Value::text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_may_be_left_out() {
        let read = |text| edtf(text).map(|when| when.edtf());
        for (written, date) in [
            ("2013-9-18", "2013-09-18"),
            ("-489", "-0489"),
            ("79", "0079"),
            ("2004-6/2006-08", "2004-06/2006-08"),
            ("201X", "201X"),
            ("2023-03-29 15:30", "2023-03-29"),
            ("1985?", "1985~"),
            ("2019~", "2019~"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(date), "{written}");
        }
        assert!(read("5 March 2021").is_err());
        assert!(read("2023-02-30").is_err());
        assert_eq!(help("5 March 2021", None), "write it as `2021-03-05`, if that is what it means");
        assert_eq!(help("3/5/2027", None), "write it as `2027-05-03` or `2027-03-05`, whichever it means");
        assert_eq!(help("3/5/2027", Some(DateOrder::Mdy)), "write it as `2027-03-05`, if that is what it means");
    }

    #[test]
    fn a_mark_in_html_holds_a_date_or_nothing() {
        let read = |text| marked(text).map(|when| when.map(|when| when.edtf()));
        for (written, date) in [
            ("2022-10", Some("2022-10")),
            ("2022-10-05T14:54:39.929-0800", Some("2022-10-05")),
            ("2022-10-05 14:54Z", Some("2022-10-05")),
            ("2004-06/2006-08", Some("2004-06/2006-08")),
            ("P2D", None),
            ("14:54", None),
            ("10-05", None),
        ] {
            assert_eq!(read(written), Ok(date.map(str::to_owned)), "{written}");
        }
        for wrong in ["last week", "2022-13", "", "5.3.2021"] {
            assert!(marked(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_years_of_timeline_js_have_no_zero() {
        let date = |year: &'static str| of_parts(move |name| (name == "year").then(|| year.to_owned()));
        assert_eq!(date("-490").as_deref(), Some("-0489"));
        assert_eq!(date("-1").as_deref(), Some("-0000"));
        assert_eq!(date("1998").as_deref(), Some("1998"));
        assert_eq!(date(" ").as_deref(), None);
    }
}
