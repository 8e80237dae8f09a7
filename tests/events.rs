//! Scores the events of hand-labelled texts and fails when a figure falls below the recorded one.
//!
//! `tests/gold/events` holds articles written for this test and, beside each, the events that a
//! reader finds in it: labelled before the program ran, never changed to please it. Its README says
//! by which rules. The texts marked `part = "held"` and `part = "blind"` are scored and never shown:
//! no rule was made from their errors. Of the held ones it was known, when rules were made, how many
//! events of a kind were lost; of the blind ones (`tests/gold/events/blind`) nothing.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::event::{Event, Kind, Status};
use dateline::flow::{self, Content};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What the build reached on the texts that are looked at. Raise the figures with every gain.
const TUNED: Figures =
    Figures { precision: 0.946, recall: 0.974, headline: 0.911, editor: 0.778, cut: 0.0, dated: 0.0, mentions: 3 };

/// What it reached on texts that may be looked at too, but were labelled when rules for the others
/// stood: a rule that helps only one of the two parts is made for its sentences.
const OPEN: Figures =
    Figures { precision: 0.897, recall: 0.873, headline: 0.912, editor: 0.695, cut: 0.0, dated: 0.0, mentions: 9 };

/// What it reached on the texts whose errors nobody looked at.
const HELD: Figures =
    Figures { precision: 0.941, recall: 0.969, headline: 0.91, editor: 0.764, cut: 0.0, dated: 0.0, mentions: 3 };

/// What it reached on texts of which rules knew nothing but these figures (at the first run .787 and .739, at
/// the last .827 and .806), until they were opened.
const SECOND: Figures =
    Figures { precision: 0.938, recall: 0.911, headline: 0.92, editor: 0.682, cut: 0.0, dated: 0.0, mentions: 10 };

/// What it reached on texts in styles that the others lack, labelled when the rules for those stood: at the
/// first run .824 and .831, and .831 and .835 by rules that were made before any of them was opened.
const THIRD: Figures =
    Figures { precision: 0.914, recall: 0.925, headline: 0.89, editor: 0.557, cut: 0.0, dated: 0.0, mentions: 7 };

/// What it reached on texts in yet other styles (a story, a changelog, minutes, a feature), labelled when the
/// rules for the others stood: at the first run .815 and .710, titles .450, and .818 and .713 by rules that were
/// made before any of them was opened.
const FOURTH: Figures =
    Figures { precision: 0.881, recall: 0.817, headline: 0.895, editor: 0.456, cut: 0.0, dated: 0.0, mentions: 9 };

/// What it reached on texts with twice as many dates: .790 and .660, titles .460, by rules that were made before any of them was opened.
const FIFTH: Figures =
    Figures { precision: 0.858, recall: 0.744, headline: 0.867, editor: 0.47, cut: 0.0, dated: 0.0, mentions: 16 };

/// What it reached on texts of which rules know nothing but these figures: at the first run .906 and .834.
const BLIND: Figures =
    Figures { precision: 0.928, recall: 0.886, headline: 0.889, editor: 0.646, cut: 0.0, dated: 0.0, mentions: 13 };

/// What it reached on texts that are as full of dates as long reports are, of which rules know nothing but
/// these figures: at the first run .836 and .719, titles .493.
const UNREAD: Figures =
    Figures { precision: 0.85, recall: 0.751, headline: 0.87, editor: 0.496, cut: 0.0, dated: 0.0, mentions: 12 };

/// What it reached in joining happenings that several texts tell; all tuned and held texts together.
/// Of 32 pairs joined 29 are right; before words were weighed by their month it was 28 of 30. The one
/// more is of held texts, and `tests/merging.rs`, with ten times the pairs, gained.
const JOINED: Joined = Joined { precision: 0.90, recall: 0.78, b_cubed: 0.985 };

/// The same for the texts labelled later, which are built for themselves; the more is found, the more pairs
/// are wanted.
const OPEN_JOINED: Joined = Joined { precision: 0.0, recall: 0.0, b_cubed: 0.983 };

