use super::*;
use crate::article::{SourceFile, read_event_list};
use crate::config::Config;
use crate::timex::{TaggerOptions, Taggers};

const TIMELINE: &str = "title: Building the pier\n#works: blue\n\n// the beginnings\n2019-05: The plan is drawn #works @ada\nIt takes three drafts.\n- one of them in [ink](https://h.example)\n\n# The works #site\n2020-01-06 / 2020-03: Piles are driven\nid: piles\ntags: [iron, deep_water]\n\n## Summer\n2020-07-01: First walk !walk\nNote: it rained.\n# After\nnow - 2 years: Somebody counts from today\nThis is lost with it.\n12/2021: The lamp is lit #works\n\nsection Old form\ngroup Lamps #light\n2022: A second lamp\nendGroup\n2022-02 every 2 weeks: Cleaning\nendSection\n2023: Alone\n";

#[test]
fn a_timeline_becomes_a_list() {
    let (config, taggers) = (Config::default(), Taggers::new(TaggerOptions::default()));
    let options = Options { kind: None, date: None, config: &config, taggers: &taggers };
    let import = crate::import::convert(&SourceFile { path: "pier.mw".into(), bytes: TIMELINE.into() }, &options);
    let [draft] = import.drafts.as_slice() else { panic!("one list: {import:?}") };
    assert_eq!(draft.stem, "building-the-pier-events");
    let file = SourceFile { path: "a.yaml".into(), bytes: draft.bytes.clone() };
    let (events, diagnostics) = read_event_list(&file, &config);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let told: Vec<_> = events
        .iter()
        .map(|event| (event.when.edtf(), event.title.as_str(), event.text.as_str(), event.tags.join(",")))
        .collect();
    let expected = [
        ("2019-05", "The plan is drawn", "It takes three drafts. one of them in ink", "works"),
        ("2020-01-06/2020-03", "Piles are driven", "", "The works,site,iron,deep_water"),
        ("2020-07-01", "First walk", "Note: it rained.", "The works,site,Summer"),
        ("2021-12", "The lamp is lit", "", "After,works"),
        ("2022", "A second lamp", "", "After,Old form,Lamps,light"),
        ("2023", "Alone", "", "After"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(date, title, text, tags)| ((*date).to_owned(), *title, *text, (*tags).to_owned()))
        .collect();
    assert_eq!(told, expected);
    assert_eq!(events[0].people, ["ada"]);
    let left: Vec<_> =
        import.diagnostics.iter().map(|d| (d.place.as_ref().map_or(0, |place| place.line), d.severity)).collect();
    assert_eq!(left, [(18, Severity::Warning), (19, Severity::Note), (26, Severity::Warning)]);
    assert_eq!((import.left.get(&Left::Relative), import.left.get(&Left::Line)), (Some(&2), Some(&1)));
}
