//! From the keys and values of a row to an event.

use super::date;
use super::row::{Complaint, Fields, Row, plain_key};
use super::{Correction, Link, ListedEvent};
use crate::article::{Value, entity, markdown};
use crate::config::DateOrder;
use crate::diagnostic::{Code, Place, Severity};
use crate::error::{one_line, shown};
use crate::language::SentenceWords;
use crate::text::FileText;
use crate::when::When;

/// The keys that mean something, each with the other names that lists have for it.
const KEYS: [(&str, &[&str]); 12] = [
    ("date", &["date", "start", "start_date"]),
    ("end", &["end", "end_date"]),
    ("title", &["title", "headline", "name", "event"]),
    ("text", &["text", "description", "summary", "body"]),
    ("tags", &["tags", "tag", "categories", "category", "group"]),
    ("link", &["link", "url", "href", "source_url"]),
    ("source", &["source", "publisher"]),
    ("sources", &["sources"]),
    ("importance", &["importance", "weight"]),
    ("people", &["people", "actors"]),
    ("status", &["status"]),
    ("id", &["id", "unique_id"]),
];

/// Columns of TimelineJS, of `events.json` and of `events.csv` that are read elsewhere or that a timeline has no use for.
const OTHERS: [&str; 35] = [
    "year",
    "month",
    "day",
    "time",
    "end_year",
    "end_month",
    "end_day",
    "end_time",
    "display_date",
    "media",
    "media_credit",
    "media_caption",
    "media_thumbnail",
    "type",
    "background",
    "autolink",
    "kind",
    "aliases",
    "from",
    "until",
    "precision",
    "approximate",
    "conflict",
    "source_count",
    "article",
    "article_date",
    "line",
    "reason",
    "hour",
    "minute",
    "second",
    "millisecond",
    "format",
    "slug",
    "",
];

/// True for a key that means something to an event.
pub(super) fn is_known(key: &str) -> bool {
    let key = plain_key(key);
    KEYS.iter().any(|(_, names)| names.contains(&key.as_str()))
}

/// The longest title that is made of a text, in words.
const TITLE: usize = 12;

