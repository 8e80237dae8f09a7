//! Sites built into folders of their own.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::{flow, publish};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A built site.
pub struct Site {
    _folder: tempfile::TempDir,
    /// The folder that holds the output folder.
    pub parent: PathBuf,
    pub output: PathBuf,
    /// The events of `events.json`, oldest first.
    pub events: Vec<Value>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of the output folder.
const FOLDER: &str = "a path with spaces";

impl Site {
    pub fn of(files: &[SourceFile]) -> Site {
        let today = "2024-03-20".parse().expect("a date");
        let (site, diagnostics) = flow::build(&Config::default(), files, today);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join(FOLDER);
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour");
        publish::publish(&site.files, &output, &content).expect("written");
        let json = site.files.iter().find(|file| file.path == "events.json").expect("events.json");
        let json: Value = serde_json::from_slice(&json.bytes).expect("JSON");
        let events = json["events"].as_array().expect("events").clone();
        Site { parent: folder.path().to_path_buf(), _folder: folder, output, events }
    }

    /// The fixture `tests/sites/harbour`: a handful of events.
    pub fn harbour() -> Site {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour");
        let files = std::fs::read_dir(&content).expect("the fixture").map(|entry| {
            let path = entry.expect("the fixture").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            SourceFile { path: name, bytes: std::fs::read(path).expect("an article") }
        });
        let site = Site::of(&files.collect::<Vec<SourceFile>>());
        assert!(site.events.len() >= 5, "the fixture tells events: {:#?}", site.events);
        site
    }

    /// Articles in which a mayor, a union and a town recur: three events each.
    pub fn with_people(articles: usize) -> Site {
        let files = (0..articles).map(|article| {
            let (year, month) = (2023 - article / 12, article % 12 + 1);
            let (mayor, union) =
                (["Ida Brandt", "Karl Nilsen"][article % 2], ["Soll Ferry Union", "Quay League"][article % 3 % 2]);
            let text = format!(
                "---\ntitle: Month {article}\ndate: {year}-{month:02}-28\ntags: [Ida Brandt]\n---\n\
                 On 3 {name} {year} the mayor, {mayor}, opened quay number{article} of Lower Soll.\n\n\
                 On 5 {name} {year} the {union} called strike number{article}.\n\n\
                 On 7 {name} {year} it met {mayor} about ship number{article}.\n",
                name = MONTHS[month - 1],
            );
            SourceFile { path: format!("month-{article:04}.md"), bytes: text.into_bytes() }
        });
        Site::of(&files.collect::<Vec<SourceFile>>())
    }

    /// Ten events an article, each on a day of its own, from the end of 2023 backwards, and one of 1962.
    pub fn of_articles(articles: usize) -> Site {
        let things = ["quay", "ferry", "school", "bridge", "museum", "library", "market"];
        let files = (0..articles).map(|article| {
            let mut text = format!(
                "---\ntitle: Week {article}\ndate: 2024-01-15\npublisher: {}\ntags: [{}]\n---\n",
                ["Harbour Herald", "North Wire", "City Ledger"][article % 3],
                ["harbour", "rail", "council", "schools"][article % 4],
            );
            for event in 0..10 {
                let number = article * 10 + event;
                let (year, month, day) = (2023 - number / 336, 11 - number / 28 % 12, 28 - number % 28);
                let thing = things[number % 7];
                let month = MONTHS[month];
                text.push_str(&format!(
                    "On {day} {month} {year} {thing} number{number} was opened by mayor{number}.\n\n"
                ));
            }
            if article == 0 {
                text.push_str("On 5 May 1962 the lighthouse was opened by the queen.\n");
            }
            SourceFile { path: format!("week-{article:04}.md"), bytes: text.into_bytes() }
        });
        let site = Site::of(&files.collect::<Vec<SourceFile>>());
        assert!(site.events.len() > articles * 9, "{} events", site.events.len());
        site
    }

    /// The address of a page on the disk.
    pub fn file(&self, page: &str) -> String {
        let address = url::Url::from_file_path(self.output.join("index.html")).expect("a path");
        address.join(page).expect("an address").into()
    }

    /// The address of a page where a server at `root` serves the folder that holds the site.
    pub fn below(&self, root: &str, page: &str) -> String {
        format!("{root}{}/{page}", FOLDER.replace(' ', "%20"))
    }

    pub fn ids(&self) -> Vec<&str> {
        self.ids_of(|_| true)
    }

    /// The ids of the events of which `holds` is true.
    pub fn ids_of(&self, holds: impl Fn(&Value) -> bool) -> Vec<&str> {
        let events = self.events.iter().filter(|event| holds(event));
        events.map(|event| event["id"].as_str().expect("an id")).collect()
    }
}
