//! The axis of the strip: from days to places, with breaks where a long time holds next to nothing.
//!
//! One event of 1962 among thousands of this decade would take nine tenths of the width. A stretch
//! that would take more than [`WIDE`] of it with less than [`FEW`] of the events is folded.

/// The width of the strip in units of its own.
pub(super) const WIDTH: f64 = 1000.0;
/// The width that a fold keeps.
const FOLD: f64 = 52.0;
const WIDE: f64 = 0.12;
const FEW: f64 = 0.02;
const MOST_FOLDS: usize = 5;
/// How much width an event is worth when it is folded: a fold takes no event for the sake of a day.
const WORTH: f64 = 3.0;

/// A stretch of the axis, from one day to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Days since 1 January 1970; `until` is not part of it.
    pub(super) from: i32,
    pub(super) until: i32,
    pub(super) folded: bool,
    /// The place of its first day.
    pub(super) start: f64,
    pub(super) width: f64,
}

/// Stretches without a gap between them; at least one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) stretches: Vec<Stretch>,
}

impl Axis {
    /// An axis without folds.
    pub(super) fn plain(from: i32, until: i32) -> Axis {
        Axis::of(from, until, &[])
    }

    /// An axis for events of these days, which are sorted. `edges` gives the first day of the month
    /// of a day and of the month after it: a fold begins and ends with a month.
    pub(super) fn folded(from: i32, until: i32, days: &[i32], edges: impl Fn(i32) -> (i32, i32)) -> Axis {
        let mut folds: Vec<(i32, i32)> = Vec::new();
        let few = ((FEW * days.len() as f64).ceil() as usize).saturating_sub(1);
        let months: Vec<(i32, i32)> = days.iter().map(|day| edges(*day)).collect();
        // A fold begins after the last event of a month.
        let last_of_month = (1..months.len()).filter(|next| months[next - 1] != months[*next]).map(|next| next - 1);
        let firsts: Vec<usize> = last_of_month.collect();
        while folds.len() < MOST_FOLDS {
            let left_out: i32 = folds.iter().map(|(from, until)| until - from).sum();
            let scale = (WIDTH - FOLD * folds.len() as f64) / f64::from((until - from - left_out).max(1));
            let mut best: Option<(f64, (i32, i32))> = None;
            for first in &firsts {
                let start = months[*first].1;
                // The next fold may come before there are that many events.
                let next = folds.iter().map(|(start, _)| *start).find(|next| *next > start).unwrap_or(until);
                let room = months[*first..].partition_point(|month| month.0 <= next).saturating_sub(2);
                for inside in [0, few / 4, few / 2, few, room.min(few)] {
                    let Some((end, _)) = months.get(first + 1 + inside) else { continue };
                    if folds.iter().any(|(from, until)| start < *until && from < end) {
                        continue;
                    }
                    let width = f64::from(end - start) * scale / WIDTH;
                    let score = width - WORTH * inside as f64 / days.len() as f64;
                    if width > WIDE && best.is_none_or(|(most, _)| score > most) {
                        best = Some((score, (start, *end)));
                    }
                }
            }
            let Some((_, fold)) = best else { break };
            folds.push(fold);
            folds.sort_unstable();
        }
        Axis::of(from, until, &folds)
    }

    fn of(from: i32, until: i32, folds: &[(i32, i32)]) -> Axis {
        let until = until.max(from + 1);
        let left_out: i32 = folds.iter().map(|(from, until)| until - from).sum();
        let scale = (WIDTH - FOLD * folds.len() as f64) / f64::from((until - from - left_out).max(1));
        let mut stretches = Vec::new();
        let (mut day, mut place) = (from, 0.0);
        let mut add = |from: i32, until: i32, folded: bool| {
            if until > from {
                let width = if folded { FOLD } else { f64::from(until - from) * scale };
                stretches.push(Stretch { from, until, folded, start: place, width });
                place += width;
            }
        };
        for (start, end) in folds {
            add(day, *start, false);
            add(*start, *end, true);
            day = *end;
        }
        add(day, until, false);
        Axis { stretches }
    }

    /// The place of a day, 0 to [`WIDTH`].
    pub(super) fn place(&self, day: i32) -> f64 {
        let last = self.stretches[self.stretches.len() - 1];
        let stretch = self.stretches.iter().find(|stretch| day < stretch.until).unwrap_or(&last);
        let part = f64::from(day - stretch.from) / f64::from(stretch.until - stretch.from);
        stretch.start + stretch.width * part.clamp(0.0, 1.0)
    }

    pub(super) fn folds(&self) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter().filter(|stretch| stretch.folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i32 = 365;

    fn axis(days: &[i32]) -> Axis {
        Axis::folded(days[0], days[days.len() - 1] + 1, days, |day| (day, day + 1))
    }

    #[test]
    fn one_old_event_takes_no_more_than_a_fold() {
        let mut days = vec![-8 * YEAR];
        days.extend((0..99).map(|event| 50 * YEAR + event * 10));
        let axis = axis(&days);
        let folds: Vec<&Stretch> = axis.folds().collect();
        assert_eq!(folds.len(), 1);
        assert_eq!((folds[0].from, folds[0].until), (-8 * YEAR + 1, 50 * YEAR), "the old event is not folded");
        assert!(axis.place(50 * YEAR) < 60.0);
        assert!((axis.place(days[99] + 1) - WIDTH).abs() < 0.01);
    }

    #[test]
    fn even_events_have_no_fold() {
        let days: Vec<i32> = (0..100).map(|event| event * 30).collect();
        assert_eq!(axis(&days), Axis::plain(days[0], days[99] + 1));
    }

    #[test]
    fn there_are_five_folds_at_most_and_they_do_not_overlap() {
        let days: Vec<i32> = (0..9).flat_map(|burst| (0..30).map(move |event| burst * 30 * YEAR + event)).collect();
        let axis = axis(&days);
        assert_eq!(axis.folds().count(), MOST_FOLDS);
        assert!(axis.stretches.windows(2).all(|pair| pair[0].until == pair[1].from));
        let places: Vec<f64> = days.iter().map(|day| axis.place(*day)).collect();
        assert!(places.is_sorted());
    }

    #[test]
    fn one_day_is_an_axis() {
        let axis = axis(&[5]);
        assert_eq!(axis.place(5), 0.0);
        assert_eq!(axis.place(99), WIDTH);
    }
}
