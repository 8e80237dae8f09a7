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

/// People and places are chosen as tags are: one or several of them, with a tag, by the address, back.
async fn people_and_places(client: &Client, site: &Site, index: &str) {
    let named = |names: &[&str]| {
        let has = |event: &serde_json::Value| {
            let people = event["people"].as_array().expect("a list");
            names.iter().any(|name| people.contains(&(*name).into()))
        };
        site.ids_of(has)
    };
    client.goto(index).await.expect("a page");
    let all = site.events.len();
    let shown = |count: usize| format!("document.querySelector('.found').textContent === '{count} of {all} events'");
    client.find(Locator::Css("#filter-about summary")).await.expect("names").click().await.expect("clicked");
    let labels = "Array.from(document.querySelectorAll('#filter-about label')).map((label) => label.innerText.replace(/\\s+/g, ' ').trim())";
    let labels = evaluate(client, labels).await;
    let brandt = named(&["Ida Brandt"]);
    assert!(brandt.len() > 3 && brandt.len() < all);
    assert!(labels.as_array().expect("labels").contains(&format!("Ida Brandt {}", brandt.len()).into()), "{labels}");
    client
        .find(Locator::Css("#filter-about [value='Ida Brandt']"))
        .await
        .expect("a box")
        .click()
        .await
        .expect("clicked");
    until(client, &shown(brandt.len())).await;
    assert_eq!(evaluate(client, "location.search").await, "?about=Ida+Brandt");
    let both = named(&["Ida Brandt", "Quay League"]);
    assert!(both.len() > brandt.len());
    client
        .find(Locator::Css("#filter-about [value='Quay League']"))
        .await
        .expect("a box")
        .click()
        .await
        .expect("clicked");
    until(client, &shown(both.len())).await;
    assert_eq!(evaluate(client, "document.querySelector('#filter-about .chosen').textContent").await, "2");
    client.back().await.expect("the page before");
    until(client, &shown(brandt.len())).await;
    // All of these events have the tag, which is spelt as the name is.
    client.goto(&format!("{index}?about=Lower+Soll&tag=Ida+Brandt")).await.expect("a page");
    until(client, &shown(named(&["Lower Soll"]).len())).await;
    client.find(Locator::Css("button[type=reset]")).await.expect("a button").click().await.expect("clicked");
    until(client, "document.querySelector('.found').textContent === ''").await;
    assert_eq!(evaluate(client, "location.search").await, "");
    assert_eq!(console(client).await, Vec::<String>::new());
}

#[test]
fn people_and_places_are_chosen_on_one_page_and_on_many() {
    with_browser(Settings::default(), async |client| {
        let short = Site::with_people(8);
        people_and_places(&client, &short, &short.file("index.html")).await;
        let long = Site::with_people(180);
        assert!(long.output.join("data").exists(), "it has parts");
        let server = Host::of(&long.output);
        let address = server.address();
        let running = tokio::spawn(server.serve());
        people_and_places(&client, &long, &address).await;
        running.abort();
    });
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
