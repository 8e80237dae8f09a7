//! What words tell of the tense of a clause.

use crate::language::{TimeWords, Words};

/// The tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "opened", "was", "said".
    Past,
    /// "will open", "plans".
    Future,
    /// Nothing tells.
    Unknown,
}

/// What a word tells of the tense.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sign {
    /// Unknown for a word that ends like a verb and is none.
    pub tense: Option<Tense>,
    /// "to", as in "is to resume".
    pub infinitive: bool,
    /// It points ahead before an infinitive: "set to resume".
    pub ahead: bool,
    /// With a participle it tells no past: "is closed".
    pub passive: bool,
    /// A present form that has its date ahead, if nothing else tells: "there is a fair on Friday".
    pub present: bool,
    /// A present form that tells of a plan: "leaders meet on Monday".
    pub scheduled: bool,
    /// One that does so behind a plural only: "sales start on Monday", but not "a good start".
    pub scheduled_behind_plural: bool,
    /// A form that tells of a plan behind "is": "she is speaking on Monday".
    pub progressive: bool,
    /// With one that points ahead before an infinitive, the plan is past: "had planned to close".
    pub perfect: bool,
    /// It points ahead, but with a capital it is another word: "may".
    pub small: bool,
    /// Before a weekday it points ahead: "a vote for Monday".
    pub appointing: bool,
    /// It points ahead of itself, not of the clause: "until".
    pub bound: bool,
    /// It points ahead from what is told: "would".
    pub conditional: bool,
    /// With a negation it tells what did not happen: "could not be reached".
    pub able: bool,
    /// "not", as in "could not be reached".
    pub negation: bool,
    /// It stands between a verb and its date.
    pub on: bool,
    /// What stands behind it is a noun: "the vote".
    pub determiner: bool,
    /// It is a genitive: "Friday's close".
    pub genitive: bool,
    /// It ties a noun to what stands before it: "a sign of foul play".
    pub governing: bool,
    /// With an infinitive behind it, that tells what happened: "the latest to be closed".
    pub ranking: bool,
    /// It points ahead right before an infinitive: "have to open".
    pub obliging: bool,
    /// It joins what is told to what was told: "and".
    pub joining: bool,
    /// It opens a clause of its own: "though".
    pub subordinating: bool,
    /// What it made happen has happened: "forced the work to be put off".
    pub causing: bool,
    /// It makes the future of a verb: "will".
    pub auxiliary: bool,
    /// Before a gerund it tells the past: "after joining on Wednesday".
    pub after: bool,
    /// What stands behind it is no verb that tells: "the planned merger", "let go".
    pub article: bool,
    /// It makes a plan of then of what points ahead behind it: "was due on Monday".
    pub bygone: bool,
    /// What is traded for a month: "the December contract".
    pub contract: bool,
    /// It points to the end of something: "through January".
    pub through: bool,
    /// What is held on a day: "a meeting on Tuesday".
    pub appointment: bool,
    /// Over a list it says that what the list names is to come: "upcoming meetings".
    pub announcing: bool,
}

impl Sign {
    /// True for a word that tells nothing at all, as an adverb does.
    pub fn is_plain(self) -> bool {
        Sign { announcing: false, ..self } == Sign::default()
    }

    /// True for a word behind which a past form tells no past: "be sold", "is sold".
    pub fn makes_participle(self) -> bool {
        self.passive || self.tense == Some(Tense::Future) && !self.ahead && !self.bound
    }

    /// False for a word that shows no tense whatever stands before it.
    pub fn may_tell(self) -> bool {
        let plans = self.scheduled || self.scheduled_behind_plural || self.progressive;
        self.tense.is_some() || self.infinitive || plans
    }
}

/// The words of a language that tell of the tense.
pub(super) fn signs(words: &TimeWords) -> Words<Sign> {
    let tense = &words.tense;
    let mut all: Words<Sign> = Words::default();
    for (list, tells) in [
        (&tense.past, Tense::Past),
        (&tense.future, Tense::Future),
        (&tense.no_past, Tense::Unknown),
        (&tense.bounds, Tense::Future),
        (&tense.small, Tense::Future),
    ] {
        for word in list {
            all.entry(word).tense = Some(tells);
        }
    }
    tense.infinitive.iter().for_each(|word| all.entry(word).infinitive = true);
    for word in &tense.ahead {
        let sign = all.entry(word);
        sign.ahead = true;
        let past = tense.past_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        sign.tense = sign.tense.or(past.then_some(Tense::Past));
    }
    tense.joining.iter().for_each(|word| all.entry(word).joining = true);
    tense.subordinating.iter().for_each(|word| all.entry(word).subordinating = true);
    tense.causing.iter().for_each(|word| all.entry(word).causing = true);
    tense.passive.iter().for_each(|word| all.entry(word).passive = true);
    tense.present.iter().for_each(|word| all.entry(word).present = true);
    tense.perfect.iter().for_each(|word| all.entry(word).perfect = true);
    tense.scheduled.iter().for_each(|word| all.entry(word).scheduled = true);
    tense.scheduled_behind_plural.iter().for_each(|word| all.entry(word).scheduled_behind_plural = true);
    tense.progressive.iter().for_each(|word| all.entry(word).progressive = true);
    tense.small.iter().for_each(|word| all.entry(word).small = true);
    tense.appointing.iter().for_each(|word| all.entry(word).appointing = true);
    tense.bounds.iter().for_each(|word| all.entry(word).bound = true);
    tense.conditional.iter().for_each(|word| all.entry(word).conditional = true);
    tense.able.iter().for_each(|word| all.entry(word).able = true);
    tense.negation.iter().for_each(|word| all.entry(word).negation = true);
    tense.on.iter().for_each(|word| all.entry(word).on = true);
    tense.determiners.iter().for_each(|word| all.entry(word).determiner = true);
    tense.governing.iter().for_each(|word| all.entry(word).governing = true);
    tense.articles.iter().for_each(|word| all.entry(word).article = true);
    tense.bygone.iter().for_each(|word| all.entry(word).bygone = true);
    tense.appointments.iter().for_each(|word| all.entry(word).appointment = true);
    tense.contracts.iter().for_each(|word| all.entry(word).contract = true);
    tense.announcing.iter().for_each(|word| all.entry(word).announcing = true);
    tense.through.iter().for_each(|word| all.entry(word).through = true);
    tense.after.iter().for_each(|word| all.entry(word).after = true);
    tense.auxiliary.iter().for_each(|word| all.entry(word).auxiliary = true);
    tense.obliging.iter().for_each(|word| all.entry(word).obliging = true);
    tense.ranking.iter().for_each(|word| all.entry(word).ranking = true);
    all
}
