//! Prose that reads like news, made from a seed: the same words on every machine.
//!
//! Like real prose it holds what looks like time and is none: prices, counts, "may", "second".

#![allow(dead_code, reason = "each bench and test uses a part of it")]

/// A source of numbers that looks random and always begins the same way (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    /// One of several words.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[(self.roll() % words.len() as u64) as usize]
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.roll().is_multiple_of(times)
    }
}

const PLACES: &[&str] = &[
    "Harwick",
    "the northern valley",
    "Port Ellin",
    "the old harbour",
    "Castle Brae",
    "Tarn",
    "the river district",
    "Ostervale",
    "the upper town",
    "Lower Quay",
    "Marrow Bay",
    "the islands",
];
const PEOPLE: &[&str] = &[
    "Ines Calder",
    "the mayor",
    "a spokesman",
    "Tomas Reuel",
    "the chief engineer",
    "Dr. Pell",
    "the union",
    "Mrs. Hallam",
    "a fisherman's widow",
    "the harbour master",
    "J. R. Orme",
];
const BODIES: &[&str] = &[
    "council",
    "company",
    "ministry",
    "ferry line",
    "court",
    "school board",
    "parliament",
    "hospital",
    "museum",
    "railway",
    "bank",
    "water authority",
    "football club",
];
const QUALITIES: &[&str] = &[
    "new",
    "disputed",
    "costly",
    "long",
    "small",
    "public",
    "heavy",
    "secret",
    "regional",
    "foreign",
    "unfinished",
    "industrial",
    "independent",
    "temporary",
];
const THINGS: &[&str] = &[
    "bridge",
    "contract",
    "tax",
    "warehouse",
    "programme",
    "harbour wall",
    "licence",
    "inquiry",
    "pipeline",
    "theatre",
    "agreement",
    "budget",
    "reservoir",
    "collection",
    "tariff",
];
const DEEDS: &[&str] = &[
    "approved",
    "opened",
    "rejected",
    "sold",
    "will rebuild",
    "has announced",
    "plans to close",
    "inspected",
    "could not pay for",
    "took over",
    "is going to repair",
    "had promised",
    "published the figures of",
];
const REASONS: &[&str] = &[
    "because nobody else wanted to pay for it",
    "after weeks of argument between the neighbours and the owners",
    "although the cost may rise to $4.5 million",
    "while 2,300 people waited outside in the rain",
    "which is the second largest of its kind in the region",
    "with 61 votes against 38",
    "to the surprise of those who had signed the petition",
    "and the trains of line 12 stopped at the border",
    "so that the price of a barrel fell by 3.4 percent",
    "as the storm drove the boats out to sea",
    "where the protest march had begun",
    "although there was little time left to find another builder",
    "and asked for a minute of silence",
];
const WHEN: &[&str] = &[
    "on Wednesday",
    "on Friday",
    "on Monday",
    "on Tuesday",
    "on Thursday",
    "on Sunday",
    "last week",
    "last year",
    "last month",
    "this year",
    "this week",
    "yesterday",
    "today",
    "in March",
    "in October",
    "on March 5",
    "on 12 June",
    "two years ago",
    "three weeks ago",
    "in 1998",
    "in 2004",
    "in the third quarter",
    "early next year",
    "at 3 p.m. on Friday",
    "in the past five years",
    "on Sept. 11, 2001",
    "in the 1990s",
    "for three months",
    "now",
    "every week",
    "on Monday morning",
    "in the first half of 2019",
    "a year earlier",
    "since 2014",
    "by the end of June",
];

/// News in paragraphs, at least so many bytes.
pub struct News {
    dice: Dice,
    /// In one of so many sentences there is an expression.
    sparsity: u64,
}

impl News {
    /// One expression in about 300 bytes.
    pub fn sparse(seed: u64) -> News {
        News { dice: Dice(seed), sparsity: 3 }
    }

    /// One expression in about 800 bytes.
    pub fn rare(seed: u64) -> News {
        News { dice: Dice(seed), sparsity: 8 }
    }

    /// One expression in every sentence.
    pub fn dense(seed: u64) -> News {
        News { dice: Dice(seed), sparsity: 1 }
    }

    /// A text of at least so many bytes.
    pub fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 512);
        while text.len() < bytes {
            self.sentence(&mut text);
            text.push_str(if self.dice.one_in(5) { "\n\n" } else { " " });
        }
        text
    }

    /// So many articles of about so many bytes.
    pub fn articles(&mut self, count: usize, bytes: usize) -> Vec<String> {
        (0..count).map(|_| self.text(bytes)).collect()
    }

    fn sentence(&mut self, text: &mut String) {
        let dice = &mut self.dice;
        let mut add = |words: &[&str]| words.iter().for_each(|words| text.push_str(words));
        add(&["The ", dice.pick(BODIES), " of ", dice.pick(PLACES), " ", dice.pick(DEEDS), " the "]);
        add(&[dice.pick(QUALITIES), " ", dice.pick(THINGS)]);
        if dice.one_in(self.sparsity) {
            add(&[" ", dice.pick(WHEN)]);
        }
        if dice.one_in(2) {
            add(&[", ", dice.pick(REASONS)]);
        }
        if dice.one_in(3) {
            add(&[", ", dice.pick(PEOPLE), " said"]);
        }
        add(&["."]);
    }
}
