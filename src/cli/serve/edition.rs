//! One state of the site: its pages, each made when somebody asks for it.

use crate::cli::project::Project;
use crate::config::Config;
use crate::flow::Arranged;
use crate::site::{Beside, CopiedFile, Found, Origin, Pages};
use axum::body::Bytes;
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use tokio::sync::oneshot;

/// Where a page loads what brings it up to date.
pub(super) const SCRIPT_PATH: &str = "/-dateline/live.js";

/// So many pages are made at a time: one that takes long, such as a big export, holds up no other.
const WORKERS: usize = 3;

/// A state of the site. What it holds is let go with it, once the last page that was asked of it is made.
#[derive(Debug)]
pub(super) struct Edition {
    /// Its number: a later one has a greater one, that of an earlier run of the program included.
    pub(super) number: u64,
    requests: Sender<Request>,
    content: PathBuf,
    statics: PathBuf,
}

struct Request {
    path: String,
    answer: oneshot::Sender<Option<Given>>,
}

/// A file as it is given away.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// One that was made; a page holds the script that follows the site.
    Made {
        /// Its path relative to the root of the site.
        path: String,
        bytes: Bytes,
    },
    /// One that comes along.
    Copied(CopiedFile),
}

/// Files that somebody is reading at the moment: all who ask for one read the same bytes, so that
/// many who read slowly do not fill the memory.
#[derive(Default)]
struct Open(Mutex<FxHashMap<String, Weak<Vec<u8>>>>);

struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Edition {
    pub(super) fn new(number: u64, arranged: Arranged, project: &Project, config: Config) -> Edition {
        let (requests, receiver) = channel();
        let beside = project.beside.clone();
        thread::spawn(move || answer(receiver, number, &arranged, &beside, &config));
        Edition { number, requests, content: project.content.clone(), statics: project.statics.clone() }
    }

    /// The file at a path relative to the root of the site; none if there is none.
    pub(super) async fn find(&self, path: &str) -> Option<Given> {
        let (answer, found) = oneshot::channel();
        self.requests.send(Request { path: path.to_owned(), answer }).ok()?;
        found.await.ok()?
    }

    /// Where a file lies that comes along.
    pub(super) fn place(&self, copy: &CopiedFile) -> PathBuf {
        match copy.origin {
            Origin::Content => self.content.join(&copy.source),
            Origin::Static => self.statics.join(&copy.source),
        }
    }
}

/// Answers what is asked of an edition, until nobody can ask any more.
///
/// The pages borrow from the timeline, so both stay on this thread.
fn answer(requests: Receiver<Request>, number: u64, arranged: &Arranged, beside: &Beside, config: &Config) {
    let requests = Mutex::new(requests);
    let open = Open::default();
    let next = || requests.lock().unwrap_or_else(PoisonError::into_inner).recv();
    let work = |pages: &Pages| {
        while let Ok(Request { path, answer }) = next() {
            // Who asked may have gone away meanwhile.
            if !answer.is_closed() {
                let _ = answer.send(open.find(pages, path, number));
            }
        }
    };
    arranged.with_pages(beside, config, |pages| {
        thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| work(pages));
            }
        });
    });
}

impl Open {
    fn find(&self, pages: &Pages, path: String, number: u64) -> Option<Given> {
        let open = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = open().get(&path).and_then(Weak::upgrade);
        let bytes = match read {
            Some(bytes) => bytes,
            None => match pages.find(&path)? {
                Found::Copied(copy) => return Some(Given::Copied(copy)),
                Found::Made(file) => {
                    let is_page = file.path.ends_with(".html");
                    let bytes = Arc::new(if is_page { with_script(&file.bytes, number) } else { file.bytes });
                    open().insert(path.clone(), Arc::downgrade(&bytes));
                    bytes
                }
            },
        };
        Some(Given::Made { path, bytes: Bytes::from_owner(Shared(bytes)) })
    }
}

/// A page with the script that follows the site.
fn with_script(html: &[u8], number: u64) -> Vec<u8> {
    const HEAD: &[u8] = b"<head>";
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-edition=\"{number}\" defer></script>");
    let after = memchr::memmem::find(html, HEAD).map_or(0, |at| at + HEAD.len());
    [&html[..after], script.as_bytes(), &html[after..]].concat()
}
