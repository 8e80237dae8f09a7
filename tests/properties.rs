//! Folders of articles as people write them, with what goes wrong in them: made by chance, built,
//! and held to `invariants`.

use crate::{edits, invariants};
use dateline::article::{SourceFile, read};
use dateline::config::Config;
use dateline::flow;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// The same cases on every run: what a change breaks is known to be its own doing. Other numbers try other cases.
const SEED: u64 = 1;

fn date() -> impl Strategy<Value = String> {
    (1800..2100_i32, 1..=13_u32, 1..=31_u32, 0..9_u8).prop_map(|(year, month, day, form)| match form {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day} March {year}"),
        2 => format!("{month}/{day}/{year}"),
        3 => format!("{year}"),
        4 => format!("the {}s", year / 10 * 10),
        5 => format!("{month}:{day:02} p.m. on Friday"),
        6 => format!("{year}-{month:02}-{day:02}T10:00:00Z"),
        7 => format!("between {year} and {}", year + 5),
        _ => format!("{day}.{month}.{year}"),
    })
}

fn moment() -> impl Strategy<Value = String> {
    let words = [
        "yesterday",
        "last October",
        "on Wednesday",
        "three weeks ago",
        "next year",
        "two days later",
        "since 2014",
        "in the third quarter",
        "in the 19th century",
        "Christmas 2019",
        "from 3 to 5 March",
        "every Monday",
        "May",
        "in 490 BC",
        "tomorrow night",
        "early this week",
        "the weekend",
        "recently",
        "for five years",
    ];
    prop_oneof![3 => select(words.to_vec()).prop_map(str::to_owned), 2 => date()]
}

fn sentence() -> impl Strategy<Value = String> {
    let who = ["The council", "A ferry", "He", "Dr. Low", "“The mayor”", "The *old* pier", "[The port](a.md)", "Größe"];
    let did =
        ["opened", "was not closed", "will sail", "resigned", "said that it burnt down", "elected J. R. Ward", "is"];
    let end = [".", "!", "?", "…", ".”", " &amp; left.", ":", "", ". [^1]", " {{ x }}.", " `2020-01-01`.", " <br> on."];
    (select(who.to_vec()), select(did.to_vec()), moment(), select(end.to_vec()))
        .prop_map(|(who, did, when, end)| format!("{who} {did} {when}{end}"))
}

fn block() -> impl Strategy<Value = String> {
    let sentences = vec(sentence(), 1..5).prop_map(|sentences| sentences.join(" "));
    let marks =
        ["", "# ", "> ", "- ", "1. ", "    ", "| a | ", "<p>", "<div><ul><li>", "***", "```\n", "[^1]: ", "<!-- "];
    (select(marks.to_vec()), sentences).prop_map(|(mark, sentences)| format!("{mark}{sentences}\n\n"))
}

fn head() -> impl Strategy<Value = String> {
    let tags = select(vec!["[harbour, ferry]", "a, b", "[", "{x: y}", "''", "../up"]);
    (0..6_u8, sentence(), date(), tags, moment()).prop_map(|(form, title, date, tags, matched)| match form {
        0 => format!("---\ntitle: \"{title}\"\ndate: {date}\ntags: {tags}\n---\n"),
        1 => format!("+++\ntitle = \"{title}\"\ndate = \"{date}\"\n+++\n"),
        2 => format!("{{\"title\": {title:?}, \"date\": {date:?}}}\n"),
        3 => format!("Title: {title}\nDate: {date}\n\n"),
        4 => format!(
            "---\ndate: 2024-05-03\nevents:\n- match: {matched}\n  date: {date}\n- title: x\n  date: 1999\n---\n"
        ),
        _ => String::new(),
    })
}

fn path() -> impl Strategy<Value = String> {
    let folders = select(vec!["", "herald/", "2024/05/03/", "ja/", "a b/é/"]);
    let names =
        select(vec!["2024-05-03-quay.md", "2024-05-04.html", "index.md", "note.txt", "quay.markdown", "README.md"]);
    (folders, 0..4_u8, names).prop_map(|(folder, number, name)| match number {
        0 => format!("{folder}{name}"),
        number => format!("{folder}{number}/{name}"),
    })
}

