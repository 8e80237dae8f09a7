//! `tag` as a filter: JSON lines in, JSON lines out.

use super::*;
use std::io::Write;

fn run_with_input(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = dateline(folder, arguments).stdin(Stdio::piped()).spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // It writes while it reads: whoever writes all before reading waits for ever.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()).expect("it reads all of its input"));
        child.wait_with_output().expect("the binary ends")
    })
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn tag_is_a_filter_that_keeps_the_order() {
    let folder = temporary();
    let input = "{\"id\": \"a\", \"date\": \"2023-03-31\", \"text\": \"The café closed on Friday.\"}\n\
                 {\"id\": \"b\", \"date\": \"2023-03-31\", \"text\": \"Nothing is dated here.\"}\n\
                 {\"id\": 7, \"text\": \"It closed on Friday, 31 March 2023.\"}\n";
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl"], input);
    assert_status(&tagged, 0);
    let lines = lines(&tagged);
    assert_eq!(lines.len(), 3);
    // The offsets count bytes of UTF-8: `é` is two of them.
    assert_eq!(
        lines[0],
        serde_json::json!({"id": "a", "timexes": [{
            "start": 20, "end": 26, "text": "Friday", "type": "DATE",
            "value": "2023-03-31", "from": "2023-03-31", "until": "2023-04-01"
        }]})
    );
    assert_eq!(lines[1], serde_json::json!({"id": "b", "timexes": []}));
    assert_eq!(lines[2]["id"], 7);
    assert_eq!(lines[2]["timexes"][0]["value"], "2023-03-31");
}

#[test]
fn without_a_date_only_absolute_dates_get_an_interval() {
    let folder = temporary();
    let input = "{\"id\": \"a\", \"text\": \"It opened on 2 May 2021 and closed on Friday.\"}\n";
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl"], input);
    assert_status(&tagged, 0);
    let timexes = lines(&tagged)[0]["timexes"].as_array().expect("a list").clone();
    assert_eq!(timexes.len(), 2, "{timexes:?}");
    assert_eq!(timexes[0]["from"], "2021-05-02");
    assert_eq!(timexes[1]["text"], "Friday");
    assert!(timexes[1].get("from").is_none(), "left out, not null: {}", timexes[1]);
}

#[test]
fn a_bad_line_is_told_and_the_next_one_is_read() {
    let folder = temporary();
    let input = "{\"id\": \"a\", \"date\": \"2023-03-31\", \"text\": \"on Friday\"}\n\
                 this is no JSON\n\
                 {\"id\": \"c\", \"date\": \"2023-02-30\", \"text\": \"on Friday\"}\n\
                 {\"id\": \"d\", \"date\": \"2023-03-31\", \"text\": \"on Friday\"}\n";
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl"], input);
    assert_status(&tagged, 1);
    let lines = lines(&tagged);
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].is_string() && lines[1].get("id").is_none(), "{}", lines[1]);
    assert_eq!(lines[2]["id"], "c");
    assert!(lines[2]["error"].as_str().expect("a message").contains("2023-02-30"), "{}", lines[2]);
    assert_eq!(lines[3]["id"], "d");
    assert_eq!(lines[3]["timexes"][0]["value"], "2023-03-31");
    assert!(!stderr(&tagged).is_empty(), "a message on stderr too");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = temporary();
    let line = "{\"id\": \"a\", \"date\": \"2023-03-31\", \"text\": \"It closed on Friday.\"}\n";
    let input = line.repeat(20_000);
    let mut child =
        dateline(folder.path(), &["tag", "--format", "jsonl"]).stdin(Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // Once it has ended, nobody reads the rest.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    assert_status(&output, 0);
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
}

#[test]
fn a_lines_own_genre_wins_over_the_flag() {
    let folder = temporary();
    let line = |genre: &str| {
        format!(
            "{{\"id\": 1, {genre}\"date\": \"2023-03-31\", \"text\": \"He came on 4 May 1998. On Friday he left.\"}}\n"
        )
    };
    let input = line("") + &line("\"genre\": \"news\", ");
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl", "--genre", "narrative"], &input);
    assert_status(&tagged, 0);
    let lines = lines(&tagged);
    assert_eq!(lines[0]["timexes"][1]["value"], "1998-05-08", "the story's Friday");
    assert_eq!(lines[1]["timexes"][1]["value"], "2023-03-31", "the article's Friday");
}

#[test]
fn plain_text_is_marked_up_as_timeml() {
    let folder = temporary();
    let arguments = ["tag", "--format", "timeml", "--date", "2023-03-31"];
    let tagged = run_with_input(folder.path(), &arguments, "The café closed on Friday & never opened.");
    assert_status(&tagged, 0);
    let marked = stdout(&tagged);
    assert!(
        marked.contains("on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2023-03-31\">Friday</TIMEX3> &amp; never"),
        "{marked}"
    );
}

