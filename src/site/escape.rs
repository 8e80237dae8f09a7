//! What is written into pages and feeds: its marks of HTML and XML are no longer such.

use askama::filters::Escaper;
use pulldown_cmark_escape::{FmtWriter, escape_html};
use std::fmt::{self, Write};

/// The escaper of all templates, as `askama.toml` says: that of the Markdown library, which looks at
/// sixteen bytes at a time.
#[derive(Clone, Copy)]
pub(super) struct Markup;

impl Escaper for Markup {
    fn write_escaped_str<W: Write>(&self, out: W, text: &str) -> fmt::Result {
        escape_html(FmtWriter(out), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_words_stay() {
        let mut out = String::new();
        Markup.write_escaped_str(&mut out, "<a href=\"x\">Tom's & Ann’s</a>").expect("a string takes all");
        assert_eq!(out, "&lt;a href=&quot;x&quot;&gt;Tom&#39;s &amp; Ann’s&lt;/a&gt;");
    }
}
