//! One file of the content folder: what it says of itself and its text.
//!
//! [`read`] goes from bytes to an [`Article`] and never fails as a whole: a file that cannot be
//! read, or that is no article, gives diagnostics instead.

mod address;
mod cleaned;
mod date;
mod decode;
mod elements;
mod entity;
mod event_list;
mod front_matter;
mod html;
mod markdown;
mod marker;
mod meta;
mod misspelt;
mod page;
mod read;
mod render;

pub(crate) use date::{in_path as date_in_path, in_path_of_file as date_in_path_of_file, parse as parse_date};
pub(crate) use entity::decode as decode_entities;
pub(crate) use event_list::is_data_file;
pub(crate) use event_list::{Correction, Editing};
pub use event_list::{Link, ListedEvent, read as read_event_list};
pub(crate) use event_list::{edtf_as_written, is_marked_date};
#[doc(hidden)]
pub use front_matter::{Broken, FrontMatter, Value};
pub(crate) use html::{Token, Tokens};
pub use read::{Found, read, read_file};

use crate::diagnostic::Place;
use crate::text::{Text, character_start};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// A file as it was read: the pure part of the program starts from these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the content folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One article, ready for its dates to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The path relative to the content folder, with `/`.
    pub path: String,
    /// The title.
    pub title: String,
    /// The day on which it was published, as written.
    pub date: NaiveDate,
    /// Which of a file's dates that is.
    pub date_origin: DateOrigin,
    /// The code of its language, `en`.
    pub language: String,
    /// Its tags, as written, each once.
    pub tags: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it, as its front matter says.
    pub author: Option<String>,
    /// The address of the original.
    pub original: Option<String>,
    /// Its text; an article is copied often, its text never.
    pub text: Arc<Text>,
    /// A hash of the words of the text, whatever their case: copies of one text have the same.
    pub(crate) fingerprint: u64,
    /// What its editor says of its events.
    pub(crate) editing: Editing,
    /// Where its body stands in the file, for [`Article::body_html`].
    pub(crate) body: Body,
}

/// The body of an article: the bytes of the file's text after the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// How it is written.
    pub format: Format,
    /// Its bytes in the file's text.
    pub range: Range<usize>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, with raw HTML in it.
    #[default]
    Markdown,
    /// HTML from end to end.
    Html,
    /// Plain text: blank lines part paragraphs.
    Plain,
}

impl Format {
    /// The format of an article by its file's name; none for files that are no articles.
    pub fn of(path: &str) -> Option<Format> {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "txt" | "text" => Some(Format::Plain),
            _ => None,
        }
    }
}

/// From which of a file's dates the article's date comes, in the order in which they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateOrigin {
    /// A key of the front matter.
    Key,
    /// The date in `path` or `permalink`.
    Permalink,
    /// The file's name: `2020-05-27-title.md`.
    FileName,
    /// The folders: `2020/05/27/`.
    Folder,
    /// The metadata of an HTML page.
    Page,
    /// None: the command line says it, before all others ([`Config::date`](crate::config::Config::date)).
    CommandLine,
}

/// The place of a byte of a file's text.
fn place(path: &str, text: &str, offset: usize) -> Place {
    Place::after(path, &text[..character_start(text, offset)])
}
