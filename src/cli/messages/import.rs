//! What is said of imported files.

use super::{counted, grouped};
use crate::import::{DateSource, Draft, Holds, Import, Kind, Left, Placed, State, Told};
use std::path::{Path, PathBuf};

/// So many drafts of a file are listed without `-v`.
const LISTED: usize = 5;

/// What helps against a file in the way.
pub const MOVE_AWAY: &str = "move it away, or choose another folder with `--output`";

/// What is no file.
pub const NO_FILE: &str = "it is no file";

/// What helps against a file that cannot be read.
pub const PART_OR_ALLOW: &str = "part it, or give yourself the right to read it";

/// What all files came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    files: usize,
    articles: usize,
    events: usize,
    same: usize,
    differs: usize,
    twice: usize,
    /// The files that were written, or would be.
    pub written: usize,
}

impl Counts {
    /// Counts one file.
    pub fn add(&mut self, import: &Import, places: &[Placed]) {
        self.files += usize::from(!import.drafts.is_empty());
        for (draft, placed) in import.drafts.iter().zip(places) {
            match (&draft.holds, placed.state) {
                (_, State::Twice) => self.twice += 1,
                (Holds::Article(_), _) => self.articles += 1,
                (Holds::Events(count), _) => self.events += count,
            }
            match placed.state {
                State::Same => self.same += 1,
                State::Differs => self.differs += 1,
                State::New | State::Twice => {}
            }
        }
    }
}

/// The last line: what was taken, and what was written where.
pub fn summary(counts: &Counts, content: &Path, dry: bool, forced: bool, seconds: f64) -> String {
    let mut taken = Vec::new();
    if counts.articles > 0 || counts.events == 0 {
        taken.push(counted(counts.articles, "article"));
    }
    if counts.events > 0 {
        taken.push(counted(counts.events, "event"));
    }
    let mut line = format!("{} from {}: ", taken.join(" and "), counted(counts.files, "file"));
    line.push_str(&format!("{} {}", grouped(counts.written), if dry { "to be written" } else { "written" }));
    line.push_str(&format!(", {} there already", grouped(counts.same)));
    if counts.differs > 0 && !forced {
        let verb = if counts.differs == 1 { "differs and stays" } else { "differ and stay" };
        line.push_str(&format!(", {} {verb} (`--force` writes them anew)", grouped(counts.differs)));
    }
    if counts.twice > 0 {
        line.push_str(&format!(", {} told twice", grouped(counts.twice)));
    }
    line.push_str(&format!(" in `{}`; {seconds:.2} s", content.display()));
    line
}

/// What one file is, what was taken of it and what was left.
pub fn told(path: &str, import: &Import, places: &[Placed], forced: bool, verbose: bool) -> String {
    let Some(kind) = import.kind else { return format!("{path}: left") };
    let mut text = format!("{path}: {}", kind_of(kind));
    let many = import.drafts.len() > LISTED && !verbose;
    if many {
        text.push_str(&format!("\n  {}", all(import, places)));
    }
    for (draft, placed) in import.drafts.iter().zip(places).take(if many { 0 } else { usize::MAX }) {
        text.push_str(&format!("\n  {}", one(draft, placed, forced)));
    }
    if !import.left.is_empty() {
        let left: Vec<String> = import.left.iter().map(|(what, count)| left(*what, *count)).collect();
        text.push_str(&format!("\n  left: {}", left.join(", ")));
    }
    text
}

/// The same for programs: one JSON object.
pub fn told_json(path: &str, import: &Import, places: &[Placed]) -> String {
    let files: Vec<serde_json::Value> = import
        .drafts
        .iter()
        .zip(places)
        .map(|(draft, placed)| {
            let mut file = serde_json::json!({ "path": placed.path, "state": state_name(placed.state) });
            match &draft.holds {
                Holds::Events(count) => file["events"] = (*count).into(),
                Holds::Article(told) => {
                    file["title"] = told.title.clone().into();
                    file["words"] = told.words.into();
                    file["summary"] = told.summary.into();
                    file["draft"] = told.draft.into();
                    if let Some((day, source)) = &told.date {
                        file["date"] = day.to_string().into();
                        file["date_from"] = date_source(source).into();
                    }
                    if let Some(address) = &told.address {
                        file["source_url"] = address.clone().into();
                    }
                }
            }
            file
        })
        .collect();
    let left: Vec<String> = import.left.iter().map(|(what, count)| left(*what, *count)).collect();
    let kind = import.kind.map(|kind| format!("{kind:?}").to_lowercase());
    format!("{}\n", serde_json::json!({ "import": { "file": path, "kind": kind, "files": files, "left": left } }))
}

fn kind_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "a saved page",
        Kind::Feed => "a feed",
        Kind::Markwhen => "a timeline in markwhen",
        Kind::Years => "a list of events by year",
        Kind::Events => "a list of events, taken as it is",
    }
}

