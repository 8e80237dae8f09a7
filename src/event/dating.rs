//! What each date of a sentence belongs to: its clause, a noun, a plan, or nothing that happened.

mod barred;
mod beside;
mod role;
#[cfg(test)]
mod tests;

use super::clause::{ClauseKind, Clauses};
use super::untold::{Silences, Untold};
use super::verb::{Tense, Verb, verb_at};
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use crate::timex::{Policy, Timex, TimexType};
use crate::when::{Granularity, Modifier, When};
pub(super) use barred::postpones;
use barred::{barred, falls_with_date, with_adverbs};
use beside::{
    after_background, after_gerund, after_infinitive, after_participle, bare, compared, dates_what_is_said,
    goes_on_with_dates, is_a_name, names_a_kind, premodifies,
};
use chrono::Datelike;
pub(super) use role::{Dated, Role};
use std::ops::Range;

/// What stands around a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// It opens an item, a heading or a paragraph that begins with a date.
    pub(super) listed: bool,
    /// It is a heading.
    pub(super) heading: bool,
    /// Several paragraphs of the text begin with a date in digits and a capital: "2012 Exports double".
    pub(super) chronology: bool,
}

/// The dates of a sentence that may date a happening; the others only belong to a noun, are
/// deadlines, lengths, starts of conditions, or stand in a quotation.
pub(super) fn dates(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    line: Line,
    words: &EventWords,
) -> (Vec<Dated>, Silences) {
    let (mut found, mut untold) = (Vec::new(), Vec::new());
    let mut last: Option<Untold> = None;
    let mut at = 0;
    while at < tokens.len() {
        let mut next = end_of_date(tokens, timexes, at);
        // "moved from 20 February to 11 September": two dates, not a stretch.
        let moved = next > at + 1
            && tokens[at + 1].is(C::INFINITIVE)
            && clauses.at(at).verb.as_ref().is_some_and(|verb| postpones(tokens, verb));
        if moved {
            next = at + 1;
        } else if let Some(other) = tokens.get(at + 2).filter(|_| next > at + 1).and_then(|token| token.date) {
            untold.push((other, Untold::OtherEnd));
        }
        if let Some(timex) = tokens[at].date {
            // "pictures taken on 28 October and 10 November": the second is what the first is.
            let joined = at >= 2 && tokens[at - 1].is(C::COORDINATOR) && tokens[at - 2].date.is_some();
            let like = last.filter(|_| joined).map_or(Ok(()), Err);
            match like.and_then(|()| dated(tokens, clauses, timexes, at, next, line, words)) {
                Ok(dated) => {
                    last = None;
                    found.push(dated);
                }
                Err(why) => {
                    last = matches!(why, Untold::Passing).then_some(why);
                    untold.push((timex, why));
                }
            }
        }
        at = next;
    }
    (found, untold)
}

/// The word after a date, or after the second end of a range that begins at `at`.
fn end_of_date(tokens: &[Token], timexes: &[Timex], at: usize) -> usize {
    if tokens[at].date.is_none() {
        return at + 1;
    }
    let joined = tokens.get(at + 1).is_some_and(|token| token.dash() || token.is(C::CLOSING))
        && tokens.get(at + 2).is_some_and(|token| token.date.is_some());
    let opened = at > 0 && tokens[at - 1].is(C::OPENING);
    let dashed = tokens.get(at + 1).is_some_and(Token::dash);
    // "on 1 and 2 February" is one stretch.
    let neighbours = || {
        let first = tokens[at].date.and_then(|timex| timexes[timex].when);
        let last = tokens[at + 2].date.and_then(|timex| timexes[timex].when);
        first.zip(last).is_some_and(|(first, last)| {
            // "won in 2012 and 2013": once in each.
            let years = first.granularity() == Granularity::Year;
            first.until() == last.from() && first.clock().is_none() && !years
        })
    };
    // "takes place 17 May through 20 May"; "a claim of May 2012 to 3 June" is no stretch.
    let alike = || {
        let granularity = |at: usize| Some(timexes[tokens[at].date?].when?.granularity());
        granularity(at) == granularity(at + 2)
    };
    let together = match tokens.get(at + 1) {
        _ if opened || dashed => true,
        Some(closing) if joined && closing.is(C::COORDINATOR) => neighbours(),
        _ => joined && alike(),
    };
    if joined && together && range(tokens, timexes, at).is_some() { at + 3 } else { at + 1 }
}

