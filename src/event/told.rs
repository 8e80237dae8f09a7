//! Which clauses of a sentence tell a happening at a date, and whether as past or as planned.

use super::Status;
use super::clause::{Clause, ClauseKind, Clauses};
use super::dating::{self, Dated, Role};
use super::verb::{Tense, Verb};
use super::words::Token;
use crate::language::Classes as C;
use crate::text::BlockKind;
use crate::when::{Granularity, When};
use chrono::NaiveDate;

/// A plain "is" or "was".
const BE: C = C::BE_PRESENT.or(C::BE_PAST).or(C::BE_OTHER);

/// Days after which a date told in passing is no news.
const FRESH: i64 = 7;

/// A clause that tells a happening, and its date.
pub(super) struct Told<'d> {
    pub(super) clause: usize,
    pub(super) dated: &'d Dated,
    pub(super) status: Status,
    /// The happening is that someone said it: "the mill could close, a minister said on Friday".
    pub(super) statement: bool,
}

/// The clauses of a sentence that tell a dated happening.
pub(super) fn told<'d>(
    tokens: &[Token],
    clauses: &Clauses,
    dates: &'d [Dated],
    kind: BlockKind,
    today: NaiveDate,
) -> Vec<Told<'d>> {
    let mut told: Vec<Told> = Vec::new();
    for dated in dates {
        let clause = target(tokens, clauses, dated);
        let own = clauses.of[dated.token];
        if dated.role == Role::When && clause == own {
            continue;
        }
        let attributed = clauses.list[own].kind == ClauseKind::Attribution;
        let status = status(tokens, clauses, clause, dated, kind, today);
        // What is only said to come or to be possible happens on the day on which it is said.
        let uncertain = clauses.list[clause].verb.as_ref().is_some_and(|verb| uncertain(verb.tense));
        let statement = attributed && (uncertain || !matches!(status, Some(Status::Happened)));
        let status = if statement { status_of_saying(dated, today) } else { status };
        let Some(status) = status else { continue };
        match told.iter_mut().find(|other| other.clause == clause) {
            Some(other) if both(tokens, clauses, clause, other.dated, dated, today) => {
                told.push(Told { clause, dated, status, statement });
            }
            Some(other) => {
                let verb = clauses.list[clause].verb.as_ref().map_or(0, |verb| verb.head);
                if dating::better(dated, other.dated, verb) {
                    *other = Told { clause, dated, status, statement };
                }
            }
            None => told.push(Told { clause, dated, status, statement }),
        }
    }
    // "said on Friday that it had closed the plant in March" tells of March, not of Friday.
    let only_says = |told: &Told| {
        clauses.list[told.clause].verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::SAYING) && !verb.passive)
    };
    // What will happen is news on the day on which it is said.
    let inner: Vec<usize> =
        told.iter().filter(|told| told.status == Status::Happened).map(|told| told.clause).collect();
    told.retain(|told| {
        let said = |clause: &usize| {
            let inner = &clauses.list[*clause];
            inner.kind == ClauseKind::Complement && inner.parent == told.clause && *clause != told.clause
        };
        told.statement || !only_says(told) || !inner.iter().any(said)
    });
    told
}

/// What is only said to come or to be possible.
pub(super) fn uncertain(tense: Tense) -> bool {
    matches!(tense, Tense::Future | Tense::Would | Tense::Modal)
}

fn status_of_saying(dated: &Dated, today: NaiveDate) -> Option<Status> {
    (dated.when.from() <= today && dated.role == Role::Clause).then_some(Status::Happened)
}

/// Whether two dates of one clause are two happenings: "threatened it in July and again in October",
/// "agreed on Friday to vote on 28 January".
fn both(tokens: &[Token], clauses: &Clauses, clause: usize, first: &Dated, second: &Dated, today: NaiveDate) -> bool {
    let apart = first.when.until() < second.when.from() || second.when.until() < first.when.from();
    if !apart || first.role != Role::Clause || second.role != Role::Clause || second.phrase.is_empty() {
        return false;
    }
    let between = first.phrase.end.max(first.token + 1)..second.phrase.start;
    if between.is_empty() {
        return false;
    }
    let between = &tokens[between];
    let joined = between.iter().any(|token| token.is(C::COORDINATOR))
        && between.iter().all(|token| token.mark_of(",") || token.is(C::COORDINATOR.or(C::DATE_ADVERB)));
    let verb = clauses.list[clause].verb.as_ref().map_or(0, |verb| verb.span.end);
    let plans = clauses.list[clause].verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::STATING));
    let planned = plans
        && second.when.from() > today
        && first.when.from() <= today
        && second.token > verb
        && between.iter().any(|token| token.is(C::INFINITIVE));
    joined || planned
}

