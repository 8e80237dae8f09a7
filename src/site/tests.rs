//! The whole site: order, anchors, links and what no page may hold.

use super::*;
use crate::timeline::sample;
use crate::when::{Granularity, Modifier, When};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> When {
    When::day(text.parse().expect("a date")).expect("in range")
}

fn dates() -> Vec<When> {
    vec![
        day("2024-03-14"),
        day("2024-03-15"),
        When::month(2024, 3).expect("a month"),
        When::new("2024-03-12".parse().expect("a day"), "2024-03-19".parse().expect("a day"), Granularity::Day)
            .expect("a range"),
        day("2024-04-01"),
        When::year(2024).expect("a year"),
        When::year(2019).expect("a year").with_modifier(Some(Modifier::Approx)),
        When::decade(1980).expect("a decade"),
        When::year(-489).expect("a year"),
    ]
}

fn site(timeline: &Timeline, articles: &[Article]) -> BTreeMap<String, String> {
    let (files, _) = render(timeline, articles, &Beside::default(), &Config::default(), Language::english());
    files.into_iter().map(|file| (file.path, String::from_utf8(file.bytes).expect("text"))).collect()
}

/// The values of an attribute on a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let name = format!(" {attribute}=\"");
    page.split(name.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn events_of(page: &str) -> Vec<usize> {
    let ids = values(page, "id").into_iter().filter_map(|id| id.strip_prefix("r0date"));
    ids.map(|number| number.parse().expect("a number")).collect()
}

#[test]
fn the_oldest_page_is_in_the_order_of_the_json_and_the_first_page_the_other_way_round() {
    let (timeline, articles) = sample::of_dates(&dates());
    let site = site(&timeline, &articles);
    let in_order: Vec<usize> =
        timeline.events.iter().map(|entry| entry.id.trim_start_matches("r0date").parse().expect("a number")).collect();
    assert_eq!(events_of(&site["oldest.html"]), in_order);
    // What is known to no day or month stays at the head of its month or year.
    assert_eq!(events_of(&site["index.html"]), [5, 4, 2, 1, 0, 3, 6, 7, 8]);
}

#[test]
fn a_month_is_never_shown_as_its_first_day() {
    let (timeline, articles) = sample::of_dates(&[When::month(2024, 3).expect("a month")]);
    let page = &site(&timeline, &articles)["index.html"];
    assert!(page.contains("<time class=\"label\" datetime=\"2024-03\""), "{page}");
    assert!(page.contains(">Sometime in March</time>"));
    assert!(!page.contains("2024-03-01") && !page.contains("1 March"));
}

#[test]
fn every_link_leads_to_a_file_and_an_anchor_of_the_site() {
    let mut articles = vec![
        sample::article("a/quay.md", "2024-03-15", &["The quay opened on Thursday.", "It closed on Friday."]),
        sample::article("b/quay.md", "2024-03-16", &["The quay had opened on 14 March."]),
        sample::article("c.md", "2024-03-17", &["Nothing is told."]),
    ];
    articles[0].tags = vec!["a & b".into()];
    let thursday = sample::report(&articles, 0, "Thursday", day("2024-03-14"));
    let friday = sample::report(&articles, 0, "Friday", day("2024-03-15"));
    let march = sample::report(&articles, 1, "14 March", day("2024-03-14"));
    let mut events = vec![sample::event(vec![thursday, march]), sample::event(vec![friday])];
    crate::event::add_articles(&articles, crate::timex::Genre::News, &mut events);
    let timeline = Timeline::new(events, &articles, &Config::default());
    let site = site(&timeline, &articles);

    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let ids = values(page, "id");
        let distinct: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "an id stands twice in {path}");
        for link in values(page, "href").into_iter().chain(values(page, "src")) {
            if link.starts_with("https://example.org/") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap_or_default();
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => path.clone(),
                (_, Some(root)) => root.to_string(),
                _ => file.to_string(),
            };
            let there = site.get(&target).unwrap_or_else(|| panic!("{path} links to `{link}`, which is no file"));
            let found = anchor.is_empty() || values(there, "id").contains(&anchor);
            assert!(found, "{path} links to `{link}`, which is no anchor");
        }
    }
    let index = &site["index.html"];
    for id in ["r0Thursday", "r114March", "r0Friday"] {
        assert!(values(index, "id").contains(&id), "{id} is an anchor");
    }
    assert!(index.contains("href=\"articles/a-quay.html#r0Thursday\""));
    let article = &site["articles/a-quay.html"];
    assert!(article.contains("<mark><a class=\"told-there\" href=\"../index.html#r0Thursday\""), "{article}");
    assert!(article.contains("../index.html?tag=a%20%26%20b"));
}

#[test]
fn nothing_of_an_article_becomes_markup_and_no_page_holds_a_script_or_style_of_its_own() {
    let (timeline, mut articles) = sample::of_dates(&dates());
    articles[0].title = "</title><script>alert(1)</script>".into();
    articles[0].original = Some("javascript:alert(1)".into());
    articles[0].tags = vec!["\"><img src=x onerror=alert(1)>".into()];
    for (path, page) in site(&timeline, &articles).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!page.contains("<b>"), "{path}: the sentence is escaped");
        assert!(!page.contains("alert(1)</script>") && !page.contains("<img"), "{path}");
        assert!(!page.contains("href=\"javascript:"), "{path}");
        assert!(!page.contains(" style=\"") && !page.contains("<style") && !page.contains("<script>"), "{path}");
        assert!(page.contains("default-src 'none'"), "{path}");
    }
}

#[test]
fn a_site_without_articles_says_so() {
    let timeline = Timeline::new(Vec::new(), &[], &Config::default());
    let site = site(&timeline, &[]);
    assert!(site["index.html"].contains(&Language::english().page.empty));
    assert!(site["events.json"].contains("\"events\": []"));
}

#[test]
fn the_same_timeline_gives_the_same_bytes_with_any_number_of_threads() {
    let (timeline, articles) = sample::of_dates(&dates());
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| render(&timeline, &articles, &Beside::default(), &Config::default(), Language::english()))
    };
    let one = with(1);
    assert_eq!(one, with(4));
    assert!(one.0.is_sorted_by(|a, b| a.path < b.path));
}

#[test]
fn a_list_of_pages_that_is_too_long_is_parted() {
    let (timeline, articles) = sample::of_dates(&dates());
    let config = Config { base_url: Some("https://example.org/t".into()), ..Config::default() };
    with_context(&timeline, &articles, &Beside::default(), &config, Language::english(), |context| {
        let paths =
            |count: usize| (0..count).map(|number| format!("articles/{number:05}.html")).chain(["404.html".into()]);
        assert_eq!((sitemap::count(paths(0)), sitemap::count(paths(50_000)), sitemap::count(paths(50_001))), (1, 1, 3));
        let whole = sitemap::render(context, paths(50_000), 0);
        assert!(whole.contains("<urlset") && whole.matches("<loc>").count() == 50_000);
        assert!(!whole.contains("/t/404.html"));
        let index = sitemap::render(context, paths(50_001), 0);
        assert!(index.contains("<sitemapindex"), "{index}");
        for (number, count) in [(1, 50_000), (2, 1)] {
            let name = format!("<sitemap><loc>https://example.org/t/{}</loc></sitemap>", sitemap::path(number));
            assert!(index.contains(&name), "{index}");
            let part = sitemap::render(context, paths(50_001), number);
            assert!(part.len() < 50_000_000 && part.matches("<url><loc>").count() == count);
        }
    });
}
