//! Whether the clause round an expression tells of the past or of what is to come.

use super::before::Before;
use super::letter::{is_letter, letter_before, word_end};
use super::sentence_words::{contracted_end, ends_sentence, letters_start};
use super::sign::{Sign, SignWords, Tense};
use crate::language::{Endings, TimeWords};
use std::ops::Range;

/// The words that show the tense.
#[derive(Debug)]
pub(super) struct Tenses {
    words: SignWords,
    gerund_endings: Vec<String>,
    plural_endings: Vec<String>,
    genitive_endings: Vec<String>,
    /// What points back right before a date, "lasted until", then what points ahead: "set for", "ahead of".
    leading: Endings<Tense>,
}

/// As far as a clause is looked through, in bytes.
const REACH: usize = 160;

/// So many words before an infinitive are asked what made it happen.
const FAR: usize = 7;

impl Tenses {
    pub fn new(words: &TimeWords) -> Tenses {
        let tense = &words.tense;
        Tenses {
            words: SignWords::new(words),
            gerund_endings: tense.gerund_endings.clone(),
            plural_endings: words.plural_endings.clone(),
            genitive_endings: words.genitive_endings.clone(),
            leading: Endings::new(
                [(&tense.leading_past, Tense::Past), (&tense.leading, Tense::Future)]
                    .into_iter()
                    .flat_map(|(phrases, tense)| phrases.iter().map(move |phrase| (phrase.clone(), tense))),
            ),
        }
    }

    /// What stands before a date that begins at a byte of a text. Whatever is asked of one date is asked of one
    /// of these: it reads each word once.
    pub fn before<'a>(&'a self, text: &'a str, start: usize) -> Before<'a> {
        Before::new(&self.words, text, start.saturating_sub(REACH), start)
    }

    /// The tense of a date that ends at a byte: that of the nearest telling word before in the
    /// sentence, else of the first one behind.
    pub fn at(&self, before: &Before, end: usize) -> Tense {
        let Before { text, start, .. } = *before;
        if let Some(tense) = self.led(before).or_else(|| self.governing(before, end)) {
            return tense;
        }
        if self.will_be(before, end) || self.is_told_of(before, end) {
            return Tense::Future;
        }
        // A heading without a full stop: "The wave of blame On Friday the owners said"
        let (opens, _) = before.word(0).unzip();
        let breaks = opens.is_some_and(|word| text[word].starts_with(char::is_uppercase)) && before.word(1).is_some();
        if breaks
            && before.sign(0).on
            && let Some(tense) = self.behind(text, end)
        {
            return tense;
        }
        // "is not to stand, though on Saturday he told a friend": the date opens a clause.
        let joined = before.sign(0).on && before.sign(1).subordinating;
        let parted = || before.word(1).is_some_and(|(word, _)| text[..word.start].trim_end().ends_with(','));
        if joined
            && parted()
            && let Some(tense) = self.behind(text, end)
        {
            return tense;
        }
        let (mut present, mut first) = (false, self.words.no_sign());
        let mut place = 0;
        while let Some((word, sign)) = before.word(place) {
            first = sign;
            present |= first.present || first.obliging && self.has(text, word.end);
            // "will play for them after joining on Wednesday"
            if first.after && text[word.end..start].split_whitespace().next().is_some_and(|next| self.is_gerund(next)) {
                return Tense::Past;
            }
            // "was dark, in the north not until Friday": that goes with its clause.
            if first.bound && before.sign(place + 1).negation {
                place += 1;
                continue;
            }
            // "the contract had run until Friday", "it was quiet until Friday and then rained"
            let bound = first.bound && word.end + 1 == start;
            // "Until Thursday they had not called him a suspect."
            let was = |place: usize| before.word(place + 1).is_none() && self.behind(text, end) == Some(Tense::Past);
            let perfect = || (place + 1..=place + 3).any(|word| before.sign(word).perfect);
            if bound && (perfect() || self.goes_on(text, end) || denied(before, place) || was(place)) {
                return Tense::Past;
            }
            match self.tells(before, place) {
                // "a view that is shared by the council, which on Friday offered them a lease"
                Some(Tense::Unknown) if self.follows_past(text, end) => return Tense::Past,
                Some(tense) => return tense,
                None => place += 1,
            }
        }
        // "There is a fair on Friday": a present form before the date tells more than what stands behind.
        if present {
            return Tense::Future;
        }
        // "Flying out on Friday": nobody is named who does it, so the writer will.
        let plan = || if first.progressive { Tense::Future } else { Tense::Unknown };
        self.behind(text, end).unwrap_or_else(plan)
    }

