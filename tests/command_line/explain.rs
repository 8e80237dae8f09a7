//! `explain`, and what `resolve` shows in the same way.

use super::*;

const DATED: &str = "---\ntitle: A quay\ndate: 2023-03-31\n---\n\nThe new quay opened on Wednesday.\n\n\
                     The ferry will sail\nnext June, and the fair begins on 4/5/2023.\n";

#[test]
fn every_expression_of_an_article_is_explained_with_its_place() {
    let folder = temporary();
    write(folder.path(), "news/quay.md", DATED.as_bytes());
    let explained = run(folder.path(), &["explain", "news/quay.md"]);
    assert_status(&explained, 0);
    let expected = "\
news/quay.md:6:24
  The new quay opened on [Wednesday].
    reading   weekday
    anchor    the article's day, Friday 31 March 2023
    tense     past
    rule      the latest one up to that day
    TIMEX3    type DATE, value 2023-03-29
    date      2023-03-29: Wednesday 29 March 2023
    interval  from 2023-03-29 until, but not with, 2023-03-30
    or else   Wednesday 5 April 2023 if it is planned
    event     “New quay opened”, 2023-03-29

news/quay.md:9:1
";
    assert!(stdout(&explained).starts_with(expected), "{}", stdout(&explained));
    assert!(stdout(&explained).contains("[next June]"), "{}", stdout(&explained));
    assert!(stderr(&explained).is_empty(), "{}", stderr(&explained));
}

#[test]
fn an_expression_that_dates_no_event_says_why() {
    let folder = temporary();
    let text = "---\ntitle: A quay\ndate: 2023-03-31\n---\n\nThe 2020 quay did not open on Wednesday. \
                It must be mended by Friday. It may open in June. “We opened it on Monday,” said the mason. \
                It was built for two years.\n";
    write(folder.path(), "quay.md", text.as_bytes());
    let explained = run(folder.path(), &["explain", "quay.md"]);
    let text = stdout(&explained);
    let why: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("no event  ")).collect();
    let expected = [
        "the date belongs to the noun beside it",
        "the sentence says that it did not happen",
        "it is a deadline, a start, an end or a comparison",
        "the sentence only says that it may happen, or under which condition",
        "it stands in a quotation",
        "it is a length, a repetition or no exact date",
    ];
    assert_eq!(why, expected, "{text}");
}

#[test]
fn a_line_may_be_asked_for() {
    let folder = temporary();
    write(folder.path(), "quay.md", DATED.as_bytes());
    let explained = run(folder.path(), &["explain", "quay.md:9"]);
    assert_status(&explained, 0);
    let blocks: Vec<String> = stdout(&explained).split("\n\n").map(str::to_owned).collect();
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert!(blocks[0].contains("value 2023-06") && blocks[1].contains("value 2023-04-05"), "{blocks:?}");
    // The order of day and month is a choice, and that is said.
    assert!(blocks[1].contains("or else   Thursday 4 May 2023 if the day is written first"), "{}", blocks[1]);
    let nothing = run(folder.path(), &["explain", "quay.md:2"]);
    assert_status(&nothing, 0);
    assert!(stdout(&nothing).is_empty() && stderr(&nothing).contains("line 2"), "{}", stderr(&nothing));
}

#[test]
fn the_date_of_the_command_line_counts_before_the_articles() {
    let folder = temporary();
    write(folder.path(), "quay.md", DATED.as_bytes());
    write(folder.path(), "undated.md", b"The new quay opened on Wednesday.\n");
    for file in ["quay.md:6", "undated.md"] {
        let explained = run(folder.path(), &["explain", file, "--date", "2020-01-10"]);
        assert_status(&explained, 0);
        assert!(stdout(&explained).contains("value 2020-01-08"), "{}", stdout(&explained));
    }
    let undated = run(folder.path(), &["explain", "undated.md"]);
    assert_status(&undated, 1);
    assert!(stderr(&undated).contains("undated.md") && stderr(&undated).contains("no date"), "{}", stderr(&undated));
}

#[test]
fn the_project_of_the_article_counts() {
    let folder = temporary();
    let config =
        "genre = \"narrative\"\ndate_order = \"dmy\"\n[words]\n\"the Great Gale\" = \"1987-10-15/1987-10-16\"\n";
    write(folder.path(), "site/dateline.toml", config.as_bytes());
    let article = "The roof was lost in the Great Gale. It was mended on 3/5/2021.\n";
    write(folder.path(), "site/content/2022/06/01/roof.md", article.as_bytes());
    let path = folder.path().join("site/content/2022/06/01/roof.md").display().to_string();
    let elsewhere = temporary();
    let explained = run(elsewhere.path(), &["explain", &path]);
    assert_status(&explained, 0);
    let said = stdout(&explained);
    assert!(said.contains("[the Great Gale]") && said.contains("the site's own words"), "{said}");
    assert!(said.contains("1987-10-15/1987-10-16"), "{said}");
    assert!(said.contains("value 2021-05-03"), "the order of the config: {said}");
}

#[test]
fn what_cannot_be_explained_is_an_error_that_says_why() {
    let folder = temporary();
    write(folder.path(), "table.csv", b"a,b\n");
    write(folder.path(), "left.md", b"---\ndate: 2023-03-31\ntimeline: false\n---\nIt opened.\n");
    for (file, why) in [("nowhere.md:3", "nowhere.md"), ("table.csv", "table.csv"), ("left.md", "timeline: false")] {
        let explained = run(folder.path(), &["explain", file]);
        assert_status(&explained, 1);
        assert!(stderr(&explained).contains(why), "{}", stderr(&explained));
    }
    write(folder.path(), "draft.md", b"---\ndate: 2023-03-31\ndraft: true\n---\nIt opened on Wednesday.\n");
    assert_status(&run(folder.path(), &["explain", "draft.md"]), 0);
}

#[test]
fn a_language_without_a_pack_is_said_and_its_iso_dates_are_explained() {
    let folder = temporary();
    write(
        folder.path(),
        "quai.md",
        "---\ndate: 2023-03-31\nlang: fr\n---\nOuvert le 2023-03-29, mercredi.\n".as_bytes(),
    );
    let explained = run(folder.path(), &["explain", "quai.md"]);
    assert_status(&explained, 0);
    assert!(stdout(&explained).contains("reading   ISO 8601"), "{}", stdout(&explained));
    assert!(stderr(&explained).contains("`fr`"), "{}", stderr(&explained));
}

#[test]
fn resolve_shows_the_same_block() {
    let folder = temporary();
    let resolved = run(folder.path(), &["resolve", "last October", "--date", "2023-11-20"]);
    assert_status(&resolved, 0);
    let expected = "  [last October]
    reading   stretch of the calendar
    anchor    the article's day, Monday 20 November 2023
    rule      the latest one that is over
    TIMEX3    type DATE, value 2023-10
    date      2023-10: October 2023
    interval  from 2023-10-01 until, but not with, 2023-11-01
    or else   October 2022 if the one of the year before is meant
";
    assert_eq!(stdout(&resolved), expected);
}
