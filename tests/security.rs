//! What an article says, it says as data: it reads no file, writes nowhere but into the site, and
//! puts nothing into a page that acts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A project in a folder of its own, with a file outside of the articles that nobody may get.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("secret.txt"), "the-secret-words").expect("a file");
    fs::write(folder.path().join("secret.png"), "the-secret-words").expect("a file");
    for (path, text) in files {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    folder
}

fn build(folder: &Path) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(["build", "--today", "2024-06-01", "--color", "never", "-v"])
        .output()
        .expect("the binary starts");
    (output.status.code().expect("it was not killed"), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The paths of all files below a folder, relative to it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| entry.path().strip_prefix(folder).expect("below it").to_owned()).collect()
}

/// All that the site says, page after page.
fn said(folder: &Path) -> String {
    let public = folder.join("public");
    files(&public)
        .iter()
        .map(|file| String::from_utf8_lossy(&fs::read(public.join(file)).expect("readable")).into_owned())
        .collect()
}

#[test]
fn names_and_keys_lead_out_of_no_folder() {
    let article = |front: &str| format!("---\ndate: 2024-05-04\n{front}\n---\nThe quay opened on Friday.\n");
    let texts = [
        article("title: ../../../etc/title\nslug: ../../etc/slug"),
        article("title: /etc/absolute\nslug: /etc/absolute\npermalink: /etc/permalink"),
        article("path: ../../2024/05/04/x\nurl: ../../url\naliases: [../../alias, /etc/alias]"),
        article(
            "title: \"C:\\\\Windows\\\\x\"\ntags: [../../tag, /etc/tag, CON, 'a/b', '..', 'nul.txt']\npublisher: ../../publisher",
        ),
        article("title: \"nul\\0byte\"\ntags: [\"a\\0b\"]"),
        article(&format!("title: {}\ntags: [{}]", "long ".repeat(200), "x".repeat(300))),
    ];
    let texts: Vec<(String, &str)> =
        texts.iter().enumerate().map(|(n, text)| (format!("a{n}.md"), text.as_str())).collect();
    let files_in: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = project(&files_in);
    // Five of each make pages for tags and publishers.
    for number in 0..5 {
        let text = article("tags: [../../tag, /etc/tag, CON, aux, '..', 'LPT1']\npublisher: ../../publisher");
        let text = text.replace("quay", ["quay", "bridge", "mill", "school", "court"][number]);
        fs::write(folder.path().join(format!("content/b{number}.md")), text).expect("a file");
    }
    let before: Vec<PathBuf> = files(folder.path());
    let (status, messages) = build(folder.path());
    assert_eq!(status, 0, "{messages}");
    let written: Vec<PathBuf> = files(folder.path()).into_iter().filter(|file| !before.contains(file)).collect();
    assert!(written.len() > 20, "{written:?}");
    for file in &written {
        assert!(file.starts_with("public"), "{file:?}");
        for part in file.iter() {
            let name = part.to_str().expect("names are UTF-8");
            assert!(name.len() <= 255 && !name.contains(['\0', '\\', ':', '*', '?', '"', '<', '>', '|']), "{name}");
            let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
            let devices = ["con", "prn", "aux", "nul", "com1", "lpt1"];
            assert!(!devices.contains(&stem.as_str()), "{file:?}");
        }
    }
    let mut lower: Vec<String> = written.iter().map(|file| file.to_string_lossy().to_lowercase()).collect();
    lower.dedup();
    lower.sort();
    lower.dedup();
    assert_eq!(lower.len(), written.len(), "no two files differ by their capitals only");
}

#[test]
fn names_of_files_that_other_systems_refuse_give_good_ones() {
    let text = |what: &str| format!("---\ndate: 2024-05-04\n---\nThe {what} opened on Friday.\n");
    let long = format!("{}.md", "long".repeat(60));
    let folder = project(&[
        ("CON.md", &text("quay")),
        ("aux.md", &text("mill")),
        ("com1/lpt9.md", &text("bridge")),
        ("Ferry.md", &text("ferry")),
        ("ferry.md", &text("court")),
        ("f erry.md", &text("school")),
        ("f-erry.md", &text("tower")),
        ("港.md", &text("harbour")),
        ("湾.md", &text("bay")),
        ("a:b?c*d.md", &text("shop")),
        (&long, &text("wall")),
    ]);
    let (status, messages) = build(folder.path());
    assert_eq!(status, 0, "{messages}");
    let mut pages: Vec<String> = files(&folder.path().join("public/articles"))
        .iter()
        .map(|file| file.to_string_lossy().to_lowercase())
        .collect();
    assert_eq!(pages.len(), 11, "{pages:?}");
    pages.sort();
    pages.dedup();
    assert_eq!(pages.len(), 11, "no two pages share a name: {pages:?}");
    for page in &pages {
        assert!(page.len() <= 120 && page.is_ascii(), "{page}");
        assert!(!["con.html", "aux.html"].contains(&page.as_str()), "{page}");
    }
}

