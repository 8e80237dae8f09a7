//! `dateline.toml`: every key is optional, an unknown one is a warning.

mod parse;
mod theme;

pub use parse::KEYS;
pub(crate) use parse::is_of_the_web;
pub use theme::Theme;

use crate::when::When;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The name of the file.
pub(crate) const FILE: &str = "dateline.toml";

/// The name of the project's own style sheet, beside the config.
pub(crate) const STYLE: &str = "custom.css";

/// The name of the folder whose files become files of the site as they are, beside the config.
pub(crate) const STATIC: &str = "static";

/// What a project may say of itself; the defaults build a folder without any config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// One or two sentences under the title.
    pub description: String,
    /// The language of the articles and of the page: a language pack's code.
    pub language: String,
    /// The address at which the site will stand; absolute links are made only with it.
    pub base_url: Option<String>,
    /// The folder of articles, relative to the config.
    pub content: Option<String>,
    /// The output folder, relative to the config.
    pub output: Option<String>,
    /// How bare dates are anchored.
    pub genre: Genre,
    /// Day or month first in `3/5/2021`; the language decides where this is unset.
    pub date_order: Option<DateOrder>,
    /// Words of the site's own and their dates, in EDTF in the file:
    /// `"the Blitz" = "1940-09-07/1941-05-11"`.
    pub words: BTreeMap<String, When>,
    /// Whether an article without an event of its own stands on the timeline at its day: one that
    /// tells none, or in news none from a month before its day to a week after it.
    pub articles: bool,
    /// Whether a sentence without a date that goes on with a dated one is an event of its own; it is part
    /// of that event's text in any case.
    pub follow_ups: bool,
    /// Whether the people, organisations and places that recur are offered to choose by.
    pub people: bool,
    /// Where an article's file can be seen or corrected: an address with `{path}` and perhaps `{line}`.
    pub edit_url: Option<String>,
    /// The site's own colours and sizes.
    pub theme: Theme,
    /// A style sheet that follows dateline's own: the text of `custom.css` beside the config.
    pub style: String,
    /// HTML for the end of every page's head, taken as it stands.
    pub head: String,
    /// HTML for the foot of every page, taken as it stands.
    pub footer: String,
    /// Whether drafts are read; asked for on the command line, never in the file.
    pub drafts: bool,
    /// The day on which every article was written, whatever it says itself; asked for on the command line.
    pub date: Option<NaiveDate>,
}

/// How dates that name no year or month are anchored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// To the article's date.
    #[default]
    News,
    /// To the last date that the text told.
    Narrative,
}

/// Which comes first in `3/5/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 3 May
    Dmy,
    /// March 5
    Mdy,
    /// 2021/3/5
    Ymd,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            title: "Timeline".into(),
            description: String::new(),
            language: "en".into(),
            base_url: None,
            content: None,
            output: None,
            genre: Genre::News,
            date_order: None,
            words: BTreeMap::new(),
            articles: true,
            follow_ups: false,
            people: true,
            edit_url: None,
            theme: Theme::default(),
            style: String::new(),
            head: String::new(),
            footer: String::new(),
            drafts: false,
            date: None,
        }
    }
}
