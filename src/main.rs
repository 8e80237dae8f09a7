//! The binary: an exit status, nothing else.

use std::process::ExitCode;

/// A build asks for a thousand pieces of memory an article, and gives most back at once, on every thread.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    dateline::cli::main()
}
