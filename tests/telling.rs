//! Sentences of every kind through the whole program: what each tells, at which date, in which words.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::event::{Event, Kind};
use dateline::flow;

/// The events of an article of Tuesday 14 May 2024, in order of their dates.
fn told(body: &str) -> Vec<String> {
    let text = format!("---\ntitle: T\ndate: 2024-05-14\n---\n{body}\n");
    let source = SourceFile { path: "a.md".into(), bytes: text.into_bytes() };
    let today = "2024-06-01".parse().expect("a date");
    let (content, _) = flow::gather(&Config::default(), &[source], today);
    let line = |event: &Event| format!("{} {}: {}", event.when.edtf(), event.status.name(), event.headline);
    content.events.iter().filter(|event| event.kind == Kind::Event).map(line).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(body, expected)| (body, expected, told(body)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(body, expected, found)| format!("{body}\n  expected {expected:?}\n  found    {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn plans_are_marked_and_what_was_called_off_is_not_told() {
    check(&[
        ("President Ruiz is due there on Sunday.", &["2024-05-19 planned: President Ruiz is due there"]),
        ("A verdict is expected on Friday.", &["2024-05-17 planned: A verdict is expected"]),
        ("The next meeting will be on 4 June.", &["2024-06-04 planned: The next meeting"]),
        ("A public hearing has been called for 21 May.", &["2024-05-21 planned: A public hearing has been called"]),
        ("Her book is out on 24 May.", &["2024-05-24 planned: Her book is out"]),
        ("Friday's match was called off.", &[]),
        ("The concert on 20 May was cancelled.", &[]),
        ("The mayor denied that she had met the builder in March.", &[]),
        ("The firm did not pay its staff in April.", &[]),
        ("The government has until Friday to respond.", &[]),
        ("If talks fail on Friday, the mill may close.", &[]),
    ]);
}

#[test]
fn of_two_dates_of_reported_speech_the_happening_has_its_own() {
    check(&[
        (
            "The firm said on Friday that it had closed the plant in March.",
            &["2024-03 happened: The firm had closed the plant"],
        ),
        (
            "Mayor Lund said Monday that the pool would reopen in June.",
            &[
                "2024-05-13 happened: Mayor Lund said that the pool would reopen",
                "2024-06 planned: The pool would reopen",
            ],
        ),
        (
            "The airline is cutting 400 jobs, it announced on Monday.",
            &["2024-05-13 happened: The airline is cutting 400 jobs"],
        ),
        (
            "On Friday, according to the union, the workers accepted the offer.",
            &["2024-05-10 happened: The workers accepted the offer"],
        ),
        ("As we wrote on Friday, the mill is old.", &[]),
        (
            "In an order issued on Wednesday, the department told the mills to stop.",
            &["2024-05-08 happened: The department told the mills to stop"],
        ),
    ]);
}

#[test]
fn chronologies_and_tables_have_their_dates_beside_the_words() {
    check(&[
        ("- March 5, 2024 – council votes on the quay\n", &["2024-03-05 happened: Council votes on the quay"]),
        ("1911: A second chimney goes up.\n", &["1911 happened: A second chimney goes up"]),
        (
            "| Date | Event |\n|---|---|\n| 2 May 2024 | The quay opens |\n| 9 May 2024 | A ferry runs aground |\n",
            &["2024-05-02 happened: The quay opens", "2024-05-09 happened: A ferry runs aground"],
        ),
        (
            "## 12 May 1826\n\nA crowd broke the looms of the mill.\n",
            &["1826-05-12 happened: A crowd broke the looms of the mill"],
        ),
        ("<figure><figcaption>The quay opened on 2 May 2024.</figcaption></figure>\n", &[]),
    ]);
}

#[test]
fn a_sentence_tells_each_of_its_happenings() {
    check(&[
        (
            "The town was founded in 1254 and received its charter in 1301.",
            &["1254 happened: The town was founded", "1301 happened: The town received its charter"],
        ),
        (
            "The ship was sold in 1928 and renamed in 1931.",
            &["1928 happened: The ship was sold", "1931 happened: The ship was renamed"],
        ),
        (
            "She studied law in Bergen, graduated in 1985 and joined her father's firm.",
            &["1985 happened: She graduated and joined her father's firm"],
        ),
        (
            "The war ended in 1648 with a treaty signed in two cities.",
            &["1648 happened: The war ended with a treaty signed in two cities"],
        ),
        (
            "The business was set up by his father 60 years ago.",
            &["1964 happened: The business was set up by his father"],
        ),
        ("The match had to be abandoned on Sunday.", &["2024-05-12 happened: The match had to be abandoned"]),
    ]);
}

#[test]
fn headlines_name_what_happened_and_not_its_date() {
    check(&[
        ("Monday saw the first snow of the winter.", &["2024-05-13 happened: The first snow of the winter"]),
        ("In 1998 came the first branch abroad.", &["1998 happened: The first branch abroad"]),
        ("Version 3.2, released today, fixes forty bugs.", &["2024-05-14 happened: Version 3.2 fixes forty bugs"]),
        (
            "The king met the premier at the palace on Monday, hours before she resigned.",
            &["2024-05-13 happened: The king met the premier at the palace, hours before she resigned"],
        ),
    ]);
}

#[test]
fn standing_and_generic_sentences_tell_nothing() {
    check(&[
        ("The museum has been closed since a flood in 2021.", &[]),
        ("Most of them in summer 2021.", &[]),
        ("Fresh-squeezed juice is best in the morning.", &[]),
        ("The snapshot started the week.", &[]),
        ("This post covers what changed in 2023.", &[]),
        ("The name dates from 1840.", &[]),
        ("0:00 Introduction\n\n9:12 A walk through the code\n", &[]),
    ]);
}

#[test]
fn a_sentence_that_every_article_repeats_at_its_own_date_is_a_label() {
    let article = |number: u32| SourceFile {
        path: format!("{number}.md"),
        bytes: format!(
            "---\ndate: 2024-05-{number:02}\n---\nNew toys arrived yesterday.\n\nShop {number} opened today.\n"
        )
        .into_bytes(),
    };
    let events = |count: u32| {
        let sources: Vec<SourceFile> = (1..=count).map(|number| article(number * 5)).collect();
        let today = "2024-06-01".parse().expect("a date");
        flow::gather(&Config::default(), &sources, today).0.events.len()
    };
    assert_eq!(events(2), 4, "two shops may have had new toys");
    assert_eq!(events(4), 4, "only the shops are left");
}
