//! From the folder that the user named to its config, its articles and the place of the site.

use super::messages;
use super::show::Base;
use crate::article::SourceFile;
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::error::Error;
use crate::flow::Summary;
use crate::publish::{self, Copy};
use crate::site::{Beside, CopiedFile, Origin};
use crate::source::{self, Sources};
use chrono::{DateTime, Local, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A project, read.
#[derive(Debug)]
pub struct Project {
    /// The config, or the defaults.
    pub config: Config,
    /// What is wrong with the config.
    pub config_diagnostics: Vec<Diagnostic>,
    /// The folder in which the config lies, or would.
    pub config_folder: PathBuf,
    /// The folder of articles.
    pub content: PathBuf,
    /// Where the site is written.
    pub output: PathBuf,
    /// The articles.
    pub sources: Sources,
    /// The folder of static files, whether it is there or not, and what is beside the articles.
    pub statics: PathBuf,
    /// The files that may come along.
    pub beside: Beside,
}

/// What the command line says of a project; it counts more than the config.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The folder for the site.
    pub output: Option<PathBuf>,
    /// Whether drafts are read.
    pub drafts: bool,
    /// The address of the site.
    pub base_url: Option<String>,
}

impl Project {
    /// Reads the project `folder`: one that holds `dateline.toml` or `content/`, or the folder of
    /// articles itself. The config may lie in the folder of articles, too.
    ///
    /// # Errors
    /// If the folder is not there, or the config or the folder of articles cannot be read.
    pub fn read(folder: &Path, asked: &Asked) -> Result<Project, Error> {
        Project::of(Layout::of(folder)?, asked)
    }

    /// Reads the articles of a project, and what is beside them.
    ///
    /// # Errors
    /// If the folder of articles cannot be read.
    pub fn of(layout: Layout, asked: &Asked) -> Result<Project, Error> {
        let output = layout.output(asked.output.as_deref());
        let statics = layout.config_folder.join(config::STATIC);
        let Layout { config, config_diagnostics, config_folder, content } = layout;
        let config = asked.over(config);
        let mut sources = source::read(&content, &output, publish::MANIFEST)?;
        let beside =
            Beside { pictures: std::mem::take(&mut sources.pictures), statics: source::static_files(&statics)? };
        Ok(Project { config, config_diagnostics, config_folder, content, output, sources, statics, beside })
    }

    /// Reads again what has changed at `places`, and the config. Returns the files that went or were
    /// something else before, and whether the site may be another now.
    ///
    /// # Errors
    /// As [`Project::read`]; the project is as it was then.
    pub fn refresh(
        &mut self,
        folder: &Path,
        asked: &Asked,
        places: &BTreeSet<PathBuf>,
    ) -> Result<(Vec<SourceFile>, bool), Error> {
        let layout = Layout::of(folder)?;
        if layout.content != self.content || layout.output(asked.output.as_deref()) != self.output {
            let before = std::mem::replace(self, Project::of(layout, asked)?);
            return Ok((before.sources.files, true));
        }
        let statics = source::static_files(&self.statics)?;
        let (count, found) = (self.sources.files.len(), self.sources.diagnostics.clone());
        // The pictures are kept with what else is beside the articles.
        self.sources.pictures.clone_from(&self.beside.pictures);
        let gone = self.sources.refresh(&self.content, &self.output, publish::MANIFEST, places);
        let pictures = std::mem::take(&mut self.sources.pictures);
        let gone = gone?;
        let beside = Beside { pictures, statics };
        let config = asked.over(layout.config);
        let shown = |place: &PathBuf| {
            let picture = place.strip_prefix(&self.content).ok().and_then(Path::to_str);
            place.starts_with(&self.statics)
                || picture.is_some_and(|path| beside.pictures.iter().any(|picture| picture == path))
        };
        let files = &self.sources.files;
        let is_there = |file: &SourceFile| {
            let place = files.binary_search_by(|other| other.path.cmp(&file.path));
            place.is_ok_and(|place| files[place].bytes == file.bytes)
        };
        let same_files = files.len() == count && gone.iter().all(is_there);
        let changed = beside != self.beside
            || config != self.config
            || layout.config_diagnostics != self.config_diagnostics
            || self.sources.diagnostics != found
            || !same_files
            || places.iter().any(shown);
        (self.beside, self.config, self.config_diagnostics) = (beside, config, layout.config_diagnostics);
        self.config_folder = layout.config_folder;
        Ok((gone, changed))
    }

