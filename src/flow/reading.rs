//! What a file of the content folder comes to by itself.

use crate::article::{self, Article, Found, ListedEvent, SourceFile};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::event::{self, Names, Report};
use crate::language::Language;
use crate::timex::{Policy, Reference, TaggerOptions, Taggers, Timex};
use rayon::prelude::*;
use std::ops::Deref;
use std::sync::Arc;

/// A file of the content folder.
pub(super) enum Source<'a> {
    Kept(&'a SourceFile),
    /// One whose bytes nobody needs once they are read.
    Once(&'a mut SourceFile),
}

impl Deref for Source<'_> {
    type Target = SourceFile;

    fn deref(&self) -> &SourceFile {
        match self {
            Source::Kept(file) => file,
            Source::Once(file) => file,
        }
    }
}

impl Source<'_> {
    /// Lets the bytes go unless messages show lines of them.
    pub(super) fn done(&mut self, diagnostics: &[Diagnostic]) {
        if let Source::Once(file) = self
            && diagnostics.is_empty()
        {
            file.bytes = Vec::new();
        }
    }
}

/// The taggers for the articles of a site.
pub(crate) fn taggers(config: &Config) -> Taggers {
    Taggers::new(TaggerOptions { date_order: config.date_order, words: config.words.clone() })
}

/// To what the expressions of an article are anchored.
pub(crate) fn reference(config: &Config, article: &Article) -> Reference {
    Reference { date: Some(article.date), genre: config.genre }
}

/// What one file came to, whatever the others say. The reports point to article 0.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// None for what was left out.
    pub(super) found: Option<Found>,
    pub(super) reports: Vec<Report>,
    pub(super) names: Arc<Names>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn read(config: &Config, taggers: &Taggers, file: &SourceFile, sidecar: Option<&SourceFile>) -> Read {
    let (found, mut diagnostics) = article::read_file(file, sidecar, config);
    let Some(Found::Article(article)) = found else {
        return Read { found, reports: Vec::new(), names: Arc::default(), diagnostics };
    };
    let timexes = timexes_of(config, taggers, &article);
    // What tells a happening is said in words: without a pack an article stands at its own day.
    let language = Language::find(&article.language);
    let reports =
        language.map_or_else(Vec::new, |language| event::reports(0, &article, &timexes, language, config.follow_ups));
    let (mut reports, found) = event::correct(0, &article, language, reports);
    // Those of all articles wait for the last one to be read.
    reports.shrink_to_fit();
    diagnostics.extend(found);
    let beyond = timexes.iter().filter(|timex| timex.reason.policy == Policy::Beyond);
    diagnostics.extend(beyond.map(|timex| beyond_the_calendar(&article, timex)));
    let named = language.filter(|_| config.people);
    let names = named.map_or_else(Arc::default, |language| Names::new(&article, &timexes, &reports, language).into());
    Read { found: Some(Found::Article(article)), reports, names, diagnostics }
}

pub(super) fn read_list(config: &Config, file: &mut Source) -> (Vec<ListedEvent>, Vec<Diagnostic>) {
    let (events, diagnostics) = article::read_event_list(file, config);
    file.done(&diagnostics);
    (events, diagnostics)
}

/// The temporal expressions of articles, each in order, as a build takes them.
///
/// ```
/// use dateline::{article::SourceFile, config::Config, flow};
///
/// let bytes = b"---\ndate: 2024-05-03\n---\nThe new quay opened on Thursday.\n".to_vec();
/// let (config, today) = (Config::default(), "2024-06-01".parse().unwrap());
/// let (content, _) = flow::gather(&config, &[SourceFile { path: "quay.md".into(), bytes }], today);
/// let timexes = flow::timexes(&config, &content.articles);
/// assert_eq!(timexes[0][0].value.to_string(), "2024-05-02");
/// ```
pub fn timexes(config: &Config, articles: &[Article]) -> Vec<Vec<Timex>> {
    let taggers = taggers(config);
    articles.par_iter().map(|article| timexes_of(config, &taggers, article)).collect()
}

fn timexes_of(config: &Config, taggers: &Taggers, article: &Article) -> Vec<Timex> {
    let mut timexes = taggers.of(&article.language).tag(&article.text.plain, &reference(config, article));
    timexes.retain(|timex| !article.text.touches_code(&timex.span));
    article.editing.give_dates(&mut timexes);
    timexes
}

/// Says that the year of an expression lies beyond the calendar, so that it dates nothing.
fn beyond_the_calendar(article: &Article, timex: &Timex) -> Diagnostic {
    let file = article.text.file();
    let (line, column) = file.position(article.text.source_offset(timex.span.start));
    let words: Vec<&str> = article.text.plain[timex.span.clone()].split_whitespace().collect();
    Diagnostic {
        place: Some(Place { file: article.path.clone(), line, column }),
        severity: Severity::Warning,
        code: Code::BeyondCalendar,
        message: format!("`{}` lies beyond the calendar and dates nothing", words.join(" ")),
        help: Some("years go from 10,000 BC to AD 9999".into()),
        excerpt: Some(file.line(line).to_owned()),
    }
}
