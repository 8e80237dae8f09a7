//! `tag` as a filter: JSON lines in, JSON lines out.

use super::*;
use std::io::Write;

fn run_with_input(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = dateline(folder, arguments).stdin(Stdio::piped()).spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(input.as_bytes()).expect("it reads all of its input");
    drop(stdin);
    child.wait_with_output().expect("the binary ends")
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
