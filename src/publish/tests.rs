use super::*;

fn file(path: &str, text: &str) -> SiteFile {
    SiteFile { path: path.into(), bytes: text.into() }
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file")
}

/// A folder with `content/` and an output folder that is not there yet.
fn project() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, output) = (folder.path().join("content"), folder.path().join("public"));
    fs::create_dir(&content).expect("a folder");
    (folder, content, output)
}

fn counts(published: Published) -> [usize; 3] {
    [published.written, published.unchanged, published.removed]
}

#[test]
fn only_what_changed_is_written_and_only_its_own_is_removed() {
    let (_folder, content, output) = project();
    let first = [file("index.html", "one"), file("articles/a.html", "a"), file("articles/b.html", "b")];
    let (published, diagnostics) = publish(&first, &output, &content).expect("written");
    assert_eq!((counts(published), diagnostics.len()), ([3, 0, 0], 0));
    fs::write(output.join("articles/mine.txt"), "mine").expect("written");

    let second = [file("index.html", "two"), file("articles/a.html", "a")];
    let (published, diagnostics) = publish(&second, &output, &content).expect("written");
    assert_eq!((counts(published), diagnostics.len()), ([1, 1, 1], 0));
    assert_eq!(read(&output, "index.html"), "two");
    assert_eq!(read(&output, "articles/mine.txt"), "mine");
    assert!(!output.join("articles/b.html").exists());

    let (published, _) = publish(&second, &output, &content).expect("written");
    assert_eq!(counts(published), [0, 2, 0]);
    let (published, _) = publish(&[], &output, &content).expect("written");
    assert_eq!(counts(published), [0, 0, 2]);
    assert_eq!(read(&output, "articles/mine.txt"), "mine");
    let parts = fs::read_dir(&output).expect("a folder").filter_map(Result::ok);
    let left: Vec<_> = parts.map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| name == MANIFEST || name == "articles"), "{left:?}");
}

#[test]
fn a_foreign_file_is_never_overwritten_or_removed_and_the_rest_is_written() {
    let (_folder, content, output) = project();
    fs::create_dir_all(output.join("index.html")).expect("a folder of that name");
    fs::write(output.join("404.html"), "mine").expect("written");
    fs::write(output.join("articles"), "a file where a folder is needed").expect("written");
    let files = [file("index.html", "x"), file("404.html", "x"), file("articles/a.html", "x"), file("b.html", "x")];
    for _ in 0..2 {
        let (_, diagnostics) = publish(&files, &output, &content).expect("written");
        let said: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.severity)).collect();
        assert_eq!(said, [(Code::ForeignFile, Severity::Error); 3]);
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.message.contains("404.html")));
        assert_eq!(read(&output, "404.html"), "mine");
        assert_eq!(read(&output, "b.html"), "x");
    }
    let (published, _) = publish(&[], &output, &content).expect("written");
    assert_eq!(counts(published), [0, 0, 1]);
    assert_eq!(read(&output, "404.html"), "mine");
    assert!(output.join("index.html").is_dir() && output.join("articles").is_file());
}

#[test]
fn a_page_that_was_changed_by_hand_is_kept() {
    let (_folder, content, output) = project();
    publish(&[file("index.html", "one"), file("old.html", "old")], &output, &content).expect("written");
    fs::write(output.join("index.html"), "by hand").expect("written");
    fs::write(output.join("old.html"), "by hand").expect("written");
    let (published, diagnostics) = publish(&[file("index.html", "two")], &output, &content).expect("written");
    assert_eq!(counts(published), [0, 0, 0]);
    let said: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.severity).collect();
    assert_eq!(said, [Severity::Error, Severity::Warning]);
    assert_eq!(read(&output, "index.html"), "by hand");
    assert_eq!(read(&output, "old.html"), "by hand");
}

#[test]
fn a_foreign_file_with_the_same_bytes_stays_foreign() {
    let (_folder, content, output) = project();
    fs::create_dir(&output).expect("a folder");
    fs::write(output.join(".nojekyll"), "").expect("written");
    let (published, diagnostics) = publish(&[file(".nojekyll", "")], &output, &content).expect("written");
    assert_eq!((counts(published), diagnostics.len()), ([0, 1, 0], 0));
    publish(&[], &output, &content).expect("written");
    assert!(output.join(".nojekyll").exists());
}

