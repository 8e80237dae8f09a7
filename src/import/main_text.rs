//! Which part of a page is its article.

use super::tree::{self, letters};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// A page of more elements is no article.
const MOST_ELEMENTS: usize = 200_000;

/// A text of fewer letters is not trusted to be the whole of a marked article.
const SHORT: usize = 200;

/// The elements in which pages mark the text of their article, the surest first.
const MARKED: [&str; 4] =
    ["[itemprop~='articleBody']", ".h-entry .e-content", ".hentry .entry-content", "[property~='articleBody']"];

/// Where the text is looked for when nothing better is known.
const PARTS: [&str; 4] = ["article", "main", "[role='main']", "body"];

/// What is no text of an article in any of these.
const APART: &str = "nav, aside, footer, form, dialog, header nav, script, style, noscript, template, \
    [role='navigation'], [role='complementary'], [role='banner'], [role='contentinfo'], [role='search'], [hidden]";

/// The article of a page as HTML; none if there is no text in it.
pub(super) fn of(page: &Document, path: &str, address: Option<&str>) -> Option<String> {
    remove_boxes(page);
    mark_local_pictures(page, path);
    let html = page.html().to_string();
    let marked = marked(page);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let found = Readability::new(html, address, Some(config)).and_then(|mut page| page.parse()).ok();
    let found = found.map(|article| (letters(&article.text_content), article.content.to_string()));
    match (found, marked) {
        // What the heuristic takes for clutter within the marks is mostly that; more than a third is not.
        (Some((length, html)), Some(marked)) if length * 3 >= letters(&marked.text()) * 2 => Some(html),
        (_, Some(marked)) => Some(marked.inner_html().to_string()),
        (Some((length, html)), None) if length > 0 => Some(html),
        _ => part(page),
    }
}

/// The address of a picture that lies beside a saved page.
const LOCAL: &str = "file:///local";

/// Names that sites give to boxes which are no part of the text in which they stand.
const BOXES: [&str; 14] = [
    "newsletter",
    "subscribe",
    "signup",
    "sign-up",
    "cookie",
    "consent",
    "paywall",
    "advert",
    "sponsor",
    "recommend",
    "related",
    "outbrain",
    "taboola",
    "social-share",
];

/// Takes out the boxes that stand within texts: what asks for an address, what leads elsewhere.
fn remove_boxes(page: &Document) {
    let all = letters(&page.root().text());
    let is_small = |node: &NodeRef| {
        let heading = node.descendants_it().any(|inner| tree::name(&inner) == "h1");
        letters(&node.text()) * 4 < all && !heading
    };
    for node in page.select("div, section, aside, ul, p").nodes() {
        let mark =
            format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default()).to_lowercase();
        let named = mark.split_whitespace().any(|name| BOXES.iter().any(|known| name.contains(known)));
        if named && is_small(node) {
            node.remove_from_parent();
        }
    }
    // Pages that are laid out as a table have their menus in its cells.
    for table in page.select("table").nodes() {
        let cells: Vec<NodeRef> =
            table.descendants_it().filter(|inner| matches!(tree::name(inner).as_str(), "td" | "th")).collect();
        if letters(&table.text()) * 2 > all && cells.len() < 40 {
            cells.iter().filter(|cell| tree::is_menu(cell)).for_each(NodeRef::remove_from_parent);
        }
    }
    for form in page.select("form").nodes() {
        // The box around a form for an address; a form that is the whole page is none.
        let asks = form.descendants_it().any(|inner| matches!(tree::name(&inner).as_str(), "input" | "textarea"));
        let around = form.parent().filter(|parent| matches!(tree::name(parent).as_str(), "div" | "section" | "aside"));
        let own = letters(&form.text());
        let around = around.filter(|around| is_small(around) && letters(&around.text()) < own + SHORT);
        if asks && is_small(form) {
            around.unwrap_or(*form).remove_from_parent();
        }
    }
}

/// Browsers put the pictures of a saved page into a folder beside it; from its address none of them
/// would be found.
fn mark_local_pictures(page: &Document, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    for picture in page.select("img[src]").nodes() {
        let source = tree::attribute(picture, "src").unwrap_or_default();
        let plain = percent_encoding::percent_decode_str(&source).decode_utf8_lossy().into_owned();
        let inside = plain.trim_start_matches("./");
        let after = inside.strip_prefix(stem).filter(|after| after.starts_with(['_', '-', '.']) && after.contains('/'));
        if after.is_some() || inside.split('/').next().is_some_and(|folder| folder.ends_with("_files")) {
            picture.set_attr("src", LOCAL);
            picture.remove_attr("srcset");
        }
    }
}

/// The one element that the page marks as its article's text.
fn marked(page: &Document) -> Option<NodeRef<'_>> {
    MARKED.iter().find_map(|selector| {
        let found = page.select(selector);
        // A page of many entries marks the text of each.
        let [only] = found.nodes() else { return None };
        (letters(&only.text()) >= SHORT).then_some(*only)
    })
}

fn part(page: &Document) -> Option<String> {
    page.select(APART).remove();
    PARTS.iter().find_map(|selector| {
        let found = page.select(selector);
        let first = found.nodes().first()?;
        (letters(&first.text()) > 0).then(|| first.inner_html().to_string())
    })
}

/// A page's whole text without what stands round it, for lists, of which the heuristic would lose
/// what is mostly links.
pub(super) fn list(page: &Document) -> Option<NodeRef<'_>> {
    const CLUTTER: &str = ".navbox, .reflist, .references, .infobox, .toc, #toc, .mw-editsection, .hatnote, \
        .metadata, .mw-jump-link, .catlinks, .sidebar, .printfooter, sup.reference, .noprint";
    page.select(APART).remove();
    page.select(CLUTTER).remove();
    let parts = ["#mw-content-text", "article", "main", "[role='main']", "body"];
    parts
        .iter()
        .find_map(|selector| page.select(selector).nodes().first().copied())
        .filter(|part| tree::text(part).is_some())
}
