//! Sentences of every kind through the whole program: what each tells, at which date, in which words.

use dateline::article::SourceFile;
use dateline::config::Config;
use dateline::event::{Event, Kind};
use dateline::flow;

/// The events of an article of Tuesday 14 May 2024, in order of their dates.
fn told(body: &str) -> Vec<String> {
    told_by("nobody", body)
}

/// The same of an article by an author.
fn told_by(author: &str, body: &str) -> Vec<String> {
    let text = format!("---\ntitle: T\ndate: 2024-05-14\nauthor: {author}\n---\n{body}\n");
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

/// The texts of the events of an article of Tuesday 14 May 2024, and how many of them there are if what
/// follows a dated sentence is an event of its own.
fn texts(body: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("---\ntitle: T\ndate: 2024-05-14\n---\n{body}\n");
    let source = SourceFile { path: "a.md".into(), bytes: text.into_bytes() };
    let today = "2024-06-01".parse().expect("a date");
    let (site, _) = flow::build(&Config::default(), std::slice::from_ref(&source), today);
    let json = site.files.iter().find(|file| file.path == "events.json").expect("the data");
    let json: serde_json::Value = serde_json::from_slice(&json.bytes).expect("JSON");
    let events = json["events"].as_array().expect("events").iter();
    let texts = events.filter(|event| event["kind"] == "event");
    let texts = texts.map(|event| event["text"].as_str().expect("a text").to_owned()).collect();
    let config = Config { follow_ups: true, ..Config::default() };
    let (content, _) = flow::gather(&config, &[source], today);
    let own = content.events.iter().filter(|event| event.kind == Kind::Event);
    (texts, own.map(|event| format!("{}: {}", event.when.edtf(), event.headline)).collect())
}

#[test]
fn what_goes_on_with_a_dated_sentence_enriches_its_event() {
    let fire = "Fire broke out in the mill on Friday. Crews from two towns came. The crews fought it for four hours. \
                Nobody was hurt. The owner may rebuild it.";
    let (texts_of_fire, own) = texts(fire);
    assert_eq!(texts_of_fire, ["Fire broke out in the mill on Friday."], "nothing ties the second sentence");
    assert_eq!(own.len(), 1);

    let closed = "The bridge collapsed on Friday. Hours later, the county closed the road. It was empty. \
                  The owner may rebuild it. It was blown up.";
    let (texts_of_bridge, own) = texts(closed);
    assert_eq!(
        texts_of_bridge,
        ["The bridge collapsed on Friday. Hours later, the county closed the road. It was empty."]
    );
    assert_eq!(own, ["2024-05-10: Bridge collapsed", "2024-05-10: County closed the road"]);

    for alone in [
        "The mill opened in 1911. It closed after two years.",
        "The mill will open on Friday. It was sold to a firm.",
        "The mill burned on Friday. It had been empty for years.",
        "The mill burned on Friday. It is the oldest in the county.",
        "The mill burned on Friday. “It was ours,” said the owner.",
        "The mill burned on Friday.\n\nThe mayor resigned.",
    ] {
        assert_eq!(texts(alone).0.len(), 1, "{alone}");
        assert_eq!(texts(alone).0[0].matches('.').count(), 1, "{alone}: {:?}", texts(alone).0);
    }
}

#[test]
fn plans_are_marked_and_what_was_called_off_is_not_told() {
    check(&[
        ("President Ruiz is due there on Sunday.", &["2024-05-19 planned: President Ruiz due there"]),
        ("A verdict is expected on Friday.", &["2024-05-17 planned: Verdict expected"]),
        ("The next meeting will be on 4 June.", &["2024-06-04 planned: Next meeting"]),
        ("A public hearing has been called for 21 May.", &["2024-05-21 planned: Public hearing has been called"]),
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
            &["2024-03 happened: Firm closed the plant", "2024-05-10 happened: Firm said that it had closed the plant"],
        ),
        (
            "Mayor Lund said Monday that the pool would reopen in June.",
            &["2024-05-13 happened: Mayor Lund said that the pool would reopen", "2024-06 planned: Pool would reopen"],
        ),
        (
            "The airline is cutting 400 jobs, it announced on Monday.",
            &["2024-05-13 happened: Airline is cutting 400 jobs"],
        ),
        (
            "On Friday, according to the union, the workers accepted the offer.",
            &["2024-05-10 happened: Workers accepted the offer"],
        ),
        ("As we wrote on Friday, the mill is old.", &[]),
        (
            "In an order issued on Wednesday, the department told the mills to stop.",
            &["2024-05-08 happened: Department told the mills to stop"],
        ),
    ]);
}

