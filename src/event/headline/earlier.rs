//! Whom a pronoun at the head of a sentence means: a search back through the text.

use super::super::clause::Clauses;
use super::super::words::Token;
use super::name::{Name, Pronoun, name_of_subject, persons, subject_words};
use crate::language::{Classes as C, EventWords};
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;

/// The sentences before one.
pub(in super::super) struct Earlier<'a> {
    pub(in super::super) text: &'a Text,
    /// Who wrote it, as its front matter says.
    pub(in super::super) author: Option<&'a str>,
    pub(in super::super) words: &'a EventWords,
    /// The sentence that begins with a pronoun.
    pub(in super::super) sentence: usize,
    /// The block in which it stands.
    pub(in super::super) block: usize,
    /// What is known of the article's names.
    pub(in super::super) known: &'a KnownNames,
    /// The words of a sentence of a block.
    pub(in super::super) tokens: &'a dyn Fn(usize, usize) -> &'a [Token<'a>],
}

/// What an earlier sentence says of whom a pronoun means.
enum Answer {
    Means(Name),
    /// It may be one or another.
    Open,
    /// Nothing: it is of somebody or something else.
    Nothing,
    /// It begins with the same pronoun: whoever it is was named before.
    Same,
}

/// What an article makes of its capitalised words: each is looked up once, however many pronouns ask for it.
#[derive(Default)]
pub(in super::super) struct KnownNames {
    /// Whether it is a person's last name or a thing's.
    kinds: RefCell<FxHashMap<String, Known>>,
    /// The whole name of whom it is the last name.
    pub(super) whole: RefCell<FxHashMap<String, Option<String>>>,
}

/// What an article makes of a single capitalised word.
#[derive(Clone)]
enum Known {
    /// It is the last name of one whose whole name stands here in the text.
    Person(Range<usize>),
    /// It is a name, and no person's.
    Thing,
    /// It may be any word at the head of a sentence.
    No,
}

impl<'a> Earlier<'a> {
    /// The name for a pronoun; none where it could be another.
    pub(in super::super) fn name(&self, pronoun: Pronoun) -> Option<Name> {
        if pronoun == Pronoun::Team {
            return self.team();
        }
        self.told_before(pronoun)
    }

    /// Who writes, where the front matter names a team, or the text opens with it: "The Harbour team is glad to
    /// announce …".
    fn team(&self) -> Option<Name> {
        const OPENING: usize = 4;
        if let Some(author) = self.author.filter(|author| self.names_team(author)) {
            return Some(Name { text: author.to_owned(), person: false, named: true, several: true });
        }
        (0..self.text.sentences.len().min(OPENING)).find_map(|sentence| {
            let block = self.text.blocks.partition_point(|block| block.sentences.end <= sentence);
            let tokens = (self.tokens)(block, sentence);
            let clauses = Clauses::new(tokens);
            let (subject, _) = subject_words(tokens, &clauses, 0, self.words)?;
            let (first, last) = (subject.first()?, subject.last()?);
            let named = subject.len() > 1 && subject.len() < 6 && subject[1..].iter().any(|word| word.capital());
            let whole = subject.iter().all(|word| !word.mark && word.date.is_none() && !word.is(C::PREPOSITION));
            (named && whole && last.is(C::TEAM)).then(|| Name {
                text: self.text.plain[first.span.start..last.span.end].to_owned(),
                person: false,
                named: true,
                several: true,
            })
        })
    }

    /// "The Harbour Crew", "Harbour Safety Team"; "News Team" may be anybody.
    fn names_team(&self, author: &str) -> bool {
        const FEWEST: usize = 3;
        const MOST: usize = 5;
        let classes = |word: &str| self.words.classes(&word.to_lowercase());
        let words: Vec<&str> = author.split_whitespace().collect();
        (FEWEST..=MOST).contains(&words.len())
            && words.last().is_some_and(|last| classes(last).any(C::TEAM))
            && words.iter().all(|word| word.starts_with(char::is_uppercase) && !classes(word).any(C::COORDINATOR))
    }

    fn told_before(&self, pronoun: Pronoun) -> Option<Name> {
        const SENTENCES_BACK: usize = 12;
        const OF_OTHERS: usize = 4;
        let own = &self.text.blocks[self.block];
        let (mut others, mut nearest) = (0, true);
        for before in (0..self.sentence).rev().take(SENTENCES_BACK) {
            let at = self.text.blocks.partition_point(|block| block.sentences.end <= before);
            // A thing is what the sentence before tells of; whom "she" means may stand further up.
            if pronoun != Pronoun::Thing && pronoun != Pronoun::Several || at == self.block {
                if self.text.blocks.get(at).is_none_or(|other| other.kind != own.kind) {
                    continue;
                }
            } else {
                return None;
            }
            match self.answer(pronoun, (self.tokens)(at, before), nearest && at == self.block) {
                Answer::Means(name) => return Some(name),
                Answer::Open => return None,
                Answer::Same => continue,
                Answer::Nothing => others += 1,
            }
            nearest = false;
            let far = if matches!(pronoun, Pronoun::Person(_)) { OF_OTHERS } else { 1 };
            if others == far {
                return None;
            }
        }
        None
    }

