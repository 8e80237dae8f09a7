//! Words, numbers and marks around a trigger, each with its readings in the language pack.

use super::expression::{Node, NodeId};
use super::letter::{is_letter, word_end};
use super::lexicon::{Builtin, Entry, Lexicon, Symbol, has_capital};
use super::numeric;
use super::term::{Term, TermId};
use std::ops::Range;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// A hyphen without white space.
    Hyphen,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    /// Its readings in [`Tokens::readings`].
    pub first: u32,
    pub last: u32,
    /// A full stop follows that belongs to the abbreviation.
    pub dotted: bool,
    /// It is neither a word nor a number.
    pub mark: bool,
}

/// The tokens of one island of text; the memory is used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub tokens: Vec<Token>,
    pub readings: Vec<TokenReading>,
    /// What readings and matches come to; the first is [`Term::Nil`].
    pub terms: Vec<Term>,
    pub nodes: Vec<Node>,
}

/// One thing that a token can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenReading {
    pub symbol: Symbol,
    pub value: TermId,
}

/// No expression is longer than this, so that a text of nothing but words of time stays linear.
pub(crate) const LONGEST: usize = 48;

impl Tokens {
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.readings.clear();
        self.terms.clear();
        self.terms.push(Term::Nil);
        self.nodes.clear();
    }

    /// Leaves out the tokens that reach beyond a byte; the end of the last one that stays if one was left out.
    pub fn cut(&mut self, limit: usize) -> Option<usize> {
        let count = self.tokens.iter().take_while(|token| token.end <= limit).count();
        if count == self.tokens.len() {
            return None;
        }
        self.tokens.truncate(count);
        Some(limit)
    }

    #[inline]
    pub fn readings(&self, token: &Token) -> &[TokenReading] {
        &self.readings[token.first as usize..token.last as usize]
    }

    pub fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() as u32 - 1)
    }

    fn read(&mut self, symbol: Symbol, value: Term) {
        let value = if value == Term::Nil {
            TermId::NIL
        } else {
            self.terms.push(value);
            TermId(self.terms.len() as u32 - 1)
        };
        self.readings.push(TokenReading { symbol, value });
    }

    /// Reads tokens from `from` on until one is unknown; returns the byte after the last one.
    pub fn fill(&mut self, text: &str, from: usize, lexicon: &Lexicon) -> usize {
        let bytes = text.as_bytes();
        let mut at = from;
        let mut end = from;
        let mut gap = Gap::None;
        while self.tokens.len() < LONGEST && at < bytes.len() {
            let first = self.readings.len() as u32;
            let Some((stop, dotted)) = self.token_at(text, at, gap, lexicon) else { break };
            let mark = !bytes[at].is_ascii_digit() && !is_letter(bytes[at]);
            self.tokens.push(Token {
                start: at,
                end: stop,
                gap,
                first,
                last: self.readings.len() as u32,
                dotted,
                mark,
            });
            end = stop;
            let Some((next, next_gap)) = skip_gap(bytes, stop + usize::from(dotted)) else { break };
            at = next;
            gap = next_gap;
        }
        end
    }

    /// Reads one token; none if nothing known stands here.
    fn token_at(&mut self, text: &str, at: usize, gap: Gap, lexicon: &Lexicon) -> Option<(usize, bool)> {
        let bytes = text.as_bytes();
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            if let Some(end) = self.word_of_digits(bytes, at, lexicon) {
                return Some((end, false));
            }
            return Some((self.number_at(text, at, gap, lexicon), false));
        }
        if is_letter(byte) {
            return self.word_at(text, at, lexicon);
        }
        let (mark, length) = mark_at(bytes, at)?;
        // The genitive is one token: "year's".
        if mark == b'\''
            && gap == Gap::None
            && let Some(ending) = lexicon.genitive(&bytes[at + length..])
        {
            self.read(lexicon.builtin(Builtin::Genitive), Term::Nil);
            return Some((at + length + ending, false));
        }
        let symbol = lexicon.mark(mark)?;
        self.read(symbol, Term::Nil);
        Some((at + length, false))
    }

    /// A word that begins with a digit, "2morrow"; none where no such word is known.
    fn word_of_digits(&mut self, text: &[u8], at: usize, lexicon: &Lexicon) -> Option<usize> {
        let letter = text.get(at + 1).filter(|byte| byte.is_ascii_alphabetic());
        let end = letter.map(|_| word_end(text, at + 1))?;
        self.look_up(text, at..end, lexicon).map(|_| end)
    }

    fn word_at(&mut self, text: &str, at: usize, lexicon: &Lexicon) -> Option<(usize, bool)> {
        let bytes = text.as_bytes();
        let end = word_end(bytes, at);
        if end == at + 1
            && bytes.get(end) == Some(&b'.')
            && let Some(letters) = initials(bytes, at)
            && self.look_up(letters.as_bytes(), 0..letters.length, lexicon).is_some()
        {
            let stop = at + 2 * letters.length - 1;
            return Some((stop, bytes.get(stop) == Some(&b'.')));
        }
        let entry = self.look_up(bytes, at..end, lexicon)?;
        Some((end, entry.dotted && bytes.get(end) == Some(&b'.')))
    }

    /// Reads a word; none if it has no reading here.
    fn look_up<'l>(&mut self, text: &[u8], word: Range<usize>, lexicon: &'l Lexicon) -> Option<&'l Entry> {
        let entry = lexicon.entry_at(text, word.clone())?;
        let before = self.readings.len();
        let capital = has_capital(&text[word]);
        for reading in lexicon.readings(entry, capital) {
            self.read(reading.symbol, reading.value);
        }
        (self.readings.len() > before).then_some(entry)
    }

    /// A number, or one of the forms that are the same in every language: `2021-03-05`, `3/5/2021`, `15:30`.
    fn number_at(&mut self, text: &str, at: usize, gap: Gap, lexicon: &Lexicon) -> usize {
        let bytes = text.as_bytes();
        if gap != Gap::Hyphen {
            if let Some((end, partial, clock)) = numeric::iso(bytes, at) {
                let date = self.add(Node::Partial(partial));
                let node = match clock {
                    Some(clock) => self.add(Node::At { date, clock }),
                    None => date,
                };
                self.read(lexicon.builtin(Builtin::IsoDate), Term::Node(node));
                if let Some((first, last)) = numeric::year_span(&partial) {
                    let [first, last] = [first, last].map(|year| self.add(Node::Partial(year)));
                    let span = self.add(Node::Span { first, last });
                    self.read(lexicon.builtin(Builtin::YearSpan), Term::Node(span));
                }
                return end;
            }
            if let Some((end, partial)) = numeric::date(bytes, at, lexicon.date_order()) {
                let node = self.add(Node::Partial(partial));
                self.read(lexicon.builtin(Builtin::NumericDate), Term::Node(node));
                return end;
            }
        }
        if let Some((end, clock)) = numeric::clock(bytes, at) {
            // `start="1:07:41"` is the place in a recording, or whatever else code calls so.
            let code = bytes[..at].ends_with(b"=\"");
            let (class, value) =
                if code { (Builtin::Unknown, Term::Nil) } else { (Builtin::Clock, Term::Clock(clock)) };
            self.read(lexicon.builtin(class), value);
            return end;
        }
        let number = numeric::integer(bytes, at, lexicon.digits());
        if number.fraction
            && let Some(clock) = numeric::dotted_clock(bytes, at)
        {
            self.read(lexicon.builtin(Builtin::DottedClock), Term::Clock(clock));
        }
        self.number_readings(&number, lexicon);
        number.end
    }

    fn number_readings(&mut self, number: &numeric::Number, lexicon: &Lexicon) {
        let Some(value) = number.value else {
            self.read(lexicon.builtin(Builtin::Unknown), Term::Nil);
            return;
        };
        if number.fraction {
            self.read(lexicon.builtin(Builtin::Decimal), Term::Number(value));
            return;
        }
        let whole = value as i32;
        self.read(lexicon.builtin(Builtin::Integer), Term::Int(whole));
        if number.grouped {
            return;
        }
        if (3..=4).contains(&number.digits)
            && let Some(clock) = numeric::glued_clock(whole.unsigned_abs())
        {
            self.read(lexicon.builtin(Builtin::GluedClock), Term::Clock(clock));
        }
        let mut also = |builtin: Builtin| self.read(lexicon.builtin(builtin), Term::Int(whole));
        match number.digits {
            1 | 2 => {
                if (1..=31).contains(&whole) {
                    also(Builtin::DayOfMonth);
                }
                if (0..=24).contains(&whole) {
                    also(Builtin::HourOfDay);
                }
                if number.digits == 2 {
                    also(Builtin::TwoDigits);
                }
            }
            3 => also(Builtin::ThreeDigits),
            4 => {
                also(Builtin::FourDigits);
                if (1000..=2999).contains(&whole) {
                    also(Builtin::Year);
                }
                if (1500..=2100).contains(&whole) {
                    also(Builtin::ModernYear);
                }
            }
            _ => {}
        }
    }
}

