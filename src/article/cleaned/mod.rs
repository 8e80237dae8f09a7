//! Takes out of a body what no reader of Markdown or HTML knows and a site generator would have
//! replaced, and puts what they know in its place: template tags, shortcodes, the dialects of notes
//! and of documentation. Code keeps all of it, and every kept byte knows its place in the file.

mod admonition;
mod dialect;
mod edit;
mod in_html;
mod math;
mod shortcode;
mod template_tags;

use super::Format;
use super::html::tag_end;
use edit::{Edit, Part};
use std::borrow::Cow;
use std::ops::Range;
use template_tags::{Content, End};

pub(super) use math::MATH;

/// Looks no further than this for the end of a tag: an article may hold ten thousand unclosed ones.
const LONGEST_TAG: usize = 4096;

/// The bytes at which [`Cleaner::run`] stops; most of a body is none of them.
const IS_SIGN: [bool; 256] = {
    let signs = b"\n`<{[\\!]$=%^:*";
    let mut is_sign = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        is_sign[signs[at] as usize] = true;
        at += 1;
    }
    is_sign
};

/// A body without such markup, and the way back to the file.
#[derive(Debug)]
pub struct Cleaned<'a> {
    /// The body as Markdown or HTML reads it.
    pub text: Cow<'a, str>,
    /// The first byte of a kept stretch in `text` and in the file; in order, at least one.
    stretches: Vec<(usize, usize)>,
}

impl<'a> Cleaned<'a> {
    /// Cleans a body that begins at the byte `start` of its file.
    pub fn new(body: &'a str, start: usize, format: Format) -> Cleaned<'a> {
        let mut cleaner = Cleaner::new(body, format);
        cleaner.run();
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

/// What the line before says of this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Line {
    #[default]
    Blank,
    Quotation,
    Other,
}

struct Cleaner<'a> {
    body: &'a str,
    format: Format,
    at: usize,
    /// Up to here the body is dealt with.
    kept: usize,
    out: String,
    stretches: Vec<(usize, usize)>,
    /// The tags that have no end: the rest need not be searched again for it.
    unclosed: Vec<&'a str>,
    before: Line,
    /// True within a block of raw HTML, in which Markdown is not read.
    in_html: bool,
    /// The element within which nothing is prose, such as `pre`.
    raw: Option<&'static str>,
    /// True while indented lines are the content of an admonition.
    indented: bool,
    /// The byte at which the tag around ends, and the one before which no tag ends.
    tag: usize,
    no_tag: usize,
    /// The shortcodes that were opened.
    opened: Vec<&'a str>,
}

impl<'a> Cleaner<'a> {
    fn new(body: &'a str, format: Format) -> Cleaner<'a> {
        Cleaner {
            body,
            format,
            at: 0,
            kept: 0,
            out: String::new(),
            stretches: Vec::new(),
            unclosed: Vec::new(),
            before: Line::Blank,
            in_html: format == Format::Html,
            raw: None,
            indented: false,
            tag: 0,
            no_tag: 0,
            opened: Vec::new(),
        }
    }

    fn run(&mut self) {
        let bytes = self.body.as_bytes();
        let mut line_start = true;
        while self.at < bytes.len() {
            if std::mem::take(&mut line_start) && self.format == Format::Markdown && self.line() {
                line_start = true;
                continue;
            }
            match bytes.get(self.at) {
                None => break,
                Some(b'\n') => {
                    line_start = true;
                    self.at += 1;
                }
                Some(b'`') => self.at = after_code_span(self.body, self.at),
                Some(b'<') => self.angle(),
                Some(b'{' | b'[' | b'\\') => self.bracket(),
                Some(b'!' | b']' | b'$' | b'=' | b'%' | b'^' | b':' | b'*') if self.reads_markdown() => self.sign(),
                Some(_) => {
                    let plain = bytes[self.at + 1..].iter().take_while(|byte| !IS_SIGN[usize::from(**byte)]);
                    self.at += 1 + plain.count();
                }
            }
        }
    }

    /// True where signs of Markdown's dialects have their meaning.
    fn reads_markdown(&self) -> bool {
        self.format == Format::Markdown && self.raw.is_none() && self.at >= self.tag
    }

    /// Looks at the line that begins here; true if it is dealt with to its end.
    fn line(&mut self) -> bool {
        if let Some(end) = fenced(self.body, self.at).filter(|_| self.raw.is_none()) {
            self.at = end;
            self.before = Line::Other;
            return true;
        }
        let mut line = line_at(self.body, self.at);
        if line.trim().is_empty() {
            self.before = Line::Blank;
            self.in_html = false;
            return false;
        }
        if let Some(name) = self.raw {
            if in_html::closes(line, name) {
                self.raw = None;
            }
            return false;
        }
        if self.indented {
            match admonition::indent(line) {
                Some(indent) => {
                    self.cut(self.at + indent);
                    line = &line[indent..];
                }
                None => self.indented = false,
            }
        }
        let before = std::mem::replace(
            &mut self.before,
            if line.trim_start().starts_with('>') { Line::Quotation } else { Line::Other },
        );
        if !self.in_html {
            self.raw = in_html::opens_raw(line);
            self.in_html = in_html::begins(line, before == Line::Blank);
        }
        if self.in_html || self.raw.is_some() {
            return false;
        }
        if let Some((edit, indented)) = admonition::line(line, before == Line::Quotation, before == Line::Blank) {
            let end = self.at + line.len();
            self.apply(edit);
            self.at = self.at.max(end);
            self.indented |= indented;
            self.before = Line::Blank;
        } else if let Some(length) = dialect::left_out(&self.body[self.at..], line) {
            self.cut(self.at + length);
            self.before = Line::Blank;
        }
        false
    }

    /// Notes where the tag or comment that begins here ends: in it no sign is one of Markdown.
    fn angle(&mut self) {
        let bytes = self.body.as_bytes();
        let begins = bytes.get(self.at + 1).is_some_and(|next| next.is_ascii_alphabetic() || b"/!?".contains(next));
        if begins && self.at >= self.tag && self.at >= self.no_tag {
            let limit = bytes.len().min(self.at + LONGEST_TAG);
            let end = if self.body[self.at..].starts_with("<!--") {
                find(&self.body[self.at..], "-->", 4).map(|end| self.at + end + 3)
            } else {
                tag_end(&bytes[..limit], self.at + 1, &mut None)
            };
            match end {
                Some(end) => self.tag = end,
                None => self.no_tag = limit,
            }
        }
        self.at += 1;
    }

    fn bracket(&mut self) {
        let here = &self.body[self.at..];
        if here.starts_with('{') {
            return self.brace();
        }
        if let Some(length) = template_tags::advertisement(here) {
            return self.cut(self.at + length);
        }
        if self.reads_markdown() {
            let edit = dialect::wiki_link(here).or_else(|| dialect::citation(here));
            if let Some(edit) = edit.or_else(|| self.in_html.then(|| in_html::link(here)).flatten()) {
                return self.apply(edit);
            }
        }
        if self.raw.is_none() && self.at >= self.tag && self.shortcode() {
            return;
        }
        if here.starts_with('\\') {
            if (self.reads_markdown() || self.format == Format::Html)
                && let Some(formula) = math::escaped(here)
            {
                return self.math(formula);
            }
            // What is escaped is no sign.
            self.at += if here.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation) { 2 } else { 1 };
            return;
        }
        self.at += 1;
    }

