//! From dated sentences to events: reports with a headline, joined where they tell one happening.

mod articles;
mod clause;
mod correction;
mod dateline;
mod dating;
mod follow_up;
mod gap;
mod headline;
mod heads;
mod identity;
mod joining;
mod manual;
#[cfg(test)]
mod marked;
mod names;
mod reading;
mod repeated;
mod report;
mod sentences;
mod status;
#[cfg(test)]
mod tests;
mod told;
mod untold;
mod verb;
mod weight;
mod words;

pub(crate) use articles::add_articles;
pub(crate) use correction::{correct, settle};
#[doc(hidden)]
pub use joining::merge;
pub(crate) use joining::{Joining, merge_again};
pub(crate) use manual::add_listed;
pub(crate) use names::{Names, Resolved};
pub(crate) use repeated::drop_labels;
#[doc(hidden)]
pub use report::reports;
pub(crate) use report::untold;
pub(crate) use untold::Untold;

use crate::article::ListedEvent;
use crate::text::Span;
use crate::when::When;

/// Whether a happening is told as past or as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It happened.
    Happened,
    /// It is planned or foretold.
    Planned,
}

impl Status {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Status::Happened => "happened",
            Status::Planned => "planned",
        }
    }
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// From dated sentences of articles.
    Event,
    /// An article without an event of its own (none near its day), at its day.
    Article,
    /// From a list made by hand.
    Manual,
}

impl Kind {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Article => "article",
            Kind::Manual => "manual",
        }
    }
}

/// What one article says happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// A short hash of the article's path, the sentence's words and the expression's words.
    pub id: Box<str>,
    /// The index of its article.
    pub article: usize,
    /// The bytes of the sentence in the article's plain text.
    pub sentence: Span,
    /// The bytes of the expression in the article's plain text; none for an article's own entry.
    pub expression: Option<Span>,
    /// The date.
    pub when: When,
    /// At most 12 words of the sentence's own.
    pub headline: Box<str>,
    /// Past or planned.
    pub status: Status,
    /// The bytes of the sentences after it that have no date and go on with what it tells, in order.
    pub goes_on: Vec<Span>,
    /// Why this date, for people.
    pub reason: Box<str>,
    /// How prominently the article tells it, 0 to 1.
    pub salience: f64,
    /// Which of the article's corrections was laid upon it.
    pub edited: Option<usize>,
}

/// One happening with all that is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The id of its first report (by article date, path, place).
    pub id: String,
    /// The ids of its other reports.
    pub aliases: Vec<String>,
    /// Where it comes from.
    pub kind: Kind,
    /// Past or planned.
    pub status: Status,
    /// The date: the most precise on which the reports agree.
    pub when: When,
    /// True if the reports' dates exclude each other.
    pub conflict: bool,
    /// At most 12 words.
    pub headline: String,
    /// The tags of its articles, or of its list.
    pub tags: Vec<String>,
    /// The people, organisations and places that its list names, then those of its sentences that recur.
    pub people: Vec<String>,
    /// Its place in the order of importance; more is more.
    pub weight: f64,
    /// The reports in order of article date, path and place; at least one, but none if it is made by hand.
    pub reports: Vec<Report>,
    /// What its list tells of it, if it is made by hand.
    pub listed: Option<Box<ListedEvent>>,
}
