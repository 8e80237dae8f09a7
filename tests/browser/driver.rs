//! A headless Chromium by way of chromedriver, each with a profile of its own.

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::env;
use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use url::{ParseError, Url};

/// How the browser is to be.
#[derive(Clone, Copy, Default)]
pub struct Settings {
    /// The width of a telephone's screen in CSS pixels; none for a desktop.
    pub telephone: Option<u32>,
    /// True to run no script of a page.
    pub without_scripts: bool,
}

/// Runs `test` in a browser. Where none is installed it says so aloud and the test passes, unless
/// `DATELINE_BROWSER=required` is set.
pub fn with_browser<F: Future<Output = ()>>(settings: Settings, test: impl FnOnce(Client) -> F) {
    let browser =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(installed);
    let (Some(browser), Some(driver)) = (browser, installed("chromedriver")) else {
        let required = env::var_os("DATELINE_BROWSER").is_some_and(|value| value == "required");
        assert!(!required, "DATELINE_BROWSER=required, but chromium and chromedriver are not both installed");
        // Not by a macro, whose output the test harness would keep to itself.
        let name = std::thread::current().name().unwrap_or("a test").to_string();
        let said = format!("SKIPPED {name}: chromium and chromedriver are not both installed\n");
        std::io::stderr().write_all(said.as_bytes()).expect("stderr is open");
        return;
    };
    let profile = tempfile::tempdir().expect("a folder for the profile");
    let driver = Driver::shared(&driver);
    let mut options = json!({
        "binary": browser,
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
            "--window-size=1280,800", format!("--user-data-dir={}", profile.path().display()),
        ],
    });
    if let Some(width) = settings.telephone {
        options["mobileEmulation"] = json!({"deviceMetrics": {"width": width, "height": 844, "pixelRatio": 2.0}});
    }
    if settings.without_scripts {
        options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
    }
    let wanted = json!({"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}});
    let Value::Object(wanted) = wanted else { unreachable!("an object was written") };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let address = format!("http://127.0.0.1:{}", driver.port);
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let client = runtime.block_on(builder.capabilities(wanted).connect(&address)).expect("a browser");
    // A test that fails closes its browser too.
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(client.clone()))));
    let closed = runtime.block_on(client.close());
    outcome.unwrap_or_else(|panic| resume_unwind(panic));
    closed.expect("the browser closes");
}

fn installed(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// A running chromedriver.
struct Driver {
    process: Child,
    port: u16,
}

/// The chromedriver that runs, for as long as a test holds it.
static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

impl Driver {
    /// The one that runs, else a new one: it ends with the last test that holds it.
    fn shared(program: &PathBuf) -> Arc<Driver> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = running.upgrade() {
            return driver;
        }
        let driver = Arc::new(Driver::start(program));
        *running = Arc::downgrade(&driver);
        driver
    }

    fn start(program: &PathBuf) -> Driver {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let out = BufReader::new(process.stdout.take().expect("its output is piped"));
        let port = out.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        Driver { process, port: port.expect("chromedriver names its port") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Its end is all that is wanted; it may have come already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Chromedriver's own command for what stands in the browser's console.
#[derive(Debug)]
struct ReadLog;

impl WebDriverCompatibleCommand for ReadLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

/// A command of the browser's own protocol, for what WebDriver has no word for.
#[derive(Debug)]
struct Devtools(Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.0.to_string()))
    }
}

/// Shows the page as on `media` ("screen", "print") to a reader with these preferences, as
/// `("prefers-color-scheme", "dark")`.
pub async fn emulate(client: &Client, media: &str, preferences: &[(&str, &str)]) {
    let features: Vec<Value> = preferences.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let command = json!({"cmd": "Emulation.setEmulatedMedia", "params": {"media": media, "features": features}});
    client.issue_cmd(Devtools(command)).await.expect("emulated");
}

/// Runs a script in every page that comes, before the page's own.
pub async fn before_each_page(client: &Client, script: &str) {
    let command = json!({"cmd": "Page.addScriptToEvaluateOnNewDocument", "params": {"source": script}});
    client.issue_cmd(Devtools(command)).await.expect("taken");
}

/// The messages in the browser's console since the last call: errors, refusals of the policy, warnings.
pub async fn console(client: &Client) -> Vec<String> {
    let log = client.issue_cmd(ReadLog).await.expect("a log");
    let entries = log.as_array().cloned().unwrap_or_default();
    entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
}