#[test]
fn nothing_outside_of_the_articles_is_read() {
    let body = "---\ndate: 2024-05-04\ntemplate: ../secret.txt\ninclude: ../secret.txt\n---\n\n\
        The quay opened on Friday. ![a](../secret.png) ![b](/../secret.png) ![c](%2e%2e/secret.png) ![[../secret.png]]\n\n\
        {% include ../secret.txt %} {{< readfile \"../secret.txt\" >}} {% include_relative ../secret.txt %}\n\n\
        <img src=\"../secret.png\"><iframe src=\"../secret.txt\"></iframe><object data=\"../secret.txt\"></object>\n\n\
        --8<-- \"../secret.txt\"\n\n!include ../secret.txt\n\n[[../secret.txt]] [d](../secret.txt) <link rel=import href=../secret.txt>\n";
    let folder = project(&[("a.md", body), ("b.html", &format!("<time datetime=2024-05-04></time><p>{body}"))]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let content = folder.path().join("content");
        symlink(folder.path().join("secret.txt"), content.join("linked.md")).expect("a link");
        symlink(folder.path().join("secret.png"), content.join("linked.png")).expect("a link");
        symlink(folder.path(), content.join("up")).expect("a link");
        fs::write(
            content.join("c.md"),
            "---\ndate: 2024-05-04\n---\nIt opened. ![x](linked.png) ![y](up/secret.png)\n",
        )
        .expect("a file");
    }
    let (status, messages) = build(folder.path());
    assert_eq!(status, 0, "{messages}");
    assert!(!said(folder.path()).contains("the-secret-words"), "{messages}");
}

#[test]
fn a_static_folder_brings_no_file_from_elsewhere() {
    let folder = project(&[("a.md", "---\ndate: 2024-05-04\n---\nThe quay opened on Friday.\n")]);
    let statics = folder.path().join("static");
    fs::create_dir(&statics).expect("a folder");
    fs::write(statics.join("own.txt"), "own words").expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../secret.txt", statics.join("linked.txt")).expect("a link");
        symlink("..", statics.join("up")).expect("a link");
    }
    assert_eq!(build(folder.path()).0, 0);
    let said = said(folder.path());
    assert!(said.contains("own words") && !said.contains("the-secret-words"));
}

#[test]
fn a_page_holds_nothing_that_acts_and_leads_only_to_the_web_and_to_mail() {
    let body = "The quay opened on Friday.\n\n\
        [a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#10;script:alert(1)) [d](data:text/html,x) [e](vbscript:x)\n\n\
        [f](file:///etc/passwd) [g](https://example.org/g) [h](mailto:h@example.org) ![i](data:image/png;base64,AAAA)\n\n\
        <a href=\" javascript:alert(1)\">j</a> <a href=\"&#106;avascript:alert(1)\" onclick=\"alert(1)\">k</a>\n\n\
        <script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><style>*{}</style><base href=//x>\n\n\
        <math><mi//xlink:href=\"data:x,<script>alert(1)</script>\"> <form action=//x><input name=y autofocus onfocus=alert(1)>\n\n\
        <meta http-equiv=refresh content=0> <details open ontoggle=alert(1)><summary>l</summary>m</details>\n\n\
        [[javascript:alert(1)|n]] ![[javascript:alert(1)]] <dateline-caption onclick=alert(1)>o</dateline-caption>\n";
    let front = "---\ndate: 2024-05-04\ntitle: \"<script>alert(1)</script>\"\ntags: [\"<script>alert(1)</script>\"]\n\
        publisher: \"<img src=x onerror=alert(1)>\"\nsource_url: javascript:alert(1)\n---\n\n";
    let page = format!("<title><script>alert(1)</script></title><time datetime=2024-05-04></time>{body}");
    let folder =
        project(&[("a.md", &format!("{front}{body}")), ("b.html", &page), ("c.txt", &format!("{front}{body}"))]);
    let (status, messages) = build(folder.path());
    assert_eq!(status, 0, "{messages}");
    for name in ["articles/a.html", "articles/b.html", "articles/c.html", "index.html"] {
        let html = fs::read_to_string(folder.path().join("public").join(name)).expect(name);
        let main = html.split("<main").nth(1).unwrap_or(&html).to_lowercase();
        // In words signs may stand that are escaped; in a tag nothing may.
        for tag in main.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
            let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or(tag);
            let bad = ["iframe", "svg", "style", "base", "meta", "math", "object", "embed", "dateline-caption"];
            assert!(name == "index.html" || !bad.contains(&element), "<{tag}> in {name}");
            for bad in [
                " onclick",
                " onerror",
                " ontoggle",
                " onload",
                " onfocus",
                "\"javascript:",
                "\" javascript",
                "\"data:",
                "\"file:",
                "\"vbscript",
                "src=\"x\"",
            ] {
                assert!(!tag.contains(bad), "<{tag}> in {name}");
            }
        }
        assert!(!main.contains("<script>alert"), "{name}");
    }
    let html = fs::read_to_string(folder.path().join("public/articles/a.html")).expect("the page");
    assert!(html.contains("https://example.org/g") && html.contains("mailto:h@example.org"));
}