    /// True if a date is the subject of what points ahead: "said Friday would be a holiday".
    fn will_be(&self, before: &Before, end: usize) -> bool {
        let (bytes, next) = (before.text.as_bytes(), end + 1);
        let word = bytes.get(end) == Some(&b' ') && bytes.get(next).is_some_and(|byte| is_letter(*byte));
        if !word {
            return false;
        }
        let sign = self.sign(&before.text[next..word_end(bytes, next)]);
        // "strong winds on Sunday could fan the fire"
        let modal = sign.auxiliary || sign.conditional || sign.able;
        sign.tense == Some(Tense::Future) && (modal || self.tells(before, 0) == Some(Tense::Past))
    }

    /// True if the verb before a date is a present perfect: "has been shut since 8 February".
    pub fn perfect(&self, before: &Before) -> bool {
        /// "has already been carried out in"
        const WORDS: usize = 6;
        before
            .signs()
            .take(WORDS)
            .take_while(|sign| sign.is_plain() || sign.on || sign.obliging || sign.tense == Some(Tense::Past))
            .any(|sign| sign.obliging)
    }

    /// True if all that a sentence tells before a date is what is: "the report is on the radio on Tuesday".
    pub fn stands(&self, before: &Before) -> bool {
        before.signs().any(|sign| sign.passive)
    }

    /// The tense that the words right before a date tell: "set for Friday", "had been set for Friday".
    pub fn led(&self, before: &Before) -> Option<Tense> {
        let Before { text, start, .. } = *before;
        let before = text[..start].trim_end_matches([' ', '\n']);
        let whole = |length: usize| letter_before(text.as_bytes(), before.len() - length).is_none();
        self.leading.of(before).find(|(length, _)| whole(*length)).map(|(_, tense)| *tense)
    }

    /// True if a past verb stands right behind a byte.
    fn follows_past(&self, text: &str, end: usize) -> bool {
        self.sign_behind(text, end).is_some_and(|sign| self.is_past(sign))
    }

    /// What the word right behind a byte tells, if one stands there.
    pub fn sign_behind(&self, text: &str, end: usize) -> Option<&Sign> {
        let bytes = text.as_bytes();
        let word = bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(|byte| is_letter(*byte));
        word.then(|| self.sign(&text[end + 1..word_end(bytes, end + 1)]))
    }

    /// True for a word that tells of what is over.
    pub fn is_past(&self, sign: &Sign) -> bool {
        sign.tense == Some(Tense::Past)
    }

    /// True if a past verb goes on right behind a byte: "… and then fell".
    fn goes_on(&self, text: &str, end: usize) -> bool {
        const WORDS: usize = 3;
        let bytes = text.as_bytes();
        let mut at = end;
        for number in 0..WORDS {
            if bytes.get(at) != Some(&b' ') || !bytes.get(at + 1).is_some_and(|byte| is_letter(*byte)) {
                return false;
            }
            let word = at + 1..word_end(bytes, at + 1);
            at = word.end;
            let sign = self.sign(&text[word]);
            if number == 0 && !sign.joining {
                return false;
            }
            if sign.tense == Some(Tense::Past) {
                return true;
            }
        }
        false
    }

    /// True if a weekday that ends at a byte is one for which something is appointed: "a vote for
    /// Monday", but not "blamed for Monday's fire".
    pub fn appointed(&self, before: &Before, end: usize) -> bool {
        before.sign(0).appointing && !self.genitive(before.text, end)
    }

