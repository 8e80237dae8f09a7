//! The pages over HTTP, for the people at this machine.
//!
//! Only files of the site are given, by their exact paths: nothing on the disk can be reached by a
//! path that was made up. A request whose `Host` is another is refused, since a page of the web could
//! read the site with it (DNS rebinding). Who sends or reads slowly holds up nobody: there are so many
//! connections at most, and each has so long for a request and for taking its answer.

use super::edition::{Edition, Given, SCRIPT_PATH};
use super::preview::News;
use super::{TRIED, messages};
use crate::error::Error;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use percent_encoding::percent_decode_str;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::watch::Receiver;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower_http::services::ServeFile;

/// What the open pages load from the server itself; nothing of it is part of the site.
const SCRIPT: &str = include_str!("../../../templates/serve/live.js");
const STYLE: &str = include_str!("../../../templates/serve/live.css");
const STYLE_PATH: &str = "/-dateline/live.css";
const NEWS_PATH: &str = "/-dateline/news";

/// So many connections are open at a time, less than the files that most systems allow a program;
/// others wait.
const CONNECTIONS: usize = 512;

/// So many of them may listen to news.
const LISTENERS: usize = 128;

/// Who has not sent the head of a request for so long is let go.
const REQUEST: Duration = Duration::from_secs(5);

/// Who has taken nothing of an answer for so long is let go.
const ANSWER: Duration = Duration::from_secs(20);

/// So many bytes may the head of a request have.
const HEAD: usize = 64 * 1024;

/// A place to listen at, taken and not used yet.
#[derive(Debug)]
pub(super) struct Door {
    listener: TcpListener,
    address: SocketAddr,
    /// The name by which it was asked for.
    host: String,
}

/// What every request needs to know.
#[derive(Clone)]
struct Site {
    news: Receiver<News>,
    host: Arc<str>,
    listeners: Arc<Semaphore>,
}

impl Door {
    /// Takes the first free port from `port` on.
    ///
    /// # Errors
    /// If this machine has no such name, or no port can be had.
    pub(super) fn open(host: &str, port: u16) -> Result<Door, Error> {
        let failed = |error: io::Error| Error::Message(messages::cannot_listen(host, port, &error));
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let ip = (name, 0).to_socket_addrs().and_then(|mut found| found.next().ok_or(io::ErrorKind::NotFound.into()));
        let ip = ip.map_err(failed)?.ip();
        let bound = (port..=port.saturating_add(TRIED)).find_map(|port| match TcpListener::bind((ip, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => None,
            other => Some(other),
        });
        let listener = bound.unwrap_or_else(|| Err(io::ErrorKind::AddrInUse.into())).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Door { listener, address, host: name.to_owned() })
    }

    /// The address at which the site can be seen from this machine: `http://127.0.0.1:8000/`.
    pub(super) fn address(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// True if nobody but this machine can come in.
    pub(super) fn is_loopback(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Serves the site for as long as the future is awaited.
    ///
    /// # Errors
    /// If the system takes the port away.
    pub(super) async fn serve(self, news: Receiver<News>) -> Result<(), Error> {
        let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
        let site = Site { news, host: self.host.into(), listeners: Arc::new(Semaphore::new(LISTENERS)) };
        let router = Router::new()
            .route(SCRIPT_PATH, get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }))
            .route(STYLE_PATH, get(|| async { ([(header::CONTENT_TYPE, "text/css")], STYLE) }))
            .route(NEWS_PATH, get(news_stream))
            .fallback(file)
            .layer(middleware::from_fn_with_state(site.clone(), guard))
            .with_state(site);
        accept(listener, router).await
    }
}

/// Takes who comes, for as long as the future is awaited.
async fn accept(listener: tokio::net::TcpListener, router: Router) -> Result<(), Error> {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return Ok(()) };
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(talk(stream, router.clone(), place))),
            // Who knocked has gone, or there are too many open files: that passes.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Answers the requests of a connection until it ends, which is no matter to anybody else.
async fn talk(stream: TcpStream, router: Router, _place: OwnedSemaphorePermit) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(ANSWER));
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router))
        .await;
}

