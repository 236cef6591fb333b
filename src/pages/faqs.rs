//! All questions by topic.

use super::book::Book;
use super::fill::Filler;
use super::head::{pager, pages, slice};
use super::sections::faq;
use super::view::{FaqGroupView, FaqsView};
use crate::model::Kind;
use crate::resolve::kind_index;

/// Topics on one page.
const PER_PAGE: usize = 40;

pub(super) fn faqs_pages(book: &Book) -> usize {
    pages(book.lists.topics.len(), PER_PAGE)
}

/// A page of questions with their answers.
pub(super) fn faqs(book: &Book, page: usize) -> FaqsView {
    let route = kind_index(Kind::Faq, page);
    let mut filler = Filler::new(book, &route);
    let groups = slice(&book.lists.topics, page, PER_PAGE)
        .iter()
        .map(|topic| FaqGroupView {
            title: topic
                .about
                .map_or_else(|| "Other questions".to_owned(), |ix| book.site.entry(ix).facts.title.clone()),
            href: topic.about.map(|ix| filler.to(book.site.route(ix))).unwrap_or_default(),
            faqs: topic.faqs.iter().map(|question| faq(&mut filler, *question)).collect(),
        })
        .collect();
    let terms = filler.terms();
    let sources = filler.sources();
    let pager = pager(book, &route, page, faqs_pages(book), |page| kind_index(Kind::Faq, page));
    FaqsView { groups, terms, sources, pager }
}
