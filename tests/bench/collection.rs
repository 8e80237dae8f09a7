//! A folder of news made from a seed, to measure the whole program with: the same bytes on every machine.
//!
//! The articles belong to stories with people and places of their own, and eight of them tell a
//! story: some happenings in common, the rest is prose in which dates are sparse, as in real news.

#![allow(dead_code, reason = "each bench and test uses a part of it")]

use super::prose::{Dice, News};
use chrono::{Days, NaiveDate};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// So many bytes has an article, its front matter counted.
const BYTES: usize = 3_400;
/// So many articles tell a story, in which so many things happen.
const ARTICLES: usize = 8;
const HAPPENINGS: u64 = 12;

const TAGS: &[&str] = &["harbour", "rail", "council", "schools", "courts", "sport", "energy", "culture"];
const PUBLISHERS: &[&str] = &["Harbour Herald", "North Wire", "City Ledger", "The Islander"];
const SYLLABLES: &[&str] =
    &["ka", "lo", "mer", "tin", "sa", "ro", "vel", "dun", "pi", "har", "os", "bel", "an", "gor", "ly", "wen", "tor"];
const DEEDS: &[&str] = &[
    "opened", "closed", "bought", "sold", "visited", "repaired", "flooded", "sued", "founded", "left", "rebuilt",
    "praised", "blocked", "searched", "burned", "moved", "painted", "fined", "joined", "cleared",
];
const THINGS: &[&str] = &[
    "harbour", "bridge", "school", "mine", "factory", "railway", "market", "court", "theatre", "hospital", "library",
    "ferry", "tower", "canal", "museum", "station", "dam", "prison", "stadium", "garden", "mill", "quay", "bank",
];

/// A name of a story's own.
fn name(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut name: String = (0..4).map(|_| dice.pick(SYLLABLES)).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// Article `number` of a collection: one of ten years of news.
pub fn article(number: usize) -> String {
    let story = (number / ARTICLES) as u64;
    let mut dice = Dice(number as u64 + 1_000_000);
    let first = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap_or_default();
    let start = first + Days::new(Dice(story).roll() % 3_600);
    let date = start + Days::new(30 + dice.roll() % 20);
    let (place, person) = (name(story * 3), name(story * 3 + 1));
    let mut text = format!(
        "---\ntitle: {person} and the {} of {place}\ndate: {date}\npublisher: {}\ntags: [{}, {}]\n---\n\n",
        dice.pick(THINGS),
        PUBLISHERS[number % PUBLISHERS.len()],
        TAGS[number % TAGS.len()],
        TAGS[(number / 3 + 1) % TAGS.len()],
    );
    let mut news = News::rare(number as u64);
    for _ in 0..3 {
        let happening = dice.roll() % HAPPENINGS;
        let mut told = Dice(story * 100 + happening);
        let day = (start + Days::new(happening * 2)).format("%-d %B %Y");
        let (deed, thing) = (told.pick(DEEDS), told.pick(THINGS));
        let _ = write!(text, "{person} {} {deed} the {thing} of {place} on {day}. ", name(story * 3 + 2 + happening));
        text.push_str(&news.text(BYTES / 3 - 180));
        text.push_str("\n\n");
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text + "\n"
}

/// Where an article of a collection lies.
pub fn path(number: usize) -> String {
    format!("{:03}/news-{number:05}.md", number / 100)
}

/// Writes so many articles into a folder, a hundred to a folder within.
///
/// # Errors
/// Where the system refuses to write.
pub fn write(folder: &Path, articles: usize) -> io::Result<()> {
    for number in 0..articles {
        let path = folder.join(path(number));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, article(number))?;
    }
    Ok(())
}
