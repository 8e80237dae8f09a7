//! Dates that stand over a text instead of in its sentence: the heading "12 May 1826" over a
//! paragraph, the bold "Saturday, May 6." at the head of an item, the date in a row of a table.

use super::words;
use crate::language::{Classes as C, EventWords};
use crate::text::{Block, BlockKind, Text};
use crate::timex::{Timex, TimexType};
use crate::when::{Granularity, When};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A date that stands over a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// The temporal expression.
    pub(super) timex: usize,
    /// Both ends of a range in one.
    pub(super) when: When,
    /// The cell, by its place among the blocks, that names whom the one below the date tells of.
    pub(super) subject: Option<usize>,
    /// The row of short cells that together tell what happened: "Semi-final | Dunmere | won 4–1".
    pub(super) row: Option<Row>,
}

/// A row of a table, by the places of its cells among the blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its first cell.
    pub(super) first: usize,
    /// The cell behind its last.
    pub(super) end: usize,
}

/// The sentences of a text over which a date stands, by their index.
pub(super) fn heads(text: &Text, timexes: &[Timex], words: &EventWords) -> FxHashMap<usize, Head> {
    let mut finder = Finder { text, timexes, words, found: FxHashMap::default() };
    finder.blocks();
    finder.found
}

/// Whether several paragraphs begin with a date in digits and go on with a capital: "2012 Exports double".
pub(super) fn chronology(text: &Text, timexes: &[Timex]) -> bool {
    let opens = |block: &&Block| {
        let first = timexes.partition_point(|timex| timex.span.start < block.span.start);
        timexes.get(first).filter(|timex| timex.span.start == block.span.start && timex.when.is_some()).is_some_and(
            |timex| {
                let digits = text.plain[timex.span.clone()].contains(|c: char| c.is_ascii_digit());
                let rest = text.plain[timex.span.end..block.span.end].trim_start();
                digits && rest.starts_with(char::is_uppercase)
            },
        )
    };
    text.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).filter(opens).take(2).count() == 2
}

struct Finder<'a> {
    text: &'a Text,
    timexes: &'a [Timex],
    words: &'a EventWords,
    found: FxHashMap<usize, Head>,
}

