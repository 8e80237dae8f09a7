//! The integration tests: a module a feature, one binary.

mod browser;
mod demonstration;
mod events;
mod layers;
