//! Where a narrative has got to: which of several Octobers a story means by "in October".

use super::sign::Tense;
use crate::when::{Granularity, When};
use chrono::Datelike;

/// What it costs a reading to lie a year beyond the year that the text names next, or before the one
/// with which its sentence opened, in sixths of a day
/// by which the story goes on. Measured on histories of wars: from 1,200 to 2,400 little changes.
const BEYOND: i64 = 1_800;

/// By so many years a story goes back or ahead; a year farther away is told in passing.
const PASSING: i32 = 12;

/// The years that a narrative tells round an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Years {
    /// The one with which the sentence opened: "In 1683 …".
    pub behind: Option<i32>,
    /// The next one.
    pub ahead: Option<i32>,
}

/// The one of the candidates that a story means which has got as far as `story`: time goes on, so the
/// first from there on, unless the one before is much nearer, or the year that the text names next
/// says that the story went back.
pub(super) fn in_story(candidates: &[When], story: When, tense: Tense, years: Years) -> Option<&When> {
    // A story told by years places its months in the year told last.
    if story.granularity() >= Granularity::Year {
        return candidates.iter().find(|when| when.from().year() == story.from().year());
    }
    // A year told in passing, "at his desk since 1978", says nothing of a story of 2002.
    let ahead = years.ahead.filter(|ahead| (ahead - story.from().year()).abs() <= PASSING);
    candidates.iter().min_by_key(|when| {
        let days = (when.from() - story.from()).num_days();
        let step = if when.overlaps(&story) {
            0
        } else if days >= 0 {
            days * 6
        } else if tense == Tense::Future {
            // "would follow him in October": what a story looks forward to lies ahead.
            -days * 20
        } else {
            -days * if when.from().year() == story.from().year() { 7 } else { 12 }
        };
        let year = when.from().year();
        let beyond = ahead.map_or(0, |ahead| (year - ahead).max(0));
        let before = years.behind.map_or(0, |behind| (behind - year).max(0));
        step + i64::from(beyond + before) * BEYOND
    })
}

/// The year that a text names next in four digits, not far behind this byte.
pub(super) fn year_ahead(text: &str, end: usize) -> Option<i32> {
    const NEAR: usize = 900;
    let bytes = &text.as_bytes()[end..text.len().min(end + NEAR)];
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 4 && (at == 0 || matches!(bytes[at - 1], b' ' | b'\n' | b'(' | b'/' | b'-')) {
            return std::str::from_utf8(&bytes[at..at + 4]).ok()?.parse().ok();
        }
        at += digits.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Genre, Reference, Tagger};
    use crate::language::Language;

    fn values(text: &str) -> Vec<String> {
        let tagger = Tagger::new(Language::english()).expect("the pack compiles");
        let reference = Reference { genre: Genre::Narrative, ..Reference::default() };
        tagger.tag(text, &reference).iter().map(|timex| timex.value.to_string()).collect()
    }

    #[test]
    fn goes_on_from_month_to_month() {
        assert_eq!(values("The siege began in October 1702. In March the walls fell."), ["1702-10", "1703-03"]);
    }

    #[test]
    fn goes_back_where_the_year_told_next_says_so() {
        let text = "The garrison held out until February 1745. In the west the mills had burnt in July \
            and the granaries in September. By 12 November 1744 the valley was empty.";
        assert_eq!(values(text), ["1745-02", "1744-07", "1744-09", "1744-11-12"]);
    }

    #[test]
    fn goes_not_back_behind_the_year_of_the_sentence() {
        let text = "In 1683 the river rose twice, in March and again in November.";
        assert_eq!(values(text), ["1683", "1683-03", "1683-11"]);
    }

    #[test]
    fn goes_on_from_season_to_season() {
        assert_eq!(values("She left in the spring of 1904. The same autumn she came back."), ["1904-SP", "1904-FA"]);
        assert_eq!(values("She left in the summer of 1904. That winter she came back."), ["1904-SU", "1904-WI"]);
    }

    #[test]
    fn does_not_go_on_from_what_is_only_measured_from() {
        assert_eq!(
            values("In March 1917 he gave up the mill. He had run it since November 1894. In April it was sold."),
            ["1917-03", "1894-11", "1917-04"]
        );
        assert_eq!(values("More rain fell in 1921 than in 1868. The next year was dry."), ["1921", "1868", "1922"]);
    }

    #[test]
    fn goes_back_before_the_year_named_only_where_it_says_so() {
        assert_eq!(
            values("She landed on 14 February 1912. Three weeks later the bay froze. She was found on 2 December."),
            ["1912-02-14", "1912-03-06", "1912-12-02"]
        );
    }

    #[test]
    fn looks_ahead_where_the_verb_does() {
        assert_eq!(
            values("The king died on 21 January 1693. His brother would follow him on 16 October."),
            ["1693-01-21", "1693-10-16"]
        );
    }

    #[test]
    fn ends_a_range_behind_its_beginning() {
        assert_eq!(
            values("The bridge was lost in May 1645. The army held it from October to March."),
            ["1645-05", "1645-10", "1646-03"]
        );
    }

    #[test]
    fn an_end_of_a_range_heeds_the_other() {
        let tagger = Tagger::new(Language::english()).expect("the pack compiles");
        let reference = Reference { date: chrono::NaiveDate::from_ymd_opt(2023, 3, 29), ..Reference::default() };
        let values = |text: &str| -> Vec<String> {
            tagger.tag(text, &reference).iter().map(|timex| timex.value.to_string()).collect()
        };
        assert_eq!(values("The shop was closed from February to November."), ["2022-02", "2022-11"]);
        assert_eq!(values("The fair will run from June to February."), ["2023-06", "2024-02"]);
    }

    #[test]
    fn takes_four_digits_near_by_for_a_year() {
        assert_eq!(super::year_ahead(" and 12 more in 1744.", 0), Some(1744));
        assert_eq!(super::year_ahead(" and 17445 of 2,000", 0), None);
        assert_eq!(super::year_ahead(&format!("{} 1744", "word ".repeat(300)), 0), None);
    }
}
