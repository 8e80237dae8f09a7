//! What the build has to say of the content: a code, the place, what is wrong and one line of help.

mod explanation;

pub use explanation::Explanation;

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
    pub(crate) fn after(file: &str, before: &str) -> Place {
        let (lines, line_start) = line_ends(before.as_bytes()).fold((0, 0), |(count, _), (_, next)| (count + 1, next));
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        Place { file: file.to_owned(), line: number(lines), column: number(before[line_start..].chars().count()) }
    }

    /// A whole file.
    pub(crate) fn file(file: &str) -> Place {
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
pub(crate) fn line_of(text: &[u8], number: u32) -> &[u8] {
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

macro_rules! codes {
    ($($(#[$documentation:meta])* $code:ident => $name:literal,)*) => {
        /// The stable codes. DL01xx speak of articles, DL02xx of the config, DL03xx of the folder and output.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[non_exhaustive]
        pub enum Code { $($(#[$documentation])* #[serde(rename = $name)] $code),* }

        impl Code {
            /// All of them, in order.
            pub const ALL: &[Code] = &[$(Code::$code),*];

            /// The code as it is written: `DL0102`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name),* }
            }
        }
    };
}

codes! {
    /// The file could not be read.
    Unreadable => "DL0100",
    /// The file is not UTF-8.
    NotUtf8 => "DL0101",
    /// The article has no date.
    Undated => "DL0102",
    /// The front matter is broken.
    FrontMatter => "DL0103",
    /// A date that is none.
    BadDate => "DL0104",
    /// Two of a file's dates disagree.
    DatesDisagree => "DL0105",
    /// A file that is no article: a README, a section's `_index.md`, one with `timeline: false`.
    LeftOut => "DL0106",
    /// A language without a pack.
    Language => "DL0107",
    /// A draft.
    Draft => "DL0108",
    /// A page that only leads elsewhere.
    Redirect => "DL0109",
    /// An article without text.
    Empty => "DL0110",
    /// A file that is larger than an article can be.
    TooLarge => "DL0111",
    /// A row of a list of events that cannot be read.
    EventList => "DL0112",
    /// A correction of an article's events that finds nothing to correct.
    Correction => "DL0113",
    /// A file, or a part of one, that cannot be imported.
    NotImported => "DL0114",
    /// A date that an article names beyond the calendar.
    BeyondCalendar => "DL0115",
    /// A key of the front matter that looks like another one, which is missing.
    MisspeltKey => "DL0116",
    /// The config cannot be read.
    Config => "DL0200",
    /// A key of the config that means nothing.
    UnknownKey => "DL0201",
    /// A file in the output folder that the build did not write.
    ForeignFile => "DL0300",
    /// A content folder without articles.
    NoArticles => "DL0301",
    /// A site that GitHub Pages would refuse.
    LargeSite => "DL0302",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let place = Place::after("a.md", "one\ntwö");
        assert_eq!((place.line, place.column), (2, 4));
    }

    #[test]
    fn a_line_ends_with_any_of_three_ends() {
        assert_eq!(line_of(b"one\r\ntwo\rthree", 2), b"two");
        assert_eq!(line_of(b"one", 2), b"");
    }
}
