//! What a pattern means: a term such as `shift(document, count, unit, -1)` over the names bound in
//! its match.

use super::function::Function;
use super::machine::{MOST_ARGUMENTS, Machine};
use super::term::{Term, TermId};
use std::slice::Iter;

/// A term as it is written in a pack, as a row: behind a function stand its arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Means {
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Constant(Term),
    /// The name's place among the names of the pattern.
    Name(usize),
    /// A function and how many arguments it has.
    Call(Function, usize),
}

/// No term nests deeper.
const DEEPEST: usize = 16;

impl Means {
    /// Reads a term; `names` are the names bound in the match.
    ///
    /// # Errors
    /// Says what is wrong in the term.
    pub fn parse(text: &str, names: &[String]) -> Result<Means, String> {
        let mut means = Means::default();
        let rest = means.read(text.trim(), names, 0)?;
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
            self.steps.push(if let Ok(number) = word.parse::<i32>() {
                Step::Constant(Term::Int(number))
            } else if let Ok(number) = word.parse::<f64>() {
                Step::Constant(Term::Number(number))
            } else if let Some(place) = names.iter().position(|name| name == word) {
                Step::Name(place)
            } else {
                Step::Constant(
                    Term::constant(word).ok_or_else(|| format!("`{word}` is neither bound in the match nor known"))?,
                )
            });
            return Ok(rest);
        }
        let function = Function::find(word).ok_or_else(|| format!("there is no function `{word}`"))?;
        let call = self.steps.len();
        self.steps.push(Step::Call(function, 0));
        let mut arguments = 0;
        rest = rest[1..].trim_start();
        while !rest.starts_with(')') {
            if arguments == MOST_ARGUMENTS {
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
        if (function, arguments) == (Function::Same, 1) {
            // Its argument says it all.
            self.steps.remove(call);
        }
        Ok(&rest[1..])
    }

    /// What the term comes to, over the names bound in the match; none where the numbers make no date
    /// (`31 February`).
    #[inline]
    pub fn evaluate(&self, bound: impl Fn(usize) -> TermId, machine: &mut Machine) -> Option<TermId> {
        step(&mut self.steps.iter(), &bound, machine)
    }
}

/// What the first term of a row comes to.
fn step(row: &mut Iter<'_, Step>, bound: &impl Fn(usize) -> TermId, machine: &mut Machine) -> Option<TermId> {
    match *row.next()? {
        Step::Constant(term) => machine.value(term),
        Step::Name(place) => Some(bound(place)),
        Step::Call(function, arguments) => {
            let mut terms = [TermId::NIL; MOST_ARGUMENTS];
            for term in &mut terms[..arguments] {
                *term = step(row, bound, machine)?;
            }
            machine.call(function, terms)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_and_say_what_is_wrong() {
        let names = vec!["count".to_string(), "unit".to_string()];
        assert!(Means::parse("shift(document, count, unit, -1)", &names).is_ok());
        assert!(Means::parse("shift(document, count", &names).is_err());
        assert!(Means::parse("and(1, 2, 3, 4, 5)", &names).is_err_and(|message| message.contains("arguments")));
        let deep = format!("{}count{}", "or(1, ".repeat(20), ")".repeat(20));
        assert!(Means::parse(&deep, &names).is_err_and(|message| message.contains("too deep")));
        assert!(Means::parse("nonsense(count)", &names).is_err_and(|message| message.contains("nonsense")));
        assert!(Means::parse("month(june)", &names).is_err_and(|message| message.contains("june")));
    }

    #[test]
    fn no_day_is_made_that_is_not_in_the_calendar() {
        let (mut terms, mut nodes) = (vec![Term::Nil], Vec::new());
        let mut machine = Machine { terms: &mut terms, nodes: &mut nodes };
        let means = |text| Means::parse(text, &[]).expect("a term");
        assert_eq!(means("and(day(31), month(2))").evaluate(|_| TermId::NIL, &mut machine), None);
        assert!(means("and(day(31), month(3))").evaluate(|_| TermId::NIL, &mut machine).is_some());
    }
}
