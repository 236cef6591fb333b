//! The A to Z of names: one page for a small book, pages by letter for a large one.

use std::ops::Range;

use super::book::Book;
use super::head::pages;
use super::view::{AzView, LetterGroupView, LetterView, NameRowView, PagerView};
use crate::resolve::Name;

/// Up to so many names stand on one page.
const WHOLE: usize = 400;
/// And so many on one page of a letter.
const PER_PAGE: usize = 300;

/// The names of one page.
pub(super) struct Chunk {
    /// Without it, the page holds all letters.
    letter: Option<String>,
    /// Of the letter, from 1.
    page: usize,
    pages: usize,
    rows: Range<usize>,
}

/// How names are spread over pages.
pub(super) fn chunks(names: &[Name]) -> Vec<Chunk> {
    if names.len() <= WHOLE {
        return vec![Chunk { letter: None, page: 1, pages: 1, rows: 0..names.len() }];
    }
    let mut chunks = Vec::new();
    for range in letter_ranges(names) {
        let count = pages(range.len(), PER_PAGE);
        for page in 1..=count {
            let start = range.start + (page - 1) * PER_PAGE;
            let rows = start..(start + PER_PAGE).min(range.end);
            chunks.push(Chunk { letter: Some(names[range.start].letter.clone()), page, pages: count, rows });
        }
    }
    chunks
}

/// The rows of every letter, in the order of the names.
fn letter_ranges(names: &[Name]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (row, name) in names.iter().enumerate() {
        match ranges.last_mut() {
            Some(range) if names[range.start].letter == name.letter => range.end = row + 1,
            _ => ranges.push(row..row + 1),
        }
    }
    ranges
}

/// The address of a page of the A to Z; the first is its entrance.
pub(super) fn route(book: &Book, nth: usize) -> String {
    let chunk = &book.lists.az[nth];
    match &chunk.letter {
        None => "a-z/index.html".to_owned(),
        Some(_) if nth == 0 => "a-z/index.html".to_owned(),
        Some(letter) if chunk.page == 1 => format!("a-z/{}.html", file_name(letter)),
        Some(letter) => format!("a-z/{}-page-{}.html", file_name(letter), chunk.page),
    }
}

/// A letter as part of a file name: `k`, `0-9`, `other`; code points for letters beyond ASCII.
fn file_name(letter: &str) -> String {
    match letter {
        "#" => "other".to_owned(),
        letter if letter.is_ascii() => letter.to_ascii_lowercase(),
        letter => letter.chars().map(|c| format!("u{:04x}", u32::from(c))).collect::<Vec<_>>().join("-"),
    }
}

/// The title of a page of the A to Z.
pub(super) fn title(book: &Book, nth: usize) -> String {
    let chunk = &book.lists.az[nth];
    match &chunk.letter {
        None => "A to Z".to_owned(),
        Some(letter) => super::head::paged(&format!("A to Z: {letter}"), chunk.page),
    }
}

/// A page of the A to Z.
pub(super) fn az(book: &Book, nth: usize) -> AzView {
    let names = &book.site.index.names;
    let chunk = &book.lists.az[nth];
    let here = route(book, nth);
    let groups = letter_ranges(&names[chunk.rows.clone()])
        .into_iter()
        .map(|range| {
            let rows = &names[chunk.rows.clone()][range];
            LetterGroupView {
                letter: rows[0].letter.clone(),
                id: format!("letter-{}", file_name(&rows[0].letter)),
                rows: rows.iter().map(|name| row(book, &here, name)).collect(),
            }
        })
        .collect();
    let pager = PagerView {
        page: chunk.page,
        pages: chunk.pages,
        previous: (chunk.page > 1).then(|| book.href(&here, &route(book, nth - 1))),
        next: (chunk.page < chunk.pages).then(|| book.href(&here, &route(book, nth + 1))),
    };
    AzView { letters: letters(book, &here, chunk.letter.as_deref()), groups, pager }
}

/// The row of letters as seen from the page at `here`: the alphabet, and whatever else names start with.
pub(super) fn letters(book: &Book, here: &str, current: Option<&str>) -> Vec<LetterView> {
    let mut used: Vec<(String, String)> = Vec::new();
    for (nth, chunk) in book.lists.az.iter().enumerate() {
        match &chunk.letter {
            Some(letter) if chunk.page == 1 => used.push((letter.clone(), book.href(here, &route(book, nth)))),
            Some(_) => {}
            None => used.extend(letter_ranges(&book.site.index.names).into_iter().map(|range| {
                let letter = &book.site.index.names[range.start].letter;
                let page = route(book, nth);
                let page = if page == here { String::new() } else { book.href(here, &page) };
                (letter.clone(), format!("{page}#letter-{}", file_name(letter)))
            })),
        }
    }
    let find = |letter: &str| used.iter().find(|(used, _)| used == letter).map(|(_, href)| href.clone());
    let view = |letter: String| {
        let href = find(&letter);
        LetterView { current: current == Some(letter.as_str()), href, letter }
    };
    let alphabet = ('A'..='Z').map(String::from);
    let others = used.iter().map(|(letter, _)| letter.clone()).filter(|letter| {
        let mut chars = letter.chars();
        !matches!((chars.next(), chars.next()), (Some('A'..='Z'), None))
    });
    alphabet.chain(others).map(view).collect()
}

fn row(book: &Book, here: &str, name: &Name) -> NameRowView {
    let facts = &book.site.entry(name.entry).facts;
    match name.ambiguous {
        Some(nth) => NameRowView {
            name: name.name.clone(),
            href: book.href(here, &super::listing::name_route(book, nth)),
            see: "several meanings".to_owned(),
            kind_label: "",
        },
        None => NameRowView {
            name: name.name.clone(),
            href: book.href(here, book.site.route(name.entry)),
            see: if name.title { String::new() } else { facts.title.clone() },
            kind_label: facts.kind.label(),
        },
    }
}
