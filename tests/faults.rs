//! What the system refuses: a clear message, exit status 1, and nothing lost.
//!
//! The disks are real ones where this machine lets a program mount them: within a name space of its
//! own, which ends with the program. Where it does not, the test says that it is skipped.

use crate::command_line::{assert_status, files, run, stderr, temporary, write};
use crate::links;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

const BINARY: &str = env!("CARGO_BIN_EXE_dateline");

fn article(what: &str) -> String {
    format!("---\ntitle: A {what}\ndate: 2024-05-03\n---\n\nThe new {what} opened on Thursday.\n")
}

/// Runs a script of the shell as root of a name space, in which it can mount disks; `$DATELINE` is the
/// binary. None where that is not allowed.
fn with_disks(folder: &Path, script: &str) -> Option<Output> {
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-euc", script]);
        command.current_dir(folder).env("DATELINE", BINARY).env("NO_COLOR", "1").stdin(Stdio::null());
        command.output()
    };
    let may = shell("mkdir -p probe && mount -t tmpfs none probe").is_ok_and(|done| done.status.success());
    if !may {
        println!("skipped: this machine lets no program mount a disk");
        return None;
    }
    Some(shell(script).expect("it worked a moment ago"))
}

fn said(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_full_disk_leaves_the_site_as_it_was() {
    let folder = temporary();
    for number in 0..60 {
        write(folder.path(), &format!("one/{number}.md"), article(&format!("quay {number}")).as_bytes());
        write(folder.path(), &format!("two/{number}.md"), article(&format!("pier {}", number * 7)).as_bytes());
    }
    write(folder.path(), "two/large.md", (article("film") + "![A film](large.png)\n").as_bytes());
    write(folder.path(), "two/large.png", &vec![7; 9 << 20]);
    write(folder.path(), "two/broken.md", b"---\ntitle: [\n---\nIt broke.\n");
    let script = "
        mkdir disk; mount -t tmpfs -o size=8m none disk
        $DATELINE build one -o disk/site -q --today 2024-06-01
        cp -r disk/site before
        status=0; $DATELINE build two -o disk/site --today 2024-06-01 2>said || status=$?
        echo $status >status
        cp -r disk/site after
        rm two/large.png two/broken.md
        $DATELINE build two -o disk/site -q --today 2024-06-01
        cp -r disk/site mended
        $DATELINE build two -o clean -q --today 2024-06-01";
    let Some(done) = with_disks(folder.path(), script) else { return };
    assert!(done.status.success(), "{}", said(&done));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it was written");
    assert_eq!(read("status"), "1\n");
    let said = read("said");
    for words in
        ["disk/site/pictures/large", "No space left on device", "make room", "`disk/site` is as it was", "broken.md"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let site = |path: &str| files(&folder.path().join(path));
    assert!(site("before").len() > 60);
    assert!(site("before") == site("after"), "nothing has changed");
    assert!(site("mended") == site("clean"), "with room the next build finishes");
}

#[test]
fn a_file_that_the_system_allows_no_longer_leaves_the_site_as_it_was() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    let before = files(&folder.path().join("public"));
    write(
        folder.path(),
        "news/ships.csv",
        ("date,title\n".to_owned() + &"2024-05-01,A ship sails\n".repeat(3000)).as_bytes(),
    );
    // Files of at most 64 blocks of 512 or 1,024 bytes.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" build news";
    let limited = Command::new("sh").args(["-c", script, BINARY]).current_dir(folder.path()).output().expect("a shell");
    assert_status(&limited, 1);
    assert!(stderr(&limited).contains("public/") && stderr(&limited).contains("is as it was"), "{}", stderr(&limited));
    assert!(files(&folder.path().join("public")) == before);
}

#[test]
fn results_that_cannot_be_written_are_an_error() {
    if !Path::new("/dev/full").exists() {
        println!("skipped: this machine has no /dev/full");
        return;
    }
    let folder = temporary();
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    for arguments in
        ["export news --format csv", "tag --date 2024-05-03 news/quay.md", "check news --message-format json"]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        let done = Command::new(BINARY)
            .args(arguments.split(' '))
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdout(full)
            .output()
            .expect("the binary starts");
        assert_status(&done, 1);
        assert!(stderr(&done).contains("No space left"), "{arguments}: {}", stderr(&done));
    }
}

/// Runs the binary as somebody who is not root, whom rights bind. None where nobody can be had.
fn bound(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some(run(folder, arguments));
    }
    // Where the binary lies others may have no way to.
    let binary = folder.join("dateline-binary");
    if !binary.exists() {
        fs::hard_link(BINARY, &binary).or_else(|_| fs::copy(BINARY, &binary).map(drop)).expect("the binary");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&binary).args(arguments);
    let done = command.current_dir(folder).env("NO_COLOR", "1").output();
    if done.is_err() {
        println!("skipped: root is bound by no rights, and setpriv is not installed");
    }
    done.ok()
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights are set");
}

