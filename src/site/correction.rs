//! The way from an event to its correction: the article's file in its repository, and what to write there.

use super::address::encoded;
use super::{Context, export};
use crate::timeline::{Entry, Source};

/// Where and how an event of an article is corrected.
pub(super) struct Correction {
    /// The article's file and line in the repository.
    pub(super) address: String,
    /// What the link to it says.
    pub(super) said: String,
    /// The lines for the article's front matter; none for an article's own entry.
    pub(super) block: Option<String>,
}

impl Correction {
    /// None if the config does not say where the articles are kept.
    pub(super) fn new(context: &Context, entry: &Entry, source: &Source) -> Option<Correction> {
        let pattern = context.config.edit_url.as_deref()?;
        let address =
            pattern.replace("{path}", &encoded(&source.teller.article)).replace("{line}", &source.line.to_string());
        Some(Correction {
            address,
            said: context.language.edit(&source.teller.article, source.line),
            block: export::correction(entry, source),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::language::Language;
    use crate::site::{Beside, render};
    use crate::timeline::{Timeline, sample};
    use crate::when::When;

    #[test]
    fn an_event_leads_to_its_line_and_brings_its_correction() {
        let articles =
            vec![sample::article("a b/quay?.md", "2024-03-15", &["It is.", "The \"quay\" opened on Monday."])];
        let day = When::day("2024-03-11".parse().expect("a day")).expect("in range");
        let events = vec![sample::event(vec![sample::report(&articles, 0, "Monday", day)])];
        let timeline = Timeline::new(events, &articles, &Config::default());
        let page = |config: &Config, path: &str| {
            let (files, _) = render(&timeline, &articles, &Beside::default(), config, Language::english());
            let file = files.into_iter().find(|file| file.path == path).expect("a page");
            String::from_utf8(file.bytes).expect("text")
        };
        let (config, _) = Config::parse("edit_url = 'https://example.org/edit/{path}?plain=1#L{line}'");
        for path in ["index.html", "articles/a-b-quay.html"] {
            let html = page(&config, path);
            assert!(html.contains("https://example.org/edit/a%20b/quay%3F.md?plain=1#L3"), "{path}: {html}");
            let block =
                "match: &quot;The \\&quot;quay\\&quot; opened on Monday.&quot;\n    date: &quot;2024-03-11&quot;";
            assert!(html.contains(block), "{path}: {html}");
            assert!(!page(&Config::default(), path).contains("class=\"correction\""), "{path}");
        }
    }
}
