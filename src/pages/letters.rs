//! The A to Z of names: one page for a small book, pages by letter for a large one.

use super::book::Book;
use super::chunks::{Chunk, Listing, anchor, chunks, ranges};
use super::view::{AzView, LetterGroupView, LetterView, NameRowView};
use super::words;
use crate::resolve::Name;

/// Up to so many names stand on one page.
const WHOLE: usize = 400;
/// And so many on one page of a letter.
const PER_PAGE: usize = 300;

/// How names are spread over pages.
pub(super) fn names(names: &[Name]) -> Vec<Chunk> {
    chunks(names, WHOLE, PER_PAGE)
}

impl AsRef<str> for Name {
    /// The letter under which it is listed.
    fn as_ref(&self) -> &str {
        &self.letter
    }
}

fn listing<'a>(book: &Book<'a>) -> Listing<'a, Name> {
    Listing { folder: "a-z", title: "A to Z", chunks: &book.lists.az, letters: &book.site.index.names }
}

/// The address of a page of the A to Z; the first is its entrance.
pub(super) fn route(book: &Book, nth: usize) -> String {
    listing(book).route(nth)
}

/// The title of a page of the A to Z.
pub(super) fn title(book: &Book, nth: usize) -> String {
    listing(book).page_title(nth)
}

/// A page of the A to Z.
pub(super) fn az(book: &Book, nth: usize) -> AzView {
    let list = listing(book);
    let chunk = &book.lists.az[nth];
    let here = list.route(nth);
    let names = &book.site.index.names[chunk.rows.clone()];
    let groups = ranges(names)
        .into_iter()
        .map(|range| LetterGroupView {
            letter: names[range.start].letter.clone(),
            id: anchor(&names[range.start].letter),
            rows: names[range].iter().map(|name| row(book, &here, name)).collect(),
        })
        .collect();
    AzView { letters: list.row(book, &here, chunk.letter.as_deref()), groups, pager: list.pager(book, nth) }
}

/// The row of letters as seen from the page at `here`.
pub(super) fn letters(book: &Book, here: &str) -> Vec<LetterView> {
    listing(book).row(book, here, None)
}

fn row(book: &Book, here: &str, name: &Name) -> NameRowView {
    let facts = &book.site.entry(name.entry).facts;
    match name.ambiguous {
        Some(nth) => NameRowView {
            name: name.name.clone(),
            href: book.href(here, &super::listing::name_route(book, nth)),
            name_kind: "",
            see: "several meanings".to_owned(),
            kind_label: "",
        },
        None => NameRowView {
            name: name.name.clone(),
            href: book.href(here, book.site.route(name.entry)),
            name_kind: words::name_kind(name.kind),
            see: if name.title { String::new() } else { facts.title.clone() },
            kind_label: facts.kind.label(),
        },
    }
}
