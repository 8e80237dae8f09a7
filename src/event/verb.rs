//! Verb groups: "was opened", "will vote", "has not said". No part-of-speech model, only forms,
//! auxiliaries and what stands before.

use super::words::Token;
use crate::language::Classes as C;
use std::ops::Range;

/// What a verb group says of the time and reality of what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "opened", "was opened", "did open"
    Past,
    /// "has opened", "had opened"
    Perfect,
    /// "opens", "is opened"
    Present,
    /// "is opening", "was opening"
    Progressive,
    /// "will open", "is to open", "plans to open", "is expected"
    Future,
    /// "would open"
    Would,
    /// "may open"
    Modal,
}

/// A verb group of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// The words from its first auxiliary to its last part.
    pub(super) span: Range<usize>,
    /// The word that carries the meaning.
    pub(super) head: usize,
    /// Its tense.
    pub(super) tense: Tense,
    /// "was opened"
    pub(super) passive: bool,
    /// "did not open"
    pub(super) negated: bool,
    /// A condition rather than a happening: "was ready", "has three rooms", "is located".
    pub(super) state: bool,
    /// "there was"
    pub(super) existential: bool,
    /// A single form in -ed that may as well be a participle: "the ship (that was) built in 1912".
    pub(super) bare: bool,
    /// A form that may as well be a noun: "votes".
    pub(super) weak: bool,
}

/// The finite verb group that begins at `at`, if one does.
pub(super) fn verb_at(tokens: &[Token], at: usize) -> Option<Verb> {
    let token = &tokens[at];
    if token.mark || token.date.is_some() || token.quoted {
        return None;
    }
    // "denies having promised it"
    if token.classes.any(C::HAVE) && token.classes.any(C::PROGRESSIVE) {
        return None;
    }
    // "left it in her will"
    let noun = at > 0 && {
        let previous = &tokens[at - 1];
        previous.is(C::ARTICLE) || previous.is(C::ANAPHORIC) && previous.is(C::DETERMINER)
    };
    if token.classes.any(C::WILL.or(C::MODAL)) && noun {
        return None;
    }
    // "May", "Will" within a sentence are names.
    if token.classes.any(C::AUXILIARY) && (at == 0 || !token.capital()) && !follows_infinitive(tokens, at) {
        return Some(auxiliary_group(tokens, at));
    }
    simple(tokens, at)
}

fn follows_infinitive(tokens: &[Token], at: usize) -> bool {
    before(tokens, at).is_some_and(|previous| tokens[previous].is(C::INFINITIVE))
}

/// The word before `at`, adverbs skipped; none at the start and after punctuation.
fn before(tokens: &[Token], at: usize) -> Option<usize> {
    let mut index = at.checked_sub(1)?;
    while tokens[index].is(C::ADVERB) && !tokens[index].is(C::PREPOSITION.or(C::COORDINATOR)) {
        index = index.checked_sub(1)?;
    }
    (!tokens[index].mark).then_some(index)
}