impl Finder<'_> {
    fn blocks(&mut self) {
        let blocks = &self.text.blocks;
        // The line below a title is the article's own date; two such lines are a chronology.
        let lone = |block: &&Block| block.kind == BlockKind::Paragraph && self.only_date(&block.span).is_some();
        let chronology = blocks.iter().filter(lone).take(2).count() == 2;
        let mut over: Option<Head> = None;
        let (mut at, mut header) = (0, 0);
        while at < blocks.len() {
            let block = &blocks[at];
            match block.kind {
                BlockKind::Heading(_) => {
                    // "Spring" may be a chapter.
                    let digits = self.text.plain[block.span.clone()].contains(|c: char| c.is_ascii_digit());
                    let day = |head: &Head| digits || head.when.granularity() <= Granularity::Week;
                    over = self.only_date(&block.span).or_else(|| self.date_with_a_remark(&block.span)).filter(day);
                }
                BlockKind::Cell(row) => {
                    let cells = blocks[at..].iter().take_while(|block| block.kind == BlockKind::Cell(row)).count();
                    let opens = at == 0 || !matches!(blocks[at - 1].kind, BlockKind::Cell(_));
                    header = if opens { at } else { header };
                    self.row(at, &blocks[at..at + cells], &blocks[header..at]);
                    at += cells - 1;
                    over = None;
                }
                BlockKind::ListItem => {
                    self.first_sentence(block, over);
                    // A date over a list stands over each of its items, a year over the first at most.
                    over = over.filter(|head| head.when.granularity().is_day_or_finer());
                }
                BlockKind::Paragraph => match self.only_date(&block.span).filter(|_| chronology) {
                    Some(head) => over = Some(head),
                    None => {
                        self.first_sentence(block, over);
                        over = None;
                    }
                },
                BlockKind::Quotation | BlockKind::Caption => over = None,
            }
            at += 1;
        }
    }

    /// The first sentence of a block, or the second where the first is nothing but a date.
    fn first_sentence(&mut self, block: &Block, over: Option<Head>) {
        let first = block.sentences.start;
        let Some(range) = self.text.sentences.get(first) else { return };
        match self.only_date(range) {
            Some(own) if block.sentences.len() > 1 => self.found.insert(first + 1, own),
            _ => over.and_then(|head| self.found.insert(first, head)),
        };
    }

    /// A row with a date of its own tells in its longest other cell what happened; `first` is the place of its
    /// first cell among the blocks, `above` are the cells of the table above it.
    fn row(&mut self, first: usize, cells: &[Block], above: &[Block]) {
        let Some((dated, head)) =
            cells.iter().enumerate().find_map(|(index, cell)| Some((index, self.only_date(&cell.span)?)))
        else {
            return;
        };
        /// Cells of so many words tell what happened only together.
        const SHORT: usize = 2;
        let words = |block: &Block| {
            let words = self.text.plain[block.span.clone()].split_whitespace();
            words.filter(|word| word.chars().any(char::is_alphabetic)).count()
        };
        let others = cells.iter().enumerate().filter(|(index, _)| *index != dated).map(|(_, cell)| cell);
        // "First reading | passed, 74–39": what begins in the middle says more of another cell.
        let whole = |block: &Block| !self.text.plain[block.span.clone()].starts_with(char::is_lowercase);
        let several = |block: &Block| whole(block) && words(block) >= 2;
        let telling = others.max_by_key(|cell| (several(cell), words(cell), std::cmp::Reverse(cell.span.start)));
        // "Ada Low | sold to Lum": the one cell names whom the other tells of.
        let pair =
            (1..cells.len()).find(|&at| at != dated && at - 1 != dated && self.goes_on(&cells[at - 1], &cells[at]));
        if let Some(at) = pair {
            self.found.insert(cells[at].sentences.start, Head { subject: Some(first + at - 1), ..head });
        } else if let Some(cell) = telling.filter(|cell| words(cell) > SHORT) {
            self.found.insert(cell.sentences.start, head);
        } else if let Some(cell) = telling.filter(|cell| words(cell) > 0) {
            let row = Some(Row { first, end: first + cells.len() });
            self.found.insert(cell.sentences.start, Head { row, ..head });
            // "Shelling | 15 March | 30 October": once under each head of a column, but not "supported until".
            let until = |at: usize| above.get(at).is_none_or(|head| self.ends_a_state(&head.span));
            let others = cells.iter().enumerate().skip(dated + 1).filter(|(at, _)| !until(*at));
            let more: Vec<_> =
                others.filter_map(|(_, cell)| Some((cell.sentences.start, self.only_date(&cell.span)?))).collect();
            self.found.extend(more.into_iter().map(|(sentence, head)| (sentence, Head { row, ..head })));
        }
    }

    /// Whether the head of a column says until when something holds: "Supported until".
    fn ends_a_state(&self, range: &Range<usize>) -> bool {
        let tokens = words::tokens(&self.text.plain, range.clone(), self.timexes, &[], self.words);
        tokens.iter().any(|token| token.is(C::BACKGROUND.or(C::DEADLINE)))
    }

    /// Whether a cell begins with a verb in the middle of a sentence, and the one before it is a name.
    fn goes_on(&self, name: &Block, cell: &Block) -> bool {
        const LONGEST: usize = 5;
        let plain = &self.text.plain;
        let words = |block: &Block| words::tokens(plain, block.span.clone(), self.timexes, &[], self.words);
        let lower = plain[cell.span.clone()].starts_with(char::is_lowercase);
        if !lower || !plain[name.span.clone()].starts_with(char::is_uppercase) {
            return false;
        }
        let (name, cell) = (words(name), words(cell));
        let named = name.len() <= LONGEST
            && name.iter().all(|token| !token.mark && token.date.is_none() && (token.capital() || token.is(C::OF)));
        // "joins", which no list names, is written as a plural.
        let verb = C::PAST.or(C::PARTICIPLE).or(C::PAST_OR_PRESENT).or(C::PRESENT).or(C::PLURAL);
        named && cell.len() >= 2 && cell[0].is(verb)
    }

    /// "26 October 2009 (phase one)", "Phase one (26 October 2009)": a day, and in brackets a remark; or a
    /// title, and in brackets its day.
    fn date_with_a_remark(&self, range: &Range<usize>) -> Option<Head> {
        let heading = &self.text.plain[range.clone()];
        let (before, rest) = heading.split_once('(')?;
        let inside = rest.strip_suffix(')').filter(|inside| !inside.contains('('))?;
        let start = range.start;
        let first = start..start + before.trim_end().len();
        let open = start + before.len() + 1;
        let head = self.only_date(&first).or_else(|| self.only_date(&(open..open + inside.len())))?;
        head.when.granularity().is_day_or_finer().then_some(head)
    }

    /// The date of a stretch that holds nothing else.
    fn only_date(&self, range: &Range<usize>) -> Option<Head> {
        const LONGEST: usize = 60;
        if range.len() > LONGEST {
            return None;
        }
        let tokens = words::tokens(&self.text.plain, range.clone(), self.timexes, &[], self.words);
        let small = C::DATING.or(C::DETERMINER).or(C::CLOSING).or(C::OPENING).or(C::TIMES).or(C::DATE_ADVERB);
        if tokens.iter().any(|token| token.date.is_none() && !token.mark && !token.is(small)) {
            return None;
        }
        let mut dates = tokens.iter().filter_map(|token| token.date).filter_map(|timex| {
            let kind = self.timexes[timex].kind;
            let when = self.timexes[timex].when?;
            matches!(kind, TimexType::Date | TimexType::Time).then_some(Head { timex, when, subject: None, row: None })
        });
        let first = dates.next()?;
        let Some(second) = dates.next() else { return Some(first) };
        if dates.next().is_some() {
            return None;
        }
        let joined = tokens.iter().any(|token| token.dash() || token.is(C::CLOSING));
        if first.when.contains(&second.when) {
            // "Monday, May 1, 7:50 a.m."
            Some(second)
        } else if joined && first.when.from() <= second.when.from() {
            Some(Head { timex: first.timex, when: first.when.through(second.when)?, subject: None, row: None })
        } else {
            Some(first)
        }
    }
}
