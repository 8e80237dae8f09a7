//! Walks the content folder and reads its files: the one room, beside `publish` and the commands,
//! that touches the disk.

use crate::article::{Format, SourceFile, is_data_file};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::error::Error;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkdir::{DirEntry, WalkDir};

/// No article is larger, in bytes; what is, is an archive or a picture with the name of one.
pub(crate) const LARGEST: u64 = 20 * 1024 * 1024;

/// No list of events is larger, in bytes: it would hold half a million of them.
pub(crate) const LARGEST_LIST: u64 = 256 * 1024 * 1024;

/// So often a file is read again that somebody writes to, and so long is waited before.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(20);

/// What was found in a content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files in order of their paths.
    pub files: Vec<SourceFile>,
    /// The paths of the pictures, in order; they are not read.
    pub pictures: Vec<String>,
    /// What could not be read, and what was left alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the articles of a folder and what stands beside them.
///
/// Hidden files, `static/`, `node_modules/`, the parts of a Jekyll site, the folder `output` and every folder that holds a
/// file named `marker` (the output of another build) are not read; no link is followed. A file
/// that cannot be read is a diagnostic, never a stop.
///
/// # Errors
/// If `content` is no folder or cannot be read at all.
pub fn read(content: &Path, output: &Path, marker: &str) -> Result<Sources, Error> {
    read_within(content, output, marker, |_| true)
}

/// [`read`], of what lies below or above the places of which `asked` is true.
fn read_within(content: &Path, output: &Path, marker: &str, asked: impl Fn(&Path) -> bool) -> Result<Sources, Error> {
    let failed = |source| Error::Io { action: "read the folder", path: content.to_owned(), source };
    fs::read_dir(content).map_err(failed)?;
    let output = output.canonicalize().ok();
    let mut sources = Sources::default();
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    let walk = WalkDir::new(content)
        .into_iter()
        .filter_entry(|entry| asked(entry.path()) && is_wanted(entry, output.as_deref(), marker));
    for entry in walk {
        match entry {
            Ok(entry) => {
                if is_picture(&entry) {
                    sources.pictures.extend(relative(entry.path(), content));
                } else if let Some(path) = file_path(&entry, content, &mut sources.diagnostics) {
                    found.push((path, entry.into_path()));
                }
            }
            Err(error) => {
                let path = error.path().and_then(|path| relative(path, content)).unwrap_or_default();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                sources.diagnostics.push(unreadable(&path, &reason));
            }
        }
    }
    found.sort();
    sources.pictures.sort();
    for (file, diagnostic) in found.into_par_iter().map(read_settled).collect::<Vec<_>>() {
        sources.files.extend(file);
        sources.diagnostics.extend(diagnostic);
    }
    sources.diagnostics.sort();
    Ok(sources)
}

impl Sources {
    /// Reads again what lies at and below `places`, paths that begin with `content`, and leaves the
    /// rest as it is. Returns the files that went or were something else before.
    ///
    /// # Errors
    /// As [`read`]; nothing has changed then.
    pub(crate) fn refresh(
        &mut self,
        content: &Path,
        output: &Path,
        marker: &str,
        places: &BTreeSet<PathBuf>,
    ) -> Result<Vec<SourceFile>, Error> {
        // With the marker a whole folder becomes the output of a build, or ceases to be.
        let marked = |place: &PathBuf| place.file_name().is_some_and(|name| name == marker);
        let places: BTreeSet<&Path> =
            places.iter().map(|place| if marked(place) { place.parent().unwrap_or(place) } else { place }).collect();
        let asked = |path: &Path| {
            let below = path.ancestors().any(|folder| places.contains(folder));
            // In the order of paths what lies in a folder follows it at once.
            below || places.range(path..).next().is_some_and(|place| place.starts_with(path))
        };
        let fresh = read_within(content, output, marker, asked)?;
        let inside: BTreeSet<String> = places.iter().filter_map(|place| relative(place, content)).collect();
        let is_asked = |path: &str| {
            let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
            inside.contains("") || ends.into_iter().any(|end| inside.contains(&path[..end]))
        };
        let (gone, kept) = std::mem::take(&mut self.files).into_iter().partition(|file| is_asked(&file.path));
        self.files = kept;
        self.files.extend(fresh.files);
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.pictures.retain(|path| !is_asked(path));
        self.pictures.extend(fresh.pictures);
        self.pictures.sort();
        self.diagnostics.retain(|found| found.place.as_ref().is_none_or(|place| !is_asked(&place.file)));
        self.diagnostics.extend(fresh.diagnostics);
        self.diagnostics.sort();
        self.diagnostics.dedup();
        Ok(gone)
    }
}

