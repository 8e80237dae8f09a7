//! WordPress's export (WXR): RSS with fields of its own.

use super::element::Element;
use super::entry::{Body, Entry};
use crate::import::Left;
use crate::import::markup::is_block;
use crate::import::tree::near;

/// Shortcodes of WordPress itself; what stands between the two ends stays.
const SHORTCODES: [&str; 7] = ["caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist"];

/// Completes an entry with what the export says of it; or says why it is no article.
pub(super) fn complete(item: &Element, entry: &mut Entry) -> Option<Left> {
    match item.text(&["wp:post_type"]).as_deref() {
        None | Some("post") => {}
        Some("attachment") => return Some(Left::Attachment),
        Some("page") => return Some(Left::StandingPage),
        Some(_) => return Some(Left::OtherType),
    }
    match item.text(&["wp:status"]).as_deref() {
        Some("trash" | "auto-draft" | "inherit") => return Some(Left::Trash),
        None | Some("publish") => {}
        // Private, pending, yet to come: nothing of it is published.
        Some(_) => entry.draft = true,
    }
    // The day in the writer's own zone; a draft that was never published has one of zeros.
    let written = item.text(&["wp:post_date"]).filter(|date| !date.starts_with("0000"));
    entry.dates.retain(|(_, date)| !date.contains("-0001"));
    if let Some(date) = written {
        entry.dates.insert(0, ("wp:post_date", date));
    }
    // `category` holds tags and the sections of the site alike.
    let categories = item
        .children("category")
        .filter(|category| matches!(category.attribute("domain"), None | Some("category" | "post_tag")));
    let default = |category: &&Element| category.attribute("nicename") == Some("uncategorized");
    entry.tags = categories.filter(|category| !default(category)).map(Element::all_text).collect();
    entry.content = item.text(&["content:encoded"]).map(|html| Body::Html(paragraphs(&without_shortcodes(&html))));
    entry.summary = item.text(&["excerpt:encoded"]).map(Body::guessed);
    None
}

/// WordPress makes paragraphs of what blank lines part when it shows a text, and so do we.
fn paragraphs(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut in_code = false;
    for part in html.replace("\r\n", "\n").split("\n\n") {
        let part = part.trim();
        let name: String =
            part.strip_prefix('<').unwrap_or("").chars().take_while(char::is_ascii_alphanumeric).collect();
        let block = is_block(&name.to_lowercase()) || part.starts_with("<!--") || part.starts_with("</");
        if part.is_empty() {
            continue;
        }
        let was_in_code = in_code;
        if let Some(last) = part.rfind("<pre").max(part.rfind("</pre>")) {
            in_code = !part[last..].starts_with("</");
        }
        if block || was_in_code {
            out.push_str(part);
            out.push_str("\n\n");
        } else {
            out.push_str(&format!("<p>{}</p>\n\n", part.replace('\n', "<br>")));
        }
    }
    out
}

fn without_shortcodes(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('[') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let name = tag[1..].trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(name.len());
        let known = SHORTCODES.contains(&&name[..end]);
        match near(tag, "]").filter(|_| known) {
            Some(close) => rest = &tag[close + 1..],
            None => {
                out.push('[');
                rest = &tag[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("One\ntwo\n\n<h2>Three</h2>\n\n<!-- wp:p -->\n<p>4</p>").matches("<p>").count(), 2);
        assert!(paragraphs("<pre>a\n\nb</pre>\n\nc").contains("<pre>a\n\nb</pre>"));
        assert_eq!(paragraphs("<ul>\n\n<li>One\n\n<li>Two\n\n</ul>").matches("<p>").count(), 0);
    }

    #[test]
    fn shortcodes_leave_their_text() {
        let html = "[caption id=\"a\" width=\"3\"]<img src=x> A pier[/caption] [gallery ids=\"1\"] [sic] [1]";
        assert_eq!(without_shortcodes(html), "<img src=x> A pier  [sic] [1]");
    }
}
