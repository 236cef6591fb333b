//! What every page shows of the site as a whole.

use super::book::Book;
use super::page::Page;
use super::table::TableKind;
use super::view::{NavView, SiteView};
use crate::model::Kind;
use crate::resolve::{kind_index, relative};

/// The site as templates see it, the same for every page.
pub fn site_view(book: &Book) -> SiteView {
    let site = book.site;
    let config = book.config;
    SiteView {
        title: config.title.clone(),
        description: config.description.clone().unwrap_or_default(),
        language: config.language.clone(),
        right_to_left: config.right_to_left(),
        license: config.license.clone(),
        disclaimer: config.disclaimer.clone(),
        version: config.version.clone(),
        nav: nav(book),
        search: config.output.search.then(|| relative("", &book.file(super::page::SEARCH))),
        a_z: relative("", &book.file("a-z/index.html")),
        indexes: indexes(book),
        pages: book
            .of_kind(Kind::Page)
            .iter()
            .map(|ix| nav_item(book, "", &site.entry(*ix).facts.title, site.route(*ix)))
            .collect(),
        numbered_sources: book.references.numbered(),
        assets: book.lists.assets.clone(),
        brand: super::brand::brand(book),
    }
}

fn nav_item(book: &Book, key: &'static str, title: &str, route: &str) -> NavView {
    NavView { key, title: title.to_owned(), href: relative("", &book.file(route)) }
}

/// The ways in that most readers take; only lists that have something.
fn nav(book: &Book) -> Vec<NavView> {
    let mut nav: Vec<NavView> = [Kind::Symptom, Kind::Condition, Kind::Treatment, Kind::Faq, Kind::Guide]
        .into_iter()
        .filter(|kind| !book.of_kind(*kind).is_empty())
        .map(|kind| nav_item(book, kind.folder(), kind.label(), &kind_index(kind, 1)))
        .collect();
    if !book.site.index.names.is_empty() {
        nav.push(nav_item(book, "a-z", "A to Z", "a-z/index.html"));
    }
    nav
}

fn indexes(book: &Book) -> Vec<NavView> {
    let mut indexes = Vec::new();
    let mut push = |page: Page| indexes.push(nav_item(book, "", &page.title(book), &page.route(book)));
    for kind in [Kind::Cause, Kind::Test, Kind::Anatomy] {
        if !book.of_kind(kind).is_empty() {
            push(Page::Kind(kind, 1));
        }
    }
    if !book.lists.codes.is_empty() {
        push(Page::Codes(1));
    }
    if !book.site.data.body_sites.sites.is_empty() {
        push(Page::BodySites);
    }
    if super::symptom_finder::has_finder(book) {
        push(Page::SymptomFinder(1));
    }
    for table in TableKind::ALL.into_iter().filter(|table| super::table::has_rows(book, *table)) {
        push(Page::Table(table, 1));
    }
    if super::matrix::has_rows(book) {
        push(Page::Matrix(1));
    }
    if !book.site.data.terms.is_empty() {
        push(Page::Glossary(0));
    }
    if !book.data_lists.sources.is_empty() {
        push(Page::Sources(1));
    }
    push(Page::Reviews);
    indexes
}
