//! Makes the tries of the patterns from rows of elements.

use super::lexicon::Symbol;
use super::sets::{Kind, Kinds};
use super::trie::{Branch, Edge, Joint, Next, To, Tries, What};

/// An element of a row as one number of few bits, so that rows are compared quickly: symbols before
/// kinds, and nothing is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Code(u32);

impl Code {
    const BITS: usize = 20;
    const KIND: u32 = 1 << 19;

    fn new(what: What, joint: Joint) -> Code {
        let what = match what {
            What::Symbol(symbol) => u32::from(symbol.0) << 2,
            What::Kind(kind) => u32::from(kind.0) << 2 | Code::KIND,
        };
        Code((what | joint as u32) + 1)
    }

    fn what(self) -> What {
        let number = ((self.0 - 1) >> 2) as u16;
        if (self.0 - 1) & Code::KIND == 0 { What::Symbol(Symbol(number)) } else { What::Kind(Kind(number)) }
    }

    fn joint(self) -> Joint {
        match (self.0 - 1) & 3 {
            0 => Joint::Loose,
            1 => Joint::Glued,
            2 => Joint::Hyphen,
            _ => Joint::Space,
        }
    }
}

/// A row of elements that makes a kind: where it lies among the elements, and what ends behind it.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// The kind and the first elements, as many as have room: rows are sorted by it.
    head: u128,
    from: u32,
    to: u32,
    end: u32,
}

impl Row {
    /// So many elements have room in the head.
    const IN_HEAD: usize = 6;

    fn new(kind: Kind, elements: &[Code], from: u32, end: u32) -> Row {
        let codes = elements.iter().map(|code| code.0).chain(std::iter::repeat(0));
        let head =
            codes.take(Row::IN_HEAD).fold(u128::from(kind.0), |head, code| head << Code::BITS | u128::from(code));
        Row { head, from, to: from + elements.len() as u32, end }
    }

    /// How many elements it has.
    fn length(&self) -> u32 {
        self.to - self.from
    }

    fn kind(&self) -> Kind {
        Kind((self.head >> (Row::IN_HEAD * Code::BITS)) as u16)
    }
}

/// The rows of which tries are made.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    elements: Vec<Code>,
    rows: Vec<Row>,
}

impl Growth {
    /// Adds a row of elements that makes a kind; `end` is greater than that of any row before.
    pub fn insert(&mut self, kind: Kind, elements: impl Iterator<Item = (What, Joint)>, end: u32) {
        let from = self.elements.len();
        self.elements.extend(elements.map(|(what, joint)| Code::new(what, joint)));
        // Nothing stands before the first element, so its joint is all one.
        if let Some(first) = self.elements.get_mut(from) {
            *first = Code::new(first.what(), Joint::Loose);
        }
        self.rows.push(Row::new(kind, &self.elements[from..], from as u32, end));
    }

    /// The tries of so many kinds as they are walked; `symbols` is the number of all symbols.
    pub fn finish(mut self, kinds: usize, symbols: usize) -> Tries {
        let elements = &self.elements;
        // Those that begin alike stand together, and what ends at one branch stays in its order.
        self.rows.sort_unstable_by_key(|row| (row.head, row.end));
        // Few rows are so long that their heads do not tell them apart.
        let tail = |row: &Row| elements[row.from as usize..row.to as usize].get(Row::IN_HEAD..).unwrap_or_default();
        for alike in self.rows.chunk_by_mut(|a, b| a.head == b.head) {
            if alike.len() > 1 && alike.iter().any(|row| row.length() as usize > Row::IN_HEAD) {
                alike.sort_by_key(|row| (tail(row), row.end));
            }
        }
        let mut tries = Tries::default();
        // About as many as there will be: growing copies them all.
        tries.branches.reserve(self.rows.len());
        tries.symbols.reserve(2 * self.rows.len());
        tries.ends.reserve(self.rows.len());
        let mut rest = &self.rows[..];
        for kind in Kind::first(kinds) {
            let (own, others) = rest.split_at(rest.partition_point(|row| row.kind() <= kind));
            tries.roots.push(tries.branches.len() as u32);
            tries.grow(elements, own, 0);
            rest = others;
        }
        tries.branches.push(tries.next_branch());
        tries.find_openings(symbols);
        tries
    }
}

