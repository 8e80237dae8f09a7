//! What a pattern means: a term such as `shift(document, count, unit, -1)` over the names bound in
//! its match.

use super::expression::Node;
use super::function::Function;
use super::machine::Machine;
use super::term::Term;

/// A term as it is written in a pack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Means {
    Constant(Term),
    /// The name's place among the names of the pattern.
    Name(usize),
    Call(Function, Vec<Means>),
}

impl Means {
    /// Reads a term; `names` are the names bound in the match.
    ///
    /// # Errors
    /// Says what is wrong in the term.
    pub fn parse(text: &str, names: &[String]) -> Result<Means, String> {
        let (means, rest) = Means::parse_some(text.trim(), names)?;
        if rest.trim().is_empty() { Ok(means) } else { Err(format!("`{rest}` is left over in `{text}`")) }
    }

    fn parse_some<'a>(text: &'a str, names: &[String]) -> Result<(Means, &'a str), String> {
        let text = text.trim_start();
        let length = text.find(['(', ')', ',']).unwrap_or(text.len());
        let (word, mut rest) = (text[..length].trim(), &text[length..]);
        if !rest.starts_with('(') {
            let means = if let Ok(number) = word.parse::<i32>() {
                Means::Constant(Term::Int(number))
            } else if let Ok(number) = word.parse::<f64>() {
                Means::Constant(Term::Number(number))
            } else if let Some(place) = names.iter().position(|name| name == word) {
                Means::Name(place)
            } else {
                Means::Constant(
                    Term::constant(word).ok_or_else(|| format!("`{word}` is neither bound in the match nor known"))?,
                )
            };
            return Ok((means, rest));
        }
        let function = Function::find(word).ok_or_else(|| format!("there is no function `{word}`"))?;
        let mut arguments = Vec::new();
        rest = rest[1..].trim_start();
        while !rest.starts_with(')') {
            let (argument, after) = Means::parse_some(rest, names)?;
            arguments.push(argument);
            rest = after.trim_start();
            match rest.strip_prefix(',') {
                Some(after) => rest = after.trim_start(),
                None if rest.starts_with(')') => {}
                None => return Err(format!("`)` is missing in `{text}`")),
            }
        }
        Ok((Means::Call(function, arguments), &rest[1..]))
    }

    /// What the term comes to; none where the numbers make no date (`31 February`).
    pub fn evaluate(&self, bound: &dyn Fn(usize) -> Term, nodes: &mut Vec<Node>) -> Option<Term> {
        match self {
            Means::Constant(term) => Some(*term),
            Means::Name(place) => Some(bound(*place)),
            Means::Call(function, arguments) => {
                let mut terms = [Term::Nil; 5];
                for (term, argument) in terms.iter_mut().zip(arguments) {
                    *term = argument.evaluate(bound, nodes)?;
                }
                Machine { nodes }.call(*function, terms)
            }
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
        assert!(Means::parse("nonsense(count)", &names).is_err_and(|message| message.contains("nonsense")));
        assert!(Means::parse("month(june)", &names).is_err_and(|message| message.contains("june")));
    }

    #[test]
    fn no_day_is_made_that_is_not_in_the_calendar() {
        let mut nodes = Vec::new();
        let means = Means::parse("and(day(31), month(2))", &[]).expect("a term");
        assert_eq!(means.evaluate(&|_| Term::Nil, &mut nodes), None);
    }
}
