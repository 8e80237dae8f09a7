//! The project as it is on the disk, and the site that it comes to: read once, and then what changes.
//!
//! What is broken does not take the site away: of a file with an error the state before it is shown,
//! and of a broken config the last good one, until the error is mended.

use super::edition::Edition;
use super::watch::{Changes, Root, Watch};
use crate::article::SourceFile;
use crate::cli::build::Reading;
use crate::cli::project::{Layout, Project, today};
use crate::cli::{Console, messages, show};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::flow::{self, Arranged, Content, Memory, Summary};
use crate::publish;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// What the open pages are told.
#[derive(Clone, Debug)]
pub(super) struct News {
    /// The site.
    pub(super) edition: Arc<Edition>,
    /// What is wrong with the project.
    pub(super) troubles: Arc<[Trouble]>,
}

/// An error, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Trouble {
    message: String,
    /// The file with line and column, as far as they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

/// A project that is shown while it is written.
pub(super) struct Preview {
    reading: Reading,
    /// The address at which the site is shown.
    address: String,
    console: Console,
    watch: Option<Watch>,
    project: Project,
    memory: Memory,
    /// The config without errors that was read last.
    good_config: Option<Config>,
    /// The files with an error, as they were before.
    good_files: BTreeMap<String, SourceFile>,
    /// What has been said already.
    said: BTreeSet<Diagnostic>,
    /// Why the project could not be read at all the last time.
    failure: Option<String>,
    news: watch::Sender<News>,
}

