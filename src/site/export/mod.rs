//! The timeline in the forms of other programs: files of the site, and what `dateline export` writes.

mod calendar;
mod corrections;
mod json_ld;
mod markdown;
mod table;
mod timelinejs;

pub(super) use corrections::correction;
pub(super) use json_ld::{of_article, of_timeline};

use super::Context;
use super::feed::Feed;
use crate::timeline::Timeline;
use clap::ValueEnum;
use std::io::{self, BufWriter, Write};

/// The JSON Schema of `events.json`.
pub const SCHEMA: &str = include_str!("events.schema.json");

/// Its name on the site.
pub(super) const SCHEMA_FILE: &str = "events.schema.json";

/// A form in which the timeline can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// All that is known: the file `events.json`, for which the site holds a JSON Schema
    Json,
    /// A table with an event a row (RFC 4180)
    Csv,
    /// A calendar of the events that are known to the day or to a few days (RFC 5545)
    Ics,
    /// A feed of the latest articles' events (RFC 4287)
    Atom,
    /// The same as JSON Feed 1.1
    Jsonfeed,
    /// The data of a TimelineJS timeline
    Timelinejs,
    /// A list by year and month
    Markdown,
    /// What an article's front matter takes to correct its events, for each article
    Corrections,
}

impl Format {
    /// Those that the site offers, in the order in which its pages name them.
    pub const OFFERED: [Format; 6] =
        [Format::Atom, Format::Jsonfeed, Format::Json, Format::Csv, Format::Ics, Format::Timelinejs];

    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "JSON",
            Format::Csv => "CSV",
            Format::Ics => "iCalendar",
            Format::Atom => "Atom",
            Format::Jsonfeed => "JSON Feed",
            Format::Timelinejs => "TimelineJS",
            Format::Markdown => "Markdown",
            Format::Corrections => "YAML",
        }
    }

    /// The file's name on the site.
    pub fn file(self) -> &'static str {
        match self {
            Format::Json => "events.json",
            Format::Csv => "events.csv",
            Format::Ics => "events.ics",
            Format::Atom => "feed.xml",
            Format::Jsonfeed => "feed.json",
            Format::Timelinejs => "timelinejs.json",
            Format::Markdown => "events.md",
            Format::Corrections => "corrections.yaml",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json | Format::Timelinejs => "application/json",
            Format::Csv => "text/csv",
            Format::Ics => "text/calendar",
            Format::Atom => "application/atom+xml",
            Format::Jsonfeed => "application/feed+json",
            Format::Markdown => "text/markdown",
            Format::Corrections => "application/yaml",
        }
    }
}

/// So many bytes of a form are written at once.
const PIECE: usize = 64 * 1024;

/// Writes the timeline in a form, event by event: it need not be in memory as a whole.
///
/// # Errors
/// Where `out` refuses to take it.
pub(super) fn write(context: &Context, format: Format, out: &mut dyn Write) -> io::Result<()> {
    // It comes in many small pieces, for each of which the way to the file is long.
    let mut out = BufWriter::with_capacity(PIECE, out);
    match format {
        Format::Json => events_json(context.timeline, &mut out),
        Format::Csv => table::write(context, &mut out),
        Format::Ics => calendar::write(context, &mut out),
        Format::Atom => out.write_all(Feed::whole(context).atom().as_bytes()),
        Format::Jsonfeed => out.write_all(Feed::whole(context).json().as_bytes()),
        Format::Timelinejs => timelinejs::write(context, &mut out),
        Format::Markdown => out.write_all(markdown::render(context).as_bytes()),
        Format::Corrections => out.write_all(corrections::render(context).as_bytes()),
    }?;
    out.flush()
}

/// The timeline in a form.
pub(super) fn written(context: &Context, format: Format) -> String {
    let mut bytes = Vec::new();
    write(context, format, &mut bytes).expect("a vector takes all that is written");
    String::from_utf8(bytes).expect("all forms are text")
}

fn events_json(timeline: &Timeline, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, timeline)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests;
