//! The timeline: the events in order, their sources and the periods that hold them; serialises as `events.json`.
//!
//! Everything that the pages show stands here as a plain value; `site` only gives it a form.

mod excerpt;
mod kept;
mod period;
#[cfg(test)]
pub(crate) mod sample;
mod source;
mod tally;

pub use excerpt::Excerpt;
pub(crate) use kept::Entries;
pub(crate) use period::{Month, Period};
pub use source::{Source, Teller};

use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::Place;
use crate::event::{Event, Kind, Report, Status};
use crate::when::{Modifier, When};
use chrono::NaiveDate;
use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::sync::Arc;
use tally::{Tallies, as_texts};

/// The version of `events.json`.
const SCHEMA: u32 = 1;

/// All that the site shows, in order.
///
/// Its JSON is the file `events.json`: `schema`, `title`, `updated` (the newest article's day) and `events`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    schema: u32,
    /// The site's title.
    pub title: String,
    /// The day of the newest article; none without articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<NaiveDate>,
    /// The events in [chronological order](When::chronological); of one date the weightier first.
    #[serde(serialize_with = "entries")]
    pub events: Vec<Arc<Entry>>,
    /// The years and coarser units that hold the events, in the same order.
    #[serde(skip)]
    pub(crate) periods: Vec<Period>,
    /// What the events can be chosen by.
    #[serde(skip)]
    tallies: Tallies,
    /// The events that each article tells: indices into `events` in the order of the text, by article.
    #[serde(skip)]
    pub(crate) told: Vec<Vec<Telling>>,
}

/// One event on the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its id: the anchor on the page.
    pub id: String,
    /// Other ids to which it answers.
    pub aliases: Vec<String>,
    /// Where it comes from.
    #[serde(serialize_with = "kind")]
    pub kind: Kind,
    /// Past or planned.
    #[serde(serialize_with = "status")]
    pub status: Status,
    /// The headline.
    pub title: String,
    /// The sentence of its first source and those that go on with it; for an article its first words; for a hand-made event what its list tells.
    pub text: Excerpt,
    /// The date: `date` (EDTF), `from`, `until`, `precision`, `approximate`.
    #[serde(flatten, serialize_with = "dates")]
    pub when: When,
    /// True if the dates of its sources exclude each other.
    pub conflict: bool,
    /// Its importance, to two decimals.
    pub weight: f64,
    /// The tags of its articles, each once.
    pub tags: Vec<String>,
    /// The people, organisations and places that it names, as far as they recur.
    pub people: Vec<String>,
    /// Who tells it, in order of article date, path and place; at least one, unless it is made by hand.
    pub sources: Vec<Source>,
    /// Where a hand-made event stands in its list.
    #[serde(skip)]
    pub(crate) place: Option<Place>,
}

/// A place of an article that tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    /// The index of the event.
    pub event: usize,
    /// The index of the source among the event's.
    pub source: usize,
}

impl Timeline {
    /// Puts events in order. `articles` are those to which the reports' indices point.
    pub fn new(events: Vec<Event>, articles: &[Article], config: &Config) -> Timeline {
        Timeline::new_again(&mut Entries::default(), events, articles, config)
    }

    /// [`Timeline::new`], in which those entries are not made again that `known` has. What comes out
    /// is the same.
    pub(crate) fn new_again(
        known: &mut Entries,
        events: Vec<Event>,
        articles: &[Article],
        config: &Config,
    ) -> Timeline {
        let mut entries = known.of(events, articles);
        entries.par_sort_by(|a, b| {
            (a.when.chronological(&b.when)).then_with(|| b.weight.total_cmp(&a.weight)).then_with(|| a.id.cmp(&b.id))
        });
        let (tallies, (told, periods)) =
            rayon::join(|| Tallies::of(&entries), || (tellings(&entries, articles.len()), period::periods(&entries)));
        Timeline {
            schema: SCHEMA,
            title: config.title.clone(),
            updated: articles.iter().map(|article| article.date).max(),
            periods,
            tallies,
            events: entries,
            told,
        }
    }

    /// Some of its events, given by their indices in order, as a timeline of their own; what each
    /// article tells and by what the events can be chosen is not said again.
    pub(crate) fn part(&self, events: impl Iterator<Item = usize>) -> Timeline {
        let entries: Vec<Arc<Entry>> = events.filter_map(|index| self.events.get(index).cloned()).collect();
        Timeline {
            schema: self.schema,
            title: self.title.clone(),
            updated: self.updated,
            periods: period::periods(&entries),
            tallies: Tallies::default(),
            events: entries,
            told: Vec::new(),
        }
    }

    /// Those who published the articles and how many events each tells, sorted by name.
    pub fn publishers(&self) -> Vec<(&str, usize)> {
        as_texts(&self.tallies.publishers)
    }

    /// The tags and how many events have each, sorted by name whatever its case.
    pub fn tags(&self) -> Vec<(&str, usize)> {
        as_texts(&self.tallies.tags)
    }

