//! The binary: an exit status, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::main()
}