fn is_wanted(entry: &DirEntry, output: Option<&Path>, marker: &str) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') {
        return false;
    }
    if !entry.file_type().is_dir() {
        return true;
    }
    let is_output = || entry.path().canonicalize().is_ok_and(|path| Some(path.as_path()) == output);
    !NO_CONTENT.contains(&name.as_ref())
        && !is_saved_with_a_page(entry)
        && !entry.path().join(marker).exists()
        && !is_output()
}

/// Folders that hold parts of a site and no articles; those with `_` are Jekyll's.
const NO_CONTENT: [&str; 7] = ["static", "node_modules", "_includes", "_layouts", "_plugins", "_sass", "_site"];

/// True for `quay_files`, in which a browser keeps what belongs to `quay.html`.
fn is_saved_with_a_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_str().and_then(|name| name.strip_suffix("_files"));
    name.is_some_and(|stem| {
        ["html", "htm"].iter().any(|page| entry.path().with_file_name(format!("{stem}.{page}")).exists())
    })
}

/// The paths of the files in the folder of static files, in order: all but links and what version
/// control and desktops keep there. A folder that is not there has none.
///
/// # Errors
/// If a part of the folder cannot be read.
pub(crate) fn static_files(folder: &Path) -> Result<Vec<String>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let kept = |entry: &DirEntry| !matches!(entry.file_name().to_str(), None | Some(".git" | ".DS_Store"));
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(|entry| entry.depth() == 0 || kept(entry)) {
        let entry = entry.map_err(|error| Error::Io {
            action: "read the folder",
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into(),
        })?;
        if entry.file_type().is_file() {
            paths.extend(relative(entry.path(), folder));
        }
    }
    paths.sort();
    Ok(paths)
}