type Locate = fn(&Row<'_>, &str) -> usize;

/// The event of a row; none, and an error among the complaints, if it has no date or nothing to tell.
pub(super) fn event(
    row: &Row<'_>,
    fields: Fields,
    locate: Locate,
    order: Option<DateOrder>,
    complaints: &mut Vec<Complaint>,
) -> Option<ListedEvent> {
    let mut reader = Reader { row, fields, locate, complaints };
    // The slide with which a TimelineJS spreadsheet begins is no event.
    if reader.text("type").is_some_and(|kind| kind == "title") && reader.text("year").is_none() {
        return None;
    }
    let known: Vec<&str> = KEYS.iter().flat_map(|(_, names)| names.iter()).chain(&OTHERS).copied().collect();
    reader.unknown_keys(&known, "an event");
    let when = reader.when(order);
    let told = reader.told();
    let (when, (title, text)) = (when?, told?);
    let media = reader.media();
    let mut links = reader.links();
    links.extend(media.filter(|media| links.iter().all(|link| link.url != media.url)));
    Some(ListedEvent {
        place: Place::file(""),
        key: reader.text("id"),
        title,
        text,
        when,
        tags: reader.list("tags"),
        people: reader.list("people"),
        links,
        importance: reader.importance(),
        planned: reader.planned(),
    })
}

/// The keys of a correction, as those of an event have them.
const OF_CORRECTION: [&str; 5] = ["date", "end", "title", "tags", "status"];

/// What an editor changes in the event of a sentence; none, and an error among the complaints, if
/// its date cannot be read. Place and excerpt are left to the caller.
pub(super) fn correction(
    row: &Row<'_>,
    fields: Fields,
    locate: Locate,
    order: Option<DateOrder>,
    complaints: &mut Vec<Complaint>,
) -> Option<Correction> {
    let mut reader = Reader { row, fields, locate, complaints };
    let own = KEYS.iter().filter(|(name, _)| OF_CORRECTION.contains(name)).flat_map(|(_, names)| names.iter());
    let known: Vec<&str> = own.copied().chain(["match", "hide"]).collect();
    reader.unknown_keys(&known, "a correction");
    let Some(words) = reader.text("match") else {
        let help = "`match` holds words of the sentence; without it the item is an event of its own";
        reader.say(Severity::Error, Code::EventList, "match", "`match` holds no words".into(), help.into());
        return None;
    };
    let when = match reader.get("date") {
        Some(_) => Some(reader.when(order)?),
        None => None,
    };
    Some(Correction {
        place: Place::file(""),
        excerpt: String::new(),
        words,
        when,
        title: reader.text("title").map(|title| plain(&title)),
        tags: reader.fields.iter().any(|(key, _)| plain_key(key) == "tags").then(|| reader.list("tags")),
        planned: reader.planned(),
        hide: reader.get("hide").is_some_and(|(_, value)| value.bool() == Some(true)),
    })
}

struct Reader<'r, 'a> {
    row: &'r Row<'a>,
    fields: Fields,
    locate: Locate,
    complaints: &'r mut Vec<Complaint>,
}

impl Reader<'_, '_> {
    /// The value of a key under any of its names, and the name.
    fn get(&self, key: &str) -> Option<(String, &Value)> {
        let names = KEYS.iter().find(|(name, _)| *name == key).map(|(_, names)| *names);
        let one = [key];
        let names = names.unwrap_or(&one);
        names.iter().find_map(|name| {
            let found = self.fields.iter().find(|(key, value)| !value.is_empty() && plain_key(key) == *name);
            found.map(|(_, value)| ((*name).to_owned(), value))
        })
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(|(_, value)| value.text()).filter(|text| !text.is_empty())
    }

    fn say(&mut self, severity: Severity, code: Code, key: &str, message: String, help: String) {
        let offset = (self.locate)(self.row, key);
        self.complaints.push(Complaint { offset, severity, code, message, help: Some(help) });
    }

    /// Whether it is said to be planned or to have happened.
    fn planned(&self) -> Option<bool> {
        match self.text("status")?.as_str() {
            "planned" => Some(true),
            "happened" => Some(false),
            _ => None,
        }
    }

    /// Says which keys mean nothing in `what`: the first of the known ones' names stands for a group of them.
    fn unknown_keys(&mut self, known: &[&str], what: &str) {
        let unknown: Vec<String> =
            self.fields.iter().map(|(key, _)| plain_key(key)).filter(|key| !known.contains(&key.as_str())).collect();
        for key in unknown {
            let near = known
                .iter()
                .filter(|name| !OTHERS.contains(name))
                .map(|name| (strsim::damerau_levenshtein(&key, name), *name))
                .filter(|(distance, name)| *distance <= name.len() / 3)
                .min();
            let (severity, help) = match near {
                Some((_, name)) => (Severity::Warning, format!("did you mean `{name}`?")),
                None => {
                    let group = |name: &&&str| !KEYS.iter().any(|(_, names)| names[1..].contains(*name));
                    let names = known.iter().filter(group).filter(|name| !OTHERS.contains(name));
                    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                    (Severity::Note, format!("{what} has {}", names.join(", ")))
                }
            };
            self.say(
                severity,
                Code::UnknownKey,
                &key,
                format!("`{}` means nothing in a list of events", shown(&key)),
                help,
            );
        }
    }

    /// The date; none, and said why, if there is none or it cannot be read.
    fn when(&mut self, order: Option<DateOrder>) -> Option<When> {
        let start = match self.get("date") {
            Some((name, map @ Value::Map(_))) => date::of_parts(date::part_of(map)).map(|date| (name, date)),
            Some((name, value)) => value.text().map(|date| (name, date)),
            None => date::of_parts(|part| self.text(part)).map(|date| ("year".to_owned(), date)),
        };
        let end = match self.get("end") {
            Some((name, map @ Value::Map(_))) => date::of_parts(date::part_of(map)).map(|date| (name, date)),
            Some((name, value)) => value.text().map(|date| (name, date)),
            None => date::of_parts(|part| self.text(&format!("end_{part}"))).map(|date| ("end_year".to_owned(), date)),
        };
        let Some((name, start)) = start else {
            let help = "give it a date, such as `2023-03-29`, `2022-10` or `2019~`";
            self.say(Severity::Error, Code::EventList, "", "the event has no date".into(), help.into());
            return None;
        };
        let first = self.date(&name, &start, order)?;
        let Some((name, end)) = end else { return Some(first) };
        let last = self.date(&name, &end, order)?;
        // A day and the same day again is how spreadsheets write one day.
        if (last.from(), last.until()) == (first.from(), first.until()) {
            return Some(first);
        }
        let whole = if last.from() < first.from() { None } else { first.through(last) };
        if whole.is_none() {
            let help = format!("it starts at `{}`: an end is as late or later", shown(&start));
            self.say(Severity::Error, Code::BadDate, &name, format!("`{}` ends before it starts", shown(&end)), help);
        }
        whole.map(|whole| whole.with_modifier(first.modifier().or(last.modifier())))
    }

    fn date(&mut self, name: &str, written: &str, order: Option<DateOrder>) -> Option<When> {
        match date::edtf(written) {
            Ok(when) => Some(when),
            Err(error) => {
                let message = one_line(&error.to_string());
                self.say(Severity::Error, Code::BadDate, name, message, date::help(written, order));
                None
            }
        }
    }

    /// Title and text; none, and said so, if there is neither.
    fn told(&mut self) -> Option<(String, String)> {
        // TimelineJS's JSON has both below `text`.
        let inner = |name: &str| match self.get("text") {
            Some((_, map @ Value::Map(_))) => map.get(name).and_then(Value::text),
            _ => None,
        };
        let title = self.text("title").or_else(|| inner("headline")).map(|title| plain(&title));
        let text = self.text("text").or_else(|| inner("text")).map(|text| plain(&text));
        let (title, text) = (title.filter(|title| !title.is_empty()), text.unwrap_or_default());
        if title.is_none() && text.is_empty() {
            let help = "give it a `title`";
            self.say(Severity::Error, Code::EventList, "", "the event has no title".into(), help.into());
            return None;
        }
        let title = title.unwrap_or_else(|| {
            let words: Vec<&str> = text.split(' ').collect();
            let more = if words.len() > TITLE { "…" } else { "" };
            words[..words.len().min(TITLE)].join(" ") + more
        });
        Some((title, text))
    }

    fn list(&self, key: &str) -> Vec<String> {
        let Some((_, value)) = self.get(key) else { return Vec::new() };
        let texts = match value {
            // A cell of a table holds several.
            Value::Text(text) => text.split([',', ';', '|']).map(|part| part.trim().to_owned()).collect(),
            other => other.texts(),
        };
        let mut list: Vec<String> = Vec::new();
        for text in texts {
            if !text.is_empty() && list.iter().all(|known| known.to_lowercase() != text.to_lowercase()) {
                list.push(text);
            }
        }
        list
    }

    fn importance(&mut self) -> Option<f64> {
        let written = self.text("importance")?;
        let number = written.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            let (name, message) = ("importance", format!("`{}` is no importance", shown(&written)));
            let name = self.get(name).map_or(name.to_owned(), |(name, _)| name);
            self.say(
                Severity::Warning,
                Code::EventList,
                &name,
                message,
                "it is a number: 0, 1, 2.5; more is more".into(),
            );
        }
        number
    }

    /// The picture, film or page of TimelineJS.
    fn media(&mut self) -> Option<Link> {
        let (url, name) = match self.get("media") {
            Some((_, map @ Value::Map(_))) => {
                let part = |name: &str| map.get(name).and_then(Value::text).filter(|text| !text.is_empty());
                (part("url")?, part("caption").or_else(|| part("credit")))
            }
            _ => (self.text("media")?, self.text("media_caption").or_else(|| self.text("media_credit"))),
        };
        // A quotation or a piece of HTML may stand there, too.
        let url = Some(url).filter(|url| is_address(url))?;
        Some(Link { name: name.map(|name| plain(&name)).filter(|name| !name.is_empty()), url: Some(url) })
    }

    fn links(&mut self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        if let Some((_, value)) = self.get("sources") {
            match value {
                Value::List(items) => links.extend(items.iter().filter_map(link_of)),
                Value::Text(text) => links.extend(text.split([';', '|', '\n']).filter_map(link_of_text)),
                other => links.extend(link_of(other)),
            }
        }
        let own = match self.get("source") {
            Some((_, Value::Text(text))) => link_of_text(text),
            Some((_, value)) => link_of(value),
            None => None,
        };
        let url = self.text("link");
        let own = match (own, url) {
            (Some(own), Some(url)) if own.url.is_none() => Some(Link { url: Some(url), ..own }),
            (own, Some(url)) => {
                links.extend(own);
                link_of_text(&url).filter(|link| link.url.is_some()).or(Some(Link { name: None, url: Some(url) }))
            }
            (own, None) => own,
        };
        links.extend(own);
        let mut bad = Vec::new();
        for link in &mut links {
            if let Some(url) = link.url.take_if(|url| !is_address(url)) {
                link.name.get_or_insert_with(|| url.clone());
                bad.push(url);
            }
        }
        for url in bad {
            let name = ["link", "sources", "source"].into_iter().find_map(|key| self.get(key)).map(|(name, _)| name);
            let help = "it is written as `https://example.org/story`; its words stand without a link";
            let message = format!("`{}` is no address of the web", shown(&url));
            self.say(Severity::Warning, Code::EventList, &name.unwrap_or_default(), message, help.into());
        }
        let mut distinct: Vec<Link> = Vec::with_capacity(links.len());
        for link in links {
            if !distinct.contains(&link) {
                distinct.push(link);
            }
        }
        distinct
    }
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|letter: char| letter.is_alphanumeric()) && !url.contains(char::is_whitespace)
    })
}

