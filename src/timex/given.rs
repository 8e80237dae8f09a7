//! A date that an article gives to some of its words itself.

use super::value::{Kind, Value};
use super::{Policy, Reason, Timex, TimexType, reason};
use crate::when::When;
use std::ops::Range;

impl Timex {
    /// The expression of a stretch of text whose date is given beside it and not read from its words.
    pub(crate) fn given(span: Range<usize>, when: When) -> Timex {
        Timex {
            span,
            kind: if when.clock().is_some() { TimexType::Time } else { TimexType::Date },
            value: Value(Kind::Calendar(when)),
            modifier: when.modifier(),
            quant: None,
            freq: None,
            when: Some(when),
            range: None,
            reason: Reason { pattern: reason::NO_PATTERN, policy: Policy::Marked, ..Reason::default() },
        }
    }
}
