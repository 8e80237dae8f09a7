//! Groups of reports that tell one happening, grown pair by pair.
//!
//! Two groups become one only if their reports are alike on the average and no two of their dates
//! exclude each other: a month never joins two days, a chain never joins what its ends keep apart.

use super::Joining;
use super::likeness::Likeness;
use super::pair::{Need, Pair, may_join, surplus};
use crate::event::Report;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3Default;

/// By so much the average of two groups may lie below what their reports need.
const SLACK: f32 = 0.08;
/// So many reports of a group stand for all.
const SAMPLE: usize = 24;
/// So many pairs are worth a second thread.
const MANY: usize = 128;

/// The reports in groups, one at least in each; `pairs` come the likest first.
pub(super) fn groups(reports: &[Report], likeness: &Likeness, pairs: &[Pair], joining: &mut Joining) -> Vec<Vec<u32>> {
    let clusters = clusters(reports.len(), pairs);
    let divide = |cluster: &Cluster| Groups::new(&cluster.members, reports, likeness).joined(&cluster.pairs);
    let divided =
        joining.groups.recall(clusters.len(), |at| clusters[at].key(likeness), |at| divide(&clusters[at]).into());
    let mut alone = vec![true; reports.len()];
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (cluster, divided) in clusters.iter().zip(divided) {
        for group in divided.iter() {
            groups.push(group.iter().map(|&place| cluster.members[place as usize]).collect());
        }
        cluster.members.iter().for_each(|&member| alone[member as usize] = false);
    }
    groups.extend((0..reports.len() as u32).filter(|&report| alone[report as usize]).map(|report| vec![report]));
    groups
}

/// Reports that pairs connect, in order, with these pairs, which name their places among the members.
#[derive(Default)]
struct Cluster {
    members: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Cluster {
    /// A hash of all on which its groups depend.
    fn key(&self, likeness: &Likeness) -> u128 {
        let mut hash = Xxh3Default::new();
        for &member in &self.members {
            hash.update(&likeness.mark(member as usize).to_le_bytes());
        }
        for pair in &self.pairs {
            for number in [pair.surplus.0, pair.first, pair.second] {
                hash.update(&number.to_le_bytes());
            }
        }
        hash.digest128()
    }
}

/// What no pair connects can be divided side by side.
fn clusters(reports: usize, pairs: &[Pair]) -> Vec<Cluster> {
    let mut parents: Vec<u32> = (0..reports as u32).collect();
    for pair in pairs {
        let (one, two) = (root(&mut parents, pair.first), root(&mut parents, pair.second));
        parents[one.max(two) as usize] = one.min(two);
    }
    let mut connected = vec![false; reports];
    pairs.iter().flat_map(|pair| [pair.first, pair.second]).for_each(|report| connected[report as usize] = true);
    let mut clusters: Vec<Cluster> = Vec::new();
    // Of each report its place in its cluster, of each root its cluster.
    let (mut places, mut of_root) = (vec![0; reports], vec![u32::MAX; reports]);
    for report in (0..reports as u32).filter(|&report| connected[report as usize]) {
        let of = &mut of_root[root(&mut parents, report) as usize];
        if *of == u32::MAX {
            *of = clusters.len() as u32;
            clusters.push(Cluster::default());
        }
        let members = &mut clusters[*of as usize].members;
        places[report as usize] = members.len() as u32;
        members.push(report);
    }
    for pair in pairs {
        let of = of_root[root(&mut parents, pair.first) as usize];
        let (first, second) = (places[pair.first as usize], places[pair.second as usize]);
        clusters[of as usize].pairs.push(Pair { first, second, ..*pair });
    }
    clusters
}

/// The least report that is connected with one, as far as the parents know.
fn root(parents: &mut [u32], mut report: u32) -> u32 {
    while parents[report as usize] != report {
        let above = parents[parents[report as usize] as usize];
        parents[report as usize] = above;
        report = above;
    }
    report
}

/// Groups of the members of a cluster, which are named by their places, as they grow by joining.
struct Groups<'a> {
    all: &'a [u32],
    reports: &'a [Report],
    likeness: &'a Likeness,
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Of each group how alike it is to those others for which that was asked, as these know of it:
    /// where many reports say much the same, the same two groups meet by each pair of theirs.
    known: Vec<FxHashMap<u32, Bond>>,
}

/// How alike two groups are, by those of their reports that stand for all.
#[derive(Clone, Copy)]
enum Bond {
    /// Two of them cannot be one happening.
    None,
    /// By how much the pairs of them are more alike than they need to be, in all.
    Surplus(f32),
}

