//! `events:` in an article's front matter: corrections of what its sentences tell, and events of
//! its own.

use super::fields;
use super::row::{Complaint, Row, locate_in_lines};
use super::{Diagnose, ListedEvent, toml_list, yaml};
use crate::article::{FrontMatter, Value};
use crate::config::DateOrder;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::FileText;
use crate::timex::Timex;
use crate::when::When;

/// What an editor says of the events of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editing {
    /// What is changed in those that sentences tell, in the order of the front matter.
    pub corrections: Vec<Correction>,
    /// What no sentence tells.
    pub added: Vec<ListedEvent>,
    /// The dates that the text itself gives to words, in order.
    pub dates: Vec<(std::ops::Range<usize>, When)>,
}

/// What an editor changes in the event of a sentence; what is not said stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Where its `match` stands.
    pub place: Place,
    /// The line that stands there.
    pub excerpt: String,
    /// Words of the sentence, as they stand there.
    pub words: String,
    /// The date.
    pub when: Option<When>,
    /// The headline.
    pub title: Option<String>,
    /// The tags.
    pub tags: Option<Vec<String>>,
    /// Whether it is only planned.
    pub planned: Option<bool>,
    /// Leaves it out.
    pub hide: bool,
}

impl Editing {
    /// Puts the dates that the text gives to its own words in the place of those that were read there.
    pub fn give_dates(&self, timexes: &mut Vec<Timex>) {
        if self.dates.is_empty() {
            return;
        }
        let given = |span: &std::ops::Range<usize>| {
            let next = self.dates.partition_point(|(own, _)| own.end <= span.start);
            self.dates.get(next).is_some_and(|(own, _)| own.start < span.end)
        };
        timexes.retain(|timex| !given(&timex.span));
        timexes.extend(self.dates.iter().map(|(span, when)| Timex::given(span.clone(), *when)));
        timexes.sort_by_key(|timex| timex.span.start);
    }

    /// Adds what the front matter of a file says in `events:`.
    pub(in crate::article) fn read(
        &mut self,
        front: &FrontMatter,
        path: &str,
        text: &str,
        order: Option<DateOrder>,
        out: &mut Vec<Diagnostic>,
    ) {
        let Some(value) = front.get(&["events"]) else { return };
        let items = match value {
            Value::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let lines = FileText::new(text.to_owned());
        let diagnose = Diagnose { path, lines: &lines };
        let rows = rows(front, text, items.len());
        for (item, row) in items.iter().zip(&rows) {
            let mut complaints = Vec::new();
            match item {
                Value::Map(fields) if fields.iter().any(|(key, _)| key == "match") => {
                    let fields = fields.clone();
                    let place = diagnose.place(locate_in_lines(row, "match"));
                    let excerpt = lines.line(place.line).to_owned();
                    if let Some(read) = fields::correction(row, fields, locate_in_lines, order, &mut complaints) {
                        self.corrections.push(Correction { place, excerpt, ..read });
                    }
                }
                Value::Map(fields) => {
                    let event = fields::event(row, fields.clone(), locate_in_lines, order, &mut complaints);
                    let place = diagnose.place(row.offset);
                    self.added.extend(event.map(|event| ListedEvent { place, ..event }));
                }
                _ => complaints.push(Complaint::broken(
                    row.offset,
                    "an item of `events` has no keys".into(),
                    "write `- match: \"words of the sentence\"` and under it `date: 2023-03-29`",
                )),
            }
            out.extend(complaints.into_iter().map(|complaint| diagnose.say(complaint)));
        }
    }
}

/// The items of `events` as they are written; where they cannot be told apart, all stand at the key.
fn rows<'a>(front: &FrontMatter, text: &'a str, count: usize) -> Vec<Row<'a>> {
    let block = &text[front.block.clone()];
    let at = front.block.start;
    let mut rows = yaml::items(block);
    if rows.len() != count {
        rows = toml_list::items(block);
    }
    if rows.len() == count {
        return rows.into_iter().map(|row| Row::new(row.offset + at, row.raw)).collect();
    }
    let key = front.offset_of(text, "events");
    (0..count).map(|_| Row::new(key, "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Editing, Vec<String>) {
        let front = FrontMatter::split(text).expect("front matter");
        let (mut editing, mut out) = (Editing::default(), Vec::new());
        editing.read(&front, "a.md", text, None, &mut out);
        let said = out.into_iter().map(|diagnostic| {
            let place = diagnostic.place.expect("a place");
            format!("{}:{} {:?} {}", place.line, place.column, diagnostic.severity, diagnostic.message)
        });
        (editing, said.collect())
    }

    #[test]
    fn corrections_and_events_are_told_apart_in_every_form() {
        for text in [
            "---\ntitle: T\nevents:\n  - match: the quay\n    date: 2023-03\n    tags: [a, b]\n  - date: 1999\n    title: The mill burns\n---\n",
            "+++\ntitle = 'T'\n[[events]]\nmatch = 'the quay'\ndate = '2023-03'\ntags = ['a', 'b']\n[[events]]\ndate = 1999\ntitle = 'The mill burns'\n+++\n",
            "{\"events\": [{\"match\": \"the quay\", \"date\": \"2023-03\", \"tags\": \"a, b\"}, {\"date\": 1999, \"title\": \"The mill burns\"}]}\n",
        ] {
            let (editing, said) = read(text);
            assert!(said.is_empty(), "{text}: {said:?}");
            let [correction] = editing.corrections.as_slice() else { panic!("{text}: {editing:?}") };
            assert_eq!((correction.words.as_str(), correction.hide, &correction.title), ("the quay", false, &None));
            assert_eq!(correction.when.map(|when| when.edtf()).as_deref(), Some("2023-03"));
            assert_eq!(correction.tags.as_deref(), Some(["a".to_owned(), "b".to_owned()].as_slice()));
            let [added] = editing.added.as_slice() else { panic!("{text}: {editing:?}") };
            assert_eq!((added.title.as_str(), added.when.edtf().as_str()), ("The mill burns", "1999"));
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let (editing, said) = read(
            "---\nevents:\n  - match: the quay\n    date: 2023-02-30\n  - title: No date\n  - match: the inn\n    titel: Inn\n  - word\n---\n",
        );
        assert_eq!(editing.corrections.len(), 1);
        assert!(editing.added.is_empty());
        let places: Vec<&str> = said.iter().map(|line| line.split(' ').next().expect("a place")).collect();
        assert_eq!(places, ["4:11", "5:1", "7:12", "8:1"], "{said:?}");
        assert!(said[2].contains("Warning `titel`"), "{said:?}");
    }
}
