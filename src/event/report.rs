//! From dated sentences to reports: which of an article's dates tell a happening.

use super::clause::{Clause, ClauseKind, Clauses};
use super::dating::{self, Dated, Role};
use super::headline::{self, Name, Telling};
use super::identity;
use super::verb::{Tense, Verb};
use super::words::{self, Token};
use super::{Report, Status};
use crate::article::Article;
use crate::language::{Classes as C, EventWords, Language};
use crate::text::{Block, BlockKind};
use crate::timex::Timex;
use crate::when::{Granularity, When};
use chrono::NaiveDate;
use std::ops::Range;
use std::rc::Rc;

/// The reports of one article: which of its dated sentences tell a happening.
///
/// `index` is the article's place in the list that [`merge`](super::merge) gets; `timexes` are the
/// expressions of its plain text in order.
pub fn reports(index: usize, article: &Article, timexes: &[Timex], language: &Language) -> Vec<Report> {
    let mut reader = Reader {
        index,
        article,
        timexes,
        language,
        words: &language.events,
        quotations: Vec::new(),
        found: Vec::new(),
    };
    reader.quotations = vec![None; article.text.blocks.len()];
    for (at, block) in article.text.blocks.iter().enumerate() {
        reader.block(at, block);
    }
    identity::disambiguate(&mut reader.found);
    reader.found
}

struct Reader<'a> {
    index: usize,
    article: &'a Article,
    timexes: &'a [Timex],
    language: &'a Language,
    words: &'a EventWords,
    /// The quotations of each block, once they are asked for: a block of a thousand sentences is
    /// looked through once, not once a sentence.
    quotations: Vec<Option<Rc<[Range<usize>]>>>,
    found: Vec<Report>,
}

/// A clause that tells a happening, and its date.
struct Told<'d> {
    clause: usize,
    dated: &'d Dated,
    status: Status,
    /// The happening is that someone said it: "the mill could close, a minister said on Friday".
    statement: bool,
}