/// Single letters with full stops between them, without the stops: "a.m." is "am", "B.C." is "BC".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Initials {
    letters: [u8; 4],
    pub length: usize,
}

impl Initials {
    pub fn as_bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// The initials that start here; none if fewer than two or more than four letters do.
pub(crate) fn initials(bytes: &[u8], at: usize) -> Option<Initials> {
    let mut initials = Initials { letters: [0; 4], length: 0 };
    let mut next = at;
    while bytes.get(next).is_some_and(u8::is_ascii_alphabetic) && word_end(bytes, next) == next + 1 {
        *initials.letters.get_mut(initials.length)? = bytes[next];
        initials.length += 1;
        if bytes.get(next + 1) != Some(&b'.') {
            break;
        }
        next += 2;
    }
    (initials.length > 1).then_some(initials)
}

/// The mark that starts here, in its plain form, and its length in bytes. Dashes of every length
/// are `-`, curly apostrophes are `'`.
fn mark_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes[at] {
        mark @ (b',' | b'/' | b'-' | b'\'' | b'(' | b')' | b'+' | b'~' | b'&' | b'.') => Some((mark, 1)),
        0xE2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2)? {
            0x98 | 0x99 => Some((b'\'', 3)),
            0x90..=0x95 => Some((b'-', 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Skips what may stand between two tokens of one expression. None at a blank line: no expression
/// goes from one paragraph into the next.
pub(crate) fn skip_gap(bytes: &[u8], from: usize) -> Option<(usize, Gap)> {
    let mut at = from;
    let mut lines = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => lines += 1,
            b' ' | b'\t' | b'\r' => {}
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => at += 1,
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x80..=0x8A | 0xAF)) => {
                at += 2
            }
            _ => break,
        }
        at += 1;
        if lines > 1 || at - from > 64 {
            return None;
        }
    }
    if at > from {
        return Some((at, Gap::Space));
    }
    let word = |at: usize| bytes.get(at).is_some_and(|b| is_letter(*b) || b.is_ascii_digit());
    if bytes.get(at) == Some(&b'-') && word(at + 1) {
        return Some((at + 1, Gap::Hyphen));
    }
    // The non-breaking hyphen is a hyphen.
    if bytes[at..].starts_with("\u{2010}".as_bytes()) || bytes[at..].starts_with("\u{2011}".as_bytes()) {
        return Some((at + 3, Gap::Hyphen));
    }
    Some((at, Gap::None))
}
