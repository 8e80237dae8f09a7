//! An entry of a feed, whatever the feed's notation.

use crate::import::tree::near;

/// An entry as the feed tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) title: Option<String>,
    /// Its address, and its id, which often is one.
    pub(super) address: Option<String>,
    pub(super) id: Option<String>,
    /// Its dates, the one that counts first: the field's name, and how it is written.
    pub(super) dates: Vec<(&'static str, String)>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    /// Its full text.
    pub(super) content: Option<Body>,
    /// What stands for it in lists.
    pub(super) summary: Option<Body>,
    pub(super) language: Option<String>,
    /// Who published it, if another than the feed.
    pub(super) publisher: Option<String>,
    pub(super) draft: bool,
    /// Its first byte in the file.
    pub(super) offset: Option<usize>,
}

/// A text of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Html(String),
    Plain(String),
}

impl Body {
    /// A text of which the feed does not tell what it is: HTML if there is a tag or a reference in it.
    pub(super) fn guessed(text: String) -> Body {
        let tagged = text.match_indices('<').any(|(at, _)| {
            let rest = &text[at + 1..];
            rest.trim_start_matches('/').starts_with(|letter: char| letter.is_ascii_alphabetic())
                && near(rest, ">").is_some()
        });
        let referring = text.match_indices('&').any(|(at, _)| text[at..].chars().take(10).any(|letter| letter == ';'));
        if tagged || referring { Body::Html(text) } else { Body::Plain(text) }
    }
}
