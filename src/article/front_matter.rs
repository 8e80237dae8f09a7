//! What an article says of itself before its text: YAML, TOML, JSON, or bare header lines.

mod plain;
mod value;

pub use value::Value;
pub(super) use value::fields as fields_of_toml;

use crate::diagnostic::{Place, line_of};
use std::ops::Range;

/// The keys and values of an article's front matter, and where its body begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    fields: Vec<(String, Value)>,
    /// The bytes of the block's inside in the file's text.
    pub block: Range<usize>,
    /// The first byte of the body.
    pub body: usize,
    /// The file beside the article from which the fields after the first so many come.
    beside: Option<Box<(usize, Beside)>>,
}

/// The file that stands beside an article and says more of it.
#[derive(Clone, Debug, PartialEq)]
struct Beside {
    path: String,
    text: String,
    block: Range<usize>,
}

/// Front matter that cannot be read: where, what is wrong, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The byte in the file's text.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: &'static str,
}

impl FrontMatter {
    /// Parts a file's text into front matter and body. A file without front matter is all body.
    ///
    /// # Errors
    /// A block that is not closed, that is not well-formed, or that holds no keys.
    pub fn split(text: &str) -> Result<FrontMatter, Broken> {
        let start = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t', '\u{feff}']).len();
        // White space before a fence or a key would make it code or a list in Markdown: only whole lines count.
        let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let rest = &text[line_start..];
        let first = rest.lines().next().unwrap_or("").trim_end();
        match first.trim_start_matches('\u{feff}') {
            "---" | "---yaml" => fenced(text, line_start, &["---", "..."], yaml),
            "---toml" => fenced(text, line_start, &["---"], toml),
            "---json" => fenced(text, line_start, &["---"], json_block),
            "+++" => fenced(text, line_start, &["+++"], toml),
            first if begins_json(first, rest) => json(text, start),
            _ => match unopened(text, line_start) {
                Some(block) => block,
                None => Ok(header_lines(text, line_start).unwrap_or_default()),
            },
        }
    }

    /// The fields of a YAML file that stands beside its article.
    ///
    /// # Errors
    /// As [`FrontMatter::split`].
    pub fn from_yaml(text: &str) -> Result<FrontMatter, Broken> {
        Ok(FrontMatter { fields: yaml(text, 0)?, block: 0..text.len(), body: text.len(), beside: None })
    }

    /// The value of the first of these keys that is there and not empty. Case does not matter, nor
    /// whether words are joined by `-` or `_`.
    pub fn get(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().find_map(|key| self.entry(key).map(|(_, value)| value))
    }

    /// A key as it is written, and its value.
    pub fn entry(&self, key: &str) -> Option<(&str, &Value)> {
        let found = self.fields.iter().rev().find(|(name, value)| same_key(name, key) && !value.is_empty())?;
        Some((&found.0, &found.1))
    }

    /// The keys and values in the order in which they are written.
    pub fn fields(&self) -> impl Iterator<Item = &(String, Value)> {
        self.fields.iter()
    }

    /// The byte in the file's text at which the value of a key stands, as far as it can be found.
    pub fn offset_of(&self, text: &str, key: &str) -> usize {
        offset_in(text, &self.block, key)
    }

    /// Where a key stands, in the file at `path` or in the one beside it, and the line.
    pub(super) fn place_of_key(&self, path: &str, text: &str, key: &str) -> (Place, String) {
        let (place, line) = self.place_of(path, text, key);
        let column = line.find(key).map_or(1, |at| line[..at].trim_end_matches(['"', '\'']).chars().count() + 1);
        (Place { column: u32::try_from(column).unwrap_or(u32::MAX), ..place }, line)
    }

    /// Where the value of a key stands, in the file at `path` or in the one beside it, and the line.
    pub(super) fn place_of(&self, path: &str, text: &str, key: &str) -> (Place, String) {
        let at = self.fields.iter().rposition(|(name, value)| same_key(name, key) && !value.is_empty());
        let beside = self.beside.as_ref().filter(|beside| at.is_some_and(|at| at >= beside.0)).map(|beside| &beside.1);
        let (path, text, block) =
            beside.map_or((path, text, &self.block), |beside| (&beside.path, &beside.text, &beside.block));
        let place = super::place(path, text, offset_in(text, block, key));
        let line = String::from_utf8_lossy(line_of(text.as_bytes(), place.line)).into_owned();
        (place, line)
    }

