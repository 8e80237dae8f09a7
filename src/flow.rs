//! The whole flow as one pure function: config, files and today in; site and diagnostics out.
//!
//! Every command, test and bench runs [`build`]; nothing in it touches the disk, the network, the
//! clock or the environment. The same input gives the same bytes whatever the number of threads
//! and the order in which the files were found, and whatever a [`Memory`] holds of an earlier build.

mod memory;
mod reading;

pub use memory::Memory;
pub use reading::timexes;
pub(crate) use reading::{reference, taggers};

use crate::article::{self, Article, DateOrigin, Found, SourceFile};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::shown;
use crate::event::{self, Event, Kind, Report};
use crate::language::Language;
use crate::progress::{Progress, Step};
use crate::site::{self, Beside, CopiedFile, Format, Pages, SiteFile};
use crate::timeline::Timeline;
use chrono::NaiveDate;
use reading::{Source, read, read_list};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a build comes to: the files to write and the figures to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The files in order of their paths.
    pub files: Vec<SiteFile>,
    /// The files that come along as they are, in order of their paths.
    pub copies: Vec<CopiedFile>,
    /// The figures.
    pub summary: Summary,
}

/// The figures of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How many articles were read.
    pub articles: usize,
    /// How many articles have their date from which place.
    pub dated: BTreeMap<DateOrigin, usize>,
    /// How many files were left out, by the code of the reason.
    #[serde(skip)]
    pub skipped: BTreeMap<Code, usize>,
    /// How many events the timeline holds, articles without an event of their own not counted.
    pub events: usize,
    /// How many articles stand on the timeline by themselves.
    pub article_entries: usize,
    /// The first day of the first event and the last day of the last.
    pub span: Option<(NaiveDate, NaiveDate)>,
}

/// Articles and events, before they become a timeline: what `build`, `check` and `explain` share.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The articles in order of their paths.
    pub articles: Vec<Article>,
    /// The events in chronological order.
    pub events: Vec<Event>,
    /// How many files were left out, by the code of the reason.
    pub skipped: BTreeMap<Code, usize>,
}

/// Turns articles into a site.
///
/// ```
/// use dateline::{article::SourceFile, config::Config, flow};
///
/// let source = SourceFile {
///     path: "harbour.md".into(),
///     bytes: b"---\ntitle: Harbour\ndate: 2024-05-03\n---\nThe new quay opened on 2024-05-02.\n".to_vec(),
/// };
/// let today = "2024-06-01".parse().unwrap();
/// let (site, diagnostics) = flow::build(&Config::default(), &[source], today);
/// assert_eq!(site.summary.articles, 1);
/// assert!(diagnostics.is_empty());
/// ```
pub fn build(config: &Config, sources: &[SourceFile], today: NaiveDate) -> (Site, Vec<Diagnostic>) {
    build_beside(config, sources, &Beside::default(), today)
}

/// [`build`], for articles beside which there are other files: the pictures that they show and the
/// project's own static files come along.
pub fn build_beside(
    config: &Config,
    sources: &[SourceFile],
    beside: &Beside,
    today: NaiveDate,
) -> (Site, Vec<Diagnostic>) {
    let (content, diagnostics) = gather(config, sources, today);
    let summary = content.summary();
    let (files, copies) = with_pages(content, beside, config, |pages| pages.all());
    (Site { files, copies, summary }, diagnostics)
}

/// The second half of [`build`]: calls `use_them` with the pages of a site, each of which is made
/// when it is asked for.
pub fn with_pages<T>(content: Content, beside: &Beside, config: &Config, use_them: impl FnOnce(&Pages) -> T) -> T {
    Arranged::new(content, config).with_pages(beside, config, use_them)
}

/// A timeline with the articles to which it points, ready for its pages to be made.
#[derive(Debug)]
pub(crate) struct Arranged {
    timeline: Timeline,
    articles: Vec<Article>,
    /// That of the page: English where the site's own has no pack.
    language: &'static Language,
}

impl Arranged {
    /// Puts what was gathered in order.
    pub(crate) fn new(content: Content, config: &Config) -> Arranged {
        Arranged::again(&mut Memory::forgetful(), content, config)
    }

    /// [`Arranged::new`], in which those events are not looked at again that are as they were when
    /// `memory` was used last. What comes out is the same.
    pub(crate) fn again(memory: &mut Memory, content: Content, config: &Config) -> Arranged {
        let Content { articles, events, .. } = content;
        let timeline = Timeline::new_again(&mut memory.entries, events, &articles, config);
        let language = Language::find(&config.language).unwrap_or_else(Language::english);
        Arranged { timeline, articles, language }
    }

