//! Whether a clause tells a happening at its date, and if not, why not.

use super::Status;
use super::clause::{Clause, ClauseKind, Clauses};
use super::dating::{Dated, Role, postpones};
use super::reading::Reading;
use super::untold::Untold;
use super::verb::{Tense, Verb};
use super::words::Token;
use crate::language::Classes as C;
use crate::text::BlockKind;
use crate::when::{Granularity, Modifier, When};

/// A plain "is" or "was".
const BE: C = C::BE_PRESENT.or(C::BE_PAST).or(C::BE_OTHER);

/// Days after which a date told in passing is no news.
const FRESH: i64 = 7;

/// Whether a clause tells its date's happening, and whether as past or as planned; else why not.
pub(super) fn status(reading: &Reading, index: usize, dated: &Dated) -> Result<Status, Untold> {
    let &Reading { tokens, clauses, kind, today, .. } = reading;
    let when = dated.when;
    let ahead = when.from() > today;
    let by_date = if ahead { Status::Planned } else { Status::Happened };
    let clause = &clauses.list[index];
    // What has just been published or found is the news; what was founded long ago is not.
    let fresh = !ahead && when.granularity().is_day_or_finer() && (today - when.from()).num_days() <= FRESH;
    let only_if = |told: bool, status: Status, why: Untold| if told { Ok(status) } else { Err(why) };
    if dated.role == Role::Opener {
        return only_if(!ahead, Status::Happened, Untold::Passing);
    }
    let Some(verb) = &clause.verb else {
        // "Version 3.2, released today, fixes forty bugs", whatever the verb.
        if dated.role == Role::Passing {
            let words = tokens.iter().filter(|token| !token.mark && token.date.is_none()).count();
            let whole = tokens.last().is_some_and(|token| token.mark_of(".!"));
            let told = fresh && whole && words >= 5 && clause.kind == ClauseKind::Main;
            return only_if(told, Status::Happened, Untold::Passing);
        }
        let listed =
            kind == BlockKind::ListItem && dated.role != Role::Opens || matches!(dated.role, Role::Head | Role::Over);
        // "9:12 A walk through the code" stands in a table of contents.
        let contents = dated.dayless && dated.role == Role::Head;
        // "Ada Low 2:24:51" is a result: an hour alone dates nothing.
        let contents = contents || dated.dayless && !matches!(dated.role, Role::Head | Role::Over);
        // "21 April: Spring fair" has two words, one of them a season.
        let own = |at: usize| at != dated.token || dated.role == Role::Over;
        let telling = (0..tokens.len()).filter(|&at| !tokens[at].mark && own(at)).count() >= 2;
        // "From 1 May: open-air gym"
        let opens = dated.role == Role::Opens && dated.phrase.start == 0 && ahead;
        let listed = listed || kind == BlockKind::ListItem && opens;
        // "Next meeting: 5 March, 7.30pm": a line on its own.
        let line = ahead && tokens[..dated.phrase.start].len() <= 6 && dated.role == Role::Clause;
        let announced = line && tokens[..dated.phrase.start].last().is_some_and(|last| last.mark_of(":"));
        if announced && tokens[..dated.phrase.start].len() > 1 {
            return Ok(Status::Planned);
        }
        // "2021: 95 customers", and over a section "2021: the long year"
        let year = when.granularity() >= Granularity::Year;
        let figure = tokens.iter().enumerate().any(|(at, token)| at != dated.token && token.number());
        if year && (matches!(kind, BlockKind::Heading(_)) || figure) {
            return Err(Untold::NoVerb);
        }
        if listed && reading.repeats(index) {
            return Err(Untold::Habit);
        }
        return only_if(listed && telling && !contents, by_date, Untold::NoVerb);
    };
    if denied(tokens, clauses, index) {
        return Err(Untold::Not);
    }
    // "rumours that a tank had exploded on Friday": somebody says so.
    let claim = clause.opener.and_then(|opener| opener.checked_sub(1)).map(|noun| &tokens[noun]);
    let claimed =
        clause.kind == ClauseKind::Relative && clause.opener.is_some_and(|at| tokens[at].is(C::COMPLEMENTISER));
    if claimed && !clauses.subject(index).is_empty() && claim.is_some_and(|noun| noun.is(C::CLAIM)) {
        return Err(Untold::Speech);
    }
    // "a war it said on Friday could spread"
    if clause.kind == ClauseKind::Relative && clause.opener.is_none() {
        return Err(Untold::Identifies);
    }
    if let Some(why) = conditional(tokens, clause, &when) {
        return Err(why);
    }
    // "iPad (released in 2011)"
    if verb.span.start > 0 && tokens[verb.span.start - 1].mark_of("([") {
        return Err(Untold::Passing);
    }
    // "In a paper published in March, the team describes …"
    let comma = tokens.get(dated.phrase.end).is_some_and(|next| next.mark_of(","));
    if comma && dated.role == Role::Clause && clause.opens_with_participle(tokens) {
        return Err(Untold::Passing);
    }
    // "could not pay by card on Tuesday" tells what went wrong.
    let failed = verb.tense == Tense::Modal && tokens[verb.span.start].is(C::ABILITY) && verb.negated;
    if failed && fine(&when, false) && !ahead && verb.head > verb.span.start {
        return Ok(by_date);
    }
    let past = matches!(verb.tense, Tense::Past | Tense::Perfect);
    let until = dated.role == Role::NotUntil && past && !verb.state;
    if verb.negated && !until || tells_of_none(tokens, clauses, index, verb) {
        return Err(Untold::Not);
    }
    // "From Monday passengers can book online": from that day on they can.
    let opens = dated.role == Role::Opens && dated.phrase.start == 0 && (fresh || ahead);
    if verb.tense == Tense::Modal {
        return only_if(opens, by_date, Untold::Perhaps);
    }
    // "If all goes well, it will be back by May"
    let provided = |other: &Clause| {
        other.kind == ClauseKind::Subordinate
            && other.parent == index
            && other.opener.is_some_and(|opener| opener == 0 && tokens[opener].is(C::CONDITION))
    };
    // "If successful, it is to be back by May"
    let opened = tokens[0].is(C::CONDITION) && verb.tense != Tense::Past && verb.span.start > 1;
    if verb.tense == Tense::Future && clauses.list.iter().any(provided) || opened {
        return Err(Untold::Perhaps);
    }
    if dated.role == Role::Head || dated.role == Role::Over && !verb.state {
        return Ok(by_date);
    }
    if is_of_a_noun_beside_the_perfect(reading, verb, dated) {
        return Err(Untold::Noun);
    }
    // "we hope there are more in 2020", "we look forward to 2020": what somebody thinks of a time to come.
    let after = tokens.get(verb.span.end);
    let opinion = tokens[verb.head].is(C::PLANNING_VERB) && verb.span.len() == 1;
    let thinks = opinion && after.is_some_and(|next| next.is(C::PRONOUN.or(C::EXISTENTIAL)));
    if thinks || tokens[verb.head].is(C::AWAITING) && after.is_some_and(|next| next.is(C::PARTICLE)) {
        return Err(Untold::Perhaps);
    }
    if dated.role == Role::Passing {
        let told = fresh && !verb.state && clause.kind == ClauseKind::Main;
        return only_if(told, Status::Happened, Untold::Passing);
    }
    // "The vote is on 28 January"
    let copula = verb.state && verb.span.end == verb.head + 1 && tokens[verb.head].is(BE);
    let out = tokens.get(verb.span.end).is_some_and(|next| next.is(C::PARTICLE) && !next.is(C::DATING));
    let end = verb.span.end + usize::from(out);
    let on = |at: usize| tokens[at].is(C::DATING) || out && tokens[at].date.is_some();
    if copula && end == dated.phrase.start && on(end) && dated.role == Role::Clause {
        return Ok(by_date);
    }
    // "published an image from 3 May": the date belongs to the image.
    let lone = dated.role == Role::Opens && tokens.get(dated.token + 1).is_none_or(|next| !next.is(C::CLOSING));
    let noun = dated.phrase.start.checked_sub(1).map(|before| &tokens[before]);
    let lone = lone && clauses.of[dated.token] == index;
    if lone && !ahead && verb.tense != Tense::Future && noun.is_some_and(Token::nominal) {
        return Err(Untold::Noun);
    }
    // "The performance on the 9th is sold out": of the performance.
    let subject = clauses.subject(index);
    let of_subject = dated.token < verb.span.start
        && !dated.phrase.is_empty()
        && dated.phrase.start > subject.start
        && clauses.of[dated.token] == index
        && noun.is_some_and(Token::nominal)
        && !tokens[subject.start..dated.phrase.start].iter().any(|token| token.mark);
    if of_subject && verb.tense == Tense::Present && (verb.state || verb.passive) {
        return Err(Untold::Noun);
    }
    if asks(tokens) {
        return Err(Untold::Request);
    }
    // "Today we will look at its menus" tells of the text.
    let own = clauses.subject(index).any(|at| tokens[at].is(C::FIRST_PERSON));
    // "Today we're going to learn how …"
    let own = own || tokens[verb.span.start].is(C::FIRST_PERSON);
    let shows = tokens[verb.head].is(C::COVERING) && verb.tense == Tense::Future;
    if own && shows && when.from() == today && when.days() == 1 {
        return Err(Untold::Document);
    }
    let generic = reading.repeats(index);
    let settled = !generic && !only_identifies(tokens, clauses, index);
    // "the break, which was to start on Friday, is cancelled": a plan that is told in passing as past.
    let past_plan = verb.tense == Tense::Future && tokens[verb.span.start].is(C::BE_PAST.or(C::HAVE));
    if past_plan && clause.kind == ClauseKind::Relative {
        return Err(Untold::OldPlan);
    }
    // "had hoped to reopen it this week": it did not come to that.
    let given_up = tokens[verb.head].is(C::INTENDING)
        && tokens[verb.span.start].is(C::HAVE)
        && tokens[verb.span.start].is(C::PAST);
    if given_up && verb.tense == Tense::Future {
        return Err(Untold::OldPlan);
    }
    if dated.role == Role::Planned && settled && (!verb.state || verb.passive) {
        let fine = when.granularity() <= Granularity::Week || verb.tense == Tense::Future || postpones(tokens, verb);
        // "is promised for the end of the month"
        let ahead = ahead || when.modifier() == Some(Modifier::End) && when.until() > today;
        return only_if(ahead && fine, Status::Planned, Untold::OldPlan);
    }
    // "From Friday the café opens on Sundays too": from then on it does.
    if generic && !(opens && verb.tense == Tense::Present && !verb.state) {
        return Err(Untold::Habit);
    }
    if verb.state && !comes_to_a_day(reading, index, verb, dated) {
        return Err(Untold::State);
    }
    // "a breakfast that our guest on Monday described": says which one is meant.
    let says = tokens[verb.head].is(C::SAYING);
    if says && clauses.of[dated.token] == index && only_identifies(tokens, clauses, index) {
        return Err(Untold::Identifies);
    }
    let head = &tokens[verb.head];
    // "Friday's match was cancelled", but "the line will be dropped in June": so it will be, then.
    let before = dated.token < verb.span.start;
    if head.is(C::CANCELLING) && (verb.passive || ahead) && (before || ahead && verb.tense != Tense::Future) {
        return Err(Untold::Not);
    }
    // "denies having promised it in January"
    let refused = tokens.get(verb.span.end).is_some_and(|next| next.is(C::PROGRESSIVE.or(C::HAVE)));
    if head.is(C::DENYING) && refused && !before {
        return Err(Untold::Not);
    }
    // "This post covers what changed last year" tells of the post.
    let subject = &tokens[clauses.subject(index)];
    if subject.windows(2).any(|pair| pair[0].is(C::DEMONSTRATIVE) && pair[1].is(C::DOCUMENT))
        || says_of_a_document(tokens, clause, verb, dated)
    {
        return Err(Untold::Document);
    }
    // "At 12:51 pm on 10 June, Ken wrote: …" is the head of a comment.
    let colon = tokens.get(verb.span.end).is_some_and(|next| next.mark_of(":"));
    let comment = head.is(C::SAYING) && colon && when.clock().is_some();
    if comment || only_quotes(tokens, clauses, index, verb) {
        return Err(Untold::Speech);
    }
    // "are still looking for witnesses to a burglary on Monday": the date is the burglary's.
    let goes_on = tokens[verb.span.start].is(C::BE_PRESENT.or(C::BE_CONTRACTED)) && !head.is(C::PERFORMING);
    if verb.tense == Tense::Progressive && goes_on && when.until() <= today {
        return Err(Untold::Noun);
    }
    let strong_past = verb.tense == Tense::Past && !verb.weak;
    if when.granularity() >= Granularity::Decade && !strong_past {
        return Err(Untold::State);
    }
    match verb.tense {
        Tense::Modal => Err(Untold::Perhaps),
        // "was scheduled for last Friday": nobody says whether it took place.
        Tense::Future => only_if(when.until() > today, Status::Planned, Untold::OldPlan),
        Tense::Would | Tense::Past | Tense::Perfect => Ok(by_date),
        Tense::Progressive => only_if(fine(&when, ahead), by_date, Untold::Present),
        // "schools are closed on Wednesday" is said on that day at the latest.
        Tense::Present if verb.passive => {
            only_if(ahead || when.days() == 1 && when.from() == today, by_date, Untold::Present)
        }
        Tense::Present => {
            let listed = !matches!(kind, BlockKind::Paragraph);
            // "today we see" tells a condition, "the council meets today" a happening.
            let happens =
                tokens[verb.head].is(C::PRESENT.or(C::BASE).or(C::SAYING).or(C::STATING)) && fine(&when, ahead);
            // "shuts down at the end of the year"
            let end = when.modifier() == Some(Modifier::End) && when.until() > today;
            if end && tokens[verb.head].is(C::PRESENT.or(C::BASE)) {
                return Ok(Status::Planned);
            }
            only_if(listed || ahead || happens, by_date, Untold::Present)
        }
    }
}