/// True for a file that pages show as a picture.
fn is_picture(entry: &DirEntry) -> bool {
    let extension = entry.path().extension().and_then(|extension| extension.to_str()).unwrap_or("");
    let known = ["apng", "avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];
    entry.file_type().is_file() && known.iter().any(|picture| extension.eq_ignore_ascii_case(picture))
}

/// The path of a file that is to be read, relative to the content folder.
fn file_path(entry: &DirEntry, content: &Path, out: &mut Vec<Diagnostic>) -> Option<String> {
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    let Some(path) = relative(entry.path(), content) else {
        let path = entry.path().to_string_lossy().into_owned();
        let help = Some("rename it, or move it out of the content folder".into());
        out.push(Diagnostic { help, ..unreadable(&path, "its name is not UTF-8") });
        return None;
    };
    let article = Format::of(&path).is_some();
    if kind.is_symlink() {
        if article || entry.path().is_dir() {
            out.push(link(&path));
        }
        return None;
    }
    // A pipe with the name of an article would never end, nor would opening it.
    if !kind.is_file() {
        if article {
            let help = Some("articles are files: move it out of the content folder".into());
            out.push(Diagnostic { help, ..unreadable(&path, "it is no file") });
        }
        return None;
    }
    if is_other_text(&path) {
        out.push(note(&path, "left alone: articles are Markdown, HTML or plain text"));
        return None;
    }
    // The project's own settings hold no events.
    let config = entry.depth() == 1 && path == config::FILE;
    (article || is_data_file(&path) && !config).then_some(path)
}

/// True for texts in a form that is not read.
fn is_other_text(path: &str) -> bool {
    let known = ["adoc", "asciidoc", "doc", "docx", "epub", "odt", "org", "pdf", "rst", "rtf", "tex", "textile"];
    path.rsplit_once('.').is_some_and(|(_, extension)| known.iter().any(|other| extension.eq_ignore_ascii_case(other)))
}

/// A path below the content folder with `/`; none if it is not UTF-8.
fn relative(path: &Path, content: &Path) -> Option<String> {
    let inside = path.strip_prefix(content).unwrap_or(path);
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Reads a file once nobody writes to it. What is written to all the time is taken as it stands.
fn read_settled((path, file): (String, PathBuf)) -> (Option<SourceFile>, Option<Diagnostic>) {
    for attempt in 0.. {
        match read_file(&path, &file) {
            Err(diagnostic) => return (None, Some(diagnostic)),
            Ok((bytes, true)) => return (Some(SourceFile { path, bytes }), None),
            Ok(_) if attempt < ATTEMPTS => std::thread::sleep(PAUSE),
            Ok((bytes, false)) => {
                let found = unsettled(&path);
                return (Some(SourceFile { path, bytes }), Some(found));
            }
        }
    }
    (None, None)
}

/// The bytes of a file, and whether it was the same file all the time.
fn read_file(path: &str, file: &Path) -> Result<(Vec<u8>, bool), Diagnostic> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => gone(path),
        _ => unreadable(path, &error.to_string()),
    };
    let mut handle = fs::File::open(file).map_err(failed)?;
    let before = handle.metadata().map_err(failed)?;
    let is_list = is_data_file(path);
    if is_list && before.len() > LARGEST_LIST {
        return Err(note(path, "a data file of this size is no list of events"));
    }
    if !is_list && before.len() > LARGEST {
        return Err(too_large(path, before.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0) + 1);
    // A file that grows while it is read has an end, too.
    (&mut handle).take(before.len()).read_to_end(&mut bytes).map_err(failed)?;
    let after = handle.metadata().map_err(failed)?;
    let same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
    Ok((bytes, same))
}

fn too_large(path: &str, length: u64) -> Diagnostic {
    Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Error,
        code: Code::TooLarge,
        message: format!("the file has {} MB, an article at most {}", length >> 20, LARGEST >> 20),
        help: Some("part it, or move it out of the content folder".into()),
        excerpt: None,
    }
}

fn gone(path: &str) -> Diagnostic {
    Diagnostic {
        help: Some("if it has another name or place by now, build again".into()),
        ..unreadable(path, "it has gone since the folder was listed")
    }
}

fn unsettled(path: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        message: "was written to while it was read: what stood in it at that moment is taken".into(),
        help: Some("build again when it is written".into()),
        ..unreadable(path, "")
    }
}

fn unreadable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Error,
        code: Code::Unreadable,
        message: format!("cannot be read: {reason}"),
        help: Some("give yourself the right to read it, or move it out of the content folder".into()),
        excerpt: None,
    }
}

/// What a link leads to may lie outside the content folder, or around the link itself.
fn link(path: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        message: "a link is not followed: what it leads to may lie outside the content folder".into(),
        help: Some("put what it leads to in its place, or read the folder in which that lies".into()),
        ..unreadable(path, "")
    }
}