/// A form without auxiliary: "opened", "took", "set", "opens".
fn simple(tokens: &[Token], at: usize) -> Option<Verb> {
    let token = &tokens[at];
    let strong = token.classes.any(C::PAST);
    let either = token.classes.any(C::PAST_OR_PRESENT);
    let present = token.classes.any(C::PRESENT.or(C::PLANNING_VERB));
    let base = token.classes.any(C::BASE) && plural_present(tokens, at);
    let says = token.classes.any(C::SAYING.or(C::STATING)) && !token.classes.any(C::PARTICIPLE.or(C::NOT_PROGRESSIVE));
    let small = C::PREPOSITION.or(C::DETERMINER).or(C::PRONOUN).or(C::COORDINATOR).or(C::ADVERB).or(C::SUBORDINATOR);
    let unknown = !token.classes.any(small.or(C::RELATIVE).or(C::PROGRESSIVE).or(C::NEGATION).or(C::BE_OTHER));
    let singular = singular_present(tokens, at);
    let after_pronoun = unknown && before(tokens, at).is_some_and(|previous| tokens[previous].is(C::PLURAL_PRONOUN));
    let after_pronoun = after_pronoun || unknown && after_relative(tokens, at);
    if !(strong || either || present || base || singular || says || after_pronoun)
        || (token.capital() && at > 0 && !headline_case(tokens))
    {
        return None;
    }
    let place = before(tokens, at);
    let previous = place.map(|index| &tokens[index]);
    let next = tokens.get(at + 1);
    if let Some(previous) = previous {
        let pronoun = previous.is(C::PRONOUN.or(C::RELATIVE));
        // "the two published their map": what follows an article is an adjective only before a noun.
        let object = next.is_some_and(|next| next.is(C::DETERMINER.or(C::PERSONAL)) || next.number());
        // "the three declined"
        let counted = place.and_then(|place| place.checked_sub(1)).is_some_and(|before| tokens[before].is(C::ARTICLE));
        // "one of the three injured men died"
        let part = place.and_then(|place| place.checked_sub(2)).is_some_and(|before| tokens[before].is(C::OF));
        let describes = part && token.classes.any(C::PARTICIPLE) && next.is_some_and(noun_like);
        let counted = counted && !describes;
        let determiner = previous.is(C::DETERMINER) && !pronoun && !object && !counted;
        // "of suspected rebels", "by armed men"; but "the ship they came in sank".
        let governed = previous.is(C::PREPOSITION) && (!strong || token.classes.any(C::PARTICIPLE));
        let have_or_be = previous.is(C::HAVE.or(C::BE_OTHER));
        if determiner || governed || have_or_be || previous.is(C::INFINITIVE.or(C::MODAL).or(C::WILL)) {
            return None;
        }
        let attributive = next.is_some_and(|next| noun_like(next));
        if (previous.possessive || previous.number()) && attributive && token.classes.any(C::PARTICIPLE) {
            return None;
        }
        if previous.possessive && (either || present) {
            return None;
        }
    } else if (either || present)
        && at > 0
        && !tokens[at - 1].dash()
        && !tokens[at - 1].mark_of(":;")
        && !tokens[at - 1].quoted
        && !closes_apposition(tokens, at)
    {
        return None;
    }
    if token.classes.any(C::PLANNING_VERB) && is_a_plan(tokens, at) {
        return None;
    }
    let weak = !strong;
    Some(Verb {
        span: at..at + 1,
        head: at,
        tense: if token.classes.any(C::INTENDING) && next.is_some_and(|next| next.is(C::INFINITIVE)) {
            // "planned to open it in June": whether it came to that nobody says.
            Tense::Future
        } else if strong || either {
            Tense::Past
        } else if token.classes.any(C::PLANNING_VERB) {
            Tense::Future
        } else {
            Tense::Present
        },
        passive: false,
        negated: false,
        state: token.classes.any(C::STATE),
        existential: false,
        bare: strong && token.classes.any(C::PARTICIPLE) && !token.classes.any(C::INTRANSITIVE),
        // "put a stop to it" has an object, so it is no noun.
        weak: weak
            && !(either && next.is_some_and(|next| next.is(C::DETERMINER))
                || after_pronoun && at > 0 && !tokens[at - 1].is(C::OBJECT)
                || says
                || token.classes.any(C::PLANNING_VERB)),
    })
}

/// "agreed to a League plan on Friday": a noun, since one thing before it would plan with an ending, and what
/// is planned would follow.
fn is_a_plan(tokens: &[Token], at: usize) -> bool {
    const LONGEST: usize = 5;
    let follows = tokens.get(at + 1).is_some_and(|next| next.is(C::INFINITIVE.or(C::DETERMINER)) || next.number());
    let one = !tokens[at].is(C::PLURAL);
    let agrees = |previous: &Token| previous.is(C::PLURAL.or(C::PLURAL_PRONOUN).or(C::RELATIVE));
    let subject = before(tokens, at).is_some_and(|previous| agrees(&tokens[previous]));
    let phrase = tokens[at.saturating_sub(LONGEST)..at].iter().rev().take_while(|token| !token.mark);
    let opened = phrase.take_while(|token| !token.is(C::COORDINATOR)).any(|token| token.is(C::ARTICLE));
    opened && (one && !subject || !follows)
}

/// "Tickets go on sale", "Varley Park host the leaders": a plural or a name before, something that
/// can follow a verb behind.
fn plural_present(tokens: &[Token], at: usize) -> bool {
    let subject = before(tokens, at).is_some_and(|previous| {
        let previous = &tokens[previous];
        !previous.possessive
            && !previous.quoted
            && (previous.is(C::PLURAL) && !previous.is(C::PAST) || previous.capital())
    });
    let follows = C::PREPOSITION.or(C::DETERMINER).or(C::PRONOUN).or(C::ADVERB).or(C::PARTICLE).or(C::PLURAL);
    let after = tokens.get(at + 1).is_none_or(|next| {
        next.is(follows) || next.date.is_some() || next.number() || next.capital() || next.mark_of(".")
    });
    subject && after || is_only_verb(tokens, at, after)
}

