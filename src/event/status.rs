//! Whether a clause tells a happening at its date, and if not, why not.

mod case;
mod condition;
mod document;
mod line;
mod noun;
mod plan;
mod reality;

use super::Status;
use super::dating::{Dated, Role};
use super::reading::Reading;
use super::untold::Untold;
use super::verb::Tense;
use crate::language::Classes as C;
use crate::timex::{Anchor, Policy};
use crate::when::Modifier;
use case::{Case, Span, Verdict, only_if};

/// The questions that are asked of a clause and its date, in this order: the first answer counts, and where
/// none has one the tense decides.
const QUESTIONS: [fn(&Case) -> Option<Verdict>; 21] = [
    reality::doubted,
    noun::aside,
    reality::denied_or_possible,
    stands_over,
    condition::nowadays,
    noun::beside_the_perfect,
    reality::hoped,
    noun::in_passing,
    condition::is_on_the_day,
    noun::of_a_noun,
    document::to_the_reader,
    plan::given_up,
    plan::planned,
    condition::habit,
    condition::state,
    noun::identifies,
    reality::called_off,
    document::of_a_document,
    document::quoted,
    noun::beside_what_goes_on,
    condition::of_a_decade,
];

/// Whether a clause tells its date's happening, and whether as past or as planned; else why not.
pub(super) fn status(reading: &Reading, index: usize, dated: &Dated) -> Verdict {
    let span = Span::new(dated.when, reading.today);
    if dated.role == Role::Opener {
        return only_if(!span.ahead, Status::Happened, Untold::Passing);
    }
    let &Reading { tokens, clauses, .. } = reading;
    let clause = &clauses.list[index];
    let Some(verb) = &clause.verb else { return line::line(reading, index, dated, span) };
    let case = Case { reading, tokens, clauses, index, clause, verb, dated, span };
    QUESTIONS.iter().find_map(|question| question(&case)).unwrap_or_else(|| by_tense(&case))
}

/// The date of a line, of a row or of a heading dates whatever happens there.
fn stands_over(case: &Case) -> Option<Verdict> {
    let role = case.dated.role;
    let over = role == Role::Head || role == Role::Over && !case.verb.state;
    over.then_some(Ok(case.span.status()))
}

/// What the tense says.
fn by_tense(case: &Case) -> Verdict {
    let &Case { verb, span, .. } = case;
    match verb.tense {
        Tense::Modal => Err(Untold::Perhaps),
        // "was scheduled for last Friday": nobody says whether it took place.
        Tense::Future => only_if(span.when.until() > span.today, Status::Planned, Untold::OldPlan),
        Tense::Past | Tense::Perfect if astray(case) => Err(Untold::Astray),
        Tense::Would | Tense::Past | Tense::Perfect => Ok(span.status()),
        Tense::Progressive => only_if(span.fine(), span.status(), Untold::Present),
        // "schools are closed on Wednesday" is said on that day at the latest.
        Tense::Present if verb.passive => {
            let today = span.when.days() == 1 && span.when.from() == span.today;
            only_if(span.ahead || today, span.status(), Untold::Present)
        }
        Tense::Present => {
            let head = case.head();
            // "shuts down at the end of the year"
            let end = span.when.modifier() == Some(Modifier::End) && span.when.until() > span.today;
            if end && head.is(C::PRESENT.or(C::BASE)) {
                return Ok(Status::Planned);
            }
            // "today we see" tells a condition, "the council meets today" a happening.
            let happens = head.is(C::PRESENT.or(C::BASE).or(C::SAYING).or(C::STATING)) && span.fine();
            only_if(case.listed() || case.reading.chronicle || span.ahead || happens, span.status(), Untold::Present)
        }
    }
}

/// "The mill opened in 2019. Ten years later it burned", told in 2024: the years are counted from
/// another date than the text has told last.
fn astray(case: &Case) -> bool {
    let reason = &case.reading.timexes[case.dated.timex].reason;
    let counted = matches!(reason.policy, Policy::Counted | Policy::Stepped | Policy::NextAfter);
    case.span.ahead && counted && matches!(reason.anchor, Anchor::Story(_))
}

#[cfg(test)]
mod tests {
    use super::super::marked::told;

    fn tells(marked: &str, expected: &[&str]) {
        assert_eq!(told(marked), expected, "{marked}");
    }

    #[test]
    fn what_when_opens_is_told_where_the_rest_only_may_be() {
        tells(
            "She could ask them on [[Monday|2024-05-13]], when the board meets at the mill.",
            &["2024-05-13 Planned: Board meets at the mill"],
        );
        tells("She could ask them on [[Monday|2024-05-13]].", &[]);
    }

    #[test]
    fn what_was_told_and_is_not_so_is_no_happening() {
        tells("Reports that a tank had burst on [[Friday|2024-05-03]] were untrue.", &[]);
        tells("Ada Low denied, through her lawyer, having sold it [[last year|2023]].", &[]);
    }

    #[test]
    fn documents_to_come_and_corrections_are_no_happenings() {
        tells("The next log appears on [[the 24th|2024-05-24]].", &[]);
        tells("This story was updated on [[May 9|2024-05-09]] to correct a name.", &[]);
        tells("Corrected on [[9 May|2024-05-09]]: an earlier version had it wrong.", &[]);
    }