fn note(path: &str, message: &str) -> Diagnostic {
    Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Note,
        code: Code::LeftOut,
        message: message.into(),
        help: None,
        excerpt: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder(files: &[(&str, &[u8])]) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in files {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
            fs::write(file, bytes).expect("a file");
        }
        folder
    }

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn articles_are_found_in_order_and_the_rest_is_left_alone() {
        let folder = folder(&[
            ("b/a.md", b"1"),
            ("a.md", b"2"),
            ("b.txt", b"3"),
            ("b.yaml", b"title: x"),
            ("other.yaml", b"x: y"),
            ("data/past.csv", b"date,title"),
            ("picture.png", b"4"),
            ("dateline.toml", b""),
            (".hidden.md", b"5"),
            (".git/a.md", b"6"),
            ("static/a.md", b"7"),
            ("c/node_modules/a.md", b"8"),
            ("_layouts/post.html", b"8"),
            ("_posts/a.md", b"8"),
            ("saved.html", b"8"),
            ("saved_files/frame.html", b"8"),
            ("old_files/a.md", b"8"),
            ("notes.rst", b"8"),
            ("public/index.html", b"9"),
            ("old/.mark", b""),
            ("old/index.html", b"10"),
        ]);
        let sources = read(folder.path(), &folder.path().join("public"), ".mark").expect("a folder");
        assert_eq!(
            paths(&sources),
            [
                "_posts/a.md",
                "a.md",
                "b.txt",
                "b.yaml",
                "b/a.md",
                "data/past.csv",
                "old_files/a.md",
                "other.yaml",
                "saved.html"
            ]
        );
        assert_eq!(sources.pictures, ["picture.png"]);
        let said: Vec<_> = sources.diagnostics.iter().map(|said| (said.code, said.severity)).collect();
        assert_eq!(said, [(Code::LeftOut, Severity::Note)], "{:?}", sources.diagnostics);
    }

    #[test]
    fn what_is_read_again_is_what_a_whole_reading_finds() {
        let folder = folder(&[
            ("a.md", b"1"),
            ("b/a.md", b"2"),
            ("b/c.md", b"3"),
            ("b/d/e.md", b"4"),
            ("b.md", b"5"),
            ("old/x.md", b"6"),
            ("b/quay.png", b"7"),
        ]);
        let at = |path: &str| folder.path().join(path);
        let (output, mark) = (at("public"), ".mark");
        let mut sources = read(folder.path(), &output, mark).expect("a folder");
        let write = |path: &str, text: &str| {
            fs::create_dir_all(at(path).parent().expect("below the folder")).expect("a folder");
            fs::write(at(path), text).expect("written");
        };
        type Change<'a> = (&'a dyn Fn(), &'a [&'a str], &'a [&'a str]);
        let changes: [Change; 9] = [
            (&|| write("b/a.md", "new"), &["b/a.md"], &["b/a.md"]),
            (&|| write("n/e/w.md", "new"), &["n"], &[]),
            (&|| fs::remove_file(at("b.md")).expect("removed"), &["b.md"], &["b.md"]),
            (&|| fs::rename(at("b"), at("z")).expect("renamed"), &["b", "z"], &["b/a.md", "b/c.md", "b/d/e.md"]),
            (&|| write("old/.mark", ""), &["old/.mark"], &["old/x.md"]),
            (&|| write(".hidden/x.md", "x"), &[".hidden/x.md"], &[]),
            (&|| write("public/index.html", "x"), &["public/index.html"], &[]),
            (&|| write("z/more.md", "x"), &["z"], &["z/a.md", "z/c.md", "z/d/e.md"]),
            (&|| fs::remove_file(at("old/.mark")).expect("removed"), &["old/.mark", "elsewhere.md"], &[]),
        ];
        for (change, places, gone) in changes {
            change();
            let places = places.iter().map(|place| at(place)).collect();
            let before = sources.refresh(folder.path(), &output, mark, &places).expect("a folder");
            assert_eq!(before.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), gone, "{places:?}");
            assert_eq!(sources, read(folder.path(), &output, mark).expect("a folder"), "{places:?}");
        }
        let all = [folder.path().to_owned()].into();
        write("a.md", "another");
        sources.refresh(folder.path(), &output, mark, &all).expect("a folder");
        assert_eq!(sources, read(folder.path(), &output, mark).expect("a folder"));
    }

    #[test]
    fn static_files_are_all_but_those_of_other_programs() {
        let folder = folder(&[("a.md", b"1"), (".well-known/x", b"2"), (".git/config", b"3"), ("b/c.pdf", b"4")]);
        assert_eq!(static_files(folder.path()).expect("read"), [".well-known/x", "a.md", "b/c.pdf"]);
        assert!(static_files(&folder.path().join("nowhere")).expect("none").is_empty());
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        let folder = folder(&[("a.md", b"x")]);
        for path in ["nowhere", "a.md"] {
            let error = read(&folder.path().join(path), Path::new("public"), ".mark").expect_err("no folder");
            assert!(error.to_string().contains(path), "{error}");
        }
    }

    #[test]
    fn a_large_file_is_named_and_the_rest_is_read() {
        let folder = folder(&[("a.md", b"x")]);
        let large = fs::File::create(folder.path().join("large.md")).expect("a file");
        large.set_len(LARGEST + 1).expect("a sparse file");
        let sources = read(folder.path(), Path::new("public"), ".mark").expect("a folder");
        assert_eq!(paths(&sources), ["a.md"]);
        assert_eq!(sources.diagnostics[0].code, Code::TooLarge);
    }

    #[test]
    fn a_file_that_has_gone_is_named() {
        let folder = folder(&[]);
        let (file, found) = read_settled(("a.md".into(), folder.path().join("a.md")));
        let found = found.expect("something is said");
        assert_eq!((file, found.code, found.severity), (None, Code::Unreadable, Severity::Error));
        assert!(found.message.contains("gone") && found.help.is_some_and(|help| help.contains("again")));
    }

    #[test]
    fn a_file_is_read_once_it_is_written() {
        let folder = folder(&[("a.md", b"")]);
        let file = folder.path().join("a.md");
        let stop = std::sync::atomic::AtomicBool::new(false);
        let (read, found) = std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut out = fs::OpenOptions::new().append(true).open(&file).expect("a file");
                while !stop.load(std::sync::atomic::Ordering::Relaxed)
                    && out.metadata().expect("it is there").len() < LARGEST
                {
                    io::Write::write_all(&mut out, &[b'x'; 4096]).expect("written");
                }
            });
            while fs::metadata(&file).expect("it is there").len() == 0 {}
            let read = read_settled(("a.md".into(), file.clone()));
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            read
        });
        assert!(read.is_some_and(|read| !read.bytes.is_empty()));
        assert!(found.is_none_or(|found| found.severity == Severity::Warning));
        let (read, found) = read_settled(("a.md".into(), file.clone()));
        assert_eq!(read.map(|read| read.bytes.len() as u64), fs::metadata(&file).map(|there| there.len()).ok());
        assert_eq!(found, None);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let folder = folder(&[("a.md", b"x")]);
        // Reading it would wait for ever, as reading a pipe does.
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("b.md")).expect("a socket");
        let sources = read(folder.path(), Path::new("public"), ".mark").expect("a folder");
        assert_eq!(paths(&sources), ["a.md"]);
        assert!(sources.diagnostics[0].message.contains("no file"));
        assert!(
            sources.diagnostics[0].help.as_ref().is_some_and(|help| help.contains("move it")),
            "no right is missing"
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let outside = folder(&[("secret.md", b"x")]);
        let folder = folder(&[("a.md", b"x")]);
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, folder.path().join(name)).expect("a link");
        link(&outside.path().join("secret.md"), "b.md");
        link(outside.path(), "c");
        link(folder.path(), "loop");
        link(Path::new("nowhere"), "d.md");
        let sources = read(folder.path(), Path::new("public"), ".mark").expect("a folder");
        assert_eq!(paths(&sources), ["a.md"]);
        let said: Vec<_> = sources.diagnostics.iter().filter_map(|said| said.place.as_ref()).collect();
        assert_eq!(said.iter().map(|place| place.file.as_str()).collect::<Vec<_>>(), ["b.md", "c", "d.md", "loop"]);
    }
}
