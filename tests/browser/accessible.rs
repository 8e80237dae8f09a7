//! What is read by those who do not see the page, print it, or see it otherwise.
//!
//! The rules are those of axe-core, which comes from npm: `npm install` in `tests/browser/tools`.

use super::driver::{Settings, console, emulate, with_browser};
use super::site::Site;
use super::{click, evaluate, search, until};
use fantoccini::Client;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// The rules, as a script. Where they are not installed it says so aloud and the test passes,
/// unless `DATELINE_BROWSER=required` is set.
fn axe() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/tools/node_modules/axe-core/axe.min.js");
    if let Ok(script) = std::fs::read_to_string(path) {
        return Some(script);
    }
    let required = std::env::var_os("DATELINE_BROWSER").is_some_and(|value| value == "required");
    assert!(!required, "DATELINE_BROWSER=required, but axe-core is not installed: npm install in tests/browser/tools");
    let said = "SKIPPED the rules of accessibility: npm install in tests/browser/tools brings them\n";
    std::io::stderr().write_all(said.as_bytes()).expect("stderr is open");
    None
}

/// All rules, with the one on the size of targets that is off by default.
const ALL: &str = "rules: {'target-size': {enabled: true}}";
/// The one rule that the colours decide.
const CONTRAST: &str = "runOnly: ['color-contrast']";

async fn obeys(client: &Client, rules: &str, which: &str, what: &str) {
    client.execute(rules, Vec::new()).await.expect("the rules");
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         axe.run(document, {{resultTypes: ['violations'], {which}}}).then((result) => done(result.violations.map((one) => \
         one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | '))));"
    );
    let broken = client.execute_async(&script, Vec::new()).await.expect("a result");
    assert_eq!(broken, json!([]), "{what}");
}

const LIGHT: &[(&str, &str)] = &[("prefers-color-scheme", "light")];
const DARK: &[(&str, &str)] = &[("prefers-color-scheme", "dark")];

#[test]
fn the_rules_of_accessibility_are_kept() {
    let Some(rules) = axe() else { return };
    let sites =
        [("a handful", Site::harbour()), ("a hundred", Site::of_articles(10)), ("a thousand", Site::of_articles(100))];
    for telephone in [None, Some(390)] {
        for (size, site) in &sites {
            with_browser(Settings { telephone, ..Settings::default() }, async |client| {
                for (scheme, which) in [(LIGHT, ALL), (DARK, CONTRAST)] {
                    let what = |what: &str| format!("{what} of {size} events, {scheme:?}, {telephone:?}");
                    emulate(&client, "screen", scheme).await;
                    client.goto(&site.file("index.html")).await.expect("a page");
                    obeys(&client, &rules, which, &what("the page")).await;
                    click(&client, ".why summary").await;
                    click(&client, "#filter-tag summary").await;
                    obeys(&client, &rules, which, &what("what can be opened")).await;
                    evaluate(&client, "document.querySelector('#keys').showModal()").await;
                    obeys(&client, &rules, which, &what("the help")).await;
                    if *size != "a thousand" {
                        client.goto(&site.file("oldest.html")).await.expect("a page");
                        search(&client, "opened").await;
                        until(&client, "document.querySelector('.found').textContent !== ''").await;
                        obeys(&client, &rules, which, &what("a search")).await;
                    }
                }
                if *size == "a thousand" {
                    client.goto(&site.file("index.html")).await.expect("a page");
                    click(&client, ".part a").await;
                    obeys(&client, &rules, ALL, "the page of a part").await;
                }
            });
        }
    }
}

#[test]
fn every_event_of_the_page_is_printed_with_its_reason() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        emulate(&client, "print", &[]).await;
        let hidden = "Array.from(document.querySelectorAll('.event')).filter((event) => \
                      !event.offsetHeight || getComputedStyle(event).contentVisibility !== 'visible').length";
        assert_eq!(evaluate(&client, hidden).await, 0);
        let reasons = evaluate(&client, "document.querySelector('main').innerText").await;
        let reason = site.events[0]["sources"][0]["reason"].as_str().expect("a reason");
        assert!(reasons.as_str().is_some_and(|text| text.contains(reason)), "{reason} in {reasons}");
        let tools = evaluate(&client, "document.querySelector('.tools').offsetHeight").await;
        assert_eq!(tools, 0, "what cannot be worked on paper is left out");
        let after = "getComputedStyle(document.querySelector('a.original'), '::after').content";
        let address = evaluate(&client, after).await;
        assert!(address.as_str().is_some_and(|text| text.contains("https://example.org/harbour/budget")), "{address}");
    });
    // Of a part that is not on the page there is its heading and its address, not its height.
    let long = Site::of_articles(60);
    with_browser(Settings::default(), async |client| {
        client.goto(&long.file("index.html")).await.expect("a page");
        emulate(&client, "print", &[]).await;
        let tall = "(() => { const part = document.querySelector('.part'); part.style.minBlockSize = '9999px'; \
                    return part.offsetHeight; })()";
        let tall = evaluate(&client, tall).await;
        assert!(tall.as_u64().is_some_and(|tall| tall > 0 && tall < 200), "{tall} pixels of paper for a heading");
    });
}

#[test]
fn what_the_reader_prefers_is_heeded() {
    let site = Site::harbour();
    with_browser(Settings::default(), async |client| {
        client.goto(&site.file("index.html")).await.expect("a page");
        let ground = "getComputedStyle(document.body).backgroundColor";
        emulate(&client, "screen", LIGHT).await;
        let light = evaluate(&client, ground).await;
        emulate(&client, "screen", DARK).await;
        assert_ne!(evaluate(&client, ground).await, light);
        emulate(&client, "screen", &[("prefers-reduced-motion", "reduce")]).await;
        assert_eq!(evaluate(&client, "getComputedStyle(document.documentElement).scrollBehavior").await, "auto");
        emulate(&client, "screen", &[("forced-colors", "active")]).await;
        let shape = "getComputedStyle(document.querySelector('.date'), '::after').backgroundColor";
        assert_ne!(evaluate(&client, shape).await, Value::from("rgba(0, 0, 0, 0)"), "the shapes are drawn");
        assert_eq!(console(&client).await, Vec::<String>::new());
    });
}

#[test]
fn a_language_from_right_to_left_is_laid_out_so() {
    let site = Site::harbour();
    for telephone in [None, Some(390)] {
        with_browser(Settings { telephone, ..Settings::default() }, async |client| {
            client.goto(&site.file("index.html")).await.expect("a page");
            evaluate(&client, "document.documentElement.dir = 'rtl'").await;
            let wide = evaluate(&client, "document.documentElement.scrollWidth - innerWidth").await;
            assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{wide} too wide");
            let label = "document.querySelector('.label').getBoundingClientRect().right > \
                         document.querySelector('.event').getBoundingClientRect().right - 40";
            assert_eq!(evaluate(&client, label).await, true, "dates stand at the right");
        });
    }
}
