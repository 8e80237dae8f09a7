//! What the server gives, and to whom.

use super::{ARTICLE, Served};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

#[test]
fn pages_are_given_with_the_script_that_follows_and_the_rest_as_a_build_would_write_it() {
    let served =
        Served::of(&[("content/quay.md", ARTICLE), ("static/about/index.html", "<p>own</p>"), ("static/a b.txt", "x")]);
    let page = served.ask("/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("content-type: text/html; charset=utf-8") && page.contains("quay opened"), "{page}");
    assert!(page.contains("<script src=\"/-dateline/live.js\""), "{page}");
    assert!(page.contains("cache-control: no-cache") && page.contains("x-content-type-options: nosniff"), "{page}");
    let article = served.ask("/articles/quay.html");
    assert!(article.contains("live.js"), "{article}");
    let json = served.ask("/events.json");
    assert!(json.contains("content-type: application/json") && !json.contains("live.js"), "{json}");
    assert!(served.ask("/a%20b.txt").ends_with("\r\n\r\nx"));
    assert!(served.ask("/about/").ends_with("<p>own</p>"), "what is the project's own is given as it is");
    let there = served.ask("/about");
    assert!(there.starts_with("HTTP/1.1 308") && there.contains("location: /about/"), "{there}");
    let none = served.ask("/none.html");
    assert!(none.starts_with("HTTP/1.1 404") && none.contains(&served.address()), "the way home holds here: {none}");
    let head = served.ask_as("HEAD", "/", "Host: localhost\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(served.ask_as("POST", "/", "Host: localhost\r\nContent-Length: 0\r\n").starts_with("HTTP/1.1 405"));
    assert!(!served.place("public").exists(), "nothing is written");
}

#[test]
fn a_part_of_a_large_file_can_be_asked_for() {
    let served = Served::of(&[("content/quay.md", ARTICLE), ("static/film.mp4", "0123456789")]);
    let part = served.ask_as("GET", "/film.mp4", "Host: localhost\r\nRange: bytes=2-4\r\n");
    assert!(part.starts_with("HTTP/1.1 206") && part.ends_with("\r\n\r\n234"), "{part}");
}

#[test]
fn another_host_is_refused() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    for host in
        ["example.org", "127.0.0.1.example.org", "", "localhost.example.org:80", "192.168.0.7", "[::2]", "127.0.0.2:80"]
    {
        for path in ["/", "/-dateline/news", "/-dateline/live.js"] {
            let answer = served.ask_as("GET", path, &format!("Host: {host}\r\n"));
            assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("quay"), "{host}: {answer}");
        }
    }
    let port = served.port;
    for host in [format!("127.0.0.1:{port}"), format!("LOCALHOST:{port}"), "127.0.0.1".into()] {
        assert!(served.ask_as("GET", "/", &format!("Host: {host}\r\n")).starts_with("HTTP/1.1 200"), "{host}");
    }
    let answer = served.ask_as("GET", "/", "");
    assert!(!answer.contains("quay"), "without a host: {answer}");
}

#[test]
fn on_all_networks_numbers_are_hosts_and_names_are_not() {
    let served = Served::with(&[("content/quay.md", ARTICLE)], &["--host", "0.0.0.0"]);
    served.until_said("0.0.0.0");
    assert!(served.ask_as("GET", "/", "Host: 192.168.0.7:8000\r\n").starts_with("HTTP/1.1 200"));
    assert!(served.ask_as("GET", "/", "Host: example.org\r\n").starts_with("HTTP/1.1 403"));
}

#[test]
fn nothing_outside_the_site_is_given() {
    let served = Served::of(&[
        ("content/quay.md", ARTICLE),
        ("content/draft.md", "---\ndraft: true\n---\n\nA secret.\n"),
        ("content/unseen.png", "a secret picture"),
        ("dateline.toml", "title = 'Own'\n# a secret\n"),
        ("secret.txt", "a secret"),
        ("static/seen.txt", "seen"),
    ]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(served.place("secret.txt"), served.place("static/link.txt")).expect("a link");
        // A file that becomes a link after it was read as a file.
        fs::remove_file(served.place("static/seen.txt")).expect("removed");
        std::os::unix::fs::symlink(served.place("secret.txt"), served.place("static/seen.txt")).expect("a link");
    }
    let paths = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/....//secret.txt",
        "/articles/../../secret.txt",
        "/static/../secret.txt",
        "//secret.txt",
        "/link.txt",
        "/seen.txt",
        "/quay.md",
        "/content/quay.md",
        "/articles/draft.html",
        "/pictures/unseen.png",
        "/dateline.toml",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00",
        "/%ff",
        "/%zz",
        "/index.html%00.txt",
        "/C:%5cWindows%5cwin.ini",
    ];
    for path in paths {
        let answer = served.ask(path);
        let refused = answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400");
        assert!(refused && !answer.contains("secret") && !answer.contains("root:"), "{path}: {answer}");
    }
}

#[test]
fn a_taken_port_gives_the_next_and_a_name_that_is_none_is_an_error() {
    let first = Served::of(&[("content/quay.md", ARTICLE)]);
    let second = Served::with(&[("content/quay.md", ARTICLE)], &["--port", &first.port.to_string()]);
    assert_ne!(first.port, second.port);
    let folder = tempfile::tempdir().expect("a folder");
    let failed = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["serve", "--host", "no.such.host.invalid"])
        .current_dir(folder.path())
        .output()
        .expect("the binary starts");
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("no.such.host.invalid") && said.contains("--host"), "{said}");
}

#[test]
fn who_reads_slowly_or_not_at_all_holds_up_nobody() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let connect = || TcpStream::connect(("127.0.0.1", served.port)).expect("a server");
    let mut idle: Vec<TcpStream> = (0..200).map(|_| connect()).collect();
    for (index, stream) in idle.iter_mut().enumerate() {
        // Half of a request, a whole one whose answer nobody reads, and news to which nobody listens.
        let request = [
            "GET / HT",
            "GET /events.json HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /-dateline/news HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ];
        stream.write_all(request[index % 3].as_bytes()).expect("sent");
    }
    for round in 0..20 {
        served.save("content/quay.md", &ARTICLE.replace("new quay", &format!("quay number {round}")));
        served.until_shown("/", &format!("quay number {round}"));
    }
    let mut byte = [0];
    assert_eq!(idle[1].read(&mut byte).expect("an answer"), 1);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_130() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let _open = served.listen();
    assert_eq!(served.interrupt(), Some(130));
}

#[test]
fn memory_is_let_go_with_each_state_of_the_site() {
    let served = Served::of(&[("content/quay.md", ARTICLE)]);
    let mut round = 0;
    let mut save = |times: usize| {
        for _ in 0..times {
            round += 1;
            served.save("content/quay.md", &ARTICLE.replace("new quay", &format!("quay number {round}")));
            served.until_shown("/", &format!("quay number {round}"));
        }
    };
    save(60);
    let Some(before) = served.resident() else { return };
    save(200);
    let after = served.resident().expect("it was told before");
    assert!(after < before + 30_000, "{before} KB, then {after} KB");
}
