//! The taggers of all languages: one for each pack, and one for texts that no pack knows.

use super::{Tagger, TaggerOptions};
use crate::language::Language;
use std::sync::{LazyLock, OnceLock};

/// The packs as they are: compiled once in a process, however often it builds.
static PLAIN: LazyLock<Packs> = LazyLock::new(|| Packs::new(TaggerOptions::default()));

/// The taggers of all languages, each compiled when it is first asked for.
///
/// ```
/// use dateline::timex::{Reference, TaggerOptions, Taggers};
///
/// let taggers = Taggers::new(TaggerOptions::default());
/// let text = "Il a plu le 5 mars 2021 (2021-03-05).";
/// let found = taggers.of("fr").tag(text, &Reference::default());
/// assert_eq!((found.len(), &text[found[0].span.clone()]), (1, "2021-03-05"));
/// ```
#[derive(Debug)]
pub struct Taggers {
    /// None where the site decides nothing for itself.
    own: Option<Packs>,
}

#[derive(Debug)]
struct Packs {
    options: TaggerOptions,
    packs: Vec<(&'static str, OnceLock<Tagger>)>,
    none: OnceLock<Tagger>,
}

impl Taggers {
    /// Taggers for all packs that are built in; nothing is compiled yet.
    pub fn new(options: TaggerOptions) -> Taggers {
        let plain = options.date_order.is_none() && options.words.is_empty();
        Taggers { own: (!plain).then(|| Packs::new(options)) }
    }

    /// The tagger for a language by its code, `en` or `en-GB`; for one without a pack a tagger that
    /// takes only dates in ISO 8601.
    pub fn of(&self, code: &str) -> &Tagger {
        self.own.as_ref().unwrap_or(&PLAIN).of(code)
    }
}

impl Packs {
    fn new(options: TaggerOptions) -> Packs {
        let packs = Language::codes().map(|code| (code, OnceLock::new())).collect();
        Packs { options, packs, none: OnceLock::new() }
    }

    fn of(&self, code: &str) -> &Tagger {
        let Some(language) = Language::find(code) else {
            return self.none.get_or_init(|| Tagger::without_language(&self.options));
        };
        let compile = || {
            Tagger::with_options(language, &self.options).expect("the packs that are built in are tested to compile")
        };
        let pack = self.packs.iter().find(|(code, _)| *code == language.code);
        let (_, tagger) = pack.expect("each pack that is built in is listed under its code");
        tagger.get_or_init(compile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_has_a_tagger() {
        let taggers = Taggers::new(TaggerOptions::default());
        for code in Language::codes() {
            assert_eq!(Language::find(code).map(|language| language.code.as_str()), Some(code));
            let tagger: *const Tagger = taggers.of(code);
            assert!(std::ptr::eq(tagger, taggers.of(&format!("{code}-XX"))), "compiled once");
        }
    }
}
