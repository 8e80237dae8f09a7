//! The built page in a real browser: a short timeline, a long one in parts, keys, the strip, what is
//! read by those who do not see it, bad input, the pages around it; our export in TimelineJS.

mod accessible;
mod bad_input;
mod driver;
mod host;
mod keys;
mod live;
mod long;
mod pages;
mod range;
mod short;
mod site;
mod timelinejs;

use fantoccini::{Client, Locator};
use serde_json::Value;

/// The ids of the events that can be seen, in the order of the page.
async fn seen(client: &Client) -> Vec<String> {
    let script = "Array.from(document.querySelectorAll('.event')).filter((event) => event.offsetParent).map((event) => event.id)";
    let ids = evaluate(client, script).await;
    ids.as_array().expect("a list").iter().map(|id| id.as_str().expect("an id").to_string()).collect()
}

fn sorted<T: AsRef<str>>(ids: &[T]) -> Vec<&str> {
    let mut ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    ids.sort_unstable();
    ids
}

async fn search(client: &Client, words: &str) {
    let field = client.find(Locator::Css("input[type=search]")).await.expect("a field");
    field.send_keys(words).await.expect("typed");
}

async fn evaluate(client: &Client, script: &str) -> Value {
    client.execute(&format!("return {script};"), Vec::new()).await.expect("a value")
}

/// Waits until a script's value is true; ten seconds at most.
async fn until(client: &Client, script: &str) {
    for _ in 0..200 {
        if evaluate(client, script).await == true {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("never true: {script}\n{:?}", driver::console(client).await);
}

/// Presses a key where the focus is.
async fn press(client: &Client, key: &str) {
    let keys = client.active_element().await.expect("a focus");
    keys.send_keys(key).await.expect("pressed");
}

/// Clicks on the first element of a selector, once it stands still in the middle of the window.
async fn click(client: &Client, selector: &str) {
    let place = format!(
        "document.querySelector({})?.scrollIntoView({{block: 'center', behavior: 'instant'}})",
        Value::from(selector)
    );
    evaluate(client, &place).await;
    let element = client.find(Locator::Css(selector)).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
}
