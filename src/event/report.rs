//! From dated sentences to reports: which of an article's dates tell a happening.

use super::clause::Clauses;
use super::dateline::after_dateline;
use super::dating::{self, Dated, Line, Role};
use super::follow_up::{self, GoesOn, Thread};
use super::gap::Gap;
use super::headline::{self, Earlier, KnownNames, Name, Pronoun, Telling};
use super::heads::{self, Head, Row};
use super::identity;
use super::reading::Reading;
use super::sentences::Sentences;
use super::told;
use super::untold::{Silences, Untold};
use super::words::{self, Token};
use super::{Report, Status};
use crate::article::Article;
use crate::language::{Classes as C, EventWords, Language};
use crate::text::{Block, BlockKind, Span};
use crate::timex::{Policy, Timex};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The reports of one article: which of its dated sentences tell a happening.
///
/// `index` is the article's place in the list that [`merge`](super::merge) gets; `timexes` are the
/// expressions of its plain text in order.
/// [`Report::goes_on`] of each names the undated sentences that go on with it; with `follow_ups` those that
/// tell something are reports of their own, too.
pub fn reports(
    index: usize,
    article: &Article,
    timexes: &[Timex],
    language: &Language,
    follow_ups: bool,
) -> Vec<Report> {
    read(index, article, timexes, language, follow_ups).0
}

/// Why the expressions of an article became no event, those that date one left out: the index of each
/// among `timexes`, and the reason.
pub fn untold(article: &Article, timexes: &[Timex], language: &Language) -> Vec<(usize, Untold)> {
    let (reports, mut untold) = read(0, article, timexes, language, false);
    untold.retain(|(timex, _)| {
        let span = Span::from(timexes[*timex].span.clone());
        !reports.iter().any(|report| report.expression == Some(span))
    });
    untold
}

fn read(
    index: usize,
    article: &Article,
    timexes: &[Timex],
    language: &Language,
    follow_ups: bool,
) -> (Vec<Report>, Silences) {
    let sentences = Sentences::new(&article.text, timexes, &language.events);
    let mut reader = Reader {
        index,
        article,
        timexes,
        language,
        words: &language.events,
        sentences: &sentences,
        known: KnownNames::default(),
        heads: heads::heads(&article.text, timexes, &language.events),
        found: Vec::new(),
        untold: Vec::new(),
        follow_ups,
        chronology: heads::chronology(&article.text, timexes),
    };
    for (at, block) in article.text.blocks.iter().enumerate() {
        reader.block(at, block);
    }
    identity::disambiguate(&mut reader.found);
    (reader.found, reader.untold)
}

struct Reader<'a, 's> {
    index: usize,
    article: &'a Article,
    timexes: &'a [Timex],
    language: &'a Language,
    words: &'a EventWords,
    sentences: &'s Sentences<'a>,
    /// Whom the names of the article mean, once it is asked.
    known: KnownNames,
    /// The dates that stand over sentences.
    heads: FxHashMap<usize, Head>,
    found: Vec<Report>,
    untold: Silences,
    /// Whether several paragraphs begin with a date and a capital.
    chronology: bool,
    /// Whether what follows a dated sentence is told as an event of its own.
    follow_ups: bool,
}

impl<'a, 's> Reader<'a, 's> {
    fn block(&mut self, at: usize, block: &Block) {
        if matches!(block.kind, BlockKind::Quotation | BlockKind::Caption) {
            let quoted = block.kind == BlockKind::Quotation;
            self.say_nothing(&block.span, if quoted { Untold::Quotation } else { Untold::Caption });
            return;
        }
        let cell = matches!(block.kind, BlockKind::Cell(_));
        // Blocks without a date cost nothing.
        let dated = !cell && self.has_date(&block.span);
        if !dated && !self.heads.contains_key(&block.sentences.start) {
            return;
        }
        let mut thread: Option<Thread> = None;
        for sentence in block.sentences.clone() {
            let range = self.article.text.sentences[sentence].clone();
            let head = self.heads.get(&sentence).copied();
            if head.is_some() || dated && self.has_date(&range) {
                let first = self.found.len();
                self.sentence(at, sentence, range, head);
                thread = self.thread(first, sentence);
            } else {
                thread = thread.and_then(|thread| self.follow(thread, at, sentence));
            }
        }
    }

    fn reading<'r>(&self, tokens: &'r [Token<'r>], clauses: &'r Clauses, block: usize) -> Reading<'r>
    where
        'a: 'r,
    {
        let kind = self.article.text.blocks[block].kind;
        Reading { tokens, clauses, timexes: self.timexes, kind, today: self.article.date, chronicle: false }
    }

