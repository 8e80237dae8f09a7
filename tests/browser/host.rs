//! A web server as any other, for a built site: it knows nothing of dateline.

use axum::Router;
use std::net::TcpListener;
use std::path::Path;
use tower_http::services::{ServeDir, ServeFile};

/// A server that is bound to a port of its own and not running yet.
pub struct Host {
    router: Router,
    listener: TcpListener,
}

impl Host {
    pub fn of(folder: &Path) -> Host {
        let pages = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener");
        Host { router: Router::new().fallback_service(pages), listener }
    }

    pub fn address(&self) -> String {
        format!("http://{}/", self.listener.local_addr().expect("an address"))
    }

    /// Serves for as long as the future is awaited.
    pub async fn serve(self) {
        let listener = tokio::net::TcpListener::from_std(self.listener).expect("a listener");
        axum::serve(listener, self.router).await.expect("it goes on");
    }
}
