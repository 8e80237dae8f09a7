//! Reads `dateline.toml` and says what is wrong with it, each with its line and column.

use super::{Config, DateOrder, FILE, Genre, Theme, theme};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, line_of};
use crate::error::{one_line, shown};
use crate::when::When;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of the file, for "did you mean".
pub const KEYS: [&str; 16] = [
    "title",
    "description",
    "language",
    "base_url",
    "content",
    "output",
    "genre",
    "date_order",
    "words",
    "articles",
    "follow_ups",
    "people",
    "edit_url",
    "theme",
    "head",
    "footer",
];

impl Config {
    /// Reads the text of `dateline.toml`. What cannot be understood keeps its default and gives a
    /// diagnostic: an error for a value of the wrong kind, a warning for an unknown key.
    ///
    /// ```
    /// use dateline::config::{Config, Genre};
    ///
    /// let (config, diagnostics) = Config::parse("title = \"Harbour\"\ngenre = \"narrative\"\ntitel = \"x\"");
    /// assert_eq!((config.title.as_str(), config.genre), ("Harbour", Genre::Narrative));
    /// assert_eq!(diagnostics[0].message, "unknown key `titel`");
    /// assert_eq!(diagnostics[0].help.as_deref(), Some("did you mean `title`?"));
    /// ```
    pub fn parse(text: &str) -> (Config, Vec<Diagnostic>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader { text, config: Config::default(), out: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => {
                for (key, value) in table.get_ref() {
                    reader.key(key.get_ref(), key.span(), value);
                }
            }
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let message = error.message().lines().next().unwrap_or("");
                reader.say(Severity::Error, Code::Config, span, format!("broken TOML: {message}"), HOW.to_owned());
            }
        }
        reader.out.sort();
        (reader.config, reader.out)
    }
}

const HOW: &str = "write `key = \"value\"`, one a line";