    /// What can be gone on with after a sentence: a happening of one day that is over.
    fn thread(&self, first: usize, sentence: usize) -> Option<Thread> {
        let report = self.found.get(first)?;
        let one = self.found[first..].iter().all(|other| other.when == report.when);
        let over = report.status == Status::Happened && report.when.from() <= self.article.date;
        let day = report.when.granularity().is_day_or_finer() && report.when.days() == 1;
        (one && over && day).then_some(Thread { report: first, sentence, followed: 0 })
    }

    /// Lays an undated sentence to the happening that it goes on with; none where it does not.
    fn follow(&mut self, thread: Thread, block: usize, sentence: usize) -> Option<Thread> {
        if thread.followed == follow_up::MOST {
            return None;
        }
        let plain = self.article.text.plain.as_str();
        let range = self.article.text.sentences[sentence].clone();
        let tokens = self.sentences.tokens(block, sentence);
        let before = self.sentences.tokens(block, thread.sentence);
        let clauses = Clauses::new(tokens);
        let reading = self.reading(tokens, &clauses, block);
        let goes_on = follow_up::goes_on(&reading, before, self.words)?;
        let words = self.language.goes_on();
        let report = self.found.get_mut(thread.report)?;
        if report.goes_on.is_empty() && !words.is_empty() {
            report.reason = format!("{} {words}", report.reason).trim().into();
        }
        report.goes_on.push(range.clone().into());
        let report = report.clone();
        if let (GoesOn::Tells(clause), true) = (goes_on, self.follow_ups) {
            let telling = Telling {
                plain,
                tokens,
                clauses: &clauses,
                clause,
                attributed: false,
                dated: &[clause],
                gap: None,
                gaps: &[],
                phrases: follow_up::opening(tokens),
                words: self.words,
                before: &|pronoun| self.name_before(block, sentence, pronoun),
                whole: &|last| self.whole_name(block, sentence, last),
            };
            let headline = headline::headline(&telling);
            let expression = report.expression.and_then(|span| plain.get(span.range())).unwrap_or_default();
            if !headline.is_empty() {
                self.found.push(Report {
                    id: identity::of_report(&self.article.path, &plain[range.clone()], expression).into(),
                    sentence: range.into(),
                    expression: None,
                    headline: headline.into(),
                    reason: self.language.carried_on(expression).into(),
                    salience: report.salience * 0.8,
                    goes_on: Vec::new(),
                    ..report
                });
            }
        }
        Some(Thread { followed: thread.followed + 1, ..thread })
    }

    /// Notes why the expressions of a stretch date nothing.
    fn say_nothing(&mut self, range: &Range<usize>, why: Untold) {
        let first = self.timexes.partition_point(|timex| timex.span.start < range.start);
        let timexes = self.timexes[first..].iter().take_while(|timex| timex.span.start < range.end);
        self.untold.extend(timexes.enumerate().map(|(place, _)| (first + place, why)));
    }

    fn has_date(&self, range: &Range<usize>) -> bool {
        let first = self.timexes.partition_point(|timex| timex.span.start < range.start);
        self.timexes[first..]
            .iter()
            .take_while(|timex| timex.span.start < range.end)
            .any(|timex| timex.when.is_some() && !dating::carries_on(timex))
    }

