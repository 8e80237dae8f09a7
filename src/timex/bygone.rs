//! Texts that tell of nothing but what is long over: an essay, a life.

use super::reason::{Anchor, Reason};
use crate::when::{Granularity, When};
use chrono::NaiveDate;

/// The dates of a text that has told of nothing but what is long over: an essay, a life.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bygone {
    /// The last one that is known by its season or better.
    last: Option<When>,
    /// How many of them are near each other.
    count: u32,
    /// How many there are in all.
    all: u32,
    /// The text has told of its own time: what it tells without a year may be of either.
    ended: bool,
}

impl Bygone {
    /// So many dates, each near the one before, make a story.
    const STORY: u32 = 2;
    /// In days: so near.
    const APART: i64 = 2 * 366;
    /// So many dates that are all long over make one wherever they lie: an essay.
    const ESSAY: u32 = 6;
    /// In days: what is over for so long is not told as of the writer's own time.
    const OVER: i64 = 3 * 366;

    /// Takes in a date.
    pub fn tell(&mut self, when: When, reason: &Reason, document: NaiveDate) {
        let over = (document - when.last_day()).num_days() > Bygone::OVER;
        self.ended |= !over || matches!(reason.anchor, Anchor::Document(_));
        if when.granularity() <= Granularity::Season {
            // "The mill was sold in 1871 and in 1904" are two stories.
            let goes_on = |last: When| (when.from() - last.from()).num_days().abs() <= Bygone::APART;
            let before = if self.last.is_some_and(goes_on) { self.count } else { 0 };
            (self.last, self.count, self.all) = (Some(when), before + 1, self.all + 1);
        }
    }

    /// True if the text has told of its own time.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Where the story has got to.
    pub fn story(&self) -> Option<When> {
        self.last.filter(|_| !self.ended && (self.count >= Bygone::STORY || self.all >= Bygone::ESSAY))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    fn values(text: &str) -> Vec<String> {
        sample::values("2011-05-20", text)
    }

    #[test]
    fn what_tells_of_nothing_but_long_ago_stays_there() {
        let text = "On 3 August 1871 the weir broke. Rain had begun in late July.\n\nSummer\n\n\
            The bridge went in September, and in February, the ledger says, the mill was sold. On 4 May it burned.";
        let told = ["1871-08-03", "1871-07", "1871-SU", "1871-09", "1872-02", "1872-05-04"];
        assert_eq!(values(text), told);
    }

    #[test]
    fn what_has_told_of_its_own_time_is_of_either() {
        let text =
            "The mill, sold in August 1871 and again in May 1904, burned on Monday.\n\nIn April it had been empty.";
        assert_eq!(values(text), ["1871-08", "1904-05", "2011-05-16", "2011-04"]);
    }

    #[test]
    fn one_old_date_makes_no_story() {
        let text = "The weir was built in August 1871.\n\nIn March the council voted to mend it.";
        assert_eq!(values(text), ["1871-08", "2011-03"]);
    }

    #[test]
    fn an_essay_goes_on_where_its_last_date_was() {
        let text = "It was laid in May 1851, mended in June 1859, cut in April 1868, sold in July 1879 and hauled up in \
            August 1888.\n\nA storm on 14 December 1896 broke it. It was spliced in January.";
        assert_eq!(values(text)[5..], ["1896-12-14", "1897-01"]);
    }
}
