//! How many events when, as the outline of a surface.

use super::axis::{Axis, WIDTH};
use crate::timeline::Entry;
use std::sync::Arc;

/// The height of the surface in units of its own.
pub(super) const HEIGHT: f64 = 40.0;
const COLUMNS: usize = 250;

/// The path of the surface, in steps. The height is the root of the number, so that a quiet month is
/// still seen beside a busy one; what lies within a fold is not drawn.
pub(super) fn path(axis: &Axis, entries: &[Arc<Entry>]) -> String {
    let mut columns = vec![0.0_f64; COLUMNS];
    let column = |place: f64| ((place / WIDTH * COLUMNS as f64) as usize).min(COLUMNS - 1);
    for entry in entries {
        let (from, until) = (entry.when.from().to_epoch_days(), entry.when.until().to_epoch_days());
        let (first, last) = (column(axis.place(from)), column(axis.place(until - 1)));
        // A year's event is spread over its year.
        let share = 1.0 / (last - first + 1) as f64;
        columns[first..=last].iter_mut().for_each(|sum| *sum += share);
    }
    for fold in axis.folds() {
        columns[column(fold.start + 1.0)..column(fold.start + fold.width)].fill(0.0);
    }
    let most = columns.iter().copied().fold(0.0, f64::max);
    let step = WIDTH / COLUMNS as f64;
    let mut path = format!("M0 {HEIGHT}");
    let mut before = HEIGHT;
    for (index, sum) in columns.iter().enumerate() {
        let top = if *sum > 0.0 { (HEIGHT - 2.0 - (HEIGHT - 2.0) * (sum / most).sqrt()).round() } else { HEIGHT };
        if top != before {
            path.push_str(&format!("H{}V{top}", index as f64 * step));
            before = top;
        }
    }
    path.push_str(&format!("H{WIDTH}V{HEIGHT}Z"));
    path
}