impl Reader<'_> {
    fn block(&mut self, at: usize, block: &Block) {
        if matches!(block.kind, BlockKind::Quotation | BlockKind::Caption | BlockKind::Cell) {
            return;
        }
        // Blocks without a date cost nothing.
        if !self.has_date(&block.span) {
            return;
        }
        let quotations = self.quotations(at);
        for sentence in block.sentences.clone() {
            let range = self.article.text.sentences[sentence].clone();
            if self.has_date(&range) {
                self.sentence(block, sentence, range, &quotations);
            }
        }
    }

    fn quotations(&mut self, block: usize) -> Rc<[Range<usize>]> {
        let text = &self.article.text;
        let find = || words::quotations(&text.plain, text.blocks[block].span.clone(), self.words).into();
        Rc::clone(self.quotations[block].get_or_insert_with(find))
    }

    fn has_date(&self, range: &Range<usize>) -> bool {
        let first = self.timexes.partition_point(|timex| timex.span.start < range.start);
        self.timexes[first..].iter().take_while(|timex| timex.span.start < range.end).any(|timex| timex.when.is_some())
    }

    fn sentence(&mut self, block: &Block, sentence: usize, range: Range<usize>, quotations: &[Range<usize>]) {
        let plain = self.article.text.plain.as_str();
        let tokens = words::tokens(plain, range.clone(), self.timexes, quotations, self.words);
        if is_label(&tokens, self.words) {
            return;
        }
        let tokens = after_dateline(tokens);
        let clauses = Clauses::new(&tokens);
        let first = block.sentences.start == sentence;
        let dated = tokens.first().is_some_and(|token| token.date.is_some());
        let line = first && (dated || block.kind != BlockKind::Paragraph);
        let mut dates = dating::dates(&tokens, &clauses, self.timexes, line);
        dates.retain(|dated| !self.article.text.touches_code(&self.timexes[dated.timex].span));
        let told = self::told(&tokens, &clauses, &dates, block.kind, self.article.date);
        let dated_clauses: Vec<usize> = told.iter().map(|told| told.clause).collect();
        let mut reports: Vec<Report> = Vec::new();
        for told in told {
            let telling = Telling {
                plain,
                tokens: &tokens,
                clauses: &clauses,
                clause: told.clause,
                attributed: told.statement,
                dated: &dated_clauses,
                phrases: dates.iter().map(|dated| dated.phrase.clone()).collect(),
                words: self.words,
                before: self.subject_before(block, sentence),
            };
            let headline = headline::headline(&telling);
            if headline.is_empty() || reports.iter().any(|report| report.headline == headline) {
                continue;
            }
            let timex = &self.timexes[told.dated.timex];
            reports.push(Report {
                id: identity::of_report(&self.article.path, &plain[range.clone()], &plain[timex.span.clone()]),
                article: self.index,
                sentence: range.clone(),
                expression: Some(timex.span.clone()),
                when: told.dated.when,
                headline,
                status: told.status,
                reason: timex.explain(plain, self.language),
                salience: salience(block.kind, sentence),
            });
        }
        self.found.extend(reports);
    }

    /// The subject of an earlier sentence that a pronoun of this one can mean: a thing of the sentence
    /// before, a person also from further up.
    fn subject_before(&mut self, block: &Block, sentence: usize) -> Option<Name> {
        const SENTENCES_BACK: usize = 4;
        let article = self.article;
        let text = &article.text;
        (0..sentence).rev().take(SENTENCES_BACK).find_map(|before| {
            let range = text.sentences[before].clone();
            let at = text.blocks.partition_point(|block| block.sentences.end <= before);
            text.blocks.get(at).filter(|other| other.kind == block.kind)?;
            let quotations = self.quotations(at);
            let tokens = words::tokens(&text.plain, range, self.timexes, &quotations, self.words);
            let name = headline::name_of_subject(&text.plain, &tokens, &Clauses::new(&tokens), self.words)?;
            let next = before + 1 == sentence && block.sentences.contains(&before);
            (name.person || next).then_some(name)
        })
    }
}

/// How prominently an article tells something: the sooner the more.
fn salience(kind: BlockKind, sentence: usize) -> f64 {
    let place = 1.0 / (1.0 + sentence as f64 / 8.0);
    if kind == BlockKind::ListItem { place * 0.8 } else { place }
}

