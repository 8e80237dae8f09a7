//! A saved web page becomes an article.

use super::article_file::ArticleFile;
use super::decode::{self, Decoded};
use super::markup::{self, Markup};
use super::metadata::{self, DateSource, Metadata};
use super::{Import, Kind, Left, Options, main_text, slug, tree, years};
use crate::article::SourceFile;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::borrow::Cow;

/// A page as it was found.
pub(super) struct Saved<'a> {
    pub(super) path: &'a str,
    pub(super) html: Cow<'a, str>,
    /// The address from which it was saved, where the archive tells it.
    pub(super) address: Option<String>,
}

/// An archive of a page in MHTML: its main part is the page.
pub(super) fn from_archive<'a>(file: &'a SourceFile) -> Result<Saved<'a>, String> {
    let mail = mailparse::parse_mail(&file.bytes).map_err(|error| error.to_string())?;
    let mut address = header(&mail, "Snapshot-Content-Location");
    let part = html_part(&mail, 0).ok_or("it holds no page")?;
    address = address.or_else(|| header(part, "Content-Location")).filter(|address| address.starts_with("http"));
    let bytes = part.get_body_raw().map_err(|error| error.to_string())?;
    let charset = part.ctype.params.get("charset").map(String::as_str);
    let Decoded { text, .. } = decode::decode(&bytes, charset);
    Ok(Saved { path: &file.path, html: text.into(), address })
}

