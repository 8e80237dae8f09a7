//! What takes the place of markup.

use std::borrow::Cow;

/// One step of an edit; lengths are bytes of the body, from where the step before ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Keep(usize),
    Cut(usize),
    Insert(Cow<'static, str>),
}

/// Steps from the start of some markup to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) parts: Vec<Part>,
}

impl Edit {
    /// Takes away so many bytes.
    pub(super) fn cut(length: usize) -> Edit {
        Edit::default().and_cut(length)
    }

    pub(super) fn and_cut(mut self, length: usize) -> Edit {
        self.parts.push(Part::Cut(length));
        self
    }

    pub(super) fn and_keep(mut self, length: usize) -> Edit {
        self.parts.push(Part::Keep(length));
        self
    }

    pub(super) fn and_insert(mut self, text: impl Into<Cow<'static, str>>) -> Edit {
        self.parts.push(Part::Insert(text.into()));
        self
    }
}
