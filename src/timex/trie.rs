//! The tries of the patterns: for each kind of thing that patterns make one, over the symbols of
//! words and over other kinds.
//!
//! They are walked for each token of each island, so a branch is small, branches that follow each
//! other in a pattern lie side by side, and few are looked at in vain: a branch tells by two sets of
//! bits that it certainly does not go on.

use super::lexicon::Symbol;

/// How an element joins the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Joint {
    /// White space or a hyphen; nothing beside a mark.
    Loose,
    /// Nothing.
    Glued,
    /// A hyphen.
    Hyphen,
    /// White space.
    Space,
}

/// What a pattern makes, numbered; other patterns name it in angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Kind(pub u16);

impl Kind {
    /// The first so many kinds.
    pub fn first(count: usize) -> impl Iterator<Item = Kind> {
        (0..count as u16).map(Kind)
    }
}

/// What an element of a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum What {
    Symbol(Symbol),
    Kind(Kind),
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds([u64; 2]);

impl Kinds {
    /// As many kinds as a pack may have.
    pub const MOST: usize = 128;

    #[inline]
    pub fn has(self, kind: Kind) -> bool {
        self.0[usize::from(kind.0 / 64 % 2)] >> (kind.0 % 64) & 1 != 0
    }

    #[inline]
    pub fn add(&mut self, kind: Kind) {
        self.0[usize::from(kind.0 / 64 % 2)] |= 1 << (kind.0 % 64);
    }

    pub fn iter(self) -> impl Iterator<Item = Kind> {
        let ones = move |word: usize| {
            let mut rest = self.0[word];
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(Kind(word as u16 * 64 + bit as u16))
            })
        };
        ones(0).chain(ones(1))
    }

    /// How many kinds of the set come before one.
    fn rank(self, kind: Kind) -> u32 {
        let below = (1u64 << (kind.0 % 64)) - 1;
        if kind.0 < 64 {
            (self.0[0] & below).count_ones()
        } else {
            self.0[0].count_ones() + (self.0[1] & below).count_ones()
        }
    }

    #[inline]
    pub fn meets(self, other: Kinds) -> bool {
        self.0[0] & other.0[0] | self.0[1] & other.0[1] != 0
    }

    #[inline]
    pub fn join(&mut self, other: Kinds) {
        self.0[0] |= other.0[0];
        self.0[1] |= other.0[1];
    }
}

/// Tells that a symbol is certainly not among others: 256 bits, each for every 256th symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sieve([u64; 4]);

impl Sieve {
    #[inline]
    pub fn add(&mut self, symbol: Symbol) {
        self.0[usize::from(symbol.0 / 64 % 4)] |= 1 << (symbol.0 % 64);
    }

    #[inline]
    pub fn meets(self, other: Sieve) -> bool {
        let [a, b, c, d] = self.0;
        a & other.0[0] | b & other.0[1] | c & other.0[2] | d & other.0[3] != 0
    }

    #[inline]
    pub fn join(&mut self, other: Sieve) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }
}

/// The way from a branch to the next, by a symbol or by a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge<T> {
    pub what: T,
    pub joint: Joint,
    pub to: u32,
}

/// A branch: where its edges and ends begin; they reach to where those of the next branch begin.
#[derive(Clone, Copy, Debug, Default)]
struct Branch {
    symbols: u32,
    kinds: u32,
    ends: u32,
    /// The symbols of its edges.
    sieve: Sieve,
    /// The kinds of its edges.
    any: Kinds,
}

/// The tries of all kinds.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    /// One more than there are, so that the last one ends too.
    branches: Vec<Branch>,
    /// Those of one branch sorted by symbol.
    symbols: Vec<Edge<Symbol>>,
    kinds: Vec<Edge<Kind>>,
    ends: Vec<u32>,
    /// For each kind its first branch.
    roots: Vec<u32>,
    /// For each symbol the kinds that have a pattern which begins with it, and where the first of
    /// them has its place in `openings`.
    opens: Vec<(Kinds, u32)>,
    /// For each symbol and each kind that it opens the first edge of the kind's first branch for it.
    openings: Vec<u32>,
}

