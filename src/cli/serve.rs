//! The built site on this machine's own address, for looking at it before it goes anywhere.
//!
//! The server answers to nobody else: it listens on the loopback address, and refuses requests
//! whose `Host` is another, with which a page of the web could read it (DNS rebinding). It gives
//! no hidden file and nothing that a link leads to outside the site.

use super::{Console, Outcome, build, messages};
use crate::error::Error;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use clap::Args;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::{ServeDir, ServeFile};

/// The arguments of `serve`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub(super) struct Arguments {
    #[command(flatten)]
    build: build::Arguments,
    /// The port; if it is taken, the next free one
    #[arg(short, long, default_value_t = PORT)]
    port: u16,
}

/// Runs the command: builds the site, then shows it until Ctrl-C. Articles that are wrong do not
/// keep the rest from being seen.
pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Error> {
    let (output, _) = build::write(&arguments.build, console)?;
    let server = Server::bind(&output, arguments.port)?;
    console.say(&messages::serving(&server.address()));
    server.run()?;
    Ok(Outcome::Interrupted)
}

/// The port that is tried first.
pub const PORT: u16 = 8000;

/// How many ports after the one asked for are tried before giving up.
const TRIED: u16 = 100;

/// A server that is bound to its port and not running yet.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Binds the first free port from `port` on, for the site in `folder`.
    ///
    /// # Errors
    /// If the folder cannot be found, or no port can be had.
    pub fn bind(folder: &Path, port: u16) -> Result<Server, Error> {
        let folder =
            folder.canonicalize().map_err(|source| Error::Io { action: "find", path: folder.to_path_buf(), source })?;
        let bound =
            (port..=port.saturating_add(TRIED)).find_map(|port| match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => None,
                other => Some(other),
            });
        let listener = bound
            .unwrap_or_else(|| Err(io::ErrorKind::AddrInUse.into()))
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .map_err(|error| {
                Error::Message(format!(
                    "cannot listen on port {port} of 127.0.0.1: {error}; choose another with --port"
                ))
            })?;
        let port = listener.local_addr().map_or(port, |address| address.port());
        Ok(Server { folder, listener, port })
    }

    /// The address at which the site can be seen: `http://127.0.0.1:8000/`.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves the site for as long as the future is awaited.
    ///
    /// # Errors
    /// If the system takes the port away.
    pub async fn serve(self) -> Result<(), Error> {
        let failed = |error: io::Error| Error::Message(format!("the server cannot go on: {error}"));
        let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
        axum::serve(listener, site(self.folder)).await.map_err(failed)
    }

    /// Serves the site until Ctrl-C.
    ///
    /// # Errors
    /// If the system refuses threads or signals, or takes the port away.
    pub fn run(self) -> Result<(), Error> {
        let failed = |error: io::Error| Error::Message(format!("the server cannot go on: {error}"));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
        let stopped = runtime.block_on(async {
            tokio::spawn(self.serve());
            tokio::signal::ctrl_c().await
        });
        runtime.shutdown_background();
        stopped.map_err(failed)
    }
}

fn site(folder: PathBuf) -> Router {
    let pages = ServeDir::new(&folder).not_found_service(ServeFile::new(folder.join("404.html")));
    Router::new().fallback_service(pages).layer(middleware::from_fn_with_state(Arc::new(folder), guard))
}

async fn guard(State(folder): State<Arc<PathBuf>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(is_own) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !is_inside(&folder, request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // The next build is to be seen at once.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// True for the names that this machine has for itself.
fn is_own(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")
}

/// False for hidden files, for what is no path, and for what a link leads out of the folder.
fn is_inside(folder: &Path, path: &str) -> bool {
    let Some(path) = decoded(path) else { return false };
    if path.split(['/', '\\']).any(|part| part.starts_with('.')) || path.contains('\0') {
        return false;
    }
    match folder.join(path.trim_start_matches('/')).canonicalize() {
        Ok(found) => found.starts_with(folder),
        // What is not there is the not-found page's.
        Err(_) => true,
    }
}

/// A path of an address without its percent-encoding; none if that is broken.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    /// The status line, the headers and the body that the server gives for a request.
    fn ask(port: u16, path: &str, host: &str) -> String {
        let mut stream = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a server");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn with_server(check: impl FnOnce(u16, &Path)) {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        for (name, text) in [("index.html", "the first page"), ("404.html", "not here"), (".secret", "secret")] {
            std::fs::write(site.join(name), text).expect("written");
        }
        std::fs::write(folder.path().join("outside.html"), "outside").expect("written");
        let server = Server::bind(&site, 0).expect("a port");
        let port = server.port;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let _running = runtime.spawn(server.serve());
        check(port, &site);
        runtime.shutdown_background();
    }

    #[test]
    fn pages_are_given_and_what_is_not_there_is_said() {
        with_server(|port, _| {
            let page = ask(port, "/", &format!("127.0.0.1:{port}"));
            assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("the first page"), "{page}");
            assert!(page.contains("content-type: text/html"), "{page}");
            let none = ask(port, "/none.html", "localhost");
            assert!(none.starts_with("HTTP/1.1 404") && none.ends_with("not here"), "{none}");
        });
    }

    #[test]
    fn another_host_is_refused() {
        with_server(|port, _| {
            for host in ["example.org", "127.0.0.1.example.org", "", "localhost.example.org:80"] {
                let answer = ask(port, "/", host);
                assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("first page"), "{host}: {answer}");
            }
        });
    }

    #[test]
    fn nothing_outside_the_site_and_nothing_hidden_is_given() {
        with_server(|port, site| {
            #[cfg(unix)]
            std::os::unix::fs::symlink(site.parent().expect("a folder").join("outside.html"), site.join("link.html"))
                .expect("a link");
            let paths = [
                "/../outside.html",
                "/%2e%2e/outside.html",
                "/..%2foutside.html",
                "/link.html",
                "/.secret",
                "/%2esecret",
                "/%zz",
            ];
            for path in paths {
                let answer = ask(port, path, "localhost");
                let refused = answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400");
                assert!(refused, "{path}: {answer}");
                assert!(!answer.contains("outside") && !answer.contains("secret"), "{path}: {answer}");
            }
            assert!(site.exists());
        });
    }

    #[test]
    fn a_port_that_is_taken_gives_the_next_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Server::bind(folder.path(), 0).expect("a port");
        let second = Server::bind(folder.path(), first.port).expect("the next port");
        assert_ne!(first.address(), second.address());
    }
}
