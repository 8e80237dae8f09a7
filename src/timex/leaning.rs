//! How firmly a clause points the way that its tense does. A weekday is at most six days away either way:
//! where the other one is tomorrow or yesterday, a tense that only leans that way does not outweigh it.

use super::before::Before;
use super::letter::{is_letter, word_end};
use super::sentence_words::{contracted_end, ends_sentence};
use super::sign::Tense;
use super::tense::Tenses;

/// What a month says where no tense does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    /// What is traded for it is delivered then: "the December contract fell".
    Contract,
    /// Something goes on till then: "it lent them money through January".
    Through,
    /// Something was promised for it: "the mayor has pledged a vote in March".
    Promise,
}

impl Tenses {
    /// What the words round a month say of it whatever the tense.
    pub fn bearing(&self, before: &Before, end: usize) -> Option<Bearing> {
        /// "December gold futures", "October ICE Brent crude"
        const WORDS: usize = 4;
        // "futures for April"
        if before.sign(0).appointing && before.sign(1).contract {
            return Some(Bearing::Contract);
        }
        if before.sign(0).through {
            return Some(Bearing::Through);
        }
        if self.promised(before) {
            return Some(Bearing::Promise);
        }
        let text = before.text;
        let line = &text[end..];
        let clause = line.split(['.', ',', ';', ':', '\n', '(']).next().unwrap_or_default();
        for word in clause.split_whitespace().take(WORDS) {
            let sign = self.sign(word);
            if sign.contract {
                return Some(Bearing::Contract);
            }
            if sign.may_tell() || sign.on || sign.determiner {
                return None;
            }
        }
        None
    }

    /// True if something that is held on a day was promised for a date: "has pledged a vote by the whole town in".
    fn promised(&self, before: &Before) -> bool {
        /// "promised the towns of the valley a vote of their own in"
        const FAR: usize = 9;
        if !before.sign(0).on {
            return false;
        }
        let mut held = false;
        for sign in before.signs().skip(1).take(FAR) {
            if sign.ahead && self.is_past(sign) {
                return held;
            }
            held |= sign.appointment;
            if sign.may_tell() && !sign.appointment {
                return false;
            }
        }
        false
    }

    /// True if a clause tells beyond doubt of what is still to come: "will meet on Monday", "plans to
    /// meet on Monday", but not "was to meet on Monday", "Monday's meeting".
    pub fn firmly_ahead(&self, before: &Before, end: usize) -> bool {
        /// So many words before what points ahead one may stand that makes a plan of then of it.
        const NEAR: usize = 3;
        /// In bytes: "'s charity concert will"
        const SUBJECT: usize = 32;
        /// In bytes: "On Saturday, … will"
        const CLAUSE: usize = 160;
        if self.genitive(before.text, end) {
            return self.plans_behind(before.text, end, SUBJECT);
        }
        if before.word(1).is_none() && self.plans_behind(before.text, end, CLAUSE) {
            return true;
        }
        // "a ticket for Friday", but "was closed for Friday"
        let led = before.sign(0).appointing || self.led(before) == Some(Tense::Future);
        let mut ahead = led.then_some(0);
        for (place, sign) in before.signs().enumerate() {
            if ahead.is_some_and(|ahead| place - ahead > NEAR) {
                break;
            }
            if sign.perfect || sign.bygone || sign.conditional {
                return false;
            }
            // "will be sold by the owners on", "is moved to"
            let told = |place: usize| before.sign(place).makes_participle();
            let tells = !told(place + 1) && !told(place + 2) && !before.sign(place + 1).infinitive;
            if ahead.is_none() && self.is_past(sign) && tells {
                return false;
            }
            let plans = sign.ahead && !self.is_past(sign);
            let points = sign.makes_participle() || sign.scheduled || sign.scheduled_behind_plural;
            if points || plans || sign.present {
                ahead = ahead.or(Some(place));
            }
        }
        ahead.is_some()
    }

    /// True if a form that is a past one too stands right behind a verb of plans: "stays shut", but neither "the vote
    /// held on Tuesday" nor "ministers meet, held up until Tuesday".
    pub fn stays(&self, before: &Before, place: usize) -> bool {
        let (Some((word, _)), Some((verb, sign))) = (before.word(place), before.word(place + 1)) else { return false };
        let noun = before.sign(place + 2);
        let touches = before.text[verb.end..word.start].trim().is_empty();
        sign.scheduled && touches && !noun.determiner && !noun.article
    }

    /// True if the verb right before a date is in the future: "will be reopened by the town in".
    pub fn will(&self, before: &Before) -> bool {
        const NEAR: usize = 6;
        before.signs().take(NEAR).any(|sign| sign.auxiliary)
    }

