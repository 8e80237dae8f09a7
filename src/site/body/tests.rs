//! Bodies as the cleaner gives them, and as they stand on a page.

use super::*;
use crate::config::Config;
use crate::language::Language;
use crate::site::beside::Beside;
use crate::timeline::{Timeline, sample};

fn page(html: &str) -> String {
    let mut articles = vec![
        sample::article("herald/ferry.md", "2024-03-15", &["A ferry."]),
        sample::article("desk/quay/index.md", "2024-03-16", &["A quay."]),
    ];
    articles[0].original = Some("https://e.org/2024/ferry/".into());
    let timeline = Timeline::new(Vec::new(), &articles, &Config::default());
    let beside = Beside {
        pictures: vec!["herald/img/a b.JPG".into(), "desk/quay/q.png".into()],
        statics: vec!["files/plan 1.pdf".into(), "logo.svg".into()],
    };
    super::super::with_context(&timeline, &articles, &beside, &Config::default(), Language::english(), |context| {
        fitted(&Context { root: "../", ..*context }, &articles[0], html)
    })
}

#[test]
fn a_first_heading_that_repeats_the_title_is_left_out_and_the_others_lie_below_it() {
    let title = sample::article("herald/ferry.md", "2024-03-15", &["A ferry."]).title;
    let repeated = format!("<p></p><h1><b>{title}</b></h1><h1>More &amp; so</h1><p>a</p><h2>{title}</h2><h3> </h3>");
    assert_eq!(page(&repeated), format!("<p></p><h2>More &amp; so</h2><p>a</p><h2>{title}</h2>"));
}

#[test]
fn pictures_that_come_along_are_shown_and_others_are_named() {
    let cases = [
        (
            r#"a <img src="https://e.org/q.png" alt="a &quot;quay&quot; > b"> c"#,
            r#"a <a class="picture" href="https://e.org/q.png" rel="external noopener">a &quot;quay&quot; &gt; b</a> c"#,
        ),
        (
            r#"<img src="//e.org/q.png" alt="q" />"#,
            r#"<a class="picture" href="https://e.org/q.png" rel="external noopener">q</a>"#,
        ),
        (
            r#"<img alt="q" src="/no.png">"#,
            r#"<a class="picture" href="https://e.org/no.png" rel="external noopener">q</a>"#,
        ),
        (
            r#"<a href="https://e.org/"><img src="https://e.org/q.png" alt="q"></a>"#,
            r#"<a href="https://e.org/" rel="external noopener"><span class="picture">q</span></a>"#,
        ),
        (r#"<p><img src="no.png" alt=""></p>"#, "<p></p>"),
        (
            r#"<img src="img/a%20b.JPG" alt="a" width="40" height="9" />"#,
            r#"<img src="../pictures/herald-img-a-b.jpg" alt="a" width="40" height="9" loading="lazy" decoding="async">"#,
        ),
        (
            r#"<img src="../desk/quay/q.png" alt="" width="40%" />"#,
            r#"<img src="../pictures/desk-quay-q.png" alt="" loading="lazy" decoding="async">"#,
        ),
        (r#"<img src="/logo.svg?v=2" alt="l">"#, r#"<img src="../logo.svg" alt="l" loading="lazy" decoding="async">"#),
        ("<img src=\"x", ""),
    ];
    for (html, expected) in cases {
        assert_eq!(page(html), expected, "{html}");
    }
}

#[test]
fn links_lead_somewhere_or_are_words() {
    let cases = [
        (r#"<a href="../desk/quay/">q</a>"#, r#"<a href="../articles/desk-quay-index.html">q</a>"#),
        (r#"<a href="../desk/quay/index.md#part">q</a>"#, r#"<a href="../articles/desk-quay-index.html">q</a>"#),
        (r#"<a href="ferry.html">f</a>"#, r#"<a href="../articles/herald-ferry.html">f</a>"#),
        (r#"<a href="/files/plan%201.pdf">p</a>"#, r#"<a href="../files/plan%201.pdf">p</a>"#),
        (
            r#"<a href="/about?a=1&amp;b=2" title="t">a</a>"#,
            r#"<a href="https://e.org/about?a=1&amp;b=2" title="t" rel="external noopener">a</a>"#,
        ),
        (r##"<a href="#note-1">1</a>"##, r##"<a href="#note-1" id="to-note-1">1</a>"##),
        (r##"<a href="#part">p</a> b"##, "p b"),
        (r#"<a href="javascript:x">j</a> <a>k</a>"#, "j k"),
        (r#"<a href="mailto:a@e.org">m</a>"#, r#"<a href="mailto:a@e.org" rel="external noopener">m</a>"#),
    ];
    for (html, expected) in cases {
        assert_eq!(page(html), expected, "{html}");
    }
}

#[test]
fn the_rest_stays_but_for_empty_headings_and_what_must_be_reached() {
    let cases = [
        ("<imgs> <p>a < b", "<imgs> <p>a < b"),
        ("a<h2><img src=\"q.png\" alt=\"\"> </h2>b<h3>c</h3>", "ab<h3>c</h3>"),
        ("<h2>a <em>b</em></h2>", "<h2>a <em>b</em></h2>"),
        ("<pre><code>x</code></pre>", "<pre tabindex=\"0\"><code>x</code></pre>"),
        ("<table><tr><td>x</td></tr></table>", "<table tabindex=\"0\"><tr><td>x</td></tr></table>"),
        ("<abbr title=\"x\">a</abbr>", "<abbr title=\"x\">a</abbr>"),
    ];
    for (html, expected) in cases {
        assert_eq!(page(html), expected, "{html}");
    }
}

#[test]
fn a_note_leads_back_to_where_the_text_first_led_to_it() {
    let html = r##"a<sup><a href="#note-1">1</a></sup> b<sup><a href="#note-1">1</a></sup>
<div id="note-1"><sup>1</sup> c<sup>2</sup></div><div id="note-2"><sup>2</sup> d</div>"##;
    let expected = r##"a<sup><a href="#note-1" id="to-note-1">1</a></sup> b<sup><a href="#note-1">1</a></sup>
<div id="note-1"><sup><a href="#to-note-1" title="Back to the text">1</a></sup> c<sup>2</sup></div><div id="note-2"><sup>2</sup> d</div>"##;
    assert_eq!(page(html), expected);
}