fn article() -> impl Strategy<Value = SourceFile> {
    (path(), head(), vec(block(), 0..6), any::<prop::sample::Index>(), 0..10_u8).prop_map(
        |(path, head, blocks, cut, broken)| {
            let mut bytes = (head + &blocks.concat()).into_bytes();
            // Every tenth file is cut off, every tenth has a byte that is none of its text.
            match (broken, bytes.len()) {
                (0, 1..) => bytes.truncate(cut.index(bytes.len())),
                (1, 1..) => {
                    let at = cut.index(bytes.len());
                    bytes[at] = 0xE9;
                }
                _ => {}
            }
            SourceFile { path, bytes }
        },
    )
}

fn folder() -> impl Strategy<Value = Vec<SourceFile>> {
    vec(article(), 1..6).prop_map(|mut files| {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        files
    })
}

/// An article with a sentence that others have, too, and nothing else with a date.
fn labelled(name: &str, day: u32) -> SourceFile {
    let text = format!("---\ndate: 2024-05-{day:02}\n---\n\nThe list was made anew yesterday.\n");
    SourceFile { path: name.into(), bytes: text.into_bytes() }
}

/// True if a folder has a file of this path.
fn has(files: &[SourceFile], file: &SourceFile) -> bool {
    files.iter().any(|other| other.path == file.path)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, rng_seed: RngSeed::Fixed(SEED), ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_files_changes_nothing(files in folder().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle()))) {
        let today = "2024-06-01".parse().expect("a date");
        let (files, shuffled) = files;
        let (site, said) = flow::build(&Config::default(), &files, today);
        invariants::assert_placed(&said, &files);
        invariants::assert_site(&site);
        let (again, said_again) = flow::build(&Config::default(), &shuffled, today);
        prop_assert!(site == again, "another site");
        prop_assert_eq!(said, said_again);
    }

    #[test]
    fn what_is_built_on_what_was_there_is_what_is_built_anew(changes in vec(vec(article(), 0..3), 2..4), gone in any::<prop::sample::Index>()) {
        let mut changes = changes;
        // The last change takes away what an earlier one brought.
        let brought: Vec<String> = changes.iter().flatten().map(|file| file.path.clone()).collect();
        if !brought.is_empty() {
            changes.push(vec![SourceFile { path: brought[gone.index(brought.len())].clone(), bytes: Vec::new() }]);
        }
        edits::hold(&changes);
    }

    #[test]
    fn an_added_article_leaves_every_id_with_an_answer(files in folder(), added in vec(article(), 1..3), label in any::<bool>()) {
        let today = "2024-06-01".parse().expect("a date");
        let mut files = files;
        // With the third article that has it a sentence is a label: what it told is gone, its links are not.
        if label {
            for (name, day) in [("one.md", 3), ("two.md", 4)] {
                files.push(labelled(name, day));
            }
        }
        let answering = |files: &[SourceFile]| -> std::collections::BTreeSet<String> {
            let content = flow::gather(&Config::default(), files, today).0;
            content.events.into_iter().flat_map(|event| std::iter::once(event.id).chain(event.aliases)).collect()
        };
        let before = answering(&files);
        files.extend(added.into_iter().filter(|file| !has(&files, file)).collect::<Vec<_>>());
        if label {
            files.push(labelled("three.md", 5));
        }
        let after = answering(&files);
        prop_assert!(before.is_subset(&after), "no answer to {:?}", before.difference(&after).collect::<Vec<_>>());
    }

    #[test]
    fn an_article_keeps_its_words_and_places(file in article()) {
        let (article, said) = read(&file, &Config::default());
        invariants::assert_placed(&said, std::slice::from_ref(&file));
        if let Some(article) = article {
            invariants::assert_article(&article);
        }
    }

    #[test]
    fn expressions_stand_in_order_with_dates_of_the_calendar(day in any::<u8>(), sentences in vec(sentence(), 1..12)) {
        let mut bytes = vec![day];
        bytes.extend(sentences.join(" ").bytes());
        invariants::tagger(&bytes);
    }
}
