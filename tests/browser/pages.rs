//! The pages around the timeline: articles, tags and publishers, the list of them, the one for a frame.

use super::driver::{Settings, console, with_browser};
use super::site::Site;
use super::{click, evaluate, search, seen, until};
use dateline::article::SourceFile;
use fantoccini::Locator;

#[test]
fn an_article_is_read_in_full_and_leads_to_its_events_notes_and_neighbours() {
    let text = "---\ntitle: The quay\ndate: 2024-03-15\nsource_url: https://example.org/quay\n---\n\
                The quay was opened on 14 March 2024.[^1]\n\n[^1]: By the mayor.\n";
    let other = "---\ntitle: The ferry\ndate: 2024-03-16\n---\nThe ferry was sold on 15 March 2024.\n";
    let files = [("quay.md", text), ("ferry.md", other)];
    let site = Site::of(&files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.into() }));
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("articles/quay.html")).await.expect("a page");
        let marked = client.find(Locator::Css("mark a")).await.expect("the expression");
        assert_eq!(marked.text().await.expect("text"), "14 March 2024");
        click(&client, ".footnote-reference a").await;
        until(&client, "location.hash === '#note-1'").await;
        click(&client, "#note-1 a").await;
        until(&client, "location.hash === '#to-note-1' && !!document.querySelector('#to-note-1:target')").await;
        let original = evaluate(&client, "document.querySelector('.article-head .original').href").await;
        assert_eq!(original, "https://example.org/quay");
        click(&client, "mark a").await;
        until(&client, "document.activeElement.closest('.event')?.textContent.includes('14 March 2024')").await;
        client.goto(&site.file("articles/quay.html")).await.expect("a page");
        click(&client, "a[rel=next]").await;
        until(&client, "document.title.startsWith('The ferry')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn without_scripts_a_tag_and_a_publisher_have_pages_and_lead_to_the_timeline() {
    let site = Site::of_articles(10);
    with_browser(Settings { without_scripts: true, ..Settings::default() }, async |client| {
        for (list, page, told) in [
            ("#tags + ul a[href*=rail]", "tags/rail.html", "rail"),
            ("#publishers + ul a[href*=north]", "publishers/north-wire.html", "North Wire"),
        ] {
            client.goto(&site.file("index.html")).await.expect("a page");
            click(&client, ".site-foot a").await;
            click(&client, list).await;
            assert!(client.current_url().await.expect("an address").path().ends_with(page));
            let expected = site.ids_of(|event| {
                let tagged = event["tags"].as_array().is_some_and(|tags| tags.contains(&told.into()));
                let sources = event["sources"].as_array();
                tagged || sources.is_some_and(|all| all.iter().any(|source| source["publisher"] == told))
            });
            let events = client.find_all(Locator::Css(".event")).await.expect("events");
            assert_eq!(events.len(), expected.len(), "{page}");
            // The title of an article that only stands at its day leads to the article.
            let own = ".event h4 a[href*='#']";
            let title = client.find(Locator::Css(own)).await.expect("a title that leads to the event");
            let there = title.attr("href").await.expect("an answer").expect("an address");
            click(&client, own).await;
            let (_, id) = there.split_once('#').expect("an anchor");
            let event = client.find(Locator::Id(id)).await.expect("the event on the timeline");
            assert!(event.is_displayed().await.expect("an answer"));
        }
    });
}

#[test]
fn the_page_for_a_frame_is_the_timeline_without_its_head() {
    let site = Site::harbour();
    let address = site.file("frame.html");
    let frame =
        "<!DOCTYPE html><title>A page of another site</title><iframe width=700 height=500 src=embed.html></iframe>";
    std::fs::write(site.output.join("frame.html"), frame).expect("written");
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        let all = seen(&client).await;
        client.goto(&address).await.expect("a page");
        let inner = client.find(Locator::Css("iframe")).await.expect("a frame");
        inner.enter_frame().await.expect("the frame");
        assert_eq!(seen(&client).await, all);
        for gone in [".site-head", ".site-foot"] {
            assert!(client.find(Locator::Css(gone)).await.is_err(), "{gone}");
        }
        search(&client, "ferry").await;
        until(&client, "document.querySelector('.found').textContent.includes(' of ')").await;
        let whole = client.find(Locator::Css("a.order")).await.expect("a way out");
        assert_eq!(whole.attr("target").await.expect("an answer").as_deref(), Some("_blank"));
        let wide = evaluate(&client, "document.documentElement.scrollWidth - innerWidth").await;
        assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{wide} too wide");
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn the_first_screen_tells_six_events_and_a_long_text_opens() {
    let site = Site::of_articles(10);
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        let seen = "Array.from(document.querySelectorAll('.event .text, .event.is-article h4')).filter((text) => \
                    text.getBoundingClientRect().bottom <= innerHeight).length";
        let seen = evaluate(&client, seen).await;
        assert!(seen.as_u64().is_some_and(|seen| seen >= 6), "{seen} events on the first screen");
        let span = evaluate(&client, "document.querySelector('.strip').ariaLabel").await;
        assert!(span.as_str().is_some_and(|span| span.contains("1962")), "{span}");
        let long = "document.querySelector('.text').append(' and so on'.repeat(60))";
        evaluate(&client, long).await;
        let height = "document.querySelector('.text').offsetHeight";
        let folded = evaluate(&client, height).await.as_u64().expect("a height");
        click(&client, ".text").await;
        let open = evaluate(&client, height).await.as_u64().expect("a height");
        assert!(folded < 60 && open > folded + 40, "{folded}, then {open}");
    });
}