/// The same for the blind texts, which are built for themselves: 11 of the 13 pairs joined are right; before hours
/// of an incident and clauses with "since" were told it was 11 of 11.
const BLIND_JOINED: Joined = Joined { precision: 0.84, recall: 0.54, b_cubed: 0.977 };

/// The same for the second lot, which is built for itself: 11 of the 17 pairs that are wanted.
const SECOND_JOINED: Joined = Joined { precision: 0.91, recall: 0.64, b_cubed: 0.985 };

/// The same for the third lot, which is built for itself: 16 of 27 pairs; two of the rest are of a table whose
/// rows were not told before.
const THIRD_JOINED: Joined = Joined { precision: 0.86, recall: 0.59, b_cubed: 0.97 };

/// The same for the texts full of dates of which nothing is known, which are built for themselves.
const UNREAD_JOINED: Joined = Joined { precision: 0.99, recall: 0.49, b_cubed: 0.99 };

/// The same for the fourth lot, which is built for itself.
const FOURTH_JOINED: Joined = Joined { precision: 0.74, recall: 0.57, b_cubed: 0.96 };

/// The same for the fifth lot, which is built for itself. One pair of 71 was lost, and one that is wrong, when words
/// began to count by the dates of which they are told: what that gains shows only in folders of hundreds of articles.
const FIFTH_JOINED: Joined = Joined { precision: 0.78, recall: 0.50, b_cubed: 0.966 };

#[derive(Debug)]
struct Figures {
    /// Share of the events found that are labelled.
    precision: f64,
    /// Share of the labelled events that are found.
    recall: f64,
    /// Mean F1 of the words of a found headline and the labelled one, small words left out. A whole name where the
    /// sentence has the last one costs a little here and brings more against an editor's title.
    headline: f64,
    /// The same against the title that an editor would write.
    editor: f64,
    /// What the first twelve words of the sentence reach against the editor's title: not recorded.
    cut: f64,
    /// The share of the labelled dates that some expression of the text comes to: not recorded.
    dated: f64,
    /// Expressions labelled as no event that became one all the same.
    mentions: usize,
}

impl Figures {
    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-9)
    }
}

#[derive(Debug)]
struct Joined {
    /// Of the pairs of labelled events that the build joined across articles, how many should be.
    precision: f64,
    /// Of the pairs that should be joined, how many are.
    recall: f64,
    /// The harmonic mean of B-cubed precision and recall.
    b_cubed: f64,
}

#[derive(Deserialize)]
struct Labels {
    #[serde(rename = "event")]
    events: Vec<Label>,
    mentions: Mentions,
    #[serde(default)]
    part: Part,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Part {
    #[default]
    Tuned,
    Open,
    Held,
    Second,
    Third,
    Fourth,
    Fifth,
    Blind,
    Unread,
}

impl Part {
    /// False for texts of whose errors nothing is shown: no rule may be made from them.
    fn may_be_read(self) -> bool {
        !matches!(self, Part::Held | Part::Blind | Part::Unread)
    }
}

#[derive(Deserialize)]
struct Label {
    date: String,
    title: String,
    editor: Option<String>,
    status: Option<String>,
    cluster: Option<String>,
}

#[derive(Deserialize)]
struct Mentions {
    expressions: Vec<String>,
}

struct Text {
    name: String,
    source: SourceFile,
    labels: Labels,
}

fn texts() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/events");
    let mut texts = labelled(&folder);
    texts.extend(labelled(&folder.join("second")));
    texts.extend(labelled(&folder.join("third")));
    texts.extend(labelled(&folder.join("fourth")));
    texts.extend(labelled(&folder.join("fifth")));
    texts.extend(labelled(&folder.join("unread")));
    texts.extend(labelled(&folder.join("blind")));
    texts
}

fn labelled(folder: &Path) -> Vec<Text> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|entry| {
            entry.expect("the folder is readable").file_name().to_str()?.strip_suffix(".toml").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder.join(format!("{name}.md"))).expect("the article is readable");
            let labels = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("each article has labels");
            let labels = toml::from_str(&labels).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
            Text { source: SourceFile { path: format!("{name}.md"), bytes }, labels, name }
        })
        .collect()
}

