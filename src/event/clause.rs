//! The clauses of a sentence, by punctuation, connecting words and verbs.

mod ahead;
mod parser;
mod shared;

use super::verb::Verb;
use super::words::Token;
use crate::language::Classes as C;
use parser::Parser;
use std::ops::Range;

/// How a clause hangs together with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseKind {
    /// The main clause, or one beside it: "…, and the shop closed".
    Main,
    /// "after the shop closed"
    Subordinate,
    /// "which closed"
    Relative,
    /// "(said) that the shop had closed"
    Complement,
    /// ", killing two", ", built in 1912,"
    Participle,
    /// ", police said"
    Attribution,
}

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) kind: ClauseKind,
    /// The clause in which it stands; the first clause is its own parent.
    pub(super) parent: usize,
    /// Its first word, the connecting word included.
    pub(super) start: usize,
    /// The connecting word: "after", "which", "and".
    pub(super) opener: Option<usize>,
    /// Its finite verb.
    pub(super) verb: Option<Verb>,
    /// Words of reduced relatives: "(the man) arrested on Monday".
    pub(super) reduced: Vec<Range<usize>>,
}

impl Clause {
    /// "In an order issued on Friday, …": a preposition, one noun, and a participle that says more of it.
    pub(super) fn opens_with_participle(&self, tokens: &[Token]) -> bool {
        let Some(verb) = self.verb.as_ref().filter(|verb| verb.bare) else { return false };
        let before = tokens.get(self.start + 1..verb.span.start).unwrap_or_default();
        let nouns = before.iter().filter(|token| token.is(C::DETERMINER)).count();
        let other = C::PRONOUN.without(C::DETERMINER);
        // "About 100 people marched"
        let hedge = before.first().is_some_and(Token::number);
        tokens[self.start].is(C::PREPOSITION)
            && !hedge
            && !before.is_empty()
            && nouns <= 1
            && before.iter().all(|token| token.date.is_none() && !token.mark && !token.capital() && !token.is(other))
    }
}

/// The clauses of a sentence and, for each word, in which of them it stands.
#[derive(Clone, Debug)]
pub(super) struct Clauses {
    pub(super) list: Vec<Clause>,
    pub(super) of: Vec<usize>,
}

impl Clauses {
    /// Parts a sentence into clauses.
    pub(super) fn new(tokens: &[Token]) -> Clauses {
        Parser::new(tokens).clauses()
    }

    /// The clause of a word.
    pub(super) fn at(&self, token: usize) -> &Clause {
        &self.list[self.of[token]]
    }

    /// True if `inner` is `outer` or stands in it.
    pub(super) fn within(&self, inner: usize, outer: usize) -> bool {
        let mut clause = inner;
        loop {
            if clause == outer {
                return true;
            }
            let parent = self.list[clause].parent;
            // "and" clauses stand beside their parent, not in it.
            if parent == clause || self.list[clause].kind == ClauseKind::Main {
                return false;
            }
            clause = parent;
        }
    }

    /// The words of a clause before its verb, without the connecting word.
    pub(super) fn subject(&self, clause: usize) -> Range<usize> {
        let this = &self.list[clause];
        let from = this.opener.map_or(this.start, |opener| opener + 1);
        from..this.verb.as_ref().map_or(from, |verb| verb.span.start.max(from))
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;
    use crate::language::Language;

    /// The clauses as "kind: words", in order of their first word.
    fn parts(plain: &str) -> Vec<String> {
        let words = &Language::english().events;
        let tokens = tokens(plain, 0..plain.len(), &[], &[], words);
        let clauses = Clauses::new(&tokens);
        let mut parts = Vec::new();
        for (index, clause) in clauses.list.iter().enumerate() {
            let own: Vec<&str> =
                tokens.iter().zip(&clauses.of).filter(|(_, of)| **of == index).map(|(token, _)| token.text).collect();
            if !own.is_empty() {
                parts.push(format!("{:?}: {}", clause.kind, own.join(" ")));
            }
        }
        parts
    }

    #[test]
    fn clauses_are_parted() {
        let cases: [(&str, &[&str]); 10] = [
            ("The mill opened and the inn closed", &["Main: The mill opened", "Main: and the inn closed"]),
            ("Mr Low sold the mill and bought the inn", &["Main: Mr Low sold the mill", "Main: and bought the inn"]),
            ("The inn closed after the mill burned", &["Main: The inn closed", "Subordinate: after the mill burned"]),
            ("The man who opened the bar was freed", &["Main: The man was freed", "Relative: who opened the bar"]),
            ("The firm said it had sold the mill", &["Main: The firm said", "Complement: it had sold the mill"]),
            ("The mill burned, police said", &["Main: The mill burned", "Attribution: , police said"]),
            ("The men arrested at the mill were freed", &["Main: The men arrested at the mill were freed"]),
            (
                "Men who watch the frontier said it was late",
                &["Main: Men said", "Relative: who watch the frontier", "Complement: it was late"],
            ),
            ("Men who knew him said so", &["Main: Men said so", "Relative: who knew him"]),
            ("When the mill burned, the inn closed", &["Main: , the inn closed", "Subordinate: When the mill burned"]),
        ];
        for (plain, expected) in cases {
            assert_eq!(parts(plain), expected, "{plain}");
        }
    }

    #[test]
    fn an_apposition_does_not_hide_the_verb() {
        assert_eq!(parts("The mayor, Ada Low, opened the fair"), ["Main: The mayor , Ada Low , opened the fair"]);
        assert_eq!(parts("The mill, built by Low, burned"), ["Main: The mill , burned", "Participle: , built by Low"]);
    }
}