    /// True if a date is a genitive: "Friday's vote".
    pub fn genitive(&self, text: &str, end: usize) -> bool {
        let rest = text[end..].strip_prefix(['\'', '’']);
        rest.is_some_and(|rest| self.genitive_endings.iter().any(|ending| rest.starts_with(ending.as_str())))
    }

    /// The tense of the verb to which the date that ends at a byte belongs beyond doubt: "sank in May",
    /// "is on Friday", "is Friday".
    pub fn governing(&self, before: &Before, end: usize) -> Option<Tense> {
        let Before { text, start, .. } = *before;
        let (on, sign) = before.word(0)?;
        let touches = text[on.end..start].bytes().all(|byte| byte.is_ascii_whitespace());
        // "is Friday", "comes Friday"
        if touches && (sign.passive || sign.arriving) && !self.genitive(text, end) {
            return Some(Tense::Future);
        }
        if !sign.on {
            return None;
        }
        let (verb, sign) = before.word(1)?;
        // Nothing but a space between them: a comma would part them.
        let joined = text[verb.end..start].bytes().all(|byte| is_letter(byte) || byte.is_ascii_whitespace());
        if !joined {
            return None;
        }
        if sign.passive || sign.arriving && !before.sign(2).determiner {
            return Some(Tense::Future);
        }
        match self.tells(before, 1)? {
            // "is shut on Monday"
            Tense::Unknown => Some(Tense::Future),
            tense => Some(tense).filter(|tense| *tense == Tense::Past),
        }
    }

    /// True if a date tells when: behind "in", or with nothing before it in its sentence.
    pub fn placed(&self, before: &Before) -> bool {
        before.word(0).is_none_or(|(_, sign)| sign.on)
    }

    /// True if a date, or a past verb right before it, is joined to what was told: "… and posted on 7 March".
    pub fn joined(&self, before: &Before) -> bool {
        let mut at = before.start;
        let mut place = 0;
        let mut touching = || {
            let (word, sign) = before.word(place)?;
            let touches = before.text[word.end..at].bytes().all(|byte| byte.is_ascii_whitespace());
            (at, place) = (word.start, place + 1);
            touches.then_some(sign)
        };
        // "ended in May 1945 in the west and in August in the east"
        touching().is_some_and(|on| on.on)
            && touching().is_some_and(|verb| {
                verb.joining
                    || verb.tense == Some(Tense::Past) && !verb.ahead && touching().is_some_and(|and| and.joining)
            })
    }

    /// True if what points ahead to a date does so from where a story has got to: "stayed until May",
    /// "said that it would open in May".
    pub fn ahead_of_then(&self, before: &Before) -> bool {
        for (place, sign) in before.signs().enumerate() {
            if sign.conditional || sign.bound && place == 0 {
                return true;
            }
            if sign.tense == Some(Tense::Future) && !sign.bound {
                // "would be back"
                return before.sign(place + 1).conditional;
            }
        }
        false
    }

    /// The tense of the clause that a date opens: "In May the owners sold it."
    pub fn opened(&self, before: &Before, end: usize) -> Option<Tense> {
        // "Also in May they sold it"
        let added = || before.sign(1).is_plain() && before.word(2).is_none();
        let opens = before.sign(0).on && (before.word(1).is_none() || added());
        // "May saw the first of them sold."
        let does = || before.word(0).is_none() && self.follows_past(before.text, end);
        if opens { self.behind(before.text, end) } else { does().then_some(Tense::Past) }
    }

