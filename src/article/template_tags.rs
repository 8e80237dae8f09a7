//! Takes out what a site generator would have replaced: Liquid `{% … %}` and `{{ … }}`, Hugo's
//! shortcodes, kramdown's attributes `{:.note}`, leftovers such as `[ad_1]`. Code keeps them.

use std::borrow::Cow;
use std::ops::Range;

/// A body without template tags, and the way back to the file.
#[derive(Debug)]
pub struct Cleaned<'a> {
    /// The body as Markdown or HTML reads it.
    pub text: Cow<'a, str>,
    /// The first byte of a kept stretch in `text` and in the file; in order, at least one.
    stretches: Vec<(usize, usize)>,
}

impl<'a> Cleaned<'a> {
    /// Cleans a body that begins at the byte `start` of its file.
    pub fn new(body: &'a str, start: usize) -> Cleaned<'a> {
        let mut cleaner = Cleaner { body, at: 0, kept: 0, out: String::new(), stretches: Vec::new(), unclosed: false };
        if ["{%", "{{", "{:", "[ad_"]
            .iter()
            .any(|mark| memchr::memmem::find(body.as_bytes(), mark.as_bytes()).is_some())
        {
            cleaner.run();
        }
        if cleaner.stretches.is_empty() {
            return Cleaned { text: Cow::Borrowed(body), stretches: vec![(0, start)] };
        }
        cleaner.keep(body.len());
        let stretches = cleaner.stretches.into_iter().map(|(clean, source)| (clean, start + source)).collect();
        Cleaned { text: Cow::Owned(cleaner.out), stretches }
    }

    /// The stretches of a range of the cleaned text, each with its first byte in the file.
    pub fn stretches(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        let first = self.stretches.partition_point(|stretch| stretch.0 <= range.start).saturating_sub(1);
        let mut index = first;
        let mut at = range.start;
        std::iter::from_fn(move || {
            let &(clean, source) = self.stretches.get(index)?;
            if at >= range.end {
                return None;
            }
            let end = self.stretches.get(index + 1).map_or(range.end, |next| next.0.min(range.end));
            let found = (at..end.max(at), source + (at - clean.min(at)));
            index += 1;
            at = end.max(at);
            Some(found)
        })
        .filter(|(range, _)| !range.is_empty())
    }

    /// The byte of the file from which a byte of the cleaned text comes.
    pub fn source(&self, offset: usize) -> usize {
        let index = self.stretches.partition_point(|stretch| stretch.0 <= offset).saturating_sub(1);
        self.stretches.get(index).map_or(offset, |(clean, source)| source + (offset - clean))
    }
}

struct Cleaner<'a> {
    body: &'a str,
    at: usize,
    /// Up to here the body is dealt with.
    kept: usize,
    out: String,
    stretches: Vec<(usize, usize)>,
    /// True once a block tag was found that has no end: the rest need not be searched again.
    unclosed: bool,
}

