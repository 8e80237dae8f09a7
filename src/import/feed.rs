//! Feeds: each entry becomes an article.

mod element;
mod entry;
mod ghost;
mod json;
mod word_press;
mod xml;

use super::article_file::ArticleFile;
use super::markup::{self, Markup};
use super::metadata::{DateSource, distinct, web};
use super::{Draft, Holds, Import, Kind, Left, Options, page};
use crate::article::parse_date;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::text::FileText;
use entry::{Body, Entry};
use rustc_hash::FxHashMap;

/// A feed, read: its own title, language and entries, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Feed {
    title: Option<String>,
    address: Option<String>,
    language: Option<String>,
    entries: Vec<Entry>,
    /// A byte, and what is wrong there.
    broken: Option<(usize, String)>,
    left: Vec<Left>,
}

/// A feed in XML, or an export of WordPress.
pub(super) fn from_xml(path: &str, text: &str, options: &Options) -> Import {
    match xml::read(text) {
        Some(feed) => convert(path, text, feed, options),
        None => {
            let message = "this is XML, but no feed that is known";
            Import::nothing(path, message, "RSS, Atom and the export of WordPress are read")
        }
    }
}

/// A JSON Feed, or an export of Ghost; none if it is neither.
pub(super) fn from_json(path: &str, text: &str, options: &Options) -> Option<Import> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let feed = json::read(&value).or_else(|| ghost::read(&value))?;
    Some(convert(path, text, feed, options))
}

fn convert(path: &str, text: &str, feed: Feed, options: &Options) -> Import {
    let mut import = Import { kind: Some(Kind::Feed), ..Import::default() };
    let lines = FileText::new(text.to_owned());
    if let Some((offset, message)) = &feed.broken {
        let place = place(path, &lines, Some(*offset));
        let help = "the entries before it are imported; fetch the feed anew, or mend the file there";
        import.say(Severity::Error, place, format!("broken XML: {message}"), help);
    }
    for left in &feed.left {
        import.leave(*left, 1);
    }
    if feed.entries.is_empty() && feed.left.is_empty() && feed.broken.is_none() {
        import.say(Severity::Warning, Place::file(path), "the feed has no entries", "fetch it anew");
    }
    let mut shared: FxHashMap<String, usize> = FxHashMap::default();
    for entry in &feed.entries {
        if let Some(address) = address(entry) {
            *shared.entry(address).or_default() += 1;
        }
    }
    for entry in &feed.entries {
        let place = place(path, &lines, entry.offset);
        if let Some(mut draft) = draft(entry, &feed, place, options, &mut import) {
            if let Holds::Article(told) = &mut draft.holds {
                let shares = |address: &String| shared.get(address).is_some_and(|count| *count > 1);
                told.shares_address = told.address.as_ref().is_some_and(shares);
            }
            import.drafts.push(draft);
        }
    }
    import
}

fn place(path: &str, lines: &FileText, offset: Option<usize>) -> Place {
    match offset {
        Some(offset) => {
            let (line, column) = lines.position(offset);
            Place { file: path.to_owned(), line, column }
        }
        None => Place::file(path),
    }
}

fn address(entry: &Entry) -> Option<String> {
    let told = entry.address.as_deref().and_then(web);
    // The id of many an entry is its address.
    told.or_else(|| entry.id.as_deref().and_then(web)).map(String::from)
}

fn draft(entry: &Entry, feed: &Feed, place: Place, options: &Options, import: &mut Import) -> Option<Draft> {
    let base = address(entry).and_then(|address| web(&address)).or_else(|| feed.address.as_deref().and_then(web));
    let title = entry.title.as_deref();
    let full = entry.content.as_ref().map(|body| text_of(body, base.as_ref(), title)).filter(|text| text.words > 0);
    let summary = full.is_none();
    let markup = full.or_else(|| {
        entry.summary.as_ref().map(|body| text_of(body, base.as_ref(), title)).filter(|text| text.words > 0)
    });
    let Some(markup) = markup else {
        import.leave(Left::Empty, 1);
        return None;
    };
    page::leave_media(import, &markup);
    let title = entry.title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| first_words(&markup.text));
    let mut date = None;
    for (key, written) in &entry.dates {
        match parse_date(written, options.config.date_order) {
            Some(day) => {
                date = Some((day, written.clone(), DateSource::Feed((*key).to_owned())));
                break;
            }
            None => import.diagnostics.push(Diagnostic {
                place: Some(place.clone()),
                severity: Severity::Warning,
                code: Code::BadDate,
                message: format!("`{key}` is no date: `{}`", written.chars().take(60).collect::<String>()),
                help: Some("it is written as `Fri, 15 Mar 2024 09:30:00 +0000` or `2024-03-15T09:30:00Z`".into()),
                excerpt: None,
            }),
        }
    }
    let date = date.or_else(|| options.date.map(|day| (day, day.to_string(), DateSource::CommandLine)));
    if date.is_none() && !entry.draft {
        page::undated(import, place.clone());
    }
    let language = entry.language.clone().or_else(|| feed.language.clone());
    let file = ArticleFile {
        title,
        date: date.as_ref().map(|(day, written, _)| (*day, written.clone())),
        authors: entry.authors.clone(),
        publisher: entry.publisher.clone().or_else(|| feed.title.clone()),
        address: address(entry),
        language: language.filter(|language| !page::same_language(language, &options.config.language)),
        tags: distinct(entry.tags.clone()),
        draft: entry.draft,
        body: markup.text,
    };
    Some(file.draft(date.map(|(day, _, source)| (day, source)), markup.words, summary, place))
}

fn text_of(body: &Body, base: Option<&url::Url>, title: Option<&str>) -> Markup {
    let html = match body {
        Body::Html(html) => html.clone(),
        Body::Plain(text) => paragraphs_of(text),
    };
    markup::of_html(&html, base, title).unwrap_or_default()
}

/// Plain text as HTML: blank lines part paragraphs.
fn paragraphs_of(text: &str) -> String {
    let escaped = text.replace("\r\n", "\n").replace('&', "&amp;").replace('<', "&lt;");
    escaped.split("\n\n").map(|paragraph| format!("<p>{}</p>", paragraph.trim().replace('\n', "<br>"))).collect()
}

/// The title of an entry without one, as those of short messages are.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let title = words[..words.len().min(9)].join(" ");
    let plain = title.replace(['*', '[', ']', '#', '\\', '`'], "");
    if words.len() > 9 { plain + "…" } else { plain }
}

#[cfg(test)]
mod tests;
