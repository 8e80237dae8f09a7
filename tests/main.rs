//! The integration tests: a module a feature, one binary.

mod bad_input;
mod browser;
mod checking;
mod command_line;
mod content_folders;
mod demonstration;
mod editing;
mod events;
mod exports;
mod families;
mod fixture_sites;
mod genres;
mod import;
mod incremental;
mod invalid;
mod invariants;
mod layers;
mod merging;
mod packs;
mod positions;
mod preview;
mod properties;
mod reader;
mod regressions;
mod security;
mod telling;
