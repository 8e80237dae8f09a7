//! Every sentence said to a person, but for the help of the arguments and the diagnostics.

pub mod import;

use crate::article::DateOrigin;
use crate::diagnostic::{Code, Explanation};
use crate::error::shown;
use crate::event::Untold;
use crate::flow::Summary;
use crate::language::Language;
use crate::progress::Step;
use crate::publish::Published;
use crate::timex::{Anchor, Tense};
use crate::when::When;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// Of the warnings of one kind no more are shown without `-v`.
pub const MOST: usize = 10;

/// What stands under "no articles".
pub const WHAT_IS_READ: &str = "dateline reads .md, .markdown, .mdx, .html and .txt, and lists of events in .csv, .json, .yaml and .toml; \
    hidden files, `static/`, `node_modules/` and the output folder are left alone";

/// A config of another encoding.
pub const CONFIG_NOT_UTF8: &str = "the config is not UTF-8";

/// What helps there.
pub const SAVE_AS_UTF8: &str = "save the file as UTF-8";

/// The folder on the command line is not there.
pub fn no_folder(folder: &Path) -> String {
    format!("there is no folder `{}`: name a folder of articles, or a project with `content/`", folder.display())
}

/// The folder that the config names is not there.
pub fn no_content(content: &Path) -> String {
    format!("there is no folder `{}`, which the config names as `content`", content.display())
}

/// What is no day.
pub const NO_DAY: &str = "a day is written as 2024-03-15";

/// What is no address of a site.
pub const NO_ADDRESS: &str = "an address begins with https:// or http://, such as https://example.org/timeline/";

/// The version of the program and those of the language packs that are built in.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let packs: Vec<String> = Language::versions().map(|(code, version)| format!("{code} {version}")).collect();
        format!("{}\nlanguage packs: {}", env!("CARGO_PKG_VERSION"), packs.join(", "))
    })
}

/// What a build is at.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Files => "Reading files",
        Step::Articles => "Reading articles",
        Step::Joining => "Joining reports",
        Step::Pages => "Making pages",
        Step::Writing => "Writing files",
    }
}

/// A folder without articles.
pub fn no_articles(content: &Path) -> String {
    format!("there are no articles in `{}`", content.display())
}

/// A variable that is no moment.
pub fn bad_epoch(value: &str) -> String {
    format!("SOURCE_DATE_EPOCH is `{value}`: it is the seconds since 1970, such as `1680220800`")
}

/// A title that is none.
pub const NO_TITLE: &str = "the title is empty: `dateline new \"A ferry at last\"`";

/// A file that `new` would write over.
pub fn there_already(file: &Path) -> String {
    format!("`{}` is there already", file.display())
}

/// A folder that is no place for a new project.
pub fn not_empty(folder: &Path, first: &str) -> String {
    format!(
        "`{}` is not empty: it holds `{first}`; name a new folder, or add what is missing with `--force`",
        folder.display()
    )
}

/// A file that was there before the project.
pub fn kept(path: &str) -> String {
    format!("{path}: there already, and kept")
}

/// What a new project holds, and what comes next.
pub fn begun(folder: &Path, written: &[String]) -> String {
    let files: Vec<String> = written.iter().map(|path| format!("  {path}\n")).collect();
    let here = if folder == Path::new(".") { String::new() } else { format!(" {}", folder.display()) };
    format!(
        "{} in `{}`:\n{}`dateline serve{here}` shows the timeline",
        counted(written.len(), "file"),
        folder.display(),
        files.concat()
    )
}

/// The size above which GitHub Pages takes no site, in bytes.
pub const PAGES_LIMIT: u64 = 1_000_000_000;

/// A site that is too large for GitHub Pages.
pub fn too_large_for_pages(bytes: u64) -> String {
    format!("the site has {:.1} GB, and GitHub Pages takes 1 GB at most", bytes as f64 / 1e9)
}

/// What helps there.
pub const SMALLER: &str = "leave pictures and large files out of the folder of articles and of `static`";

/// What stands under the long help of `check`.
pub const CHECK_JSON: &str = "With --message-format json each message is one line on stdout, an object:
    path      the file as it can be opened, if there is one
    place     file (relative to the folder of articles), line and column (from
              1, the column in characters; 0 where the whole is meant), or null
    severity  error, warning or note; code, as --explain explains it
    message   what is wrong; help, what would be right, or null
    excerpt   the line that is meant, where it is known
