//! What an entry quotes of an article, or says itself.

use crate::text::Text;
use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Words of an article, which stand in its text alone however many events quote them, or words of one's
/// own. It can be used like a `&str`.
///
/// ```
/// use dateline::{language::Language, text::Text, timeline::Excerpt};
/// use std::sync::Arc;
///
/// let text = Arc::new(Text::from_plain("The quay opened. It is long.", Language::english()));
/// assert_eq!(&*Excerpt::of(&text, 0..16).unwrap(), "The quay opened.");
/// assert_eq!(Excerpt::of(&text, 0..99), None);
/// assert_eq!(Excerpt::from("The quay opened.".to_owned()).len(), 16);
/// ```
#[derive(Clone)]
pub struct Excerpt(Words);

#[derive(Clone)]
enum Words {
    Quoted(Arc<Text>, Range<u32>),
    Own(Box<str>),
}

impl Excerpt {
    /// The words between two bytes of the plain text; none if there are no such places.
    pub fn of(text: &Arc<Text>, span: Range<usize>) -> Option<Excerpt> {
        let words = text.plain.get(span.clone())?;
        let quoted = u32::try_from(span.start).ok().zip(u32::try_from(span.end).ok());
        Some(Excerpt(match quoted {
            Some((start, end)) => Words::Quoted(Arc::clone(text), start..end),
            // An article above four gigabytes.
            None => Words::Own(words.into()),
        }))
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Words::Quoted(text, span) => text.plain.get(span.start as usize..span.end as usize).unwrap_or_default(),
            Words::Own(words) => words,
        }
    }
}

impl From<String> for Excerpt {
    fn from(words: String) -> Excerpt {
        Excerpt(Words::Own(words.into()))
    }
}

impl Default for Excerpt {
    fn default() -> Excerpt {
        String::new().into()
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Excerpt) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(&**self, out)
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}