    /// The tense of what stands behind a date: "Saturday's race will be long", "Saturday's runners hope …".
    pub fn behind(&self, text: &str, end: usize) -> Option<Tense> {
        let bytes = text.as_bytes();
        let limit = (end + REACH).min(bytes.len());
        let mut at = end;
        while at < limit {
            if is_letter(bytes[at]) {
                let stop = contracted_end(text, word_end(bytes, at));
                let sign = self.sign(&text[at..stop]);
                if sign.may_tell() {
                    let before = Before::new(&self.words, text, end, stop).with_nearest(at..stop, sign);
                    // "From 2 May the last train leaves at six"
                    let ranks = sign.ranking && before.sign(1).determiner;
                    // "Footage from Friday could not be checked": the word behind tells more.
                    let denied = || sign.able && self.negation_follows(text, stop);
                    if let Some(tense) = self.tells(&before, 0).filter(|_| !ranks && !denied()) {
                        return Some(tense);
                    }
                }
                at = stop;
            } else {
                if ends_sentence(bytes, at) {
                    break;
                }
                // "the invoice for June (due 15 May) was paid": what is in brackets is told aside.
                let aside =
                    if bytes[at] == b'(' { bytes[at..limit].iter().position(|byte| *byte == b')') } else { None };
                at += aside.unwrap_or(0) + 1;
            }
        }
        None
    }

    /// What one of the words before a date tells together with those right before it in its sentence.
    pub fn tells(&self, all: &Before, place: usize) -> Option<Tense> {
        let text = all.text;
        let (word, sign) = all.word(place)?;
        if !sign.may_tell() || describes(text, word.start, all.limit) {
            return None;
        }
        if sign.scheduled_behind_plural {
            let (subject, _) = all.word(place + 1)?;
            let touches = text[subject.end..word.start].trim().is_empty();
            return (touches && self.is_plural(&text[subject])).then_some(Tense::Future);
        }
        let before: [&Sign; 4] = std::array::from_fn(|back| all.sign(place + 1 + back));
        if sign.infinitive {
            if !self.opens_infinitive(all, place) {
                return None;
            }
            // "agreed on Friday to meet", "agreed Friday to meet"
            let [first, second, third, _] = before;
            let decides = |sign: &Sign| sign.ahead && !sign.passive;
            let ahead = first.ahead || first.obliging || decides(second) || second.on && decides(third);
            let past_plan = before.iter().any(|sign| sign.perfect);
            return ahead.then_some(if past_plan { Tense::Past } else { Tense::Future });
        }
        // "the latest to be closed", "the first mill to be closed"
        let ranked = before.iter().position(|sign| sign.infinitive);
        let ranked = ranked.is_some_and(|to| to < 2 && before[to + 1..].iter().any(|sign| sign.ranking));
        // "will have finished", "will have these repaired"
        let has = before.iter().position(|sign| sign.obliging);
        let future_perfect = has.is_some_and(|has| {
            before.get(has + 1).is_some_and(|sign| sign.auxiliary)
                && before[..has].iter().all(|sign| sign.is_plain() || sign.determiner)
        });
        // "neither side could be reached", but "not due to be reached"
        let clause = before.iter().take_while(|sign| !sign.infinitive);
        // "neither he nor the four of them could be found"
        let far = || (place + 5..place + 12).any(|word| all.sign(word).negation);
        let denied = before.iter().any(|sign| sign.able) && (clause.into_iter().any(|sign| sign.negation) || far());
        // "forced the search to be"
        let caused = || (place + 1..=place + FAR).any(|word| all.sign(word).causing);
        match sign.tense {
            // "We have a meeting on Friday": what is had tells no past.
            Some(Tense::Past) if sign.obliging && self.has(text, word.end) => None,
            // "a show for invited guests of the mill": what a preposition governs is no verb.
            Some(Tense::Past) if before[0].governing && self.qualifies(text, &word) => None,
            // "the planned merger", "a so-called fair", "against the will of"
            Some(_) if !sign.ranking && names(all, &before, word.start) => None,
            Some(Tense::Future | Tense::Past) if ranked => Some(Tense::Past),
            Some(Tense::Past) if future_perfect => Some(Tense::Future),
            // "to shut", "to put": a form that is the past one too.
            Some(Tense::Past) if before[0].infinitive => None,
            // "stays shut on Friday", but "had not run since Friday"
            Some(Tense::Past)
                if self.stays(all, place) && before[1..3].iter().all(|sign| sign.tense != Some(Tense::Past)) =>
            {
                Some(Tense::Future)
            }
            // "could not be reached", "seemed to be hit": the word before that tells more.
            Some(Tense::Past) if before[0].tense == Some(Tense::Future) && denied => Some(Tense::Past),
            // "to be held", "will be named": the participle is not past; nor is it in "is closed".
            Some(Tense::Past) if before[0].tense == Some(Tense::Future) && !before[0].ahead => {
                // "had to be abandoned", "forced the work to be put off"
                let past = before[1].infinitive && (before[2].tense == Some(Tense::Past) || caused());
                Some(if past { Tense::Past } else { Tense::Future })
            }
            // "will then have", "would soon be held"
            Some(Tense::Past)
                if before[1].tense == Some(Tense::Future)
                    && !before[1].bound
                    && (before[0].is_plain() || before[0].joining)
                    && !denied =>
            {
                Some(Tense::Future)
            }
            Some(Tense::Past) if before[0].passive => Some(Tense::Unknown),
            Some(Tense::Past) => Some(Tense::Past),
            Some(Tense::Future) => Some(Tense::Future),
            Some(Tense::Unknown) => None,
            // "is speaking", "is now speaking"
            None if sign.progressive => before[..2].iter().any(|sign| sign.passive).then_some(Tense::Future),
            None => {
                let other = |sign: &&Sign| sign.infinitive || sign.tense == Some(Tense::Past);
                // "a sign of foul play", but "after talks resume"
                let governed = || {
                    let subject = all.word(place + 1);
                    // "moved to a new host", but "the council meet"
                    (before[1].governing || before[1].determiner && before[2].infinitive)
                        && before[0].is_plain()
                        && !subject.is_some_and(|(it, _)| self.is_plural(&text[it]))
                };
                let noun = before[0].determiner
                    || before[0].article
                    || before[0].genitive
                    || before[..2].iter().any(other) && !self.parted(all, place)
                    || sign.scheduled && !self.is_plural(&text[word.clone()]) && governed();
                (!noun).then_some(Tense::Future)
            }
        }
    }

