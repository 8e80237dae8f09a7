//! Requests that mean harm, or that no browser would send.

use super::{ARTICLE, Served};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const SECRET: &str = "the-secret-words";

/// A served project with a secret beside everything that is served.
fn served() -> Served {
    let served = Served::of(&[
        ("content/quay.md", ARTICLE),
        ("content/secret.txt.bak", SECRET),
        ("secret.txt", SECRET),
        ("secret/index.html", SECRET),
        ("static/notes/own.txt", "own"),
    ]);
    fs::write(served.place("static/notes/.hidden"), "hidden").expect("written");
    served
}

impl Served {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream.set_read_timeout(Some(super::PATIENCE)).expect("a socket");
        stream
    }

    /// What comes back for some bytes until the connection ends. Who refuses what is sent may end it
    /// before all of it is there.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_site() {
    let served = served();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(served.place("secret.txt"), served.place("static/linked.txt")).expect("a link");
        symlink(served.place("secret"), served.place("static/linked")).expect("a link");
        symlink("..", served.place("static/notes/up")).expect("a link");
        served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
        served.until_shown("/", "long pier");
    }
    let climbs = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "%25252e%25252e",
        "..%00",
        "%00..",
        "...",
        "..;",
        "..%20",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "%f0%80%80%ae%f0%80%80%ae",
        "%uff0e%uff0e",
        "%ef%bc%8e%ef%bc%8e",
        "..%0d%0a",
        "..%09",
    ];
    let slashes = ["/", "//", "%2f", "%252f", "\\", "%5c", "%255c", "%c0%af", "%e0%80%af", "%ef%bc%8f", "/./", "%00/"];
    let roots = ["", "articles/", "notes/own.txt/", "linked/"];
    let targets = ["secret.txt", "secret/", "etc/passwd"];
    let mut asked = 0;
    let mut stream = served.connect();
    for climb in climbs {
        for slash in slashes {
            let step = format!("{climb}{slash}");
            for (root, target) in roots.iter().flat_map(|root| targets.map(|target| (root, target))) {
                for times in [1, 3] {
                    let path = format!("/{root}{}{target}", step.repeat(times));
                    // One connection for all: thousands of them would take all the ports of this machine.
                    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    let answer = one(&mut stream, request.as_bytes());
                    if answer.starts_with("HTTP/1.1 400") {
                        stream = served.connect();
                    }
                    let refused = ["HTTP/1.1 404", "HTTP/1.1 400"].iter().any(|status| answer.starts_with(status));
                    assert!(refused && !answer.contains(SECRET) && !answer.contains("root:"), "{path}: {answer}");
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 4_000, "{asked}");
    for path in ["/linked.txt", "/linked/", "/linked/index.html", "/notes/up/secret.txt", "/notes/up/notes/own.txt"] {
        let answer = served.ask(path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains(SECRET), "{path}: {answer}");
    }
    assert!(served.ask("/notes/own.txt").ends_with("own"), "what is the site's is given all the same");
}

/// Sends a request on a connection that stays, and returns its whole answer.
fn one(stream: &mut TcpStream, request: &[u8]) -> String {
    stream.write_all(request).expect("sent");
    let mut answer = Vec::new();
    let mut buffer = [0; 16_384];
    loop {
        let length = stream.read(&mut buffer).expect("an answer");
        answer.extend_from_slice(&buffer[..length]);
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let due = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let due: usize = due.map_or(0, |due| due.parse().expect("a number"));
            if length == 0 || answer.len() - head.len() - 4 >= due {
                return format!("{head}\r\n\r\n{body}");
            }
        }
        assert!(length > 0, "the connection ended within an answer: {text}");
    }
}

#[test]
fn a_request_that_is_none_or_too_large_is_refused() {
    let served = served();
    let host = "Host: localhost\r\n";
    let long = "x".repeat(1 << 20);
    let many: String = (0..5_000).map(|number| format!("X-{number}: x\r\n")).collect();
    let requests: Vec<(&str, Vec<u8>)> = vec![
        ("a long path", format!("GET /{long} HTTP/1.1\r\n{host}\r\n").into()),
        ("a long header", format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n").into()),
        ("many headers", format!("GET / HTTP/1.1\r\n{host}{many}\r\n").into()),
        ("a long method", format!("{long} / HTTP/1.1\r\n{host}\r\n").into()),
        ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(100)),
        ("zeros", vec![0; 100_000]),
        ("lines without an end", b"\r\n".repeat(100_000)),
        ("a control character in a name", format!("GET / HTTP/1.1\r\n{host}X\x01: x\r\n\r\n").into()),
        ("a folded header", format!("GET / HTTP/1.1\r\n{host}X: x\r\n y\r\n\r\n").into()),
        ("two lengths", format!("GET / HTTP/1.1\r\n{host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab").into()),
        ("a length that is none", format!("GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n").into()),
        ("another version", format!("GET / HTTP/9.9\r\n{host}\r\n").into()),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
    ];
    for (what, request) in requests {
        let answer = served.send(&request);
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 505");
        assert!(refused && !answer.contains("quay"), "{what}: {}", answer.lines().next().unwrap_or_default());
        assert!(served.ask("/").contains("quay opened"), "after {what}");
    }
}

#[test]
fn methods_and_bodies_that_nobody_asked_for_do_no_harm() {
    let served = served();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"] {
        for path in ["/", "/index.html", "/-dateline/news", "/-dateline/live.js", "/notes/own.txt", "*"] {
            let answer = served.ask_as(method, path, "Host: localhost\r\nContent-Length: 0\r\n");
            assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("quay"), "{method} {path}: {answer}");
        }
    }
    let body = "x".repeat(3 << 20);
    for (method, status) in [("GET", "200"), ("POST", "405")] {
        let head = format!(
            "{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let answer = served.send(&[head.as_bytes(), body.as_bytes()].concat());
        // A body that is not read may end the connection before the answer is.
        assert!(answer.is_empty() || answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
    }
    let chunked = "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffffffffffffff\r\n";
    served.send(chunked.as_bytes());
    let head = served.ask_as("HEAD", "/notes/own.txt", "Host: localhost\r\n");
    assert!(head.contains("content-length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(served.ask("/").contains("quay opened"));
}

#[test]
fn requests_one_after_the_other_are_answered_in_order() {
    let served = served();
    let ask = |path: &str, more: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n");
    let all: String =
        (0..200).map(|number| ask(if number % 2 == 0 { "/notes/own.txt" } else { "/none" }, "")).collect();
    let answer = served.send((all + &ask("/notes/own.txt", "Connection: close\r\n")).as_bytes());
    let statuses: Vec<&str> = answer.matches("HTTP/1.1 200").chain(answer.matches("HTTP/1.1 404")).collect();
    assert_eq!(statuses.len(), 201);
    assert!(answer.ends_with("own"));
}

#[test]
fn a_host_is_own_in_every_place_in_which_a_request_names_it() {
    let served = served();
    let port = served.port;
    let ask = |line: &str, hosts: &[&str]| {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        served.send(format!("GET {line} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n").as_bytes())
    };
    let whole = format!("http://127.0.0.1:{port}/");
    for (line, host) in [
        ("/", "localhost"),
        ("/", "LocalHost:99"),
        ("/", &format!("127.0.0.1:{port}")),
        (whole.as_str(), "localhost"),
        ("http://localhost/index.html", "localhost"),
    ] {
        assert!(ask(line, &[host]).starts_with("HTTP/1.1 200"), "{line} of {host}");
    }
    let strange = [
        "example.org",
        "example.org:8000",
        "localhost.",
        "localhost.example.org",
        "example.org@localhost",
        "localhost@example.org",
        "127.0.0.1.nip.example",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::1",
        "::1]",
        "[localhost]",
        "127.0.0.1:",
        "127.0.0.1:80:80",
        "localhost:x",
        ":80",
        "[]",
        "[]:80",
        "\u{ff4c}ocalhost",
        "*",
        "localhost, example.org",
        "localhost example.org",
        "localhost/",
        "localhost#",
        "",
    ];
    for host in strange {
        let answer = ask("/", &[host]);
        let refused = answer.starts_with("HTTP/1.1 403") || answer.starts_with("HTTP/1.1 400");
        assert!(refused && !answer.contains("quay"), "{host:?}: {answer}");
    }
    for hosts in [&["localhost", "example.org"][..], &["example.org", "localhost"], &["localhost", "localhost"], &[]] {
        assert!(!ask("/", hosts).contains("quay"), "{hosts:?}");
    }
    for line in [
        "http://example.org/",
        "http://example.org:80/",
        "http://localhost@example.org/",
        "//example.org/",
        "example.org:80",
    ] {
        assert!(!ask(line, &["localhost"]).contains("quay"), "{line}");
    }
}

#[test]
fn on_the_address_of_ipv6_its_spellings_are_hosts() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        println!("skipped: this machine has no IPv6");
        return;
    }
    let served = Served::on("::1", &[("content/quay.md", ARTICLE)]);
    let ask = |host: &str| {
        let mut stream = TcpStream::connect(("::1", served.port)).expect("a server");
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    for host in ["[::1]", "[::1]:8000", "[0:0:0:0:0:0:0:1]", "localhost"] {
        assert!(ask(host).starts_with("HTTP/1.1 200"), "{host}");
    }
    for host in ["::1", "[::2]", "[::1]x", "127.0.0.1", "example.org"] {
        assert!(!ask(host).contains("quay"), "{host}");
    }
}

#[test]
fn a_thousand_connections_hold_up_nobody_for_long() {
    let served = served();
    served.ask("/");
    let before = served.resident();
    let mut idle = Vec::new();
    for number in 0..1_000 {
        // A system may allow a program fewer files.
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", served.port)) else { break };
        let begun =
            ["", "GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "GET /-dateline/news HTTP/1.1\r\nHost: localhost\r\n\r\n"];
        let _ = stream.write_all(begun[number % 3].as_bytes());
        idle.push(stream);
    }
    assert!(idle.len() >= 500, "{} connections", idle.len());
    let start = Instant::now();
    assert!(served.ask("/").contains("quay opened"));
    served.save("content/quay.md", &ARTICLE.replace("new quay", "long pier"));
    served.until_shown("/", "long pier");
    println!("{} connections, a page after {:.1} s", idle.len(), start.elapsed().as_secs_f64());
    if let (Some(before), Some(after)) = (before, served.resident()) {
        println!("{before} KB before, {after} KB with them");
        assert!(after < before + 60_000, "{before} KB, then {after} KB");
    }
    // Who has sent half of a request is let go.
    let mut answer = Vec::new();
    idle[1].set_read_timeout(Some(super::PATIENCE)).expect("a socket");
    idle[1].read_to_end(&mut answer).expect("it is ended, not forgotten");
}

#[test]
fn a_request_that_comes_byte_by_byte_is_let_go() {
    let served = served();
    let mut slow = served.connect();
    slow.set_read_timeout(Some(Duration::from_millis(200))).expect("a socket");
    slow.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").expect("sent");
    let start = Instant::now();
    let mut byte = [0];
    let ended = loop {
        let sent = slow.write_all(b"X: x\r\n");
        match slow.read(&mut byte) {
            // It says that it is let go, or it is.
            Ok(_) => break true,
            Err(_) if sent.is_err() => break true,
            Err(_) if start.elapsed() > super::PATIENCE => break false,
            Err(_) => {}
        }
    };
    assert!(ended, "it is still listened to");
    assert!(served.ask("/").contains("quay opened"));
}

#[test]
fn who_asks_and_never_reads_costs_little_memory() {
    let rows: String = (0..20_000)
        .map(|row| format!("{}-01-01,Ship number {row} sails from the harbour\n", 1000 + row % 1000))
        .collect();
    let served = Served::of(&[("content/quay.md", ARTICLE), ("content/ships.csv", &format!("date,title\n{rows}"))]);
    let size = served.ask("/events.json").len();
    assert!(size > 5 << 20, "{size} bytes");
    let before = served.resident();
    let mut open: Vec<TcpStream> = (0..60).map(|_| served.connect()).collect();
    for stream in &mut open {
        stream.write_all(b"GET /events.json HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    }
    for stream in &mut open {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("an answer begins");
    }
    assert!(served.ask("/notes.txt").starts_with("HTTP/1.1 404"));
    if let (Some(before), Some(after)) = (before, served.resident()) {
        println!("{before} KB before, {after} KB with {} who never read {size} bytes", open.len());
        assert!((after.saturating_sub(before) as usize) << 10 < open.len() * size / 4, "{before} KB, then {after} KB");
    }
}