/// The stretch from the date at `at` to the one two words on.
fn range(tokens: &[Token], timexes: &[Timex], at: usize) -> Option<When> {
    let first = timexes[tokens[at].date?].when?;
    let last = timexes[tokens.get(at + 2)?.date?].when?;
    if first.from() <= last.from() { first.through(last) } else { None }
}

fn dated(
    tokens: &[Token],
    clauses: &Clauses,
    timexes: &[Timex],
    at: usize,
    end: usize,
    line: Line,
    words: &EventWords,
) -> Result<Dated, Untold> {
    let Line { listed, chronology, heading } = line;
    let index = tokens[at].date.ok_or(Untold::NoDate)?;
    let timex = &timexes[index];
    // "now" and "these days" say when somebody writes, not when something happened.
    let vague = timex.reason.policy == Policy::Vague;
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) || vague {
        return Err(Untold::NoDate);
    }
    if tokens[at].quoted {
        return Err(Untold::Quotation);
    }
    if carries_on(timex) {
        return Err(Untold::FollowUp);
    }
    if is_a_name(tokens, clauses, at, end, words) {
        return Err(Untold::Noun);
    }
    // "record third-quarter profit"
    let letters = tokens[at].text.starts_with(char::is_alphabetic);
    let joined = || letters && tokens[at].text.contains('-') && !tokens[at].text.contains(' ');
    if tokens.get(end).is_some_and(|next| next.nominal() && !next.capital()) && joined() {
        return Err(Untold::Noun);
    }
    // "a day later than expected", "from 109 million in 2017": what something is compared with.
    // "sold more in June than a year earlier" tells of June.
    let other = || tokens[end + 1..].iter().take(2).any(|token| token.date.is_some());
    if tokens.get(end).is_some_and(|next| next.is(C::COMPARING)) && !other() || compared(tokens, at) {
        return Err(Untold::Bound);
    }
    let when = if end > at + 1 { range(tokens, timexes, at) } else { timex.when }.ok_or(Untold::NoDate)?;
    // "net income for the quarter ended 30 June"
    let dating = |index: usize| tokens[index].is(C::DATING);
    let ends = at.checked_sub(1).map(|before| if dating(before) { before.saturating_sub(1) } else { before });
    let period = ends.filter(|&ends| ends > 0 && tokens[ends].is(C::PERIOD_END)).map(|ends| &tokens[ends - 1]);
    if period.is_some_and(|period| period.date.is_some() || period.is(C::TIMES)) {
        return Err(Untold::Bound);
    }
    // "at about 4.15pm on 21 July": the hour is uncertain, the day is not.
    let hour = when.clock().is_some() && when.modifier() == Some(Modifier::Approx);
    let when = if hour { when.with_modifier(None) } else { when };
    // "about a month ago", "almost two years ago" is no more exact without its first word; "more than a year ago"
    // may be earlier.
    let when = match when.modifier() {
        Some(Modifier::Approx | Modifier::After) if timex.reason.policy == Policy::Counted => when.with_modifier(None),
        Some(Modifier::Before) if timex.reason.policy == Policy::Counted => when.with_modifier(Some(Modifier::Approx)),
        _ => when,
    };
    let open = matches!(
        when.modifier(),
        Some(Modifier::Before | Modifier::After | Modifier::OnOrBefore | Modifier::OnOrAfter)
    );
    // "after 2019" is no date of a happening; "shortly after midnight" still tells its day.
    if open && when.clock().is_none() {
        return Err(Untold::Open);
    }
    let dayless = timex.reason.policy == Policy::Clock;
    let make = |phrase: Range<usize>, role| Ok(Dated { token: at, timex: index, when, phrase, role, dayless });
    let next = tokens.get(end);
    // A chronology may also stand in one paragraph, sentence after sentence.
    let digits = tokens[at].text.contains(|c: char| c.is_ascii_digit()) && when.granularity() <= Granularity::Month;
    if at == 0 && (listed || digits) && next.is_some_and(|next| next.dash() || next.mark_of(":")) {
        return make(at..end + 1, Role::Head);
    }
    // "1911 The mill opens", "2012 Exports overtake home sales": a line of a chronology without a mark.
    let opens = |next: &Token| next.capital() && (next.is(C::DETERMINER) || chronology && !next.is(C::PREPOSITION));
    let whole = digits && words_of_a_date(tokens[at].text);
    if at == 0 && (listed || whole && next.is_some_and(|next| next.is(C::DETERMINER))) && next.is_some_and(opens) {
        return make(at..end, Role::Head);
    }
    // "7.1.2 - 2025-03-12" over what is new in it
    let version = |token: &Token| token.number() && token.text.contains('.');
    let dash = at >= 2 && tokens[at - 1].dash() && when.granularity() == Granularity::Day;
    if heading && dash && tokens[..at - 1].iter().any(version) {
        return make(at - 1..end, Role::Head);
    }
    let clause = clauses.at(at);
    if let Some(reduced) = clause.reduced.iter().find(|reduced| reduced.contains(&at)) {
        if dates_what_is_said(tokens, clause, reduced) {
            return make(reduced.start..end, Role::Clause);
        }
        // "In an order issued on Friday, the court …" tells of Friday, "a man arrested on Friday" need not.
        let opening = tokens[clause.start].is(C::PREPOSITION) && next.is_some_and(|next| next.mark_of(","));
        return if opening { make(at..at, Role::Passing) } else { Err(Untold::Passing) };
    }
    // ", opened in 1998," only says more of a noun; ", killing two on Friday" goes on telling.
    // ", finally passing the budget in May"
    let small = |token: &&Token| token.mark || token.is(C::ADVERB) && !token.is(C::PARTICIPLE.or(C::PROGRESSIVE));
    let first = || tokens[clause.start..at].iter().find(|token| !small(token));
    if clause.kind == ClauseKind::Participle && first().is_some_and(|token| !token.is(C::PROGRESSIVE)) {
        // "Born in Oslo on 3 May 1950, Ada Low studied law": the one participle that begins a life.
        let born = first().is_some_and(|first| first.is(C::BIRTH));
        if born && at > 0 && tokens[at - 1].is(C::DATING) {
            return make(at - 1..end, Role::Opener);
        }
        // "Born April 8, 1918, in Oslo, Ada Low …"
        if born && at > 0 && tokens[at - 1].is(C::BIRTH) {
            return make(at..end, Role::Opener);
        }
        return make(at..at, Role::Passing);
    }

    // "lifted eleven axes; last Thursday, under the stern, a bead": of the bead, whose verb is left out.
    let gap = clause.verb.as_ref().filter(|verb| verb.span.end <= at);
    if gap.is_some_and(|verb| tokens[verb.span.end..at].iter().any(|token| token.mark_of(";"))) {
        return Err(Untold::NoVerb);
    }
    let mut left = at;
    // "struck for two days last week": the length is no part of the date.
    let other_date = |at: usize| tokens[at].date.is_some_and(|timex| timexes[timex].kind != TimexType::Duration);
    while left > 0 && (falls_with_date(tokens, clause, left - 1) || other_date(left - 1)) {
        left -= 1;
    }
    // "until at least Friday"
    if left >= 2 && tokens[left - 1].is(C::HEDGE) {
        left -= 2;
    }
    // "It was not until Friday that …", "Not until 1994 did the road open"
    if left > 0 && tokens[left - 1].is(C::BACKGROUND) {
        let negated = left >= 2 && tokens[left - 2].is(C::NEGATION);
        let that = tokens.get(end).is_some_and(|next| next.is(C::COMPLEMENTISER.or(C::WHEN)));
        // "did not open until 1994", "was not made keeper until May"
        let verb = clause.verb.as_ref().filter(|verb| verb.negated && verb.span.end < left && !verb.state);
        if verb.is_some() && tokens[left - 1].is(C::CLOSING) && !tokens[left..end].iter().any(|token| token.mark) {
            return make(left - 1..end, Role::NotUntil);
        }
        if negated && (left == 2 || that) {
            return make(if that { left - 1..end } else { at..at }, Role::NotUntil);
        }
    }
    // "quickly, not just next summer"
    let denied = (left.saturating_sub(2)..left).any(|index| {
        tokens[index].is(C::NEGATION) && clause.verb.as_ref().is_none_or(|verb| !verb.span.contains(&index))
    });
    if denied {
        return Err(Untold::Not);
    }
    // "2020 saw a recovery", "The day ended with a dance": the date is the subject.
    let verb = clause.verb.as_ref().filter(|verb| verb.span.start == end);
    let free = left.checked_sub(1).is_none_or(|before| tokens[before].mark || tokens[before].is(C::COORDINATOR));
    if free
        && verb.is_some()
        && clauses.subject(clauses.of[at]).all(|index| index == at || tokens[index].is(C::DATE_ADVERB))
    {
        return make(at..at, Role::Clause);
    }
    // "For older residents the week has stirred memories"
    let rest = || {
        tokens[clauses.subject(clauses.of[at])].iter().take_while(|token| token.span.start < tokens[left].span.start)
    };
    if tokens[at].article
        && verb.is_some()
        && rest().next().is_some_and(|first| first.is(C::PREPOSITION))
        && !rest().any(|token| token.mark || token.date.is_some())
        && rest().filter(|token| token.is(C::DETERMINER) || token.is(C::PREPOSITION)).count() <= 2
    {
        return Err(Untold::Noun);
    }
    // "A man has died after falling from a bridge on Saturday": fresh news, told in passing.
    let aftermath = |opener: usize| tokens[opener].is(C::AFTERMATH).then_some(Role::Passing);
    let previous = left.checked_sub(1).map(|index| &tokens[index]);
    // "charged in the May 3, 2012, bombing"
    let the = previous.is_some_and(|token| token.is(C::ARTICLE) && token.is(C::POINTING)) && left == at;
    let nominal = |token: &Token| token.nominal() || token.is(C::PROGRESSIVE);
    let noun = || next.is_some_and(|next| next.mark_of(",")) && tokens.get(end + 1).is_some_and(nominal);
    if the && words_of_a_date(tokens[at].text) && noun() && verb_at(tokens, end + 1).is_none() {
        return Err(Untold::Noun);
    }
    if next.is_some_and(|next| next.possessive && next.mark) {
        // "at Friday's meeting the council voted", but "Friday's vote surprised nobody"
        // "at one of Friday's protests"
        let one = left >= 3 && tokens[left - 1].is(C::OF) && tokens[left - 3].is(C::AT_EVENT.or(C::IN_MEETING));
        return if one || previous.is_some_and(|token| token.is(C::AT_EVENT.or(C::IN_MEETING))) {
            make(at..at, Role::Clause)
        } else {
            Err(Untold::Noun)
        };
    }
    // "spent the last weekend of May at the mill"
    let spent = |verb: &Verb| verb.span.end == left && tokens[verb.head].is(C::SPENDING);
    if timex.kind == TimexType::Date && clause.verb.as_ref().is_some_and(spent) {
        return make(left..end, Role::Clause);
    }
    let Some(previous) = previous else {
        return if bare(tokens, at, end, when) { make(0..end, Role::Clause) } else { Err(Untold::Noun) };
    };
    // "won in 2012 and 2013", "in 2004, 2011 and 2016"
    if goes_on_with_dates(tokens, timexes, left, when.granularity()) {
        return make(left..end, Role::Clause);
    }
    if previous.mark_of("([") {
        let alone = next.is_some_and(|next| next.mark_of(")]"));
        return if alone && listed { make(left - 1..end + 1, Role::Clause) } else { Err(Untold::Noun) };
    }
    // "set a record, 2:21:40": an hour alone, without a preposition, is none.
    if previous.mark && dayless && !listed {
        return Err(Untold::Noun);
    }
    if previous.mark {
        return if bare(tokens, at, end, when) { make(left..end, Role::Clause) } else { Err(Untold::Noun) };
    }
    // "walked out last week", "took over last week"
    // "flags at half-staff through Sunday"
    let through = previous.is(C::BARRING);
    let belongs_to_verb = previous.is(C::PARTICLE) && !previous.is(C::DATING) && !through
        || previous.is(C::WITH_ARTICLE)
            && !tokens[at].article
            && !tokens[at].capital()
            && left > 1
            && !tokens[left - 2].mark;
    if belongs_to_verb {
        return make(left..end, Role::Clause);
    }
    if previous.is(C::OPENING) {
        let moved = clause.verb.as_ref().is_some_and(|verb| postpones(tokens, verb));
        // "was moved from June", "moved from June to May"
        if moved && tokens[left - 1].is(C::STARTING_FIGURE) {
            return Err(Untold::Bound);
        }
        // "led the firm from 2008 until it was sold"
        if next.is_some_and(|next| next.is(C::BACKGROUND)) {
            return Err(Untold::Bound);
        }
        return make(left - 1..end, Role::Opens);
    }
    if previous.is(C::DATING) {
        // "an overspend at 31 December": as things stood.
        let day = when.granularity() == Granularity::Day && when.clock().is_none() && when.days() == 1;
        let figure = left.checked_sub(2).is_some_and(|before| {
            let before = &tokens[before];
            before.number() || before.nominal() && !before.is(C::PAST.or(C::PARTICIPLE))
        });
        // What a firm has is told at the end of a month; "it was built at 3 May" is a day like any other.
        let closing = when.until().day() == 1 || clause.verb.is_none();
        if previous.is(C::AT_EVENT)
            && day
            && figure
            && closing
            && tokens[at].text.contains(|c: char| c.is_ascii_digit())
        {
            return Err(Untold::Bound);
        }
        if names_a_kind(tokens, clause, at, end) {
            return Err(Untold::Noun);
        }
        if let Some(opener) = after_gerund(tokens, clauses, left - 1) {
            return aftermath(opener).map_or(Err(Untold::Passing), |role| make(left - 1..end, role));
        }
        if after_infinitive(tokens, clause, left - 1)
            || after_participle(tokens, clauses, left - 1)
            || after_background(tokens, clause, left - 1)
        {
            return Err(Untold::Passing);
        }
        return make(with_adverbs(tokens, clause, left - 1)..end, Role::Clause);
    }
    // "before dawn on Wednesday", "shortly after midnight": it still tells the day.
    if previous.is(C::AROUND) && timex.kind == TimexType::Time && !dayless {
        return make(with_adverbs(tokens, clause, left - 1)..end, Role::Clause);
    }
    if previous.is(C::BARRING) {
        let role = barred(tokens, clauses, left - 1);
        let role = role.or_else(|| when_after(tokens, end).map(|_| (left - 1, Role::When)));
        return role.map_or(Err(Untold::Bound), |(from, role)| make(from..end, role));
    }
    if previous.is(C::PREPOSITION) {
        return Err(Untold::Bound);
    }
    // "between the end of term and Friday"
    const NEAR: usize = 8;
    let between = || {
        let opens = tokens[left.saturating_sub(NEAR)..left - 1].iter().rev().take_while(|token| !token.mark);
        opens.filter(|token| token.is(C::OPENING)).any(|token| token.is(C::BARRING) && !token.is(C::STARTING_FIGURE))
    };
    if previous.is(C::COORDINATOR) && previous.is(C::CLOSING) && between() {
        return Err(Untold::Bound);
    }
    // "found the year of a quake": which year it was.
    if next.is_some_and(|next| next.is(C::OF)) && !tokens[at].number() && tokens[at].article && left == at {
        return Err(Untold::Noun);
    }
    // "began the week with a release": the date is the object.
    let article = tokens[at].text.split_once(' ').filter(|(_, rest)| !rest.contains(' '));
    let bare_unit = article.is_some_and(|(first, _)| words.classes(&first.to_lowercase()).any(C::ARTICLE));
    let spent = next.is_some_and(|next| next.is(C::PROGRESSIVE));
    // "spent the rest of the week in the office"
    let part = tokens[at].article && tokens[at].text.split(' ').any(|word| words.classes(word).any(C::OF));
    if (bare_unit || part)
        && !spent
        && left == at
        && !tokens[at].text.contains(|c: char| c.is_ascii_digit())
        && clause.verb.as_ref().is_some_and(|verb| verb.span.end == at && !verb.passive)
    {
        return Err(Untold::Noun);
    }
    // "takes over from her next week"
    let first = tokens[at].text.split(' ').next().unwrap_or_default().to_lowercase();
    let adverb = words.classes(&first).any(C::DEICTIC);
    // "a meeting at St Chad's next Wednesday"
    let ends = next.is_none_or(|next| next.mark || next.is(C::PREPOSITION));
    let owner = previous.possessive && !(adverb && ends && left == at && tokens[at].text.contains(' '));
    if (previous.is(C::DETERMINER) && !adverb) || owner {
        // "argued at a May 3 hearing"
        let meeting = previous.is(C::ARTICLE) && left >= 2 && tokens[left - 2].is(C::AT_EVENT) && left == at;
        // "mocked it during the 2012 campaign"
        let day = when.granularity() == Granularity::Day;
        let games = when.granularity() == Granularity::Year && previous.is(C::POINTING);
        if meeting && next.is_some_and(|next| next.nominal() || next.is(C::PROGRESSIVE)) && (day || games) {
            // "During the 2012 campaign he mocked it": the noun goes with its date.
            let own = |token: &&Token| token.nominal() && !token.capital() && !token.is(C::PRONOUN.or(C::DETERMINER));
            let noun = tokens[end..].iter().take_while(own).count();
            let opens = games && left == 2 && tokens.get(end + noun).is_some_and(|next| next.is(C::PRONOUN));
            return make(if opens { 0..end + noun } else { at..end }, Role::Clause);
        }
        // "on the Friday": the article belongs to the date unless a noun follows.
        let closed = next.is_none_or(|next| next.mark || next.is(C::PREPOSITION.or(C::COORDINATOR)));
        let dating = left >= 2 && tokens[left - 2].is(C::DATING);
        // "swung past Venus that December"
        let points = previous.is(C::COMPLEMENTISER.or(C::DEMONSTRATIVE)) && closed && !previous.possessive;
        if points && left >= 2 && !tokens[left - 2].is(C::PREPOSITION) {
            return make(left - 1..end, Role::Clause);
        }
        // "on a Tuesday": on some.
        let some = previous.is(C::ARTICLE) && !previous.is(C::POINTING);
        return if closed && dating && !previous.possessive && !some {
            make(left - 2..end, Role::Clause)
        } else {
            Err(Untold::Noun)
        };
    }
    if let Some(opener) = after_gerund(tokens, clauses, at) {
        return aftermath(opener).map_or(Err(Untold::Passing), |role| make(left..end, role));
    }
    // "on a wet Tuesday"
    let described = left >= 3 && tokens[left - 2].is(C::ARTICLE) && tokens[left - 3].is(C::DATING);
    if described && !dayless && when.granularity().is_day_or_finer() && !premodifies(tokens, at, end) {
        return make(left - 3..end, Role::Clause);
    }
    // "On election night"
    let part = !tokens[at].capital() && words.classes(tokens[at].text).any(C::TIMES);
    if part && previous.nominal() && !previous.capital() && left == at && previous.classes == C::default() {
        return Err(Untold::Noun);
    }
    // "It was a warm winter": described, and no preposition before it.
    let small = |token: &Token| token.mark || token.is(C::ADVERB.or(C::PREPOSITION).or(C::PAST).or(C::PROGRESSIVE));
    let unit = !tokens[at].article && !adverb && !tokens[at].capital() && !tokens[at].number();
    if unit
        && left == at
        && left >= 2
        && tokens[left - 2].is(C::ARTICLE)
        && !small(previous)
        && !tokens[at].text.contains(' ')
    {
        return Err(Untold::Noun);
    }
    if after_participle(tokens, clauses, left) || after_infinitive(tokens, clause, left) {
        return Err(Untold::Passing);
    }
    if captions(tokens, clauses, at, end) {
        return Err(Untold::Caption);
    }
    let adverbial = bare(tokens, at, end, when) && !premodifies(tokens, at, end);
    if adverbial { make(left..end, Role::Clause) } else { Err(Untold::Noun) }
}

