//! The section `[events]`: the words by which a happening is told from a mention of a date.

use super::endings::Endings;
use super::phrases::Phrases;
use super::words::Words;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::Error as _;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word can be. A word may be several: "set" is past, present and "due".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

impl Classes {
    /// True if it has at least one of the classes of `other`.
    #[inline]
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[inline]
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// These without those of `other`.
    #[inline]
    pub const fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }
}

macro_rules! classes {
    ($($name:ident $key:literal $what:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        impl Classes {
            $(#[doc = $what] pub const $name: Classes = Classes(1 << Bit::$name as u128);)*
            /// The class that a list of the pack fills.
            fn of_list(key: &str) -> Option<Classes> {
                match key { $($key => Some(Classes::$name),)* _ => None }
            }
        }
    };
}

classes! {
    BE_PRESENT "be_present" "A present form of \"be\".",
    BE_PAST "be_past" "A past form of \"be\".",
    BE_OTHER "be_other" "The other forms of \"be\".",
    BE_CONTRACTED "contracted_be" "A pronoun and \"be\" in one word.",
    HAVE "have" "A form of \"have\".",
    DO "do" "A form of \"do\".",
    WILL "will" "The future.",
    WOULD "would" "The future seen from the past.",
    ABILITY "ability" "The past of \"can\", whose negation tells what went wrong.",
    MODAL "modal" "What may or can be.",
    NEGATION "negation" "A negation.",
    NONE "none" "Says that there is none: \"nobody\".",
    PAST "past" "An irregular past tense, or a regular one by its ending.",
    PARTICIPLE "participle" "An irregular participle, or a regular one by its ending.",
    PAST_OR_PRESENT "past_or_present" "A past tense that looks like the present.",
    PRESENT "present" "A present form that tells a happening.",
    BASE "base" "A present form that after a plural tells a happening.",
    PLURAL "plural" "A plural by its ending.",
    PROGRESSIVE "progressive" "A form by its ending: \"opening\".",
    NOT_PAST "not_past" "No past tense in spite of its ending.",
    NOT_ADVERB "not_adverbs" "No adverb in spite of its ending.",
    NOT_PROGRESSIVE "not_progressive" "No progressive form in spite of its ending.",
    STATE "state" "A verb that tells a condition.",
    STAGING "staging" "A verb that only sets the stage for what \"when\" tells.",
    STATE_PARTICIPLE "state_participles" "A participle that tells a condition after \"be\".",
    SETTLED "settled_states" "A participle whose condition has no day: \"situated\".",
    PERFORMING "performing" "A word after \"be\" with which an announcement begins.",
    SAYING "saying" "A verb that only carries what is told.",
    STATING "stating" "A verb of telling that is a happening of its own.",
    SOURCE "sources" "Someone who only passes on what is told.",
    ROLE "roles" "What somebody is, whom \"it\" cannot mean: \"the mayor\".",
    CLAIM "claims" "A noun for what somebody only says: \"rumours that\".",
    DOCUMENT "documents" "A written thing that says something.",
    PLANNING "planning" "A participle of plans: \"scheduled\".",
    AWAITING "awaiting" "A verb that with a particle says what somebody awaits: \"look forward\".",
    PLANNING_VERB "planning_verbs" "A present form of plans: \"plans\".",
    POSTPONING "postponing" "A verb after which the date is the new one.",
    CANCELLING "cancelling" "A verb after which the happening does not take place.",
    DENYING "denying" "A verb after which nothing is told as a fact.",
    CONDITION "condition" "Opens a condition.",
    GENERIC "generic" "Marks what happens again and again.",
    ARTICLE "articles" "An article that a headline can do without.",
    NEEDS_ARTICLE "needs_article" "A word that says something else without its article: \"a few\", \"The Hague\".",
    STANDS_WITH_ARTICLE "stands_with_article" "With an article it stands for a thing, without it it does not: \"the last\".",
    DETERMINER "determiners" "An article or something in its place.",
    PREPOSITION "prepositions" "A preposition.",
    SUBORDINATOR "subordinators" "Opens a subordinate clause.",
    WHEN "when" "Opens the clause that a date before it dates.",
    RELATIVE "relatives" "Opens a relative clause.",
    PERSONAL_RELATIVE "personal_relatives" "A relative that stands for a person: \"who\".",
    OF_WHOM "possessive_relatives" "A relative that stands for a possessive: \"whose\".",
    FREE_RELATIVE "free_relatives" "Opens a clause that stands for a thing.",
    PLURAL_PRONOUN "plural_pronouns" "A pronoun after which an unknown word is a present verb.",
    COMPLEMENTISER "complementisers" "Opens what is said.",
    COORDINATOR "coordinators" "Joins two clauses.",
    PRONOUN "pronouns" "A pronoun that can be a subject.",
    PERSONAL "personal" "A pronoun for one person.",
    FEMININE "feminine" "A word for a woman: \"she\", \"chairwoman\".",
    MASCULINE "masculine" "A word for a man: \"he\", \"chairman\".",
    IMPERSONAL "impersonal" "A pronoun for a thing or for several.",
    EXISTENTIAL "existential" "The \"there\" of \"there was\".",
    INFINITIVE "infinitive" "Opens an infinitive.",
    ADVERB "adverbs" "An adverb, listed or by its ending.",
    OF "of" "The preposition that ties two nouns most closely.",
    DATING "dating" "A preposition that makes a date the clause's.",
    PARTICLE "particles" "A word that belongs to the verb before it.",
    WITH_ARTICLE "with_article" "A preposition whose date has an article.",
    PERIOD_END "period_ends" "Ties a period to its last day: \"the quarter ended 30 June\".",
    BACKGROUND "backgrounds" "Opens a clause that only says from when or until when.",
    OPENING "opening" "A preposition that opens a stretch.",
    CLOSING "closing" "Joins the two ends of a stretch.",
    BARRING "barring" "A preposition after which a date dates no happening.",
    AROUND "around_hours" "A preposition that leaves an hour its day: \"before dawn on Friday\".",
    NEEDS_OBJECT "needs_object" "A participle whose active has an object, so that alone it is passive: \"arrested\".",
    AFTERMATH "aftermath" "Opens what came before the happening that it explains: \"after falling\".",
    ENABLING "enabling" "An adjective whose infinitive is what happens: \"able to\".",
    INTENDING "intending" "A past tense of plans: \"planned to\".",
    DEFERRING "deferring" "A verb that with a particle gives a new date: \"put off\".",
    BIRTH "birth" "The participle that begins a life: \"born in Oslo in 1950\".",
    OF_NOBODY "of_nobody" "A verb whose \"it\" means nothing: \"it rained\", \"it emerged that\".",
    SEVERAL "several" "A pronoun for several: \"they\".",
    UNFINISHED "unfinished" "A word with which no headline ends.",
    FIRST_PERSON "first_person" "A pronoun for who writes: \"we\".",
    COVERING "covering" "What a text does with its matter: \"we will look at\".",
    IMPERATIVE "imperatives" "A verb with which a reader is asked for something: \"join us\".",
    OBJECT "objects" "A pronoun that can be an object: \"us\".",
    STARTING_FIGURE "starting_figures" "A preposition of the figure with which another is compared: \"from 94\".",
    COMPARING "comparing" "Opens what something is compared with: \"later than usual\".",
    ANAPHORIC "anaphoric" "Opens a subject that only the text before explains: \"its head\".",
    HONORIFIC "honorifics" "Stands before a last name: \"Mr\".",
    ITS "thing_possessives" "The possessive of a thing: \"its\".",
    THEIR "several_possessives" "The possessive of several: \"their\".",
    WE "we" "Whoever writes, as several: \"we\".",
    TEAM "teams" "What those are who write \"we\": \"the Harbour team\".",
    AIM "aims" "A noun for what somebody wants: \"the plan is to sell\".",
    POINTING "pointing" "A word before a noun that has been told of: \"the crew\", \"both men\".",
    AT_EVENT "events_of_a_date" "A preposition of \"at Friday's meeting\".",
    IN_MEETING "meetings_of_a_date" "A preposition of \"in Sunday's debate\".",
    TIMES "times" "A noun that stands between a preposition and its date.",
    DEICTIC "deictics" "Opens a date that takes no article.",
    INTRANSITIVE "intransitive" "A past tense that says nothing of the noun before it.",
    INVERTING "inverting" "A verb before its subject: \"in 1998 came the crash\".",
    APPOINTING "appointing" "A preposition of the day for which something is called.",
    COMMENT "commenting" "Opens what the writer says of the text: \"as we wrote\".",
    DEMONSTRATIVE "demonstratives" "Points at what is being read: \"this post\".",
    SEEING "seeing" "A verb that only joins a date to its happening: \"2020 saw a recovery\".",
    HEDGE "hedges" "A word with which \"at\" is no preposition: \"at least\".",
    DEADLINE "deadlines" "A preposition of the last day for something: \"due by Friday\".",
    UNTRUE "untrue" "Says that what was told is not so: \"the reports were untrue\".",
    SPENDING "spending" "A verb whose object is its date: \"spent Friday at the mill\".",
    TAKING "taking" "A verb that with a length behind it measures: \"takes two days\".",
    CALAMITY "calamities" "What befalls those that are in or under it: \"was on fire\".",
    LASTING "lasting" "Says that a condition goes on: \"was still closed\".",
    NEXT "next" "A word before a document that is yet to come: \"the next log\".",
    DATE_ADVERB "date_adverbs" "An adverb that goes with a date.",
}

/// The words by which a happening is told from a mention of a date.
#[derive(Debug, Default)]
pub struct EventWords {
    classes: Words<Classes>,
    endings: Endings<Classes>,
    possessive: Vec<String>,
    possessive_endings: Endings<()>,
    connectives: Phrases,
    sequels: Phrases,
    labels: Phrases,
    quotation_marks: Vec<(Box<str>, Box<str>)>,
    /// For each byte whether a quotation mark begins with it.
    mark_bytes: MarkBytes,
    stem_endings: Endings<()>,
    prefixes: Vec<String>,
    families: Families,
    common: FxHashSet<String>,
}

#[derive(Debug)]
struct MarkBytes(Box<[bool; 256]>);

impl Default for MarkBytes {
    fn default() -> MarkBytes {
        MarkBytes(Box::new([false; 256]))
    }
}

/// Words and phrases that tell one kind of happening, by the stem of their first word.
#[derive(Debug, Default)]
struct Families(FxHashMap<String, Vec<FamilyPhrase>>);

/// A word or phrase of a family: the stems of the words after its first one, and the family's number.
#[derive(Debug)]
struct FamilyPhrase {
    rest: Vec<String>,
    family: Family,
}

/// A kind of happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its number.
    pub number: u32,
    /// It is told of anything: that it begins, ends or is announced.
    pub phase: bool,
}

impl EventWords {
    /// What a word (in lower case) can be: as the pack lists it, else by its ending.
    pub fn classes(&self, word: &str) -> Classes {
        self.with_ending(word, self.listed(word).unwrap_or_default())
    }

    /// What the word in these bytes of a text can be, whatever the case of its letters.
    pub fn classes_at(&self, text: &str, word: Range<usize>) -> Classes {
        self.read(text, word).0
    }

    /// What the word in these bytes of a text can be, and whether it ends as a possessive does; whatever the
    /// case of its letters.
    pub fn read(&self, text: &str, word: Range<usize>) -> (Classes, bool) {
        let written = &text[word.clone()];
        let listed = self.classes.at(text.as_bytes(), word).copied().unwrap_or_default();
        if written.is_ascii() {
            return (self.with_ending(written, listed), self.is_possessive(written));
        }
        let lower = written.to_lowercase();
        (self.with_ending(&lower, listed), self.is_possessive(&lower))
    }

    /// What a word can be that the pack lists so; letters of ASCII may have either case.
    fn with_ending(&self, word: &str, listed: Classes) -> Classes {
        let mut classes = listed;
        for (length, class) in self.endings.of(word) {
            // "ed" alone is no verb, and neither is "red".
            if word.len() > length + 1 {
                classes = classes.or(*class);
            }
        }
        let regular = REGULAR_PAST.without(listed);
        if classes.any(regular) && (listed.any(Classes::NOT_PAST) || self.is_joined(word)) {
            classes = classes.without(regular);
        }
        if listed.any(Classes::NOT_ADVERB) {
            classes = classes.without(Classes::ADVERB);
        }
        if listed.any(Classes::NOT_PROGRESSIVE) {
            classes = classes.without(Classes::PROGRESSIVE);
        }
        classes
    }

    /// "fresh-squeezed" describes; "re-elected" tells.
    fn is_joined(&self, word: &str) -> bool {
        let first = word.split_once('-').map(|(first, _)| first);
        first.is_some_and(|first| !self.prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(first)))
    }

    /// What a word (in lower case) can be as the pack lists it, whatever its ending; none if it does not.
    pub fn listed(&self, word: &str) -> Option<Classes> {
        self.classes.get(word.as_bytes()).copied().filter(|_| !word.contains(char::is_uppercase))
    }

    /// True if a word ends as a possessive does: "Friday's", "Governors'"; letters of ASCII may have either case.
    pub fn is_possessive(&self, word: &str) -> bool {
        self.possessive_endings.of(word).any(|(length, ())| word.len() > length)
    }

    /// How a possessive is written where nothing else is known of the word; empty if the pack has none.
    pub fn possessive_ending(&self) -> &str {
        self.possessive.first().map_or("", String::as_str)
    }

    /// The possessive ending with which a text begins, in bytes; 0 if there is none.
    pub fn possessive_at_start(&self, text: &str) -> usize {
        self.possessive.iter().filter(|ending| text.starts_with(ending.as_str())).map(String::len).max().unwrap_or(0)
    }

    /// How many of the words are an opening such as "in addition"; 0 if none is.
    pub fn connective<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        self.connectives.length(words)
    }

    /// How many of the words open a sentence that goes on: "hours later".
    pub fn sequel<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        self.sequels.length(words)
    }

    /// How many of the words open a line that is no prose: "posted", "leave a reply".
    pub fn label<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        self.labels.length(words)
    }

    /// What is left of a word (in lower case) when its ending falls: "opened" and "opening" are "open".
    pub fn stem<'w>(&self, word: &'w str) -> &'w str {
        const SHORTEST: usize = 3;
        let mut left = self.stem_endings.of(word).filter_map(|(length, ())| word.get(..word.len() - length));
        left.find(|stem| stem.chars().nth(SHORTEST - 1).is_some()).unwrap_or(word)
    }

    /// The kind of happening that a stretch of text tells, which begins with the stem `first` and
    /// goes on with `rest` (words in lower case): the family and how many words tell it.
    pub fn family<'w>(&self, first: &str, rest: impl Iterator<Item = &'w str> + Clone) -> Option<(Family, usize)> {
        let phrases = self.families.0.get(first)?;
        let told = |phrase: &&FamilyPhrase| {
            let mut words = rest.clone();
            phrase.rest.iter().all(|stem| words.next().is_some_and(|word| self.stem(word) == stem))
        };
        phrases.iter().find(told).map(|phrase| (phrase.family, 1 + phrase.rest.len()))
    }

    /// True for the stem of a word of any subject, such as "year" or "people".
    pub fn is_common(&self, stem: &str) -> bool {
        self.common.contains(stem)
    }

    /// Families are read last: their words are compared without their endings.
    fn add_families(&mut self, families: &[String], phases: &[String]) {
        let families = families.iter().map(|phrases| (false, phrases));
        let phases = phases.iter().map(|phrases| (true, phrases));
        for (number, (phase, phrases)) in (0..).zip(families.chain(phases)) {
            let family = Family { number, phase };
            for phrase in phrases.split(',').map(str::trim) {
                let mut stems = phrase.split(' ').map(|word| self.stem(word).to_owned());
                let Some(first) = stems.next() else { continue };
                let rest = stems.collect();
                self.families.0.entry(first).or_default().push(FamilyPhrase { rest, family });
            }
        }
        for phrases in self.families.0.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }

    /// True for a byte with which a quotation mark begins.
    #[inline]
    pub fn may_quote(&self, byte: u8) -> bool {
        self.mark_bytes.0[usize::from(byte)]
    }

    /// The pairs of quotation marks.
    pub fn quotation_marks(&self) -> &[(Box<str>, Box<str>)] {
        &self.quotation_marks
    }
}

