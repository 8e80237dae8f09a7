use super::*;
use crate::when::Granularity;

fn list(path: &str, text: &str) -> (Vec<ListedEvent>, Vec<Diagnostic>) {
    read(&SourceFile { path: path.into(), bytes: text.as_bytes().to_vec() }, &Config::default())
}

/// The events of a list as "date title", and its errors and warnings as "line:column message".
fn told(path: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let (events, diagnostics) = list(path, text);
    let events = events.iter().map(|event| format!("{} {}", event.when.edtf(), event.title)).collect();
    let said = diagnostics.iter().filter(|found| found.severity != Severity::Note).map(|found| {
        let place = found.place.clone().expect("a place");
        assert_eq!(place.file, path);
        format!("{}:{} {}", place.line, place.column, found.message)
    });
    (events, said.collect())
}

const DATES: [&str; 6] =
    ["2019~ Mill closes", "2004-06/2006-08 Works", "1985~ Fair", "201X Boom", "-0489 A battle", "2023-03-29 Vote"];

#[test]
fn every_notation_holds_every_form_of_date() {
    let json = r#"[{"date":"2019~","title":"Mill closes"},{"date":"2004-06/2006-08","title":"Works"},
        {"date":"1985?","title":"Fair"},{"date":"201X","title":"Boom"},{"date":"-0489","title":"A battle"},
        {"date":"2023-03-29","title":"Vote"}]"#;
    let yaml = "# ours\n- date: 2019~\n  title: Mill closes\n- date: 2004-06/2006-08\n  title: Works\n- {date: 1985?, title: Fair}\n\
        -\n  title: Boom\n  date: 201X\n- date: -0489\n  title: A battle\n- date: 2023-03-29\n  title: Vote\n";
    let toml = "title = 'x'\n[[event]]\ndate = '2019~'\ntitle = 'Mill closes'\n[[event]]\ndate = '2004-06'\nend = '2006-08'\ntitle = 'Works'\n\
        [[event]]\ndate = '1985?'\ntitle = 'Fair'\n[[event]]\ndate = '201X'\ntitle = 'Boom'\n\
        [[event]]\ndate = '-0489'\ntitle = 'A battle'\n[[event]]\ndate = 2023-03-29\ntitle = 'Vote'\n";
    let csv =
        "Date,Title\n2019~,Mill closes\n2004-06/2006-08,Works\n1985?,Fair\n201X,Boom\n-489,A battle\n2023-03-29,Vote\n";
    let semicolons = csv.replace(',', ";");
    let lists = [("a.json", json), ("a.yaml", yaml), ("a.toml", toml), ("a.csv", csv), ("b.csv", &semicolons)];
    for (path, text) in lists {
        assert_eq!(told(path, text), (DATES.map(String::from).to_vec(), vec![]), "{path}");
    }
}

#[test]
fn every_field_is_read() {
    let json = r#"{"events": [{"date": "2023-03-29", "end": "2023-04-02", "title": "Vote &amp; count", "text": "Two <b>days</b>.<br>Late.",
        "tags": ["council", "Council", "vote"], "importance": 7, "actors": ["Ada Low"], "id": "vote-1", "status": "planned",
        "sources": [{"title": "Herald", "url": "https://example.org/1"}, "https://example.org/2", {"name": "Post"}],
        "link": "https://example.org/3", "source": "Gazette"}]}"#;
    let (events, diagnostics) = list("a.json", json);
    assert_eq!(diagnostics, []);
    let event = &events[0];
    assert_eq!((event.title.as_str(), event.text.as_str()), ("Vote & count", "Two days. Late."));
    assert_eq!(event.when.edtf(), "2023-03-29/2023-04-02");
    assert_eq!(event.tags, ["council", "vote"]);
    assert_eq!((event.importance, event.planned, event.key.as_deref()), (Some(7.0), Some(true), Some("vote-1")));
    assert_eq!(event.people, ["Ada Low"]);
    let link = |name: Option<&str>, url: Option<&str>| Link { name: name.map(Into::into), url: url.map(Into::into) };
    let links = [
        link(Some("Herald"), Some("https://example.org/1")),
        link(None, Some("https://example.org/2")),
        link(Some("Post"), None),
        link(Some("Gazette"), Some("https://example.org/3")),
    ];
    assert_eq!(event.links, links);
    let table = "date,title,tags,sources,importance\n2020,Fair,\"a, b; c\",Herald https://example.org/1; Post,2.5\n";
    let (events, diagnostics) = list("a.csv", table);
    assert_eq!(diagnostics, []);
    assert_eq!(events[0].tags, ["a", "b", "c"]);
    assert_eq!(events[0].links, [link(Some("Herald"), Some("https://example.org/1")), link(Some("Post"), None)]);
    assert_eq!(events[0].importance, Some(2.5));
}