#[test]
fn an_output_that_may_not_be_written_is_named_and_stays() {
    let folder = temporary();
    allow(folder.path(), 0o755);
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    let public = folder.path().join("public");
    let before = files(&public);
    write(folder.path(), "news/pier.md", article("pier").as_bytes());
    for path in [public.clone(), public.join("articles"), public.join("assets")] {
        allow(&path, 0o555);
    }
    let Some(built) = bound(folder.path(), &["build", "news"]) else { return };
    assert_status(&built, 1);
    for words in ["`public`", "Permission denied", "give yourself the right", "is as it was"] {
        assert!(stderr(&built).contains(words), "{words}: {}", stderr(&built));
    }
    assert!(files(&public) == before);
    // What is as it should be needs no right to write.
    fs::rename(folder.path().join("news/pier.md"), folder.path().join("pier.md")).expect("moved");
    assert_status(&bound(folder.path(), &["build", "news"]).expect("as before"), 0);
    let made = bound(folder.path(), &["build", "news", "--output", "public/deeper"]).expect("as before");
    assert_status(&made, 1);
    assert!(stderr(&made).contains("public/deeper"), "{}", stderr(&made));
    for path in [public.clone(), public.join("articles"), public.join("assets")] {
        allow(&path, 0o755);
    }
}

#[test]
fn a_folder_within_the_output_that_may_not_be_written_leaves_no_page_without_its_links() {
    let folder = temporary();
    allow(folder.path(), 0o755);
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    let public = folder.path().join("public");
    write(folder.path(), "news/pier.md", article("pier").as_bytes());
    allow(&public, 0o777);
    allow(&public.join("articles"), 0o555);
    let Some(built) = bound(folder.path(), &["build", "news"]) else { return };
    assert_status(&built, 1);
    for words in ["public/articles/pier.html", "Permission denied", "build again to finish it"] {
        assert!(stderr(&built).contains(words), "{words}: {}", stderr(&built));
    }
    let left = links::files(&public);
    let missing = links::missing(&left, left.keys().cloned());
    assert!(missing.is_empty(), "{missing:?}");
    allow(&public.join("articles"), 0o755);
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_status(&run(folder.path(), &["build", "news", "--output", "clean"]), 0);
    assert!(files(&public) == files(&folder.path().join("clean")));
}

#[test]
fn a_disk_that_is_read_only_is_named() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    let script = "
        mkdir disk; mount -t tmpfs none disk
        $DATELINE build news -o disk/site -q
        mount -o remount,ro disk
        echo '---\ndate: 2024-05-04\n---\nThe pier opened on Friday.' >news/pier.md
        status=0; $DATELINE build news -o disk/site 2>said || status=$?
        echo $status >status
        status=0; $DATELINE clean news -o disk/site 2>>said || status=$?
        echo $status >>status
        test -f disk/site/index.html";
    let Some(done) = with_disks(folder.path(), script) else { return };
    assert!(done.status.success(), "{}", said(&done));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it was written");
    assert_eq!(read("status"), "1\n1\n", "{}", read("said"));
    assert!(
        read("said").contains("Read-only file system") && read("said").contains("is as it was"),
        "{}",
        read("said")
    );
}

#[test]
fn the_output_may_lie_on_another_disk_or_be_a_link_to_one() {
    let folder = temporary();
    for number in 0..10 {
        write(folder.path(), &format!("news/{number}.md"), article(&format!("quay {number}")).as_bytes());
    }
    let script = "
        mkdir disk within; mount -t tmpfs none disk; mount -t tmpfs none within
        mkdir disk/site; ln -s disk/site public
        $DATELINE build news -q; cp -r disk/site linked
        echo '---\ndate: 2024-05-04\n---\nThe pier opened on Friday.' >news/pier.md
        rm news/3.md
        mkdir part; mkdir part/articles; mount -t tmpfs none part/articles
        $DATELINE build news -q; cp -r disk/site linked-again
        $DATELINE build news -q -o part; cp -r part parted
        $DATELINE build news -q -o within/deep/site; cp -r within/deep/site other
        $DATELINE build news -q -o plain
        $DATELINE clean news -q
        ls -A disk/site >left
        test -h public";
    let Some(done) = with_disks(folder.path(), script) else { return };
    assert!(done.status.success(), "{}", said(&done));
    let site = |path: &str| files(&folder.path().join(path));
    assert!(site("linked").len() > 20);
    for other in ["linked-again", "parted", "other"] {
        assert!(site(other) == site("plain"), "{other}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("left")).expect("listed"), "");
}

#[test]
fn a_file_in_the_place_of_the_output_stays_and_is_named() {
    let folder = temporary();
    write(folder.path(), "content/a.md", article("quay").as_bytes());
    write(folder.path(), "notes.txt", b"mine");
    let output = run(folder.path(), &["build", "content", "-o", "notes.txt"]);
    assert_status(&output, 1);
    assert!(stderr(&output).contains("name another folder"), "{}", stderr(&output));
    assert_eq!(fs::read(folder.path().join("notes.txt")).expect("the file"), b"mine");
}

#[test]
fn a_link_to_nowhere_as_output_is_an_error_that_names_it() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    symlink("nowhere", folder.path().join("public")).expect("a link");
    let built = run(folder.path(), &["build", "news"]);
    assert_status(&built, 1);
    assert!(stderr(&built).contains("`public`"), "{}", stderr(&built));
}

/// Does something again and again while another runs.
fn meanwhile<T>(mut again: impl FnMut(u64) + Send, run: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| (0..).take_while(|_| !done.load(Ordering::Relaxed)).for_each(&mut again));
        let result = run();
        done.store(true, Ordering::Relaxed);
        result
    })
}

