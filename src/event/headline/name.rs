//! What a subject names, and whether a pronoun can mean it.

use super::super::clause::Clauses;
use super::super::words::Token;
use crate::language::{Classes as C, EventWords};
use std::ops::Range;

/// The subject of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Name {
    /// Its words.
    pub(in super::super) text: String,
    /// Whether it can be a person.
    pub(in super::super) person: bool,
    /// Whether it is a person's own name and not "the mayor".
    pub(in super::super) named: bool,
    /// Whether it is several, which "it" never means.
    pub(in super::super) several: bool,
}

/// The pronoun for which a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Pronoun {
    /// "she", "he", with what the pack knows of the word
    Person(C),
    /// "it"
    Thing,
    /// "they"
    Several,
    /// "we", who write
    Team,
}

impl Pronoun {
    /// The pronoun that a word of these classes is.
    pub(super) fn of(classes: C) -> Option<Pronoun> {
        if classes.any(C::PERSONAL) {
            Some(Pronoun::Person(classes))
        } else if classes.any(C::IMPERSONAL) {
            Some(Pronoun::Thing)
        } else if classes.any(C::SEVERAL) {
            Some(Pronoun::Several)
        } else if classes.any(C::WE) {
            Some(Pronoun::Team)
        } else {
            None
        }
    }

    /// The pronoun whose possessive a word of these classes is: of "its" "it".
    pub(super) fn of_possessive(classes: C) -> Option<Pronoun> {
        if classes.any(C::ITS) {
            Some(Pronoun::Thing)
        } else if classes.any(C::THEIR) {
            Some(Pronoun::Several)
        } else if classes.any(C::ANAPHORIC) && classes.any(C::FEMININE.or(C::MASCULINE)) {
            Some(Pronoun::Person(classes))
        } else {
            None
        }
    }

    /// Whether it can mean this one.
    pub(super) fn fits(self, name: &Name) -> bool {
        match self {
            Pronoun::Person(_) => name.person && !name.several,
            Pronoun::Thing => !name.person && !name.several,
            Pronoun::Several => name.several,
            Pronoun::Team => name.named,
        }
    }

    /// "Councilwoman Low" is no "he".
    pub(super) fn contradicts(self, words: &[&Token]) -> bool {
        let Pronoun::Person(classes) = self else { return false };
        let other = if classes.any(C::FEMININE) { C::MASCULINE } else { C::FEMININE };
        words.iter().any(|word| word.is(other))
    }
}

/// The words of the subject of a clause: no connectives, no opening phrase; and the apposition behind them.
pub(super) fn subject_words<'t>(
    tokens: &'t [Token<'t>],
    clauses: &Clauses,
    clause: usize,
    words: &EventWords,
) -> Option<(Vec<&'t Token<'t>>, Vec<&'t Token<'t>>)> {
    clauses.list[clause].verb.as_ref()?;
    let mut subject: Vec<&Token> =
        clauses.subject(clause).filter(|index| clauses.of[*index] == clause).map(|index| &tokens[index]).collect();
    let connective = words.connective(subject.iter().take(5).map(|token| token.text));
    subject.drain(..connective);
    if subject.first().is_some_and(|token| token.is(C::PREPOSITION) || token.date.is_some() || token.mark) {
        const OPENING: usize = 3;
        // "On 2 August the tanker", "For his part, the minister": the subject follows the date or the last
        // comma, unless that opens an apposition.
        let date = subject.iter().take(OPENING).position(|token| token.date.is_some());
        let comma = |token: &&Token| token.mark_of(",");
        let end = match date {
            Some(date) if subject.get(date + 1).is_some_and(|next| !next.mark && !next.is(C::PREPOSITION)) => date,
            _ => subject.iter().position(comma)?,
        };
        subject.drain(..=end);
    }
    let comma = subject.iter().position(|token| token.mark_of(",("));
    let apposition = subject.split_off(comma.unwrap_or(subject.len()));
    while subject.last().is_some_and(|token| token.is(C::ADVERB)) {
        subject.pop();
    }
    Some((subject, apposition))
}

