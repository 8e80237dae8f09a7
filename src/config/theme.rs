//! The site's own colours and sizes: CSS custom properties.

use std::collections::BTreeMap;

/// Values for custom properties of the style sheet by their names without `--`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// In both schemes, unless the next says otherwise.
    pub light: BTreeMap<String, String>,
    /// In the dark scheme.
    pub dark: BTreeMap<String, String>,
}

impl Theme {
    /// The theme as a style sheet; empty if it says nothing.
    pub(crate) fn css(&self) -> String {
        let rule = |properties: &BTreeMap<String, String>| {
            let list: String = properties.iter().map(|(name, value)| format!("--{name}:{value};")).collect();
            format!(":root{{{list}}}")
        };
        let mut css = String::new();
        if !self.light.is_empty() {
            css.push_str(&format!("{}\n", rule(&self.light)));
        }
        if !self.dark.is_empty() {
            css.push_str(&format!("@media (prefers-color-scheme:dark){{{}}}\n", rule(&self.dark)));
        }
        css
    }
}

/// True for what may stand after `--`.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// True for a value that ends where it should, and that fetches nothing.
pub(super) fn is_value(value: &str) -> bool {
    let plain = !value.contains(|c: char| c.is_control() || matches!(c, '{' | '}' | ';' | '<' | '>' | '\\' | '@'));
    plain && !value.trim().is_empty() && !value.to_ascii_lowercase().contains("url(") && !value.contains("/*")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_theme_is_a_style_sheet_of_custom_properties() {
        let (config, _) = Config::parse("[theme]\nlink = '#8a1c1c'\n[theme.dark]\nlink = '#ff9b9b'\n");
        let css = ":root{--link:#8a1c1c;}\n@media (prefers-color-scheme:dark){:root{--link:#ff9b9b;}}\n";
        assert_eq!(config.theme.css(), css);
    }

    #[test]
    fn a_value_stays_within_its_declaration() {
        for good in ["#14506f", "1.25rem", "Georgia, \"Noto Serif\", serif", "rgb(20 80 111 / 90%)"] {
            assert!(is_value(good), "{good}");
        }
        for bad in ["", " ", "red; color: x", "red}", "</style>", "url(https://example.org/x)", "a\nb", "a /* b"] {
            assert!(!is_value(bad), "{bad}");
        }
        assert!(is_name("note-ground") && !is_name("Link") && !is_name("") && !is_name("a b"));
    }
}