    /// The people, organisations and places and how many events name each, sorted as the tags are.
    pub fn people(&self) -> Vec<(&str, usize)> {
        as_texts(&self.tallies.people)
    }

    /// The first day of the first event and the last day of the last; none without events.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.events.iter().map(|entry| entry.when.from()).min()?;
        let last = self.events.iter().map(|entry| entry.when.last_day()).max()?;
        Some((first, last))
    }
}

impl Entry {
    /// The distinct publishers of its sources, sorted.
    pub(crate) fn publishers(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.sources.iter().filter_map(|source| source.teller.publisher.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn new(event: Event, articles: &[Article], tellers: &[Arc<Teller>]) -> Entry {
        let first = event.reports.first();
        let article = first.and_then(|report| articles.get(report.article));
        let mut text = first.zip(article).map_or_else(Excerpt::default, |(report, article)| match event.kind {
            Kind::Event => told(report, article),
            _ => first_words(article),
        });
        let of_report = |report| Source::new(report, event.kind, tellers);
        // Collected they would take the room of the reports, which are larger, or of four where there is one.
        let links = event.listed.as_ref().map_or(0, |listed| listed.links.len());
        let mut sources: Vec<Source> = Vec::with_capacity(event.reports.len() + links);
        sources.extend(event.reports.into_iter().filter_map(of_report));
        let mut place = None;
        if let Some(listed) = event.listed {
            sources.extend(listed.links.iter().map(|link| Source::of_list(link, &listed)));
            text = listed.text.into();
            place = Some(listed.place);
        }
        Entry {
            id: event.id,
            aliases: event.aliases,
            kind: event.kind,
            status: event.status,
            title: event.headline,
            text,
            when: event.when,
            conflict: event.conflict,
            weight: (event.weight * 100.0).round() / 100.0,
            tags: event.tags,
            people: event.people,
            sources,
            place,
        }
    }
}

/// The events that each of so many articles tells, in the order of its text.
fn tellings(entries: &[Arc<Entry>], articles: usize) -> Vec<Vec<Telling>> {
    let mut told = vec![Vec::new(); articles];
    for (event, entry) in entries.iter().enumerate() {
        for (source, place) in entry.sources.iter().enumerate() {
            if let Some(tellings) = place.teller.index.and_then(|index| told.get_mut(index)) {
                tellings.push(Telling { event, source });
            }
        }
    }
    for tellings in &mut told {
        tellings.sort_by_key(|telling: &Telling| entries[telling.event].sources[telling.source].span().start);
    }
    told
}

/// A sentence and those that go on with it.
fn told(report: &Report, article: &Article) -> Excerpt {
    let plain = &article.text.plain;
    let mut spans = vec![report.sentence.range()];
    for span in report.goes_on.iter().map(|span| span.range()) {
        // What stands side by side is quoted as it stands.
        match spans.last_mut().filter(|last| plain.get(last.end..span.start) == Some(" ")) {
            Some(last) => last.end = span.end,
            None => spans.push(span),
        }
    }
    match &spans[..] {
        [whole] => Excerpt::of(&article.text, whole.clone()).unwrap_or_default(),
        several => {
            let words: Vec<&str> = several.iter().filter_map(|span| plain.get(span.clone())).collect();
            words.join(" ").into()
        }
    }
}

/// The first sentence of an article's first paragraph.
fn first_words(article: &Article) -> Excerpt {
    let text = &article.text;
    let paragraph = text.blocks.iter().find(|block| block.kind == crate::text::BlockKind::Paragraph);
    let sentence = paragraph.and_then(|block| text.sentences.get(block.sentences.start));
    sentence.and_then(|span| Excerpt::of(text, span.clone())).unwrap_or_default()
}

fn entries<S: Serializer>(entries: &[Arc<Entry>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(entries.iter().map(Arc::as_ref))
}

fn kind<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn status<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.name())
}

fn dates<S: Serializer>(when: &When, serializer: S) -> Result<S::Ok, S::Error> {
    let (from, until) = when.interval();
    let mut map = serializer.serialize_map(Some(5))?;
    map.serialize_entry("date", &when.edtf())?;
    map.serialize_entry("from", &from)?;
    map.serialize_entry("until", &until)?;
    map.serialize_entry("precision", when.granularity().name())?;
    map.serialize_entry("approximate", &(when.modifier() == Some(Modifier::Approx)))?;
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::{Clock, Granularity};
    use chrono::Datelike;

    fn day(text: &str) -> When {
        When::day(text.parse().expect("a date")).expect("in range")
    }

    fn keys(value: &serde_json::Value) -> Vec<&str> {
        value.as_object().expect("an object").keys().map(String::as_str).collect()
    }

    #[test]
    fn the_json_has_the_keys_of_the_contract_in_their_order() {
        let (timeline, _) = sample::of_dates(&[day("2024-03-14")]);
        let text = serde_json::to_string(&timeline).expect("JSON");
        let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let event = &file["events"][0];
        let order = |keys: &[&str], text: &str| {
            let places: Vec<usize> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).expect(key)).collect();
            assert!(places.is_sorted(), "{keys:?} in {text}");
        };
        let top = ["schema", "title", "updated", "events"];
        let own = [
            "id",
            "aliases",
            "kind",
            "status",
            "title",
            "text",
            "date",
            "from",
            "until",
            "precision",
            "approximate",
            "conflict",
            "weight",
            "tags",
            "people",
            "sources",
        ];
        let source = [
            "article",
            "line",
            "publisher",
            "title",
            "article_date",
            "url",
            "date",
            "sentence",
            "expression",
            "reason",
        ];
        assert_eq!(keys(&file).len(), top.len());
        assert_eq!(keys(event).len(), own.len());
        assert_eq!(keys(&event["sources"][0]).len(), source.len());
        order(&top, &text);
        let (_, events) = text.split_once("\"events\":").expect("events");
        let (head, tail) = events.split_once("\"sources\":").expect("sources");
        order(&own[..15], head);
        order(&source, tail);
        assert_eq!(event["date"], "2024-03-14");
        assert_eq!(event["until"], "2024-03-15");
        assert_eq!(event["sources"][0]["expression"], "date0");
        assert_eq!(event["sources"][0]["line"], 1);
        assert_eq!(file["updated"], "2024-03-15");
    }

    #[test]
    fn an_article_stands_with_its_first_words_and_without_a_reason() {
        let articles = vec![sample::article("harbour.md", "2024-03-15", &["The quay is long. It is old."])];
        let mut events = Vec::new();
        crate::event::add_articles(&articles, crate::timex::Genre::News, &mut events);
        let timeline = Timeline::new(events, &articles, &Config::default());
        let json = serde_json::to_value(&timeline).expect("JSON");
        assert_eq!(json["events"][0]["kind"], "article");
        assert_eq!(json["events"][0]["text"], "The quay is long.");
        let source = json["events"][0]["sources"][0].as_object().expect("a source");
        assert!(["sentence", "expression", "reason"].iter().all(|key| !source.contains_key(*key)), "{source:?}");
    }

    #[test]
    fn tags_are_sorted_whatever_their_case() {
        let mut articles = vec![sample::article("harbour.md", "2024-03-15", &["The quay is long."])];
        articles[0].tags = ["border", "attack", "Armenia", "Iran"].map(String::from).to_vec();
        let mut events = Vec::new();
        crate::event::add_articles(&articles, crate::timex::Genre::News, &mut events);
        let timeline = Timeline::new(events, &articles, &Config::default());
        assert_eq!(timeline.tags(), [("Armenia", 1), ("attack", 1), ("border", 1), ("Iran", 1)]);
    }

    #[test]
    fn coarse_dates_stand_at_the_head_of_their_period() {
        let dates = [
            day("2024-03-01"),
            When::month(2024, 3).expect("a month"),
            day("2024-01-01").at(Clock::Hour(9)),
            When::year(2024).expect("a year"),
            When::decade(1980).expect("a decade"),
            When::year(1980).expect("a year"),
            When::quarter(2024, 1).expect("a quarter"),
        ];
        let (timeline, _) = sample::of_dates(&dates);
        let order: Vec<Granularity> = timeline.events.iter().map(|entry| entry.when.granularity()).collect();
        use Granularity::{Day, Decade, Hour, Month, Quarter, Year};
        assert_eq!(order, [Decade, Year, Year, Quarter, Hour, Month, Day]);
        let shape: Vec<(String, usize, Vec<u32>)> = timeline
            .periods
            .iter()
            .map(|period| {
                (
                    period.when.edtf(),
                    period.head.len(),
                    period.months.iter().map(|month| month.when.from().month()).collect(),
                )
            })
            .collect();
        assert_eq!(shape, [("198X".into(), 1, vec![]), ("1980".into(), 1, vec![]), ("2024".into(), 1, vec![1, 3])]);
    }

    #[test]
    fn every_event_is_in_one_period_and_one_section() {
        let mut dates = Vec::new();
        for year in [-490, 1, 1899, 1900, 2024] {
            for granularity in [Granularity::Week, Granularity::Season, Granularity::Decade, Granularity::Century] {
                for month in [1, 6, 12] {
                    let date = NaiveDate::from_ymd_opt(year, month, 31 - month / 6 % 2).expect("a day");
                    dates.extend(When::containing(date, granularity));
                    dates.extend(When::day(date).and_then(|day| day.through(When::year(year + 3)?)));
                }
            }
        }
        let (timeline, _) = sample::of_dates(&dates);
        let mut at = 0;
        for period in &timeline.periods {
            assert_eq!(period.events.start, at);
            assert_eq!(period.head.start, at);
            at = period.head.end;
            for month in &period.months {
                assert_eq!(month.events.start, at, "{period:?}");
                at = month.events.end;
            }
            assert_eq!(period.events.end, at);
        }
        assert_eq!(at, dates.len());
    }
}
