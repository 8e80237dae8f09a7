//! Keys of the front matter that look like a misspelt one.
//!
//! Unknown keys are no mistake: they may be for another program. One is named only where it is a
//! single slip away from a key that the article lacks, and where its value would be right there.

use super::date;
use super::front_matter::{FrontMatter, Value};
use crate::config::{Config, DateOrder};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::shown;

/// A key that an article may lack.
struct Wanted {
    key: &'static str,
    /// What else says the same; with one of them the key is not missed.
    others: &'static [&'static str],
    fits: fn(&Value) -> bool,
    /// Whether the value tells so clearly what is meant that even another letter in the key's place
    /// is a slip: `tabs` may be a list of tabs, but `data: 2024-05-03` is no list of data.
    telling: bool,
}

const WANTED: [Wanted; 8] = [
    Wanted { key: "title", others: &["post_title"], fits: is_text, telling: false },
    Wanted {
        key: "tags",
        others: &["tag", "categories", "category", "taxonomies"],
        fits: |value| !value.texts().is_empty(),
        telling: false,
    },
    Wanted { key: "draft", others: &[], fits: |value| value.bool().is_some(), telling: true },
    Wanted { key: "timeline", others: &[], fits: |value| value.bool().is_some(), telling: true },
    Wanted { key: "events", others: &[], fits: is_events, telling: true },
    Wanted { key: "publisher", others: &["source"], fits: is_text, telling: false },
    Wanted {
        key: "source_url",
        others: &["canonical_url", "external_url", "original", "source"],
        fits: |value| value.text().is_some_and(|text| text.starts_with("https://") || text.starts_with("http://")),
        telling: true,
    },
    Wanted { key: "language", others: &["lang", "locale"], fits: is_text, telling: false },
];

fn is_text(value: &Value) -> bool {
    value.text().is_some_and(|text| !text.is_empty())
}

fn is_events(value: &Value) -> bool {
    let tells = |item: &Value| item.get("match").is_some() || item.get("date").is_some();
    matches!(value, Value::List(items) if items.iter().any(tells))
}

/// Says which keys look like those that the article lacks.
pub(super) fn say(front: &FrontMatter, path: &str, text: &str, out: &mut Vec<Diagnostic>) {
    for wanted in &WANTED {
        if front.get(&[wanted.key]).or_else(|| front.get(wanted.others)).is_some() {
            continue;
        }
        let mut fields = front.fields();
        let found = fields.find(|(key, value)| is_slip(key, wanted.key, wanted.telling) && (wanted.fits)(value));
        if let Some((key, _)) = found {
            let (place, line) = front.place_of_key(path, text, key);
            out.push(Diagnostic {
                place: Some(place),
                severity: Severity::Warning,
                code: Code::MisspeltKey,
                message: format!(
                    "`{}` is no key that dateline knows, and the article has no `{}`",
                    shown(key),
                    wanted.key
                ),
                help: Some(format!("did you mean `{}`?", wanted.key)),
                excerpt: Some(line),
            });
        }
    }
}

/// The reason why an article has no date, if a key looks like `date` and its value is one.
pub(super) fn date_key(front: &FrontMatter, path: &str, text: &str, config: &Config) -> Option<Diagnostic> {
    let is_date = |value: &Value| value.text().is_some_and(|text| date::parse(&text, order(config)).is_some());
    let (key, _) = front.fields().find(|(key, value)| is_slip(key, "date", true) && is_date(value))?;
    let (place, line) = front.place_of_key(path, text, key);
    Some(Diagnostic {
        place: Some(place),
        severity: Severity::Warning,
        code: Code::Undated,
        message: format!("the article has no date: `{}` is no key that dates it", shown(key)),
        help: Some("did you mean `date`?".into()),
        excerpt: Some(line),
    })
}

/// Any order will do to see that something is a date.
fn order(config: &Config) -> Option<DateOrder> {
    config.date_order.or(Some(DateOrder::Dmy))
}

/// True for a key that is one slip away: a letter too many or too few, two that have changed places,
/// and with `any` another letter.
fn is_slip(key: &str, wanted: &str, any: bool) -> bool {
    if key.len().abs_diff(wanted.len()) > 1 || !is_near(key, wanted) {
        return false;
    }
    let plain = key.to_ascii_lowercase().replace('-', "_");
    if strsim::osa_distance(&plain, wanted) != 1 {
        return false;
    }
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    any || plain.len() != wanted.len() || letters(&plain) == letters(wanted)
}

/// False where certainly more than a slip parts two keys: between what they begin and what they end with in
/// common lies more than two letters. Most keys of a front matter are other words.
fn is_near(key: &str, wanted: &str) -> bool {
    let same = |(one, two): &(u8, u8)| one.eq_ignore_ascii_case(two) || *one == b'-' && *two == b'_';
    let begin = key.bytes().zip(wanted.bytes()).take_while(same).count();
    let end = key.bytes().rev().zip(wanted.bytes().rev()).take_while(same).count();
    key.len().max(wanted.len()) <= begin + end + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(yaml: &str) -> Vec<String> {
        let text = format!("---\n{yaml}\n---\nIt opened.\n");
        let front = FrontMatter::split(&text).expect("front matter");
        let mut out = Vec::new();
        say(&front, "a.md", &text, &mut out);
        out.extend(date_key(&front, "a.md", &text, &Config::default()));
        let line = |found: Diagnostic| {
            let place = found.place.expect("a place");
            format!("{}:{} {}", place.line, place.column, found.help.expect("help"))
        };
        out.into_iter().map(line).collect()
    }

    #[test]
    fn a_slip_of_a_key_that_is_missing_is_named() {
        assert_eq!(said("titel: A"), ["2:1 did you mean `title`?"]);
        assert_eq!(said("title: A\ntgas: [x]"), ["3:1 did you mean `tags`?"]);
        assert_eq!(said("title: A\ndraf: true"), ["3:1 did you mean `draft`?"]);
        assert_eq!(said("title: A\nevent:\n- match: x"), ["3:1 did you mean `events`?"]);
        assert_eq!(said("title: A\nsource_ulr: https://a.org"), ["3:1 did you mean `source_url`?"]);
        for key in ["dat", "data", "dated", "Dtae", "\"dat\""] {
            assert_eq!(said(&format!("title: A\n{key}: 2024-05-03")), ["3:1 did you mean `date`?"], "{key}");
        }
    }

    #[test]
    fn what_may_be_for_another_program_is_no_mistake() {
        for yaml in [
            "title: A\ntabs: [x]",
            "title: A\ntitles: B",
            "title: A\ndata: [2024]",
            "title: A\nrate: 5",
            "title: A\ndate: 2024-05-03\ndates: x",
            "title: A\nevent: The regatta",
            "title: A\ndrafts: some",
            "title: A\nsubtitle: B\nlayout: post\npermalink: /a/\nweight: 3\nslug: a\nlast_modified_at: 2024-05-03",
            "title: A\nupdate: 2024-05-03\nlastmod: 2024-05-03",
        ] {
            assert_eq!(said(yaml), Vec::<String>::new(), "{yaml}");
        }
    }
}
