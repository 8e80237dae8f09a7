//! `init` and `new`.

use super::*;

#[test]
fn a_new_project_builds_and_holds_a_workflow_of_this_version() {
    let folder = temporary();
    let begun = run(folder.path(), &["init", "site", "--today", "2024-03-15"]);
    assert_status(&begun, 0);
    assert!(stderr(&begun).contains("content/2024-03-15-a-timeline-is-begun.md"), "{}", stderr(&begun));
    let site = folder.path().join("site");
    let names: Vec<String> = files(&site).iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(
        names,
        [".github/workflows/pages.yml", ".gitignore", "content/2024-03-15-a-timeline-is-begun.md", "dateline.toml"]
    );
    let workflow = fs::read_to_string(site.join(".github/workflows/pages.yml")).expect("a workflow");
    assert!(workflow.contains(&format!("DATELINE_VERSION: {:?}\n", env!("CARGO_PKG_VERSION"))), "{workflow}");
    assert_status(&run(&site, &["build", "--strict", "--base-url", "https://example.org/t/"]), 0);
    let events = fs::read_to_string(site.join("public/events.json")).expect("events");
    for date in ["\"2024-03-14\"", "\"2024-02\"", "\"2024-03-22\""] {
        assert!(events.contains(date), "{date} in {events}");
    }
    let sitemap = fs::read_to_string(site.join("public/sitemap.xml")).expect("a sitemap");
    assert!(sitemap.contains("https://example.org/t/"), "{sitemap}");
    for file in [".nojekyll", "404.html"] {
        assert!(site.join("public").join(file).is_file(), "{file}");
    }
    assert_status(&run(&site, &["build", "--base-url", "example.org"]), 2);
}

#[test]
fn a_folder_that_holds_something_is_refused_unless_it_is_forced() {
    let folder = temporary();
    write(folder.path(), "dateline.toml", b"title = \"Mine\"\n");
    write(folder.path(), "content/a.md", ARTICLE.as_bytes());
    let refused = run(folder.path(), &["init"]);
    assert_status(&refused, 1);
    assert!(stderr(&refused).contains("not empty") && stderr(&refused).contains("--force"), "{}", stderr(&refused));
    assert_eq!(files(folder.path()).len(), 2);
    assert_status(&run(folder.path(), &["init", "--force"]), 0);
    let names: Vec<String> = files(folder.path()).iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(names, [".github/workflows/pages.yml", ".gitignore", "content/a.md", "dateline.toml"]);
    assert_eq!(fs::read(folder.path().join("dateline.toml")).expect("it"), b"title = \"Mine\"\n");
    // A folder of articles without `content` stays one.
    let flat = temporary();
    write(flat.path(), "quay.md", ARTICLE.as_bytes());
    assert_status(&run(flat.path(), &["init", "--force"]), 0);
    assert!(!flat.path().join("content").exists());
    assert_status(&run(flat.path(), &["build", "--strict"]), 0);
    // A repository without files is empty.
    let fresh = temporary();
    write(fresh.path(), ".git/HEAD", b"ref: refs/heads/main\n");
    assert_status(&run(fresh.path(), &["init"]), 0);
}

#[test]
fn a_new_article_has_its_title_and_date() {
    let folder = temporary();
    let new = run(folder.path(), &["new", "A ferry: “at last”", "--date", "2024-03-15"]);
    assert_status(&new, 0);
    assert_eq!(stdout(&new), "content/2024-03-15-a-ferry-at-last.md\n");
    let file = folder.path().join("content/2024-03-15-a-ferry-at-last.md");
    let text = fs::read_to_string(&file).expect("an article");
    assert!(text.starts_with("---\ntitle: \"A ferry: “at last”\"\ndate: 2024-03-15\n"), "{text}");
    fs::write(&file, format!("{text}It sails since Monday.\n\nThe council bought it on Thursday.\n")).expect("written");
    let built = run(folder.path(), &["build", "--strict"]);
    assert_status(&built, 0);
    assert!(fs::read_to_string(folder.path().join("public/events.json")).expect("events").contains("2024-03-14"));
    let again = run(folder.path(), &["new", "A ferry at last", "--date", "2024-03-15"]);
    assert_status(&again, 1);
    assert!(stderr(&again).contains("there already"), "{}", stderr(&again));
    assert_status(&run(folder.path(), &["new", " "]), 1);
    assert_status(&run(folder.path(), &["new"]), 2);
    // Below the project's own folder of articles, unless another is named.
    write(folder.path(), "other/dateline.toml", b"content = \"texts\"\n");
    assert_status(&run(&folder.path().join("other"), &["new", "x", "--date", "2024-03-15"]), 0);
    assert!(folder.path().join("other/texts/2024-03-15-x.md").is_file());
}
