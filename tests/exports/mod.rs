//! What the site offers other programs, over all fixture sites and the demonstration: each form held
//! against its specification or its schema.

mod atom;
mod calendar;
mod json;
mod sitemap;
mod table;

use dateline::config::Config;
use dateline::{flow, publish, source};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// A site that was built.
struct Built {
    /// The folder of its articles, and whether its address is known.
    name: String,
    /// The texts of its files by their paths.
    files: BTreeMap<String, String>,
}

impl Built {
    /// The files whose path ends so, with what to call them.
    fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = (String, &'a str)> {
        let files = self.files.iter().filter(move |(path, _)| path.ends_with(end));
        files.map(|(path, text)| (format!("{path} of {}", self.name), text.as_str()))
    }
}

/// The address of the sites that have one.
const ADDRESS: &str = "https://example.org/time-line/";

/// A list of what is hard to write: years before Christ and far ahead, letters of other scripts,
/// marks that every form gives a meaning, a title of several hundred octets.
const HARD: &str = "date,end,title,text,tags,link\n\
    -0489,,\"Fish, salt; and \"\"bread\"\"\",\"First line\nsecond; line\\\",\"a, b;c\",https://example.org/a?b=c&d=e\n\
    0044-03-15,,=SUM(A1:A9),+1 & <b>bold</b> ]]> -->,,\n\
    2019~,,港が開かれ、港が開かれ、港が開かれ、港が開かれ、港が開かれ、港が開かれた 🚢,,港,\n\
    2004-06-30,2006-08-02,مرفأ جديد,,,https://example.org/ü ü\n\
    2024-02-29,,@here,-,,javascript:alert(1)\n\
    9998-12-31,,The last calendar,,,\n";

/// Every fixture site and the demonstration, without an address and with one; the last two are the
/// hard ones.
fn sites() -> &'static [Built] {
    static SITES: LazyLock<Vec<Built>> = LazyLock::new(built);
    &SITES
}

fn built() -> Vec<Built> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = std::fs::read_dir(root.join("tests/sites")).expect("the fixtures");
    let mut folders: Vec<_> = fixtures.map(|entry| entry.expect("readable").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.push(root.join("content"));
    folders.sort();
    assert!(folders.len() >= 8, "{folders:?}");
    let hard = tempfile::tempdir().expect("a folder");
    std::fs::write(hard.path().join("hard.csv"), HARD).expect("written");
    folders.push(hard.path().to_owned());
    let mut sites = Vec::new();
    for folder in folders {
        let sources = source::read(&folder, Path::new("public"), publish::MANIFEST).expect("articles");
        for base_url in [None, Some(ADDRESS.to_owned())] {
            let name = format!("{} at {base_url:?}", folder.display());
            let config = Config { base_url, ..Config::default() };
            let (site, _) = flow::build(&config, &sources.files, "2024-06-01".parse().expect("a day"));
            assert!(site.summary.events > 0, "{name} has events");
            let text = |bytes| String::from_utf8(bytes).expect("text");
            sites.push(Built {
                name,
                files: site.files.into_iter().map(|file| (file.path, text(file.bytes))).collect(),
            });
        }
    }
    sites
}

/// A schema of this folder.
fn schema(text: &str) -> jsonschema::Validator {
    let schema = serde_json::from_str(text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[track_caller]
fn obeys(schema: &jsonschema::Validator, value: &serde_json::Value, name: &str) {
    let errors: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}