    fn sentence(&mut self, at: usize, sentence: usize, range: Range<usize>, head: Option<Head>) {
        let plain = self.article.text.plain.as_str();
        let block = &self.article.text.blocks[at];
        let tokens = self.sentences.tokens(at, sentence);
        if is_label(tokens, self.timexes, self.words) {
            self.say_nothing(&range, Untold::Label);
            return;
        }
        let tokens = after_dateline(tokens);
        let clauses = Clauses::new(tokens);
        let first = block.sentences.start == sentence;
        let dated = tokens.first().is_some_and(|token| token.date.is_some());
        let line = first && (dated || block.kind != BlockKind::Paragraph);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let line = Line { listed: line, chronology: self.chronology, heading };
        let (mut dates, untold) = dating::dates(tokens, &clauses, self.timexes, line, self.words);
        self.untold.extend(untold);
        dates.retain(|dated| !self.article.text.touches_code(&self.timexes[dated.timex].span));
        let over = head.as_ref().map(Dated::over);
        // "12 May 1826 The line opens; the inns follow in June."
        let chronicle = dates.iter().any(|dated| dated.role == Role::Head && !dated.dayless)
            || block.sentences.clone().take_while(|&at| at <= sentence).take(2).any(|at| self.heads.contains_key(&at));
        let reading = Reading { chronicle, ..self.reading(tokens, &clauses, at) };
        let (mut told, untold) = told::told(&reading, &dates);
        self.untold.extend(untold);
        // "Mon 12 Sept. First shells land at 04:20": the hour is that day's.
        let hours = |over: &&Dated| over.when.days() == 1 && told.iter().all(|told| told.dated.dayless);
        if let Some(over) = over.as_ref().filter(|over| told.is_empty() || hours(over)) {
            told = told::told(&reading, std::slice::from_ref(over)).0;
        } else if let Some(over) = over.as_ref().filter(|over| over.when.granularity().is_day_or_finer()) {
            // "9 August. A car flags two defects, says a log that was found last month": the defects are of August.
            let dateless = !tokens.iter().zip(&clauses.of).any(|(token, of)| *of == 0 && token.date.is_some());
            if dateless && told.iter().all(|told| told.clause != 0) {
                let mut main = told::told(&reading, std::slice::from_ref(over)).0;
                main.append(&mut told);
                told = main;
            }
        }
        let dated_clauses: Vec<usize> = told.iter().map(|told| told.clause).collect();
        let gaps: Vec<Gap> = told.iter().filter_map(|told| told.gap.clone()).collect();
        let mut reports: Vec<Report> = Vec::new();
        for told in told {
            let telling = Telling {
                plain,
                tokens,
                clauses: &clauses,
                clause: told.clause,
                attributed: told.statement,
                dated: &dated_clauses,
                gap: told.gap.as_ref(),
                gaps: &gaps,
                phrases: dates.iter().map(|dated| dated.phrase.clone()).collect(),
                words: self.words,
                before: &|pronoun| self.name_before(at, sentence, pronoun),
                whole: &|last| self.whole_name(at, sentence, last),
            };
            let mut headline = headline::headline(&telling);
            // Where there is no room for what was said and who says it, that is all the second has of its own.
            let says = clauses.of[told.dated.token];
            let twice = dated_clauses.iter().filter(|clause| **clause == told.clause).count() > 1;
            if told.statement && twice && told.clause != says && !names_all(&headline, &tokens[clauses.subject(says)]) {
                let own = headline::headline(&Telling { clause: says, ..telling });
                headline = if own.is_empty() { headline } else { own };
            }
            // "Ada Low | sold to Lum"
            if let Some(subject) = head.and_then(|head| head.subject).filter(|_| told.dated.role == Role::Over) {
                let name = plain[self.article.text.blocks[subject].span.clone()].trim();
                let (first, rest) = headline.split_at(headline.chars().next().map_or(0, char::len_utf8));
                let whole = format!("{name} {}{rest}", first.to_lowercase());
                if !rest.is_empty() && whole.split_whitespace().count() <= headline::MOST_WORDS {
                    headline = whole;
                }
            }
            if let Some(row) = head.and_then(|head| head.row).filter(|_| told.dated.role == Role::Over) {
                headline = self.headline_of_row(row);
            }
            // "Released": one word tells nothing where no table or heading stands around it.
            let stands = matches!(told.dated.role, Role::Head | Role::Over) && !headline.is_empty();
            if !(stands || headline.contains(' '))
                || reports.iter().any(|report| *report.headline == *headline && report.when == told.dated.when)
            {
                continue;
            }
            let timex = &self.timexes[told.dated.timex];
            reports.push(Report {
                id: identity::of_report(&self.article.path, &plain[range.clone()], &plain[timex.span.clone()]).into(),
                article: self.index,
                sentence: range.clone().into(),
                expression: Some(timex.span.clone().into()),
                when: told.dated.when,
                headline: headline.into(),
                status: told.status,
                reason: timex.explain(plain, self.language).into(),
                salience: salience(block.kind, sentence),
                goes_on: Vec::new(),
                edited: None,
            });
        }
        self.found.extend(reports);
    }

    /// What the short cells of a row tell together, those left out that hold nothing but a date.
    fn headline_of_row(&self, row: Row) -> String {
        let text = &self.article.text;
        let told = |block: &&Block| {
            let cell = &text.plain[block.span.clone()];
            cell.contains(char::is_alphanumeric) && !self.dates_only(&block.span)
        };
        let cells = text.blocks[row.first..row.end].iter().filter(told);
        let cells: Vec<&str> = cells.map(|block| text.plain[block.span.clone()].trim()).collect();
        let mut headline = cells.join(", ");
        while headline.split_whitespace().count() > headline::MOST_WORDS
            && let Some(end) = headline.rfind(", ")
        {
            headline.truncate(end);
        }
        headline
    }

