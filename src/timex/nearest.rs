//! Which one of many is meant: a bare weekday, month, season or holiday, "last October", "next Friday".

use super::Genre;
use super::calendar::{add_days, add_months, build, holiday};
use super::chronicle;
use super::expression::{Base, Holiday, Node, Partial, Unit, Way};
use super::leaning::Bearing;
use super::narrative;
use super::reason::{Anchor, Policy};
use super::resolve::{ANY_DAY, Meaning, Resolver};
use super::sign::Tense;
use crate::when::{Granularity, When};
use chrono::{Datelike, NaiveDate};

/// What is to come is meant if it is at most so many times as far away as what is over.
const FARTHER: i64 = 3;

/// In days: nothing to come is too far away within these.
const SOON: i64 = 14;

/// In days: a date that is to come within these is no one of the year before.
const EVE: i64 = 3;

/// In days: what is over for longer is not told by its month alone, if the next one is near and no verb
/// says beyond doubt that it is over.
const FAR: i64 = 285;

/// In days: what is to come is told by its month alone up to so far ahead.
const FARTHEST: i64 = 310;

/// In days: so long behind a quarter or half of a year it is reported on.
const REPORTED: i64 = 55;

/// In days: so far from a date that the text names may lie what it tells of the same time.
const BESIDE: i64 = 100;

/// In days: a line of a log tells of so many days round its own.
const ROUND: i64 = 3;

