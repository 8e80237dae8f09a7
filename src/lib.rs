//! dateline turns a folder of articles into a timeline of what they tell: a static site on which
//! events stand in the order in which they happened, each with its sources and the reason for its
//! date.
//!
//! A *dateline* is the line that says where and when an article was written. Everything that the
//! article says of time ("on Wednesday", "last October", "two days earlier") is anchored to it.
//!
//! Tag a text:
//!
//! ```
//! use dateline::timex::{Reference, TaggerOptions, Taggers};
//!
//! let taggers = Taggers::new(TaggerOptions::default());
//! let text = "The council met on Wednesday.";
//! let anchor = Reference { date: "2023-03-31".parse().ok(), ..Reference::default() };
//! let found = taggers.of("en").tag(text, &anchor);
//! assert_eq!(&text[found[0].span.clone()], "Wednesday");
//! assert_eq!(found[0].value.to_string(), "2023-03-29");
//! ```
//!
//! Build a timeline:
//!
//! ```
//! use dateline::{article::SourceFile, config::Config, flow, timeline::Timeline};
//!
//! let text = "---\ndate: 2023-03-31\n---\nThe embassy opened on Wednesday.\n";
//! let file = SourceFile { path: "embassy.md".into(), bytes: text.into() };
//! let (content, _) = flow::gather(&Config::default(), &[file], "2024-06-01".parse().unwrap());
//! let timeline = Timeline::new(content.events, &content.articles, &Config::default());
//! assert_eq!(timeline.events[0].when.edtf(), "2023-03-29");
//! ```
//!
//! Render a folder of articles as a website:
//!
//! ```no_run
//! use dateline::{config::Config, flow, publish, source};
//! use std::path::Path;
//!
//! let (content, output) = (Path::new("content"), Path::new("public"));
//! let sources = source::read(content, output, publish::MANIFEST)?;
//! let today = "2024-06-01".parse().unwrap();
//! let (site, diagnostics) = flow::build(&Config::default(), &sources.files, today);
//! publish::publish(&site.files, output, content)?;
//! # Ok::<(), dateline::error::Error>(())
//! ```
//!
//! # The flow
//!
//! ```text
//! content/ ─▶ source ─▶ article ─▶ timex ─▶ event ─▶ timeline ─▶ site ─▶ publish ─▶ public/
//! ```
//!
//! It runs one way. Each arrow is a function from values to values, and the middle of it, from
//! the bytes of the files to the bytes of the site, is the pure function [`flow::build`]: no
//! clock, no disk, no environment, and the same bytes whatever the number of threads.
//!
//! ```
//! use dateline::{article::SourceFile, config::Config, flow};
//!
//! let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: text.into() };
//! let sources = [
//!     file(
//!         "herald/ferry.md",
//!         "---\ntitle: A ferry at last\ndate: 2024-03-15\n---\n\
//!          The harbour council approved a new ferry on Thursday.\n",
//!     ),
//!     file(
//!         "tribune/price.md",
//!         "---\ntitle: The price of a ferry\ndate: 2024-03-22\n---\n\
//!          The harbour council approved a new ferry on 14 March.\n",
//!     ),
//! ];
//! let today = "2024-06-01".parse().unwrap();
//! let (site, diagnostics) = flow::build(&Config::default(), &sources, today);
//!
//! assert!(diagnostics.is_empty());
//! // Two articles tell one happening: Thursday, 14 March 2024.
//! assert_eq!((site.summary.articles, site.summary.events), (2, 1));
//! let events = site.files.iter().find(|file| file.path == "events.json").unwrap();
//! assert!(String::from_utf8_lossy(&events.bytes).contains("2024-03-14"));
//! ```
//!
//! # The rooms
//!
//! | room | what enters and what leaves |
//! |---|---|
//! | [`when`] | a stretch of days, how finely it is known, and its notations: TIMEX3, EDTF |
//! | [`diagnostic`], [`error`] | what a build has to say of the content; what stops it |
//! | [`progress`] | how far a build is, for who waits |
//! | [`config`] | `dateline.toml` |
//! | [`language`] | a language pack: words, patterns and rules as data, in `en.toml` |
//! | [`text`] | a file's body becomes plain text: blocks, sentences, and the way back to line and column |
//! | [`timex`] | text and a reference date become temporal expressions with dates and reasons |
//! | [`article`] | a file's bytes become an article: title, date, tags, text; or a list of hand-made events |
//! | [`import`] | a saved page, a feed or a timeline made elsewhere becomes files of the content folder |
//! | [`event`] | dated sentences become reports, reports of one happening become an event |
//! | [`timeline`] | articles and events become one plain value in order, with periods and facets |
//! | [`site`] | the timeline becomes the files of a website |
//! | [`flow`] | all of the above in a row |
//! | [`source`] | a folder on the disk becomes the bytes of its files |
//! | [`publish`] | the files of a website become a folder on the disk |
//! | [`cli`] | the commands, and every message to the user |
//! | [`handbook`] | no code: the chapters for who makes a timeline |
//!
//! A room uses only rooms above it in this table, and a test reads the `use` lines to hold that.
//! Only `source`, `publish` and `cli` touch the world outside.
//!
//! [`timex`] knows nothing of articles and files and is useful alone: it is a tagger of temporal
//! expressions after TIMEX3 for any English text.
//!
//! # What is public, and what is promised
//!
//! Public is what a program needs that tags texts, builds timelines or renders sites: the items that
//! `tests/surface.txt` lists, and no part of a room beside them. What the documentation hides serves
//! this crate's own tests and may change at any time.
//!
//! - Until 1.0 a version 0.x may break what 0.(x−1) had; a version 0.x.y breaks nothing that is public,
//!   and the changelog names each break.
//! - Which date an expression comes to, and which sentences are events, gets better from version to
//!   version: that is no break. An event's id holds, or is kept as an alias.
//! - `events.json` has the number of its format in `schema`; a key that goes or changes its meaning
//!   raises it, a new key does not. The same goes for the lines of `dateline tag`.
//! - Enums that may grow cannot be matched to their end ([`diagnostic::Code`], [`site::Format`],
//!   [`timex::Policy`] and others are `#[non_exhaustive]`).
//! - A new version may ask for a newer Rust, of half a year at least.
//!
//! Who makes a timeline with the program finds its chapters in the [`handbook`].
//!
//! # Where decisions lie
//!
//! - What a *word* or a *pattern* means is said in the language pack, beside examples that are
//!   tests. No knowledge of a language stands in the Rust code.
//! - Which way a bare "Wednesday" points is decided in [`timex`], by tense, genre and nearness, and
//!   every decision has a name ([`timex::Policy`]) that the page says.
//! - Whether a dated sentence *tells a happening*, and which reports are one, is decided in [`event`].
//! - A date is never made more precise than it was told: October stays a month up to the page.
//! - Anything odd in the content is a [`diagnostic::Diagnostic`] with file, line and a line of
//!   help, and the rest is built.

pub mod article;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod event;
pub mod flow;
pub mod handbook;
pub mod import;
pub mod language;
pub mod progress;
pub mod publish;
pub mod site;
pub mod source;
pub mod text;
pub mod timeline;
pub mod timex;
pub mod when;