impl Preview {
    /// Reads and builds a project, and says what there is to say.
    ///
    /// # Errors
    /// If the project cannot be read at all.
    pub(super) fn new(reading: Reading, address: String, console: Console) -> Result<Preview, Error> {
        let start = Instant::now();
        let layout = Layout::of(&reading.folder)?;
        let mut watch = match Watch::new() {
            Ok(watch) => Some(watch),
            Err(error) => {
                console.say(&messages::cannot_watch(&error));
                None
            }
        };
        // What changes while the project is read is told afterwards.
        follow(&mut watch, roots(&reading.folder, &layout), &console);
        let project = Project::of(layout, &reading.asked(None))?;
        let mut memory = Memory::new();
        let good_config = is_good(&project.config_diagnostics).then(|| project.config.clone());
        let config = Config { base_url: Some(address.clone()), ..project.config.clone() };
        let (content, mut diagnostics) =
            flow::gather_again(&mut memory, &config, &project.sources.files, today(reading.today)?);
        let mut summary = content.summary();
        project.complete(&mut summary, &mut diagnostics);
        // Later runs go on with greater numbers, so that an open page sees that it is an old one.
        let number = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_millis() as u64);
        let arranged = Arranged::again(&mut memory, content, &config);
        let edition = Arc::new(Edition::new(number, arranged, &project, config));
        let troubles = troubles(&project, &diagnostics);
        let mut preview = Preview {
            reading,
            address,
            console,
            watch,
            project,
            memory,
            good_config,
            good_files: BTreeMap::new(),
            said: BTreeSet::new(),
            failure: None,
            news: watch::channel(News { edition, troubles }).0,
        };
        preview.say(diagnostics)?;
        preview.console.say(&messages::summary(&summary, None, start.elapsed().as_secs_f64()));
        Ok(preview)
    }

    /// What the open pages are told.
    pub(super) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Follows the changes of the project for as long as the system tells of them.
    pub(super) fn follow(mut self) {
        let Some(mut watch) = self.watch.take() else { return };
        loop {
            let matters = Matters::of(&self.reading.folder, &self.project);
            let Some(changes) = watch.wait(|place| matters.place(place)) else { return };
            let start = Instant::now();
            if let Ok(layout) = Layout::of(&self.reading.folder)
                && let Err(error) = watch.follow(roots(&self.reading.folder, &layout))
            {
                self.console.say(&messages::cannot_watch(&error));
            }
            if let Err(error) = self.rebuild(&changes, start) {
                self.fail(&error);
            }
        }
    }

    /// Reads what has changed, and shows what the site is now.
    fn rebuild(&mut self, changes: &Changes, start: Instant) -> Result<(), Error> {
        let places = match changes {
            Changes::Places(places) => places.clone(),
            Changes::Anything => [self.project.content.clone(), self.project.statics.clone()].into(),
        };
        let (gone, changed) = self.project.refresh(&self.reading.folder, &self.reading.asked(None), &places)?;
        if !changed && self.failure.is_none() {
            return Ok(());
        }
        for file in gone {
            self.good_files.entry(file.path.clone()).or_insert(file);
        }
        let project = &self.project;
        let config = if is_good(&project.config_diagnostics) {
            self.good_config.insert(project.config.clone())
        } else {
            self.good_config.as_ref().unwrap_or(&project.config)
        };
        let config = Config { base_url: Some(self.address.clone()), ..config.clone() };
        let (content, mut diagnostics, mut summary) = self.gather(&config)?;
        self.project.complete(&mut summary, &mut diagnostics);
        self.failure = None;
        let troubles = troubles(&self.project, &diagnostics);
        let number = self.news.borrow().edition.number + 1;
        let arranged = Arranged::again(&mut self.memory, content, &config);
        let edition = Arc::new(Edition::new(number, arranged, &self.project, config));
        self.news.send_replace(News { edition, troubles });
        let named: Vec<String> = match changes {
            Changes::Places(places) => places.iter().map(|place| show::opened(place)).collect(),
            Changes::Anything => Vec::new(),
        };
        self.say(diagnostics)?;
        self.console.say(&messages::rebuilt(&named, &summary, start.elapsed().as_secs_f64()));
        Ok(())
    }

    /// What the files come to, those with an error as they were before it.
    fn gather(&mut self, config: &Config) -> Result<(Content, Vec<Diagnostic>, Summary), Error> {
        let today = today(self.reading.today)?;
        let files = &mut self.project.sources.files;
        let (content, diagnostics) = flow::gather_again(&mut self.memory, config, files, today);
        let wrong: BTreeSet<&str> = diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .filter_map(|found| found.place.as_ref())
            .map(|place| place.file.as_str())
            .collect();
        self.good_files.retain(|path, _| wrong.contains(path.as_str()));
        let summary = content.summary();
        if self.good_files.is_empty() {
            return Ok((content, diagnostics, summary));
        }
        exchange(files, &mut self.good_files);
        let (content, _) = flow::gather_again(&mut self.memory, config, files, today);
        exchange(files, &mut self.good_files);
        Ok((content, diagnostics, summary))
    }

    /// Says what has not been said the last time.
    fn say(&mut self, diagnostics: Vec<Diagnostic>) -> Result<(), Error> {
        let project = &self.project;
        let new = |found: &[Diagnostic]| -> Vec<Diagnostic> {
            found.iter().filter(|found| !self.said.contains(found)).cloned().collect()
        };
        let (of_config, of_articles) = (new(&project.config_diagnostics), new(&diagnostics));
        self.console.diagnostics(&of_config, &project.base_of_config())?;
        self.console.diagnostics(&of_articles, &project.base())?;
        let is_wrong = |found: &Diagnostic| found.severity == Severity::Error;
        let was_wrong = self.said.iter().any(is_wrong);
        self.said = diagnostics.into_iter().chain(project.config_diagnostics.iter().cloned()).collect();
        if was_wrong && !self.said.iter().any(is_wrong) {
            self.console.say(messages::UNCHANGED);
        }
        Ok(())
    }

    /// Says why the project cannot be read, and leaves the site as it is.
    fn fail(&mut self, error: &Error) {
        let message = error.to_string();
        if self.failure.as_ref() == Some(&message) {
            return;
        }
        self.console.error(error);
        let trouble = Trouble { message: message.clone(), place: None, line: None, help: None };
        self.news.send_modify(|news| news.troubles = [trouble].into());
        self.failure = Some(message);
    }
}

fn is_good(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().all(|found| found.severity != Severity::Error)
}

/// Exchanges the bytes of the files that both hold.
fn exchange(files: &mut [SourceFile], others: &mut BTreeMap<String, SourceFile>) {
    for other in others.values_mut() {
        if let Ok(place) = files.binary_search_by(|file| file.path.cmp(&other.path)) {
            std::mem::swap(&mut files[place].bytes, &mut other.bytes);
        }
    }
}

