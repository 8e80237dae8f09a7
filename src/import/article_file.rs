//! An imported article as a file: YAML front matter, and its text in Markdown.

use super::metadata::DateSource;
use super::{Draft, Holds, Told, slug};
use crate::diagnostic::Place;
use chrono::{DateTime, NaiveDate};

/// What is known of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct ArticleFile {
    pub(super) title: String,
    /// The day, and how it was written.
    pub(super) date: Option<(NaiveDate, String)>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) address: Option<String>,
    /// Its language, where it is not that of the site.
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) draft: bool,
    /// Its text in Markdown.
    pub(super) body: String,
}

impl ArticleFile {
    /// The file for the content folder.
    pub(super) fn draft(
        self,
        date: Option<(NaiveDate, DateSource)>,
        words: usize,
        summary: bool,
        place: Place,
    ) -> Draft {
        let title: String = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut text = String::from("---\n");
        let mut line = |key: &str, value: &str| text.push_str(&format!("{key}: {value}\n"));
        line("title", &quoted(&title));
        if let Some((day, written)) = &self.date {
            line("date", &date_as_written(*day, written));
        }
        match self.authors.as_slice() {
            [] => {}
            [one] => line("author", &quoted(one)),
            many => line("author", &list(many)),
        }
        for (key, value) in
            [("publisher", &self.publisher), ("source_url", &self.address), ("language", &self.language)]
        {
            if let Some(value) = value {
                line(key, &quoted(value));
            }
        }
        if !self.tags.is_empty() {
            line("tags", &list(&self.tags));
        }
        if self.draft {
            line("draft", "true");
        }
        text.push_str("---\n\n");
        text.push_str(self.body.trim());
        text.push('\n');
        let told = Told {
            title,
            date,
            authors: self.authors,
            address: self.address,
            shares_address: false,
            words,
            summary,
            draft: self.draft,
        };
        Draft {
            stem: slug::stem(told.date.as_ref().map(|(day, _)| *day), &told.title),
            extension: "md".into(),
            bytes: text.into_bytes(),
            holds: Holds::Article(told),
            place,
        }
    }
}

/// A text of YAML; a text of JSON is one.
pub(super) fn quoted(text: &str) -> String {
    let clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    serde_json::to_string(&clean).unwrap_or_else(|_| "\"\"".into())
}

/// A list of YAML in one line.
pub(super) fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// The date with its time and zone, if it can be told in ISO 8601 without another day; else the day.
fn date_as_written(day: NaiveDate, written: &str) -> String {
    let written = written.trim();
    let moment = DateTime::parse_from_rfc3339(written).or_else(|_| DateTime::parse_from_rfc2822(written));
    match moment {
        Ok(moment) if moment.date_naive() == day => moment.to_rfc3339(),
        _ => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{SourceFile, read};
    use crate::config::Config;

    #[test]
    fn the_reader_reads_what_is_written() {
        let day: NaiveDate = "2024-03-15".parse().expect("a day");
        let file = ArticleFile {
            title: "“Q&A”: a  \"ferry\" – #1\n".into(),
            date: Some((day, "Fri, 15 Mar 2024 23:30:00 -0500".into())),
            authors: vec!["Ada Pier".into(), "Ben: Quay".into()],
            publisher: Some("Harbour Herald".into()),
            address: Some("https://h.example/ferry?a=1#b".into()),
            language: Some("de".into()),
            tags: vec!["harbour, old".into(), "a: b".into()],
            draft: false,
            body: "It opened.".into(),
        };
        let draft = file.draft(Some((day, DateSource::Time)), 2, false, Place::file("x"));
        let text = String::from_utf8(draft.bytes.clone()).expect("UTF-8");
        assert!(text.contains("\ndate: 2024-03-15T23:30:00-05:00\n"), "{text}");
        let source = SourceFile { path: format!("{}.md", draft.stem), bytes: draft.bytes };
        let (article, diagnostics) = read(&source, &Config::default());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let article = article.expect("an article");
        assert_eq!(article.title, "“Q&A”: a \"ferry\" – #1");
        assert_eq!((article.date, article.language.as_str()), (day, "de"));
        assert_eq!(article.tags, ["harbour, old", "a: b"]);
        assert_eq!(article.publisher.as_deref(), Some("Harbour Herald"));
        assert_eq!(article.original.as_deref(), Some("https://h.example/ferry?a=1#b"));
    }

    #[test]
    fn a_zone_changes_no_day() {
        let day: NaiveDate = "2024-03-15".parse().expect("a day");
        for (written, expected) in [
            ("2024-03-15T23:30:00-05:00", "2024-03-15T23:30:00-05:00"),
            ("2024-03-15T23:30:00Z", "2024-03-15T23:30:00+00:00"),
            ("15 March 2024", "2024-03-15"),
            ("2024-03-15 25:99", "2024-03-15"),
        ] {
            assert_eq!(date_as_written(day, written), expected);
        }
    }
}
