//! Lists of events by year, as encyclopedias and chronicles keep them: each line begins with its
//! date, and what the date leaves out stands in a heading above or in the title.

mod dated;
mod line;
mod markdown;
mod page;
mod wikitext;

pub(super) use markdown::without_markup;

use super::list_file::{self, Origin, Told};
use super::metadata::Metadata;
use super::{Import, Kind, Left, Options};
use crate::diagnostic::{Place, Severity};
use crate::language::{Language, SentenceWords};
use crate::when::{Granularity, When};
use dated::{Dates, Head};
use dom_query::Document;
use line::{Line, LineKind};

/// Fewer dated lines make no list of a text of which nobody said that it is one.
const FEWEST: usize = 4;

/// The text as a list of events; none if it is none and nobody said so (`forced`).
pub(super) fn of_text(path: &str, text: &str, options: &Options, forced: bool) -> Option<Import> {
    let (lines, title, address) = match wikitext::is_wikitext(text) {
        true => (wikitext::lines(text), None, None),
        false => markdown::lines(text),
    };
    let title = title.unwrap_or_else(|| super::slug::title_of_file(path));
    let origin = Origin { title, address };
    convert(path, lines, origin, &options.config.language, options, forced)
}

/// A page as a list of events; none if it is none and nobody said so.
pub(super) fn of_page(
    document: &Document,
    metadata: &Metadata,
    path: &str,
    options: &Options,
    forced: bool,
) -> Option<Import> {
    let lines = page::lines(document);
    let title = metadata.title.clone().unwrap_or_else(|| super::slug::title_of_file(path));
    let origin = Origin { title, address: metadata.address.clone().map(String::from) };
    let language = metadata.language.as_deref().unwrap_or(&options.config.language);
    convert(path, lines, origin, language, options, forced)
}

fn convert(
    path: &str,
    lines: Vec<Line>,
    origin: Origin,
    language: &str,
    options: &Options,
    forced: bool,
) -> Option<Import> {
    let none = SentenceWords::default();
    let sentences = Language::find(language).map_or(&none, |language| &language.sentences);
    let dates = Dates::new(options.taggers.of(language), options.config.date_order);
    let mut reader = Reader::new(&dates, sentences, &origin.title);
    for line in &lines {
        reader.read(line);
    }
    let Reader { events, left, letters, told, .. } = reader;
    // A few dated lines in a long text are no list of it.
    let is_list = events.len() >= FEWEST && events.len() * 2 > left.len() && told * 2 > letters;
    if !is_list && !forced {
        return None;
    }
    let mut import = Import { kind: Some(Kind::Years), ..Import::default() };
    import.leave(Left::Line, left.len());
    for (line, text) in &left {
        let place =
            if *line == 0 { Place::file(path) } else { Place { file: path.to_owned(), line: *line, column: 1 } };
        let message = format!("no date begins this line: `{}`", text.chars().take(60).collect::<String>());
        import.say(Severity::Note, place, message, "it is left; a line begins with its date, as `5 January – …`");
    }
    if events.is_empty() {
        let help = "each line begins with its date, as `1945 – …`, or `5 January – …` below a heading `1945`";
        import.say(Severity::Error, Place::file(path), "no line begins with a date", help);
        return Some(import);
    }
    import.drafts.push(list_file::draft(&origin.title, &origin, &events, Place::file(path)));
    Some(import)
}

struct Reader<'d> {
    dates: &'d Dates<'d>,
    sentences: &'d SentenceWords,
    /// What headings and the title say of the date.
    scope: Scope,
    /// Headings that are no dates, with their levels.
    sections: Vec<(u8, String)>,
    /// The dates of the items above, with their depths.
    items: Vec<(usize, When)>,
    events: Vec<Told>,
    /// Items without a date: the line and its text.
    left: Vec<(u32, String)>,
    /// All letters read, told or not.
    letters: usize,
    /// Those of lines that told an event or gave a date.
    told: usize,
    /// Whether the line before told the last event, so that this one may go on with it.
    telling: bool,
}

/// What stands above a line.
#[derive(Clone, Debug, Default)]
struct Scope {
    year: Option<i32>,
    /// A heading's words that are a date once they have a year: "January".
    month: Option<String>,
    /// A heading that is a whole date.
    day: Option<When>,
}

