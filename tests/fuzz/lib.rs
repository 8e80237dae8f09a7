//! The invariants that the fuzz targets hold, shared with the tests of the package.

#[path = "../invariants.rs"]
pub mod invariants;

#[path = "../edits.rs"]
pub mod edits;