/// A present tense tells a happening of its day; of a whole year or month it tells a condition.
fn fine(when: &When, ahead: bool) -> bool {
    ahead || when.granularity() <= Granularity::Week
}

/// "Do it today!", "Join us on Friday": the reader is asked for something.
fn asks(tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else { return false };
    let object = second.is(C::DETERMINER.or(C::PRONOUN).or(C::OBJECT).or(C::IMPERSONAL));
    (first.is(C::IMPERATIVE) || first.is(C::DO) && !first.is(C::NEGATION)) && object
}

/// Whether a condition has a day of its own, which makes it a happening.
fn comes_to_a_day(reading: &Reading, index: usize, verb: &Verb, dated: &Dated) -> bool {
    let tokens = reading.tokens;
    let when = dated.when;
    let ahead = when.from() > reading.today;
    let day = when.days() == 1;
    let next = tokens.get(verb.span.end);
    let past = verb.tense == Tense::Past;
    // "The service was down for two hours on Friday": what has a length has come and gone.
    let passed = past && day && reading.lasts(index);
    // "had her first show in Oslo last month", "has its first night on Friday": what has a day is no possession.
    let has = tokens[verb.head].is(C::HAVE) && verb.head == verb.span.start && verb.span.end == verb.head + 1;
    let had = has && when.granularity() <= Granularity::Month && when.days() <= 31;
    let singular = next.is_some_and(|next| next.is(C::ARTICLE.or(C::ANAPHORIC)));
    let takes_place = had && singular && (past || tokens[verb.head].is(C::PAST) || ahead);
    // "We will be at the fair on Saturday", "the museum will be closed from 4 to 6 May"
    let will_be = verb.tense == Tense::Future && ahead && when.days() <= 31;
    // "was named coach on Friday", "was used to seal the well on 15 July"
    let named = verb.passive && past && day && !tokens[verb.head].is(C::SETTLED);
    let copula = verb.span.end == verb.head + 1 && tokens[verb.head].is(BE);
    // "The report is on Radio 4 on Thursday", "The tram is back on Monday"
    let place = next.is_some_and(|next| next.is(C::PREPOSITION.or(C::PARTICLE))) && dated.token > verb.span.end;
    let is_then = copula && ahead && place && day && verb.tense == Tense::Present;
    // "Yesterday was the annual meeting"
    let the = next.is_some_and(|next| next.is(C::ARTICLE) && next.is(C::POINTING));
    let is_the = copula && the && day && dated.phrase.is_empty() && dated.token + 1 == verb.span.start;
    passed || takes_place || will_be || named || is_then || is_the && (past || ahead)
}

