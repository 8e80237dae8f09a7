//! A timeline in parts: they are brought in as the reader nears them, by links, by a search.

use super::driver::{Settings, before_each_page, console, with_browser};
use super::host::Host;
use super::site::Site;
use super::{click, evaluate, search, seen, until};
use fantoccini::Client;
use std::collections::BTreeSet;

const FOUND: &str = "document.querySelector('.found').textContent.includes(' of ')";

/// Serves the folder that holds the site, so that the site stands below the root of its host.
async fn served(client: Client, site: &Site, test: impl AsyncFnOnce(&Client, &str)) {
    let server = Host::of(&site.parent);
    let root = server.address();
    let running = tokio::spawn(server.serve());
    test(&client, &root).await;
    assert_eq!(console(&client).await, Vec::<String>::new());
    running.abort();
}

#[test]
fn parts_come_as_the_reader_nears_them_and_far_ones_go() {
    let site = Site::of_articles(120);
    with_browser(Settings::default(), async |client| {
        served(client, &site, async |client, root| {
            client.goto(&site.below(root, "index.html")).await.expect("a page");
            let first = seen(client).await;
            assert!((100..=200).contains(&first.len()), "{} on the first page", first.len());
            let ids: BTreeSet<String> = site.ids().into_iter().map(String::from).collect();
            let mut met: BTreeSet<String> = first.into_iter().collect();
            for _ in 0..400 {
                evaluate(client, "scrollBy(0, innerHeight * 2)").await;
                until(client, "!document.querySelector('[aria-busy]')").await;
                met.extend(seen(client).await);
                let events = evaluate(client, "document.querySelectorAll('.event').length").await;
                assert!(events.as_u64().is_some_and(|events| events <= 1000), "{events} events at a time");
                let script = "scrollY + innerHeight >= document.documentElement.scrollHeight - 2";
                if evaluate(client, script).await == true && met.len() == ids.len() {
                    break;
                }
            }
            assert_eq!(met.len(), ids.len(), "every event comes by");
            assert_eq!(met, ids);
        })
        .await;
    });
}

#[test]
fn a_link_to_an_event_that_is_not_there_yet_brings_it() {
    let site = Site::of_articles(120);
    with_browser(Settings::default(), async |client| {
        served(client, &site, async |client, root| {
            let id = site.ids()[300];
            for page in ["index.html", "oldest.html", "index.html?tag=none-has-this"] {
                client.goto("about:blank").await.expect("a page");
                client.goto(&format!("{}#{id}", site.below(root, page))).await.expect("a page");
                until(client, &format!("document.activeElement.id === '{id}'")).await;
                let script = "(() => { const box = document.activeElement.getBoundingClientRect(); \
                              const there = document.elementFromPoint(box.left + 20, box.top + 12); \
                              return box.top >= 0 && box.top < innerHeight / 2 && document.activeElement.contains(there); })()";
                until(client, script).await;
            }
            // A year of the list beside it, and the way back.
            client.goto(&site.below(root, "index.html")).await.expect("a page");
            click(client, ".rail a[href$='#y-1962']").await;
            until(client, "location.hash === '#y-1962'").await;
            until(client, "document.activeElement.id === 'y-1962'").await;
            client.back().await.expect("the page before");
            until(client, "location.hash === ''").await;
        })
        .await;
    });
}

/// On a busy machine the browser tells what is far from the window only while the part that a link
/// leads to is under way; the part is not to be let go for that.
const LATE_OBSERVERS: &str = "const Observer = IntersectionObserver; window.IntersectionObserver = class extends Observer { \
     constructor(tell, options) { super((...all) => setTimeout(tell, 800, ...all), options); } }; \
     const get = fetch; window.fetch = async (address) => { \
     if (address.endsWith('.html')) await new Promise((done) => setTimeout(done, 1600)); return get(address); };";

#[test]
fn what_a_link_brought_stays_when_the_browser_tells_late_what_is_far() {
    let site = Site::of_articles(120);
    with_browser(Settings::default(), async |client| {
        served(client, &site, async |client, root| {
            before_each_page(client, LATE_OBSERVERS).await;
            let id = site.ids()[300];
            client.goto(&format!("{}#{id}", site.below(root, "index.html"))).await.expect("a page");
            until(client, &format!("document.activeElement.id === '{id}'")).await;
            tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
            assert_eq!(evaluate(client, &format!("document.activeElement.id === '{id}'")).await, true);
        })
        .await;
    });
}

#[test]
fn a_search_finds_what_is_not_on_the_page() {
    let site = Site::of_articles(120);
    with_browser(Settings::default(), async |client| {
        served(client, &site, async |client, root| {
            client.goto(&site.below(root, "index.html")).await.expect("a page");
            search(client, "Number1042").await;
            until(client, FOUND).await;
            let told = site.ids_of(|event| event["text"].as_str().is_some_and(|text| text.contains("number1042")));
            assert_eq!(told.len(), 1);
            until(client, &format!("!!document.getElementById('{}')", told[0])).await;
            assert_eq!(seen(client).await, told);

            // Another reader opens the address of a choice.
            let shared = site.below(root, "index.html?tag=rail&source=North+Wire&to=2022-12&q=ferry");
            client.goto(&shared).await.expect("a page");
            until(client, FOUND).await;
            let fits = |event: &serde_json::Value| {
                let has =
                    |list: &serde_json::Value, name: &str| list.as_array().is_some_and(|l| l.contains(&name.into()));
                has(&event["tags"], "rail")
                    && event["sources"]
                        .as_array()
                        .is_some_and(|all| all.iter().any(|one| one["publisher"] == "North Wire"))
                    && event["text"].as_str().is_some_and(|text| text.contains("ferry"))
                    && event["from"].as_str().is_some_and(|from| from < "2023")
            };
            let told = site.ids_of(fits);
            assert!(told.len() > 1, "the choice leaves some");
            let found = evaluate(client, "document.querySelector('.found').textContent").await;
            assert_eq!(
                found,
                format!("{} of {} events", told.len(), site.ids().len().to_string().replacen('1', "1,", 1))
            );
            until(client, "document.querySelectorAll('.event:not([hidden])').length > 0").await;
            for id in seen(client).await {
                assert!(told.contains(&id.as_str()), "{id} does not fit");
            }
        })
        .await;
    });
}

#[test]
fn from_the_disk_the_links_lead_to_the_parts() {
    let site = Site::of_articles(120);
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        search(&client, "quay").await;
        until(&client, "document.querySelector('.found').textContent.includes('disk')").await;
        click(&client, ".part a").await;
        until(&client, "location.pathname.includes('/parts/')").await;
        assert!(seen(&client).await.len() >= 100);
        click(&client, "a[rel=next]").await;
        click(&client, ".steps a:not([rel])").await;
        until(&client, "location.pathname.endsWith('/index.html')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn without_scripts_every_event_is_reached_by_links() {
    let site = Site::of_articles(120);
    for page in ["index.html", "oldest.html"] {
        let read = |page: &str| std::fs::read_to_string(site.output.join(page)).expect("a page");
        let first = read(page);
        let links = first.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let parts: BTreeSet<&str> = links.filter(|link| link.starts_with("parts/") && !link.contains('#')).collect();
        let pages: String = parts.into_iter().map(read).chain([first.clone()]).collect();
        let lost: Vec<&str> = site.ids().into_iter().filter(|id| !pages.contains(&format!("id=\"{id}\""))).collect();
        assert!(lost.is_empty(), "{page} leads to all but {lost:?}");
    }
}
