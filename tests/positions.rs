//! Each letter and digit of an article's text stands in the file where the text says, whatever
//! markup stands between: dates, corrections and links to the line depend on it.

use dateline::article::{Article, SourceFile, read};
use dateline::config::Config;
use std::path::Path;

/// Compares every letter and digit with the file's; returns how many there were, or the first that
/// stands elsewhere.
fn letters_in_place(article: &Article) -> Result<usize, String> {
    let text = &article.text;
    let written = text.file();
    let file = written.as_str();
    let lines: Vec<Vec<char>> =
        file.replace("\r\n", "\n").split(['\n', '\r']).map(|line| line.chars().collect()).collect();
    let mut count = 0;
    for (at, letter) in text.plain.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let source = text.source_offset(at);
        assert!(file.is_char_boundary(source), "{}: byte {source} is within a character", article.path);
        let rest = &file[source..];
        let (line, column) = written.position(source);
        let found = lines[line as usize - 1].get(column as usize - 1);
        assert_eq!(found, rest.chars().next().as_ref(), "{}: {line}:{column} is not byte {source}", article.path);
        // A reference stands for its character.
        let same = rest.starts_with(letter) || rest.starts_with('&');
        let before = &text.plain[..at];
        if !same {
            return Err(format!("{}: {letter} after {:?} is at {:?}", article.path, last(before), first(rest)));
        }
        count += 1;
    }
    Ok(count)
}

fn last(text: &str) -> String {
    text.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect()
}

fn first(text: &str) -> String {
    text.chars().take(30).collect()
}

#[test]
fn in_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in ["content", "tests/sites/reader", "tests/sites/generators", "tests/gold/events"] {
        let sources = dateline::source::read(&root.join(folder), Path::new("nowhere"), ".marker").expect("a folder");
        for file in &sources.files {
            if let (Some(article), _) = read(file, &Config::default()) {
                count += letters_in_place(&article).unwrap_or_else(|wrong| panic!("{wrong}"));
            }
        }
    }
    assert!(count > 20_000, "{count}");
}

/// What articles are made of, markup and words in every order.
const PIECES: [&str; 64] = [
    "on Monday",
    "Ünïcode",
    "**bold**",
    "*it*",
    "_it_",
    "`code x`",
    "[link](https://a.org/b)",
    "[[Note]]",
    "[[a/Note|words]]",
    "![alt](b.png)",
    "![[c.png|300]]",
    "https://www.a.org/2020/",
    "<b>bo</b>ld",
    "<br>",
    "&amp;",
    "caf&eacute;",
    "&#8217;s",
    "{% tag %}",
    "{{ x }}",
    "{{< youtube a >}}",
    "{:.note}",
    "{.wide}",
    "[ad_1]",
    "==marked==",
    "^[a note here]",
    "[^1]",
    "$x^2$",
    "$$y = 2$$",
    "\\(z = 1\\)",
    ":tada:",
    "%%gone%%",
    "[gallery ids=\"1\"]",
    "[caption id=\"a\"]said[/caption]",
    "\\[b id=\"c\"\\]",
    "[@low2020]",
    "~~struck~~",
    "\\*star\\*",
    "**stray",
    "stray**",
    "2**10",
    "<!-- no -->",
    "<td>**b** [c](d)</td>",
    "\n",
    "\n\n",
    "\n\n# Head ",
    "\n\n> said ",
    "\n> more",
    "\n\n- item ",
    "\n- [x] done",
    "\n\n1. one ",
    "\n\n| a | b |\n|---|---|\n| c | d |\n",
    "\n\n:::tip[Title]\n",
    "\n:::\n",
    "\n\n!!! note \"Title\"\n    in it\n",
    "\n\n> [!info]- Title\n> in it\n",
    "\n\n```\ncode\n```\n",
    "\n\n    indented\n",
    "\n\n<div>\n",
    "\n</div>\n\n",
    "\n\n<p>para</p>\n",
    "\n\nTerm\n: meaning\n",
    "\n\n*[HTML]: Hyper\n",
    "\n\n[^1]: note\n",
    "\r\n",
];

#[test]
fn in_whatever_order_markup_comes() {
    // A generator of Lehmer's kind: the same texts each time.
    let mut state: u64 = 20_240_503;
    let mut next = |below: usize| {
        state = state * 48_271 % 2_147_483_647;
        (state % below as u64) as usize
    };
    let (mut count, mut wrong) = (0, Vec::new());
    for number in 0..3_000 {
        let pieces: Vec<&str> = (0..1 + next(30)).map(|_| PIECES[next(PIECES.len())]).collect();
        let body = pieces.join(if next(3) == 0 { "" } else { " " });
        for extension in ["md", "html", "txt"] {
            let path = format!("2024-05-03-{number}.{extension}");
            let file = SourceFile { path, bytes: format!("It rained. {body}\n").into_bytes() };
            if let (Some(article), _) = read(&file, &Config::default()) {
                match letters_in_place(&article) {
                    Ok(letters) => count += letters,
                    Err(one) => wrong.push(one),
                }
                // A page is made of every body, and marks may stand anywhere.
                let marks: Vec<_> = article.text.sentences.iter().take(3).cloned().collect();
                article.body_html(&marks, |_| ("<i>".into(), "</i>".into()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts, of them\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    assert!(count > 100_000, "{count}");
}