/// "Two men have been charged over the blaze in 2019": what "has" happened has no day that is long over, so
/// the date is the blaze's; but "has won it in 1987, 1990 and 2004".
fn is_of_a_noun_beside_the_perfect(reading: &Reading, verb: &Verb, dated: &Dated) -> bool {
    let &Reading { tokens, today, .. } = reading;
    let first = &tokens[verb.span.start];
    let perfect = verb.tense == Tense::Perfect && first.is(C::HAVE) && !first.is(C::PAST);
    let over = (today - dated.when.until()).num_days() >= FRESH;
    let joins = |token: Option<&Token>| token.is_some_and(|token| token.is(C::COORDINATOR) || token.mark_of(","));
    let another = |at: usize| tokens.get(at).is_some_and(|token| token.date.is_some());
    let listed = joins(tokens.get(dated.token + 1)) && another(dated.token + 2)
        || dated.token >= 2 && joins(tokens.get(dated.token - 1)) && another(dated.token - 2);
    perfect && over && !listed && dated.token > verb.head
}

/// "nobody came", "there will be none", "heard no complaint"; not "no fewer than ten".
fn tells_of_none(tokens: &[Token], clauses: &Clauses, index: usize, verb: &Verb) -> bool {
    let mut subject = clauses.subject(index).filter(|&at| !tokens[at].mark && tokens[at].date.is_none());
    let first = subject.find(|&at| !tokens[at].is(C::PREPOSITION.or(C::EXISTENTIAL)));
    let none = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is(C::NONE) && (at == 0 || !token.capital()))
            && !tokens.iter().skip(at + 1).take(2).any(|next| next.is(C::COMPARING) || next.number())
    };
    first.is_some_and(none) || none(verb.span.end)
}