    /// True if a present form that tells of a plan stands right before the preposition of a date: "support ends in
    /// September", "the lease expires in March".
    pub fn scheduled(&self, before: &Before) -> bool {
        let on = before.sign(0);
        on.on && before.sign(1).scheduled && self.tells(before, 1) == Some(Tense::Future)
    }

    /// True if a note names a date without a verb, whatever was told before its comma: "the leak is found, report by
    /// Wednesday".
    pub fn noted(&self, before: &Before, end: usize) -> bool {
        const FAR: usize = 8;
        let Some((on, _)) = before.word(0) else { return false };
        let mut start = on.start;
        for place in 1..=FAR {
            let Some((word, sign)) = before.word(place) else { return false };
            if before.text[word.end..start].contains([',', ';', ':']) {
                // "in, by Monday", "…, and by Monday the water had gone"
                return place > 1 && self.behind(before.text, end) != Some(Tense::Past);
            }
            if self.is_past(sign) || sign.joining {
                return false;
            }
            start = word.start;
        }
        false
    }

    /// True if a label before a date in its sentence says that what follows is to come: "Plan: freeze on Wednesday",
    /// "Concert: Thursday".
    pub fn labelled(&self, before: &Before) -> bool {
        /// "Plan for the new gate: freeze the old one on"
        const FAR: usize = 8;
        /// So many words a label has.
        const LABEL: usize = 4;
        let mut start = before.start;
        let mut label = 0;
        for place in 0..FAR {
            let Some((word, sign)) = before.word(place) else { return false };
            let marked = before.text[word.end..start].contains(':');
            if label == 0 && !marked {
                start = word.start;
                continue;
            }
            label += 1;
            // A noun of what is held is the label's last word, right before its date.
            if sign.announcing || sign.ahead && !self.is_past(sign) || marked && place == 0 && sign.appointment {
                return true;
            }
            if label == LABEL {
                return false;
            }
            start = word.start;
        }
        false
    }

    /// True if a date is what a clause in the present is about: "this Thursday is a holiday".
    pub fn is_told_of(&self, before: &Before, end: usize) -> bool {
        let subject = !before.sign(0).on && !self.genitive(before.text, end);
        subject && self.sign_behind(before.text, end).is_some_and(|sign| sign.passive)
    }

    /// True if a date is told only to tell how long or how much: "since 1453", "more than in 1453".
    pub fn beside(&self, before: &Before) -> bool {
        before.sign(0).measuring || before.sign(0).on && before.sign(1).measuring
    }

    /// True if a clause tells of what was still to come when it was told: "the choir was to sing in Leith on
    /// Monday".
    pub fn planned_then(&self, before: &Before) -> bool {
        /// "to sing for the crews of the five ships in the port of Leith on"
        const FAR: usize = 14;
        for (place, sign) in before.signs().take(FAR).enumerate() {
            if sign.infinitive && before.sign(place + 1).bygone {
                return place > 0 && self.opens_infinitive(before, place);
            }
            if self.is_past(sign) && self.tells(before, place).is_some() {
                return false;
            }
        }
        false
    }

    /// True if a verb stands right before the preposition of an hour: "opens at", "met at about".
    pub fn verb_before(&self, before: &Before) -> bool {
        let verb = if before.sign(0).on { 1 } else { 2 };
        let sign = before.sign(verb);
        before.sign(verb - 1).on && (self.is_past(sign) || sign.scheduled || sign.scheduled_behind_plural)
    }

    /// True if a clause of past tense may well speak of the day after: "flew in for Friday's wedding",
    /// "prepared for a meeting in Leith on Tuesday", "gave her until Sunday to answer".
    pub fn leans_ahead(&self, before: &Before, end: usize) -> bool {
        /// "a meeting of ministers in the port of Leith on"
        const FAR: usize = 9;
        if self.genitive(before.text, end) || before.sign(0).appointing {
            return true;
        }
        if self.governing(before, end).is_some() {
            return false;
        }
        for (place, sign) in before.signs().take(FAR).enumerate() {
            if sign.appointment {
                // "after a meeting on Friday"
                return !(place + 1..=place + 3).any(|before_it| before.sign(before_it).after);
            }
            if sign.infinitive && place > 0 {
                return self.opens_infinitive(before, place);
            }
            if self.is_past(sign) {
                return false;
            }
        }
        false
    }

    /// True if the clause that a date opens tells of what is to come, without a comma between:
    /// "On Saturday, the mayor will speak", but not "On Saturday the mayor, who will speak".
    pub fn plans_behind(&self, text: &str, end: usize, reach: usize) -> bool {
        let bytes = text.as_bytes();
        let limit = (end + reach).min(bytes.len());
        let mut at = end + usize::from(bytes.get(end) == Some(&b','));
        while at < limit && !ends_sentence(bytes, at) && bytes[at] != b',' {
            if !is_letter(bytes[at]) {
                at += 1;
                continue;
            }
            let stop = contracted_end(text, word_end(bytes, at));
            let sign = self.sign(&text[at..stop]);
            if self.is_past(sign) || sign.conditional || sign.able {
                return false;
            }
            if sign.tense == Some(Tense::Future) && !sign.ahead && !sign.bound || sign.passive {
                return true;
            }
            at = stop;
        }
        false
    }

