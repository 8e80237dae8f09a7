//! What stops a command: everything about content is a [`Diagnostic`](crate::diagnostic::Diagnostic) instead.

use std::path::PathBuf;

/// A failure after which a command cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that cannot be read or written.
    #[error("cannot {action} `{path}`: {source}")]
    Io {
        /// What was tried: "read", "write", "create" ….
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
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