/// In what someone denied or refused nothing happened.
fn denied(tokens: &[Token], clauses: &Clauses, index: usize) -> bool {
    let mut clause = index;
    while matches!(clauses.list[clause].kind, ClauseKind::Complement) {
        clause = clauses.list[clause].parent;
        let refuses = |verb: &Verb| tokens[verb.head].is(C::DENYING) || verb.negated;
        if clauses.list[clause].verb.as_ref().is_some_and(refuses) {
            return true;
        }
    }
    false
}

/// "if it opened", "as we wrote in May", "since records began in 1931"; but "since the club won on Sunday" tells of Sunday.
fn conditional(tokens: &[Token], clause: &Clause, when: &When) -> Option<Untold> {
    let at = clause.opener?;
    let opener = &tokens[at];
    let said = || clause.verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::SAYING.or(C::STATING)));
    if opener.is(C::CONDITION) {
        Some(Untold::Perhaps)
    } else if opener.is(C::FREE_RELATIVE) || opener.is(C::COMMENT) && said() && (at == 0 || tokens[at - 1].mark) {
        Some(Untold::Document)
    } else {
        (opener.is(C::BACKGROUND) && !when.granularity().is_day_or_finer()).then_some(Untold::Bound)
    }
}

/// "the tram line that the council approved last week": says which line is meant.
fn only_identifies(tokens: &[Token], clauses: &Clauses, index: usize) -> bool {
    let clause = &clauses.list[index];
    let Some(opener) = clause.opener.filter(|_| clause.kind == ClauseKind::Relative) else { return false };
    // ", which", ", for which"
    let before = opener.checked_sub(1).filter(|&before| tokens[before].is(C::PREPOSITION)).unwrap_or(opener);
    let apart = before > 0 && tokens[before - 1].mark;
    !apart && !clauses.subject(index).is_empty()
}