With --list each entry is an object with `list` (what was asked for), `path`,
`place`, and for expressions `text`, `type`, `value`, `date`, `readings` and
`sentence`. The last line is {\"summary\": …}.";

/// A code that there is not.
pub fn no_code(code: &str) -> String {
    match Explanation::nearest(code) {
        Some(near) => format!("there is no code `{code}`: did you mean {} ({})?", near.code, near.name),
        None => format!("there is no code `{code}`: `dateline check --explain` names all codes"),
    }
}

/// What a code means.
pub fn explanation(known: &Explanation) -> String {
    let Explanation { code, name, means, example, mend } = known;
    let example: String =
        example.trim().lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
    format!("{code}: {name}\n\n{}\n\nExample:\n\n{example}\nWhat to do:\n\n{}\n", means.trim(), mend.trim())
}

/// An article that tells no event.
pub fn eventless(path: &str, title: &str, date: NaiveDate, expressions: usize) -> String {
    let said = counted(expressions, "expression");
    format!("{path}: no event in “{title}” of {date} ({said} of time)\n")
}

/// An expression that may mean another date.
pub fn ambiguous(place: &str, words: &str, date: &str, others: &[String]) -> String {
    format!("{place}: “{words}” is read as {date}; or {}\n", others.join(", or "))
}

/// An expression without a date.
pub fn unresolved(place: &str, words: &str, value: &str, sentence: &str) -> String {
    let value = if value.is_empty() { String::new() } else { format!(" ({value})") };
    format!("{place}: “{words}”{value} has no date: {}\n", shown(sentence))
}

/// What cleaning came to.
pub fn cleaned(removed: usize, output: &Path) -> String {
    format!("{} removed from `{}`", counted(removed, "file"), output.display())
}

/// The file of an export.
pub fn exported(file: &Path) -> String {
    format!("written to `{}`", file.display())
}

/// Where the site can be seen.
pub fn serving(address: &str) -> String {
    format!("The site is at {address} – Ctrl-C ends it")
}

/// The server cannot listen where it was told to.
pub fn cannot_listen(host: &str, port: u16, error: &std::io::Error) -> String {
    format!("cannot listen on port {port} of {host}: {error}; choose another with --port or --host")
}

/// The server was stopped by the system.
pub fn cannot_serve(error: &std::io::Error) -> String {
    format!("the server cannot go on: {error}")
}

/// Who listens beyond this machine shows drafts and plans to all.
pub fn seen_by_others(host: &str) -> String {
    format!("Everybody who can reach {host} can see the site")
}

/// The system cannot tell of changes.
pub fn cannot_watch(error: &notify::Error) -> String {
    format!("changes cannot be seen, start again to show them: {error}")
}

/// The browser could not be opened.
pub fn cannot_open(error: &std::io::Error) -> String {
    format!("no browser could be opened: {error}")
}

/// What a change of the project came to.
pub fn rebuilt(places: &[String], summary: &Summary, seconds: f64) -> String {
    let named = match places {
        [] => "The project".into(),
        [only] => format!("`{only}`"),
        [first, others @ ..] => format!("`{first}` and {}", counted(others.len(), "other")),
    };
    format!("{named} changed: {}", self::summary(summary, None, seconds))
}

/// The project is as it was, or right again.
pub const UNCHANGED: &str = "All is well again";

/// A language that no pack knows.
pub fn no_pack(code: &str) -> String {
    let packs: Vec<String> = Language::codes().map(|code| format!("`{code}`")).collect();
    let packs = packs.join(", ");
    format!("there is no language pack for `{code}` (only for {packs}): only dates such as `2023-03-31` are taken")
}

/// A document without an id.
pub const NO_ID: &str = "`id` is null: give each document a text or a number, it comes back with the result";

/// A line of the filter's input that is longer than any document.
pub fn long_line(limit: u64) -> String {
    format!("the line is longer than {} MB: part the document", limit >> 20)
}

/// A line of the filter's input that is no document.
pub fn no_document(error: &serde_json::Error) -> String {
    // The line of the input is known better than here, where each line is read by itself.
    let message = error.to_string();
    let what = message.split_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let column = error.column();
    format!(
        "{what} (column {column}); a line is a JSON object with `id` and `text`, and may have `date`, `genre`, `language`"
    )
}

/// A document's date that is none.
pub fn no_date(date: &str) -> String {
    format!("`{date}` is no date: write it as `2023-03-31`")
}

/// A line of the filter's input that could not be tagged; the others are.
pub fn bad_line(number: usize, error: &str) -> String {
    format!("line {number}: {error}")
}

/// The heads of the table of expressions.
pub const TABLE: [&str; 6] = ["place", "type", "value", "from", "until", "words"];

/// The rows of an explanation: the pattern by which an expression was read.
pub const READING: &str = "reading";
/// To what it was anchored.
pub const ANCHOR: &str = "anchor";
/// The tense of its clause.
pub const TENSE: &str = "tense";
/// The rule by which one date was taken of many.
pub const RULE: &str = "rule";
/// The attributes of its TIMEX3 element.
pub const TIMEX3: &str = "TIMEX3";
/// Its date.
pub const DATE: &str = "date";
/// The half-open interval of days.
pub const INTERVAL: &str = "interval";
/// Another reading.
pub const OTHER: &str = "or else";
/// The event that it dates.
pub const EVENT: &str = "event";

/// To what an expression was anchored; nothing where it names its date.
pub fn anchor(anchor: &Anchor, language: &Language) -> String {
    match anchor {
        Anchor::None => String::new(),
        Anchor::Document(date) => format!("the article's day, {}", language.full_day(*date)),
        Anchor::Story(when) => format!("the date told before, {}", language.when(when)),
    }
}

/// The tense that was seen; nothing where nobody looked for it.
pub fn tense(tense: Option<Tense>) -> &'static str {
    match tense {
        None => "",
        Some(Tense::Past) => "past",
        Some(Tense::Future) => "future",
        Some(Tense::Unknown) => "no word shows it",
    }
}