#[test]
fn an_interrupted_build_leaves_no_page_that_the_next_one_takes_for_foreign() {
    let (_folder, content, output) = project();
    publish(&[file("index.html", "one")], &output, &content).expect("written");
    // What stands there after a build that was stopped between its files and its last manifest.
    let old = Manifest::read(&output).expect("a manifest");
    let mut new = Manifest::default();
    new.add("index.html", manifest::hash(b"two"));
    write(&output, MANIFEST, old.with(&new).text().as_bytes()).expect("written");
    fs::write(output.join("index.html"), "two").expect("written");
    let (published, diagnostics) = publish(&[file("index.html", "three")], &output, &content).expect("written");
    assert_eq!((counts(published), diagnostics.len()), ([1, 0, 0], 0));
}

#[test]
fn the_output_folder_may_neither_be_nor_hold_the_articles() {
    let (folder, content, _) = project();
    for output in [content.clone(), folder.path().to_path_buf(), content.join("../content")] {
        let error = publish(&[file("index.html", "x")], &output, &content).expect_err("refused");
        assert!(error.to_string().contains("--output"), "{error}");
        assert!(!output.join("index.html").exists());
    }
    let below = content.join("public");
    assert!(publish(&[file("index.html", "x")], &below, &content).is_ok());
}

#[test]
fn no_path_leads_outside_the_output_folder() {
    let (folder, content, output) = project();
    let paths = ["../out.html", "/tmp/dateline-out.html", "a/../../out.html", "", ".", "a\\..\\out.html"];
    let files: Vec<SiteFile> = paths.iter().map(|path| file(path, "x")).collect();
    let (published, diagnostics) = publish(&files, &output, &content).expect("written");
    assert_eq!((published.written, diagnostics.len()), (0, paths.len()));
    assert!(!folder.path().join("out.html").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_folder_is_not_followed() {
    let (folder, content, output) = project();
    fs::create_dir(&output).expect("a folder");
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    std::os::unix::fs::symlink(&outside, output.join("articles")).expect("a link");
    std::os::unix::fs::symlink(outside.join("index.html"), output.join("index.html")).expect("a link");
    let files = [file("articles/a.html", "x"), file("index.html", "x")];
    let (published, diagnostics) = publish(&files, &output, &content).expect("written");
    assert_eq!((published.written, diagnostics.len()), (0, 2));
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn pages_can_be_read_by_a_web_server() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, content, output) = project();
    publish(&[file("index.html", "x")], &output, &content).expect("written");
    fs::write(output.join("by-hand"), "x").expect("written");
    let mode = |name: &str| fs::metadata(output.join(name)).expect("a file").permissions().mode();
    assert_eq!(mode("index.html"), mode("by-hand"), "as the user's mask has it");
}

/// A site of nothing but copies.
struct Copies<'a>(&'a [Copy]);

impl Files for Copies<'_> {
    fn paths(&self) -> Vec<&str> {
        Vec::new()
    }

    fn bytes(&self, _: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(b"")
    }

    fn copies(&self) -> Vec<Copy> {
        self.0.to_vec()
    }
}

#[test]
fn files_that_come_along_are_copied_once_and_removed_when_they_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let (output, content) = (folder.path().join("site"), folder.path().join("content"));
    fs::create_dir_all(&content).expect("a folder");
    let source = content.join("quay.jpg");
    fs::write(&source, b"a picture").expect("written");
    let copy = |path: &str| Copy { path: path.into(), source: source.clone() };
    let publish =
        |copies: &[Copy]| publish_files(&Copies(copies), &output, &content, &Progress::default()).expect("published");
    let figures = |copies: &[Copy]| {
        let (published, diagnostics) = publish(copies);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        (published.written, published.unchanged, published.removed)
    };
    assert_eq!(figures(&[copy("pictures/quay.jpg")]), (1, 0, 0));
    assert_eq!(fs::read(output.join("pictures/quay.jpg")).expect("copied"), b"a picture");
    assert_eq!(figures(&[copy("pictures/quay.jpg")]), (0, 1, 0));
    fs::write(&source, b"another").expect("written");
    assert_eq!(figures(&[copy("pictures/quay.jpg")]), (1, 0, 0));
    assert_eq!(figures(&[]), (0, 0, 1));
    assert!(!output.join("pictures").exists());

    let (published, diagnostics) = publish(&[copy("../outside.jpg"), copy("/outside.jpg")]);
    assert_eq!((published.written, diagnostics.len()), (0, 2));
    assert!(!folder.path().join("outside.jpg").exists());
    publish(&[copy("quay.jpg")]);
    fs::remove_file(&source).expect("removed");
    for _ in 0..2 {
        let (_, diagnostics) = publish(&[copy("quay.jpg"), copy("pier.jpg")]);
        assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::Unreadable; 2]);
        assert!(output.join("quay.jpg").exists(), "what an earlier build copied stays");
        assert!(!output.join("pier.jpg").exists());
    }
    assert_eq!(figures(&[]), (0, 0, 1));
}