impl Tries {
    /// How many kinds there are.
    #[inline]
    pub fn kinds(&self) -> usize {
        self.roots.len()
    }

    /// The branch at which the patterns of a kind begin.
    #[inline]
    pub fn root(&self, kind: Kind) -> u32 {
        self.roots[usize::from(kind.0)]
    }

    /// The edges of a branch by symbols.
    #[inline]
    pub fn symbol_edges(&self, branch: u32) -> &[Edge<Symbol>] {
        let at = branch as usize;
        &self.symbols[self.branches[at].symbols as usize..self.branches[at + 1].symbols as usize]
    }

    /// The edges of a branch by kinds.
    #[inline]
    pub fn kind_edges(&self, branch: u32) -> &[Edge<Kind>] {
        let at = branch as usize;
        &self.kinds[self.branches[at].kinds as usize..self.branches[at + 1].kinds as usize]
    }

    /// What ends at a branch.
    #[inline]
    pub fn ends(&self, branch: u32) -> &[u32] {
        let at = branch as usize;
        &self.ends[self.branches[at].ends as usize..self.branches[at + 1].ends as usize]
    }

    /// False if nothing ends at a branch and nothing leads on from it, neither by these symbols nor
    /// by these kinds.
    #[inline]
    pub fn leads_on(&self, branch: u32, symbols: Sieve, kinds: Kinds) -> bool {
        let (at, next) = (&self.branches[branch as usize], &self.branches[branch as usize + 1]);
        at.sieve.meets(symbols) || at.ends < next.ends || at.any.meets(kinds)
    }

    /// The symbols of the edges of a branch.
    pub fn sieve(&self, branch: u32) -> Sieve {
        self.branches[branch as usize].sieve
    }

    /// False if a branch has certainly no edge for one of these symbols.
    #[inline]
    pub fn has_symbols(&self, branch: u32, symbols: Sieve) -> bool {
        self.branches[branch as usize].sieve.meets(symbols)
    }

    /// The edges with which the patterns of a kind begin for a symbol. A first branch has many
    /// edges, so that searching it would cost more than all that follows.
    #[inline]
    pub fn openings(&self, kind: Kind, symbol: Symbol) -> &[Edge<Symbol>] {
        let (opens, first) = self.opens[usize::from(symbol.0)];
        if !opens.has(kind) {
            return &[];
        }
        let from = self.openings[(first + opens.rank(kind)) as usize];
        let end = self.branches[self.root(kind) as usize + 1].symbols;
        same(&self.symbols[from as usize..end as usize], symbol)
    }

    /// The edges of a branch for a symbol.
    #[inline]
    pub fn by_symbol(&self, branch: u32, symbol: Symbol) -> &[Edge<Symbol>] {
        let edges = self.symbol_edges(branch);
        let from = edges.iter().position(|edge| edge.what >= symbol).unwrap_or(edges.len());
        same(&edges[from..], symbol)
    }

    /// The edges of a branch for the kinds of a set.
    #[inline]
    pub fn by_kind(&self, branch: u32, kinds: Kinds) -> impl Iterator<Item = &Edge<Kind>> {
        let at = branch as usize;
        let any = self.branches[at].any.meets(kinds);
        let end = self.branches[if any { at + 1 } else { at }].kinds;
        let edges = &self.kinds[self.branches[at].kinds as usize..end as usize];
        edges.iter().filter(move |edge| kinds.has(edge.what))
    }
}

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
        self.rows.push(Row::new(kind, &self.elements[from..], from as u32, end));
    }

    /// The tries of so many kinds as they are walked; `symbols` is the number of all symbols.
    pub fn finish(mut self, kinds: usize, symbols: usize) -> Tries {
        let elements = &self.elements;
        let tail = |row: &Row| elements[row.from as usize..row.to as usize].get(Row::IN_HEAD..).unwrap_or_default();
        // Those that begin alike stand together, and what ends at one branch stays in its order.
        self.rows.sort_unstable_by(|a, b| {
            a.head.cmp(&b.head).then_with(|| tail(a).cmp(tail(b))).then_with(|| a.end.cmp(&b.end))
        });
        let mut tries = Tries::default();
        let mut rest = &self.rows[..];
        for kind in Kind::first(kinds) {
            let (own, others) = rest.split_at(rest.partition_point(|row| row.kind() <= kind));
            tries.roots.push(tries.branches.len() as u32);
            tries.grow(elements, own, 0);
            rest = others;
        }
        tries.branches.push(tries.end());
        tries.find_openings(symbols);
        tries
    }
}

