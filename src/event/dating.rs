//! What each date of a sentence belongs to: its clause, a noun, a plan, or nothing that happened.

mod beside;

use super::clause::{Clause, ClauseKind, Clauses};
use super::heads::Head;
use super::untold::{Silences, Untold};
use super::verb::{Tense, Verb};
use super::words::Token;
use crate::language::{Classes as C, EventWords};
use crate::timex::{Policy, Timex, TimexType};
use crate::when::{Granularity, Modifier, When};
use beside::{
    after_background, after_gerund, after_infinitive, after_participle, bare, compared, goes_on_with_dates, is_a_name,
    names_a_kind, premodifies,
};
use std::ops::Range;

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Says when the clause happened: "on Friday".
    Clause,
    /// Says from when on something holds: "from Friday".
    Opens,
    /// Dates what is told of a noun in passing: ", published on Friday,".
    Passing,
    /// Dates a birth told in passing: "Born in Oslo on 3 May 1950, she …".
    Opener,
    /// Only dates the clause that follows: "until 1978, when he died".
    When,
    /// Is what is planned or the new date of what was put off: "scheduled for Friday".
    Planned,
    /// Says when it came to what had not been: "It was not until 1994 that the road opened".
    NotUntil,
    /// Stands at the head of a line of a chronology: "March 5 – …".
    Head,
    /// Stands over the sentence: in a heading, in a row of a table.
    Over,
}

/// A date that may date a happening.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// The date's word.
    pub(super) token: usize,
    /// The temporal expression.
    pub(super) timex: usize,
    /// Both ends of a range in one.
    pub(super) when: When,
    /// The date with its preposition and adverbs: what a headline leaves out.
    pub(super) phrase: Range<usize>,
    /// What it does.
    pub(super) role: Role,
    /// A time of day whose day the sentence does not tell: "at noon".
    pub(super) dayless: bool,
}

impl Dated {
    /// A date that stands over the sentence, not in it.
    pub(super) fn over(head: &Head) -> Dated {
        Dated { token: 0, timex: head.timex, when: head.when, phrase: 0..0, role: Role::Over, dayless: false }
    }
}