    /// Adds what the file beside the article says, where this one is silent.
    pub(super) fn complete_from(&mut self, other: FrontMatter, path: &str, text: String) {
        let missing: Vec<_> = other.fields.into_iter().filter(|(key, _)| self.entry(key).is_none()).collect();
        self.beside = Some(Box::new((self.fields.len(), Beside { path: path.to_owned(), text, block: other.block })));
        self.fields.extend(missing);
    }
}

/// The byte at which the value of a key stands in a block; the block's first where it is not found.
fn offset_in(text: &str, block: &Range<usize>, key: &str) -> usize {
    let mut offset = block.start;
    for line in text[block.clone()].split_inclusive('\n') {
        let trimmed = line.trim_start().trim_start_matches(['"', '\'']);
        let name = trimmed.split(['"', '\'', ':', '=', ' ']).next().unwrap_or("");
        if same_key(name, key) {
            let indent = line.len() - trimmed.len();
            let after = &trimmed[name.len()..];
            let value = after.trim_start_matches(['"', '\'', ':', '=', ' ', '\t']);
            return offset + indent + name.len() + (after.len() - value.len());
        }
        offset += line.len();
    }
    block.start
}

/// Keys that date an article, in the order in which they count. `lastmod`, `updated`, `modified`
/// and `expirydate` never do.
pub(super) const DATE_KEYS: [&str; 18] = [
    "date",
    "post_date",
    "published",
    "published_at",
    "pubdate",
    "publish_date",
    "date_published",
    "published_date",
    "published_on",
    "publication_date",
    "created_at",
    "created",
    "created_on",
    "date_created",
    "creation_date",
    "posted",
    "posted_at",
    "posted_on",
];

/// True for two spellings of one key: `publishedAt`, `published-at`, `Published_At`.
fn same_key(name: &str, key: &str) -> bool {
    fn letters(key: &str) -> impl Iterator<Item = u8> {
        key.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).map(|byte| byte.to_ascii_lowercase())
    }
    name.len().abs_diff(key.len()) <= 4 && letters(name).eq(letters(key))
}

type Parse = fn(&str, usize) -> Result<Vec<(String, Value)>, Broken>;

fn fenced(text: &str, start: usize, closing: &[&str], parse: Parse) -> Result<FrontMatter, Broken> {
    let mut lines = text[start..].split_inclusive('\n');
    let inside = start + lines.next().map_or(0, str::len);
    let mut end = inside;
    for line in lines {
        if closing.contains(&line.trim_end()) {
            let fields = parse(&text[inside..end], inside)?;
            return Ok(FrontMatter { fields, block: inside..end, body: end + line.len(), beside: None });
        }
        end += line.len();
    }
    // A line across the page may open a text that has no front matter; one with a key after it has.
    let opens = text[inside..].lines().next().is_some_and(|line| header(line).is_some() || line.contains(" = "));
    if !opens {
        return Ok(FrontMatter { body: start, ..FrontMatter::default() });
    }
    Err(Broken {
        offset: start,
        message: format!("the front matter that begins with `{}` is not closed", closing[0]),
        help: "end it with the same line as it begins with",
    })
}

const MAPPING: &str = "front matter holds keys and values, such as `title: Harbour opens`";

fn yaml(block: &str, start: usize) -> Result<Vec<(String, Value)>, Broken> {
    if let Some(fields) = plain::fields(block) {
        return Ok(fields);
    }
    let options = serde_saphyr::options! { duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins };
    let broken = |error: serde_saphyr::Error| {
        let offset = error.location().map_or(0, |location| offset_of_place(block, location.line(), location.column()));
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
        Broken {
            offset: start + offset,
            message: format!("broken YAML: {}", without_place(&message)),
            help: "close brackets and quotes, quote a value that holds `: `, and indent with spaces, not tabs",
        }
    };
    if block.trim().is_empty() {
        return Ok(Vec::new());
    }
    match serde_saphyr::from_str_with_options::<Value>(block, options).map_err(broken)? {
        Value::Map(fields) => Ok(fields),
        Value::Null => Ok(Vec::new()),
        _ => Err(Broken { offset: start, message: "the front matter holds no keys".into(), help: MAPPING }),
    }
}

/// The message without the place that the parser counts in its own block.
fn without_place(message: &str) -> &str {
    message.split_once(" at line ").map_or(message, |(before, _)| before)
}