/// "A man carries a child from a burning house in Ostry July 20, 2011.": a present tense that ends with a whole date,
/// as agencies write under a picture.
fn captions(tokens: &[Token], clauses: &Clauses, at: usize, end: usize) -> bool {
    const DIGITS: usize = 5;
    let last = tokens[end..].iter().all(|token| token.mark);
    let year = || tokens[at].text.chars().filter(char::is_ascii_digit).count() >= DIGITS;
    let present = |verb: &Verb| matches!(verb.tense, Tense::Present | Tense::Progressive);
    let verbs = || [&clauses.list[0], clauses.at(at)].into_iter().filter_map(|clause| clause.verb.as_ref());
    last && year() && words_of_a_date(tokens[at].text) && verbs().next().is_some() && verbs().all(present)
}

/// Whether a date names its year, month and day: three parts, as "24 September 2011" has.
fn words_of_a_date(date: &str) -> bool {
    let parts = date.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).count();
    parts >= 3 && !date.contains(':')
}

/// "minutes later", "three hours later": some moment after what was told before it.
pub(super) fn carries_on(timex: &Timex) -> bool {
    let counted = timex.reason.policy == Policy::Counted && timex.kind == TimexType::Time;
    counted || timex.value.is_later() && timex.reason.policy != Policy::Vague
}