    #[test]
    fn measures_and_lasting_conditions_are_no_happenings() {
        let (article, mut timexes) = super::super::marked::article(
            "a.md",
            "2024-05-10",
            "In [[2015|2015]] it took [[41 days|2015]] on average.",
        );
        timexes[1].kind = crate::timex::TimexType::Duration;
        let language = crate::language::Language::english();
        assert!(super::super::reports(0, &article, &timexes, language, false).is_empty());
        tells("The bridge was still closed on [[Friday|2024-05-03]].", &[]);
        tells("The bridge was closed on [[Friday|2024-05-03]].", &["2024-05-03 Happened: Bridge closed"]);
    }

    #[test]
    fn lines_of_a_chronology_go_on_in_the_present() {
        tells(
            "- [[3 May 1988|1988-05-03]]: British machines start up; the French follow in [[June 1988|1988-06]].",
            &["1988-05-03 Happened: British machines start up", "1988-06 Happened: French follow"],
        );
    }

    #[test]
    fn a_perfect_is_told_as_a_headline_tells_it() {
        tells("The council had rejected it on [[Friday|2024-05-03]].", &["2024-05-03 Happened: Council rejected it"]);
        tells("The council has run dry on [[Friday|2024-05-03]].", &["2024-05-03 Happened: Council has run dry"]);
        tells(
            "[[May 3|2024-05-03]] - Ada Low, in a speech broadcast on two channels, calls for talks.",
            &["2024-05-03 Happened: Ada Low, in a speech broadcast on two channels, calls for talks"],
        );
    }

    #[test]
    fn since_and_until_open_what_happened() {
        tells(
            "The hall has been crowded since the club reopened it in [[1974|1974]].",
            &["1974 Happened: Club reopened it"],
        );
        tells("It is the wettest spring since records began in [[1931|1931]].", &[]);
        tells(
            "The swap of prisoners went ahead on [[Friday|2024-05-03]].",
            &["2024-05-03 Happened: Swap of prisoners went ahead"],
        );
    }

    #[test]
    fn a_role_a_place_and_what_was_said_keep_no_date_from_the_verb() {
        tells(
            "Ada Low, who resigned as managing director on [[Tuesday|2024-05-07]], is ill.",
            &["2024-05-07 Happened: Ada Low resigned as managing director"],
        );
        tells(
            "They will meet at St Chad's [[next Monday|2024-05-13]].",
            &["2024-05-13 Planned: They will meet at St Chad's"],
        );
        tells(
            "London agreed on [[Friday|2024-05-03]] not to reopen the mill.",
            &["2024-05-03 Happened: London agreed not to reopen the mill"],
        );
        tells(
            "Ada Low, who said on [[Monday|2024-05-06]] that she would go, resigned on [[Tuesday|2024-05-07]].",
            &["2024-05-06 Happened: Ada Low said that she would go", "2024-05-07 Happened: Ada Low resigned"],
        );
    }

    #[test]
    fn what_nobody_does_is_no_happening() {
        tells("Neither came to the meeting on [[Friday|2024-05-03]].", &[]);
        tells("We are unlikely to go on with it in [[July|2024-07]].", &[]);
    }

    #[test]
    fn today_may_mean_these_days() {
        tells("[[Today|2024-05-10]], many mills are using the loom in other ways.", &[]);
        tells("[[Today|2024-05-10]], the loom will stop by itself.", &[]);
        tells("[[Today|2024-05-10]], we are opening the shop.", &["2024-05-10 Happened: We are opening the shop"]);
        tells(
            "[[Today|2024-05-10]] it is my great pleasure to announce that the shop is online.",
            &["2024-05-10 Happened: It is my great pleasure to announce that the shop is online"],
        );
    }

    #[test]
    fn who_says_it_on_another_day_is_a_happening_of_its_own() {
        tells(
            "Police also arrested on [[Thursday|2024-05-02]] prominent Ostry preacher Ada Maria Low, human rights \
             campaigners said on [[Friday|2024-05-03]].",
            &[
                "2024-05-02 Happened: Police also arrested prominent Ostry preacher Ada Maria Low",
                "2024-05-03 Happened: Human rights campaigners said",
            ],
        );
    }

    #[test]
    fn a_quotation_of_these_days_is_told_by_who_said_it() {
        tells(
            "“I can be skint again,” Ada Low said [[yesterday|2024-05-09]].",
            &["2024-05-09 Happened: “I can be skint again,” Ada Low said"],
        );
        tells("“I can be skint again,” Ada Low said in [[2004|2004]].", &[]);
        tells("``We fell in [[June|2023-06]],'' Ada Low said.", &[]);
        tells(
            "“We will never again open the gate to anybody who has come from the other bank,” the porter told a \
             packed hall on [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: Porter told a packed hall"],
        );
        tells(
            "“We will never open the gate to anybody who has come from the other bank,” said porter Ada Low on \
             [[Monday|2024-05-06]].",
            &["2024-05-06 Happened: “We will never open the gate to anybody,” said porter Ada Low"],
        );
    }

    #[test]
    fn since_may_say_why() {
        tells(
            "The ground is ours again, since the council agreed [[last week|2024-05-03]] to a rent.",
            &["2024-05-03 Happened: Council agreed to a rent"],
        );
    }
}
