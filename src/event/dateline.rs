//! What an agency puts before the first sentence of its report: place, day and its own name.

use super::words::Token;

/// "BERLIN, May 5 (Wire) – …": the sentence without what stands before the dash.
pub(super) fn after_dateline<'t>(tokens: &'t [Token<'t>]) -> &'t [Token<'t>] {
    const LONGEST: usize = 14;
    if let Some(dash) = after_wire(tokens).filter(|dash| dash + 1 < tokens.len()) {
        return &tokens[dash + 1..];
    }
    let Some(first) = tokens.first().filter(|first| !first.mark && first.date.is_none()) else { return tokens };
    let dash = tokens.iter().take(LONGEST).position(Token::dash);
    // Names, the wire's own and a date stand before the dash, no sentence.
    let names = |dash: usize| tokens[..dash].iter().all(|token| token.mark || token.date.is_some() || token.capital());
    match dash {
        Some(dash) if shouted(first) && names(dash) && dash + 1 < tokens.len() => &tokens[dash + 1..],
        _ => tokens,
    }
}

/// "Mon Apr 25, 2011 7:45 pm PORT CALLIS (Wire) - …": the dash after a place or a date and, in brackets, one
/// name. What a page puts before it, its title and its hour, goes with it.
fn after_wire(tokens: &[Token]) -> Option<usize> {
    const FARTHEST: usize = 60;
    let dash = (4..tokens.len().min(FARTHEST)).find(|&at| {
        let [open, name, close] = &tokens[at - 3..at] else { return false };
        (tokens[at].dash() || tokens[at].mark_of("_")) && open.mark_of("(") && name.capital() && close.mark_of(")")
    })?;
    let place = &tokens[dash - 4];
    (place.date.is_some() || place.number() || place.capital()).then_some(dash)
}

/// Written in capitals: "BERLIN".
fn shouted(token: &Token) -> bool {
    token.text.len() > 2 && !token.text.chars().any(char::is_lowercase)
}