impl Tries {
    /// Adds the branch of rows whose first `depth` elements are the same, and those behind it.
    fn grow(&mut self, elements: &[Code], rows: &[Row], depth: u32) {
        let mut branch = self.next_branch();
        let place = self.branches.len();
        self.branches.push(branch);
        let next = |row: &Row| elements[(row.from + depth) as usize];
        let ends = rows.iter().take_while(|row| row.length() == depth).count();
        self.ends.extend(rows[..ends].iter().map(|row| row.end));
        branch.ending = ends > 0;
        // Until its branch is there, an edge tells where the rows that go on with it end.
        let mut from = ends;
        while let Some(first) = rows.get(from) {
            let code = next(first);
            from += rows[from..].iter().take_while(|row| next(row) == code).count();
            let (joint, to) = (code.joint(), To::branch(from as u32));
            match code.what() {
                What::Symbol(what) => {
                    branch.few.add(what);
                    self.symbols.push(Edge { what, joint, to });
                }
                What::Kind(what) => {
                    branch.any.add(what);
                    self.kinds.push(Edge { what, joint, to });
                }
            }
        }
        self.branches[place] = branch;
        let (symbols, kinds) = (branch.symbols as usize..self.symbols.len(), branch.kinds as usize..self.kinds.len());
        let mut rest = Rest { rows, from: ends, depth: depth + 1 };
        for edge in symbols {
            self.symbols[edge].to = self.follow(elements, &mut rest, self.symbols[edge].to);
        }
        for edge in kinds {
            self.kinds[edge].to = self.follow(elements, &mut rest, self.kinds[edge].to);
        }
    }

    /// Where the next of the rest leads, which is as far as `until` tells.
    fn follow(&mut self, elements: &[Code], rest: &mut Rest<'_>, until: To) -> To {
        let (Next::Branch(until) | Next::End(until)) = until.next();
        let rows = &rest.rows[rest.from..until as usize];
        rest.from = until as usize;
        if let [row] = rows
            && row.length() == rest.depth
        {
            return To::end(row.end);
        }
        let branch = self.branches.len() as u32;
        self.grow(elements, rows, rest.depth);
        To::branch(branch)
    }

    /// A branch that begins where the last one ends.
    fn next_branch(&self) -> Branch {
        let (symbols, kinds, ends) = (self.symbols.len() as u32, self.kinds.len() as u32, self.ends.len() as u32);
        Branch { symbols, kinds, ends, ..Branch::default() }
    }

    /// Notes for each symbol which kinds it opens, and where that leads.
    fn find_openings(&mut self, symbols: usize) {
        let mut all: Vec<(Symbol, Kind, To)> = Vec::new();
        for kind in Kind::first(self.roots.len()) {
            all.extend(self.symbol_edges(self.root(kind)).iter().map(|edge| (edge.what, kind, edge.to)));
        }
        all.sort_unstable();
        self.opens = vec![(Kinds::default(), 0); symbols];
        for (place, (symbol, kind, to)) in (0..).zip(all) {
            let (kinds, first) = &mut self.opens[usize::from(symbol.0)];
            if *kinds == Kinds::default() {
                *first = place;
            }
            kinds.add(kind);
            self.openings.push(to);
        }
    }
}

/// The rows of a branch that are not followed yet.
struct Rest<'r> {
    rows: &'r [Row],
    from: usize,
    /// So many of their elements have been followed.
    depth: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOSE: Joint = Joint::Loose;

    #[test]
    fn patterns_are_found_from_their_first_symbol_to_their_end() {
        let (inner, outer, other) = (Kind(0), Kind(1), Kind(2));
        let word = |number| What::Symbol(Symbol(number));
        let mut growth = Growth::default();
        growth.insert(inner, [(word(1), LOOSE), (word(2), LOOSE)].into_iter(), 0);
        growth.insert(outer, [(What::Kind(inner), LOOSE), (word(3), Joint::Hyphen)].into_iter(), 1);
        growth.insert(other, [(word(1), LOOSE)].into_iter(), 2);
        growth.insert(other, [(word(1), LOOSE)].into_iter(), 3);
        let tries = growth.finish(3, 4);

        let branch = |to: To| match to.next() {
            Next::Branch(branch) => branch,
            Next::End(_) => panic!("a branch"),
        };
        assert_eq!(tries.opening(outer, Symbol(1)), None);
        let opening = tries.opening(inner, Symbol(1)).expect("the first word");
        let edges: Vec<_> = tries.by_symbol(branch(opening), Symbol(2)).collect();
        assert_eq!(edges, [&Edge { what: Symbol(2), joint: LOOSE, to: To::end(0) }]);

        let mut kinds = Kinds::default();
        kinds.add(inner);
        let edge = tries.opening_kinds(outer, kinds).next().expect("an edge for `inner`");
        let edges: Vec<_> = tries.by_symbol(branch(edge.to), Symbol(3)).collect();
        assert_eq!(edges, [&Edge { what: Symbol(3), joint: Joint::Hyphen, to: To::end(1) }]);

        let opening = tries.opening(other, Symbol(1)).expect("the only word");
        assert_eq!(tries.ends(branch(opening)), [2, 3]);
    }
}
