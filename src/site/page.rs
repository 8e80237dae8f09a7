//! What all pages have in common, and the page for an address that leads nowhere.

use super::address::{Address, encoded};
use super::{Context, Format};
use crate::language::PageWords;
use crate::timeline::{Entry, Source};
use crate::when::When;
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
    /// False for a page that search engines need not show.
    pub(super) is_listed: bool,
    /// The page's one address, if the site's is known.
    pub(super) canonical: Option<String>,
    pub(super) style: &'a str,
    pub(super) icon: &'a str,
    /// The project's own style sheet.
    pub(super) custom: Option<&'a str>,
    pub(super) scripts: &'a [String],
    /// `website` or `article`, in the words of Open Graph.
    pub(super) kind: &'static str,
    /// The name of the site.
    pub(super) site: &'a str,
    /// JSON-LD; empty for none.
    pub(super) data: String,
    /// The feed of what the page shows: its title and its address relative to the output folder.
    pub(super) feed: Option<(String, String)>,
    /// HTML of the project's own, for the head and the foot.
    pub(super) head: &'a str,
    pub(super) footer: &'a str,
    /// The forms in which the timeline can be had: name, file, media type.
    pub(super) downloads: Vec<(&'static str, &'static str, &'static str)>,
    pub(super) words: &'a PageWords,
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
            is_listed: true,
            canonical: self.absolute(path),
            style: &self.assets.style,
            icon: &self.assets.icon,
            custom: self.assets.custom.as_deref(),
            scripts: &[],
            kind: "website",
            site: &self.timeline.title,
            data: String::new(),
            feed: None,
            head: &self.config.head,
            footer: &self.config.footer,
            downloads: Format::OFFERED.map(|format| (format.name(), format.file(), format.media_type())).to_vec(),
            words: &self.language.page,
        }
    }

    /// The whole address of a file of the site and perhaps a place in it, if that of the site is
    /// known; the site's first page goes without its name.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        let base = self.config.base_url.as_deref()?.trim_end_matches('/');
        let (file, place) = path.split_at(path.find('#').unwrap_or(path.len()));
        let file = if file == "index.html" { "" } else { file };
        Some(format!("{base}/{file}{place}"))
    }

    /// A date in words, without the weekday of a single day.
    pub(super) fn date_in_words(&self, when: &When) -> String {
        if when.granularity().is_day_or_finer() && when.is_single() {
            self.language.day(when.from())
        } else {
            self.language.when(when)
        }
    }

    /// The page of an article, relative to the page that is rendered.
    pub(super) fn article_address(&self, article: usize) -> Address<'a> {
        Address { root: self.root, page: self.addresses.page(article), place: "" }
    }

    /// An article's title and day in words; what a list calls its source.
    pub(super) fn said<'s>(&self, source: &'s Source) -> &'s str
    where
        'a: 's,
    {
        let article = source.teller.index.and_then(|index| self.said.get(index));
        article.map_or(&source.teller.title, String::as_str)
    }

    /// The page of a tag that has one, relative to the page that is rendered.
    pub(super) fn tag_page(&self, tag: &str) -> Option<Address<'a>> {
        self.collections.tag(tag).map(|collection| Address { root: self.root, page: collection.page(), place: "" })
    }

    /// The page of a publisher that has one, relative to the page that is rendered.
    pub(super) fn publisher_page(&self, name: &str) -> Option<Address<'a>> {
        let collection = self.collections.publisher(name)?;
        Some(Address { root: self.root, page: collection.page(), place: "" })
    }

    /// The page on which an event stands and its place there, relative to the page that is rendered.
    ///
    /// It holds without scripts too. Where a later build puts the event on another page, the script
    /// of this one leads on.
    pub(super) fn event_address<'e>(&self, entry: &'e Entry) -> Address<'e>
    where
        'a: 'e,
    {
        Address { root: self.root, page: self.chunks.page_of(&entry.id), place: &entry.id }
    }

    /// The whole address of an event, if that of the site is known.
    pub(super) fn absolute_event(&self, entry: &Entry) -> Option<String> {
        let at_root = Context { root: "", ..*self };
        self.absolute(&at_root.event_address(entry).to_string())
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

/// The page for an address that leads nowhere.
pub(super) const NOT_FOUND: &str = "404.html";

/// [`NOT_FOUND`], which a host shows at any depth: its links hold only where the site's address is known.
pub(super) fn not_found(context: &Context) -> String {
    let words = &context.language.page;
    let root = context.absolute("index.html").unwrap_or_default();
    let title = format!("{} · {}", words.not_found, context.timeline.title);
    let mut frame = context.frame(NOT_FOUND, title, String::new(), &root);
    frame.canonical = None;
    frame.is_listed = false;
    rendered(&NotFound { frame, heading: &words.not_found, help: &words.not_found_help, home: &words.home })
}

/// A template as text.
pub(super) fn rendered(template: &impl Template) -> String {
    template.render().expect("writing to a string cannot fail")
}

/// A template as text, for which there is room from the beginning: a long page that grew would be copied as
/// often as it doubles.
pub(super) fn rendered_long(template: &impl Template, room: usize) -> String {
    let mut page = String::with_capacity(room);
    template.render_into(&mut page).expect("writing to a string cannot fail");
    page
}

/// The timeline with one tag chosen, relative to the output folder.
pub(super) fn address_of_tag(tag: &str) -> String {
    format!("index.html?tag={}", encoded(tag).replace('/', "%2F"))
}
