//! The words that are kept become one line.

use super::MOST_WORDS;
use super::draft::Draft;
use crate::language::{Classes as C, EventWords};

impl Draft<'_> {
    pub(super) fn write(&self) -> String {
        // Room for most headlines, so that it need not grow.
        let mut text = String::with_capacity(128);
        text.push_str(self.lead.as_deref().unwrap_or_default());
        let mut words = text.split_whitespace().count();
        let mut cut = false;
        let mut previous: Option<usize> = None;
        for at in (0..self.kept.len()).filter(|&at| self.kept[at]) {
            let token = &self.tokens()[at];
            // A dash whose other side has gone.
            if token.dash() && previous.is_some_and(|last| last + 1 != at) {
                continue;
            }
            let length = self.word_count(at);
            if words + length > MOST_WORDS {
                cut = true;
                break;
            }
            words += length;
            let touches = previous.is_some_and(|last| {
                let gap = &self.telling.plain[self.tokens()[last].span.end..token.span.start];
                if last + 1 == at { gap.is_empty() } else { token.mark_of(",;:.!?)]”»’") }
            });
            if !text.is_empty() && !touches {
                text.push(' ');
            }
            // "is paged and (, seeing nothing,) opens a ticket"
            let joined = previous.is_some_and(|last| last + 1 == at && self.tokens()[last].is(C::COORDINATOR));
            if joined && token.mark_of(",") {
                continue;
            }
            // A comma before a comma, or one whose word has gone.
            if token.mark_of(",;:.") && (text.is_empty() || text.ends_with([',', ';', ':'])) {
                continue;
            }
            // "Born in Oslo in 1950, Ada Low …": "Ada Low born in Oslo"
            match token.text.chars().next().filter(|_| at == 0 && self.lead.is_some() && token.is(C::PARTICIPLE)) {
                Some(first) => {
                    text.extend(first.to_lowercase());
                    text.push_str(&token.text[first.len_utf8()..]);
                }
                None => text.push_str(token.text),
            }
            previous = Some(at);
            if let Some(object) = self.object.as_deref().filter(|_| self.object_follows(at)) {
                words += object.split_whitespace().count();
                text.push(' ');
                text.push_str(object);
            }
        }
        if cut {
            while self.ends_with_small_word(&text) {
                let end = text.rfind(' ').unwrap_or(0);
                text.truncate(end);
            }
        }
        // "with intros and": what followed was a date.
        while let Some((head, last)) = text.trim_end_matches([',', '.', ' ']).rsplit_once(' ')
            && self
                .telling
                .words
                .classes(&last.to_lowercase())
                .any(C::COORDINATOR.or(C::ARTICLE).or(C::COMPLEMENTISER).or(C::UNFINISHED))
        {
            text.truncate(head.len());
        }
        // "The vote itself is (on 28 January)".
        while let Some((head, last)) = text.trim_end_matches(['.', ',', ' ']).rsplit_once(' ')
            && self.telling.words.classes(last).any(C::BE_PRESENT.or(C::BE_PAST).or(C::BE_OTHER).or(C::WILL))
        {
            text.truncate(head.len());
        }
        finish(text, cut, self.telling.words)
    }

    /// Whether what stands behind the verb goes after this word: "gave up (the route)".
    fn object_follows(&self, at: usize) -> bool {
        let Some(verb) = &self.telling.clauses.list[self.clause].verb else { return false };
        let next = self.tokens().get(verb.span.end);
        let particle = next.is_some_and(|next| next.is(C::PARTICLE)) && self.kept[verb.span.end];
        at + 1 == verb.span.end + usize::from(particle)
    }

    /// Nothing is cut after "of the".
    fn ends_with_small_word(&self, text: &str) -> bool {
        let Some((_, last)) = text.rsplit_once(' ') else { return false };
        let small = C::PREPOSITION.or(C::DETERMINER).or(C::COORDINATOR).or(C::AUXILIARY).or(C::COMPLEMENTISER);
        last.ends_with(',') || self.telling.words.classes(&last.to_lowercase()).any(small)
    }
}

/// Balanced quotation marks, no mark at the end, a capital at the head.
fn finish(mut text: String, cut: bool, words: &EventWords) -> String {
    let quotes = text.bytes().any(|byte| words.may_quote(byte));
    for (open, close) in words.quotation_marks().iter().filter(|_| quotes) {
        let (open, close) = (&**open, &**close);
        let opened = text.matches(open).count();
        // The mark that closes „one“ opens “another”.
        if opened == 0 && words.quotation_marks().iter().any(|other| &*other.0 == close && &*other.1 != close) {
            continue;
        }
        let balanced = if open == close { opened % 2 == 0 } else { opened == text.matches(close).count() };
        if !balanced {
            text = text.replace(open, "").replace(close, "");
        }
    }
    if text.matches('[').count() != text.matches(']').count() {
        text.retain(|character| character != '[' && character != ']');
    }
    if text.matches('(').count() != text.matches(')').count() {
        text.retain(|character| character != '(' && character != ')');
    }
    let text = text.trim_end_matches("(...)");
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ".,;:-–—".contains(c));
    let mut characters = trimmed.chars();
    let Some(first) = characters.next() else { return String::new() };
    // A name such as "openSUSE" or "iPhone" keeps its small letter.
    let rest = characters.as_str();
    let own_case = first.is_lowercase()
        && rest.split(char::is_whitespace).next().is_some_and(|rest| {
            rest.chars().any(char::is_uppercase) && !rest.contains('-') || rest.trim_end_matches('.').contains('.')
        });
    let mut headline = String::with_capacity(trimmed.len() + "…".len());
    match own_case {
        true => headline.push(first),
        false => headline.extend(first.to_uppercase()),
    }
    headline.push_str(rest);
    if cut {
        headline.push('…');
    }
    headline
}