/// The clause that a date dates: its own, or the one that "when" opens after it, or for the date
/// of an attribution what is attributed.
fn target(tokens: &[Token], clauses: &Clauses, dated: &Dated) -> usize {
    let own = clauses.of[dated.token];
    let after = dated.phrase.end.max(dated.token + 1);
    let stages = clauses.list[own].verb.as_ref().is_some_and(|verb| verb.state || tokens[verb.head].is(C::STAGING));
    let state = clauses.list[own].verb.as_ref().is_some_and(|verb| verb.state);
    if let Some(when) = dating::when_after(tokens, after)
        && (dated.role == Role::When || state || stages && when == after)
        && clauses.of[when] != own
    {
        return clauses.of[when];
    }
    // "It was in 1994 that the road was paved"
    let subject = &tokens[clauses.subject(own)];
    if state
        && subject.iter().all(|token| token.is(C::IMPERSONAL))
        && !subject.is_empty()
        && tokens.get(after).is_some_and(|next| next.is(C::COMPLEMENTISER))
        && clauses.of[after] != own
    {
        return clauses.of[after];
    }
    let mut clause = own;
    while matches!(clauses.list[clause].kind, ClauseKind::Attribution | ClauseKind::Participle) {
        clause = clauses.list[clause].parent;
    }
    clause
}

