//! Formulas of MathJax and KaTeX: `$$…$$`, `\(…\)`, `\[…\]`, `$x^2$`. Pages show them as they are
//! written, and no word of them reaches the text.

use super::edit::Edit;
use super::{begins_line, ends_line, fences, find};

/// The character before a formula that stands in code, which is for no text.
pub(in crate::article) const MATH: char = '\u{fdd3}';

/// A formula: the bytes of its opening sign, of its inside and of its closing sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    open: usize,
    inside: usize,
    close: usize,
    /// True if it stands in lines of its own.
    alone: bool,
    /// True if a span of code cannot hold it.
    ticks: bool,
    /// What stands around it in lines of its own.
    fences: (&'static str, &'static str),
}

impl Formula {
    fn new(here: &str, open: usize, inside: usize, close: usize, alone: bool) -> Formula {
        let written = &here[open..open + inside];
        Formula { open, inside, close, alone, ticks: written.contains('`'), fences: fences(written) }
    }

    pub(super) fn length(self) -> usize {
        self.open + self.inside + self.close
    }

    pub(super) fn in_html(self) -> Edit {
        Edit::cut(self.open).and_insert("<math>").and_keep(self.inside).and_insert("</math>").and_cut(self.close)
    }

    pub(super) fn in_markdown(self) -> Edit {
        if self.ticks {
            return Edit::cut(self.length());
        }
        let (before, after) =
            if self.alone { (self.fences.0.to_owned(), self.fences.1) } else { (format!("`` {MATH}"), " ``") };
        Edit::cut(self.open).and_insert(before).and_keep(self.inside).and_insert(after).and_cut(self.close)
    }
}

/// `$$…$$` and `$…$`; of the latter only what no price looks like: "$5 and $10" is prose.
pub(super) fn dollars(before: &str, here: &str) -> Option<Formula> {
    if before.ends_with(['$', '\\']) {
        return None;
    }
    if here.starts_with("$$") {
        let end = find(here, "$$", 2)?;
        let inside = &here[2..end];
        if inside.trim().is_empty() || inside.contains("\n\n") {
            return None;
        }
        let alone = begins_line(before) && ends_line(&here[end + 2..]);
        return Some(Formula::new(here, 2, end - 2, 2, alone));
    }
    let end = here.bytes().skip(1).take(200).position(|byte| matches!(byte, b'$' | b'\n'))?;
    let inside = &here[1..1 + end];
    let written = here.as_bytes()[1 + end] == b'$'
        && !inside.is_empty()
        && !inside.starts_with(char::is_whitespace)
        && !inside.ends_with(char::is_whitespace)
        && !here[2 + end..].starts_with(|c: char| c.is_alphanumeric())
        && !before.ends_with(|c: char| c.is_alphanumeric())
        && inside.contains(['\\', '^', '_', '{', '=']);
    written.then(|| Formula::new(here, 1, end, 1, false))
}

/// `\(…\)` and `\[…\]`, also with two backslashes; what only escapes brackets is none.
pub(super) fn escaped(here: &str) -> Option<Formula> {
    let (open, close) = [("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)"), ("\\[", "\\]")]
        .into_iter()
        .find(|(open, _)| here.starts_with(open))?;
    let end = find(here, close, open.len())?;
    let inside = &here[open.len()..end];
    let mut after_backslash = inside.split('\\').skip(1);
    let command = after_backslash.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_math =
        open.len() == 3 || command || inside.contains(['^', '=']) || (inside.len() == 1 && open.ends_with('('));
    (is_math && !inside.contains("\n\n")).then(|| Formula::new(here, open.len(), inside.len(), close.len(), false))
}
