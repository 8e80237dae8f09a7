//! The command line: a file a command.

mod serve;

pub use serve::{PORT, Server};
