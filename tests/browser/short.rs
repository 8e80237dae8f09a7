//! A short timeline: order, search, tags, links to events, without scripts, on a telephone.

use super::driver::{Settings, console, with_browser};
use super::host::Host;
use super::site::Site;
use super::{evaluate, search, seen, sorted, until};
use fantoccini::{Client, Locator};

async fn order_search_tags_and_links(client: &Client, site: &Site, index: &str, oldest: &str) {
    client.goto(oldest).await.expect("a page");
    assert_eq!(seen(client).await, site.ids(), "oldest first is the order of events.json");
    client.goto(index).await.expect("a page");
    let newest = seen(client).await;
    assert_eq!(sorted(&newest), sorted(&site.ids()));
    let days: Vec<&str> = newest
        .iter()
        .filter_map(|id| site.events.iter().find(|event| event["id"] == **id && event["precision"] == "day"))
        .map(|event| event["from"].as_str().expect("a date"))
        .collect();
    assert!(days.len() > 2 && days.is_sorted_by(|a, b| a >= b), "newest first: {days:?}");

    // Search: by words of the sentence, without their case; the address keeps it.
    search(client, "FERRY").await;
    let told = site.ids_of(|event| event["text"].as_str().is_some_and(|text| text.contains("ferry")));
    until(client, "document.querySelector('.found').textContent.includes(' of ')").await;
    assert_eq!(seen(client).await, told);
    assert_eq!(evaluate(client, "location.search").await, "?q=FERRY");
    let found = client.find(Locator::Css(".found")).await.expect("a line").text().await.expect("text");
    assert_eq!(found, format!("{} of {} events", told.len(), site.events.len()));
    client.refresh().await.expect("the page again");
    until(client, "document.querySelector('.found').textContent.includes(' of ')").await;
    assert_eq!(seen(client).await, told, "the address holds the search");
    client.find(Locator::Css("button[type=reset]")).await.expect("a button").click().await.expect("clicked");
    assert_eq!(seen(client).await, newest);

    // A tag; then the browser's way back.
    client.find(Locator::Css("#filter-tag summary")).await.expect("tags").click().await.expect("clicked");
    client.find(Locator::Css("#filter-tag [value=rail]")).await.expect("a box").click().await.expect("clicked");
    let tagged = site.ids_of(|event| event["tags"].as_array().is_some_and(|tags| tags.contains(&"rail".into())));
    assert!(!tagged.is_empty() && tagged.len() < site.events.len());
    assert_eq!(sorted(&seen(client).await), sorted(&tagged));
    assert_eq!(evaluate(client, "location.search").await, "?tag=rail");
    client.back().await.expect("the page before");
    assert_eq!(seen(client).await, newest);

    // An event by its id, by another id of it, and out of a search that hides it.
    let joined = site.events.iter().find(|event| event["aliases"][0].is_string()).expect("an event told twice");
    let (id, alias) = (joined["id"].as_str().expect("an id"), joined["aliases"][0].as_str().expect("an id"));
    for address in [format!("{index}#{id}"), format!("{index}#{alias}"), format!("{index}?q=ferry#{alias}")] {
        client.goto("about:blank").await.expect("a page");
        client.goto(&address).await.expect("a page");
        until(client, &format!("document.activeElement.id === '{id}'")).await;
        let script = "(() => { const box = document.activeElement.getBoundingClientRect(); \
                      return box.top >= 0 && box.top < innerHeight && box.height > 0; })()";
        assert_eq!(evaluate(client, script).await, true, "{address} is in sight");
    }

    // From the event to its place in the article and back.
    client.goto(index).await.expect("a page");
    let names = format!("#{id} .names a");
    client.find(Locator::Css(&names)).await.expect("a source").click().await.expect("clicked");
    let mark = client.find(Locator::Css(&format!("[id='{id}'] + mark a"))).await.expect("the mark of the event");
    mark.click().await.expect("clicked");
    until(client, &format!("document.activeElement.id === '{id}'")).await;
    assert_eq!(console(client).await, Vec::<String>::new());
}

#[test]
fn everything_works_from_the_disk() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        order_search_tags_and_links(&client, &site, &site.file("index.html"), &site.file("oldest.html")).await;
    });
}

#[test]
fn everything_works_from_a_server() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        let server = Host::of(&site.output);
        let address = server.address();
        let running = tokio::spawn(server.serve());
        order_search_tags_and_links(&client, &site, &address, &format!("{address}oldest.html")).await;
        client.goto(&format!("{address}none.html")).await.expect("a page");
        client.find(Locator::Css("a[href='index.html']")).await.expect("a way home");
        running.abort();
    });
}

#[test]
fn all_can_be_read_without_scripts() {
    let site = Site::harbour();
    with_browser(Settings { without_scripts: true, ..Settings::default() }, async |client| {
        client.goto(&site.file("oldest.html")).await.expect("a page");
        assert_eq!(seen(&client).await, site.ids());
        let reasons = client.find_all(Locator::Css(".why summary")).await.expect("reasons");
        reasons[0].click().await.expect("clicked");
        let reason = client.find(Locator::Css(".why[open] .reason, .why[open] .from")).await.expect("a reason");
        assert!(reason.is_displayed().await.expect("an answer"), "a reason opens");
        let field = client.find(Locator::Css("input[type=search]")).await.expect("the field");
        assert!(!field.is_displayed().await.expect("an answer"), "a search that cannot work is not shown");
    });
}

#[test]
fn nothing_is_wider_than_a_telephone() {
    let site = Site::harbour();
    for width in [390, 320] {
        with_browser(Settings { telephone: Some(width), ..Settings::default() }, async |client| {
            for page in ["index.html", "articles/2024-03-15-budget.html", "404.html"] {
                client.goto(&site.file(page)).await.expect("a page");
                let wide = evaluate(&client, "[innerWidth, document.documentElement.scrollWidth]").await;
                assert_eq!(wide[0], width, "{page} is laid out for the telephone");
                assert!(wide[1].as_u64().is_some_and(|wide| wide <= u64::from(width)), "{page} at {width}: {wide}");
            }
            assert_eq!(console(&client).await, Vec::<String>::new());
        });
    }
}
