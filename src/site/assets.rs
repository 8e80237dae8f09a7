//! The page's own style sheet, scripts and icon, under names that change with their content.

use super::SiteFile;
use crate::config::Config;
use xxhash_rust::xxh3::xxh3_64;

const STYLE: &str = include_str!("../../templates/assets/dateline.css");
const ICON: &str = include_str!("../../templates/assets/icon.svg");
/// In the order in which the page loads them. True for those that the page of a part needs too.
const SCRIPTS: [(&str, &str, bool); 7] = [
    ("page", include_str!("../../templates/assets/page.js"), true),
    ("rows", include_str!("../../templates/assets/rows.js"), false),
    ("parts", include_str!("../../templates/assets/parts.js"), false),
    ("filter", include_str!("../../templates/assets/filter.js"), false),
    ("strip", include_str!("../../templates/assets/strip.js"), false),
    ("link", include_str!("../../templates/assets/link.js"), true),
    ("keys", include_str!("../../templates/assets/keys.js"), true),
];

/// The addresses of the assets, relative to the output folder.
pub(super) struct Assets {
    pub(super) style: String,
    pub(super) icon: String,
    /// The scripts of the timeline.
    pub(super) scripts: Vec<String>,
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
        let scripts = SCRIPTS.map(|(name, text, of_part)| (add(name, "js", slim(text)), of_part));
        Assets {
            style,
            icon,
            custom,
            part_scripts: scripts.iter().filter(|(_, of_part)| *of_part).map(|(path, _)| path.clone()).collect(),
            scripts: scripts.into_iter().map(|(path, _)| path).collect(),
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