#[test]
fn what_was_meant_or_called_off_is_told_for_what_it_is() {
    check(&[
        ("We had planned to move the mill in January but could not.", &[]),
        ("The owners hoped to open the mill in March 2023.", &[]),
        ("The council denies having promised it in January.", &[]),
        ("The loom would have been sold in April.", &[]),
        ("The old line will be dropped on 3 June.", &["2024-06-03 planned: Old line will be dropped"]),
        ("The fair has been put back to 8 June.", &["2024-06-08 planned: Fair put back"]),
        ("The party has been moved from 20 May to 8 June.", &["2024-06-08 planned: Party has been moved"]),
        ("The public will be able to see it from 6 June.", &["2024-06-06 planned: Public will be able to see it"]),
        ("We will be at the fair in Oslo on 8 June.", &["2024-06-08 planned: We will be at the fair in Oslo"]),
        ("The firm was unable to open the mill on Friday.", &[]),
        ("Join us on 9 June!", &[]),
        ("In an interview to be broadcast on Sunday she is silent.", &[]),
    ]);
}

#[test]
fn what_is_told_in_passing_counts_where_it_is_the_news() {
    check(&[
        (
            "A man has died after falling from a bridge on Saturday.",
            &["2024-05-11 happened: Man died after falling from a bridge"],
        ),
        ("Ada Low died after opening a shop in 2010.", &[]),
        ("The service was down for two hours on Friday.", &["2024-05-10 happened: Service was down for two hours"]),
        ("The service was poor on Friday.", &[]),
        ("Born in Oslo in 1950, Ada Low studied law.", &["1950 happened: Ada Low born in Oslo"]),
        ("Built in 1950, the mill made paper.", &[]),
        ("The weaver tore a muscle in training on Friday.", &["2024-05-10 happened: Weaver tore a muscle in training"]),
        ("The firm showed a picture from 3 May.", &[]),
        ("It came quickly, not on Friday.", &[]),
    ]);
}

#[test]
fn habits_and_names_of_series_tell_nothing() {
    check(&[
        ("- Boat trips every Sunday in May 2024", &[]),
        ("- This Week in Weaving – May 2024", &[]),
        ("The choir met every Friday in 2019.", &[]),
    ]);
}

#[test]
fn chronologies_and_tables_have_their_dates_beside_the_words() {
    check(&[
        (
            "**2012** Demand doubles within a year.\n\n**2015** Staff numbers fall by half.\n",
            &["2012 happened: Demand doubles within a year", "2015 happened: Staff numbers fall by half"],
        ),
        ("Next meeting: 5 June, clubhouse.", &["2024-06-05 planned: Next meeting: clubhouse"]),
        ("- March 5, 2024 – council votes on the quay\n", &["2024-03-05 happened: Council votes on the quay"]),
        ("1911: A second chimney goes up.\n", &["1911 happened: Second chimney goes up"]),
        (
            "| Date | Event |\n|---|---|\n| 2 May 2024 | The quay opens |\n| 9 May 2024 | A ferry runs aground |\n",
            &["2024-05-02 happened: Quay opens", "2024-05-09 happened: Ferry runs aground"],
        ),
        (
            "## 12 May 1826\n\nA crowd broke the looms of the mill.\n",
            &["1826-05-12 happened: Crowd broke the looms of the mill"],
        ),
        ("<figure><figcaption>The quay opened on 2 May 2024.</figcaption></figure>\n", &[]),
    ]);
}

