//! Long lists by letter: one page for a short list, pages by letter for a long one.

use std::ops::Range;

use super::book::Book;
use super::head::{paged, pages};
use super::view::{LetterView, PagerView};

/// The rows of one page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Without it, the page holds all letters.
    pub letter: Option<String>,
    /// Of the letter, from 1.
    page: usize,
    pages: usize,
    pub rows: Range<usize>,
}

/// How rows are spread over pages, by the letter of each: up to `whole` rows stand on one page, else `per_page`.
pub(super) fn chunks<S: AsRef<str>>(letters: &[S], whole: usize, per_page: usize) -> Vec<Chunk> {
    if letters.len() <= whole {
        return vec![Chunk { letter: None, page: 1, pages: 1, rows: 0..letters.len() }];
    }
    let mut chunks = Vec::new();
    for range in ranges(letters) {
        let count = pages(range.len(), per_page);
        for page in 1..=count {
            let start = range.start + (page - 1) * per_page;
            let rows = start..(start + per_page).min(range.end);
            let letter = Some(letters[range.start].as_ref().to_owned());
            chunks.push(Chunk { letter, page, pages: count, rows });
        }
    }
    chunks
}

/// The rows of every letter, in the order of the rows.
pub(super) fn ranges<S: AsRef<str>>(letters: &[S]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (row, letter) in letters.iter().enumerate() {
        match ranges.last_mut() {
            Some(range) if letters[range.start].as_ref() == letter.as_ref() => range.end = row + 1,
            _ => ranges.push(row..row + 1),
        }
    }
    ranges
}

/// A list by letter, seen as a whole.
pub(super) struct Listing<'a, S> {
    /// Of its pages.
    pub folder: &'a str,
    pub title: &'a str,
    pub chunks: &'a [Chunk],
    /// Of every row.
    pub letters: &'a [S],
}

impl<S: AsRef<str>> Listing<'_, S> {
    /// The address of a page; the first is the entrance.
    pub(super) fn route(&self, nth: usize) -> String {
        let (folder, chunk) = (self.folder, &self.chunks[nth]);
        match &chunk.letter {
            Some(letter) if nth > 0 && chunk.page == 1 => format!("{folder}/{}.html", file_name(letter)),
            Some(letter) if nth > 0 => format!("{folder}/{}-page-{}.html", file_name(letter), chunk.page),
            _ => format!("{folder}/index.html"),
        }
    }

    /// The heading of a page.
    pub(super) fn page_title(&self, nth: usize) -> String {
        let chunk = &self.chunks[nth];
        match &chunk.letter {
            None => self.title.to_owned(),
            Some(letter) => paged(&format!("{}: {letter}", self.title), chunk.page),
        }
    }

    /// Where the list of a letter goes on.
    pub(super) fn pager(&self, book: &Book, nth: usize) -> PagerView {
        let chunk = &self.chunks[nth];
        let here = self.route(nth);
        PagerView {
            page: chunk.page,
            pages: chunk.pages,
            previous: (chunk.page > 1).then(|| book.href(&here, &self.route(nth - 1))),
            next: (chunk.page < chunk.pages).then(|| book.href(&here, &self.route(nth + 1))),
        }
    }

    /// The row of letters as seen from the page at `here`: those of the book's language, and whatever else rows start
    /// with.
    pub(super) fn row(&self, book: &Book, here: &str, current: Option<&str>) -> Vec<LetterView> {
        let mut used: Vec<(&str, String)> = Vec::new();
        for (nth, chunk) in self.chunks.iter().enumerate() {
            match &chunk.letter {
                Some(letter) if chunk.page == 1 => used.push((letter, book.href(here, &self.route(nth)))),
                Some(_) => {}
                None => used.extend(ranges(self.letters).into_iter().map(|range| {
                    let letter = self.letters[range.start].as_ref();
                    let page = self.route(nth);
                    let page = if page == here { String::new() } else { book.href(here, &page) };
                    (letter, format!("{page}#{}", anchor(letter)))
                })),
            }
        }
        let all = book.site.index.alphabet.row(used.iter().map(|(letter, _)| *letter));
        let href = |wanted: &str| used.iter().find(|(letter, _)| *letter == wanted).map(|(_, href)| href.clone());
        all.into_iter()
            .map(|letter| LetterView { current: current == Some(letter.as_str()), href: href(&letter), letter })
            .collect()
    }
}

/// The id of the rows of a letter.
pub(super) fn anchor(letter: &str) -> String {
    format!("cb-letter-{}", file_name(letter))
}

/// A letter as part of a file name: `k`, `0-9`, `other`; code points for letters beyond ASCII.
fn file_name(letter: &str) -> String {
    match letter {
        "#" => "other".to_owned(),
        letter if letter.is_ascii() => letter.to_ascii_lowercase(),
        letter => letter.chars().map(|c| format!("u{:04x}", u32::from(c))).collect::<Vec<_>>().join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_by_letter() {
        let letters = ["A", "A", "A", "B"];
        let whole = Chunk { letter: None, page: 1, pages: 1, rows: 0..4 };
        assert_eq!(chunks(&letters, 4, 2), [whole]);
        let part = |letter: &str, page, pages, rows| Chunk { letter: Some(letter.to_owned()), page, pages, rows };
        let cut = chunks(&letters, 3, 2);
        assert_eq!(cut, [part("A", 1, 2, 0..2), part("A", 2, 2, 2..3), part("B", 1, 1, 3..4)]);
        let list = Listing { folder: "a-z", title: "A to Z", chunks: &cut, letters: &letters };
        let routes: Vec<String> = (0..3).map(|nth| list.route(nth)).collect();
        assert_eq!(routes, ["a-z/index.html", "a-z/a-page-2.html", "a-z/b.html"]);
        assert_eq!(list.page_title(1), "A to Z: A, page 2");
    }
}
