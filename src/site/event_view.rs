//! An event as a page shows it.

use super::Context;
use super::address::Address;
use super::correction::Correction;
use super::marked::Marked;
use super::page::address_of_tag;
use crate::event::{Kind, Status};
use crate::timeline::{Entry, Source};

/// Where a list stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// On a page of the timeline, with the page whose anchors hold for good: empty for the page itself.
    Timeline(&'a str),
    /// On the page of a tag or publisher: its events lead to where they stand in full.
    Collection,
}

pub(super) struct EventView<'a> {
    pub(super) entry: &'a Entry,
    /// Its index on the timeline.
    pub(super) row: usize,
    /// Where its permanent link leads.
    pub(super) home: Address<'a>,
    /// False on the page of a tag or publisher: there its title leads to where it stands in full.
    pub(super) in_full: bool,
    pub(super) clock: Option<String>,
    pub(super) planned: bool,
    pub(super) article: bool,
    pub(super) page: Address<'a>,
    pub(super) sentence: Marked<'a>,
    pub(super) names: Vec<NameView<'a>>,
    pub(super) more: Option<String>,
    /// Why this date, where it is not for the reason of all events of that date.
    pub(super) why: Option<&'a str>,
    pub(super) tags: Vec<TagView<'a>>,
    /// Where the scripts read the events off the page: the people and places, one a line.
    pub(super) about: Option<String>,
    /// True for the first ones of a page, which are drawn at once.
    pub(super) at_once: bool,
    /// None where all is said already: a hand-made event's sources, named with their addresses.
    pub(super) tellings: Vec<SourceView<'a>>,
}

/// A source by its short name.
pub(super) struct NameView<'a> {
    pub(super) name: &'a str,
    pub(super) address: Address<'a>,
    /// True if it leads out of the site.
    pub(super) elsewhere: bool,
}

/// A tag and the timeline with it alone.
pub(super) struct TagView<'a> {
    pub(super) name: &'a str,
    /// Its page, if it has one.
    pub(super) page: Option<Address<'a>>,
    /// Where it has none.
    pub(super) address: String,
}

impl<'a> TagView<'a> {
    pub(super) fn new(context: &'a Context, name: &'a str) -> TagView<'a> {
        let page = context.tag_page(name);
        let address = if page.is_some() { String::new() } else { context.root.to_owned() + &address_of_tag(name) };
        TagView { name, page, address }
    }
}

/// A source in full.
pub(super) struct SourceView<'a> {
    pub(super) source: &'a Source,
    pub(super) address: Address<'a>,
    pub(super) article_of: &'a str,
    /// A hand-made event only names its sources.
    pub(super) listed: bool,
    pub(super) sentence: Option<Marked<'a>>,
    pub(super) original: Option<String>,
    /// Its own date, where the sources differ.
    pub(super) date: Option<String>,
    pub(super) correction: Option<Correction>,
}

/// How many sources an event names before it counts the others.
const NAMED: usize = 2;

impl<'a> EventView<'a> {
    pub(super) fn new(context: &'a Context, row: usize, place: Place<'a>, at_once: bool) -> EventView<'a> {
        let (language, entry) = (context.language, &context.timeline.events[row]);
        let article = entry.kind == Kind::Article;
        let first = entry.sources.first();
        let mut names: Vec<NameView> = Vec::with_capacity(entry.sources.len());
        for source in &entry.sources {
            // An article's own entry has its title for a headline.
            let Some(name) = source.teller.publisher.as_deref().or((!article).then_some(&source.teller.title)) else {
                continue;
            };
            if names.iter().all(|known| known.name != name) {
                names.push(NameView {
                    name,
                    address: address(context, source, article),
                    elsewhere: source.teller.index.is_none(),
                });
            }
        }
        let more = names.len().saturating_sub(NAMED);
        // Sources that only a list names have no more to tell than their names and addresses.
        let bare = |source: &Source| source.teller.index.is_none() && !source.teller.title.is_empty();
        let in_full = matches!(place, Place::Timeline(_));
        let said = entry.sources.len() <= NAMED
            && names.len() == entry.sources.len()
            && context.config.edit_url.is_none()
            && entry.sources.iter().all(bare);
        let tellings: Vec<SourceView> = match said || !in_full {
            true => Vec::new(),
            false => entry.sources.iter().map(|source| telling(context, entry, source, article)).collect(),
        };
        names.truncate(NAMED);
        EventView {
            entry,
            row,
            home: match place {
                Place::Timeline(home) => Address { root: "", page: home, place: &entry.id },
                Place::Collection => context.event_address(entry),
            },
            in_full,
            clock: entry.when.clock().map(|clock| language.clock(clock)),
            planned: entry.status == Status::Planned,
            article,
            page: first.map(|source| address(context, source, article)).unwrap_or_default(),
            sentence: Marked::new(&entry.text, first.and_then(Source::mark)),
            names,
            more: (more > 0).then(|| language.more_sources(more)),
            why: (entry.kind != Kind::Event).then_some(&language.page.why_article),
            tags: entry.tags.iter().map(|tag| TagView::new(context, tag)).collect(),
            about: (in_full && context.chunks.index.is_none() && !entry.people.is_empty())
                .then(|| entry.people.join("\n")),
            at_once,
            tellings,
        }
    }
}

fn telling<'a>(context: &'a Context, entry: &'a Entry, source: &'a Source, article: bool) -> SourceView<'a> {
    let language = context.language;
    // What the event itself shows is not said again.
    let sentence = source.sentence().filter(|text| entry.sources.len() > 1 || !entry.text.starts_with(text));
    SourceView {
        source,
        address: address(context, source, article),
        article_of: context.said(source),
        listed: source.teller.index.is_none(),
        sentence: sentence.map(|text| Marked::new(text, source.mark())),
        original: source.teller.url.as_deref().and_then(host).map(|host| language.original_at(host)),
        date: entry.conflict.then(|| language.when(&source.when)),
        correction: Correction::new(context, entry, source),
    }
}

/// The place of a source on its article's page; the address of one that only a list names, if it has one.
fn address<'a>(context: &'a Context, source: &'a Source, article: bool) -> Address<'a> {
    let Some(index) = source.teller.index else {
        return Address::whole(source.teller.url.as_deref().unwrap_or_default());
    };
    let page = context.article_address(index);
    if article { page } else { Address { place: &source.id, ..page } }
}

/// The host of an address of the web; none for any other.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}
