//! With which two symbols each kind can begin.
//!
//! This is asked for every token before a trie is walked: "the" begins nearly every kind, but few
//! with "the month".

use super::lexicon::Symbol;
use super::sets::{Kind, Kinds, Sieve};
use super::trie::{Next, To, Tries};

/// The kinds that can begin with a symbol, be it through another kind.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// Those that can be nothing but the symbol.
    alone: Kinds,
    /// Those that can go on behind it.
    more: Kinds,
    /// The symbols that can be the second of one of these.
    second: Sieve,
    /// Where the first of `more` has its place among the seconds.
    first: u32,
}

/// For each symbol the kinds that can begin with it.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    starts: Vec<Start>,
    /// For each symbol and each kind of its `more`, in order, the symbols that can be the second.
    seconds: Vec<Sieve>,
}

impl Starts {
    /// The starts of all kinds of some tries; `symbols` is the number of all symbols.
    pub fn new(tries: &Tries, symbols: usize) -> Starts {
        let kinds = tries.kinds();
        let mut finder = Finder {
            tries,
            numbers: vec![0; kinds * symbols],
            cells: vec![Cell::default()],
            begins: vec![Begin::default(); kinds],
            symbols,
        };
        while finder.round() {}
        let mut all = Starts::default();
        for symbol in 0..symbols {
            let mut start = Start { first: all.seconds.len() as u32, ..Start::default() };
            for kind in Kind::first(kinds) {
                let Cell { alone, seconds } = finder.cell(kind, Symbol(symbol as u16));
                if alone {
                    start.alone.add(kind);
                }
                if seconds != Sieve::default() {
                    start.more.add(kind);
                    start.second.join(seconds);
                    all.seconds.push(seconds);
                }
            }
            all.starts.push(start);
        }
        all
    }

    /// The kinds that can begin with a symbol where one of some others comes next: those that can be
    /// nothing but the symbol, and those that can go on.
    #[inline]
    pub fn of(&self, symbol: Symbol, next: Sieve) -> (Kinds, Kinds) {
        let start = &self.starts[usize::from(symbol.0)];
        let mut longer = Kinds::default();
        if start.second.meets(next) {
            for (kind, second) in start.more.iter().zip(&self.seconds[start.first as usize..]) {
                if second.meets(next) {
                    longer.add(kind);
                }
            }
        }
        (start.alone, longer)
    }
}

/// What is known of a kind that begins with a symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// It can be nothing but the symbol.
    alone: bool,
    /// The symbols that can be the second.
    seconds: Sieve,
}

/// The symbols with which a kind begins.
#[derive(Clone, Debug, Default)]
struct Begin {
    symbols: Vec<Symbol>,
    sieve: Sieve,
}

/// Finds the starts in rounds, since kinds begin with kinds.
struct Finder<'t> {
    tries: &'t Tries,
    /// For each kind and symbol the number of its cell; most begin nothing, and have the first.
    numbers: Vec<u32>,
    cells: Vec<Cell>,
    /// For each kind.
    begins: Vec<Begin>,
    symbols: usize,
}

impl Finder<'_> {
    fn place(&self, kind: Kind, symbol: Symbol) -> usize {
        usize::from(kind.0) * self.symbols + usize::from(symbol.0)
    }

    fn cell(&self, kind: Kind, symbol: Symbol) -> Cell {
        self.cells[self.numbers[self.place(kind, symbol)] as usize]
    }

    /// Goes over all kinds once; false if nothing new was found.
    fn round(&mut self) -> bool {
        let mut found = false;
        for kind in Kind::first(self.tries.kinds()) {
            let root = self.tries.root(kind);
            for edge in self.tries.symbol_edges(root) {
                let (ends, next) = self.behind(edge.to);
                found |= self.add(kind, edge.what, ends, next);
            }
            for edge in self.tries.kind_edges(root) {
                let (ends, next) = self.behind(edge.to);
                for place in 0..self.begins[usize::from(edge.what.0)].symbols.len() {
                    let symbol = self.begins[usize::from(edge.what.0)].symbols[place];
                    let Cell { alone, mut seconds } = self.cell(edge.what, symbol);
                    if alone {
                        seconds.join(next);
                    }
                    found |= self.add(kind, symbol, alone && ends, seconds);
                }
            }
        }
        found
    }

    /// Whether something ends where an edge leads, and the symbols that can come next there.
    fn behind(&self, to: To) -> (bool, Sieve) {
        let mut next = Sieve::default();
        let branch = match to.next() {
            Next::Branch(branch) => branch,
            Next::End(_) => return (true, next),
        };
        self.tries.symbol_edges(branch).iter().for_each(|edge| next.add(edge.what));
        for edge in self.tries.kind_edges(branch) {
            next.join(self.begins[usize::from(edge.what.0)].sieve);
        }
        (!self.tries.ends(branch).is_empty(), next)
    }

    /// Notes that a kind begins with a symbol; false if that was known.
    fn add(&mut self, kind: Kind, symbol: Symbol, alone: bool, seconds: Sieve) -> bool {
        if !alone && seconds == Sieve::default() {
            return false;
        }
        let place = self.place(kind, symbol);
        if self.numbers[place] == 0 {
            self.numbers[place] = self.cells.len() as u32;
            self.cells.push(Cell::default());
            let begin = &mut self.begins[usize::from(kind.0)];
            begin.symbols.push(symbol);
            begin.sieve.add(symbol);
        }
        let cell = &mut self.cells[self.numbers[place] as usize];
        let before = *cell;
        cell.alone |= alone;
        cell.seconds.join(seconds);
        *cell != before
    }
}

#[cfg(test)]
mod tests {
    use super::super::growth::Growth;
    use super::super::trie::{Joint, What};
    use super::*;

    #[test]
    fn a_kind_begins_with_what_its_first_kind_begins_with() {
        let (inner, outer, other) = (Kind(0), Kind(1), Kind(2));
        let word = |number| (What::Symbol(Symbol(number)), Joint::Loose);
        let kind = |kind| (What::Kind(kind), Joint::Loose);
        let mut growth = Growth::default();
        growth.insert(inner, [word(1)].into_iter(), 0);
        growth.insert(inner, [word(1), word(2)].into_iter(), 1);
        growth.insert(outer, [kind(inner), word(3)].into_iter(), 2);
        growth.insert(other, [kind(outer), kind(inner)].into_iter(), 3);
        growth.insert(other, [kind(other), word(4)].into_iter(), 4);
        let starts = Starts::new(&growth.finish(3, 6), 6);

        let begins = |first, next: &[u16]| {
            let mut sieve = Sieve::default();
            next.iter().for_each(|symbol| sieve.add(Symbol(*symbol)));
            let (alone, longer) = starts.of(Symbol(first), sieve);
            [inner, outer, other].map(|kind| (alone.has(kind), longer.has(kind)))
        };
        let (no, alone, longer, both) = ((false, false), (true, false), (false, true), (true, true));
        assert_eq!(begins(1, &[]), [alone, no, no]);
        assert_eq!(begins(1, &[2]), [both, longer, longer]);
        assert_eq!(begins(1, &[3, 5]), [alone, longer, longer]);
        assert_eq!(begins(1, &[1, 4]), [alone, no, no]);
        assert_eq!(begins(2, &[3]), [no; 3]);
    }
}
