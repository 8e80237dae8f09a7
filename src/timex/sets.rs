//! Sets of kinds and of symbols, as bits: they tell of most ways that they lead nowhere.

use super::lexicon::Symbol;

/// What a pattern makes, numbered; other patterns name it in angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Kind(pub u16);

impl Kind {
    /// The first so many kinds.
    pub fn first(count: usize) -> impl Iterator<Item = Kind> {
        (0..count as u16).map(Kind)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

impl Kinds {
    /// As many kinds as a pack may have.
    pub const MOST: usize = 64;

    #[inline]
    fn bit(kind: Kind) -> u64 {
        1 << (kind.0 % 64)
    }

    #[inline]
    pub fn has(self, kind: Kind) -> bool {
        self.0 & Kinds::bit(kind) != 0
    }

    #[inline]
    pub fn add(&mut self, kind: Kind) {
        self.0 |= Kinds::bit(kind);
    }

    /// The kinds, those with low numbers first.
    #[inline]
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(Kind(bit as u16))
        })
    }

    /// How many kinds of the set come before one.
    #[inline]
    pub fn rank(self, kind: Kind) -> u32 {
        (self.0 & (Kinds::bit(kind) - 1)).count_ones()
    }

    /// The kinds of both sets.
    #[inline]
    pub fn both(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    #[inline]
    pub fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    #[inline]
    pub fn join(&mut self, other: Kinds) {
        self.0 |= other.0;
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

/// The same with 64 bits, for the few symbols that go on from one branch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Few(u64);

impl Few {
    #[inline]
    pub fn add(&mut self, symbol: Symbol) {
        self.0 |= 1 << (symbol.0 % 64);
    }

    #[inline]
    pub fn meets(self, other: Few) -> bool {
        self.0 & other.0 != 0
    }
}
