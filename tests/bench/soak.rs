//! A day of an editor's work in some minutes: articles are written, changed, moved and removed, the
//! config and what lies beside the articles too, some of it broken and mended again, while `dateline
//! serve` shows the site and `dateline build` writes it now and then. In the end both must be, byte
//! for byte, what a build comes to that begins anew:
//!
//! ```sh
//! cargo bench --bench soak               # 1,000 articles, 20 minutes
//! cargo bench --bench soak -- 200 1      # articles, minutes
//! ```

mod collection;
mod prose;
mod served;

use prose::Dice;
use served::{Result, Served, spread};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So long is waited for what has to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two builds into the output folder.
const BUILDS: Duration = Duration::from_secs(20);

fn main() -> Result<()> {
    // Cargo itself adds `--bench`.
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let articles = numbers.first().copied().unwrap_or(1_000);
    let minutes = numbers.get(1).copied().unwrap_or(20);
    let folder = tempfile::tempdir()?;
    let mut desk = Desk::new(folder.path(), articles)?;
    desk.work(Duration::from_secs(60 * minutes as u64))?;
    let differing = desk.compare()?;
    println!("{} files differ from those of a build that began anew", differing.len());
    if differing.is_empty() { Ok(()) } else { Err(differing.join("\n").into()) }
}

/// An editor, the project, and what was measured.
struct Desk {
    folder: PathBuf,
    served: Served,
    /// When the open page was told of another state of the site.
    news: Receiver<Instant>,
    dice: Dice,
    /// The articles that are there, by their paths, with the numbers of their texts.
    articles: BTreeMap<String, usize>,
    /// Those whose front matter is broken.
    broken: BTreeSet<String>,
    next: usize,
    deeds: BTreeMap<&'static str, usize>,
    told: Vec<Duration>,
    rebuilds: usize,
}

impl Desk {
    fn new(folder: &Path, articles: usize) -> Result<Desk> {
        collection::write(&folder.join("content"), articles)?;
        fs::write(folder.join("dateline.toml"), "title = 'A soak'\n")?;
        let served = Served::start(folder)?;
        let mut listener = served.listen()?;
        let (sender, news) = channel();
        std::thread::spawn(move || while listener.next().is_ok() && sender.send(Instant::now()).is_ok() {});
        Ok(Desk {
            folder: folder.to_owned(),
            served,
            news,
            dice: Dice(24),
            articles: (0..articles).map(|number| (collection::path(number), number)).collect(),
            broken: BTreeSet::new(),
            next: articles,
            deeds: BTreeMap::new(),
            told: Vec::new(),
            rebuilds: 0,
        })
    }

    fn work(&mut self, length: Duration) -> Result<()> {
        let start = Instant::now();
        let (mut built, mut minute) = (Instant::now(), 0);
        let before = self.served.resident();
        while start.elapsed() < length {
            self.deed()?;
            if built.elapsed() > BUILDS {
                built = Instant::now();
                self.build("public")?;
            }
            if start.elapsed().as_secs() / 60 > minute {
                minute = start.elapsed().as_secs() / 60;
                println!("minute {minute}: {} MB", self.memory());
            }
        }
        for path in std::mem::take(&mut self.broken) {
            self.save(&path, &self.text(&path))?;
        }
        self.rest();
        println!("deeds: {:?}", self.deeds);
        println!("{} deeds, {} states of the site shown", self.deeds.values().sum::<usize>(), self.rebuilds);
        println!("{} saves of an article, until the open page was told: {}", self.told.len(), spread(&mut self.told));
        println!("memory: {:.0} MB at the start, {} MB at the end", before.unwrap_or(f64::NAN), self.memory());
        Ok(())
    }

    fn memory(&self) -> String {
        self.served.resident().map_or("?".into(), |memory| format!("{memory:.0}"))
    }

    /// One thing that an editor does, and a short pause.
    fn deed(&mut self) -> Result<()> {
        let deed = match self.dice.roll() % 100 {
            0..50 => self.edit(),
            50..60 => self.add(),
            60..66 => self.remove(),
            66..74 => self.rename(),
            74..79 => self.break_or_mend(),
            79..83 => self.configure(),
            83..88 => self.change_static(),
            88..92 => self.say_beside(),
            92..95 => self.picture(),
            95..97 => self.bring_many(),
            97..98 => self.move_folder(),
            _ => self.lay_beside(),
        }?;
        *self.deeds.entry(deed).or_default() += 1;
        sleep(Duration::from_millis(self.dice.roll() % 250));
        self.rebuilds += self.news.try_iter().count();
        Ok(())
    }

    fn place(&self, path: &str) -> PathBuf {
        self.folder.join("content").join(path)
    }

