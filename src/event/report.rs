//! From dated sentences to reports: which of an article's dates tell a happening.

use super::Report;
use super::clause::Clauses;
use super::dating::{self, Dated};
use super::headline::{self, Name, Telling};
use super::heads::{self, Head};
use super::identity;
use super::told;
use super::words::{self, Token};
use crate::article::Article;
use crate::language::{EventWords, Language};
use crate::text::{Block, BlockKind};
use crate::timex::Timex;
use rustc_hash::FxHashMap;
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
        heads: heads::heads(&article.text, timexes, &language.events),
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
    /// The dates that stand over sentences.
    heads: FxHashMap<usize, Head>,
    found: Vec<Report>,
}

impl Reader<'_> {
    fn block(&mut self, at: usize, block: &Block) {
        if matches!(block.kind, BlockKind::Quotation | BlockKind::Caption) {
            return;
        }
        let cell = matches!(block.kind, BlockKind::Cell(_));
        // Blocks without a date cost nothing.
        let dated = !cell && self.has_date(&block.span);
        if !dated && !self.heads.contains_key(&block.sentences.start) {
            return;
        }
        let quotations = self.quotations(at);
        for sentence in block.sentences.clone() {
            let range = self.article.text.sentences[sentence].clone();
            let head = self.heads.get(&sentence).copied();
            if head.is_some() || dated && self.has_date(&range) {
                self.sentence(block, sentence, range, head, &quotations);
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

    fn sentence(
        &mut self,
        block: &Block,
        sentence: usize,
        range: Range<usize>,
        head: Option<Head>,
        quotations: &[Range<usize>],
    ) {
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
        let mut dates = dating::dates(&tokens, &clauses, self.timexes, line, self.words);
        dates.retain(|dated| !self.article.text.touches_code(&self.timexes[dated.timex].span));
        let over = head.as_ref().map(Dated::over);
        let mut told = told::told(&tokens, &clauses, &dates, block.kind, self.article.date);
        if let Some(over) = over.as_ref().filter(|_| told.is_empty()) {
            told = told::told(&tokens, &clauses, std::slice::from_ref(over), block.kind, self.article.date);
        }
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
            if headline.is_empty()
                || reports.iter().any(|report| report.headline == headline && report.when == told.dated.when)
            {
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
                edited: None,
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
        phrases: Vec::new(),
        words,
        before: None,
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
