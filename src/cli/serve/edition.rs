//! One state of the site: its pages, each made when somebody asks for it.

use crate::cli::project::Project;
use crate::config::Config;
use crate::flow::Arranged;
use crate::site::{Beside, CopiedFile, Found, Origin, Pages};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use tokio::sync::oneshot;

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
    answer: oneshot::Sender<Option<Found>>,
}

impl Edition {
    pub(super) fn new(number: u64, arranged: Arranged, project: &Project, config: Config) -> Edition {
        let (requests, receiver) = channel();
        let beside = project.beside.clone();
        thread::spawn(move || answer(receiver, &arranged, &beside, &config));
        Edition { number, requests, content: project.content.clone(), statics: project.statics.clone() }
    }

    /// The file at a path relative to the root of the site; none if there is none.
    pub(super) async fn find(&self, path: &str) -> Option<Found> {
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
fn answer(requests: Receiver<Request>, arranged: &Arranged, beside: &Beside, config: &Config) {
    let requests = Mutex::new(requests);
    let next = || requests.lock().unwrap_or_else(PoisonError::into_inner).recv();
    let work = |pages: &Pages| {
        while let Ok(request) = next() {
            // Who asked may have gone away meanwhile.
            let _ = request.answer.send(pages.find(&request.path));
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