#[test]
fn files_that_come_and_go_while_they_are_read_are_read_or_named() {
    let folder = temporary();
    for number in 0..200 {
        write(folder.path(), &format!("news/{number:03}.md"), article(&format!("quay {number}")).as_bytes());
    }
    let gone = |number: u64| -> PathBuf { folder.path().join(format!("news/{:03}.md", number % 200)) };
    let flicker = |number: u64| {
        let text = fs::read(gone(number)).expect("it is there");
        fs::remove_file(gone(number)).expect("removed");
        std::thread::sleep(Duration::from_micros(300));
        fs::write(gone(number), text).expect("written");
    };
    for _ in 0..5 {
        let built = meanwhile(flicker, || run(folder.path(), &["build", "news"]));
        let messages = stderr(&built);
        let status = built.status.code().expect("it ends by itself");
        assert!(status == 0 || status == 1 && messages.contains("error"), "{status}: {messages}");
        for line in messages.lines().filter(|line| line.contains("cannot be read")) {
            assert!(line.contains("it has gone since the folder was listed"), "{line}");
        }
        let left = links::files(&folder.path().join("public"));
        let missing = links::missing(&left, left.keys().cloned());
        assert!(missing.is_empty(), "{missing:?}");
    }
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_status(&run(folder.path(), &["build", "news", "--output", "clean"]), 0);
    assert!(files(&folder.path().join("public")) == files(&folder.path().join("clean")));
}

#[test]
fn a_file_that_grows_without_end_ends_no_build() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", (article("quay") + "![A log](log.png)\n").as_bytes());
    write(folder.path(), "news/log.png", b"");
    write(folder.path(), "static/log.txt", b"");
    write(folder.path(), "news/dateline.toml", b"");
    let open = |path: &str| fs::OpenOptions::new().append(true).open(folder.path().join(path)).expect("it is there");
    let mut logs = ["news/quay.md", "news/log.png"].map(open);
    let grow = |number: u64| {
        for log in &mut logs {
            // A line at a time, up to what a disk can hold.
            let more = if number < 100_000 { &b"A line more.\n\n"[..] } else { b"" };
            std::io::Write::write_all(log, more).expect("written");
        }
    };
    let built = meanwhile(grow, || run(folder.path(), &["build", "news"]));
    let messages = stderr(&built);
    assert_status(&built, 0);
    if !messages.is_empty() && messages.contains("DL0100") {
        assert!(messages.contains("was written to while it was read"), "{messages}");
    }
    assert_status(&run(folder.path(), &["build", "news"]), 0);
    assert_status(&run(folder.path(), &["build", "news", "--output", "clean"]), 0);
    assert!(
        files(&folder.path().join("public")) == files(&folder.path().join("clean")),
        "it is dateline's own all the same"
    );
}

#[test]
fn a_clock_that_is_wrong_changes_nothing() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", article("quay").as_bytes());
    assert_status(&run(folder.path(), &["build", "news", "--today", "2024-06-01"]), 0);
    // A file from the future, and pages that are newer still.
    write(folder.path(), "news/quay.md", article("pier").as_bytes());
    let date = |path: &Path, seconds: u64| {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        fs::File::options().append(true).open(path).and_then(|file| file.set_modified(time)).expect("a time");
    };
    date(&folder.path().join("news/quay.md"), 0);
    for (path, _) in files(&folder.path().join("public")) {
        date(&folder.path().join("public").join(path), 4_000_000_000);
    }
    assert_status(&run(folder.path(), &["build", "news", "--today", "2024-06-01"]), 0);
    let page = fs::read_to_string(folder.path().join("public/index.html")).expect("a page");
    assert!(page.contains("pier opened"), "what changed is seen by what it is, not by when");
    for (epoch, status) in [("0", 0), ("-62135596800", 0), ("99999999999999999999", 1), ("yesterday", 1)] {
        let built = Command::new(BINARY)
            .args(["build", "news", "--output", "early"])
            .current_dir(folder.path())
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .expect("the binary starts");
        assert_status(&built, status);
        if status == 1 {
            assert!(stderr(&built).contains("SOURCE_DATE_EPOCH"), "{}", stderr(&built));
        }
    }
    // An article from after the day that counts as today is told all the same.
    let events = fs::read_to_string(folder.path().join("early/events.json")).expect("events");
    assert!(events.contains("2024-05-02"), "{events}");
}
