//! Whether the clause round an expression tells of the past or of what is to come.

use super::letter::{is_letter, letter_before, word_end};
use super::sign::{self, Sign, Tense};
use crate::language::TimeWords;
use crate::language::Words;
use std::ops::Range;

/// The words that show the tense.
#[derive(Debug)]
pub(super) struct Tenses {
    words: Words<Sign>,
    endings: Vec<String>,
    gerund_endings: Vec<String>,
    plural_endings: Vec<String>,
    genitive_endings: Vec<String>,
    /// What points ahead right before a date: "set for", "ahead of".
    leading: Vec<String>,
    /// What points back right before a date: "lasted until".
    leading_past: Vec<String>,
}

/// A longer word, in bytes, shows no tense.
const LONGEST: usize = 24;

/// As far as a clause is looked through, in bytes.
const REACH: usize = 160;

impl Tenses {
    pub fn new(words: &TimeWords) -> Tenses {
        let tense = &words.tense;
        Tenses {
            words: sign::signs(words),
            endings: tense.past_endings.clone(),
            gerund_endings: tense.gerund_endings.clone(),
            plural_endings: words.plural_endings.clone(),
            genitive_endings: words.genitive_endings.clone(),
            leading: tense.leading.clone(),
            leading_past: tense.leading_past.clone(),
        }
    }