    /// Whether a stretch holds nothing but dates.
    fn dates_only(&self, range: &Range<usize>) -> bool {
        let tokens = words::tokens(&self.article.text.plain, range.clone(), self.timexes, &[], self.words);
        let mut words = tokens.iter().filter(|token| !token.mark).peekable();
        words.peek().is_some() && words.all(|token| token.date.is_some())
    }

    /// Whom a pronoun at the head of a sentence means.
    fn name_before(&self, block: usize, sentence: usize, pronoun: Pronoun) -> Option<Name> {
        self.earlier(block, sentence, |earlier| earlier.name(pronoun))
    }

    /// The whole name of whom the article calls by the last one.
    fn whole_name(&self, block: usize, sentence: usize, last: &str) -> Option<String> {
        self.earlier(block, sentence, |earlier| earlier.whole_name(last))
    }

    fn earlier<T>(&self, block: usize, sentence: usize, ask: impl FnOnce(Earlier) -> T) -> T {
        let (text, known) = (&self.article.text, &self.known);
        let tokens = |block: usize, sentence: usize| self.sentences.tokens(block, sentence);
        let author = self.article.author.as_deref();
        ask(Earlier { text, author, words: self.words, sentence, block, known, tokens: &tokens })
    }
}

/// A headline for a sentence in which no happening was seen: its main clause, else its first words.
pub(super) fn headline_of(article: &Article, sentence: usize, words: &EventWords) -> String {
    let plain = article.text.plain.as_str();
    let range = article.text.sentences[sentence].clone();
    let tokens = words::tokens(plain, range.clone(), &[], &[], words);
    let clauses = Clauses::new(&tokens);
    let telling = Telling {
        plain,
        tokens: &tokens,
        clauses: &clauses,
        clause: 0,
        attributed: false,
        dated: &[0],
        gap: None,
        gaps: &[],
        phrases: Vec::new(),
        words,
        before: &|_| None,
        whole: &|_| None,
    };
    let headline = headline::headline(&telling);
    if headline.is_empty() { cut(&plain[range]) } else { headline }
}

/// The first words of a sentence, no more than a headline may have.
pub(super) fn cut(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let more = if words.len() > headline::MOST_WORDS { "…" } else { "" };
    words[..words.len().min(headline::MOST_WORDS)].join(" ").trim_end_matches('.').to_owned() + more
}

/// How prominently an article tells something: the sooner the more.
fn salience(kind: BlockKind, sentence: usize) -> f64 {
    let place = 1.0 / (1.0 + sentence as f64 / 8.0);
    if kind == BlockKind::ListItem { place * 0.8 } else { place }
}

/// Whether a headline still holds each word of who says it.
fn names_all(headline: &str, speaker: &[Token]) -> bool {
    let holds = |token: &Token| headline.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == token.text);
    speaker.iter().all(|token| token.mark || token.is(C::ARTICLE) || token.date.is_some() || holds(token))
}

/// "Posted on 5 May", "Photo: …", "Leave a reply", "A comment posted on 5 May:".
fn is_label(tokens: &[Token], timexes: &[Timex], words: &EventWords) -> bool {
    const SHORT: usize = 14;
    if let [.., date, colon] = tokens
        && date.date.is_some()
        && colon.mark_of(":")
        && tokens.len() <= SHORT
    {
        return true;
    }
    // "Mill closes for good - 3 hrs ago": what a page says of its links.
    let ago = |at: usize| {
        let counted = tokens[at].date.is_some_and(|timex| timexes[timex].reason.policy == Policy::Counted);
        let digits = tokens[at].text.starts_with(|first: char| first.is_ascii_digit());
        counted && digits && tokens[at - 1].dash() && tokens.get(at + 1).is_none_or(Token::capital)
    };
    if (1..tokens.len()).any(ago) {
        return true;
    }
    // "Dec 7th (View in my timezone)"
    if let [date, open, .., close] = tokens
        && date.date.is_some()
        && open.mark_of("(")
        && close.mark_of(")")
        && tokens[2..tokens.len() - 1].iter().all(|token| !token.mark)
    {
        return true;
    }
    let length = words.label(tokens.iter().take(4).map(|token| token.text));
    // "Corrected on 24 September: an earlier version had it wrong."
    if length > 1
        && tokens.get(length).is_some_and(|token| token.date.is_some())
        && tokens.get(length + 1).is_some_and(|token| token.mark_of(":"))
    {
        return true;
    }
    // "Published in 1998, the book changed" is prose: a label is followed by a mark or a date, and little else.
    length > 0
        && (tokens.len() <= 12 || tokens.get(length).is_some_and(|token| token.mark_of(":|")))
        && !tokens.iter().any(|token| token.mark_of(","))
}