fn troubles(project: &Project, diagnostics: &[Diagnostic]) -> Arc<[Trouble]> {
    let of_config = project.config_diagnostics.iter().map(|found| (found, project.base_of_config()));
    let all = of_config.chain(diagnostics.iter().map(|found| (found, project.base())));
    all.filter(|(found, _)| found.severity == Severity::Error)
        .map(|(found, base)| Trouble {
            message: found.message.clone(),
            place: found.place.as_ref().map(|place| {
                let file = base.path(&place.file);
                if place.line > 0 { format!("{file}:{}:{}", place.line, place.column.max(1)) } else { file }
            }),
            line: found.place.as_ref().and_then(|place| base.line(found, place)).map(|line| line.into_owned()),
            help: found.help.clone(),
        })
        .collect()
}

fn follow(watch: &mut Option<Watch>, roots: Vec<Root>, console: &Console) {
    if let Some(watching) = watch
        && let Err(error) = watching.follow(roots)
    {
        console.say(&messages::cannot_watch(&error));
    }
}

/// The folders of a project that have to be watched, none of them within another that is watched to
/// its depth.
fn roots(folder: &Path, layout: &Layout) -> Vec<Root> {
    let [config, content, statics] = layout.places();
    let wanted =
        [(content, true, false), (statics, true, true), (folder.to_owned(), false, false), (config, false, true)];
    let mut roots: Vec<Root> = Vec::new();
    for (folder, deep, may_be_missing) in wanted {
        let within = |root: &Root| root.folder == folder || root.deep && folder.starts_with(&root.folder);
        if !roots.iter().any(within) {
            roots.push(Root { folder, deep, may_be_missing });
        }
    }
    roots
}

/// Which places can change the site, by their absolute paths.
struct Matters {
    output: PathBuf,
    content: PathBuf,
    statics: PathBuf,
    /// Where a config may lie.
    folders: [PathBuf; 2],
}

impl Matters {
    fn of(folder: &Path, project: &Project) -> Matters {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Matters {
            output: absolute(&project.output),
            content: absolute(&project.content),
            statics: absolute(&project.statics),
            folders: [absolute(folder), absolute(&project.config_folder)],
        }
    }

    fn place(&self, place: &Path) -> bool {
        if place.starts_with(&self.output) {
            return false;
        }
        let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let in_folder = place.parent().is_some_and(|parent| self.folders.iter().any(|folder| folder == parent));
        if in_folder && matches!(name, config::FILE | config::STYLE | config::STATIC) {
            return true;
        }
        if place.starts_with(&self.statics) || self.content.starts_with(place) {
            return true;
        }
        let Ok(inside) = place.strip_prefix(&self.content) else { return false };
        // What editors lay beside a file that is open is hidden, as is what a build says of its output.
        let left_alone = |part: &std::ffi::OsStr| part == "node_modules" || part.to_string_lossy().starts_with('.');
        name == publish::MANIFEST || !inside.iter().any(left_alone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_beside_the_articles_does_not_matter() {
        let place = |path: &str| PathBuf::from("/home/ines").join(path);
        let matters = Matters {
            output: place("news/public"),
            content: place("news/content"),
            statics: place("news/static"),
            folders: [place("news"), place("news")],
        };
        for path in ["content/a.md", "content/b", "content", "static/.well-known/x", "dateline.toml", "custom.css"] {
            assert!(matters.place(&place("news").join(path)), "{path}");
        }
        for path in ["public/index.html", "content/.a.md.swp", "content/.git/x", "notes.txt", "content/node_modules/x"]
        {
            assert!(!matters.place(&place("news").join(path)), "{path}");
        }
    }

    #[test]
    fn no_folder_is_watched_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("a folder");
        let of = |folder: &Path| {
            let roots = roots(folder, &Layout::of(folder).expect("a folder"));
            roots.into_iter().map(|root| (root.folder, root.deep)).collect::<Vec<_>>()
        };
        let content = folder.path().join("content");
        assert_eq!(
            of(folder.path()),
            [(content.clone(), true), (folder.path().join("static"), true), (folder.path().into(), false)]
        );
        assert_eq!(of(&content), [(content, true)]);
    }
}