#[test]
fn a_file_that_lost_its_bytes_when_the_power_failed_is_written_anew() {
    let (_folder, content, output) = project();
    publish(&[file("index.html", "one"), file("old.html", "old")], &output, &content).expect("written");
    for path in ["index.html", "old.html", "mine.html"] {
        fs::write(output.join(path), "").expect("emptied");
    }
    let site = [file("index.html", "one"), file("mine.html", "x")];
    let (published, diagnostics) = publish(&site, &output, &content).expect("written");
    assert_eq!((counts(published), diagnostics.len()), ([1, 0, 1], 1));
    assert_eq!(read(&output, "index.html"), "one");
    assert_eq!(read(&output, "mine.html"), "", "what is not dateline's is left");
}

#[test]
fn what_cannot_be_written_leaves_the_site_as_it_was() {
    let (_folder, content, output) = project();
    publish(&[file("index.html", "one"), file("old.html", "old")], &output, &content).expect("written");
    let before = read(&output, MANIFEST);
    // No system has names of this length.
    let site = [file("index.html", "two"), file(&"x".repeat(1000), "x"), file("new.html", "x")];
    let error = publish(&site, &output, &content).expect_err("refused").to_string();
    assert!(error.contains("xxxx"), "{error}");
    assert_eq!((read(&output, "index.html"), read(&output, "old.html")), ("one".into(), "old".into()));
    assert_eq!(read(&output, MANIFEST), before);
    assert_eq!(fs::read_dir(&output).expect("a folder").count(), 3, "nothing else is left");
}

#[test]
fn what_is_new_comes_before_the_pages_that_name_it_and_the_first_page_last() {
    let ranks: Vec<u8> = [
        rank("assets/page.js", true),
        rank("articles/a.html", true),
        rank("more.html", true),
        rank("articles/b.html", false),
        rank("feed.xml", false),
        rank("index.html", false),
    ]
    .into();
    assert_eq!(ranks, [0, 1, 2, 3, 3, 4]);
}

#[test]
fn two_builds_at_once_leave_the_site_of_one_of_them() {
    let (_folder, content, output) = project();
    let site = |name: &str| -> Vec<SiteFile> {
        (0..40)
            .map(|number| file(&format!("articles/{name}-{number}.html"), name))
            .chain([file("index.html", name)])
            .collect()
    };
    std::thread::scope(|scope| {
        for round in 0..8 {
            let (content, output, site) = (&content, &output, &site);
            scope.spawn(move || {
                let (_, found) = publish(&site(&format!("site-{}", round % 2)), output, content).expect("written");
                assert_eq!(found, []);
            });
        }
    });
    let last = read(&output, "index.html");
    let names: Vec<String> = fs::read_dir(output.join("articles"))
        .expect("a folder")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 40);
    assert!(names.iter().all(|name| name.starts_with(&last)), "{last}: {names:?}");
}

#[test]
fn what_an_interrupted_build_left_goes_with_the_next() {
    let (_folder, content, output) = project();
    let site = [file("index.html", "x"), file("articles/a.html", "x")];
    publish(&site, &output, &content).expect("written");
    for path in [".dateline-Ab12.part", "articles/.dateline-Cd34.part", "articles/mine.part"] {
        fs::write(output.join(path), "half").expect("written");
    }
    publish(&site, &output, &content).expect("written");
    assert!(!output.join(".dateline-Ab12.part").exists() && !output.join("articles/.dateline-Cd34.part").exists());
    assert!(output.join("articles/mine.part").exists());
}