/// "Talks on a lasting truce resume in Geneva", "Minutes go online": the sentence opens with a plural and has
/// no other verb.
fn is_only_verb(tokens: &[Token], at: usize, after: bool) -> bool {
    const LONGEST: usize = 10;
    if at == 0 || at > LONGEST || tokens[at].capital() {
        return false;
    }
    let subject = &tokens[..at];
    let other = C::PREPOSITION.or(C::COORDINATOR).or(C::PRONOUN.without(C::DETERMINER)).or(C::INFINITIVE);
    let noun = subject.iter().position(|token| token.is(other)).unwrap_or(at);
    let plural = noun.checked_sub(1).is_some_and(|noun| tokens[noun].is(C::PLURAL) && !tokens[noun].possessive);
    let verb = C::AUXILIARY.or(C::PAST).or(C::PAST_OR_PRESENT).or(C::RELATIVE).or(C::PARTICIPLE);
    let plain = |token: &Token| !token.mark && token.date.is_none() && !token.is(verb);
    let small = C::DETERMINER.or(C::COORDINATOR).or(C::PREPOSITION).or(C::INFINITIVE);
    let behind = !tokens[at - 1].is(small) && (after || noun == at);
    let rest = tokens[at + 1..].iter().take_while(|token| !token.mark);
    plural
        && behind
        && subject.iter().all(plain)
        && !rest.clone().any(|token| token.is(C::AUXILIARY.or(C::PAST)))
        && rest.clone().any(|token| token.date.is_some())
}

/// "officials who monitor the frontier": an unknown word between a relative and an object.
fn after_relative(tokens: &[Token], at: usize) -> bool {
    let Some(relative) = at.checked_sub(1).filter(|&relative| tokens[relative].is(C::RELATIVE)) else { return false };
    let who = !tokens[relative].is(C::COMPLEMENTISER.or(C::OF_WHOM));
    // "in which case the bank pays"
    let governed = relative.checked_sub(1).is_some_and(|before| tokens[before].is(C::PREPOSITION));
    let object = |next: &Token| next.is(C::DETERMINER) && !next.is(C::COMPLEMENTISER) || next.number();
    let form = !tokens[at].is(C::PAST.or(C::PARTICIPLE).or(C::PLURAL));
    let plain = form && !tokens[at].capital() && !tokens[at].possessive;
    who && !governed && plain && tokens.get(at + 1).is_some_and(object)
}

/// "Petrak employs 4,100 people": an unknown word that ends as a plural does, after a name or a
/// pronoun and before an object.
fn singular_present(tokens: &[Token], at: usize) -> bool {
    if tokens[at].classes != C::PLURAL || tokens[at].possessive {
        return false;
    }
    let object = |next: &Token| {
        next.number() || next.is(C::DETERMINER.or(C::INFINITIVE)) && !next.is(C::COMPLEMENTISER.or(C::RELATIVE))
    };
    let Some(previous) = before(tokens, at).map(|previous| &tokens[previous]) else {
        let object = tokens.get(at + 1).is_some_and(|next| object(next) || next.capital());
        return object && closes_apposition(tokens, at);
    };
    // "she still operates"
    let pronoun = previous.is(C::PERSONAL.or(C::IMPERSONAL));
    let relative = previous.is(C::RELATIVE) && !previous.is(C::COMPLEMENTISER);
    // "A report published on Friday blames the mill"
    let date = previous.date.is_some() && tokens.get(at + 1).is_some_and(|next| next.is(C::ARTICLE));
    let name = previous.capital() && !previous.possessive && !previous.is(C::DETERMINER.or(C::PREPOSITION));
    pronoun || date || (relative || name) && tokens.get(at + 1).is_some_and(object)
}