struct Reader<'a> {
    text: &'a str,
    config: Config,
    out: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn key(&mut self, key: &str, span: Range<usize>, value: &Spanned<DeValue>) {
        match key {
            "title" => self.text(key, value, |config, text| config.title = text),
            "description" => self.text(key, value, |config, text| config.description = text),
            "language" => self.text(key, value, |config, text| config.language = text),
            "content" => self.text(key, value, |config, text| config.content = Some(text)),
            "output" => self.text(key, value, |config, text| config.output = Some(text)),
            "head" => self.text(key, value, |config, text| config.head = text),
            "footer" => self.text(key, value, |config, text| config.footer = text),
            "base_url" => self.base_url(value),
            "edit_url" => self.edit_url(value),
            "theme" => self.theme(value),
            "genre" => {
                let genres = [("news", Genre::News), ("narrative", Genre::Narrative)];
                if let Some(genre) = self.choice(key, value, &genres) {
                    self.config.genre = genre;
                }
            }
            "date_order" => {
                let orders = [("dmy", DateOrder::Dmy), ("mdy", DateOrder::Mdy), ("ymd", DateOrder::Ymd)];
                if let Some(order) = self.choice(key, value, &orders) {
                    self.config.date_order = Some(order);
                }
            }
            "articles" => self.switch(key, value, |config, articles| config.articles = articles),
            "follow_ups" => self.switch(key, value, |config, follow_ups| config.follow_ups = follow_ups),
            "people" => self.switch(key, value, |config, people| config.people = people),
            "words" => self.words(value),
            unknown => {
                let help = match likely(unknown) {
                    Some(key) => format!("did you mean `{key}`?"),
                    None => format!("the keys are {}", listed(&KEYS)),
                };
                self.say(Severity::Warning, Code::UnknownKey, span, format!("unknown key `{}`", shown(unknown)), help);
            }
        }
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue>, set: impl FnOnce(&mut Config, String)) {
        match value.get_ref().as_str() {
            Some(text) => set(&mut self.config, text.to_owned()),
            None => self.wrong(key, value, "a text, in quotes"),
        }
    }

    fn switch(&mut self, key: &str, value: &Spanned<DeValue>, set: impl FnOnce(&mut Config, bool)) {
        match value.get_ref().as_bool() {
            Some(on) => set(&mut self.config, on),
            None => self.wrong(key, value, "`true` or `false`"),
        }
    }

    fn base_url(&mut self, value: &Spanned<DeValue>) {
        let address = value.get_ref().as_str();
        match address.filter(|address| is_of_the_web(address)) {
            Some(address) => self.config.base_url = Some(address.to_owned()),
            None => self.wrong("base_url", value, "an address such as `\"https://example.org/timeline/\"`"),
        }
    }

    fn edit_url(&mut self, value: &Spanned<DeValue>) {
        let address = value.get_ref().as_str().filter(|address| is_of_the_web(address) && address.contains("{path}"));
        match address {
            Some(address) => self.config.edit_url = Some(address.to_owned()),
            None => {
                let right = "an address with `{path}` and perhaps `{line}` in it, such as \
                             `\"https://example.org/repository/edit/main/content/{path}#L{line}\"`";
                self.wrong("edit_url", value, right);
            }
        }
    }

    fn theme(&mut self, value: &Spanned<DeValue>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong("theme", value, "a table: `[theme]`, then `link = \"#14506f\"`");
        };
        let mut theme = Theme::default();
        self.properties(table, &mut theme.light);
        match table.get("dark").map(|dark| (dark, dark.get_ref().as_table())) {
            Some((_, Some(dark))) => self.properties(dark, &mut theme.dark),
            Some((dark, None)) => self.wrong("dark", dark, "a table: `[theme.dark]`, then `link = \"#93c8e8\"`"),
            None => {}
        }
        self.config.theme = theme;
    }

    fn properties(&mut self, table: &DeTable, into: &mut BTreeMap<String, String>) {
        for (name, value) in table.iter().filter(|(name, _)| name.get_ref() != "dark") {
            let name: &str = name.get_ref();
            match value.get_ref().as_str().filter(|text| theme::is_name(name) && theme::is_value(text)) {
                Some(text) => drop(into.insert(name.to_owned(), text.to_owned())),
                None => self.wrong(name, value, "the name of a CSS custom property without `--`, and its value in quotes, such as `link = \"#14506f\"`"),
            }
        }
    }

    fn choice<T: Copy>(&mut self, key: &str, value: &Spanned<DeValue>, choices: &[(&str, T)]) -> Option<T> {
        let told = value.get_ref().as_str();
        let found = told.and_then(|told| choices.iter().find(|(name, _)| *name == told));
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("`\"{name}\"`")).collect();
            self.wrong(key, value, &names.join(" or "));
        }
        found.map(|(_, choice)| *choice)
    }

    fn words(&mut self, value: &Spanned<DeValue>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong("words", value, "a table: `[words]`, then `\"the Blitz\" = \"1940-09-07/1941-05-11\"`");
        };
        let mut words = BTreeMap::new();
        for (word, date) in table {
            let name: &str = word.get_ref();
            if !name.contains(char::is_alphanumeric) || name.trim() != name {
                let message =
                    format!("`{}` in `[words]` is no word of a text", name.replace(char::is_control, "\u{fffd}"));
                let help = "write letters or digits, without space at the ends: `\"the Blitz\"`";
                self.say(Severity::Error, Code::Config, word.span(), message, help.into());
                continue;
            }
            match date.get_ref().as_str().map(When::from_edtf) {
                Some(Ok(when)) => {
                    words.insert(name.to_owned(), when);
                }
                Some(Err(error)) => {
                    let help = format!("`{}` needs a date or two, such as `\"1940-09-07/1941-05-11\"`", shown(name));
                    self.say(Severity::Error, Code::Config, date.span(), one_line(&error.to_string()), help);
                }
                None => self.wrong(name, date, "a date in quotes, such as `\"1940-09-07/1941-05-11\"`"),
            }
        }
        self.config.words = words;
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue>, right: &str) {
        let written = self.text.get(value.span()).unwrap_or("").lines().next().unwrap_or("");
        let message = format!("`{}` cannot be `{}`", shown(key), shown(written));
        self.say(Severity::Error, Code::Config, value.span(), message, format!("it is {right}"));
    }

    fn say(&mut self, severity: Severity, code: Code, span: Range<usize>, message: String, help: String) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let place = Place::after(FILE, before);
        let excerpt = Some(String::from_utf8_lossy(line_of(self.text.as_bytes(), place.line)).into_owned());
        self.out.push(Diagnostic { place: Some(place), severity, code, message, help: Some(help), excerpt });
    }
}

