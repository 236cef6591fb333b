//! All questions by topic.

use super::book::{Book, Topic};
use super::fill::Filler;
use super::head::{pager, pages, slice};
use super::sections::faq;
use super::view::{FaqGroupView, FaqsView, PageView, PagerView};
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
    let topics = slice(&book.lists.topics, page, PER_PAGE);
    let pager = pager(book, &route, page, faqs_pages(book), |page| kind_index(Kind::Faq, page));
    view(book, &route, topics, pager)
}

/// The questions about one entry.
pub(super) fn topic(book: &Book, nth: usize) -> FaqsView {
    let route = topic_route(book, nth);
    let pager = pager(book, &route, 1, 1, |_| String::new());
    view(book, &route, std::slice::from_ref(&book.lists.topics[nth]), pager)
}

/// The address of the questions about an entry.
pub(super) fn topic_route(book: &Book, nth: usize) -> String {
    let about = book.lists.topics[nth].about.map(|ix| book.site.entry(ix).facts.id.as_str());
    format!("faqs/about/{}.html", about.unwrap_or("others"))
}

/// What the questions of a topic are about.
pub(super) fn topic_title<'a>(book: &Book<'a>, nth: usize) -> &'a str {
    book.lists.topics[nth].about.map_or("others", |ix| book.site.entry(ix).facts.title.as_str())
}

/// The head of the questions about an entry. On the site they stand on the page of the entry.
pub(super) fn topic_head(book: &Book, nth: usize, mut page: PageView) -> PageView {
    if let Some(ix) = book.lists.topics[nth].about {
        page.whole = book.out_of_frame(&page.route, book.site.route(ix));
        page.canonical = book.absolute(book.site.route(ix));
    }
    page
}

fn view(book: &Book, route: &str, topics: &[Topic], pager: PagerView) -> FaqsView {
    let mut filler = Filler::new(book, route);
    let groups = topics
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
    FaqsView { groups, terms, sources, pager }
}
