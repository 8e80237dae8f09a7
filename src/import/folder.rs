//! Where imported files find their place among those that are there.

use super::{Draft, Holds, Told, slug};
use crate::article::{Format, FrontMatter, SourceFile};
use rustc_hash::FxHashMap;
use url::Url;

/// The files of the content folder.
#[derive(Debug, Default)]
pub struct Folder<'f> {
    files: FxHashMap<&'f str, &'f SourceFile>,
    /// The articles from an address: the path and the title of each.
    addresses: FxHashMap<String, Vec<(&'f str, String)>>,
}

/// A draft with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The path in the content folder, with `/`.
    pub path: String,
    /// What is there already.
    pub state: State,
}

/// What stands where a draft belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    New,
    /// The same bytes.
    Same,
    /// The same article or list with another text: imported before, and changed since, here or there.
    Differs,
    /// Another draft tells the same article, and more of it: this one is not needed.
    Twice,
}

impl<'f> Folder<'f> {
    /// The folder with these files, their paths relative to it.
    pub fn new(files: &'f [SourceFile]) -> Folder<'f> {
        let mut folder = Folder::default();
        for file in files {
            folder.files.insert(&file.path, file);
            if let Some((address, title)) = address_of(file) {
                folder.addresses.entry(address).or_default().push((&file.path, title));
            }
        }
        folder
    }

    /// Finds each draft its place. An article that is there under any name, known by its address,
    /// keeps that name; another one in the way is never touched: the draft gets a number.
    ///
    /// The same drafts and the same folder give the same places, and once they are written every
    /// draft is the [`State::Same`].
    pub fn place(&self, drafts: &[Draft]) -> Vec<Placed> {
        let mut best: FxHashMap<(String, String), usize> = FxHashMap::default();
        for (index, draft) in drafts.iter().enumerate() {
            let Some(identity) = identity(draft) else { continue };
            let rank = |index: usize| match &drafts[index].holds {
                Holds::Article(told) => (!told.summary, told.date.is_some(), told.words),
                Holds::Events(count) => (true, true, *count),
            };
            let kept = best.entry(identity).or_insert(index);
            if rank(index) > rank(*kept) {
                *kept = index;
            }
        }
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| {
                let kept = identity(draft).and_then(|identity| best.get(&identity).copied());
                if kept.is_some_and(|kept| kept != index) {
                    return Placed { path: String::new(), state: State::Twice };
                }
                let placed = self.place_one(draft, &taken);
                taken.insert(placed.path.to_lowercase(), index);
                placed
            })
            .collect()
    }

    fn place_one(&self, draft: &Draft, taken: &FxHashMap<String, usize>) -> Placed {
        if let Some(path) = self.of_address(draft).filter(|path| !taken.contains_key(&path.to_lowercase())) {
            return Placed { path: path.to_owned(), state: self.state(path, draft) };
        }
        let mut number = 1_usize;
        loop {
            let path = match number {
                1 => format!("{}.{}", draft.stem, draft.extension),
                _ => format!("{}-{number}.{}", draft.stem, draft.extension),
            };
            number += 1;
            if taken.contains_key(&path.to_lowercase()) {
                continue;
            }
            match self.files.get(path.as_str()) {
                None => return Placed { path, state: State::New },
                Some(file) if is_another(draft, file) => {}
                Some(_) => return Placed { state: self.state(&path, draft), path },
            }
        }
    }

    fn state(&self, path: &str, draft: &Draft) -> State {
        match self.files.get(path) {
            None => State::New,
            Some(file) if file.bytes == draft.bytes => State::Same,
            Some(_) => State::Differs,
        }
    }

    /// The file that tells the article of the same address.
    fn of_address(&self, draft: &Draft) -> Option<&'f str> {
        let Holds::Article(told) = &draft.holds else { return None };
        let known = self.addresses.get(&plain_address(told.address.as_deref()?)?)?;
        let same_title = known.iter().find(|(_, title)| *title == slug::slug(&told.title));
        let any = known.first().filter(|_| !told.shares_address);
        same_title.or(any).map(|(path, _)| *path)
    }
}

/// By what two drafts of one run are known as one article.
fn identity(draft: &Draft) -> Option<(String, String)> {
    let Holds::Article(told) = &draft.holds else { return None };
    let address = plain_address(told.address.as_deref()?)?;
    Some((address, if told.shares_address { slug::slug(&told.title) } else { String::new() }))
}

/// Whether a file is known to tell something else than a draft.
fn is_another(draft: &Draft, file: &SourceFile) -> bool {
    let Holds::Article(Told { address: Some(address), .. }) = &draft.holds else { return false };
    address_of(file).is_some_and(|(other, _)| plain_address(address).is_some_and(|address| address != other))
}