    /// True if a verb stands behind a word such as "to": "agreed to sell", but not "agreed to the sale".
    pub fn opens_infinitive(&self, before: &Before, place: usize) -> bool {
        let text = before.text;
        let Some((to, _)) = before.word(place) else { return false };
        let next = &text[to.end..];
        let start = to.end + (next.len() - next.trim_start().len());
        let bytes = text.as_bytes();
        // "voted 41 to 17 on Friday": no verb follows.
        bytes.get(start).is_some_and(|byte| is_letter(*byte)) && {
            let word = &text[start..word_end(bytes, start)];
            word.starts_with(char::is_lowercase) && !self.sign(word).determiner
        }
    }

    /// True if a word that denies stands right behind a byte.
    pub fn negation_follows(&self, text: &str, end: usize) -> bool {
        self.sign_behind(text, end).is_some_and(|sign| sign.negation)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    /// The day to which the last weekday comes in a text of 2011-05-20, a Friday.
    fn weekday(text: &str) -> String {
        sample::values("2011-05-20", text).pop().unwrap_or_default()
    }

    #[test]
    fn yesterday_is_nearer_than_what_is_not_surely_to_come() {
        for over in [
            "The ferry was due to sail on Thursday, but the fog kept it in.",
            "Thursday's vote to close the yard leaves them with a choice.",
            "It is not so much Thursday's defeat that hurts.",
            "He did what he said he would do on Thursday.",
            "Under plans announced on Thursday, the mill will be sold.",
            "A view shared by the owners, who is backed by a bank that on Thursday offered a loan.",
            "Film from Thursday could not be checked.",
            "Council members, who meet monthly, agreed to the sale on Thursday.",
            "Shops were closed for Thursday.",
        ] {
            assert_eq!(weekday(over), "2011-05-19", "{over}");
        }
        for coming in [
            "The owners will meet on Thursday.",
            "They are likely to meet on Thursday.",
            "Ministers meet in Leith on Thursday.",
            "The yard will be sold by its owners on Thursday.",
            "On Thursday, the mayor will open the bridge.",
            "I have a ticket for Thursday.",
            "The hearing, which is expected to last until Thursday, goes on.",
        ] {
            assert_eq!(weekday(coming), "2011-05-26", "{coming}");
        }
    }

    #[test]
    fn tomorrow_is_nearer_than_what_is_not_surely_over() {
        for coming in [
            "Crowds camped out for Saturday's wedding.",
            "They made ready for talks of all parties in Leith on Saturday.",
            "He flew in to visit the yard on Saturday.",
            "The gale warned of strong winds that on Saturday could fan the fire.",
        ] {
            assert_eq!(weekday(coming), "2011-05-21", "{coming}");
        }
        for over in ["They agreed on Saturday to sell.", "He left after a meeting on Saturday.", "It burned Saturday."]
        {
            assert_eq!(weekday(over), "2011-05-14", "{over}");
        }
    }

    #[test]
    fn what_is_traded_is_delivered_in_a_month_to_come() {
        let months = |text: &str| sample::values("1989-10-27", text);
        assert_eq!(months("The December contract fell; July soybean futures rose."), ["1989-12", "1990-07"]);
        assert_eq!(months("Futures for January lost a cent."), ["1990-01"]);
        assert_eq!(months("The bank extended its loan through January."), ["1990-01"]);
        assert_eq!(months("It will send them ships through June."), ["1990-06"]);
    }

    #[test]
    fn what_was_to_happen_is_the_nearer_day() {
        let on_friday = |text: &str| sample::values("2010-06-25", text);
        assert_eq!(on_friday("The choir was to sing in the square on Sunday."), ["2010-06-27"]);
        assert_eq!(
            on_friday("The crews were to stage a show for invited guests of the mill on Saturday."),
            ["2010-06-26"]
        );
        assert_eq!(on_friday("The choir was to sing on Thursday."), ["2010-06-24"]);
        assert_eq!(on_friday("The choir, who agreed to sing, was in Leith on Sunday."), ["2010-06-20"]);
    }

    #[test]
    fn what_is_promised_or_runs_out_is_to_come() {
        let in_december = |text: &str| sample::values("2020-12-10", text);
        assert_eq!(in_december("The mayor has pledged a vote of the whole town in March."), ["2021-03"]);
        assert_eq!(in_december("He also promised them an election in October."), ["2021-10"]);
        assert_eq!(in_december("He promised reform in October."), ["2020-10"]);
        assert_eq!(in_december("Support for the old gates ends in September."), ["2021-09"]);
        assert_eq!(in_december("Support for the old gates ended in September."), ["2020-09"]);
        assert_eq!(in_december("They plan to ship the new gates in Q3."), ["2021-Q3"]);
        let shuts = "The mill shuts on Good Friday and Christmas Eve.";
        assert_eq!(sample::values("2021-01-04", shuts), ["2021-04-02", "2021-12-24"]);
        assert_eq!(in_december("They shipped the new gates in Q3."), ["2020-Q3"]);
        assert_eq!(sample::values("2020-10-20", "They expect to report on the third quarter."), ["2020-Q3"]);
    }

    #[test]
    fn this_weekday_is_no_day_that_is_over_unless_the_tense_says_so() {
        let on_sunday = |text: &str| sample::values("2024-02-25", text);
        assert_eq!(on_sunday("The shop opens this Thursday."), ["2024-02-29"]);
        assert_eq!(on_sunday("The shop opened this Thursday."), ["2024-02-22"]);
        assert_eq!(sample::values("2024-02-27", "The shop opens this Thursday."), ["2024-02-29"]);
        let noted = "Bob found the leak, report by Tuesday.";
        assert_eq!(on_sunday(noted), ["2024-02-27"]);
        assert_eq!(on_sunday("Bob found the leak, and by Tuesday the water had gone."), ["2024-02-20"]);
        assert_eq!(on_sunday("Plan: freeze Tuesday, branch Thursday."), ["2024-02-27", "2024-02-29"]);
        assert_eq!(on_sunday("Concert: Thursday, town hall."), ["2024-02-29"]);
        assert_eq!(on_sunday("The result: Leith won on Thursday."), ["2024-02-22"]);
        assert_eq!(on_sunday("This Thursday is a holiday, and the mill that they built is shut."), ["2024-02-29"]);
    }

    #[test]
    fn a_vote_that_was_held_is_over() {
        assert_eq!(weekday("The vote, held on Tuesday, was close."), "2011-05-17");
        assert_eq!(weekday("The vote held on Tuesday was close."), "2011-05-17");
        assert_eq!(weekday("The gate stays shut on Tuesday."), "2011-05-24");
    }

    #[test]
    fn a_decade_holds_no_bare_month() {
        let text = "In the 1920s the valley lost half its people. A survey held from January to March counted them.";
        assert_eq!(sample::values("2003-04-07", text), ["192", "2003-01", "2003-03"]);
    }

    #[test]
    fn the_end_of_a_stretch_lies_behind_its_beginning() {
        let text = "Roads will be shut from 6 p.m. Friday to 5 a.m. Monday.";
        assert_eq!(sample::values("2023-07-16", text), ["2023-07-21T18:00", "2023-07-24T05:00"]);
        let both = |text: &str| sample::values("2024-03-15", text);
        assert_eq!(both("They met between May 3 and May 7 and left."), ["2023-05-03", "2023-05-07"]);
        assert_eq!(both("The mill stood still from November to February."), ["2023-11", "2024-02"]);
        assert_eq!(both("It ran from December 20 to January 5."), ["2023-12-20", "2024-01-05"]);
        assert_eq!(both("They will meet between May 3 and May 7."), ["2024-05-03", "2024-05-07"]);
        assert_eq!(both("The crew arrived the Friday before."), ["2024-03-08"]);
        assert_eq!(sample::values("2023-11-20", "Monday–Friday: fair").len(), 2);
    }

    #[test]
    fn what_surely_comes_lies_ahead_however_far() {
        let months = |text: &str| sample::values("2023-03-29", text);
        assert_eq!(months("The baths will reopen in mid-January."), ["2024-01"]);
        assert_eq!(months("The baths won't be reopened before January."), ["2024-01"]);
        assert_eq!(months("The baths were to be closed after what was found in January."), ["2023-01"]);
        assert_eq!(months("The baths reopened in January."), ["2023-01"]);
    }

    #[test]
    fn the_year_that_opens_a_clause_holds_its_months() {
        let values = |text: &str| sample::values("2011-05-20", text);
        assert_eq!(values("Last year the mill shut in March and burned in June."), ["2010", "2010-03", "2010-06"]);
        assert_eq!(values("Next year, the bridge shuts in March."), ["2012", "2012-03"]);
        assert_eq!(values("Last year I spent the summer in Leith."), ["2010", "2010-SU"]);
        assert_eq!(values("Last year's winner comes back in June."), ["2010", "2011-06"]);
        assert_eq!(values("Last year it grew, but in March it shrank."), ["2010", "2011-03"]);
    }
}