impl<'a> Groups<'a> {
    fn new(all: &'a [u32], reports: &'a [Report], likeness: &'a Likeness) -> Groups<'a> {
        let places = 0..all.len() as u32;
        let members = places.clone().map(|place| vec![place]).collect();
        let known = vec![FxHashMap::default(); all.len()];
        Groups { all, reports, likeness, of: places.collect(), members, known }
    }

    /// The groups, each in order, after all pairs were joined that may be.
    fn joined(mut self, pairs: &[Pair]) -> Vec<Vec<u32>> {
        pairs.iter().for_each(|pair| self.join(pair));
        let mut members: Vec<Vec<u32>> = self.members.into_iter().filter(|group| !group.is_empty()).collect();
        members.iter_mut().for_each(|group| group.sort_unstable());
        members
    }

    /// Joins the groups of two reports if all their dates allow it and they are alike on the average.
    fn join(&mut self, pair: &Pair) {
        let (one, two) = (self.of[pair.first as usize], self.of[pair.second as usize]);
        // Two that are alone are alike: they are a pair.
        if one == two || (self.size(one), self.size(two)) != (1, 1) && !self.alike(one, two) {
            return;
        }
        let (keep, give) = if self.size(one) >= self.size(two) { (one, two) } else { (two, one) };
        self.hand_over(give, keep);
        let moved = std::mem::take(&mut self.members[give as usize]);
        for &member in &moved {
            self.of[member as usize] = keep;
        }
        self.members[keep as usize].extend(moved);
    }

    fn size(&self, group: u32) -> usize {
        self.members[group as usize].len()
    }

    /// What is known of the group that `keep` becomes when it takes in `give`.
    fn hand_over(&mut self, give: u32, keep: u32) {
        let (kept, given) = (self.size(keep), self.size(give));
        let known = std::mem::take(&mut self.known[give as usize]);
        known.keys().for_each(|&other| _ = self.known[other as usize].remove(&give));
        if kept >= SAMPLE {
            // Those that stand for all are the same as before.
            return;
        }
        let mut before = std::mem::take(&mut self.known[keep as usize]);
        before.remove(&give);
        before.keys().for_each(|&other| _ = self.known[other as usize].remove(&keep));
        if kept + given > SAMPLE {
            return;
        }
        for (other, bond) in known {
            let bond = match (bond, before.get(&other)) {
                (Bond::None, _) | (_, Some(Bond::None)) => Bond::None,
                (Bond::Surplus(one), Some(Bond::Surplus(two))) => Bond::Surplus(one + two),
                (Bond::Surplus(_), None) => continue,
            };
            self.know(keep, other, bond);
        }
        let none = before.into_iter().filter(|(_, bond)| matches!(bond, Bond::None));
        none.for_each(|(other, bond)| self.know(keep, other, bond));
    }

    fn know(&mut self, one: u32, two: u32, bond: Bond) {
        self.known[one as usize].insert(two, bond);
        self.known[two as usize].insert(one, bond);
    }

    fn alike(&mut self, one: u32, two: u32) -> bool {
        let bond = match self.known[one as usize].get(&two) {
            Some(known) => *known,
            None => {
                let bond = self.bond(one, two);
                self.know(one, two, bond);
                bond
            }
        };
        let count = self.size(one).min(SAMPLE) * self.size(two).min(SAMPLE);
        // The average of a group may lie a little lower than that of the pair that joins it.
        matches!(bond, Bond::Surplus(sum) if sum >= -SLACK * count as f32)
    }

    fn bond(&self, one: u32, two: u32) -> Bond {
        let standing = |group: u32| &self.members[group as usize][..self.size(group).min(SAMPLE)];
        let (firsts, seconds) = (standing(one), standing(two));
        // Dates are compared in no time, and most groups that are two happenings are so by their dates.
        let need = |first: u32, second: u32| may_join(self.report(first), self.report(second));
        let mut pairs = firsts.iter().flat_map(|first| seconds.iter().map(move |second| (*first, *second)));
        if pairs.any(|(first, second)| need(first, second).is_none()) {
            return Bond::None;
        }
        let of_one = |first: &u32| -> Option<f32> {
            seconds.iter().map(|second| self.surplus(*first, *second, need(*first, *second)?)).sum()
        };
        // The groups of one big cluster come one after the other: only here threads can help each other.
        let sums: Option<Vec<f32>> = match firsts.len() * seconds.len() {
            ..MANY => firsts.iter().map(of_one).collect(),
            _ => firsts.par_iter().with_min_len(MANY / seconds.len()).map(of_one).collect(),
        };
        sums.map_or(Bond::None, |sums| Bond::Surplus(sums.iter().sum()))
    }

    fn report(&self, member: u32) -> &Report {
        &self.reports[self.all[member as usize] as usize]
    }

    /// By how much two members are more alike than they need to be; none if they cannot be one happening.
    fn surplus(&self, first: u32, second: u32, need: Need) -> Option<f32> {
        let (one, two) = (self.all[first as usize] as usize, self.all[second as usize] as usize);
        let surplus = surplus(self.likeness, one, two, need);
        // What an article tells twice it tells in the same words.
        (surplus >= 0.0 || !self.likeness.one_article(one, two)).then_some(surplus)
    }
}