/// "Its chairwoman, Mira Sol, retires": a comma before the verb that another one, a name before, opened.
fn closes_apposition(tokens: &[Token], at: usize) -> bool {
    const LONGEST: usize = 20;
    let Some(close) = at.checked_sub(1).filter(|&close| tokens[close].mark_of(",")) else { return false };
    let opens = |open: usize| {
        let next = &tokens[open + 1];
        let more = C::RELATIVE.or(C::ARTICLE).or(C::PARTICIPLE);
        // "Cobble, in beta since May, becomes free"
        let phrase = next.is(C::PREPOSITION) && open <= 4;
        tokens[open].mark_of(",") && (next.capital() || next.is(more) || phrase)
    };
    (close.saturating_sub(LONGEST).max(1)..close.saturating_sub(1)).any(opens)
}

/// A headline in title case writes its verbs with capitals too.
fn headline_case(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .filter(|token| !token.mark && token.date.is_none())
        .take(8)
        .all(|token| token.capital() || token.number() || token.is(C::PREPOSITION.or(C::DETERMINER).or(C::COORDINATOR)))
}

/// A word that can be the noun after an adjective.
fn noun_like(token: &Token) -> bool {
    let small = C::PREPOSITION.or(C::DETERMINER).or(C::PRONOUN).or(C::COORDINATOR).or(C::ADVERB).or(C::SUBORDINATOR);
    !token.mark && token.date.is_none() && !token.capital() && !token.number() && !token.classes.any(small)
}

fn auxiliary_group(tokens: &[Token], at: usize) -> Verb {
    let first = &tokens[at];
    let mut verb = Verb {
        span: at..at + 1,
        head: at,
        tense: Tense::Past,
        passive: false,
        negated: first.classes.any(C::NEGATION),
        state: false,
        existential: at > 0 && tokens[at - 1].is(C::EXISTENTIAL),
        bare: false,
        weak: false,
    };
    let mut be = first.classes.any(C::BE_PRESENT.or(C::BE_PAST).or(C::BE_CONTRACTED));
    let mut have = first.classes.any(C::HAVE);
    verb.tense = match first.classes {
        classes if classes.any(C::WILL) => Tense::Future,
        classes if classes.any(C::WOULD) => Tense::Would,
        classes if classes.any(C::MODAL) => Tense::Modal,
        classes if classes.any(C::HAVE) => Tense::Perfect,
        classes if classes.any(C::BE_PRESENT.or(C::BE_CONTRACTED)) => Tense::Present,
        _ => Tense::Past,
    };
    // "would have been made": it was not.
    if first.classes.any(C::WOULD) && tokens[at + 1..].iter().take(3).any(|next| next.is(C::HAVE)) {
        verb.tense = Tense::Modal;
    }
    let mut open = !(be || have);
    let mut done = false;
    let mut index = at + 1;
    while let Some(token) = tokens.get(index) {
        let classes = token.classes;
        if let Some(close) = after_aside(tokens, index).filter(|_| verb.head == at && !done) {
            // "had, however, asked", "has, on the first of the month, let"
            index = close;
            continue;
        }
        if token.mark || token.quoted {
            // "had “walked round it twice”": the verb is quoted.
            done = have && !be && token.quoted;
            break;
        } else if token.date.is_some() || dated(tokens, index) {
            // "was on Friday sentenced"
            index += 1;
            continue;
        } else if be
            && classes.any(C::ENABLING)
            && tokens.get(index + 1).is_some_and(|next| next.is(C::INFINITIVE))
            && index + 2 < tokens.len()
        {
            // "will be able to see it", "was unable to open": what follows is what happens.
            verb.negated |= classes.any(C::NEGATION);
            if verb.tense == Tense::Present {
                verb.tense = Tense::Modal;
            }
            verb.head = index + 2;
            verb.span.end = index + 3;
            done = true;
            break;
        } else if have
            && !be
            && classes.any(C::INTENDING)
            && tokens.get(index + 1).is_some_and(|next| next.is(C::INFINITIVE))
        {
            // "had planned to move in January"
            verb.tense = Tense::Future;
            verb.head = index;
            verb.span.end = index + 1;
            done = true;
            break;
        } else if classes.any(C::NEGATION) {
            verb.negated = true;
        } else if classes.any(C::BE_OTHER) {
            be = true;
            open = false;
            verb.head = index;
            verb.span.end = index + 1;
        } else if classes.any(C::HAVE) && open {
            have = true;
            open = false;
            verb.head = index;
            verb.span.end = index + 1;
        } else if be && classes.any(C::PLANNING) && plans(tokens, index) {
            verb.tense = Tense::Future;
            verb.head = index;
            verb.span.end = index + 1;
            verb.passive = true;
            done = true;
            // The plan's own verb is the one that tells: "is set to open".
            if tokens.get(index + 1).is_some_and(|token| token.is(C::INFINITIVE)) && index + 2 < tokens.len() {
                verb.head = index + 2;
                verb.span.end = index + 3;
            }
            break;
        } else if have && verb.head == at && classes.any(C::INFINITIVE) && index + 1 < tokens.len() {
            // "had to be abandoned", "had to close": it came to pass; "has to close" is a duty.
            verb.tense = if first.classes.any(C::PAST) { Tense::Past } else { Tense::Modal };
            verb.head = index + 1;
            if tokens[verb.head].is(C::BE_OTHER) && tokens.get(index + 2).is_some_and(|next| next.is(C::PARTICIPLE)) {
                verb.passive = true;
                verb.head = index + 2;
            }
            verb.span.end = verb.head + 1;
            done = true;
            break;
        } else if (be || have) && classes.any(C::PARTICIPLE) {
            verb.passive = be;
            verb.head = index;
            verb.span.end = index + 1;
            done = true;
            break;
        } else if be && classes.any(C::PROGRESSIVE) {
            if verb.tense == Tense::Present || verb.tense == Tense::Past {
                verb.tense = Tense::Progressive;
            }
            verb.head = index;
            verb.span.end = index + 1;
            done = true;
            break;
        } else if be && let Some(word) = performing(tokens, index) {
            // "we are happy to announce" announces.
            verb.tense = Tense::Progressive;
            verb.head = word;
            verb.span.end = word + 1;
            done = true;
            break;
        } else if be && classes.any(C::INFINITIVE) && !verb.existential {
            // "is to open", "were to meet"
            verb.tense = Tense::Future;
            verb.head = (index + 1).min(tokens.len() - 1);
            verb.span.end = verb.head + 1;
            done = true;
            break;
        } else if classes.any(C::ADVERB) && !classes.any(C::PREPOSITION) {
            // skipped, unless nothing follows
        } else if open {
            verb.head = index;
            verb.span.end = index + 1;
            done = true;
            break;
        } else {
            break;
        }
        index += 1;
    }
    let head = tokens[verb.head].classes;
    let copula = be && !done;
    let possession = have && !be && !done;
    let planned = verb.tense == Tense::Future;
    // "as they do", "there are"
    let stands_in = !done && first.classes.any(C::DO);
    verb.state = copula && !(verb.existential && verb.tense != Tense::Present)
        || possession
        || stands_in
        || (done
            && !planned
            && if verb.passive {
                named(tokens, &verb) || tokens[verb.span.clone()].iter().any(|word| word.is(C::LASTING))
            } else {
                head.any(C::STATE)
            });
    verb
}

