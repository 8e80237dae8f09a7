//! A build may be ended at any moment: what can be seen of the site is whole, and the next build goes on.

use crate::links::{self, Files};
use crate::prose::Dice;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// So many builds are killed; the environment variable `DATELINE_KILLS` asks for another number.
const KILLS: u64 = 20;
const MANIFEST: &str = ".dateline-manifest";

/// Two states of one project, and what a build makes of each.
struct Work {
    folder: TempDir,
    sites: [Files; 2],
}

impl Work {
    fn new() -> Work {
        let folder = tempfile::tempdir().expect("a folder");
        for state in 0..2 {
            write_project(&folder.path().join(format!("state-{state}")), state);
        }
        let mut work = Work { folder, sites: Default::default() };
        work.sites = [0, 1].map(|state| {
            let output = format!("site-{state}");
            work.finish(state, &output);
            links::files(&work.place(&output))
        });
        work
    }

    fn place(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn build(&self, state: usize, output: &str) -> Child {
        self.build_under(&[], state, output)
    }

    /// A build, started by another program.
    fn build_under(&self, starter: &[&str], state: usize, output: &str) -> Child {
        let words: Vec<&str> = starter.iter().copied().chain([env!("CARGO_BIN_EXE_dateline")]).collect();
        Command::new(words[0])
            .args(&words[1..])
            .args(["build", &format!("state-{state}"), "--output", output, "--today", "2024-06-01", "--quiet"])
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts")
    }

    #[track_caller]
    fn finish(&self, state: usize, output: &str) {
        let done = self.build(state, output).wait_with_output().expect("it ends");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

/// A project whose two states share half of their articles; the rest goes, comes or is changed.
fn write_project(folder: &Path, state: usize) {
    let write = |path: String, text: String| {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
        fs::write(file, text).expect("written");
    };
    let towns = ["Tarn", "Ostervale", "Harwick", "Ellin", "Marrow"];
    let things = ["bridge", "mill", "school", "court", "ferry", "tower", "quay"];
    for number in (0..80).filter(|number| *number < 50 || number % 2 == state) {
        let (town, thing) = (towns[number % towns.len()], things[number % things.len()]);
        let deed = if number < 30 || state == 0 { "opened" } else { "closed" };
        let tags = if number % 4 == 0 { format!("{town}, state {state}") } else { town.into() };
        let picture = if number % 10 == 0 { format!("![A picture](picture-{state}.png)\n\n") } else { String::new() };
        let year = 1990 + number % 30;
        write(
            format!("content/{}/article-{number}.md", number % 3),
            format!(
                "---\ntitle: The {thing} of {town}\ndate: {year}-05-{:02}\ntags: [{tags}]\n---\n\n{picture}\
                The {thing} number {number} of {town} was {deed} on 3 March {year}.\n",
                10 + number % 20,
            ),
        );
    }
    for part in 0..3 {
        write(format!("content/{part}/picture-{state}.png"), format!("picture {part} of state {state}"));
    }
    // A timeline of so many events is split into parts, with an index that scripts fetch.
    let rows =
        (0..480).map(|row| format!("{}-0{}-0{},Ship {row} sails {state}\n", 1900 + row % 90, row % 9 + 1, row % 8 + 1));
    write("content/ships.csv".into(), "date,title\n".to_owned() + &rows.collect::<String>());
    write(format!("static/notes-{state}.txt"), "notes".into());
    write("dateline.toml".into(), format!("title = 'State {state}'\n"));
}

/// Which moment of a build a kill waits for.
enum Moment {
    /// So long after its start.
    After(Duration),
    /// When this file lies in the folder in which the build writes.
    Written(String),
    /// When this file has come to its place, or gone.
    Settled(String),
}

fn number(file: &Path) -> Option<u64> {
    Some(fs::metadata(file).ok()?.ino())
}

/// Waits, as exactly as can be, until something holds or the build has ended.
fn wait_for(build: &mut Child, mut holds: impl FnMut() -> bool) {
    while !holds() && build.try_wait().expect("it can be asked").is_none() {}
}

impl Work {
    /// How long a build is.
    fn measure(&self) -> Duration {
        self.finish(0, "public");
        let start = Instant::now();
        self.finish(1, "public");
        start.elapsed()
    }

    /// A moment of a build of state `new` into a folder of state `old`: somewhere, while files are
    /// written, or while they come and go.
    fn moment(&self, old: Option<usize>, new: usize, kind: u64, length: Duration, dice: &mut Dice) -> Moment {
        let nothing = Files::new();
        let (old, new) = (old.map_or(&nothing, |old| &self.sites[old]), &self.sites[new]);
        let mut pick = |paths: Vec<&String>| paths[dice.roll() as usize % paths.len()].clone();
        let written = || new.keys().filter(|path| old.get(*path) != new.get(*path) && *path != MANIFEST);
        match kind {
            0 => Moment::After(length.mul_f64((dice.roll() % 1000) as f64 / 1000.0)),
            1 => Moment::Written(pick(written().collect())),
            _ => Moment::Settled(pick(written().chain(old.keys().filter(|path| !new.contains_key(*path))).collect())),
        }
    }

    /// Builds a state, and kills the build at a moment.
    fn kill(&self, state: usize, moment: &Moment) {
        let output = self.place("public");
        let before = if let Moment::Settled(path) = moment { number(&output.join(path)) } else { None };
        let mut build = self.build(state, "public");
        match moment {
            Moment::After(length) => std::thread::sleep(*length),
            Moment::Written(path) => wait_for(&mut build, || {
                let entries = fs::read_dir(&output).into_iter().flatten().filter_map(Result::ok);
                let mut parts = entries.into_iter().filter(|entry| links::is_part(&entry.file_name()));
                parts.any(|part| part.path().join(path).exists())
            }),
            Moment::Settled(path) => wait_for(&mut build, || number(&output.join(path)) != before),
        }
        build.kill().expect("it can be killed");
        build.wait().expect("it ends");
    }

    /// What a kill left of a site of state `old`, or of none, on its way to state `new`; true if it
    /// was half of the way.
    #[track_caller]
    fn check(&self, old: Option<usize>, new: usize) -> bool {
        let output = self.place("public");
        let found = links::files(&output);
        let nothing = Files::new();
        let (old, new) = (old.map_or(&nothing, |old| &self.sites[old]), &self.sites[new]);
        for (path, bytes) in found.iter().filter(|(path, _)| *path != MANIFEST) {
            let whole = [old, new].iter().any(|site| site.get(path) == Some(bytes));
            assert!(whole, "{path} is neither the old file nor the new one");
        }
        for path in old.keys().filter(|path| new.contains_key(*path)) {
            assert!(found.contains_key(path), "{path} is part of both sites, and gone");
        }
        // Pages that come or go lead to each other; nothing that a visitor could be at leads to them yet,
        // or still.
        let stays = old.keys().filter(|path| new.contains_key(*path)).cloned();
        let missing = links::missing(&found, stays.chain(["index.html".into()]));
        assert!(missing.is_empty(), "{missing:#?}");
        let left: BTreeSet<&String> = found.keys().collect();
        let written = fs::read_dir(&output).into_iter().flatten().filter_map(Result::ok);
        let is_writing = written.into_iter().any(|entry| links::is_part(&entry.file_name()));
        let is = |site: &Files| left == site.keys().collect() && site.iter().all(|(path, bytes)| &found[path] == bytes);
        is_writing || !(is(old) || is(new))
    }

    #[track_caller]
    fn is_clean(&self, state: usize) {
        let output = self.place("public");
        let parts = walkdir::WalkDir::new(&output).into_iter().filter_map(Result::ok);
        let parts: Vec<_> = parts.filter(|entry| links::is_part(entry.file_name())).collect();
        assert!(parts.is_empty(), "{parts:?}");
        let (found, whole) = (links::files(&output), &self.sites[state]);
        assert_eq!(found.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        let differing: Vec<&String> = found.keys().filter(|path| found[*path] != whole[*path]).collect();
        assert!(differing.is_empty(), "{differing:?}");
    }
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_finishes() {
    let work = Work::new();
    for site in &work.sites {
        let missing = links::missing(site, site.keys().cloned());
        assert!(missing.is_empty(), "{missing:#?}");
        for kind in ["parts/", "data/ids/", "tags/", "pictures/", "notes-"] {
            assert!(site.keys().any(|path| path.starts_with(kind)), "{kind} is part of the test");
        }
    }
    let length = work.measure();
    let kills = std::env::var("DATELINE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut dice = Dice(8);
    let (mut now, mut half, mut among) = (Some(1), 0, 0);
    for kill in 0..kills {
        if kill % 7 == 6 {
            fs::remove_dir_all(work.place("public")).expect("removed");
            now = None;
        }
        let next = now.map_or(0, |now| 1 - now);
        work.kill(next, &work.moment(now, next, kill % 3, length, &mut dice));
        if work.check(now, next) {
            half += 1;
            among += usize::from(kill % 3 == 2);
        }
        // The next build finishes the job, or undoes it.
        let then = if kill % 5 == 4 { now.unwrap_or(next) } else { next };
        work.finish(then, "public");
        work.is_clean(then);
        now = Some(then);
    }
    println!("{kills} builds killed, {half} of them half of the way, {among} while files came and went");
    assert!(half >= kills / 3, "only {half} of {kills} kills met a build at work in the output folder");

    fs::write(work.place("public/articles/mine.txt"), "mine").expect("written");
    let next = now.map_or(0, |now| 1 - now);
    work.kill(next, &work.moment(now, next, 2, length, &mut dice));
    let cleaned = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["clean", "--output", "public", "state-0"])
        .current_dir(work.folder.path())
        .output()
        .expect("the binary starts");
    assert!(cleaned.status.success(), "{}", String::from_utf8_lossy(&cleaned.stderr));
    assert_eq!(links::files(&work.place("public")).into_keys().collect::<Vec<_>>(), ["articles/mine.txt"]);
    let entries = fs::read_dir(work.place("public")).expect("a folder").count();
    assert_eq!(entries, 1, "no folder is left but that of the foreign file");
}

#[test]
fn builds_at_once_leave_the_site_of_one_of_them_also_if_one_is_killed() {
    let work = Work::new();
    for round in 0..4 {
        let mut builds = [0, 1, 0].map(|state| work.build(state, "public"));
        if round % 2 == 1 {
            let output = work.place("public");
            let before = number(&output.join(MANIFEST));
            wait_for(&mut builds[1], || number(&output.join(MANIFEST)) != before);
            builds[1].kill().expect("it can be killed");
        }
        let ends = builds.map(|build| build.wait_with_output().expect("it ends"));
        for (end, may_be_killed) in ends.iter().zip([false, round % 2 == 1, false]) {
            let said = String::from_utf8_lossy(&end.stderr);
            assert!(end.status.success() || may_be_killed && end.status.code().is_none(), "{said}");
            assert_eq!(said, "");
        }
        if round % 2 == 1 {
            // The one that was killed may have been the last.
            work.finish(0, "public");
        }
        let found = links::files(&work.place("public"));
        let of = work.sites.iter().position(|site| *site == found);
        work.is_clean(of.expect("the site is one of the two"));
    }
}

/// Where strace is installed, a build is killed at each of its renames and removals in turn.
#[test]
#[ignore = "takes some minutes"]
fn a_build_that_is_killed_at_any_step_leaves_whole_files() {
    const CALLS: &str = "rename,renameat,renameat2,unlink,unlinkat,rmdir";
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not installed");
        return;
    }
    let work = Work::new();
    work.finish(0, "public");
    let (trace, log) = (format!("trace={CALLS}"), work.place("log").display().to_string());
    let counted = work.build_under(&["strace", "-f", "-qq", "-o", &log, "-e", &trace], 1, "public");
    assert!(counted.wait_with_output().expect("it ends").status.success());
    let steps = fs::read_to_string(&log).expect("a log").lines().count();
    let mut half = 0;
    for step in 1..=steps {
        let (now, next) = (step % 2, 1 - step % 2);
        let kill = format!("inject={CALLS}:signal=KILL:when={step}");
        let killed = work.build_under(&["strace", "-f", "-qq", "-o", "/dev/null", "-e", &kill], next, "public");
        killed.wait_with_output().expect("it ends");
        half += usize::from(work.check(Some(now), next));
        work.finish(next, "public");
        work.is_clean(next);
    }
    println!("killed at each of {steps} renames and removals, {half} times half of the way");
    assert!(steps > 100 && half > steps / 2, "{half} of {steps}");
}
