//! Cards that explain words of the glossary.

use super::book::Book;
use super::view::TermCardView;
use crate::model::Term;

/// What the card of a term says on the page at `route`.
pub(super) fn card(book: &Book, route: &str, nth: usize) -> TermCardView {
    let term = &book.site.data.terms[nth];
    TermCardView {
        id: card_id(term),
        term: term.term.clone(),
        definition: term.definition.clone(),
        href: super::glossary::href(book, route, nth),
    }
}

pub(super) fn card_id(term: &Term) -> String {
    format!("cb-word-{}", term.id)
}
