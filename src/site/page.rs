//! What all pages have in common, and the page for an address that leads nowhere.

use super::Context;
use askama::Template;

/// The head of a page and its way to the site's root.
pub(super) struct Frame<'a> {
    /// The page's title as the browser shows it.
    pub(super) title: String,
    /// One or two sentences for search engines; empty for none.
    pub(super) description: String,
    /// What leads from the page to the output folder: empty or `../`.
    pub(super) root: &'a str,
    /// The language of the page's words.
    pub(super) language: &'a str,
    /// `ltr` or `rtl`.
    pub(super) direction: &'a str,
    /// The page's one address, if the site's is known.
    pub(super) canonical: Option<String>,
    pub(super) style: &'a str,
    pub(super) icon: &'a str,
    pub(super) scripts: &'a [String],
    pub(super) made_with: &'a str,
    pub(super) data: &'a str,
}

impl<'a> Context<'a> {
    /// The frame of the page at `path`.
    pub(super) fn frame(&'a self, path: &str, title: String, description: String, root: &'a str) -> Frame<'a> {
        Frame {
            title,
            description,
            root,
            language: &self.language.code,
            direction: &self.language.page.direction,
            canonical: self.absolute(path),
            style: &self.assets.style,
            icon: &self.assets.icon,
            scripts: &[],
            made_with: &self.language.page.made_with,
            data: &self.language.page.data,
        }
    }

    /// The whole address of a page, if that of the site is known; `index.html` goes without its name.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        let base = self.config.base_url.as_deref()?.trim_end_matches('/');
        Some(format!("{base}/{}", path.strip_suffix("index.html").unwrap_or(path)))
    }
}

#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFound<'a> {
    frame: Frame<'a>,
    heading: &'a str,
    help: &'a str,
    home: &'a str,
}

/// `404.html`, which a host shows at any depth: its links hold only where the site's address is known.
pub(super) fn not_found(context: &Context) -> String {
    let words = &context.language.page;
    let root = context.absolute("index.html").unwrap_or_default();
    let title = format!("{} · {}", words.not_found, context.timeline.title);
    let mut frame = context.frame("404.html", title, String::new(), &root);
    frame.canonical = None;
    rendered(&NotFound { frame, heading: &words.not_found, help: &words.not_found_help, home: &words.home })
}

/// A template as text.
pub(super) fn rendered(template: &impl Template) -> String {
    template.render().expect("writing to a string cannot fail")
}

/// The timeline with one tag chosen, relative to the output folder. A query is percent-encoded as
/// RFC 3986 has it: all but the unreserved characters.
pub(super) fn address_of_tag(tag: &str) -> String {
    let mut address = String::from("index.html?tag=");
    for byte in tag.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