#[test]
fn a_timeline_js_spreadsheet_is_a_list() {
    let table = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n\
        ,,,,,,,,,The harbour,\"A title, no event\",,,,,title,,\n\
        2011,3,5,15:30,,,,,,Quay opens,<p>At last.</p>,https://example.org/quay.jpg,Desk,The quay,,,works,\n\
        -490,,,,,,,,,A battle,,,,,,,,\n\
        1940,9,7,,1941,5,11,,,Raids,,<blockquote>x</blockquote>,,,,,,#fff\n";
    let (events, said) = told("a.csv", table);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(events, ["2011-03-05 Quay opens", "-0489 A battle", "1940-09-07/1941-05-11 Raids"]);
    let (events, _) = list("a.csv", table);
    assert_eq!((events[0].text.as_str(), events[0].when.granularity()), ("At last.", Granularity::Minute));
    assert_eq!(events[0].tags, ["works"]);
    assert_eq!(events[0].links[0].name.as_deref(), Some("The quay"));
    assert!(events[2].links.is_empty());
}

#[test]
fn a_timeline_js_object_is_a_list() {
    let json = r#"{"title": {"text": {"headline": "The harbour"}}, "scale": "human",
        "events": [{"start_date": {"year": "2011", "month": 3}, "text": {"headline": "Quay <i>opens</i>", "text": "At last."},
            "media": {"url": "https://example.org/1", "credit": "Desk"}, "group": "works", "unique_id": "q"},
            {"start_date": {"year": -1}, "text": {"text": "Nothing is told of this year but that it was the last one before the first."}}],
        "eras": [{"start_date": {"year": "1980"}, "end_date": {"year": "1989"}, "text": {"headline": "A decade"}}]}"#;
    let (events, said) = told("a.json", json);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(
        events,
        ["2011-03 Quay opens", "0000 Nothing is told of this year but that it was the last…", "1980/1989 A decade"]
    );
}

