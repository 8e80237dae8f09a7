//! What each code means, with an example that gives it: read from `codes.toml`, where a test runs
//! every example.

use super::Code;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static ALL: LazyLock<Vec<Explanation>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("codes.toml")).expect("the explanations are tested to be read");
    file.code
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    code: Vec<Explanation>,
}

/// What a code means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The code as it is written: `DL0102`.
    pub code: String,
    /// What it stands for, in a few words.
    pub name: String,
    /// What it means.
    pub means: String,
    /// Files that give it, each after a line `== path`, or commands of a shell, each after `$ `.
    pub example: String,
    /// What to do about it.
    pub mend: String,
}

impl Explanation {
    /// The explanations of all codes, in order.
    pub fn all() -> &'static [Explanation] {
        &ALL
    }

    /// The explanation of a code, as people write it: `DL0102`, `dl0102`, `0102`, `102`.
    ///
    /// ```
    /// use dateline::diagnostic::{Code, Explanation};
    ///
    /// let explanation = Explanation::find("102").unwrap();
    /// assert_eq!(explanation.code, Code::Undated.name());
    /// assert!(Explanation::find("DL9999").is_none());
    /// ```
    pub fn find(code: &str) -> Option<&'static Explanation> {
        let plain = code.trim().to_ascii_uppercase();
        let number = plain.strip_prefix("DL").unwrap_or(&plain);
        ALL.iter().find(|known| !number.is_empty() && known.code == format!("DL{number:0>4}"))
    }

    /// The code that was most likely meant.
    pub fn nearest(code: &str) -> Option<&'static Explanation> {
        let plain = code.trim().to_ascii_uppercase();
        let distance = |known: &&Explanation| strsim::damerau_levenshtein(&plain, &known.code);
        ALL.iter().min_by_key(distance).filter(|known| distance(known) <= 2)
    }
}

impl Code {
    /// What it means.
    pub fn explanation(self) -> &'static Explanation {
        let found = ALL.iter().find(|known| known.code == self.name());
        found.expect("every code is tested to be explained")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_and_nothing_else() {
        let explained: Vec<&str> = Explanation::all().iter().map(|known| known.code.as_str()).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(explained, codes);
        for code in Code::ALL {
            let Explanation { name, means, example, mend, .. } = code.explanation();
            assert!([name, means, example, mend].iter().all(|text| !text.trim().is_empty()), "{code:?}");
            for line in means.lines().chain(mend.lines()).chain(example.lines()) {
                assert!(line.chars().count() <= 80, "{code:?}: `{line}` is too long for a terminal");
            }
        }
    }

    #[test]
    fn a_code_that_is_nearly_right_is_found() {
        assert_eq!(Explanation::nearest("DL0120").map(|known| known.code.as_str()), Some("DL0100"));
        assert_eq!(Explanation::nearest("content"), None);
        assert_eq!(Explanation::find(""), None);
    }
}