/// A date in EDTF and in words, where they differ.
pub fn date(edtf: &str, words: &str) -> String {
    if edtf == words { edtf.to_owned() } else { format!("{edtf}: {words}") }
}

/// A half-open interval.
pub fn interval(from: &str, until: &str) -> String {
    format!("from {from} until, but not with, {until}")
}

/// The event that an expression dates.
pub fn event(headline: &str, when: &When) -> String {
    format!("“{headline}”, {}", when.edtf())
}

/// Why an expression dates no event.
pub const NO_EVENT: &str = "no event";

/// The reason for [`NO_EVENT`].
pub fn untold(why: Untold) -> &'static str {
    match why {
        Untold::NoDate => "it is a length, a repetition or no exact date",
        Untold::Open => "it only says before or after what",
        Untold::Quotation => "it stands in a quotation",
        Untold::Caption => "it stands in a caption",
        Untold::Label => "the line is a label, no sentence",
        Untold::Noun => "the date belongs to the noun beside it",
        Untold::Bound => "it is a deadline, a start, an end or a comparison",
        Untold::Passing => "it dates what is mentioned in passing",
        Untold::NoVerb => "nothing beside it says that something happened",
        Untold::State => "the sentence tells how things are or were, no happening",
        Untold::Not => "the sentence says that it did not happen",
        Untold::Perhaps => "the sentence only says that it may happen, or under which condition",
        Untold::Habit => "the sentence tells what happens again and again",
        Untold::Identifies => "it only says which one is meant",
        Untold::Document => "it dates what a text says",
        Untold::Speech => "it only dates what somebody said",
        Untold::OldPlan => "it is a plan for a day that has passed; whether it came to that is not told",
        Untold::Astray => "what has been cannot lie ahead: it is counted from another date than the one told before",
        Untold::Present => "a present tense of another day tells how things are",
        Untold::OtherDate => "another date of the sentence says it better",
        Untold::FollowUp => "it goes on with what was told before",
        Untold::Request => "the sentence asks for something",
        Untold::OtherEnd => "it is the other end of a stretch",
        Untold::LeftOut => "the text or its editor leaves it out",
    }
}

/// An article that cannot be explained.
pub fn not_read(file: &Path, why: &str) -> String {
    format!("`{}` cannot be explained: {why}", file.display())
}

/// An article, or a line of it, without a temporal expression.
pub fn nothing_of_time(file: &Path, line: Option<u32>) -> String {
    match line {
        Some(line) => format!("line {line} of `{}` says nothing of time", file.display()),
        None => format!("`{}` says nothing of time", file.display()),
    }
}

/// What is on the command line is no file.
pub fn no_file(file: &Path) -> String {
    format!(
        "there is no file `{}`: name an article, and a line of it if you like, as `news/quay.md:12`",
        file.display()
    )
}

/// A text without a temporal expression.
pub fn no_expression(text: &str) -> String {
    format!("`{text}` says nothing of time; try \"last October\" or \"three weeks ago\"")
}

/// After the last warning shown of one kind.
pub fn more(count: usize, code: &str) -> String {
    format!("… and {count} more of {code}: -v shows all\n\n")
}

/// True for what was left out because its author says so: said with `-v`, counted always.
pub fn is_on_purpose(code: Code) -> bool {
    matches!(code, Code::Draft | Code::Redirect | Code::Empty | Code::LeftOut)
}

/// Where some were.
pub const WHICH_LEFT_OUT: &str = "-v names the files that were left out";

/// Why files were left out, in a word or two.
fn reason(code: Code) -> &'static str {
    match code {
        Code::Undated => "undated",
        Code::Draft => "draft",
        Code::Redirect => "redirect",
        Code::Empty => "empty",
        Code::FrontMatter => "broken front matter",
        Code::NotUtf8 => "not UTF-8",
        Code::LeftOut => "no article",
        Code::TooLarge => "too large",
        _ => "unreadable",
    }
}