#[test]
fn the_order_is_kept_over_many_batches() {
    let folder = temporary();
    // More than three batches of a megabyte, with long documents between short ones.
    let mut input = String::new();
    for number in 0..6_000 {
        let filler = "The tide came and went. ".repeat(if number % 50 == 0 { 900 } else { 5 });
        let day = number % 28 + 1;
        input.push_str(&format!(
            "{{\"id\": {number}, \"date\": \"2023-02-{day:02}\", \"text\": \"{filler}Today it rained.\"}}\n"
        ));
    }
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl"], &input);
    assert_status(&tagged, 0);
    let lines = lines(&tagged);
    assert_eq!(lines.len(), 6_000);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], number);
        assert_eq!(line["timexes"][0]["value"], format!("2023-02-{:02}", number % 28 + 1));
    }
}

#[test]
fn whoever_sends_a_line_and_waits_gets_its_answer() {
    use std::io::{BufRead, BufReader};
    let folder = temporary();
    let mut child =
        dateline(folder.path(), &["tag", "--format", "jsonl"]).stdin(Stdio::piped()).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("standard output is a pipe")).lines();
    for number in 0..3 {
        writeln!(stdin, "{{\"id\": {number}, \"date\": \"2023-03-31\", \"text\": \"It opened today.\"}}")
            .expect("it reads");
        stdin.flush().expect("it reads");
        let answer = answers.next().expect("an answer before the next line").expect("UTF-8");
        assert!(answer.contains("2023-03-31") && answer.contains(&format!("\"id\":{number}")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("the binary ends").success());
}

#[test]
fn a_line_that_is_not_utf8_fails_alone() {
    let folder = temporary();
    let mut input =
        b"{\"id\": \"a\", \"text\": \"caf\xe9 on 5 May 2021\"}\n{\"id\": \"\xe9\", \"text\": \"x\"}\n".to_vec();
    input.extend_from_slice(b"{\"id\": \"c\", \"text\": \"on 5 May 2021\"}");
    let mut child = dateline(folder.path(), &["tag"]).stdin(Stdio::piped()).spawn().expect("starts");
    child.stdin.take().expect("a pipe").write_all(&input).expect("it reads");
    let tagged = child.wait_with_output().expect("the binary ends");
    assert_status(&tagged, 1);
    let lines = lines(&tagged);
    assert_eq!(lines[0]["id"], "a", "the id can be read");
    assert!(lines[0]["error"].is_string() && lines[0].get("line").is_none(), "{}", lines[0]);
    assert_eq!(lines[1]["line"], 2, "an id that cannot be read is none");
    assert!(lines[1].get("id").is_none(), "{}", lines[1]);
    assert_eq!(lines[2]["timexes"][0]["value"], "2021-05-05", "a last line without its end");
    assert!(stderr(&tagged).contains("line 1:") && stderr(&tagged).contains("line 2:"), "{}", stderr(&tagged));
}

#[test]
fn what_is_wrong_with_a_line_is_said_under_its_id() {
    let folder = temporary();
    let cases = [
        ("{\"id\": 1, \"date\": \"31.3.2023\", \"text\": \"x\"}", Some(serde_json::json!(1)), "31.3.2023"),
        ("{\"id\": 2, \"date\": \"2023-03-31x\", \"text\": \"x\"}", Some(serde_json::json!(2)), "2023-03-31x"),
        ("{\"id\": 3, \"date\": 20230331, \"text\": \"x\"}", Some(serde_json::json!(3)), "20230331"),
        ("{\"id\": 4}", Some(serde_json::json!(4)), "text"),
        ("{\"id\": 5, \"text\": \"x\", \"genre\": \"poem\"}", Some(serde_json::json!(5)), "poem"),
        ("{\"text\": \"x\"}", None, "id"),
        ("{\"id\": null, \"text\": \"x\"}", None, "id"),
        ("[1]", None, "JSON object"),
        ("{\"id\": 9, \"text\": \"x\"", None, "column"),
    ];
    let input: String = cases.iter().map(|(line, ..)| format!("{line}\n")).collect();
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl"], &input);
    assert_status(&tagged, 1);
    let lines = lines(&tagged);
    assert_eq!(lines.len(), cases.len());
    for (number, ((line, id, word), result)) in cases.iter().zip(&lines).enumerate() {
        assert_eq!(result.get("id"), id.as_ref(), "{line}: {result}");
        assert_eq!(result.get("line").is_some(), id.is_none(), "{line}: {result}");
        assert!(id.is_some() || result["line"] == number + 1, "{line}: {result}");
        assert!(result["error"].as_str().is_some_and(|error| error.contains(word)), "{line}: {result}");
        assert!(result.get("timexes").is_none(), "{line}: {result}");
    }
}

#[test]
fn forms_of_lines_that_are_right() {
    let folder = temporary();
    let input = "\u{feff}{\"id\": {\"a\": [1]}, \"date\": \"2023-03-31T23:30:00-05:00\", \"text\": \"today\", \"more\": 1}\r\n\
                 \n  \n\
                 {\"id\": true, \"date\": null, \"genre\": null, \"language\": null, \"text\": \"today\"}\n\
                 {\"id\": \"\", \"date\": \"\", \"text\": \"\"}\n";
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl", "--date", "2020-01-02"], input);
    assert_status(&tagged, 0);
    let lines = lines(&tagged);
    assert_eq!(lines.len(), 3, "blank lines are none");
    assert_eq!(lines[0]["id"], serde_json::json!({"a": [1]}));
    assert_eq!(lines[0]["timexes"][0]["value"], "2023-03-31", "the day as written");
    assert_eq!(lines[1]["timexes"][0]["value"], "2020-01-02", "the day of the flag");
    assert_eq!(lines[2], serde_json::json!({"id": "", "timexes": []}));
}

#[test]
fn sets_and_modifiers_have_their_keys() {
    let folder = temporary();
    let text = "Twice a week, every Monday, in early March 2021, for about five years.";
    let input = format!("{{\"id\": 1, \"text\": \"{text}\"}}\n");
    let tagged = run_with_input(folder.path(), &["tag"], &input);
    let expected = serde_json::json!([
        {"start": 0, "end": 12, "text": "Twice a week", "type": "SET", "value": "XXXX-WXX", "freq": "2X"},
        {"start": 14, "end": 26, "text": "every Monday", "type": "SET", "value": "XXXX-WXX-1", "quant": "EVERY"},
        {"start": 31, "end": 47, "text": "early March 2021", "type": "DATE", "value": "2021-03", "mod": "START",
         "from": "2021-03-01", "until": "2021-04-01"},
        {"start": 53, "end": 69, "text": "about five years", "type": "DURATION", "value": "P5Y", "mod": "APPROX"},
    ]);
    assert_eq!(lines(&tagged)[0]["timexes"], expected);
}

#[test]
fn a_language_without_a_pack_gets_iso_dates_and_is_said_once() {
    let folder = temporary();
    let line = |language: &str| format!("{{\"id\": 1, {language}\"text\": \"2021-03-05, 5 March 2021\"}}\n");
    let input = line("") + &line("\"language\": \"en-GB\", ") + &line("\"language\": \"ja\", ").repeat(3);
    let tagged = run_with_input(folder.path(), &["tag", "--format", "jsonl", "--language", "fr"], &input);
    assert_status(&tagged, 0);
    let counts: Vec<usize> = lines(&tagged).iter().map(|line| line["timexes"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(counts, [1, 2, 1, 1, 1], "the line's own language wins over the flag");
    assert_eq!(stderr(&tagged).matches("`ja`").count(), 1, "{}", stderr(&tagged));
    assert_eq!(stderr(&tagged).matches("`fr`").count(), 1, "{}", stderr(&tagged));
}

#[test]
fn a_file_is_plain_text_unless_it_is_said_to_be_json_lines() {
    let folder = temporary();
    write(folder.path(), "note.txt", "Ärger\nin March 2021 & 3 < 4.\n".as_bytes());
    let table = run(folder.path(), &["tag", "note.txt"]);
    assert_status(&table, 0);
    assert_eq!(
        stdout(&table),
        "place  type  value    from        until       words\n\
         2:4    DATE  2021-03  2021-03-01  2021-04-01  March 2021\n"
    );
    let same = run(folder.path(), &["tag", "note.txt", "--format", "text"]);
    assert_eq!(stdout(&same), stdout(&table));
    let timeml = run(folder.path(), &["tag", "--format", "timeml", "note.txt"]);
    assert_eq!(
        stdout(&timeml),
        "Ärger\nin <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021-03\">March 2021</TIMEX3> &amp; 3 &lt; 4.\n"
    );
    write(folder.path(), "notes.jsonl", b"{\"id\": 1, \"text\": \"March 2021\"}\n");
    let json = run(folder.path(), &["tag", "--format", "jsonl", "notes.jsonl"]);
    assert_eq!(lines(&json)[0]["timexes"][0]["value"], "2021-03");
    write(folder.path(), "latin.txt", b"caf\xe9 in March 2021");
    for file in ["latin.txt", "nowhere.txt"] {
        let failed = run(folder.path(), &["tag", file]);
        assert_status(&failed, 1);
        assert!(stderr(&failed).contains(file), "{}", stderr(&failed));
    }
}
