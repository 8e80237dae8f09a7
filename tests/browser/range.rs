//! The strip: its range by keys, by drawing and in the address; its break and its true scale.

use super::driver::{Settings, console, with_browser};
use super::site::Site;
use super::{click, evaluate, press, seen, sorted, until};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use std::time::Duration;

const RIGHT: &str = "\u{e014}";
const PAGE_DOWN: &str = "\u{e00f}";

#[test]
fn a_range_is_chosen_by_keys_and_by_drawing() {
    let site = Site::of_articles(30);
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        let all = seen(&client).await.len();
        let slider = client.find(Locator::Css("[role=slider]")).await.expect("a thumb");
        slider.click().await.expect("clicked");
        press(&client, RIGHT).await;
        until(&client, "location.search === '?from=1962-06'").await;
        until(&client, &format!("document.querySelectorAll('.event:not([hidden])').length === {}", all - 1)).await;
        let said = evaluate(&client, "document.activeElement.getAttribute('aria-valuetext')").await;
        assert_eq!(said, "June 1962");
        assert_eq!(evaluate(&client, "document.querySelector('[name=from]').value").await, "1962-06");
        client.goto(&site.file("index.html?from=2023-06&to=2023-07")).await.expect("a page");
        let told = site.ids_of(|event| {
            let from = event["from"].as_str().unwrap_or_default();
            from.starts_with("2023-06") || from.starts_with("2023-07")
        });
        assert!(told.len() > 20);
        until(&client, "document.querySelector('.found').textContent !== ''").await;
        until(&client, "!!document.querySelector('.fitting')").await;
        assert_eq!(sorted(&seen(&client).await), sorted(&told));
        let thumbs = client.find_all(Locator::Css("[role=slider]")).await.expect("thumbs");
        thumbs[1].click().await.expect("clicked");
        press(&client, PAGE_DOWN).await;
        assert_eq!(evaluate(&client, "location.search").await, "?from=2023-06&to=2023-07", "the ends do not cross");

        // Drawing over the right half.
        client.goto(&site.file("index.html")).await.expect("a page");
        let strip = client.find(Locator::Css(".scale")).await.expect("the strip");
        let (x, y, width, height) = strip.rectangle().await.expect("a place");
        let to = |part: f64| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(50)),
            x: x + width * part,
            y: y + height / 2.0,
        };
        let drawing = MouseActions::new("mouse".into())
            .then(to(0.55))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(to(0.6))
            .then(to(0.9))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        client.perform_actions(drawing).await.expect("drawn");
        until(&client, "location.search.startsWith('?from=2023-') && location.search.includes('&to=2023-')").await;
        until(&client, "!!document.querySelector('.fitting')").await;
        client.back().await.expect("the page before");
        until(&client, "location.search === '' && !document.querySelector('.event[hidden]')").await;
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn one_old_event_takes_little_of_the_strip_until_the_true_scale_is_asked_for() {
    let site = Site::of_articles(30);
    for without_scripts in [false, true] {
        with_browser(Settings { without_scripts, ..Settings::default() }, async |client| {
            client.goto(&site.file("index.html")).await.expect("a page");
            let fold = client.find(Locator::Css(".folded .gap")).await.expect("a fold");
            assert_eq!(fold.text().await.expect("its label"), "61 years");
            let even = client.find(Locator::Css("svg.even")).await.expect("the true scale");
            assert!(!even.is_displayed().await.expect("an answer"));
            click(&client, "#true-scale").await;
            assert!(even.is_displayed().await.expect("an answer"));
            assert!(!fold.is_displayed().await.expect("an answer"));
        });
    }
}
