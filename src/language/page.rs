//! The section `[page]`: the words of the website.

mod controls;

pub use controls::Controls;

use super::Language;
use super::pattern_text::{check, fill};
use serde::Deserialize;

/// The words of the website; a text with values in braces is filled by a method of [`Language`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    pub direction: String,
    thousands: String,
    pub skip: String,
    pub skip_article: String,
    pub home: String,
    events: Plural,
    articles: Plural,
    sources: Plural,
    span: String,
    pub newest_first: String,
    pub oldest_first: String,
    pub order: String,
    pub jump: String,
    pub empty: String,
    sometime: String,
    pub planned: String,
    pub article: String,
    pub conflict: String,
    pub conflict_long: String,
    why: String,
    pub why_article: String,
    pub about_article: String,
    article_of: String,
    original_at: String,
    more_sources: String,
    pub tags: String,
    pub permalink: String,
    pub search: String,
    pub search_hint: String,
    pub clear: String,
    pub found: String,
    pub found_none: String,
    published: String,
    pub marked: String,
    pub no_events: String,
    pub not_found: String,
    pub not_found_help: String,
    pub made_with: String,
    pub downloads: String,
    pub browse: String,
    pub publishers: String,
    browse_help: String,
    pub kind_tag: String,
    pub kind_publisher: String,
    pub feed: String,
    feed_of: String,
    dated_title: String,
    pub pages: String,
    page_of: String,
    pub newer: String,
    pub older: String,
    edit: String,
    pub correction_help: String,
    pub beside: String,
    pub note_back: String,
    pub previous_article: String,
    pub next_article: String,
    pub controls: Controls,
}

/// A text for one and a text for any other number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plural {
    one: String,
    other: String,
}

impl PageWords {
    /// Names every text that asks for a value which it cannot get.
    pub(super) fn check(&self) -> Result<(), String> {
        for plural in [&self.events, &self.articles, &self.sources] {
            check(&plural.one, &["count"])?;
            check(&plural.other, &["count"])?;
        }
        check(&self.span, &["first", "last"])?;
        check(&self.sometime, &["period"])?;
        check(&self.why, &["date"])?;
        check(&self.article_of, &["title", "date"])?;
        check(&self.original_at, &["host"])?;
        check(&self.more_sources, &["count"])?;
        check(&self.found, &["count", "total"])?;
        check(&self.browse_help, &["count"])?;
        check(&self.feed_of, &["title"])?;
        check(&self.dated_title, &["date", "title"])?;
        check(&self.edit, &["file", "line"])?;
        check(&self.page_of, &["page", "pages"])?;
        check(&self.published, &["date"])?;
        self.controls.check()
    }
}

impl Language {
    /// A number with its thousands parted: `10,000`.
    pub(crate) fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&self.page.thousands);
            }
            text.push(digit);
        }
        text
    }

    fn counted(&self, plural: &Plural, count: usize) -> String {
        let pattern = if count == 1 { &plural.one } else { &plural.other };
        fill(pattern, &[("count", &self.number(count))])
    }

    /// `12 events`
    pub(crate) fn count_of_events(&self, count: usize) -> String {
        self.counted(&self.page.events, count)
    }

    /// `12 articles`
    pub(crate) fn count_of_articles(&self, count: usize) -> String {
        self.counted(&self.page.articles, count)
    }

    /// `12 sources`
    pub(crate) fn count_of_sources(&self, count: usize) -> String {
        self.counted(&self.page.sources, count)
    }

    /// From one date to another, both already said: `Oct 2020 – Mar 2023`; one of them where they are the same.
    pub(crate) fn span(&self, first: &str, last: &str) -> String {
        if first == last { first.to_string() } else { fill(&self.page.span, &[("first", first), ("last", last)]) }
    }

    /// `Sometime in March`
    pub(crate) fn sometime_in(&self, period: &str) -> String {
        fill(&self.page.sometime, &[("period", period)])
    }

    /// `Why 14 March 2024?`
    pub(crate) fn why(&self, date: &str) -> String {
        fill(&self.page.why, &[("date", date)])
    }

    /// An article's title and day.
    pub(crate) fn article_of(&self, title: &str, date: &str) -> String {
        fill(&self.page.article_of, &[("title", title), ("date", date)])
    }

    /// `Original at example.org`
    pub(crate) fn original_at(&self, host: &str) -> String {
        fill(&self.page.original_at, &[("host", host)])
    }

    /// `+2`
    pub(crate) fn more_sources(&self, count: usize) -> String {
        fill(&self.page.more_sources, &[("count", &self.number(count))])
    }

    /// What the list of tags and sources says of those that have a page.
    pub(crate) fn browse_help(&self, fewest: usize) -> String {
        fill(&self.page.browse_help, &[("count", &self.number(fewest))])
    }

    /// What the feed of a part of the timeline is called.
    pub(crate) fn feed_of(&self, title: &str) -> String {
        fill(&self.page.feed_of, &[("title", title)])
    }

    /// `14 March 2024: Harbour council approves a ferry`
    pub(crate) fn dated_title(&self, date: &str, title: &str) -> String {
        fill(&self.page.dated_title, &[("date", date), ("title", title)])
    }

    /// `Edit herald/ferry.md, line 12`
    pub(crate) fn edit(&self, file: &str, line: u32) -> String {
        fill(&self.page.edit, &[("file", file), ("line", &line.to_string())])
    }

    /// `Page 2 of 7`
    pub(crate) fn page_of(&self, page: usize, pages: usize) -> String {
        fill(&self.page.page_of, &[("page", &self.number(page)), ("pages", &self.number(pages))])
    }

    /// `Published Friday 31 March 2023`
    pub(crate) fn published(&self, date: &str) -> String {
        fill(&self.page.published, &[("date", date)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_by_thousands() {
        let english = Language::english();
        let said = [0, 7, 999, 1000, 10_000, 1_234_567].map(|number| english.number(number));
        assert_eq!(said, ["0", "7", "999", "1,000", "10,000", "1,234,567"]);
        assert_eq!(english.count_of_events(1), "1 event");
        assert_eq!(english.count_of_events(2), "2 events");
    }

    #[test]
    fn a_span_of_one_date_is_that_date() {
        let english = Language::english();
        assert_eq!(english.span("1962", "1962"), "1962");
        assert_eq!(english.span("1962", "Nov 2026"), "1962 – Nov 2026");
    }
}
