//! Which of a file's dates is the article's, and the many ways in which sites write it.

use super::DateOrigin;
use super::front_matter::{DATE_KEYS, FrontMatter, Value};
use crate::config::DateOrder;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::shown;
use chrono::{Datelike, Month, NaiveDate};

/// What an article is dated from.
#[derive(Debug)]
pub(super) struct Dated<'a> {
    pub path: &'a str,
    /// The file's text, for the places of diagnostics.
    pub text: &'a str,
    pub front: &'a FrontMatter,
    pub order: Option<DateOrder>,
    /// The date that an HTML page gives in its metadata.
    pub page: Option<String>,
}

impl Dated<'_> {
    /// The article's date and where it stands; what is wrong with its dates goes to `out`.
    pub(super) fn find(&self, out: &mut Vec<Diagnostic>) -> Option<(NaiveDate, DateOrigin)> {
        let name = in_file_name(self.path).or_else(|| in_page_bundle(self.path)).or_else(|| over_folders(self.path));
        let from_name = name.map(|date| (date, DateOrigin::FileName));
        let from_path = from_name.or_else(|| in_folders(self.path).map(|date| (date, DateOrigin::Folder)));
        if let Some((key, date)) = self.key(out) {
            if let Some((other, _)) = from_path.filter(|(other, _)| *other != date) {
                let (place, line) = self.front.place_of(self.path, self.text, key);
                let written = self.front.entry(key).map_or(key, |(written, _)| written);
                out.push(Diagnostic {
                    place: Some(place),
                    severity: Severity::Warning,
                    code: Code::DatesDisagree,
                    message: format!("`{written}` says `{date}`, the file's path says `{other}`"),
                    help: Some(format!("`{written}` counts; rename the file or correct the key")),
                    excerpt: Some(line),
                });
            }
            return Some((date, DateOrigin::Key));
        }
        let permalink = ["path", "permalink"].iter().find_map(|key| in_path(&self.front.get(&[key])?.text()?));
        permalink
            .map(|date| (date, DateOrigin::Permalink))
            .or(from_path)
            .or_else(|| Some((parse(self.page.as_deref()?, self.order)?, DateOrigin::Page)))
    }

    fn key(&self, out: &mut Vec<Diagnostic>) -> Option<(&'static str, NaiveDate)> {
        for key in DATE_KEYS {
            let Some((_, value)) = self.front.entry(key) else { continue };
            // `published: true` says that the article is no draft.
            let Value::Text(written) = value else { continue };
            match parse(written, self.order) {
                Some(date) => return Some((key, date)),
                None => {
                    let (place, line) = self.front.place_of(self.path, self.text, key);
                    out.push(Diagnostic {
                        place: Some(place),
                        severity: Severity::Warning,
                        code: Code::BadDate,
                        message: format!("`{key}` is no date: `{}`", shown(written)),
                        help: Some(help_for(written)),
                        excerpt: Some(line),
                    });
                }
            }
        }
        None
    }
}

fn help_for(written: &str) -> String {
    let numbers: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match numbers.as_slice() {
        [a, b, year, ..] if a.len() <= 2 && b.len() <= 2 && year.len() == 4 => {
            "write year, month, day, as in `2023-03-31`, or set `date_order` in `dateline.toml`".into()
        }
        _ => "write year, month, day, as in `2023-03-31`; years are 1 to 9999".into(),
    }
}

/// The day of a date as it is written, whatever its time and zone.
///
/// Year first (`2013-9-18`, `2015-06-02 10:00:49 -0400`, `2015-06-02T10:00:49Z`, `20150602`), or
/// with the month's name (`Tue Sep 25 15:36:47 PDT 2012`, `18 September 2013`). Day or month first
/// (`3/5/2021`) is read only where `order` says which.
pub fn parse(written: &str, order: Option<DateOrder>) -> Option<NaiveDate> {
    let written = written.trim();
    year_first(written).map(|(date, _)| date).or_else(|| month_named(written)).or_else(|| ordered(written, order?))
}

/// A date that begins with its year, and the length of the day as written.
fn year_first(text: &str) -> Option<(NaiveDate, usize)> {
    let (year, at) = number(text, 0, 8)?;
    if at == 8 {
        let date = day(year as i32 / 10_000, year / 100 % 100, year % 100)?;
        return ends_number(text, at).then_some((date, at));
    }
    let separator = *text.as_bytes().get(at).filter(|byte| at == 4 && b"-/._".contains(byte))?;
    let (month, at) = number(text, at + 1, 2)?;
    if text.as_bytes().get(at) != Some(&separator) {
        return None;
    }
    let (of_month, at) = number(text, at + 1, 2)?;
    let date = day(year as i32, month, of_month)?;
    ends_number(text, at).then_some((date, at))
}

