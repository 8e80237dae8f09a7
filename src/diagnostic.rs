//! What the build has to say of the content: a code, the place, what is wrong and one line of help.

use serde::Serialize;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be read; the exit status is 1.
    Error,
    /// Something was left out or guessed; an error under `--strict`.
    Warning,
    /// Worth knowing; shown with `-v`.
    Note,
}

/// A place in a file of the content folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The path relative to the content folder, with `/`.
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: u32,
    /// In characters from 1; 0 where the whole line is meant.
    pub column: u32,
}

impl Place {
    /// The place right after `before`, the beginning of a file's text. A line ends with LF, CRLF or
    /// a lone CR, as in [`FileText`](crate::text::FileText).
    ///
    /// ```
    /// use dateline::diagnostic::Place;
    ///
    /// let place = Place::after("a.md", "one\ntwö");
    /// assert_eq!((place.line, place.column), (2, 4));
    /// ```
    pub fn after(file: &str, before: &str) -> Place {
        let (lines, line_start) = line_ends(before.as_bytes()).fold((0, 0), |(count, _), (_, next)| (count + 1, next));
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        Place { file: file.to_owned(), line: number(lines), column: number(before[line_start..].chars().count()) }
    }

    /// A whole file.
    pub fn file(file: &str) -> Place {
        Place { file: file.to_owned(), line: 0, column: 0 }
    }
}

/// Where each line of a text ends, and where the next one begins.
fn line_ends(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr2_iter(b'\n', b'\r', text).filter_map(|at| match text[at] {
        b'\r' if text.get(at + 1) == Some(&b'\n') => None,
        b'\n' if at > 0 && text[at - 1] == b'\r' => Some((at - 1, at + 1)),
        _ => Some((at, at + 1)),
    })
}

/// A line of a file without its end, by its number from 1; empty where there is none.
///
/// ```
/// use dateline::diagnostic::line_of;
///
/// assert_eq!(line_of(b"one\r\ntwo\rthree", 2), b"two");
/// assert_eq!(line_of(b"one", 2), b"");
/// ```
pub fn line_of(text: &[u8], number: u32) -> &[u8] {
    let mut start = 0;
    let mut left = number;
    for (end, next) in line_ends(text).chain([(text.len(), text.len())]) {
        match left {
            0 => break,
            1 => return &text[start..end],
            _ => left -= 1,
        }
        start = next;
    }
    &[]
}

/// One thing that the build has to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// Where; none for the project as a whole.
    pub place: Option<Place>,
    /// Its weight.
    pub severity: Severity,
    /// A stable code such as `DL0102`.
    pub code: Code,
    /// What is wrong, the value in backticks, in one line.
    pub message: String,
    /// What would be right, in one line.
    pub help: Option<String>,
    /// The line of the file that it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// The stable codes. DL01xx speak of articles, DL02xx of the config, DL03xx of the folder and output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Code {
    /// The file could not be read.
    #[serde(rename = "DL0100")]
    Unreadable,
    /// The file is not UTF-8.
    #[serde(rename = "DL0101")]
    NotUtf8,
    /// The article has no date.
    #[serde(rename = "DL0102")]
    Undated,
    /// The front matter is broken.
    #[serde(rename = "DL0103")]
    FrontMatter,
    /// A date that is none.
    #[serde(rename = "DL0104")]
    BadDate,
    /// Two of a file's dates disagree.
    #[serde(rename = "DL0105")]
    DatesDisagree,
    /// A file that is no article: a README, a section's `_index.md`, one with `timeline: false`.
    #[serde(rename = "DL0106")]
    LeftOut,
    /// A language without a pack.
    #[serde(rename = "DL0107")]
    Language,
    /// A draft.
    #[serde(rename = "DL0108")]
    Draft,
    /// A page that only leads elsewhere.
    #[serde(rename = "DL0109")]
    Redirect,
    /// An article without text.
    #[serde(rename = "DL0110")]
    Empty,
    /// A file that is larger than an article can be.
    #[serde(rename = "DL0111")]
    TooLarge,
    /// A row of a list of events that cannot be read.
    #[serde(rename = "DL0112")]
    EventList,
    /// A correction of an article's events that finds nothing to correct.
    #[serde(rename = "DL0113")]
    Correction,
    /// A file, or a part of one, that cannot be imported.
    #[serde(rename = "DL0114")]
    NotImported,
    /// A date that an article names beyond the calendar.
    #[serde(rename = "DL0115")]
    BeyondCalendar,
    /// The config cannot be read.
    #[serde(rename = "DL0200")]
    Config,
    /// A key of the config that means nothing.
    #[serde(rename = "DL0201")]
    UnknownKey,
    /// A file in the output folder that the build did not write.
    #[serde(rename = "DL0300")]
    ForeignFile,
    /// A content folder without articles.
    #[serde(rename = "DL0301")]
    NoArticles,
    /// A site that GitHub Pages would refuse.
    #[serde(rename = "DL0302")]
    LargeSite,
}

impl Code {
    /// The code as it is written: `DL0102`.
    pub fn name(self) -> &'static str {
        match self {
            Code::Unreadable => "DL0100",
            Code::NotUtf8 => "DL0101",
            Code::Undated => "DL0102",
            Code::FrontMatter => "DL0103",
            Code::BadDate => "DL0104",
            Code::DatesDisagree => "DL0105",
            Code::LeftOut => "DL0106",
            Code::Language => "DL0107",
            Code::Draft => "DL0108",
            Code::Redirect => "DL0109",
            Code::Empty => "DL0110",
            Code::TooLarge => "DL0111",
            Code::EventList => "DL0112",
            Code::Correction => "DL0113",
            Code::NotImported => "DL0114",
            Code::BeyondCalendar => "DL0115",
            Code::Config => "DL0200",
            Code::UnknownKey => "DL0201",
            Code::ForeignFile => "DL0300",
            Code::NoArticles => "DL0301",
            Code::LargeSite => "DL0302",
        }
    }
}