    fn answer(&self, pronoun: Pronoun, tokens: &[Token], next: bool) -> Answer {
        let clauses = Clauses::new(tokens);
        let subject = subject_words(tokens, &clauses, 0, self.words);
        if let Some((subject, _)) = &subject
            && let [only] = subject[..]
        {
            if Pronoun::of(only.classes) == Some(pronoun) {
                return Answer::Same;
            }
            if let Some(answer) = self.answer_of_lone(pronoun, only) {
                return answer;
            }
        }
        if let Some(name) = name_of_subject(&self.text.plain, tokens, &clauses, 0, self.words) {
            let contradicted = subject
                .is_some_and(|(subject, apposition)| pronoun.contradicts(&subject) || pronoun.contradicts(&apposition));
            let fits = pronoun.fits(&name) && !contradicted;
            if fits && (name.named || next) {
                return Answer::Means(name);
            }
            // "Ada Low left. The mayor spoke. The hall was full. She …": it may be either.
            if name.person && !contradicted || !matches!(pronoun, Pronoun::Person(_)) {
                return Answer::Open;
            }
        }
        if !matches!(pronoun, Pronoun::Person(_)) {
            return Answer::Nothing;
        }
        let mut persons = persons(tokens);
        persons.retain(|person| {
            let titled = person.start.saturating_sub(2)..person.end;
            !pronoun.contradicts(&tokens[titled].iter().collect::<Vec<_>>())
        });
        match &persons[..] {
            [] => Answer::Nothing,
            [only] if next => {
                let text = &self.text.plain[tokens[only.start].span.start..tokens[only.end - 1].span.end];
                let text = match self.known(text) {
                    Known::Person(whole) if only.len() == 1 => &self.text.plain[whole],
                    _ => text,
                };
                Answer::Means(Name { text: text.to_owned(), person: true, named: true, several: false })
            }
            _ => Answer::Open,
        }
    }

    /// A subject of one capitalised word at the head of its sentence.
    fn answer_of_lone(&self, pronoun: Pronoun, word: &Token) -> Option<Answer> {
        let listed = self.words.listed(&word.text.to_lowercase()).is_some();
        if !word.capital() || word.mark || word.date.is_some() || word.quoted || listed {
            return None;
        }
        match (self.known(word.text), pronoun) {
            (Known::Person(name), Pronoun::Person(_)) => Some(Answer::Means(Name {
                text: self.text.plain[name].to_owned(),
                person: true,
                named: true,
                several: false,
            })),
            (Known::Thing, Pronoun::Thing) => {
                Some(Answer::Means(Name { text: word.text.to_owned(), person: false, named: false, several: false }))
            }
            (Known::Person(_), Pronoun::Thing) => Some(Answer::Open),
            _ => None,
        }
    }

    /// What the article knows of a capitalised word.
    fn known(&self, word: &str) -> Known {
        if let Some(known) = self.known.kinds.borrow().get(word) {
            return known.clone();
        }
        let known = self.introduced(word);
        self.known.kinds.borrow_mut().insert(word.to_owned(), known.clone());
        known
    }

    /// The first part of the article, in which whoever it names often is introduced.
    pub(super) fn beginning(&self) -> &str {
        const BEGINNING: usize = 32_768;
        let plain = self.text.plain.as_str();
        let mut end = plain.len().min(BEGINNING);
        while !plain.is_char_boundary(end) {
            end -= 1;
        }
        &plain[..end]
    }

    /// What the beginning of the article, where names are introduced, knows of a capitalised word.
    fn introduced(&self, word: &str) -> Known {
        let plain = self.beginning();
        let (mut known, mut titled) = (Known::No, None);
        for at in memchr::memmem::find_iter(plain.as_bytes(), word.as_bytes()) {
            let whole = !plain[at + word.len()..].starts_with(char::is_alphanumeric);
            let Some(head) = plain[..at].strip_suffix(' ').filter(|_| whole) else { continue };
            let start = head.rfind(|c: char| c.is_whitespace()).map_or(0, |space| space + 1);
            let before = &head[start..];
            let lower = before.trim_end_matches('.').to_lowercase();
            let name = start..at + word.len();
            let classes = self.words.listed(&lower);
            if before.starts_with(char::is_uppercase)
                && classes.is_some_and(|classes| classes.any(C::ROLE.or(C::FEMININE).or(C::MASCULINE)))
            {
                titled = titled.or(Some(name));
            } else if before.ends_with(|c: char| !c.is_alphanumeric()) {
                continue;
            } else if before.starts_with(char::is_lowercase) {
                known = Known::Thing;
            } else if before.starts_with(char::is_uppercase)
                && classes.is_none()
                && self.words.connective(std::iter::once(lower.as_str())) == 0
            {
                return Known::Person(name);
            }
        }
        titled.map_or(known, Known::Person)
    }
}
