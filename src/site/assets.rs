//! The page's own style sheet, scripts and icon, under names that change with their content.

use super::SiteFile;
use crate::config::Config;
use xxhash_rust::xxh3::xxh3_64;

const STYLE: &str = include_str!("../../templates/assets/dateline.css");
const ICON: &str = include_str!("../../templates/assets/icon.svg");
/// In the order in which a page loads them.
const SCRIPTS: [(&str, &str, Use); 8] = [
    ("page", include_str!("../../templates/assets/page.js"), Use::Everywhere),
    ("rows", include_str!("../../templates/assets/rows.js"), Use::Whole),
    ("index", include_str!("../../templates/assets/index.js"), Use::Long),
    ("parts", include_str!("../../templates/assets/parts.js"), Use::Long),
    ("filter", include_str!("../../templates/assets/filter.js"), Use::Timeline),
    ("strip", include_str!("../../templates/assets/strip.js"), Use::Timeline),
    ("link", include_str!("../../templates/assets/link.js"), Use::Everywhere),
    ("keys", include_str!("../../templates/assets/keys.js"), Use::Everywhere),
];

/// Which pages load a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Those of a timeline and of its parts.
    Everywhere,
    /// Those of a timeline.
    Timeline,
    /// Those of a timeline on one page.
    Whole,
    /// Those of a timeline in parts.
    Long,
}

/// The addresses of the assets, relative to the output folder.
pub(super) struct Assets {
    pub(super) style: String,
    pub(super) icon: String,
    /// The scripts of a timeline on one page, and of one in parts.
    pub(super) whole_scripts: Vec<String>,
    pub(super) long_scripts: Vec<String>,
    /// The scripts of the page of a part.
    pub(super) part_scripts: Vec<String>,
    /// The project's own theme and style sheet in one file, if it has any.
    pub(super) custom: Option<String>,
    files: Vec<SiteFile>,
}

impl Assets {
    pub(super) fn new(config: &Config) -> Assets {
        let mut files = Vec::new();
        let mut add = |name: &str, extension: &str, text: String| {
            let hash = xxh3_64(text.as_bytes()) & 0xffff_ffff;
            let path = format!("assets/{name}.{hash:08x}.{extension}");
            files.push(SiteFile { path: path.clone(), bytes: text.into_bytes() });
            path
        };
        let style = add("dateline", "css", slim(STYLE));
        let own = config.theme.css() + &config.style;
        let custom = (!own.is_empty()).then(|| add("custom", "css", own));
        let icon = add("icon", "svg", ICON.into());
        let scripts = SCRIPTS.map(|(name, text, of)| (add(name, "js", slim(text)), of));
        let used = |uses: &[Use]| {
            let scripts = scripts.iter().filter(|(_, of)| uses.contains(of));
            scripts.map(|(path, _)| path.clone()).collect::<Vec<String>>()
        };
        Assets {
            style,
            icon,
            custom,
            whole_scripts: used(&[Use::Everywhere, Use::Timeline, Use::Whole]),
            long_scripts: used(&[Use::Everywhere, Use::Timeline, Use::Long]),
            part_scripts: used(&[Use::Everywhere]),
            files,
        }
    }

    pub(super) fn files(&self) -> Vec<SiteFile> {
        self.files.clone()
    }
}

/// A style sheet or script without its comments and indentation, which readers need not load. The
/// assets are written for this: `/*` and a line that begins with `//` stand in them only for comments.
fn slim(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        bare.push_str(&rest[..start]);
        rest = rest[start..].split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut slim = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        slim.push_str(line);
        slim.push('\n');
    }
    slim
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_an_author_reads_is_left_out() {
        let script = "// why\n/**\n * @param {string} a\n */\nfunction f(a) {\n  return /** @type {T} */ (a);\n}\n";
        assert_eq!(slim(script), "function f(a) {\nreturn  (a);\n}\n");
    }

    #[test]
    fn comments_of_the_assets_are_all_closed_and_no_string_holds_their_signs() {
        for (name, text, _) in SCRIPTS {
            assert_eq!(text.matches("/*").count(), text.matches("*/").count(), "{name}");
            assert!(!slim(text).contains("*/"), "{name}");
        }
        assert!(!slim(STYLE).contains("*/"));
    }
}