/// The "when" that follows a date: "until 1978, when he died".
pub(super) fn when_after(tokens: &[Token], end: usize) -> Option<usize> {
    let at = if tokens.get(end)?.mark_of(",") { end + 1 } else { end };
    tokens.get(at).is_some_and(|token| token.is(C::WHEN)).then_some(at)
}

/// Of two dates of one clause the better: the finer, then the one nearer to the verb.
pub(super) fn better(first: &Dated, second: &Dated, verb: usize) -> bool {
    if (first.role == Role::Passing) != (second.role == Role::Passing) {
        return second.role == Role::Passing;
    }
    // "15:30 The premier will visit Oslo on Wednesday": the hour is when it was said.
    let heads = |dated: &Dated| matches!(dated.role, Role::Head | Role::Over) && dated.when.clock().is_none();
    if heads(first) != heads(second) {
        return heads(first);
    }
    let fineness = |dated: &Dated| dated.when.granularity().max(Granularity::Day);
    let distance = |dated: &Dated| dated.token.abs_diff(verb);
    if first.dayless != second.dayless {
        return second.dayless;
    }
    if first.when.contains(&second.when) != second.when.contains(&first.when) {
        return second.when.contains(&first.when);
    }
    (distance(first), fineness(first)) < (distance(second), fineness(second))
}
