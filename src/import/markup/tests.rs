use super::*;

fn of(html: &str) -> String {
    let base = Url::parse("https://h.example/news/ferry").expect("an address");
    of_html(html, Some(&base), Some("A ferry")).expect("shallow").text
}

#[test]
fn blocks_become_markdown() {
    for (html, markdown) in [
        ("<h1>A ferry</h1><p>One\n  two.</p><p>Three.</p>", "One two.\n\nThree."),
        ("<h2>Before</h2><h5>After</h5>", "## Before\n\n##### After"),
        ("<div>Bare<p>In</p>after</div>", "Bare\n\nIn\n\nafter"),
        ("one<br><br>two<br>three", "one\n\ntwo\\\nthree"),
        ("<ul><li>One<li><p>Two</p></ul>", "- One\n- Two"),
        ("<ol start=3><li>One<ul><li>Deep</li></ul></li><li>Two</li></ol>", "3. One\n   - Deep\n4. Two"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two"),
        ("<pre>let a = `b`;\n  c\n</pre>", "```\nlet a = `b`;\n  c\n```"),
        (
            "<table><tr><th>Year<th>What<tr><td>1901<td>a | b</table>",
            "| Year | What |\n| --- | --- |\n| 1901 | a \\| b |",
        ),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", "One\n\nTwo"),
        ("<details><summary>More</summary><p>Less</p></details>", "More\n\nLess"),
        ("<p>a</p><script>x</script><style>y</style><p hidden>z</p><p style='display: none'>w</p>", "a"),
    ] {
        assert_eq!(of(html), markdown, "{html}");
    }
}

#[test]
fn words_within_a_line_keep_their_marks() {
    for (html, markdown) in [
        ("a <b>bold </b>move, <i>so</i> <b>“it”</b> was", "a **bold** move, *so* “it” was"),
        ("see <a href='/b?x=1'>the <b>quay</b></a>.", "see [the **quay**](https://h.example/b?x=1)."),
        (
            "<a href='javascript:x'>a</a> <a href='#b'>b</a> <a href='mailto:a@h.example'>c</a>",
            "a b [c](mailto:a@h.example)",
        ),
        ("<a href='x(y)'>a</a>", "[a](<https://h.example/news/x(y)>)"),
        ("Wow!<a href='/a'>a</a>", "Wow\\![a](https://h.example/a)"),
        ("so<sup><a href='#n1'>1</a></sup> it was<sup class=reference>[2]</sup>, 3<sup>2</sup>", "so it was, 32"),
        ("run <code>a `b`</code>", "run `` a `b` ``"),
        ("he said <q>no</q>", "he said “no”"),
        ("<a href='/a'><h3>Head</h3><p>Text</p></a>", "### Head\n\nText"),
        ("20&nbsp;km, soft\u{ad}ly", "20\u{a0}km, softly"),
    ] {
        assert_eq!(of(html), markdown, "{html}");
    }
}

#[test]
fn a_time_and_a_caption_keep_what_they_mean() {
    assert_eq!(of("on <time datetime='2022-10'>a day</time>"), "on <time datetime=\"2022-10\">a day</time>");
    assert_eq!(of("at <time datetime='12:30'>noon</time>, <time>then</time>"), "at noon, then");
    assert_eq!(
        of("<figure><img src='/a.jpg' alt='A \"b\"'><figcaption>In <i>May</i></figcaption></figure>"),
        "<figure><img src=\"https://h.example/a.jpg\" alt=\"A &quot;b&quot;\"><figcaption>In May</figcaption></figure>"
    );
}

#[test]
fn text_is_no_markup() {
    let read = |html: &str| {
        let text = of(html);
        let bytes = format!("---\ndate: 2024-03-15\n---\n\n{text}\n").into_bytes();
        let file = crate::article::SourceFile { path: "a.md".into(), bytes };
        let (article, diagnostics) = crate::article::read(&file, &crate::config::Config::default());
        (article.unwrap_or_else(|| panic!("{text}: {diagnostics:?}")).text.plain.clone(), text)
    };
    for told in [
        "1. May was a holiday",
        "2019) and so on",
        "# 5 and *six* of _seven_ [8](9)",
        "- a",
        "+ a",
        "> a",
        "| a | b |",
        "a `b` \\c ~~d~~ snake_case_name __init__",
        "&amp; &copy; &#8217;",
        "{{ a }} {% b %} {: .c} {{< d >}}",
        "a = b == c",
        "www: a_b *",
        "<b>not bold</b> 1 < 2",
        "![a](b) Wow!",
        "=== a",
        ": a",
    ] {
        let (plain, markdown) = read(&format!("<p>{}</p>", escape::html(told)));
        assert_eq!(plain, told, "{markdown}");
    }
}

#[test]
fn pictures_come_with_their_address_or_are_counted() {
    let base = Url::parse("https://h.example/news/ferry").expect("an address");
    let html = "<img src='data:x' data-src='/a.jpg' alt='A [b]'><img src='./ferry_files/b.jpg'><img src='https://h.example/p.gif' width=1>\
        <img srcset='/s.jpg 100w, /l.jpg 900w'><iframe src='x'></iframe><video></video>";
    let markup = of_html(html, Some(&base), None).expect("shallow");
    assert_eq!(markup.text, "![A \\[b\\]](https://h.example/a.jpg)![](https://h.example/l.jpg)");
    assert_eq!((markup.local_pictures, markup.media, markup.words), (1, 2, 0));
    let nowhere = of_html("<img src='b.jpg'><a href='c'>d</a>", None, None).expect("shallow");
    assert_eq!((nowhere.text.as_str(), nowhere.local_pictures), ("d", 1));
}