/// The word that announces: "(are) happy to announce", "(is) my great pleasure to announce".
fn performing(tokens: &[Token], at: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    if tokens[at].classes.any(C::PERFORMING) {
        return Some(at);
    }
    if !tokens[at].is(C::DETERMINER) {
        return None;
    }
    let noun = (at + 1..tokens.len().min(at + 1 + LONGEST)).find(|&at| tokens[at].is(C::PERFORMING))?;
    let plain = !tokens[at + 1..noun].iter().any(|token| token.mark);
    (plain && tokens.get(noun + 1).is_some_and(|next| next.is(C::INFINITIVE))).then_some(noun)
}

/// Where a verb group goes on behind an aside between two commas: with a participle, or after "will" and the like.
fn after_aside(tokens: &[Token], comma: usize) -> Option<usize> {
    const LONGEST: usize = 9;
    let close = (comma + 2..tokens.len().min(comma + LONGEST)).find(|&at| tokens[at].mark_of(","))?;
    let inside = &tokens[comma + 1..close];
    let aside = inside[0].is(C::ADVERB.or(C::PREPOSITION).or(C::DATE_ADVERB)) || inside[0].date.is_some();
    let verbal = C::AUXILIARY.or(C::RELATIVE).or(C::PAST).or(C::PRONOUN.without(C::DETERMINER));
    let plain = aside && !inside.iter().any(|token| token.mark || token.is(verbal) && token.date.is_none());
    let next = tokens.get(close + 1).filter(|next| !next.mark && !next.capital())?;
    (tokens[comma].mark_of(",") && plain && next.is(C::PARTICIPLE)).then_some(close + 1)
}

