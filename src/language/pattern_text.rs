//! Texts of a pack with values in braces: `{day} {month} {year}`.

/// Puts values in the places of their names. A name without a value stays as it stands.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let length: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut text = String::with_capacity(pattern.len() + length);
    fill_into(&mut text, pattern, |name, text| {
        let value = values.iter().find(|(known, _)| *known == name);
        value.map(|(_, value)| text.push_str(value)).is_some()
    });
    text
}

/// [`fill`] at the end of a text: `value` adds the value of a name, and is false where it knows none.
pub(super) fn fill_into(text: &mut String, pattern: &str, value: impl Fn(&str, &mut String) -> bool) {
    let find = |sign: u8, text: &str| memchr::memchr(sign, text.as_bytes());
    let mut rest = pattern;
    while let Some(open) = find(b'{', rest) {
        let Some(length) = find(b'}', &rest[open..]) else { break };
        text.push_str(&rest[..open]);
        if !value(&rest[open + 1..open + length], text) {
            text.push_str(&rest[open..=open + length]);
        }
        rest = &rest[open + length + 1..];
    }
    text.push_str(rest);
}

/// Refuses a pattern that asks for a value which is not among `names`.
pub(super) fn check(pattern: &str, names: &[&str]) -> Result<(), String> {
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            return Err(format!("`{pattern}` opens a brace that nothing closes"));
        };
        let name = &rest[open + 1..open + length];
        if !names.contains(&name) {
            return Err(format!("`{pattern}` asks for `{name}`, which is none of {}", names.join(", ")));
        }
        rest = &rest[open + length + 1..];
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_their_places() {
        assert_eq!(fill("{day} {month}", &[("month", "March"), ("day", "3")]), "3 March");
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "x")]), "{b}x", "a value is not read again");
        assert_eq!(fill("a { b", &[("b", "x")]), "a { b");
    }

    #[test]
    fn a_pattern_that_asks_for_too_much_is_refused() {
        assert!(check("{day} {month}", &["day", "month"]).is_ok());
        let message = check("{dya}", &["day"]).expect_err("a misspelt name");
        assert!(message.contains("`dya`") && message.contains("day"), "{message}");
        assert!(check("{day", &["day"]).is_err());
    }
}
