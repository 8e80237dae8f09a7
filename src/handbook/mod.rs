//! The handbook: for who makes a timeline, chapter by chapter. The README is the short way in.
//!
//! | chapter | |
//! |---|---|
//! | [`articles`] | what is read and how; events written by hand; corrections; imports |
//! | [`settings`] | `dateline.toml`, key by key |
//! | [`dates`] | how a date is decided |
//! | [`formats`] | `events.json`, feeds, calendar, table: what they hold and promise |
//! | [`themes`] | how to make a site look like one's own |
//! | [`commands`] | the commands, the tagger as a filter, messages and their codes |
//! | [`languages`] | how to add a language |

#[doc = include_str!("articles.md")]
pub mod articles {}

#[doc = include_str!("commands.md")]
pub mod commands {}

#[doc = include_str!("dates.md")]
pub mod dates {}

#[doc = include_str!("formats.md")]
pub mod formats {}

#[doc = include_str!("languages.md")]
pub mod languages {}

#[doc = include_str!("settings.md")]
pub mod settings {}

#[doc = include_str!("themes.md")]
pub mod themes {}