impl Classes {
    /// Everything with which a verb group can begin.
    pub const AUXILIARY: Classes = Classes::BE_PRESENT
        .or(Classes::BE_PAST)
        .or(Classes::BE_CONTRACTED)
        .or(Classes::HAVE)
        .or(Classes::DO)
        .or(Classes::WILL)
        .or(Classes::WOULD)
        .or(Classes::MODAL);
}

const REGULAR_PAST: Classes = Classes::PAST.or(Classes::PARTICIPLE);

impl<'de> Deserialize<'de> for EventWords {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<EventWords, D::Error> {
        let lists = BTreeMap::<String, Vec<String>>::deserialize(deserializer)?;
        let mut words = EventWords::default();
        let mut endings = Vec::new();
        let (mut families, mut phases, mut common) = (Vec::new(), Vec::new(), Vec::new());
        for (key, list) in lists {
            match key.as_str() {
                "past_endings" => endings.extend(list.into_iter().map(|ending| (ending, REGULAR_PAST))),
                "progressive_endings" => {
                    endings.extend(list.into_iter().map(|ending| (ending, Classes::PROGRESSIVE)));
                }
                "plural_endings" => endings.extend(list.into_iter().map(|ending| (ending, Classes::PLURAL))),
                "adverb_endings" => endings.extend(list.into_iter().map(|ending| (ending, Classes::ADVERB))),
                "possessive_endings" => {
                    words.possessive_endings = Endings::new(list.iter().map(|ending| (ending.clone(), ())));
                    words.possessive = list;
                }
                "connectives" => words.connectives = Phrases::new(&list),
                "stem_endings" => words.stem_endings = Endings::new(list.into_iter().map(|ending| (ending, ()))),
                "verb_prefixes" => words.prefixes = list,
                "sequels" => words.sequels = Phrases::new(&list),
                "labels" => words.labels = Phrases::new(&list),
                "families" => families = list,
                "phases" => phases = list,
                "common" => common = list,
                "quotation_marks" => {
                    for pair in &list {
                        let length = pair.chars().count();
                        let middle = pair.char_indices().nth(length / 2).map(|(at, _)| at);
                        let Some(middle) = middle.filter(|at| *at > 0 && length % 2 == 0) else {
                            return Err(D::Error::custom(format!(
                                "`{pair}` in `quotation_marks` is no opening mark with a closing one as long"
                            )));
                        };
                        let (open, close) = pair.split_at(middle);
                        words.quotation_marks.push((open.into(), close.into()));
                        for mark in [open, close] {
                            words.mark_bytes.0[usize::from(mark.as_bytes()[0])] = true;
                        }
                    }
                }
                _ => {
                    let Some(class) = Classes::of_list(&key) else {
                        return Err(D::Error::custom(format!("`{key}` is no list of the section `[events]`")));
                    };
                    for word in list {
                        let known = words.classes.entry(&word);
                        *known = known.or(class);
                    }
                }
            }
        }
        words.endings = Endings::new(endings);
        words.add_families(&families, &phases);
        words.common = common.iter().map(|word| words.stem(word).to_owned()).collect();
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use crate::language::{Classes, Language};

    #[test]
    fn endings_give_classes_unless_the_pack_knows_better() {
        let words = &Language::english().events;
        assert!(words.classes("harboured").any(Classes::PAST));
        assert!(!words.classes("hundred").any(Classes::PAST));
        assert!(words.classes("led").any(Classes::PAST), "listed as past and as no regular past");
        assert!(words.classes("quickly").any(Classes::ADVERB));
        assert!(!words.classes("evening").any(Classes::PROGRESSIVE));
        assert!(!words.classes("harbour").any(Classes::PAST));
    }

    #[test]
    fn the_longest_opening_counts() {
        let words = &Language::english().events;
        assert_eq!(words.connective("In the end they".split(' ')), 3);
        assert_eq!(words.connective("in the harbour".split(' ')), 0);
        assert_eq!(words.label("leave a reply".split(' ')), 3);
    }

    #[test]
    fn a_list_that_means_nothing_is_an_error() {
        let error = toml::from_str::<super::EventWords>("verbz = [\"went\"]").expect_err("no such list");
        assert!(error.to_string().contains("`verbz`"), "{error}");
    }
}
