//! What the events can be chosen by: their tags, the people and places that they name, their publishers.

use super::Context;

/// One way to choose, with its values.
pub(super) struct Facet<'a> {
    /// The name in the address: `tag`, `about`, `source`.
    pub(super) key: &'static str,
    pub(super) name: &'a str,
    pub(super) values: Vec<Value<'a>>,
}

pub(super) struct Value<'a> {
    pub(super) name: &'a str,
    pub(super) count: String,
}

/// So many values are offered, those with the most events; every other can be searched for.
const OFFERED: usize = 40;

/// The facets that have a choice.
pub(super) fn facets<'a>(context: &Context<'a>) -> Vec<Facet<'a>> {
    let (timeline, language) = (context.timeline, context.language);
    let tags = Facet { key: "tag", name: &language.page.tags, values: offered(context, timeline.tags()) };
    let mut people = timeline.people();
    people.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    people.truncate(OFFERED);
    let people = Facet { key: "about", name: &language.page.controls.people, values: values(context, people) };
    let sources = Some(timeline.publishers()).filter(|sources| sources.len() > 1).unwrap_or_default();
    let sources = Facet { key: "source", name: &language.page.controls.sources, values: offered(context, sources) };
    [tags, people, sources].into_iter().filter(|facet| !facet.values.is_empty()).collect()
}

fn offered<'a>(context: &Context<'a>, mut counts: Vec<(&'a str, usize)>) -> Vec<Value<'a>> {
    if counts.len() > OFFERED {
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.truncate(OFFERED);
    }
    counts.sort_by_cached_key(|(name, _)| name.to_lowercase());
    values(context, counts)
}

fn values<'a>(context: &Context<'a>, counts: Vec<(&'a str, usize)>) -> Vec<Value<'a>> {
    counts.into_iter().map(|(name, count)| Value { name, count: context.language.number(count) }).collect()
}