/// The address that an article's front matter names as its original, and the slug of its title.
fn address_of(file: &SourceFile) -> Option<(String, String)> {
    Format::of(&file.path)?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let front = FrontMatter::split(text).ok()?;
    let address = front.get(&["source_url", "canonical_url", "external_url", "original"])?.text()?;
    let title = front.get(&["title"]).and_then(|title| title.text()).unwrap_or_default();
    Some((plain_address(&address)?, slug::slug(&title)))
}

/// An address by which a page is known: without scheme, `www.`, fragment, and what counts visits.
fn plain_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let mut plain = format!("{}{}", host.strip_prefix("www.").unwrap_or(host), url.path().trim_end_matches('/'));
    let kept = url.query_pairs().filter(|(key, _)| !key.starts_with("utm_") && key != "fbclid");
    for (key, value) in kept {
        plain.push_str(&format!("&{key}={value}"));
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn article(stem: &str, address: Option<&str>, words: usize) -> Draft {
        let address = address.map(str::to_owned);
        let line = address.as_ref().map(|address| format!("source_url: {address}\n")).unwrap_or_default();
        Draft {
            stem: stem.into(),
            extension: "md".into(),
            bytes: format!("---\ntitle: {stem}\n{line}---\n\n{}\n", "word ".repeat(words)).into_bytes(),
            holds: Holds::Article(Told { title: stem.into(), address, words, ..Told::default() }),
            place: Place::file("x"),
        }
    }

    fn file(path: &str, draft: &Draft) -> SourceFile {
        SourceFile { path: path.into(), bytes: draft.bytes.clone() }
    }

    fn placed(files: &[SourceFile], drafts: &[Draft]) -> Vec<(String, State)> {
        Folder::new(files).place(drafts).into_iter().map(|placed| (placed.path, placed.state)).collect()
    }

    #[test]
    fn once_written_every_draft_is_there() {
        let drafts = [
            article("a", Some("https://h.example/a"), 3),
            article("a", Some("https://h.example/b"), 3),
            article("a", None, 3),
            article("c", None, 4),
        ];
        let first = placed(&[], &drafts);
        assert_eq!(
            first.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
            ["a.md", "a-2.md", "a-3.md", "c.md"]
        );
        assert!(first.iter().all(|(_, state)| *state == State::New));
        let files: Vec<SourceFile> = first.iter().zip(&drafts).map(|((path, _), draft)| file(path, draft)).collect();
        let again = placed(&files, &drafts);
        assert!(again.iter().all(|(_, state)| *state == State::Same), "{again:?}");
    }

    #[test]
    fn an_article_is_known_by_its_address_whatever_its_name() {
        let old = article("old", Some("http://www.h.example/a/?utm_source=x"), 3);
        let new = article("new", Some("https://h.example/a"), 5);
        assert_eq!(placed(&[file("2024/renamed.md", &old)], &[new]), [("2024/renamed.md".to_owned(), State::Differs)]);
    }

    #[test]
    fn another_article_in_the_way_is_left() {
        let there = article("a", Some("https://h.example/other"), 3);
        let new = article("a", Some("https://h.example/a"), 3);
        assert_eq!(placed(&[file("a.md", &there)], std::slice::from_ref(&new)), [("a-2.md".to_owned(), State::New)]);
        // One without an address may be the same.
        let there = article("a", None, 3);
        assert_eq!(placed(&[file("a.md", &there)], &[new]), [("a.md".to_owned(), State::Differs)]);
    }

    #[test]
    fn of_two_drafts_of_one_article_the_fuller_is_kept() {
        let mut summary = article("a", Some("https://h.example/a"), 9);
        if let Holds::Article(told) = &mut summary.holds {
            told.summary = true;
        }
        let full = article("a", Some("https://h.example/a"), 5);
        assert_eq!(placed(&[], &[summary, full])[0].1, State::Twice);
        // A feed whose entries all lead to its front page has as many articles as titles.
        let shared = |stem: &str| {
            let mut draft = article(stem, Some("https://h.example/"), 3);
            if let Holds::Article(told) = &mut draft.holds {
                told.shares_address = true;
            }
            draft
        };
        let drafts = [shared("a"), shared("b")];
        let first = placed(&[], &drafts);
        assert_eq!(first, [("a.md".to_owned(), State::New), ("b.md".to_owned(), State::New)]);
        let files = [file("a.md", &drafts[0]), file("b.md", &drafts[1])];
        assert!(placed(&files, &drafts).iter().all(|(_, state)| *state == State::Same));
    }
}