    /// True if a comma stands between a word and the one before it: "the fee, paid in advance, goes up".
    fn parted(&self, all: &Before, place: usize) -> bool {
        let between = all.word(place).zip(all.word(place + 1));
        between.is_some_and(|((word, _), (first, _))| all.text[first.end..word.start].contains(','))
    }

    /// True if what somebody has stands behind a byte: "have a meeting", but not "have been met".
    fn has(&self, text: &str, end: usize) -> bool {
        let thing = |sign: &Sign| (sign.determiner || sign.article) && !sign.on && !sign.governing && !sign.after;
        self.sign_behind(text, end).is_some_and(thing)
    }

    /// True for a regular past form with a noun behind it, "invited guests", but not for "voted to" or "filed a suit".
    fn qualifies(&self, text: &str, word: &Range<usize>) -> bool {
        let regular = self.words.ends_past(&text[word.clone()]);
        let noun = |sign: &Sign| sign.is_plain() || sign.appointment || sign.appointing && sign.tense.is_none();
        regular && self.sign_behind(text, word.end).is_some_and(noun)
    }

    fn is_gerund(&self, word: &str) -> bool {
        self.gerund_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
    }

    fn is_plural(&self, word: &str) -> bool {
        self.plural_endings.iter().any(|ending| word.ends_with(ending.as_str())) && !self.sign(word).genitive
    }

    /// What a word tells of the tense.
    pub fn sign(&self, word: &str) -> &Sign {
        self.words.sign(word)
    }
}

/// True if what is told before a word did not happen: "did not win a match until 6 June".
fn denied(before: &Before, place: usize) -> bool {
    const WORDS: usize = 8;
    let past = |sign: &Sign| sign.tense == Some(Tense::Past);
    (place + 1..=place + WORDS).any(|word| {
        let sign = before.sign(word);
        // "nobody noticed until Friday"
        sign.negation && (past(sign) || past(before.sign(word + 1)) || word > place + 1 && past(before.sign(word - 1)))
    })
}

