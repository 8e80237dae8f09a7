//! Which report of a happening tells it as the others do.

use super::likeness::Likeness;
use rayon::prelude::*;

/// Of fewer reports none is in the middle.
const FEWEST: usize = 3;
/// So many reports of a group stand for all.
const SAMPLE: usize = 24;

/// How much each report says what the others of its group say, in thousandths of their words; 0 where a
/// group has two at most. The one that says most of it has the headline for all: among many there is
/// one that was cut from a caption, or tells something else in the same breath.
pub(super) fn central(reports: usize, groups: &[Vec<u32>], likeness: &Likeness) -> Vec<u32> {
    let mut central = vec![0; reports];
    let of_groups: Vec<Vec<u32>> = groups
        .par_iter()
        .filter(|group| group.len() >= FEWEST)
        .map(|group| group.iter().map(|&report| shared(report, group, likeness)).collect())
        .collect();
    for (group, shares) in groups.iter().filter(|group| group.len() >= FEWEST).zip(of_groups) {
        group.iter().zip(shares).for_each(|(&report, share)| central[report as usize] = share);
    }
    central
}

/// How alike a report is to the others of its group, on the average.
fn shared(report: u32, group: &[u32], likeness: &Likeness) -> u32 {
    let others = || group.iter().take(SAMPLE).filter(|&&other| other != report);
    let sum: f32 = others().map(|&other| likeness.of_words(report as usize, other as usize)).sum();
    (sum * 1000.0 / others().count().max(1) as f32) as u32
}