    /// The tense at the bytes `start..end` of a text: that of the nearest telling word before in the
    /// sentence, else of the first one behind.
    pub fn at(&self, text: &str, start: usize, end: usize) -> Tense {
        if let Some(tense) = self.led(text, start).or_else(|| self.governing(text, start, end)) {
            return tense;
        }
        if self.will_be(text, start, end) {
            return Tense::Future;
        }
        let limit = start.saturating_sub(REACH);
        let mut at = start;
        let (mut present, mut first) = (false, Sign::default());
        while let Some(word) = word_before(text, at, limit) {
            first = self.sign(&text[word.clone()]);
            present |= first.present;
            // "will play for them after joining on Wednesday"
            if first.after && text[word.end..start].split_whitespace().next().is_some_and(|next| self.is_gerund(next)) {
                return Tense::Past;
            }
            // "was dark, in the north not until Friday": that goes with its clause.
            if first.bound && word_before(text, word.start, limit).is_some_and(|not| self.sign(&text[not]).negation) {
                at = word.start;
                continue;
            }
            // "the contract had run until Friday", "it was quiet until Friday and then rained"
            let bound = first.bound && word.end + 1 == start;
            if bound && (self.perfect_before(text, word.start) || self.goes_on(text, end)) {
                return Tense::Past;
            }
            if let Some(tense) = self.tells(text, &word, limit) {
                return tense;
            }
            at = word.start;
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
    fn will_be(&self, text: &str, start: usize, end: usize) -> bool {
        let (bytes, next) = (text.as_bytes(), end + 1);
        let word = bytes.get(end) == Some(&b' ') && bytes.get(next).is_some_and(|byte| is_letter(*byte));
        let limit = start.saturating_sub(REACH);
        let said = word_before(text, start, limit).and_then(|said| self.tells(text, &said, limit));
        word && said == Some(Tense::Past) && self.sign(&text[next..word_end(bytes, next)]).tense == Some(Tense::Future)
    }

    /// True if all that a sentence tells before a date is what is: "the report is on the radio on Tuesday".
    pub fn stands(&self, text: &str, start: usize) -> bool {
        let limit = start.saturating_sub(REACH);
        let mut at = start;
        let mut stands = false;
        while let Some(word) = word_before(text, at, limit) {
            stands |= self.sign(&text[word.clone()]).passive;
            at = word.start;
        }
        stands
    }

    /// The tense that the words right before a date tell: "set for Friday", "had been set for Friday".
    fn led(&self, text: &str, start: usize) -> Option<Tense> {
        let before = text[..start].trim_end_matches([' ', '\n']);
        let ends_with = |phrase: &&String| {
            let at = before.len().checked_sub(phrase.len())?;
            let same = before.as_bytes()[at..].eq_ignore_ascii_case(phrase.as_bytes());
            (same && letter_before(text.as_bytes(), at).is_none()).then_some(at)
        };
        if self.leading_past.iter().any(|phrase| ends_with(&phrase).is_some()) {
            return Some(Tense::Past);
        }
        self.leading.iter().any(|phrase| ends_with(&phrase).is_some()).then_some(Tense::Future)
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

    /// True if a past perfect stands right before a byte: "had run".
    fn perfect_before(&self, text: &str, mut at: usize) -> bool {
        const WORDS: usize = 3;
        let limit = at.saturating_sub(REACH);
        (0..WORDS).any(|_| {
            word_before(text, at, limit).is_some_and(|word| {
                at = word.start;
                self.sign(&text[word]).perfect
            })
        })
    }

    /// True if the weekday at these bytes is one for which something is appointed: "a vote for
    /// Monday", but not "blamed for Monday's fire".
    pub fn appointed(&self, text: &str, start: usize, end: usize) -> bool {
        let limit = start.saturating_sub(REACH);
        let word = word_before(text, start, limit);
        word.is_some_and(|word| self.sign(&text[word]).appointing && !self.genitive(text, end))
    }

    /// True if a date is a genitive: "Friday's vote".
    fn genitive(&self, text: &str, end: usize) -> bool {
        let rest = text[end..].strip_prefix(['\'', '’']);
        rest.is_some_and(|rest| self.genitive_endings.iter().any(|ending| rest.starts_with(ending.as_str())))
    }

    /// The tense of the verb that the date at these bytes belongs to beyond doubt: "sank in May",
    /// "is on Friday", "is Friday".
    pub fn governing(&self, text: &str, start: usize, end: usize) -> Option<Tense> {
        let limit = start.saturating_sub(REACH);
        let on = word_before(text, start, limit)?;
        let touches = text[on.end..start].bytes().all(|byte| byte.is_ascii_whitespace());
        if touches && self.sign(&text[on.clone()]).passive && !self.genitive(text, end) {
            return Some(Tense::Future);
        }
        let verb = word_before(text, on.start, limit)?;
        // Nothing but a space between them: a comma would part them.
        let joined = text[verb.end..start].bytes().all(|byte| is_letter(byte) || byte.is_ascii_whitespace());
        if !joined || !self.sign(&text[on]).on {
            return None;
        }
        if self.sign(&text[verb.clone()]).passive {
            return Some(Tense::Future);
        }
        match self.tells(text, &verb, limit)? {
            // "is shut on Monday"
            Tense::Unknown => Some(Tense::Future),
            tense => Some(tense).filter(|tense| *tense == Tense::Past),
        }
    }

    /// True if a date at a byte tells when: behind "in", or with nothing before it in its sentence.
    pub fn placed(&self, text: &str, start: usize) -> bool {
        let before = word_before(text, start, start.saturating_sub(REACH));
        before.is_none_or(|before| self.sign(&text[before]).on)
    }

    /// True if a past verb right before a date is joined to what was told: "… and posted on 7 March".
    pub fn joined(&self, text: &str, start: usize) -> bool {
        let limit = start.saturating_sub(REACH);
        let mut at = start;
        let mut before = || {
            let word = word_before(text, at, limit)?;
            let touches = text[word.end..at].bytes().all(|byte| byte.is_ascii_whitespace());
            at = word.start;
            touches.then(|| self.sign(&text[word]))
        };
        before().is_some_and(|on| on.on)
            && before().is_some_and(|verb| verb.tense == Some(Tense::Past) && !verb.ahead)
            && before().is_some_and(|and| and.joining)
    }

    /// True if what points ahead to a date does so from where a story has got to: "stayed until May",
    /// "said that it would open in May".
    pub fn ahead_of_then(&self, text: &str, start: usize) -> bool {
        let limit = start.saturating_sub(REACH);
        let mut at = start;
        while let Some(word) = word_before(text, at, limit) {
            let sign = self.sign(&text[word.clone()]);
            if sign.conditional || sign.bound && at == start {
                return true;
            }
            if sign.tense == Some(Tense::Future) && !sign.bound {
                // "would be back"
                let before = word_before(text, word.start, limit);
                return before.is_some_and(|before| self.sign(&text[before]).conditional);
            }
            at = word.start;
        }
        false
    }

    /// The tense of the clause that a date opens: "In May the owners sold it."
    pub fn opened(&self, text: &str, start: usize, end: usize) -> Option<Tense> {
        let limit = start.saturating_sub(REACH);
        let on = word_before(text, start, limit)?;
        let opens = self.sign(&text[on.clone()]).on && word_before(text, on.start, limit).is_none();
        opens.then(|| self.behind(text, end))?
    }

    /// The tense of what stands behind a date: "Saturday's race will be long", "Saturday's runners hope …".
    fn behind(&self, text: &str, end: usize) -> Option<Tense> {
        let bytes = text.as_bytes();
        let limit = (end + REACH).min(bytes.len());
        let mut at = end;
        while at < limit {
            if is_letter(bytes[at]) {
                let stop = contracted_end(text, word_end(bytes, at));
                // "From 2 May the last train leaves at six"
                let ranks = self.sign(&text[at..stop]).ranking
                    && word_before(text, at, end).is_some_and(|the| self.sign(&text[the]).determiner);
                if let Some(tense) = self.tells(text, &(at..stop), end).filter(|_| !ranks) {
                    return Some(tense);
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

    /// What a word tells together with those right before it in its sentence.
    fn tells(&self, text: &str, word: &Range<usize>, limit: usize) -> Option<Tense> {
        let sign = self.sign(&text[word.clone()]);
        let plans = sign.scheduled || sign.scheduled_behind_plural || sign.progressive;
        if sign.tense.is_none() && !sign.infinitive && !plans || describes(text, word.start, limit) {
            return None;
        }
        if sign.scheduled_behind_plural {
            let subject = word_before(text, word.start, limit)?;
            let touches = text[subject.end..word.start].trim().is_empty();
            return (touches && self.is_plural(&text[subject])).then_some(Tense::Future);
        }
        let mut at = word.start;
        let before: [Sign; 4] = std::array::from_fn(|_| {
            let before = word_before(text, at, limit).unwrap_or(0..0);
            at = before.start;
            self.sign(&text[before])
        });
        if sign.infinitive {
            // "voted 41 to 17 on Friday": no verb follows.
            if !text[word.end..].trim_start().starts_with(char::is_alphabetic) {
                return None;
            }
            // "agreed on Friday to meet", "agreed Friday to meet"
            let [first, second, third, _] = before;
            let decides = |sign: Sign| sign.ahead && !sign.passive;
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
        let denied = clause.into_iter().any(|sign| sign.negation) && before.iter().any(|sign| sign.able);
        match sign.tense {
            Some(Tense::Future | Tense::Past) if ranked => Some(Tense::Past),
            Some(Tense::Past) if future_perfect => Some(Tense::Future),
            // "to shut", "to put": a form that is the past one too.
            Some(Tense::Past) if before[0].infinitive => None,
            // "stays shut on Friday", but "had not run since Friday"
            Some(Tense::Past)
                if before[0].scheduled && before[1..3].iter().all(|sign| sign.tense != Some(Tense::Past)) =>
            {
                Some(Tense::Future)
            }
            // "could not be reached", "seemed to be hit": the word before that tells more.
            Some(Tense::Past) if before[0].tense == Some(Tense::Future) && denied => Some(Tense::Past),
            // "to be held", "will be named": the participle is not past; nor is it in "is closed".
            Some(Tense::Past) if before[0].tense == Some(Tense::Future) => {
                // "had to be abandoned", "forced the work to be put off"
                let past = before[1].infinitive
                    && (before[2].tense == Some(Tense::Past) || self.caused(text, word.start, limit));
                Some(if past { Tense::Past } else { Tense::Future })
            }
            // "will then have", "would soon be held"
            Some(Tense::Past)
                if before[1].tense == Some(Tense::Future) && !before[1].bound && before[0].is_plain() && !denied =>
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
                let other = |sign: &Sign| sign.infinitive || sign.tense == Some(Tense::Past);
                // "a sign of foul play", but "after talks resume"
                let governed = || {
                    let subject = word_before(text, word.start, limit);
                    before[1].governing && before[0].is_plain() && !subject.is_some_and(|it| self.is_plural(&text[it]))
                };
                let noun = before[0].determiner
                    || before[0].genitive
                    || before[..2].iter().any(other)
                    || sign.scheduled && !self.is_plural(&text[word.clone()]) && governed();
                (!noun).then_some(Tense::Future)
            }
        }
    }

    /// True if one of the words right before an infinitive says what made it happen: "forced the
    /// search to be".
    fn caused(&self, text: &str, mut at: usize, limit: usize) -> bool {
        const WORDS: usize = 7;
        (0..WORDS).any(|_| {
            word_before(text, at, limit).is_some_and(|word| {
                at = word.start;
                self.sign(&text[word]).causing
            })
        })
    }

    fn is_gerund(&self, word: &str) -> bool {
        self.gerund_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
    }

    fn is_plural(&self, word: &str) -> bool {
        self.plural_endings.iter().any(|ending| word.ends_with(ending.as_str())) && !self.sign(word).genitive
    }

    fn sign(&self, word: &str) -> Sign {
        if word.is_empty() || word.len() > LONGEST {
            return Sign::default();
        }
        if let Some(known) = self.words.get(word.as_bytes()) {
            let another = known.small && !word.starts_with(char::is_lowercase);
            return if another { Sign::default() } else { *known };
        }
        if let Some((verb, ending)) = word.split_once(['\'', '’']) {
            // "they'll", "hasn't" as far as the pack knows them; else "company's" is "company".
            return match self.words.get(ending.as_bytes()) {
                Some(sign) => *sign,
                None => Sign { genitive: true, ..self.sign(verb) },
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
        Sign { tense: verb.then_some(Tense::Past), ..Sign::default() }
    }
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

/// The last word of the sentence that ends at or before a byte and begins at the limit or behind it.
fn word_before(text: &str, end: usize, limit: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = end;
    while at > limit {
        if letter_before(bytes, at).is_none() {
            if ends_sentence(bytes, at - 1) {
                return None;
            }
            at -= 1;
            continue;
        }
        let first = letters_start(bytes, at, limit);
        if first == at {
            return None; // the reach ends within this letter
        }
        // "won't" is one word.
        let joined = apostrophe_before(text, first).map(|mark| letters_start(bytes, mark, limit));
        return Some(joined.unwrap_or(first)..at);
    }
    None
}

/// Where the letters that end at `end` begin; not before the limit.
fn letters_start(bytes: &[u8], end: usize, limit: usize) -> usize {
    let mut start = end;
    while let Some(before) = letter_before(bytes, start).filter(|before| *before >= limit) {
        start = before;
    }
    start
}

/// The start of an apostrophe between two letters.
fn apostrophe_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix(['\'', '’'])?;
    letter_before(text.as_bytes(), before.len()).map(|_| before.len())
}

/// The end of a word with what an apostrophe joins to it.
fn contracted_end(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    match text[end..].strip_prefix(['\'', '’']) {
        Some(rest) if rest.bytes().next().is_some_and(is_letter) => word_end(bytes, text.len() - rest.len()),
        _ => end,
    }
}

/// A mark that ends a sentence: a full stop before white space, not one in "U.S. troops" or "Gen. Ortiz".
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'!' | b'?' | b';' => true,
        b'.' => {
            let word = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            // "U.S.", "Mr.", "Gen.", "Nov.", "no. 12"
            let numbered =
                || bytes[at..].iter().find(|byte| **byte != b'.' && **byte != b' ').is_some_and(u8::is_ascii_digit);
            let short = word == 1
                || matches!(bytes[at - word..at], [first, second, ..] if word <= 3
                    && (first.is_ascii_uppercase() && second.is_ascii_lowercase() || word == 2 && numbered()));
            !short && bytes.get(at + 1).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | 0xE2))
        }
        b'\n' => bytes.get(at + 1) == Some(&b'\n') || at > 0 && bytes[at - 1] == b'\n',
        _ => false,
    }
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
                tenses.at(&text, text.len(), text.len());
            }
        }
    }

    #[test]
    fn the_words_round_a_date_show_the_tense() {
        let tenses = Tenses::new(&Language::english().time);
        let at = |text: &str| {
            let date = text.find("Friday").expect("a date");
            tenses.at(text, date, date + "Friday".len())
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
            "The mill is the latest to be closed by the council on Friday",
            "He will play for Dunmore after joining from Marlow on Friday",
            "Fog caused the crossing to be put off on Friday",
            "On Friday the council urged the owners to act",
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
            "They won't sail on Friday",
            "They’ll sail on Friday",
            "On Friday the court is to hear them",
            "The vote, which was put off, is on Friday",
            "You have to register on Friday",
            "We will have these roads repaired on Friday",
            "Talks begin, officials hope, on Friday",
        ] {
            assert_eq!(at(future), Tense::Future, "{future}");
        }
        for unknown in ["The shop is closed Friday", "Friday", "No sign of foul play on Friday"] {
            assert_eq!(at(unknown), Tense::Unknown, "{unknown}");
        }
    }
}
