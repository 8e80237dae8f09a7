//! The integration tests: a module a feature, one binary.

mod demonstration;
mod events;
mod layers;
