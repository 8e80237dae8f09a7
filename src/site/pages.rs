//! Every file of a site by its path, each made when it is asked for: a build asks for all of them,
//! a preview for the one that somebody looks at.

use super::beside::CopiedFile;
use super::chunk::Parts;
use super::index::Index;
use super::sequence::Order;
use super::{
    Context, Format, SiteFile, article_page, browse_page, collection_page, export, page, part_page, sitemap,
    timeline_page,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

/// The files of a site.
pub struct Pages<'a> {
    context: Context<'a>,
    by_path: OnceLock<FxHashMap<String, Page>>,
    /// Set once all articles were rendered: then it is known which pictures they show.
    pictures_known: OnceLock<()>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Made from the articles.
    Made(SiteFile),
    /// One that comes along as it is.
    Copied(CopiedFile),
}

/// A file of the site that is made when its turn comes.
#[derive(Debug)]
pub struct Planned {
    /// Its path relative to the output folder, with `/`.
    pub path: String,
    what: What,
}

#[derive(Debug)]
enum What {
    Rendered(Page),
    Ready(Arc<SiteFile>),
}

/// A file that has to be rendered.
#[derive(Clone, Copy, Debug)]
enum Page {
    NewestFirst,
    OldestFirst,
    Embed,
    Part(Order, usize),
    Article(usize),
    /// A page of a tag or publisher, by its number.
    Collection(usize, usize),
    CollectionFeed(usize),
    Browse,
    NotFound,
    Export(Format),
    /// What the scripts search in, by the number of the slice.
    Slice(usize),
    /// Where the ids stand, by the number of the file.
    Ids(usize),
    /// The list of pages for search engines, or a part of it by its number.
    Sitemap(usize),
}

