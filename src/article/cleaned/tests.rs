use super::*;
fn clean(body: &str) -> String {
    Cleaned::new(body, 0, Format::Markdown).text.into_owned()
}

#[test]
fn tags_go_and_text_stays() {
    let cases = [
        ("a {% include b.html c=\"d\" %} e", "a  e"),
        ("{% raw %}kept{% endraw %}", "kept"),
        ("x {{ page.title }} y {{< youtube abc >}} z {{% note %}} w", "x  y  z  w"),
        ("A note.\n{:.note}\nText{: #id target=\"_blank\"}", "A note.\n\nText"),
        ("Rates [ad_1] rose [ad_2]", "Rates  rose "),
        ("{% comment %}2020-01-01{% endcomment %}b", "b"),
        ("unclosed {% tag and {{ brace", "unclosed {% tag and {{ brace"),
        ("a {:?} and {:.2} and {:>5}", "a {:?} and {:.2} and {:>5}"),
    ];
    for (body, expected) in cases {
        assert_eq!(clean(body), expected);
    }
}

#[test]
fn code_keeps_its_braces() {
    for body in ["`{{ x }}` y", "```\n{% if x %}\n{:.note}\n```\n", "~~~ rust\n{{}}\n~~~\n", "``a ` {{b}}`` c"] {
        assert_eq!(clean(body), body);
    }
    assert_eq!(clean("``` \n{{a}}\n```\n{{b}}c"), "``` \n{{a}}\n```\nc");
    assert_eq!(clean("` {{a}}\n\n`"), "` \n\n`");
}

#[test]
fn highlighted_code_becomes_a_code_block() {
    assert_eq!(clean("a\n{% highlight c %}int x;{% endhighlight %}\nb"), "a\n\n~~~~~~\nint x;\n~~~~~~\n\nb");
}

#[test]
fn every_kept_byte_knows_its_place() {
    let body = "On {% x %}Monday {{ y }}it {% highlight c %}int x;{% endhighlight %} rained.";
    let cleaned = Cleaned::new(body, 100, Format::Markdown);
    for word in ["On", "Monday", "it", "rained"] {
        let at = cleaned.text.find(word).expect("kept");
        assert_eq!(cleaned.source(at), 100 + body.find(word).expect("there"), "{word}");
    }
    let found: Vec<_> = cleaned.stretches(0..9).collect();
    assert_eq!(found, [(0..3, 100), (3..9, 110)]);
}

#[test]
fn ten_thousand_unclosed_tags_take_no_time() {
    for part in [
        "{% ",
        "{{",
        "`",
        "{:a",
        "[ad_",
        "{% highlight %}",
        "```` `",
        "[[a",
        "![[",
        "](a b",
        "==a",
        "%%",
        "^[a b",
        "$$",
        "$a^",
        "\\(",
        "[a b=c",
        "[b]",
        "[/b]",
        "\\[",
        "<a ",
        "<!--",
        "<p>**a",
        ":a",
        "\n:::",
        "\n!!! a\n    ",
        "\n> [!a] ",
        "{::comment}",
        "{{< code >}}",
        "\n<pre>",
        "\nimport {",
        "\nexport const ",
        "[@a",
    ] {
        clean(&part.repeat(10_000));
    }
}

