//! The integration tests: a module a feature, one binary.

mod browser;
mod command_line;
mod demonstration;
mod editing;
mod events;
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
mod preview;
mod reader;
mod regressions;
mod telling;
