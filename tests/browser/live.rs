//! A page of `dateline serve` while its articles are written.

use super::driver::{Settings, console, with_browser};
use super::{click, evaluate, search, until};
use crate::preview::{ARTICLE, Served};
use std::fmt::Write;

/// An article of a year, with an event on every third day.
fn year(year: i32, what: &str) -> String {
    let mut text = format!("---\ntitle: The year {year}\ndate: {}-01-15\ntags: [harbour]\n---\n", year + 1);
    for month in ["March", "June", "October"] {
        for day in (1..=28).step_by(3) {
            let _ = write!(text, "\nOn {day} {month} {year} {what} number {day} of {month} was opened.\n");
        }
    }
    text
}

#[test]
fn a_save_changes_the_page_and_leaves_the_reader_where_she_was() {
    let years: Vec<(String, String)> =
        (1990..2020).map(|number| (format!("content/{number}.md"), year(number, "quay"))).collect();
    let files: Vec<(&str, &str)> = years.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let served = Served::of(&files);
    with_browser(Settings::default(), async |client| {
        client.goto(&served.address()).await.expect("a page");
        search(&client, "quay").await;
        until(&client, "location.search === '?q=quay'").await;
        // Far down, where parts of the timeline were loaded on the way.
        let first = "Array.from(document.querySelectorAll('.event')).find((event) => \
                     event.getBoundingClientRect().bottom > 1)";
        for _ in 0..6 {
            evaluate(&client, "scrollBy(0, 3000)").await;
            until(&client, &format!("!document.querySelector('[aria-busy]') && !!{first}")).await;
        }
        let place = format!("((event) => [event.id, Math.round(event.getBoundingClientRect().top)])({first})");
        let before = evaluate(&client, &place).await;
        let scrolled = evaluate(&client, "scrollY").await.as_f64().expect("a number");
        assert!(scrolled > 5000.0, "{scrolled}");
        evaluate(&client, "window.isOld = true").await;
        served.save("content/2018.md", &year(2018, "quay and pier"));
        until(&client, "!window.isOld && document.readyState === 'complete'").await;
        until(&client, &format!("!!{first} && JSON.stringify({place}) === '{before}'")).await;
        assert_eq!(evaluate(&client, "location.search").await, "?q=quay");
        assert_eq!(evaluate(&client, "document.querySelector('input[type=search]').value").await, "quay");
        evaluate(&client, "scrollTo(0, 0)").await;
        until(&client, "document.body.textContent.includes('quay and pier')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn an_error_lies_over_the_page_until_it_is_mended() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    with_browser(Settings::default(), async |client| {
        for page in ["", "articles/quay.html"] {
            client.goto(&format!("{}{page}", served.address())).await.expect("a page");
            served.save("content/quay.md", "---\ntitle: [<b>\n---\n\nThe new quay opened on Thursday.\n");
            until(&client, "document.querySelector('.dateline-troubles')?.textContent.includes('content/quay.md:')")
                .await;
            until(&client, "getComputedStyle(document.querySelector('.dateline-troubles')).position === 'fixed'").await;
            assert_eq!(
                evaluate(&client, "document.querySelector('.dateline-troubles b')").await,
                serde_json::Value::Null
            );
            assert_eq!(evaluate(&client, "document.body.textContent.includes('quay opened')").await, true);
            // Another page shows it as well, and it can be put aside.
            client.goto(&format!("{}browse.html", served.address())).await.expect("a page");
            until(&client, "!!document.querySelector('.dateline-troubles')").await;
            click(&client, ".dateline-troubles button").await;
            until(&client, "!document.querySelector('.dateline-troubles')").await;
            client.goto(&format!("{}{page}", served.address())).await.expect("a page");
            until(&client, "!!document.querySelector('.dateline-troubles')").await;
            served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
            until(&client, "!document.querySelector('.dateline-troubles')").await;
            until(&client, "document.body.textContent.includes('long pier')").await;
            served.save("content/quay.md", ARTICLE);
            until(&client, "document.body.textContent.includes('new quay')").await;
        }
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn ten_open_pages_all_follow() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    with_browser(Settings::default(), async |client| {
        client.goto(&served.address()).await.expect("a page");
        // A browser makes six connections to a server: pages in the background must hold none.
        for _ in 0..9 {
            let tab = client.new_window(true).await.expect("a tab");
            client.switch_to_window(tab.handle).await.expect("a tab");
            client.goto(&served.address()).await.expect("a page");
        }
        served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
        for window in client.windows().await.expect("windows") {
            client.switch_to_window(window).await.expect("a tab");
            until(&client, "document.body.textContent.includes('long pier')").await;
        }
    });
}