impl Resolver<'_> {
    /// One of many: which weekday, month, season, holiday is meant.
    pub(super) fn nearest(&mut self, target: Node, way: Way, base: Base) -> Option<Meaning> {
        let way = match way {
            Way::Deadline if self.reference.genre == Genre::Narrative || self.told_past() && !(self.noted)() => {
                Way::Bare
            }
            way => way,
        };
        if let Node::Partial(partial) = target
            && partial.year.is_some()
        {
            return self.partial(partial);
        }
        let named = match target {
            Node::Partial(partial) => partial.month.is_some() || partial.season.is_some(),
            _ => matches!(target, Node::Holiday(_)),
        };
        let back = if named && base == Base::Document && way == Way::Bare { self.looks_back() } else { None };
        let around = match back {
            Some(told) => Some(told),
            None if base == Base::Document => self.bare_base(),
            None => self.base(base, Unit::Year),
        };
        let Some(around) = around else { return Some(self.open(target, None)) };
        // "On the Tuesday", where no date was told.
        // Where nothing is told yet, "the Friday before" is at least not the writer's own day.
        let weekday = matches!(target, Node::Partial(Partial { weekday: Some(_), day: None, .. }));
        let before = way == Way::Last && weekday;
        let way = if base == Base::Story && self.story.is_none() && !before { Way::Bare } else { way };
        let narrative = back.is_some() || self.reference.genre == Genre::Narrative && base == Base::Document;
        // "In 1641 … The following spring" is one of the next year.
        let behind = way == Way::Next && base == Base::Story && around.granularity() == Granularity::Year;
        let date = if behind { around.last_day() } else { around.from() };
        if let Node::Partial(partial) = target
            && partial.month.is_none()
            && (partial.weekday.is_some() || partial.day.is_some())
        {
            return self.nearest_day(partial, way, base, date, narrative).map(Meaning::calendar);
        }
        let candidates = self.dated(target, date);
        if named
            && way == Way::Bare
            && base == Base::Document
            && !narrative
            && let Some(year) = (self.year_opened)()
            && let Some(when) = candidates.iter().find(|when| when.from().year() == year.from().year())
        {
            self.reason.anchor = Anchor::Story(year);
            self.reason.policy = Policy::Around;
            return Some(Meaning::calendar(*when));
        }
        let line = self.label && way == Way::Bare && base == Base::Document && !narrative;
        if line
            && matches!(target, Node::Partial(Partial { month: Some(_), .. }))
            && let Some(when) = self.line(target)
        {
            return Some(Meaning::calendar(when));
        }
        let chosen = match way {
            Way::Last => {
                self.reason.policy = Policy::LastOver;
                candidates.iter().rev().find(|when| when.until() <= date)
            }
            Way::Next | Way::Deadline => {
                self.reason.policy = Policy::NextAfter;
                candidates.iter().find(|when| when.from() > date)
            }
            // "In the winter of 1620 … That March" is the one next to it.
            Way::This if base == Base::Story && around.granularity() == Granularity::Season => {
                self.reason.policy = Policy::Nearest;
                // "In the spring of 1904 … The same autumn": seasons go on.
                let season = matches!(target, Node::Partial(Partial { season: Some(_), .. }));
                let goes_on = candidates.iter().find(|when| season && when.from() >= around.from());
                goes_on.or_else(|| candidates.iter().min_by_key(|when| apart(when, &around)))
            }
            Way::This => {
                self.reason.policy = Policy::Around;
                let same = candidates.iter().find(|when| when.from().year() == date.year());
                // "In 1941 … That winter" began in the year told; else it is the one round the day.
                let year_told = base == Base::Story && around.granularity() == Granularity::Year;
                let winter = matches!(target, Node::Partial(Partial { season: Some(12), .. }));
                same.filter(|_| year_told || !winter)
            }
            Way::Bare if narrative => {
                self.reason.policy = Policy::StoryNearest;
                let tense = (self.tense)();
                self.reason.tense = (tense == Tense::Future).then_some(tense);
                narrative::in_story(&candidates, around, tense, (self.years_told)())
            }
            Way::Bare => self.bare(target, &candidates, date),
        };
        let chosen = chosen.or_else(|| candidates.iter().min_by_key(|when| distance(when, date)));
        chosen.copied().map(Meaning::calendar)
    }

    /// A line of a chronology: "February 24 – the gate is shut".
    fn line(&mut self, target: Node) -> Option<When> {
        if let Some(announced) = self.to_come {
            let document = self.reference.date?;
            self.reason.policy = Policy::Coming;
            return announced.line(&self.dated(target, announced.around(document)), document);
        }
        let document = add_months(self.reference.date?, 12 * self.years_off)?;
        let around = self.chronicle.map_or(document, |chronicle| chronicle.last().from());
        let candidates = self.dated(target, around);
        let Some(chronicle) = self.chronicle else {
            self.reason.policy = Policy::Latest;
            return chronicle::first(&candidates, document).copied();
        };
        self.reason.anchor = Anchor::Story(chronicle.last());
        self.reason.policy = Policy::StoryNearest;
        chronicle.next(&candidates, document).copied()
    }

    /// The stretches that a target can mean round a day, on its weekday, if it names one.
    fn dated(&mut self, target: Node, around: NaiveDate) -> Vec<When> {
        let mut candidates = self.candidates(target, around.year());
        candidates.retain(|when| self.begins.contains(&when.from()));
        if let Node::Partial(Partial { weekday: Some(weekday), .. }) = target {
            // "Monday 28 February" tells its year, unless no year near by fits: then the writer took
            // one day for another.
            const NEAR: i64 = 60;
            const FAR: i64 = 400;
            let falls = |when: &When| when.from().weekday().number_from_monday() == u32::from(weekday);
            let least = |days: Option<i64>| days.unwrap_or(i64::MAX);
            let nearest = least(candidates.iter().map(|when| distance(when, around)).min());
            let fits = least(candidates.iter().filter(|when| falls(when)).map(|when| distance(when, around)).min());
            if fits < i64::MAX && (fits <= FAR || nearest > NEAR) {
                candidates.retain(falls);
            }
        }
        candidates
    }

    /// Without a word that tells which: by tense and nearness. Measured on news, the nearest month
    /// is meant in five of six places and the nearest day of a month in nineteen of twenty.
    fn bare<'w>(&mut self, target: Node, candidates: &'w [When], date: NaiveDate) -> Option<&'w When> {
        let nearest = candidates.iter().min_by_key(|when| distance(when, date))?;
        self.reason.policy = Policy::Nearest;
        let month = nearest.granularity() == Granularity::Month;
        let bearing = month.then(self.bearing).flatten();
        if matches!(bearing, Some(Bearing::Contract | Bearing::Promise)) {
            self.reason.policy = Policy::Coming;
            return candidates.iter().find(|when| when.until() > date);
        }
        let tense = (self.tense)();
        self.reason.tense = Some(tense);
        // Of a November eleven months ago nobody says "in November" on the last of October.
        let keeps = |when: &When| distance(when, date) <= if tense == Tense::Past { FAR } else { FARTHEST };
        // "She bought it on 5 May 2023 … It had left the works on 26 April", told in March 2024.
        let beside = |when: &When| {
            when.granularity().is_day_or_finer() && self.named.is_some_and(|named| apart(when, &named) <= BESIDE)
        };
        match tense {
            _ if matches!(target, Node::Partial(Partial { quarter: Some(_), .. } | Partial { half: Some(_), .. })) => {
                // "It will ship in the third quarter", told in December; but of a quarter just over a report is due.
                let over = |when: &When| tense == Tense::Future && (date - when.last_day()).num_days() > REPORTED;
                if over(nearest) {
                    self.reason.policy = Policy::Coming;
                    return candidates.iter().find(|when| when.until() > date);
                }
                let begun = |when: &&When| tense != Tense::Past || when.from() <= date;
                Some(nearest).filter(begun).or_else(|| candidates.iter().rev().find(begun))
            }
            Tense::Past if bearing == Some(Bearing::Through) => Some(nearest),
            Tense::Past => {
                self.reason.policy = Policy::Latest;
                // "sold them at Christmas", told in November
                let soon = (nearest.from() - date).num_days() <= SOON;
                let feast = matches!(target, Node::Holiday(_)) && !soon && (self.placed)();
                // What was told a day before its date is no year old, whatever the verb says.
                let next = (1..=EVE).contains(&(nearest.from() - date).num_days());
                let sure = feast || !next && (self.governed)() == Some(Tense::Past);
                let latest = candidates.iter().rev().find(|when| when.from() <= date);
                latest.filter(|when| sure || keeps(when) || beside(when)).or(Some(nearest))
            }
            Tense::Future => {
                self.reason.policy = Policy::Coming;
                let coming = candidates.iter().find(|when| when.until() > date);
                // "It agreed to pay after the fire in April", told in June: next April is too far away.
                let near = |when: &When| distance(when, date) <= (FARTHER * distance(nearest, date)).max(SOON);
                // "in June and in December", "until May"
                let planned = |when: &When| (self.plans)().is_some_and(|told| told.from().year() == when.from().year());
                // "It will reopen in mid-January", "its lease ends in January", told in March.
                let sure = |when: &When| planned(when) || (self.ahead_of_then)() || (self.will)() || (self.scheduled)();
                // "It shuts on Good Friday and Christmas Eve", told in January.
                let coming = coming.filter(|when| keeps(when) || matches!(target, Node::Holiday(_)) && planned(when));
                coming.filter(|when| near(when) || sure(when)).or(Some(nearest))
            }
            _ => Some(nearest),
        }
    }

    fn nearest_day(
        &mut self,
        partial: Partial,
        way: Way,
        base: Base,
        date: NaiveDate,
        narrative: bool,
    ) -> Option<When> {
        let bounds = self.begins.clone();
        let fits = |day: &NaiveDate| {
            partial.weekday.is_none_or(|weekday| day.weekday().number_from_monday() == u32::from(weekday))
                && partial.day.is_none_or(|number| day.day() == u32::from(number))
                && bounds.contains(day)
        };
        let reach = match partial.day {
            Some(_) => 400,
            None if bounds == ANY_DAY => 7,
            None => 14,
        };
        let back = |first: i32| (first..=reach).find_map(|days| add_days(date, -days).filter(|day| fits(day)));
        let ahead = |first: i32| (first..=reach).find_map(|days| add_days(date, days).filter(|day| fits(day)));
        let day = match way {
            Way::Last => {
                self.reason.policy = Policy::LastOver;
                back(1)
            }
            Way::Next => {
                self.reason.policy = Policy::NextAfter;
                ahead(1)
            }
            Way::Deadline => {
                self.reason.policy = Policy::Coming;
                ahead(0)
            }
            Way::This => {
                self.reason.policy = Policy::Around;
                let monday = crate::when::monday_of(date)?;
                if partial.day.is_some() {
                    ahead(0)
                } else {
                    let within = (0..7).find_map(|days| add_days(monday, days).filter(|day| fits(day)));
                    // "The shop opens this Tuesday", told on a Sunday: of what is over it would be "on Tuesday".
                    let comes = base == Base::Document && within.is_some_and(|day| day < date) && !self.told_past();
                    if comes { ahead(1) } else { within }
                }
            }
            // "the 15th" is a day of the month that the text speaks of.
            Way::Bare if partial.day.is_some() && partial.weekday.is_none() => {
                let spoken_of = (self.month)();
                let month = match spoken_of {
                    Some(story) => {
                        self.reason.anchor = Anchor::Story(story);
                        story.from()
                    }
                    // "It broke on the 28th", told on the 3rd.
                    None if u32::from(partial.day?) > date.day() && self.told_past() => add_months(date, -1)?,
                    None => date,
                };
                self.reason.policy = Policy::Nearest;
                let day = u32::from(partial.day?);
                let told = month.with_day(day);
                // "put off from March, it is on the 30th": what is to come is no day that is over.
                let news = self.reference.date.filter(|_| self.reference.genre == Genre::News);
                match news {
                    // "They will meet on 11 March. It broke on the 15th", told on the 4th.
                    Some(document) if told.is_some_and(|told| told > document) && self.told_past() => {
                        self.reason.anchor = Anchor::Document(document);
                        self.reason.policy = Policy::Latest;
                        let months = if day > document.day() { -1 } else { 0 };
                        add_months(document.with_day(1)?, months)?.with_day(day).or(told)
                    }
                    Some(document)
                        if told.is_none_or(|told| told < document && (document - told).num_days() <= BESIDE)
                            && (self.tense)() == Tense::Future =>
                    {
                        self.reason.anchor = Anchor::Document(document);
                        self.reason.policy = Policy::Coming;
                        let months = if day < document.day() { 1 } else { 0 };
                        add_months(document.with_day(1)?, months)?.with_day(day).or(told)
                    }
                    _ => told,
                }
            }
            Way::Bare if narrative => {
                self.reason.policy = Policy::StoryNearest;
                ahead(0)
            }
            // "Monday, Nov. 11: the owner had reported it missing on Saturday"
            Way::Bare if partial.day.is_none() && self.tells_of_its_day() => {
                let over = (self.day_logged)()?.from();
                self.reason.policy = Policy::StoryNearest;
                // "Oct. 30: jurors ask for a calculator on Monday": what is told in the present goes on.
                let days = if (self.tense)() == Tense::Past { -ROUND..=ROUND } else { 0..=6 };
                days.into_iter().find_map(|days| add_days(over, days as i32).filter(|day| fits(day)))
            }
            // "Fri 3 The court …" opens a line of a list, whose verbs tell nothing.
            Way::Bare if self.label && partial.is_numbered_weekday() => {
                self.reason.policy = Policy::Nearest;
                let far = |day: &NaiveDate| day.signed_duration_since(date).num_days().abs();
                let (over, coming) = (back(0), ahead(0));
                let sooner =
                    over.as_ref().zip(coming.as_ref()).is_none_or(|(over, coming)| 2 * far(coming) < far(over));
                if sooner { coming.or(over) } else { over }
            }
            // "Today: sun. Thursday: wind." goes on day by day.
            Way::Bare if self.label && partial.day.is_none() && self.day_to_come().is_some() => {
                let day = self.day_to_come()?;
                self.reason.anchor = Anchor::Story(day);
                self.reason.policy = Policy::NextAfter;
                (1..=reach).find_map(|days| add_days(day.from(), days).filter(|day| fits(day)))
            }
            Way::Bare => {
                let tense = if (self.appointed)() { Tense::Future } else { (self.tense)() };
                self.reason.tense = Some(tense);
                let coming = tense == Tense::Future || tense == Tense::Unknown && (self.announced || (self.planned)());
                let told = if coming { ahead(0) } else { back(0) };
                // "Friday 12th", of which there is none for months the way that the tense points.
                const MONTH: u64 = 31;
                let far = |day: &NaiveDate| day.signed_duration_since(date).num_days().unsigned_abs() > MONTH;
                let other = if partial.day.is_some() && told.as_ref().is_none_or(far) {
                    if coming { back(0) } else { ahead(0) }.filter(|day| !far(day))
                } else {
                    None
                };
                let announced = tense == Tense::Unknown && self.announced;
                if let Some(nearer) =
                    told.filter(|_| partial.day.is_none() && !announced).and_then(|day| self.nearer(day, date))
                {
                    return When::day(nearer);
                }
                let ahead = coming != other.is_some();
                self.reason.policy = if ahead { Policy::Coming } else { Policy::Latest };
                other.or(told)
            }
        };
        When::day(day?)
    }

    /// The day that the text has just told, if it is today or to come.
    fn day_to_come(&self) -> Option<When> {
        let document = self.reference.date.filter(|_| self.reference.genre == Genre::News)?;
        (self.day)().filter(|day| day.from() >= document)
    }

    /// The same weekday on the other side of the article's day, where it is much nearer to it than the
    /// one to which a clause points that is not sure of it: "Thursday's vote to back them is not without
    /// risks", told on a Friday.
    fn nearer(&mut self, told: NaiveDate, date: NaiveDate) -> Option<NaiveDate> {
        /// In days: what is over for no longer may be meant, what comes no later.
        const OVER: i64 = 2;
        const COMING: i64 = 1;
        let days = (told - date).num_days();
        let (tense, other) = if days > 0 { (Tense::Past, days - 7) } else { (Tense::Future, days + 7) };
        let nearer = match tense {
            Tense::Past => -other <= OVER && !(self.firmly_ahead)(),
            _ => other <= COMING && (self.leans_ahead)(),
        };
        if !nearer || other == 7 {
            return None;
        }
        self.reason.policy = Policy::Nearest;
        self.reason.tense = None;
        add_days(date, i32::try_from(other).ok()?)
    }

    /// True if the expression stands in a line of a log, under a day, that tells what is over.
    fn tells_of_its_day(&mut self) -> bool {
        let over = (self.day_logged)().zip(self.reference.date);
        let over = over.is_some_and(|(day, document)| (document - day.from()).num_days() > ROUND);
        over && self.reference.genre == Genre::News
            && ((self.day_labelled)().is_some() || (self.tense)() != Tense::Future)
    }

    /// The stretches that a target can mean round a year, in order.
    pub(super) fn candidates(&mut self, target: Node, year: i32) -> Vec<When> {
        let years = year - 2..=year + 2;
        match target {
            Node::Partial(partial) if partial.weekend => {
                let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Vec::new() };
                (-8..=60).filter_map(|week| When::weekend_of(add_days(first, week * 7)?)).collect()
            }
            Node::Partial(partial) => years.filter_map(|year| build(&partial, year)).collect(),
            Node::Holiday(Holiday::Once(its_year, ..)) => match target {
                Node::Holiday(once) => holiday(once, i32::from(its_year)).into_iter().collect(),
                _ => Vec::new(),
            },
            Node::Holiday(rule) => years.filter_map(|year| holiday(rule, year)).collect(),
            _ => Vec::new(),
        }
    }
}

/// Days between two stretches; 0 if they touch.
fn apart(when: &When, other: &When) -> i64 {
    let (gap, back) = ((when.from() - other.until()).num_days(), (other.from() - when.until()).num_days());
    gap.max(back).max(0)
}

/// Days between a day and a stretch; 0 if the day lies in it.
fn distance(when: &When, date: NaiveDate) -> i64 {
    if date < when.from() {
        (when.from() - date).num_days()
    } else if date >= when.until() {
        (date - when.last_day()).num_days()
    } else {
        0
    }
}
