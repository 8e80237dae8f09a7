//! Names of files that are made of titles, and titles that are made of names of files.

/// The longest name, in characters, without its date and its ending.
const LONGEST: usize = 60;

/// Names that mean something else to the reader, or to Windows.
const TAKEN: [&str; 10] = ["readme", "index", "con", "prn", "aux", "nul", "com1", "lpt1", "dateline", "untitled"];

/// A title as part of a file's name: letters and digits of any script in lower case, `-` between
/// words, cut at a word. Nothing of it can lead out of a folder.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title.split(|letter: char| !letter.is_alphanumeric() && !is_apostrophe(letter)) {
        let word: String = word.chars().filter(|letter| !is_apostrophe(*letter)).flat_map(char::to_lowercase).collect();
        if word.is_empty() {
            continue;
        }
        let length = slug.chars().count() + word.chars().count() + 1;
        if !slug.is_empty() && length > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    if slug.is_empty() {
        slug.push_str("untitled");
    }
    slug
}

/// The name of an article, without its ending.
pub(super) fn stem(date: Option<chrono::NaiveDate>, title: &str) -> String {
    let slug = slug(title);
    match date {
        Some(date) => format!("{date}-{slug}"),
        None if TAKEN.contains(&slug.as_str()) || slug.starts_with(|c: char| c.is_ascii_digit()) => {
            // A name that begins with digits could be read as a date.
            format!("page-{slug}")
        }
        None => slug,
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ')
}

/// A name for what has no title.
pub(super) fn title_of_file(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.replace(['-', '_', '+'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "Untitled".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        assert_eq!(slug("Harbour’s “new” Ferry: at last!"), "harbours-new-ferry-at-last");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("  "), "untitled");
        assert_eq!(slug("Über Öl, 2. Teil"), "über-öl-2-teil");
        assert_eq!(slug("港が開く"), "港が開く");
        let long = slug(&"harbour ".repeat(40));
        assert!(long.chars().count() <= LONGEST && long.ends_with("harbour"), "{long}");
        assert_eq!(slug(&"ü".repeat(400)).chars().count(), LONGEST);
    }

    #[test]
    fn an_undated_name_is_read_as_nothing_else() {
        assert_eq!(stem("2024-03-15".parse().ok(), "README"), "2024-03-15-readme");
        assert_eq!(stem(None, "README"), "page-readme");
        assert_eq!(stem(None, "2020-01-02 and after"), "page-2020-01-02-and-after");
        assert_eq!(stem(None, "Con"), "page-con");
    }
}
