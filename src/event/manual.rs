//! Hand-made events: each stands as its list tells it, joined with no other.

use super::{Event, Kind, Status, identity, weight};
use crate::article::ListedEvent;
use chrono::NaiveDate;
use rustc_hash::FxHashSet;

/// Adds hand-made events, and keeps the chronological order. What begins after `today` is planned,
/// unless its list says otherwise.
pub fn add_listed(listed: Vec<ListedEvent>, today: NaiveDate, events: &mut Vec<Event>) {
    if listed.is_empty() {
        return;
    }
    let mut taken: FxHashSet<String> =
        events.iter().flat_map(|event| std::iter::once(&event.id).chain(&event.aliases)).cloned().collect();
    events.reserve(listed.len());
    for event in listed {
        let id = id(&event, &taken);
        taken.insert(id.clone());
        let planned = event.planned.unwrap_or_else(|| event.when.from() > today);
        events.push(Event {
            id,
            aliases: Vec::new(),
            kind: Kind::Manual,
            status: if planned { Status::Planned } else { Status::Happened },
            when: event.when,
            conflict: false,
            headline: event.title.clone(),
            tags: event.tags.clone(),
            people: event.people.clone(),
            weight: event.importance.unwrap_or_else(|| weight::of_listed(event.links.len(), event.when.granularity())),
            reports: Vec::new(),
            listed: Some(Box::new(event)),
        });
    }
    events.sort_unstable_by(|a, b| a.when.chronological(&b.when).then_with(|| a.id.cmp(&b.id)));
}

/// The id of a hand-made event: of the key that its list gives it, else of its title; where two
/// have one title, the later one's is also made of its date and its text.
fn id(event: &ListedEvent, taken: &FxHashSet<String>) -> String {
    let file = event.place.file.as_str();
    let first = match &event.key {
        Some(key) => identity::of_listed(file, &[key]),
        None => identity::of_listed(file, &[&event.title]),
    };
    if !taken.contains(&first) {
        return first;
    }
    let second = identity::of_listed(file, &[&event.title, &event.when.edtf(), &event.text]);
    if !taken.contains(&second) {
        return second;
    }
    (2..).map(|number| format!("{second}-{number}")).find(|id| !taken.contains(id)).unwrap_or(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::when::When;

    fn listed(title: &str, date: &str) -> ListedEvent {
        ListedEvent {
            place: Place::file("past.csv"),
            key: None,
            title: title.into(),
            text: String::new(),
            when: When::from_edtf(date).expect("a date"),
            tags: Vec::new(),
            people: Vec::new(),
            links: Vec::new(),
            importance: None,
            planned: None,
        }
    }

    fn added(list: Vec<ListedEvent>) -> Vec<Event> {
        let mut events = Vec::new();
        add_listed(list, "2024-05-10".parse().expect("a date"), &mut events);
        events
    }

    #[test]
    fn none_is_lost_however_alike_they_are() {
        let events =
            added(vec![listed("Quay opens", "2020"), listed("Quay opens", "2020"), listed("Quay opens", "2021")]);
        let ids: FxHashSet<&str> = events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!((events.len(), ids.len()), (3, 3));
    }

    #[test]
    fn a_link_outlives_a_better_date_and_with_a_key_a_better_title() {
        let id = |event: ListedEvent| added(vec![event])[0].id.clone();
        assert_eq!(id(listed("Quay opens", "2020")), id(listed("Quay opens", "2020-03")));
        let keyed = |title| id(ListedEvent { key: Some("quay".into()), ..listed(title, "2020") });
        assert_eq!(keyed("Quay opens"), keyed("The quay is open"));
        assert_ne!(id(listed("Quay opens", "2020")), id(listed("Quay closes", "2020")));
    }

    #[test]
    fn what_lies_ahead_is_planned() {
        let status = |date, planned| added(vec![ListedEvent { planned, ..listed("Quay opens", date) }])[0].status;
        assert_eq!(status("2024-05-10", None), Status::Happened);
        assert_eq!(status("2024-05-11", None), Status::Planned);
        assert_eq!(status("2024", None), Status::Happened);
        assert_eq!(status("2024-05-11", Some(false)), Status::Happened);
    }
}
