//! Saved web pages, feeds and timelines of other programs become files of the content folder.
//!
//! [`convert`] is pure: a name and bytes go in; drafts of files and a tale of what was taken and
//! what was left come out. `dateline import` then finds each draft its name among the files
//! that are there. Reading, writing and talking are the command's.
//!
//! # What is read
//!
//! | kind | what it looks like | becomes |
//! |---|---|---|
//! | [`Kind::Page`] | HTML as a browser saves it, in any encoding; MHTML (`.mht`, `.mhtml`) | one article |
//! | [`Kind::Feed`] | RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed; the exports of WordPress and Ghost | an article an entry |
//! | [`Kind::Markwhen`] | [markwhen](https://docs.markwhen.com) (`.mw`) | a list of events |
//! | [`Kind::Years`] | lists by year as encyclopedias keep them: a saved page, wikitext, Markdown, plain text | a list of events |
//! | [`Kind::Events`] | what dateline reads as it is: TimelineJS, and lists in CSV, JSON, YAML, TOML | the same file |
//!
//! # Pages
//!
//! Title, date, author, publisher, address, language and tags come from what the page says of
//! itself: JSON-LD (`NewsArticle` and its kin, also within `@graph`), `<meta>` of Open Graph,
//! Dublin Core, Parse.ly and others, microdata, microformats, `<time>`. A date that stands nowhere
//! there is looked for in the page's address, in its file's name, and at last in what it shows.
//! The day is the day as written. The main text is found by a readability heuristic and written in
//! Markdown.
//!
//! # Feeds
//!
//! An entry gives its full text where the feed holds it, else its summary. Atom's `updated` counts
//! only where there is no `published`. WordPress's export is RSS with fields of its own: drafts
//! stay drafts; pages, attachments and what lies in the bin are left.
//!
//! # Lists of events
//!
//! What markwhen counts from today (`now`) is left, as is what recurs: the former would be another
//! event each day. Each such line is named. In a list by year a line tells an event if it begins
//! with a date, whose year may stand in a heading or in the title above.

mod article_file;
mod decode;
mod feed;
mod folder;
mod json_ld;
mod kind;
mod list_file;
mod main_text;
mod markup;
mod markwhen;
mod metadata;
mod page;
mod slug;
mod tree;
mod years;

use years::without_markup as years_markup;

pub(crate) use folder::{Folder, Placed, State};
pub use kind::Kind;
pub use metadata::DateSource;

use crate::article::SourceFile;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::timex::Taggers;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How files are converted.
#[derive(Debug)]
pub struct Options<'a> {
    /// What the files are; found out where it is not told.
    pub kind: Option<Kind>,
    /// The date of what has none of its own.
    pub date: Option<NaiveDate>,
    /// The language of the site and the order of day and month.
    pub config: &'a Config,
    /// The taggers that read dates in words.
    pub taggers: &'a Taggers,
}

/// What a file was converted to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// What the file is; none if it is nothing that can be read.
    pub kind: Option<Kind>,
    /// The files that it gives.
    pub drafts: Vec<Draft>,
    /// What was left, and how much of it.
    pub left: BTreeMap<Left, usize>,
    /// What is wrong with the file, with places in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file for the content folder that has no name yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The name it would like, without its ending: `2024-03-15-ferry`.
    pub stem: String,
    /// The ending, without the dot.
    pub extension: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it holds.
    pub holds: Holds,
    /// The place in the imported file at which it begins.
    pub place: Place,
}

/// What a draft holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// An article.
    Article(Told),
    /// A list of so many events.
    Events(usize),
}

/// What is known of an imported article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The title.
    pub title: String,
    /// The day, and where it was found.
    pub date: Option<(NaiveDate, DateSource)>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its address.
    pub address: Option<String>,
    /// Whether other entries of the same file have this address, too.
    pub shares_address: bool,
    /// The words of its text.
    pub words: usize,
    /// Whether only a summary was there to be had.
    pub summary: bool,
    /// Whether it is a draft.
    pub draft: bool,
}

/// What is left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Left {
    /// Pictures whose address is not on the web: they lie beside the saved page.
    LocalPicture,
    /// Films, sounds and frames.
    Media,
    /// Entries without text.
    Empty,
    /// Pages that only lead to another.
    Redirect,
    /// WordPress: media files.
    Attachment,
    /// WordPress and Ghost: pages that are no posts.
    StandingPage,
    /// WordPress: menus, styles and what plugins keep.
    OtherType,
    /// WordPress: posts in the bin, and copies that it makes while somebody writes.
    Trash,
    /// Lines of a list that tell no dated event.
    Line,
    /// Markwhen: events that recur or count from today.
    Relative,
}

impl Import {
    fn leave(&mut self, what: Left, count: usize) {
        if count > 0 {
            *self.left.entry(what).or_default() += count;
        }
    }

    fn say(&mut self, severity: Severity, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic {
            place: Some(place),
            severity,
            code: Code::NotImported,
            message: message.into(),
            help: Some(help.into()),
            excerpt: None,
        });
    }

    fn nothing(path: &str, message: impl Into<String>, help: impl Into<String>) -> Import {
        let mut import = Import::default();
        import.say(Severity::Error, Place::file(path), message, help);
        import
    }
}

/// A new article: the name of its file, and its text, which is only front matter.
pub(crate) fn new_article(title: &str, date: NaiveDate) -> (String, String) {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!("---\ntitle: {}\ndate: {date}\ntags: []\n---\n\n", article_file::quoted(&title));
    (format!("{}.md", slug::stem(Some(date), &title)), text)
}

/// Converts a file to drafts of files of the content folder. Never fails as a whole: what cannot be
/// read is a diagnostic, and the rest is taken.
///
/// ```
/// use dateline::{article::SourceFile, config::Config, import, timex::Taggers};
///
/// let html = "<html><head><title>A ferry at last | Harbour Herald</title>\
///     <meta property='og:site_name' content='Harbour Herald'>\
///     <meta property='article:published_time' content='2024-03-15T23:30:00-05:00'></head>\
///     <body><nav>Home</nav><article><p>The harbour council bought a ferry on Thursday.</p></article></body></html>";
/// let file = SourceFile { path: "ferry.html".into(), bytes: html.into() };
/// let (config, taggers) = (Config::default(), Taggers::new(Default::default()));
/// let options = import::Options { kind: None, date: None, config: &config, taggers: &taggers };
///
/// let import = import::convert(&file, &options);
/// assert_eq!(import.drafts[0].stem, "2024-03-15-a-ferry-at-last");
/// let text = String::from_utf8(import.drafts[0].bytes.clone()).unwrap();
/// assert!(text.ends_with("\n---\n\nThe harbour council bought a ferry on Thursday.\n"));
/// ```
pub fn convert(file: &SourceFile, options: &Options) -> Import {
    kind::convert(file, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_article_is_front_matter() {
        let (name, text) = new_article("A ferry: at last", "2024-03-15".parse().expect("a day"));
        assert_eq!(name, "2024-03-15-a-ferry-at-last.md");
        assert_eq!(text, "---\ntitle: \"A ferry: at last\"\ndate: 2024-03-15\ntags: []\n---\n\n");
    }
}