impl Tries {
    /// Adds the branch of rows whose first `depth` elements are the same, and those behind it.
    fn grow(&mut self, elements: &[Code], rows: &[Row], depth: u32) {
        let mut branch = self.end();
        let place = self.branches.len();
        self.branches.push(branch);
        let next = |row: &Row| elements[(row.from + depth) as usize];
        let ends = rows.iter().take_while(|row| row.to - row.from == depth).count();
        self.ends.extend(rows[..ends].iter().map(|row| row.end));
        // Until its branch is there, an edge tells where the rows that go on with it end.
        let mut from = ends;
        while let Some(first) = rows.get(from) {
            let code = next(first);
            from += rows[from..].iter().take_while(|row| next(row) == code).count();
            let (joint, to) = (code.joint(), from as u32);
            match code.what() {
                What::Symbol(what) => {
                    branch.sieve.add(what);
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
        let mut from = ends;
        for edge in symbols {
            let next = self.branches.len() as u32;
            let to = std::mem::replace(&mut self.symbols[edge].to, next) as usize;
            self.grow(elements, &rows[from..to], depth + 1);
            from = to;
        }
        for edge in kinds {
            let next = self.branches.len() as u32;
            let to = std::mem::replace(&mut self.kinds[edge].to, next) as usize;
            self.grow(elements, &rows[from..to], depth + 1);
            from = to;
        }
    }
}

impl Tries {
    /// Notes for each symbol which kinds it opens, and with which edges.
    fn find_openings(&mut self, symbols: usize) {
        let mut all: Vec<(Symbol, Kind, u32)> = Vec::new();
        for kind in Kind::first(self.roots.len()) {
            let root = self.root(kind) as usize;
            let edges = self.branches[root].symbols..self.branches[root + 1].symbols;
            all.extend(edges.map(|edge| (self.symbols[edge as usize].what, kind, edge)));
        }
        // Of several edges for one symbol, which differ in their joints, the first stays.
        all.sort_unstable();
        all.dedup_by_key(|(symbol, kind, _)| (*symbol, *kind));
        self.opens = vec![(Kinds::default(), 0); symbols];
        for (place, (symbol, kind, edge)) in all.into_iter().enumerate() {
            let opens = &mut self.opens[usize::from(symbol.0)];
            if opens.0 == Kinds::default() {
                opens.1 = place as u32;
            }
            opens.0.add(kind);
            self.openings.push(edge);
        }
    }

    /// A branch that begins where the last one ends.
    fn end(&self) -> Branch {
        let (symbols, kinds, ends) = (self.symbols.len() as u32, self.kinds.len() as u32, self.ends.len() as u32);
        Branch { symbols, kinds, ends, ..Branch::default() }
    }
}

/// Of sorted edges those for a symbol, with which they begin.
#[inline]
fn same(edges: &[Edge<Symbol>], symbol: Symbol) -> &[Edge<Symbol>] {
    let count = edges.iter().take_while(|edge| edge.what == symbol).count();
    &edges[..count]
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

        assert_eq!([inner, outer, other].map(|kind| tries.openings(kind, Symbol(1)).len()), [1, 0, 1]);

        let mut kinds = Kinds::default();
        kinds.add(inner);
        let edge = tries.by_kind(tries.root(outer), kinds).next().expect("an edge for `inner`");
        let [edge] = tries.by_symbol(edge.to, Symbol(3)) else { panic!("one edge for the last word") };
        assert_eq!((edge.joint, tries.ends(edge.to)), (Joint::Hyphen, &[1][..]));

        let [edge] = tries.openings(other, Symbol(1)) else { panic!("one edge for the word") };
        assert_eq!(tries.ends(edge.to), [2, 3]);
    }
}