    fn text(&self, path: &str) -> String {
        self.articles.get(path).map_or_else(String::new, |number| collection::article(*number))
    }

    fn any(&mut self) -> String {
        let at = self.dice.roll() as usize % self.articles.len();
        self.articles.keys().nth(at).cloned().unwrap_or_default()
    }

    /// Saves as editors do: beside the file and then at its place, at its place, or in pieces.
    fn save(&mut self, path: &str, text: &str) -> Result<Instant> {
        let file = self.place(path);
        fs::create_dir_all(file.parent().unwrap_or(&self.folder))?;
        match self.dice.roll() % 4 {
            0 => fs::write(&file, text)?,
            1 => {
                let mut open = fs::File::create(&file)?;
                let (first, second) = text.as_bytes().split_at(text.len() / 2);
                open.write_all(first)?;
                sleep(Duration::from_millis(30));
                open.write_all(second)?;
            }
            _ => {
                let part = file.with_extension("part~");
                fs::write(&part, text)?;
                fs::rename(part, &file)?;
            }
        }
        Ok(Instant::now())
    }

    /// An article is changed, and looked at in the browser.
    fn edit(&mut self) -> Result<&'static str> {
        let path = self.any();
        self.rest();
        let mark = format!("Savebay{}", self.dice.roll());
        let text = self.text(&path) + &format!("\nThe quay of {mark} was closed on 3 May 2019.\n");
        let saved = self.save(&path, &text)?;
        self.broken.remove(&path);
        let page = format!("/articles/{}", path.replace('/', "-").replace(".md", ".html"));
        loop {
            let told = self.news.recv_timeout(PATIENCE).map_err(|_| format!("{path} is never shown"))?;
            self.rebuilds += 1;
            if self.served.ask(&page).is_ok_and(|page| memchr::memmem::find(&page, mark.as_bytes()).is_some()) {
                self.told.push(told.saturating_duration_since(saved));
                return Ok("edit");
            }
        }
    }

    /// Waits until nothing is told any more.
    fn rest(&mut self) {
        while self.news.recv_timeout(Duration::from_millis(400)).is_ok() {
            self.rebuilds += 1;
        }
    }

    fn add(&mut self) -> Result<&'static str> {
        let number = self.next;
        self.next += 1;
        let path = collection::path(number);
        self.save(&path, &collection::article(number))?;
        self.articles.insert(path, number);
        Ok("add")
    }

    fn remove(&mut self) -> Result<&'static str> {
        let path = self.any();
        fs::remove_file(self.place(&path))?;
        self.articles.remove(&path);
        self.broken.remove(&path);
        Ok("remove")
    }

    fn rename(&mut self) -> Result<&'static str> {
        let path = self.any();
        let number = self.dice.roll() % 1_000_000;
        let new = format!("moved-{}/news-{number}.md", number % 7);
        fs::create_dir_all(self.place(&new).parent().unwrap_or(&self.folder))?;
        fs::rename(self.place(&path), self.place(&new))?;
        let text = self.articles.remove(&path).unwrap_or_default();
        if self.broken.remove(&path) {
            self.broken.insert(new.clone());
        }
        self.articles.insert(new, text);
        Ok("rename")
    }

    fn break_or_mend(&mut self) -> Result<&'static str> {
        if let Some(path) = self.broken.pop_first() {
            self.save(&path, &self.text(&path))?;
            return Ok("mend");
        }
        let path = self.any();
        let text = self.text(&path).replacen("title: ", "title: [", 1);
        self.save(&path, &text)?;
        self.broken.insert(path);
        Ok("break")
    }

    fn configure(&mut self) -> Result<&'static str> {
        let roll = self.dice.roll();
        let text = match roll % 4 {
            0 => format!("title = 'A soak {}'\n", roll % 9),
            1 => "title = 'A soak'\narticles = false\n".into(),
            2 => format!("title = 'A soak'\n[words]\n'the Great Gale' = '1987-10-{}'\n", roll % 20 + 10),
            _ => "title = 'A soak\n".into(),
        };
        fs::write(self.folder.join("dateline.toml"), text)?;
        if roll.is_multiple_of(3) {
            fs::write(self.folder.join("custom.css"), format!("body {{ margin: {}px }}\n", roll % 50))?;
        }
        Ok("config")
    }

    fn change_static(&mut self) -> Result<&'static str> {
        let roll = self.dice.roll();
        let file = self.folder.join(format!("static/notes/{}.txt", roll % 5));
        if file.exists() && roll.is_multiple_of(3) {
            fs::remove_file(file)?;
        } else {
            fs::create_dir_all(file.parent().unwrap_or(&self.folder))?;
            fs::write(file, format!("{roll}\n").repeat(1 + roll as usize % 5_000))?;
        }
        Ok("static")
    }

    /// A YAML file beside an article says more of it, or goes.
    fn say_beside(&mut self) -> Result<&'static str> {
        let path = self.any();
        let file = self.place(&path).with_extension("yaml");
        if file.exists() {
            fs::remove_file(file)?;
        } else {
            fs::write(file, format!("tags: [tag-{}]\n", self.dice.roll() % 9))?;
        }
        Ok("sidecar")
    }

    fn picture(&mut self) -> Result<&'static str> {
        let path = self.any();
        let roll = self.dice.roll();
        let folder = self.place(&path);
        let picture = folder.with_file_name(format!("picture-{}.png", roll % 3));
        fs::write(picture, roll.to_be_bytes().repeat(1 + roll as usize % 9_000))?;
        let text = self.text(&path) + &format!("\n![A picture](picture-{}.png)\n", roll % 3);
        self.save(&path, &text)?;
        self.broken.remove(&path);
        Ok("picture")
    }

    /// Many articles at once, as version control brings them.
    fn bring_many(&mut self) -> Result<&'static str> {
        for _ in 0..40 {
            let path = self.any();
            let text =
                self.text(&path) + &format!("\nThe pier was swept on {} June 2018.\n", self.dice.roll() % 28 + 1);
            fs::write(self.place(&path), text)?;
            self.broken.remove(&path);
        }
        Ok("many")
    }

    fn move_folder(&mut self) -> Result<&'static str> {
        let path = self.any();
        let Some((folder, _)) = path.split_once('/') else { return Ok("nothing") };
        let new = format!("folder-{}", self.dice.roll() % 1_000_000);
        fs::rename(self.place(folder), self.place(&new))?;
        let moved = |path: &str| match path.split_once('/') {
            Some((first, rest)) if first == folder => format!("{new}/{rest}"),
            _ => path.to_owned(),
        };
        self.articles =
            std::mem::take(&mut self.articles).into_iter().map(|(path, text)| (moved(&path), text)).collect();
        self.broken = std::mem::take(&mut self.broken).into_iter().map(|path| moved(&path)).collect();
        Ok("folder")
    }

    /// What editors and desktops lay beside an article.
    fn lay_beside(&mut self) -> Result<&'static str> {
        let path = self.any();
        let file = self.place(&path);
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = file.with_file_name(format!(".{name}.swp"));
        fs::write(&beside, "x")?;
        sleep(Duration::from_millis(5));
        fs::remove_file(beside)?;
        Ok("swap file")
    }

    /// Builds the project as `serve` builds it.
    fn build(&self, output: &str) -> Result<()> {
        let address = format!("http://127.0.0.1:{}/", self.served.port);
        let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "--output", output, "--base-url", &address, "--quiet"])
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        // What is broken at the moment is an error, and the rest is built.
        if matches!(built.code(), Some(0 | 1)) { Ok(()) } else { Err(format!("build: {built}").into()) }
    }

    /// Compares what is served, and what was built again and again, with a build that begins anew;
    /// names what differs.
    fn compare(&mut self) -> Result<Vec<String>> {
        fs::write(self.folder.join("dateline.toml"), "title = 'The end'\n")?;
        sleep(Duration::from_millis(500));
        self.rest();
        self.build("public")?;
        let other = tempfile::tempdir()?;
        self.build(&other.path().display().to_string())?;
        let (built, clean) = (files(&self.folder.join("public"))?, files(other.path())?);
        println!("{} articles, {} files of the site", self.articles.len(), clean.len());
        let mut differing: Vec<String> =
            built.keys().chain(clean.keys()).filter(|path| built.get(*path) != clean.get(*path)).cloned().collect();
        for (path, bytes) in clean.iter().filter(|(path, _)| *path != ".dateline-manifest") {
            let served = self.served.ask(&format!("/{path}"))?;
            let head = memchr::memmem::find(&served, b"\r\n\r\n").ok_or("an answer without a head")?;
            if without_script(&served[head + 4..]) != *bytes {
                differing.push(format!("/{path}"));
            }
        }
        Ok(differing)
    }
}

/// A page without the script that follows the site.
fn without_script(page: &[u8]) -> Vec<u8> {
    const SCRIPT: &[u8] = b"<script src=\"/-dateline/live.js\"";
    const END: &[u8] = b"</script>";
    let Some(start) = memchr::memmem::find(page, SCRIPT) else { return page.to_vec() };
    let end = memchr::memmem::find(&page[start..], END).map_or(page.len(), |end| start + end + END.len());
    [&page[..start], &page[end..]].concat()
}

/// The bytes of all files of a folder, by their paths.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