impl Cleaner<'_> {
    fn run(&mut self) {
        let bytes = self.body.as_bytes();
        let mut line_start = true;
        while self.at < bytes.len() {
            if line_start {
                line_start = false;
                if let Some(end) = fenced(self.body, self.at) {
                    self.at = end;
                    line_start = true;
                    continue;
                }
            }
            match bytes[self.at] {
                b'\n' => {
                    line_start = true;
                    self.at += 1;
                }
                b'`' => self.at = after_code_span(self.body, self.at),
                b'{' => self.brace(),
                b'[' if self.body[self.at..].starts_with("[ad_") => match advertisement(&self.body[self.at..]) {
                    Some(length) => self.cut(self.at + length),
                    None => self.at += 1,
                },
                _ => self.at += 1,
            }
        }
    }

    fn brace(&mut self) {
        let here = &self.body[self.at..];
        let tag = |open: &str, close: &str| {
            here.starts_with(open).then(|| find(here, close, open.len()).map(|end| end + close.len())).flatten()
        };
        if let Some(length) = tag("{{<", ">}}").or_else(|| tag("{{%", "%}}")) {
            self.block(length, &here[3..length - 3]);
        } else if let Some(length) = tag("{%", "%}") {
            self.block(length, &here[2..length - 2]);
        } else if let Some(length) = tag("{{", "}}") {
            self.cut(self.at + length);
        } else if let Some(length) = attributes(here) {
            self.cut(self.at + length);
        } else {
            self.at += 1;
        }
    }

    /// Cuts a tag; what stands between some tags and their ends is code or a comment.
    fn block(&mut self, length: usize, inside: &str) {
        let name: &str = inside.trim_matches(['-', '~', ' ', '\t', '\n']).split([' ', '\n', '(']).next().unwrap_or("");
        let end = match name {
            "highlight" | "comment" if !self.unclosed => {
                let end = end_of_block(self.body, self.at + length, name);
                self.unclosed = end.is_none();
                end
            }
            _ => None,
        };
        match end {
            Some(inner) if name == "highlight" => {
                self.cut(self.at + length);
                self.fence();
                self.at = inner.start;
                self.keep(inner.start);
                self.fence();
                self.cut(inner.end);
            }
            Some(inner) => self.cut(inner.end),
            None => self.cut(self.at + length),
        }
    }

    /// Writes the fence of a code block, which stands nowhere in the file.
    fn fence(&mut self) {
        self.out.push_str("\n~~~~~~\n");
        self.stretches.push((self.out.len(), self.kept));
    }

    fn keep(&mut self, end: usize) {
        if self.stretches.is_empty() {
            self.stretches.push((0, 0));
        }
        if end > self.kept {
            self.stretches.push((self.out.len(), self.kept));
            self.out.push_str(&self.body[self.kept..end]);
        }
        self.kept = end;
    }

    fn cut(&mut self, end: usize) {
        self.keep(self.at.max(self.kept));
        self.kept = end;
        self.at = end;
    }
}

/// Looks no further than this for the end of a tag: an article may hold ten thousand unclosed ones.
const LONGEST_TAG: usize = 4096;

fn find(text: &str, needle: &str, from: usize) -> Option<usize> {
    let end = text.len().min(from + LONGEST_TAG);
    memchr::memmem::find(&text.as_bytes()[from..end], needle.as_bytes()).map(|at| from + at)
}

/// The end of the fenced code block whose first line begins at `at`.
fn fenced(body: &str, at: usize) -> Option<usize> {
    let line = body[at..].lines().next()?;
    let indent = line.bytes().take_while(|byte| *byte == b' ').count();
    let mark = *line.as_bytes().get(indent).filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().skip(indent).take_while(|byte| *byte == mark).count();
    if length < 3 || (mark == b'`' && line[indent + length..].contains('`')) {
        return None;
    }
    let mut end = at;
    for (number, line) in body[at..].split_inclusive('\n').enumerate() {
        end += line.len();
        let trimmed = line.trim();
        if number > 0 && trimmed.len() >= length && trimmed.bytes().all(|byte| byte == mark) {
            break;
        }
    }
    Some(end)
}

/// The byte after a span of code, or after its backticks where they open none nearby in their paragraph.
fn after_code_span(body: &str, at: usize) -> usize {
    let bytes = body.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let length = run(at);
    let window = &bytes[at..bytes.len().min(at + length + LONGEST_TAG)];
    let paragraph = at + memchr::memmem::find(window, b"\n\n").unwrap_or(window.len());
    let mut next = at + length;
    while let Some(found) = memchr::memchr(b'`', &bytes[next..paragraph]) {
        let other = run(next + found);
        next = (next + found + other).min(paragraph);
        if other == length {
            return next;
        }
    }
    at + length
}

