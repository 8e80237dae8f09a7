//! The order of importance, for when not all events can be shown.

use super::Report;
use crate::when::Granularity;

/// How much an event matters: how many articles tell it, how prominently, how precisely it is known.
///
/// `articles` is the number of different texts that tell it. The figure only orders events; to two
/// decimals, so that the same events give the same bytes everywhere.
pub(super) fn weight(articles: usize, reports: &[Report], granularity: Granularity) -> f64 {
    let told = (1.0 + articles as f64).log2();
    let prominence = reports.iter().map(|report| report.salience).fold(0.0, f64::max);
    rounded(told + prominence + precision(granularity))
}

/// The weight of a hand-made event whose list gives it none.
pub(super) fn of_listed(sources: usize, granularity: Granularity) -> f64 {
    rounded((2.0 + sources as f64).log2() + precision(granularity))
}

fn precision(granularity: Granularity) -> f64 {
    match granularity {
        granularity if granularity.is_day_or_finer() => 0.4,
        granularity if granularity <= Granularity::Month => 0.2,
        granularity if granularity <= Granularity::Year => 0.1,
        _ => 0.0,
    }
}

fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_articles_weigh_more_than_a_finer_date() {
        assert!(weight(3, &[], Granularity::Month) > weight(1, &[], Granularity::Day));
        assert!(weight(1, &[], Granularity::Day) > weight(1, &[], Granularity::Month));
    }
}