fn gather(sources: &[SourceFile]) -> Content {
    let today = "2026-01-01".parse().expect("a date");
    flow::gather(&Config::default(), sources, today).0
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// F1 of the words of two titles.
fn likeness(one: &str, two: &str) -> f64 {
    let (one, two) = (words(one), words(two));
    let shared: usize = one.iter().map(|(word, count)| count.min(two.get(word).unwrap_or(&0))).sum();
    2.0 * shared as f64 / (one.values().sum::<usize>() + two.values().sum::<usize>()).max(1) as f64
}

/// The same without articles, the "was" of a passive, the "is" of "is expected" and the "had" of a perfect: a headline
/// leaves out those that it does not need, and a label keeps them.
fn likeness_of_own_words(label: &str, headline: &str) -> f64 {
    const SMALL: [&str; 11] = ["the", "a", "an", "was", "were", "is", "are", "been", "has", "have", "had"];
    let without = |text: &str| -> String {
        let words = text.split_whitespace().filter(|word| !SMALL.contains(&word.to_lowercase().as_str()));
        words.collect::<Vec<_>>().join(" ")
    };
    likeness(&without(label), &without(headline))
}

/// For each label the index of the event found for it: same date, the likest titles first.
fn matched(labels: &[Label], events: &[&Event]) -> Vec<Option<usize>> {
    /// Titles less alike than this speak of different things.
    const ALIKE: f64 = 0.3;
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (label, wanted) in labels.iter().enumerate() {
        for (event, found) in events.iter().enumerate() {
            let alike = likeness(&wanted.title, &found.headline);
            if found.when.edtf() == wanted.date && alike >= ALIKE {
                pairs.push((alike, label, event));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut result = vec![None; labels.len()];
    let mut taken = BTreeSet::new();
    for (_, label, event) in pairs {
        if result[label].is_none() && taken.insert(event) {
            result[label] = Some(event);
        }
    }
    result
}

fn score(texts: &[&Text]) -> (Figures, String) {
    let (mut found, mut wanted, mut right, mut titles, mut mentions) = (0, 0, 0, 0.0, 0);
    let (mut edited, mut editor, mut cut) = (0, 0.0, 0.0);
    let mut dated = 0;
    let mut told = String::new();
    for text in texts {
        let content = gather(std::slice::from_ref(&text.source));
        let events: Vec<&Event> = content.events.iter().filter(|event| event.kind == Kind::Event).collect();
        let matches = matched(&text.labels.events, &events);
        found += events.len();
        wanted += matches.len();
        let plain = &content.articles[0].text.plain;
        let timexes = &flow::timexes(&Config::default(), &content.articles)[0];
        for (label, event) in text.labels.events.iter().zip(&matches) {
            let mut dates = timexes.iter().filter_map(|timex| timex.when);
            let seen = dates.any(|when| when.edtf() == label.date);
            dated += usize::from(seen);
            let Some(event) = event.map(|event| events[event]) else {
                let why = if seen { "missing" } else { "missing, its date unseen," };
                let _ = writeln!(told, "{}: {why} {} {:?}", text.name, label.date, label.title);
                continue;
            };
            right += 1;
            let alike = likeness_of_own_words(&label.title, &event.headline);
            titles += alike;
            let planned = label.status.as_deref() == Some("planned");
            if planned != (event.status == Status::Planned) {
                let _ = writeln!(told, "{}: status of {:?}", text.name, event.headline);
            }
            if alike < 0.8 {
                let _ = writeln!(told, "{}: title {:?} for {:?}", text.name, event.headline, label.title);
            }
            if let Some(title) = &label.editor {
                let sentence = &plain[event.reports[0].sentence.range()];
                let first: Vec<&str> = sentence.split_whitespace().take(12).collect();
                edited += 1;
                editor += likeness(title, &event.headline);
                cut += likeness(title, &first.join(" "));
                if likeness(title, &event.headline) < 0.6 {
                    let _ = writeln!(told, "{}: editor {:?} for {title:?}", text.name, event.headline);
                }
            }
        }
        for (index, event) in events.iter().enumerate() {
            if matches.contains(&Some(index)) {
                continue;
            }
            let _ = writeln!(told, "{}: surplus {} {:?}", text.name, event.when.edtf(), event.headline);
            let spans = event.reports.iter().filter_map(|report| report.expression);
            mentions +=
                spans.filter(|span| text.labels.mentions.expressions.contains(&plain[span.range()].to_owned())).count();
        }
    }
    let figures = Figures {
        precision: f64::from(right) / (found as f64).max(1.0),
        recall: f64::from(right) / (wanted as f64).max(1.0),
        headline: titles / f64::from(right).max(1.0),
        editor: editor / f64::from(edited).max(1.0),
        cut: cut / f64::from(edited).max(1.0),
        dated: dated as f64 / (wanted as f64).max(1.0),
        mentions,
    };
    (figures, told)
}

/// A labelled event that was found: its cluster, the event of the build of all texts, and whether
/// its errors may be shown.
struct Placed {
    cluster: String,
    event: usize,
    shown: bool,
}

/// How well happenings that several texts tell are joined, when all are built together.
fn clusters(texts: &[&Text]) -> (Joined, String) {
    let sources: Vec<SourceFile> = texts.iter().map(|text| text.source.clone()).collect();
    let content = gather(&sources);
    // The events of each article alone show which report belongs to which label.
    let mut placed: Vec<Placed> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let alone = gather(std::slice::from_ref(&text.source));
        let events: Vec<&Event> = alone.events.iter().filter(|event| event.kind == Kind::Event).collect();
        for (number, event) in matched(&text.labels.events, &events).into_iter().enumerate() {
            let Some(event) = event else { continue };
            let id = &events[event].id;
            let answers = |event: &Event| event.id == *id || event.aliases.contains(id);
            let Some(event) = content.events.iter().position(answers) else { continue };
            let cluster = &text.labels.events[number].cluster;
            let cluster = cluster.clone().unwrap_or_else(|| format!("{index}/{number}"));
            placed.push(Placed { cluster, event, shown: text.labels.part.may_be_read() });
        }
    }
    let mut told = String::new();
    let (mut joined, mut wanted, mut both) = (0, 0, 0);
    for (place, one) in placed.iter().enumerate() {
        for two in &placed[place + 1..] {
            let (is, should) = (one.event == two.event, one.cluster == two.cluster);
            joined += usize::from(is);
            wanted += usize::from(should);
            both += usize::from(is && should);
            if is != should && one.shown && two.shown {
                let _ = writeln!(
                    told,
                    "clusters {} and {}: {:?} and {:?}",
                    one.cluster, two.cluster, content.events[one.event].headline, content.events[two.event].headline
                );
            }
        }
    }
    let share = |of: fn(&Placed, &Placed) -> bool| {
        let each = placed.iter().map(|one| {
            let right = placed.iter().filter(|two| one.event == two.event && one.cluster == two.cluster).count();
            right as f64 / placed.iter().filter(|two| of(one, two)).count() as f64
        });
        each.sum::<f64>() / (placed.len() as f64).max(1.0)
    };
    let (precision, recall) = (share(|a, b| a.event == b.event), share(|a, b| a.cluster == b.cluster));
    let figures = Joined {
        precision: both as f64 / (joined as f64).max(1.0),
        recall: both as f64 / (wanted as f64).max(1.0),
        b_cubed: 2.0 * precision * recall / (precision + recall).max(1e-9),
    };
    (figures, told)
}

fn hold(figures: &Figures, recorded: &Figures, told: &str) {
    let (cut, dated) = (figures.cut, figures.dated);
    let report = format!(
        "event F1 {:.3}, an editor's titles {:.3}, the sentence cut after twelve words {cut:.3}, dates seen \
         {dated:.3}\n{figures:#?}\n{told}",
        figures.f1(),
        figures.editor
    );
    println!("{report}");
    assert!(figures.precision >= recorded.precision, "precision fell: {report}");
    assert!(figures.recall >= recorded.recall, "recall fell: {report}");
    assert!(figures.headline >= recorded.headline, "headlines got worse: {report}");
    assert!(figures.editor >= recorded.editor, "headlines are further from an editor's: {report}");
    assert!(figures.mentions <= recorded.mentions, "more mentions are told as events: {report}");
}

fn hold_joined(texts: &[&Text], recorded: &Joined) {
    let (figures, told) = clusters(texts);
    let report = format!("{figures:#?}\n{told}");
    println!("{report}");
    assert!(figures.precision >= recorded.precision, "more is joined that should not be: {report}");
    assert!(figures.recall >= recorded.recall, "less is joined: {report}");
    assert!(figures.b_cubed >= recorded.b_cubed, "clusters got worse: {report}");
}

fn of_part(texts: &[Text], part: Part) -> Vec<&Text> {
    texts.iter().filter(|text| text.labels.part == part).collect()
}

/// Fails where a part of at least so many texts scores worse than recorded. Of parts that nobody may read no
/// errors are shown.
fn hold_part(part: Part, fewest: usize, recorded: &Figures) {
    let texts = texts();
    let of_part = of_part(&texts, part);
    assert!(of_part.len() >= fewest, "the texts are found");
    let (figures, told) = score(&of_part);
    hold(&figures, recorded, if part.may_be_read() { &told } else { "" });
}

#[test]
fn labelled_texts_score_no_worse_than_recorded() {
    hold_part(Part::Tuned, 30, &TUNED);
}

#[test]
fn texts_labelled_later_score_no_worse_than_recorded() {
    hold_part(Part::Open, 16, &OPEN);
}

#[test]
fn texts_that_nobody_tuned_on_score_no_worse_than_recorded() {
    hold_part(Part::Held, 9, &HELD);
}

#[test]
fn texts_of_which_nothing_was_known_score_no_worse_than_recorded() {
    hold_part(Part::Second, 28, &SECOND);
}

#[test]
fn texts_in_other_styles_score_no_worse_than_recorded() {
    hold_part(Part::Third, 15, &THIRD);
}

#[test]
fn texts_in_yet_other_styles_score_no_worse_than_recorded() {
    hold_part(Part::Fourth, 14, &FOURTH);
}

#[test]
fn texts_with_twice_as_many_dates_score_no_worse_than_recorded() {
    hold_part(Part::Fifth, 18, &FIFTH);
}

#[test]
fn texts_of_which_nothing_is_known_score_no_worse_than_recorded() {
    hold_part(Part::Blind, 20, &BLIND);
}

#[test]
fn texts_full_of_dates_of_which_nothing_is_known_score_no_worse_than_recorded() {
    hold_part(Part::Unread, 14, &UNREAD);
}

/// Scores the labelled texts of the folder that `LABELLED_TEXTS` names, against nothing recorded: for texts that
/// may not lie in the repository. It shows their errors unless one of them is of a part that nobody may read.
#[test]
#[ignore = "reads the folder that LABELLED_TEXTS names"]
fn texts_of_ones_own_are_scored() {
    let folder = std::env::var("LABELLED_TEXTS").expect("LABELLED_TEXTS names a folder of labelled texts");
    let texts = labelled(Path::new(&folder));
    assert!(!texts.is_empty(), "the folder {folder} holds labelled texts");
    let (figures, told) = score(&texts.iter().collect::<Vec<_>>());
    let may_be_read = texts.iter().all(|text| text.labels.part.may_be_read());
    println!("event F1 {:.3} {figures:#?}\n{}", figures.f1(), if may_be_read { &told } else { "" });
}

#[test]
fn happenings_of_several_texts_are_joined_no_worse_than_recorded() {
    let texts = texts();
    let known = texts.iter().filter(|text| matches!(text.labels.part, Part::Tuned | Part::Held)).collect::<Vec<_>>();
    hold_joined(&known, &JOINED);
    hold_joined(&of_part(&texts, Part::Open), &OPEN_JOINED);
    hold_joined(&of_part(&texts, Part::Second), &SECOND_JOINED);
    hold_joined(&of_part(&texts, Part::Third), &THIRD_JOINED);
    hold_joined(&of_part(&texts, Part::Fourth), &FOURTH_JOINED);
    hold_joined(&of_part(&texts, Part::Fifth), &FIFTH_JOINED);
    hold_joined(&of_part(&texts, Part::Blind), &BLIND_JOINED);
    hold_joined(&of_part(&texts, Part::Unread), &UNREAD_JOINED);
}