#[test]
fn a_sentence_tells_each_of_its_happenings() {
    check(&[
        (
            "The town was founded in 1254 and received its charter in 1301.",
            &["1254 happened: Town founded", "1301 happened: Town received its charter"],
        ),
        (
            "The ship was sold in 1928 and renamed in 1931.",
            &["1928 happened: Ship sold", "1931 happened: Ship renamed"],
        ),
        (
            "She studied law in Bergen, graduated in 1985 and joined her father's firm.",
            &["1985 happened: She graduated and joined her father's firm"],
        ),
        (
            "The war ended in 1648 with a treaty signed in two cities.",
            &["1648 happened: War ended with a treaty signed in two cities"],
        ),
        ("The business was set up by his father 60 years ago.", &["1964 happened: Business set up by his father"]),
        ("The match had to be abandoned on Sunday.", &["2024-05-12 happened: Match had to be abandoned"]),
    ]);
}

#[test]
fn a_team_that_writes_is_named_and_one_person_is_not() {
    let sold = "The mill was old. Last week we sold it to Ada Low.";
    assert_eq!(told_by("The Harbour Crew", sold), ["2024-05-06/2024-05-12 happened: Harbour Crew sold it to Ada Low"]);
    for author in ["News Team", "Ada Low", "Ada Low and the Crew"] {
        assert_eq!(told_by(author, sold), ["2024-05-06/2024-05-12 happened: We sold it to Ada Low"], "{author}");
    }
}

#[test]
fn headlines_name_what_happened_and_not_its_date() {
    check(&[
        ("Monday saw the first snow of the winter.", &["2024-05-13 happened: First snow of the winter"]),
        ("Its head, Ruth Amber, apologised on Friday.", &["2024-05-10 happened: Ruth Amber apologised"]),
        (
            "After a talk with the union yesterday the owner closed the mill.",
            &["2024-05-13 happened: Owner closed the mill"],
        ),
        (
            "On 3 May 2024 the council voted by 61 to 58 to send the plan for the quay back to the builders.",
            &["2024-05-03 happened: Council voted to send the plan for the quay back"],
        ),
        (
            "Paul Low, which left in 2012, sold a fund in Rome, which closed in 2013.",
            &["2012 happened: Paul Low left", "2013 happened: Fund in Rome closed"],
        ),
        ("In 1998 came the first branch abroad.", &["1998 happened: First branch abroad"]),
        ("Version 3.2, released today, fixes forty bugs.", &["2024-05-14 happened: Version 3.2 fixes forty bugs"]),
        (
            "The king met the premier at the palace on Monday, hours before she resigned.",
            &["2024-05-13 happened: King met the premier at the palace, hours before she resigned"],
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

#[test]
fn days_from_one_to_another_are_one_stretch() {
    check(&[
        ("The fair takes place 17 May through 20 May.", &["2024-05-17/2024-05-20 planned: Fair takes place"]),
        ("The fair takes place Friday 17 to Sunday 19 May.", &["2024-05-17/2024-05-19 planned: Fair takes place"]),
        ("The course runs May 20 to 24 in Tarn.", &["2024-05-20/2024-05-24 planned: Course runs in Tarn"]),
        ("The fair of 3 May was put off to 7 June.", &["2024-06-07 planned: Fair of 3 May put off"]),
    ]);
}

#[test]
fn what_befalls_and_what_is_then_have_their_day() {
    check(&[
        ("The mill was on fire on Monday.", &["2024-05-13 happened: Mill was on fire"]),
        ("The mill was on fire in 2019.", &[]),
        ("QuayConf is in Oslo, September 2-5.", &["2024-09-02/2024-09-05 planned: QuayConf is in Oslo"]),
        ("She sang on a cool evening in a full hall.", &[]),
        ("She sang in the evening in a full hall.", &["2024-05-14 happened: She sang in a full hall"]),
    ]);
}

#[test]
fn what_has_been_does_not_lie_ahead() {
    check(&[
        ("The mill opened in 2019. Ten years later it burned.", &["2019 happened: Mill opened"]),
        (
            "The mill opened in 2009. Ten years later it burned.",
            &["2009 happened: Mill opened", "2019 happened: Mill burned"],
        ),
        ("Three men were killed and 35 hurt on Monday, doctors said.", &["2024-05-13 happened: 35 hurt"]),
    ]);
}