/// True if a word that could be a verb belongs to a noun, as one behind an article does.
fn names(all: &Before, before: &[&Sign; 4], start: usize) -> bool {
    let hyphen = all.text[..start].ends_with('-');
    before[0].article || hyphen && before[1].article
}

/// True for the last part of an adjective: "half-muffled", "32-bit", but not "re-opened".
fn describes(text: &str, start: usize, limit: usize) -> bool {
    const LONGEST_PREFIX: usize = 3;
    let bytes = text.as_bytes();
    if start <= limit || bytes[start - 1] != b'-' {
        return false;
    }
    let before = bytes[..start - 1].last();
    before.is_some_and(u8::is_ascii_digit) || start - 1 - letters_start(bytes, start - 1, limit) > LONGEST_PREFIX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_clause_that_is_cut_anywhere_shows_its_tense_or_none() {
        let tenses = Tenses::new(&Language::english().time);
        // The reach ends within a word, and before it within a character.
        for filler in 150..165 {
            for word in ["was", "éwas", "日本was", "will be named", "will “named"] {
                let text = format!("{}{word}{}", "é日".repeat(20), ", ".repeat(filler / 2) + &" ".repeat(filler % 2));
                tenses.at(&tenses.before(&text, text.len()), text.len());
            }
        }
    }

    #[test]
    fn the_words_round_a_date_show_the_tense() {
        let tenses = Tenses::new(&Language::english().time);
        let at = |text: &str| {
            let date = text.find("Friday").expect("a date");
            tenses.at(&tenses.before(text, date), date + "Friday".len())
        };
        for past in [
            "It was named on Friday",
            "On Friday the ferry sank",
            "The crew won the cup on Friday",
            "They did not meet on Friday",
            "He blamed the plan on Friday",
            "The owner could not be reached Friday",
            "They voted 41 to 17 on Friday to end it",
            "They sold the mill in May, the barn on Friday",
            "The road was quiet until Friday and then flooded",
            "Nobody saw the crack until Friday",
            "They said they have a deal on Friday",
            "The ruling comes after the crew on Friday voted",
            "The town they came from voted on Friday",
            "The mill is the latest to be closed by the council on Friday",
            "He will play for Dunmore after joining from Marlow on Friday",
            "Fog caused the crossing to be put off on Friday",
            "On Friday the council urged the owners to act",
            "On Friday the planned sale of the mill fell through",
            "The council agreed to the sale on Friday",
            "The owners, who are backed by a bank, on Friday offered a loan",
        ] {
            assert_eq!(at(past), Tense::Past, "{past}");
        }
        for future in [
            "It will be named on Friday",
            "Talks, which broke down, are set to resume Friday",
            "He is to see Gen. Ortiz on Friday",
            "The two meet separately Friday",
            "The court could rule on Friday",
            "It is expected to be sold on Friday",
            "The road stays shut until Friday",
            "The fee, paid in advance, goes up on Friday",
            "We have a meeting of the crew on Friday",
            "Crews will then have from Friday to answer",
            "The vote comes on Friday",
            "The feast falls Friday",
            "The mill will open its doors for invited guests of the town on Friday",
            "They won't sail on Friday",
            "They’ll sail on Friday",
            "On Friday the court is to hear them",
            "The vote, which was put off, is on Friday",
            "You have to register on Friday",
            "We will have these roads repaired on Friday",
            "Talks begin, officials hope, on Friday",
            "It will be lowered to the seabed on Friday",
            "The hands will try a so-called jury rig on Friday",
        ] {
            assert_eq!(at(future), Tense::Future, "{future}");
        }
        for unknown in
            ["The shop is closed Friday", "On Friday a rusted pipe let go", "Friday", "No sign of foul play on Friday"]
        {
            assert_eq!(at(unknown), Tense::Unknown, "{unknown}");
        }
    }
}