/// "Posted on 5 May", "Photo: …", "Leave a reply", "A comment posted on 5 May:".
fn is_label(tokens: &[Token], words: &EventWords) -> bool {
    const SHORT: usize = 14;
    if let [.., date, colon] = tokens
        && date.date.is_some()
        && colon.mark_of(":")
        && tokens.len() <= SHORT
    {
        return true;
    }
    let lower: Vec<String> = tokens.iter().take(4).map(|token| token.text.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let length = words.label(&lower);
    // "Published in 1998, the book changed" is prose: a label is followed by a mark or a date, and little else.
    length > 0
        && (tokens.len() <= 12 || tokens.get(length).is_some_and(|token| token.mark_of(":|")))
        && !tokens.iter().any(|token| token.mark_of(","))
}

/// "BERLIN, May 5 (Wire) – …": the sentence without what stands before the dash.
fn after_dateline(mut tokens: Vec<Token>) -> Vec<Token> {
    const LONGEST: usize = 14;
    let Some(date) = tokens.iter().take(6).position(|token| token.date.is_some()) else { return tokens };
    let shouted = tokens[0].text.len() > 2 && !tokens[0].text.chars().any(char::is_lowercase);
    let dash = (date..tokens.len().min(date + LONGEST)).find(|&at| tokens[at].dash());
    match dash {
        Some(dash) if shouted && date > 0 && !tokens[0].mark => tokens.split_off(dash + 1),
        _ => tokens,
    }
}

/// The clauses of a sentence that tell a dated happening.
fn told<'d>(
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
        let attributed = clauses.list[own].kind == ClauseKind::Attribution;
        let status = status(tokens, clauses, clause, dated, kind, today);
        // What is only said to come or to be possible happens on the day on which it is said.
        let uncertain = clauses.list[clause].verb.as_ref().is_some_and(|verb| uncertain(verb.tense));
        let statement = attributed && (uncertain || !matches!(status, Some(Status::Happened)));
        let status = if statement { status_of_saying(dated, today) } else { status };
        let Some(status) = status else { continue };
        match told.iter_mut().find(|other| other.clause == clause) {
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
    let inner: Vec<usize> = told.iter().map(|told| told.clause).collect();
    told.retain(|told| {
        let said = |clause: &usize| {
            let inner = &clauses.list[*clause];
            inner.kind == ClauseKind::Complement && inner.parent == told.clause && *clause != told.clause
        };
        told.statement || !only_says(told) || !inner.iter().any(said)
    });
    told
}

fn uncertain(tense: Tense) -> bool {
    matches!(tense, Tense::Future | Tense::Would | Tense::Modal)
}

fn status_of_saying(dated: &Dated, today: NaiveDate) -> Option<Status> {
    (dated.when.from() <= today && dated.role == Role::Clause).then_some(Status::Happened)
}

/// The clause that a date dates: its own, or the one that "when" opens after it, or for the date
/// of an attribution what is attributed.
fn target(tokens: &[Token], clauses: &Clauses, dated: &Dated) -> usize {
    let own = clauses.of[dated.token];
    let after = dated.phrase.end.max(dated.token + 1);
    let stages = clauses.list[own].verb.as_ref().is_some_and(|verb| verb.state || tokens[verb.head].is(C::STAGING));
    if stages && tokens.get(after).is_some_and(|token| token.is(C::WHEN)) && clauses.of[after] != own {
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
    let Some(verb) = &clause.verb else {
        let listed = kind == BlockKind::ListItem && dated.role != Role::Opens || dated.role == Role::Head;
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
    if verb.negated || verb.tense == Tense::Modal {
        return None;
    }
    if dated.role == Role::Head {
        return Some(by_date);
    }
    let generic = |at: usize| clauses.of[at] == index && tokens[at].is(C::GENERIC);
    if verb.state || (0..tokens.len()).any(generic) || only_identifies(tokens, clauses, index) {
        return None;
    }
    if dated.role == Role::Planned {
        return ahead.then_some(Status::Planned);
    }
    let head = &tokens[verb.head];
    if head.is(C::CANCELLING) && (verb.passive || ahead) && (ahead || dated.token < verb.span.start) {
        return None;
    }
    if says_of_a_document(tokens, clause, verb, dated) {
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
        Tense::Present if verb.passive => ahead.then_some(Status::Planned),
        Tense::Present => {
            let listed = !matches!(kind, BlockKind::Paragraph);
            // "today we see" tells a condition, "the council meets today" a happening.
            let happens = tokens[verb.head].is(C::PRESENT.or(C::SAYING).or(C::STATING)) && fine(&when, today, ahead);
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

/// "if it opened", "since records began in 1931"; but "since the club won on Sunday" tells of Sunday.
fn conditional(tokens: &[Token], clause: &Clause, when: &When) -> bool {
    clause.opener.is_some_and(|opener| {
        let opener = &tokens[opener];
        opener.is(C::CONDITION.or(C::FREE_RELATIVE))
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

/// "The ministry's statement on Friday said": what the statement says is no happening of that day.
fn says_of_a_document(tokens: &[Token], clause: &Clause, verb: &Verb, dated: &Dated) -> bool {
    let between = clause.start < dated.phrase.start && dated.token < verb.span.start;
    between && tokens[verb.head].is(C::SAYING) && tokens[dated.phrase.start - 1].is(C::DOCUMENT)
}