fn ends_number(text: &str, at: usize) -> bool {
    !text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// The number of up to `longest` digits that begins at a byte, and its end.
fn number(text: &str, at: usize, longest: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take(longest).take_while(u8::is_ascii_digit).count();
    Some((rest[..length].parse().ok()?, at + length))
}

/// The forms of e-mail and of Unix' `date`: the month's name, one number up to 31, one of four digits.
fn month_named(text: &str) -> Option<NaiveDate> {
    let (mut month, mut of_month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '-', '\t', '/']).filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            let name = word.trim_end_matches('.');
            month = month.or_else(|| (name.len() >= 3).then(|| name.parse::<Month>().ok()).flatten());
        } else if digits == 4 && word.len() == 4 {
            year = year.or(word.parse::<i32>().ok());
        } else if digits <= 2 && !word.contains([':', '+', '.']) {
            of_month = of_month.or(word[..digits].parse::<u32>().ok());
        }
    }
    day(year?, month?.number_from_month(), of_month?)
}

fn ordered(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let (first, at) = number(text, 0, 2)?;
    let separator = *text.as_bytes().get(at).filter(|byte| b"-/.".contains(byte))?;
    let (second, at) = number(text, at + 1, 2)?;
    if text.as_bytes().get(at) != Some(&separator) {
        return None;
    }
    let (year, end) = number(text, at + 1, 4)?;
    if end != at + 5 || !ends_number(text, end) {
        return None;
    }
    match order {
        DateOrder::Dmy => day(year as i32, second, first),
        DateOrder::Mdy => day(year as i32, first, second),
        DateOrder::Ymd => None,
    }
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| (1..=9999).contains(&date.year()))
}

/// The date with which a file's name begins: `2020-05-27-title.md`.
fn in_file_name(path: &str) -> Option<NaiveDate> {
    let name = path.rsplit('/').next()?;
    dated_name(name)
}

/// The date of `2020-05-27-title/index.md`.
fn in_page_bundle(path: &str) -> Option<NaiveDate> {
    let (folders, name) = path.rsplit_once('/')?;
    name.starts_with("index.").then(|| dated_name(folders.rsplit('/').next()?)).flatten()
}

/// The date of `2020/05/27-title.md` and `2020/05-27-title.md`, whose day has two digits: in
/// `2020/05/7-ways.md` there is none.
fn over_folders(path: &str) -> Option<NaiveDate> {
    let path = path.rsplit_once('/').filter(|(_, name)| name.starts_with("index.")).map_or(path, |(folder, _)| folder);
    let parts: Vec<&str> = path.split('/').collect();
    let (name, folders) = parts.split_last()?;
    if !name.get(..2)?.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    (1..=folders.len().min(2)).find_map(|count| {
        let year = folders.get(folders.len() - count)?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| dated_name(&parts[parts.len() - count - 1..].join("-"))).flatten()
    })
}

fn dated_name(name: &str) -> Option<NaiveDate> {
    let (date, end) = year_first(name)?;
    let next = name[end..].chars().next();
    next.is_none_or(|next| !next.is_alphanumeric()).then_some(date)
}

/// The date that three folders in a row make: `2020/05/27/`.
fn in_folders(path: &str) -> Option<NaiveDate> {
    in_path(path.rsplit_once('/')?.0)
}

/// The date that a file's name or its folders tell.
pub fn in_path_of_file(path: &str) -> Option<NaiveDate> {
    in_file_name(path).or_else(|| in_page_bundle(path)).or_else(|| over_folders(path)).or_else(|| in_folders(path))
}