    /// Calls `use_them` with the pages of the site.
    pub(crate) fn with_pages<T>(&self, beside: &Beside, config: &Config, use_them: impl FnOnce(&Pages) -> T) -> T {
        site::with_pages(&self.timeline, &self.articles, beside, config, self.language, use_them)
    }
}

/// The timeline of articles in another form than a site.
pub fn export(
    config: &Config,
    sources: &[SourceFile],
    today: NaiveDate,
    format: Format,
) -> (String, Summary, Vec<Diagnostic>) {
    let (content, diagnostics) = gather(config, sources, today);
    let summary = content.summary();
    let Arranged { timeline, articles, language, .. } = Arranged::new(content, config);
    (site::export(&timeline, &articles, config, language, format), summary, diagnostics)
}

/// The first half of [`build`]: everything up to the events.
pub fn gather(config: &Config, sources: &[SourceFile], today: NaiveDate) -> (Content, Vec<Diagnostic>) {
    gather_again(&mut Memory::forgetful(), config, sources, today)
}

/// [`gather`], in which only those files are read that are not as they were when `memory` was used
/// last. What comes out is the same.
pub fn gather_again(
    memory: &mut Memory,
    config: &Config,
    sources: &[SourceFile],
    today: NaiveDate,
) -> (Content, Vec<Diagnostic>) {
    gather_from(memory, config, sources.iter().map(Source::Kept).collect(), today, &Progress::default())
}

/// [`gather`], which lets go the bytes of each file once it is read, but for those of which there is
/// something to say. `progress` tells how far it is.
pub(crate) fn gather_once(
    config: &Config,
    sources: &mut [SourceFile],
    today: NaiveDate,
    progress: &Progress,
) -> (Content, Vec<Diagnostic>) {
    let sources = sources.iter_mut().map(Source::Once).collect();
    gather_from(&mut Memory::forgetful(), config, sources, today, progress)
}