fn header(part: &mailparse::ParsedMail, name: &str) -> Option<String> {
    use mailparse::MailHeaderMap;
    part.headers.get_first_value(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The first part that is a page; archives put it first.
fn html_part<'m, 'b>(mail: &'m mailparse::ParsedMail<'b>, depth: usize) -> Option<&'m mailparse::ParsedMail<'b>> {
    if matches!(mail.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml") {
        return Some(mail);
    }
    mail.subparts.iter().take_while(|_| depth < 10).find_map(|part| html_part(part, depth + 1))
}

/// Converts a page: to an article, or to a list of events if it is a list by year.
pub(super) fn convert(saved: &Saved, options: &Options) -> Import {
    let path = saved.path;
    let Some(page) = tree::of(&saved.html) else {
        let help = "open it in a browser and save it anew, or copy its text into a file";
        return Import::nothing(path, "the page is nested too deep to be read", help);
    };
    let metadata = metadata::read(&page, path, &saved.html, saved.address.as_deref(), options.config.date_order);
    let wants = |kind: Kind| options.kind == Some(kind);
    if !wants(Kind::Page) {
        let list = years::of_page(&page, &metadata, path, options, wants(Kind::Years));
        if let Some(import) = list {
            return import;
        }
    }
    article(&page, saved, metadata, options)
}

fn article(page: &dom_query::Document, saved: &Saved, metadata: Metadata, options: &Options) -> Import {
    let path = saved.path;
    let mut import = Import { kind: Some(Kind::Page), ..Import::default() };
    // A page that sends its reader on has no text of its own.
    let sends_on = page.select("meta[http-equiv]").nodes().iter().any(|meta| {
        let refresh = tree::attribute(meta, "http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
        refresh && tree::attribute(meta, "content").is_some_and(|content| content.to_lowercase().contains("url"))
    });
    if sends_on && tree::letters(&page.root().text()) < 400 {
        import.leave(Left::Redirect, 1);
        return import;
    }
    let address = metadata.address.as_ref().map(|address| address.as_str());
    let html = main_text::of(page, path, address);
    let title = metadata.title.clone();
    let markup = html.and_then(|html| markup::of_html(&html, metadata.address.as_ref(), title.as_deref()));
    let Some(markup) = markup.filter(|markup| markup.words > 0) else {
        import.leave(Left::Empty, 1);
        let help = "the page may need scripts to show its text: open it in a browser, and save what is shown";
        import.say(Severity::Error, Place::file(path), "the page holds no text", help);
        return import;
    };
    if metadata.date.is_none()
        && let Some((key, written)) = metadata.unread_dates.first()
    {
        bad_date(&mut import, path, key, written);
    }
    let date = metadata.date.clone();
    let date = date.or_else(|| options.date.map(|day| (day, day.to_string(), DateSource::CommandLine)));
    if date.is_none() {
        undated(&mut import, Place::file(path));
    }
    leave_media(&mut import, &markup);
    let body = without_menus(&markup.text);
    let file = ArticleFile {
        title: title.unwrap_or_else(|| slug::title_of_file(path)),
        date: date.as_ref().map(|(day, written, _)| (*day, written.clone())),
        authors: metadata.authors,
        publisher: metadata.publisher,
        address: metadata.address.map(String::from),
        language: metadata.language.filter(|language| !same_language(language, &options.config.language)),
        tags: metadata.tags,
        draft: false,
        body,
    };
    let source = date.map(|(day, _, source)| (day, source));
    import.drafts.push(file.draft(source, markup.words, false, Place::file(path)));
    import
}

/// A text without the paragraphs of links at its ends: old pages have their menus there, as
/// `home - all entries` and `earlier | later`.
fn without_menus(text: &str) -> String {
    let is_menu = |block: &&str| {
        let links = block.matches("](").count();
        let outside: usize = block
            .split('[')
            .map(|part| part.split_once(')').filter(|(link, _)| link.contains("](")).map_or(part, |(_, after)| after))
            .map(tree::letters)
            .sum();
        links >= 2 && block.len() < 600 && outside * 4 < tree::letters(block) && !block.contains('\n')
    };
    let rule = |block: &&str| *block == "---";
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let front = blocks.iter().take(3).take_while(|block| is_menu(block) || rule(block)).count();
    let back = blocks[front..].iter().rev().take(3).take_while(|block| is_menu(block) || rule(block)).count();
    if front + back >= blocks.len() {
        return text.to_owned();
    }
    blocks[front..blocks.len() - back].join("\n\n")
}

/// A date that is none: named, and the article is undated.
fn bad_date(import: &mut Import, path: &str, key: &str, written: &str) {
    let written: String = written.chars().take(60).collect();
    import.diagnostics.push(Diagnostic {
        place: Some(Place::file(path)),
        severity: Severity::Warning,
        code: Code::BadDate,
        message: format!("`{key}` is no date: `{written}`"),
        help: Some("set `date_order` in `dateline.toml` if it is written as day/month/year or month/day/year".into()),
        excerpt: None,
    });
}

/// Says that an article has no date.
pub(super) fn undated(import: &mut Import, place: Place) {
    import.diagnostics.push(Diagnostic {
        place: Some(place),
        severity: Severity::Warning,
        code: Code::Undated,
        message: "nothing tells when this was published; it is imported without a date".into(),
        help: Some("add `date: 2023-03-31` to the file that was made, or import it with `--date 2023-03-31`".into()),
        excerpt: None,
    });
}

/// Counts what could not come along.
pub(super) fn leave_media(import: &mut Import, markup: &Markup) {
    import.leave(Left::LocalPicture, markup.local_pictures);
    import.leave(Left::Media, markup.media);
}

/// Whether two codes name one language: `en-GB` and `en`.
pub(super) fn same_language(one: &str, other: &str) -> bool {
    let primary = |code: &str| code.split(['-', '_']).next().unwrap_or("").to_lowercase();
    primary(one) == primary(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_at_the_ends_of_a_text_are_none_of_it() {
        let menu = "[home](https://h.example/) - [all](https://h.example/all)";
        let text =
            format!("{menu}\n\n---\n\nIt rained.\n\n{menu}\n\nIt snowed. See [this](https://h.example/a).\n\n{menu}");
        assert_eq!(
            without_menus(&text),
            format!("It rained.\n\n{menu}\n\nIt snowed. See [this](https://h.example/a).")
        );
        assert_eq!(without_menus(menu), menu, "a page that is nothing else stays");
    }
}
