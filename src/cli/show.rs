//! Diagnostics as people read them: the message, the place with its line, one line of help.

use super::messages;
use crate::article::SourceFile;
use crate::diagnostic::{self, Diagnostic, Place, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::path::Path;

/// Where the files lie of which diagnostics speak.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The folder, as the user named it.
    pub folder: &'a Path,
    /// Its files, for the lines to show.
    pub files: &'a [SourceFile],
}

/// Longer lines are not shown: nobody reads a line of 5,000 characters in a terminal.
const LONGEST_LINE: usize = 400;

impl Base<'_> {
    /// The path of one of the files as it can be opened from here.
    pub fn path(&self, file: &str) -> String {
        opened(&self.folder.join(file))
    }

    /// The line of which a diagnostic speaks, if it can be shown.
    pub fn line<'d>(&'d self, diagnostic: &'d Diagnostic, place: &Place) -> Option<Cow<'d, str>> {
        let line = diagnostic.excerpt.as_deref().map(Cow::Borrowed).or_else(|| line_of(self, &place.file, place.line));
        line.filter(|line| !line.trim().is_empty() && line.len() <= LONGEST_LINE)
    }
}

/// A path as people write it: without the `./` of the current folder.
pub fn opened(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// A diagnostic as text with colours.
pub fn diagnostic(diagnostic: &Diagnostic, base: &Base) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.name()));
    if let Some(place) = &diagnostic.place {
        let path = base.path(&place.file);
        let line = base.line(diagnostic, place);
        group = match line.filter(|_| place.line > 0) {
            Some(line) => {
                let column = place.column.saturating_sub(1) as usize;
                let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
                let end = line[start..].chars().next().map_or(start, |character| start + character.len_utf8());
                let annotation = AnnotationKind::Primary.span(start..end);
                group.element(
                    Snippet::source(line.into_owned())
                        .line_start(place.line as usize)
                        .path(path)
                        .annotation(annotation),
                )
            }
            None if place.line > 0 => {
                group.element(Origin::path(path).line(place.line as usize).char_column(place.column.max(1) as usize))
            }
            None => group.element(Origin::path(path)),
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    rendered(group)
}

/// Why a command could not go on.
pub fn error(message: &str) -> String {
    rendered(Group::with_title(Level::ERROR.primary_title(message)))
}

fn rendered(group: Group) -> String {
    // Colours are taken out again where they are not wanted: by the stream.
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    renderer.render(&[group]) + "\n\n"
}

/// A line of a file, by its number from 1.
fn line_of<'a>(base: &Base<'a>, path: &str, number: u32) -> Option<Cow<'a, str>> {
    let index = base.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
    let line = diagnostic::line_of(&base.files[index].bytes, number);
    // The bytes of UTF-16 are no line to show.
    (!line.contains(&0)).then(|| messages::printable(line))
}