    fn sign(&mut self) {
        let here = &self.body[self.at..];
        let before = &self.body[..self.at];
        let edit = match here.as_bytes()[0] {
            b'!' if here.starts_with("![[") => dialect::embed(here),
            b'!' if self.in_html => in_html::picture(here),
            b'*' if self.in_html => in_html::bold(here),
            b'$' => match math::dollars(before, here) {
                Some(formula) => return self.math(formula),
                None => None,
            },
            b']' => dialect::spaced_destination(before, here),
            b'=' => dialect::highlight(before, here),
            b'%' => dialect::comment(before, here),
            b'^' => dialect::note(before, here),
            b':' => dialect::emoji(before, here),
            _ => None,
        };
        match edit {
            Some(edit) => self.apply(edit),
            None => self.at += 1,
        }
    }

    /// Puts a formula into code, where it is shown as it is and not read.
    fn math(&mut self, formula: math::Formula) {
        // Backticks that touch others would be one sign with them.
        self.keep(self.at.max(self.kept));
        let touches = self.out.ends_with('`') || self.body[self.at + formula.length()..].starts_with('`');
        let edit = if self.in_html || touches { formula.in_html() } else { formula.in_markdown() };
        self.apply(edit);
    }

    fn brace(&mut self) {
        let here: &'a str = &self.body[self.at..];
        let tag = |open: &str, close: &str| {
            here.starts_with(open).then(|| find(here, close, open.len()).map(|end| end + close.len())).flatten()
        };
        let syntaxes = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
        if let Some((length, syntax)) = syntaxes.into_iter().find_map(|syntax| Some((tag(syntax.0, syntax.1)?, syntax)))
        {
            self.block(length, &here[syntax.0.len()..length - syntax.1.len()], syntax);
        } else if let Some(length) = tag("{{", "}}").or_else(|| tag("{# ", "#}")).or_else(|| tag("{/*", "*/}")) {
            self.cut(self.at + length);
        } else if let Some(length) = template_tags::kramdown_comment(here) {
            self.cut(self.at + length);
        } else if let Some(length) =
            template_tags::attributes(here).or_else(|| template_tags::bare_attributes(&self.body[..self.at], here))
        {
            self.cut(self.at + length);
        } else {
            self.at += 1;
        }
    }

