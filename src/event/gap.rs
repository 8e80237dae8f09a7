//! Gapping: a second happening that leaves out what it shares with the first. "The choir sang Elijah on Friday and
//! Messiah on Sunday", "Low arrives on 4 May, Rudge on 6 May".

use super::clause::Clauses;
use super::dating::{Dated, Role};
use super::verb::verb_at;
use super::words::Token;
use crate::language::Classes as C;
use std::ops::Range;

/// What a second date of a clause has of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The words between the first happening and the second date.
    pub(super) words: Range<usize>,
    /// They are the subject of the verb that is left out, else its object.
    pub(super) subject: bool,
}

/// What stands between two dates of one clause, if it can be a happening with the verb of the clause.
pub(super) fn gap(tokens: &[Token], clauses: &Clauses, clause: usize, first: &Dated, second: &Dated) -> Option<Gap> {
    const LONGEST: usize = 9;
    let verb = clauses.list[clause].verb.as_ref()?;
    let whole = |dated: &Dated| dated.role == Role::Clause && clauses.of[dated.token] == clause;
    if !whole(first) || !whole(second) || first.token < verb.span.end || second.token < first.token {
        return None;
    }
    let start = first.phrase.end.max(first.token + 1);
    let between = tokens.get(start..second.phrase.start)?;
    let comma = between.first()?.mark_of(",;");
    let joined = between.get(usize::from(comma))?.is(C::COORDINATOR);
    let words = start + usize::from(comma) + usize::from(joined)..second.phrase.start;
    let own = tokens.get(words.clone()).filter(|own| !own.is_empty() && own.len() <= LONGEST)?;
    // "on Monday, Oslo time": two commas or none would part something else.
    let ends = tokens.get(second.phrase.end).is_none_or(|next| next.mark || next.is(C::COORDINATOR));
    let opens =
        |token: &Token| token.is(C::ARTICLE.or(C::ANAPHORIC).or(C::POINTING)) || token.number() || token.capital();
    let opens = opens(&own[0]) && !own[0].is(C::PREPOSITION.or(C::SUBORDINATOR).or(C::RELATIVE).or(C::ADVERB));
    let other = |at: usize| {
        let token = &tokens[at];
        let verbal = verb_at(tokens, at).is_some_and(|verb| !verb.weak);
        token.mark && !token.mark_of("%")
            || token.date.is_some()
            || token.quoted
            || verbal
            || token.is(C::RELATIVE.or(C::NEGATION))
    };
    // "a kilo last week, two cents less than in 2020"
    let opens = opens && !own[own.len() - 1].is(C::PREPOSITION);
    let told = (comma || joined) && ends && opens && !words.clone().any(other);
    // With "and" alone the subject is shared: "sang Elijah on Friday and Messiah on Sunday".
    told.then_some(Gap { words, subject: comma })
}

#[cfg(test)]
mod tests {
    use super::super::marked::told;

    #[test]
    fn a_verb_that_is_left_out_is_shared() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "Shares of Low fell 4% on [[Tuesday|2024-05-07]] and another 2% [[Wednesday|2024-05-08]].",
                &["2024-05-07 Happened: Shares of Low fell 4%", "2024-05-08 Happened: Shares of Low fell another 2%"],
            ),
            (
                "Oslo follows on [[24 May|2024-05-24]], Bergen on [[30 May|2024-05-30]].",
                &["2024-05-24 Planned: Oslo follows", "2024-05-30 Planned: Bergen follows"],
            ),
            (
                "The choir sang here on [[Monday|2024-05-06]] and on [[Wednesday|2024-05-08]].",
                &["2024-05-06 Happened: Choir sang here", "2024-05-08 Happened: Choir sang here"],
            ),
            (
                "We recalled two batches on [[Monday|2024-05-06]] and all jars on [[Tuesday|2024-05-07]].",
                &["2024-05-06 Happened: We recalled two batches", "2024-05-07 Happened: We recalled all jars"],
            ),
            (
                "Apples cost 14 cents [[last week|2024-04-29]], two cents less than in [[2022|2022]].",
                &["2024-04-29 Happened: Apples cost 14 cents, two cents less"],
            ),
            // What stands behind a semicolon without a verb is not dated by the clause before it.
            ("They lifted an axe; [[last Thursday|2024-05-02]], under the stern, a bead.", &[]),
        ];
        for (marked, expected) in cases {
            assert_eq!(told(marked), expected, "{marked}");
        }
    }
}