/// What stands around a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// It opens an item, a heading or a paragraph that begins with a date.
    pub(super) listed: bool,
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
            match dated(tokens, clauses, timexes, at, next, line, words) {
                Ok(dated) => found.push(dated),
                Err(why) => untold.push((timex, why)),
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
    let together = opened || dashed || joined && tokens[at + 1].is(C::COORDINATOR) && neighbours();
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
    let Line { listed, chronology } = line;
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
    // "a day later than expected", "from 109 million in 2017": what something is compared with.
    if tokens.get(end).is_some_and(|next| next.is(C::COMPARING)) || compared(tokens, at) {
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
    let clause = clauses.at(at);
    if clause.reduced.iter().any(|reduced| reduced.contains(&at)) {
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
        return make(at..at, Role::Passing);
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
    let free = left.checked_sub(1).is_none_or(|before| tokens[before].mark);
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
    if next.is_some_and(|next| next.possessive && next.mark) {
        // "at Friday's meeting the council voted", but "Friday's vote surprised nobody"
        return if previous.is_some_and(|token| token.is(C::AT_EVENT)) {
            make(at..at, Role::Clause)
        } else {
            Err(Untold::Noun)
        };
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
    let through = previous.is(C::BARRING) && tokens[at].article;
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
        if moved && next.is_some_and(|next| next.is(C::INFINITIVE)) {
            return Err(Untold::Bound);
        }
        return make(left - 1..end, Role::Opens);
    }
    if previous.is(C::DATING) {
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
    if (previous.is(C::DETERMINER) && !adverb) || previous.possessive {
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
    if described && when.granularity().is_day_or_finer() && !premodifies(tokens, at, end) {
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
    let adverbial = bare(tokens, at, end, when) && !premodifies(tokens, at, end);
    if adverbial { make(left..end, Role::Clause) } else { Err(Untold::Noun) }
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

/// Adverbs before the preposition fall with the date: "later on Friday", "especially in January".
fn with_adverbs(tokens: &[Token], clause: &Clause, mut from: usize) -> usize {
    while from > 0 && falls_with_date(tokens, clause, from - 1) {
        from -= 1;
    }
    from
}

/// An adverb of the date, "back in 1998", not of the verb, "came back on Friday".
fn falls_with_date(tokens: &[Token], clause: &Clause, at: usize) -> bool {
    let of_verb = || tokens[at].is(C::PARTICLE) && clause.verb.as_ref().is_some_and(|verb| verb.span.end == at);
    tokens[at].is(C::DATE_ADVERB) && !of_verb()
}

/// What a date after a preposition such as "of", "for", "to" does after all.
fn barred(tokens: &[Token], clauses: &Clauses, at: usize) -> Option<(usize, Role)> {
    // "as late as Friday", "as recently as March"
    let so = |index: usize| {
        index
            .checked_sub(1)
            .filter(|&adverb| tokens[adverb].is(C::ADVERB.or(C::DATE_ADVERB)) || tokens[adverb].date.is_some())
    };
    if tokens[at].is(C::COMMENT)
        && let Some(adverb) = so(at).filter(|&adverb| adverb > 0 && tokens[adverb - 1].is(C::COMMENT))
    {
        return Some((adverb - 1, Role::Clause));
    }
    // "at the end of 2020"
    let mut left = at;
    while left > 0 && (tokens[left - 1].is(C::TIMES) || falls_with_date(tokens, clauses.at(at), left - 1)) {
        left -= 1;
    }
    if left < at {
        if left > 0 && tokens[left - 1].is(C::DETERMINER) {
            left -= 1;
        }
        if left == 0 {
            return Some((0, Role::Clause));
        }
        if tokens[left - 1].is(C::DATING) {
            return Some((with_adverbs(tokens, clauses.at(at), left - 1), Role::Clause));
        }
        return None;
    }
    let verb = clauses.at(at).verb.as_ref()?;
    // "joins the board as of today"
    if tokens[at].is(C::OF) && at > 0 && tokens[at - 1].is(C::COMMENT) && verb.tense == Tense::Present && !verb.state {
        return Some((at - 1, Role::Clause));
    }
    // "was scheduled for Friday"
    if at > 0 && tokens[at - 1].is(C::PLANNING) && tokens[at].is(C::OPENING.or(C::BARRING)) {
        // "called off the stoppage planned for Friday": of the stoppage.
        let own = verb.span.contains(&(at - 1)) || verb.span.start >= at;
        return own.then_some((at, Role::Planned));
    }
    // "has been called for Friday", "called a strike for Friday"
    let day = tokens.get(at + 1).is_some_and(|next| next.date.is_some()) && at >= verb.span.end;
    if day && tokens[at].is(C::APPOINTING) && verb.tense != Tense::Present {
        return Some((at, Role::Planned));
    }
    let put_off = postpones(tokens, verb);
    // "moved from 20 May to 8 June"
    let old = at >= 2 && tokens[at - 1].date.is_some() && tokens[at - 2].is(C::OPENING);
    (put_off && tokens[at].is(C::CLOSING)).then_some((if old { at - 2 } else { at }, Role::Planned))
}

/// "was postponed until Friday", "has been put back to May".
pub(super) fn postpones(tokens: &[Token], verb: &Verb) -> bool {
    // "moved that the reading be put off"
    if tokens.get(verb.span.end).is_some_and(|next| next.is(C::COMPLEMENTISER)) {
        return false;
    }
    let phrasal = || tokens.get(verb.span.end).is_some_and(|next| next.is(C::PARTICLE));
    tokens[verb.span.clone()].iter().any(|token| token.is(C::POSTPONING))
        || tokens[verb.head].is(C::DEFERRING) && phrasal()
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
