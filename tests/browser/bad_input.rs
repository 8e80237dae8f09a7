//! Text that would break a page is shown as text and breaks nothing.

use super::driver::{Settings, console, with_browser};
use super::site::Site;
use super::{evaluate, search, until};
use dateline::article::SourceFile;

#[test]
fn hostile_text_is_shown_as_text_and_the_layout_holds() {
    let long = "x".repeat(5000);
    let article = |path: &str, title: &str, link: &str, text: &str| {
        SourceFile {
        path: path.into(),
        bytes: format!(
            "---\ntitle: {}\ndate: 2024-03-15\npublisher: \"<i>Herald</i> \\\" ' &\"\nsource_url: {}\ntags: [\"<script>run()</script>\", \"a&b=c#d\"]\n---\n{text}\n",
            serde_json::to_string(title).expect("JSON"),
            serde_json::to_string(link).expect("JSON"),
        )
        .into_bytes(),
    }
    };
    let site = Site::of(&[
        article(
            "a.md",
            "</title><script>window.broken = 1</script>",
            "javascript:window.broken=1",
            "The \\<script\\>window.broken = 1\\</script\\> quay was opened on 14 March 2024.",
        ),
        article(
            "b.md",
            "\u{202e}drow sdrawkcab 🦀 \"quoted\" 'text'",
            "https://example.org/\"onclick=\"window.broken=1",
            "The \u{202e}ferry 🦀 was opened on 13 March 2024.",
        ),
        article("c.md", &long, "https://example.org/c", &format!("The {long} was opened on 12 March 2024.")),
        article("d.md", "مدرسة جديدة", "https://example.org/d", "The library was opened on 11 March 2024."),
    ]);
    for telephone in [None, Some(390), Some(320)] {
        with_browser(Settings { telephone, ..Settings::default() }, async |client| {
            for page in ["index.html", "oldest.html", "articles/a.html", "articles/c.html"] {
                client.goto(&site.file(page)).await.expect("a page");
                let wide = evaluate(&client, "document.documentElement.scrollWidth - innerWidth").await;
                assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{page} is {wide} too wide at {telephone:?}");
                assert_eq!(evaluate(&client, "typeof window.broken").await, "undefined", "{page}");
                let links = "document.querySelectorAll('a[href^=javascript], [onclick], main script').length";
                assert_eq!(evaluate(&client, links).await, 0, "{page}");
            }
            client.goto(&site.file("index.html")).await.expect("a page");
            let text = evaluate(&client, "document.querySelector('main').textContent").await;
            assert!(
                text.as_str().is_some_and(|text| text.contains("<script>window.broken = 1</script> quay")),
                "{text}"
            );
            search(&client, "<script>").await;
            until(&client, "document.querySelector('.found').textContent !== ''").await;
            assert_eq!(evaluate(&client, "typeof window.broken").await, "undefined");
            client
                .goto(&site.file("index.html?tag=%3Cscript%3Erun()%3C/script%3E&from=nonsense&q=%22"))
                .await
                .expect("a page");
            until(&client, "document.querySelector('.found').textContent !== ''").await;
            assert_eq!(console(&client).await, Vec::<String>::new());
        });
    }
}