/// The date in an address' path: `/2020/05/27/title`, `news/2020-05-27-title`.
pub fn in_path(path: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let folders = parts.windows(3).find_map(|part| {
        let numeric = |text: &str, length: std::ops::RangeInclusive<usize>| {
            length.contains(&text.len()).then(|| text.parse::<u32>().ok()).flatten()
        };
        day(numeric(part[0], 4..=4)? as i32, numeric(part[1], 1..=2)?, numeric(part[2], 1..=2)?)
    });
    folders.or_else(|| parts.iter().find_map(|part| dated_name(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Option<String> {
        parse(text, None).map(|date| date.to_string())
    }

    #[test]
    fn every_form_that_sites_use_gives_the_day_as_written() {
        for (written, expected) in [
            ("2015-06-11", "2015-06-11"),
            ("2013-9-18", "2013-09-18"),
            ("2015-06-02 10:00:49 -0400", "2015-06-02"),
            ("2015-06-02 23:59:49 -4", "2015-06-02"),
            ("2015-06-02 9:05:00", "2015-06-02"),
            ("2015-06-02T23:00:49Z", "2015-06-02"),
            ("2015-06-02T00:30:49+02:00", "2015-06-02"),
            ("2015-06-02T10:00:49.000Z", "2015-06-02"),
            ("Tue Sep 25 15:36:47 PDT 2012", "2012-09-25"),
            ("Thu Mar 15 2012 12:11:21 GMT-0700 (PDT)", "2012-03-15"),
            ("Fri, 01 May 2020 09:30:00 +0200", "2020-05-01"),
            ("2021-02-08 16:30-:00+16:30", "2021-02-08"),
            ("September 18, 2013", "2013-09-18"),
            ("18th Sep. 2013", "2013-09-18"),
            ("2020/05/27", "2020-05-27"),
            ("20150602", "2015-06-02"),
        ] {
            assert_eq!(on(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for written in [
            "",
            "soon",
            "2020",
            "2020-05",
            "0000-05-01",
            "99999-01-01",
            "2020-13-01",
            "2020-02-30",
            "true",
            "3/5/2021",
            "2020-05-271",
            "May 2020",
            "1.88.0",
            "2020-05/06",
        ] {
            assert_eq!(on(written), None, "{written}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_asked_for() {
        let on = |order| parse("3/5/2021", Some(order)).map(|date| date.to_string());
        assert_eq!(on(DateOrder::Dmy).as_deref(), Some("2021-05-03"));
        assert_eq!(on(DateOrder::Mdy).as_deref(), Some("2021-03-05"));
    }

    fn find(path: &str, text: &str) -> (Option<(String, DateOrigin)>, Vec<Diagnostic>) {
        let front = FrontMatter::split(text).expect("front matter");
        let mut out = Vec::new();
        let dated = Dated { path, text, front: &front, order: None, page: Some("2001-01-01".into()) };
        (dated.find(&mut out).map(|(date, origin)| (date.to_string(), origin)), out)
    }

    #[test]
    fn the_places_of_a_date_count_in_order() {
        let cases = [
            (
                "2019/01/02/2020-05-27-a.md",
                "---\ndate: 2021-01-01\npath: 2022/02/02\n---\n",
                "2021-01-01",
                DateOrigin::Key,
            ),
            ("2019/01/02/2020-05-27-a.md", "---\npath: 2022/02/02/x\n---\n", "2022-02-02", DateOrigin::Permalink),
            ("2019/01/02/2020-05-27-a.md", "---\nupdated: 2021-01-01\n---\n", "2020-05-27", DateOrigin::FileName),
            ("2019/1/2/a.md", "", "2019-01-02", DateOrigin::Folder),
            ("news/2019/01/02-a.md", "", "2019-01-02", DateOrigin::FileName),
            ("2019/01-02-a/index.md", "", "2019-01-02", DateOrigin::FileName),
            ("2019/01/2-ways.md", "", "2001-01-01", DateOrigin::Page),
            ("a.md", "---\npublishedAt: 2012-01-02\ncreatedAt: 2011-01-02\n---\n", "2012-01-02", DateOrigin::Key),
            ("a.md", "---\ndate_published: '2012-01-02T03:04:05.000+00:00'\n---\n", "2012-01-02", DateOrigin::Key),
            ("a.md", "---\nlastmod: 2012-01-02\nexpiryDate: 2013-01-02\n---\n", "2001-01-01", DateOrigin::Page),
            ("news/2020-05-27-a/index.md", "", "2020-05-27", DateOrigin::FileName),
            ("a-2020-05-27.md", "source:\n  date: 2020-01-01\n", "2001-01-01", DateOrigin::Page),
            ("a.md", "---\npublished: true\npost_date: 2012-01-02\n---\n", "2012-01-02", DateOrigin::Key),
        ];
        for (path, text, date, origin) in cases {
            assert_eq!(find(path, text).0, Some((date.to_owned(), origin)), "{path} {text}");
        }
    }

    #[test]
    fn disagreement_and_nonsense_are_said_with_their_place() {
        let (found, out) = find("2020-05-27-a.md", "---\ntitle: a\ndate: 2020-05-28\n---\n");
        assert_eq!(found.map(|found| found.0).as_deref(), Some("2020-05-28"));
        let [diagnostic] = out.as_slice() else { panic!("one diagnostic: {out:?}") };
        let place = diagnostic.place.as_ref().expect("a place");
        assert_eq!((diagnostic.code, place.line, place.column), (Code::DatesDisagree, 3, 7));

        let (found, out) = find("2020-05-27-a.md", "---\ndate: 99999-01-01\n---\n");
        assert_eq!(found.map(|found| found.1), Some(DateOrigin::FileName));
        assert_eq!(out[0].code, Code::BadDate);
        assert!(find("a.md", "---\npublished: true\n---\n").1.is_empty());
    }
}
