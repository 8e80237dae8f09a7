//! The page's own style sheet, scripts and icon, under names that change with their content.

use super::SiteFile;
use crate::config::Config;
use xxhash_rust::xxh3::xxh3_64;

const STYLE: &str = include_str!("../../templates/assets/dateline.css");
const ICON: &str = include_str!("../../templates/assets/icon.svg");
/// In the order in which the page loads them.
const SCRIPTS: [(&str, &str); 3] = [
    ("page", include_str!("../../templates/assets/page.js")),
    ("filter", include_str!("../../templates/assets/filter.js")),
    ("link", include_str!("../../templates/assets/link.js")),
];

/// The addresses of the assets, relative to the output folder.
pub(super) struct Assets {
    pub(super) style: String,
    pub(super) icon: String,
    pub(super) scripts: Vec<String>,
    /// The project's own theme and style sheet in one file, if it has any.
    pub(super) custom: Option<String>,
    custom_text: String,
}

impl Assets {
    pub(super) fn new(config: &Config) -> Assets {
        let custom_text = config.theme.css() + &config.style;
        Assets {
            custom: (!custom_text.is_empty()).then(|| address("custom", "css", &custom_text)),
            style: address("dateline", "css", STYLE),
            icon: address("icon", "svg", ICON),
            scripts: SCRIPTS.iter().map(|(name, text)| address(name, "js", text)).collect(),
            custom_text,
        }
    }

    pub(super) fn files(&self) -> Vec<SiteFile> {
        let scripts = self.scripts.iter().zip(SCRIPTS.iter().map(|(_, text)| *text));
        let own = self.custom.iter().map(|path| (path, self.custom_text.as_str()));
        let all = scripts.chain([(&self.style, STYLE), (&self.icon, ICON)]).chain(own);
        all.map(|(path, text)| SiteFile { path: path.clone(), bytes: text.as_bytes().to_vec() }).collect()
    }
}

fn address(name: &str, extension: &str, text: &str) -> String {
    let hash = xxh3_64(text.as_bytes()) & 0xffff_ffff;
    format!("assets/{name}.{hash:08x}.{extension}")
}
