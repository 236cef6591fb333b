//! What a page says in the words of schema.org: JSON-LD for search engines and other programs.
//!
//! Comes in: a page with its head and its view. Goes out: one JSON object, the page, with what it is about inside.
//! Says only what the page shows. Types, properties and what these may hold are those of schema.org, release 30.

mod entry;
mod here;
mod lists;
mod medical;
mod node;
mod people;
mod questions;
mod works;

use super::book::Book;
use super::page::{Page, View};
use super::view::PageView;
use here::Here;
use node::Node;

/// The JSON-LD of a page, safe to print inside a `script` element. Empty for pages that only lead on and for the page
/// for missing addresses.
pub(super) fn linked_data(book: &Book, page: &Page, head: &PageView, view: &View) -> String {
    let here = Here::new(book, head);
    node(&here, page, view).map(|node| node.json()).unwrap_or_default()
}

fn node<'a>(here: &'a Here, page: &Page, view: &'a View) -> Option<Node<'a>> {
    Some(match view {
        View::Home(view) => lists::home(here, view),
        View::Entry(view) => entry::entry(here, entry_of(page)?, view),
        View::Handout(view) => entry::handout(here, entry_of(page)?, view),
        View::Listing(view) => lists::listing(here, view),
        View::Faqs(view) => questions::index(here, view),
        View::AToZ(view) => lists::a_to_z(here, view),
        View::Table(view) => lists::table(here, view),
        View::Matrix(view) => lists::matrix(here, view),
        View::SymptomFinder(view) => lists::symptom_finder(here, view),
        View::Codes(view) => lists::codes(here, view),
        View::BodySite(view) => lists::body_site(here, view),
        View::Glossary(view) => lists::glossary(here, view),
        View::Sources(view) => lists::sources(here, view),
        View::Source(view) => works::page(here, view),
        View::Reviews(view) => lists::reviews(here, view),
        View::Search(_) => here.page("SearchResultsPage"),
        View::NotFound | View::Redirect(_) => return None,
    })
}

fn entry_of(page: &Page) -> Option<crate::resolve::EntryIx> {
    match page {
        Page::Entry(ix) | Page::Handout(ix) => Some(*ix),
        _ => None,
    }
}