/// "was called Low", but "was called off", "was called in late on Saturday".
fn named(tokens: &[Token], verb: &Verb) -> bool {
    let next = tokens.get(verb.span.end);
    let after = tokens.get(verb.span.end + 1);
    let phrasal = next.is_some_and(|next| {
        // "was known on Monday as the Gate" is no "known on".
        next.is(C::PARTICLE) && after.is_none_or(|after| after.date.is_none() || !next.is(C::DATING))
            || next.is(C::DATING) && after.is_none_or(|after| after.mark || after.is(C::DATE_ADVERB.or(C::DATING)))
    });
    tokens[verb.head].is(C::STATE_PARTICIPLE) && !phrasal
}

/// True for the preposition in "was on Friday sentenced".
fn dated(tokens: &[Token], at: usize) -> bool {
    tokens[at].is(C::DATING) && tokens.get(at + 1).is_some_and(|next| next.date.is_some())
}

/// "is due to open", "are scheduled for Friday", "is expected on Friday", not "is set in Rome".
fn plans(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    // "was set up in 2017"
    if tokens[at].is(C::PAST_OR_PRESENT) && next.is(C::PARTICLE) {
        return false;
    }
    // "was set in 2021"
    let dated = next.is(C::DATING) && tokens.get(at + 2).is_some_and(|date| date.date.is_some());
    if tokens[at].is(C::PAST_OR_PRESENT) && dated && at > 0 && tokens[at - 1].is(C::BE_PAST) {
        return false;
    }
    if next.date.is_some() || next.mark || next.is(C::INFINITIVE.or(C::OPENING)) || next.is(C::SUBORDINATOR) {
        return true;
    }
    let near = tokens[at + 1..].iter().take(4).take_while(|token| !token.mark).any(|token| token.date.is_some());
    // "is due there on Sunday"
    let place = !next.is(C::DETERMINER.or(C::PARTICIPLE)) && tokens.get(at + 2).is_some_and(|next| next.is(C::DATING));
    (next.is(C::PREPOSITION) || place) && near
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;
    use crate::language::Language;

    fn verbs(plain: &str) -> Vec<(String, Tense, bool, bool)> {
        let words = &Language::english().events;
        let tokens = tokens(plain, 0..plain.len(), &[], &[], words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if let Some(verb) = verb_at(&tokens, at) {
                let text = &plain[tokens[verb.span.start].span.start..tokens[verb.span.end - 1].span.end];
                found.push((text.to_owned(), verb.tense, verb.state, verb.negated));
                at = verb.span.end;
            } else {
                at += 1;
            }
        }
        found
    }

    fn one(plain: &str) -> (String, Tense, bool, bool) {
        let found = verbs(plain);
        assert_eq!(found.len(), 1, "{plain}: {found:?}");
        found.into_iter().next().expect("one verb")
    }

    #[test]
    fn forms_and_auxiliaries_give_the_tense() {
        let cases = [
            ("The pier opened", "opened", Tense::Past, false, false),
            ("The pier was finally opened", "was finally opened", Tense::Past, false, false),
            ("The pier was ready", "was", Tense::Past, true, false),
            ("There was a fire", "was", Tense::Past, false, false),
            ("The pier is located here", "is located", Tense::Present, true, false),
            ("The pier will open", "will open", Tense::Future, false, false),
            ("The pier is set to open", "is set to open", Tense::Future, false, false),
            ("The pier may open", "may open", Tense::Modal, false, false),
            ("The pier had been sold", "had been sold", Tense::Perfect, false, false),
            ("The town has three piers", "has", Tense::Perfect, true, false),
            ("The pier did not open", "did not open", Tense::Past, false, true),
            ("The council set a date", "set", Tense::Past, false, false),
            ("We are happy to announce it", "are happy", Tense::Progressive, false, false),
        ];
        for (plain, text, tense, state, negated) in cases {
            assert_eq!(one(plain), (text.into(), tense, state, negated), "{plain}");
        }
    }

    #[test]
    fn participles_before_a_noun_are_no_verbs() {
        assert!(verbs("the proposed law of armed men").is_empty());
        assert!(verbs("the newly elected president").is_empty());
        assert!(verbs("two injured workers").is_empty());
        assert!(verbs("to set a date").is_empty());
    }
}
