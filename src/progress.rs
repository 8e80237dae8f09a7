//! How far a build is: counted by who works, looked at by who waits. It changes nothing of what comes out.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// What a build is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// The files are read.
    #[default]
    Files,
    /// The articles are read for their dates.
    Articles,
    /// The reports of one happening are joined.
    Joining,
    /// The pages are made.
    Pages,
    /// The files of the site are compared and written.
    Writing,
}

impl Step {
    const ALL: [Step; 5] = [Step::Files, Step::Articles, Step::Joining, Step::Pages, Step::Writing];
}

/// How far a build is.
///
/// ```
/// use dateline::progress::{Progress, Step};
///
/// let progress = Progress::default();
/// progress.begin(Step::Pages, 3);
/// progress.advance();
/// assert_eq!(progress.now(), (Step::Pages, 1, 3));
/// ```
#[derive(Debug, Default)]
pub struct Progress {
    step: AtomicU8,
    done: AtomicU64,
    all: AtomicU64,
}

impl Progress {
    /// A step begins, which has so many parts; none where nobody knows.
    pub fn begin(&self, step: Step, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all as u64, Ordering::Relaxed);
        self.step.store(step as u8, Ordering::Relaxed);
    }

    /// One of the parts is done.
    pub fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// The step, how many of its parts are done, and how many there are.
    pub fn now(&self) -> (Step, u64, u64) {
        let step = usize::from(self.step.load(Ordering::Relaxed));
        let step = Step::ALL.get(step).copied().unwrap_or_default();
        (step, self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }
}
