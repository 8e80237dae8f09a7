//! A person's whole name where a headline has only the last one: of "Low resigned" in an article that
//! introduced her as Ada Low, "Ada Low resigned".

use super::super::words::Token;
use super::MOST_WORDS;
use super::draft::Draft;
use super::earlier::Earlier;
use crate::language::Classes as C;
use std::ops::Range;

impl Earlier<'_> {
    /// The first and the last name of whom the article calls by the last one; none where it is not told, or where
    /// two share it.
    pub(in super::super) fn whole_name(&self, last: &str) -> Option<String> {
        if let Some(whole) = self.known.whole.borrow().get(last) {
            return whole.clone();
        }
        let whole = self.introduced_as(last).map(|range| self.text.plain[range].to_owned());
        self.known.whole.borrow_mut().insert(last.to_owned(), whole.clone());
        whole
    }

    fn introduced_as(&self, last: &str) -> Option<Range<usize>> {
        let plain = self.beginning();
        let (mut found, mut times): (Option<Range<usize>>, usize) = (None, 0);
        let (mut alone_before, mut titled) = (false, false);
        for at in memchr::memmem::find_iter(plain.as_bytes(), last.as_bytes()) {
            let before = plain[..at].trim_end_matches([' ', '.']).rsplit(' ').next().unwrap_or_default();
            titled |= self.words.listed(&before.to_lowercase()).is_some_and(|classes| classes.any(C::HONORIFIC));
            let Some(given) = self.given_name(at, last) else {
                alone_before |= found.is_none();
                continue;
            };
            let whole = given.start..at + last.len();
            if found.as_ref().is_some_and(|other| plain[other.clone()] != plain[whole.clone()]) {
                return None;
            }
            found = found.or(Some(whole));
            times += 1;
        }
        // "As recently as November Alder had said no": what is named alone before is no Ms Alder.
        let way =
            found.as_ref().map_or("", |whole| plain[..whole.start].trim_end().rsplit(' ').next().unwrap_or_default());
        let behind = self.words.listed(&way.to_lowercase()).is_some_and(|classes| classes.any(C::PREPOSITION));
        found.filter(|_| !(alone_before && behind) || titled || times > 1)
    }

    /// Where the first name before a last name stands.
    fn given_name(&self, at: usize, last: &str) -> Option<Range<usize>> {
        let sentence = self.text.sentences.partition_point(|range| range.end <= at);
        let block = self.text.blocks.partition_point(|block| block.sentences.end <= sentence);
        if sentence >= self.text.sentences.len() || block >= self.text.blocks.len() {
            return None;
        }
        let tokens = (self.tokens)(block, sentence);
        let place = tokens.binary_search_by_key(&at, |token| token.span.start).ok()?;
        let name = &tokens[place];
        let rest = name.text.strip_prefix(last)?;
        let whole = rest.is_empty() || self.words.possessive_at_start(rest) == rest.len();
        let given = place.checked_sub(1).map(|before| &tokens[before])?;
        // "Ada Low Street", "the Low Museum", "Mary Ada Low"
        let capital = |token: &Token| token.capital() && !token.mark && token.date.is_none() && !token.possessive;
        let goes_on = !name.possessive && tokens.get(place + 1).is_some_and(capital);
        let before = place.checked_sub(2).map(|before| &tokens[before]);
        let longer = before.is_some_and(|before| {
            before.is(C::ARTICLE)
                || capital(before) && place > 2 && self.words.listed(&before.text.to_lowercase()).is_none()
        });
        let lower = given.text.to_lowercase();
        let word = self.words.listed(&lower).is_some() || self.words.connective(std::iter::once(lower.as_str())) > 0;
        // "Sadly Low died"
        let opening = place == 1 && given.classes.any(C::ADVERB.or(C::PROGRESSIVE));
        let name_like = capital(given) && given.text.chars().nth(1).is_some_and(char::is_lowercase);
        let beside = given.span.end + 1 == at;
        let fits = whole && beside && name_like && !(given.quoted || word || opening || longer || goes_on);
        fits.then(|| given.span.clone())
    }
}

impl Draft<'_> {
    /// Whom the headline begins with by the last name gets the first one, where there is room for it.
    pub(super) fn write_whole_name(&mut self) {
        if self.count() > MOST_WORDS {
            return;
        }
        if let Some(lead) = &self.lead {
            if let Some(whole) = self.whole_of(lead).filter(|_| self.count() < MOST_WORDS) {
                self.lead = Some(whole);
            }
            return;
        }
        let tokens = self.tokens();
        let Some(first) = self.first() else { return };
        let after = match tokens.get(first + 1) {
            Some(mark) if mark.mark_of(".") => first + 2,
            _ => first + 1,
        };
        let titled = tokens[first].is(C::HONORIFIC);
        let name = if titled { after } else { first };
        let Some(token) = tokens.get(name).filter(|token| !token.mark && !token.quoted && self.kept[name]) else {
            return;
        };
        let verb = self.telling.clauses.list[self.clause].verb.as_ref();
        let alone = token.possessive || verb.is_some_and(|verb| (name + 1..verb.span.start).all(|at| !self.kept[at]));
        // "the Low", "Ada (Low)": no last name alone.
        let before = first.checked_sub(1).map(|before| &tokens[before]);
        let part = before.is_some_and(|before| {
            before.is(C::ARTICLE) || before.capital() && !before.mark && before.date.is_none() && first > 1
        });
        if !alone || part || verb.is_none_or(|verb| name >= verb.span.start) || !(titled || self.count() < MOST_WORDS) {
            return;
        }
        if let Some(whole) = self.whole_of(token.text) {
            self.drop(first..name + 1);
            self.lead = Some(whole);
        }
    }

    /// "Low", "Low's", "Mr Low": the whole name.
    fn whole_of(&self, name: &str) -> Option<String> {
        let words = self.telling.words;
        let (title, name) = name.rsplit_once(' ').unwrap_or(("", name));
        let titled = title.is_empty() || words.classes(&title.trim_end_matches('.').to_lowercase()).any(C::HONORIFIC);
        let ending = name.char_indices().map(|(at, _)| at).find(|&at| {
            let ending = words.possessive_at_start(&name[at..]);
            at > 0 && ending > 0 && at + ending == name.len()
        });
        let (last, ending) = name.split_at(ending.unwrap_or(name.len()));
        let lower = last.to_lowercase();
        let proper = last.starts_with(char::is_uppercase) && last.chars().nth(1).is_some_and(char::is_lowercase);
        let proper = proper && words.listed(&lower).is_none();
        if !titled || !proper {
            return None;
        }
        (self.telling.whole)(last).map(|whole| whole + ending)
    }
}
