//! Why a temporal expression became no event.

/// Why a temporal expression became no event of the timeline.
///
/// `dateline explain` says it of every expression that dates none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Untold {
    /// A length, a repetition or a word such as "now": it names no date.
    NoDate,
    /// "after 2019": on which day it does not say.
    Open,
    /// It stands in a quotation, whose words are somebody else's.
    Quotation,
    /// It stands in a caption.
    Caption,
    /// It stands in a line that is no prose: "Posted on 5 May".
    Label,
    /// "the 2020 war", "Friday's vote": the date belongs to the noun.
    Noun,
    /// "by Friday", "since 2014", "than in 2019": a deadline, a start or a comparison.
    Bound,
    /// "after opening a shop in 2010", "a man arrested on Friday": told in passing of something else.
    Passing,
    /// Nothing in the sentence says that something happened.
    NoVerb,
    /// A condition rather than a happening: "was ready", "had three rooms".
    State,
    /// It did not happen, was denied or called off.
    Not,
    /// It may happen, or would under a condition.
    Perhaps,
    /// It happens again and again.
    Habit,
    /// "the line that the council approved last week": says which line is meant.
    Identifies,
    /// What a text says on a day is no happening of that day.
    Document,
    /// Somebody is quoted; the sentence tells nothing of its own.
    Speech,
    /// A plan for a day that has passed: nobody says whether it took place.
    OldPlan,
    /// A past tense, but what is counted from the date told before comes to a day ahead.
    Astray,
    /// A present tense of a day that has passed, or of a whole year.
    Present,
    /// Another date of the sentence says better when it happened.
    OtherDate,
    /// "Minutes later": it goes on with what was told before.
    FollowUp,
    /// "Do it today!"
    Request,
    /// "from 3 to 5 March": the stretch is told of its first end.
    OtherEnd,
    /// The sentence stands word for word in article after article, or an editor's list hides it.
    LeftOut,
}

/// The expressions of a text that became no event, by their index.
pub(super) type Silences = Vec<(usize, Untold)>;