#[test]
fn signs_of_dialects_become_markdown_or_go() {
    let cases = [
        // Notes: Obsidian and its kin.
        (
            "See [[Quay]] and [[desk/Quay#Crane|the crane]].",
            "See <a href=\"Quay\">Quay</a> and <a href=\"desk/Quay#Crane\">the crane</a>.",
        ),
        ("On [[2024-03-05]], [[#Later]]", "On <a href=\"2024-03-05\">2024-03-05</a>, <a href=\"#Later\">Later</a>"),
        ("[[1]](https://x.org) [[2]][n] [[a](b)] [[3]]", "[[1]](https://x.org) [[2]][n] [[a](b)] [[3]]"),
        ("a[^1][[b \"c\"]]", "a[^1]<a href=\"b &quot;c&quot;\">b \"c\"</a>"),
        (
            "![[quay 2.png|300]] ![[quay.png|The quay]]",
            "<span></span><img alt=\"quay 2\" src=\"quay 2.png\"> <span></span><img alt=\"The quay\" src=\"quay.png\">",
        ),
        ("It ==really opened== and a == b", "It <mark>really opened</mark> and a == b"),
        ("Open %%draft 2020%% now, 100%% sure %%", "Open  now, 100%% sure %%"),
        ("It rained. ^37066d\nThen", "It rained. \nThen"),
        ("The quay^[it is *new* now] opened", "The quay (it is *new* now) opened"),
        ("a ^[b c] d", "a ^[b c] d"),
        ("> [!info]- Mind the gap\n> It opened.", "> [!NOTE]\n> Mind the gap\n>\n> It opened."),
        ("> [!NOTE]\n> It opened.", "> [!NOTE]\n> It opened."),
        ("> a\n> [!bug] b", "> a\n> b\n>"),
        // Documentation: Docusaurus, VuePress, Pandoc, MkDocs.
        (":::note\nIt opened.\n:::\n", "\nIt opened.\n\n"),
        ("a\n:::tip[The title]\nIt opened.\n:::", "a\n\nThe title\n\nIt opened.\n"),
        ("::: warning Mind it\n::: {.callout-note}\n::::", "\nMind it\n\n\n"),
        ("::not a fence", "::not a fence"),
        ("!!! note \"Mind it\"\n    It opened.\n\n    Then.\n\nAfter", "\nMind it\n\nIt opened.\n\nThen.\n\nAfter"),
        ("!!! Nothing at all happened", "!!! Nothing at all happened"),
        ("import A from '@theme/A';\nimport {\n  B,\n} from \"b\";\n\nText {/* 2020 */}", "\n\n\nText "),
        ("import goods from abroad\nexport of fish", "import goods from abroad\nexport of fish"),
        ("export const a = {\n  b: 1,\n};\n\nText", "\n\nText"),
        // kramdown, PHP Markdown Extra, Pandoc.
        ("The HTML\n\n*[HTML]: Hyper Text\n", "The HTML\n\n\n"),
        ("* TOC\n{:toc}\n\n[TOC]\n\na", "\n\n\n\n\na"),
        ("a {::comment}2020{:/comment} b", "a  b"),
        ("![a](b.png){width=50%} [c](d){.e}\n{.wide}\nf {g}", "![a](b.png) [c](d)\n\nf {g}"),
        ("As told [@low2020, p. 3] [-@low]", "As told  "),
        ("![a](my quay.png) [b](c d) [b c](b c)", "![a](<my quay.png>) [b](c d) [b c]()"),
        ("[a]({{ site.url }}/b/) c {.wide}", "[a](/b/) c "),
        ("Open! :tada: at 10:30: yes", "Open!  at 10:30: yes"),
        // Formulas.
        ("so $x^2$ costs $5 and $10", "so `` \u{fdd3}x^2 `` costs $5 and $10"),
        ("a \\\\(x_1\\\\) \\(y = 1\\) \\(or so\\)", "a `` \u{fdd3}x_1 `` `` \u{fdd3}y = 1 `` \\(or so\\)"),
        ("$$\nx = 2020\n$$\nb", "\n~~~~~~\nx = 2020\n~~~~~~\n\nb"),
        // WordPress and forums.
        ("a [gallery ids=\"1,2\"] b [youtube=http://x.org/y] c", "a  b  c"),
        (
            "[caption id=\"a\" width=\"3\"]![x](y.png) In May 2020[/caption] b",
            "<dateline-caption>![x](y.png) In May 2020</dateline-caption> b",
        ),
        ("\\[caption id=\"a\"\\]x\\[/caption\\]", "<dateline-caption>x</dateline-caption>"),
        ("[embed]https://x.org/2020/[/embed]a [b]c[/b] [sic] [/d]", "a c [sic] [/d]"),
        ("[a b=\"c\"](d) [e]: f", "[a b=\"c\"](d) [e]: f"),
        ("{{< code >}}\nint x;\n{{< /code >}}b", "\n~~~~~~\nint x;\n~~~~~~\nb"),
        ("{{< code src=a >}} b {{< code >}}c{{< /code >}}", " b \n~~~~~~\nc\n~~~~~~\n"),
        ("{% quote(author=\"x\") %}kept{% end %} {# gone #}", "kept "),
    ];
    for (body, expected) in cases {
        assert_eq!(clean(body), expected, "{body}");
    }
}

#[test]
fn code_and_tags_keep_the_signs_of_dialects() {
    for body in [
        "`[[bin]] ==x== $x^2$ :::` y",
        "```\n:::note\n!!! note\n[[bin]]\nimport a from 'b';\n```\n",
        "<a href=\"x?a==b==\" title=\"[[x]] :tada:\">y</a>",
        "<pre>\n**a** [[b]] $x^2$\n</pre>\n",
        "<https://x.org/[[a]]>",
    ] {
        assert_eq!(clean(body), body);
    }
}

#[test]
fn markdown_within_raw_html_is_read_as_it_was_meant() {
    let cases = [
        ("<td>**Motto: **x</td>", "<td><strong>Motto: </strong>x</td>"),
        ("<p>[a b](c \"d\") ![e](f)</p>", "<p><a href=\"c\">a b</a> <img alt=\"e\" src=\"f\"></p>"),
        ("<div>\n[![e](f)](g)\n</div>", "<div>\n<a href=\"g\"><img alt=\"e\" src=\"f\"></a>\n</div>"),
        ("<p>\\(x = 1\\)</p>", "<p><math>x = 1</math></p>"),
        ("<div>\n\n**a**\n\n</div>", "<div>\n\n**a**\n\n</div>"),
    ];
    for (body, expected) in cases {
        assert_eq!(clean(body), expected, "{body}");
    }
    let html = |body: &str| Cleaned::new(body, 0, Format::Html).text.into_owned();
    assert_eq!(html("<p>a {% b %}[gallery ids=\"1\"] **c** [[d]]</p>"), "<p>a  **c** [[d]]</p>");
}