fn toml(block: &str, start: usize) -> Result<Vec<(String, Value)>, Broken> {
    match block.parse::<toml::Table>() {
        Ok(table) => Ok(value::fields(table)),
        Err(error) => Err(Broken {
            offset: start + error.span().map_or(0, |span| span.start.min(block.len())),
            message: format!("broken TOML: {}", error.message().lines().next().unwrap_or("")),
            help: "write `key = \"value\"`, one a line",
        }),
    }
}

/// True for `{` alone or followed by a key, so not for `{% include %}` and `{{ … }}`.
fn begins_json(first: &str, rest: &str) -> bool {
    let Some(inner) = first.trim_start().strip_prefix('{') else { return false };
    let next = inner.trim_start().chars().next().or_else(|| rest.lines().nth(1)?.trim_start().chars().next());
    next == Some('"')
}

fn json_block(block: &str, start: usize) -> Result<Vec<(String, Value)>, Broken> {
    json(block, 0).map(|front| front.fields).map_err(|broken| Broken { offset: start + broken.offset, ..broken })
}

fn json(text: &str, start: usize) -> Result<FrontMatter, Broken> {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    match values.next() {
        Some(Ok(Value::Map(fields))) => {
            let end = start + values.byte_offset();
            Ok(FrontMatter { fields, block: start..end, body: end, beside: None })
        }
        Some(Err(error)) => Err(Broken {
            offset: start + offset_of_place(&text[start..], error.line() as u64, error.column() as u64),
            message: format!("broken JSON: {}", without_place(&error.to_string())),
            help: "write `\"key\": \"value\"` with commas between, and none after the last",
        }),
        _ => Err(Broken { offset: start, message: "the front matter holds no keys".into(), help: MAPPING }),
    }
}

/// Lines `Title: …` without a fence, up to the first blank line; a title or a date must be among
/// them, or any text that begins "Note: …" would lose its first paragraph.
fn header_lines(text: &str, start: usize) -> Option<FrontMatter> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let continued = line.starts_with([' ', '\t']);
        match (continued, fields.last_mut(), header(line)) {
            (true, Some((_, Value::Text(value))), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((key, value))) => fields.push((key.to_owned(), Value::Text(unquoted(value).to_owned()))),
            _ => return None,
        }
        end += line.len();
    }
    let told = fields.iter().any(|(key, _)| is_told(key));
    told.then_some(FrontMatter { fields, block: start..end, body: end, beside: None })
}

/// True for the key of a title or a date.
fn is_told(key: &str) -> bool {
    ["title", "post_title"].iter().chain(&DATE_KEYS).any(|name| same_key(key, name))
}

/// YAML that only ends with a fence, as Hexo has it. A single line over `---` is a heading.
fn unopened(text: &str, start: usize) -> Option<Result<FrontMatter, Broken>> {
    let mut end = start;
    let mut told = 0;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            let block = start..end;
            let front = |fields| FrontMatter { fields, block: block.clone(), body: end + line.len(), beside: None };
            return (told > 0 && number > 1).then(|| yaml(&text[block.clone()], start).map(front));
        }
        let key = header(line);
        if line.trim().is_empty() || (number == 0 && key.is_none()) {
            return None;
        }
        told += usize::from(key.is_some_and(|(key, _)| is_told(key)));
        end += line.len();
    }
    None
}

