//! The glossary.

use super::book::Book;
use super::fill::Filler;
use super::items::link;
use super::view::{GlossaryView, LetterView, TermGroupView, TermView};
use crate::model::Term;
use crate::resolve::relative;

pub(super) const ROUTE: &str = "glossary/index.html";

/// All terms in the order of the book's language.
pub(super) fn glossary(book: &Book) -> GlossaryView {
    let mut filler = Filler::new(book, ROUTE);
    let mut groups: Vec<TermGroupView> = Vec::new();
    for nth in &book.data_lists.terms {
        let term = &book.site.data.terms[*nth];
        let letter = crate::resolve::letter(&term.term);
        let view = term_view(&mut filler, term);
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.terms.push(view),
            _ => groups.push(TermGroupView { id: format!("letter-{}", groups.len() + 1), letter, terms: vec![view] }),
        }
    }
    let letters = groups
        .iter()
        .map(|group| LetterView { letter: group.letter.clone(), href: Some(format!("#{}", group.id)), current: false })
        .collect();
    GlossaryView { letters, groups, sources: filler.sources() }
}

fn term_view(filler: &mut Filler, term: &Term) -> TermView {
    let book = filler.book;
    TermView {
        id: term.id.clone(),
        term: term.term.clone(),
        aliases: term.aliases.clone(),
        definition: term.definition.clone(),
        cites_html: filler.cite(&term.cite),
        see: term.see.as_ref().and_then(|see| book.site.find(see)).map(|ix| link(book, ROUTE, ix)),
    }
}

/// The address of a term, by its position, from the root of the site.
pub fn term_address(book: &Book, nth: usize) -> String {
    format!("{}#term-{}", relative("", &book.file(ROUTE)), book.site.data.terms[nth].id)
}
