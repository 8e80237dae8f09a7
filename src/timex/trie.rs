//! The tries of the patterns: for each kind of thing that patterns make one, over the symbols of
//! words and over other kinds.
//!
//! They are walked for each token of each island, so a branch is small, branches that follow each
//! other in a pattern lie side by side, and few are looked at in vain: a branch tells by two sets of
//! bits that it certainly does not go on, and one where a single pattern ends is none at all.

use super::lexicon::Symbol;
use super::sets::{Few, Kind, Kinds};

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

/// A set of joints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Joints(u8);

impl Joints {
    /// The set with one more, where something is so.
    #[inline]
    pub fn with(self, joint: Joint, so: bool) -> Joints {
        Joints(self.0 | u8::from(so) << joint as u8)
    }

    #[inline]
    pub fn has(self, joint: Joint) -> bool {
        self.0 >> joint as u8 & 1 != 0
    }
}

/// What an element of a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum What {
    Symbol(Symbol),
    Kind(Kind),
}

/// Where an edge leads: to a branch, or to the only pattern that ends there where none goes on; see [`Next`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct To(u32);

impl To {
    const END: u32 = 1 << 31;

    pub fn branch(number: u32) -> To {
        To(number)
    }

    pub fn end(ending: u32) -> To {
        To(ending | To::END)
    }

    #[inline]
    pub fn next(self) -> Next {
        let number = self.0 & !To::END;
        if self.0 == number { Next::Branch(number) } else { Next::End(number) }
    }
}

/// The same to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Branch(u32),
    /// Nothing goes on here.
    End(u32),
}

/// The way from a branch to the next, by a symbol or by a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge<T> {
    pub what: T,
    pub joint: Joint,
    pub to: To,
}

/// A branch: where its edges and ends begin; they reach to where those of the next branch begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Branch {
    pub symbols: u32,
    pub kinds: u32,
    pub ends: u32,
    /// Something ends here.
    pub ending: bool,
    /// The symbols of its edges.
    pub few: Few,
    /// The kinds of its edges.
    pub any: Kinds,
}

/// The tries of all kinds.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    /// One more than there are, so that the last one ends too.
    pub(super) branches: Vec<Branch>,
    /// Those of one branch sorted by symbol; a first branch has no two for one symbol.
    pub(super) symbols: Vec<Edge<Symbol>>,
    /// The same by kind.
    pub(super) kinds: Vec<Edge<Kind>>,
    pub(super) ends: Vec<u32>,
    /// For each kind its first branch.
    pub(super) roots: Vec<u32>,
    /// For each symbol the kinds that have a pattern which begins with it, and where the first of
    /// them has its place in `openings`.
    pub(super) opens: Vec<(Kinds, u32)>,
    /// For each symbol and each kind that it opens where that leads.
    pub(super) openings: Vec<To>,
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
    pub fn leads_on(&self, branch: u32, symbols: Few, kinds: Kinds) -> bool {
        let branch = &self.branches[branch as usize];
        branch.ending || branch.few.meets(symbols) || branch.any.meets(kinds)
    }

    /// False if a branch has certainly no edge for one of these symbols.
    #[inline]
    pub fn has_symbols(&self, branch: u32, symbols: Few) -> bool {
        self.branches[branch as usize].few.meets(symbols)
    }

    /// Where the patterns of a kind that begin with a symbol go on. A first branch has many edges,
    /// so that searching it would cost more than all that follows.
    #[inline]
    pub fn opening(&self, kind: Kind, symbol: Symbol) -> Option<To> {
        let (opens, first) = self.opens[usize::from(symbol.0)];
        opens.has(kind).then(|| self.openings[(first + opens.rank(kind)) as usize])
    }

    /// The edges with which the patterns of a kind begin for the kinds of a set.
    #[inline]
    pub fn opening_kinds(&self, kind: Kind, kinds: Kinds) -> impl Iterator<Item = Edge<Kind>> {
        let branch = &self.branches[self.root(kind) as usize];
        let edges = &self.kinds[branch.kinds as usize..];
        branch.any.both(kinds).iter().map(|kind| edges[branch.any.rank(kind) as usize])
    }

    /// The edges of a branch for a symbol.
    #[inline]
    pub fn by_symbol(&self, branch: u32, symbol: Symbol) -> impl Iterator<Item = &Edge<Symbol>> {
        let edges = self.symbol_edges(branch);
        let from = edges.iter().position(|edge| edge.what >= symbol).unwrap_or(edges.len());
        edges[from..].iter().take_while(move |edge| edge.what == symbol)
    }

    /// The edges of a branch for the kinds of a set.
    #[inline]
    pub fn by_kind(&self, branch: u32, kinds: Kinds) -> impl Iterator<Item = &Edge<Kind>> {
        let any = self.branches[branch as usize].any.meets(kinds);
        let edges = if any { self.kind_edges(branch) } else { &[] };
        edges.iter().filter(move |edge| kinds.has(edge.what))
    }
}