pub(crate) fn is_of_the_web(address: &str) -> bool {
    let good = address.starts_with("https://") || address.starts_with("http://");
    good && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The key that was most likely meant.
fn likely(unknown: &str) -> Option<&'static str> {
    let plain = unknown.to_ascii_lowercase().replace('-', "_");
    KEYS.into_iter()
        .map(|key| (strsim::damerau_levenshtein(&plain, key), key))
        .filter(|(distance, key)| *distance <= key.len() / 3)
        .min()
        .map(|(_, key)| key)
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Severity, line, column and message.
    fn said(text: &str) -> Vec<(Severity, u32, u32, String)> {
        let (_, diagnostics) = Config::parse(text);
        let place = |diagnostic: &Diagnostic| diagnostic.place.clone().expect("a place");
        diagnostics
            .into_iter()
            .map(|found| (found.severity, place(&found).line, place(&found).column, found.message))
            .collect()
    }

    #[test]
    fn every_key_is_read() {
        let (config, diagnostics) = Config::parse(
            "title = 'T'\ndescription = 'D'\nlanguage = 'de'\nbase_url = 'https://x.org/'\ncontent = 'c'\noutput = 'o'\n\
             genre = 'narrative'\ndate_order = 'mdy'\narticles = false\nfollow_ups = true\npeople = false\n\
             edit_url = 'https://x.org/{path}#L{line}'\nhead = '<i>'\nfooter = '<b>'\n\
             [words]\n'the Blitz' = '1940/1941'\n[theme]\nlink = '#123'\n[theme.dark]\nlink = '#abc'\n",
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let expected = Config {
            title: "T".into(),
            description: "D".into(),
            language: "de".into(),
            base_url: Some("https://x.org/".into()),
            content: Some("c".into()),
            output: Some("o".into()),
            genre: Genre::Narrative,
            date_order: Some(DateOrder::Mdy),
            words: BTreeMap::from([("the Blitz".to_owned(), When::from_edtf("1940/1941").expect("a date"))]),
            articles: false,
            follow_ups: true,
            people: false,
            edit_url: Some("https://x.org/{path}#L{line}".into()),
            theme: Theme {
                light: BTreeMap::from([("link".to_owned(), "#123".to_owned())]),
                dark: BTreeMap::from([("link".to_owned(), "#abc".to_owned())]),
            },
            style: String::new(),
            head: "<i>".into(),
            footer: "<b>".into(),
            drafts: false,
            date: None,
        };
        assert_eq!(config, expected);
        assert_eq!(Config::parse("").0, Config::default());
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        assert_eq!(
            said("a = 1\ntitel = 'x'"),
            [
                (Severity::Warning, 1, 1, "unknown key `a`".to_owned()),
                (Severity::Warning, 2, 1, "unknown key `titel`".to_owned()),
            ]
        );
        assert_eq!(said("\ntitle  = 5"), [(Severity::Error, 2, 10, "`title` cannot be `5`".to_owned())]);
        assert_eq!(said("genre = 'poem'"), [(Severity::Error, 1, 9, "`genre` cannot be `'poem'`".to_owned())]);
        assert_eq!(said("base_url = 'x.org'")[0].0, Severity::Error);
        assert_eq!(said("edit_url = 'https://x.org/'")[0].0, Severity::Error, "it says nowhere which file");
        for theme in ["theme = 1", "[theme]\nlink = 'a;b'", "[theme]\n'a b' = 'x'", "[theme]\ndark = 'x'"] {
            assert_eq!(said(theme)[0].0, Severity::Error, "{theme}");
        }
        assert_eq!(said("[words]\nx = 5")[0].1, 2);
        assert_eq!(
            said("[words]\n'the Flood' = '1953-02-01'\n'the Blitz' = '1940-13'\n' - ' = '1940'"),
            [
                (Severity::Error, 3, 15, "`1940-13` is not in the calendar".to_owned()),
                (Severity::Error, 4, 1, "` - ` in `[words]` is no word of a text".to_owned()),
            ]
        );
        let broken = said("title = 'T'\noutput = oops");
        assert_eq!((broken[0].0, broken[0].1, broken[0].2), (Severity::Error, 2, 10));
    }

    #[test]
    fn what_is_right_counts_beside_what_is_wrong() {
        let (config, diagnostics) = Config::parse("title = 'T'\narticles = 'no'\n");
        assert_eq!((config.title.as_str(), config.articles, diagnostics.len()), ("T", true, 1));
        assert_eq!(diagnostics[0].help.as_deref(), Some("it is `true` or `false`"));
    }

    #[test]
    fn the_likely_key_is_near() {
        assert_eq!(likely("base-url"), Some("base_url"));
        assert_eq!(likely("descripton"), Some("description"));
        assert_eq!(likely("zebra"), None);
    }
}