fn gather_from(
    memory: &mut Memory,
    config: &Config,
    mut sources: Vec<Source>,
    today: NaiveDate,
    progress: &Progress,
) -> (Content, Vec<Diagnostic>) {
    memory.prepare(config);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    // YAML that is named as an article says more of it; other data may be a list of events.
    let (data, files): (Vec<_>, Vec<_>) = sources.into_iter().partition(|file| article::is_data_file(&file.path));
    let articles: FxHashSet<&str> = files.iter().map(|file| stem(&file.path)).collect();
    let (sidecars, lists): (Vec<_>, Vec<_>) =
        data.into_iter().partition(|file| is_yaml(&file.path) && articles.contains(stem(&file.path)));
    let sidecars: FxHashMap<&str, &SourceFile> = sidecars.iter().map(|file| (stem(&file.path), &**file)).collect();
    let beside: Vec<_> = files.iter().map(|file| sidecars.get(stem(&file.path)).copied()).collect();
    let files: Vec<_> = files.into_iter().zip(beside).collect();
    let lists = lists.into_iter().map(|file| (file, None)).collect();

    let mut diagnostics = Vec::new();
    let mut skipped = BTreeMap::new();
    let (mut articles, mut reports, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Vec::new();
    progress.begin(Step::Articles, files.len());
    let read = memory.articles(files, |taggers, file, sidecar| {
        let read = read(config, taggers, file, sidecar);
        file.done(&read.diagnostics);
        progress.advance();
        read
    });
    progress.begin(Step::Joining, 0);
    articles.reserve_exact(read.len());
    names.reserve_exact(read.len());
    // As many as there are: what grew by doubling would need twice the room for a while.
    reports.reserve_exact(read.iter().map(|read| read.reports.len()).sum());
    for read in read {
        match read.found {
            Some(Found::Article(article)) => {
                let index = articles.len();
                articles.push(*article);
                names.push(read.names);
                reports.extend(read.reports.into_iter().map(|report| Report { article: index, ..report }));
            }
            Some(Found::Event(event)) => by_hand.push(*event),
            None => {
                if let Some(reason) = read.diagnostics.iter().min_by_key(|diagnostic| diagnostic.severity) {
                    *skipped.entry(reason.code).or_insert(0) += 1;
                }
            }
        }
        diagnostics.extend(read.diagnostics);
    }
    diagnostics.extend(languages_without_a_pack(&articles));

    let labels = event::drop_labels(&articles, &mut reports);
    // Who is who needs no event: it is found out where joining leaves a thread without work.
    let (mut events, resolved) = rayon::join(
        || event::merge_again(&mut memory.joining, &articles, reports),
        || config.people.then(|| event::Resolved::new(&names)),
    );
    event::settle(&articles, &mut events);
    if config.articles {
        event::add_articles(&articles, config.genre, &mut events);
    }
    labels.leave_ids(&mut events);
    let (listed, found): (Vec<_>, Vec<_>) = memory.lists(lists, |file| read_list(config, file)).into_iter().unzip();
    let added = articles.iter().flat_map(|article| article.editing.added.iter().cloned());
    by_hand.extend(listed.into_iter().flatten().chain(added));
    event::add_listed(by_hand, today, &mut events);
    if let Some(resolved) = resolved {
        resolved.name(&articles, Language::find(&config.language).unwrap_or_else(Language::english), &mut events);
    }
    diagnostics.extend(found.into_iter().flatten());
    diagnostics.sort();
    diagnostics.dedup();
    (Content { articles, events, skipped }, diagnostics)
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// One diagnostic for each language that no pack knows, however many articles are written in it.
fn languages_without_a_pack(articles: &[Article]) -> Vec<Diagnostic> {
    let mut unknown: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for article in articles.iter().filter(|article| Language::find(&article.language).is_none()) {
        unknown.entry(&article.language).or_insert((0, &article.path)).0 += 1;
    }
    unknown
        .into_iter()
        .map(|(language, (count, first))| Diagnostic {
            place: None,
            severity: Severity::Warning,
            code: Code::Language,
            message: format!("no language pack for `{}`: {count} article(s), the first is `{first}`", shown(language)),
            help: Some("these articles stand on the timeline at their own day; of their dates only those such as `2023-03-31` are read".into()),
            excerpt: None,
        })
        .collect()
}

impl Content {
    /// The figures.
    pub fn summary(&self) -> Summary {
        let own = self.events.iter().filter(|event| event.kind != Kind::Article);
        let first = self.events.iter().map(|event| event.when.from()).min();
        let last = self.events.iter().map(|event| event.when.last_day()).max();
        let events = own.count();
        let mut dated = BTreeMap::new();
        for article in &self.articles {
            *dated.entry(article.date_origin).or_insert(0) += 1;
        }
        Summary {
            articles: self.articles.len(),
            dated,
            skipped: self.skipped.clone(),
            events,
            article_entries: self.events.len() - events,
            span: first.zip(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::timex::Genre;

    fn file(path: &str, head: &str, body: &str) -> SourceFile {
        SourceFile { path: path.into(), bytes: format!("---\n{head}\n---\n{body}\n").into_bytes() }
    }

    fn today() -> NaiveDate {
        "2024-06-01".parse().expect("a date")
    }

    #[test]
    fn the_order_of_the_files_changes_nothing() {
        let one = file("a.md", "date: 2024-05-03\ntitle: A", "The quay opened on 2 May 2024.");
        let two = file("b.md", "date: 2024-05-04\ntitle: B", "The quay closed on 4 May 2024.");
        let there = build(&Config::default(), &[one.clone(), two.clone()], today());
        let back = build(&Config::default(), &[two, one], today());
        assert_eq!(there, back);
        assert_eq!(there.0.summary.articles, 2);
    }

    /// What the timeline has of an article of 6 May 2024 that tells `body`: kinds and dates.
    fn entries(genre: Genre, body: &str) -> Vec<String> {
        let file = file("quay.md", "date: 2024-05-06\ntitle: Announcing Quay 1.15", body);
        let (content, _) = gather(&Config { genre, ..Config::default() }, &[file], today());
        content.events.iter().map(|event| format!("{} {}", event.kind.name(), event.when.edtf())).collect()
    }

    #[test]
    fn an_article_stands_at_its_day_where_no_event_of_it_is_seen_beside() {
        for (body, expected) in [
            ("It counts faster.", &["article 2024-05-06"][..]),
            ("In 2021 the council accepted the plan.", &["event 2021", "article 2024-05-06"]),
            ("In 2024 the council opened the quay.", &["event 2024", "article 2024-05-06"]),
            ("The next one will be released on 20 June.", &["article 2024-05-06", "event 2024-06-20"]),
            ("The council opened the quay on 5 April.", &["event 2024-04-05"]),
            ("The council opened the quay on 4 April.", &["event 2024-04-04", "article 2024-05-06"]),
            ("The council will open the quay on 13 May.", &["event 2024-05-13"]),
            ("The council will open the quay on 14 May.", &["article 2024-05-06", "event 2024-05-14"]),
            ("The council opened the quay in May.", &["event 2024-05"]),
            ("In 2021 the council took the plan. On Saturday it opened the quay.", &["event 2021", "event 2024-05-04"]),
        ] {
            assert_eq!(entries(Genre::News, body), expected, "{body}");
        }
    }

    #[test]
    fn a_narrative_stands_for_itself_wherever_its_story_lies() {
        assert_eq!(entries(Genre::Narrative, "In 1921 the council accepted the plan."), ["event 1921"]);
        assert_eq!(entries(Genre::Narrative, "It counts faster."), ["article 2024-05-06"]);
    }

    #[test]
    fn a_language_without_a_pack_is_said_once() {
        let files = [
            file("a.md", "date: 2024-05-03\nlang: ja", "x"),
            file("b.md", "date: 2024-05-03\nlang: ja", "y"),
            file("c.md", "date: 2024-05-03\nlang: es", "z"),
        ];
        let (site, diagnostics) = build(&Config::default(), &files, today());
        let spoken: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(spoken, [Code::Language, Code::Language]);
        assert!(diagnostics[1].message.contains("2 article"));
        assert_eq!(site.summary.article_entries, 3, "each stands at its own day");
    }

    #[test]
    fn in_a_language_without_a_pack_only_iso_dates_are_taken() {
        let file = file("a.md", "date: 2024-05-03\nlang: fr", "Ouvert le 2024-05-02, fermé 3 May 2024, on Friday.");
        let (content, _) = gather(&Config::default(), &[file], today());
        let timexes = &timexes(&Config::default(), &content.articles)[0];
        let plain = &content.articles[0].text.plain;
        let said: Vec<&str> = timexes.iter().map(|timex| &plain[timex.span.clone()]).collect();
        assert_eq!(said, ["2024-05-02"]);
        assert_eq!(content.events.len(), 1, "the article itself");
    }

    #[test]
    fn a_year_beyond_the_calendar_is_said_with_its_place() {
        let body = "The vault was closed in April.\n\nIt opens in the year 12500, or never.";
        let (content, diagnostics) = gather(&Config::default(), &[file("a.md", "date: 2024-05-03", body)], today());
        let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:?}") };
        assert_eq!(diagnostic.code, Code::BeyondCalendar);
        assert_eq!(diagnostic.place, Some(Place { file: "a.md".into(), line: 6, column: 13 }));
        assert_eq!(diagnostic.message, "`the year 12500` lies beyond the calendar and dates nothing");
        let timexes = &timexes(&Config::default(), &content.articles)[0];
        let dates: Vec<_> = timexes.iter().map(|timex| timex.when.map(|when| when.edtf())).collect();
        assert_eq!(dates, [Some("2024-04".into()), None]);
    }

    #[test]
    fn words_of_the_config_date_events() {
        let (config, diagnostics) = Config::parse("[words]\n'the Great Gale' = '1987-10-15/1987-10-16'\n");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let file = file("a.md", "date: 2024-05-03", "The lighthouse lost its roof in the Great Gale.");
        let (content, _) = gather(&config, &[file], today());
        let events: Vec<_> = content.events.iter().filter(|event| event.kind == Kind::Event).collect();
        assert_eq!(events.len(), 1, "{:?}", content.events);
        assert_eq!(events[0].when.edtf(), "1987-10-15/1987-10-16");
        assert!(events[0].reports[0].reason.contains("the site's own words"), "{}", events[0].reports[0].reason);
    }

    #[test]
    fn articles_without_an_event_can_be_left_out() {
        let config = Config { articles: false, ..Config::default() };
        let (site, _) = build(&config, &[file("a.md", "date: 2024-05-03", "Nothing is told.")], today());
        assert_eq!(site.summary.article_entries, 0);
        assert_eq!(site.summary.span, None);
    }

    #[test]
    fn an_undated_article_is_counted_by_its_reason() {
        let (site, diagnostics) = build(&Config::default(), &[file("a.md", "title: A", "x")], today());
        assert_eq!(site.summary.skipped.get(&Code::Undated), Some(&1));
        assert_eq!(diagnostics.len(), 1);
    }
}