fn link_of(value: &Value) -> Option<Link> {
    if let Value::Text(text) = value {
        return link_of_text(text);
    }
    let part = |names: [&str; 3]| {
        names.into_iter().find_map(|name| value.get(name).and_then(Value::text).filter(|text| !text.is_empty()))
    };
    let link = Link { name: part(["title", "name", "publisher"]), url: part(["url", "link", "href"]) };
    (link != Link::default()).then_some(link)
}

/// `https://example.org/a`, `Harbour Herald`, `Harbour Herald: https://example.org/a`.
fn link_of_text(text: &str) -> Option<Link> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(at) = text.find("https://").or_else(|| text.find("http://")) else {
        let named = !text.is_empty();
        return named.then_some(Link { name: Some(text), url: None });
    };
    let end = text[at..].find([' ', '>', '"']).map_or(text.len(), |end| at + end);
    let marks =
        |letter: char| letter.is_whitespace() || matches!(letter, ':' | ',' | '–' | '-' | '<' | '>' | '(' | ')' | '"');
    let before = text[..at].trim_matches(marks);
    let name = if before.is_empty() { text[end..].trim_matches(marks) } else { before };
    let name = (!name.is_empty()).then(|| name.to_owned());
    Some(Link { name, url: Some(text[at..end].trim_end_matches([')', ',']).to_owned()) })
}

/// Text without the tags and references of HTML, in one line.
fn plain(text: &str) -> String {
    let tagged = text.contains('<') && text.contains('>');
    if tagged {
        let file = FileText::new(text.to_owned());
        let read = markdown::html_text(&file, 0..text.len(), &SentenceWords::default());
        return read.plain.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if text.contains('&') { entity::decode(text) } else { text.to_owned() }
}
