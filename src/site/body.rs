//! What an article's body needs to stand on a page of the site.
//!
//! The site carries no files of the articles and asks no other host for any, so a picture becomes
//! its description, linked to where it stands on the web. Tables and code, which may be wider than
//! the page and then scroll, can be reached with the keyboard.

use super::page::rendered;
use askama::Template;

#[derive(Template)]
#[template(path = "picture.html")]
struct Picture<'a> {
    description: &'a str,
    address: Option<&'a str>,
}

/// The HTML of a body, which is well-formed and clean, made ready for the page. A picture without a
/// description says nothing and is left out, and so is a heading that held nothing else.
pub(super) fn fitted(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut in_link = false;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let length = tag_length(&rest[open..]);
        let tag = &rest[open..open + length];
        rest = &rest[open + length..];
        if !is(tag, "<img") {
            in_link = (in_link || is(tag, "<a")) && !is(tag, "</a");
            match (tag, out.rfind('<')) {
                ("<pre>", _) => out.push_str("<pre tabindex=\"0\">"),
                ("<table>", _) => out.push_str("<table tabindex=\"0\">"),
                ("</h2>" | "</h3>" | "</h4>" | "</h5>" | "</h6>", Some(start)) if opens_heading(&out[start..]) => {
                    out.truncate(start);
                }
                _ => out.push_str(tag),
            }
            continue;
        }
        // The values are escaped already: they go back into the page as they stand.
        let description = attribute(tag, "alt").unwrap_or_default().trim();
        if description.is_empty() {
            continue;
        }
        let address = attribute(tag, "src").filter(|_| !in_link).and_then(on_the_web);
        out.push_str(&rendered(&Picture { description, address: address.as_deref() }));
    }
    out.push_str(rest);
    out
}

/// True for the opening tag of a heading with nothing but white space after it.
fn opens_heading(html: &str) -> bool {
    let level = html.strip_prefix("<h").and_then(|rest| rest.split_once('>'));
    level.is_some_and(|(level, words)| level.parse::<u8>().is_ok() && words.trim().is_empty())
}

fn is(tag: &str, start: &str) -> bool {
    tag.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// The bytes of a tag with its brackets; a bracket within quotes does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return index + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?;
    value.split('"').next()
}

/// An address of the web with its scheme; none for one that is relative to a site that is not here.
fn on_the_web(address: &str) -> Option<String> {
    if address.starts_with("https://") || address.starts_with("http://") {
        return Some(address.to_string());
    }
    address.starts_with("//").then(|| format!("https:{address}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_made_ready_for_the_page() {
        let cases = [
            (
                r#"a <img src="https://e.org/q.png" alt="a &quot;quay&quot; > b"> c"#,
                r#"a <a class="picture" href="https://e.org/q.png">a &quot;quay&quot; > b</a> c"#,
            ),
            (r#"<img src="//e.org/q.png" alt="q" />"#, r#"<a class="picture" href="https://e.org/q.png">q</a>"#),
            (r#"<img alt="q" src="/q.png">"#, r#"<span class="picture">q</span>"#),
            (
                r#"<a href="x"><img src="https://e.org/q.png" alt="q"></a><img src="https://e.org/r.png" alt="r">"#,
                r#"<a href="x"><span class="picture">q</span></a><a class="picture" href="https://e.org/r.png">r</a>"#,
            ),
            (r#"<p><img src="q.png" alt=""></p>"#, "<p></p>"),
            ("<imgs> <p>a < b", "<imgs> <p>a < b"),
            ("<img src=\"x", ""),
            ("a<h2><img src=\"q.png\" alt=\"\"> </h2>b<h3>c</h3>", "ab<h3>c</h3>"),
            ("<h2>a <em>b</em></h2>", "<h2>a <em>b</em></h2>"),
            ("<pre><code>x</code></pre>", "<pre tabindex=\"0\"><code>x</code></pre>"),
        ];
        for (html, page) in cases {
            assert_eq!(fitted(html), page);
        }
    }
}