#[test]
fn a_bad_row_is_named_with_its_place_and_stops_no_other() {
    let json = "[\n {\"date\": \"2019\", \"title\": \"A\"},\n {\"title\": \"B\", \"date\": \"5 March 2021\"},\n 7,\n {\"date\": \"2020-13\", \"title\": \"C\"},\n {\"date\": \"2021\"},\n {\"date\": \"2022\", \"title\": \"D\"}\n]";
    let (events, said) = told("a.json", json);
    assert_eq!(events, ["2019 A", "2022 D"]);
    assert_eq!(
        said[0],
        "3:25 `5 March 2021` is no date: write it as `2023-03-29`, `2022-10`, `2019`, `198X`, or `2004-06/2006-08`"
    );
    assert_eq!(
        said[1..],
        ["4:2 this is no event", "5:11 `2020-13` is not in the calendar", "6:2 the event has no title"]
    );
    let yaml =
        "- date: 2019\n  title: A\n- date: [2020\n  title: B\n- title: C\n  date: soon\n- date: 2022\n  title: D\n";
    let (events, said) = told("a.yaml", yaml);
    assert_eq!(events, ["2019 A", "2022 D"]);
    assert!(said[0].starts_with("4:") && said[0].contains("broken YAML"), "{said:?}");
    assert!(said[1].starts_with("6:9 `soon` is no date"), "{said:?}");
    let toml = "[[event]]\ndate = '2019'\ntitle = 'A'\n[[event]]\ndate = oops\ntitle = 'B'\n[[event]]\ndate = '2020/2019'\ntitle = 'C'\n[[event]]\ndate = '2022'\ntitle = 'D'\n";
    let (events, said) = told("a.toml", toml);
    assert_eq!(events, ["2019 A", "2022 D"]);
    assert!(said[0].starts_with("5:8 broken TOML"), "{said:?}");
    assert_eq!(said[1], "8:9 `2020/2019` ends before it starts");
    let csv = "title,date,end\n\nA,2019,\nB,\"3 x\",\n,,\nC,2020,2019\n\"D,2022,\nE,2023,2023,left\nF,,\n";
    let (events, said) = told("a.csv", csv);
    assert_eq!(events, ["2019 A", "2023 E"]);
    assert!(said.iter().any(|said| said.starts_with("4:3 `3 x` is no date")), "{said:?}");
    assert!(said.contains(&"6:8 `2019` ends before it starts".to_owned()), "{said:?}");
    assert!(said.iter().any(|said| said.starts_with("7:1 the quote")), "{said:?}");
    assert!(said.contains(&"8:13 `left` stands in no column: the table has 3".to_owned()), "{said:?}");
    assert!(said.contains(&"9:1 the event has no date".to_owned()), "{said:?}");
}

#[test]
fn a_list_that_breaks_off_is_read_up_to_there() {
    let (events, said) =
        told("a.json", "[\n{\"date\": \"2019\", \"title\": \"A\"},\n{\"date\": \"2020\", \"title\" \"B\"},\n{}]");
    assert_eq!(events, ["2019 A"]);
    assert!(said[0].starts_with("3:26 broken JSON: expected `:`; the events from here on"), "{said:?}");
}

#[test]
fn other_data_is_left_alone() {
    for (path, text) in [
        ("package.json", r#"{"name": "x", "version": "1"}"#),
        ("tsconfig.json", "{ // comments\n}"),
        ("talks.json", r#"[{"title": "x"}, 3]"#),
        ("numbers.json", "[1, 2]"),
        ("x.json", "\"text\""),
        ("a.yaml", "title: x\nlist:\n  - a: b\n"),
        ("a.yaml", "- just\n- words\n"),
        ("Cargo.toml", "[package]\nname = 'x'\n"),
        ("rows.csv", "name,size\na,1\n"),
        ("empty.csv", ""),
        ("empty.json", ""),
    ] {
        let (events, diagnostics) = list(path, text);
        assert_eq!(events, [], "{path}");
        assert_eq!(diagnostics.len(), 1, "{path}: {diagnostics:?}");
        assert_eq!(diagnostics[0].severity, Severity::Note, "{path}");
    }
}

#[test]
fn what_nobody_can_read_is_said() {
    let (events, diagnostics) = list("a.csv", "date,titel,title,colour\n2019,x,A,red\n2020,y,B,blue\n");
    assert_eq!(events.len(), 2);
    let said: Vec<_> = diagnostics.iter().map(|found| (found.severity, found.help.as_deref().unwrap_or(""))).collect();
    assert_eq!(said[0], (Severity::Warning, "did you mean `title`?"), "{diagnostics:?}");
    assert_eq!((said[1].0, said.len()), (Severity::Note, 2));
    let (events, diagnostics) = list("a.csv", "date,title,link,importance\n2019,A,javascript:alert(1),high\n");
    assert_eq!(events[0].links[0].url, None);
    assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
}