/// "The ministry's statement on Friday said", "An article on Monday gave the wrong year": what is
/// written is no happening of that day.
fn says_of_a_document(tokens: &[Token], clause: &Clause, verb: &Verb, dated: &Dated) -> bool {
    let between = clause.start < dated.phrase.start && dated.token < verb.span.start;
    // "In a statement on Friday, the ministry said": the ministry does.
    if tokens[clause.start].is(C::PREPOSITION) {
        return false;
    }
    // "Page 14: in May 2010, 312 children sat a test": a label is no subject.
    let label = (clause.start..dated.phrase.start).rev().find(|&at| tokens[at].mark_of(":"));
    let subject = || &tokens[label.unwrap_or(clause.start)..dated.phrase.start];
    between
        && !verb.passive
        // "Low Paper Corp. today reported …" is a name.
        && subject().iter().any(|token| token.is(C::DOCUMENT) && (!token.capital() || token.span.start == tokens[0].span.start))
        && !subject().iter().any(|token| token.mark_of(","))
}

/// “We had forty children,” the teacher said: nothing is told but the quotation.
fn only_quotes(tokens: &[Token], clauses: &Clauses, index: usize, verb: &Verb) -> bool {
    const QUOTATION: usize = 3;
    let inner = |clause: &Clause| clause.kind == ClauseKind::Complement && clause.parent == index;
    tokens[verb.head].is(C::SAYING)
        && !verb.passive
        && tokens.iter().filter(|token| token.quoted && !token.mark).count() >= QUOTATION
        && tokens.first().is_some_and(|token| token.quoted)
        && !clauses.list.iter().any(inner)
}
