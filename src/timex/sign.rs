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
    /// A present form that tells of a plan right before its date: "comes on Monday".
    pub arriving: bool,
    /// A date behind it is only measured from: "since 1453".
    pub measuring: bool,
    /// What is held on a day: "a meeting on Tuesday".
    pub appointment: bool,
    /// Over a list it says that what the list names is to come: "upcoming meetings".
    pub announcing: bool,
}

impl Sign {
    /// True for a word that tells nothing at all, as an adverb does.
    pub fn is_plain(&self) -> bool {
        Sign { announcing: false, ..*self } == Sign::default()
    }

    /// True for a word behind which a past form tells no past: "be sold", "is sold".
    pub fn makes_participle(&self) -> bool {
        self.passive || self.tense == Some(Tense::Future) && !self.ahead && !self.bound
    }

    /// False for a word that shows no tense whatever stands before it.
    pub fn may_tell(&self) -> bool {
        let plans = self.scheduled || self.scheduled_behind_plural || self.progressive;
        self.tense.is_some() || self.infinitive || plans
    }
}

/// What a word tells as it is, and as a genitive.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pub plain: Sign,
    pub genitive: Sign,
}

impl Signs {
    /// Those of a word of which the first is known.
    pub fn of(plain: Sign) -> Signs {
        Signs { plain, genitive: Sign { genitive: true, ..plain } }
    }
}

/// A longer word, in bytes, shows no tense.
const LONGEST: usize = 24;

/// The words of a language that tell of the tense.
#[derive(Debug)]
pub(super) struct SignWords {
    words: Words<Signs>,
    /// What a word tells that the pack does not know, and what one that ends like a past form.
    others: Signs,
    pasts: Signs,
    /// How past forms end.
    endings: Vec<String>,
}

impl SignWords {
    pub fn new(words: &TimeWords) -> SignWords {
        SignWords {
            words: signs(words),
            others: Signs::of(Sign::default()),
            pasts: Signs::of(Sign { tense: Some(Tense::Past), ..Sign::default() }),
            endings: words.tense.past_endings.clone(),
        }
    }

    /// What no word tells.
    pub fn no_sign(&self) -> &Sign {
        &self.others.plain
    }

    /// True for a word that ends like a past form.
    pub fn ends_past(&self, word: &str) -> bool {
        self.endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// What a word tells.
    pub fn sign(&self, word: &str) -> &Sign {
        let (signs, genitive) = self.told(word);
        if genitive { &signs.genitive } else { &signs.plain }
    }

    /// The same with whether the word is a genitive.
    fn told(&self, word: &str) -> (&Signs, bool) {
        if word.is_empty() || word.len() > LONGEST {
            return (&self.others, false);
        }
        if let Some(known) = self.words.get(word.as_bytes()) {
            let another = known.plain.small && !word.starts_with(char::is_lowercase);
            return (if another { &self.others } else { known }, false);
        }
        if let Some((verb, ending)) = word.split_once(['\'', '’']) {
            // "they'll", "hasn't" as far as the pack knows them; else "company's" is "company".
            return match self.words.get(ending.as_bytes()) {
                Some(known) => (known, false),
                None => (self.told(verb).0, true),
            };
        }
        let bytes = word.as_bytes();
        let ends_with = |ending: &str| {
            bytes.len() >= ending.len() && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        };
        // A name ends like a verb too ("Reed"), so only words in small letters count.
        let verb = word.len() > 3
            && word.starts_with(char::is_lowercase)
            && self.endings.iter().any(|ending| ends_with(ending));
        (if verb { &self.pasts } else { &self.others }, false)
    }
}

/// What the words of a pack tell.
fn signs(words: &TimeWords) -> Words<Signs> {
    let tense = &words.tense;
    let mut all: Words<Signs> = Words::default();
    for (list, tells) in [
        (&tense.past, Tense::Past),
        (&tense.future, Tense::Future),
        (&tense.no_past, Tense::Unknown),
        (&tense.bounds, Tense::Future),
        (&tense.small, Tense::Future),
    ] {
        for word in list {
            all.entry(word).plain.tense = Some(tells);
        }
    }
    tense.infinitive.iter().for_each(|word| all.entry(word).plain.infinitive = true);
    for word in &tense.ahead {
        let sign = &mut all.entry(word).plain;
        sign.ahead = true;
        let past = tense.past_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        sign.tense = sign.tense.or(past.then_some(Tense::Past));
    }
    tense.joining.iter().for_each(|word| all.entry(word).plain.joining = true);
    tense.subordinating.iter().for_each(|word| all.entry(word).plain.subordinating = true);
    tense.causing.iter().for_each(|word| all.entry(word).plain.causing = true);
    tense.passive.iter().for_each(|word| all.entry(word).plain.passive = true);
    tense.present.iter().for_each(|word| all.entry(word).plain.present = true);
    tense.perfect.iter().for_each(|word| all.entry(word).plain.perfect = true);
    tense.scheduled.iter().for_each(|word| all.entry(word).plain.scheduled = true);
    tense.scheduled_behind_plural.iter().for_each(|word| all.entry(word).plain.scheduled_behind_plural = true);
    tense.progressive.iter().for_each(|word| all.entry(word).plain.progressive = true);
    tense.small.iter().for_each(|word| all.entry(word).plain.small = true);
    tense.appointing.iter().for_each(|word| all.entry(word).plain.appointing = true);
    tense.bounds.iter().for_each(|word| all.entry(word).plain.bound = true);
    tense.conditional.iter().for_each(|word| all.entry(word).plain.conditional = true);
    tense.able.iter().for_each(|word| all.entry(word).plain.able = true);
    tense.negation.iter().for_each(|word| all.entry(word).plain.negation = true);
    tense.on.iter().for_each(|word| all.entry(word).plain.on = true);
    tense.determiners.iter().for_each(|word| all.entry(word).plain.determiner = true);
    tense.governing.iter().for_each(|word| all.entry(word).plain.governing = true);
    tense.articles.iter().for_each(|word| all.entry(word).plain.article = true);
    tense.bygone.iter().for_each(|word| all.entry(word).plain.bygone = true);
    tense.appointments.iter().for_each(|word| all.entry(word).plain.appointment = true);
    tense.contracts.iter().for_each(|word| all.entry(word).plain.contract = true);
    tense.announcing.iter().for_each(|word| all.entry(word).plain.announcing = true);
    tense.arriving.iter().for_each(|word| all.entry(word).plain.arriving = true);
    tense.measuring.iter().for_each(|word| all.entry(word).plain.measuring = true);
    tense.through.iter().for_each(|word| all.entry(word).plain.through = true);
    tense.after.iter().for_each(|word| all.entry(word).plain.after = true);
    tense.auxiliary.iter().for_each(|word| all.entry(word).plain.auxiliary = true);
    tense.obliging.iter().for_each(|word| all.entry(word).plain.obliging = true);
    tense.ranking.iter().for_each(|word| all.entry(word).plain.ranking = true);
    all.values_mut().for_each(|signs| *signs = Signs::of(signs.plain));
    all
}
