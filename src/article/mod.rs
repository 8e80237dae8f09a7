//! One file of the content folder: what it says of itself and its text.

use crate::text::Text;
use chrono::NaiveDate;

/// A file as it was read: the pure part of the program starts from these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the content folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One article, ready for its dates to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The address of the original.
    pub original: Option<String>,
    /// Its text.
    pub text: Text,
}

/// From which of a file's dates the article's date comes, in the order in which they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}
