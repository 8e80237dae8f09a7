//! The keyboard alone: from the first Tab to a source, single keys, the switch that turns them off.

use super::driver::{Settings, console, with_browser};
use super::site::Site;
use super::{click, evaluate, press, seen, until};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

#[test]
fn from_the_first_tab_to_a_source() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        press(&client, TAB).await;
        assert_eq!(evaluate(&client, "document.activeElement.className").await, "skip");
        press(&client, ENTER).await;
        until(&client, "location.hash === '#time-line'").await;
        for _ in 0..4 {
            press(&client, TAB).await;
            let ring = "(() => { const style = getComputedStyle(document.activeElement); \
                        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()";
            assert_eq!(evaluate(&client, ring).await, true, "the focus is seen");
            if evaluate(&client, "!!document.activeElement.closest('.names')").await == true {
                break;
            }
        }
        press(&client, ENTER).await;
        until(&client, "location.pathname.includes('/articles/')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn single_keys_walk_the_timeline_and_can_be_turned_off() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        let events = seen(&client).await;
        let active = "document.activeElement.id";
        for (key, event) in [("j", 0), ("j", 1), ("j", 2), ("k", 1)] {
            press(&client, key).await;
            assert_eq!(evaluate(&client, active).await, events[event], "{key}");
        }
        press(&client, "]").await;
        let section = evaluate(&client, "document.activeElement.className").await;
        assert_eq!(section, "section");
        press(&client, "t").await;
        assert_eq!(evaluate(&client, active).await, events[0], "the newest is nearest to today");
        press(&client, "/").await;
        assert_eq!(evaluate(&client, "document.activeElement.name").await, "q");
        press(&client, "j").await;
        assert_eq!(evaluate(&client, "document.activeElement.value").await, "j", "letters are typed into the search");
        click(&client, "button[type=reset]").await;

        // The help, and its switch, which is remembered.
        evaluate(&client, "document.activeElement.blur()").await;
        press(&client, "?").await;
        assert_eq!(evaluate(&client, "document.querySelector('#keys').open").await, true);
        click(&client, "#keys-switch").await;
        press(&client, ESCAPE).await;
        assert_eq!(evaluate(&client, "document.querySelector('#keys').open").await, false);
        client.refresh().await.expect("the page again");
        press(&client, "j").await;
        assert_eq!(evaluate(&client, "document.activeElement.tagName").await, "BODY", "the keys are off");
        click(&client, ".keys-open").await;
        click(&client, "#keys-switch").await;
        press(&client, ESCAPE).await;
        until(&client, "document.activeElement.matches('.keys-open')").await;
        evaluate(&client, "document.activeElement.blur(), scrollTo({top: 0, behavior: 'instant'})").await;
        press(&client, "j").await;
        assert_eq!(evaluate(&client, active).await, events[0]);

        // Only the reader's setting is kept.
        assert_eq!(evaluate(&client, "Object.keys(localStorage).join()").await, "dateline-keys");
        assert_eq!(evaluate(&client, "document.cookie + Object.keys(sessionStorage).join()").await, "");
        press(&client, "o").await;
        until(&client, "location.pathname.includes('/articles/')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}