/// `13 articles, 3 left out (2 undated, 1 draft): 54 events, 2020-09-27 to 2023-12-14; …`.
pub fn summary(summary: &Summary, output: Option<(&Published, &Path)>, seconds: f64) -> String {
    let mut line = counted(summary.articles, "article");
    let skipped: usize = summary.skipped.values().sum();
    if skipped > 0 {
        let reasons: Vec<String> =
            summary.skipped.iter().map(|(code, count)| format!("{} {}", grouped(*count), reason(*code))).collect();
        line.push_str(&format!(", {} left out ({})", grouped(skipped), reasons.join(", ")));
    }
    line.push_str(&format!(": {}", counted(summary.events, "event")));
    if summary.article_entries > 0 {
        let entries = if summary.article_entries == 1 { "article stands" } else { "articles stand" };
        line.push_str(&format!(" ({} {entries} at their own day)", grouped(summary.article_entries)));
    }
    if let Some((first, last)) = summary.span {
        line.push_str(&format!(", {first} to {last}"));
    }
    if let Some((published, output)) = output {
        line.push_str(&format!(
            "; {} written, {} unchanged, {} removed in `{}`",
            grouped(published.written),
            grouped(published.unchanged),
            grouped(published.removed),
            output.display()
        ));
    }
    line.push_str(&format!("; {seconds:.2} s"));
    line
}

/// `dated by: 345 path or permalink, 2 file name`: for who asks for more.
pub fn dated(dated: &BTreeMap<DateOrigin, usize>) -> String {
    let counts: Vec<String> =
        dated.iter().map(|(origin, count)| format!("{} {}", grouped(*count), place_of_date(*origin))).collect();
    format!("dated by: {}", counts.join(", "))
}

/// Where an article's date stands.
fn place_of_date(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::Key => "date key",
        DateOrigin::Permalink => "path or permalink",
        DateOrigin::FileName => "file name",
        DateOrigin::Folder => "folder",
        DateOrigin::Page => "HTML metadata",
        DateOrigin::CommandLine => "command line",
    }
}

/// The same for programs: one JSON object.
pub fn summary_json(summary: &Summary, output: Option<(&Published, &Path)>, seconds: f64) -> String {
    let mut line = serde_json::json!({
        "articles": summary.articles,
        "left_out": summary.skipped.iter().map(|(code, count)| (code.name(), *count)).collect::<BTreeMap<_, _>>(),
        "dated": summary.dated.iter().map(|(origin, count)| (place_of_date(*origin), *count)).collect::<BTreeMap<_, _>>(),
        "events": summary.events,
        "article_entries": summary.article_entries,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    });
    if let Some((first, last)) = summary.span {
        line["first"] = first.to_string().into();
        line["last"] = last.to_string().into();
    }
    if let Some((published, output)) = output {
        line["output"] = output.display().to_string().into();
        line["written"] = published.written.into();
        line["unchanged"] = published.unchanged.into();
        line["removed"] = published.removed.into();
    }
    format!("{}\n", serde_json::json!({ "summary": line }))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `10000` as `10,000`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A line of a file as it can be shown, whatever its bytes.
pub fn printable(line: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(line) {
        text if text.contains(|c: char| c.is_control()) => {
            Cow::Owned(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
        }
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_line() {
        let told = Summary {
            articles: 1200,
            dated: BTreeMap::from([(DateOrigin::Folder, 1000), (DateOrigin::Key, 200)]),
            skipped: BTreeMap::from([(Code::Undated, 2), (Code::Draft, 1)]),
            events: 1,
            article_entries: 1,
            span: "2020-09-27".parse().ok().zip("2023-12-14".parse().ok()),
        };
        let published = Published { written: 3, unchanged: 1000, removed: 0 };
        assert_eq!(
            summary(&told, Some((&published, Path::new("public"))), 0.254),
            "1,200 articles, 3 left out (2 undated, 1 draft): 1 event (1 article stands at their own day), \
             2020-09-27 to 2023-12-14; 3 written, 1,000 unchanged, 0 removed in `public`; 0.25 s"
        );
        assert_eq!(dated(&told.dated), "dated by: 200 date key, 1,000 folder");
        assert_eq!(summary(&Summary::default(), None, 0.0), "0 articles: 0 events; 0.00 s");
    }

    #[test]
    fn the_summary_for_programs_is_json() {
        let line = summary_json(&Summary::default(), None, 1.23456);
        let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(value["summary"]["seconds"], 1.235);
        assert!(value["summary"].get("first").is_none());
    }

    #[test]
    fn lines_are_shown_without_control_characters() {
        assert_eq!(printable(b"a\tb\x1b[1m"), "a b [1m");
        assert_eq!(printable(b"caf\xe9"), "caf\u{fffd}");
    }
}
