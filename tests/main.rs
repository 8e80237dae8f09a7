//! The integration tests: a module a feature, one binary.

mod bad_input;
mod browser;
mod checking;
#[path = "bench/collection.rs"]
mod collection;
mod command_line;
mod content_folders;
mod demonstration;
mod editing;
mod edits;
mod events;
mod exports;
mod families;
#[cfg(unix)]
mod faults;
mod fixture_sites;
mod genres;
mod handbook;
mod import;
mod incremental;
mod invalid;
mod invariants;
#[cfg(unix)]
mod killing;
mod layers;
mod links;
mod merging;
mod packs;
mod people;
mod positions;
mod preview;
mod properties;
#[path = "bench/prose.rs"]
mod prose;
mod reader;
mod regressions;
mod security;
mod supply_chain;
mod surface;
mod telling;
mod unchanged;