impl<'d> Reader<'d> {
    fn new(dates: &'d Dates<'d>, sentences: &'d SentenceWords, title: &str) -> Reader<'d> {
        let scope = Scope { year: dates.year_in(title), ..Scope::default() };
        Reader {
            dates,
            sentences,
            scope,
            sections: Vec::new(),
            items: Vec::new(),
            events: Vec::new(),
            left: Vec::new(),
            letters: 0,
            told: 0,
            telling: false,
        }
    }

    fn read(&mut self, line: &Line) {
        let letters = line.text.len() + line.cells.iter().map(String::len).sum::<usize>();
        let before = (self.events.len(), self.items.last().copied());
        self.letters += letters;
        self.read_line(line);
        let dated = matches!(line.kind, LineKind::Item(_)) && self.items.last().copied() != before.1;
        if self.events.len() > before.0 || self.telling || dated {
            self.told += letters;
        }
    }

    fn read_line(&mut self, line: &Line) {
        let telling = std::mem::take(&mut self.telling);
        match line.kind {
            LineKind::Heading(level) => self.heading(level, &line.text),
            LineKind::Item(depth) => self.item(depth, line, true),
            LineKind::Text if telling && line.continues && !self.begins_dated(&line.text) => {
                self.continue_event(&line.text);
                self.telling = true;
            }
            LineKind::Text => self.item(0, line, false),
            LineKind::Row => self.row(line),
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.items.clear();
        match self.dates.whole(text, &self.scope.with_no_day()) {
            Some(when) => {
                self.sections.retain(|(other, _)| *other < level);
                self.scope = match when.granularity() {
                    _ if !when.is_single() => Scope::default(),
                    Granularity::Year => Scope { year: Some(year_of(&when)), ..Scope::default() },
                    Granularity::Month => {
                        Scope { year: Some(year_of(&when)), month: Some(text.trim().to_owned()), day: None }
                    }
                    granularity if granularity.is_day_or_finer() => {
                        Scope { year: Some(year_of(&when)), month: self.scope.month.take(), day: Some(when) }
                    }
                    // A decade or a century says no year.
                    _ => Scope::default(),
                };
            }
            None => {
                self.sections.retain(|(other, _)| *other < level);
                self.scope.day = None;
                // The first heading is the title again.
                if level > 1 {
                    self.sections.push((level, text.trim().to_owned()));
                } else if let Some(year) = self.dates.year_in(text) {
                    self.scope = Scope { year: Some(year), ..Scope::default() };
                }
            }
        }
    }

    fn begins_dated(&self, text: &str) -> bool {
        self.dates.head(text, &self.scope).is_some()
    }

    /// An item of a list, or a line of a text that may begin with its date.
    fn item(&mut self, depth: usize, line: &Line, listed: bool) {
        while self.items.last().is_some_and(|(above, _)| *above >= depth) {
            self.items.pop();
        }
        match self.dates.head(&line.text, &self.scope) {
            Some(Head { when, rest: "" }) => self.items.push((depth, when)),
            Some(Head { when, rest }) => {
                self.items.push((depth, when));
                self.tell(when, rest, line.line);
            }
            None if listed => match self.items.last().map(|(_, when)| *when).or(self.scope.day) {
                Some(when) => self.tell(when, &line.text, line.line),
                None => self.left.push((line.line, line.text.clone())),
            },
            // Prose between the lists; below a heading that is a day it tells of that day.
            None => {
                if let Some(day) = self.scope.day {
                    self.tell(day, &line.text, line.line);
                }
            }
        }
    }

    /// A row of a table: its date in the first cell, or parted into the first two.
    fn row(&mut self, line: &Line) {
        let [first, rest @ ..] = line.cells.as_slice() else { return };
        let joined = |cells: &[String]| {
            cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" – ")
        };
        let scope = self.scope.with_no_day();
        let Some(when) = self.dates.whole(first, &scope) else {
            // The cell of the year may stand for several rows.
            let above = self.items.last().map(|(_, when)| *when).filter(|_| line.cells.len() > 1);
            let inherited = above.and_then(|above| {
                let scope = Scope { year: Some(year_of(&above)), ..Scope::default() };
                self.dates.whole(first, &scope)
            });
            match inherited {
                Some(when) => self.tell(when, &joined(rest), line.line),
                None if !line.head => self.left.push((line.line, joined(&line.cells))),
                None => {}
            }
            return;
        };
        self.items = vec![(0, when)];
        let year = when.granularity() == Granularity::Year && when.is_single();
        let finer = rest
            .first()
            .filter(|_| year && rest.len() > 1)
            .and_then(|second| self.dates.whole(second, &Scope { year: Some(year_of(&when)), ..Scope::default() }));
        match finer {
            Some(finer) => self.tell(finer, &joined(&rest[1..]), line.line),
            None => self.tell(when, &joined(rest), line.line),
        }
    }

    fn tell(&mut self, when: When, told: &str, line: u32) {
        let told = told.trim();
        if !told.chars().any(char::is_alphabetic) {
            return;
        }
        let (title, text) = list_file::headline(&capitalised(told), self.sentences);
        let tags = super::metadata::distinct(self.sections.iter().map(|(_, section)| section.clone()).collect());
        self.events.push(Told { date: when.edtf(), title, text, tags, people: Vec::new(), line });
        self.telling = true;
    }

    fn continue_event(&mut self, more: &str) {
        let Some(event) = self.events.last_mut() else { return };
        let whole = if event.text.is_empty() { &event.title } else { &event.text };
        let (title, text) = list_file::headline(&format!("{whole} {}", more.trim()), self.sentences);
        (event.title, event.text) = (title, text);
    }
}

impl Scope {
    fn with_no_day(&self) -> Scope {
        Scope { day: None, ..self.clone() }
    }
}

fn year_of(when: &When) -> i32 {
    chrono::Datelike::year(&when.from())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
