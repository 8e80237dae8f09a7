//! The integration tests: a module a feature, one binary.

mod layers;