/// The server cannot go on.
pub(super) fn failed(error: io::Error) -> Error {
    Error::Message(messages::cannot_serve(&error))
}

async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    // A request that names its host in the first line, too, is meant for that one.
    let named = request.uri().authority().map(|host| host.as_str());
    let is_own = |host: &str| is_own(host, &site.host);
    if !host(request.headers()).is_some_and(is_own) || !named.is_none_or(is_own) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // The next state of the site is to be seen at once.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

/// The host for whom a request is meant, if it says so once.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    hosts.next().is_none().then_some(host)
}

/// True for the names that this machine has for itself: no page of the web can have a number or
/// `localhost` for a name. `given` is the one that the user named.
fn is_own(host: &str, given: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    if name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(given) {
        return true;
    }
    let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let ip = match inner {
        Some(inner) => inner.parse().map(IpAddr::V6),
        None => name.parse().map(IpAddr::V4),
    };
    match given.parse::<IpAddr>() {
        // Who listens on every network has as many numbers.
        Ok(listening) if listening.is_unspecified() => ip.is_ok(),
        Ok(listening) => ip.is_ok_and(|ip| ip == listening),
        Err(_) => ip.is_ok_and(|ip| ip.is_loopback()),
    }
}

/// The file that a request asks for.
async fn file(State(site): State<Site>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let edition = Arc::clone(&site.news.borrow().edition);
    let Ok(path) = percent_decode_str(request.uri().path()).decode_utf8().map(|path| path.into_owned()) else {
        return not_found(&edition).await;
    };
    let inside = path.strip_prefix('/').unwrap_or(&path);
    if inside.is_empty() || inside.ends_with('/') {
        return match edition.find(&format!("{inside}index.html")).await {
            Some(found) => answer(&edition, found, request).await,
            None => not_found(&edition).await,
        };
    }
    if let Some(found) = edition.find(inside).await {
        return answer(&edition, found, request).await;
    }
    if edition.find(&format!("{inside}/index.html")).await.is_some() {
        let there = format!("{}/", request.uri().path());
        return match HeaderValue::from_str(&there) {
            // Two slashes would lead to another host.
            Ok(there) if !there.as_bytes().starts_with(b"//") => {
                (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, there)]).into_response()
            }
            _ => not_found(&edition).await,
        };
    }
    not_found(&edition).await
}

async fn not_found(edition: &Edition) -> Response {
    match edition.find("404.html").await {
        Some(Given::Made { bytes, .. }) => {
            (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, media_type("404.html"))], bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn answer(edition: &Edition, found: Given, request: Request) -> Response {
    match found {
        Given::Made { path, bytes } => {
            let mut response = ([(header::CONTENT_TYPE, media_type(&path))], bytes).into_response();
            if path.starts_with("assets/") {
                // Their names change with their content.
                let kept = HeaderValue::from_static("max-age=86400, immutable");
                response.headers_mut().insert(header::CACHE_CONTROL, kept);
            }
            response
        }
        Given::Copied(copy) => {
            let place = edition.place(&copy);
            // It was a file when the folder was read; by now it may be a link to elsewhere.
            let is_file = tokio::fs::symlink_metadata(&place).await.is_ok_and(|there| there.is_file());
            if !is_file {
                return not_found(edition).await;
            }
            match ServeFile::new(place).try_call(request).await {
                Ok(response) => response.map(Body::new),
                Err(_) => not_found(edition).await,
            }
        }
    }
}

fn media_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let text = kind.type_() == mime_guess::mime::TEXT || path.ends_with(".xml");
    if text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// What the open pages are told: the site's number and what is wrong, now and at each change.
async fn news_stream(
    State(site): State<Site>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, StatusCode> {
    let place = site.listeners.try_acquire_owned().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let mut news = site.news;
    news.mark_changed();
    let events = stream::unfold((news, place), |(mut news, place)| async move {
        news.changed().await.ok()?;
        let said = {
            let news = news.borrow_and_update();
            serde_json::json!({"edition": news.edition.number.to_string(), "troubles": &*news.troubles})
        };
        let event = Event::default().retry(Duration::from_millis(500)).data(said.to_string());
        Some((Ok(event), (news, place)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}
