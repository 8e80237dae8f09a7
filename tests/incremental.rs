//! A build that remembers the one before it comes to the same bytes as one that begins anew,
//! whatever happened to the files between them.

use crate::collection;
use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::flow::{self, Memory};
use dateline::site::{Beside, Found};

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), bytes: text.into() }
}

fn articles(count: usize) -> Vec<SourceFile> {
    (0..count).map(|number| file(&collection::path(number), &collection::article(number))).collect()
}

/// The memory that is used, and the project before a change.
struct Work {
    memory: Memory,
    config: Config,
    files: Vec<SourceFile>,
}

impl Work {
    /// Builds with the memory and without it, whole and page by page.
    #[track_caller]
    fn check(&mut self, change: &str) {
        let today = "2024-06-01".parse().expect("a date");
        let beside =
            Beside { pictures: vec!["quay.png".into(), "unseen.png".into()], statics: vec!["robots.txt".into()] };
        let (site, expected) = flow::build_beside(&self.config, &self.files, &beside, today);
        let (content, diagnostics) = flow::gather_again(&mut self.memory, &self.config, &self.files, today);
        assert_eq!(diagnostics, expected, "{change}");
        assert_eq!(content.summary(), site.summary, "{change}");
        flow::with_pages(content, &beside, &self.config, |pages| {
            // The one that no page shows is asked for first.
            assert_eq!(pages.find("pictures/unseen.png"), None, "{change}");
            for file in &site.files {
                let found = pages.find(&file.path);
                assert!(found == Some(Found::Made(file.clone())), "{change}: {}", file.path);
            }
            for copy in &site.copies {
                assert_eq!(pages.find(&copy.path), Some(Found::Copied(copy.clone())), "{change}");
            }
            for path in ["", "index", "../dateline.toml", "articles/", "articles/none.html", "/index.html"] {
                assert_eq!(pages.find(path), None, "{change}: {path:?}");
            }
            assert!(pages.all() == (site.files, site.copies), "{change}");
        });
    }
}

#[test]
fn what_a_memory_holds_changes_nothing() {
    let mut work = Work { memory: Memory::new(), config: Config::default(), files: articles(90) };
    work.check("the first build");
    work.check("no change");
    let quay = "---\ntitle: A quay\ndate: 2024-05-03\n---\n\nThe new quay opened on Thursday. ![Quay](quay.png)\n";
    work.files.push(file("quay.md", quay));
    work.check("an article more");
    work.files[3].bytes = quay.replace("A quay", "The same quay").into();
    work.check("an article that tells the same");
    work.files.swap(0, 40);
    work.check("another order");
    let moved = work.files[7].bytes.clone();
    work.files.remove(7);
    work.files.insert(0, SourceFile { path: "renamed.md".into(), bytes: moved });
    work.check("an article of another name");
    work.files.push(file("quay.yaml", "tags: [harbour]\npublisher: Harbour Herald\n"));
    work.check("a file beside an article");
    work.files.last_mut().expect("it is there").bytes = b"tags: [works]\n".to_vec();
    work.check("the file beside it says something else");
    work.files.push(file("past.csv", "date,title\n1987,The pier burns\nsoon,Nothing\n"));
    work.check("a list with a row that cannot be read");
    work.files.last_mut().expect("it is there").bytes = b"date,title\n1988,The pier burns\n".to_vec();
    work.check("the list mended");
    let corrected = quay.replace("---\n\n", "events:\n  - match: opened on Thursday\n    date: 2024-05-01\n---\n\n");
    work.files.retain(|file| file.path != "quay.md");
    work.files.push(file("quay.md", &corrected));
    work.check("a correction");
    work.files.push(file("broken.md", "---\ntitle: [\n---\nIt broke on 3 May 2024.\n"));
    work.check("a broken article");
    work.files.push(file("undated.md", "It broke on 3 May 2024.\n"));
    work.config = Config { title: "Another".into(), base_url: Some("https://example.org/".into()), ..work.config };
    work.check("another title and address");
    work.config.words.insert("the Great Gale".into(), dateline::when::When::from_edtf("1987-10-15").expect("a date"));
    work.files.push(file("gale.md", "---\ndate: 2024-05-03\n---\n\nThe roof fell in the Great Gale.\n"));
    work.check("a word of the site's own");
    work.files.truncate(20);
    work.check("most articles gone");
    work.files.clear();
    work.check("none left");
    work.files = articles(30);
    work.check("and back again");
}
