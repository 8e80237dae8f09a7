//! How long a save takes until `dateline serve` shows it, and how much memory that needs:
//!
//! ```sh
//! cargo bench --bench serving                    # 1,000 and 10,000 articles, 20 saves each
//! cargo bench --bench serving -- 1000 1000       # articles, saves
//! ```
//!
//! The program runs as its users run it; the clock starts when a file has been put at its place and
//! stops when the open page was told, and again when the first page and the article's were given anew.

mod collection;
mod prose;
mod served;

use served::{Result, Served, spread};
use std::fs;
use std::time::{Duration, Instant};

fn main() -> Result<()> {
    // Cargo itself adds `--bench`.
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    match numbers[..] {
        [articles, saves] => measure(articles, saves),
        [articles] => measure(articles, 20),
        _ => [1_000, 10_000].into_iter().try_for_each(|articles| measure(articles, 20)),
    }
}

fn measure(articles: usize, saves: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    collection::write(&folder.path().join("content"), articles)?;
    let start = Instant::now();
    let served = Served::start(folder.path())?;
    let mut news = served.listen()?;
    served.ask("/")?;
    println!("{articles} articles: first page after {:.2} s", start.elapsed().as_secs_f64());

    let (mut told, mut shown, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    let worked = served.processor_time();
    for save in 0..saves {
        let number = save * 37 % articles;
        let text = collection::article(number) + &format!("\nThe quay of Savebay{save} was closed on 3 May 2019.\n");
        let file = folder.path().join("content").join(collection::path(number));
        let part = folder.path().join(".part");
        fs::write(&part, text)?;
        let start = Instant::now();
        fs::rename(&part, &file)?;
        news.next()?;
        told.push(start.elapsed());
        let page = format!("/articles/{}", collection::path(number).replace('/', "-").replace(".md", ".html"));
        if !String::from_utf8(served.ask(&page)?)?.contains(&format!("Savebay{save} ")) {
            return Err("the page is not the new one".into());
        }
        served.ask("/")?;
        shown.push(start.elapsed());
        memory.extend(served.resident());
        // The next one is not measured with what is let go of this one.
        std::thread::sleep(Duration::from_millis(if saves > 100 { 20 } else { 200 }));
    }
    if let (Some(before), Some(after)) = (worked, served.processor_time()) {
        println!("{saves} saves, {:.0} ms of processor time each", (after - before) as f64 / saves as f64);
    }
    println!("{saves} saves, told: {}", spread(&mut told));
    println!("{saves} saves, two pages given: {}", spread(&mut shown));
    let at = |part: usize| memory.get((memory.len().max(1) - 1) * part / 100).copied().unwrap_or(f64::NAN);
    let parts = [0, 10, 25, 50, 75, 100].map(|part| format!("{:.0} MB after {part} %", at(part)));
    println!("{saves} saves, memory: {}\n", parts.join(", "));
    Ok(())
}