    /// Cuts a tag; what stands between some tags and their ends is code or a comment.
    fn block(&mut self, length: usize, inside: &'a str, syntax: (&str, &str)) {
        let name = inside.trim_matches(['-', '~', ' ', '\t', '\n']).split([' ', '\n', '(']).next().unwrap_or("");
        let content = template_tags::content(name);
        let closed = content != Content::Prose && !inside.trim_end().ends_with('/') && !self.unclosed.contains(&name);
        let end =
            if closed { template_tags::end_of_block(self.body, self.at + length, name, syntax) } else { End::Reopened };
        self.cut(self.at + length);
        match end {
            End::At(end) if content == Content::Code => self.code(end),
            End::At(end) => self.cut(end.end),
            End::Reopened => {}
            End::Missing => self.unclosed.push(name),
        }
    }

    /// Makes the bytes up to an end tag a block of code, and cuts the tag.
    fn code(&mut self, end: Range<usize>) {
        let (open, close) = if self.in_html { ("<pre>", "</pre>") } else { fences(&self.body[self.at..end.start]) };
        self.insert(open);
        self.at = end.start;
        self.keep(end.start);
        self.insert(close);
        self.cut(end.end);
    }

    /// Cuts the shortcode that begins here, if one does.
    fn shortcode(&mut self) -> bool {
        let Some(found) = shortcode::find(&self.body[..self.at], &self.body[self.at..], &self.opened) else {
            return false;
        };
        let after = self.at + found.length;
        if found.closes {
            self.cut(after);
            if found.content == shortcode::Content::Caption {
                self.insert(shortcode::CAPTION_END);
            }
            return true;
        }
        if !self.opened.contains(&found.name) && self.opened.len() < 64 {
            self.opened.push(found.name);
        }
        match (found.content, found.end) {
            (shortcode::Content::Code, Some(end)) => {
                self.cut(after);
                self.code(after + end.start..after + end.end);
            }
            (shortcode::Content::Hidden, Some(end)) => self.cut(after + end.end),
            (shortcode::Content::Caption, Some(_)) => {
                self.cut(after);
                self.insert(shortcode::CAPTION);
            }
            _ => self.cut(after),
        }
        true
    }

    fn apply(&mut self, edit: Edit) {
        for part in edit.parts {
            match part {
                Part::Keep(length) => self.at += length,
                Part::Cut(length) => self.cut(self.at + length),
                Part::Insert(text) => self.insert(&text),
            }
        }
    }

    /// Writes what stands nowhere in the file.
    fn insert(&mut self, text: &str) {
        self.keep(self.at.max(self.kept));
        self.out.push_str(text);
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

fn find(text: &str, needle: &str, from: usize) -> Option<usize> {
    let end = text.len().min(from + LONGEST_TAG);
    memchr::memmem::find(&text.as_bytes()[from..end], needle.as_bytes()).map(|at| from + at)
}

/// The fences around lines of code, which may bring their own ends of lines.
fn fences(code: &str) -> (&'static str, &'static str) {
    let open = if code.starts_with(['\n', '\r']) { "\n~~~~~~" } else { "\n~~~~~~\n" };
    (open, if code.ends_with('\n') { "~~~~~~\n" } else { "\n~~~~~~\n" })
}

/// True if the line holds nothing before this place.
fn begins_line(before: &str) -> bool {
    before.chars().rev().take_while(|c| *c != '\n').all(char::is_whitespace)
}

/// True if the line holds nothing more.
fn ends_line(rest: &str) -> bool {
    rest.chars().take_while(|c| *c != '\n').all(char::is_whitespace)
}

/// The line that begins at a byte, without its end.
fn line_at(body: &str, at: usize) -> &str {
    let rest = &body[at..];
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    rest[..end].strip_suffix('\r').unwrap_or(&rest[..end])
}

/// The end of the fenced code block whose first line begins at `at`.
fn fenced(body: &str, at: usize) -> Option<usize> {
    let indent = body.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count();
    let mark = *body.as_bytes().get(at + indent).filter(|byte| matches!(byte, b'`' | b'~'))?;
    let line = line_at(body, at);
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

#[cfg(test)]
mod tests;
