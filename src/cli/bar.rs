//! A bar on the terminal while a build takes long.

use super::{Console, messages};
use crate::progress::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Who waits no longer than this need not know how far it is.
const SHORT: Duration = Duration::from_millis(500);

/// So often the bar is drawn.
const OFTEN: Duration = Duration::from_millis(80);

/// Shows how far a build is, for as long as it lives; it leaves nothing on the terminal.
#[derive(Debug)]
pub struct Bar {
    progress: Arc<Progress>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// A bar that nobody sees before half a second is over, and only where people read on a terminal.
    pub fn new(console: &Console) -> Bar {
        let progress = Arc::new(Progress::default());
        let drawing = console.is_watched().then(|| {
            let (end, ended) = channel::<()>();
            let progress = Arc::clone(&progress);
            let draw = move || {
                if ended.recv_timeout(SHORT) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                let bar = ProgressBar::new(0);
                let style = ProgressStyle::with_template("{msg:24} {wide_bar} {pos}/{len}");
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                loop {
                    let (step, done, all) = progress.now();
                    bar.set_message(messages::step(step));
                    bar.set_length(all);
                    bar.set_position(done);
                    bar.tick();
                    if ended.recv_timeout(OFTEN) != Err(RecvTimeoutError::Timeout) {
                        break;
                    }
                }
                bar.finish_and_clear();
            };
            (end, thread::spawn(draw))
        });
        Bar { progress, drawing }
    }

    /// Where the build says how far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((end, drawing)) = self.drawing.take() {
            drop(end);
            // What is said next stands where the bar was.
            let _ = drawing.join();
        }
    }
}