    /// Adds to what a build came to what reading the folder has to say.
    pub fn complete(&self, summary: &mut Summary, diagnostics: &mut Vec<Diagnostic>) {
        // What the walk could not bring is left out as well.
        for found in &self.sources.diagnostics {
            // What was written to while it was read is named, too, but taken as it stood.
            let files = &self.sources.files;
            let taken = |place: &Place| files.binary_search_by(|file| file.path.cmp(&place.file)).is_ok();
            let is_left_out = !found.place.as_ref().is_some_and(taken);
            if is_left_out && matches!(found.code, Code::Unreadable | Code::TooLarge) {
                *summary.skipped.entry(found.code).or_insert(0) += 1;
            }
        }
        diagnostics.extend_from_slice(&self.sources.diagnostics);
        if summary.articles == 0 && summary.events == 0 && summary.skipped.is_empty() {
            diagnostics.push(Diagnostic {
                place: None,
                severity: Severity::Warning,
                code: Code::NoArticles,
                message: messages::no_articles(&self.content),
                help: Some(messages::WHAT_IS_READ.into()),
                excerpt: None,
            });
        }
        diagnostics.sort();
    }

    /// Where the articles lie of which diagnostics speak.
    pub fn base(&self) -> Base<'_> {
        Base { folder: &self.content, files: &self.sources.files }
    }

    /// Where the config lies.
    pub fn base_of_config(&self) -> Base<'_> {
        Base { folder: &self.config_folder, files: &[] }
    }

    /// Where a file that comes along lies.
    pub fn path_of(&self, copy: &CopiedFile) -> PathBuf {
        let folder = match copy.origin {
            Origin::Content => &self.content,
            Origin::Static => &self.statics,
        };
        folder.join(&copy.source)
    }

    /// A file that comes along, with where it lies.
    pub fn copy(&self, copy: CopiedFile) -> Copy {
        Copy { source: self.path_of(&copy), path: copy.path }
    }
}

impl Asked {
    fn over(&self, mut config: Config) -> Config {
        config.drafts = self.drafts;
        if self.base_url.is_some() {
            config.base_url.clone_from(&self.base_url);
        }
        config
    }
}

/// Where the parts of a project lie, and its config.
#[derive(Debug)]
pub struct Layout {
    /// The config, or the defaults.
    pub config: Config,
    config_diagnostics: Vec<Diagnostic>,
    config_folder: PathBuf,
    /// The folder of articles.
    pub content: PathBuf,
}

impl Layout {
    /// Where the site is written: where the command line says, else the config, else `public`.
    pub fn output(&self, asked: Option<&Path>) -> PathBuf {
        match (asked, &self.config.output) {
            (Some(output), _) => output.to_owned(),
            (None, Some(output)) => self.config_folder.join(output),
            (None, None) => PathBuf::from("public"),
        }
    }

    /// The folder in which the config lies, or would, that of the articles, and that of the static files.
    pub fn places(&self) -> [PathBuf; 3] {
        [self.config_folder.clone(), self.content.clone(), self.config_folder.join(config::STATIC)]
    }

    /// Looks for the config and the articles of the project `folder`.
    ///
    /// # Errors
    /// If the folder is not there, or the config cannot be read.
    pub fn of(folder: &Path) -> Result<Layout, Error> {
        if !folder.is_dir() {
            return Err(Error::Message(messages::no_folder(folder)));
        }
        let layout = Layout::found(folder)?;
        if !layout.content.is_dir() {
            return Err(Error::Message(messages::no_content(&layout.content)));
        }
        Ok(layout)
    }

    /// The project of the current folder, into which articles are brought: its folder of articles
    /// need not be there yet. Where nothing else is said it is `content`, unless the current folder
    /// holds articles itself.
    ///
    /// # Errors
    /// If the config or the folder cannot be read.
    pub fn for_new_articles() -> Result<Layout, Error> {
        let folder = Path::new("");
        let mut layout = Layout::found(folder)?;
        if layout.config.content.is_none() && !layout.content.ends_with("content") {
            layout.content = if holds_articles(Path::new("."))? { ".".into() } else { "content".into() };
        }
        Ok(layout)
    }

    fn found(folder: &Path) -> Result<Layout, Error> {
        let inside = folder.join("content");
        let candidates = [folder, inside.as_path()];
        let config_folder = candidates.into_iter().find(|folder| folder.join(config::FILE).is_file()).unwrap_or(folder);
        let (mut config, config_diagnostics) = read_config(&config_folder.join(config::FILE))?;
        config.style = read_style(&config_folder.join(config::STYLE))?;
        let content = match &config.content {
            Some(content) => config_folder.join(content),
            None if inside.is_dir() => inside.clone(),
            None => folder.to_owned(),
        };
        Ok(Layout { config, config_diagnostics, config_folder: config_folder.to_owned(), content })
    }
}

