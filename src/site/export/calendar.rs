//! The events as a calendar after RFC 5545.
//!
//! Only what is known to the day, or to a stretch of days, is on it: a calendar has no way to say
//! "sometime in March", and an all-day event of a whole year would stand on every day of it. Every
//! event lasts all day and leaves its days free. Lines are folded at 75 octets between characters;
//! the `icalendar` crate's folding lets lines of 76 through and takes quadratic time.

use super::Context;
use crate::event::Status;
use crate::timeline::Entry;
use crate::when::Granularity;
use chrono::{Datelike, NaiveDate};
use std::io::{self, Write};

/// The longest line in octets, its end not counted.
const LINE: usize = 75;

pub(super) fn write(context: &Context, out: &mut impl Write) -> io::Result<()> {
    let timeline = context.timeline;
    let mut calendar = Calendar { text: String::new() };
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", concat!("-//dateline//dateline ", env!("CARGO_PKG_VERSION"), "//EN"));
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.words("NAME", &timeline.title);
    calendar.words("X-WR-CALNAME", &timeline.title);
    // RFC 5545 has no calendar without a component: an empty timeline's file ends here, and is none.
    for entry in timeline.events.iter().filter(|entry| is_of_days(entry)) {
        calendar.event(context, entry);
        out.write_all(calendar.text.as_bytes())?;
        calendar.text.clear();
    }
    calendar.line("END", "VCALENDAR");
    out.write_all(calendar.text.as_bytes())
}

/// True for what a calendar can show: it counts from year 1 to 9999.
fn is_of_days(entry: &Entry) -> bool {
    let years = 1..=9999;
    let days = entry.when.granularity() < Granularity::Month;
    days && years.contains(&entry.when.from().year()) && years.contains(&entry.when.until().year())
}

struct Calendar {
    text: String,
}

impl Calendar {
    fn event(&mut self, context: &Context, entry: &Entry) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &format!("{}@dateline", entry.id));
        // When the event was last told: never the hour of the build, or every build would change it.
        let told =
            entry.sources.iter().filter_map(|source| source.teller.article_date).max().unwrap_or(entry.when.from());
        self.line("DTSTAMP", &format!("{}T000000Z", date(told)));
        self.line("DTSTART;VALUE=DATE", &date(entry.when.from()));
        self.line("DTEND;VALUE=DATE", &date(entry.when.until()));
        self.words("SUMMARY", &entry.title);
        let described = description(context, entry);
        if !described.is_empty() {
            self.words("DESCRIPTION", &described);
        }
        if !entry.tags.is_empty() {
            let tags: Vec<String> = entry.tags.iter().map(|tag| escaped(tag)).collect();
            self.line("CATEGORIES", &tags.join(","));
        }
        let page = context.absolute_event(entry);
        if let Some(address) = page.as_deref().or_else(|| entry.sources.first()?.teller.url.as_deref()) {
            self.line("URL", address);
        }
        self.line("STATUS", if entry.status == Status::Planned { "TENTATIVE" } else { "CONFIRMED" });
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    fn words(&mut self, name: &str, words: &str) {
        self.line(name, &escaped(words));
    }

    /// Writes a content line, folded where it is too long.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        // Most lines are short and plain.
        let plain = |part: &str| part.bytes().all(|byte| (b' '..0x7f).contains(&byte));
        if name.len() + 1 + value.len() <= LINE && plain(value) {
            for part in [name, ":", value, "\r\n"] {
                self.text.push_str(part);
            }
            return;
        }
        let mut write = |part: &str| {
            for letter in part.chars().filter(|letter| !letter.is_control()) {
                if letter.len_utf8() > room {
                    self.text.push_str("\r\n ");
                    room = LINE - 1;
                }
                room -= letter.len_utf8();
                self.text.push(letter);
            }
        };
        write(name);
        write(":");
        write(value);
        self.text.push_str("\r\n");
    }
}

/// The sentence, then who told it, a line a source.
fn description(context: &Context, entry: &Entry) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !entry.text.is_empty() {
        lines.push(entry.text.to_string());
    }
    for source in &entry.sources {
        let article = context.said(source);
        let name = source.publisher_beside().map_or_else(String::new, |publisher| format!("{publisher}: "));
        let address = source.teller.url.as_deref().map_or_else(String::new, |url| format!(" {url}"));
        lines.push(format!("{name}{article}{address}"));
    }
    lines.join("\n")
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            other => out.push(other),
        }
    }
    out
}

fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
