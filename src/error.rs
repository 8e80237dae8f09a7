//! What stops a command: everything about content is a [`Diagnostic`](crate::diagnostic::Diagnostic) instead.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How much of a value from a file a message shows, in characters.
const SHOWN: usize = 80;

/// A value from a file as a message shows it: in one line, without control characters, and of a
/// long one only the beginning.
pub(crate) fn shown(value: &str) -> String {
    let line = one_line(value);
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A text in one line, without control characters.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "\u{fffd}")
}

/// A failure after which a command cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that cannot be read or written.
    #[error("cannot {action} `{path}`: {source}{}", advice(source.kind()))]
    Io {
        /// What was tried: "read", "write", "create" ….
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A site that could not be written to its end.
    #[error("{error}; {}", left(output, *begun))]
    Unfinished {
        /// What the system refused.
        error: Box<Error>,
        /// The output folder.
        output: PathBuf,
        /// Whether files of the site had come to their places already.
        begun: bool,
    },
    /// A language pack that cannot be read.
    #[error("language pack `{pack}`: {message}")]
    Pack {
        /// The pack's code, such as `en`.
        pack: String,
        /// What is wrong and where.
        message: String,
    },
    /// Anything else that the user can mend; the message says how.
    #[error("{0}")]
    Message(String),
}

/// What can be done about what the system refuses.
fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ": make room, or name a folder on another disk",
        ErrorKind::ReadOnlyFilesystem => ": name a folder on a disk that can be written to",
        ErrorKind::PermissionDenied => ": give yourself the right to do so, or name another folder",
        ErrorKind::NotADirectory => ": a file stands where a folder is needed, so name another folder",
        ErrorKind::FileTooLarge => ": the system allows no file of this size",
        _ => "",
    }
}

/// What an unfinished build left.
fn left(output: &Path, begun: bool) -> String {
    let output = output.display();
    if begun {
        format!("the site in `{output}` is in parts the old one and in parts the new one: build again to finish it")
    } else {
        format!("the site in `{output}` is as it was")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_in_one_line_of_letters() {
        assert_eq!(shown(" 5\nMarch\u{7} "), "5 March\u{fffd}");
        assert_eq!(shown(&"a".repeat(99)).chars().count(), 81);
    }
}
