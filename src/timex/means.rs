//! What a pattern means: a term such as `shift(document, count, unit, -1)` over the names bound in
//! its match.

use super::function::Function;
use super::machine::{MOST_ARGUMENTS, Machine};
use super::term::{Term, TermId};
use std::slice::Iter;

/// The terms of all patterns, each as a row: behind a function stand its arguments. The rows lie one
/// behind the other, since terms are evaluated for nearly every word of an expression.
#[derive(Debug, Default)]
pub(crate) struct Meanings {
    steps: Vec<Step>,
    constants: Vec<Term>,
}

/// Where the term of a pattern begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Means(u32);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// The constant's place among those of the pack.
    Constant(u16),
    /// The name's place among the names of the pattern.
    Name(u8),
    /// A function and how many arguments it has.
    Call(Function, u8),
}

/// No term nests deeper.
const DEEPEST: usize = 16;

impl Meanings {
    /// Reads a term as it is written in a pack; `names` are the names bound in the match.
    ///
    /// # Errors
    /// Says what is wrong in the term.
    pub fn add(&mut self, text: &str, names: &[String]) -> Result<Means, String> {
        let means = Means(self.steps.len() as u32);
        let rest = self.read(text.trim(), names, 0)?;
        if rest.trim().is_empty() { Ok(means) } else { Err(format!("`{rest}` is left over in `{text}`")) }
    }

    /// Adds the steps of the first term of a text, which so many functions take in; what is left of the text.
    fn read<'a>(&mut self, text: &'a str, names: &[String], depth: usize) -> Result<&'a str, String> {
        if depth > DEEPEST {
            return Err(format!("`{text}` nests too deep"));
        }
        let text = text.trim_start();
        let length = text.find(['(', ')', ',']).unwrap_or(text.len());
        let (word, mut rest) = (text[..length].trim(), &text[length..]);
        if !rest.starts_with('(') {
            let step = match (0..).zip(names).find(|(_, name)| *name == word) {
                Some((place, _)) => Step::Name(place),
                None => Step::Constant(self.constant(word)?),
            };
            self.steps.push(step);
            return Ok(rest);
        }
        let function = Function::find(word).ok_or_else(|| format!("there is no function `{word}`"))?;
        let call = self.steps.len();
        self.steps.push(Step::Call(function, 0));
        let mut arguments = 0;
        rest = rest[1..].trim_start();
        while !rest.starts_with(')') {
            if usize::from(arguments) == MOST_ARGUMENTS {
                return Err(format!("`{word}` has more than {MOST_ARGUMENTS} arguments"));
            }
            rest = self.read(rest, names, depth + 1)?.trim_start();
            arguments += 1;
            match rest.strip_prefix(',') {
                Some(after) => rest = after.trim_start(),
                None if rest.starts_with(')') => {}
                None => return Err(format!("`)` is missing in `{text}`")),
            }
        }
        self.steps[call] = Step::Call(function, arguments);
        if let Step::Call(Function::Same, 1) = self.steps[call] {
            // Its argument says it all.
            self.steps.remove(call);
        }
        Ok(&rest[1..])
    }

    /// The place of a constant.
    fn constant(&mut self, word: &str) -> Result<u16, String> {
        let term = if let Ok(number) = word.parse::<i32>() {
            Term::Int(number)
        } else if let Ok(number) = word.parse::<f64>() {
            Term::Number(number)
        } else {
            Term::constant(word).ok_or_else(|| format!("`{word}` is neither bound in the match nor known"))?
        };
        let known = self.constants.iter().position(|known| *known == term);
        if known.is_none() {
            self.constants.push(term);
        }
        let place = known.unwrap_or(self.constants.len() - 1);
        u16::try_from(place).map_err(|_| format!("`{word}` is one constant too many"))
    }

    /// What a term comes to, over the names bound in the match; none where the numbers make no date
    /// (`31 February`).
    #[inline]
    pub fn evaluate(&self, means: Means, bound: impl Fn(usize) -> TermId, machine: &mut Machine) -> Option<TermId> {
        self.step(&mut self.steps[means.0 as usize..].iter(), &bound, machine)
    }

    /// What the first term of a row comes to.
    fn step(
        &self,
        row: &mut Iter<'_, Step>,
        bound: &impl Fn(usize) -> TermId,
        machine: &mut Machine,
    ) -> Option<TermId> {
        match *row.next()? {
            Step::Constant(place) => machine.value(self.constants[usize::from(place)]),
            Step::Name(place) => Some(bound(usize::from(place))),
            Step::Call(function, arguments) => {
                let mut terms = [TermId::NIL; MOST_ARGUMENTS];
                for term in &mut terms[..usize::from(arguments)] {
                    *term = self.step(row, bound, machine)?;
                }
                machine.call(function, terms)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_and_say_what_is_wrong() {
        let names = ["count".to_string(), "unit".to_string()];
        let read = |text: &str| Meanings::default().add(text, &names);
        assert!(read("shift(document, count, unit, -1)").is_ok());
        assert!(read("shift(document, count").is_err());
        assert!(read("and(1, 2, 3, 4, 5)").is_err_and(|message| message.contains("arguments")));
        let deep = format!("{}count{}", "or(1, ".repeat(20), ")".repeat(20));
        assert!(read(&deep).is_err_and(|message| message.contains("too deep")));
        assert!(read("nonsense(count)").is_err_and(|message| message.contains("nonsense")));
        assert!(read("month(june)").is_err_and(|message| message.contains("june")));
    }

    #[test]
    fn no_day_is_made_that_is_not_in_the_calendar() {
        let (mut terms, mut nodes) = (vec![Term::Nil], Vec::new());
        let mut machine = Machine { terms: &mut terms, nodes: &mut nodes };
        let mut meanings = Meanings::default();
        let [none, last] =
            ["and(day(31), month(2))", "and(day(31), month(3))"].map(|text| meanings.add(text, &[]).expect("a term"));
        assert_eq!(meanings.evaluate(none, |_| TermId::NIL, &mut machine), None);
        assert!(meanings.evaluate(last, |_| TermId::NIL, &mut machine).is_some());
    }
}
