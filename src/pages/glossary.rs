//! The glossary: all terms on one page, or by letter where there are many.

use super::book::Book;
use super::chunks::{self, Chunk, Listing, anchor, ranges};
use super::fill::Filler;
use super::items::link;
use super::view::{GlossaryView, TermGroupView, TermView};
use crate::model::Term;
use crate::resolve::relative;

/// Up to so many terms stand on one page.
const WHOLE: usize = 200;
/// And so many on one page of a letter.
const PER_PAGE: usize = 150;
/// Of the pages that mention a term, so many are named.
const MENTIONS: usize = 8;

/// How terms are spread over pages, by the letter of each.
pub(super) fn chunks(letters: &[String]) -> Vec<Chunk> {
    chunks::chunks(letters, WHOLE, PER_PAGE)
}

fn listing<'a>(book: &Book<'a>) -> Listing<'a, String> {
    let lists = book.data_lists;
    Listing { folder: "glossary", title: "Glossary", chunks: &lists.glossary, letters: &lists.term_letters }
}

/// The address of a page of the glossary; the first is its entrance.
pub(super) fn route(book: &Book, nth: usize) -> String {
    listing(book).route(nth)
}

/// The title of a page of the glossary.
pub(super) fn title(book: &Book, nth: usize) -> String {
    listing(book).page_title(nth)
}

/// The page on which a term stands, by its position among those of the site.
pub(super) fn page_of(book: &Book, term: usize) -> usize {
    book.data_lists.term_pages[term] as usize
}

/// What leads from the page at `here` to a term.
pub(super) fn href(book: &Book, here: &str, term: usize) -> String {
    let page = route(book, page_of(book, term));
    format!("{}#term-{}", book.href(here, &page), book.site.data.terms[term].id)
}

/// The terms of a page in the order of the book's language.
pub(super) fn glossary(book: &Book, nth: usize) -> GlossaryView {
    let list = listing(book);
    let here = list.route(nth);
    let chunk = &list.chunks[nth];
    let letters = &list.letters[chunk.rows.clone()];
    let terms = &book.data_lists.terms[chunk.rows.clone()];
    let mut filler = Filler::new(book, &here);
    let groups = ranges(letters)
        .into_iter()
        .map(|range| TermGroupView {
            letter: letters[range.start].clone(),
            id: anchor(&letters[range.start]),
            terms: terms[range].iter().map(|term| term_view(&mut filler, *term)).collect(),
        })
        .collect();
    GlossaryView {
        letters: list.row(book, &here, chunk.letter.as_deref()),
        groups,
        pager: list.pager(book, nth),
        sources: filler.sources(),
    }
}

fn term_view(filler: &mut Filler, nth: usize) -> TermView {
    let book = filler.book;
    let term: &Term = &book.site.data.terms[nth];
    let mentioned_in = book.mentioned_in(nth);
    TermView {
        id: term.id.clone(),
        term: term.term.clone(),
        aliases: term.aliases.clone(),
        definition: term.definition.clone(),
        cites_html: filler.cite(&term.cite),
        see: term.see.as_ref().and_then(|see| book.site.find(see)).map(|ix| link(book, filler.route, ix)),
        mentions: mentioned_in.len(),
        mentioned_in: mentioned_in.iter().take(MENTIONS).map(|ix| link(book, filler.route, *ix)).collect(),
    }
}

/// The address of a term, by its position, from the root of the site.
pub fn term_address(book: &Book, nth: usize) -> String {
    let page = route(book, page_of(book, nth));
    format!("{}#term-{}", relative("", &book.file(&page)), book.site.data.terms[nth].id)
}