/// Whether a clause tells its date's happening, and whether as past or as planned; none if it does not.
fn status(
    tokens: &[Token],
    clauses: &Clauses,
    index: usize,
    dated: &Dated,
    kind: BlockKind,
    today: NaiveDate,
) -> Option<Status> {
    let when = dated.when;
    let ahead = when.from() > today;
    let by_date = if ahead { Status::Planned } else { Status::Happened };
    let clause = &clauses.list[index];
    // What has just been published or found is the news; what was founded long ago is not.
    let fresh = !ahead && when.granularity().is_day_or_finer() && (today - when.from()).num_days() <= FRESH;
    let Some(verb) = &clause.verb else {
        // "Version 3.2, released today, fixes forty bugs", whatever the verb.
        if dated.role == Role::Passing {
            let words = tokens.iter().filter(|token| !token.mark && token.date.is_none()).count();
            let whole = tokens.last().is_some_and(|token| token.mark_of(".!"));
            return (fresh && whole && words >= 5 && clause.kind == ClauseKind::Main).then_some(Status::Happened);
        }
        let listed =
            kind == BlockKind::ListItem && dated.role != Role::Opens || matches!(dated.role, Role::Head | Role::Over);
        // "9:12 A walk through the code" stands in a table of contents.
        if dated.dayless && dated.role == Role::Head {
            return None;
        }
        let telling = tokens.iter().filter(|token| !token.mark && token.date.is_none()).count() >= 2;
        return (listed && telling).then_some(by_date);
    };
    if denied(tokens, clauses, index) || conditional(tokens, clause, &when) {
        return None;
    }
    // "iPad (released in 2011)"
    if verb.span.start > 0 && tokens[verb.span.start - 1].mark_of("([") {
        return None;
    }
    // "In a paper published in March, the team describes …"
    let comma = tokens.get(dated.phrase.end).is_some_and(|next| next.mark_of(","));
    if comma && dated.role == Role::Clause && clause.opens_with_participle(tokens) {
        return None;
    }
    if verb.negated || verb.tense == Tense::Modal {
        return None;
    }
    if dated.role == Role::Head || dated.role == Role::Over && !verb.state {
        return Some(by_date);
    }
    if dated.role == Role::Passing {
        return (fresh && !verb.state && clause.kind == ClauseKind::Main).then_some(Status::Happened);
    }
    let generic = |at: usize| clauses.of[at] == index && tokens[at].is(C::GENERIC);
    // "The vote is on 28 January"
    let copula = verb.state && verb.span.end == verb.head + 1 && tokens[verb.head].is(BE);
    let out = tokens.get(verb.span.end).is_some_and(|next| next.is(C::PARTICLE) && !next.is(C::DATING));
    let end = verb.span.end + usize::from(out);
    if copula && end == dated.phrase.start && tokens[end].is(C::DATING) && dated.role == Role::Clause {
        return Some(by_date);
    }
    let settled = !(0..tokens.len()).any(generic) && !only_identifies(tokens, clauses, index);
    if dated.role == Role::Planned && settled && (!verb.state || verb.passive) {
        let fine = when.granularity() <= Granularity::Week || verb.tense == Tense::Future;
        return (ahead && fine).then_some(Status::Planned);
    }
    // "the school is closed on Wednesday": so it is on that day at the earliest.
    if verb.state && verb.passive && verb.tense == Tense::Present && when.days() == 1 && when.from() >= today {
        return Some(by_date);
    }
    if verb.state
        || (0..tokens.len()).any(generic)
        || clauses.of[dated.token] == index && only_identifies(tokens, clauses, index)
    {
        return None;
    }
    let head = &tokens[verb.head];
    if head.is(C::CANCELLING) && (verb.passive || ahead) && (ahead || dated.token < verb.span.start) {
        return None;
    }
    // "This post covers what changed last year" tells of the post.
    let subject = &tokens[clauses.subject(index)];
    if subject.windows(2).any(|pair| pair[0].is(C::DEMONSTRATIVE) && pair[1].is(C::DOCUMENT)) && !verb.passive {
        return None;
    }
    if says_of_a_document(tokens, clause, verb, dated) || only_quotes(tokens, clauses, index, verb) {
        return None;
    }
    // "are still looking for witnesses to a burglary on Monday": the date is the burglary's.
    let goes_on = tokens[verb.span.start].is(C::BE_PRESENT.or(C::BE_CONTRACTED)) && !head.is(C::PERFORMING);
    if verb.tense == Tense::Progressive && goes_on && when.until() <= today {
        return None;
    }
    let strong_past = verb.tense == Tense::Past && !verb.weak;
    if when.granularity() >= Granularity::Decade && !strong_past {
        return None;
    }
    match verb.tense {
        Tense::Modal => None,
        Tense::Future => {
            // "was scheduled for last Friday": nobody says whether it took place.
            (when.until() > today).then_some(Status::Planned)
        }
        Tense::Would => Some(by_date),
        Tense::Past | Tense::Perfect => Some(by_date),
        Tense::Progressive => fine(&when, today, ahead).then_some(by_date),
        // "schools are closed on Wednesday" is said on that day at the latest.
        Tense::Present if verb.passive => (ahead || when.days() == 1 && when.from() == today).then_some(by_date),
        Tense::Present => {
            let listed = !matches!(kind, BlockKind::Paragraph);
            // "today we see" tells a condition, "the council meets today" a happening.
            let happens =
                tokens[verb.head].is(C::PRESENT.or(C::BASE).or(C::SAYING).or(C::STATING)) && fine(&when, today, ahead);
            (listed || ahead || happens).then_some(by_date)
        }
    }
}

/// A present tense tells a happening of its day; of a whole year or month it tells a condition.
fn fine(when: &When, _today: NaiveDate, ahead: bool) -> bool {
    ahead || when.granularity() <= Granularity::Week
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
fn conditional(tokens: &[Token], clause: &Clause, when: &When) -> bool {
    clause.opener.is_some_and(|opener| {
        let opener = &tokens[opener];
        opener.is(C::CONDITION.or(C::FREE_RELATIVE))
            || opener.is(C::COMMENT)
                && clause.verb.as_ref().is_some_and(|verb| tokens[verb.head].is(C::SAYING.or(C::STATING)))
            || opener.is(C::BACKGROUND) && !when.granularity().is_day_or_finer()
    })
}

/// "the tram line that the council approved last week": says which line is meant.
fn only_identifies(tokens: &[Token], clauses: &Clauses, index: usize) -> bool {
    let clause = &clauses.list[index];
    let Some(opener) = clause.opener.filter(|_| clause.kind == ClauseKind::Relative) else { return false };
    let apart = opener > 0 && tokens[opener - 1].mark;
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
    let subject = || &tokens[clause.start..dated.phrase.start];
    between
        && !verb.passive
        && subject().iter().any(|token| token.is(C::DOCUMENT))
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
