//! What words end in, looked up by their last letter: most words end in nothing that counts.

/// Endings with a value each, in the order of the pack.
#[derive(Debug)]
pub(crate) struct Endings<V> {
    /// Those with the same last byte stand together.
    list: Vec<(Box<[u8]>, V)>,
    /// For each last byte, in small letters, the stretch of the list.
    by_last: Box<[(u16, u16); 256]>,
}

impl<V> Default for Endings<V> {
    fn default() -> Endings<V> {
        Endings::new([])
    }
}

impl<V> Endings<V> {
    pub(crate) fn new(endings: impl IntoIterator<Item = (String, V)>) -> Endings<V> {
        let filled = endings.into_iter().filter(|(ending, _)| !ending.is_empty());
        let mut list: Vec<_> = filled.map(|(ending, value)| (ending.into_bytes().into_boxed_slice(), value)).collect();
        list.sort_by_key(|(ending, _)| last(ending));
        let mut by_last = Box::new([(0, 0); 256]);
        for (place, (ending, _)) in (0..).zip(&list) {
            let stretch = &mut by_last[usize::from(last(ending))];
            *stretch = (if stretch.1 == 0 { place } else { stretch.0 }, place + 1);
        }
        Endings { list, by_last }
    }

    /// The endings of a word, by their length, each with its value; letters of ASCII may have either case.
    #[inline]
    pub(crate) fn of<'e>(&'e self, word: &'e str) -> impl Iterator<Item = (usize, &'e V)> {
        let word = word.as_bytes();
        let (from, to) = if word.is_empty() { (0, 0) } else { self.by_last[usize::from(last(word))] };
        let ends = |ending: &[u8]| {
            word.len() >= ending.len() && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
        };
        let same = &self.list[usize::from(from)..usize::from(to)];
        same.iter().filter(move |(ending, _)| ends(ending)).map(|(ending, value)| (ending.len(), value))
    }
}

#[inline]
fn last(word: &[u8]) -> u8 {
    word.last().map_or(0, u8::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::Endings;

    #[test]
    fn endings_are_found_by_their_last_letter_in_their_order() {
        let list = ["ings", "ing", "ed", "s", "’s"].map(str::to_owned).into_iter().zip(0..);
        let endings = Endings::new(list);
        let of = |word: &str| endings.of(word).map(|(length, value)| (length, *value)).collect::<Vec<_>>();
        assert_eq!(of("openings"), [(4, 0), (1, 3)]);
        assert_eq!(of("OPENED"), [(2, 2)]);
        assert_eq!(of("Friday’s"), [(1, 3), (4, 4)]);
        assert_eq!([of("harbour"), of("")], [[], []]);
    }
}
