//! An event in a file of its own: a Markdown file whose front matter says what happened and when,
//! and whose text tells more of it.

use super::row::{Complaint, Row, locate_in_lines};
use super::{Diagnose, ListedEvent, date, fields};
use crate::article::{FrontMatter, Value};
use crate::config::DateOrder;
use crate::diagnostic::Diagnostic;
use crate::text::FileText;

/// True if a file tells one event rather than being an article.
///
/// `kind: event` says so, and `kind: article` that it is none. Without `kind` an event is known by
/// what no article says of itself: its `importance`, its `actors`, or a date that is no day of
/// publication (`1871`, `2019~`, `2004-06/2006-08`) beside a list of `sources`.
pub(in crate::article) fn is_event(front: &FrontMatter) -> bool {
    let said = front.get(&["kind", "type"]).and_then(Value::text).map(|kind| kind.to_ascii_lowercase());
    match said.as_deref() {
        Some("event" | "manual") => return true,
        Some("article" | "post" | "page") => return false,
        _ => {}
    }
    let no_day = || {
        let written = front.get(&["date"]).and_then(Value::text);
        written.and_then(|written| date::edtf(&written).ok()).is_some_and(|when| when.days() != 1)
    };
    front.get(&["importance", "actors"]).is_some()
        || matches!(front.get(&["sources"]), Some(Value::List(_))) && no_day()
}

/// The event of a file; none, and said why, if it has no date or nothing to tell.
///
/// `title` and `body` tell it where its front matter does not; `day` dates it where that gives no date.
pub(in crate::article) fn read(
    front: &FrontMatter,
    path: &str,
    text: &str,
    (title, body, day): (String, String, Option<String>),
    order: Option<DateOrder>,
    out: &mut Vec<Diagnostic>,
) -> Option<ListedEvent> {
    let lines = FileText::new(text.to_owned());
    let diagnose = Diagnose { path, lines: &lines };
    let row = Row::new(front.block.start, &text[front.block.clone()]);
    // A file says other things of itself too: its author, its layout.
    let mut told: Vec<(String, Value)> = front.fields().filter(|(key, _)| fields::is_known(key)).cloned().collect();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty() && front.get(&[key]).is_none()) {
            told.push((key.to_owned(), Value::Text(value)));
        }
    };
    add("title", Some(title));
    add("text", Some(body));
    add("date", day);
    let mut complaints: Vec<Complaint> = Vec::new();
    let event = fields::event(&row, told, locate_in_lines, order, &mut complaints);
    out.extend(complaints.into_iter().map(|complaint| diagnose.say(complaint)));
    event.map(|event| ListedEvent { place: diagnose.place(front.block.start), ..event })
}
