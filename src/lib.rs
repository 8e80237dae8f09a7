//! dateline turns a folder of articles into a timeline of what they tell.

pub mod article;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod event;
pub mod flow;
pub mod language;
pub mod publish;
pub mod site;
pub mod source;
pub mod text;
pub mod timeline;
pub mod timex;
pub mod when;
