//! What a date does in its sentence.

use super::super::heads::Head;
use crate::when::When;
use std::ops::Range;

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// Says when the clause happened: "on Friday".
    Clause,
    /// Says from when on something holds: "from Friday".
    Opens,
    /// Dates what is told of a noun in passing: ", published on Friday,".
    Passing,
    /// Dates a birth told in passing: "Born in Oslo on 3 May 1950, she …".
    Opener,
    /// Only dates the clause that follows: "until 1978, when he died".
    When,
    /// Is what is planned or the new date of what was put off: "scheduled for Friday".
    Planned,
    /// Says when it came to what had not been: "It was not until 1994 that the road opened".
    NotUntil,
    /// Stands at the head of a line of a chronology: "March 5 – …".
    Head,
    /// Stands over the sentence: in a heading, in a row of a table.
    Over,
}

/// A date that may date a happening.
#[derive(Clone, Debug)]
pub(in super::super) struct Dated {
    /// The date's word.
    pub(in super::super) token: usize,
    /// The temporal expression.
    pub(in super::super) timex: usize,
    /// Both ends of a range in one.
    pub(in super::super) when: When,
    /// The date with its preposition and adverbs: what a headline leaves out.
    pub(in super::super) phrase: Range<usize>,
    /// What it does.
    pub(in super::super) role: Role,
    /// A time of day whose day the sentence does not tell: "at noon".
    pub(in super::super) dayless: bool,
}

impl Dated {
    /// A date that stands over the sentence, not in it.
    pub(in super::super) fn over(head: &Head) -> Dated {
        Dated { token: 0, timex: head.timex, when: head.when, phrase: 0..0, role: Role::Over, dayless: false }
    }
}