/// Many drafts of one file in a line.
fn all(import: &Import, places: &[Placed]) -> String {
    let count = |state: State| places.iter().filter(|placed| placed.state == state).count();
    let told = |test: fn(&Told) -> bool| {
        import.drafts.iter().filter(|draft| matches!(&draft.holds, Holds::Article(told) if test(told))).count()
    };
    let mut line = counted(import.drafts.len(), "article");
    let parts = [
        (count(State::New), "new"),
        (count(State::Same), "there already"),
        (count(State::Differs), "there already with another text"),
        (count(State::Twice), "told twice"),
        (told(|told| told.summary), "as a summary only"),
        (told(|told| told.draft), "drafts"),
        (told(|told| told.date.is_none() && !told.draft), "without a date"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(*count)))
        .collect();
    line.push_str(&format!(" ({}); -v lists them", parts.join(", ")));
    line
}

/// A draft in a line: its file, and what is known of it.
fn one(draft: &Draft, placed: &Placed, forced: bool) -> String {
    let state = match placed.state {
        State::New => "",
        State::Same => " (there already)",
        State::Differs if forced => " (written anew)",
        State::Differs => " (there already with another text; stays)",
        State::Twice => "",
    };
    let told = match &draft.holds {
        Holds::Events(count) => counted(*count, "event"),
        Holds::Article(told) => article(told),
    };
    match placed.state {
        State::Twice => format!("told twice, and left here: {told}"),
        _ => format!("{}{state}: {told}", placed.path),
    }
}

fn article(told: &Told) -> String {
    let mut parts = vec![format!("“{}”", told.title)];
    match &told.date {
        Some((day, source)) => parts.push(format!("{day} {}", date_source(source))),
        None => parts.push("no date".into()),
    }
    if !told.authors.is_empty() {
        parts.push(format!("by {}", told.authors.join(", ")));
    }
    parts.push(format!("{}{}", counted(told.words, "word"), if told.summary { " (only a summary)" } else { "" }));
    if told.draft {
        parts.push("a draft".into());
    }
    parts.join(", ")
}

fn date_source(source: &DateSource) -> String {
    match source {
        DateSource::Metadata(key) => format!("by its `{key}`"),
        DateSource::Time => "by its `<time>`".into(),
        DateSource::Address => "by its address".into(),
        DateSource::FileName => "by the file's name".into(),
        DateSource::Shown => "as the page shows it".into(),
        DateSource::Feed(key) => format!("by its `{key}`"),
        DateSource::CommandLine => "by `--date`".into(),
    }
}

fn state_name(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Same => "same",
        State::Differs => "differs",
        State::Twice => "twice",
    }
}

fn left(what: Left, count: usize) -> String {
    let (one, many) = match what {
        Left::LocalPicture => ("picture beside the page", "pictures beside the page"),
        Left::Media => ("film, sound or frame", "films, sounds or frames"),
        Left::Empty => ("entry without text", "entries without text"),
        Left::Redirect => ("page that only leads elsewhere", "pages that only lead elsewhere"),
        Left::Attachment => ("attachment", "attachments"),
        Left::StandingPage => ("page that is no post", "pages that are no posts"),
        Left::OtherType => ("entry of another type", "entries of other types"),
        Left::Trash => ("copy or post in the bin", "copies and posts in the bin"),
        Left::Line => ("line without a date (-v shows it)", "lines without a date (-v shows them)"),
        Left::Relative => ("event that recurs or counts from today", "events that recur or count from today"),
    };
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A path that is not there.
pub fn no_file(path: &Path) -> String {
    format!("there is no file or folder `{}`", path.display())
}

/// Folders in which nothing is to be found.
pub fn nothing_found(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    format!("there is nothing to import in {}: name saved pages, feeds or lists of events", paths.join(", "))
}

/// A file that no draft may take the place of.
pub fn in_the_way(file: &Path) -> String {
    format!("`{}` is in the way", file.display())
}

/// A file that is larger than any page or export.
pub fn too_large(length: u64, largest: u64) -> String {
    format!("the file has {} MB, at most {} are read", length >> 20, largest >> 20)
}

/// A file that the system does not give.
pub fn unreadable(error: &std::io::Error) -> String {
    format!("cannot be read: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_line() {
        let counts = Counts { files: 2, articles: 12, events: 1, same: 3, differs: 1, twice: 1, written: 9 };
        assert_eq!(
            summary(&counts, Path::new("content"), false, false, 0.254),
            "12 articles and 1 event from 2 files: 9 written, 3 there already, \
             1 differs and stays (`--force` writes them anew), 1 told twice in `content`; 0.25 s"
        );
        assert_eq!(
            summary(&Counts::default(), Path::new("content"), true, false, 0.0),
            "0 articles from 0 files: 0 to be written, 0 there already in `content`; 0.00 s"
        );
    }
}