/// The subject of a clause, if a pronoun after it can mean it.
pub(super) fn name_of_subject(
    plain: &str,
    tokens: &[Token],
    clauses: &Clauses,
    clause: usize,
    words: &EventWords,
) -> Option<Name> {
    let (subject, apposition) = subject_words(tokens, clauses, clause, words)?;
    let (first, last) = (*subject.first()?, *subject.last()?);
    // "the leader of the League": "of" ties the two so closely that they stay together.
    let phrase = subject.iter().position(|token| token.is(C::PREPOSITION));
    let head = phrase.map_or(subject.as_slice(), |phrase| &subject[..phrase]);
    let noun = *head.last()?;
    let role = noun.is(C::ROLE) && !noun.capital();
    let tied = phrase.is_none_or(|phrase| subject[phrase].is(C::OF) && head.len() > 1);
    if subject.len() > 6 || !tied || subject.iter().any(|token| token.is(C::PRONOUN) || token.date.is_some()) {
        return None;
    }
    let text = |first: &Token, last: &Token| plain[first.span.start..last.span.end].to_owned();
    // "The then director, Ada Low, …": the name is whom a pronoun means.
    let name = apposition.split(|token| token.mark).find(|name| !name.is_empty()).unwrap_or_default();
    if role && (2..=4).contains(&name.len()) && name.iter().all(|token| token.capital() && token.date.is_none()) {
        return Some(Name { text: text(name[0], name[name.len() - 1]), several: false, person: true, named: true });
    }
    // The first word of a sentence has a capital without being a name.
    let named = subject.iter().skip(usize::from(first.span.start == tokens[0].span.start)).any(|token| token.capital());
    let article = first.is(C::DETERMINER);
    let known = !role || !first.is(C::ANAPHORIC);
    // "PORT CALLIS — The mayor …": a dateline.
    let shouted = |token: &&Token| token.text.len() > 2 && !token.text.contains(char::is_lowercase);
    if subject.len() > 1 && subject.iter().all(shouted) {
        return None;
    }
    let person = named && !article && subject.iter().rev().take(2).all(|token| token.capital());
    let several = noun.is(C::PLURAL) && (!noun.capital() || noun.span.start == tokens[0].span.start);
    ((named || article || several) && known).then(|| Name {
        text: text(first, last),
        several,
        person: person || role,
        named: person,
    })
}

/// Where the persons stand that a sentence names beside its subject: "said Ada Low", "the mayor, Ada Low,",
/// "Ada Low, 58,", "Ada Low, who", "according to Low". Two capitals alone may be a park.
pub(super) fn persons(tokens: &[Token]) -> Vec<Range<usize>> {
    const LONGEST: usize = 4;
    let part = |at: usize| {
        let token = &tokens[at];
        let small = C::DETERMINER.or(C::PRONOUN).or(C::PREPOSITION).or(C::SUBORDINATOR).or(C::COORDINATOR);
        !token.mark && token.date.is_none() && !token.quoted && !token.possessive && token.capital() && !token.is(small)
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        if !part(start) {
            start += 1;
            continue;
        }
        let end = (start..tokens.len()).find(|&at| !part(at)).unwrap_or(tokens.len());
        let name = start..end;
        start = end;
        if name.len() > LONGEST || tokens[name.clone()].iter().any(|part| part.is(C::SOURCE)) {
            continue;
        }
        let before = |back: usize| name.start.checked_sub(back).map(|at| &tokens[at]);
        let after = |ahead: usize| tokens.get(name.end + ahead);
        let role = |token: Option<&Token>| token.is_some_and(|token| token.is(C::ROLE));
        let comma = |token: Option<&Token>| token.is_some_and(|token| token.mark_of(","));
        let who = |token: Option<&Token>| token.is_some_and(|token| token.is(C::PERSONAL_RELATIVE));
        let age = comma(after(0)) && comma(after(2)) && after(1).is_some_and(|age| age.number() && age.text.len() < 4);
        let titled = tokens[name.clone()].iter().any(|part| part.is(C::ROLE.or(C::FEMININE).or(C::MASCULINE)));
        let says = |token: Option<&Token>| token.is_some_and(|token| token.is(C::SAYING));
        let by_source = before(1).is_some_and(|way| way.is(C::INFINITIVE)) && says(before(2));
        // A single name is a person's where somebody is expected.
        let single = name.len() == 1;
        if role(before(1))
            || says(before(1))
            || by_source
            || !single
                && (age
                    || titled
                    || who(after(0))
                    || comma(after(0)) && who(after(1))
                    || comma(before(1)) && role(before(2)))
        {
            found.push(name);
        }
    }
    found
}
