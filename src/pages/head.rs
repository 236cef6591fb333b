//! What every page says about itself.

use super::book::Book;
use super::fill::Filler;
use super::view::{LinkView, PageView};
use crate::model::Kind;
use crate::resolve::{EntryIx, kind_index};
use crate::text;

/// The head of a page that lies below the home page.
pub(super) fn head(book: &Book, route: &str, title: &str, description: &str, section: &'static str) -> PageView {
    PageView {
        title: title.to_owned(),
        window_title: title.to_owned(),
        description: description.to_owned(),
        route: route.to_owned(),
        root: book.root(route),
        layout: book.layout.word(),
        document: book.layout.is_document(),
        home: book.href(route, "index.html"),
        whole: book.whole(route),
        editorial: editorial(book, route),
        as_of: None,
        canonical: book.absolute(route),
        link_card: Vec::new(),
        alternates: Vec::new(),
        linked_data: String::new(),
        breadcrumbs: vec![LinkView { title: "Home".to_owned(), href: book.href(route, "index.html") }],
        section,
        hidden: false,
    }
}

/// The page that says how entries are written and checked, as seen from a page.
fn editorial(book: &Book, route: &str) -> Option<LinkView> {
    let ix = book.site.find(book.config.editorial_page.as_ref()?)?;
    Some(super::items::link(book, route, ix))
}

/// The same with a list between home and the page.
pub(super) fn below(book: &Book, mut page: PageView, title: &str, route: &str) -> PageView {
    page.window_title = format!("{} – {title}", page.window_title);
    page.breadcrumbs.push(LinkView { title: title.to_owned(), href: book.href(&page.route, route) });
    page
}

/// The head of an entry's page.
pub(super) fn entry_head(book: &Book, ix: EntryIx) -> PageView {
    let facts = &book.site.entry(ix).facts;
    let route = book.site.route(ix);
    let description = facts.summary.clone().unwrap_or_else(|| opening(book, ix));
    let mut page = head(book, route, &facts.title, &description, facts.kind.folder());
    match facts.kind {
        Kind::Home => {
            page.breadcrumbs.clear();
            page
        }
        kind => below(book, page, kind.label(), &kind_index(kind, 1)),
    }
}

/// Characters of a description that search engines show.
const DESCRIPTION: usize = 160;

/// The first words of an entry, as plain text.
fn opening(book: &Book, ix: EntryIx) -> String {
    let body = &book.site.entry(ix).body;
    let text = text::line(&Filler::without_terms(book, book.site.route(ix)).uncited(ix, body));
    if text.chars().count() <= DESCRIPTION {
        return text;
    }
    let cut: String = text.chars().take(DESCRIPTION).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// The head of a handout: it lies below its entry.
pub(super) fn handout_head(book: &Book, ix: EntryIx, mut page: PageView) -> PageView {
    let facts = &book.site.entry(ix).facts;
    page.description = format!("A sheet to print: {}", facts.summary.as_deref().unwrap_or(&facts.title));
    page.section = facts.kind.folder();
    let page = below(book, page, facts.kind.label(), &kind_index(facts.kind, 1));
    let window_title = page.window_title.clone();
    PageView { window_title, ..below(book, page, &facts.title, book.site.route(ix)) }
}

/// `Symptoms, page 3`.
pub(super) fn paged(title: &str, page: usize) -> String {
    if page > 1 { format!("{title}, page {page}") } else { title.to_owned() }
}

/// The address of a page of a list in a folder: `folder/index.html`, `folder/page-2.html`.
pub(super) fn paged_route(folder: &str, page: usize) -> String {
    if page > 1 { format!("{folder}/page-{page}.html") } else { format!("{folder}/index.html") }
}

/// The address of a page of a list with a name: `indexes/symptoms.html`, `indexes/symptoms-2.html`.
pub(super) fn index_route(name: &str, page: usize) -> String {
    if page > 1 { format!("indexes/{name}-{page}.html") } else { format!("indexes/{name}.html") }
}

/// How many pages a list of so many rows needs; never none.
pub(super) fn pages(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}

/// The rows of a page, counted from 1.
pub(super) fn slice<T>(rows: &[T], page: usize, per_page: usize) -> &[T] {
    let start = ((page - 1) * per_page).min(rows.len());
    &rows[start..(start + per_page).min(rows.len())]
}

/// Where a list goes on.
pub(super) fn pager(
    book: &Book,
    route: &str,
    page: usize,
    pages: usize,
    address: impl Fn(usize) -> String,
) -> super::view::PagerView {
    super::view::PagerView {
        page,
        pages,
        previous: (page > 1).then(|| book.href(route, &address(page - 1))),
        next: (page < pages).then(|| book.href(route, &address(page + 1))),
    }
}
