//! `dateline serve`: the site on this machine's own address, built in memory and kept as the
//! articles are, for looking at it before it goes anywhere.
//!
//! A [`Preview`] reads the project and makes an [`Edition`](edition::Edition) of the site at each
//! change; the server asks the newest edition for the pages that somebody looks at, and tells the
//! open ones of the next. Nothing is written.

mod edition;
mod preview;
mod server;
mod watch;

use super::build::Reading;
use super::{Console, Outcome, messages};
use crate::error::Error;
use clap::Args;
use preview::Preview;
use server::Door;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// The arguments of `serve`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The port; if it is taken, the next free one
    #[arg(short, long, default_value_t = PORT)]
    port: u16,
    /// The name or number of this machine on which to listen: others may be able to see the site then
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
}

/// The port that is tried first.
const PORT: u16 = 8000;

/// How many ports after the one asked for are tried before giving up.
const TRIED: u16 = 100;

/// Runs the command: shows the site until Ctrl-C. Articles that are wrong do not keep the rest from
/// being seen.
pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let reading = &arguments.reading;
    reading.limit_threads();
    let door = Door::open(&arguments.host, arguments.port)?;
    let address = door.address();
    let preview = Preview::new(reading.clone(), address.clone(), console.clone())?;
    console.say(&messages::serving(&address));
    if !door.is_loopback() {
        console.say(&messages::seen_by_others(&arguments.host));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(server::failed)?;
    let news = preview.news();
    let stopped = runtime.block_on(async {
        let mut interrupted = pin!(tokio::signal::ctrl_c());
        // It listens once it was polled: whoever has an answer of the server may end it.
        if let Poll::Ready(early) = poll_fn(|context| Poll::Ready(interrupted.as_mut().poll(context))).await {
            return early.map_err(server::failed);
        }
        let served = tokio::spawn(door.serve(news));
        std::thread::spawn(move || preview.follow());
        if arguments.open
            && let Err(error) = open::that_detached(&address)
        {
            console.say(&messages::cannot_open(&error));
        }
        tokio::select! {
            interrupted = interrupted => interrupted.map_err(server::failed),
            ended = served => ended.unwrap_or(Ok(())),
        }
    });
    runtime.shutdown_background();
    stopped?;
    Ok(Outcome::Interrupted)
}