/// A single article with the project in which it lies.
#[derive(Debug)]
pub struct Surroundings {
    /// The config, or the defaults.
    pub config: Config,
    /// What is wrong with the config.
    pub config_diagnostics: Vec<Diagnostic>,
    /// The folder in which the config lies, or would.
    pub config_folder: PathBuf,
    /// The folder of articles.
    pub content: PathBuf,
    /// The article, and the YAML file beside it.
    pub files: Vec<SourceFile>,
}

impl Surroundings {
    /// Looks for the project upwards from the article. Outside of a project, paths count from the
    /// current folder, as if that were built, or from the article's own.
    ///
    /// # Errors
    /// If the article is not there, or it or a config cannot be read.
    pub fn of(file: &Path) -> Result<Surroundings, Error> {
        let failed = |source| Error::Io { action: "read", path: file.to_owned(), source };
        let name =
            file.file_name().filter(|_| file.is_file()).ok_or_else(|| Error::Message(messages::no_file(file)))?;
        let parent = file.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let folder = parent.canonicalize().map_err(failed)?;
        let absolute = folder.join(name);
        let mut layout = None;
        for candidate in folder.ancestors() {
            if candidate.join(config::FILE).is_file() || candidate.join("content").is_dir() {
                let found = match Layout::of(candidate) {
                    // The project of something else: its folder of articles is not even there.
                    Err(Error::Message(_)) => continue,
                    found => found?,
                };
                if found.content.canonicalize().is_ok_and(|content| absolute.starts_with(content)) {
                    layout = Some(found);
                    break;
                }
            }
        }
        let layout = layout.unwrap_or_else(|| {
            let current = std::env::current_dir().and_then(|current| current.canonicalize()).ok();
            let content = current.filter(|current| absolute.starts_with(current)).unwrap_or(folder);
            let config_folder = content.clone();
            Layout { config: Config::default(), config_diagnostics: Vec::new(), config_folder, content }
        });
        let content = layout.content.canonicalize().map_err(failed)?;
        let mut files = Vec::new();
        let beside = ["yaml", "yml"].map(|extension| absolute.with_extension(extension));
        for path in std::iter::once(&absolute).chain(beside.iter().filter(|path| path.is_file())) {
            let inside = path.strip_prefix(&content).unwrap_or(path);
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            files.push(SourceFile { path: parts.join("/"), bytes: fs::read(path).map_err(failed)? });
        }
        let Layout { config, config_diagnostics, config_folder, .. } = layout;
        Ok(Surroundings { config, config_diagnostics, config_folder, content, files })
    }
}

/// Whether a folder is itself one of articles.
///
/// # Errors
/// If it cannot be read.
pub fn holds_articles(folder: &Path) -> Result<bool, Error> {
    let failed = |source| Error::Io { action: "read the folder", path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().to_lowercase();
        if name.ends_with(".md") && !name.starts_with("readme") && !name.starts_with('.') {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_config(file: &Path) -> Result<(Config, Vec<Diagnostic>), Error> {
    if !file.is_file() {
        return Ok((Config::default(), Vec::new()));
    }
    let bytes = fs::read(file).map_err(|source| Error::Io { action: "read", path: file.to_owned(), source })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Config::parse(&text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let diagnostic = Diagnostic {
                place: Some(Place::after(config::FILE, &before)),
                severity: Severity::Error,
                code: Code::Config,
                message: messages::CONFIG_NOT_UTF8.into(),
                help: Some(messages::SAVE_AS_UTF8.into()),
                excerpt: None,
            };
            Ok((Config::default(), vec![diagnostic]))
        }
    }
}

/// The project's own style sheet, if there is one.
fn read_style(file: &Path) -> Result<String, Error> {
    match fs::read(file) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(Error::Io { action: "read", path: file.to_owned(), source }),
    }
}

/// A day as the command line takes it.
///
/// # Errors
/// If it is none, with what would be one.
pub fn day(value: &str) -> Result<NaiveDate, String> {
    value.parse().map_err(|_| messages::NO_DAY.into())
}

/// The day that counts as today: the one that was asked for, that of `SOURCE_DATE_EPOCH` (seconds
/// since 1970, in UTC), or the calendar's.
///
/// # Errors
/// If `SOURCE_DATE_EPOCH` is set to no number of seconds.
pub fn today(asked: Option<NaiveDate>) -> Result<NaiveDate, Error> {
    if let Some(day) = asked {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let moment = seconds.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            moment.map(|moment| moment.date_naive()).ok_or_else(|| Error::Message(messages::bad_epoch(&seconds)))
        }
        Err(_) => Ok(Local::now().date_naive()),
    }
}