impl<'a> Pages<'a> {
    pub(super) fn new(context: Context<'a>) -> Pages<'a> {
        Pages { context, by_path: OnceLock::new(), pictures_known: OnceLock::new() }
    }

    /// All files in order of their paths: those that are made, and those that come along.
    pub fn all(&self) -> (Vec<SiteFile>, Vec<CopiedFile>) {
        let planned = self.planned().into_par_iter().map(|planned| {
            let bytes = self.bytes(&planned).into_owned();
            SiteFile { path: planned.path, bytes }
        });
        (planned.collect(), self.copies())
    }

    /// The files that are made, in order of their paths, none of them made yet.
    pub fn planned(&self) -> Vec<Planned> {
        let rendered =
            self.pages().into_iter().map(|page| Planned { path: self.path(page), what: What::Rendered(page) });
        let ready = self.ready().map(|file| Planned { path: file.path.clone(), what: What::Ready(file) });
        let mut planned: Vec<Planned> = rendered.chain(ready).collect();
        // What the project itself puts at a place counts more than what dateline would.
        planned.retain(|file| !self.context.shelf.is_static(&file.path));
        planned.sort_by(|a, b| a.path.cmp(&b.path));
        planned
    }

    /// The content of a file, made at this moment.
    pub fn bytes<'f>(&self, file: &'f Planned) -> Cow<'f, [u8]> {
        match &file.what {
            What::Rendered(page) => Cow::Owned(self.render(*page).bytes),
            What::Ready(file) => Cow::Borrowed(&file.bytes),
        }
    }

    /// True for a file that is as long as the timeline: it can be written piece by piece.
    pub fn is_long(&self, file: &Planned) -> bool {
        matches!(file.what, What::Rendered(Page::Export(_)))
    }

    /// Writes the content of a file, made at this moment; that of a long one is never in memory as a whole.
    ///
    /// # Errors
    /// Where `out` refuses to take it.
    pub fn write(&self, file: &Planned, out: &mut dyn Write) -> io::Result<()> {
        match file.what {
            What::Rendered(Page::Export(format)) => export::write(&self.context, format, out),
            _ => out.write_all(&self.bytes(file)),
        }
    }

    /// The files that come along. Which pictures are among them is known once all planned files are made.
    pub fn copies(&self) -> Vec<CopiedFile> {
        self.context.shelf.copies()
    }

    /// The file at a path relative to the output folder, with `/`: exactly what [`Pages::all`] has
    /// there, none where it has nothing.
    pub fn find(&self, path: &str) -> Option<Found> {
        let shelf = self.context.shelf;
        if shelf.is_static(path) {
            return shelf.copies().into_iter().find(|copy| copy.path == path).map(Found::Copied);
        }
        let by_path =
            self.by_path.get_or_init(|| self.pages().into_iter().map(|page| (self.path(page), page)).collect());
        if let Some(page) = by_path.get(path) {
            return Some(Found::Made(self.render(*page)));
        }
        if let Some(file) = self.ready().find(|file| file.path == path) {
            return Some(Found::Made(SiteFile::clone(&file)));
        }
        let shown = || shelf.copies().into_iter().find(|copy| copy.path == path).map(Found::Copied);
        shown().or_else(|| {
            // A picture is part of the site if an article shows it; perhaps nobody has asked for that one yet.
            self.pictures_known.get_or_init(|| {
                if shelf.has_picture_at(path) {
                    (0..self.context.articles.len()).into_par_iter().for_each(|article| {
                        self.render(Page::Article(article));
                    });
                }
            });
            shown()
        })
    }

    /// The files that need no rendering.
    fn ready(&self) -> impl Iterator<Item = Arc<SiteFile>> {
        let index = self.context.chunks.index.iter().map(|index| Arc::clone(&index.head));
        // GitHub Pages would leave out what its own generator does not know.
        let fixed = [SiteFile::new(export::SCHEMA_FILE, export::SCHEMA), SiteFile::new(".nojekyll", "")];
        self.context.assets.files().into_iter().chain(fixed).map(Arc::new).chain(index)
    }

    fn pages(&self) -> Vec<Page> {
        let Context { chunks, collections, articles, config, .. } = self.context;
        let mut pages = vec![Page::NewestFirst, Page::OldestFirst, Page::Embed, Page::NotFound, Page::Browse];
        pages.extend(Format::OFFERED.map(Page::Export));
        for (index, collection) in collections.all.iter().enumerate() {
            pages.extend((0..collection_page::count(collection)).map(|number| Page::Collection(index, number)));
            pages.push(Page::CollectionFeed(index));
        }
        pages.extend((0..articles.len()).map(Page::Article));
        for parts in [&chunks.newest, &chunks.oldest].into_iter().filter(|parts| !parts.is_whole()) {
            pages.extend((0..parts.parts.len()).map(|index| Page::Part(parts.order, index)));
        }
        let (slices, id_files) = chunks.index.as_ref().map_or((0, 0), |index| (index.slices.len(), index.id_files));
        if config.base_url.is_some() {
            let paths = pages.iter().map(|page| self.path(*page));
            let count = sitemap::count(paths);
            pages.extend((0..count).map(Page::Sitemap));
        }
        pages.extend((0..slices).map(Page::Slice).chain((0..id_files).map(Page::Ids)));
        pages
    }

    fn parts(&self, order: Order) -> &'a Parts<'a> {
        let chunks = self.context.chunks;
        if order == Order::NewestFirst { &chunks.newest } else { &chunks.oldest }
    }

    fn path(&self, page: Page) -> String {
        let Context { collections, addresses, .. } = self.context;
        match page {
            Page::NewestFirst => "index.html".into(),
            Page::OldestFirst => "oldest.html".into(),
            Page::Embed => timeline_page::EMBED.into(),
            Page::Part(order, index) => self.parts(order).parts[index].path().into(),
            Page::Article(index) => addresses.page(index).into(),
            Page::Collection(index, number) => collections.all[index].part(number),
            Page::CollectionFeed(index) => collections.all[index].feed(),
            Page::Browse => browse_page::PATH.into(),
            Page::NotFound => page::NOT_FOUND.into(),
            Page::Export(format) => format.file().into(),
            Page::Slice(number) => {
                self.context.chunks.index.as_ref().map_or_else(String::new, |index| index.slices[number].path.clone())
            }
            Page::Ids(number) => Index::path_of_ids(number),
            Page::Sitemap(number) => sitemap::path(number),
        }
    }

    fn render(&self, page: Page) -> SiteFile {
        let context = &self.context;
        let below = &Context { root: "../", ..*context };
        let collection = |index: usize| &context.collections.all[index];
        let of_index = |bytes: &dyn Fn(&Index) -> Vec<u8>| SiteFile {
            path: self.path(page),
            bytes: context.chunks.index.as_ref().map(bytes).unwrap_or_default(),
        };
        let text = match page {
            Page::Slice(number) => return of_index(&|index| index.slice(number)),
            Page::Ids(number) => return of_index(&|index| index.ids(number).to_vec()),
            Page::NewestFirst => timeline_page::render(context, self.parts(Order::NewestFirst), false),
            Page::OldestFirst => timeline_page::render(context, self.parts(Order::OldestFirst), false),
            Page::Embed => timeline_page::render(context, self.parts(Order::NewestFirst), true),
            Page::Part(order, index) => part_page::render(below, self.parts(order), index),
            Page::Article(index) => article_page::render(below, index),
            Page::Collection(index, number) => collection_page::render(below, collection(index), number),
            Page::CollectionFeed(index) => collection_page::feed(below, collection(index)),
            Page::Browse => browse_page::render(context),
            Page::NotFound => page::not_found(context),
            Page::Export(format) => export::written(context, format),
            Page::Sitemap(number) => {
                sitemap::render(context, self.pages().into_iter().map(|page| self.path(page)), number)
            }
        };
        SiteFile::new(self.path(page), text)
    }
}