/// kramdown's `{:.note}`, `{: #id}`, `{:target="_blank"}`, `{:/}`; not the `{:?}` and `{:.2}` of code.
fn attributes(here: &str) -> Option<usize> {
    let inner = here.strip_prefix("{:")?;
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let content = inner[..end].trim_start();
    let mut characters = content.chars();
    let first = characters.next()?;
    let named = matches!(first, '.' | '#') && characters.next().is_some_and(|next| next.is_alphabetic() || next == '_');
    let good = named || matches!(first, '/' | ':') || (first.is_alphabetic() && content.len() > 1);
    (good && inner.as_bytes()[end] == b'}').then_some(2 + end + 1)
}

fn advertisement(here: &str) -> Option<usize> {
    let digits = here[4..].bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && here.as_bytes().get(4 + digits) == Some(&b']')).then_some(5 + digits)
}

/// Where the content of a block tag ends: the range of its end tag.
fn end_of_block(body: &str, from: usize, name: &str) -> Option<Range<usize>> {
    for (open, close, mark) in [("{%", "%}", "end"), ("{{<", ">}}", "/"), ("{{%", "%}}", "/")] {
        let mut at = from;
        while let Some(start) = memchr::memmem::find(&body.as_bytes()[at..], open.as_bytes()).map(|found| at + found) {
            let end = find(&body[start..], close, open.len()).map(|end| start + end + close.len());
            let Some(end) = end else { break };
            let inside = body[start + open.len()..end - close.len()].trim_matches(['-', ' ']);
            if inside.strip_prefix(mark).is_some_and(|rest| rest.trim() == name) {
                return Some(start..end);
            }
            at = end;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(body: &str) -> String {
        Cleaned::new(body, 0).text.into_owned()
    }

    #[test]
    fn tags_go_and_text_stays() {
        let cases = [
            ("a {% include b.html c=\"d\" %} e", "a  e"),
            ("{% raw %}kept{% endraw %}", "kept"),
            ("x {{ page.title }} y {{< youtube abc >}} z {{% note %}} w", "x  y  z  w"),
            ("A note.\n{:.note}\nText{: #id target=\"_blank\"}", "A note.\n\nText"),
            ("Rates [ad_1] rose [ad_2]", "Rates  rose "),
            ("{% comment %}2020-01-01{% endcomment %}b", "b"),
            ("unclosed {% tag and {{ brace", "unclosed {% tag and {{ brace"),
            ("a {:?} and {:.2} and {:>5}", "a {:?} and {:.2} and {:>5}"),
        ];
        for (body, expected) in cases {
            assert_eq!(clean(body), expected);
        }
    }

    #[test]
    fn code_keeps_its_braces() {
        for body in ["`{{ x }}` y", "```\n{% if x %}\n{:.note}\n```\n", "~~~ rust\n{{}}\n~~~\n", "``a ` {{b}}`` c"] {
            assert_eq!(clean(body), body);
        }
        assert_eq!(clean("``` \n{{a}}\n```\n{{b}}c"), "``` \n{{a}}\n```\nc");
        assert_eq!(clean("` {{a}}\n\n`"), "` \n\n`");
    }

    #[test]
    fn highlighted_code_becomes_a_code_block() {
        assert_eq!(clean("a\n{% highlight c %}int x;{% endhighlight %}\nb"), "a\n\n~~~~~~\nint x;\n~~~~~~\n\nb");
    }

    #[test]
    fn every_kept_byte_knows_its_place() {
        let body = "On {% x %}Monday {{ y }}it {% highlight c %}int x;{% endhighlight %} rained.";
        let cleaned = Cleaned::new(body, 100);
        for word in ["On", "Monday", "it", "rained"] {
            let at = cleaned.text.find(word).expect("kept");
            assert_eq!(cleaned.source(at), 100 + body.find(word).expect("there"), "{word}");
        }
        let found: Vec<_> = cleaned.stretches(0..9).collect();
        assert_eq!(found, [(0..3, 100), (3..9, 110)]);
    }

    #[test]
    fn ten_thousand_unclosed_tags_take_no_time() {
        for part in ["{% ", "{{", "`", "{:a", "[ad_", "{% highlight %}", "```` `"] {
            clean(&part.repeat(10_000));
        }
    }
}