/// Key and value of a line `key: value`; keys are of letters, digits, `_`, `-`.
fn header(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let named = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    (named && (value.trim().is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    value
}

/// The byte of a line and a column, both from 1, the column in characters.
fn offset_of_place(text: &str, line: u64, column: u64) -> usize {
    let mut offset = 0;
    for (number, content) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            let skipped = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
            return offset + content.char_indices().nth(skipped).map_or(content.trim_end().len(), |(at, _)| at);
        }
        offset += content.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FrontMatter {
        FrontMatter::split(text).unwrap_or_else(|broken| panic!("{text:?}: {broken:?}"))
    }

    fn title(text: &str) -> (Option<String>, String) {
        let front = read(text);
        (front.get(&["title"]).and_then(Value::text), text[front.body..].trim().to_owned())
    }

    #[test]
    fn every_form_gives_title_and_body() {
        let expected = (Some("Harbour".to_owned()), "Body.".to_owned());
        for text in [
            "---\ntitle: Harbour\n---\nBody.",
            "\u{feff}---\r\ntitle: Harbour\r\n---\r\n\r\nBody.\r\n",
            "\n\n---  \ntitle: 'Harbour'\n...\nBody.",
            "+++\ntitle = \"Harbour\"\n+++\nBody.",
            "{\n  \"title\": \"Harbour\"\n}\n\nBody.",
            "{\"title\": \"Harbour\"}Body.",
            "Title: Harbour\nAuthor: Desk\n\nBody.",
            "title: \"Harbour\"\n\nBody.",
            "title: Harbour\ntags:\n- a\n---\nBody.",
            "---toml\ntitle = \"Harbour\"\n---\nBody.",
            "---json\n{\"title\": \"Harbour\"}\n---\nBody.",
        ] {
            assert_eq!(title(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_without_front_matter_is_all_body() {
        for text in [
            "",
            "Body.",
            "Note: this is prose.\n\nBody.",
            "---\n\nA line, then text.",
            "{% include x %}\nBody.",
            "{{ x }}",
            "{a}",
            "What happened: it rained.\nMore.",
            "Title: words\n---\nBody.",
        ] {
            assert_eq!(read(text).body, 0, "{text:?}");
            assert_eq!(read(text).get(&["title"]), None);
        }
    }

    #[test]
    fn folded_and_continued_values_are_one_line() {
        assert_eq!(title("---\ntitle: >\n  Harbour\n  opens\n---\n").0.as_deref(), Some("Harbour opens"));
        assert_eq!(title("---\ntitle: Harbour\n  opens\n---\n").0.as_deref(), Some("Harbour opens"));
        assert_eq!(title("Title: Harbour\n  opens\nDate: 2020-01-01\n\nx").0.as_deref(), Some("Harbour opens"));
    }

    #[test]
    fn keys_are_found_in_any_spelling_and_not_below_another() {
        let front = read("---\nPost-Title: A\nsource:\n  date: 2020-01-01\npubDate: 2020-01-02\nempty:\n---\n");
        assert_eq!(front.get(&["post_title"]).and_then(Value::text).as_deref(), Some("A"));
        assert_eq!(front.get(&["date"]), None);
        assert_eq!(front.get(&["empty", "pubdate"]).and_then(Value::text).as_deref(), Some("2020-01-02"));
        assert_eq!(read("---\na: 1\na: 2\n---\n").get(&["a"]).and_then(Value::text).as_deref(), Some("2"));
    }

    #[test]
    fn dates_stay_as_they_are_written() {
        let written = |text: &str| read(text).get(&["date"]).and_then(Value::text).expect("a date");
        assert_eq!(written("---\ndate: 2013-9-18\n---\n"), "2013-9-18");
        assert_eq!(written("---\ndate: 2015-06-02 10:00:49 -0400\n---\n"), "2015-06-02 10:00:49 -0400");
        assert_eq!(written("+++\ndate = 2015-06-02T10:00:49-04:00\n+++\n"), "2015-06-02T10:00:49-04:00");
        assert_eq!(written("+++\ndate = 2015-06-02\n+++\n"), "2015-06-02");
        assert_eq!(written("---\ndate: 20150602\n---\n"), "20150602");
    }

    /// The byte, written as line and column, and the beginning of the message.
    fn broken(text: &str) -> (usize, usize, String) {
        let broken = FrontMatter::split(text).expect_err("broken");
        let before = &text[..broken.offset];
        let line = before.matches('\n').count() + 1;
        (line, before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1, broken.message)
    }

    #[test]
    fn a_broken_block_is_named_with_its_place_in_the_file() {
        let (line, column, message) = broken("---\ntitle: a\nb: [1, 2\nc: d\n---\nx");
        assert!(message.starts_with("broken YAML: "), "{message}");
        assert!((3..=5).contains(&line), "{line}:{column} {message}");
        let (line, column, message) = broken("+++\ntitle = \"a\"\ndate = oops\n+++\nx");
        assert!(message.starts_with("broken TOML: "), "{message}");
        assert_eq!((line, column), (3, 8), "{message}");
        let (line, _, message) = broken("{\n \"a\": 1,\n \"b\": oops\n}\nx");
        assert!(message.starts_with("broken JSON: "), "{message}");
        assert_eq!(line, 3);
        assert_eq!(
            broken("\n---\ntitle: a\n\nText"),
            (2, 1, "the front matter that begins with `---` is not closed".into())
        );
        assert_eq!(broken("---\njust words\n---\n").2, "the front matter holds no keys");
    }

    #[test]
    fn the_place_of_a_value_is_found() {
        let text = "---\ntitle: a\ndate:  soon\n---\n";
        assert_eq!(&text[read(text).offset_of(text, "date")..][..4], "soon");
        let text = "{\n\"a\": 1, \n \"date\": \"soon\"}";
        assert_eq!(&text[read(text).offset_of(text, "date")..][..4], "soon");
    }
}
